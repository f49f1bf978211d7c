//! Names in languages other than English: runs of capitals without the roles and small words before them.

use super::tables::{
    CUE, DET, FEMALE, FUNCTION, Flags, HEARER, INSTITUTION, MALE, MONTH, PARTICLE, PREP, TITLE, Words, elision,
};
use crate::annotate::name::Name;
use crate::annotate::sentence::Sentence;
use crate::annotate::token::{Key, KeyMap, Token, TokenKind};
use crate::span::{NameId, Span};
use std::collections::HashMap;

/// A run of capitals as tokens, and whether it is surely a name.
struct Run {
    first: usize,
    end: usize,
    sure: bool,
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: &'static Words,
}

/// The names of a report in the language of `words`, in order, each linked to the fullest form of it.
pub(crate) fn names(text: &str, tokens: &[Token], sentences: &[Sentence], words: &'static Words) -> Vec<Name> {
    let finder = Finder { text, tokens, words };
    let mut runs: Vec<Run> = Vec::new();
    for s in sentences {
        let mut i = s.first as usize;
        let end = (s.end as usize).min(tokens.len());
        while i < end {
            let to = finder.run(i, end);
            if to > i {
                runs.extend(finder.trimmed(i, to, s.first as usize));
            }
            i = to.max(i + 1);
        }
    }
    // A capital alone is a name where a fuller name ends in it, or where a role stands before it.
    let mut known: KeyMap<()> = KeyMap::default();
    for r in runs.iter().filter(|r| r.sure && r.end - r.first > 1) {
        known.insert(finder.stem(r.first), ());
        known.insert(finder.stem(r.end - 1), ());
    }
    runs.retain(|r| r.sure || known.contains_key(&finder.stem(r.end - 1)));
    let mut out: Vec<Name> = Vec::with_capacity(runs.len());
    for r in &runs {
        let span = finder.span(r.first, r.end);
        let fullest = NameId(out.len() as u32);
        out.push(Name { span, first: r.first as u32, end: r.end as u32, fullest });
    }
    finder.link(&mut out);
    out
}

