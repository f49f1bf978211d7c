//! Numbers as reports print them: how many at least and at most, and how sure.

mod height;
mod street;

use super::pair::people;
use super::told::Word;
use super::value::{Measure, unit};
use crate::annotate::lexicon::{List, PRONOUNS, STREETS};
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::token::Key;
use crate::collate::spelling;
use height::height;
pub use street::{street, street_name};

/// A number with what is said around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// It is no less than this.
    pub least: f64,
    /// It is no more than this.
    pub most: f64,
    /// It is given as about so much.
    pub about: bool,
    /// It is given as what is known so far: "at least", "more than".
    pub open: bool,
    /// It is of those left out: "all but five", "except two".
    pub rest: bool,
    /// Rows of its words with what qualifies it, one past the last.
    pub rows: (usize, usize),
    /// The row of the number itself.
    pub at: usize,
    /// What is counted.
    pub unit: Unit,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// What the noun in this row names.
    Noun(usize),
    /// Hundredths.
    Percent,
    /// Money: the first letter of the currency, where it is told.
    Money(char),
    /// Years that somebody has lived.
    Age,
    /// Points or votes on two sides, the greater number first: "3-2", "six to three".
    Score,
    /// How often.
    Times,
    /// Feet, which a mark stands for: 5'7".
    Feet,
    /// Nothing that is named.
    Bare,
}

static LEAST: List = List::new("least minimum");
static ABOUT: List = List::new("about around some roughly approximately circa nearly almost close estimated");
static MORE: List = List::new("more over above exceeding older");
static LESS: List = List::new("less fewer under below younger");
/// Who is said to be of so many has so many children.
static PARENTS: List = List::new(
    "mother mothers father fathers parent parents mom moms mum mums dad dads grandmother grandfather grandparents",
);
/// The quantities of a sentence, in order, none in another.
pub fn quantities(text: &str, words: &[Word]) -> Vec<Quantity> {
    let low: Vec<String> = words.iter().map(|w| text.get(w.span.range()).unwrap_or("").to_lowercase()).collect();
    let plain: Vec<&str> = low.iter().map(String::as_str).collect();
    let mut out: Vec<Quantity> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let Some((value, end, glued)) = value(&plain, i) else {
            i += 1;
            continue;
        };
        // "SW-17", "Route 12", "lane eight", "19 Alder St.": a name, which counts nothing.
        if label(words, &plain, i) || street(words, &plain, i).is_some() || anyone(&plain, i) {
            i = end;
            continue;
        }
        if let Some(q) = height(words, &plain, i) {
            i = q.rows.1;
            out.push(q);
            continue;
        }
        let q = whole(words, &plain, i, end, value, glued);
        i = q.rows.1.max(i + 1);
        out.push(q);
    }
    out
}

/// Whether "one" at `i` stands for a noun: "the first one", "no one", "one of those who".
fn anyone(low: &[&str], i: usize) -> bool {
    let at = |k: usize| low.get(k).copied().unwrap_or("");
    let before = i.checked_sub(1).map_or("", at);
    let larger = matches!(at(i + 1), "hundred" | "thousand" | "million" | "billion");
    at(i) == "one" && !larger && (WHICH.has(Key::word(before)) || at(i + 1) == "of" && at(i + 2) == "those")
}

static WHICH: List = List::new(
    "first second third last next only this that which another other each every any no some such same right wrong big good      new old",
);

