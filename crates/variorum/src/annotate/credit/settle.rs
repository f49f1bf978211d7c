//! Which names that stand where an outlet may stand are outlets, and which outlet is the report's own.

use super::cover::Covers;
use super::outlet::{Again, Named, Shape};
use super::{Candidate, Credit, CreditKind, Force, Words};
use crate::annotate::entity::recognise::{NameKind, Recogniser, Room};
use crate::annotate::lexicon::{CALENDAR, List};
use crate::annotate::name::Name;
use crate::annotate::quotation::{Part, Quotation, View};
use crate::annotate::speaker;
use crate::annotate::token::{Key, KeyMap, Token, TokenKind, tokenize};
use crate::article::Article;
use crate::span::Span;
use std::collections::{HashMap, HashSet};

/// The report's own outlet, as far as it states one.
pub(super) struct Own {
    /// The words of its name, from what is stated beside the text or in the byline.
    name: Vec<Key>,
    host: Option<String>,
    /// The words of the file's name, where the file is one report.
    file: Vec<String>,
}

/// The words of a file's name without its ending, in small letters; figures and "the" left out.
fn file_words(path: &str) -> Vec<String> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |n| n.0);
    let words = stem.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let mut words: Vec<String> = words.filter(|w| w.contains(char::is_alphabetic) && w != "the").collect();
    // `a-falls-ledger.txt`: what puts files in order.
    if words.len() > 1 && words.first().is_some_and(|w| w.chars().nth(1).is_none()) {
        words.remove(0);
    }
    words
}

impl Own {
    pub fn new(article: &Article) -> Self {
        let mut name = Vec::new();
        if let Some(outlet) = &article.meta.outlet {
            let mut tokens: Vec<Token> = Vec::new();
            let end = u32::try_from(outlet.len()).unwrap_or(0);
            tokenize(outlet, Span::new(0, end), &mut tokens);
            name.extend(tokens.iter().map(|t| t.key).filter(|k| *k != Key::word("the")));
        }
        // An outlet may be stated by its site alone.
        let site = article.meta.outlet.as_deref().filter(|o| o.contains('.') && !o.contains(' '));
        let head = super::address_above(article);
        let host = article.meta.url.as_deref().or(site).or(head).and_then(|u| {
            let rest = u.split_once("://").map_or(u, |p| p.1);
            let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
            Some(host.strip_prefix("www.").map_or(host.clone(), str::to_owned))
        });
        let file = if article.line.is_none() { file_words(&article.path) } else { Vec::new() };
        Self { name, host, file }
    }

    /// An outlet in a byline, in a line of its own at the top, or behind "Copyright": the report's own where none is
    /// stated.
    pub fn byline(&mut self, w: Words<'_>, n: Named) {
        if self.name.is_empty() {
            self.name.extend((n.first..n.end).filter_map(|i| w.tokens.get(i)).map(|t| t.key));
        }
    }

    /// Whether the report says where it stood.
    pub fn is_stated(&self) -> bool {
        !self.name.is_empty() || self.host.is_some()
    }

