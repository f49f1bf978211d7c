//! Whether two values of what looks like one slot may be set against each other.
//!
//! What stands around two numbers can be alike though they are of two things: two wounded people have two ages, "three
//! others" are not all of "four people", and what was said on Monday was not said on Friday. So what is likely to be one
//! slot is looked at once more, by rules.

use super::group::rare;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation as Grammar};
use crate::annotate::token::Key;
use crate::annotate::verbs;
use crate::calendar::{MONTHS, SHORT_MONTHS};
use crate::story::claim::circumstance::{ACCUSED, DEAD, Fate, HURT, OTHERS, any_dead, fate};
use crate::story::claim::contest::{Seen, slip};
use crate::story::claim::mention::{Filler, Slot};
use crate::story::claim::moment::Moment;
use crate::story::claim::number::Unit;
use crate::story::claim::pair::people;
use crate::story::claim::polarity::light;
use crate::story::claim::thing;
use crate::story::claim::told::{Told, Word, kind_of, one_thing, same, synonyms};
use crate::story::claim::value::{Measure, Relation, Value, is_decade, point, relate};
use std::collections::HashSet;
use std::sync::OnceLock;

static DAYS: List = List::new("monday tuesday wednesday thursday friday saturday sunday");
/// Verbs that say no more than that something happened, or was told to somebody.
static HAPPENED: List = List::new(
    "happen happens happened occur occurs occurred begin begins began start starts started break breaks broke erupted unfolded \
     came went responded called report reported received arrived",
);
/// Those of one family are some of the people.
static FAMILY: List =
    List::new("brothers sisters siblings cousins twins sons daughters parents relatives couple couples");
/// What there may be more of when the next report is written.
static GROWING: List = List::new(
    "arrested arrests arrest detained detainees held custody charged charges suspects missing found rescued recovered \
     evacuated evacuees displaced homeless sheltered sheltering gathered volunteers searching search searchers ill sick \
     infected infections tested positive cases complaints reports signatures signed names raised donated donations \
     pledged sold sales cancelled canceled postponed delayed waiting closed flooded destroyed damaged burned burnt acres \
     hectares power customers households victims survivors casualties hospital treated people attended joined recalled",
);
static BESIDE: List = List::new("friend neighbor neighbour classmate witness bystander cousin brother sister");
/// Of what there was.
static WAS: List = List::new("was were");
static ABOARD: List = List::new("aboard board");
static CAPTION: List = List::new("caption captions slide slides");
static DIRECTIONS: List = List::new("north south east west northeast northwest southeast southwest n s e w");
pub(crate) static BLOCK: List = List::new("block blocks");
/// For so many of these somebody is something.
static LASTING: List =
    List::new("season seasons year years month months term terms day days week weeks decade decades");
/// What stands on a page and is no part of what is told.
static PAGE: List = List::new("published posted updated");
/// Numbers below this may have the same figures by chance.
const FIGURES: f64 = 100.0;
/// How alike two words are that tell one thing.
const ALIKE: f32 = 0.6;
/// The same for what is done and what it is done to.
const DONE: f32 = 0.4;
/// Two ages of one person whose name is not given in both are seldom farther apart: years.
const YEARS: f64 = 2.0;
/// The same where one is told by its tens.
const TENS: f64 = 16.0;
/// Two people of one name are so far apart: years.
const GENERATION: f64 = 15.0;
/// Somebody may have had a birthday in so many days.
const BIRTHDAY: i32 = 60;

