//! What the words around a name tell of it that the network does not see: parties, persons' homes, names with hyphens.

use super::bare_key;
use super::link::ALIASES;
use super::recognise::{Found, NameKind};
use crate::annotate::lexicon::{INSTITUTIONS, LETTERS, List, is_house};
use crate::annotate::name::{article, behind_hyphen, nickname, party};
use crate::annotate::people::is_anybody;
use crate::annotate::speaker::is_forename;
use crate::annotate::token::{Key, KeyMap, Token, TokenKind};
use std::collections::HashSet;
use std::sync::OnceLock;

/// Words that are nobody's name where they stand alone.
static ALONE: List = List::new("state summit dj");
/// Laws, behind what they are called: "the Tenancies Bill".
static LAWS: List = List::new("bill act");

/// What ends the name of a house that is called after somebody, and nobody's own.
static CARE: List = List::new(
    "hospital hospitals infirmary clinic hospice university college school academy foundation museum library theatre theater",
);
/// What ends the name of a place, and nobody's own.
static GROUNDS: List = List::new("pier airport beach prison jail");
/// Of what something is done in: "shares in Corran", "seats in Congress".
static IN_FIRM: List = List::new(
    "stake stakes share shares interest interests investment investments invest invests invested investor investors trust confidence \
     faith belief believe believes role roles job jobs seat seats majority stock stocks control part parts work works worked position \
     shareholder shareholders involved published appeared printed wrote writing article",
);
static SAID: List = List::new("said says added recalled explained told");
/// What stands beside the names in a row of pictures.
static FURNITURE: List = List::new("view open gallery photo photos video click");
/// What a firm is called before its name: "the carmaker Leck Brandt".
static FIRMS: List = List::new(
    "company firm giant maker manufacturer retailer airline contractor carrier automaker carmaker bank insurer brewer startup \
     start-up supplier conglomerate chain",
);
/// Who is so at a firm: "an engineer at Leck Brandt".
static STAFF: List = List::new("executive executives engineer engineers employee employees worked works working job");
/// A name of more tokens is looked at no further.
const LONG: usize = 48;
/// By how much less the network may take a name for a place's and it still be one: "found in Ostrey".
const UNSURE: f32 = 4.0;

/// Names by their first words, each with what it is the name of.
type Known = KeyMap<Vec<(Vec<Key>, NameKind)>>;

/// The full names in several words of what everybody abbreviates, by their first words.
fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut out = Known::default();
        for name in ALIASES.iter().flat_map(|a| [a.0, a.1]).filter(|n| n.contains(' ')) {
            let words: Vec<Key> = name.split(' ').map(Key::word).collect();
            let body = name.ends_with("nations") || name.ends_with("union");
            let kind = if body { NameKind::Organisation } else { NameKind::Place };
            let Some(list) = words.first().map(|w| out.entry(*w).or_default()) else { continue };
            if !list.iter().any(|l| l.0 == words) {
                list.push((words, kind));
                list.sort_by_key(|l| std::cmp::Reverse(l.0.len()));
            }
        }
        out
    })
}

/// Adds the names that everybody knows where the network has none: "the United States".
fn add_known(text: &str, tokens: &[Token], found: &mut Vec<Found>) {
    let known = known();
    let capital = |t: &Token| text.get(t.span.range()).is_some_and(|w| w.starts_with(char::is_uppercase));
    let mut more: Vec<Found> = Vec::new();
    let mut next = 0;
    for (i, token) in tokens.iter().enumerate() {
        let Some(list) = known.get(&token.key).filter(|_| capital(token)) else { continue };
        while found.get(next).is_some_and(|f| f.end as usize <= i) {
            next += 1;
        }
        let free = found.get(next).map_or(tokens.len(), |f| f.first as usize);
        let fits = |words: &[Key]| {
            let end = i + words.len();
            let own = tokens.get(i..end).filter(|_| end <= free);
            own.is_some_and(|own| {
                own.iter().map(|t| t.key).eq(words.iter().copied()) && own.last().is_some_and(capital)
            })
        };
        if let Some((words, kind)) = list.iter().find(|l| fits(&l.0)) {
            more.push(Found { first: i as u32, end: (i + words.len()) as u32, kind: *kind, scores: [0.0; 4] });
        }
    }
    if !more.is_empty() {
        found.append(&mut more);
        found.sort_by_key(|f| f.first);
    }
}

