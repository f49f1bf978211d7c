//! What the networks said of sentences, kept so that nobody asks them twice.
//!
//! They see nothing of a word but its [`Form`], so that two sentences of the same forms have the same tags and heads,
//! wherever they stand. All of a sentence's forms are compared, not only their hash.

use super::tags::{Pos, Relation, Tag};
use super::word::{Form, SyntacticWord};
use crate::annotate::token::NumberMap;

/// Sentences with their tags and, where anybody wanted them, their heads.
#[derive(Default)]
pub(super) struct Memory {
    /// The sentences by the hash of their forms; of two with one hash the first.
    known: NumberMap<Known>,
    /// Those of all sentences, one behind the other.
    forms: Vec<Form>,
    tags: Vec<(Tag, Pos)>,
    heads: Vec<(u32, Relation)>,
    /// Words that are kept at most.
    most: usize,
    /// The sentence that was tagged last, if it is kept.
    last: Option<u64>,
}

/// Where the words of a sentence lie.
#[derive(Clone, Copy)]
struct Known {
    words: (usize, usize),
    /// The first of its heads.
    heads: Option<usize>,
}

impl Memory {
    /// One of `most` words; what comes after them is not kept.
    pub fn of(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// How many words are kept.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Looks the tags of a sentence up; `false` where they are not known.
    pub fn tags(&mut self, words: &[SyntacticWord], out: &mut Vec<(Tag, Pos)>) -> bool {
        self.last = None;
        if self.most == 0 {
            return false;
        }
        let hash = hash(words);
        let Some(known) = self.known.get(&hash) else { return false };
        let rows = known.words.0..known.words.1;
        let (Some(forms), Some(tags)) = (self.forms.get(rows.clone()), self.tags.get(rows)) else { return false };
        if !forms.iter().eq(words.iter().map(|w| &w.form)) {
            return false;
        }
        out.clear();
        out.extend_from_slice(tags);
        self.last = Some(hash);
        true
    }

    /// Keeps the tags of a sentence that was not known.
    pub fn put_tags(&mut self, words: &[SyntacticWord], tags: &[(Tag, Pos)]) {
        let first = self.forms.len();
        if first + words.len() > self.most || words.len() != tags.len() {
            return;
        }
        let hash = hash(words);
        if self.known.contains_key(&hash) {
            return;
        }
        self.forms.extend(words.iter().map(|w| w.form));
        self.tags.extend_from_slice(tags);
        self.known.insert(hash, Known { words: (first, self.forms.len()), heads: None });
        self.last = Some(hash);
    }

    /// Looks up the heads of the sentence that was tagged last; `false` where they are not known.
    pub fn heads(&self, out: &mut Vec<(u32, Relation)>) -> bool {
        let known = self.last.and_then(|hash| self.known.get(&hash));
        let kept = known.and_then(|k| {
            let first = k.heads?;
            self.heads.get(first..first + (k.words.1 - k.words.0))
        });
        let Some(kept) = kept else { return false };
        out.clear();
        out.extend_from_slice(kept);
        true
    }

    /// Keeps the heads of the sentence that was tagged last.
    pub fn put_heads(&mut self, heads: &[(u32, Relation)]) {
        let Some(known) = self.last.and_then(|hash| self.known.get_mut(&hash)) else { return };
        if known.heads.is_none() && heads.len() == known.words.1 - known.words.0 {
            known.heads = Some(self.heads.len());
            self.heads.extend_from_slice(heads);
        }
    }

    /// What is parsed next was not looked up here.
    pub fn forget_last(&mut self) {
        self.last = None;
    }
}

fn hash(words: &[SyntacticWord]) -> u64 {
    let mix = |h: u64, n: u32| (h.rotate_left(5) ^ u64::from(n)).wrapping_mul(0x517C_C1B7_2722_0A95);
    words.iter().map(|w| w.form).fold(words.len() as u64, |h, f| {
        [f.word, f.suffix, f.ending, f.prefix, f.shape, f.cluster].into_iter().fold(h, mix)
    })
}
