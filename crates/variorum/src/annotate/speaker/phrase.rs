//! The phrases that name a speaker: which tokens they are, before or behind a word of saying.

use super::whose::no_person;
use super::{AUXILIARIES, DETERMINERS, Subject, is_label};
use crate::annotate::lexicon::{COMMON, PRONOUN_SUBJECTS, Role, SUFFIXES, TITLES};
use crate::annotate::medium;
use crate::annotate::people;
use crate::annotate::quotation::View;
use crate::annotate::token::TokenKind;

/// The token itself; of one that closes marks, the one that opens them, where it stands behind `from`.
pub(super) fn before_marks(view: &View<'_>, from: usize, i: usize) -> usize {
    let opens: &[&str] = match view.word(i) {
        "”" => &["“", "”"],
        "\"" => &["\""],
        _ => return i,
    };
    (from..i).rev().find(|k| opens.contains(&view.word(*k))).unwrap_or(i)
}

/// Whether the word at token `i` is part of a name of several words, as "States" is.
pub(super) fn within_name(view: &View<'_>, i: usize) -> bool {
    let row = view.names.partition_point(|n| n.end as usize <= i);
    view.names.get(row).is_some_and(|n| n.first as usize <= i && n.end - n.first > 1)
}

pub(super) fn adverb(view: &View<'_>, i: usize) -> bool {
    let w = view.word(i);
    w.len() > 4 && w.ends_with("ly") && w.starts_with(char::is_lowercase)
}

/// The noun phrase that begins at `i`, as far as words alone show it.
pub(in crate::annotate) fn noun_phrase(view: &View<'_>, i: usize, to: usize) -> Option<Subject> {
    let t = view.tokens.get(i).filter(|_| i < to)?;
    if PRONOUN_SUBJECTS.has(t.key) {
        return Some(Subject { first: i, end: i + 1 });
    }
    // Titles belong to the phrase but not to the name behind them.
    let mut j = i;
    while j < to && (TITLES.has(view.tokens[j].key) || (j > i && view.word(j) == ".")) {
        j += 1;
    }
    // "Boston Mayor Marty Walsh", "Washington Gov. Jay Inslee", "Averlode mayor Ann Lowe", "harbour master Ann Lowe":
    // who holds the office.
    let holder = |from: usize| {
        let mut k = from;
        while k < to && k < from + 5 && name_at(view, k).is_none() {
            let word = view.word(k);
            let lead = TITLES.has(view.tokens[k].key)
                || word.starts_with(char::is_uppercase)
                || (word.starts_with(char::is_alphabetic) && !COMMON.has(view.tokens[k].key) && !adverb(view, k))
                || (matches!(word, "." | "-") && k > from);
            if !lead || view.role(k).is_some() {
                return None;
            }
            k += 1;
        }
        name_at(view, k).filter(|n| k < to && n.0 == k)
    };
    if let Some(n) = name_at(view, j) {
        let end = n.1.min(to);
        // "Vale Chief of Staff Ann Lowe"
        let title = end < to && TITLES.has(view.tokens[end].key);
        let at = if title { end + 1 } else { end };
        let ranked = title || end > n.0 + 1 && TITLES.has(view.tokens[end - 1].key);
        let of = (ranked && at + 1 < to && view.word(at) == "of").then(|| {
            let lead = (at + 1..at + 4).take_while(|k| view.word(*k).starts_with(char::is_uppercase));
            lead.filter_map(|k| name_at(view, k)).find(|f| f.1 > f.0 + 1)
        });
        let of = of.flatten();
        if let Some((first, end)) =
            of.filter(|f| view.role(f.1) == Some(Role::Cue) || view.role(i.wrapping_sub(1)) == Some(Role::Cue))
        {
            return Some(Subject { first, end: end.min(to) });
        }
        let office = (end < to && TITLES.has(view.tokens[end].key)).then(|| holder(end)).flatten();
        let n = office.unwrap_or((n.0, end));
        return Some(Subject { first: n.0, end: n.1.min(to) });
    }
    if let Some(n) = holder(i) {
        return Some(Subject { first: n.0, end: n.1.min(to) });
    }
    if j > i {
        return Some(Subject { first: i, end: j });
    }
    if DETERMINERS.has(t.key) {
        let mut j = i + 1;
        while j < to && j < i + 9 {
            let token = view.tokens[j];
            if token.kind() == TokenKind::Punct && !matches!(view.word(j), "-" | "'" | "’") {
                break;
            }
            if matches!(view.role(j), Some(Role::Cue | Role::CueIng)) && j > i + 1 {
                break;
            }
            if j > i + 1
                && (AUXILIARIES.has(token.key)
                    || matches!(view.word(j), "who" | "that" | "in" | "on" | "at" | "as" | "with" | "after"))
            {
                break;
            }
            // "the harbour master Ann Lowe": the name says who.
            if let Some(n) = name_at(view, j).filter(|n| n.1 > j) {
                let possessive = view.word(n.1 - 1).ends_with("'s") || view.word(n.1 - 1).ends_with("’s");
                // "a Transport Ministry statement said"
                let paper = view.role(n.1) == Some(Role::Noun) && view.role(n.1 + 1) == Some(Role::Cue);
                // "the sister of Tom Pell" is not he.
                let lead = (i + 2..n.0).rev().take(2).find(|k| view.word(*k) == "of");
                let whose = lead.is_some_and(|k| people::is_relative(view.tokens[k - 1].key));
                if !possessive && !paper && !whose && n.1 - n.0 >= 2 {
                    return Some(Subject { first: n.0, end: n.1 });
                }
                j = n.1;
                continue;
            }
            j += 1;
        }
        return (j > i + 1).then_some(Subject { first: i, end: j });
    }
    // "police said": a bare noun right before or behind the cue.
    let bare = t.kind() == TokenKind::Word && view.word(i).starts_with(char::is_lowercase) && t.span.len() > 4;
    let plural = bare && (view.word(i).ends_with('s') || view.word(i) == "police");
    plural.then_some(Subject { first: i, end: i + 1 })
}

