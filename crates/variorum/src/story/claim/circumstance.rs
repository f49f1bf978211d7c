//! Of whom, of what and of when a sentence tells that has a filler: by these two fillers that stand in like surroundings
//! are kept apart. The age of one person is not another's, and what happened last year is not what happened on Monday.

use super::mention::{Filler, Mention, Slot};
use super::pair::Setting;
use super::told::{Told, Word};
use crate::annotate::Annotated;
use crate::annotate::entity::recognise::NameKind;
use crate::annotate::lexicon::{FEMALE_WORDS, List, MALE_WORDS};
use crate::annotate::name::Name;
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::time::calendar::{WEEKDAYS, month};
use crate::annotate::token::Key;
use crate::calendar::Date;
use crate::collate::named::Names;
use crate::span::{ArticleId, Place};
use crate::story::timeline::axis::Interval;

/// Sentences before that are looked at for whom a pronoun stands for.
const BACK: usize = 2;
/// What was so many days before the report, or longer ago, is told as what was before: days.
const PAST: i32 = 60;

/// Pronouns of one person.
static HE: List = List::new("he she him her his hers himself herself");
/// By these somebody is named later.
static IDENTIFIED: List = List::new("identified named");
/// What joins somebody's name to where they live.
static FROM: List = List::new("of from in at near");
/// What was before, or happens elsewhere too.
static BEFORE: List = List::new("earlier previously formerly previous separate unrelated");
static FIRST: List = List::new("first only highest lowest");
static AFTER: List = List::new("after since");
static LONG: List = List::new("year years month months decade decades");
/// So many words before "since" may say that what happened was the most of all.
const NEAR: usize = 6;
/// What is told of those who did it.
pub(crate) static ACCUSED: List = List::new(
    "suspect suspects suspected gunman gunmen shooter shooters attacker attackers assailant assailants robber robbers killer \
     killers defendant defendants burglar burglars raider raiders thief thieves arrest arrests arrested charged accused \
     indicted arraigned convicted custody",
);
/// Whose work it is to be there.
pub(crate) static SERVING: List = List::new(
    "officer officers police policeman policemen policewoman policewomen cop cops deputy deputies trooper troopers soldier \
     soldiers firefighter firefighters fireman firemen paramedic paramedics guard guards agent agents marine marines",
);
/// What is told of the dead.
pub(crate) static DEAD: List =
    List::new("killed killing kills died dead dies death deaths slain murdered drowned fatally toll fatalities");
pub(crate) static HURT: List = List::new("injured injuring wounded wounding hurt grazed hospitalised hospitalized");
static HIT: List = List::new("shot shoot shoots shooting hit struck");
static LIVES: List = List::new("lives life");
static TAKEN: List =
    List::new("claim claims claimed claiming cost costs costing lose loses lost losing take takes took taken taking");
/// What the dead are counted by.
static DEATHS: List = List::new("deaths death lives life dead fatalities people persons");
pub(crate) static FATALLY: List = List::new("fatally");
/// Where they are brought who are hurt, and by what word that is told.
pub(crate) static HOSPITALS: List = List::new("hospital hospitals");
pub(crate) static BROUGHT: List =
    List::new("taken took transported transferred rushed airlifted flown brought carried admitted sent");
static HOSPITAL: List = List::new("hospital hospitals critical stable treated treatment surgery");
/// By these a number is of what is left beside others.
pub(crate) static OTHERS: List = List::new("other others another additional further remaining rest extra");
/// What is told of those it was done to.
static SUFFERED: List = List::new(
    "victim victims wounded injured hurt grazed hospital hospitalised hospitalized stable critical bystander bystanders treated \
     survived surgery passenger passengers",
);
/// Of women and of men, beside the nouns for one of them.
static WOMEN: List =
    List::new("women girls female females mothers daughters sisters wives ladies schoolgirl schoolgirls");
