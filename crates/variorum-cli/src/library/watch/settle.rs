//! What came of a fetch: articles, links, and when to fetch next.

use super::round::Round;
use std::collections::HashSet;
use std::time::Duration;
use variorum_fetch::{Answer, Error, Millis, Url, address, iso, millis, schedule};
use variorum_store::prepare::{Raw, prepare};
use variorum_store::{Fetched, Watch, Watched};

/// Links of one feed that are followed; none that is made for readers has as many.
const MOST_LINKS: usize = 1000;
/// Failures in a row after which a page is given up.
const MOST_FAILURES: u32 = 8;
/// The same for one that the server does not have or does not show: it may have been told of too early.
const MOST_MISSING: u32 = 4;
/// When a feed is asked again that robots.txt keeps away.
const DENIED: Duration = Duration::from_secs(86_400);

/// What a fetch brought.
#[derive(Debug, Default)]
pub struct Came {
    /// The row of the feed or page, but for time and duration.
    pub fetched: Fetched,
    /// Addresses that a feed links to.
    pub links: Vec<String>,
    /// Articles that are new to the library.
    pub new: usize,
    /// Whether it is a further version of a page.
    pub changed: bool,
}

/// A fetch that brought nothing.
pub fn failed(what: Watch, of: &Watched, error: &Error, now: Millis) -> Came {
    let failures = of.failures.saturating_add(1);
    let status = error.status();
    let missing = matches!(status, Some(401 | 403 | 404)) && failures < MOST_MISSING;
    let passing = error.is_passing() && failures < MOST_FAILURES || error.is_robots() && !error.is_denied();
    let stopped = error.is_gone() || what == Watch::Page && !missing && !passing;
    let due = if what == Watch::Feed && error.is_denied() {
        now + DENIED.as_millis() as Millis
    } else {
        schedule::after_failure(now, failures, error.retry_after(), &of.url)
    };
    let mut note = if error.url() == of.url { error.reason() } else { error.to_string() };
    match (stopped, of.article) {
        (true, Some(article)) => note.push_str(&format!("; not asked again, as it was it is article {article}")),
        (true, None) => note.push_str("; not asked again"),
        (false, _) => note.push_str(&format!("; to be asked again from {}", iso(due))),
    }
    let fetched = Fetched { status, note: Some(note), due: Some(iso(due)), failures, stopped, ..kept(of) };
    Came { fetched, ..Came::default() }
}

/// An answer: success or "not modified".
///
/// # Errors
/// Where the library cannot be read or written.
pub fn came(round: &Round<'_>, what: Watch, of: &Watched, answer: Answer) -> anyhow::Result<Came> {
    let moved = answer.moved.as_ref().map(Url::to_string);
    let fetched = Fetched {
        status: Some(answer.status),
        bytes: answer.bytes.len() as u64,
        etag: answer.etag.clone().or_else(|| of.etag.clone().filter(|_| answer.status == 304)),
        modified: answer.modified.clone().or_else(|| of.modified.clone().filter(|_| answer.status == 304)),
        moved: moved.clone(),
        ..kept(of)
    };
    let mut came = match (what, answer.status) {
        (Watch::Feed, 304) => Came { fetched, ..Came::default() },
        (Watch::Page, 304) => {
            Came { fetched: Fetched { unchanged: of.unchanged.saturating_add(1), ..fetched }, ..Came::default() }
        }
        (Watch::Feed, _) => feed(round, of, answer, fetched)?,
        (Watch::Page, _) => page(round, of, answer, fetched)?,
    };
    if what == Watch::Feed
        && let Some(moved) = moved
    {
        let note = came.fetched.note.take().map_or(String::new(), |n| format!("; {n}"));
        came.fetched.note = Some(format!("moved for good to {moved}{note}"));
    }
    if came.fetched.failures == 0 {
        came.fetched.due = due(round, what, of, &came.fetched).map(iso);
    }
    Ok(came)
}

/// When to fetch again what was had.
fn due(round: &Round<'_>, what: Watch, of: &Watched, fetched: &Fetched) -> Option<Millis> {
    let (now, settings) = (round.now(), round.settings);
    if what == Watch::Feed {
        // A single round leaves it to its caller when the next one is.
        return Some(now + settings.every.map_or(0, |e| e.as_millis() as Millis));
    }
    let next = schedule::look_again(now, settings.again, fetched.unchanged);
    let last = millis(&of.found).unwrap_or(now) + settings.window.as_millis() as Millis;
    (next <= last && !settings.window.is_zero()).then_some(next)
}

