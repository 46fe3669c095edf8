//! Keeps a panic inside the release that caused it.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

/// A panic that was caught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panic {
    /// The stage that it began in, by the file it happened in; `pipeline` where that does not say.
    pub stage: String,
    /// What it said, and where.
    pub message: String,
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `f`; a panic in it comes back as a value and prints nothing.
///
/// Puts a hook before the panic hook of the process, once; panics outside of `f` go on to the one before.
pub fn guard<T>(f: impl FnOnce() -> T) -> Result<T, Panic> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |info| {
            if GUARDED.get() {
                let place = info
                    .location()
                    .map(|l| format!("{}:{}", l.file(), l.line()));
                PLACE.set(place);
            } else {
                before(info);
            }
        }));
    });
    let outer = GUARDED.replace(true);
    // What a panicking release leaves half done is thrown away with it: stages share nothing that changes.
    let result = catch_unwind(AssertUnwindSafe(f));
    GUARDED.set(outer);
    result.map_err(|payload| {
        let place = PLACE.take().unwrap_or_default();
        Panic {
            stage: stage(&place).to_owned(),
            message: format!("panicked: {} ({place})", said(&*payload)),
        }
    })
}

fn said(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a word")
}

/// The stage whose file `place` is, as in `src/extract/people.rs:12`.
fn stage(place: &str) -> &str {
    const STAGES: [&str; 6] = ["ingest", "clean", "repair", "tokenize", "extract", "link"];
    place
        .strip_prefix("src/")
        .and_then(|rest| rest.split(['/', '.']).next())
        .filter(|stage| STAGES.contains(stage))
        .unwrap_or("pipeline")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_value() {
        assert_eq!(guard(|| 7), Ok(7));
        let caught = guard(|| -> u8 { panic!("no {}", "way") }).unwrap_err();
        assert_eq!(caught.stage, "pipeline");
        assert!(
            caught
                .message
                .starts_with("panicked: no way (src/batch/guard.rs:")
        );
    }

    #[test]
    fn the_file_names_the_stage() {
        assert_eq!(stage("src/extract/people.rs:12"), "extract");
        assert_eq!(stage("src/link.rs:1"), "link");
        assert_eq!(stage("/registry/regex/src/exec.rs:1"), "pipeline");
    }
}
