//! Shares work among threads and gives the results in the order of the work.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// Cost that may be under way at once for each thread, in bytes of input: enough to keep it busy behind a large release.
/// What it made of them waits for that release meanwhile, three times as many bytes.
const ROOM: usize = 3 << 20;
/// Items that may be under way at once.
const PLACES: usize = 4096;

/// Calls `work` for every item on `threads` threads (0: one per core) and `put` for every result, in the order of
/// `items`. The items are taken by the calling thread, and no faster than the results are put away: what is under way
/// costs no more than a fixed amount, or is a single item.
///
/// # Errors
/// The first error of `put`; nothing is put after it, and no work begun. Also where the threads cannot be started.
pub fn in_order<T, R, E>(
    items: impl Iterator<Item = T>,
    cost: impl Fn(&T) -> usize,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut put: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<(), E>
where
    T: Send,
    R: Send,
    E: Send + From<rayon::ThreadPoolBuildError>,
{
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()?;
    let gate = Gate::new(pool.current_num_threads().saturating_mul(ROOM));
    let (sender, results) = mpsc::channel::<(usize, usize, R)>();
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut waiting = BTreeMap::new();
            let mut next = 0;
            for (number, cost, result) in results {
                waiting.insert(number, (cost, result));
                while let Some((cost, result)) = waiting.remove(&next) {
                    if let Err(error) = put(result) {
                        gate.close();
                        return Err(error);
                    }
                    gate.leave(cost);
                    next += 1;
                }
            }
            Ok(())
        });
        pool.in_place_scope(|pool| {
            for (number, item) in items.enumerate() {
                let cost = cost(&item);
                if !gate.enter(cost) {
                    break;
                }
                let (sender, work, gate) = (sender.clone(), &work, &gate);
                // A closed gate means that writing has failed, and `writer` tells why.
                pool.spawn(move |_| {
                    if gate.is_open() {
                        drop(sender.send((number, cost, work(item))));
                    }
                });
            }
        });
        drop(sender);
        writer
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Lets in so much and no more.
struct Gate {
    room: usize,
    inside: Mutex<Inside>,
    left: Condvar,
}

#[derive(Default)]
struct Inside {
    cost: usize,
    items: usize,
    closed: bool,
}

impl Gate {
    fn new(room: usize) -> Self {
        Self {
            room,
            inside: Mutex::default(),
            left: Condvar::new(),
        }
    }

    /// Waits until there is room; false where the gate was closed.
    fn enter(&self, cost: usize) -> bool {
        let full = |inside: &mut Inside| {
            !inside.closed
                && inside.items > 0
                && (inside.items >= PLACES || inside.cost.saturating_add(cost) > self.room)
        };
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let mut inside = self
            .left
            .wait_while(inside, full)
            .unwrap_or_else(PoisonError::into_inner);
        inside.cost = inside.cost.saturating_add(cost);
        inside.items += 1;
        !inside.closed
    }

    fn leave(&self, cost: usize) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.cost = inside.cost.saturating_sub(cost);
        inside.items = inside.items.saturating_sub(1);
        drop(inside);
        self.left.notify_one();
    }

    fn is_open(&self) -> bool {
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        !inside.closed
    }

    fn close(&self) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.closed = true;
        drop(inside);
        self.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[derive(Debug)]
    struct Stop;

    impl From<rayon::ThreadPoolBuildError> for Stop {
        fn from(_: rayon::ThreadPoolBuildError) -> Self {
            Self
        }
    }

    #[test]
    fn results_come_in_order() {
        let mut found = Vec::new();
        let slow_first = |n: u64| {
            thread::sleep(Duration::from_micros(200 - n));
            n * 2
        };
        let put = |n| {
            found.push(n);
            Ok::<(), Stop>(())
        };
        in_order(0..200, |_| 1, 3, slow_first, put).unwrap();
        assert_eq!(found, (0..200).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_is_under_way_than_there_is_room_for() {
        let (taken, put) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..100).inspect(|_| {
            let ahead = taken.fetch_add(1, Ordering::SeqCst) - put.load(Ordering::SeqCst);
            assert!(ahead <= 5, "{ahead}");
        });
        let count = |()| {
            put.fetch_add(1, Ordering::SeqCst);
            Ok::<(), Stop>(())
        };
        in_order(items, |_| ROOM / 2, 2, |_| (), count).unwrap();
        assert_eq!(put.into_inner(), 100);
    }

    #[test]
    fn an_error_ends_it() {
        let put = |n: u64| if n == 3 { Err(Stop) } else { Ok(()) };
        assert!(in_order(0.., |_| 1, 2, |n| n, put).is_err());
    }
}