/// Tokens of a long title with the name behind it.
const TITLED: usize = 18;

/// Cue and subject behind a quotation where a long title stands before the name: "team president and general manager Ann
/// Lowe said", "Vale Department of Health deputy director Ann Lowe told the Echo".
pub(super) fn office_beside(view: &View<'_>, from: usize, to: usize) -> Option<(usize, Subject)> {
    let mut i = from;
    while i < to && matches!(view.word(i), "," | "—" | "–" | "-" | "--") {
        i += 1;
    }
    if super::begins_anew(view, from, i) {
        return None;
    }
    let cue = (i..to.min(i + TITLED)).find(|k| view.role(*k) == Some(Role::Cue) && !within_name(view, *k))?;
    let mut end = cue;
    while end > i && (adverb(view, end - 1) || AUXILIARIES.has(view.tokens[end - 1].key)) {
        end -= 1;
    }
    let (first, end) = name_ending(view, end).filter(|n| n.0 > i && n.1 - n.0 > 1)?;
    let lead = if view.word(first - 1) == "." { first.checked_sub(2)? } else { first - 1 };
    let joins = |k: usize| match view.word(k) {
        "of" | "for" => k > i,
        "and" | "&" => k > i && (TITLES.has(view.tokens[k - 1].key) || (i..k).any(|j| view.word(j) == "of")),
        "." | "-" => k > i,
        "the" => view.word(k.wrapping_sub(1)) == "of",
        _ => {
            let t = view.tokens[k];
            t.is_word() && view.role(k).is_none() && !PRONOUN_SUBJECTS.has(t.key) && !COMMON.has(t.key)
        }
    };
    let person = !(first..end).any(|k| no_person(view.tokens[k].key)) && !possessive(view, end - 1);
    (lead >= i && TITLES.has(view.tokens[lead].key) && person && (i..lead).all(joins))
        .then_some((cue, Subject { first, end }))
}