/// What may be said of two values, of which `relation` holds if they are of one slot; `None` where they plainly are not.
/// `bound` where they stand in sentences that are one but for them. `told` are the sentences of all reports, `seen` all
/// fillers.
pub(super) fn plain(
    a: &Seen<'_>,
    b: &Seen<'_>,
    (relation, bound): (Relation, bool),
    told: &[Vec<Told>],
    seen: &[Seen<'_>],
) -> Option<Relation> {
    if matches!(relation, Relation::Conflict | Relation::Growth) && !bound && (has(a, b, seen) || has(b, a, seen)) {
        return None;
    }
    match a.mention.slot {
        // "The 15-year-old friend" is somebody else.
        Slot::Age if beside(a, told) != beside(b, told) => None,
        Slot::Age => age(a, b, (relation, bound), seen),
        Slot::Count => count(a, b, relation, told)
            .map(|r| match r {
                Relation::Growth if !may_grow(a, b, told) => Relation::Conflict,
                Relation::Growth if at_once(a, b, told) => Relation::Precision,
                other => other,
            })
            .map(|r| if r == Relation::Conflict && adds_up(a, b, seen, told) { Relation::Subset } else { r }),
        // "£2.5 million", then "£25 million"
        Slot::Money if relation == Relation::Growth && misplaced(a, b) => Some(Relation::Conflict),
        // "Tonight" in words that are printed again the day after.
        Slot::When if own(a, told).iter().map(|w| w.key).eq(own(b, told).iter().map(|w| w.key)) => None,
        // A weekday is of the week before in one report and of this one in the next.
        Slot::When
            if relation == Relation::Conflict
                && weekday(a, told).is_some_and(|d| Some(d) == weekday(b, told))
                && hours_fit(a, b) =>
        {
            Some(Relation::Precision)
        }
        // "The January 31 death" dates the death, and not what is told of it.
        Slot::When if attribute(a) != attribute(b) => None,
        Slot::When => (!spoken(a) && !spoken(b) && one_act(a, b, told)).then_some(relation),
        _ => Some(relation),
    }
}

/// Whether the report of `a` has the value of `b` too: "150 jobs instead of 240" contradicts no 240 jobs.
fn has(a: &Seen<'_>, b: &Seen<'_>, seen: &[Seen<'_>]) -> bool {
    let sum = |s: &Seen<'_>| matches!(s.mention.slot, Slot::Money | Slot::Count);
    let told = |s: &Seen<'_>| {
        let one = s.mention.slot == b.mention.slot && s.mention.span != a.mention.span;
        one && relate(&s.value, &b.value, (None, None)) == Some(Relation::Same)
    };
    sum(b) && rare(&b.value) && of_report(seen, a.mention.report).iter().any(told)
}

/// Whether a number may have become more from one report to the next: those of casualties, arrests, complaints do, those
/// of passengers, wagons, shots do not; what is told as known so far does.
fn may_grow(a: &Seen<'_>, b: &Seen<'_>, told: &[Vec<Told>]) -> bool {
    let open = |s: &Seen<'_>| matches!(s.value, Value::Number { open: true, .. });
    let grows = |s: &Seen<'_>| growing(s, told, |_| true);
    let house = BLOCK.has(a.setting.head.key);
    // Of those who were on board there are no more the day after.
    let aboard = |s: &Seen<'_>| behind(s, told).iter().take(2).any(|w| ABOARD.has(w.key));
    if aboard(a) || aboard(b) {
        return open(a) || open(b);
    }
    open(a) || open(b) || (grows(a) || grows(b)) && !misplaced(a, b) && !house
}

/// Whether a word around a number that `counts` says that there may be more of it: the dead, arrests, complaints.
fn growing(s: &Seen<'_>, told: &[Vec<Told>], counts: impl Fn(&Word) -> bool) -> bool {
    let around = [Some(s.setting.head), s.setting.predicate, s.setting.governor, s.setting.next[1]];
    let of = |w: &Word| counts(w) && [&GROWING, &DEAD, &HURT].iter().any(|l| l.has(w.key));
    around.into_iter().flatten().any(of) || own(s, told).iter().any(of)
}

/// Whether two numbers that can both hold are of one moment that is over: "more than 40 people were in the bar", "around 50 people
/// were in the bar when it burned". Of those who were there then there are no more the day after.
fn at_once(a: &Seen<'_>, b: &Seen<'_>, told: &[Vec<Told>]) -> bool {
    let bounds = |s: &Seen<'_>| match s.value {
        Value::Number { least, most, .. } => Some((least, most)),
        Value::Time(_) => None,
    };
    let both = bounds(a).zip(bounds(b)).is_some_and(|((l, m), (p, q))| l <= q && p <= m);
    let was = |s: &Seen<'_>| {
        let verb = s.setting.predicate.is_some_and(|w| WAS.has(w.key));
        verb || behind(s, told).first().is_some_and(|w| WAS.has(w.key))
    };
    // Of people there may be more of many things.
    let grows = |s: &Seen<'_>| growing(s, told, |w| w.key != Key::word("people"));
    both && was(a) && was(b) && !grows(a) && !grows(b)
}

