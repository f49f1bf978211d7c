//! What two reports have in common, as numbers.

use super::held::{Held, IS_TOP, IS_TOP_NAME, RARE};
use super::sketch::{CAPITAL, LEADS, NUMBER, TITLE, TermId};

/// How many features a pair has.
pub const COUNT: usize = 28;

/// What each feature says, and the value from which on more counts no more.
pub const FEATURES: [(&str, f32); COUNT] = [
    ("words, the rarer the more", 0.8),
    ("words with a capital", 0.8),
    ("words without a capital", 0.6),
    ("words of both titles", 0.9),
    ("words of one title in the other report", 1.0),
    ("words at the beginning", 0.8),
    ("names in full", 1.0),
    ("names in full, of those the one with fewer has", 1.0),
    ("numbers with what they count", 1.0),
    ("ages", 1.0),
    ("days between the reports", 9.0),
    ("days told", 1.0),
    ("rare words", 0.8),
    ("the four rarest words", 1.0),
    ("the weightiest words, the report that has fewer of the other's", 1.0),
    ("the weightiest words, the report that has more of the other's", 1.0),
    ("length of the shorter", 1.0),
    ("numbers with what they count, of those the one with fewer has", 1.0),
    ("days between what they tell", 9.0),
    ("ages of which none agrees", 1.0),
    ("beside the report nearest to the later one", 1.0),
    ("beside reports that are near the later one", 8.0),
    ("beside the report nearest to the earlier one", 1.5),
    ("the weightiest capitals, the report that has fewer of the other's", 1.0),
    ("the weightiest capitals, the report that has more of the other's", 1.0),
    ("numbers", 1.0),
    ("things counted differently, of those both count", 1.0),
    ("things counted alike, of all the one with fewer counts", 1.0),
];

pub(super) const TITLES: usize = 3;
pub(super) const IN_TITLE: usize = 4;
pub(super) const APART: usize = 10;
pub(super) const TOLD: usize = 11;
pub(super) const TOLD_APART: usize = 18;
pub(super) const TO_NEAREST: usize = 20;
const TO_OTHERS: usize = 21;
pub(super) const TO_ITS_NEAREST: usize = 22;

/// What two reports have in common; NaN where one of them has nothing to compare.
pub type Features = [f32; COUNT];

/// Compares a report with an earlier one. Words tell as much as they do when the later one comes.
pub(super) fn features(a: &Held, b: &Held) -> Features {
    let words = words(a, b);
    let (names, names_a, names_b) = common(&a.names, &b.names);
    let counts = counted(&a.counts, &b.counts);
    let few_ages = a.ages.len().min(b.ages.len()) as f32;
    let ages = a.ages.iter().filter(|x| b.ages.binary_search(x).is_ok()).count() as f32;
    let told = a.told.iter().filter(|x| b.told.binary_search(x).is_ok()).count() as f32;
    let nearest = a.told.iter().flat_map(|x| b.told.iter().map(move |y| x.abs_diff(*y))).min();
    let apart = a.day.zip(b.day).map_or(f32::NAN, |(x, y)| log(x.abs_diff(y) as f32));
    let (n, m) = (&a.norms, &b.norms);
    let (top_a, top_b) = (ratio(words.top_a, n.top), ratio(words.top_b, m.top));
    let (name_a, name_b) = (ratio(words.name_a, n.top_name), ratio(words.name_b, m.top_name));
    [
        ratio(words.all, n.all * m.all),
        ratio(words.capital, n.capital * m.capital),
        ratio(words.plain, n.plain * m.plain),
        ratio(words.title, n.title * m.title),
        ratio(words.in_title, n.title * n.title + m.title * m.title),
        ratio(words.lead, n.lead * m.lead),
        ratio(names, (names_a * names_b).sqrt()),
        ratio(names, names_a.min(names_b)),
        ratio(counts.shared, (counts.a * counts.b).sqrt()),
        ratio(ages, few_ages),
        apart,
        ratio(told, (a.told.len() as f32 * b.told.len() as f32).sqrt()),
        ratio(words.rare, (n.rare * m.rare).sqrt()),
        words.rarest.iter().sum::<f32>() / words.rarest.len() as f32,
        top_a.min(top_b),
        top_a.max(top_b),
        (a.terms.len().min(b.terms.len()) as f32 / 160.0).min(1.0),
        ratio(counts.shared, counts.a.min(counts.b)),
        nearest.map_or(f32::NAN, |d| log(d as f32)),
        ratio(if ages == 0.0 { few_ages } else { 0.0 }, few_ages),
        f32::NAN,
        f32::NAN,
        f32::NAN,
        name_a.min(name_b),
        name_a.max(name_b),
        ratio(words.number, n.number.min(m.number)),
        ratio(counts.clash, counts.clash + counts.agree),
        ratio(counts.agree, a.counts.len().min(b.counts.len()) as f32),
    ]
}

/// How near other reports are to one: what a pair of it has to stand out from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings {
    nearest: f32,
    others: f32,
}

