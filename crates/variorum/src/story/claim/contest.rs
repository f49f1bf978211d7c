//! Pairs of fillers seen with their rivals: a number that has a better partner in the other report, or its very equal
//! there, is hardly of the slot that the pair would make.

use super::circumstance::{Circumstance, Fate, any_dead, fate};
use super::link::LinkModel;
use super::mention::{Filler, Mention, Slot};
use super::pair::{Features, Setting, comparable, features, folk, people};
use super::polarity::light;
use super::scene::{Scene, known};
use super::told::{Meanings, Told};
use super::value::{Measure, Relation, Value, point, relate};
use crate::annotate::Annotated;
use crate::annotate::syntax::tags::Pos;
use crate::annotate::time::calendar::{Date, month};
use crate::collate::named::Names;
use crate::span::ArticleId;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// How many numbers describe a pair with its rivals.
pub const CONTEST: usize = 52;

/// Two fillers that may be of one slot.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Rows of the mentions.
    pub pair: (usize, usize),
    /// What their values are to each other.
    pub relation: Relation,
    /// How likely their surroundings alone make it that they are of one slot.
    pub link: f32,
    /// All that speaks for and against it; zeros for equal values, which are weighed by their link alone.
    pub contest: [f32; CONTEST],
    /// Both are ages of one person by name, or of one thing that one person by name did, or stand in sentences that are
    /// one but for them, or are one sum but for a word such as "million".
    pub bound: bool,
}

/// A filler with what is around it and what it comes to.
pub struct Seen<'a> {
    /// The filler.
    pub mention: Mention,
    /// What is around it.
    pub setting: Setting<'a>,
    /// What it comes to.
    pub value: Value,
    /// The day of its report.
    pub day: Option<Date>,
    /// Of whom, of what and of when its sentence tells.
    pub about: Circumstance,
    /// It stands in quotation marks: somebody may say one thing and the report another.
    pub quoted: bool,
    /// Where it came about, and by what.
    scene: Scene,
    /// The words that its report has.
    known: Rc<HashSet<u64>>,
    /// Its words, in one number.
    words: u64,
}

impl Seen<'_> {
    /// Whether both count people and are plainly of two events.
    pub fn of_another_event(&self, other: &Self) -> bool {
        self.mention.slot == Slot::Count
            && other.mention.slot == Slot::Count
            && self.scene.apart(&other.scene, (&self.known, &other.known), self.about.other_days(&other.about))
    }
}

/// The numbers, ages, sums and times among `fillers`, those of reports whose sentences are `told`, report by report; in
/// order of reports and sentences.
pub fn seen<'a>(
    reports: &[&Annotated],
    told: &'a [Vec<Told>],
    fillers: &[Vec<Mention>],
    meanings: &'a Meanings,
    names: &Names,
) -> Vec<Seen<'a>> {
    let mut out = Vec::new();
    for (n, ((report, told), fillers)) in reports.iter().zip(told).zip(fillers).enumerate() {
        let text = report.article.text.as_str();
        let known = Rc::new(known(told));
        for mention in fillers.iter().copied().filter(|m| m.filler != Filler::Noun) {
            let Some(sentence) = told.get(mention.sentence as usize) else { continue };
            let Some(value) = Value::of(&mention, &sentence.words, text) else { continue };
            let Some(setting) = Setting::of(told, &mention, meanings) else { continue };
            // "Tonight" in somebody's words is of the day they were said, which reports need not tell.
            let quoted = report.quotation(mention.span).is_some();
            if mention.slot == Slot::When && quoted && deictic(report.text(mention.span)) {
                continue;
            }
            if report.annotations.notices.iter().any(|n| n.span.overlaps(mention.span)) {
                continue;
            }
            let rows = mention.rows.0 as usize..mention.rows.1 as usize;
            let own = sentence.words.get(rows).unwrap_or_default();
            let words = own.iter().fold(0, |h: u64, w| (h ^ w.key.get()).wrapping_mul(0x100_0000_01b3));
            let about = Circumstance::of(report, ArticleId(n as u32), told, &mention, names);
            let counts = mention.slot == Slot::Count && (people(setting.head) || fate(&setting).is_some());
            let scene = if counts { Scene::of(told, &mention) } else { Scene::default() };
            let (day, known) = (report.day(), Rc::clone(&known));
            out.push(Seen { mention, setting, value, day, about, quoted, scene, known, words });
        }
    }
    out
}

