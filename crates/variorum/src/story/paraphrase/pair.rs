//! Stretches outside marks against sentences that were said: which may be paraphrases, and what speaks for it.

use super::matching::{Matching, matched};
use super::stretch::{Narration, SaidSentence, stretches, windows};
use super::words::{Glossary, Vector, WordId, dot, unit};
use crate::annotate::Annotated;
use crate::annotate::lexeme::DIMENSIONS;
use crate::annotate::token::{Key, KeyMap, TokenKind};
use crate::annotate::verbs;
use crate::collate::named::Names;
use crate::collate::utterance::Utterance;
use crate::span::{ArticleId, Place, Span};
use std::collections::HashMap;
use std::ops::Range;

/// How many numbers describe a candidate.
pub const FEATURES: usize = 42;
/// The numbers that describe a candidate.
pub type Features = [f32; FEATURES];

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

/// A stretch that may render what was said.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The words outside marks that are most like it.
    pub place: Place,
    /// The whole stretch they are of, counted in the story.
    pub stretch: usize,
    /// The utterance.
    pub utterance: usize,
    /// Words of its text.
    pub range: Range<u32>,
    /// What speaks for it and against.
    pub features: Features,
    /// One of the two denies, the other does not.
    pub negation: bool,
    /// Both have numbers, and none in common.
    pub number: bool,
    /// TEMP
    pub sizes: [f32; 3],
}

/// All candidates of a story, by stretch and then by place in the utterances.
pub fn candidates(reports: &[&Annotated], utterances: &[Utterance], names: &Names) -> Vec<Candidate> {
    if utterances.is_empty() {
        return Vec::new();
    }
    let glossary = Glossary::of(reports);
    let stretches = stretches(reports, &glossary);
    let windows = windows(reports, utterances, &glossary);
    let mean = mean(stretches.iter().map(|s| &s.vector).chain(windows.iter().map(|w| &w.vector)));
    let centred = |v: &Vector| {
        let mut out = *v;
        out.iter_mut().zip(&mean).for_each(|(x, m)| *x -= COMMON * m);
        unit(out)
    };
    let own: Vec<Vector> = stretches.iter().map(|s| centred(&s.vector)).collect();
    let said: Vec<Vector> = windows.iter().map(|w| centred(&w.vector)).collect();
    let pairs = nearest(&stretches, &windows, &own, &said, &glossary);
    let scored: Vec<(usize, usize, Matching)> = pairs
        .into_iter()
        .filter_map(|(s, w)| Some((s, w, matched(stretches.get(s)?, windows.get(w)?, &glossary)?)))
        .collect();
    let story = Story {
        reports,
        glossary: &glossary,
        spread: spread(&own, &said),
        rivals: rivals(&stretches, &own),
        speakers: utterances.iter().map(|u| speaker(reports, names, u)).collect(),
        described: KeyMap::default(),
        printed: utterances.iter().map(|u| u.collation.readings.iter().map(|r| r.article.index()).collect()).collect(),
        ranks: Ranks::of(&scored, &stretches, &windows),
        rarity: rarity(&stretches, &glossary),
        own: stretches.len() as f32,
    }
    .describe();
    let denied: Vec<bool> = windows.iter().map(|w| w.denies).collect();
    let mut out = Vec::with_capacity(scored.len());
    for (s, w, m) in &scored {
        let (stretch, window) = (&stretches[*s], &windows[*w]);
        let tokens = reports[stretch.report].annotations.tokens.get(m.rows.clone()).unwrap_or(&[]);
        let mut words = tokens.iter().filter(|t| t.is_word()).map(|t| t.span);
        let Some(first) = words.next() else { continue };
        let span: Span = words.next_back().map_or(first, |last| first.cover(last));
        let run: Vec<WordId> = stretch.words.iter().filter(|x| m.rows.contains(&x.0)).map(|x| x.1).collect();
        let negation = glossary.denies(tokens.iter().map(|t| t.key)) != denied[*w];
        let near = (dot(&own[*s], &said[*w]), dot(&centred(&glossary.sum(&run)), &said[*w]));
        let features = story.features((*s, stretch), (*w, window), m, near, (run.len(), negation));
        let no_number = || !stretch.numbers.iter().any(|x| window.numbers.contains(x));
        out.push(Candidate {
            place: Place { article: ArticleId(stretch.report as u32), span },
            stretch: *s,
            utterance: window.utterance,
            range: window.range.clone(),
            features,
            negation,
            sizes: [
                stretches.len() as f32,
                windows.len() as f32,
                stretches.iter().filter(|x| x.report == stretch.report).count() as f32,
            ],
            number: !stretch.numbers.is_empty() && !window.numbers.is_empty() && no_number(),
        });
    }
    out
}