/// Whether the number at `i` is part of a name.
fn label(words: &[Word], low: &[&str], i: usize) -> bool {
    let slash = |k: usize| low.get(k).is_some_and(|w| *w == "/");
    // "27 / 09 / 2013"
    let apart = words.get(i).zip(words.get(i + 1)).is_some_and(|(a, b)| b.span.start() > a.span.end());
    if slash(i + 1) && apart {
        return true;
    }
    let at = |k: usize| low.get(k).copied().unwrap_or("");
    // "called 911", "a 12-gauge shotgun"
    let behind = if at(i + 1) == "-" { at(i + 2) } else { at(i + 1) };
    let call = behind.starts_with("call") || behind.starts_with("dispatch") || behind.starts_with("operator");
    let plural = words.get(i + 1).is_some_and(|w| w.tag == Tag::Nouns);
    if behind == "gauge" || matches!(at(i), "911" | "999") && (call || !plural) {
        return true;
    }
    let Some(before) = i.checked_sub(1).and_then(|k| words.get(k)) else { return false };
    let joined = words.get(i).is_some_and(|w| w.span.start() == before.span.end());
    let dash = low.get(i - 1).is_some_and(|w| matches!(*w, "-" | "‑" | "–" | "/"));
    // "/ turkmenistan / 2194453 . html": an address that was taken apart.
    if joined && dash || slash(i - 1) {
        // A dash between figures makes a range or a score of them.
        return !i.checked_sub(2).and_then(|k| low.get(k)).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    }
    let numbered = matches!(
        low.get(i - 1).copied().unwrap_or(""),
        "route"
            | "highway"
            | "lane"
            | "gate"
            | "platform"
            | "flight"
            | "room"
            | "page"
            | "chapter"
            | "article"
            | "section"
            | "unit"
            | "line"
            | "bus"
            | "number"
            | "no"
            | "channel"
            | "phase"
            | "level"
            | "grade"
            | "class"
            | "model"
            | "version"
            | "ward"
            | "precinct"
            | "district"
            | "interstate"
            | "apartment"
            | "suite"
            | "junction"
            | "exit"
            | "track"
            | "apollo"
            | "formula"
            | "under-"
            | "covid"
            | "game"
            | "race"
    );
    numbered && words.get(i).is_some_and(|w| w.relation != Relation::Nummod || w.head as usize == i - 1)
}

/// What is written onto a number.
#[derive(Clone, Copy, PartialEq)]
enum Glued {
    Nothing,
    Percent,
    Age,
    Ordinal,
    Times,
    /// "700ft"
    Unit,
    /// "80p"
    Pence,
    /// "an hour and a half": the unit is the second word.
    Inside,
}

/// The number that begins at word `i` of a text in small letters: how much at least and at most, and where it ends.
pub fn read(words: &[&str], i: usize) -> Option<((f64, f64), usize)> {
    value(words, i).map(|(value, end, _)| (value, end))
}

/// What can follow a fraction.
const BEHIND_PART: &[&str] = &[
    "of", ",", ".", ")", ";", "more", "less", "fewer", "lower", "higher", "than", "to", "from", "in", "on", "last",
    "and", "as", "at", "this", "that", "by", "since", "were", "was", "are", "is",
];

/// Who is half of a kin, and no half of one.
const HALF_KIN: &[&str] =
    &["brother", "brothers", "sister", "sisters", "sibling", "siblings", "half-brother", "half-sister"];

