//! What speaks for it that a stretch renders a window, and against it, as numbers.

use super::matching::Matching;
use super::near::NearestElsewhere;
use super::stretch::{Narration, SaidSentence};
use super::words::{Glossary, WordId};
use crate::annotate::Annotated;
use crate::annotate::token::{Key, KeyMap, TokenKind};
use crate::annotate::verbs;
use crate::collate::named::Names;
use crate::collate::utterance::Utterance;
use std::collections::HashMap;
use std::ops::Range;

/// How many numbers describe a candidate.
pub const FEATURES: usize = 44;
/// The numbers that describe a candidate.
pub type Features = [f32; FEATURES];

/// Rows of the numbers that [`Story::bearing`] looks at too: the speaker is named in the sentence, or in the one before,
/// or beside the word of saying; how well the speaker is described; a verb of saying; how much nearer the stretch is to
/// the window than the others are.
const SPEAKER_HERE: usize = 9;
const SPEAKER_BEFORE: usize = 10;
const SPEAKER_SAYS: usize = 39;
const DESCRIBED: usize = 24;
const SAYS: usize = 12;
const NEARER: usize = 23;
/// What a word of a description weighs that tells whom it is of.
const OF_ROLE: f32 = 0.3;
/// What is taken off where nobody is named, or no verb of saying stands there.
const WITHOUT: f32 = 0.3;

/// What a word weighs that tells something.
const TELLS: f32 = 0.25;
/// Words and a cue this near go together.
const BESIDE_CUE: usize = 3;
/// What surprise counts at most, either way.
const MOST: f32 = 8.0;

/// What features are read off beside the pair itself.
pub(super) struct Story<'a> {
    reports: &'a [&'a Annotated],
    glossary: &'a Glossary,
    /// Middle and width of how near all stretches are to each window.
    spread: Vec<(f32, f32)>,
    /// How near to each stretch the nearest one of another report is.
    elsewhere: NearestElsewhere<'a>,
    /// The last word of the name of each utterance's speaker.
    speakers: Vec<Option<Key>>,
    /// The words that reports have right beside the name of each: "mayor", "coxswain".
    described: KeyMap<Vec<WordId>>,
    /// The reports that print each utterance.
    printed: Vec<Vec<usize>>,
    ranks: Ranks,
    /// How seldom a word is in the stretches, by word.
    rarity: Vec<f32>,
    /// How many pairs of a stretch and a window there are, as a logarithm.
    pub chances: f32,
}

