//! Credits in sentences: the constructions in which an outlet stands.

use super::outlet::{self, Named, Shape};
use super::words::{BETWEEN, ITSELF};
use super::{Candidate, CreditKind, Force, Words};
use crate::annotate::token::{Key, KeyMap};
use crate::span::Span;
use std::sync::OnceLock;

/// What the words behind a trigger have to be for a name to follow.
#[derive(Clone, Copy)]
struct Frame {
    kind: CreditKind,
    force: Force,
    /// Words of which one has to follow the trigger; none where the name follows at once.
    links: &'static str,
}

/// What a word may begin.
#[derive(Clone, Copy, Default)]
struct Trigger {
    /// Frames of a name behind it: rows of `FRAMES`.
    behind: [Option<u8>; 2],
    /// An outlet before it is given as having reported.
    verb: Option<Force>,
    /// What an outlet whose name stands before it has made.
    made: Option<CreditKind>,
    special: Option<Special>,
}

#[derive(Clone, Copy)]
enum Special {
    /// "was first to report"
    First,
    /// "with files from", "additional reporting by"
    Files,
    /// "contributed to this report"
    Contributed,
    /// "(NAP)"
    Bracket,
    /// "View this post on Harbourgram"
    View,
    /// "h/t"
    Hat,
}

const FRAMES: &[(&str, Frame)] = &[
    ("told tells tell telling", Frame { kind: CreditKind::Told, force: Force::Strong, links: "" }),
    (
        "speaking spoke speaks talking talked spoken opened",
        Frame { kind: CreditKind::Told, force: Force::Strong, links: "to with" },
    ),
    (
        "interview interviews chat q&a conversation",
        Frame { kind: CreditKind::Told, force: Force::Strong, links: "with for on to in by" },
    ),
    (
        "comments remarks statement statements letter email message comment confirmed confirmation said",
        Frame { kind: CreditKind::Told, force: Force::Strong, links: "to" },
    ),
    ("interviewed quizzed profiled", Frame { kind: CreditKind::Told, force: Force::Medium, links: "by on in for" }),
    (
        "reported revealed broken uncovered",
        Frame { kind: CreditKind::Reported, force: Force::Medium, links: "by in on" },
    ),
    ("according", Frame { kind: CreditKind::Reported, force: Force::Medium, links: "to" }),
    ("citing cites cite", Frame { kind: CreditKind::Reported, force: Force::Medium, links: "" }),
    ("cited quoted", Frame { kind: CreditKind::Reported, force: Force::Medium, links: "by in" }),
    (
        "report reports reporting story stories article articles exclusive investigation analysis survey poll \
         exposé",
        Frame { kind: CreditKind::Reported, force: Force::Medium, links: "by in from on" },
    ),
    (
        "column op-ed essay editorial piece commentary obituary review",
        Frame { kind: CreditKind::Published, force: Force::Medium, links: "in for by" },
    ),
    (
        "published printed serialised serialized carried broadcast aired appeared screened televised posted ran run \
         republished reprinted syndicated appearing appearance streamed released shown",
        Frame { kind: CreditKind::Published, force: Force::Medium, links: "by in on from" },
    ),
    ("wrote writing writes written", Frame { kind: CreditKind::Published, force: Force::Medium, links: "in for" }),
    (
        "seen viewed obtained reviewed heard examined",
        Frame { kind: CreditKind::Obtained, force: Force::Medium, links: "by" },
    ),
    (
        "leaked passed provided shared given shown handed sent",
        Frame { kind: CreditKind::Obtained, force: Force::Medium, links: "to with" },
    ),
    ("issue edition", Frame { kind: CreditKind::Published, force: Force::Strong, links: "of" }),
    ("via", Frame { kind: CreditKind::Via, force: Force::Medium, links: "" }),
    ("read", Frame { kind: CreditKind::Link, force: Force::Medium, links: "more" }),
    ("say says said reports", Frame { kind: CreditKind::Reported, force: Force::Weak, links: "" }),
];