/// A number that begins at `i`: its value, where it ends.
fn value(words: &[&str], i: usize) -> Option<((f64, f64), usize, Glued)> {
    let word = *words.get(i)?;
    // The end of a word that is cut in two is no number.
    if word.len() > 1 && word.starts_with(['-', '‑']) {
        return None;
    }
    let exact = |x: f64| (x, x);
    match word {
        "half" if words.get(i + 1) == Some(&"a") && words.get(i + 2) == Some(&"dozen") => {
            return Some((exact(6.0), i + 3, Glued::Nothing));
        }
        // "Half a million", "half a mile", "half an hour"
        "half" if matches!(words.get(i + 1), Some(&("a" | "an"))) => match words.get(i + 2).copied() {
            Some("million") => return Some((exact(5e5), i + 3, Glued::Nothing)),
            Some("billion") => return Some((exact(5e8), i + 3, Glued::Nothing)),
            Some(w) if unit(w).is_some() => return Some((exact(0.5), i + 2, Glued::Nothing)),
            _ => {}
        },
        // "Half-brothers" are no half of anything.
        "half" if words.get(i + 1).is_some_and(|w| HALF_KIN.contains(w)) => return None,
        "half" if words.get(i + 1).is_some_and(|w| is_hyphen(w)) => {
            let measured = words.get(i + 2).is_some_and(|w| unit(w).is_some());
            return measured.then_some((exact(0.5), i + 1, Glued::Nothing));
        }
        // "An hour and a quarter"
        "a" | "an" if words.get(i + 1).is_some_and(|w| unit(w).is_some()) => {
            let quarters = and_part(words, i + 2).map(|part| (part, i + 5));
            // "An hour and fifteen minutes"
            let smaller = || Some(further(words, i + 1)).filter(|(part, _)| *part > 0.0);
            return quarters.or_else(smaller).map(|(part, end)| (exact(1.0 + part), end, Glued::Inside));
        }
        "dozen" if i > 0 && words[i - 1] == "a" => return Some((exact(12.0), i + 1, Glued::Nothing)),
        "couple" if i > 0 && words[i - 1] == "a" => return Some((exact(2.0), i + 1, Glued::Nothing)),
        "dozens" => return Some(((24.0, 99.0), i + 1, Glued::Nothing)),
        "scores" => return Some(((40.0, 199.0), i + 1, Glued::Nothing)),
        "hundreds" => return Some(((200.0, 1999.0), i + 1, Glued::Nothing)),
        "tens" if words.get(i + 1) == Some(&"of") && words.get(i + 2) == Some(&"thousands") => {
            return Some(((20_000.0, 99_999.0), i + 3, Glued::Nothing));
        }
        "thousands" => return Some(((2000.0, 99_999.0), i + 1, Glued::Nothing)),
        "several" => return Some(((3.0, 12.0), i + 1, Glued::Nothing)),
        "half" | "third" | "quarter" | "quarters" | "thirds" | "fifth" | "fifths" | "tenth" => {
            // "A third victim" is one more, and no part of anything.
            let part =
                word == "half" || word.ends_with('s') || words.get(i + 1).is_none_or(|w| BEHIND_PART.contains(w));
            return fraction(words, i).filter(|_| part).map(|x| (exact(x), i + 1, Glued::Percent));
        }
        "once"
            if !matches!(words.get(i + 1), Some(&("again" | "more" | "been" | "a" | "the")))
                // "Once you have damage" tells when.
                && !words.get(i + 1).is_some_and(|w| PRONOUNS.has(Key::word(w)))
                && i > 0
                && words[i - 1] != "at" =>
        {
            return Some((exact(1.0), i + 1, Glued::Times));
        }
        "twice" => return Some((exact(2.0), i + 1, Glued::Times)),
        "thrice" => return Some((exact(3.0), i + 1, Glued::Times)),
        "both" | "twins" => return Some((exact(2.0), i + 1, Glued::Nothing)),
        _ => {}
    }
    // "35-year-old", "6.2m", "24th"
    let (mut x, mut end, glued) = if word.starts_with(|c: char| c.is_ascii_digit()) {
        let figures = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
        let (figures, tail) = word.split_at(figures);
        let x: f64 = figures.replace(',', "").trim_end_matches('.').parse().ok()?;
        match tail {
            "" => {
                let (part, end) = part(words, i + 1).unwrap_or((0.0, i + 1));
                (x + part, end, Glued::Nothing)
            }
            "½" => (x + 0.5, i + 1, Glued::Nothing),
            "¼" => (x + 0.25, i + 1, Glued::Nothing),
            "¾" => (x + 0.75, i + 1, Glued::Nothing),
            // "In her early 20s"
            "s" if decade(words, i, x) => return Some(((x, x + 9.0), i + 1, Glued::Age)),
            "k" => (x * 1e3, i + 1, Glued::Nothing),
            "m" | "mn" => (x * 1e6, i + 1, Glued::Nothing),
            "bn" | "b" => (x * 1e9, i + 1, Glued::Nothing),
            "%" => (x, i + 1, Glued::Percent),
            // "West 36th Street" counts no streets.
            "st" | "nd" | "rd" | "th" if words.get(i + 1).is_some_and(|w| STREETS.has(Key::word(w))) => return None,
            "st" | "nd" | "rd" | "th" => (x, i + 1, Glued::Ordinal),
            // "A 16-year veteran" is older.
            t if t.starts_with("-year") && (t.contains("old") || old(words, i + 1)) => (x, i + 1, Glued::Age),
            t if t.starts_with("-year") => (x, i + 1, Glued::Nothing),
            "million" | "mln" => (x * 1e6, i + 1, Glued::Nothing),
            "billion" => (x * 1e9, i + 1, Glued::Nothing),
            "p" => (x, i + 1, Glued::Pence),
            // "700ft", "130mph", "a 5kg bag"
            t if unit(t).is_some() => (x, i + 1, Glued::Unit),
            t if t.starts_with('-') || t.starts_with(':') => return None,
            _ => return None,
        }
    } else {
        spelled(words, i)?
    };
    if glued == Glued::Nothing
        && let Some(part) = and_part(words, end)
    {
        (x, end) = (x + part, end + 3);
    }
    while let Some(times) = words.get(end).and_then(|w| match *w {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        "trillion" => Some(1e12),
        "dozen" => Some(12.0),
        _ => None,
    }) {
        x *= times;
        end += 1;
    }
    Some((exact(x), end, glued))
}