/// Takes a name that is printed several times side by side apart, as under a row of pictures: "Ann Lowe Ann Lowe Ann Lowe".
fn one_by_one(tokens: &[Token], found: &mut Vec<Found>) {
    let keys = |f: &Found| tokens.get(f.first as usize..f.end as usize).unwrap_or(&[]);
    // Where the first of them begins, and how many words it has.
    let again = |own: &[Token]| {
        let n = own.len();
        let same = |i: usize, p: usize| (0..p).all(|k| own[i + k].key == own[i + p + k].key);
        (2..=n / 2).find_map(|p| (0..=n - 2 * p).find(|i| same(*i, p)).map(|i| (i, p)))
    };
    let furniture = |k: u32| tokens.get(k as usize).is_some_and(|t| FURNITURE.has(t.key));
    let mut out = Vec::with_capacity(found.len());
    for f in found.iter() {
        let own = keys(f);
        match again(own).filter(|_| own.len() <= LONG) {
            Some((from, p)) => {
                let (first, p) = (f.first + from as u32, p as u32);
                let is = |at: &u32| {
                    let here = tokens.get(*at as usize..(*at + p) as usize).unwrap_or(&[]);
                    here.iter().map(|t| t.key).eq(own[from..from + p as usize].iter().map(|t| t.key))
                };
                let starts = (first..=f.end - p).step_by(p as usize).take_while(is);
                out.extend(starts.map(|at| Found { first: at, end: at + p, ..*f }));
            }
            None => out.push(*f),
        }
    }
    for f in out.iter_mut().filter(|f| f.kind == NameKind::Person) {
        while f.end > f.first + 2 && furniture(f.end - 1) {
            f.end -= 1;
        }
        while f.end > f.first + 2 && furniture(f.first) {
            f.first += 1;
        }
    }
    *found = out;
}

/// Makes firms of what is called one and was taken for a person: "the carmaker Leck Brandt".
fn firms(text: &str, tokens: &[Token], found: &mut [Found]) {
    let key = |k: Option<u32>| k.and_then(|k| tokens.get(k as usize)).map(|t| t.key);
    let called = |f: &Found| {
        let at = |n: u32| f.first.checked_sub(n);
        let led = key(at(1)).is_some_and(|k| FIRMS.has(k));
        let word = at(1).and_then(|k| tokens.get(k as usize)).and_then(|t| text.get(t.span.range()));
        led || word == Some("at") && key(at(2)).is_some_and(|k| STAFF.has(k))
    };
    let several = |f: &Found| f.kind == NameKind::Person && f.end > f.first + 1;
    let words = |f: &Found| -> Vec<Key> {
        let own = tokens.get(f.first as usize..f.end as usize).unwrap_or(&[]);
        own.iter().map(|t| bare_key(text, *t)).collect()
    };
    let forename = |f: &Found| tokens.get(f.first as usize).is_some_and(|t| is_forename(t.key));
    let firms: HashSet<Vec<Key>> =
        found.iter().filter(|f| several(f) && !forename(f) && called(f)).map(words).collect();
    if !firms.is_empty() {
        found
            .iter_mut()
            .filter(|f| several(f) && firms.contains(&words(f)))
            .for_each(|f| f.kind = NameKind::Organisation);
    }
}