/// Whether two numbers differ by where the point stands, or by two figures that changed places: no growth does that but by
/// chance.
fn misplaced(a: &Seen<'_>, b: &Seen<'_>) -> bool {
    let Some((x, y)) = number(a).zip(number(b)) else { return false };
    let (low, high) = (x.min(y), x.max(y));
    let shifted = low > 0.0 && [10.0, 100.0, 1000.0].iter().any(|t| (high / low - t).abs() < 1e-9);
    let figures = |v: f64| {
        let mut all: Vec<u8> = format!("{v:.0}").into_bytes();
        all.sort_unstable();
        all
    };
    shifted && low > 1.0
        || low >= FIGURES && x.fract() == 0.0 && y.fract() == 0.0 && slip(x, y) && figures(x) == figures(y)
}

/// The weekday that a time names, where it names no date.
fn weekday(s: &Seen<'_>, told: &[Vec<Told>]) -> Option<Key> {
    let words = own(s, told);
    // "Saturday about 8.40am" has an hour.
    let hour = matches!(s.value, Value::Time(m) if m.clock.is_some());
    let date = words.iter().any(|w| w.pos == Pos::Num && !hour || is_month(w.key));
    words.iter().map(|w| w.key).find(|k| DAYS.has(*k)).filter(|_| !date)
}

fn is_month(key: Key) -> bool {
    static MONTH_NAMES: OnceLock<HashSet<Key>> = OnceLock::new();
    let names = || MONTHS.iter().chain(SHORT_MONTHS).map(|m| Key::word(m)).collect();
    MONTH_NAMES.get_or_init(names).contains(&key)
}

/// Whether the hours of two times can be one, whatever their days.
fn hours_fit(a: &Seen<'_>, b: &Seen<'_>) -> bool {
    let hour = |s: &Seen<'_>| match s.value {
        Value::Time(m) => Some(Moment { minutes: None, weekday: None, ends: None, ..m }),
        Value::Number { .. } => None,
    };
    hour(a).zip(hour(b)).is_none_or(|(a, b)| !a.apart(&b))
}

fn number(s: &Seen<'_>) -> Option<f64> {
    match s.value {
        Value::Number { least, most, open, .. } => Some(point((least, most, open))),
        Value::Time(_) => None,
    }
}

/// Whether the later report has more.
fn grows(a: &Seen<'_>, b: &Seen<'_>) -> bool {
    let (Some((x, y)), Some((p, q))) = (number(a).zip(number(b)), a.day.zip(b.day)) else { return false };
    p != q && (p < q) == (x < y)
}

fn age(a: &Seen<'_>, b: &Seen<'_>, (relation, bound): (Relation, bool), seen: &[Seen<'_>]) -> Option<Relation> {
    let (x, y) = number(a).zip(number(b))?;
    // Father and son may have one name; but a slip of the pen is no son.
    if a.about.one_bearer(&b.about) && (x - y).abs() > GENERATION && !slip(x, y) {
        return None;
    }
    if !a.about.one_bearer(&b.about) {
        let far = if tens(a) || tens(b) { TENS } else { YEARS };
        if (x - y).abs() > far && !bound {
            return None;
        }
        let ages = |of: &Seen<'_>| {
            let all = of_report(seen, of.mention.report).iter();
            all.filter(|s| s.mention.slot == Slot::Age).filter_map(|s| Some((s, number(s)?)))
        };
        let same = |n: f64, years: f64| (n - years).abs() < 0.5;
        // Somebody by name who has that age in both reports leaves the girl in like sentences as she is.
        let placed = |s: &Seen<'_>, other: &Seen<'_>, years: f64| {
            bound && ages(other).any(|(o, n)| same(n, years) && s.about.one_bearer(&o.about))
        };
        // A report that has both ages tells of two people.
        let within = |s: &Seen<'_>, other: &Seen<'_>| match (s.value, other.value) {
            (Value::Number { least, most, .. }, Value::Number { least: low, most: high, .. }) => {
                (tens(s) || tens(other)) && least <= high && low <= most
            }
            _ => false,
        };
        let has = |of: &Seen<'_>, other: &Seen<'_>, years: f64| {
            ages(of).any(|(s, n)| (same(n, years) || within(s, other)) && !placed(s, other, years))
        };
        if has(a, b, y) || has(b, a, x) {
            return None;
        }
    }
    // "All under the age of 17" and a girl of 16
    let bound =
        |s: &Seen<'_>| matches!(s.value, Value::Number { least, most, .. } if least == 0.0 || most.is_infinite());
    if bound(a) != bound(b) {
        return None;
    }
    let later = a.day.zip(b.day).is_some_and(|(p, q)| {
        let days = p.days_since(q).abs();
        grows(a, b) && days >= BIRTHDAY && (x - y).abs() <= f64::from(days / 365 + 1)
    });
    Some(if relation == Relation::Conflict && later { Relation::Growth } else { relation })
}

