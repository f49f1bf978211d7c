//! What this program has taken to fetch: held for a short while, and held on to as long as the program lives, so that what
//! it had is soon free for others where it is killed.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use variorum_fetch::{Clock, Millis, iso};
use variorum_store::{Library, Watch};

/// For how long something is held at once.
const LONGEST: Duration = Duration::from_secs(30);
const SHORTEST: Duration = Duration::from_secs(1);

/// What is held.
#[derive(Debug)]
pub struct Claimed {
    now: Mutex<Vec<(Watch, i64)>>,
    time: Duration,
}

/// Something that is held until this is dropped.
pub struct Claim<'a> {
    of: &'a Claimed,
    what: (Watch, i64),
}

impl Claimed {
    /// `longest` is the time that a fetch may take.
    pub fn new(longest: Duration) -> Self {
        Self { now: Mutex::default(), time: longest.clamp(SHORTEST, LONGEST) }
    }

    /// Until when to hold what is claimed now.
    pub fn until(&self, now: Millis) -> String {
        iso(now + self.time.as_millis() as Millis)
    }

    /// Between two looks at what others hold.
    pub fn pause(&self) -> Duration {
        self.time / 3
    }

    pub fn claim(&self, what: Watch, id: i64) -> Claim<'_> {
        self.list().push((what, id));
        Claim { of: self, what: (what, id) }
    }

    /// Does `work` and holds on to what it claims.
    pub fn kept<T>(&self, library: &Mutex<Library>, clock: &dyn Clock, work: impl FnOnce() -> T) -> T {
        let (done, told) = (Mutex::new(false), Condvar::new());
        let keep = || {
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            while !*done {
                let (now_done, waited) = told.wait_timeout(done, self.pause()).unwrap_or_else(PoisonError::into_inner);
                done = now_done;
                let list = self.list().clone();
                if waited.timed_out() && !list.is_empty() {
                    let mut library = library.lock().unwrap_or_else(PoisonError::into_inner);
                    // What cannot be written is told by those who have more to write.
                    let _ = library.hold(&list, &self.until(clock.now()));
                }
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(keep);
            let result = work();
            *done.lock().unwrap_or_else(PoisonError::into_inner) = true;
            told.notify_all();
            result
        })
    }

    fn list(&self) -> MutexGuard<'_, Vec<(Watch, i64)>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        self.of.list().retain(|c| *c != self.what);
    }
}