/// Takes away what is no name, lengthens what was cut at a hyphen, and makes places of what people are from.
pub(super) fn mend(text: &str, tokens: &[Token], found: &mut Vec<Found>) {
    let word = |k: usize| tokens.get(k).and_then(|t| text.get(t.span.range())).unwrap_or("");
    let before = |k: usize, n: usize| k.checked_sub(n).map_or("", word);
    let near =
        |k: usize| k > 0 && tokens.get(k).zip(tokens.get(k - 1)).is_some_and(|(b, a)| a.span.end() == b.span.start());
    // A name in a party's letters may begin at any of its tokens.
    let in_party = |f: &Found| {
        let (first, end) = (f.first as usize, f.end as usize);
        (first.saturating_sub(4)..end)
            .any(|k| party(text, tokens, k, tokens.len()).is_some_and(|to| first < to && k < end))
    };
    found.retain(|f| {
        let (first, end) = (f.first as usize, f.end as usize);
        let Some(token) = tokens.get(first) else { return false };
        if in_party(f) {
            return false;
        }
        if end != first + 1 {
            return true;
        }
        let capital = before(first, 1).starts_with(char::is_uppercase);
        let law = LAWS.has(token.key)
            && capital
            && !before(first, 1).is_empty()
            && matches!(before(first, 2), "the" | "The" | "a" | "A");
        // "His Miranda rights"
        let rights = word(first) == "Miranda" && matches!(word(end), "rights" | "right" | "warning" | "warnings");
        !ALONE.has(token.key) && !law && !rights
    });
    one_by_one(tokens, found);
    add_known(text, tokens, found);
    firms(text, tokens, found);
    let letters = |k: usize| tokens.get(k).is_some_and(|t| LETTERS.has(t.key)) && word(k).ends_with(char::is_uppercase);
    let mut places: HashSet<Key> = HashSet::new();
    let mut persons: HashSet<Key> = HashSet::new();
    for i in 0..found.len() {
        let next = found.get(i + 1).map_or(tokens.len(), |f| f.first as usize);
        let floor = i.checked_sub(1).and_then(|k| found.get(k)).map_or(0, |f| f.end as usize);
        let f = &mut found[i];
        if let Some(end) = behind_hyphen(text, tokens, f.end as usize, next) {
            f.end = end as u32;
        }
        // "New South Wales"
        if f.kind == NameKind::Place
            && let Some(new) = (f.first as usize).checked_sub(1).filter(|k| *k >= floor && word(*k) == "New")
            && tokens[new].span.end() + 1 == tokens[new + 1].span.start()
        {
            f.first = new as u32;
        }
        // "Ernest (Scoop) Lowe"
        if f.end == f.first + 1
            && let Some(end) = nickname(text, tokens, f.end as usize, tokens.len())
        {
            f.end = end as u32;
            f.kind = NameKind::Person;
        }
        // "Former Vale striker"
        if f.end > f.first + 1 && matches!(word(f.first as usize), "Former" | "Ex") {
            f.first += if word(f.first as usize + 1) == "-" && f.end > f.first + 2 { 2 } else { 1 };
        }
        // "Anwar al-Harun", and "al-Harun" alone
        if f.kind == NameKind::Person && article(text, tokens, f.end as usize, tokens.len()) {
            f.end += 3;
        }
        if let Some(k) =
            (f.first as usize).checked_sub(2).filter(|k| *k >= floor && article(text, tokens, *k, tokens.len()))
        {
            f.first = k as u32;
        }
        // "Ann Lowe KC"
        while f.end > f.first + 2 && letters(f.end as usize - 1) {
            f.end -= 1;
            f.kind = NameKind::Person;
        }
        let has = |list: &List, k: usize| tokens.get(k).is_some_and(|t| list.has(t.key));
        // "Ann L. Banks" is no bank.
        let (first, last) = (f.first as usize, (f.end as usize).saturating_sub(1));
        let initial = last == first + 3
            && word(first + 2) == "."
            && word(first + 1).chars().count() == 1
            && [first + 1, last].iter().all(|k| word(*k).starts_with(char::is_uppercase))
            && word(last).chars().nth(1).is_some_and(char::is_lowercase);
        let called_after = has(&CARE, last) || has(&GROUNDS, last) || tokens.get(last).is_some_and(|t| is_house(t.key));
        if initial && !called_after {
            f.kind = NameKind::Person;
        }
        if last > first {
            match f.kind {
                // "He was taken to Leck Hospital."
                NameKind::Person if has(&CARE, last) => f.kind = NameKind::Organisation,
                NameKind::Person | NameKind::Organisation if has(&GROUNDS, last) || word(first) == "HMP" => {
                    f.kind = NameKind::Place;
                }
                _ => {}
            }
        }
        // "Ashby Lowe, a woman who saw it"
        let end = f.end as usize;
        let described = word(end) == "," && matches!(word(end + 1), "a" | "an");
        if described && f.end > f.first + 1 && tokens.get(end + 2).is_some_and(|t| is_anybody(t.key)) {
            f.kind = NameKind::Person;
        }
        // "Mar-a-Lago", of which the last part was taken for a name
        let first = f.first as usize;
        if let Some(start) = first.checked_sub(4).filter(|k| *k >= floor && near(first))
            && behind_hyphen(text, tokens, start + 1, first + 1) == Some(first + 1)
            && word(start).starts_with(char::is_uppercase)
        {
            f.first = start as u32;
            f.kind = NameKind::Place;
        }
        // "A woman, 20, of Garfield", "a man from Garfield"
        let first = f.first as usize;
        let number =
            |n: usize| first.checked_sub(n).and_then(|k| tokens.get(k)).is_some_and(|t| t.kind() == TokenKind::Number);
        let anybody = |n: usize| first.checked_sub(n).and_then(|k| tokens.get(k)).is_some_and(|t| is_anybody(t.key));
        let aged = before(first, 2) == "," && number(3);
        let home = match before(first, 1) {
            "from" => aged || anybody(2),
            "of" => aged,
            _ => false,
        };
        if home && f.end == f.first + 1 && f.kind == NameKind::Person {
            places.extend(tokens.get(first).map(|t| t.key));
        }
        if f.end != f.first + 1 {
            continue;
        }
        // "They were found in Ostrey on Sunday."
        let (body, place) = (NameKind::Organisation as usize, NameKind::Place as usize);
        let titled = word(first).chars().nth(1).is_some_and(char::is_lowercase);
        let somewhere =
            matches!(before(first, 1), "in" | "near") && !first.checked_sub(2).is_some_and(|k| has(&IN_FIRM, k));
        let owns = word(first).ends_with(['s', 'S']) && word(first).contains(['\'', '’']);
        if f.kind == NameKind::Organisation
            && titled
            && somewhere
            && !has(&INSTITUTIONS, first)
            && !owns
            && f.scores[body] - f.scores[place] < UNSURE
            && !word(end).starts_with(char::is_uppercase)
        {
            places.extend(tokens.get(first).map(|t| t.key));
        }
        // "“It was loud,” said Verona, who saw it."
        let who = word(end) == "," && word(end + 1) == "who";
        if f.kind == NameKind::Place && who && SAID.has(tokens[first - usize::from(first > 0)].key) {
            persons.extend(tokens.get(first).map(|t| t.key));
        }
    }
    // What a longer name has taken in is none by itself.
    let mut reached = 0;
    found.retain(|f| {
        let free = f.first >= reached;
        reached = reached.max(f.end);
        free
    });
    if places.is_empty() && persons.is_empty() {
        return;
    }
    // Unless it is somebody's last name as well.
    for f in found.iter().filter(|f| f.kind == NameKind::Person && f.end > f.first + 1) {
        if let Some(t) = tokens.get(f.end as usize - 1) {
            places.remove(&t.key);
        }
    }
    for f in found.iter_mut().filter(|f| f.end == f.first + 1) {
        let among = |list: &HashSet<Key>| tokens.get(f.first as usize).is_some_and(|t| list.contains(&t.key));
        f.kind = match f.kind {
            NameKind::Person | NameKind::Organisation if among(&places) => NameKind::Place,
            NameKind::Place if among(&persons) && !matches!(before(f.first as usize, 1), "in" | "near") => {
                NameKind::Person
            }
            other => other,
        };
    }
}