/// A feed: its links, or where no pages are fetched its entries.
fn feed(round: &Round<'_>, of: &Watched, answer: Answer, mut fetched: Fetched) -> anyhow::Result<Came> {
    let (url, media) = (answer.url.clone(), answer.content_type());
    let broken = |note: String, fetched: Fetched| {
        let failures = of.failures.saturating_add(1);
        let due = schedule::after_failure(round.now(), failures, None, &of.url);
        let note = format!("{note}; to be asked again from {}", iso(due));
        // Without validators, or what is mended would be taken for unchanged.
        let fetched =
            Fetched { note: Some(note), failures, due: Some(iso(due)), etag: None, modified: None, ..fetched };
        Ok(Came { fetched, ..Came::default() })
    };
    let kind = variorum_read::kind(url.as_str(), &answer.bytes, media.as_deref());
    if kind != "feed" {
        let kind = if kind == "page" { "a page" } else { "text" };
        return broken(format!("{kind} and no feed"), fetched);
    }
    let intake = variorum_read::read_capture(url.as_str(), answer.bytes.clone(), media.as_deref(), Some(url.as_str()));
    if intake.reports.is_empty()
        && let Some(fault) = intake.faults.first()
    {
        return broken(fault.message.clone(), fetched);
    }
    let mut seen = HashSet::new();
    let linked = intake.reports.iter().filter_map(|r| address::join(&url, r.article.meta.url.as_deref()?).ok());
    let mut links: Vec<String> = linked.map(String::from).filter(|l| seen.insert(l.clone())).collect();
    let entries = intake.reports.len();
    let mut notes = vec![if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") }];
    notes.extend(intake.faults.first().map(ToString::to_string));
    if links.len() > MOST_LINKS {
        notes.push(format!("only the first {MOST_LINKS} are followed"));
        links.truncate(MOST_LINKS);
    }
    let mute = intake.reports.iter().filter(|r| r.article.meta.url.is_none()).count();
    if mute > 0 && round.settings.pages {
        notes.push(format!("{mute} without a link (--no-pages keeps what the feed has of them)"));
    }
    fetched.title = intake.reports.first().and_then(|r| r.article.meta.outlet.clone());
    let mut new = 0;
    if !round.settings.pages {
        let raw = Raw::fetched(url.as_str(), media.as_deref(), &iso(round.now()), answer.bytes);
        match prepare(raw, round.settings.annotate) {
            Ok(prepared) => {
                new = round.library().add(std::slice::from_ref(&prepared))?.iter().filter(|a| a.new).count();
                notes.push(format!("{new} added"));
            }
            Err(problem) => notes.push(problem),
        }
    }
    fetched.note = Some(notes.join(", "));
    Ok(Came { fetched, links, new, changed: false })
}

/// A page: its article, unless it says what it said before.
fn page(round: &Round<'_>, of: &Watched, answer: Answer, mut fetched: Fetched) -> anyhow::Result<Came> {
    let media = answer.content_type();
    let raw = Raw::fetched(answer.url.as_str(), media.as_deref(), &iso(round.now()), answer.bytes);
    let prepared = match prepare(raw, round.settings.annotate) {
        Ok(prepared) => prepared,
        Err(problem) => {
            let note = Some(format!("{problem}; not asked again"));
            let failures = of.failures.saturating_add(1);
            return Ok(Came { fetched: Fetched { note, failures, stopped: true, ..fetched }, ..Came::default() });
        }
    };
    let before = of.article;
    if let Some(before) = before
        && round.library().says_the_same(before, &prepared)?
    {
        fetched.unchanged = of.unchanged.saturating_add(1);
        fetched.note = Some("other bytes, the same words".into());
        return Ok(Came { fetched, ..Came::default() });
    }
    let added = round.library().add(std::slice::from_ref(&prepared))?;
    let (mut new, mut changed) = (0, false);
    if let Some(added) = added.first() {
        fetched.article = Some(added.article);
        fetched.note = Some(match (before.filter(|b| *b != added.article), added.new) {
            (Some(before), true) => format!("changed: article {}, before {before}", added.article),
            (_, true) => format!("article {}", added.article),
            (Some(before), false) => format!("changed back: article {}, before {before}", added.article),
            (None, false) => format!("known: article {}", added.article),
        });
        (new, changed) = (usize::from(added.new), before.is_some_and(|b| b != added.article));
    }
    fetched.unchanged = 0;
    Ok(Came { fetched, links: Vec::new(), new: new - usize::from(changed && new > 0), changed })
}

/// The row as it is, for what a fetch does not change.
fn kept(of: &Watched) -> Fetched {
    Fetched {
        etag: of.etag.clone(),
        modified: of.modified.clone(),
        unchanged: of.unchanged,
        article: of.article,
        ..Fetched::default()
    }
}