/// What features are read off beside the pair itself.
struct Story<'a> {
    reports: &'a [&'a Annotated],
    glossary: &'a Glossary,
    /// Middle and width of how near all stretches are to each window.
    spread: Vec<(f32, f32)>,
    /// How near to each stretch the nearest one of another report is.
    rivals: Vec<f32>,
    /// The last word of the name of each utterance's speaker.
    speakers: Vec<Option<Key>>,
    /// The words that reports have right beside the name of each: "mayor", "coxswain".
    described: KeyMap<Vec<WordId>>,
    /// The reports that print each utterance.
    printed: Vec<Vec<usize>>,
    ranks: Ranks,
    /// How seldom a word is in the stretches, by lemma.
    rarity: HashMap<u64, f32>,
    own: f32,
}

fn rarity(stretches: &[Narration], glossary: &Glossary) -> HashMap<u64, f32> {
    let mut out: HashMap<u64, f32> = HashMap::new();
    for s in stretches {
        let mut lemmas: Vec<u64> = s.words.iter().map(|w| glossary.get(w.1).lemma).collect();
        lemmas.sort_unstable();
        lemmas.dedup();
        lemmas.into_iter().for_each(|l| *out.entry(l).or_default() += 1.0);
    }
    let all = stretches.len() as f32;
    out.values_mut().for_each(|n| *n = ((all + 1.0) / (*n + 0.5)).ln());
    out
}