/// Whether the tens of years at `i` are those of somebody's age: "his 40s", "their early 20s".
fn decade(words: &[&str], i: usize, tens: f64) -> bool {
    let back = |n: usize| i.checked_sub(n).and_then(|k| words.get(k)).copied().unwrap_or("");
    let part = usize::from(matches!(back(1), "early" | "mid" | "late" | "-")) + usize::from(back(1) == "-");
    (10.0..100.0).contains(&tens) && tens % 10.0 == 0.0 && matches!(back(1 + part), "his" | "her" | "their" | "my")
}

/// A fraction in figures at `i`, behind a whole number, and where it ends: "1/2", "-1/2", "½".
fn part(words: &[&str], i: usize) -> Option<(f64, usize)> {
    let sign = match *words.get(i)? {
        "½" => Some(0.5),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        _ => None,
    };
    if let Some(part) = sign {
        return Some((part, i + 1));
    }
    let i = i + usize::from(is_hyphen(words[i]));
    let figure = |k: usize| words.get(k).filter(|w| w.len() == 1).and_then(|w| w.parse::<f64>().ok());
    let (above, below) = figure(i).zip(figure(i + 2)).filter(|(a, b)| *a > 0.0 && a < b)?;
    (words.get(i + 1) == Some(&"/")).then_some((above / below, i + 3))
}

/// "And a half" at `i`.
fn and_part(words: &[&str], i: usize) -> Option<f64> {
    (words.get(i) == Some(&"and") && words.get(i + 1) == Some(&"a")).then_some(())?;
    match *words.get(i + 2)? {
        "half" => Some(0.5),
        "quarter" => Some(0.25),
        _ => None,
    }
}

/// Whether "old" follows, over a hyphen: "35-year" "-old".
fn old(words: &[&str], i: usize) -> bool {
    words.iter().skip(i).take(2).any(|w| w.trim_start_matches('-').starts_with("old"))
}

