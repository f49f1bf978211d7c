//! Whose turn it is: each host is asked at most once in a while.

use crate::clock::Millis;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// When each host may be asked next.
#[derive(Debug, Default)]
pub(crate) struct Hosts {
    next: Mutex<HashMap<String, Millis>>,
}

impl Hosts {
    /// Takes the next turn at `host`, after which there is none for `delay`. Gives how long to wait for it, or where that
    /// is longer than `patience` the time of it, which is then not taken.
    pub fn turn(&self, host: &str, now: Millis, delay: Duration, patience: Duration) -> Result<Duration, Millis> {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        // Those long past are of no use; they are let go before they are many.
        if next.len() > 10_000 {
            next.retain(|_, at| *at > now);
        }
        let at = next.get(host).copied().unwrap_or(now).max(now);
        let wait = Duration::from_millis((at - now) as u64);
        if wait > patience {
            return Err(at);
        }
        next.insert(host.to_owned(), at.saturating_add(delay.as_millis() as Millis));
        Ok(wait)
    }

    /// Leaves `host` alone until `until`, or longer where that was settled before.
    pub fn hold(&self, host: &str, until: Millis) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let at = next.entry(host.to_owned()).or_insert(until);
        *at = (*at).max(until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_follow_each_other() {
        let (hosts, s) = (Hosts::default(), Duration::from_secs);
        assert_eq!(hosts.turn("a", 1000, s(2), s(60)), Ok(s(0)));
        assert_eq!(hosts.turn("a", 1000, s(2), s(60)), Ok(s(2)));
        assert_eq!(hosts.turn("b", 1000, s(2), s(60)), Ok(s(0)));
        assert_eq!(hosts.turn("a", 2000, s(2), s(60)), Ok(s(3)));
        hosts.hold("a", 500_000);
        hosts.hold("a", 400_000);
        assert_eq!(hosts.turn("a", 3000, s(2), s(60)), Err(500_000));
        assert_eq!(hosts.turn("a", 450_000, s(2), s(60)), Ok(s(50)));
    }
}
