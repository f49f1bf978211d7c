//! What befell people: how many are dead, hurt, missing, report by report.
//!
//! Reports count all of them, or women and children each for themselves. A line is of all, or of those of one noun.

use super::count::{ROUNDS, entry_of};
use super::event::Event;
use super::line::{Entry, Of};
use super::{FigureKind, TREATED};
use crate::annotate::Annotated;
use crate::annotate::lexeme::Lexeme;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::token::Key;
use crate::span::{ArticleId, Place};
use crate::story::claim::circumstance::{
    ACCUSED, BROUGHT, DEAD, FATALLY, HOSPITALS, HURT, OTHERS, SERVING, takes_lives,
};
use crate::story::claim::contest::Seen;
use crate::story::claim::mention::{Filler, Slot};
use crate::story::claim::number::Unit;
use crate::story::claim::pair::folk;
use crate::story::claim::told::{Told, Word, synonyms};
use crate::story::claim::value::{Measure, Value};
use crate::story::ledger::Claim;
use crate::story::ledger::plain::rest;
use std::collections::{BTreeMap, BTreeSet};

static SHOT: List = List::new("shot");
/// The same where they are verbs.
static SHOOTS: List = List::new("shooting shoots shoot");
/// Whose bodies are found, or theirs who are, are dead.
static BODIES: List = List::new("body bodies corpse corpses");
static FOUND: List = List::new("found find finding discovered recovered pulled retrieved removed identified");
pub(super) static ARRESTED: List = List::new("arrested arrests arrest detained detainees custody");
static MISSING: List = List::new("missing unaccounted");
static EVACUATED: List = List::new("evacuated evacuate evacuating evacuees displaced homeless");
/// What befalls people, by its words.
static KINDS: [(&List, FigureKind); 7] = [
    (&DEAD, FigureKind::Dead),
    (&HURT, FigureKind::Hurt),
    (&TREATED, FigureKind::Hurt),
    (&MISSING, FigureKind::Missing),
    (&SHOT, FigureKind::Shot),
    (&EVACUATED, FigureKind::Evacuated),
    (&ARRESTED, FigureKind::Arrested),
];
/// By these people are hurt who are struck.
static MISSILES: List = List::new("bullet bullets gunfire shot shots gunshot gunshots shrapnel debris glass");
static STRUCK: List = List::new("struck hit grazed");
/// Parts of those who were spoken of: "two of them".
static THEM: List = List::new("the those these them whom his her their its");
/// Who is no more than somebody.
static ANYBODY: List = List::new(
    "person persons people victim victims individual individuals body bodies life lives dead death deaths fatality \
     fatalities casualty casualties injury injuries other others one ones",
);
/// Who may be anything.
static OF_EITHER_SEX: List = List::new("man men woman women male males female females adult adults member members");
/// One of whom is all of them, where no more are told of.
static SINGLE: List = List::new("person man woman boy girl body");
/// Before these a number is of some of those who were told of.
static INCLUDING: List = List::new("including includes include included");
/// What is fired is nobody: "shot once", "one shot".
static FIRED: List = List::new("fire fired fires firing squeezed discharged times rounds bullets shots once twice");
/// So many people, told roundly, are a crowd that two reports may speak of.
const CROWD: f64 = 20.0;

/// So many numbers are held against each other.
const EACH: usize = 300;

/// A number of people in one place.
struct Group<'s, 'a> {
    seen: &'s Seen<'a>,
    kind: FigureKind,
    entry: Entry,
    /// It is some of them, told beside others: "20 women and nine children".
    part: bool,
    elsewhere: bool,
    /// Whether they are officers or the like, where the noun says who they are.
    serves: Option<bool>,
}

