//! One round: every feed that is due, then every page that is due, a host a thread.

use super::claimed::Claimed;
use super::log::{Log, Tally};
use super::settle::{Came, came, failed};
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use variorum_fetch::{Fetcher, Millis, Request, Wanted, address, iso};
use variorum_store::{Library, Watch, Watched};

/// How to watch.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Time between two looks at a feed; `None` where there is only one.
    pub every: Option<Duration>,
    /// Time until a page is looked at again.
    pub again: Duration,
    /// For how long a page is looked at again.
    pub window: Duration,
    /// Whether pages are fetched.
    pub pages: bool,
    /// Whether articles are annotated.
    pub annotate: bool,
    /// How many hosts are asked at once.
    pub hosts: usize,
}

/// A round.
pub struct Round<'a> {
    pub(super) library: &'a Mutex<Library>,
    pub(super) fetcher: &'a Fetcher,
    pub(super) settings: &'a Settings,
    log: &'a Log,
    stop: &'a AtomicBool,
    began: String,
    tally: Mutex<Tally>,
    claimed: Claimed,
}

/// Feeds or pages of one host.
type Queue = VecDeque<Vec<i64>>;

impl<'a> Round<'a> {
    /// A round that begins now.
    pub fn new(
        library: &'a Mutex<Library>,
        fetcher: &'a Fetcher,
        log: &'a Log,
        stop: &'a AtomicBool,
        settings: &'a Settings,
    ) -> Self {
        let began = iso(fetcher.clock().now());
        let claimed = Claimed::new(fetcher.client().limits().total);
        Self { library, fetcher, settings, log, stop, began, tally: Mutex::default(), claimed }
    }

    /// Fetches what is due of these feeds, and of the pages that they link to.
    ///
    /// # Errors
    /// Where the library cannot be read or written. What was done before that is kept.
    pub fn run(&self, feeds: &[i64]) -> anyhow::Result<Tally> {
        self.phase(Watch::Feed, feeds)?;
        if self.settings.pages {
            self.phase(Watch::Page, feeds)?;
        }
        Ok(*self.tally())
    }

    pub(super) fn library(&self) -> MutexGuard<'a, Library> {
        self.library.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn now(&self) -> Millis {
        self.fetcher.clock().now()
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fetches everything of one kind. What another program has is waited for, in case that program was killed.
    fn phase(&self, what: Watch, feeds: &[i64]) -> anyhow::Result<()> {
        loop {
            let (queue, others) = self.queue(what, feeds)?;
            if !queue.is_empty() {
                self.work(what, queue)?;
            } else if !others || !self.fetcher.clock().sleep(self.claimed.pause()) {
                return Ok(());
            }
            if self.stop.load(Ordering::Relaxed) {
                return Ok(());
            }
        }
    }

    /// Goes through what is due, a host a thread.
    fn work(&self, what: Watch, queue: Queue) -> anyhow::Result<()> {
        let threads = self.settings.hosts.min(queue.len());
        let queue = Mutex::new(queue);
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let work = || -> anyhow::Result<()> {
            while let Some(ids) = next() {
                for id in ids {
                    if self.stop.load(Ordering::Relaxed) {
                        return Ok(());
                    }
                    if let Err(error) = self.one(what, id) {
                        // What keeps one from being written keeps all.
                        queue.lock().unwrap_or_else(PoisonError::into_inner).clear();
                        return Err(error);
                    }
                }
            }
            Ok(())
        };
        self.claimed.kept(self.library, self.fetcher.clock(), || {
            std::thread::scope(|scope| {
                let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
                let broken = || Err(anyhow::anyhow!("a thread broke off"));
                let done: Vec<_> = threads.into_iter().map(|t| t.join().unwrap_or_else(|_| broken())).collect();
                done.into_iter().collect()
            })
        })
    }

    /// What is due, host by host, each address once; and whether there is more that another program has.
    fn queue(&self, what: Watch, feeds: &[i64]) -> anyhow::Result<(Queue, bool)> {
        let now = iso(self.now());
        let due = self.library().watched(what, feeds, &self.began)?;
        let (mut queue, mut places, mut seen, mut others) = (Queue::new(), HashMap::new(), HashSet::new(), false);
        for of in due.into_iter().filter(|of| of.due.as_ref().is_some_and(|due| *due <= now)) {
            let host = address::address(&of.url).map(|u| address::host(&u)).unwrap_or_default();
            if !seen.insert(of.url) {
                continue;
            }
            if of.held.is_some_and(|held| held > now) {
                others = true;
                continue;
            }
            let place = *places.entry(host).or_insert_with(|| {
                queue.push_back(Vec::new());
                queue.len() - 1
            });
            if let Some(ids) = queue.get_mut(place) {
                ids.push(of.id);
            }
        }
        Ok((queue, others))
    }

    /// Fetches one feed or page, unless another program has it, and keeps what came of it.
    fn one(&self, what: Watch, id: i64) -> anyhow::Result<()> {
        let began = self.now();
        let held = self.claimed.until(began);
        let Some(of) = self.library().claim(what, id, &iso(began), &self.began, &held)? else { return Ok(()) };
        let _claim = self.claimed.claim(what, id);
        let got = address::address(&of.url).and_then(|url| {
            let wanted = if what == Watch::Feed { Wanted::Feed } else { Wanted::Page };
            let (etag, modified) = (of.etag.clone(), of.modified.clone());
            self.fetcher.fetch(&Request { url, wanted, etag, modified })
        });
        self.keep_robots()?;
        let ended = self.now();
        let came = match got {
            Err(error) if error.is_stopped() => return Ok(self.library().release(what, id, None)?),
            Err(error) if error.later().is_some() => {
                self.library().release(what, id, error.later().map(iso).as_deref())?;
                return Ok(self.log.note(ended, what, &of.url, &error.reason())?);
            }
            Err(error) => failed(what, &of, &error, ended),
            Ok(answer) => came(self, what, &of, answer)?,
        };
        self.settle(what, &of, came, ended, (ended - began).max(0) as u64)
    }

    fn settle(&self, what: Watch, of: &Watched, came: Came, now: Millis, ms: u64) -> anyhow::Result<()> {
        let Came { mut fetched, links, new, changed } = came;
        (fetched.time, fetched.ms) = (iso(now), ms);
        let links = self.library().settle(what, of, &fetched, &links)?;
        if what == Watch::Feed && fetched.status == Some(200) && fetched.failures == 0 && self.settings.pages {
            let note = fetched.note.get_or_insert_default();
            note.push_str(&format!(", {links} new"));
        }
        {
            let mut tally = self.tally();
            let bad = usize::from(fetched.failures > 0);
            match what {
                Watch::Feed => (tally.feeds, tally.feeds_failed) = (tally.feeds + 1, tally.feeds_failed + bad),
                Watch::Page => (tally.pages, tally.pages_failed) = (tally.pages + 1, tally.pages_failed + bad),
            }
            (tally.new, tally.changed) = (tally.new + new, tally.changed + usize::from(changed));
        }
        Ok(self.log.fetch(what, &of.url, &fetched, new)?)
    }

    fn keep_robots(&self) -> anyhow::Result<()> {
        for (origin, kept) in self.fetcher.learned() {
            self.library().keep_robots(&origin, kept.status, &kept.text, &iso(kept.fetched))?;
        }
        Ok(())
    }
}
