//! How likely it is that two fillers fill one slot, told by what surrounds them and not by what they are.
//!
//! Nobody has labelled slots in pairs of news reports. But reports on one event mostly agree, so that two mentions of
//! one number, age or time in them are mostly of one slot, and two different ones are not: that is what the weights are
//! learned from. What they say holds for numbers that differ as well, since they never see the number.

use super::mention::Slot;
use super::pair::Features;

/// Features that look at the surroundings alone.
const SEEN: usize = 34;
/// With products of some of them, and a constant.
pub const INPUTS: usize = SEEN + 15 + 1;
/// Numbers and sums, ages, times, nouns.
pub const KINDS: usize = 4;

/// Learned weights, a set for each kind of slot.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkModel {
    weights: Vec<f32>,
}

impl LinkModel {
    /// The weights in `bytes` as [`write`](Self::write) gives them; `None` where there are too few or too many.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let weights: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        (bytes.len() == 4 * INPUTS * KINDS).then_some(Self { weights })
    }

    /// The weights as bytes, little-endian.
    pub fn write(&self) -> Vec<u8> {
        self.weights.iter().flat_map(|w| w.to_le_bytes()).collect()
    }

    /// The weights that come with the program.
    pub fn english() -> Option<Self> {
        Self::read(include_bytes!("../../../data/claims-en.bin"))
    }

    /// Whether there are weights for a slot.
    pub(crate) fn weighs(slot: Slot) -> bool {
        kind(slot).is_some()
    }

    /// The logarithm of the odds that two fillers of a slot fill the same one; `None` for slots without weights.
    pub fn score(&self, slot: Slot, features: &Features) -> Option<f32> {
        let at = kind(slot)? * INPUTS;
        let weights = self.weights.get(at..at + INPUTS)?;
        Some(weights.iter().zip(inputs(features)).map(|(w, x)| w * x).sum())
    }

    /// Learns from pairs, each with whether both are of one slot: logistic regression, step by step (AdaGrad; Duchi,
    /// Hazan and Singer 2011, "Adaptive Subgradient Methods").
    pub fn learn(pairs: &[(Slot, Features, bool)], epochs: usize, decay: f32) -> Self {
        const STEP: f32 = 0.1;
        let (mut weights, mut squares) = (vec![0.0f32; INPUTS * KINDS], vec![1e-4f32; INPUTS * KINDS]);
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        let mut seed = 1u64;
        for _ in 0..epochs {
            for i in (1..order.len()).rev() {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(i, (seed >> 33) as usize % (i + 1));
            }
            for (slot, features, same) in order.iter().filter_map(|i| pairs.get(*i)) {
                let Some(at) = kind(*slot).map(|k| k * INPUTS) else { continue };
                let x = inputs(features);
                let (w, s) = (&mut weights[at..at + INPUTS], &mut squares[at..at + INPUTS]);
                let z: f32 = w.iter().zip(x).map(|(w, x)| w * x).sum();
                let wrong = 1.0 / (1.0 + (-z).exp()) - f32::from(u8::from(*same));
                for ((w, s), x) in w.iter_mut().zip(s).zip(x) {
                    let slope = wrong * x + decay * *w;
                    *s += slope * slope;
                    *w -= STEP * slope / s.sqrt();
                }
            }
        }
        Self { weights }
    }
}

fn kind(slot: Slot) -> Option<usize> {
    match slot {
        Slot::Count | Slot::Money => Some(0),
        Slot::Age => Some(1),
        Slot::When => Some(2),
        Slot::What => Some(3),
        _ => None,
    }
}

/// The features with what some of them are together: the counted word and its surroundings, the predicate and its.
fn inputs(f: &Features) -> [f32; INPUTS] {
    let mut out = [0.0; INPUTS];
    out[..SEEN].copy_from_slice(&f[..SEEN]);
    let counted = [1, 4, 12, 14, 16, 17].map(|k| f[7] * f[k]);
    let predicate = [1, 14, 16].map(|k| f[4] * f[k]);
    let squares = [16, 17, 12].map(|k| f[k] * f[k]);
    let bends = [(16, 0.5), (17, 0.5), (12, 0.4)].map(|(k, from)| (f[k] - from).max(0.0));
    let rest = counted.into_iter().chain(predicate).chain(squares).chain(bends).chain([1.0]);
    out[SEEN..].iter_mut().zip(rest).for_each(|(x, y)| *x = y);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::claim::pair::FEATURES;

    #[test]
    fn what_is_learned_is_read_back() {
        let features = |x: f32| {
            let mut f = [0.0; FEATURES];
            f[12] = x;
            f
        };
        let pairs: Vec<_> = (0..200).map(|i| (Slot::Count, features(i as f32 / 200.0), i > 100)).collect();
        let model = LinkModel::learn(&pairs, 20, 0.0);
        assert!(model.score(Slot::Count, &features(0.9)) > Some(0.0));
        assert!(model.score(Slot::Money, &features(0.1)) < Some(0.0));
        assert_eq!(model.score(Slot::Name, &features(0.1)), None);
        assert_eq!(LinkModel::read(&model.write()), Some(model));
        assert_eq!(LinkModel::read(b"few"), None);
    }
}
