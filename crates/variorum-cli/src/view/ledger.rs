//! Claims for people: what a slot is called, what its values are to each other, and the words around one.

use super::clean;
use variorum::annotate::entity::recognise::NameKind;
use variorum::collate::named::on_one_line;
use variorum::span::{Place, Span};
use variorum::story::claim::mention::Slot;
use variorum::story::claim::value::Relation;
use variorum::story::edition::Edition;
use variorum::story::ledger::{Assertion, Claim, ClaimValue};
use variorum::story::record::{relation_words, slot_words};

/// A slot as a question.
pub fn slot(slot: Slot) -> &'static str {
    slot_words(slot.name())
}

/// The same with whom it is asked of, where that is an age: "how old Mira Vos", "how old the girl".
pub fn asked(edition: &Edition, claim: &Claim) -> String {
    let slot = slot(claim.slot);
    let all = || claim.values.iter().flat_map(|v| &v.assertions).filter(|_| claim.slot == Slot::Age);
    let name = all().find_map(|a| bearer(edition, a));
    let who = name.or_else(|| all().find_map(|a| somebody(edition, a)).map(|noun| format!("the {noun}")));
    who.map_or(slot.to_string(), |who| format!("{slot} {who}"))
}

/// The words of a sentence up to an age, without what leads to it ("Mira Vos, aged 32"), and those behind it.
fn beside<'e>(edition: &'e Edition, a: &Assertion) -> (&'e str, &'e str) {
    let text = |start: u32, end: u32| edition.words(Place { span: Span::new(start, end.max(start)), ..a.place });
    let before = text(a.sentence.span.start().min(a.place.span.start()), a.place.span.start()).trim_end();
    let before = [" aged", " age"].iter().find_map(|w| before.strip_suffix(w)).unwrap_or(before);
    (before, text(a.place.span.end(), a.sentence.span.end()))
}

/// Whose age it is, by the name beside it: "Mira Vos, 32", "32-year-old Mira Vos".
fn bearer(edition: &Edition, a: &Assertion) -> Option<String> {
    const FAR: usize = 60;
    let (before, behind) = beside(edition, a);
    let person = |start: u32, end: u32| {
        let row = edition.names.find(Place { span: Span::new(start, end), ..a.place })?;
        edition.names.list.get(row).filter(|n| n.kind == NameKind::Person)?;
        Some(clean::neutral(&on_one_line(edition.words(edition.names.called(row)?))))
    };
    let start = a.sentence.span.start().min(a.place.span.start());
    let end = before.strip_suffix([',', '(']).map(|b| start + b.trim_end().len() as u32);
    let ahead = end.filter(|e| *e > start).and_then(|end| person(end - 1, end));
    ahead.or_else(|| {
        let old = ["-year-old", "-year old", " year old"].iter().find_map(|o| behind.strip_prefix(o))?;
        let stop = old.find([',', '.', ';', ':', '(', '“', '"']).unwrap_or(old.len());
        let stop = (0..=stop.min(FAR)).rev().find(|k| old.is_char_boundary(*k))?;
        let from = a.place.span.end() + (behind.len() - old.len()) as u32;
        person(from, from + stop as u32)
    })
}

/// Whose age it is, by the noun beside it: "a man, 32", "a 32-year-old man".
fn somebody(edition: &Edition, a: &Assertion) -> Option<&'static str> {
    const NOUNS: &[&str] = &[
        "man", "woman", "boy", "girl", "child", "baby", "toddler", "teenager", "teen", "son", "daughter", "brother",
        "sister", "mother", "father", "husband", "wife", "suspect", "victim", "driver", "student", "gunman", "officer",
    ];
    let among = |word: &str| NOUNS.iter().copied().find(|n| n.eq_ignore_ascii_case(word));
    let (before, behind) = beside(edition, a);
    let ahead = before.strip_suffix([',', '(']).and_then(|b| among(b.rsplit(' ').next()?));
    // "Of a 7-year-old is not the suspect": behind such words somebody else is told of.
    let ends = ["is", "was", "who", "of", "in", "from", "and", "to", "has", "had", "not", "after"];
    let words = behind.strip_prefix("-year-old ").unwrap_or("").split([' ', ',', '.']);
    ahead.or_else(|| words.take(4).take_while(|w| !ends.contains(w)).find_map(among))
}

