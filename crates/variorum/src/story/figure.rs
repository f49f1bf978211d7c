//! Figures side by side: how many are dead and hurt, how old somebody is, what rank, how much money, at what hours of one
//! day, report by report.
//!
//! A claim joins sentences that tell one thing; most things are told in sentences that have little in common. A figure
//! asks less: that its numbers are given for one thing by name (a fate, a person, a noun, a day). It says who prints
//! which, and not that they are of one matter, so nothing here is a contradiction.

use crate::annotate::Annotated;
use crate::annotate::entity::recognise::NameKind;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation as Grammar};
use crate::annotate::time::meaning::{TimeOfDay, Value as Time};
use crate::annotate::token::{Key, TokenKind};
use crate::calendar::Date;
use crate::collate::named::Names;
use crate::span::{ArticleId, Place, Span};
use crate::story::claim::circumstance::{ACCUSED, DEAD, OTHERS};
use crate::story::claim::contest::Seen;
use crate::story::claim::mention::{Filler, Slot, names_day};
use crate::story::claim::number::Unit;
use crate::story::claim::pair::folk;
use crate::story::claim::told::{Told, Word};
use crate::story::claim::value::{Measure, Relation, Value, relate};
use crate::story::timeline::axis::Interval;
use std::collections::{BTreeMap, HashMap, HashSet};

static HURT: List =
    List::new("injured injuring injuries wounded wounding hurt grazed hospitalised hospitalized hospital hospitals");
static SHOT: List = List::new("shot");
static ARRESTED: List = List::new("arrested arrests arrest detained detainees custody");
static MISSING: List = List::new("missing unaccounted");
static EVACUATED: List = List::new("evacuated evacuate evacuating evacuees displaced homeless");
/// Parts of those who were spoken of: "two of them".
static THEM: List = List::new("the those these them whom his her their its");
/// Offices that are no ranks of a general.
static CIVIL: List =
    List::new("attorney surgeon solicitor secretary inspector director postmaster governor consul auditor comptroller");
/// What befalls people, by its words.
static KINDS: [(&List, FigureKind); 6] = [
    (&DEAD, FigureKind::Dead),
    (&HURT, FigureKind::Hurt),
    (&MISSING, FigureKind::Missing),
    (&SHOT, FigureKind::Shot),
    (&EVACUATED, FigureKind::Evacuated),
    (&ARRESTED, FigureKind::Arrested),
];
static MILLIONS: List =
    List::new("thousand million billion trillion dollars dollar pounds pound euros euro cents pence");
/// What is done with money, by which a sum is told.
static PRICED: List =
    List::new("fined raised donated stolen stole cost costs costing paid sold bought awarded pledged");
/// What nothing is told by that it counts.
static VAGUE: List = List::new(
    "people person man men woman women thing things time times way ways part parts kind kinds side sides place places case \
     reason reasons one ones others point points story stories word words page pages photo photos picture pictures",
);
/// From so many on a number of things is hardly met twice by chance.
const MANY: f64 = 10.0;
/// A thing of which more values are printed is no one thing.
const VALUES: usize = 24;

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKind {
    /// How many died.
    Dead,
    /// How many were hurt.
    Hurt,
    /// How many were shot.
    Shot,
    /// How many are missing.
    Missing,
    /// How many had to leave their homes.
    Evacuated,
    /// How many were arrested.
    Arrested,
    /// How old a person is.
    Age,
    /// Which rank a person has.
    Rank,
    /// How many of something.
    Count,
    /// How much money.
    Money,
    /// Hours of a day.
    Hours(Date),
}

impl FigureKind {
    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            FigureKind::Dead => "dead",
            FigureKind::Hurt => "hurt",
            FigureKind::Shot => "shot",
            FigureKind::Missing => "missing",
            FigureKind::Evacuated => "evacuated",
            FigureKind::Arrested => "arrested",
            FigureKind::Age => "age",
            FigureKind::Rank => "rank",
            FigureKind::Count => "count",
            FigureKind::Money => "money",
            FigureKind::Hours(_) => "hours",
        }
    }
}

/// What reports print for one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub kind: FigureKind,
    /// Whose or of what it is, where a name or a noun says so: where that first stands.
    pub of: Option<Place>,
    /// The values: numbers from the lowest, hours from the earliest, ranks as they are first printed.
    pub values: Vec<FigureValue>,
    /// The gravest relation between two of the values, as if they were of one matter; of hours, and of one value,
    /// [`Relation::Same`].
    pub relation: Relation,
}