    /// Whether these words are the outlet's name or a part of it: "the Echo" of the "Harbour Echo".
    fn is(&self, text: &str, c: &Candidate, view: &View<'_>) -> bool {
        if c.name.again == Some(Again::Own) {
            return true;
        }
        let written = text.get(c.name.span.range()).unwrap_or("");
        if matches!(c.kind, CreditKind::Link) {
            let host = written.to_ascii_lowercase();
            return self.host.as_deref().is_some_and(|h| {
                h == host
                    || h.strip_suffix(&host).is_some_and(|r| r.ends_with('.'))
                    || host.strip_suffix(h).is_some_and(|r| r.ends_with('.'))
            });
        }
        // "WXYZ" at wxyz.example, "ABC News" at abcnews.example, "@ValeNews" at valenews.example.
        let handle = c.kind == CreditKind::Post && written.starts_with('@');
        if handle || c.kind != CreditKind::Post && c.kind != CreditKind::Via {
            let letters = || written.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase());
            let mut labels = self.host.as_deref().unwrap_or("").split('.');
            let same = |l: &str| l.bytes().filter(u8::is_ascii_alphanumeric).eq(letters());
            // A station's number stands behind its name: "wave3.example".
            if letters().count() > 2
                && labels.any(|l| same(l) || same(l.trim_end_matches(|c: char| c.is_ascii_digit())))
            {
                return true;
            }
            // Its reporters carry the station's sign in theirs: "@AnnLoweWXYZ" at wxyz.example.
            let handle = handle.then(|| letters().map(char::from).collect::<String>());
            let signs = self.host.as_deref().and_then(|h| h.rsplit_once('.')).map_or("", |h| h.0);
            let signed = |h: &String| {
                let sign = |l: &str| l.len() > 3 && l != "news" && (h.starts_with(l) || h.ends_with(l));
                signs.split('.').any(sign)
            };
            if handle.as_ref().is_some_and(signed) {
                return true;
            }
            let handle = handle.is_some();
            if !handle && self.is_file(written, c.kind == CreditKind::Agency) {
                return true;
            }
        }
        let (first, end) = (view.at(c.name.span.start()), view.at(c.name.span.end()));
        let mut keys: Vec<Key> = view.tokens.get(first..end).unwrap_or(&[]).iter().map(|t| t.key).collect();
        if let (Some(k), Some(t)) = (keys.last_mut(), view.tokens.get(end.wrapping_sub(1))) {
            let word = text.get(t.span.range()).unwrap_or("");
            if let Some(bare) = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) {
                *k = Key::of(bare, TokenKind::Word);
            }
        }
        keys.retain(|k| *k != Key::word("the"));
        let whole = c.kind == CreditKind::Agency;
        let part = || self.name.windows(keys.len()).any(|w| w == keys.as_slice());
        !keys.is_empty() && if whole { keys == self.name } else { part() }
    }
}

impl Own {
    /// Whether the file is called by the name: "Ledger" in `falls-ledger.txt`, "Daily Lantern" in `dailylantern-3.txt`.
    /// What a file is about stands in its name too, so that the outlet has to begin or end it; with `whole` nothing
    /// else may stand there.
    fn is_file(&self, written: &str, whole: bool) -> bool {
        let bare = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s")).unwrap_or(written);
        let letters: String = bare.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let n = self.file.len();
        if letters.chars().nth(1).is_none() || n == 0 {
            return false;
        }
        let name = |words: &[String]| {
            let mut rest = letters.as_str();
            let all = words.iter().all(|w| rest.strip_prefix(w.as_str()).map(|r| rest = r).is_some());
            all && rest.is_empty()
        };
        let part = !whole && letters.chars().nth(2).is_some();
        name(&self.file) || part && (1..n).any(|i| name(&self.file[..i]) || name(&self.file[i..]))
    }
}

/// How often each last word of a name stands in the article, and whether a fuller name goes with it.
fn mentions(view: &View<'_>) -> KeyMap<(u32, bool)> {
    let mut out: KeyMap<(u32, bool)> = KeyMap::default();
    for n in view.names {
        let Some(key) = last(view, n) else { continue };
        let entry = out.entry(key).or_default();
        entry.0 += 1;
        let full = view.names.get(n.fullest.index());
        entry.1 |= full.is_some_and(|f| f.end - f.first > n.end - n.first);
    }
    out
}

fn last(view: &View<'_>, n: &Name) -> Option<Key> {
    let token = n.end.checked_sub(1).and_then(|e| view.tokens.get(e as usize))?;
    Some(bare(view.text, *token))
}

fn bare(text: &str, token: Token) -> Key {
    let word = text.get(token.span.range()).unwrap_or("");
    match word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) {
        Some(b) => Key::of(b, TokenKind::Word),
        None => token.key,
    }
}