/// Of children and of those who are none, where the noun itself says so.
static YOUNG: List = List::new("child children kid kids toddler toddlers infant infants baby babies minors");
static GROWN: List = List::new("man men woman women adult adults");
static SHE: List = List::new("she her hers herself");
static HIM: List = List::new("he him his himself");
static MEN: List = List::new("men boys male males fathers sons brothers husbands lad lads schoolboy schoolboys");

/// What a name is known by: its row among the names of all reports, where it has one, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// Its row among the names of all reports, where it has one; none of a place, which has no age.
    pub(crate) row: Option<usize>,
    /// The words of the fullest form that the report has.
    pub(crate) words: Vec<Key>,
    /// The letter it begins with: Edwin is Eddie.
    initial: Option<char>,
    /// Where that form stands.
    pub(crate) place: Place,
    /// It is taken for the name of a place, or of a body, elsewhere.
    pub(crate) doubtful: bool,
}

impl Bearer {
    /// Whether both are one: the same name in all reports, or names that end alike and do not begin with other letters.
    pub fn is(&self, other: &Self) -> bool {
        if self.row.is_some() && self.row == other.row {
            return true;
        }
        let ends = self.words.last() == other.words.last();
        ends && (self.words.len() < 2 || other.words.len() < 2 || self.initial == other.initial)
    }
}

/// Of whom, of what and of when it is told.
#[derive(Clone, Debug, Default)]
pub struct Circumstance {
    /// Whose an age is.
    bearer: Option<Bearer>,
    /// The people named in the clause, its subject among them though it be a pronoun.
    people: Vec<Bearer>,
    /// Other names that its verb, or the filler, has with it: places, organisations.
    others: Vec<Key>,
    /// The days that the sentence tells of, besides the filler's own.
    days: Vec<(Date, Date)>,
    /// It tells of something that was long before the report.
    before: bool,
    /// It says that it tells of something earlier, or apart from the rest.
    earlier: bool,
    /// It tells of a stretch of months or years: a figure of many such things.
    long: bool,
    /// It counts those since something began: "since he took office in May".
    since: bool,
    /// It is of those left out: "all but five".
    rest: bool,
    /// Who does what the clause tells of, by name.
    doer: Option<Bearer>,
    /// Of whom: of those who are accused, or of those who suffered, where of one of them only.
    part: Option<Part>,
    /// Of women or of men, where the words say so.
    sex: Option<Sex>,
    /// Of children, or of those who are none, where the noun that is counted says so.
    young: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Accused,
    Suffered,
}

/// Women and girls, or men and boys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Sex {
    Women,
    Men,
}

