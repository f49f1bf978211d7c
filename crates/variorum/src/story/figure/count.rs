//! Numbers of things, and sums of money, by what they are of.

use super::line::{Entry, Of};
use super::people::{ARRESTED, befallen};
use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation as Grammar, Tag};
use crate::annotate::token::Key;
use crate::span::{ArticleId, Place, Span};
use crate::story::claim::circumstance::OTHERS;
use crate::story::claim::contest::Seen;
use crate::story::claim::mention::{Filler, Slot};
use crate::story::claim::number::Unit;
use crate::story::claim::told::{Told, Word};
use crate::story::claim::value::{Measure, Value};
use crate::story::ledger::plain::{BLOCK, street_of};

static MILLIONS: List = List::new(
    "thousand thousands million millions billion billions trillion trillions dollars dollar pounds pound euros euro cents \
     pence",
);
/// What is done with money, by which a sum is told.
static PRICED: List =
    List::new("fined raised donated stolen stole cost costs costing paid sold bought awarded pledged");
/// How a sum is put, which says nothing of what it is of: "in the vicinity of $1m".
static AMOUNTS: List = List::new(
    "vicinity neighborhood neighbourhood region range area excess amount sum total estimate estimates figure",
);
/// Whoever does that gives a sum for something: "estimate the damage at $1m".
static PUT: List = List::new("estimate estimates estimated put puts value values valued assess assessed placed");
/// What nothing is told by that it counts.
static VAGUE: List = List::new(
    "people person man men woman women thing things time times way ways part parts kind kinds side sides place places case \
     reason reasons one ones others point points story stories word words page pages photo photos picture pictures",
);
/// What is fired, in whatever word: six shots are six rounds.
pub(super) static ROUNDS: List = List::new("shot shots round rounds bullet bullets gunshot gunshots");
/// Those who did it.
static DOERS: List = List::new(
    "gunman gunmen shooter shooters suspect suspects attacker attackers assailant assailants robber robbers burglar burglars",
);
/// Fewer than that may be told as "several".
pub(super) const MANY: f64 = 10.0;

/// Where a value stands, without the dash or the bracket before it.
fn narrow(s: &Seen<'_>, words: &[Word], reports: &[&Annotated]) -> Place {
    let rows = words.get(s.mention.rows.0 as usize..s.mention.rows.1 as usize).unwrap_or(&[]);
    let text = |w: &Word| reports.get(s.mention.report as usize).map_or("", |r| r.text(w.span));
    let mark =
        |w: &Word| text(w).chars().all(|c| c.is_ascii_punctuation() && c != '$' || matches!(c, '–' | '—' | '“' | '‘'));
    let first = rows.iter().find(|w| !mark(w)).map_or(s.mention.span, |w| w.span);
    let span = Span::new(first.start(), s.mention.span.end().max(first.end()));
    Place { article: ArticleId(s.mention.report), span }
}

/// A number as an entry of nothing yet.
pub(super) fn entry_of(s: &Seen<'_>, told: &[Vec<Told>], reports: &[&Annotated]) -> Option<Entry> {
    let Value::Number { least, most, about, open, .. } = s.value else { return None };
    let words = &told.get(s.mention.report as usize)?.get(s.mention.sentence as usize)?.words;
    let done = [s.setting.predicate, s.setting.governor].map(|w| w.map_or(0, |w| w.lemma));
    let bound = |x: f64| if x.is_finite() { (x * 100.0) as i64 } else { i64::MAX };
    Some(Entry {
        order: (bound(least), bound(most), about || open),
        value: Some(s.value),
        day: s.day,
        done,
        number: least,
        ..Entry::at(narrow(s, words, reports))
    })
}