impl Finder<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).and_then(|t| self.text.get(t.span.range())).unwrap_or("")
    }

    fn flags(&self, i: usize) -> Flags {
        self.tokens.get(i).map_or(0, |t| self.words.flags(t.key, self.word(i)))
    }

    fn is(&self, i: usize, flag: Flags) -> bool {
        self.flags(i) & flag != 0
    }

    /// A word with a capital, also behind an elision: "d'Ornel".
    fn capital(&self, i: usize) -> bool {
        let Some(t) = self.tokens.get(i).filter(|t| t.kind() == TokenKind::Word) else { return false };
        let word = self.word(i);
        let word = elision(word).filter(|e| e.0.chars().all(char::is_lowercase)).map_or(word, |e| e.1);
        word.starts_with(char::is_uppercase) && self.words.of(t.key) & MONTH == 0
    }

    /// Nothing but one space between a token and the one before it.
    fn joined(&self, j: usize) -> bool {
        let (Some(a), Some(b)) = (self.tokens.get(j.wrapping_sub(1)), self.tokens.get(j)) else { return false };
        let gap = self.text.get(a.span.end() as usize..b.span.start() as usize);
        gap.is_some_and(|g| matches!(g, "" | " " | "\u{a0}" | "\n" | "\u{202f}"))
    }

    /// Where the run of capitals ends that begins at `i`; `i` where none does.
    fn run(&self, i: usize, end: usize) -> usize {
        if !self.capital(i) {
            return i;
        }
        let mut j = i + 1;
        while j < end && self.joined(j) {
            let particle = self.is(j, PARTICLE) && self.capital(j - 1);
            // A capital behind an elision goes on with a name and begins none in its middle.
            let elided = elision(self.word(j)).is_some_and(|e| !matches!(e.0, "d" | "D" | "O" | "dell"));
            if self.capital(j) && !elided {
                j += 1;
            } else if particle {
                let mut k = j;
                while k < end && k < j + 3 && self.is(k, PARTICLE) && self.joined(k) {
                    k += 1;
                }
                // "la maire de Valmont": what follows a role is no part of a name.
                if !(k < end && self.joined(k) && self.capital(k)) || self.is(j - 1, TITLE) {
                    break;
                }
                j = k + 1;
            } else if j + 1 < end
                && self.capital(j + 1)
                && (self.word(j) == "." && self.initial(j - 1) || self.word(j) == "-" && self.joined(j + 1))
            {
                j += 2;
            } else {
                break;
            }
        }
        j
    }

    fn initial(&self, i: usize) -> bool {
        let word = self.word(i);
        word.chars().count() == 1 || self.is(i, TITLE) && word.chars().count() < 5
    }

    /// A run without roles, openers and, where nouns have capitals, the noun behind an article.
    fn trimmed(&self, first: usize, end: usize, head: usize) -> Option<Run> {
        let german = self.words.tables.style.nouns_capital;
        // What stands before the last role is no name: "Regierungschefin und Kanzlerin Anna Löwe".
        let title = (first..end.saturating_sub(1)).rev().find(|k| self.is(*k, TITLE));
        let mut k = title.map_or(first, |t| t + 1);
        let role = title.is_some()
            || first > 0 && self.is(first - 1, TITLE)
            || first > 1 && self.word(first - 1) == "." && self.is(first - 2, TITLE);
        if german {
            let before = k.checked_sub(1).filter(|b| *b >= head);
            let noun = before.is_some_and(|b| self.is(b, DET | PREP) || adjective(self.word(b)));
            if noun && k == first && end - k > 1 && !self.is(k, MALE | FEMALE) {
                k += 1;
            }
        }
        while k < end {
            let drop = self.is(k, TITLE) && end - k > 1
                || matches!(self.word(k), "." | "-")
                || self.is(k, FUNCTION | CUE | DET | PREP)
                    && !self.is(k, MALE | FEMALE)
                    && elision(self.word(k)).is_none_or(|e| self.words.of(Key::word(e.1)) != 0)
                || german && self.is(k, HEARER);
            if !drop {
                break;
            }
            k += 1;
        }
        // "Valmont Anne Loiseau": a first name in the middle begins the name.
        let first_name = (k + 1..end.saturating_sub(1)).find(|j| self.is(*j, MALE | FEMALE) && self.word(j - 1) != "-");
        if let Some(j) = first_name.filter(|_| end - k > 2 && !self.is(k, MALE | FEMALE)) {
            k = j;
        }
        if k >= end || self.is(k, TITLE) && end - k == 1 {
            return None;
        }
        let long = (k..end).filter(|j| self.tokens[*j].is_word()).count() > 1;
        let alone =
            if german { role || self.is(k, MALE | FEMALE) } else { k > head && self.word(k - 1) != "." || role };
        Some(Run { first: k, end, sure: long || alone })
    }

    /// The bytes of a name: what is elided before it left out.
    fn span(&self, first: usize, end: usize) -> Span {
        let whole = self.tokens[first].span.cover(self.tokens[end - 1].span);
        let word = self.word(first);
        let cut = elision(word).filter(|e| e.0.chars().all(char::is_lowercase)).map_or(0, |e| word.len() - e.1.len());
        Span::new(whole.start() + cut as u32, whole.end())
    }

    /// What the forms of one name have in common: in Russian, names are declined.
    fn stem(&self, i: usize) -> Key {
        let word = self.word(i);
        let word = elision(word).filter(|e| e.0.chars().all(char::is_lowercase)).map_or(word, |e| e.1);
        let bare = if self.words.tables.code == "ru" { declined(word) } else { word };
        // "Löwes Sprecher": the genitive of a name.
        let german = self.words.tables.style.nouns_capital || self.words.tables.code == "nl";
        let bare = bare.strip_suffix('s').filter(|b| german && b.chars().count() > 3).unwrap_or(bare);
        Key::of(bare, TokenKind::Word)
    }

    fn link(&self, names: &mut [Name]) {
        let mut by_last: KeyMap<NameId> = KeyMap::default();
        let mut by_all: HashMap<Vec<Key>, NameId> = HashMap::new();
        let mut by_first: KeyMap<NameId> = KeyMap::default();
        let length = |n: &Name| n.end - n.first;
        let stems = |n: &Name| -> Vec<Key> { (n.first..n.end).map(|t| self.stem(t as usize)).collect() };
        for (i, n) in names.iter().enumerate() {
            if length(n) < 2 || length(n) > 6 {
                continue;
            }
            let keys = stems(n);
            let id = *by_all.entry(keys.clone()).or_insert(NameId(i as u32));
            if (n.first..n.end).any(|t| self.is(t as usize, INSTITUTION | HEARER)) {
                continue;
            }
            by_last.entry(keys[keys.len() - 1]).or_insert(id);
            by_first.entry(keys[0]).or_insert(id);
        }
        let mut single: KeyMap<NameId> = KeyMap::default();
        for (i, name) in names.iter_mut().enumerate() {
            let n = *name;
            let last = self.stem(n.end as usize - 1);
            name.fullest = if length(&n) == 1 {
                let fuller = by_last.get(&last).or_else(|| by_first.get(&last)).copied();
                fuller.unwrap_or_else(|| *single.entry(last).or_insert(NameId(i as u32)))
            } else {
                by_all.get(&stems(&n)).copied().unwrap_or(n.fullest)
            };
        }
    }
}

/// A German adjective before a noun, by its ending.
fn adjective(word: &str) -> bool {
    word.chars().count() > 4 && word.starts_with(char::is_lowercase) && word.ends_with(['e', 'n', 'r', 's', 'm'])
}

/// A Russian name without the ending of its case.
fn declined(word: &str) -> &str {
    const ENDINGS: [&str; 16] =
        ["ого", "ому", "ому", "ыми", "ым", "им", "ой", "ей", "ую", "ая", "ом", "ем", "ий", "ый", "а", "у"];
    let rest = ["е", "я", "ю", "ы", "и", "ь", "й"];
    let long = |w: &str| w.chars().count() >= 3;
    ENDINGS.iter().chain(&rest).find_map(|e| word.strip_suffix(e).filter(|w| long(w))).unwrap_or(word)
}
