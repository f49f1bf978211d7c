//! A report in the window: its weightiest terms, ready to be compared.

use super::bytes::{In, Out};
use super::sketch::{CAPITAL, LEADS, NUMBER, Sketch, TITLE, Term, TermId, mix};
use super::words::Frequencies;

/// Most terms of a report that are compared, the weightiest.
const TERMS: usize = 160;
/// So many terms say most what a report is about,
const TOP: usize = 12;
/// and so many of those with a capital whom and where.
const TOP_NAMES: usize = 5;

/// What tells more than this is rare.
pub(super) const RARE: f32 = 0.5;

/// Among the weightiest dozen.
pub(super) const IS_TOP: u8 = 16;
/// Among the weightiest few with a capital.
pub(super) const IS_TOP_NAME: u8 = 32;

/// A term of a report in the window, in eight bytes.
#[derive(Clone, Copy, Debug)]
pub struct HeldTerm {
    pub(super) id: TermId,
    /// How much the term tells by itself, of 65535.
    rare: u16,
    count: u8,
    pub(super) flags: u8,
}

impl HeldTerm {
    /// How much the term tells by itself.
    pub(super) fn rare(self) -> f32 {
        f32::from(self.rare) / 65535.0
    }

    /// By how often and where it stands in the report.
    pub(super) fn often(self) -> f32 {
        let place =
            1.0 + if self.flags & LEADS != 0 { 0.3 } else { 0.0 } + if self.flags & TITLE != 0 { 0.3 } else { 0.0 };
        LOGS.get(self.count as usize).copied().unwrap_or(1.0) * place
    }

    /// Both: what the term weighs in the report.
    pub(super) fn weight(self) -> f32 {
        self.often() * self.rare() * self.rare()
    }
}

/// One more than the natural logarithm of each count.
static LOGS: std::sync::LazyLock<[f32; 256]> =
    std::sync::LazyLock::new(|| std::array::from_fn(|n| 1.0 + (n.max(1) as f32).ln()));

/// Lengths of a report as a vector, over all terms and over some.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Norms {
    pub all: f32,
    pub capital: f32,
    pub plain: f32,
    pub lead: f32,
    pub title: f32,
    pub top: f32,
    pub top_name: f32,
    pub number: f32,
    pub rare: f32,
}

impl Norms {
    fn of(terms: &[HeldTerm]) -> Self {
        let mut norms = Self::default();
        for t in terms {
            let (rare, square) = (t.rare(), t.weight() * t.weight());
            let has = |flag: u8| if t.flags & flag != 0 { 1.0 } else { 0.0 };
            norms.all += square;
            norms.capital += has(CAPITAL) * square;
            norms.plain += (1.0 - has(CAPITAL)) * square;
            norms.lead += has(LEADS) * square;
            norms.title += has(TITLE) * rare * rare;
            norms.top += has(IS_TOP) * rare;
            norms.top_name += has(IS_TOP_NAME) * rare;
            norms.number += has(NUMBER) * rare;
            norms.rare += (rare - RARE).max(0.0);
        }
        for norm in [&mut norms.all, &mut norms.capital, &mut norms.plain, &mut norms.lead, &mut norms.title] {
            *norm = norm.sqrt();
        }
        norms
    }
}

/// A report in the window.
#[derive(Clone, Debug, Default)]
pub struct Held {
    pub(super) day: Option<i32>,
    /// By id.
    pub(super) terms: Box<[HeldTerm]>,
    pub(super) names: Box<[(TermId, f32)]>,
    /// The word behind the number, the number, how much the two tell.
    pub(super) counts: Box<[(TermId, TermId, f32)]>,
    pub(super) ages: Box<[u8]>,
    pub(super) told: Box<[i32]>,
    pub(super) norms: Norms,
    /// How near the nearest report is, as a cosine.
    pub(super) nearest: f32,
}

impl Held {
    /// Writes all but how near the nearest report is, which later ones change.
    pub(super) fn write(&self, out: &mut Out) {
        out.u8(u8::from(self.day.is_some()));
        out.i32(self.day.unwrap_or(0));
        out.list(&self.terms, |out, t| {
            out.u32(t.id);
            out.u16(t.rare);
            out.u8(t.count);
            out.u8(t.flags);
        });
        out.list(&self.names, |out, n| {
            out.u32(n.0);
            out.f32(n.1);
        });
        out.list(&self.counts, |out, c| {
            out.u32(c.0);
            out.u32(c.1);
            out.f32(c.2);
        });
        out.list(&self.ages, |out, age| out.u8(*age));
        out.list(&self.told, |out, day| out.i32(*day));
    }

    /// Reads what [`write`](Self::write) wrote.
    pub(super) fn read(from: &mut In<'_>) -> Option<Self> {
        let (known, day) = (from.u8()? != 0, from.i32()?);
        let terms = from.list(|i| Some(HeldTerm { id: i.u32()?, rare: i.u16()?, count: i.u8()?, flags: i.u8()? }))?;
        Some(Self {
            day: known.then_some(day),
            names: from.list(|i| Some((i.u32()?, i.f32()?)))?.into(),
            counts: from.list(|i| Some((i.u32()?, i.u32()?, i.f32()?)))?.into(),
            ages: from.list(In::u8)?.into(),
            told: from.list(In::i32)?.into(),
            norms: Norms::of(&terms),
            terms: terms.into(),
            nearest: 0.0,
        })
    }

    /// Weighs a report's terms by the stream so far.
    pub fn of(sketch: &Sketch, frequencies: &Frequencies) -> Self {
        let weigh = frequencies.weigh(sketch.language);
        let held =
            |t: &Term| HeldTerm { id: t.id, rare: (weigh(t.id) * 65535.0) as u16, count: t.count, flags: t.flags };
        let mut terms: Vec<(HeldTerm, f32)> = sketch.terms.iter().map(held).map(|t| (t, t.weight())).collect();
        let by_weight = |a: &(HeldTerm, f32), b: &(HeldTerm, f32)| b.1.total_cmp(&a.1).then(a.0.id.cmp(&b.0.id));
        if terms.len() > TERMS {
            terms.select_nth_unstable_by(TERMS, by_weight);
            terms.truncate(TERMS);
        }
        terms.sort_unstable_by(by_weight);
        let mut terms: Vec<HeldTerm> = terms.into_iter().map(|t| t.0).collect();
        terms.iter_mut().take(TOP).for_each(|t| t.flags |= IS_TOP);
        terms.iter_mut().filter(|t| t.flags & CAPITAL != 0).take(TOP_NAMES).for_each(|t| t.flags |= IS_TOP_NAME);
        terms.sort_unstable_by_key(|t| t.id);
        let norms = Norms::of(&terms);
        Self {
            day: sketch.day,
            names: sketch.names.iter().map(|id| (*id, weigh(*id))).collect(),
            counts: sketch.counts.iter().map(|c| (c.0, c.1, weigh(mix(c.1, c.0)))).collect(),
            ages: sketch.ages.as_slice().into(),
            told: sketch.told.as_slice().into(),
            terms: terms.into(),
            norms,
            nearest: 0.0,
        }
    }
}
