//! When to ask next.

use crate::clock::Millis;
use std::time::{Duration, UNIX_EPOCH};

/// The first wait after a failure.
pub const FIRST: Duration = Duration::from_secs(60);
/// The longest wait after failures.
pub const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// The longest time for which a host's own word on when to come again is believed.
pub const LONGEST_WORD: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What `Retry-After` says, in seconds or as a date, counted from `now`. A date that has passed is no wait. `None`
/// where it says nothing that can be read.
pub fn retry_after(field: &str, now: Millis) -> Option<Duration> {
    let field = field.trim();
    if !field.is_empty() && field.bytes().all(|b| b.is_ascii_digit()) {
        // More figures than fit are a long time too.
        let seconds = field.parse().unwrap_or(u64::MAX);
        return Some(Duration::from_secs(seconds).min(LONGEST_WORD));
    }
    let date = httpdate::parse_http_date(field).ok()?.duration_since(UNIX_EPOCH).ok()?;
    let wait = (date.as_millis() as Millis).saturating_sub(now).max(0);
    Some(Duration::from_millis(wait as u64).min(LONGEST_WORD))
}

/// How long to wait after the `failures`th failure in a row: [`FIRST`], doubled with each, at most [`LONGEST`]. A
/// twentieth is added or not by `key` (an address), so that what failed together is not asked together.
pub fn back_off(failures: u32, key: &str) -> Duration {
    let doubled = FIRST.saturating_mul(1u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX));
    let spread = key.bytes().fold(0u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b))) % 256;
    let wait = doubled.min(LONGEST);
    (wait + wait * spread / (256 * 20)).min(LONGEST)
}

/// When to ask again after a failure: the later of the back-off and what the host said.
pub fn after_failure(now: Millis, failures: u32, said: Option<Duration>, key: &str) -> Millis {
    let wait = back_off(failures, key).max(said.unwrap_or_default());
    now.saturating_add(wait.as_millis() as Millis)
}

/// When to look again at a page that was found unchanged `unchanged` times in a row: `first`, doubled with each, at most
/// a week.
pub fn look_again(now: Millis, first: Duration, unchanged: u32) -> Millis {
    let wait = first.saturating_mul(1u32.checked_shl(unchanged).unwrap_or(u32::MAX)).min(LONGEST_WORD);
    now.saturating_add(wait.as_millis() as Millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_600_000_000_000; // Sun, 13 Sep 2020 12:26:40 GMT

    #[test]
    fn both_forms_of_retry_after_are_read() {
        for (field, seconds) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Sun, 13 Sep 2020 12:28:40 GMT", Some(120)),
            ("Sunday, 13-Sep-20 12:28:40 GMT", Some(120)),
            ("Sun Sep 13 12:28:40 2020", Some(120)),
            ("Mon, 13 Sep 2010 12:26:40 GMT", Some(0)),
            ("99999999999999999999999", Some(7 * 86_400)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(7 * 86_400)),
            ("-5", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(retry_after(field, NOW), seconds.map(Duration::from_secs), "{field}");
        }
    }

    #[test]
    fn waits_grow_and_end() {
        let all: Vec<Duration> = (0..200).map(|n| back_off(n, "https://a.example/feed")).collect();
        assert!(all.windows(2).all(|w| w[0] <= w[1]));
        assert!(all[1] >= FIRST && all[1] <= FIRST * 21 / 20);
        assert_eq!(all[199], LONGEST);
        assert_eq!(back_off(u32::MAX, "x"), LONGEST);
        assert_ne!(back_off(1, "https://a.example/feed"), back_off(1, "https://b.example/feed"));
    }

    #[test]
    fn a_hosts_word_is_waited_for() {
        let hour = Duration::from_secs(3600);
        assert_eq!(after_failure(NOW, 1, Some(hour), "x"), NOW + 3_600_000);
        assert!(after_failure(NOW, 30, Some(hour), "x") > NOW + 3_600_000);
        assert_eq!(look_again(NOW, hour, 0), NOW + 3_600_000);
        assert_eq!(look_again(NOW, hour, 2), NOW + 4 * 3_600_000);
        assert_eq!(look_again(NOW, hour, u32::MAX), NOW + 7 * 86_400_000);
        assert_eq!(look_again(NOW, Duration::ZERO, 9), NOW);
    }
}
