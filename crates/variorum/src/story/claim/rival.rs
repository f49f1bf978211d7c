//! Two different words that stand in each other's place: what speaks for their being two answers to one question.

use super::link::LinkModel;
use super::mention::{Filler, Mention, Slot};
use super::pair::{FEATURES, Features, Setting, features};
use super::told::{Meanings, Told, Word, kind_of, synonyms};
use crate::annotate::Annotated;
use crate::annotate::lexeme::{Lexeme, Sense, alike};
use crate::annotate::syntax::tags::{Pos, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// How many numbers describe two words that stand in each other's place.
pub const RIVALRY: usize = 40 + FEATURES + 8;

/// Mentions of one word in one report that are looked at.
const FIRST: usize = 3;

/// One word in all reports.
pub struct Kind<'a> {
    /// Where it stands.
    pub mentions: Vec<(Mention, &'a Word)>,
    /// The word.
    pub word: &'a Word,
    settings: Vec<Setting<'a>>,
    reports: BTreeSet<u32>,
}

/// Two words.
pub struct Rivalry {
    /// Rows of the words.
    pub pair: (usize, usize),
    /// What speaks for and against it.
    pub about: [f32; RIVALRY],
    /// The mentions, of each word and report the one that fits best.
    pub best: [Vec<Mention>; 2],
}

/// The words.
pub fn kinds<'a>(told: &'a [Vec<Told>], fillers: &[Vec<Mention>], meanings: &'a Meanings) -> Vec<Kind<'a>> {
    let mut by: BTreeMap<(u64, bool), Kind<'a>> = BTreeMap::new();
    for (told, fillers) in told.iter().zip(fillers) {
        for m in fillers.iter().filter(|m| m.filler == Filler::Noun) {
            let Some(w) = told.get(m.sentence as usize).and_then(|s| s.words.get(m.head as usize)) else { continue };
            if w.weight <= 0.0 {
                continue;
            }
            let own = w.pos == Pos::Propn;
            let kind = by.entry((w.lemma, own)).or_insert_with(|| Kind {
                mentions: Vec::new(),
                word: w,
                settings: Vec::new(),
                reports: BTreeSet::new(),
            });
            if kind.mentions.iter().filter(|x| x.0.report == m.report).count() < FIRST
                && let Some(s) = Setting::of(told, m, meanings)
            {
                kind.mentions.push((*m, w));
                kind.settings.push(s);
                kind.reports.insert(m.report);
            }
        }
    }
    by.into_values().filter(|k| !k.mentions.is_empty()).collect()
}

/// Steps between two words over the nearest sense above both, and how high that is.
fn apart(a: Lexeme, b: Lexeme) -> (usize, usize) {
    let mut best = (12, 0);
    for s in a.senses().take(3) {
        for t in b.senses().take(3) {
            for (u, x) in s.upwards().enumerate() {
                if let Some(v) = t.upwards().position(|y| x == y) {
                    let height = x.upwards().count();
                    best = best.min((u + v, height));
                    break;
                }
            }
        }
    }
    best
}

/// Pairs of words that no report uses both of.
pub fn rivalries(reports: &[&Annotated], kinds: &[Kind<'_>], model: &LinkModel) -> Vec<Rivalry> {
    let n = reports.len();
    struct Raw {
        pair: (usize, usize),
        top: f32,
        features: Features,
        most: [f32; 8],
        best: [BTreeMap<u32, (f32, Mention)>; 2],
        mean: f32,
        each: BTreeMap<(u32, u32), f32>,
    }
    let mut raws: Vec<Raw> = Vec::new();
    for (i, a) in kinds.iter().enumerate() {
        for (j, b) in kinds.iter().enumerate().skip(i + 1) {
            if !a.reports.is_disjoint(&b.reports) {
                continue;
            }
            let mut raw = Raw {
                pair: (i, j),
                top: f32::MIN,
                features: [0.0; FEATURES],
                most: [f32::MIN; 8],
                best: [BTreeMap::new(), BTreeMap::new()],
                mean: 0.0,
                each: BTreeMap::new(),
            };
            for ((m, _), x) in a.mentions.iter().zip(&a.settings) {
                for ((o, _), y) in b.mentions.iter().zip(&b.settings) {
                    let f = features(m, x, o, y);
                    let Some(s) = model.score(Slot::What, &f) else { continue };
                    if s > raw.top {
                        raw.top = s;
                        raw.features = f;
                    }
                    for (most, k) in raw.most.iter_mut().zip([1, 4, 12, 14, 16, 21, 22, 23]) {
                        *most = most.max(f[k]);
                    }
                    let e = raw.each.entry((m.report, o.report)).or_insert(f32::MIN);
                    *e = e.max(s);
                    for (k, m) in [(0, m), (1, o)] {
                        let at = raw.best[k].entry(m.report).or_insert((f32::MIN, *m));
                        if s > at.0 {
                            *at = (s, *m);
                        }
                    }
                }
            }
            if raw.each.is_empty() {
                continue;
            }
            raw.mean = raw.each.values().sum::<f32>() / raw.each.len() as f32;
            raws.push(raw);
        }
    }
    // The best partner of each word in each report.
    let mut partners: BTreeMap<(usize, u32), Vec<(f32, usize)>> = BTreeMap::new();
    for r in &raws {
        for ((x, y), s) in &r.each {
            partners.entry((r.pair.0, *y)).or_default().push((*s, r.pair.1));
            partners.entry((r.pair.1, *x)).or_default().push((*s, r.pair.0));
        }
    }
    let margin = |i: usize, j: usize, own: f32| {
        let mut best = -8.0f32;
        for report in &kinds[j].reports {
            for (s, k) in partners.get(&(i, *report)).into_iter().flatten() {
                if *k != j {
                    best = best.max(*s);
                }
            }
        }
        own - best
    };
    let yes = |b: bool| f32::from(u8::from(b));
    let near = |a: &Kind<'_>, of: &Kind<'_>, not: usize| {
        // Another word for `a` in a report that has `of`.
        kinds
            .iter()
            .enumerate()
            .filter(|(k, c)| *k != not && !c.reports.is_disjoint(&of.reports) && c.word.pos != Pos::Propn)
            .filter_map(|(_, c)| a.word.lexeme.zip(c.word.lexeme))
            .filter(|(x, y)| x != y)
            .map(|(x, y)| if synonyms(x, y) { 1.0 } else { alike(x, y) })
            .fold(0.0, f32::max)
    };
    let title = |k: &Kind<'_>| {
        k.mentions.iter().any(|(m, w)| {
            reports.get(m.report as usize).is_some_and(|r| {
                let word = r.text(w.span).to_lowercase();
                r.article.meta.title.as_deref().is_some_and(|t| t.to_lowercase().contains(&word))
            })
        })
    };
    let mut out = Vec::new();
    for r in raws {
        let (i, j) = r.pair;
        let (a, b) = (&kinds[i], &kinds[j]);
        let mut f = [0.0f32; RIVALRY];
        let lexemes = a.word.lexeme.zip(b.word.lexeme);
        let (steps, height) = lexemes.map_or((13, 0), |(x, y)| apart(x, y));
        let field = |w: &Word| w.lexeme.and_then(|l| l.senses().next()).map(Sense::field);
        let (ra, rb) = (a.reports.len() as f32, b.reports.len() as f32);
        let sharedreports = ra + rb;
        let compound = |k: &Kind<'_>| k.mentions.iter().all(|(_, w)| w.relation == Relation::Compound);
        let head = [
            r.top,
            r.mean,
            lexemes.map_or(0.0, |(x, y)| alike(x, y)),
            steps as f32,
            height as f32,
            yes(lexemes.is_some_and(|(x, y)| synonyms(x, y))),
            yes(lexemes.is_some_and(|(x, y)| kind_of(x, y))),
            yes(field(a.word) == field(b.word)),
            ra.max(rb),
            ra.min(rb),
            sharedreports / n as f32,
            n as f32,
            a.mentions.len() as f32 / ra,
            b.mentions.len() as f32 / rb,
            a.word.weight.max(b.word.weight),
            a.word.weight.min(b.word.weight),
            margin(i, j, r.top).min(margin(j, i, r.top)),
            margin(i, j, r.top).max(margin(j, i, r.top)),
            yes(a.word.pos == Pos::Propn && b.word.pos == Pos::Propn),
            yes((a.word.pos == Pos::Propn) != (b.word.pos == Pos::Propn)),
            yes(compound(a) && compound(b)),
            yes(compound(a) != compound(b)),
            yes(a.word.tag == b.word.tag),
            yes(title(a)) + yes(title(b)),
            near(a, b, j).max(near(b, a, i)),
            near(a, b, j).min(near(b, a, i)),
            r.each.len() as f32,
            r.each.values().filter(|s| **s > 0.0).count() as f32,
            field(a.word).map_or(-1.0, |f| f as u8 as f32),
            field(b.word).map_or(-1.0, |f| f as u8 as f32),
            kinds.len() as f32,
        ];
        f[..head.len()].copy_from_slice(&head);
        f[40..40 + FEATURES].copy_from_slice(&r.features);
        f[40 + FEATURES..].copy_from_slice(&r.most);
        let best = r.best.map(|b| b.values().map(|x| x.1).collect());
        out.push(Rivalry { pair: r.pair, about: f, best });
    }
    out
}