/// Whether an age is told by its tens.
fn tens(s: &Seen<'_>) -> bool {
    matches!(s.value, Value::Number { least, most, open, .. } if is_decade((least, most, open)))
}

fn count(a: &Seen<'_>, b: &Seen<'_>, relation: Relation, told: &[Vec<Told>]) -> Option<Relation> {
    let (Value::Number { measure: m, .. }, Value::Number { measure: n, .. }) = (a.value, b.value) else { return None };
    if m == Measure::Ordinal || n == Measure::Ordinal {
        return None;
    }
    // "A man was shot once" has nothing to do with three men.
    let times = |m: Measure| m == Measure::Times;
    if times(m) != times(n) && (people(a.setting.head) || people(b.setting.head)) {
        return None;
    }
    let dead = |s: &Seen<'_>| fate(&s.setting) == Some(Fate::Dead) && any_dead(s.setting.head);
    let of_dead = dead(a) && dead(b);
    if !of_dead && (people(a.setting.head) || people(b.setting.head)) {
        done_alike(a, b)?;
    }
    // "19 seasons with the club", "four seasons as its director"
    if LASTING.has(a.setting.head.key) && LASTING.has(b.setting.head.key) && other_part(a, b, told) {
        return None;
    }
    // "5 Caption" beside a row of pictures
    if CAPTION.has(a.setting.head.key) || CAPTION.has(b.setting.head.key) {
        return None;
    }
    // "The 2100 block of Alder Street" holds number 2152, and has nothing to do with blocks of other streets.
    let block = |s: &Seen<'_>| BLOCK.has(s.setting.head.key);
    if block(a) != block(b) || block(a) && street(a, told) != street(b, told) {
        return None;
    }
    // And number 5000 is no round 4987.
    if block(a) {
        return Some(Relation::Conflict);
    }
    let part = match (fate(&a.setting), fate(&b.setting)) {
        // The dead are among those who were hit, and none of those who were hurt.
        (Some(Fate::Dead), Some(Fate::Hurt)) | (Some(Fate::Hurt), Some(Fate::Dead)) => return None,
        (Some(_), Some(Fate::Hit)) | (Some(Fate::Hit), Some(_)) if fate(&a.setting) != fate(&b.setting) => {
            Relation::Subset
        }
        // "Six people died, including the gunman": five others did.
        _ if counted_in(a, told) != counted_in(b, told) && one_apart(a, b) => Relation::Subset,
        _ if others(a, told) == others(b, told) && left(a, told) == left(b, told) => relation,
        _ => Relation::Subset,
    };
    let noun = |s: &Seen<'_>| matches!(s.mention.filler, Filler::Number(q) if matches!(q.unit, Unit::Noun(_)));
    if !noun(a) || !noun(b) || m != Measure::Count || n != Measure::Count {
        return Some(part);
    }
    let (p, q) = (a.setting.head, b.setting.head);
    if of_dead {
        return Some(part);
    }
    if ACCUSED.has(p.key) != ACCUSED.has(q.key) {
        return None;
    }
    if p.lemma == q.lemma || p.lexeme.zip(q.lexeme).is_some_and(|(x, y)| synonyms(x, y)) {
        return Some(narrower(a, b, part, told));
    }
    if FAMILY.has(p.key) != FAMILY.has(q.key) || p.lexeme.zip(q.lexeme).is_some_and(|(x, y)| kind_of(x, y)) {
        return Some(part.max(Relation::Subset));
    }
    // There may be more of one kind of people, and others have nothing to do with them.
    if part == Relation::Growth && people(p) && people(q) && same(p, q) < ALIKE {
        return None;
    }
    (people(p) && people(q) || one_thing(p, q) || same(p, q) >= ALIKE).then_some(part)
}