/// What a number of things or a sum stands together with others by.
pub(super) fn count(s: &Seen<'_>, told: &[Vec<Told>], reports: &[&Annotated]) -> Option<(Of, Entry)> {
    let Filler::Number(q) = s.mention.filler else { return None };
    let Value::Number { least, most, measure, .. } = s.value else { return None };
    let words = &told.get(s.mention.report as usize)?.get(s.mention.sentence as usize)?.words;
    if !s.about.is_now() {
        return None;
    }
    let (of, thing) = match (s.mention.slot, measure, q.unit) {
        (Slot::Money, Measure::Money(sign), _) => {
            let thing = priced(s, words)?;
            (Of::Money(sign, thing.root), thing)
        }
        (Slot::Count, Measure::Count, Unit::Noun(n)) => {
            let noun = words.get(n)?;
            let several = least < MANY && most > least && most.is_finite();
            let vague = several || least < 2.0 || words.get(q.at).is_some_and(|w| w.key == Key::word("both"));
            let word = reports.get(s.mention.report as usize).map_or("", |r| r.text(noun.span));
            // The mark of feet is tagged as a noun: 5'.
            let letters = word.contains(char::is_alphabetic) && !word.starts_with(|c: char| c.is_ascii_digit());
            let nothing = VAGUE.has(noun.key) || MILLIONS.has(noun.key) || !letters;
            let rounds = ROUNDS.has(noun.key);
            if !several && least >= 1.0 && counts_doers(s, noun, words) {
                let mut entry = entry_of(s, told, reports)?;
                entry.of = Some(Place { article: ArticleId(s.mention.report), span: noun.span });
                return Some((Of::Accused, entry));
            }
            if befallen(noun) && !rounds || nothing || noun.weight <= 0.0 || noun.pos != Pos::Noun || vague {
                return None;
            }
            let of = match () {
                () if BLOCK.has(noun.key) => Of::Block,
                () if rounds => Of::Count(Key::word("rounds").get()),
                () => Of::Count(noun.lemma),
            };
            (of, noun)
        }
        _ => return None,
    };
    let mut entry = entry_of(s, told, reports)?;
    entry.of = Some(Place { article: ArticleId(s.mention.report), span: thing.span });
    // "The 200 block of Alder Street" is one of that street.
    if of == Of::Block {
        entry.street = words.get(s.mention.rows.1 as usize..).and_then(street_of);
    }
    Some((of, entry))
}

/// Whether a number is of all who did it: "two gunmen", not "one of the gunmen", nor those arrested.
fn counts_doers(s: &Seen<'_>, noun: &Word, words: &[Word]) -> bool {
    if !DOERS.has(noun.key) {
        return false;
    }
    let own = words.get(s.mention.rows.0 as usize..s.mention.rows.1 as usize).unwrap_or(&[]);
    let of = Key::word("of");
    let some = own.iter().chain(s.setting.next.into_iter().flatten()).any(|w| OTHERS.has(w.key) || w.key == of);
    let held = [s.setting.predicate, s.setting.governor].into_iter().flatten().any(|w| ARRESTED.has(w.key));
    !some && !held
}

/// What a sum is of: the noun it hangs on, "a $10,000 reward", or that hangs on it, "£2m of damage"; else the subject, or
/// what is done with it.
fn priced<'a>(s: &Seen<'_>, words: &'a [Word]) -> Option<&'a Word> {
    let own = |k: usize| (s.mention.rows.0 as usize..s.mention.rows.1 as usize).contains(&k);
    let noun = |w: &&Word| w.pos == Pos::Noun && w.weight > 0.0 && !MILLIONS.has(w.key) && !AMOUNTS.has(w.key);
    let behind = s.mention.rows.1 as usize;
    if words.get(behind).is_some_and(|w| w.key == Key::word("of") || w.key == Key::word("in"))
        && let Some(w) = words.iter().skip(behind + 1).take(2).find(noun)
    {
        return Some(w);
    }
    // "Held on $100,000 bond", whatever the grammar hangs the sum on.
    if let Some(w) = words.get(behind).filter(noun).filter(|w| w.tag == Tag::Noun) {
        return Some(w);
    }
    let head = words.get(s.mention.head as usize)?;
    let mut at = s.mention.head as usize;
    for _ in 0..3 {
        let up = words.get(at)?.head as usize;
        if up == at {
            break;
        }
        at = up;
        if !own(at) && !MILLIONS.has(words.get(at)?.key) && words.get(at)?.pos != Pos::Sym {
            break;
        }
    }
    if let Some(w) = words.get(at).filter(noun).filter(|_| !own(at)) {
        return Some(w);
    }
    let of_clause = |w: &&Word| w.clause == head.clause && w.pos == Pos::Noun;
    let subject = |w: &&Word| of_clause(w) && matches!(w.relation, Grammar::Nsubj | Grammar::NsubjPass);
    let object = |w: &&Word| of_clause(w) && w.relation == Grammar::Obj;
    let done = words.get(head.clause as usize).filter(|w| w.pos == Pos::Verb && w.weight > 0.0);
    match done {
        Some(verb) if PRICED.has(verb.key) => Some(verb),
        // Whoever estimates is not what is estimated.
        Some(verb) if PUT.has(verb.key) && words.iter().any(|w| object(&w)) => words.iter().find(object).filter(noun),
        _ => words.iter().find(subject).filter(noun),
    }
}