/// What a claim answers: "how many people" where its values count one thing, else the slot as a question.
pub fn question(edition: &Edition, claim: &Claim) -> String {
    if claim.slot == Slot::Age {
        return asked(edition, claim);
    }
    let slot = slot(claim.slot);
    let mut noun: Option<String> = None;
    if claim.slot == Slot::Count {
        for words in claim.values.iter().map(|v| words(edition, v)) {
            let Some(counted) = counted(&words) else { continue };
            let same = |a: &str, b: &str| a.trim_end_matches('s') == b.trim_end_matches('s');
            match &noun {
                Some(known) if !same(known, &counted) => return slot.to_string(),
                Some(known) if known.len() >= counted.len() => {}
                _ => noun = Some(counted),
            }
        }
    }
    noun.map_or(slot.to_string(), |noun| format!("{slot} {noun}"))
}

/// What a value counts: "people" of "Forty-one people"; nothing where its last word is its number.
fn counted(value: &str) -> Option<String> {
    let (_, last) = value.trim_end().rsplit_once(char::is_whitespace)?;
    // A number in words has no plural that ends in s, and one thing is no name for several.
    let plural = last.len() > 3 && (last.ends_with('s') || matches!(last, "people" | "children" | "women" | "men"));
    let word = last.chars().all(|c| c.is_lowercase() || c == '-');
    let number = last.ends_with("dozens") || last.ends_with("hundreds") || last.ends_with("thousands");
    (word && plural && !number).then(|| last.to_string())
}

/// What the values of a claim are to each other.
pub fn relation(claim: &Claim) -> &'static str {
    relation_words(claim.slot.name(), claim.relation().name())
}

/// The claims whose values cannot all hold, those whose values differ, and those that give one value.
pub fn parted(edition: &Edition) -> [Vec<(usize, &Claim)>; 3] {
    let mut out = [Vec::new(), Vec::new(), Vec::new()];
    for (n, claim) in edition.ledger.claims.iter().enumerate() {
        let which = match claim.relation() {
            Relation::Conflict => 0,
            Relation::Same => 2,
            _ => 1,
        };
        out[which].push((n, claim));
    }
    out
}

/// A value as it is printed at one place, on one line.
pub fn value(edition: &Edition, a: &Assertion) -> String {
    clean::neutral(&on_one_line(edition.words(a.place)))
}

/// A value as it is printed where it stands first, on one line.
pub fn words(edition: &Edition, of: &ClaimValue) -> String {
    of.assertions.first().map_or(String::new(), |a| value(edition, a))
}

/// The first place of each report that gives a value.
pub fn firsts(value: &ClaimValue) -> Vec<&Assertion> {
    let mut out: Vec<&Assertion> = value.assertions.iter().collect();
    out.dedup_by_key(|a| a.place.article);
    out
}

/// The words before and behind a value in its sentence, some of each, on one line.
pub fn around(edition: &Edition, a: &Assertion) -> (String, String) {
    const SIDE: usize = 56;
    let text = |start: u32, end: u32| {
        let span = Span::new(start.min(end), end);
        // Blanks at the ends stay: they tell where a word begins.
        let mut out = String::new();
        for c in clean::neutral(edition.words(Place { span, ..a.place })).chars() {
            if c != ' ' || !out.ends_with(' ') {
                out.push(c);
            }
        }
        out
    };
    let before = text(a.sentence.span.start(), a.place.span.start());
    let behind = text(a.place.span.end(), a.sentence.span.end().max(a.place.span.end()));
    let skip = before.chars().count().saturating_sub(SIDE);
    let before = if skip > 0 {
        let rest: String = before.chars().skip(skip).collect();
        format!("… {}", rest.split_once(' ').map_or(rest.as_str(), |x| x.1))
    } else {
        before
    };
    let behind = if behind.chars().count() > SIDE {
        let some: String = behind.chars().take(SIDE).collect();
        format!("{} …", some.rsplit_once(' ').map_or(some.as_str(), |x| x.0))
    } else {
        behind
    };
    (before, behind)
}

/// Whose word it is, where the report does not say it itself: "in the words of Mira Vos", "by what Mira Vos said".
pub fn whose(edition: &Edition, a: &Assertion) -> Option<String> {
    let who = a.by.map(|p| clean::neutral(&on_one_line(edition.words(p))));
    match (a.quoted, who) {
        (true, Some(who)) => Some(format!("in the words of {who}")),
        (true, None) => Some("in quotation marks".to_string()),
        (false, Some(who)) => Some(format!("after {who}")),
        (false, None) => None,
    }
}
