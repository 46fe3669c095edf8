//! Gives up on releases that take too long.

use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::guard;
use super::read::{Made, Trouble};
use crate::release::RawRelease;

/// `work` that gives up on a release after `limit`, where there is one.
///
/// A thread cannot be stopped from outside: what it was given up on runs on beside the others, and is forgotten.
pub fn within(
    limit: Option<Duration>,
    work: impl Fn(RawRelease, &mut Made) -> Result<(), Trouble> + Send + Sync + 'static,
) -> impl Fn(RawRelease, &mut Made) -> Result<(), Trouble> + Sync {
    let work = Arc::new(work);
    move |release, made| match limit {
        None => work(release, made),
        Some(limit) => {
            let work = work.clone();
            let part = in_time(limit, move || {
                let mut part = Made::default();
                guard(|| work(release, &mut part))
                    .unwrap_or_else(|panic| Err(panic.into()))
                    .map(|()| part)
            })??;
            made.data.extend(part.data);
            made.notes.extend(part.notes);
            Ok(())
        }
    }
}

/// What `f` gives, if it does so in time.
fn in_time<T: Send + 'static>(
    limit: Duration,
    f: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    let (sender, result) = mpsc::channel();
    let thread = thread::Builder::new().spawn(move || drop(sender.send(f())));
    thread.map_err(|error| Trouble::new("pipeline", error))?;
    result.recv_timeout(limit).map_err(|_| {
        let error = format!("more than {} seconds", limit.as_secs());
        Trouble::new("pipeline", error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_too_long_is_given_up() {
        let work = |release: RawRelease, made: &mut Made| {
            if release.id == "slow" {
                thread::sleep(Duration::from_secs(60));
            }
            assert_ne!(release.id, "broken");
            made.data.extend(release.id.bytes());
            Ok(())
        };
        let work = within(Some(Duration::from_secs(1)), work);
        let mut made = Made::default();
        let mut run = |id: &str| {
            let id = id.to_owned();
            work(
                RawRelease {
                    id,
                    ..RawRelease::default()
                },
                &mut made,
            )
        };
        assert_eq!(run("a"), Ok(()));
        let slow = run("slow").unwrap_err();
        assert_eq!(
            (&*slow.stage, &*slow.error),
            ("pipeline", "more than 1 seconds")
        );
        assert!(run("broken").unwrap_err().error.starts_with("panicked"));
        assert_eq!(run("b"), Ok(()));
        assert_eq!(made.data, b"ab");
    }
}
