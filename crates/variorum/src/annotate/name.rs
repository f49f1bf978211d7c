//! Names, and which of them are forms of one another.

use super::lexicon::{CALENDAR, COMMON, INSTITUTIONS, List, OPENERS, PARTICLES, TITLES, is_house};
use super::sentence::Sentence;
use super::speaker::{is_forename, is_male};
use super::token::{Key, KeyMap, Token, TokenKind};
use crate::span::{NameId, Span};
use std::collections::{HashMap, HashSet};

/// One mention of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The words of the name, a title before it left out.
    pub span: Span,
    /// First row of the token table.
    pub first: u32,
    /// One past the last row of the token table.
    pub end: u32,
    /// The mention with the fullest form of the same name in this article (itself where there is none).
    pub fullest: NameId,
}

/// The names of an article, in order: runs of capitalised words, each linked to the fullest form that the
/// article gives ("Teigen" and "Chrissy" to "Chrissy Teigen").
pub fn names(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    let months = month_names(text, tokens);
    for s in sentences {
        let mut i = s.first as usize;
        let end = s.end as usize;
        while i < end {
            if !capital(text, tokens[i]) {
                i += 1;
                continue;
            }
            // "Ann Lowe, R-Va.": her party and where she was elected.
            if let Some(behind) = party(text, tokens, i, end) {
                i = behind;
                continue;
            }
            let mut j = i + 1;
            while j < end && joined(text, tokens, j) {
                if capital(text, tokens[j]) {
                    j += 1;
                } else if let Some(k) = behind_particles(text, tokens, j, end) {
                    j = k;
                } else if is(text, tokens[j], ".") && j + 1 < end && abbreviated(text, tokens, j - 1) {
                    if capital(text, tokens[j + 1]) { j += 2 } else { break }
                } else if let Some(k) = behind_hyphen(text, tokens, j, end) {
                    j = k;
                } else if (is(text, tokens[j], "-") || is(text, tokens[j], "&"))
                    && j + 1 < end
                    && capital(text, tokens[j + 1])
                {
                    j += 2;
                } else {
                    break;
                }
            }
            // "CIA Director Mike Pompeo": what stands before the last title is not the name either.
            let title = (i..j.saturating_sub(1)).rev().find(|k| TITLES.has(tokens[*k].key));
            let behind = title.map_or(i, |t| t + 1);
            let office = (behind..j).any(|k| INSTITUTIONS.has(tokens[k].key));
            let mut k = if office { i } else { behind };
            // A headline in capitals that runs into a name is no part of it.
            let shouted = (k..j).take_while(|t| shouts(text, tokens[*t])).count();
            if shouted > 2 && k + shouted < j {
                k += shouted;
            }
            while k < j {
                let at_head = k == s.first as usize || tokens[k - 1].kind() == TokenKind::Punct;
                let drop = TITLES.has(tokens[k].key)
                    || is(text, tokens[k], ".")
                    || (OPENERS.has(tokens[k].key)
                        && (at_head || j - k > 1)
                        && !(j - k == 1 && months.contains(&tokens[k].key)))
                    || COMMON.has(tokens[k].key);
                if !drop {
                    break;
                }
                k += 1;
            }
            if k + 1 == j && MONTHS.has(tokens[k].key) && is_date(text, tokens, k) {
                k = j;
            }
            if k < j {
                let mut span = tokens[k].span.cover(tokens[j - 1].span);
                for tail in ["'s", "’s"] {
                    if text.get(span.range()).is_some_and(|t| t.ends_with(tail)) {
                        span = Span::new(span.start(), span.end() - tail.len() as u32);
                    }
                }
                out.push(Name { span, first: k as u32, end: j as u32, fullest: NameId(out.len() as u32) });
            }
            i = j.max(i + 1);
        }
    }
    link(text, tokens, &mut out);
    out
}

/// Months that are people's names too.
static MONTHS: List = List::new("march april may june august");

