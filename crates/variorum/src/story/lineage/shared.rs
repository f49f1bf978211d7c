//! How many words two reports share, and which readings they share against the others.

use crate::annotate::Annotated;
use crate::annotate::lexicon::{COMMON, EVERYDAY};
use crate::annotate::token::{Key, Token, TokenKind, tokenize};
use crate::collate::collation::Collation;
use crate::collate::passage::Passage;
use crate::collate::utterance::Utterance;
use crate::collate::variant::{Class, Kind, Variant};
use crate::span::{ArticleId, Place, Span};
use std::collections::{BTreeMap, HashMap};

/// What is counted of pairs of reports.
pub(super) struct Shared {
    n: usize,
    /// Words of each report outside quotations.
    prose: Vec<u32>,
    /// Words of the passages that both have, by pair.
    words: Vec<u32>,
    /// Loci where the first departs from what the second has with a third, by pair.
    departs: Vec<u32>,
    /// Utterances that the first quotes and the second does not, by pair.
    quoted: Vec<u32>,
    /// Utterances that both quote, by pair.
    said: Vec<u32>,
    /// Readings of two reports against the others, and who the others are.
    pairs: Vec<Pair>,
    /// The utterance that each quotation of each report renders.
    renders: HashMap<(ArticleId, u32), usize>,
}

/// A reading of two reports.
struct Pair {
    both: (ArticleId, ArticleId),
    others: Vec<ArticleId>,
    places: Vec<Place>,
    /// Whether it is of words that somebody said.
    said: bool,
}

impl Shared {
    pub fn of(reports: &[&Annotated], utterances: &[Utterance], passages: &[Passage]) -> Self {
        let n = reports.len();
        let prose = reports.iter().map(|r| prose(r)).collect();
        let mut out = Self {
            n,
            prose,
            words: vec![0; n * n],
            departs: vec![0; n * n],
            quoted: vec![0; n * n],
            said: vec![0; n * n],
            pairs: Vec::new(),
            renders: HashMap::new(),
        };
        for p in passages {
            out.count(&p.collation);
            out.compare(&p.collation, false);
        }
        for (n, u) in utterances.iter().enumerate() {
            let rows = u.collation.readings.iter().flat_map(|r| r.rows.iter().map(|row| (r.article, *row)));
            out.renders.extend(rows.map(|q| (q, n)));
            out.compare(&u.collation, true);
            out.count_quoted(&u.collation);
        }
        out
    }

    /// Words outside quotations that two reports share.
    pub fn words(&self, a: ArticleId, b: ArticleId) -> u32 {
        self.words.get(a.index() * self.n + b.index()).copied().unwrap_or(0)
    }

    /// Of a hundred words of `a` outside quotations, those that `b` has too.
    pub fn percent(&self, a: ArticleId, b: ArticleId) -> u32 {
        let all = self.prose.get(a.index()).copied().unwrap_or(0).max(1);
        (self.words(a, b) * 100 / all).min(100)
    }

    /// The utterance that a quotation of a report renders, by the row of the quotation.
    pub fn utterance(&self, report: ArticleId, quotation: u32) -> Option<usize> {
        self.renders.get(&(report, quotation)).copied()
    }

    /// Utterances that both quote.
    pub fn quotes(&self, a: ArticleId, b: ArticleId) -> u32 {
        self.said.get(a.index() * self.n + b.index()).copied().unwrap_or(0)
    }

    /// Utterances that `a` quotes and `b` does not.
    pub fn quotes_alone(&self, a: ArticleId, b: ArticleId) -> u32 {
        self.quoted.get(a.index() * self.n + b.index()).copied().unwrap_or(0)
    }

    /// How often `a` departs from, or lacks, what `b` has with a third report.
    pub fn departs(&self, a: ArticleId, b: ArticleId) -> u32 {
        self.departs.get(a.index() * self.n + b.index()).copied().unwrap_or(0)
    }

    /// Readings that two reports share against three others that have none of it from each other, or against one that is
    /// the stated source of either: by pair, with their places.
    pub fn peculiar(
        &self,
        stated: impl Fn(ArticleId, ArticleId) -> bool,
    ) -> BTreeMap<(ArticleId, ArticleId), Vec<Place>> {
        let mut out: BTreeMap<(ArticleId, ArticleId), Vec<Place>> = BTreeMap::new();
        // The one of words that were said that two have against the stated source of either may come from where they were
        // said: the source alone has changed it.
        let mut heard: BTreeMap<(ArticleId, ArticleId), (u32, Vec<Place>)> = BTreeMap::new();
        for p in &self.pairs {
            let source = |z: &ArticleId| stated(p.both.0, *z) || stated(p.both.1, *z);
            let alone = |z: &&ArticleId| !p.others.iter().any(|y| stated(**z, *y));
            if p.others.iter().filter(alone).count() > 2 {
                out.entry(p.both).or_default().extend(&p.places);
            } else if p.others.iter().any(source) {
                let here = heard.entry(p.both).or_default();
                here.0 += if p.said { 1 } else { 2 };
                here.1.extend(&p.places);
            }
        }
        for (both, (weight, places)) in heard {
            if weight > 1 || out.contains_key(&both) {
                out.entry(both).or_default().extend(places);
            }
        }
        out.values_mut().for_each(|places| places.sort_unstable());
        out
    }

