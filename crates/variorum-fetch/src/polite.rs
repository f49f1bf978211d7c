//! Requests with manners: robots.txt, a delay for each host, a host's word on when to come again.

use crate::address::{host, origin};
use crate::client::{Answer, Client, Request, Wanted};
use crate::clock::{Clock, Millis};
use crate::error::{Error, Kind};
use crate::hosts::Hosts;
use crate::robots::{Remembered, Rules};
use crate::schedule;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use url::Url;

/// How polite to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manners {
    /// Time between two requests to one host; a longer one that its robots.txt asks for counts.
    pub delay: Duration,
    /// Whether robots.txt is asked at all. It is left out for one's own sites only.
    pub robots: bool,
    /// How long a request may wait for its turn; where that is longer it is put off ([`Error::later`]).
    pub patience: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        Self { delay: Duration::from_secs(2), robots: true, patience: Duration::from_secs(60) }
    }
}

/// A [`Client`] with [`Manners`], for any number of threads.
pub struct Fetcher {
    client: Client,
    manners: Manners,
    clock: Arc<dyn Clock>,
    hosts: Hosts,
    /// By origin. The lock of one origin is held while its robots.txt is asked for, so that it is asked for once.
    robots: Mutex<HashMap<String, Arc<Mutex<Option<Known>>>>>,
}

struct Known {
    kept: Remembered,
    rules: Arc<Rules>,
    new: bool,
}

impl Fetcher {
    /// Puts manners to a client.
    pub fn new(client: Client, manners: Manners, clock: Arc<dyn Clock>) -> Self {
        Self { client, manners, clock, hosts: Hosts::default(), robots: Mutex::default() }
    }

    /// The client.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The clock it goes by.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Asks once, when it is its host's turn, if robots.txt allows it.
    ///
    /// # Errors
    /// Where there is neither success nor "not modified" (304): [`Error`] tells whether to try again and when. A host
    /// that says when to come again is left alone until then.
    pub fn fetch(&self, request: &Request) -> Result<Answer, Error> {
        let mut last: Option<String> = None;
        let answer = self.client.get(request, &mut |url| {
            let rules = if self.manners.robots { Some(self.rules(url)?) } else { None };
            let path = &url[url::Position::BeforePath..];
            if rules.as_ref().is_some_and(|(kept, rules)| kept.is_unreachable() && !rules.allow(path)) {
                let why = rules.map_or_else(String::new, |(kept, _)| match kept.status {
                    0 => kept.text,
                    status => format!("the server answers {status}"),
                });
                return Err(Error::new(url.as_str(), Kind::NoRobots(why)));
            }
            let rules = rules.map(|(_, rules)| rules);
            if rules.as_ref().is_some_and(|rules| !rules.allow(path)) {
                return Err(Error::new(url.as_str(), Kind::Robots(format!("{}/robots.txt", origin(url)))));
            }
            // What a host sends on to itself is one request to it.
            let host = host(url);
            if last.as_ref() != Some(&host) {
                let asked = rules.and_then(|r| r.delay).unwrap_or_default();
                self.turn(url, &host, self.manners.delay.max(asked))?;
                last = Some(host);
            }
            Ok(())
        })?;
        self.judge(answer)
    }

    /// As [`Fetcher::fetch`], and tries again what may pass: up to `tries` times in all, waiting in between as long as
    /// the host says or else ever longer, but no wait longer than [`Manners::patience`]. `note` is told of each wait.
    ///
    /// # Errors
    /// The error of the last try.
    pub fn fetch_patiently(
        &self,
        request: &Request,
        tries: u32,
        note: &mut dyn FnMut(&Error, Duration),
    ) -> Result<Answer, Error> {
        let mut tried = 1;
        loop {
            let error = match self.fetch(request) {
                // Whoever waits for an answer hears at once that nobody is there.
                Err(error) if error.is_passing() && !matches!(error.kind, Kind::Connect(_)) && tried < tries => error,
                done => return done,
            };
            // The first waits are for a hiccup, not for a server that is down.
            let own = Duration::from_secs(2).saturating_mul(1 << tried.min(10));
            let held = error.later().map(|at| Duration::from_millis((at - self.clock.now()).max(0) as u64));
            let wait = error.retry_after().or(held).unwrap_or(own);
            if wait > self.manners.patience {
                return Err(error);
            }
            note(&error, wait);
            if !self.clock.sleep(wait) {
                return Err(error);
            }
            tried += 1;
        }
    }

