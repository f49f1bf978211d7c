//! What a credit names: the outlet by its own name, or nothing that could be had from an outlet.
//!
//! Credits are read from one report without knowing the others. Here they are weighed once more: offices that are called
//! by their initials, audiences, contributors and addresses where one may call are nobody's source.

use crate::annotate::Annotated;
use crate::annotate::credit::{CLAUSES, Credit, CreditKind, is_known_agency, looks_like_outlet};
use crate::annotate::lexicon::{List, Role, TITLES, role};
use crate::annotate::token::{Key, Token, TokenKind};
use crate::span::Span;
use std::collections::BTreeMap;

/// Behind a name: it was told to those who sat there.
static AUDIENCES: List = List::new(
    "convention conference rally crowd meeting members congregation audience class students delegates supporters gathering \
     hearing breakfast luncheon dinner summit congress",
);
/// Behind a name: it is over.
static BEGINS: List = List::new(
    "at in on by for from after before during that he she it they to of as with about when where why how and or but while a \
     an the his her their its this last through over because who which",
);
/// Between a network and the station that is meant, or a town and its paper.
static STATIONS: List = List::new("affiliate station partner");
/// Beside an address: it is where something stands that the report has used.
static SOURCES: List = List::new(
    "source sources via according reported reports report reporting published publishes appeared originally first \
     read cited citing quoted quoting obtained courtesy per",
);
/// Words of the names of offices.
static OFFICE: List = List::new(
    "department ministry university court police commission council senate parliament committee bureau corrections coroner",
);
/// Endings of the initials of offices, with a word that tells of such an office.
const OFFICES: &[(&str, &[&str])] = &[("SO", &["sheriff", "sheriff's", "sheriff’s", "deputies"]), ("PD", &["police"])];

/// The offices and bodies of a story that are spoken of by their initials.
pub(super) struct Bodies {
    /// For initials that stand as an outlet somewhere, whether a name they are short for is spelled out, and is no
    /// outlet's.
    of: BTreeMap<String, bool>,
}

impl Bodies {
    pub fn of(reports: &[&Annotated]) -> Self {
        let mut of: BTreeMap<String, Found> = BTreeMap::new();
        for r in reports {
            for c in &r.annotations.credits {
                let name = r.text(c.outlet);
                if initials(name) && !is_known_agency(name) {
                    of.entry(name.to_owned()).or_default();
                }
            }
        }
        if !of.is_empty() {
            for r in reports {
                spelled(r, &mut of);
            }
        }
        Self { of: of.into_iter().map(|(name, f)| (name, (f.body || f.office) && !f.outlet)).collect() }
    }

    fn is_body(&self, name: &str) -> bool {
        self.of.get(name).copied().unwrap_or(false)
    }
}

#[derive(Default)]
struct Found {
    body: bool,
    outlet: bool,
    office: bool,
}

fn initials(name: &str) -> bool {
    (2..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase())
}

/// Looks in a report for the names that initials are short for.
fn spelled(report: &Annotated, of: &mut BTreeMap<String, Found>) {
    let tokens = &report.annotations.tokens;
    let word = |i: usize| tokens.get(i).map_or("", |t| report.text(t.span));
    for i in 0..tokens.len() {
        let first = word(i);
        for (name, found) in of.iter_mut() {
            found.office |= OFFICES.iter().any(|(end, words)| {
                name.len() > end.len() + 1 && name.ends_with(end) && words.iter().any(|w| first.eq_ignore_ascii_case(w))
            });
            if first.len() < 2 || !first.starts_with(|c: char| name.starts_with(c)) {
                continue;
            }
            if let Some(end) = long_form(tokens, report, i, name) {
                let whole = tokens[i].span.cover(tokens[end - 1].span);
                let outlet = looks_like_outlet(report.text(whole));
                found.outlet |= outlet;
                found.body |= !outlet;
            }
        }
    }
}