impl Story<'_> {
    fn describe(mut self) -> Self {
        const BESIDE: usize = 6;
        const TELLS: f32 = 0.3;
        self.described = self.speakers.iter().flatten().map(|k| (*k, Vec::new())).collect();
        for report in self.reports {
            let tokens = &report.annotations.tokens;
            for (i, t) in tokens.iter().enumerate() {
                let Some(bag) = self.described.get_mut(&t.key) else { continue };
                let near = tokens.get(i.saturating_sub(BESIDE)..(i + BESIDE + 1).min(tokens.len())).unwrap_or(&[]);
                let words = near.iter().filter(|x| x.is_word()).filter_map(|x| self.glossary.row(x.key));
                bag.extend(words.filter(|w| {
                    let m = self.glossary.get(*w);
                    m.weight > TELLS && !m.name
                }));
            }
        }
        self.described.values_mut().for_each(|b| {
            b.sort_unstable();
            b.dedup();
        });
        self
    }

    /// What describes a pair: `near` is how near the stretch is to the window and how near its run is, `run` how many
    /// words that has and whether one of the two denies.
    fn features(
        &self,
        (s, stretch): (usize, &Narration),
        (w, window): (usize, &SaidSentence),
        m: &Matching,
        near: (f32, f32),
        run: (usize, bool),
    ) -> Features {
        let yes = |b: bool| f32::from(u8::from(b));
        let a = &self.reports[stretch.report].annotations;
        let key = self.speakers.get(window.utterance).copied().flatten();
        let rows = |n: usize| a.sentences.get(n).map_or(0..0, |x| x.first as usize..x.end as usize);
        let names =
            |rows: Range<usize>| key.is_some_and(|k| a.tokens.get(rows).unwrap_or(&[]).iter().any(|t| t.key == k));
        let here = names(rows(stretch.sentence));
        let before = stretch.sentence.checked_sub(1).is_some_and(|n| names(rows(n)));
        let spoken =
            stretch.cue.and_then(|c| a.tokens.get(c)).is_some_and(|t| verbs::frame(t.key) & verbs::SPOKEN != 0);
        let weight = |w: &(usize, WordId)| self.glossary.get(w.1).weight;
        let described = key.and_then(|k| self.described.get(&k)).map_or(0.0, |bag| {
            stretch.words.iter().filter(|w| bag.binary_search(&w.1).is_ok()).map(weight).fold(0.0, f32::max)
        });
        let other = |n: &Key| self.speakers.contains(&Some(*n));
        let (middle, width) = self.spread.get(w).copied().unwrap_or((0.0, 1.0));
        let (of_run, of_window) = (run.0 as f32, window.words.len() as f32);
        let gloss = |w: WordId| self.glossary.get(w);
        let stretch_word = |p: &(usize, usize, f32)| gloss(stretch.words[p.0].1);
        let telling =
            |p: &&(usize, usize, f32)| stretch_word(p).weight >= 0.25 && gloss(window.words[p.1]).weight >= 0.25;
        let aligned = m.pairs.iter().filter(telling).count() as f32;
        let plain: f32 = m.pairs.iter().filter(|p| !stretch_word(p).name).map(|p| p.2 * stretch_word(p).weight).sum();
        let paired_window = |j: usize| m.pairs.iter().filter(|p| p.1 == j).map(|p| p.2).fold(0.0, f32::max);
        let paired_run = |i: usize| m.pairs.iter().filter(|p| p.0 == i).map(|p| p.2).fold(0.0, f32::max);
        let lost = (0..window.words.len())
            .map(|j| (1.0 - paired_window(j)) * gloss(window.words[j]).weight)
            .fold(0.0, f32::max);
        let added = (0..stretch.words.len())
            .filter(|i| m.rows.contains(&stretch.words[*i].0))
            .map(|i| (1.0 - paired_run(i)) * gloss(stretch.words[i].1).weight)
            .fold(0.0, f32::max);
        let chained = m.pairs.windows(2).filter(|p| p[0].0 + 1 == p[1].0 && p[0].1 + 1 == p[1].1).count() as f32;
        let rare = |w: WordId| self.rarity.get(&gloss(w).lemma).copied().unwrap_or((self.own + 1.0).ln());
        let surprise: f32 =
            m.pairs.iter().map(|p| p.2 * p.2 * rare(stretch.words[p.0].1).min(rare(window.words[p.1]))).sum();
        let best_stretch = self.ranks.is_best_stretch(s, stretch.report, window.utterance);
        let cue_gap = stretch.cue.map_or(99, |c| {
            if c < m.rows.start {
                m.rows.start - c
            } else if c >= m.rows.end {
                c - m.rows.end + 1
            } else {
                50
            }
        });
        let pronoun_cue = stretch.cue.is_some() && stretch.third_person && before && !here;
        let cue_name = stretch
            .cue
            .and_then(|c| a.names.iter().find(|n| n.first as usize <= c + 4 && c <= n.end as usize + 3).copied());
        let cue_key = cue_name.and_then(|n| a.tokens.get(n.end as usize - 1)).map(|t| t.key);
        let clash = key.is_some() && cue_key.is_some() && cue_key != key && !here;
        let agreed = key.is_some() && cue_key == key;
        let all_words = m.pairs.iter().filter(|p| p.2 >= 1.0).count() >= window.words.len();
        [
            m.of_run.min(m.of_window),
            near.0,
            near.1,
            m.shared.min(3.0),
            yes(m.shared > 0.0),
            near.0 - self.rivals.get(s).copied().unwrap_or(0.0),
            m.score - self.ranks.other_stretch(s, stretch.report, window.utterance),
            yes(self.ranks.is_best_utterance(s, window.utterance)),
            yes(stretch.cue.is_some()),
            yes(here),
            yes(!here && before),
            yes(window.first_person && !stretch.third_person),
            yes(spoken),
            yes(self.printed.get(window.utterance).is_some_and(|p| p.contains(&stretch.report))),
            (of_run / of_window).ln().clamp(-2.0, 2.0).abs(),
            of_window.ln(),
            of_run.max(1.0).ln(),
            yes(stretch.sentence == 0),
            yes(stretch.beside),
            yes(run.1),
            m.second,
            yes(key.is_some() && !here && stretch.names.iter().any(other)),
            m.score,
            (near.0 - middle) / width,
            described,
            yes(stretch.cue.is_some()) * yes(here || before).max(described),
            (m.score - 0.4).max(0.0),
            (1.0 + aligned).ln(),
            plain,
            lost,
            added,
            yes(self.ranks.is_best_utterance(s, window.utterance) && best_stretch),
            m.score - self.ranks.other_utterance(s, window.utterance),
            yes(clash),
            chained,
            surprise,
            surprise - self.own.ln(),
            yes(cue_gap <= 3),
            yes(pronoun_cue),
            yes(agreed),
            yes(all_words),
            m.of_window,
        ]
    }
}