/// Whether a name is that of a platform, which speaks for nobody.
fn platform(view: &View<'_>, first: usize, end: usize) -> bool {
    end == first + 1 && medium::is_platform(view.tokens[first].key)
}

pub(super) fn name_at(view: &View<'_>, token: usize) -> Option<(usize, usize)> {
    let i = view.names.partition_point(|n| n.end as usize <= token);
    let name = view.names.get(i).filter(|n| n.first as usize <= token)?;
    let found = (token.max(name.first as usize), name.end as usize);
    (!platform(view, found.0, found.1) && !is_label(view.word(name.first as usize))).then_some(found)
}

pub(super) fn name_ending(view: &View<'_>, end: usize) -> Option<(usize, usize)> {
    // "Otto Leck Sr., a baker, said": the stop is the suffix's.
    let short = |k: usize| view.tokens.get(k).is_some_and(|t| SUFFIXES.has(t.key));
    let end = if end > 1 && view.word(end - 1) == "." && short(end - 2) { end - 1 } else { end };
    let i = view.names.partition_point(|n| (n.end as usize) < end);
    let name = view.names.get(i).filter(|n| n.end as usize == end)?;
    let found = (name.first as usize, name.end as usize);
    (!platform(view, found.0, found.1) && !is_label(view.word(name.first as usize))).then_some(found)
}

/// Tokens of a longest aside in brackets between a speaker and the word of saying.
const ASIDE: usize = 10;

/// The subject right before the cue at `cue`, auxiliaries, adverbs and an apposition skipped.
pub(in crate::annotate) fn subject_before(view: &View<'_>, from: usize, cue: usize) -> Option<Subject> {
    let mut j = cue;
    while j > from && (adverb(view, j - 1) || AUXILIARIES.has(view.tokens[j - 1].key)) {
        j -= 1;
    }
    // "Skerrin Line [SKRL.LN] said", "Ann Lowe (Dunmere) said"
    if j > from && matches!(view.word(j - 1), "]" | ")") {
        let open = (from.max(j.saturating_sub(ASIDE))..j).rev().find(|k| matches!(view.word(*k), "[" | "("));
        j = open.filter(|k| *k > from).unwrap_or(j);
    }
    if j > from && matches!(view.word(j - 1), "and" | "but") {
        return nearest_subject(view, from, j);
    }
    if j > from && matches!(view.word(j - 1), "," | "who") {
        let k = j - 1;
        // "Ann Lowe, of Ferry Lane, said", "Ann Lowe, whose brother Tom Pell drives the tug, said"
        let comma = (from.max(k.saturating_sub(16))..k).rev().find(|&m| view.word(m) == ",");
        if view.word(k) == ","
            && let Some(m) = comma
            && let Some((first, end)) = name_ending(view, m).filter(|n| n.0 >= from)
        {
            // "Ann Lowe of Dunmere, the mayor, said", "The mayor of Dunmere, Ann Lowe, said": where she is from says
            // nothing.
            if first > from && matches!(view.word(first - 1), "of" | "from" | "in") {
                let other = name_ending(view, k).filter(|n| n.0 == m + 1);
                let other = other.or_else(|| name_ending(view, first - 1).filter(|n| n.0 >= from));
                if let Some((first, end)) = other {
                    return Some(Subject { first, end });
                }
            }
            return Some(Subject { first, end });
        }
        let name = (from..k)
            .rev()
            .find_map(|e| name_ending(view, e + 1).filter(|n| n.0 >= from && !possessive(view, n.1 - 1)));
        return name.map(|(first, end)| Subject { first, end }).or_else(|| nearest_subject(view, from, k));
    }
    let last = j.checked_sub(1).filter(|l| *l >= from)?;
    if PRONOUN_SUBJECTS.has(view.tokens[last].key) {
        return Some(Subject { first: last, end: j });
    }
    if let Some((first, end)) = name_ending(view, j)
        && first >= from
        && !possessive(view, end - 1)
    {
        return Some(Subject { first, end });
    }
    if let Some(s) = apposed_before(view, from, j) {
        return Some(s);
    }
    // "It would be wrong to say": who finds it so.
    let infinitive = (j..cue).any(|k| view.word(k) == "to");
    // A phrase with a determiner: "the 35-year-old model wrote".
    for k in (from.max(j.saturating_sub(8))..j).rev() {
        let t = view.tokens[k];
        if t.kind() == TokenKind::Punct && !matches!(view.word(k), "-" | "'" | "’") {
            break;
        }
        // "that they hoped", "that it should have said": a clause begins there, and nobody's name.
        let clause = view.word(k) == "that"
            && (k + 1..j).any(|i| PRONOUN_SUBJECTS.has(view.tokens[i].key) || matches!(view.word(i), "but" | "name"));
        if clause || matches!(view.word(k), "what" | "whom" | "where" | "how" | "which" | "why" | "whose") {
            break;
        }
        if DETERMINERS.has(t.key) {
            return Some(Subject { first: k, end: j });
        }
    }
    let lower = view.word(last).starts_with(char::is_lowercase) && view.tokens[last].span.len() > 4;
    // "reacted to comments": what was done speaks for nobody.
    let done = view.word(last).ends_with("ed") || view.word(last).ends_with("ing");
    if lower && !done && !infinitive && view.role(last).is_none() && !COMMON.has(view.tokens[last].key) {
        return Some(Subject { first: last, end: j });
    }
    nearest_subject(view, from, j)
}