impl Circumstance {
    /// The circumstances of a filler of report `article`, whose sentences are `told`.
    pub fn of(report: &Annotated, article: ArticleId, told: &[Told], m: &Mention, names: &Names) -> Self {
        let Some(sentence) = told.get(m.sentence as usize) else { return Self::default() };
        let words = sentence.words.as_slice();
        let all = Naming { report, article, names };
        let mut out = Self::default();
        let subject = subject(words, m);
        let spoken_of = subject.and_then(|k| all.whom(told, m.sentence as usize, k));
        out.doer.clone_from(&spoken_of);
        out.rest = matches!(m.filler, Filler::Number(q) if q.rest);
        out.bearer = match m.slot {
            Slot::Age => {
                let own = beside(words, m, &|w| all.is_name(w)).and_then(|k| all.bearer(words.get(k)?));
                let own = own.or_else(|| all.named_later(told, m));
                // "Lowe was 44."
                let says = words.get(m.head as usize).is_some_and(|w| w.clause == m.head);
                own.or_else(|| spoken_of.clone().filter(|_| says))
            }
            _ => None,
        };
        let Some(head) = words.get(m.head as usize) else { return out };
        let own = |k: usize| (m.rows.0 as usize..m.rows.1 as usize).contains(&k);
        for (k, w) in words.iter().enumerate().filter(|(k, w)| w.clause == head.clause && !own(*k)) {
            if w.pos != Pos::Propn || is_time(report.text(w.span)) {
                continue;
            }
            if let Some(p) = all.person(w) {
                if !out.people.iter().any(|q| q.is(&p)) {
                    out.people.push(p);
                }
            } else if Some(k) != subject {
                out.others.push(w.key);
            }
        }
        // "His bond is set", "set for him"
        let pronouns = words.iter().enumerate().filter(|(_, w)| w.clause == head.clause && HE.has(w.key));
        let meant = pronouns.filter_map(|(k, _)| all.whom(told, m.sentence as usize, k));
        for p in spoken_of.into_iter().chain(meant) {
            if !out.people.iter().any(|q| q.is(&p)) {
                out.people.push(p);
            }
        }
        out.part = part(words, head.clause);
        out.sex = sex(words, m);
        out.young = if YOUNG.has(head.key) { Some(true) } else { GROWN.has(head.key).then_some(false) };
        let day = report.day();
        let old = |d: &(Date, Date)| day.is_some_and(|day| day.days_since(d.1) > PAST);
        let (mut total, mut then) = (false, None);
        for t in report.annotations.times.iter().filter(|t| t.span.overlaps(sentence.span) && !t.span.overlaps(m.span))
        {
            let before = words.iter().rposition(|w| w.span.end() <= t.span.start());
            let since = before.filter(|k| words.get(*k).is_some_and(|w| w.key == Key::word("since")));
            let Some(interval) = Interval::of(t.value) else { continue };
            let days = (interval.first, interval.last);
            // "Since he took office in May": from then on it is counted.
            let inside = words.iter().find(|w| w.span.overlaps(t.span)).map(|w| w.clause);
            let since_word = Key::word("since");
            let begins = |(k, w): (usize, &Word)| {
                !most(words, k)
                    && w.key == since_word
                    && w.relation == Relation::Mark
                    && Some(w.clause) == inside
                    && w.clause != head.clause
            };
            if since.is_none()
                && words.iter().enumerate().any(begins)
                && words.get(head.clause as usize).is_some_and(|w| w.pos == Pos::Verb)
            {
                out.since = true;
                continue;
            }
            match since {
                None => out.days.push(days),
                // "The deadliest since 2014, when 154 people were killed": then they were.
                Some(_) if recalled(words, t.span.end(), m) => then = Some(days),
                // "Since 2014 at least 15 people have been killed" counts those of years.
                Some(k) => total |= old(&days) && !most(words, k),
            }
        }
        if let Some(days) = then {
            out.days = vec![days];
        }
        out.before = !out.days.is_empty() && out.days.iter().all(old);
        out.long = total || !out.days.is_empty() && out.days.iter().all(|d| d.1.days_since(d.0) > PAST);
        out.earlier = words.iter().any(|w| BEFORE.has(w.key)) || long_after(words, m);
        out
    }

    /// Whether two fillers of a slot are plainly of two matters; `far` where they are distances,
    /// `people` where they count people.
    pub fn apart(&self, other: &Self, slot: Slot, far: bool, people: bool) -> bool {
        if let (Some(a), Some(b)) = (&self.bearer, &other.bearer) {
            return !a.is(b);
        }
        let clash = |a: Option<Part>, b: Option<Part>| a.zip(b).is_some_and(|(a, b)| a != b);
        if self.sex.zip(other.sex).is_some_and(|(a, b)| a != b) && (slot == Slot::Age || people) {
            return true;
        }
        // "Twenty women and nine children" are no "nine women".
        if slot == Slot::Count && self.young.zip(other.young).is_some_and(|(a, b)| a != b) {
            return true;
        }
        if clash(self.part, other.part) && (slot == Slot::Age || people) {
            return true;
        }
        if slot == Slot::Age {
            return false;
        }
        if self.rest != other.rest {
            return true;
        }
        let alien = !self.people.is_empty()
            && !other.people.is_empty()
            && !self.people.iter().any(|p| other.people.iter().any(|q| p.is(q)));
        let elsewhere = !self.others.is_empty()
            && !other.others.is_empty()
            && !self.others.iter().any(|k| other.others.contains(k));
        if alien || elsewhere && (slot == Slot::When || far || people) || self.earlier != other.earlier {
            return true;
        }
        let disjoint = |a: &(Date, Date), b: &(Date, Date)| a.1.plus_days(1) < b.0 || b.1.plus_days(1) < a.0;
        let other_days = !self.days.is_empty()
            && !other.days.is_empty()
            && self.days.iter().all(|a| other.days.iter().all(|b| disjoint(a, b)));
        other_days || self.before != other.before && slot != Slot::When || people && self.long != other.long
    }