/// Which of them are names in this text: "Theresa May", "Mrs May".
fn month_names(text: &str, tokens: &[Token]) -> Vec<Key> {
    let mut out = Vec::new();
    for (a, b) in tokens.iter().zip(tokens.iter().skip(1)) {
        if MONTHS.has(b.key)
            && (is_forename(a.key) || TITLES.has(a.key))
            && capital(text, *a)
            && capital(text, *b)
            && !out.contains(&b.key)
        {
            out.push(b.key);
        }
    }
    out
}

/// Whether the month at token `k` is one: "in May", "since last May", "May 5".
fn is_date(text: &str, tokens: &[Token], k: usize) -> bool {
    let numbered = tokens.get(k + 1).is_some_and(|t| t.kind() == TokenKind::Number);
    let before = k.checked_sub(1).map_or("", |b| word(text, tokens[b]));
    let number = k.checked_sub(1).is_some_and(|b| tokens[b].kind() == TokenKind::Number);
    numbered
        || number
        || matches!(
            before,
            "in" | "In"
                | "since"
                | "Since"
                | "until"
                | "Until"
                | "last"
                | "Last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "during"
        )
}

/// The token behind a party's letter and a state in letters, "R-Va.", "D-N.Y.", where one begins at token `i`.
pub(crate) fn party(text: &str, tokens: &[Token], i: usize, end: usize) -> Option<usize> {
    let near = |k: usize| k < end && tokens[k - 1].span.end() == tokens[k].span.start();
    let behind = i.checked_sub(1).is_some_and(|k| matches!(word(text, tokens[k]), "," | "(" | "["));
    let letter = behind && matches!(word(text, tokens[i]), "R" | "D" | "I");
    if !letter || !near(i + 1) || !matches!(word(text, tokens[i + 1]), "-" | "–") || !near(i + 2) {
        return None;
    }
    let mut j = capital(text, tokens[i + 2]).then_some(i + 3)?;
    while near(j) && is(text, tokens[j], ".") {
        j += 1;
        if near(j) && capital(text, tokens[j]) {
            j += 1;
        }
    }
    // "(D-Newport News)"
    while j < end && joined(text, tokens, j) && capital(text, tokens[j]) {
        j += 1;
    }
    Some(j)
}

/// The token behind the second half of a name that goes on in small letters at the hyphen at token `j`: "Moon Jae-in",
/// "Stratford-upon-Avon".
pub(crate) fn behind_hyphen(text: &str, tokens: &[Token], j: usize, end: usize) -> Option<usize> {
    static GIVEN: List = List::new(
        "in un il ho hee hye jin jun joon min woo soo sook sik seok hyun hwan kyu gil chol hui nam ryong taek geun bin suk",
    );
    static INNER: List = List::new("a de la le du des sur en upon on by the le los las");
    let near = |k: usize| k > 0 && k < end && tokens[k - 1].span.end() == tokens[k].span.start();
    let hyphen = |k: usize| near(k) && near(k + 1) && is(text, tokens[k], "-");
    if !hyphen(j) {
        return None;
    }
    let part = tokens[j + 1];
    // A family name stands before a name of two syllables: "check-in" has none.
    let family = j
        .checked_sub(2)
        .is_some_and(|k| capital(text, tokens[k]) && !OPENERS.has(tokens[k].key) && !TITLES.has(tokens[k].key));
    if family && GIVEN.has(part.key) && !hyphen(j + 2) && !capital(text, part) {
        return Some(j + 2);
    }
    (INNER.has(part.key) && hyphen(j + 2) && capital(text, tokens[j + 3])).then_some(j + 4)
}

/// The title of a man or a woman right before token `first`: "Mr", "Mrs".
pub(crate) fn title_before(text: &str, tokens: &[Token], first: usize) -> Option<Key> {
    let k = first.checked_sub(1)?;
    let k = if is(text, tokens[k], ".") { k.checked_sub(1)? } else { k };
    let title = matches!(word(text, tokens[k]), "Mr" | "Mrs" | "Ms" | "Miss" | "Sir" | "Lady" | "Dame" | "Lord");
    title.then_some(tokens[k].key)
}