/// Puts the numbers of people together by what befell them.
pub(super) fn people(
    reports: &[&Annotated],
    told: &[Vec<Told>],
    (seen, claims): (&[Seen<'_>], &[Claim]),
    by: &mut BTreeMap<Of, Vec<Entry>>,
) {
    let event = Event::of(reports, told);
    let mut all: Vec<Group<'_, '_>> = Vec::new();
    for s in seen.iter().filter(|s| s.mention.slot == Slot::Count && s.about.is_now()) {
        let n = s.mention.report as usize;
        let (Some(report), Some(sentences)) = (reports.get(n), told.get(n)) else { continue };
        let Some(words) = sentences.get(s.mention.sentence as usize).map(|t| t.words.as_slice()) else { continue };
        if let Some(found) = one(s, words, told, reports) {
            if !event.is_past(s, sentences, report) {
                all.push(Group { elsewhere: event.is_elsewhere(s, words, report), ..found });
            }
        } else if let Some((of, entry)) = crowd(s, words, told, reports)
            && !event.is_past(s, sentences, report)
        {
            by.entry(of).or_default().push(entry);
        }
    }
    // What a report tells of another town it tells beside what happened here.
    let here: BTreeSet<(FigureKind, ArticleId)> =
        all.iter().filter(|t| !t.elsewhere).map(|t| (t.kind, t.entry.place.article)).collect();
    all.retain(|t| !t.elsewhere || !here.contains(&(t.kind, t.entry.place.article)));
    of_one_slot(&mut all, (seen, claims), told, reports, &event);
    // One man is all of them only where the report has no more.
    let more: BTreeSet<(FigureKind, ArticleId)> =
        all.iter().filter(|t| t.entry.number > 1.0).map(|t| (t.kind, t.entry.place.article)).collect();
    all.retain(|t| t.entry.number > 1.0 || !more.contains(&(t.kind, t.entry.place.article)));
    one_event(&mut all);
    one_noun(&mut all);
    let kinds: BTreeSet<FigureKind> = all.iter().map(|t| t.kind).collect();
    for kind in kinds {
        let own: Vec<&Group<'_, '_>> = all.iter().filter(|t| t.kind == kind).collect();
        let parts: BTreeSet<u64> = own.iter().filter(|t| t.part).map(|t| t.entry.noun).collect();
        // Where a report counts two kinds of people, each noun has a line; so where one counts officers, another civilians.
        let whole = || own.iter().filter(|t| !t.part);
        let apart = whole().any(|a| {
            whole().any(|b| {
                let one = a.entry.place.article == b.entry.place.article;
                let unlike = a.entry.noun != b.entry.noun && (a.entry.number - b.entry.number).abs() > 0.5;
                unlike && (one || a.serves.zip(b.serves).is_some_and(|(a, b)| a != b))
            })
        });
        for t in &own {
            let noun = t.entry.noun;
            if (t.part || apart || parts.contains(&noun)) && (noun != 0 || !t.part) {
                by.entry(Of::Fate(kind, noun)).or_default().push(t.entry);
            }
            if !t.part && !apart {
                by.entry(Of::Fate(kind, 0)).or_default().push(t.entry);
            }
        }
    }
}

/// Adds the numbers that fill one slot with those of a kind, in whatever words: "60 people were led out" where others have
/// "forty were evacuated".
fn of_one_slot<'s, 'a>(
    all: &mut Vec<Group<'s, 'a>>,
    (seen, claims): (&'s [Seen<'a>], &[Claim]),
    told: &[Vec<Told>],
    reports: &[&Annotated],
    event: &Event,
) {
    let place = |s: &Seen<'_>| Place { article: ArticleId(s.mention.report), span: s.mention.span };
    let known: BTreeMap<Place, usize> = all.iter().enumerate().map(|(k, g)| (place(g.seen), k)).collect();
    let by: BTreeMap<Place, &'s Seen<'a>> = seen.iter().map(|s| (place(s), s)).collect();
    let mut more = Vec::new();
    for claim in claims.iter().filter(|c| c.slot == Slot::Count) {
        for value in &claim.values {
            let places = || value.assertions.iter().map(|a| a.place);
            let mut kinds = places().filter_map(|p| all.get(*known.get(&p)?)).filter(|g| !g.part);
            let Some(first) = kinds.next().filter(|f| kinds.all(|g| g.kind == f.kind)) else { continue };
            let (kind, own) = (first.kind, first.entry);
            for s in places().filter(|p| !known.contains_key(p)).filter_map(|p| by.get(&p)) {
                // What somebody else says of it there is of another kind.
                let named = matches!(s.mention.filler, Filler::Number(q) if matches!(q.unit, Unit::Noun(_)));
                let n = s.mention.report as usize;
                let (Some(report), Some(sentences)) = (reports.get(n), told.get(n)) else { continue };
                let Some(words) = sentences.get(s.mention.sentence as usize).map(|t| t.words.as_slice()) else {
                    continue;
                };
                let here =
                    s.about.is_now() && !event.is_past(s, sentences, report) && !event.is_elsewhere(s, words, report);
                let all = named && folk(s.setting.head) && here && !some_of(s, told);
                let Some(entry) = entry_of(s, told, reports).filter(|_| all) else { continue };
                let entry = Entry { noun: own.noun, meaning: own.meaning, ..entry };
                more.push(Group { seen: s, kind, entry, part: false, elsewhere: false, serves: None });
            }
        }
    }
    all.extend(more);
}

/// Whether a number is of some of those who were told of.
fn some_of(s: &Seen<'_>, told: &[Vec<Told>]) -> bool {
    let sentence = told.get(s.mention.report as usize).and_then(|t| t.get(s.mention.sentence as usize));
    let own = sentence.and_then(|t| t.words.get(s.mention.rows.0 as usize..s.mention.rows.1 as usize)).unwrap_or(&[]);
    let of = Key::word("of");
    let around = s.setting.next.into_iter().flatten();
    own.iter().chain(around).any(|w| OTHERS.has(w.key) || w.key == of || w.key == Key::word("more"))
}

/// Leaves out a number that is plainly of another event than all that other reports have of its kind.
fn one_event(all: &mut Vec<Group<'_, '_>>) {
    if all.len() > EACH {
        return;
    }
    let keep: Vec<bool> = all
        .iter()
        .map(|a| {
            let mut others =
                all.iter().filter(|b| b.kind == a.kind && b.entry.place.article != a.entry.place.article).peekable();
            others.peek().is_none() || others.any(|b| !a.seen.of_another_event(b.seen))
        })
        .collect();
    let mut keep = keep.into_iter();
    all.retain(|_| keep.next().unwrap_or(true));
}

/// Gives kids the noun of children: words of one meaning are one.
fn one_noun(all: &mut [Group<'_, '_>]) {
    let mut known: Vec<(u64, Lexeme)> = all.iter().filter_map(|t| Some((t.entry.noun, t.entry.meaning?))).collect();
    known.sort_unstable_by_key(|k| (k.0, k.1.index()));
    known.dedup_by_key(|k| k.0);
    for t in all {
        let Some(own) = t.entry.meaning else { continue };
        let first = known.iter().find(|k| k.0 == t.entry.noun || synonyms(k.1, own));
        t.entry.noun = first.map_or(t.entry.noun, |k| k.0);
    }
}

/// What befell so many people; `None` for what is no number of them all.
fn one<'s, 'a>(s: &'s Seen<'a>, words: &[Word], told: &[Vec<Told>], reports: &[&Annotated]) -> Option<Group<'s, 'a>> {
    let Filler::Number(q) = s.mention.filler else { return None };
    let Value::Number { least, most, measure, .. } = s.value else { return None };
    if matches!(measure, Measure::Ordinal | Measure::Percent) {
        return None;
    }
    let noun = match q.unit {
        Unit::Noun(n) => words.get(n).map(|w| (n, w)),
        _ => None,
    };
    // "Several", "both" and "one" say nothing that another number could be held against.
    let several = least < super::count::MANY && most > least && most.is_finite();
    let vague = several || least < 2.0 || words.get(q.at).is_some_and(|w| w.key == Key::word("both"));
    let kind = match noun {
        Some((n, w))
            if measure == Measure::Count
                && (befallen(w) || BODIES.has(w.key) || takes_lives(&s.setting))
                && !ROUNDS.has(w.key) =>
        {
            let dead = || fate(s, words, Some(w)) == Some(FigureKind::Dead);
            let one = least == most && (w.key == Key::word("person") || SINGLE.has(w.key) && dead());
            // "11 women and children": how many of each is not told.
            if vague && !one || joined(words, n).any(|k| !counted(words, k)) {
                return None;
            }
            fate(s, words, Some(w))?
        }
        // "Dowd, 17, died": an age.
        None if q.unit == Unit::Bare
            && least < 1000.0
            && !several
            && !inserted(words, q.at)
            && bears(s, words)
            && !is_fired(s, words) =>
        {
            fate(s, words, None)?
        }
        _ => return None,
    };
    // "23 civilian deaths" are of civilians.
    let of_whom = |n: usize| {
        words
            .iter()
            .find(|w| w.head as usize == n && matches!(w.relation, Relation::Compound | Relation::Amod) && folk(w))
    };
    let specific = noun.and_then(|(n, w)| if ANYBODY.has(w.key) { of_whom(n) } else { Some(w) });
    let mut entry = entry_of(s, told, reports)?;
    entry.noun = specific.map_or(0, |w| w.lemma | 1 << 40);
    entry.meaning = specific.and_then(|w| w.lexeme);
    entry.of = specific.map(|w| Place { article: ArticleId(s.mention.report), span: w.span });
    let first = s.mention.rows.0 as usize;
    let before = words.get(first.saturating_sub(4)..first).unwrap_or(&[]);
    let clause = words.get(s.mention.head as usize).map(|w| w.clause);
    // "Among the seven hurt" they are all of them.
    let behind = words.iter().skip(first).filter(|w| Some(w.clause) == clause);
    let among = behind.into_iter().any(|w| w.key == Key::word("among"));
    let beside = noun.is_some_and(|(n, w)| joined(words, n).next().is_some() || is_joined(words, w));
    let part = among || beside || before.iter().any(|w| INCLUDING.has(w.key));
    let serves = specific.filter(|w| !OF_EITHER_SEX.has(w.key)).map(|w| SERVING.has(w.key));
    Some(Group { seen: s, kind, entry, part, elsewhere: false, serves })
}

/// People who are joined to those of a noun by "and".
fn joined(words: &[Word], noun: usize) -> impl Iterator<Item = usize> + '_ {
    let conj = move |(k, w): (usize, &Word)| {
        (w.relation == Relation::Conj && w.head as usize == noun && k != noun && folk(w)).then_some(k)
    };
    words.iter().enumerate().filter_map(conj)
}