/// One value of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureValue {
    /// Its words wherever they stand, in order; never empty.
    pub places: Vec<Place>,
}

impl FigureValue {
    /// The reports that print it, in order.
    pub fn reports(&self) -> Vec<ArticleId> {
        let mut out: Vec<ArticleId> = self.places.iter().map(|p| p.article).collect();
        out.dedup();
        out
    }
}

impl Figure {
    /// The reports that print any value, in order.
    pub fn reports(&self) -> Vec<ArticleId> {
        let mut out: Vec<ArticleId> = self.values.iter().flat_map(FigureValue::reports).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Whether reports print different values.
    pub fn differs(&self) -> bool {
        self.values.len() > 1
    }

    /// The same with other numbers of the reports.
    pub(crate) fn translate(&mut self, map: &impl Fn(ArticleId) -> ArticleId) {
        for v in &mut self.values {
            v.places.iter_mut().for_each(|p| p.article = map(p.article));
            v.places.sort_unstable();
        }
        if let Some(of) = &mut self.of {
            of.article = map(of.article);
        }
    }
}

/// What figures stand together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Of {
    Fate(FigureKind),
    Age(usize),
    Rank(usize),
    Count(u64),
    Money(char, u64),
    Hours(Date),
}

/// One value in one place.
struct Entry {
    place: Place,
    /// Equal values have equal ones, and lower values lower ones.
    order: (i64, i64, bool),
    value: Option<Value>,
    day: Option<Date>,
    of: Option<Place>,
    /// What is done, by which small numbers of things are told apart.
    done: [u64; 2],
    number: f64,
}