/// Years up to which nobody is called "Mr" or "Mrs".
const CHILD: u32 = 15;

/// Whether somebody named in full can be called by a last name with this title: Mr is no woman's, nor a child's.
pub(crate) fn bears(text: &str, tokens: &[Token], (first, end): (u32, u32), title: Key) -> bool {
    let (first, end) = (first as usize, end as usize);
    let comma = tokens.get(end).is_some_and(|t| is(text, *t, ","));
    let age = tokens.get(end + 1).filter(|t| comma && t.kind() == TokenKind::Number);
    let child = age.and_then(|t| word(text, *t).parse::<u32>().ok()).is_some_and(|a| a <= CHILD);
    let grown = title == Key::word("mr") || title == Key::word("mrs");
    let own = title_before(text, tokens, first).and_then(is_male);
    let male = own.or_else(|| tokens.get(first).and_then(|t| is_male(t.key)));
    !(child && grown) && male.zip(is_male(title)).is_none_or(|(a, b)| a == b)
}

/// The token behind a run of particles and the capital they lead to ("van der Brandt").
fn behind_particles(text: &str, tokens: &[Token], from: usize, end: usize) -> Option<usize> {
    let mut j = from;
    while j < end && j < from + 3 && PARTICLES.has(tokens[j].key) && joined(text, tokens, j) {
        j += 1;
    }
    (j > from && j < end && joined(text, tokens, j) && capital(text, tokens[j])).then_some(j + 1)
}

fn word(text: &str, t: Token) -> &str {
    text.get(t.span.range()).unwrap_or("")
}

fn is(text: &str, t: Token, s: &str) -> bool {
    word(text, t) == s
}

fn capital(text: &str, t: Token) -> bool {
    t.kind() == TokenKind::Word && word(text, t).starts_with(char::is_uppercase) && !CALENDAR.has(t.key)
}

/// A word of several letters, all of them capitals.
fn shouts(text: &str, t: Token) -> bool {
    let w = word(text, t);
    w.chars().nth(1).is_some() && !w.chars().any(char::is_lowercase)
}

/// Nothing but one space (or nothing) between a token and the one before it.
fn joined(text: &str, tokens: &[Token], j: usize) -> bool {
    let gap = tokens[j - 1].span.end() as usize..tokens[j].span.start() as usize;
    text.get(gap).is_some_and(|g| g.is_empty() || g == " " || g == "\u{a0}" || g == "\n")
}

fn abbreviated(text: &str, tokens: &[Token], i: usize) -> bool {
    TITLES.has(tokens[i].key) || word(text, tokens[i]).chars().count() == 1
}

/// The last word key of a name without a possessive ending.
fn stem(text: &str, t: Token) -> Key {
    let w = word(text, t);
    let bare = w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).unwrap_or(w);
    Key::of(bare, TokenKind::Word)
}

/// Words between a last name and a full one that has it, up to which they are two people's: "President Leck and Ada
/// Leck", "Leck's wife, Ada Leck".
const BESIDE: u32 = 6;

/// Of the names at the token rows `names`, given in order, those of several words whose last word is nobody's name but
/// another person's where it stands alone: it stands alone close before them.
pub(crate) fn of_another(text: &str, tokens: &[Token], names: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    // Behind which token a word stood alone as a name last.
    let mut alone: KeyMap<u32> = KeyMap::default();
    let mut out = Vec::new();
    for (first, end) in names.filter(|n| n.0 < n.1) {
        let last = stem(text, tokens[end as usize - 1]);
        if end - first == 1 {
            alone.insert(last, end);
            continue;
        }
        let Some(behind) = alone.get(&last).copied() else { continue };
        let from = tokens[behind as usize - 1].span.end() as usize;
        let between = text.get(from..tokens[first as usize].span.start() as usize).unwrap_or("\n");
        if behind <= first && first - behind <= BESIDE && !between.contains(['\n', '.', '!', '?', ';', ':']) {
            out.push((first, end));
        }
    }
    out
}