/// Verbs of an outlet that stands before them.
const VERBS: &[(&str, Force)] = &[
    ("reported reports reporting reveals quoted quotes understands", Force::Medium),
    (
        "said says wrote writes revealed claimed claims cited cites citing published printed broadcast aired ran learned obtained carried \
         described noted added says say report write quoting showed alleged alleges states stated announced disclosed \
         exposed uncovered confirmed confirms estimated called projected",
        Force::Weak,
    ),
];

/// What outlets make, by whose name before it they are credited.
const MADE: &[(&str, CreditKind)] = &[
    ("interview", CreditKind::Told),
    ("report investigation poll analysis documentary survey exclusive", CreditKind::Reported),
];

fn triggers() -> &'static KeyMap<Trigger> {
    static MAP: OnceLock<KeyMap<Trigger>> = OnceLock::new();
    MAP.get_or_init(|| {
        let mut map: KeyMap<Trigger> = KeyMap::default();
        for (row, (words, _)) in FRAMES.iter().enumerate() {
            for w in words.split_whitespace() {
                let t = map.entry(Key::word(w)).or_default();
                let free = usize::from(t.behind[0].is_some());
                t.behind[free] = u8::try_from(row).ok();
            }
        }
        for (words, force) in VERBS {
            for w in words.split_whitespace() {
                map.entry(Key::word(w)).or_default().verb.get_or_insert(*force);
            }
        }
        for (words, kind) in MADE {
            words.split_whitespace().for_each(|w| map.entry(Key::word(w)).or_default().made = Some(*kind));
        }
        let special = [
            ("first", Special::First),
            ("with", Special::Files),
            ("additional", Special::Files),
            ("contributed", Special::Contributed),
            ("view", Special::View),
            ("h", Special::Hat),
            ("hat", Special::Hat),
        ];
        for (w, s) in special {
            map.entry(Key::word(w)).or_default().special = Some(s);
        }
        let open = Key::of("(", crate::annotate::token::TokenKind::Punct);
        map.entry(open).or_default().special = Some(Special::Bracket);
        map
    })
}

/// Reads a sentence, tokens `first..end` of `w`, which stands in block `block`.
pub(super) fn read(w: Words<'_>, first: usize, end: usize, block: usize, out: &mut Vec<Candidate>) {
    let sentence = w.span(first, end);
    let map = triggers();
    let reader = Reader { w, first, end, block, sentence };
    for i in first..end {
        let Some(t) = w.tokens.get(i).and_then(|t| map.get(&t.key)) else { continue };
        // Among capitals no name is to be seen.
        let word = w.word(i);
        if word.len() > 2 && !word.bytes().any(|b| b.is_ascii_lowercase()) {
            continue;
        }
        for row in t.behind.into_iter().flatten() {
            if let Some((_, frame)) = FRAMES.get(row as usize) {
                reader.behind(i, frame, out);
            }
        }
        if let Some(force) = t.verb {
            reader.before(i, force, out);
        }
        if let Some(kind) = t.made {
            reader.made(i, kind, out);
        }
        match t.special {
            Some(Special::First) => reader.first_to(i, out),
            Some(Special::Files) => reader.files(i, out),
            Some(Special::Contributed) => reader.contributed(i, out),
            Some(Special::Bracket) => super::line::bracket(w, first, i, end, block, out),
            Some(Special::View) => reader.view(i, out),
            Some(Special::Hat) => reader.hat(i, out),
            None => {}
        }
    }
}

struct Reader<'a> {
    w: Words<'a>,
    first: usize,
    end: usize,
    block: usize,
    sentence: Span,
}