/// A number in words at `i`, over hyphens and the "and" behind hundreds: "eighty-six", "two hundred and forty".
fn spelled(words: &[&str], i: usize) -> Option<(f64, usize, Glued)> {
    // Most words are no numbers, and need not be looked at any further.
    let first = *words.get(i)?;
    if !is_hyphen(first) && first.split('-').next().is_none_or(|part| spelling::number(&[part]).is_none()) {
        return None;
    }
    let (mut parts, mut ends): (Vec<&str>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut at = i;
    while let Some(word) = words.get(at).filter(|_| at < i + 10) {
        let joint = is_hyphen(word) || *word == "and" && parts.last() == Some(&"hundred");
        if !joint {
            for part in word.split('-') {
                parts.push(part);
                ends.push(at + 1);
            }
        }
        at += 1;
    }
    let (x, used) = spelling::number(&parts)?;
    let end = *ends.get(used - 1)?;
    let inside = ends.get(used) == Some(&end);
    let old = parts.get(used + 1).is_some_and(|w| w.starts_with("old"));
    let age = parts.get(used).is_some_and(|w| w.starts_with("year")) && old;
    Some((x as f64, end, if age && inside { Glued::Age } else { Glued::Nothing }))
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑")
}

/// A fraction whose word stands at `i`, in hundredths: "a third", "two thirds", "half".
fn fraction(words: &[&str], i: usize) -> Option<f64> {
    let before = i.checked_sub(1).and_then(|k| words.get(k)).copied().unwrap_or("");
    let part = match words.get(i)?.trim_end_matches('s') {
        "half" => return (words.get(i + 1).is_none_or(|w| *w != "past")).then_some(50.0),
        "third" => 100.0 / 3.0,
        "quarter" => 25.0,
        "fifth" => 20.0,
        "tenth" => 10.0,
        _ => return None,
    };
    let times = match before {
        "a" | "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        _ => return None,
    };
    Some(part * times)
}

/// The number from `i` to `end` with what stands around it.
fn whole(words: &[Word], low: &[&str], i: usize, end: usize, value: (f64, f64), glued: Glued) -> Quantity {
    let at = |k: usize| low.get(k).copied().unwrap_or("");
    let before = |k: usize| i.checked_sub(k).map_or("", at);
    let (mut least, mut most) = value;
    let (mut first, mut last) = (i, end);
    let (mut about, mut open) = (least < most, false);
    let mut glued = glued;
    // "1- or 2-year-old"
    let hangs = usize::from(is_hyphen(at(end)) && matches!(at(end + 1), "or" | "to"));
    // "between 350 and 370", "350 to 370", "350-370"
    if matches!(at(end + hangs), "and" | "to" | "-" | "–" | "or")
        && let Some((second, stop, then)) = self::value(low, end + hangs + 1)
        && matches!(then, Glued::Nothing | Glued::Percent | Glued::Age)
        && second.0 > most
        && (at(end) != "and" || before(1) == "between")
        && (at(end + hangs) != "or" || second.0 <= most + 2.0)
    {
        most = second.1;
        if second.0 >= 1e3 && least < 1e3 {
            least *= scale(second.0);
        }
        last = stop;
        about = true;
        glued = if then == Glued::Age { then } else { glued };
    }
    // "3-2", "six to three", "27 votes to 23"
    let votes = usize::from(matches!(at(end), "vote" | "votes") && at(end + 1) == "to");
    if matches!(at(end + votes), "to" | "-" | "–")
        && last == end
        && let Some((second, stop, Glued::Nothing)) = self::value(low, end + votes + 1)
        && second.0 < most
        && most < 200.0
        && !matches!(before(1), "from" | "down")
        && least == most
    {
        let both = most * 1000.0 + second.0;
        return Quantity {
            least: both,
            most: both,
            about: false,
            open: false,
            rest: false,
            rows: (i, stop),
            at: i,
            unit: Unit::Score,
        };
    }
    let mut unit = Unit::Bare;
    let mut k = i;
    if matches!(before(1), "$" | "£" | "€" | "us$") {
        unit = Unit::Money(before(1).chars().next_back().unwrap_or('$'));
        k = i - 1;
        first = k;
    }
    // "More than a dozen"
    if matches!(at(i), "dozen" | "couple") && before(1) == "a" {
        k = i - 1;
        first = k;
    }
    // "Up to a $5,000 reward"
    if matches!(unit, Unit::Money(_)) && before_article(low, k) {
        k -= 1;
    }
    let back = |n: usize| k.checked_sub(n).map_or("", at);
    let has = |list: &List, w: &str| !w.is_empty() && list.has(Key::word(w));
    if has(&LEAST, back(1)) && back(2) == "at" {
        (open, most, first) = (true, f64::INFINITY, k - 2);
    } else if back(1) == "to" && back(2) == "up" {
        (least, about, first) = (0.0, true, k - 2);
    } else if back(1) == "as" && matches!(back(2), "much" | "many") && back(3) == "as" {
        (least, about, first) = (0.0, true, k - 3);
    } else if back(1) == "of" && (back(2) == "excess" && back(3) == "in" || back(2) == "upwards") {
        (open, most, first) = (true, f64::INFINITY, if back(2) == "excess" { k - 3 } else { k - 2 });
    } else if back(1) == "than" && has(&MORE, back(2)) || has(&MORE, back(1)) && back(1) != "more" {
        open = true;
        most = f64::INFINITY;
        first = if back(1) == "than" { k - 2 } else { k - 1 };
    } else if back(1) == "than" && has(&LESS, back(2)) || matches!(back(1), "under" | "below") {
        (least, first) = (0.0, if back(1) == "than" { k - 2 } else { k - 1 });
        about = true;
    } else if back(1) == "of" && matches!(back(2), "age" | "ages") {
        // "Under the age of 17"
        let from = if back(3) == "the" { 4 } else { 3 };
        if has(&LESS, back(from)) {
            (least, about, first) = (0.0, true, k - from);
        } else if has(&MORE, back(from)) && back(from) != "more" {
            (open, most, first) = (true, f64::INFINITY, k - from);
        }
    } else if has(&ABOUT, back(1)) || back(1) == "to" && back(2) == "close" {
        about = true;
        first = if back(1) == "to" { k - 2 } else { k - 1 };
    }
    if at(last) == "or" && matches!(at(last + 1), "so" | "more") {
        about = true;
        if at(last + 1) == "more" {
            (open, most) = (true, f64::INFINITY);
        }
        last += 2;
    }
    let percent = glued == Glued::Percent
        || matches!(at(last), "%" | "percent")
        || at(last) == "per" && matches!(at(last + 1), "cent" | "cents");
    if glued == Glued::Times || at(last) == "times" && unit == Unit::Bare {
        unit = Unit::Times;
        if at(last) == "times" {
            last += 1;
        }
    } else if percent {
        unit = Unit::Percent;
        if matches!(at(last), "%" | "percent") {
            last += 1;
        } else if at(last) == "per" {
            last += 2;
        }
    } else if glued == Glued::Age || is_age(words, low, i, last) {
        unit = Unit::Age;
        // "All under the age of 17"
        if (back(1), back(2), back(3)) == ("of", "age", "the") {
            match back(4) {
                "under" | "below" => (least, about, first) = (0.0, true, k - 4),
                "over" | "above" => (most, open, first) = (f64::INFINITY, true, k - 4),
                _ => {}
            }
        }
    } else if glued == Glued::Pence {
        unit = Unit::Money('p');
    } else if glued == Glued::Unit {
        unit = Unit::Noun(i);
        let (behind, end) = further(low, i);
        (least, most, last) = (least + behind, most + behind, end);
    } else if glued == Glued::Inside {
        unit = Unit::Noun(i + 1);
    } else if unit == Unit::Bare && is_hyphen(at(last)) && measured(at(i), at(last + 1)) {
        // "A five-year contract", "the 50-kilometre-wide crater"
        unit = Unit::Noun(last + 1);
        last += 2;
    } else if unit == Unit::Bare && at(last) == "won" && last > i + 1 {
        // "43 million won", whatever the grammar takes it for.
        unit = Unit::Money('w');
        last += 1;
    } else if unit == Unit::Bare && children(low, i) {
        // Of how many, whether they are called children or not.
        unit = Unit::Noun(i - 2);
        last += usize::from(matches!(at(last), "children" | "kids" | "sons" | "daughters"));
    } else if unit == Unit::Bare {
        let noun = counted(words, i, last);
        unit = noun.map_or(Unit::Bare, Unit::Noun);
        if let Some(c) = noun.and_then(|n| currency(at(n))) {
            unit = Unit::Money(c);
        }
        if let Some(n) = noun {
            last = last.max(n + 1);
            let (further, end) = further(low, n);
            least += further;
            most += further;
            last = last.max(end);
        }
    }
    let rest = left_out(low, first);
    Quantity { least, most, about, open, rest, rows: (first, last), at: i, unit }
}

/// Whether an article stands before row `k`, and before it what bounds a number: "up to a", "more than a".
fn before_article(low: &[&str], k: usize) -> bool {
    let Some([.., bound, article]) = low.get(..k) else { return false };
    matches!(*article, "a" | "an") && (matches!(*bound, "to" | "than") || ABOUT.has(Key::word(bound)))
}

/// Whether the number whose words begin at `first` is of those left out: "all but five", "except for two".
fn left_out(low: &[&str], first: usize) -> bool {
    let back = |n: usize| first.checked_sub(n).and_then(|k| low.get(k)).copied().unwrap_or("");
    let joint = usize::from(matches!(back(1), "for" | "from" | "than"));
    match back(1 + joint) {
        "but" => matches!(back(2), "all" | "everyone" | "everybody"),
        "except" | "excluding" => true,
        "counting" | "including" => back(2) == "not",
        "apart" | "aside" | "other" | "save" => joint == 1,
        _ => false,
    }
}

/// Whether a number and what is joined to it by a hyphen say how much: "five-year", "52-seater", not "one-off".
fn measured(number: &str, noun: &str) -> bool {
    unit(noun).is_some() || number.starts_with(|c: char| c.is_ascii_digit()) && noun == "seater"
}

/// What is behind a unit in row `n` in smaller ones, "1 minute and 52 seconds", in that unit, and where it ends.
fn further(low: &[&str], n: usize) -> (f64, usize) {
    let of = |k: usize| low.get(k).and_then(|w| unit(w)).filter(|u| matches!(u.0, Measure::Duration | Measure::Length));
    let Some((measure, times)) = of(n) else { return (0.0, n + 1) };
    let (mut sum, mut end, mut least) = (0.0, n + 1, times);
    loop {
        let from = end + usize::from(matches!(low.get(end), Some(&("and" | ","))));
        let Some(((x, _), stop, Glued::Nothing | Glued::Unit)) = value(low, from) else { return (sum, end) };
        // "1min 25sec"
        let glued = stop.checked_sub(1).filter(|k| *k == from && of(*k).is_some());
        match of(glued.unwrap_or(stop)) {
            Some((m, t)) if m == measure && t < least && x * t < least => {
                (sum, end, least) = (sum + x * t / times, glued.unwrap_or(stop) + 1, t);
            }
            _ => return (sum, end),
        }
    }
}

fn scale(x: f64) -> f64 {
    if x >= 1e9 {
        1e9
    } else if x >= 1e6 {
        1e6
    } else {
        1e3
    }
}

fn currency(noun: &str) -> Option<char> {
    Some(match noun {
        "dollars" | "dollar" => '$',
        "pounds" | "pound" | "quid" => '£',
        "euros" | "euro" => '€',
        "kroner" | "krone" | "kronor" | "crowns" => 'k',
        "pence" | "penny" => 'p',
        "cents" | "cent" => 'c',
        "francs" | "franc" => 'f',
        "yen" => 'y',
        "rupees" | "rupee" => 'r',
        "won" => 'w',
        "yuan" | "renminbi" => 'n',
        "pesos" | "peso" => 'o',
        "rubles" | "ruble" | "roubles" | "rouble" => 'u',
        "rand" => 'd',
        "naira" => 'a',
        "shillings" | "shilling" => 's',
        _ => return None,
    })
}

/// "35-year-old", "aged 35", "Name, 35,", "35 years old".
fn is_age(words: &[Word], low: &[&str], i: usize, end: usize) -> bool {
    let at = |k: usize| low.get(k).copied().unwrap_or("");
    let before = i.checked_sub(1).map_or("", at);
    let behind = at(end);
    let plain = at(i).chars().all(|c| c.is_ascii_digit()) && at(i).len() < 4;
    let back = |n: usize| i.checked_sub(n).map_or("", at);
    let number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) || spelling::number(&[w]).is_some();
    // "aged 35", "ages 6, 8 and 11", "between the ages of 12 and 17"
    let list = list_of(low, i);
    let head = |n: usize| list.0.checked_sub(n).map_or("", at);
    let ages = |w: &str| matches!(w, "aged" | "age" | "ages");
    if ages(head(1)) || head(1) == "of" && ages(head(2)) {
        return true;
    }
    // "Ann and Tom Lowe -- 19 and 17 --"
    let dash = |w: &str| matches!(w, "--" | "—" | "–");
    let named = list.0.checked_sub(2).and_then(|k| words.get(k)).is_some_and(|w| w.pos == Pos::Propn);
    if list.1 > list.0 + 1 && plain && named && dash(head(1)) && dash(at(list.1)) {
        return true;
    }
    // "A 25- and 35-year-old"
    if is_hyphen(behind) && matches!(at(end + 1), "and" | "or" | ",") {
        let next = value(low, end + 2 + usize::from(at(end + 1) == "," && at(end + 2) == "and"));
        if next.is_some_and(|(_, stop, glued)| {
            glued == Glued::Age
                || at(stop).starts_with("-year")
                || is_hyphen(at(stop)) && at(stop + 1).starts_with("year")
        }) {
            return true;
        }
    }
    if (behind.starts_with("-year") || behind == "-" && at(end + 1).starts_with("year"))
        && (end..end + 4).any(|k| at(k).trim_start_matches('-').contains("old"))
    {
        return true;
    }
    // "16 year-old"
    if matches!(behind, "year-old" | "year-olds" | "yr-old")
        || behind == "year" && at(end + 1) == "-" && at(end + 2) == "old"
    {
        return true;
    }
    if matches!(behind, "years" | "year") && matches!(at(end + 1), "old" | "of") {
        return true;
    }
    // "A boy of 17", "an ex-surveyor of 87", "he was 59.", "who is 44,", "Orla is nineteen and"
    let mark = |w: &str| matches!(w, "," | "." | ")" | ";" | "" | "and" | "when" | "who" | "—" | "–");
    let earlier = i.checked_sub(2).map_or("", at);
    let years = low.get(i).and_then(|w| w.parse().ok().or_else(|| spelling::number(&[w]).map(|n| n.0)));
    let of_age = years.is_some_and(|n: u64| (1..115).contains(&n)) && end == i + 1 && mark(behind);
    let person =
        |k: usize| i.checked_sub(k).and_then(|k| words.get(k)).is_some_and(|w| w.pos == Pos::Noun && people(w));
    if before == "of" && of_age && person(2) && !children(low, i) {
        return true;
    }
    // "A boy of 17 was killed", not "victims of 17 attacks"
    let alone = words.get(end).is_some_and(|w| matches!(w.pos, Pos::Aux | Pos::Verb | Pos::Adp));
    let one = i.checked_sub(2).and_then(|k| words.get(k)).is_some_and(|w| w.tag == Tag::Noun);
    let years_told = years.is_some_and(|n: u64| (1..115).contains(&n)) && end == i + 1;
    if before == "of" && alone && one && years_told && person(2) && !children(low, i) {
        return true;
    }
    let name = || {
        let subject = i.checked_sub(2).and_then(|k| words.get(k));
        let first =
            i.checked_sub(3).and_then(|k| words.get(k)).is_none_or(|w| matches!(w.pos, Pos::Propn | Pos::Punct));
        subject.is_some_and(|w| w.pos == Pos::Propn) && first
    };
    if of_age
        && matches!(before, "is" | "was" | "'s" | "turned" | "turns")
        && (matches!(earlier, "he" | "she" | "who") || name())
    {
        return true;
    }
    plain && before == "," && matches!(behind, "," | "." | ")" | "and" | "was" | "is" | "had")
        // "Forty-eight (48) families" has no age.
        || plain && before == "(" && behind == ")" && !number(back(2))
}

