//! The clause that gives a quotation to somebody: its verb or its "according to", and whom that names.

use super::phrase::Reader;
use super::tables::*;
use crate::annotate::quotation::{QuotationKind, View};
use crate::annotate::speaker::Subject;

/// Small words that may stand between a mark and its verb, or between a verb and its subject.
const SMALL: usize = 6;
/// Tokens behind a verb in which its subject is looked for.
const SUBJECT: usize = 22;

/// A word of saying and who says; nobody where the verb is left without a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::annotate) struct Hit {
    /// The word of saying.
    pub cue: usize,
    /// Who, as tokens.
    pub subject: Option<Subject>,
}

/// What follows a quotation in the tokens `from..to`, if it gives it to somebody.
pub(in crate::annotate) fn after(view: &View<'_>, words: &'static Words, from: usize, to: usize) -> Option<Hit> {
    let r = Reader { view, words };
    let to = to.min(view.tokens.len());
    let mut i = from;
    while i < to && (r.word(i) == "," || r.dash(i)) {
        i += 1;
    }
    if i >= to {
        return None;
    }
    // A capital behind a full stop begins a sentence of its own.
    let stopped = i > from && r.word(i - 1) == "." || from > 0 && i == from && matches!(r.word(i), "." | ";" | ":");
    if stopped {
        return None;
    }
    let told = r.according(i);
    if told > 0
        && let Some(s) = r.phrase(i + told, to).or_else(|| bare(r, i + told, to))
        && (told > 1 || sourced(r, i, s))
    {
        return Some(Hit { cue: i, subject: Some(s) });
    }
    if told > 0 && r.is(i, CUE) {
        return None;
    }
    // "…“, der Polizei zufolge"
    if let Some(s) = r.phrase(i, to).filter(|s| r.is(s.end, BEHIND) && s.end < to) {
        return Some(Hit { cue: s.end, subject: Some(s) });
    }
    let cue = verb_first(r, i, to)?;
    Some(cue)
}

/// A source without an article: "según fuentes municipales".
fn bare(r: Reader<'_, '_>, i: usize, to: usize) -> Option<Subject> {
    let stops = |k: usize| r.punct(k) || r.is(k, DET | AUX | CUE | WEAK | PREP | THAT | PERSONAL | FUNCTION);
    let end = (i..to.min(i + 5)).find(|k| stops(*k)).unwrap_or(to.min(i + 5));
    (end > i).then_some(Subject { first: i, end })
}

/// Whether a single word that may say "according to" does so before `s`: "so", "per" and "para" are other words too.
fn sourced(r: Reader<'_, '_>, i: usize, s: Subject) -> bool {
    match r.word(i).to_lowercase().as_str() {
        "so" => {
            s.first <= i + 4 && (r.somebody(s) || r.is(s.first, DET) || r.word(s.first).starts_with(char::is_uppercase))
        }
        "per" | "pour" | "para" | "così" => r.somebody(s),
        _ => true,
    }
}

/// A verb at once, then its subject: "sagte die Ministerin", "a-t-elle ajouté", "hat Anna Löwe gesagt".
fn verb_first(r: Reader<'_, '_>, i: usize, to: usize) -> Option<Hit> {
    let begins_sentence = r.word(i).starts_with(char::is_uppercase) && r.is(i, CUE | AUX | CLITIC);
    let mut k = i;
    let mut aux = None;
    while k < to && k < i + SMALL && !begins_sentence {
        if r.is(k, CUE) && !(r.is(k, AUX | CLITIC | ADVERB) && r.is(k + 1, CUE)) {
            return Some(Hit { cue: k, subject: behind(r, k, to, true) });
        }
        if r.is(k, AUX) && aux.is_none() {
            aux = Some(k);
            // The subject may stand between the two: "a-t-elle ajouté", "hat sie gesagt".
            let mut j = k + 1;
            while r.word(j) == "-" || r.word(j) == "t" {
                j += 1;
            }
            if let Some(s) = r.phrase(j, to)
                && let Some(cue) = participle(r, s.end, to)
            {
                return Some(Hit { cue, subject: Some(s) });
            }
        } else if !(r.is(k, CLITIC | ADVERB) || r.word(k) == "-" && k > i) {
            break;
        }
        k += 1;
    }
    // "…», Ana Lobo dijo": the speaker first.
    let s = r.phrase(i, to)?;
    let mut k = s.end;
    if r.word(k) == "," {
        k = (k + 1..to.min(k + 14)).find(|j| r.word(*j) == ",")? + 1;
    }
    let mut steps = 0;
    while k < to && steps < 4 && r.is(k, AUX | CLITIC | ADVERB) && !r.is(k, CUE) {
        k += 1;
        steps += 1;
    }
    (r.is(k, CUE) && k < to && r.somebody(s)).then_some(Hit { cue: k, subject: Some(s) })
}

