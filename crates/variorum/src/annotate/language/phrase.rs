//! Noun phrases that name a speaker, and whether a man or a woman does.

use super::tables::*;
use crate::annotate::quotation::View;
use crate::annotate::speaker::Subject;
use crate::annotate::token::TokenKind;
use crate::span::NameId;

/// Words a noun phrase may have before it is given up.
const LONGEST: usize = 14;

/// A report's tokens with what they are in its language.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a, 'b> {
    pub view: &'a View<'b>,
    pub words: &'static Words,
}

impl<'a, 'b> Reader<'a, 'b> {
    pub fn word(&self, i: usize) -> &'a str {
        let t = self.view.tokens.get(i);
        t.and_then(|t| self.view.text.get(t.span.range())).unwrap_or("")
    }

    pub fn flags(&self, i: usize) -> Flags {
        self.view.tokens.get(i).map_or(0, |t| self.words.flags(t.key, self.word(i)))
    }

    pub fn is(&self, i: usize, flag: Flags) -> bool {
        self.flags(i) & flag != 0
    }

    pub fn punct(&self, i: usize) -> bool {
        self.view.tokens.get(i).is_none_or(|t| t.kind() == TokenKind::Punct)
    }

    pub fn dash(&self, i: usize) -> bool {
        matches!(self.word(i), "—" | "–" | "―" | "-" | "--")
    }

    /// How many tokens from `i` on say "according to", in a clause that goes on behind them.
    pub fn according(&self, i: usize) -> usize {
        self.words.according(|k| self.view.tokens.get(i + k).map(|t| t.key))
    }

    /// The name that begins at a token.
    pub fn name_from(&self, i: usize) -> Option<Subject> {
        let at = self.view.names.partition_point(|n| (n.first as usize) < i);
        let n = self.view.names.get(at).filter(|n| n.first as usize == i)?;
        Some(Subject { first: i, end: n.end as usize })
    }

    /// The name that ends before a token.
    pub fn name_to(&self, end: usize) -> Option<Subject> {
        let at = self.view.names.partition_point(|n| (n.end as usize) < end);
        let n = self.view.names.get(at).filter(|n| n.end as usize == end)?;
        Some(Subject { first: n.first as usize, end })
    }

    pub fn pronoun(&self, i: usize) -> bool {
        self.is(i, HE | SHE | THEY | SPEAKING)
    }

    /// Whether a subject is somebody who can speak: a name, a pronoun or a role.
    pub fn somebody(&self, s: Subject) -> bool {
        self.name_from(s.first).is_some()
            || s.end == s.first + 1 && self.pronoun(s.first)
            || (s.first..s.end).any(|i| self.is(i, TITLE | HEARER | INSTITUTION))
    }

    /// The words that name somebody from token `i` on, up to `to`: a pronoun, a name, a role with the name behind it.
    pub fn phrase(&self, i: usize, to: usize) -> Option<Subject> {
        let to = to.min(self.view.tokens.len());
        if i >= to {
            return None;
        }
        let whole = |s: Subject| Some(Subject { first: s.first, end: s.end.min(to) });
        if self.pronoun(i) && !self.capital_inside(i) {
            return whole(Subject { first: i, end: i + 1 });
        }
        if let Some(n) = self.name_from(i) {
            // "Rotenfels Bürgermeisterin Anna Löwe", "Löwes Sprecher Jan Weber"
            let role = self.is(n.end, TITLE) && n.end < to && !self.is(n.end, CUE);
            let holder = role.then(|| (n.end..to.min(n.end + 3)).find_map(|k| self.name_from(k))).flatten();
            return whole(holder.unwrap_or(n));
        }
        let german = self.words.tables.style.nouns_capital;
        let word = self.word(i);
        let elided = elision(word).is_some_and(|e| e.0.chars().all(char::is_lowercase));
        let capital = word.starts_with(char::is_uppercase);
        let articles = self.words.tables.code != "ru";
        let noun = self.view.tokens[i].kind() == TokenKind::Word
            && !self.is(i, PREP | FUNCTION | CUE | AUX | CLITIC | ADVERB | THAT);
        let begins = self.is(i, DET | TITLE) || elided || capital && noun || !articles && noun;
        if !begins || self.is(i, CUE) && !self.is(i, TITLE) {
            return None;
        }
        let mut j = i;
        while j < to && j < i + LONGEST {
            let word = self.word(j);
            if let Some(n) = self.name_from(j).filter(|_| j > i) {
                let before = self.word(j - 1);
                let place = self.is(j - 1, PREP) || self.is(j - 1, DET) && j > i + 1 || elision(self.word(j)).is_some();
                if !place || before == "." {
                    return whole(n);
                }
                j = n.end;
                continue;
            }
            if self.punct(j) {
                // "Dr. Löwe", "porte-parole", "le maire (PS) de Valmont"
                if word == "-" && j > i || word == "." && self.is(j - 1, TITLE | ABBREVIATION) {
                    j += 1;
                    continue;
                }
                if word == "(" && self.word(j + 2) == ")" {
                    j += 3;
                    continue;
                }
                break;
            }
            let stop = j > i
                && (self.is(j, THAT | AUX) && !self.is(j, OF | TITLE | DET)
                    || self.is(j, CUE | WEAK) && !self.is(j, TITLE) && !word.starts_with(char::is_uppercase)
                    || self.is(j, PREP) && !self.is(j, OF)
                    || self.is(j, MONTH | PERSONAL) && !self.is(j, DET)
                    || self.is(j, ADVERB) && !self.is(j, TITLE | DET | OF));
            if stop || matches!(word, "y" | "et" | "und" | "e" | "en" | "и" | "o" | "ou" | "oder" | "of") && j > i {
                break;
            }
            j += 1;
        }
        // "la maire de Valmont, Anne Loiseau,": the name behind the comma says who.
        if self.word(j) == ","
            && j < to
            && let Some(n) = self
                .name_from(j + 1)
                .or_else(|| self.is(j + 1, TITLE).then(|| self.name_from(j + 2)).flatten())
                .filter(|n| n.end <= to)
            && (self.punct(n.end) || n.end >= to)
            && (i..j).any(|k| self.is(k, TITLE))
        {
            return Some(n);
        }
        while j > i && (self.punct(j - 1) || self.is(j - 1, PREP | CLITIC | DET) && j > i + 1 && !self.is(j - 1, TITLE))
        {
            j -= 1;
        }
        let words = (i..j).filter(|k| self.view.tokens[*k].is_word()).count();
        let enough = words > 1 || elided || self.is(i, TITLE) || (german || capital) && words == 1 && !self.is(i, DET);
        (j > i && enough).then_some(Subject { first: i, end: j })
    }

    /// A capital that does not begin a sentence: a name or, in a letter, a form of address.
    fn capital_inside(&self, i: usize) -> bool {
        let first = self.view.sentence_of(i).first as usize;
        self.word(i).starts_with(char::is_uppercase) && i > first && !self.punct(i - 1)
    }

    /// Whether a name is a man's: by role or article before it, by its first name, by the ending of a Russian one.
    pub fn man(&self, id: NameId) -> Option<bool> {
        let n = self.view.names.get(id.index())?;
        let (first, end) = (n.first as usize, n.end as usize);
        let by = |f: Flags| match (f & MALE != 0, f & FEMALE != 0) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        };
        by(self.flags(first))
            .or_else(|| self.role(first).and_then(|k| self.man_in(k)))
            .or_else(|| {
                (self.words.tables.code == "ru" && end - first > 1).then(|| self.word(end - 1)).and_then(|w| {
                    let ends = |list: &[&str]| list.iter().any(|e| w.ends_with(e));
                    if ends(&["ова", "ева", "ёва", "ина", "ская", "цкая", "вна"]) {
                        Some(false)
                    } else {
                        ends(&["ов", "ев", "ёв", "ин", "ский", "цкий", "вич"]).then_some(true)
                    }
                })
            })
            .or_else(|| {
                let word = self.word(first);
                match self.words.tables.code {
                    _ if end - first < 2 => None,
                    "es" | "it" | "pt" if word.ends_with('a') => Some(false),
                    "es" | "it" | "pt" if word.ends_with('o') => Some(true),
                    _ => None,
                }
            })
    }

    /// The role that stands right before a token.
    fn role(&self, at: usize) -> Option<usize> {
        let k = at.checked_sub(1)?;
        let k = if self.word(k) == "." { k.checked_sub(1)? } else { k };
        self.is(k, TITLE).then_some(k)
    }

    /// Whether a role is a man's by its own word or by the article before it.
    pub fn man_in(&self, role: usize) -> Option<bool> {
        let flags = self.flags(role);
        match (flags & MALE != 0, flags & FEMALE != 0) {
            (true, false) => return Some(true),
            (false, true) => return Some(false),
            _ => {}
        }
        let word = self.word(role);
        if self.words.tables.code == "de" {
            return Some(!word.ends_with("in"));
        }
        let before = role.checked_sub(1).map_or(0, |k| self.flags(k));
        match (before & MALE_DET != 0, before & FEMALE_DET != 0) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }
}
