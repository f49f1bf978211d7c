//! Names of several reports that differ by more than a letter's sound and are one all the same.

use super::{Row, sound};
use crate::annotate::entity::recognise::NameKind;
use crate::annotate::lexicon::{List, STREETS};
use crate::annotate::speaker::is_forename;
use crate::annotate::token::Key;
use crate::collate::spelling::letters;
use crate::span::ArticleId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names that share words are compared up to this number.
const SHARED: usize = 16;
/// By so many words a name may be longer than another of the same house, which has so many at least.
const MORE: usize = 3;
const LEAST: usize = 3;

/// Words by which one house or land is told from another of nearly the same name.
static TELLING: List = List::new(
    "north south east west northern southern eastern western upper lower middle junior senior central women's men's girls' \
     boys' deputy former old democratic people's first second third",
);

/// Adds a person's full names that stand once in all, where the same report has them spelt otherwise in a letter and so has
/// another: "the family of Ann Cuerros" beside "Ann Cerros".
pub(super) fn slips<'a>(rows: &[Row<'a>], mentions: impl Fn(&Row<'a>) -> u32, out: &mut HashMap<&'a str, &'a str>) {
    let mut by: BTreeMap<String, Vec<(String, &[Row<'a>])>> = BTreeMap::new();
    for same in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|c| c[0].1 == NameKind::Person) {
        let Some(sound) = sound(same[0].0) else { continue };
        let Some((first, last)) = sound.trim_end().split_once(' ').filter(|s| !s.1.contains(' ')) else { continue };
        let list = by.entry(first.to_owned()).or_default();
        if list.len() < SHARED {
            list.push((last.to_owned(), same));
        }
    }
    for list in by.values() {
        for (last, slip) in list.iter().filter(|l| l.1.len() == 1 && mentions(&l.1[0]) == 1) {
            let alike = |(other, same): &&(String, &[Row<'a>])| {
                let long = last.chars().count().min(other.chars().count()) > 4;
                let start = last.chars().next() == other.chars().next();
                let here = same.iter().any(|r| r.2 == slip[0].2) && same.iter().any(|r| r.2 != slip[0].2);
                // "The Ann Trents of this town"
                let plural = last.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(last);
                long && start && here && !plural && letters(last, other) == 1
            };
            let mut fitting = list.iter().filter(alike);
            if let (Some((_, same)), None) = (fitting.next(), fitting.next())
                && !out.contains_key(slip[0].0)
            {
                let name = out.get(same[0].0).copied().unwrap_or(same[0].0);
                out.insert(slip[0].0, name);
            }
        }
    }
}

/// Adds the names of three words that other reports have without the first: "Joseph Keith Leck" is Keith Leck, who goes by his
/// second name.
pub(super) fn middles<'a>(rows: &[Row<'a>], out: &mut HashMap<&'a str, &'a str>) {
    let mut people: BTreeMap<&str, BTreeSet<ArticleId>> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.1 == NameKind::Person) {
        people.entry(row.0).or_default().insert(row.2);
    }
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, reports) in &people {
        let mut words = name.split(' ');
        let (Some(first), Some(second), Some(last), None) = (words.next(), words.next(), words.next(), words.next())
        else {
            continue;
        };
        let Some(short) = name.split_once(' ').map(|n| n.1) else { continue };
        let known = |word: &str| is_forename(Key::word(&word.to_lowercase()));
        let plain = known(first) && known(second) && !people.contains_key(format!("{first} {last}").as_str());
        if let Some((short, theirs)) = people.get_key_value(short).filter(|_| plain)
            && reports.is_disjoint(theirs)
        {
            found.entry(short).or_default().push(name);
        }
    }
    for (short, long) in found {
        if let [long] = long[..]
            && !out.contains_key(long)
        {
            let name = out.get(short).copied().unwrap_or(short);
            out.insert(long, name);
        }
    }
}

/// Names of houses, clubs and bodies that other reports have with a word or two more, each with the longer one: "Leck Trauma
/// Center" and "Vale Memorial Leck Trauma Center". No report has two of them.
pub(super) fn one_word_more<'a>(rows: &[Row<'a>]) -> HashMap<&'a str, &'a str> {
    let mut names: BTreeMap<&str, (Vec<String>, BTreeSet<ArticleId>)> = BTreeMap::new();
    for row in rows.iter().filter(|r| matches!(r.1, NameKind::Organisation | NameKind::Place)) {
        let entry = names.entry(row.0);
        let words = || row.0.split_whitespace().map(str::to_lowercase).collect();
        entry.or_insert_with(|| (words(), BTreeSet::new())).1.insert(row.2);
    }
    let mut by: BTreeMap<&[String], Vec<&str>> = BTreeMap::new();
    for (name, (words, _)) in names.iter().filter(|n| n.1.0.len() >= LEAST) {
        let Some(tail) = words.get(words.len() - 2..) else { continue };
        let street = tail.last().is_some_and(|w| STREETS.has(Key::word(w)));
        let list = by.entry(tail).or_default();
        if !street && tail.first().is_some_and(|w| w != "of") && list.len() < SHARED {
            list.push(name);
        }
    }
    let alike = |a: &str, b: &str| {
        let (x, y) = (&names[a], &names[b]);
        let (short, long) = if x.0.len() < y.0.len() { (x, y) } else { (y, x) };
        x.1.is_disjoint(&y.1) && is_within(&short.0, &long.0)
    };
    let mut out = HashMap::new();
    for list in by.values() {
        let partners =
            |i: usize| -> Vec<usize> { (0..list.len()).filter(|j| *j == i || alike(list[i], list[*j])).collect() };
        for (i, name) in list.iter().enumerate() {
            // All of one length more than the other, so that none could be of two.
            let own = partners(i);
            let longest = own.iter().copied().max_by_key(|j| names[list[*j]].0.len()).filter(|j| *j != i);
            if let Some(longest) = longest.filter(|_| own.iter().all(|j| partners(*j) == own)) {
                out.insert(*name, list[longest]);
            }
        }
    }
    out
}

/// Whether all words of the one stand in the other in their order, and nothing else by which it would be another.
fn is_within(short: &[String], long: &[String]) -> bool {
    if long.len() <= short.len() || long.len() > short.len() + MORE {
        return false;
    }
    let mut rest = short.iter().peekable();
    let more = long.iter().filter(|w| rest.next_if(|s| s == w).is_none());
    let plain = more.into_iter().all(|w| !TELLING.has(Key::word(w)) && !w.contains(|c: char| c.is_ascii_digit()));
    plain && rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_with_a_word_more() {
        let within = |a: &str, b: &str| {
            let words = |n: &str| n.split(' ').map(str::to_lowercase).collect::<Vec<_>>();
            is_within(&words(a), &words(b))
        };
        assert!(within("Leck Trauma Center", "Vale Memorial Leck Trauma Center"));
        assert!(within("El Ancla Bar & Grill", "El Nuevo Ancla Bar & Grill"));
        assert!(!within("Vale High School", "North Vale High School"));
        assert!(!within("Vale High School", "Vale Grammar School"));
        assert!(!within("Vale High School", "Vale High School"));
    }
}