impl Surroundings {
    /// From the cosines to all reports that were found for it.
    pub fn of(near: &mut [f32]) -> Self {
        near.sort_unstable_by(|a, b| b.total_cmp(a));
        let others = near.get(near.len() / 2..).filter(|_| near.len() >= 10);
        let others = others.map_or(f32::NAN, |o| o.iter().sum::<f32>() / o.len() as f32);
        Self { nearest: near.first().copied().unwrap_or(0.0), others }
    }

    /// Adds to the features of a pair how it stands out; `nearest` is the cosine of the earlier report's nearest.
    pub fn complete(&self, features: &mut Features, nearest: f32) {
        features[TO_NEAREST] = beside(features[0], self.nearest);
        features[TO_OTHERS] = features[0] / self.others.max(0.01);
        features[TO_ITS_NEAREST] = beside(features[0], nearest);
        if self.others.is_nan() {
            features[TO_OTHERS] = f32::NAN;
        }
    }
}

/// How near a pair is beside the nearest report to one of the two.
pub(super) fn beside(cosine: f32, nearest: f32) -> f32 {
    cosine / nearest.max(0.05)
}

fn log(x: f32) -> f32 {
    (1.0 + x).log2()
}

fn ratio(a: f32, b: f32) -> f32 {
    if b > 0.0 { (a / b).min(1.0) } else { f32::NAN }
}

/// Sums over the words that both have.
#[derive(Default)]
struct Shared {
    all: f32,
    capital: f32,
    plain: f32,
    lead: f32,
    title: f32,
    in_title: f32,
    top_a: f32,
    top_b: f32,
    name_a: f32,
    name_b: f32,
    number: f32,
    rare: f32,
    rarest: [f32; 4],
}

fn words(a: &Held, b: &Held) -> Shared {
    let mut s = Shared::default();
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.terms.get(i), b.terms.get(j)) {
        i += usize::from(x.id <= y.id);
        j += usize::from(y.id <= x.id);
        if x.id != y.id {
            continue;
        }
        let rare = x.rare();
        let square = rare * rare;
        let product = x.often() * square * y.often() * square;
        let (both, either) = (x.flags & y.flags, x.flags | y.flags);
        let when = |yes: bool, value: f32| if yes { value } else { 0.0 };
        s.all += product;
        s.capital += when(both & CAPITAL != 0, product);
        s.plain += when(either & CAPITAL == 0, product);
        s.lead += when(both & LEADS != 0, product);
        s.title += when(both & TITLE != 0, square);
        s.in_title += when(x.flags & TITLE != 0, square) + when(y.flags & TITLE != 0, square);
        s.top_a += when(x.flags & IS_TOP != 0, rare);
        s.top_b += when(y.flags & IS_TOP != 0, rare);
        s.name_a += when(x.flags & IS_TOP_NAME != 0, rare);
        s.name_b += when(y.flags & IS_TOP_NAME != 0, rare);
        s.number += when(both & NUMBER != 0, rare);
        s.rare += (rare - RARE).max(0.0);
        let mut rare = rare;
        for slot in &mut s.rarest {
            if rare > *slot {
                std::mem::swap(slot, &mut rare);
            }
        }
    }
    s
}

/// How much the shared ones tell, and all of each.
fn common(a: &[(TermId, f32)], b: &[(TermId, f32)]) -> (f32, f32, f32) {
    let (mut i, mut j, mut shared) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x.0 == y.0 {
            let rare = (x.1 + y.1) / 2.0;
            shared += rare * rare;
        }
        i += usize::from(x.0 <= y.0);
        j += usize::from(y.0 <= x.0);
    }
    let total = |l: &[(TermId, f32)]| l.iter().map(|x| x.1 * x.1).sum::<f32>();
    (shared, total(a), total(b))
}

type Counted = (TermId, TermId, f32);

/// What two lists of counted things have in common.
struct Counts {
    /// How much the shared ones tell, and all of each.
    shared: f32,
    a: f32,
    b: f32,
    /// How many things both count with the same number, and with other numbers only.
    agree: f32,
    clash: f32,
}

fn counted(a: &[Counted], b: &[Counted]) -> Counts {
    let total = |l: &[Counted]| l.iter().map(|x| x.2 * x.2).sum::<f32>();
    let mut out = Counts { shared: 0.0, a: total(a), b: total(b), agree: 0.0, clash: 0.0 };
    let (mut a, mut b) = (a, b);
    while let (Some(x), Some(y)) = (a.first(), b.first()) {
        let run = |l: &[Counted], thing: TermId| l.iter().take_while(|c| c.0 == thing).count();
        let (here, behind) = a.split_at(run(a, x.0));
        let (there, beyond) = b.split_at(run(b, y.0));
        if x.0 == y.0 {
            let mut agree = false;
            for c in here {
                if let Some(d) = there.iter().find(|d| d.1 == c.1) {
                    agree = true;
                    out.shared += (c.2 + d.2) * (c.2 + d.2) / 4.0;
                }
            }
            *(if agree { &mut out.agree } else { &mut out.clash }) += 1.0;
        }
        let order = x.0.cmp(&y.0);
        if order.is_le() {
            a = behind;
        }
        if order.is_ge() {
            b = beyond;
        }
    }
    out
}