/// The participle that ends the bracket of an auxiliary.
fn participle(r: Reader<'_, '_>, from: usize, to: usize) -> Option<usize> {
    let end = (from..to.min(from + 16)).find(|k| r.punct(*k) && r.word(*k) != "-").unwrap_or(to.min(from + 16));
    (from..end).find(|k| r.is(*k, CUE | WEAK))
}

/// The subject behind a verb of saying, phrases of time, place and hearers between them skipped.
fn behind(r: Reader<'_, '_>, cue: usize, to: usize, far: bool) -> Option<Subject> {
    let to = to.min(cue + SUBJECT);
    let mut j = cue + 1;
    // "s'exclame-t-il", "dit-elle"
    while j < to && (r.word(j) == "-" || r.word(j) == "t" && r.word(j - 1) == "-") {
        j += 1;
    }
    let mut fallback = None;
    while j < to {
        if r.word(j) == "-" {
            j += 1;
            continue;
        }
        if (r.is(j, TO | PREP) || leads(r, j)) && r.name_from(j).is_none() && !r.is(j, TITLE)
            || r.is(j, DATIVE) && dative(r, j, to)
        {
            if !far {
                return fallback;
            }
            j = over(r, j + usize::from(!leads(r, j)), to).max(j + 1);
            continue;
        }
        if r.punct(j) {
            // "dijo, en una entrevista, la alcaldesa"
            let aside =
                (j + 1..to.min(j + 12)).find(|k| r.word(*k) == ",").filter(|_| r.word(j) == "," && r.is(j + 1, PREP));
            match aside.filter(|_| far) {
                Some(k) => {
                    j = k + 1;
                    continue;
                }
                None => break,
            }
        }
        let small = r.is(j, CLITIC | ADVERB | AUX | MONTH) && !r.pronoun(j) && r.name_from(j).is_none();
        let small = small && !(r.is(j, DET) && r.phrase(j, to).is_some_and(|s| s.end > j + 1 && r.somebody(s)));
        if small || r.is(j, HEARER) && !r.is(j - 1, DET) && r.name_from(j).is_none() {
            j += 1;
            continue;
        }
        match r.phrase(j, to) {
            Some(s) if r.somebody(s) => return Some(s),
            Some(s) => {
                fallback = fallback.or(Some(s));
                j = s.end.max(j + 1);
            }
            None if r.view.tokens[j].is_word() && j <= cue + 3 => j += 1,
            None => break,
        }
    }
    fallback
}

/// Whether an article begins whom somebody speaks to rather than who speaks: "sagte dem Sender der Minister".
fn dative(r: Reader<'_, '_>, i: usize, to: usize) -> bool {
    (i + 1..to.min(i + 4)).take_while(|k| !r.punct(*k)).any(|k| r.is(k, HEARER))
        && !(i + 1..to.min(i + 3)).any(|k| r.is(k, TITLE))
}

/// An article with a preposition in one word before a vowel: "all'emittente".
fn leads(r: Reader<'_, '_>, i: usize) -> bool {
    elision(r.word(i)).is_some_and(|e| matches!(e.0, "all" | "dall" | "nell" | "sull"))
}

/// Those who hear and have no name of their own: behind them another name begins.
fn press(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(lower.as_str(), "prensa" | "presse" | "stampa" | "imprensa" | "pers" | "medios" | "media" | "médias")
        || ["journalist", "periodista", "giornalist", "jornalista", "cronisti", "reporter", "verslaggever"]
            .iter()
            .any(|w| lower.starts_with(w))
}