/// The words behind a number and what it counts.
fn behind<'a>(s: &Seen<'_>, told: &'a [Vec<Told>]) -> &'a [Word] {
    let sentence = told.get(s.mention.report as usize).and_then(|t| t.get(s.mention.sentence as usize));
    sentence.and_then(|t| t.words.get(s.mention.rows.1 as usize..)).unwrap_or(&[])
}

/// Whether an age is of somebody who is only told of as somebody's friend or neighbour.
fn beside(s: &Seen<'_>, told: &[Vec<Told>]) -> bool {
    own(s, told)
        .iter()
        .chain(behind(s, told).iter().take(5))
        .take_while(|w| w.pos != Pos::Verb)
        .any(|w| BESIDE.has(w.key))
}

/// What a block is of: "200 block of West Maple Avenue".
fn street(s: &Seen<'_>, told: &[Vec<Told>]) -> Option<Key> {
    street_of(behind(s, told))
}

/// What a block is of that stands before these words.
pub(crate) fn street_of(behind: &[Word]) -> Option<Key> {
    let mut names = behind.iter().skip_while(|w| matches!(w.pos, Pos::Adp | Pos::Det) || DIRECTIONS.has(w.key));
    names.next().map(|w| w.key)
}

/// Whether two lengths of time are of what somebody was as different things, or of the one as something and of the other
/// with somebody: "11 seasons as a player", "four seasons as coach".
fn other_part(a: &Seen<'_>, b: &Seen<'_>, told: &[Vec<Told>]) -> bool {
    match (office(a, told), office(b, told)) {
        (Some(p), Some(q)) => {
            same(&p, &q) < ALIKE && !p.lexeme.zip(q.lexeme).is_some_and(|(x, y)| synonyms(x, y) || kind_of(x, y))
        }
        (None, None) => false,
        _ => true,
    }
}

/// As what somebody is something for so long: "four seasons as coach", "was the coach for four seasons".
fn office(s: &Seen<'_>, told: &[Vec<Told>]) -> Option<Word> {
    let words = &told.get(s.mention.report as usize)?.get(s.mention.sentence as usize)?.words;
    let clause = words.get(s.mention.head as usize)?.clause;
    let as_word = Key::word("as");
    let joined = words.iter().skip(s.mention.rows.1 as usize).find(|w| {
        let to = words.get(w.head as usize).is_some_and(|n| n.pos == Pos::Noun && people(n) && n.clause == clause);
        w.key == as_word && w.relation == Grammar::Case && to
    });
    let noun = joined.and_then(|w| words.get(w.head as usize));
    noun.or_else(|| words.get(clause as usize).filter(|w| w.pos == Pos::Noun && people(w))).copied()
}

/// Whether somebody accused is said to be counted with others.
fn counted_in(s: &Seen<'_>, told: &[Vec<Told>]) -> bool {
    let mut rest = behind(s, told).iter().skip_while(|w| w.key != Key::word("including"));
    rest.next().is_some() && rest.take(4).any(|w| ACCUSED.has(w.key) || w.key == Key::word("himself"))
}

fn one_apart(a: &Seen<'_>, b: &Seen<'_>) -> bool {
    number(a).zip(number(b)).is_some_and(|(x, y)| ((x - y).abs() - 1.0).abs() < 0.5)
}