/// Whether a noun is joined to one of people.
fn is_joined(words: &[Word], noun: &Word) -> bool {
    noun.relation == Relation::Conj && words.get(noun.head as usize).is_some_and(|w| w.pos == Pos::Noun && folk(w))
}

/// Whether a noun has a number of its own, or an article.
fn counted(words: &[Word], noun: usize) -> bool {
    let own = |w: &Word| matches!(w.relation, Relation::Nummod | Relation::Det) || w.pos == Pos::Num;
    words.iter().enumerate().any(|(k, w)| k != noun && w.head as usize == noun && own(w))
}

/// So many people as stand for a crowd, by their number: about 100 and more than 100 are told of one.
fn crowd(s: &Seen<'_>, words: &[Word], told: &[Vec<Told>], reports: &[&Annotated]) -> Option<(Of, Entry)> {
    let Filler::Number(q) = s.mention.filler else { return None };
    let (Unit::Noun(n), Value::Number { least, most, measure: Measure::Count, .. }) = (q.unit, s.value) else {
        return None;
    };
    // "Hundreds of people"
    if most > least && most.is_finite() {
        return None;
    }
    let noun = words.get(n).filter(|w| w.pos == Pos::Noun && folk(w))?;
    if least < CROWD || fate(s, words, Some(noun)).is_some() {
        return None;
    }
    let mut entry = entry_of(s, told, reports)?;
    entry.of = Some(Place { article: ArticleId(s.mention.report), span: noun.span });
    Some((Of::Crowd(least.to_bits()), entry))
}