    /// Counts words by runs that the same reports have, so that it costs little where many agree.
    fn count(&mut self, c: &Collation) {
        let (mut who, mut run) = (Vec::new(), 0);
        let mut here: Vec<usize> = Vec::new();
        for word in c.text.iter() {
            here.clear();
            here.extend(word.places.iter().map(|p| p.article.index()));
            here.dedup();
            if here != who {
                self.add(&who, run);
                std::mem::swap(&mut who, &mut here);
                run = 0;
            }
            run += 1;
        }
        self.add(&who, run);
    }

    fn add(&mut self, who: &[usize], run: u32) {
        for a in who {
            for b in who.iter().filter(|b| *b != a) {
                self.words[a * self.n + b] += run;
            }
        }
    }

    /// Counts who quotes what others do not.
    fn count_quoted(&mut self, c: &Collation) {
        let who = witnesses(c);
        for a in &who {
            for b in (0..self.n).filter(|b| !who.contains(&ArticleId(*b as u32))) {
                self.quoted[a.index() * self.n + b] += 1;
            }
            for b in who.iter().filter(|b| *b != a) {
                self.said[a.index() * self.n + b.index()] += 1;
            }
        }
    }

    /// Reads the variants of a text that three reports or more have.
    fn compare(&mut self, c: &Collation, said: bool) {
        let who = witnesses(c);
        if who.len() > 1 {
            for a in (0..self.n).filter(|a| !who.contains(&ArticleId(*a as u32))) {
                for b in &who {
                    self.departs[a * self.n + b.index()] += 1;
                }
            }
        }
        for v in c.variants.iter().filter(|v| v.class == Class::Substantive && v.kind != Kind::Transposition) {
            let sides: Vec<&Vec<ArticleId>> = v.readings.iter().map(|r| &r.witnesses).collect();
            let all: usize = sides.iter().map(|s| s.len()).sum();
            if all < 3 {
                continue;
            }
            // One against others that agree: it departs.
            for side in sides.iter().filter(|s| s.len() == 1) {
                for other in sides.iter().filter(|s| s.len() > 1) {
                    for b in other.iter() {
                        self.departs[side[0].index() * self.n + b.index()] += 1;
                    }
                }
            }
            // That others have cut what two have kept tells nothing.
            if !matches!(v.kind, Kind::Substitution | Kind::Addition) || !telling(v) {
                continue;
            }
            for (r, side) in v.readings.iter().zip(&sides) {
                let [x, y] = side.as_slice() else { continue };
                // Words that the two lack are no reading that one could have from the other.
                if r.text.is_empty() || x == y {
                    continue;
                }
                let others: Vec<ArticleId> =
                    sides.iter().filter(|s| *s != side).flat_map(|s| s.iter().copied()).collect();
                if others.is_empty() {
                    continue;
                }
                let places = r.places.iter().copied().filter(|p| !p.span.is_empty()).collect();
                self.pairs.push(Pair { both: (*x.min(y), *x.max(y)), others, places, said });
            }
        }
    }
}

fn witnesses(c: &Collation) -> Vec<ArticleId> {
    let mut who: Vec<ArticleId> = c.readings.iter().map(|r| r.article).collect();
    who.sort_unstable();
    who.dedup();
    who
}

/// Whether a difference is of a kind that two would hardly come to by themselves: a number, a name, a rare word.
fn telling(v: &Variant) -> bool {
    if v.flags.number || v.flags.name {
        return true;
    }
    let mut tokens: Vec<Token> = Vec::new();
    v.readings.iter().any(|r| {
        tokens.clear();
        tokenize(&r.text, Span::new(0, u32::try_from(r.text.len()).unwrap_or(0)), &mut tokens);
        tokens.iter().any(|t| {
            let word = r.text.get(t.span.range()).unwrap_or("").to_lowercase();
            let key = Key::word(&word);
            t.kind() == TokenKind::Word && word.len() > 3 && !COMMON.has(key) && !EVERYDAY.has(key)
        })
    })
}

/// The words and numbers of a report outside quotations.
fn prose(report: &Annotated) -> u32 {
    let a = &report.annotations;
    let quoted: Vec<Span> = a
        .quotations
        .iter()
        .filter(|q| q.nested_in.is_none() && q.kind.is_speech())
        .flat_map(|q| report.parts(q).iter().map(|p| p.outer))
        .collect();
    let mut at = 0;
    let outside = |t: &&Token| {
        while quoted.get(at).is_some_and(|q| q.end() <= t.span.start()) {
            at += 1;
        }
        matches!(t.kind(), TokenKind::Word | TokenKind::Number) && !quoted.get(at).is_some_and(|q| q.overlaps(t.span))
    };
    u32::try_from(a.tokens.iter().filter(outside).count()).unwrap_or(u32::MAX)
}
