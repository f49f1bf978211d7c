//! The time of day, and waiting for it: given from outside, so that a test needs no time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970, UTC.
pub type Millis = i64;

/// What tells the time and waits.
pub trait Clock: Send + Sync {
    /// What time it is.
    fn now(&self) -> Millis;

    /// Waits. `false` where it was woken because the program is to end.
    fn sleep(&self, time: Duration) -> bool;
}

/// The machine's clock. Waiting ends early once the flag it was made with is set.
#[derive(Clone, Debug, Default)]
pub struct SystemClock {
    stop: Arc<AtomicBool>,
}

impl SystemClock {
    /// A clock whose waiting `stop` ends.
    pub fn new(stop: Arc<AtomicBool>) -> Self {
        Self { stop }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Millis {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis() as Millis)
    }

    fn sleep(&self, time: Duration) -> bool {
        const SLICE: Duration = Duration::from_millis(50);
        let mut left = time;
        while !left.is_zero() && !self.stop.load(Ordering::Relaxed) {
            let now = left.min(SLICE);
            std::thread::sleep(now);
            left -= now;
        }
        !self.stop.load(Ordering::Relaxed)
    }
}

/// A clock that stands still but for what is waited: for tests, and for nothing else.
#[derive(Debug, Default)]
pub struct ManualClock {
    now: AtomicI64,
}

impl ManualClock {
    /// A clock that shows `now`.
    pub fn at(now: Millis) -> Self {
        Self { now: AtomicI64::new(now) }
    }

    /// Puts it forward.
    pub fn advance(&self, time: Duration) {
        self.now.fetch_add(time.as_millis() as Millis, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Millis {
        self.now.load(Ordering::SeqCst)
    }

    fn sleep(&self, time: Duration) -> bool {
        self.advance(time);
        true
    }
}

/// A time as ISO 8601 in UTC with milliseconds, as the library keeps it: its order is that of time.
pub fn iso(time: Millis) -> String {
    // Years beyond 9999 and before 1970 are nobody's fetches.
    let time = time.clamp(0, 253_402_300_799_999);
    humantime::format_rfc3339_millis(UNIX_EPOCH + Duration::from_millis(time as u64)).to_string()
}

/// The time that [`iso`] wrote, or any other in its form; `None` where it is none.
pub fn millis(text: &str) -> Option<Millis> {
    let time = humantime::parse_rfc3339_weak(text).ok()?;
    time.duration_since(UNIX_EPOCH).ok().map(|d| d.as_millis() as Millis)
}

/// A stretch of time as people write it: `90`, `1.5` (seconds), `200ms`, `15m`, `2h 30m`, `7d`.
///
/// # Errors
/// Where it is none, as a sentence.
pub fn duration(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let seconds = text.parse::<f64>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    let time = match seconds {
        Some(seconds) => Duration::try_from_secs_f64(seconds).ok(),
        None => humantime::parse_duration(text).ok(),
    };
    // A century is long enough, and can be added to any time.
    time.filter(|t| t.as_secs() <= 100 * 366 * 86_400)
        .ok_or_else(|| "not a time such as 30, 200ms, 15m, 2h or 7d".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_and_read_back() {
        assert_eq!(iso(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(iso(951_782_400_123), "2000-02-29T00:00:00.123Z");
        assert_eq!(millis("2000-02-29T00:00:00.123Z"), Some(951_782_400_123));
        assert_eq!(millis(&iso(i64::MAX)), Some(253_402_300_799_999));
        assert_eq!(millis("yesterday"), None);
    }

    #[test]
    fn stretches_of_time_are_read() {
        for (text, ms) in
            [("90", 90_000), ("1.5", 1500), ("0", 0), ("200ms", 200), ("15m", 900_000), ("1h 1s", 3_601_000)]
        {
            assert_eq!(duration(text), Ok(Duration::from_millis(ms)), "{text}");
        }
        for text in ["", "-1", "soon", "1e9", "inf", "99999999999999", "1000years", "."] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
