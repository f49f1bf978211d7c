//! How likely a stretch outside marks renders what was said: logistic regression over the features of a candidate.

use super::features::{FEATURES, Features};
use std::sync::OnceLock;

/// Learned weights: one for each feature, and a constant behind them.
#[derive(Clone, Debug, PartialEq)]
pub struct ParaphraseModel {
    weights: [f32; FEATURES + 1],
}

impl ParaphraseModel {
    /// A model of these weights, the constant last.
    pub fn new(weights: [f32; FEATURES + 1]) -> Self {
        Self { weights }
    }

    /// The weights in `bytes` as [`write`](Self::write) gives them; `None` where there are too few or too many.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut weights = [0.0; FEATURES + 1];
        if bytes.len() != 4 * weights.len() {
            return None;
        }
        weights.iter_mut().zip(bytes.as_chunks::<4>().0).for_each(|(w, b)| *w = f32::from_le_bytes(*b));
        Some(Self { weights })
    }

    /// The weights as bytes, little-endian.
    pub fn write(&self) -> Vec<u8> {
        self.weights.iter().flat_map(|w| w.to_le_bytes()).collect()
    }

    /// The weights that come with the program.
    pub fn english() -> Option<&'static Self> {
        static MODEL: OnceLock<Option<ParaphraseModel>> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(include_bytes!("../../../data/paraphrases-en.bin"))).as_ref()
    }

    /// How likely it is, from 0 to 1.
    pub fn likelihood(&self, features: &Features) -> f32 {
        let z: f32 = self.weights.iter().zip(features.iter().chain(&[1.0])).map(|(w, x)| w * x).sum();
        1.0 / (1.0 + (-z).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_back() {
        let mut weights = [0.0; FEATURES + 1];
        (weights[0], weights[FEATURES]) = (2.0, -1.0);
        let model = ParaphraseModel::new(weights);
        let mut features = [0.0; FEATURES];
        assert!(model.likelihood(&features) < 0.5);
        features[0] = 1.0;
        assert!(model.likelihood(&features) > 0.5);
        assert_eq!(ParaphraseModel::read(&model.write()), Some(model));
        assert_eq!(ParaphraseModel::read(b"few"), None);
        assert!(ParaphraseModel::english().is_some());
    }
}