    /// Puts in what was kept of a robots.txt from an earlier run, if it still holds.
    pub fn remember(&self, origin: &str, kept: Remembered) {
        if self.holds(&kept) {
            let rules = Arc::new(kept.rules());
            let slot = self.slot(origin);
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(Known { kept, rules, new: false });
        }
    }

    /// Whether something is known of an origin's robots.txt.
    pub fn knows(&self, origin: &str) -> bool {
        self.slot(origin).lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(|k| self.holds(&k.kept))
    }

    /// What was learned of robots.txt files since this was last asked, each with its origin, to be kept.
    pub fn learned(&self) -> Vec<(String, Remembered)> {
        let slots: Vec<_> = {
            let robots = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
            robots.iter().map(|(origin, slot)| (origin.clone(), Arc::clone(slot))).collect()
        };
        let mut out = Vec::new();
        for (origin, slot) in slots {
            // One that is being asked for just now is learned next time.
            let Ok(mut slot) = slot.try_lock() else { continue };
            if let Some(known) = slot.as_mut().filter(|k| k.new) {
                known.new = false;
                out.push((origin, known.kept.clone()));
            }
        }
        out.sort_by(|a, b| a.0.cmp(&b.0));
        out
    }

    fn holds(&self, kept: &Remembered) -> bool {
        let age = self.clock.now() - kept.fetched;
        (0..kept.lasts().as_millis() as Millis).contains(&age)
    }

    fn slot(&self, origin: &str) -> Arc<Mutex<Option<Known>>> {
        let mut robots = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(robots.entry(origin.to_owned()).or_default())
    }

    /// What robots.txt says of an address; asked for where that is not known or too old.
    fn rules(&self, url: &Url) -> Result<(Remembered, Arc<Rules>), Error> {
        let origin = origin(url);
        let slot = self.slot(&origin);
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = slot.as_ref().filter(|k| self.holds(&k.kept)) {
            // The text is only of use where it says why there is none.
            let text = if known.kept.status == 0 { known.kept.text.clone() } else { String::new() };
            return Ok((Remembered { text, ..known.kept }, Arc::clone(&known.rules)));
        }
        let place = crate::address::join(url, "/robots.txt")?;
        let host = host(url);
        self.turn(url, &host, self.manners.delay)?;
        let got = self.client.get(&Request::new(place, Wanted::Head), &mut |_| Ok(()));
        let (status, text) = match got {
            Ok(a) => (a.status, String::from_utf8_lossy(&a.bytes).into_owned()),
            // Sent on too often counts as missing, as the RFC has it.
            Err(e) if matches!(e.kind, Kind::Redirect(_)) => (302, String::new()),
            Err(e) => (0, e.reason()),
        };
        let kept = Remembered { status, text, fetched: self.clock.now() };
        let rules = Arc::new(kept.rules());
        *slot = Some(Known { kept: kept.clone(), rules: Arc::clone(&rules), new: true });
        Ok((kept, rules))
    }

    /// Waits for a host's turn.
    fn turn(&self, url: &Url, host: &str, delay: Duration) -> Result<(), Error> {
        let later = |until| Error::new(url.as_str(), Kind::Later { until, why: "the host is to be left alone" });
        let wait = self.hosts.turn(host, self.clock.now(), delay, self.manners.patience).map_err(later)?;
        if wait.is_zero() || self.clock.sleep(wait) {
            return Ok(());
        }
        Err(Error::new(url.as_str(), Kind::Stopped))
    }

    fn judge(&self, answer: Answer) -> Result<Answer, Error> {
        let code = answer.status;
        let has_body = (200..300).contains(&code) && code != 204 && code != 205 && code != 206;
        if has_body || code == 304 {
            return Ok(answer);
        }
        let now = self.clock.now();
        let again = answer.retry_after.as_deref().and_then(|field| schedule::retry_after(field, now));
        if let Some(again) = again.filter(|_| matches!(code, 429 | 503)) {
            self.hosts.hold(&host(&answer.url), now.saturating_add(again.as_millis() as Millis));
        }
        Err(Error::new(answer.url.as_str(), Kind::Status { code, again }))
    }
}