/// The row of numbers with commas, "and" or dashes between them that the one at `i` stands in: where it begins and ends.
fn list_of(low: &[&str], i: usize) -> (usize, usize) {
    let at = |k: usize| low.get(k).copied().unwrap_or("");
    let number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) || spelling::number(&[w]).is_some();
    let joint = |w: &str| matches!(w, "and" | "," | "to" | "-" | "–");
    let (mut from, mut to) = (i, i + 1);
    loop {
        // "25, 34, and 23"
        let two = from >= 3 && at(from - 1) == "and" && at(from - 2) == "," && number(at(from - 3));
        let step = match () {
            () if two => 3,
            () if from >= 2 && joint(at(from - 1)) && number(at(from - 2)) => 2,
            () => break,
        };
        from -= step;
    }
    while joint(at(to)) && (number(at(to + 1)) || at(to) == "," && at(to + 1) == "and" && number(at(to + 2))) {
        to += if number(at(to + 1)) { 2 } else { 3 };
    }
    (from, to)
}

/// What a number behind which it stands is not counted with: "11 injured when fire broke out".
static CLAUSE: List = List::new("when where while as after before how why once");

/// Whether the number at `i` is of somebody's children: "a mother of 12".
fn children(low: &[&str], i: usize) -> bool {
    let parent = i.checked_sub(2).and_then(|k| low.get(k));
    low.get(i.wrapping_sub(1)) == Some(&"of") && parent.is_some_and(|w| PARENTS.has(Key::word(w)))
}