/// The figures that two reports give or more; `seen` are all numbers and times of the reports, `told` their sentences.
pub(crate) fn figures(reports: &[&Annotated], told: &[Vec<Told>], seen: &[Seen<'_>], names: &Names) -> Vec<Figure> {
    let mut by: BTreeMap<Of, Vec<Entry>> = BTreeMap::new();
    for s in seen {
        if let Some((of, entry)) = entry(s, told, reports) {
            by.entry(of).or_default().push(entry);
        }
    }
    hours(reports, &mut by);
    ranks(reports, names, &mut by);
    let mut out: Vec<Figure> = by.into_iter().filter_map(|(of, entries)| figure(of, entries, names)).collect();
    sort(&mut out);
    out
}

/// In the order in which they are read: what differs first.
pub(crate) fn sort(figures: &mut [Figure]) {
    let first = |f: &Figure| f.values.iter().flat_map(|v| &v.places).min().copied();
    figures.sort_by_cached_key(|f| {
        (matches!(f.kind, FigureKind::Hours(_)), f.relation == Relation::Same, f.kind, first(f))
    });
}

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

/// Whether a number without a noun stands where one of people may: "three were killed", "killing three", "a toll of three".
fn bears(s: &Seen<'_>, words: &[Word]) -> bool {
    let [before, behind] = s.setting.next;
    let kind = |w: &Word| KINDS.iter().any(|k| k.0.has(w.key));
    let toll = words.iter().any(|w| w.key == Key::word("toll"));
    toll || before.is_some_and(kind) || behind.is_some_and(|w| kind(w) || w.pos == Pos::Aux || OTHERS.has(w.key))
}

/// Whether a number stands between commas.
fn inserted(words: &[Word], at: usize) -> bool {
    let mark = |k: Option<usize>| k.and_then(|k| words.get(k)).is_some_and(|w| w.pos == Pos::Punct);
    mark(at.checked_sub(1)) && mark(Some(at + 1))
}

fn entry(s: &Seen<'_>, told: &[Vec<Told>], reports: &[&Annotated]) -> Option<(Of, Entry)> {
    let Filler::Number(q) = s.mention.filler else { return None };
    let Value::Number { least, most, about, open, measure } = s.value else { return None };
    let words = &told.get(s.mention.report as usize)?.get(s.mention.sentence as usize)?.words;
    if matches!(measure, Measure::Ordinal | Measure::Percent) {
        return None;
    }
    let noun = match q.unit {
        Unit::Noun(n) => words.get(n),
        _ => None,
    };
    let (of, name) = match s.mention.slot {
        Slot::Age => (Of::Age(s.about.bearer()?), None),
        _ if !s.about.is_now() => return None,
        Slot::Money => {
            let Measure::Money(sign) = measure else { return None };
            let thing = priced(s, words)?;
            (Of::Money(sign, thing.root), Some(thing))
        }
        Slot::Count => {
            let bare = q.unit == Unit::Bare && least < 1000.0;
            // "Several", "both" and "one" say nothing that another number could be held against.
            let several = least < MANY && most > least && most.is_finite();
            let vague = several || least < 2.0 || words.get(q.at).is_some_and(|w| w.key == Key::word("both"));
            match noun {
                Some(n) if measure == Measure::Count && !befallen(n) => {
                    if VAGUE.has(n.key) || n.weight <= 0.0 || n.pos != Pos::Noun || vague {
                        return None;
                    }
                    (Of::Count(n.lemma), Some(n))
                }
                Some(n) if measure == Measure::Count && (!vague || least == most && n.key == Key::word("person")) => {
                    (Of::Fate(fate(s, words, Some(n))?), None)
                }
                // "Dowd, 17, died": an age.
                None if bare && !several && !inserted(words, q.at) && bears(s, words) => {
                    (Of::Fate(fate(s, words, None)?), None)
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    let done = [s.setting.predicate, s.setting.governor].map(|w| w.map_or(0, |w| w.lemma));
    let bound = |x: f64| if x.is_finite() { (x * 100.0) as i64 } else { i64::MAX };
    Some((
        of,
        Entry {
            place: narrow(s, words, reports),
            order: (bound(least.max(if most.is_finite() { 0.0 } else { least })), bound(most), about || open),
            value: Some(s.value),
            day: s.day,
            of: name.map(|w| Place { article: ArticleId(s.mention.report), span: w.span }),
            done,
            number: least,
        },
    ))
}

/// What a sum is of: the noun it hangs on, "a $10,000 reward", or that hangs on it, "£2m of damage"; else the subject, or
/// what is done with it.
fn priced<'a>(s: &Seen<'_>, words: &'a [Word]) -> Option<&'a Word> {
    let own = |k: usize| (s.mention.rows.0 as usize..s.mention.rows.1 as usize).contains(&k);
    let noun = |w: &&Word| w.pos == Pos::Noun && w.weight > 0.0 && !MILLIONS.has(w.key);
    let behind = s.mention.rows.1 as usize;
    if words.get(behind).is_some_and(|w| w.key == Key::word("of") || w.key == Key::word("in"))
        && let Some(w) = words.iter().skip(behind + 1).take(2).find(noun)
    {
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
    let subject = |w: &&Word| {
        w.clause == head.clause && matches!(w.relation, Grammar::Nsubj | Grammar::NsubjPass) && w.pos == Pos::Noun
    };
    let done = words.get(head.clause as usize).filter(|w| w.pos == Pos::Verb && w.weight > 0.0);
    match done {
        Some(verb) if PRICED.has(verb.key) => Some(verb),
        _ => words.iter().find(subject).filter(|w| noun(w)),
    }
}

/// Whether what happens to a thing may be told of it as of people.
fn befallen(noun: &Word) -> bool {
    folk(noun) || [&DEAD, &HURT, &ARRESTED, &EVACUATED].iter().any(|l| l.has(noun.key))
}

/// What befell those who are counted, where it is told of all of them.
fn fate(s: &Seen<'_>, words: &[Word], noun: Option<&Word>) -> Option<FigureKind> {
    let own = words.get(s.mention.rows.0 as usize..s.mention.rows.1 as usize)?;
    let part = own.windows(2).any(|w| w[0].key == Key::word("of") && THEM.has(w[1].key));
    let beside = own.iter().chain(s.setting.next.into_iter().flatten()).any(|w| OTHERS.has(w.key));
    let head = words.get(s.mention.head as usize)?;
    let toll = words.iter().find(|w| w.clause == head.clause && w.key == Key::word("toll"));
    // What stands right behind tells more than the verb of a clause with several numbers.
    let around = [s.setting.next[1], noun, s.setting.governor, s.setting.predicate, toll];
    let kind = around.into_iter().flatten().find_map(|w| KINDS.iter().find(|k| k.0.has(w.key))).map(|k| k.1)?;
    // "Three others were shot" are not all who were; others who were hurt are all of them where somebody died.
    if part || beside && kind != FigureKind::Hurt {
        return None;
    }
    let accused = noun.is_some_and(|n| ACCUSED.has(n.key)) && kind != FigureKind::Arrested;
    (noun.is_none_or(befallen) && !accused).then_some(kind)
}

/// Hours of a day, as reports print them of what happened.
fn hours(reports: &[&Annotated], by: &mut BTreeMap<Of, Vec<Entry>>) {
    for (n, report) in reports.iter().enumerate() {
        let text = report.article.text.as_str();
        for t in &report.annotations.times {
            let Time::Point(_, Some(TimeOfDay::Clock(hour, minute))) = t.value else { continue };
            let Some(Interval { first: day, .. }) = Interval::of(t.value).filter(|i| i.first == i.last) else {
                continue;
            };
            let noticed = report.annotations.notices.iter().any(|n| n.span.overlaps(t.span));
            // An hour of the day of publication by no word of its own may be of the day that is told of.
            let guessed = report.day() == Some(day) && !names_day(t, text);
            if noticed || guessed || t.is_stamp(text) || report.quotation(t.span).is_some() {
                continue;
            }
            by.entry(Of::Hours(day)).or_default().push(Entry {
                place: Place { article: ArticleId(n as u32), span: t.span },
                order: (i64::from(hour) * 60 + i64::from(minute), 0, false),
                value: None,
                day: None,
                of: None,
                done: [0; 2],
                number: 0.0,
            });
        }
    }
}

/// The words of one rank, the ranks from the lowest.
const RANKS: &[&str] = &[
    "constable pc officer trooper patrolman patrolwoman",
    "deputy",
    "corporal cpl",
    "detective det",
    "sergeant sgt",
    "lieutenant lt",
    "inspector insp",
    "captain capt",
    "major maj",
    "commander cmdr",
    "superintendent supt",
    "colonel col",
    "brigadier brig",
    "general gen",
    "admiral adm",
    "sheriff",
    "marshal",
    "commissioner",
    "chief",
    "private pvt",
    "ensign",
    "senator sen",
    "representative rep congressman congresswoman",
    "governor gov",
    "councillor cllr councilman councilwoman councilmember",
    "bishop",
    "archbishop",
    "cardinal",
];
/// What makes another rank of the one behind it.
static LESSER: List =
    List::new("deputy assistant vice acting interim former lance staff master first second chief detective");

fn rank(word: &str) -> Option<i64> {
    let low = word.trim_end_matches('.').to_lowercase();
    RANKS.iter().position(|list| list.split(' ').any(|w| w == low)).map(|n| n as i64)
}

/// The ranks before the names of persons.
fn ranks(reports: &[&Annotated], names: &Names, by: &mut BTreeMap<Of, Vec<Entry>>) {
    for (row, named) in names.list.iter().enumerate().filter(|(_, n)| n.kind == NameKind::Person) {
        for place in named.forms.iter().flat_map(|f| &f.places) {
            let Some((report, entry)) = reports.get(place.article.index()).zip(ranked(reports, *place)) else {
                continue;
            };
            if report.quotation(place.span).is_none() {
                by.entry(Of::Rank(row)).or_default().push(entry);
            }
        }
    }
}

/// The rank that a name has before it or begins with.
fn ranked(reports: &[&Annotated], name: Place) -> Option<Entry> {
    let report = reports.get(name.article.index())?;
    let tokens = &report.annotations.tokens;
    let word = |k: usize| tokens.get(k).filter(|t| t.is_word()).map(|t| report.text(t.span));
    let first = tokens.partition_point(|t| t.span.start() < name.span.start());
    // A name may be taken with its rank.
    let mut at = first;
    if word(at).and_then(rank).is_none() {
        at = at.checked_sub(1)?;
        // "Lt." with its full stop as a token of its own.
        if tokens.get(at).is_some_and(|t| report.text(t.span) == ".") {
            at = at.checked_sub(1)?;
        }
    }
    if at.checked_sub(1).and_then(word).is_some_and(|w| CIVIL.has(Key::word(&w.to_lowercase()))) {
        return None;
    }
    let level = word(at).filter(|w| w.chars().next().is_some_and(char::is_uppercase)).and_then(rank)?;
    let mut from = at;
    let mut lesser: i64 = 0;
    while let Some(before) = from.checked_sub(1)
        && let Some(w) = word(before)
        && LESSER.has(Key::of(w, TokenKind::Word))
    {
        lesser =
            lesser.wrapping_mul(31).wrapping_add(Key::of(&w.to_lowercase(), TokenKind::Word).get() as i64 & 0xFFFF);
        from = before;
    }
    let (a, b) = (tokens.get(from)?.span, tokens.get(at)?.span);
    let end =
        if report.article.text.as_str().get(b.end() as usize..).is_some_and(|t| t.starts_with('.')) { 1 } else { 0 };
    Some(Entry {
        place: Place { article: name.article, span: Span::new(a.start(), b.end() + end) },
        order: (level, lesser, false),
        value: None,
        day: None,
        of: None,
        done: [0; 2],
        number: 0.0,
    })
}

/// Whether one of two values, with another one that some report gives beside it, makes the other.
fn sums(i: usize, j: usize, values: &[(FigureValue, &Entry)], reports: &[Vec<ArticleId>]) -> bool {
    let number = |k: usize| values[k].1.number;
    let (low, high) = if number(i) < number(j) { (i, j) } else { (j, i) };
    let rest = number(high) - number(low);
    rest > 0.0
        && (0..values.len()).any(|k| {
            k != high
                && k != low
                && (number(k) - rest).abs() < 0.5
                && reports[k].iter().any(|r| reports[low].contains(r))
        })
}

/// The figure that entries of one thing make; `None` where fewer than two reports give it.
fn figure(of: Of, mut entries: Vec<Entry>, names: &Names) -> Option<Figure> {
    if let Of::Count(_) = of {
        // A small number of things needs the same done to them in another report.
        let mut done: HashMap<u64, HashSet<ArticleId>> = HashMap::new();
        for e in &entries {
            for d in e.done.iter().filter(|d| **d != 0) {
                done.entry(*d).or_default().insert(e.place.article);
            }
        }
        entries.retain(|e| e.number >= MANY || e.done.iter().any(|d| done.get(d).is_some_and(|a| a.len() > 1)));
    }
    entries.sort_by_key(|e| (e.order, e.place));
    let several = entries.iter().any(|e| e.place.article != entries[0].place.article);
    if !several {
        return None;
    }
    let mut values: Vec<(FigureValue, &Entry)> = Vec::new();
    for same in entries.chunk_by(|a, b| a.order == b.order) {
        let mut places: Vec<Place> = same.iter().map(|e| e.place).collect();
        places.dedup();
        values.push((FigureValue { places }, same.first()?));
    }
    if values.len() > VALUES {
        return None;
    }
    // Who prints two values has them of two things, or tells of a difference: what counts is what one report prints and
    // another does not, which prints something else.
    let of_report: Vec<Vec<ArticleId>> = values.iter().map(|v| v.0.reports()).collect();
    let mut relation = Relation::Same;
    for (i, (_, a)) in values.iter().enumerate() {
        for (j, (_, b)) in values.iter().enumerate().skip(i + 1) {
            let lacks = |x: usize, y: usize| of_report[x].iter().any(|r| !of_report[y].contains(r));
            if !lacks(i, j) || !lacks(j, i) {
                continue;
            }
            let between = match (of, a.value.zip(b.value)) {
                (Of::Rank(_), _) => Some(Relation::Conflict),
                // "One woman" and "two men" are three people.
                _ if sums(i, j, &values, &of_report) => Some(Relation::Subset),
                (_, Some((x, y))) => relate(&x, &y, (a.day, b.day)),
                _ => None,
            };
            relation = relation.min(between.unwrap_or(Relation::Same));
        }
    }
    if matches!(of, Of::Rank(_)) && relation == Relation::Same {
        return None;
    }
    let (kind, named) = match of {
        Of::Fate(kind) => (kind, None),
        Of::Age(row) => (FigureKind::Age, Some(names.called(row)?)),
        Of::Rank(row) => (FigureKind::Rank, Some(names.called(row)?)),
        Of::Count(_) => (FigureKind::Count, entries.iter().filter_map(|e| e.of).min()),
        Of::Money(..) => (FigureKind::Money, entries.iter().filter_map(|e| e.of).min()),
        Of::Hours(day) => (FigureKind::Hours(day), None),
    };
    let values = values.into_iter().map(|v| v.0).collect();
    Some(Figure { kind, of: named, values, relation })
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::story::claim::value::Relation;
    use crate::story::edition::edition;
    use crate::story::record::streamed;

    /// Each figure of reports of one day: what it is of, how its values stand to each other, its values with who prints
    /// them.
    fn found(texts: &[&str]) -> Vec<String> {
        found_on(["06"; 4], texts)
    }

    fn found_on(days: [&str; 4], texts: &[&str]) -> Vec<String> {
        let report = |(i, t): (usize, &&str)| {
            let text = format!(" date 2031-05-{} \n{t}\n", days[i]);
            annotate(Article::read(crate::ingest::read(&format!("{i}.txt"), text.into_bytes()).captures.remove(0)))
        };
        let edition = edition(texts.iter().enumerate().map(report).collect());
        let sign = |r: &str| match r {
            r if r == Relation::Conflict.name() => "≠",
            r if r == Relation::Growth.name() => "<",
            r if r == Relation::Same.name() => "=",
            _ => "≈",
        };
        let line = |f: &crate::story::record::FigureRecord| {
            let value = |v: &crate::story::record::FigureValueRecord| {
                let mut sigla: Vec<&str> = v.places.iter().map(|p| p.siglum.as_str()).collect();
                sigla.dedup();
                format!("{} {}", v.text, sigla.join(" "))
            };
            let values: Vec<String> = f.values.iter().map(value).collect();
            format!("{} {}: {}", sign(&f.relation), f.label(), values.join("; "))
        };
        streamed(&edition).figures.iter().map(line).collect()
    }

    #[test]
    fn what_befell_people_is_counted_where_sentences_have_nothing_in_common() {
        let texts = [
            "Five teenage boys were shot in Pell Park on Monday, police say. Two people are dead.",
            "Six teenagers were shot on a playground, leaving three dead. Gunfire could be heard for miles.",
        ];
        assert_eq!(found(&texts), ["≠ dead: Two people A; three B", "≠ shot: Five teenage boys A; Six teenagers B"],);
        let texts =
            ["About 240 residents were evacuated.", "Crews evacuated 420 people on Monday.", "Nobody was hurt."];
        assert_eq!(found(&texts), ["≠ evacuated: About 240 residents A; 420 people B"]);
    }

    #[test]
    fn some_of_them_and_what_was_long_before_are_no_figures() {
        let texts = ["Three others were shot at the mill.", "Four people were shot at the mill."];
        assert_eq!(found(&texts), [""; 0]);
        let texts = ["Two of the victims died on the way.", "Three people died at the mill."];
        assert_eq!(found(&texts), [""; 0]);
        // "More than" leaves nothing over.
        let texts = ["More than 300 people were killed.", "The toll stands at 310."];
        assert_eq!(found(&texts).len(), 1);
        let texts = ["In 2011, nine people were killed at the mill.", "Three people were killed at the mill."];
        assert_eq!(found(&texts), [""; 0]);
    }

    #[test]
    fn parts_that_make_the_whole_are_not_unlike_it() {
        let texts = ["Two men and three women were shot at the mill.", "Five people were shot at the mill."];
        assert!(!found(&texts).iter().any(|f| f.starts_with('≠')), "{:?}", found(&texts));
    }

    #[test]
    fn ages_and_ranks_are_of_a_person_by_name() {
        let texts = [
            "Police chief Mara Lind, 48, said the man was Ivo Pell, 34. Lt. Ada Crewe is leading the search.",
            "Ivo Pell was 35. He was found by Sgt. Ada Crewe on Monday.",
        ];
        assert_eq!(found(&texts), ["≠ age of Ivo Pell: 34 A; 35 B", "≠ rank of Ada Crewe: Sgt. B; Lt. A"]);
        // An attorney general is no general, and one rank is nothing to show.
        let texts = [
            "Attorney General Mara Lind spoke.",
            "Lieutenant Ada Crewe heard Secretary General Mara Lind. Lt. Ada Crewe left.",
        ];
        assert_eq!(found(&texts), [""; 0]);
    }

    #[test]
    fn sums_are_told_by_what_they_are_of() {
        let texts = [
            "A reward of $5,000 is offered. The mill was put at £2 million in damage. Lind was fined £400.",
            "Police offer a $10,000 reward. It did £2.5m of damage. A fine of £450 was imposed.",
        ];
        let found = found(&texts);
        assert_eq!(
            found,
            ["≠ reward: $5,000 A; $10,000 B", "≠ damage: £2 million A; £2.5m B", "≠ fined: £400 A; £450 B"],
        );
    }

    #[test]
    fn hours_of_a_day_stand_in_their_order() {
        let texts = [
            "The alarm rang around 2:55 a.m. on May 6. The lock was shut by 9 a.m. on May 6.",
            "Crews were called at 2:15 a.m. on May 6.",
        ];
        assert_eq!(
            found(&texts),
            ["= hours of 2031-05-06: 2:15 a.m. on May 6 B; around 2:55 a.m. on May 6 A; 9 a.m. on May 6 A"]
        );
    }
}