/// Whether a time names neither a month nor a year nor an hour.
pub fn deictic(words: &str) -> bool {
    !words.contains(|c: char| c.is_ascii_digit())
        && !words.split(|c: char| !c.is_alphabetic()).any(|w| month(&w.to_lowercase()).is_some())
}

/// The pairs of fillers of different reports that may be of one slot.
pub fn candidates(seen: &[Seen<'_>], model: &LinkModel) -> Vec<Candidate> {
    struct Pair {
        pair: (usize, usize),
        relation: Relation,
        link: f32,
        bound: bool,
        features: Features,
    }
    let mut pairs: Vec<Pair> = Vec::new();
    let only = only(seen);
    for (i, j) in near(seen) {
        let (a, b) = (&seen[i], &seen[j]);
        // What is around them takes the longest to compare: it is for what has weights, and may be of one slot at all.
        if !LinkModel::weighs(a.mention.slot) {
            continue;
        }
        let Some(mut relation) = relate(&a.value, &b.value, (a.day, b.day)) else { continue };
        let features = features(&a.mention, &a.setting, &b.mention, &b.setting);
        // "This morning" in a sentence that was printed again the day after.
        if a.mention.slot == Slot::When && relation != Relation::Same && a.words == b.words && features[12] > COPIED {
            relation = Relation::Same;
        }
        let Some(score) = model.score(a.mention.slot, &features) else { continue };
        let link = 1.0 / (1.0 + (-score).exp());
        let telling = a.setting.sentence.len().min(b.setting.sentence.len());
        // A sentence that is printed twice has its own numbers, both times.
        let swapped =
            features[12] > SWAPPED && telling >= TELLING && (relation == Relation::Same || !beside(seen, i, j));
        let bound = a.about.one_bearer(&b.about)
            || swapped
            || one_feat(a, b) && !beside(seen, i, j)
            || only[i].is_some() && only[i] == only[j]
            || shifted(a, b);
        if link > LEAST || bound {
            pairs.push(Pair { pair: (i, j), relation, link, bound, features });
        }
    }
    // The partners of each filler in each other report, in order: sums over them must not depend on chance.
    let mut partners: Vec<(usize, u32, usize)> = Vec::with_capacity(2 * pairs.len());
    for (p, pair) in pairs.iter().enumerate() {
        let (i, j) = pair.pair;
        let (Some(a), Some(b)) = (seen.get(i), seen.get(j)) else { continue };
        partners.extend([(i, b.mention.report, p), (j, a.mention.report, p)]);
    }
    partners.sort_unstable();
    // How many reports have a value that each filler agrees with, by the best link there.
    let mut support = vec![0.0f32; seen.len()];
    for list in partners.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some(s) = list.first().and_then(|l| support.get_mut(l.0)) else { continue };
        let best = list.iter().filter_map(|l| pairs.get(l.2)).filter(|p| p.relation == Relation::Same).map(|p| p.link);
        *s += best.fold(0.0, f32::max);
    }
    let rivals = |p: usize, i: usize, report: u32| {
        let mut rivals = Rivals::default();
        let from = partners.partition_point(|l| (l.0, l.1) < (i, report));
        let list = partners.get(from..).unwrap_or(&[]).iter().take_while(|l| (l.0, l.1) == (i, report));
        let other = |pair: &Pair| seen.get(if pair.pair.0 == i { pair.pair.1 } else { pair.pair.0 });
        for q in list.map(|l| l.2).filter(|q| *q != p) {
            let Some((own, rival)) = pairs.get(p).zip(pairs.get(q)) else { continue };
            // The same value, told again, is no rival of itself.
            if other(own).zip(other(rival)).is_some_and(|(a, b)| a.value == b.value) {
                continue;
            }
            rivals.best = rivals.best.max(rival.link);
            if rival.relation == Relation::Same {
                rivals.equal = rivals.equal.max(rival.link);
                rivals.equals += 1.0;
            }
            if rival.link > own.link {
                rivals.better += 1.0;
            }
        }
        rivals
    };
    let mut out = Vec::with_capacity(pairs.len());
    for (p, pair) in pairs.iter().enumerate() {
        let (i, j) = pair.pair;
        let (Some(a), Some(b)) = (seen.get(i), seen.get(j)) else { continue };
        let contest = if pair.relation == Relation::Same {
            [0.0; CONTEST]
        } else {
            let x = rivals(p, i, b.mention.report);
            let y = rivals(p, j, a.mention.report);
            describe(pair.link, &x, &y, &pair.features, (a, b), (support[i], support[j]))
        };
        let Pair { pair, relation, link, bound, .. } = *pair;
        out.push(Candidate { pair, relation, link, contest, bound });
    }
    out
}