/// The token behind the noun phrase that a preposition takes.
fn over(r: Reader<'_, '_>, from: usize, to: usize) -> usize {
    let mut j = from;
    while j < to && r.is(j, DET | PREP) {
        j += 1;
    }
    let noun = j;
    while j < to && (!r.punct(j) || r.word(j) == "-") {
        let fresh = j > noun
            && r.word(j - 1) != "-"
            && (r.is(j, DET | TITLE | PREP | HE | SHE | CUE)
                || r.name_from(j).is_some_and(|_| !r.is(j - 1, HEARER | TITLE) || press(r.word(j - 1))));
        if fresh && !(r.is(j, OF) && !r.is(j + 1, TITLE) && r.is(j, PREP)) {
            break;
        }
        // "a la prensa Ana Lobo": one noun is enough before a name.
        j += 1;
    }
    j.max(from)
}

/// What gives a quotation to somebody in the tokens `from..open` before it, the nearest verb first.
pub(in crate::annotate) fn before(
    view: &View<'_>,
    words: &'static Words,
    from: usize,
    open: usize,
    kind: QuotationKind,
) -> Option<Hit> {
    if open <= from {
        return None;
    }
    let r = Reader { view, words };
    let mixed = kind == QuotationKind::Mixed;
    let last = r.word(open - 1);
    let colon = last == ":";
    // "Anna Löwe: „…“"
    if colon
        && let Some(s) = r.name_to(open - 1).filter(|s| s.first >= from && s.first <= from + 6)
        && (from..s.first).all(|k| !r.is(k, CUE | WEAK | NOUN) || r.is(k, TITLE))
    {
        return Some(Hit { cue: open - 1, subject: Some(s) });
    }
    let mut noun = None;
    let mut alone = None;
    for i in (from..open).rev() {
        let told = r.according(i);
        if told > 0 {
            let s = r.phrase(i + told, open).or_else(|| bare(r, i + told, open));
            if let Some(s) = s.filter(|s| told > 1 || sourced(r, i, *s)) {
                return Some(Hit { cue: i, subject: Some(s) });
            }
        }
        if r.is(i, BEHIND)
            && let Some(s) = left(r, from, i)
        {
            return Some(Hit { cue: i, subject: Some(s) });
        }
        let role = r.is(i, TITLE | DET | PREP) && !r.is(i, CUE) || r.name_from(i).is_some();
        let verb = r.is(i, CUE) || r.is(i, WEAK) && (mixed || colon);
        if verb && !role {
            let subject = subject(r, from, i, open);
            if subject.is_some() {
                return Some(Hit { cue: i, subject });
            }
            alone = alone.or(Some(i));
        }
        if r.is(i, NOUN) && (colon || mixed) {
            noun = noun.or(Some(i));
        }
    }
    // The verb alone: "Y añadió: «…»".
    if let Some(cue) = alone.filter(|_| words.tables.style.drops_subject && (colon || mixed)) {
        return Some(Hit { cue, subject: None });
    }
    let cue = noun.filter(|n| colon || open - n <= 4)?;
    let subject = left(r, from, cue).or_else(|| r.phrase(cue + 1, open)).filter(|s| r.somebody(*s));
    // "die Worte der Ministerin", "las palabras de Ana Lobo"
    let owner = (cue + 1..open.min(cue + 4)).find_map(|k| r.phrase(k, open).filter(|s| r.somebody(*s)));
    let subject = owner.or(subject);
    (subject.is_some() || colon).then_some(Hit { cue, subject })
}