/// Whether one number and another of its own sentence make the other: "one dead and four hurt" are "five people shot".
fn adds_up(a: &Seen<'_>, b: &Seen<'_>, seen: &[Seen<'_>], told: &[Vec<Told>]) -> bool {
    let (Some(x), Some(y)) = (number(a), number(b)) else { return false };
    let (part, of_part, whole) = if x < y { (a, x, y) } else { (b, y, x) };
    // "Shooting three and wounding another" makes four.
    let another = |w: &Word| w.key == Key::word("another") && w.relation != Grammar::Det;
    let or_person = |p: [&Word; 2]| p[0].key == Key::word("another") && people(p[1]);
    let behind = behind(part, told);
    let further = behind.iter().any(another) || behind.windows(2).any(|p| or_person([&p[0], &p[1]]));
    if further && people(part.setting.head) && (whole - of_part - 1.0).abs() < 0.5 {
        return true;
    }
    let beside = of_report(seen, part.mention.report).iter().filter(|s| {
        let (m, own) = (&s.mention, &part.mention);
        m.sentence == own.sentence && m.slot == Slot::Count && m.span != own.span
    });
    beside.filter_map(number).any(|z| (of_part + z - whole).abs() < 0.5)
}

/// The fillers of one report: they stand together.
fn of_report<'s, 'a>(seen: &'s [Seen<'a>], report: u32) -> &'s [Seen<'a>] {
    let from = seen.partition_point(|s| s.mention.report < report);
    let to = seen.partition_point(|s| s.mention.report <= report);
    seen.get(from..to).unwrap_or(&[])
}

/// "Two male students" are a part of "three students".
fn narrower(a: &Seen<'_>, b: &Seen<'_>, relation: Relation, told: &[Vec<Told>]) -> Relation {
    let (of_a, of_b) = (described(a, told), described(b, told));
    let Some((x, y)) = number(a).zip(number(b)) else { return relation };
    let less = if of_b.is_empty() { x < y } else { y < x };
    if of_a.is_empty() != of_b.is_empty() && less { relation.max(Relation::Subset) } else { relation }
}

fn own<'a>(s: &Seen<'_>, told: &'a [Vec<Told>]) -> &'a [Word] {
    let sentence = told.get(s.mention.report as usize).and_then(|t| t.get(s.mention.sentence as usize));
    let rows = s.mention.rows.0 as usize..s.mention.rows.1 as usize;
    sentence.and_then(|t| t.words.get(rows)).unwrap_or(&[])
}

/// Words between a number and what it counts.
fn described<'a>(s: &Seen<'_>, told: &'a [Vec<Told>]) -> Vec<&'a Word> {
    // "At least" describes nobody.
    let first = match s.mention.filler {
        Filler::Number(q) => q.at.saturating_sub(s.mention.rows.0 as usize),
        _ => 0,
    };
    let telling = |w: &&Word| matches!(w.pos, Pos::Adj | Pos::Noun | Pos::Propn) && w.span != s.setting.head.span;
    own(s, told).iter().skip(first).filter(telling).collect()
}

/// Whether a number is of what is left beside others: "three others", "all but five".
fn others(s: &Seen<'_>, told: &[Vec<Told>]) -> bool {
    let before = s.setting.next[0].is_some_and(|w| w.key == Key::word("but"));
    // "One of the victims"
    let own_words = own(s, told);
    let of = own_words.windows(2).any(|w| w[0].key == Key::word("of") && w[1].key == Key::word("the"));
    before || of || own(s, told).iter().chain(s.setting.next.into_iter().flatten()).any(|w| OTHERS.has(w.key))
}

fn left(s: &Seen<'_>, told: &[Vec<Told>]) -> bool {
    let sentence = told.get(s.mention.report as usize).and_then(|t| t.get(s.mention.sentence as usize));
    sentence.is_some_and(|t| rest(s, &t.words))
}

/// Whether a number in the sentence of these words is of those who are left when some were told of: "the other two", not
/// "two others".
pub(crate) fn rest(s: &Seen<'_>, words: &[Word]) -> bool {
    let Filler::Number(q) = s.mention.filler else { return false };
    let before = words.get(..q.at).unwrap_or(&[]);
    matches!(before, [.., the, other] if OTHERS.has(other.key) && the.key == Key::word("the"))
}

/// Whether the same is done in both, or to the same.
fn done_alike(a: &Seen<'_>, b: &Seen<'_>) -> Option<()> {
    let (x, y) = (&a.setting, &b.setting);
    let alike = |p: Option<&Word>, q: Option<&Word>| p.zip(q).is_some_and(|(p, q)| same(p, q) >= DONE);
    let done = alike(x.predicate, y.predicate) || alike(x.governor, y.governor);
    let crossed = alike(x.predicate, y.governor) || alike(x.governor, y.predicate);
    (done || crossed || x.predicate.is_none() && y.predicate.is_none()).then_some(())
}

