//! Stretches outside marks against sentences that were said: which may be paraphrases.

use super::features::{Features, Pair, Story};
use super::fit::{Subjects, shares};
use super::matching::{Matching, Room, matched};
use super::near::{Meant, NearestElsewhere, nearest};
use super::stretch::{Narration, SaidSentence, stretches, windows};
use super::words::{Alike, Glossary, WordId, dot};
use crate::annotate::Annotated;
use crate::collate::named::Names;
use crate::collate::utterance::Utterance;
use crate::span::{ArticleId, Place, Span};
use std::ops::Range;

/// In a story of more pairs than that (as a logarithm) one or another is alike by chance: more is asked of each, and
/// all of it from [`SURELY`] on. The stories that the model is learned from are short, most have fewer.
const BY_CHANCE: f32 = 6.3;
const SURELY: f32 = 7.0;
/// How much of the run and of the window the other says too, by weight.
const BOTH_SAY: f32 = 0.45;
/// How much more seldom the words are that both have than chance would have them.
const SELDOM: f32 = 1.0;
/// How much less is enough in a story of few pairs.
const RELIEF: f32 = 6.0;

/// What is taken off what bears a pair out.
const ALIEN: f32 = 0.8;

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
    /// How many pairs the story has, as a logarithm.
    pub chances: f32,
    /// Too little to be said of it that it renders anything: no link is made of it.
    pub slight: bool,
    /// How much bears it out by itself, however few pairs the story has.
    pub bearing: f32,
    /// The report prints the words in marks.
    pub printed: bool,
}

/// All candidates of a story, by stretch and then by place in the utterances; `slight` also those that no link is made
/// of, to learn from.
pub fn candidates(reports: &[&Annotated], utterances: &[Utterance], names: &Names, slight: bool) -> Vec<Candidate> {
    Matter::of(reports, utterances).candidates(reports, utterances, names, slight)
}

/// What is compared: the stretches and the windows of some reports, and the words of both.
pub(super) struct Matter {
    pub glossary: Glossary,
    pub stretches: Vec<Narration>,
    windows: Vec<SaidSentence>,
}

impl Matter {
    /// What there is to compare; nothing where nothing was said.
    pub fn of(reports: &[&Annotated], utterances: &[Utterance]) -> Self {
        if utterances.is_empty() {
            return Self { glossary: Glossary::default(), stretches: Vec::new(), windows: Vec::new() };
        }
        let glossary = Glossary::of(reports);
        let stretches = stretches(reports, &glossary);
        let windows = windows(reports, utterances, &glossary);
        Self { glossary, stretches, windows }
    }

    /// As [`candidates`].
    pub fn candidates(
        &self,
        reports: &[&Annotated],
        utterances: &[Utterance],
        names: &Names,
        slight: bool,
    ) -> Vec<Candidate> {
        let Self { glossary, stretches, windows } = self;
        let meant = Meant::of(stretches, windows);
        let near = nearest(stretches, windows, &meant, glossary);
        let mut alike = Alike::of(glossary, windows.iter().flat_map(|w| &w.words).copied());
        let mut room = Room::default();
        let scored: Vec<(usize, usize, Matching)> = near
            .pairs
            .into_iter()
            .filter_map(|(s, w)| {
                Some((s, w, matched(stretches.get(s)?, windows.get(w)?, glossary, &mut alike, &mut room)?))
            })
            .collect();
        let elsewhere = NearestElsewhere::of(stretches, &meant.own);
        let sides = (&stretches[..], &windows[..]);
        let story = Story::of(reports, (utterances, names), glossary, sides, (near.spread, elsewhere), &scored);
        let subjects = Subjects::of(reports, utterances);
        let mut out = Vec::new();
        for (s, w, m) in &scored {
            let (stretch, window) = (&stretches[*s], &windows[*w]);
            let is_slight = is_slight(&story, stretch, window, m);
            if is_slight && !slight {
                continue;
            }
            let tokens = reports[stretch.report].annotations.tokens.get(m.rows.clone()).unwrap_or(&[]);
            let mut words = tokens.iter().filter(|t| t.is_word()).map(|t| t.span);
            let Some(first) = words.next() else { continue };
            let span: Span = words.next_back().map_or(first, |last| first.cover(last));
            let run: Vec<WordId> = stretch.words.iter().filter(|x| m.rows.contains(&x.0)).map(|x| x.1).collect();
            let negation = glossary.denies(tokens.iter().map(|t| t.key)) != window.denies;
            let said = &meant.said[*w];
            let near = (dot(&meant.own[*s], said), dot(&meant.centred(&glossary.sum(&run)), said));
            let pair =
                Pair { stretch: (*s, stretch), window: (*w, window), matching: m, near, run: run.len(), negation };
            let no_number = || !stretch.numbers.iter().any(|x| window.numbers.contains(x));
            let features = story.features(&pair);
            let named = story.names_speaker(&features, stretch, window);
            let shares = shares(glossary, (stretch, window), m, named);
            let is_slight =
                is_slight || named && !shares || !subjects.fits(reports[stretch.report], (stretch, window), m, named);
            // Who shares no word with it and does not say whose words they are may mean anything.
            let alien = if named || shares { 0.0 } else { ALIEN };
            let bearing = story.bearing(stretch, window, m, &features) - alien;
            out.push(Candidate {
                chances: story.chances,
                place: Place { article: ArticleId(stretch.report as u32), span },
                stretch: *s,
                utterance: window.utterance,
                range: window.range.clone(),
                features,
                negation,
                number: !stretch.numbers.is_empty() && !window.numbers.is_empty() && no_number(),
                slight: is_slight,
                bearing,
                printed: prints(utterances, stretch.report, window.utterance, &window.range),
            });
        }
        out
    }
}

/// Whether a report has these words of an utterance in marks, most of them.
pub(super) fn prints(utterances: &[Utterance], report: usize, utterance: usize, words: &Range<u32>) -> bool {
    let Some(u) = utterances.get(utterance) else { return false };
    let own = u.collation.readings.iter().filter(|r| r.article.index() == report);
    let both = |c: &Range<u32>| c.end.min(words.end).saturating_sub(c.start.max(words.start));
    let most = own.map(|r| r.covers.iter().map(both).sum::<u32>()).max().unwrap_or(0);
    most > 0 && 2 * most >= words.end - words.start
}

/// Whether a pair has too little in common for a story of so many pairs.
fn is_slight(story: &Story, stretch: &Narration, window: &SaidSentence, m: &Matching) -> bool {
    // "Lie", "private", "a working visit": any text has a word or two, in whatever sense.
    let words = window.words.len();
    if words < 2 || words == 2 && !m.is_whole(words) {
        return true;
    }
    let strict = ((story.chances - BY_CHANCE) / (SURELY - BY_CHANCE)).clamp(0.0, 1.0);
    m.of_run.min(m.of_window) < BOTH_SAY * strict
        || story.surprise(stretch, window, m) < SELDOM - RELIEF * (1.0 - strict)
}
