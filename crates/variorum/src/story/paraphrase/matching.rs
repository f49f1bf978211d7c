//! How a stretch and a sentence go together, word by word, and which words of the stretch are meant.

use super::stretch::{Narration, SaidSentence};
use super::words::{Alike, Glossary};
use std::ops::Range;

/// How much a run loses that leaves most of its stretch out.
const NARROW: f32 = 0.3;
/// A run of so much weight counts half.
const LIGHT: f32 = 0.5;
/// Pieces of a stretch that are put together in every way; a stretch of more is taken whole.
const PIECES: usize = 24;

/// How much alike two words are that go together.
const TOGETHER: f32 = 0.6;

/// How a stretch and a window go together.
#[derive(Clone, Debug)]
pub struct Matching {
    /// The tokens of the stretch that are most like the window.
    pub rows: Range<usize>,
    /// How much of these the window says too, by weight.
    pub of_run: f32,
    /// How much of the window these say, by weight.
    pub of_window: f32,
    /// The weight of words that both have.
    pub shared: f32,
    /// What the word that tells most but one is worth.
    pub second: f32,
    /// Both shares in one number.
    pub score: f32,
    /// Words that go together one to one, by their rows in the stretch and in the window, with how much alike they are.
    pub pairs: Vec<(usize, usize, f32)>,
}

impl Matching {
    /// Whether each of a window's so many words is in the run, in one of its forms.
    pub fn is_whole(&self, words: usize) -> bool {
        self.pairs.iter().filter(|p| p.2 >= 1.0).count() >= words
    }
}

/// Room to compare one pair after the other in.
#[derive(Default)]
pub(super) struct Room {
    /// What each word of the stretch and of the window weighs.
    weight: Vec<f32>,
    wanted: Vec<f32>,
    /// How much alike each two words are, the window's beside each other.
    like: Vec<f32>,
    /// How much of each word of the stretch the window says, and of each word of the window the run.
    own: Vec<f32>,
    covered: Vec<f32>,
    /// Words that are much alike.
    close: Vec<(usize, usize, f32)>,
}

/// Compares the two; `None` where the stretch has no words.
pub(super) fn matched(
    stretch: &Narration,
    window: &SaidSentence,
    glossary: &Glossary,
    alike: &mut Alike,
    room: &mut Room,
) -> Option<Matching> {
    let (n, q) = (stretch.words.len(), window.words.len());
    let Room { weight, wanted, like, own, covered, close } = room;
    [&mut *weight, &mut *wanted, &mut *like, &mut *own, &mut *covered].into_iter().for_each(Vec::clear);
    weight.extend(stretch.words.iter().map(|w| glossary.get(w.1).weight));
    wanted.extend(window.words.iter().map(|w| glossary.get(*w).weight));
    for (_, a) in &stretch.words {
        alike.each(*a, &window.words, like);
    }
    own.extend(like.chunks(q).map(|row| row.iter().copied().fold(0.0, f32::max)));
    let all: f32 = weight.iter().sum::<f32>().max(1e-3);
    let total: f32 = wanted.iter().sum::<f32>().max(1e-3);
    let mut best: Option<(Matching, Range<usize>)> = None;
    covered.resize(q, 0.0);
    let ends = [(stretch.rows.start, true), (stretch.rows.end, false)];
    let cuts = if stretch.cuts.len() > PIECES { &ends[..] } else { &stretch.cuts[..] };
    for (c, (from, opens)) in cuts.iter().enumerate() {
        if !opens {
            continue;
        }
        let first = stretch.words.partition_point(|w| w.0 < *from);
        let (mut at, mut mass, mut said) = (first, 0.0f32, 0.0f32);
        covered.fill(0.0);
        // Each further piece adds its words to the run.
        for (to, _) in &cuts[c + 1..] {
            while at < n && stretch.words[at].0 < *to {
                mass += weight[at];
                said += weight[at] * own[at];
                covered.iter_mut().zip(&like[at * q..(at + 1) * q]).for_each(|(x, y)| *x = x.max(*y));
                at += 1;
            }
            if at - first < 2.min(n) || mass <= 0.0 {
                continue;
            }
            let of_run = said / mass;
            let of_window = covered.iter().zip(&*wanted).map(|(x, w)| x * w).sum::<f32>() / total;
            let both = 2.0 * of_run * of_window / (of_run + of_window).max(1e-6);
            let score = both * (mass / (mass + LIGHT)) * (1.0 - NARROW * (1.0 - mass / all));
            if best.as_ref().is_none_or(|b| score > b.0.score + 1e-6) {
                let m = Matching {
                    rows: *from..*to,
                    of_run,
                    of_window,
                    shared: 0.0,
                    second: 0.0,
                    score,
                    pairs: Vec::new(),
                };
                best = Some((m, first..at));
            }
        }
    }
    let (mut m, words) = best?;
    let (mut first, mut second) = (0.0f32, 0.0f32);
    m.pairs = pairs(words.clone(), like, q, close);
    for i in words {
        let x = weight[i] * own[i];
        (first, second) = if x > first { (x, first) } else { (first, second.max(x)) };
        m.shared += if own[i] >= 1.0 { weight[i] } else { 0.0 };
    }
    m.second = second;
    Some(m)
}

/// Words that go together one to one, those first that are most alike.
fn pairs(words: Range<usize>, like: &[f32], q: usize, all: &mut Vec<(usize, usize, f32)>) -> Vec<(usize, usize, f32)> {
    all.clear();
    for i in words {
        let row = like[i * q..(i + 1) * q].iter().enumerate();
        all.extend(row.filter(|(_, x)| **x >= TOGETHER).map(|(j, x)| (i, j, *x)));
    }
    all.sort_unstable_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut out: Vec<(usize, usize, f32)> = Vec::new();
    for c in all {
        if !out.iter().any(|o| o.0 == c.0 || o.1 == c.1) {
            out.push(*c);
        }
    }
    out.sort_unstable_by_key(|c| (c.0, c.1));
    out
}