/// A pair, with what was found out about it.
pub(super) struct Pair<'a> {
    /// The stretch and its number.
    pub stretch: (usize, &'a Narration),
    /// The window and its number.
    pub window: (usize, &'a SaidSentence),
    /// How they go together.
    pub matching: &'a Matching,
    /// How near the stretch is to the window, and how near its run is.
    pub near: (f32, f32),
    /// Words of the run.
    pub run: usize,
    /// One of the two denies.
    pub negation: bool,
}

impl<'a> Story<'a> {
    /// What a story tells of all pairs.
    pub fn of(
        reports: &'a [&'a Annotated],
        (utterances, names): (&[Utterance], &Names),
        glossary: &'a Glossary,
        (stretches, windows): (&[Narration], &[SaidSentence]),
        (spread, elsewhere): (Vec<(f32, f32)>, NearestElsewhere<'a>),
        scored: &[(usize, usize, Matching)],
    ) -> Self {
        Self {
            reports,
            glossary,
            spread,
            elsewhere,
            speakers: utterances.iter().map(|u| speaker(reports, names, u)).collect(),
            described: KeyMap::default(),
            printed: utterances
                .iter()
                .map(|u| u.collation.readings.iter().map(|r| r.article.index()).collect())
                .collect(),
            ranks: Ranks::of(scored, stretches, windows),
            rarity: rarity(stretches, glossary),
            chances: (stretches.len().max(1) as f32).ln() + (windows.len().max(1) as f32).ln(),
        }
        .describe()
    }

    fn describe(mut self) -> Self {
        const BESIDE: usize = 6;
        const SAYS: f32 = 0.3;
        self.described = self.speakers.iter().flatten().map(|k| (*k, Vec::new())).collect();
        for report in self.reports {
            let tokens = &report.annotations.tokens;
            for (i, t) in tokens.iter().enumerate() {
                let Some(bag) = self.described.get_mut(&t.key) else { continue };
                let near = tokens.get(i.saturating_sub(BESIDE)..(i + BESIDE + 1).min(tokens.len())).unwrap_or(&[]);
                let words = near.iter().filter(|x| x.is_word()).filter_map(|x| self.glossary.row(x.key));
                bag.extend(words.filter(|w| {
                    let m = self.glossary.get(*w);
                    m.weight > SAYS && !m.name
                }));
            }
        }
        self.described.values_mut().for_each(|b| {
            b.sort_unstable();
            b.dedup();
        });
        self
    }

    /// Whether a stretch tells whose words it gives: it names the speaker, has a noun for who that is, or has "he" and a verb
    /// of saying.
    pub fn names_speaker(&self, features: &Features, stretch: &Narration, window: &SaidSentence) -> bool {
        let bag = || self.speakers.get(window.utterance).copied().flatten().and_then(|k| self.described.get(&k));
        let role = |w: &WordId| self.glossary.get(*w).weight > OF_ROLE && self.glossary.is_person(*w);
        let described =
            || bag().is_some_and(|b| stretch.words.iter().any(|w| b.binary_search(&w.1).is_ok() && role(&w.1)));
        let goes_on = stretch.cue.is_some() && stretch.by_pronoun;
        features[SPEAKER_HERE] + features[SPEAKER_SAYS] > 0.0 || goes_on || described()
    }

    /// Whether the report itself prints the utterance.
    pub fn prints(&self, report: usize, utterance: usize) -> bool {
        self.printed.get(utterance).is_some_and(|p| p.contains(&report))
    }

    /// How seldom the words are that both have, against how many pairs there are that might have them by chance.
    pub fn surprise(&self, stretch: &Narration, window: &SaidSentence, m: &Matching) -> f32 {
        self.rare(stretch, window, m) - self.chances
    }

    fn rare(&self, stretch: &Narration, window: &SaidSentence, m: &Matching) -> f32 {
        let rarity = |w: WordId| self.rarity.get(w as usize).copied().unwrap_or(0.0);
        let both = |p: &(usize, usize, f32)| p.2 * p.2 * rarity(stretch.words[p.0].1).min(rarity(window.words[p.1]));
        m.pairs.iter().map(both).sum()
    }

    /// How much bears a pair out by itself: words that tell something and that both have, beside who speaks; that the two
    /// are nearer than the other stretches are to the window; that the speaker is named or described, and a verb of
    /// saying. The stories that the weights are learned from have far more paraphrases than news has, and in a short one
    /// little is needed to be the nearest.
    pub fn bearing(&self, stretch: &Narration, window: &SaidSentence, m: &Matching, features: &Features) -> f32 {
        let key = self.speakers.get(window.utterance).copied().flatten();
        let role = key.and_then(|k| self.described.get(&k)).map_or(&[][..], |b| b);
        let tokens = &self.reports[stretch.report].annotations.tokens;
        let (mut shared, mut akin) = (0.0f32, 0.0f32);
        for (i, j, alike) in &m.pairs {
            let (row, word) = stretch.words[*i];
            let (own, said) = (self.glossary.get(word), self.glossary.get(window.words[*j]));
            let who = tokens.get(row).is_some_and(|t| Some(t.key) == key) || role.binary_search(&word).is_ok();
            if who || stretch.cue == Some(row) || own.name && said.name {
                continue;
            }
            let weight = own.weight.min(said.weight);
            if *alike >= 1.0 { shared += weight } else { akin += alike * weight }
        }
        let named = features[SPEAKER_HERE] + features[SPEAKER_BEFORE] + features[SPEAKER_SAYS] > 0.0
            || features[DESCRIBED] > OF_ROLE;
        let lacking = |has: bool| if has { 0.0 } else { WITHOUT };
        2.0 * (shared.min(1.0) + 0.5 * akin.min(0.8)) + 0.45 * features[NEARER].clamp(-1.0, 2.0)
            - lacking(named)
            - lacking(features[SAYS] > 0.0)
    }

    /// What describes a pair.
    pub fn features(&self, pair: &Pair) -> Features {
        let yes = |b: bool| f32::from(u8::from(b));
        let ((s, stretch), (w, window), m) = (pair.stretch, pair.window, pair.matching);
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
        let (of_run, of_window) = (pair.run as f32, window.words.len() as f32);
        let least = m.of_run.min(m.of_window);
        let together = self.together(stretch, window, m);
        let rare = self.rare(stretch, window, m);
        let surprise = (rare - self.chances).clamp(-MOST, MOST);
        let best = self.ranks.is_best_utterance(s, window.utterance);
        let best_of_both = best && self.ranks.is_best_stretch(s, stretch.report, window.utterance);
        let beside_cue = stretch.cue.is_some_and(|c| {
            let (from, to) = (m.rows.start, m.rows.end);
            c < from && from - c <= BESIDE_CUE || c >= to && c - to < BESIDE_CUE
        });
        let who = stretch.cue.and_then(|c| {
            let near = |n: &&crate::annotate::name::Name| n.first as usize <= c + 4 && c <= n.end as usize + 3;
            a.tokens.get((a.names.iter().find(near)?.end as usize).checked_sub(1)?).map(|t| t.key)
        });
        [
            least,
            pair.near.0,
            pair.near.1,
            m.shared.min(3.0),
            yes(m.shared > 0.0),
            pair.near.0 - self.elsewhere.to(s),
            m.score - self.ranks.other_stretch(s, stretch.report, window.utterance),
            yes(best),
            yes(stretch.cue.is_some()),
            yes(here),
            yes(!here && before),
            yes(window.first_person && !stretch.third_person),
            yes(spoken),
            yes(self.prints(stretch.report, window.utterance)),
            (of_run / of_window).ln().clamp(-2.0, 2.0).abs(),
            of_window.ln(),
            of_run.max(1.0).ln(),
            yes(stretch.sentence == 0),
            yes(stretch.beside),
            yes(pair.negation),
            m.second,
            yes(key.is_some() && !here && stretch.names.iter().any(other)),
            m.score,
            (pair.near.0 - middle) / width,
            described,
            yes(stretch.cue.is_some()) * yes(here || before).max(described),
            (m.score - 0.4).max(0.0),
            (1.0 + together.telling).ln(),
            together.plain,
            together.lost,
            together.added,
            yes(best_of_both),
            m.score - self.ranks.other_utterance(s, window.utterance),
            // Somebody else is named beside the word of saying, or the speaker is.
            yes(key.is_some() && who.is_some() && who != key && !here),
            together.chained,
            rare,
            surprise,
            yes(beside_cue),
            yes(stretch.cue.is_some() && stretch.third_person && before && !here),
            yes(key.is_some() && who == key),
            yes(m.is_whole(window.words.len())),
            m.of_window,
            surprise.max(0.0),
            least * (surprise + 4.0).max(0.0),
        ]
    }

    fn together(&self, stretch: &Narration, window: &SaidSentence, m: &Matching) -> Together {
        let own = |i: usize| self.glossary.get(stretch.words[i].1);
        let said = |j: usize| self.glossary.get(window.words[j]);
        let mut out = Together::default();
        let (mut of_own, mut of_said) = (vec![0.0f32; stretch.words.len()], vec![0.0f32; window.words.len()]);
        for (i, j, alike) in &m.pairs {
            (of_own[*i], of_said[*j]) = (*alike, *alike);
            out.telling += f32::from(u8::from(own(*i).weight >= TELLS && said(*j).weight >= TELLS));
            out.plain += if own(*i).name { 0.0 } else { alike * own(*i).weight };
        }
        let in_run = |i: &usize| m.rows.contains(&stretch.words[*i].0);
        let lost = of_said.iter().enumerate().map(|(j, x)| (1.0 - x) * said(j).weight);
        let added = (0..of_own.len()).filter(in_run).map(|i| (1.0 - of_own[i]) * own(i).weight);
        (out.lost, out.added) = (lost.fold(0.0, f32::max), added.fold(0.0, f32::max));
        let chained = |p: &&[(usize, usize, f32)]| p[0].0 + 1 == p[1].0 && p[0].1 + 1 == p[1].1;
        out.chained = m.pairs.windows(2).filter(chained).count() as f32;
        out
    }
}

/// What the words tell that go together one to one, and those that are left over.
#[derive(Default)]
struct Together {
    /// Pairs of words that both tell something.
    telling: f32,
    /// The weight of those that are no names.
    plain: f32,
    /// What the word weighs that tells most of those the run has not.
    lost: f32,
    /// The same of those that the window has not.
    added: f32,
    /// Pairs that follow each other in both.
    chained: f32,
}

/// How seldom each word is in the stretches, all its forms together.
fn rarity(stretches: &[Narration], glossary: &Glossary) -> Vec<f32> {
    let mut having: HashMap<u64, f32> = HashMap::new();
    for s in stretches {
        let mut lemmas: Vec<u64> = s.words.iter().map(|w| glossary.get(w.1).lemma).collect();
        lemmas.sort_unstable();
        lemmas.dedup();
        lemmas.into_iter().for_each(|l| *having.entry(l).or_default() += 1.0);
    }
    let all = stretches.len() as f32 + 1.0;
    let of = |m: &super::words::Gloss| having.get(&m.lemma).map_or(all.ln(), |n| (all / (n + 0.5)).ln());
    glossary.all().iter().map(of).collect()
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