/// Whether a number without a noun stands where one of people may: "three were killed", "killing three", "a toll of three".
fn bears(s: &Seen<'_>, words: &[Word]) -> bool {
    let [before, behind] = s.setting.next;
    let kind = |w: &Word| KINDS.iter().any(|k| k.0.has(w.key));
    let toll = words.iter().any(|w| w.key == Key::word("toll"));
    toll || before.is_some_and(kind) || behind.is_some_and(|w| kind(w) || w.pos == Pos::Aux || OTHERS.has(w.key))
}

/// Whether a number is of shots.
fn is_fired(s: &Seen<'_>, words: &[Word]) -> bool {
    let own = words.get(s.mention.rows.0 as usize..s.mention.rows.1 as usize).unwrap_or(&[]);
    let [before, behind] = s.setting.next;
    let noun = behind.filter(|w| w.pos == Pos::Noun && SHOT.has(w.key));
    noun.is_some() || own.iter().chain(before).chain(s.setting.governor).any(|w| FIRED.has(w.key))
}

/// Whether a number stands between commas.
fn inserted(words: &[Word], at: usize) -> bool {
    let mark = |k: Option<usize>| k.and_then(|k| words.get(k)).is_some_and(|w| w.pos == Pos::Punct);
    mark(at.checked_sub(1)) && mark(Some(at + 1))
}