/// The name at the head of a clause that an office behind a comma describes, right before token `j`: "Ann Lowe, deputy
/// leader and spokesperson said", "Ann Lowe, the boy's mother told".
pub(in crate::annotate) fn apposed_before(view: &View<'_>, from: usize, j: usize) -> Option<Subject> {
    let last = j.checked_sub(1)?;
    let holder = TITLES.has(view.tokens[last].key) || people::is_anybody(view.tokens[last].key);
    let comma =
        (from..last).rev().take(16).find(|k| view.tokens[*k].kind() == TokenKind::Punct && view.word(*k) != "-")?;
    if !holder || view.word(comma) != "," || (comma + 1..j).any(|k| view.role(k).is_some()) {
        return None;
    }
    let (first, end) = name_ending(view, comma).filter(|n| n.0 >= from && n.1 - n.0 > 1)?;
    let head =
        first == from || view.tokens[first - 1].kind() == TokenKind::Punct || TITLES.has(view.tokens[first - 1].key);
    (head && !(first..end).any(|k| no_person(view.tokens[k].key))).then_some(Subject { first, end })
}

pub(super) fn possessive(view: &View<'_>, i: usize) -> bool {
    view.word(i).ends_with("'s") || view.word(i).ends_with("’s")
}

pub(super) fn titled(view: &View<'_>, k: usize) -> bool {
    view.tokens.get(k).is_some_and(|t| TITLES.has(t.key))
}

/// The pronoun or name nearest to `to` on its left, subjects before possessives.
pub(super) fn nearest_subject(view: &View<'_>, from: usize, to: usize) -> Option<Subject> {
    let mut next = to;
    while next > from {
        // What somebody else is quoted to say names nobody who speaks here.
        let i = before_marks(view, from, next - 1);
        next = i;
        if PRONOUN_SUBJECTS.has(view.tokens[i].key) && view.word(i) != "it" {
            return Some(Subject { first: i, end: i + 1 });
        }
        if let Some((first, end)) = name_ending(view, i + 1) {
            let object = first.checked_sub(1).is_some_and(|p| {
                p >= from
                    && matches!(
                        view.word(p),
                        "of" | "in" | "at" | "on" | "for" | "from" | "to" | "with" | "by" | "about" | "over"
                    )
            });
            // "told the Harbour Board, noting that": who is told says nothing.
            let lead = (from..first).rev().find(|k| view.word(*k) != "the");
            let told = lead.is_some_and(|k| matches!(view.word(k), "told" | "tells" | "telling" | "asked"));
            if !possessive(view, end - 1) && !object && !told && first >= from {
                return Some(Subject { first, end });
            }
        }
    }
    None
}