/// One past the last word of the name that begins at `i` and has these initials; small words between are passed over.
fn long_form(tokens: &[Token], report: &Annotated, i: usize, initials: &str) -> Option<usize> {
    let mut at = i;
    for (n, letter) in initials.chars().enumerate() {
        let word = |at: usize| tokens.get(at).map_or("", |t| report.text(t.span));
        while n > 0 && matches!(word(at), "of" | "for" | "and" | "the" | "&" | "-") {
            at += 1;
        }
        if word(at).len() < 2 || !word(at).starts_with(letter) || word(at) == initials {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Reads what stands around the credits of one report.
pub(super) struct Named<'a> {
    pub report: &'a Annotated,
    pub bodies: &'a Bodies,
}

impl<'a> Named<'a> {
    /// The words that name the outlet a credit is for; `None` where it names none.
    pub fn outlet(&self, c: &Credit) -> Option<Span> {
        let written = self.report.text(c.outlet);
        let media = looks_like_outlet(written);
        match c.kind {
            // A picture is not words.
            CreditKind::Picture => return None,
            // Colleagues and the towns they sat in.
            CreditKind::Contribution if !media => return None,
            CreditKind::Agency | CreditKind::Byline | CreditKind::Contribution | CreditKind::Syndication => {
                return Some(c.outlet);
            }
            CreditKind::Link | CreditKind::Post | CreditKind::Via => return Some(c.outlet),
            CreditKind::Reported | CreditKind::Told | CreditKind::Published | CreditKind::Obtained => {}
        }
        // Whom to call, and where.
        if self.report.annotations.notices.iter().any(|n| n.span.contains(c.span)) || self.bodies.is_body(written) {
            return None;
        }
        // Officials and offices: "told District Attorney Orth", "the Oxley County Medical Examiner".
        let mut words = written.split_whitespace();
        let office = |w: &str| TITLES.has(Key::word(w)) || OFFICE.has(Key::word(w));
        let medical = written.ends_with("Medical Examiner") || written.ends_with("Medical Examiner's");
        if medical || !media && written.contains(' ') && words.any(|w| office(&w.to_lowercase())) {
            return None;
        }
        // "the paper": nothing stands behind that name here.
        if c.outlet != c.name {
            return Some(c.outlet);
        }
        let next = self.at(c.name.end());
        if let Some(station) = self.station(next) {
            return Some(station);
        }
        let told = c.kind == CreditKind::Told;
        // "told a Millers' Union": the name goes on.
        let rest = self.report.article.text.as_str().get(c.name.end() as usize..).unwrap_or("");
        let goes_on = ["' ", "’ "].iter().find_map(|q| rest.strip_prefix(q));
        if !media && goes_on.is_some_and(|r| r.starts_with(char::is_uppercase)) {
            return None;
        }
        // "the Millers' national convention", but not "told Lakeside FM at a rally".
        let joined = |i: &usize| self.small(*i) && !BEGINS.has(self.key(*i));
        if told && (next..next + 3).take_while(joined).any(|i| AUDIENCES.has(self.key(i))) {
            return None;
        }
        // "told Marit Sund on “Late Talk”": who asked.
        let many = written.contains(' ');
        let show = self.word(next) == "on" && self.word(next + 1).starts_with(['"', '“', '‘', '\'']);
        if told && many && !media && show {
            return None;
        }
        Some(self.cut(c.name, next).unwrap_or(c.name))
    }

    /// Whether words around an address say that the report has something from there. A link that stands on other words
    /// does ("[the Echo](…)").
    pub fn sourced(&self, c: &Credit) -> bool {
        let text = self.report.article.text.as_str();
        let before = text.get(..c.name.start() as usize).unwrap_or("");
        let host = self.report.text(c.name);
        // What is left of an address for letters.
        if host.starts_with(['-', '.']) || before.ends_with(['@', '-', '.', '_']) && !before.ends_with("www.") {
            return false;
        }
        if self.report.text(c.span).starts_with('[') {
            return true;
        }
        let tokens = &self.report.annotations.tokens;
        let (first, end) = (self.at(c.span.start()), self.at(c.span.end()));
        let sentences = &self.report.annotations.sentences;
        let s = sentences.iter().find(|s| (s.first as usize..s.end as usize).contains(&first));
        let (low, high) = s.map_or((0, tokens.len()), |s| (s.first as usize, s.end as usize));
        // A whole page's address in a line of its own.
        if low == first && high <= end + 1 && self.report.text(c.span).trim_end_matches('/').matches('/').count() > 2 {
            return true;
        }
        let told = |i: usize| matches!(role(self.key(i)), Some(Role::Cue | Role::CueIng));
        let asked =
            |i: usize| matches!(self.word(i).to_lowercase().as_str(), "go" | "goes" | "call" | "calling" | "click");
        let near = |i: usize| (SOURCES.has(self.key(i)) || told(i)) && !asked(i);
        let beside = first.saturating_sub(5).max(low)..first;
        let behind = end..(end + 3).min(high);
        let visit = beside.clone().any(asked);
        !visit && (beside.chain(behind).any(near))
    }

    /// The station or paper behind "affiliate" or "-based", where the name before it only says of what kind or where.
    fn station(&self, next: usize) -> Option<Span> {
        let begin = if STATIONS.has(self.key(next)) {
            next + 1
        } else if self.word(next) == "-" && self.word(next + 1) == "based" {
            next + 2
        } else if self.word(next) == "-based" {
            next + 1
        } else {
            return None;
        };
        let tokens = &self.report.annotations.tokens;
        let word = |i: usize| self.word(i).starts_with(|c: char| c.is_uppercase());
        let glued = |i: usize| i > 0 && tokens.get(i).is_some_and(|t| tokens[i - 1].span.end() == t.span.start());
        let number = |i: usize| tokens.get(i).is_some_and(|t| t.kind() == TokenKind::Number) && glued(i);
        let hyphen = |i: usize| self.word(i) == "-" && glued(i) && word(i + 1);
        let end = (begin..begin + 5).take_while(|i| word(*i) || number(*i) || hyphen(*i)).last()?;
        Some(tokens.get(begin)?.span.cover(tokens.get(end)?.span))
    }

    /// "a nurse told NAP Orth was there": the agency alone, where somebody is called by what stands behind it.
    fn cut(&self, name: Span, next: usize) -> Option<Span> {
        let tokens = &self.report.annotations.tokens;
        let first = self.at(name.start());
        if next != first + 2 || !is_known_agency(self.word(first)) && !initials(self.word(first)) {
            return None;
        }
        let a = &self.report.annotations;
        let last = tokens.get(next - 1)?.key;
        let person = a.names.iter().any(|n| {
            n.end - n.first > 1
                && tokens.get(n.end as usize - 1).is_some_and(|t| t.key == last)
                && tokens.get(n.first as usize).is_some_and(|t| t.key != tokens[first].key)
        });
        (person && CLAUSES.has(self.key(next))).then(|| tokens[first].span)
    }

    fn at(&self, offset: u32) -> usize {
        self.report.annotations.tokens.partition_point(|t| t.span.start() < offset)
    }

    fn word(&self, i: usize) -> &'a str {
        self.report.annotations.tokens.get(i).map_or("", |t| self.report.text(t.span))
    }

    fn key(&self, i: usize) -> Key {
        self.report.annotations.tokens.get(i).map_or(Key::word(""), |t| t.key)
    }

    fn small(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_lowercase)
    }
}