/// The subject of the verb at `cue` in a clause that ends before `open`.
fn subject(r: Reader<'_, '_>, from: usize, cue: usize, open: usize) -> Option<Subject> {
    let mut j = cue;
    while j > from
        && r.is(j - 1, AUX | CLITIC | ADVERB | NEGATION)
        && r.name_to(j).is_none()
        && !subject_pronoun(r, j - 1)
    {
        j -= 1;
    }
    if j > from {
        if subject_pronoun(r, j - 1) {
            return Some(Subject { first: j - 1, end: j });
        }
        // "Anna Löwe, die Bürgermeisterin von Rotenfels, sagte"
        if r.word(j - 1) == "," {
            let comma = (from.max(j.saturating_sub(18))..j - 1).rev().find(|k| r.word(*k) == ",");
            // "la alcaldesa de Valmar, Ana Lobo, dijo"
            let inner = r.name_to(j - 1).filter(|s| comma == s.first.checked_sub(1));
            let role = comma.is_some_and(|c| (from.max(c.saturating_sub(9))..c).any(|k| r.is(k, TITLE)));
            if let Some(s) = inner.filter(|_| role) {
                return Some(s);
            }
            if let Some(s) = comma.and_then(|c| r.name_to(c)).filter(|s| s.first >= from) {
                return Some(s);
            }
            if inner.is_some() {
                return inner;
            }
        }
    }
    let clause = (from..j).rev().find(|k| ends_clause(r, *k)).map_or(from, |k| k + 1);
    let mut head = clause;
    while head < j
        && (r.is(head, ADVERB) && !r.is(head, DET | TITLE) || conjunction(r.word(head)))
        && r.name_from(head).is_none()
    {
        head += 1;
    }
    if !r.is(head, PREP) && head < j {
        let s = r.phrase(head, j);
        if let Some(s) = s.filter(|s| s.end <= j && (r.somebody(*s) || s.end + 1 >= j || r.is(s.end, AUX | PREP))) {
            return Some(s);
        }
    }
    if let Some(s) = r.name_to(j).filter(|s| s.first >= from && !r.is(s.first.wrapping_sub(1), PREP)) {
        return Some(s);
    }
    // "Anna Löwe hat am Montag gesagt", "Am Montag hatte Anna Löwe gesagt"
    if let Some(aux) = (clause..cue).rev().find(|k| r.is(*k, AUX) && !r.is(*k, PREP)) {
        let s = r.phrase(aux + 1, cue).filter(|s| r.somebody(*s));
        if let Some(s) = s.or_else(|| left(r, clause, aux)) {
            return Some(s);
        }
    }
    // "Am Montag sagte die Ministerin: „…“"
    let follows = behind(r, cue, open, true).filter(|s| r.somebody(*s) || r.is(s.first, DET) && s.first == cue + 1);
    if let Some(s) = follows.filter(|s| s.end <= open && !r.is(s.first.wrapping_sub(1), TO | PREP)) {
        return Some(s);
    }
    // "Anna Löwe kam spät und sagte": who did something before.
    let open_clause = r.word(clause.wrapping_sub(1)) != ",";
    let earlier = if open_clause { clause } else { from };
    left(r, earlier, j).filter(|s| r.somebody(*s))
}

fn subject_pronoun(r: Reader<'_, '_>, i: usize) -> bool {
    r.pronoun(i) && !r.is(i.wrapping_sub(1), PREP)
}

fn conjunction(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "und"
            | "doch"
            | "aber"
            | "et"
            | "mais"
            | "y"
            | "pero"
            | "e"
            | "ma"
            | "mas"
            | "en"
            | "maar"
            | "и"
            | "а"
            | "но"
            | "denn"
    )
}

fn ends_clause(r: Reader<'_, '_>, i: usize) -> bool {
    matches!(r.word(i), "," | ";" | ":" | "." | "!" | "?" | "—" | "–" | "“" | "”" | "»" | "„" | "«" | "\"")
        && !(r.word(i) == "." && r.is(i.wrapping_sub(1), TITLE | ABBREVIATION))
}

/// The name, pronoun or role nearest to `to` on its left that no preposition governs.
fn left(r: Reader<'_, '_>, from: usize, to: usize) -> Option<Subject> {
    let mut role = None;
    for i in (from..to).rev() {
        if subject_pronoun(r, i) {
            return Some(Subject { first: i, end: i + 1 });
        }
        let governed = i > from && r.is(i - 1, PREP | OF) && !r.is(i - 1, TITLE);
        if let Some(s) = r.name_to(i + 1).filter(|s| s.first >= from) {
            let before = s.first.checked_sub(1).filter(|b| *b >= from);
            if before.is_none_or(|b| !r.is(b, PREP) || r.is(b, TITLE)) {
                return Some(s);
            }
        }
        let article = r.is(i, DET) && !governed && !(i > from && r.is(i - 1, DET | TITLE | HEARER));
        if article && let Some(s) = r.phrase(i, to) {
            role = Some(s);
            if r.somebody(s) {
                return role;
            }
        }
        if governed && r.is(i, DET) {
            role = None;
        }
    }
    role.or_else(|| r.phrase(from, to).filter(|_| !r.is(from, PREP)))
}