    /// Whether both sentences name days, and no day of the one is one of the other.
    pub fn other_days(&self, other: &Self) -> bool {
        let disjoint = |a: &(Date, Date), b: &(Date, Date)| a.1 < b.0 || b.1 < a.0;
        !self.days.is_empty()
            && !other.days.is_empty()
            && self.days.iter().all(|a| other.days.iter().all(|b| disjoint(a, b)))
    }

    /// Whose an age is, where a name says so.
    pub fn bearer(&self) -> Option<&Bearer> {
        self.bearer.as_ref()
    }

    /// Whether it is told of what the report is about: neither of something long before or earlier, nor of months and
    /// years together.
    pub fn is_now(&self) -> bool {
        !self.before && !self.earlier && !self.long && !self.since
    }

    /// Whether it counts those since something began.
    pub fn counts_since(&self) -> bool {
        self.since && !self.before && !self.earlier
    }

    /// Whether one person by name does what both clauses tell of.
    pub fn one_doer(&self, other: &Self) -> bool {
        self.doer.as_ref().zip(other.doer.as_ref()).is_some_and(|(a, b)| a.is(b))
    }

    /// Whether both are ages of one person by name.
    pub fn one_bearer(&self, other: &Self) -> bool {
        self.bearer.as_ref().zip(other.bearer.as_ref()).is_some_and(|(a, b)| a.is(b))
    }
}

/// Whether a filler stands in a clause that tells what was at the time that ends at `end`: "2014, when".
fn recalled(words: &[Word], end: u32, m: &Mention) -> bool {
    let behind = words.iter().position(|w| w.span.start() >= end && w.pos != Pos::Punct);
    behind.is_some_and(|k| words[k].key == Key::word("when") && k < m.head as usize)
}

/// Whether the word in row `k` is said of what is the most of all: "the deadliest since".
fn most(words: &[Word], k: usize) -> bool {
    let before = words.get(k.saturating_sub(NEAR)..k).unwrap_or(&[]);
    before.iter().any(|w| matches!(w.tag, Tag::Most | Tag::MostSo) || FIRST.has(w.key))
}

/// Whether a filler's clause is of what was months or years before: "a year after nine people were shot".
fn long_after(words: &[Word], m: &Mention) -> bool {
    let Some(clause) = words.get(m.head as usize).map(|w| w.clause) else { return false };
    let mark = |w: &Word| w.relation == Relation::Mark && w.head == clause && AFTER.has(w.key);
    words.iter().position(mark).and_then(|k| words.get(k.checked_sub(1)?)).is_some_and(|w| LONG.has(w.key))
}

/// What befell those who are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// They died.
    Dead,
    /// They were hurt, or are in hospital.
    Hurt,
    /// They were shot or struck, and may be dead.
    Hit,
}

