//! How near stretches and windows are by what they mean, before they are compared word by word.

use super::stretch::{Narration, SaidSentence};
use super::words::{Glossary, Vector, WordId, dot, unit};
use crate::annotate::lexeme::DIMENSIONS;
use std::cell::OnceCell;
use std::collections::HashMap;

/// So many stretches a sentence is compared with word by word, and so many sentences a stretch.
const NEAREST: usize = 10;
/// How much of what all sentences of the story have in common is taken out of what each means.
const COMMON: f32 = 0.7;
/// Pairs of a stretch and a window up to which each is looked at; beyond, those that share a word.
const ALL: usize = 20_000_000;
/// Stretches up to which each is compared with each.
const RIVALS: usize = 2_500;
/// What a word that both have adds to how near two are, before they are compared word by word.
const HAS_WORD: f32 = 0.15;

/// What stretches and windows mean, less what all of them have in common.
pub(super) struct Meant {
    /// Of each stretch.
    pub own: Vec<Vector>,
    /// Of each window.
    pub said: Vec<Vector>,
    mean: Vector,
}

impl Meant {
    /// Takes out what all have in common.
    pub fn of(stretches: &[Narration], windows: &[SaidSentence]) -> Self {
        let mean = mean(stretches.iter().map(|s| &s.vector).chain(windows.iter().map(|w| &w.vector)));
        let mut out = Self { own: Vec::new(), said: Vec::new(), mean };
        out.own = stretches.iter().map(|s| out.centred(&s.vector)).collect();
        out.said = windows.iter().map(|w| out.centred(&w.vector)).collect();
        out
    }

    /// A sum without what all have in common.
    pub fn centred(&self, v: &Vector) -> Vector {
        let mut out = *v;
        out.iter_mut().zip(&self.mean).for_each(|(x, m)| *x -= COMMON * m);
        unit(out)
    }
}

fn mean<'a>(vectors: impl Iterator<Item = &'a Vector>) -> Vector {
    let mut out = [0.0; DIMENSIONS];
    let mut n = 0.0f32;
    for v in vectors {
        out.iter_mut().zip(v).for_each(|(x, y)| *x += y);
        n += 1.0;
    }
    out.map(|x| x / n.max(1.0))
}

/// Which pairs are worth comparing word by word.
pub(super) struct Nearest {
    /// Of each window the nearest stretches, of each stretch the nearest windows: stretch and window, in order.
    pub pairs: Vec<(usize, usize)>,
    /// Middle and width of how near the stretches are to each window.
    pub spread: Vec<(f32, f32)>,
}

/// Looks for the pairs that are nearest.
pub(super) fn nearest(
    stretches: &[Narration],
    windows: &[SaidSentence],
    meant: &Meant,
    glossary: &Glossary,
) -> Nearest {
    let mut having: HashMap<WordId, Vec<usize>> = HashMap::new();
    for (w, window) in windows.iter().enumerate() {
        for id in &window.words {
            having.entry(*id).or_default().push(w);
        }
    }
    let mut best: Vec<Few> = vec![Few::default(); windows.len()];
    let mut pairs = Vec::with_capacity(2 * NEAREST * stretches.len());
    let mut bonus = vec![0.0f32; windows.len()];
    // How many were looked at, their sum and the sum of their squares.
    let mut sums = vec![(0.0f32, 0.0f32, 0.0f32); windows.len()];
    let few_only = stretches.len().saturating_mul(windows.len()) > ALL;
    for (s, (stretch, v)) in stretches.iter().zip(&meant.own).enumerate() {
        bonus.fill(0.0);
        for (_, id) in &stretch.words {
            for w in having.get(id).map_or(&[][..], |l| l) {
                bonus[*w] += HAS_WORD * glossary.get(*id).weight;
            }
        }
        let mut few = Few::default();
        for (w, (q, b)) in meant.said.iter().zip(&bonus).enumerate().filter(|x| !few_only || *x.1.1 > 0.0) {
            let near = dot(v, q);
            let sum = &mut sums[w];
            *sum = (sum.0 + 1.0, sum.1 + near, sum.2 + near * near);
            few.add(near + b, w);
            best[w].add(near + b, s);
        }
        pairs.extend(few.list.iter().map(|(_, w)| (s, *w)));
    }
    pairs.extend(best.iter().enumerate().flat_map(|(w, few)| few.list.iter().map(move |(_, s)| (*s, w))));
    pairs.sort_unstable();
    pairs.dedup();
    let spread = |(n, sum, squares): &(f32, f32, f32)| {
        let middle = sum / n.max(1.0);
        (middle, (squares / n.max(1.0) - middle * middle).max(1e-4).sqrt())
    };
    Nearest { pairs, spread: sums.iter().map(spread).collect() }
}

/// The few highest, the first of equals.
#[derive(Clone, Default)]
struct Few {
    list: Vec<(f32, usize)>,
}

impl Few {
    fn add(&mut self, x: f32, row: usize) {
        if self.list.len() == NEAREST && self.list.last().is_some_and(|l| l.0 >= x) {
            return;
        }
        let at = self.list.partition_point(|l| l.0 >= x);
        self.list.insert(at, (x, row));
        self.list.truncate(NEAREST);
    }
}

/// How near to each stretch the nearest one of another report is, worked out where somebody asks: most stretches render
/// nothing.
pub(super) struct NearestElsewhere<'a> {
    stretches: &'a [Narration],
    own: &'a [Vector],
    known: Vec<OnceCell<f32>>,
}

impl<'a> NearestElsewhere<'a> {
    /// For stretches that mean this.
    pub fn of(stretches: &'a [Narration], own: &'a [Vector]) -> Self {
        Self { stretches, own, known: vec![OnceCell::new(); own.len()] }
    }

    /// How near the nearest one is to stretch `s`.
    pub fn to(&self, s: usize) -> f32 {
        let Some((v, known)) = self.own.get(s).zip(self.known.get(s)) else { return 0.0 };
        *known.get_or_init(|| {
            let report = self.stretches[s].report;
            // Of very many some are looked at, in both directions the same.
            let step = self.own.len().div_ceil(RIVALS).max(1);
            let others = (0..s).rev().step_by(step).chain((s + 1..self.own.len()).step_by(step));
            let elsewhere = others.filter(|t| self.stretches[*t].report != report);
            elsewhere.map(|t| dot(v, &self.own[t])).fold(0.0, f32::max)
        })
    }
}