impl Reader<'_> {
    fn push(&self, from: usize, name: Named, kind: CreditKind, force: Force, out: &mut Vec<Candidate>) {
        let from = from.min(name.from);
        let span = self.w.span(from, name.end.max(from + 1)).cover(name.span);
        out.push(Candidate { span, name, kind, force, sentence: self.sentence, block: self.block, covers: None });
    }

    /// Whether the sentence speaks of the report itself: "This article was first published …".
    fn of_itself(&self) -> bool {
        let w = self.w;
        (self.first..(self.first + 6).min(self.end)).any(|i| {
            (w.is(i, "this") || w.is(i, "the") && i == self.first)
                && (i + 1..i + 3).any(|k| w.tokens.get(k).is_some_and(|t| ITSELF.has(t.key)))
        }) || matches!(w.word(self.first), "Originally" | "Republished" | "Reprinted" | "Syndicated" | "First")
    }

    /// "told the Harbour Echo", "in a letter seen by the Echo".
    fn behind(&self, i: usize, frame: &Frame, out: &mut Vec<Candidate>) {
        let w = self.w;
        let mut j = i + 1;
        if !frame.links.is_empty() {
            let links = |j: usize| j < self.end && frame.links.split(' ').any(|l| w.is(j, l));
            // "quoted yesterday by", "speaking exclusively to"
            while j < i + 3 && !links(j) && w.tokens.get(j).is_some_and(|t| BETWEEN.has(t.key)) {
                j += 1;
            }
            if !links(j) {
                return;
            }
            j += 1;
            if w.is(i, "read") && matches!(w.word(j), "at" | "on" | "in" | "from") {
                j += 1;
            } else if w.is(i, "read") {
                return;
            }
        }
        if j >= self.end {
            return;
        }
        // "help is available via our Helping Line"
        if frame.kind == CreditKind::Via && w.is(j, "our") {
            return;
        }
        let Some(name) = outlet::starting(w, j, self.end) else { return };
        let name = if frame.kind == CreditKind::Told && frame.links.is_empty() { outlet::cut(w, name) } else { name };
        // "told a Workers' Council meeting": the name goes on.
        let goes_on = matches!(w.word(name.end), "'" | "’") && w.glued(name.end) && w.capital(name.end + 1);
        // "spoke to Jae-in"
        let short = w.word(name.end + 1).len() < 5;
        let goes_on = goes_on || w.word(name.end) == "-" && w.glued(name.end) && w.glued(name.end + 1) && short;
        if goes_on && name.shape < Shape::Sure {
            return;
        }
        let (mut kind, mut force) = (frame.kind, frame.force);
        let mut from = i;
        // "as first reported by"
        while from > self.first
            && matches!(w.word(from - 1), "first" | "as" | "As" | "originally" | "was" | "exclusively")
        {
            if from >= 2 && w.is(from - 1, "first") || w.is(from - 1, "originally") {
                force = if w.is(i, "reported") || w.is(i, "published") { Force::Certain } else { force };
            }
            from -= 1;
        }
        if kind == CreditKind::Published && self.of_itself() {
            (kind, force) = (CreditKind::Syndication, Force::Certain);
        }
        // A name behind "said" is a source of its own only where the words reported stand before it.
        if frame.force == Force::Weak {
            let at_head =
                i == self.first || matches!(w.word(i - 1), "," | "”" | "\"" | "’" | "'" | "—" | "–" | "-" | "»");
            if !at_head {
                return;
            }
            // "…, say Vale Sport."
            let behind = name.end >= self.end || matches!(w.word(name.end), "." | "," | "”" | "\"");
            force = if behind && i > self.first { Force::Medium } else { force };
        }
        let mut last = name;
        self.push(from, name, kind, force, out);
        // "the Echo and the Ledger"
        for _ in 0..4 {
            let mut k = last.end;
            if w.word(k) == "," {
                k += 1;
            }
            if w.is(k, "and") || w.is(k, "or") {
                k += 1;
            }
            if k == last.end || k >= self.end {
                break;
            }
            match outlet::starting(w, k, self.end).filter(|n| n.shape >= Shape::Likely) {
                Some(n) => {
                    self.push(k, n, kind, force, out);
                    last = n;
                }
                None => break,
            }
        }
    }

    /// "the Harbour Echo reported", "Kestrel FM has learned".
    fn before(&self, i: usize, force: Force, out: &mut Vec<Candidate>) {
        let w = self.w;
        let mut j = i;
        let mut led = false;
        while j > self.first && i - j < 5 && w.tokens.get(j - 1).is_some_and(|t| BETWEEN.has(t.key)) {
            led |= w.is(j - 1, "first");
            j -= 1;
        }
        // "the Echo, which has seen the letter, reported" is left alone.
        if j == self.first {
            return;
        }
        // "understands", "learned", "obtained" tell of what an outlet knows only where one stands before them.
        let parenthetic = matches!(w.word(i + 1), "." | "that" | ",") || i + 1 == self.end;
        let force = if led { Force::Medium } else { force };
        let name = outlet::apposed(w, self.first, j).or_else(|| outlet::ending(w, self.first, j));
        let name = name.filter(|n| n.shape >= Shape::Likely).or_else(|| self.placed(j)).or(name);
        let Some(name) = name else { return };
        let force = if force == Force::Medium && name.shape == Shape::Acronym && parenthetic && w.is(i, "reported") {
            Force::Strong
        } else {
            force
        };
        let last = w.span(i, i + 1);
        let span = name.span.cover(w.span(name.from, name.end)).cover(last);
        let kind = if matches!(w.word(i), "obtained") { CreditKind::Obtained } else { CreditKind::Reported };
        let c = Candidate { span, name, kind, force, sentence: self.sentence, block: self.block, covers: None };
        out.push(c);
        // "The Echo and the Ledger reported"
        let before = name.from;
        if before > self.first + 1
            && w.is(before - 1, "and")
            && let Some(n) = outlet::ending(w, self.first, before - 1).filter(|_| name.shape >= Shape::Likely)
        {
            // Beside an outlet there may be one whose name shows nothing.
            let force = if n.shape >= Shape::Likely { force } else { Force::Strong };
            out.push(Candidate { span: n.span.cover(w.span(n.from, n.end)), name: n, force, ..c });
        }
    }

    /// The outlet whose place stands between its name and token `end`: "WXYZ-TV in Vale reports".
    fn placed(&self, end: usize) -> Option<Named> {
        let w = self.w;
        let part = |k: &usize| w.capital(*k) || w.word(*k) == "," || w.word(*k) == ".";
        let place = (self.first..end).rev().take(5).take_while(part).last()?;
        let joint = place.checked_sub(1).filter(|k| *k > self.first && matches!(w.word(*k), "in" | "of" | "at"))?;
        outlet::ending(w, self.first, joint).filter(|n| n.shape >= Shape::Likely && n.again.is_none())
    }

    /// "In a Harbour Echo interview", "a Kestrel FM poll": the outlet before what it has made.
    fn made(&self, i: usize, kind: CreditKind, out: &mut Vec<Candidate>) {
        let w = self.w;
        let (described, mut j) = (["exclusive", "phone", "telephone", "recent", "video"], i);
        while j > self.first && described.iter().any(|d| w.is(j - 1, d)) {
            j -= 1;
        }
        let Some(name) = outlet::ending(w, self.first, j).filter(|n| n.shape == Shape::Sure && n.again.is_none())
        else {
            return;
        };
        let article = |k: usize| ["a", "an", "the", "his", "her", "their", "this", "that"].iter().any(|d| w.is(k, d));
        if name.first > self.first && article(name.first - 1) && !w.capital(i) {
            let (span, force) = (name.span.cover(w.span(i, i + 1)), Force::Weak);
            let c = Candidate { span, name, kind, force, sentence: self.sentence, block: self.block, covers: None };
            out.push(c);
        }
    }

    /// "The Wexcombe Gazette was first to print the photograph".
    fn first_to(&self, i: usize, out: &mut Vec<Candidate>) {
        let w = self.w;
        let told = ["report", "print", "publish", "reveal", "name", "identify", "break", "announce"];
        if !w.is(i + 1, "to") || !told.iter().any(|t| w.is(i + 2, t)) {
            return;
        }
        let mut j = i;
        while j > self.first && i - j < 4 && matches!(w.word(j - 1), "was" | "were" | "the" | "been" | "had" | "among")
        {
            j -= 1;
        }
        if let Some(n) = outlet::ending(w, self.first, j) {
            let span = n.span.cover(w.span(n.from, i + 3));
            let (kind, force) = (CreditKind::Reported, Force::Medium);
            out.push(Candidate {
                span,
                name: n,
                kind,
                force,
                sentence: self.sentence,
                block: self.block,
                covers: None,
            });
        }
    }

    /// All names of tokens `i..end`, as the list of those who worked on the report.
    fn list(&self, from: usize, i: usize, outlets: bool, out: &mut Vec<Candidate>) {
        let kind = CreditKind::Contribution;
        let w = self.w;
        let first = out.len();
        let (mut j, mut lead) = (i, from);
        while j < self.end && j < i + 60 {
            match outlet::starting(w, j, self.end).filter(|n| n.again.is_none()) {
                Some(n) => {
                    self.push(lead, n, kind, Force::Certain, out);
                    (j, lead) = (n.end.max(j + 1), usize::MAX);
                    lead = lead.min(j);
                }
                None if w.is(j, "agencies") || w.is(j, "agency") => {
                    if let Some(n) = outlet::agencies(w, j) {
                        self.push(lead.min(j), n, kind, Force::Certain, out);
                    }
                    j += 1;
                }
                None => {
                    j += 1;
                    lead = lead.max(if out.len() > first { j } else { from });
                }
            }
        }
        // Where outlets are named, the people who work for them are not the credit; "contributed" tells of the
        // report's own people too.
        if outlets || out.get(first..).unwrap_or(&[]).iter().any(|c| c.name.shape >= Shape::Acronym) {
            let mut k = 0;
            out.retain(|c| {
                k += 1;
                k <= first || c.name.shape >= Shape::Acronym
            });
        }
    }

    /// "With files from NAP", "Additional reporting by the Ledger".
    fn files(&self, i: usize, out: &mut Vec<Candidate>) {
        let w = self.w;
        let mut j = i + 1;
        if w.is(i, "with") && w.is(j, "additional") {
            return;
        }
        if w.is(j, "agency") || w.is(j, "wire") {
            j += 1;
        }
        let noun =
            ["files", "inputs", "input", "reporting", "material", "information", "contributions", "reports", "copy"];
        let at_head = i == self.first
            || matches!(w.word(i - 1), "—" | "–" | "-" | "(" | "--")
            || w.is(i, "additional")
            || w.is(i + 1, "files");
        if !at_head || !noun.iter().any(|n| w.is(j, n)) || !matches!(w.word(j + 1), "by" | "from") {
            return;
        }
        let from = if i > self.first && matches!(w.word(i - 1), "—" | "–" | "-" | "--") { i - 1 } else { i };
        self.list(from, j + 2, false, out);
    }

    /// "The Associated Press contributed to this report."
    fn contributed(&self, i: usize, out: &mut Vec<Candidate>) {
        let w = self.w;
        let here = w.is(i + 1, "to")
            && matches!(w.word(i + 2), "this" | "the")
            && w.tokens.get(i + 3).is_some_and(|t| ITSELF.has(t.key));
        if !here {
            return;
        }
        let cut = Reader { end: i, ..*self };
        let from = self.first.max(i.saturating_sub(40));
        // A leftover line is no sentence: "… a division of Vale Radio Inc. All Rights Reserved. The NAP contributed …".
        let reserved = |k: &usize| w.word(*k) == "." && *k > from && w.is(*k - 1, "reserved");
        let from = (from..i).rev().find(reserved).map_or(from, |k| k + 1);
        cut.list(from, from, true, out);
    }

    /// "View this post on Instagram".
    fn view(&self, i: usize, out: &mut Vec<Candidate>) {
        let w = self.w;
        let this = w.is(i + 1, "this") && ["post", "profile", "tweet", "photo", "video"].iter().any(|p| w.is(i + 2, p));
        if this && w.is(i + 3, "on") && i + 4 < self.end && w.capital(i + 4) {
            self.push(i, outlet::plain(w, i + 4, i + 5), CreditKind::Post, Force::Certain, out);
        }
    }

    /// "h/t Harbour Echo", "hat tip to the Ledger".
    fn hat(&self, i: usize, out: &mut Vec<Candidate>) {
        let w = self.w;
        let mut j = if w.word(i + 1) == "/" && w.is(i + 2, "t") && w.glued(i + 1) && w.glued(i + 2) {
            i + 3
        } else if w.is(i, "hat") && (w.is(i + 1, "tip") || w.word(i + 1) == "-" && w.is(i + 2, "tip")) {
            if w.is(i + 1, "tip") { i + 2 } else { i + 3 }
        } else {
            return;
        };
        while j < self.end && matches!(w.word(j), ":" | "to") {
            j += 1;
        }
        if let Some(n) = outlet::starting(w, j, self.end) {
            self.push(i, n, CreditKind::Via, Force::Certain, out);
        }
    }
}