/// What befell those whom a number counts, by the words around it.
pub(crate) fn fate(s: &Setting<'_>) -> Option<Fate> {
    let around = [s.predicate, s.governor, s.next[1], Some(s.head).filter(|w| w.pos == Pos::Noun)];
    let is = |list: &List| around.into_iter().flatten().any(|w| list.has(w.key));
    match () {
        // "It has claimed 40 lives"
        () if takes_lives(s) => Some(Fate::Dead),
        () if is(&DEAD) => Some(Fate::Dead),
        // "Fatally shooting three people"
        () if (is(&HURT) || is(&HIT)) && s.clause.iter().any(|w| FATALLY.has(w.key)) => Some(Fate::Dead),
        () if is(&HURT) => Some(Fate::Hurt),
        () if is(&HIT) => Some(Fate::Hit),
        // "Nine remained in hospital"
        () if s.clause.iter().any(|w| HOSPITAL.has(w.key)) => Some(Fate::Hurt),
        () => None,
    }
}

/// Whether a number is of lives that something claimed, or of those whose lives they were.
pub(crate) fn takes_lives(s: &Setting<'_>) -> bool {
    (LIVES.has(s.head.key) || s.governor.is_some_and(|w| LIVES.has(w.key)))
        && s.predicate.is_some_and(|w| TAKEN.has(w.key))
}

/// Whether a noun counts the dead and no sort of them, where what is counted are the dead.
pub(crate) fn any_dead(w: &Word) -> bool {
    DEATHS.has(w.key)
}

/// Of whom a clause tells, those who are accused or those who suffered; `None` where of both or of neither.
fn part(words: &[Word], clause: u32) -> Option<Part> {
    let of = |list: &List| words.iter().any(|w| w.clause == clause && list.has(w.key));
    match (of(&ACCUSED), of(&SUFFERED)) {
        (true, false) => Some(Part::Accused),
        (false, true) => Some(Part::Suffered),
        _ => None,
    }
}

/// Whether a filler is of women or of men, by its own words and the noun behind it.
fn sex(words: &[Word], m: &Mention) -> Option<Sex> {
    let behind = words.iter().skip(m.rows.1 as usize).take(2).filter(|w| matches!(w.pos, Pos::Noun | Pos::Adj));
    let above = words.get(m.head as usize).and_then(|h| words.get(h.head as usize));
    let own = words.get(m.rows.0 as usize..m.rows.1 as usize).unwrap_or(&[]);
    let mut told = own.iter().chain(behind).chain(above).filter_map(sex_of);
    let first = told.next()?;
    told.all(|s| s == first).then_some(first)
}

/// Of which sex the word says that somebody is.
pub(crate) fn sex_of(w: &Word) -> Option<Sex> {
    let of = |lists: [&List; 3]| lists.iter().any(|l| l.has(w.key));
    match (of([&WOMEN, &FEMALE_WORDS, &SHE]), of([&MEN, &MALE_WORDS, &HIM])) {
        (true, false) => Some(Sex::Women),
        (false, true) => Some(Sex::Men),
        _ => None,
    }
}

/// Whether a capitalised word is of a day or a month.
fn is_time(word: &str) -> bool {
    let low = word.to_lowercase();
    WEEKDAYS.contains(&low.as_str()) || month(&low).is_some()
}

/// The names of a report.
pub(in crate::story) struct Naming<'a> {
    pub(in crate::story) report: &'a Annotated,
    pub(in crate::story) article: ArticleId,
    pub(in crate::story) names: &'a Names,
}