/// Turns candidates into credits.
pub(super) fn settle(
    view: &View<'_>,
    quotations: &[Quotation],
    parts: &[Part],
    own: &Own,
    mut found: Vec<Candidate>,
) -> Vec<Credit> {
    if found.is_empty() {
        return Vec::new();
    }
    let covers = Covers::new(view, quotations, parts);
    let prose = |k: CreditKind| {
        matches!(k, CreditKind::Told | CreditKind::Reported | CreditKind::Published | CreditKind::Obtained)
    };
    found.retain(|c| !(prose(c.kind) && covers.said(c.span)));
    let sure = |c: &Candidate| match c.force {
        Force::Certain => true,
        Force::Strong => c.name.shape >= Shape::Acronym,
        Force::Medium => c.name.shape >= Shape::Likely,
        Force::Weak => c.name.shape == Shape::Sure,
    };
    let people = matches(&found, CreditKind::Contribution);
    let mut known: HashSet<u64> = found
        .iter()
        .filter(|c| sure(c) && c.name.again.is_none() && !people.contains(&c.name.hash))
        .map(|c| c.name.hash)
        .collect();
    // A name that is nowhere but where outlets stand is one.
    let open: Vec<&Candidate> =
        found.iter().filter(|c| c.force == Force::Strong && !sure(c) && c.name.again.is_none()).collect();
    if !open.is_empty() {
        let all = mentions(view);
        let mut here: HashMap<u64, HashSet<Span>> = HashMap::new();
        for c in &found {
            here.entry(c.name.hash).or_default().insert(c.name.span);
        }
        for c in open {
            let (first, end) = (view.at(c.name.span.start()), view.at(c.name.span.end()));
            // A leftover line has no tokens of the story.
            let start = view.tokens.get(first).filter(|t| t.span.start() == c.name.span.start());
            let Some((head, tail)) = start.zip(end.checked_sub(1).and_then(|e| view.tokens.get(e))) else {
                continue;
            };
            let (count, fuller) = all.get(&bare(view.text, *tail)).copied().unwrap_or((0, false));
            let seen = here.get(&c.name.hash).map_or(0, |s| s.len());
            let plain = view.text.get(c.name.span.range()).is_some_and(|t| !t.ends_with('.'));
            if !fuller
                && count as usize <= seen
                && plain
                && goes_on(view, end)
                && !speaker::is_forename(head.key)
                && !person(view, end)
                && !(c.kind == CreditKind::Told && is_somebody(view, first, end))
            {
                known.insert(c.name.hash);
            }
        }
    }
    found.retain(|c| c.name.again.is_some() || sure(c) || known.contains(&c.name.hash));
    // Of two constructions around one name the one that says more.
    let says = |c: &Candidate| (c.force != Force::Certain, std::cmp::Reverse(c.name.span.end()), c.span.len());
    found.sort_by_key(|c| (c.name.span.start(), says(c)));
    let mut out: Vec<Credit> = Vec::new();
    let mut named: Option<Span> = None;
    let mut reach = 0;
    for c in &found {
        // One name is one credit.
        if c.name.span.start() < reach {
            continue;
        }
        let mine = own.is(view.text, c, view);
        // A paper's own copyright line says nothing.
        if mine && c.kind == CreditKind::Syndication {
            continue;
        }
        let outlet = match c.name.again {
            Some(Again::Other) => match named {
                Some(n) if c.kind == CreditKind::Told || c.kind == CreditKind::Obtained => n,
                _ => continue,
            },
            _ => c.name.span,
        };
        let lasting = prose(c.kind) || c.kind == CreditKind::Syndication;
        if c.name.again.is_none() && lasting && !mine {
            named = Some(c.name.span);
        }
        reach = c.name.span.end();
        out.push(Credit { span: c.span, name: c.name.span, outlet, kind: c.kind, covers: covers.of(c), own: mine });
    }
    out.sort_by_key(|c| (c.span.start(), c.name.start()));
    out
}

fn matches(found: &[Candidate], kind: CreditKind) -> HashSet<u64> {
    found.iter().filter(|c| c.kind == kind && c.name.shape == Shape::Name).map(|c| c.name.hash).collect()
}

