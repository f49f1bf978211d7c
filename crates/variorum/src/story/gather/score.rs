//! The learned score of a pair: a sum to which each feature adds its part.
//!
//! A generalised additive model (Hastie and Tibshirani 1990): logistic regression over features, each a straight line
//! between knots, so that every part can be read by itself.

use super::features::{
    APART, COUNT, FEATURES, Features, IN_TITLE, TITLES, TO_ITS_NEAREST, TO_NEAREST, TOLD, TOLD_APART, beside,
};
use std::sync::OnceLock;

/// Knots on the axis of a feature.
const KNOTS: usize = 7;
/// Weights of a feature: one for each knot, one for nothing to compare.
const SLOT: usize = KNOTS + 1;
/// Weights of one set: all features and a constant.
const SET: usize = COUNT * SLOT + 1;
/// All weights: one set for reports a week apart or less, one for those farther apart.
pub const WEIGHTS: usize = 2 * SET;
/// Where pairs are far apart, on the axis of days between.
const FAR: f32 = 3.01;

/// The weights.
#[derive(Clone, Debug)]
pub struct PairModel {
    weights: Vec<f32>,
}

impl PairModel {
    /// The model that comes with the program.
    pub fn shipped() -> &'static Self {
        static MODEL: OnceLock<PairModel> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(include_bytes!("../../../data/stories.bin")).unwrap_or(Self::empty()))
    }

    /// A model to be trained.
    pub fn empty() -> Self {
        Self { weights: vec![0.0; WEIGHTS] }
    }

    /// Reads weights as `write` gives them; `None` where their number is another.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let weights: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        (bytes.len() == 4 * WEIGHTS).then_some(Self { weights })
    }

    /// The weights as bytes, little-endian.
    pub fn write(&self) -> Vec<u8> {
        self.weights.iter().flat_map(|w| w.to_le_bytes()).collect()
    }

    /// The score: the logarithm of the odds that the two reports tell one event.
    pub fn score(&self, features: &Features) -> f32 {
        self.parts(features).iter().sum()
    }

    /// What one feature of value `x` adds to the score; `far` says which set of weights holds.
    pub(super) fn part(&self, feature: usize, x: f32, far: bool) -> f32 {
        let mut sum = 0.0;
        one(feature, x, if far { SET } else { 0 }, &mut |_, weight, share| {
            sum += self.weights.get(weight).copied().unwrap_or(0.0) * share;
        });
        sum
    }

    /// What each feature adds to the score, and the constant behind them.
    pub fn parts(&self, features: &Features) -> [f32; COUNT + 1] {
        let mut parts = [0.0; COUNT + 1];
        active(features, |part, weight, x| {
            if let (Some(sum), Some(w)) = (parts.get_mut(part), self.weights.get(weight)) {
                *sum += w * x;
            }
        });
        parts
    }
}

/// Calls `each` with the feature, the weight and how much of the weight counts.
fn active(features: &Features, mut each: impl FnMut(usize, usize, f32)) {
    let base = if is_far(features) { SET } else { 0 };
    for (k, x) in features.iter().enumerate() {
        one(k, *x, base, &mut each);
    }
    each(COUNT, base + COUNT * SLOT, 1.0);
}

/// Whether two reports are so many days apart that weights of their own hold.
pub(super) fn is_far(features: &Features) -> bool {
    features[APART] > FAR
}

fn one(k: usize, x: f32, base: usize, each: &mut impl FnMut(usize, usize, f32)) {
    let first = base + k * SLOT;
    if x.is_nan() {
        return each(k, first + KNOTS, 1.0);
    }
    let top = FEATURES.get(k).map_or(1.0, |f| f.1);
    let at = (x / top).clamp(0.0, 1.0) * (KNOTS - 1) as f32;
    let low = (at as usize).min(KNOTS - 2);
    let part = at - low as f32;
    each(k, first + low, 1.0 - part);
    each(k, first + low + 1, part);
}

/// A pair to learn from.
#[derive(Clone, Debug)]
pub struct Example {
    /// What the two have in common.
    pub features: Features,
    /// Whether they tell one event.
    pub together: bool,
    /// How much the pair counts.
    pub weight: f32,
}

impl Example {
    /// The same pair as it looks once the nearest report to the later one and that to the earlier one are as near as
    /// this, as cosines.
    pub fn in_hindsight(&self, to_later: f32, to_earlier: f32) -> Self {
        let mut out = self.clone();
        out.features[TO_NEAREST] = beside(self.features[0], to_later);
        out.features[TO_ITS_NEAREST] = beside(self.features[0], to_earlier);
        out
    }

    /// The same pair as it would be without titles and dates; without days told too where `told` is false.
    pub fn bare(&self, told: bool) -> Self {
        let mut bare = self.clone();
        for k in [TITLES, IN_TITLE, APART] {
            bare.features[k] = f32::NAN;
        }
        if !told {
            bare.features[TOLD] = f32::NAN;
            bare.features[TOLD_APART] = f32::NAN;
        }
        bare
    }
}

/// Learns weights by stochastic descent with a step for each weight (AdaGrad, Duchi, Hazan and Singer 2011). Weights of
/// pairs far apart are learned as differences from those of all pairs. Same examples, same weights.
pub fn learn(examples: &[Example], epochs: usize, decay: f32) -> PairModel {
    const STEP: f32 = 0.1;
    let (mut w, mut squares) = (vec![0.0f32; WEIGHTS], vec![1e-6f32; WEIGHTS]);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 1u64;
    for _ in 0..epochs {
        for i in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (seed >> 33) as usize % (i + 1));
        }
        for example in order.iter().filter_map(|i| examples.get(*i)) {
            let mut z = 0.0;
            active(&example.features, |_, i, x| z += (w[i] + if i >= SET { w[i - SET] } else { 0.0 }) * x);
            let wrong = (1.0 / (1.0 + (-z).exp()) - if example.together { 1.0 } else { 0.0 }) * example.weight;
            active(&example.features, |_, i, x| {
                for (k, decay) in [(i, if i >= SET { 3.0 * decay } else { decay }), (i % SET, decay)] {
                    let slope = wrong * x + decay * w[k] * x;
                    squares[k] += slope * slope;
                    w[k] -= STEP * slope / squares[k].sqrt();
                    if i < SET {
                        break;
                    }
                }
            });
        }
    }
    for i in 0..SET {
        w[SET + i] += w[i];
    }
    PairModel { weights: w }
}