/// Whether one person by name did the same with both numbers of one thing: "Lowe won four awards", "he won five awards".
fn one_feat(a: &Seen<'_>, b: &Seen<'_>) -> bool {
    let counts = |s: &Seen<'_>| matches!(s.value, Value::Number { measure: Measure::Count, .. });
    let thing = |s: &Seen<'_>| s.setting.head.lexeme;
    let done = a.setting.predicate.zip(b.setting.predicate);
    counts(a)
        && counts(b)
        && a.about.one_doer(&b.about)
        && thing(a).is_some()
        && thing(a) == thing(b)
        && done.is_some_and(|(p, q)| p.lemma == q.lemma && p.pos == Pos::Verb && !light(p))
}

/// Of each filler that is the only number its report has of one sort of people to whom one thing happened now, which
/// these are: "20 women were among the dead", where no other women are counted.
fn only(seen: &[Seen<'_>]) -> Vec<Option<(u64, Fate)>> {
    let of = |s: &Seen<'_>| {
        let head = s.setting.head;
        let counts = matches!(s.value, Value::Number { measure: Measure::Count, least, .. } if least > 1.0);
        let fate = fate(&s.setting);
        let dead = fate == Some(Fate::Dead) && any_dead(head);
        let folk = dead || head.pos == Pos::Noun && folk(head);
        (counts && folk && !s.quoted && (s.about.is_now() || s.about.counts_since()))
            .then(|| Some((if dead { 0 } else { head.lemma }, fate?)))
            .flatten()
    };
    let all: Vec<Option<(u64, Fate)>> = seen.iter().map(of).collect();
    let mut words: BTreeMap<(u32, u64, Fate), Vec<u64>> = BTreeMap::new();
    for (s, (lemma, fate)) in seen.iter().zip(&all).filter_map(|(s, a)| Some((s, (*a)?))) {
        words.entry((s.mention.report, lemma, fate)).or_default().push(s.words);
    }
    let single = |(s, a): (&Seen<'_>, Option<(u64, Fate)>)| {
        let (lemma, fate) = a?;
        let list = words.get(&(s.mention.report, lemma, fate))?;
        list.iter().all(|w| *w == s.words).then_some((lemma, fate))
    };
    seen.iter().zip(all).map(single).collect()
}

/// Whether two sums of one currency have the same figures, more than one, and are a thousand times apart: a million for a
/// billion.
fn shifted(a: &Seen<'_>, b: &Seen<'_>) -> bool {
    let sum = |s: &Seen<'_>| match s.value {
        Value::Number { least, most, open, measure: Measure::Money(_), .. } => Some(point((least, most, open))),
        _ => None,
    };
    let Some((x, y)) = sum(a).zip(sum(b)) else { return false };
    let (low, high) = (x.min(y), x.max(y));
    // 43 million has two figures, 40 million one.
    let round = 10f64.powf(low.log10().floor());
    low >= 1e3 && (high / low - 1e3).abs() < 1e-6 && (low / round).fract() > 1e-9
}