impl Naming<'_> {
    /// Whether a word is of a name, though it be a common noun too: "Robin", "Rose".
    fn is_name(&self, w: &Word) -> bool {
        w.pos == Pos::Propn || w.pos == Pos::Noun && self.at(w).is_some()
    }

    /// The name that a word is part of.
    fn at(&self, w: &Word) -> Option<&Name> {
        let a = &self.report.annotations;
        let at = a.names.partition_point(|n| n.span.end() <= w.span.start());
        a.names.get(at).filter(|n| n.span.overlaps(w.span))
    }

    /// The name that the word is part of: whoever has an age is a person.
    fn bearer(&self, w: &Word) -> Option<Bearer> {
        let mut bearer = self.name(w)?;
        let kind = bearer.row.and_then(|r| self.names.list.get(r)).map(|n| n.kind);
        bearer.doubtful = kind.is_some_and(|k| k != NameKind::Person);
        if kind == Some(NameKind::Place) {
            bearer.row = None;
        }
        (!is_time(self.report.text(w.span))).then_some(bearer)
    }

    /// Whom an age is of that is told of nobody by name, where one of the next sentences names that girl or man: "an
    /// 8-year-old girl … The girl was identified as Jane Roe".
    fn named_later(&self, told: &[Told], m: &Mention) -> Option<Bearer> {
        let words = &told.get(m.sentence as usize)?.words;
        let mut k = m.rows.1 as usize;
        while words.get(k).is_some_and(of_age) {
            k += 1;
        }
        let noun = words.get(k).filter(|w| w.pos == Pos::Noun)?;
        let next = told.iter().skip(m.sentence as usize + 1).take(BACK);
        let as_word = Key::word("as");
        next.filter_map(|s| {
            let verb = s.words.iter().position(|w| IDENTIFIED.has(w.key))?;
            let subject = s.words.get(..verb)?.iter().find(|w| w.relation == Relation::NsubjPass)?;
            let name = s.words.iter().skip(verb).position(|w| w.key == as_word)? + verb + 1;
            (subject.key == noun.key).then(|| self.person(s.words.get(name)?)).flatten()
        })
        .next()
    }

    /// The person whose name the word is part of.
    fn person(&self, w: &Word) -> Option<Bearer> {
        let bearer = self.name(w)?;
        let (row, words) = (bearer.row, &bearer.words);
        let person = match row.and_then(|r| self.names.list.get(r)).map(|n| n.kind) {
            Some(k) => k == NameKind::Person,
            // Who is named once and in one report: by two words or three.
            None => (2..=3).contains(&words.len()) && !is_time(self.report.text(w.span)),
        };
        person.then_some(bearer)
    }

    /// The name that the word is part of, in its fullest form.
    fn name(&self, w: &Word) -> Option<Bearer> {
        if !self.is_name(w) {
            return None;
        }
        let row = self.names.find(Place { article: self.article, span: w.span });
        let a = &self.report.annotations;
        let name = self.at(w)?;
        let full = a.names.get(name.fullest.index())?;
        let tokens = a.tokens.get(full.first as usize..full.end as usize)?;
        let words: Vec<Key> = tokens.iter().filter(|t| t.is_word()).map(|t| t.key).collect();
        let initial = self.report.text(full.span).chars().next();
        let place = Place { article: self.article, span: full.span };
        (!words.is_empty()).then_some(Bearer { row, words, initial, place, doubtful: false })
    }

    /// Whom the word in row `k` of a sentence stands for: itself a name, or a pronoun.
    pub(in crate::story) fn whom(&self, told: &[Told], sentence: usize, k: usize) -> Option<Bearer> {
        let words = &told.get(sentence)?.words;
        let w = words.get(k)?;
        if w.pos == Pos::Propn {
            return self.person(w);
        }
        if w.pos == Pos::Noun {
            // "the driver, Ann Lowe,"
            let name = |v: &&Word| v.pos == Pos::Propn && v.head as usize == k && v.relation == Relation::Appos;
            return words.iter().skip(k + 1).find(name).and_then(|v| self.person(v));
        }
        if !HE.has(w.key) {
            return None;
        }
        let subject = |v: &&Word| matches!(v.relation, Relation::Nsubj | Relation::NsubjPass) && v.pos == Pos::Propn;
        if let Some(p) = words.get(..k)?.iter().filter(subject).find_map(|v| self.person(v)) {
            return Some(p);
        }
        (sentence.saturating_sub(BACK)..sentence)
            .rev()
            .find_map(|s| told.get(s)?.words.iter().filter(subject).find_map(|v| self.person(v)))
    }
}