/// Whether two times are of one act as far as the words say: neither of two that have nothing in common, nor of one
/// that two people did to two things.
fn one_act(a: &Seen<'_>, b: &Seen<'_>, told: &[Vec<Told>]) -> bool {
    let (x, y) = (Act::of(a, told), Act::of(b, told));
    let alike = |p: &Word, q: &Word| same(p, q) >= DONE || one_thing(p, q) || kin(p, q);
    let any = |x: &[&Word], y: &[&Word]| x.iter().any(|p| y.iter().any(|q| alike(p, q)));
    if x.done.is_empty() || y.done.is_empty() || any(&x.events, &y.events) {
        return true;
    }
    if !any(&x.done, &y.done) && !any(&x.done, &y.events) && !any(&x.events, &y.done) {
        return false;
    }
    // "A hiker found a gun", "police found a body"
    let Some((p, q)) = x.object.zip(y.object) else { return true };
    let common = |w: &Word| w.pos == Pos::Noun && w.weight > 0.0;
    !common(p) || !common(q) || alike(p, q) || any(&x.doers, &y.doers)
}

/// Whether one word is a kind of what the other is.
fn kin(p: &Word, q: &Word) -> bool {
    p.pos != Pos::Propn && q.pos != Pos::Propn && p.lexeme.zip(q.lexeme).is_some_and(|(x, y)| kind_of(x, y))
}

/// What a time is of.
#[derive(Default)]
struct Act<'a> {
    /// The verb, and the noun that the time hangs on; empty where the verb says little.
    done: Vec<&'a Word>,
    /// What happens, in nouns: the subject, what the verb is done in or to.
    events: Vec<&'a Word>,
    /// Who does it.
    doers: Vec<&'a Word>,
    /// What it is done to.
    object: Option<&'a Word>,
}

impl<'a> Act<'a> {
    fn of(s: &Seen<'_>, told: &'a [Vec<Told>]) -> Self {
        let sentence = told.get(s.mention.report as usize).and_then(|t| t.get(s.mention.sentence as usize));
        let Some(words) = sentence.map(|t| t.words.as_slice()) else { return Self::default() };
        let Some(head) = words.get(s.mention.head as usize) else { return Self::default() };
        let verb = words.get(head.clause as usize);
        let Some(verb) = verb.filter(|w| w.pos == Pos::Verb && !HAPPENED.has(w.key)) else { return Self::default() };
        // "Taken to hospital", "found a gun": the noun says what.
        let little = light(verb);
        let mut out = Self::default();
        if !little {
            out.done.push(verb);
        }
        let below = words.iter().filter(|w| w.head == head.clause && w.span != verb.span);
        for w in below.filter(|w| matches!(w.pos, Pos::Noun | Pos::Propn)) {
            match w.relation {
                Grammar::Obj | Grammar::NsubjPass => out.object = Some(w),
                Grammar::Nsubj | Grammar::Agent => out.doers.push(w),
                _ => {}
            }
            if little && matches!(w.relation, Grammar::Obj | Grammar::Obl) && w.pos == Pos::Noun && w.weight > 0.0 {
                out.done.push(w);
            }
            if happens(w) {
                out.events.push(w);
            }
        }
        if let Some(up) = words.get(head.head as usize).filter(|w| w.pos == Pos::Noun) {
            out.done.push(up);
            out.events.extend(Some(up).filter(|w| happens(w)));
        }
        out
    }
}

/// Whether a noun is for something that happens or is done.
fn happens(w: &Word) -> bool {
    w.pos == Pos::Noun && w.lexeme.is_some_and(|l| l.senses().take(2).any(thing::happens))
}

/// Whether a time stands before a noun as its attribute.
fn attribute(s: &Seen<'_>) -> bool {
    s.setting.head.relation == Grammar::Compound
}

/// Whether a time is of somebody's saying something, or of the page.
fn spoken(s: &Seen<'_>) -> bool {
    let of = |w: &Word| PAGE.has(w.key) || w.pos == Pos::Verb && verbs::frame(w.key) & verbs::SPOKEN != 0;
    s.setting.predicate.or(s.setting.governor).is_some_and(of)
}

#[cfg(test)]
mod tests;