/// The noun that a number counts.
fn counted(words: &[Word], i: usize, end: usize) -> Option<usize> {
    let head = |k: usize| words.get(k).map(|w| w.head as usize);
    for k in i..end {
        let up = head(k)?;
        let word = words.get(up)?;
        // "11 injured when fire broke out" has no eleven fires.
        let parts = |w: &Word| matches!(w.pos, Pos::Punct | Pos::Sconj) || asks(w);
        let parted = words.get(end..up).is_some_and(|w| w.iter().any(parts));
        let counts = words.get(k)?.relation == Relation::Nummod && !parted;
        // "Five Grammy Awards"
        let awards = word.tag == Tag::Names && word.lexeme.is_some();
        if up >= end && up < end + 8 && (word.pos == Pos::Noun || awards) && counts {
            return Some(up);
        }
    }
    // The next noun, over adjectives and "of".
    for (k, w) in words.iter().enumerate().skip(end).take(5) {
        match w.pos {
            _ if CLAUSE.has(w.key) => break,
            Pos::Noun => {
                // "three fire engines": the last of a row of nouns.
                let last = (k..words.len()).take_while(|n| words.get(*n).is_some_and(|w| w.pos == Pos::Noun)).last();
                return last;
            }
            _ if asks(w) => break,
            Pos::Adj | Pos::Adv | Pos::Det | Pos::Propn => {}
            Pos::Adp if k == end && w.key == Key::word("of") => {}
            Pos::Pron if w.relation == Relation::Poss => {}
            Pos::Verb if w.tag == Tag::Participle => {}
            _ => break,
        }
    }
    None
}

/// "When", "which", "who": another clause begins.
fn asks(w: &Word) -> bool {
    matches!(w.tag, Tag::When | Tag::Which | Tag::Who)
}

#[cfg(test)]
mod tests;