/// The subject of the clause that a filler stands in, where the filler is not part of it.
fn subject(words: &[Word], m: &Mention) -> Option<usize> {
    let clause = words.get(m.head as usize)?.clause;
    let is = |(k, w): &(usize, &Word)| {
        w.head == clause && *k as u32 != clause && matches!(w.relation, Relation::Nsubj | Relation::NsubjPass)
    };
    let (k, w) = words.iter().enumerate().find(is)?;
    if k as u32 == m.head || (m.rows.0 as usize..m.rows.1 as usize).contains(&k) {
        return None;
    }
    // "Lowe, who was shot five times"
    let relative = matches!(w.pos, Pos::Pron) && !HE.has(w.key);
    if relative {
        let above = words.get(clause as usize).filter(|p| p.relation == Relation::Relcl)?;
        return Some(above.head as usize);
    }
    Some(k)
}

/// The name that an age stands beside: "Dana Lowe, 55,", "the 55-year-old driver Dana Lowe".
fn beside(words: &[Word], m: &Mention, is_name: &dyn Fn(&Word) -> bool) -> Option<usize> {
    let first = m.rows.0 as usize;
    let mark = |k: usize| words.get(k).is_some_and(|w| w.pos == Pos::Punct);
    let name = |k: usize| words.get(k).is_some_and(is_name);
    // "Dana Lowe, aged 55"
    let aged = first
        .checked_sub(1)
        .and_then(|k| words.get(k))
        .is_some_and(|w| w.key == Key::word("age") || w.key == Key::word("aged"));
    let first = if aged { first - 1 } else { first };
    // "Dana Lowe, a 55-year-old baker,", but not "OSTREY - A 55-year-old baker"
    let comma = |k: usize| words.get(k).is_some_and(|w| w.key == Key::word(","));
    let article = first.checked_sub(1).and_then(|k| words.get(k)).is_some_and(|w| w.pos == Pos::Det);
    let first = if article && first > 2 && comma(first - 2) && name(first - 3) { first - 1 } else { first };
    if let Some(k) = listed(words, m, is_name) {
        return Some(k);
    }
    let mut k = m.rows.1 as usize;
    while words.get(k).is_some_and(of_age) {
        k += 1;
    }
    // "Dana Lowe, 23-year-old Tom Reed and others", "OSTREY - 23-year-old Tom Reed"
    let years = words.get(..k).and_then(<[Word]>::last).is_some_and(of_age);
    let behind = (k..words.len()).take_while(|n| name(*n)).last();
    let behind = behind.filter(|n| years && *n > k && !words.get(*n + 1).is_some_and(is_noun));
    if first > 1 && mark(first - 1) && name(first - 2) && behind.is_none() {
        return resident(words, first - 2, is_name);
    }
    // Over what somebody is and where they live: "35-year-old Boston man Ivan Petrov", "a 30-year-old Boston woman, Ann
    // Lowe,".
    // "45-year-old Sheriff's Office Deputy Ann Lowe"
    let office = |n: usize| {
        let own = |w: &Word| w.tag == Tag::Genitive;
        words.get(n).is_some_and(own) && words.get(n - 1).is_some_and(|w| OFFICES.has(w.key))
    };
    let of_name = |n: &usize| name(*n) || words.get(*n).is_some_and(is_noun) || *n > k && office(*n);
    let end = (k..words.len()).take_while(of_name).last()? + 1;
    match (k..end).rev().find(|n| !name(*n) && words.get(*n).is_some_and(|w| w.pos == Pos::Noun)) {
        Some(n) if n + 1 < end => name(end - 1).then_some(end - 1),
        Some(_) => {
            let comma = words.get(end).is_some_and(|w| w.pos == Pos::Punct) && name(end + 1);
            let last = (end + 1..words.len()).take_while(|n| comma && name(*n)).last()?;
            (last + 1 == words.len() || mark(last + 1)).then_some(last)
        }
        None => name(end - 1).then_some(end - 1),
    }
}