/// Whether what happens to a thing may be told of it as of people.
pub(super) fn befallen(noun: &Word) -> bool {
    folk(noun) || [&DEAD, &HURT, &TREATED, &ARRESTED, &EVACUATED].iter().any(|l| l.has(noun.key))
}

/// What befell those who are counted, where it is told of all of them.
fn fate(s: &Seen<'_>, words: &[Word], noun: Option<&Word>) -> Option<FigureKind> {
    let own = words.get(s.mention.rows.0 as usize..s.mention.rows.1 as usize)?;
    let part = own.windows(2).any(|w| w[0].key == Key::word("of") && THEM.has(w[1].key));
    // "All but five"
    let but = s.setting.next[0].is_some_and(|w| w.key == Key::word("but") || w.key == Key::word("except"));
    let beside = own.iter().chain(s.setting.next.into_iter().flatten()).any(|w| OTHERS.has(w.key));
    let head = words.get(s.mention.head as usize)?;
    let toll = words.iter().find(|w| w.clause == head.clause && w.key == Key::word("toll"));
    // What stands right behind tells more than the verb of a clause with several numbers.
    let around = [s.setting.next[1], noun, s.setting.governor, s.setting.predicate, toll];
    let of = |w: &Word| KINDS.iter().find(|k| k.0.has(w.key)).map(|k| k.1);
    let shoots = |w: &Word| (w.pos == Pos::Verb && SHOOTS.has(w.key)).then_some(FigureKind::Shot);
    let body = |w: &Word| BODIES.has(w.key);
    let bodies = [noun, s.setting.governor].into_iter().flatten().any(body)
        && words.iter().any(|w| FOUND.has(w.key) && w.clause == head.clause);
    let told = around.into_iter().flatten().find_map(|w| of(w).or_else(|| shoots(w)));
    // "Five victims were taken to hospitals"
    let brought = s.setting.predicate.is_some_and(|w| BROUGHT.has(w.key));
    let there = || words.iter().any(|w| w.clause == head.clause && HOSPITALS.has(w.key));
    let told = told.or_else(|| (brought && there()).then_some(FigureKind::Hurt));
    // "Three other people were struck by bullets"
    let struck = s.setting.predicate.is_some_and(|w| STRUCK.has(w.key));
    let missile = || words.iter().any(|w| w.clause == head.clause && MISSILES.has(w.key));
    let told = told.or_else(|| (struck && missile()).then_some(FigureKind::Hurt));
    let kind = if bodies || takes_lives(&s.setting) { FigureKind::Dead } else { told? };
    // "Fatally shooting three people"
    let fatally = || words.iter().any(|w| FATALLY.has(w.key) && w.clause == head.clause);
    let kind = if matches!(kind, FigureKind::Shot | FigureKind::Hurt) && fatally() { FigureKind::Dead } else { kind };
    // "Three others were shot" are not all who were; others who were hurt are all of them where somebody died.
    if part || but || beside && kind != FigureKind::Hurt || rest(s, words) {
        return None;
    }
    let accused = noun.is_some_and(|n| ACCUSED.has(n.key)) && kind != FigureKind::Arrested;
    (noun.is_none_or(|n| befallen(n) || body(n) || takes_lives(&s.setting)) && !accused).then_some(kind)
}