/// Whether the words behind a name leave it whole: "told Stallingford magistrates" names no outlet.
fn goes_on(view: &View<'_>, end: usize) -> bool {
    static LIST: List = List::new(
        "that on in at by it he she they the his her their there a an we i you how about when why last this earlier later \
         after during from for over to and as if while what who before but recently exclusively yesterday today of or \
         with via adding saying through only just not no any some these those if since because were was had has would",
    );
    view.tokens.get(end).is_none_or(|t| t.kind() != TokenKind::Word || LIST.has(t.key) || CALENDAR.has(t.key))
}

/// Whether a name is most likely a person's: a whole name, "told Emil Marek"; or a last name where the one who tells is a
/// person too, "Lowe told Orth the quay was shut".
fn is_somebody(view: &View<'_>, first: usize, end: usize) -> bool {
    if view.words.is_some() {
        return false;
    }
    // Reports do not say "I"; whoever does tells somebody.
    if first.checked_sub(2).is_some_and(|k| matches!(view.word(k), "I" | "we" | "We" | "you" | "You")) {
        return true;
    }
    let whole = end > first + 1 && !first.checked_sub(1).is_some_and(|k| matches!(view.word(k), "the" | "The"));
    let Some(recogniser) = Recogniser::english() else { return false };
    let mut found = Vec::new();
    recogniser.names(view.text, view.tokens, view.sentence_of(first), &mut Room::default(), &mut found);
    let of = |at: usize| {
        let name = found.iter().find(|n| (n.first as usize..n.end as usize).contains(&at));
        name.is_some_and(|n| n.kind == NameKind::Person)
    };
    of(first) && (whole || end == first + 1 && first.checked_sub(2).is_some_and(of))
}

/// Whether what stands behind a name tells of a person: "told Marit Sund, 36,", "told Sund, a nurse".
fn person(view: &View<'_>, end: usize) -> bool {
    let number = |i: usize| view.tokens.get(i).is_some_and(|t| t.kind() == TokenKind::Number);
    view.word(end) == ","
        && (number(end + 1) || matches!(view.word(end + 1), "who" | "his" | "her" | "a" | "an" | "whose"))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::ingest;

    /// The names credited in a file, the report's own marked with a star.
    fn credited(path: &str, text: &str) -> Vec<String> {
        let capture = ingest::read(path, text.as_bytes().to_vec()).captures.remove(0);
        let report = annotate(Article::read(capture));
        let credits = report.annotations.credits.iter();
        credits.map(|c| format!("{}{}", report.text(c.outlet), if c.own { "*" } else { "" })).collect()
    }

    const TEXT: &str = "“It is shut,” the mayor told the Ledger. He told the Daily Lantern nothing.";

    #[test]
    fn a_file_is_called_by_its_outlet() {
        assert_eq!(credited("a/falls-ledger.txt", TEXT), ["Ledger*", "Daily Lantern"]);
        assert_eq!(credited("a/Falls_Ledger-2023-03-14.txt", TEXT), ["Ledger*", "Daily Lantern"]);
        assert_eq!(credited("a-falls-ledger.txt", TEXT), ["Ledger*", "Daily Lantern"]);
        assert_eq!(credited("dailylantern 3.txt", TEXT), ["Ledger", "Daily Lantern*"]);
        assert_eq!(credited("lock-ledger-lantern.txt", TEXT), ["Ledger", "Daily Lantern"]);
        assert_eq!(credited("1.txt", TEXT), ["Ledger", "Daily Lantern"]);
        let agency = "VALE CITY, Feb. 5 (Meridian Wire) - The lock was shut on Friday.";
        assert_eq!(credited("meridian-wire.txt", agency), ["Meridian Wire*"]);
        assert_eq!(credited("meridian-wire-in-the-echo.txt", agency), ["Meridian Wire"]);
    }

    #[test]
    fn a_line_of_its_own_names_the_outlet() {
        for head in ["The Falls Ledger\n\nLock shut\n\n", "FALLS LEDGER\n\n"] {
            assert_eq!(credited("1.txt", &format!("{head}{TEXT}")), ["Ledger*", "Daily Lantern"]);
        }
        let foot = format!("{TEXT}\n\n© 2023 Falls Ledger. All rights reserved.");
        assert_eq!(credited("1.txt", &foot), ["Ledger*", "Daily Lantern"]);
    }
}