/// The last word of the name of an utterance's speaker.
fn speaker(reports: &[&Annotated], names: &Names, u: &Utterance) -> Option<Key> {
    let (article, q) = u.speaker?;
    let report = reports.get(article.index())?;
    let quotation = report.annotations.quotations.get(q.index())?;
    let called = names.speaker(article, report, quotation).and_then(|row| names.called(row));
    let name = match called {
        Some(place) => reports.get(place.article.index())?.text(place.span),
        None => report.speaker_name(quotation)?,
    };
    Some(Key::of(name.split_whitespace().next_back()?, TokenKind::Word))
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

/// The pairs that are compared word by word: of each window the nearest stretches, of each stretch the nearest windows.
fn nearest(
    stretches: &[Narration],
    windows: &[SaidSentence],
    own: &[Vector],
    said: &[Vector],
    glossary: &Glossary,
) -> Vec<(usize, usize)> {
    let mut having: HashMap<WordId, Vec<usize>> = HashMap::new();
    for (w, window) in windows.iter().enumerate() {
        for id in &window.words {
            having.entry(*id).or_default().push(w);
        }
    }
    let mut best: Vec<Few> = vec![Few::default(); windows.len()];
    let mut out = Vec::with_capacity(2 * NEAREST * stretches.len());
    let mut bonus = vec![0.0f32; windows.len()];
    let few_only = own.len().saturating_mul(windows.len()) > ALL;
    for (s, v) in own.iter().enumerate() {
        bonus.fill(0.0);
        for (_, id) in &stretches[s].words {
            for w in having.get(id).map_or(&[][..], |l| l) {
                bonus[*w] += HAS_WORD * glossary.get(*id).weight;
            }
        }
        let mut few = Few::default();
        for (w, (q, b)) in said.iter().zip(&bonus).enumerate().filter(|x| !few_only || *x.1.1 > 0.0) {
            let near = dot(v, q) + b;
            few.add(near, w);
            best[w].add(near, s);
        }
        out.extend(few.list.iter().map(|(_, w)| (s, *w)));
    }
    out.extend(best.iter().enumerate().flat_map(|(w, few)| few.list.iter().map(move |(_, s)| (*s, w))));
    out.sort_unstable();
    out.dedup();
    out
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

/// How near to each stretch the nearest one of another report is.
fn rivals(stretches: &[Narration], own: &[Vector]) -> Vec<f32> {
    let mut out = vec![0.0f32; own.len()];
    // Of very many some are looked at.
    let step = own.len().div_ceil(RIVALS).max(1);
    for (s, v) in own.iter().enumerate() {
        for t in (s + 1..own.len()).step_by(step) {
            if stretches[t].report != stretches[s].report {
                let near = dot(v, &own[t]);
                out[s] = out[s].max(near);
                out[t] = out[t].max(near);
            }
        }
    }
    out
}

fn spread(own: &[Vector], said: &[Vector]) -> Vec<(f32, f32)> {
    let of = |q: &Vector| {
        let n = own.len().max(1) as f32;
        let (sum, squares) = own.iter().map(|v| dot(v, q)).fold((0.0, 0.0), |(a, b), x| (a + x, b + x * x));
        let middle: f32 = sum / n;
        (middle, (squares / n - middle * middle).max(1e-4).sqrt())
    };
    said.iter().map(of).collect()
}

/// The best score of each stretch, and of each utterance in each report.
struct Ranks {
    of_stretch: HashMap<usize, Best>,
    of_utterance: HashMap<(usize, usize), Best>,
}

impl Ranks {
    fn of(scored: &[(usize, usize, Matching)], stretches: &[Narration], windows: &[SaidSentence]) -> Self {
        let mut out = Self { of_stretch: HashMap::new(), of_utterance: HashMap::new() };
        for (s, w, m) in scored {
            let utterance = windows[*w].utterance;
            out.of_stretch.entry(*s).or_default().add(utterance, m.score);
            out.of_utterance.entry((utterance, stretches[*s].report)).or_default().add(*s, m.score);
        }
        out
    }

    fn is_best_utterance(&self, stretch: usize, utterance: usize) -> bool {
        self.of_stretch.get(&stretch).is_some_and(|b| b.is(utterance))
    }

    fn is_best_stretch(&self, stretch: usize, report: usize, utterance: usize) -> bool {
        self.of_utterance.get(&(utterance, report)).is_some_and(|b| b.is(stretch))
    }

    fn other_utterance(&self, stretch: usize, utterance: usize) -> f32 {
        self.of_stretch.get(&stretch).map_or(0.0, |b| b.but(utterance))
    }

    /// The best score that another stretch of the report has with the utterance.
    fn other_stretch(&self, stretch: usize, report: usize, utterance: usize) -> f32 {
        self.of_utterance.get(&(utterance, report)).map_or(0.0, |b| b.but(stretch))
    }
}

/// The best score among rows, and the best of any other row.
#[derive(Clone, Copy, Debug, Default)]
struct Best {
    first: (Option<usize>, f32),
    second: f32,
}

impl Best {
    fn add(&mut self, row: usize, score: f32) {
        if self.is(row) {
            self.first.1 = self.first.1.max(score);
        } else if score > self.first.1 || self.first.0.is_none() {
            (self.second, self.first) = (self.first.1, (Some(row), score));
        } else {
            self.second = self.second.max(score);
        }
    }

    fn is(&self, row: usize) -> bool {
        self.first.0 == Some(row)
    }

    fn but(&self, row: usize) -> f32 {
        if self.is(row) { self.second } else { self.first.1 }
    }
}