/// Whose office one serves in.
static OFFICES: List = List::new("sheriff attorney coroner marshal constable prosecutor governor mayor");

/// What is written between a number of years and what has so many: "-year-old".
fn of_age(w: &Word) -> bool {
    static OLD: List = List::new("year years old year-old yr-old - ‑");
    OLD.has(w.key)
}

fn is_noun(w: &Word) -> bool {
    matches!(w.pos, Pos::Noun | Pos::Adj)
}

/// Whose name ends in row `last`, or stands before the place that ends there: "Ivan Petrov, of Boston, 35".
fn resident(words: &[Word], last: usize, is_name: &dyn Fn(&Word) -> bool) -> Option<usize> {
    let name = |k: usize| words.get(k).is_some_and(is_name);
    let start = (0..=last).rev().take_while(|k| name(*k)).last()?;
    let Some(from) = start.checked_sub(1).filter(|k| words.get(*k).is_some_and(|w| FROM.has(w.key))) else {
        return Some(last);
    };
    let comma = |k: &usize| words.get(*k).is_some_and(|w| w.pos == Pos::Punct);
    let before = from.checked_sub(1).and_then(|k| if comma(&k) { k.checked_sub(1) } else { Some(k) });
    // "The death of Ann Lowe, 25"
    let of = words.get(from).is_some_and(|w| w.key == Key::word("of"));
    before.filter(|k| name(*k)).or(of.then_some(last))
}

/// Whose age one of several is that stand behind as many names: "Ann and Tom Lowe -- ages 5 and 4 --".
fn listed(words: &[Word], m: &Mention, is_name: &dyn Fn(&Word) -> bool) -> Option<usize> {
    static AND: List = List::new("and");
    static AGES: List = List::new("age ages aged");
    let word = |k: usize| words.get(k);
    let number = |k: usize| word(k).is_some_and(|w| w.pos == Pos::Num);
    let name = |k: usize| word(k).is_some_and(is_name);
    let joint = |k: usize| word(k).is_some_and(|w| w.pos == Pos::Punct || AND.has(w.key));
    // Over the joints between two of a row, from `k` on: at most a comma and an "and".
    let back = |k: usize, of: &dyn Fn(usize) -> bool| {
        let one = k.checked_sub(1).filter(|j| joint(*j))?;
        let two = one.checked_sub(1)?;
        if of(two) { Some(two) } else { two.checked_sub(1).filter(|j| joint(two) && of(*j)) }
    };
    let at = (m.rows.0 as usize..m.rows.1 as usize).find(|k| number(*k))?;
    let (mut first, mut before) = (at, 0);
    while let Some(k) = back(first, &number) {
        (first, before) = (k, before + 1);
    }
    let (mut last, mut behind) = (at, 0);
    while let Some(k) = (last + 2..=last + 3).find(|k| number(*k) && (last + 1..*k).all(joint)) {
        (last, behind) = (k, behind + 1);
    }
    let all = before + behind + 1;
    let mut k = first.checked_sub(1)?;
    if word(k).is_some_and(|w| AGES.has(w.key)) {
        k = k.checked_sub(1)?;
    }
    if all < 2 || word(k).is_none_or(|w| w.pos != Pos::Punct) {
        return None;
    }
    // The ends of the names, from the last one on.
    let mut ends = vec![k.checked_sub(1).filter(|k| name(*k))?];
    while ends.len() <= all {
        let start = (0..=*ends.last()?).rev().take_while(|k| name(*k)).last()?;
        let Some(end) = back(start, &name) else { break };
        ends.push(end);
    }
    (ends.len() == all).then(|| ends.get(behind).copied()).flatten()
}