/// The pairs that are looked at, in order: all where they are few, else those whose surroundings have a word in common.
fn near(seen: &[Seen<'_>]) -> Vec<(usize, usize)> {
    let mut slots: BTreeMap<Slot, Vec<usize>> = BTreeMap::new();
    for (i, s) in seen.iter().enumerate() {
        slots.entry(s.mention.slot).or_default().push(i);
    }
    let mut with: HashMap<(Slot, u64), Vec<usize>> = HashMap::new();
    for (slot, list) in slots.iter().filter(|s| s.1.len() > ALL) {
        for i in list {
            keys(&seen[*i]).into_iter().for_each(|key| with.entry((*slot, key)).or_default().push(*i));
        }
    }
    // Each is in many pairs.
    let of_people: Vec<bool> = seen.iter().map(|s| people(s.setting.head)).collect();
    let mut last = vec![usize::MAX; seen.len()];
    let mut partners: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for (i, a) in seen.iter().enumerate() {
        let slot = a.mention.slot;
        let behind = |list: &'_ [usize]| list.partition_point(|j| *j <= i);
        partners.clear();
        match slots.get(&slot) {
            Some(list) if list.len() <= ALL => partners.extend(&list[behind(list)..]),
            _ => {
                let lists = keys(a).into_iter().filter_map(|key| with.get(&(slot, key)));
                for of in lists.filter(|of| of.len() <= COMMON) {
                    // Two may have many words in common.
                    let fresh = of[behind(of)..].iter().filter(|j| std::mem::replace(&mut last[**j], i) != i);
                    partners.extend(fresh);
                }
                partners.sort_unstable();
            }
        }
        let may = |j: &&usize| {
            let b = &seen[**j];
            // "Shot once" is no number of those who were shot.
            let times = often(&a.value) && of_people[**j] || often(&b.value) && of_people[i];
            comparable(&a.mention, &b.mention)
                && !times
                && !a.about.apart(&b.about, slot, distance(&a.value), of_people[i] || of_people[**j])
                && (!(of_people[i] || of_people[**j])
                    || a.about.counts_since() == b.about.counts_since()
                    || as_many(&a.value, &b.value))
                && !a.of_another_event(b)
        };
        out.extend(partners.iter().filter(may).map(|j| (i, *j)));
    }
    out
}

/// Whether a sentence has the value that the other has in the other's place.
fn beside(seen: &[Seen<'_>], i: usize, j: usize) -> bool {
    let has = |i: usize, j: usize| {
        let (Some(own), Some(other)) = (seen.get(i), seen.get(j)) else { return false };
        let here = |s: &&Seen<'_>| (s.mention.report, s.mention.sentence) == (own.mention.report, own.mention.sentence);
        let before = seen.get(..i).unwrap_or(&[]).iter().rev().take_while(here);
        let behind = seen.get(i + 1..).unwrap_or(&[]).iter().take_while(here);
        before.chain(behind).any(|s| s.mention.slot == other.mention.slot && s.words == other.words)
    };
    has(i, j) || has(j, i)
}

/// Whether two numbers are so high, and so near to each other, that both may be of all there were.
fn as_many(a: &Value, b: &Value) -> bool {
    let number = |v: &Value| match v {
        Value::Number { least, most, open, .. } => Some(point((*least, *most, *open))),
        Value::Time(_) => None,
    };
    number(a).zip(number(b)).is_some_and(|(x, y)| x.min(y) >= TOLL && x.max(y) <= NEAR_TOLL * x.min(y))
}

/// From so many on it is a toll of many events, and two tolls are no farther apart.
const TOLL: f64 = 20.0;
const NEAR_TOLL: f64 = 1.25;

/// Whether a value is how far it is from one place to another.
fn distance(v: &Value) -> bool {
    matches!(v, Value::Number { measure: Measure::Length, least, .. } if *least >= FAR)
}

/// Whether a value is how often something happened.
fn often(v: &Value) -> bool {
    matches!(v, Value::Number { measure: Measure::Times, .. })
}

/// Lengths of so many metres are distances.
const FAR: f64 = 500.0;

/// So many fillers of a slot are all compared with each other.
const ALL: usize = 160;
/// A word that more fillers than this have around them says nothing.
const COMMON: usize = 120;

/// What a filler's partners have around them too: what it hangs on, the predicate, what is counted, the name beside it,
/// the nearest words, the value.
fn keys(s: &Seen<'_>) -> Vec<u64> {
    let x = &s.setting;
    let mut out: Vec<u64> = Vec::new();
    let mut put = |kind: u64, word: u64| out.push(word.rotate_left(8) ^ kind.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    x.governor.iter().for_each(|w| put(1, w.root));
    x.predicate.iter().for_each(|w| put(2, w.root));
    if s.mention.slot != Slot::When {
        put(3, x.head.root);
    }
    x.named.iter().for_each(|w| put(4, w.lemma));
    x.beside.iter().flatten().for_each(|w| put(5, w.root));
    put(6, s.words);
    out.sort_unstable();
    out.dedup();
    out
}

/// The part of both sentences that stands in the other, from which one is taken for a copy of the other.
const COPIED: f32 = 0.5;
/// The same from which two sentences are one, in which the values were swapped, and how many telling words they have.
const SWAPPED: f32 = 0.9;
const TELLING: usize = 4;
/// Pairs that are less likely are left out, and are nobody's rivals.
const LEAST: f32 = 0.002;

#[derive(Default)]
struct Rivals {
    best: f32,
    equal: f32,
    equals: f32,
    better: f32,
}

fn odds(p: f32) -> f32 {
    ((p + 1e-4) / (1.0 - p + 1e-4)).ln()
}

fn describe(
    p: f32,
    x: &Rivals,
    y: &Rivals,
    f: &Features,
    of: (&Seen<'_>, &Seen<'_>),
    support: (f32, f32),
) -> [f32; CONTEST] {
    let yes = |b: bool| f32::from(u8::from(b));
    let mut out = [0.0; CONTEST];
    let rivals = [
        odds(p),
        odds(x.best.max(y.best)),
        odds(x.best.min(y.best)),
        odds(x.equal.max(y.equal)),
        p - x.best.max(y.best),
        p - x.equal.max(y.equal),
        x.better.min(5.0) + y.better.min(5.0),
        x.better.max(y.better).min(5.0),
        yes(x.better + y.better == 0.0),
        yes(x.equals > 0.0) + yes(y.equals > 0.0),
        yes(x.equals > 0.0 && y.equals > 0.0),
        support.0.max(support.1).min(4.0),
        support.0.min(support.1).min(4.0),
    ];
    out[..13].copy_from_slice(&rivals);
    let near = nearness(&of.0.value, &of.1.value);
    out[13..25].copy_from_slice(&near);
    let around = [
        f[6],
        f[7],
        f[8],
        f[0],
        f[1],
        f[3],
        f[4],
        f[13],
        f[15],
        f[16],
        f[17],
        f[18],
        f[27],
        f[28],
        f[30],
        f[31],
        f[32],
        f[33],
        f[7].max(0.0) * f[1].max(f[4]),
        f[7] * f[16],
        f[29],
        f[10],
        f[24],
        f[25],
        f[21],
        f[22],
        f[23],
    ];
    out[25..52].copy_from_slice(&around);
    out
}

/// How near two values are: far ones are seldom two values of one slot.
fn nearness(a: &Value, b: &Value) -> [f32; 12] {
    let yes = |b: bool| f32::from(u8::from(b));
    match (a, b) {
        (
            Value::Number { least: a0, most: a1, open: ao, measure, .. },
            Value::Number { least: b0, most: b1, open: bo, measure: other, .. },
        ) => {
            let (x, y) = (point((*a0, *a1, *ao)), point((*b0, *b1, *bo)));
            let r = ((x + 0.5) / (y + 0.5)).ln().abs() as f32;
            let (low, high) = (x.min(y), x.max(y));
            let slip = low >= 10.0 && slip(x, y);
            [
                r.min(4.0),
                yes(r < 0.12),
                yes(r < 0.4),
                yes(r < 0.8),
                yes(r > 1.6),
                yes(slip),
                yes(low >= 13.0),
                yes(high <= 2.0),
                yes(*measure == Measure::Count && *other == Measure::Count),
                yes(!matches!(measure, Measure::Count | Measure::Bare) && measure == other),
                yes(low <= 2.0),
                yes(*a1 == f64::INFINITY || *b1 == f64::INFINITY),
            ]
        }
        (Value::Time(x), Value::Time(y)) => {
            let gap = x.minutes.zip(y.minutes).map(|(a, b)| ((a.0 - b.0).abs() as f32 / 1440.0).min(400.0));
            let clocks = x.clock.is_some() && y.clock.is_some();
            [
                gap.map_or(0.0, |g| (g + 1.0).ln()),
                yes(gap.is_some_and(|g| g <= 1.6)),
                yes(gap.is_some_and(|g| g > 20.0)),
                yes(clocks),
                yes(x.clock.is_some() != y.clock.is_some()),
                yes(x.length() == y.length()),
                yes(x.fine() && y.fine()),
                yes(!x.fine() && !y.fine()),
                yes(clocks && x.clock.zip(y.clock).is_some_and(|(a, b)| (a.0 - b.0).abs() <= 75)),
                yes(x.minutes.is_none() || y.minutes.is_none()),
                yes(clocks && x.length() <= 1 && y.length() <= 1),
                0.0,
            ]
        }
        _ => [0.0; 12],
    }
}

/// Whether two numbers are one slip of the pen apart: one figure another, two exchanged, one too many.
pub fn slip(x: f64, y: f64) -> bool {
    let (mut first, mut second) = ([0; FIGURES], [0; FIGURES]);
    if let (Some(a), Some(b)) = (figures(x, &mut first), figures(y, &mut second)) {
        return slipped(a, b);
    }
    let written = |v: f64| if v.fract() == 0.0 && v < WHOLE { format!("{v:.0}") } else { v.to_string() };
    slipped(written(x).as_bytes(), written(y).as_bytes())
}

/// Numbers below this are written figure by figure.
const WHOLE: f64 = 1e15;
/// So many figures these have at most.
const FIGURES: usize = 15;

/// The figures of a whole number, without a string for each of many; `None` of any other.
fn figures(v: f64, room: &mut [u8; FIGURES]) -> Option<&[u8]> {
    if v.fract() != 0.0 || !v.is_sign_positive() || v >= WHOLE {
        return None;
    }
    let (mut rest, mut at) = (v as u64, FIGURES);
    loop {
        at = at.checked_sub(1)?;
        *room.get_mut(at)? = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            return room.get(at..);
        }
    }
}

fn slipped(a: &[u8], b: &[u8]) -> bool {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a.len() == b.len() {
        let mut off = (0..a.len()).filter(|k| a.get(*k) != b.get(*k));
        return match (off.next(), off.next(), off.next()) {
            (Some(_), None, _) => true,
            (Some(k), Some(l), None) => a.get(k) == b.get(l) && a.get(l) == b.get(k),
            _ => false,
        };
    }
    a.len() + 1 == b.len() && (0..b.len()).any(|k| b.iter().enumerate().filter(|(l, _)| *l != k).map(|(_, c)| c).eq(a))
}

/// Learned weights of what speaks for and against a pair, a set for each kind of slot.
#[derive(Clone, Debug, PartialEq)]
pub struct ContestModel {
    weights: Vec<f32>,
}

/// Numbers, ages and times.
pub const KINDS: usize = 3;

/// Which weights a slot goes by; `None` where there are none.
pub fn kind(slot: Slot) -> Option<usize> {
    match slot {
        Slot::Count | Slot::Money => Some(0),
        Slot::Age => Some(1),
        Slot::When => Some(2),
        _ => None,
    }
}

impl ContestModel {
    /// The weights in `bytes` as [`write`](Self::write) gives them; `None` where there are too few or too many.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let weights: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        (bytes.len() == 4 * KINDS * (CONTEST + 1)).then_some(Self { weights })
    }

    /// A model of the weights of each kind of slot, the constant last.
    pub fn of(weights: [[f32; CONTEST + 1]; KINDS]) -> Self {
        Self { weights: weights.concat() }
    }

    /// The weights as bytes, little-endian.
    pub fn write(&self) -> Vec<u8> {
        self.weights.iter().flat_map(|w| w.to_le_bytes()).collect()
    }

    /// The weights that come with the program.
    pub fn english() -> Option<Self> {
        Self::read(include_bytes!("../../../data/contests-en.bin"))
    }

    /// How likely a pair is of one slot.
    pub fn likely(&self, slot: Slot, contest: &[f32; CONTEST]) -> f32 {
        let Some(at) = kind(slot).map(|k| k * (CONTEST + 1)) else { return 0.0 };
        let Some((constant, weights)) = self.weights.get(at..=at + CONTEST).and_then(<[f32]>::split_last) else {
            return 0.0;
        };
        let score: f32 = weights.iter().zip(contest).map(|(w, x)| w * x).sum::<f32>() + constant;
        1.0 / (1.0 + (-score).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn a_slip_is_one_figure_two_exchanged_or_one_too_many() {
        assert!(slip(212.0, 213.0) && slip(212.0, 221.0) && slip(21.0, 212.0) && slip(212.0, 12.0));
        assert!(slip(1.5, 1.6) && slip(0.0, 7.0) && slip(1e14, 2e14));
        assert!(!slip(212.0, 212.0) && !slip(212.0, 345.0) && !slip(2.0, 212.0) && !slip(f64::INFINITY, 12.0));
    }
}