/// Persons of one last name that are told apart by titles.
const FAMILY: usize = 8;

fn link(text: &str, tokens: &[Token], names: &mut [Name]) {
    let content = |n: &Name| n.end - n.first;
    // "Trump University" is no fuller form of "Trump", nor is a headline in capitals of anybody.
    let institution = |n: &Name| {
        let words = || (n.first..n.end).map(|t| tokens[t as usize]);
        words().any(|t| INSTITUTIONS.has(t.key))
            || words().next_back().is_some_and(|t| is_house(t.key))
            || words().all(|t| word(text, t).chars().all(|c| !c.is_lowercase()))
    };
    let mut fullest: KeyMap<NameId> = KeyMap::default();
    // All of a last name, for those who are called by it with a title.
    let mut family: KeyMap<Vec<NameId>> = KeyMap::default();
    let mut longer: HashMap<Vec<Key>, NameId> = HashMap::new();
    let keys = |(first, end): (u32, u32)| (first..end).map(|t| stem(text, tokens[t as usize])).collect::<Vec<Key>>();
    let others: HashSet<Vec<Key>> =
        of_another(text, tokens, names.iter().map(|n| (n.first, n.end))).into_iter().map(keys).collect();
    for (i, n) in names.iter().enumerate() {
        if content(n) < 2 || content(n) > 5 {
            continue;
        }
        let keys = keys((n.first, n.end));
        let id = *longer.entry(keys.clone()).or_insert(NameId(i as u32));
        if institution(n) || others.contains(&keys) {
            continue;
        }
        // Surnames first: where "Teigen" could be two people, the first who was introduced by it.
        fullest.entry(keys[keys.len() - 1]).or_insert(id);
        let list = family.entry(keys[keys.len() - 1]).or_default();
        if list.len() < FAMILY && !list.contains(&id) {
            list.push(id);
        }
    }
    for n in names.iter() {
        if (2..=3).contains(&content(n)) && !institution(n) {
            let first = stem(text, tokens[n.first as usize]);
            let keys: Vec<Key> = (n.first..n.end).map(|t| stem(text, tokens[t as usize])).collect();
            if let Some(id) = longer.get(&keys) {
                fullest.entry(first).or_insert(*id);
            }
        }
    }
    // Of a title and a last name that nobody named in full bears, the first mention.
    let mut titled: HashMap<(Key, Option<bool>), NameId> = HashMap::new();
    let mut single: KeyMap<NameId> = KeyMap::default();
    let fulls: KeyMap<Vec<(NameId, Name)>> = (family.into_iter())
        .map(|(key, list)| (key, list.into_iter().filter_map(|id| Some((id, *names.get(id.index())?))).collect()))
        .collect();
    for (i, name) in names.iter_mut().enumerate() {
        let last = stem(text, tokens[name.end as usize - 1]);
        name.fullest = if content(name) == 1 {
            let title = title_before(text, tokens, name.first as usize);
            let persons = title.and_then(|t| Some((t, fulls.get(&last)?)));
            let fits = |t: Key, list: &[(NameId, Name)]| {
                list.iter().find(|f| bears(text, tokens, (f.1.first, f.1.end), t)).map(|f| f.0)
            };
            match fullest.get(&last) {
                Some(id) => match persons {
                    Some((t, list)) => match fits(t, list) {
                        Some(fit) => fit,
                        None => *titled.entry((last, is_male(t))).or_insert(NameId(i as u32)),
                    },
                    None => *id,
                },
                None => *single.entry(last).or_insert(NameId(i as u32)),
            }
        } else {
            let keys: Vec<Key> = (name.first..name.end).map(|t| stem(text, tokens[t as usize])).collect();
            longer.get(&keys).copied().unwrap_or(name.fullest)
        };
    }
}
