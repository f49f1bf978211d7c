//! Whether two renderings are of one utterance.
//!
//! What is asked of the words they share depends on how many there are, on how much those say by themselves, and on
//! whether the reports give the same speaker.

use super::align::{self, Likeness, Score, Word};
use super::group::{Class, Matter, SHORT};
use super::unit::Unit;
use super::vocabulary::Vocabulary;
use crate::annotate::Annotated;
use crate::annotate::token::{Key, TokenKind};
use std::cmp::Ordering;

/// So many tokens before and behind a quotation somebody may be named who is its speaker.
const AROUND: usize = 60;

/// So many words of one speaker close together are one saying, whatever each report prints before and behind them.
const DENSE: usize = 5;

pub(super) struct Pair<'a> {
    pub first: &'a [Word],
    pub second: &'a [Word],
    pub vocabulary: &'a Vocabulary,
}

impl Score for Pair<'_> {
    fn likeness(&self, i: usize, j: usize) -> Likeness {
        self.vocabulary.likeness(self.first[i], self.second[j])
    }

    fn weight(&self, j: usize) -> i32 {
        self.vocabulary.weight(self.second[j])
    }
}

/// What two reports say of who spoke.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Speakers {
    Same,
    /// At least one of them names nobody.
    Open,
    /// Two names, but the one is also named beside the words that the other is given for: either may be misread.
    /// Not so where one report gives the words of both.
    Doubtful,
    Different,
}

/// What the reports say of who spoke the words of two classes.
pub(super) fn speakers(articles: &[&Annotated], units: &[Unit], x: &Class, y: &Class) -> Speakers {
    let known = |c: &Class, k: &Key| c.named.contains(k) || c.meant.contains(k);
    if x.named.iter().chain(&x.meant).any(|k| known(y, k)) {
        Speakers::Same
    // A pronoun may be read wrongly: only names can contradict each other.
    } else if x.named.is_empty() || y.named.is_empty() {
        Speakers::Open
    } else if !in_one_report(units, x, y)
        && (beside(articles, &units[x.unit], &y.named) || beside(articles, &units[y.unit], &x.named))
    {
        Speakers::Doubtful
    } else {
        Speakers::Different
    }
}

/// Whether some report has renderings of both classes; units stand in the order of their reports.
fn in_one_report(units: &[Unit], x: &Class, y: &Class) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (x.units.get(i), y.units.get(j)) {
        match units[*a].article.cmp(&units[*b].article) {
            Ordering::Less => i += 1,
            Ordering::Equal => return true,
            Ordering::Greater => j += 1,
        }
    }
    false
}

/// Whether one of some people is named around a quotation, outside its own words.
fn beside(articles: &[&Annotated], unit: &Unit, people: &[Key]) -> bool {
    let (Some(annotated), Some(&first), Some(&last)) =
        (articles.get(unit.article), unit.tokens.first(), unit.tokens.last())
    else {
        return false;
    };
    let (from, to) = ((first as usize).saturating_sub(AROUND), last as usize + AROUND);
    let names = &annotated.annotations.names;
    let near = &names[names.partition_point(|n| (n.first as usize) < from)..];
    near.iter().take_while(|n| (n.first as usize) < to).any(|n| {
        let inside = unit.tokens.binary_search(&n.first).is_ok();
        let last = annotated.name(n.fullest).split_whitespace().next_back();
        !inside && last.is_some_and(|l| people.contains(&Key::of(l, TokenKind::Word)))
    })
}

/// The name of several words that a token is of, by its first token.
fn of_name(of: &Annotated, token: u32) -> Option<u32> {
    let names = &of.annotations.names;
    let name = names.get(names.partition_point(|n| n.end <= token))?;
    (name.first <= token && name.end - name.first > 1).then_some(name.first)
}

/// Whether two renderings are of one utterance, and how sure.
pub(super) fn link(
    articles: &[&Annotated],
    units: &[Unit],
    x: &Class,
    y: &Class,
    shared: u32,
    vocabulary: &Vocabulary,
    matter: Matter,
) -> Option<i32> {
    let (a, b) = (&units[x.unit], &units[y.unit]);
    let who = if matter == Matter::Quotations { speakers(articles, units, x, y) } else { Speakers::Open };
    let another = who != Speakers::Same && x.told && y.told;
    let of = Both { articles, vocabulary, matter, who, another, beside: in_one_report(units, x, y) };
    of.alike(a, b, shared).or_else(|| {
        // What one report parts, or goes on with, another may have otherwise: "I did nothing wrong … and I will not let
        // that happen" and "I did something wrong", "I leave with my head held high".
        let whole = !a.fragment && !b.fragment && !a.scare && !b.scare && !of.beside;
        if matter == Matter::Sentences || who != Speakers::Same || shared < 2 || !whole {
            return None;
        }
        let piecewise = |of_many: &Unit, other: &Unit| {
            let pieces = of_many.pieces(articles[of_many.article], SHORT + 1);
            pieces.iter().filter(|piece| spans(piece, other, vocabulary)).find_map(|p| of.alike(p, other, 0))
        };
        piecewise(a, b).or_else(|| piecewise(b, a))
    })
}

/// Whether some stretch of other words begins and ends as a sentence does and is about as long.
fn spans(piece: &Unit, other: &Unit, vocabulary: &Vocabulary) -> bool {
    let n = piece.words.len();
    let (Some(first), Some(last)) = (piece.words.first(), piece.words.last()) else { return false };
    let (least, most) = (n - n / 4, n + n / 4);
    (0..other.words.len()).filter(|i| vocabulary.same(other.words[*i], *first)).any(|i| {
        let ends = other.words.get(i + least - 1..(i + most).min(other.words.len())).unwrap_or(&[]);
        ends.iter().any(|w| vocabulary.same(*w, *last))
    })
}

/// What is known of two renderings before their words are looked at.
struct Both<'a> {
    articles: &'a [&'a Annotated],
    vocabulary: &'a Vocabulary,
    matter: Matter,
    who: Speakers,
    /// Whether each is given to somebody else, by a name or a description.
    another: bool,
    /// Whether some report has both.
    beside: bool,
}

impl Both<'_> {
    /// Whether the words are alike enough, and how much; `shared` says how many runs of words they are known to share.
    fn alike(&self, a: &Unit, b: &Unit, shared: u32) -> Option<i32> {
        let Self { articles, vocabulary, matter, who, beside, .. } = *self;
        let (long, short) = if (a.words.len(), &b.words) >= (b.words.len(), &a.words) { (a, b) } else { (b, a) };
        if matter == Matter::Sentences && long.article == short.article && long.words == short.words {
            return Some(1);
        }
        let (same, clash) = (who == Speakers::Same, matches!(who, Speakers::Doubtful | Speakers::Different));
        // A name of several words is one thing that both speak of.
        let names = |j: usize| articles.get(short.article).and_then(|a| of_name(a, short.tokens[j]));
        let goes_on = |j: usize| names(j).is_some_and(|first| first < short.tokens[j]);
        let tells = |j: &usize| vocabulary.weight(short.words[*j]) > 1 && !goes_on(*j);
        // Most grams in common settles it without a closer look.
        let telling = || (0..short.words.len()).filter(tells).take(4).count() == 4;
        let most = match matter {
            Matter::Quotations => {
                !clash
                    && !beside
                    && short.words.len() > SHORT + 1
                    && shared as usize * 10 >= (short.words.len() - 2) * 6
            }
            Matter::Sentences => long.words.len() > 9 && shared as usize * 10 >= (long.words.len() - 3) * 6,
        };
        if most && telling() {
            return Some(1);
        }
        let pair = Pair { first: &long.words, second: &short.words, vocabulary };
        let pairs = align::align(&long.words, &short.words, &pair, true, true);
        let (mut matched, mut telling, mut told, mut related, mut weight) = (0usize, 0usize, 0usize, 0usize, 0i32);
        let (mut run, mut longest) = (0usize, 0usize);
        let mut diagonal = true;
        let mut previous: Option<(usize, usize)> = None;
        let (mut head, mut tail) = (None, None);
        // The name that the last words were of, and what further words of names told.
        let (mut named, mut again): (Option<u32>, (usize, usize)) = (None, (0, 0));
        for &(i, j) in &pairs {
            let like = pair.likeness(i, j);
            let w = pair.weight(j);
            if like != Likeness::Different {
                let known = names(j).filter(|first| named == Some(*first)).is_some();
                named = names(j);
                let tells = (usize::from(w > 1), vocabulary.telling(short.words[j]));
                (telling, told) = (telling + tells.0, told + tells.1);
                again = if known { (again.0 + tells.0, again.1 + tells.1) } else { again };
            }
            diagonal &= like != Likeness::Different && i.wrapping_sub(j) == pairs[0].0.wrapping_sub(pairs[0].1);
            match like {
                Likeness::Different => run = 0,
                Likeness::Related => {
                    related += 1;
                    run = 0;
                }
                Likeness::Spelling | Likeness::Same => {
                    matched += 1;
                    weight += w;
                    run =
                        if previous.is_some_and(|p| p == (i.wrapping_sub(1), j.wrapping_sub(1))) { run + 1 } else { 1 };
                    longest = longest.max(run);
                    head = head.or(Some((i, j)));
                    tail = Some((i, j));
                    previous = Some((i, j));
                }
            }
        }
        let (head, tail) = (head?, tail?);
        let (nl, ns) = (long.words.len(), short.words.len());
        let cover = (matched as f32 + 0.5 * related as f32) / ns as f32;
        let score = weight * 4 + longest as i32 + if same { 3 } else { 0 } + (cover * 8.0) as i32;
        let exact = matched == ns && longest == ns;
        let own: usize = short.words.iter().map(|w| vocabulary.telling(*w)).sum();
        // The very words are no accident, whatever they name.
        let left = own.saturating_sub(told);
        let (telling, told) = if exact { (telling, told) } else { (telling - again.0, told - again.1) };
        // Few words that many say are of no longer saying that is given to somebody else.
        let anothers = self.another && !long.fragment;
        // What a report prints beside the other words, and not within its own, is another sentence of one speech: "The man
        // is petrified", "The man is a wreck".
        let another = left > 1 && !short.fragment && beside;
        if matter == Matter::Sentences {
            let both = matched as f32 / nl as f32;
            // Copied with changes, or one sentence taken whole into a longer one; a shared turn of phrase is neither.
            let copied = both >= 0.6 && longest >= 4;
            let taken = cover >= 0.85 && longest >= 8;
            let ok = telling >= 3 && (copied || taken);
            return ok.then_some(score);
        }
        if short.scare || long.scare {
            return (exact && ns >= 2 && telling >= 2 && nl >= 8 && !long.scare).then_some(score);
        }
        let ok = match ns {
            0 => false,
            1 => exact && same && told == 2 && vocabulary.folded(short.words[0]).chars().count() >= 5,
            // "An arms race" is anybody's.
            2 => exact && !clash && !anothers && told >= if same { 2 } else { 3 },
            3..=SHORT => {
                // One word of it may have been changed, where the rest stands together.
                let tight = tail.0 - head.0 < ns + 1;
                let near =
                    matched + related + 1 >= ns && told >= 1 && matched >= 2 && (longest >= 2 || telling >= 2 || tight);
                // Four small words of one speaker in a row, or nearly, are no accident.
                let near = near || (same && matched > 3 && tight);
                let sure = same || (told >= 4 && tight);
                // "They do not have", of somebody who said "we do not have": the pronoun follows the sentence around it.
                let shifted = same && diagonal && matched + related == ns && matched >= 2 && (told >= 1 || ns > 3);
                let enough = match who {
                    Speakers::Same => 0,
                    Speakers::Open | Speakers::Doubtful => {
                        if ns > 3 {
                            1
                        } else if anothers {
                            3
                        } else {
                            2
                        }
                    }
                    Speakers::Different => 5,
                };
                // "We won't accept the offer" is not said beside "we will accept the offer" by one report: it is one of them.
                let turned = same && ns > 3 && cover >= 0.75 && longest >= 3 && told >= 2 && tight && !beside;
                (exact && told >= enough)
                    || (!clash && !another && sure && near && nl > ns && !(anothers && ns < 4))
                    || shifted
                    || turned
            }
            _ => {
                let aside = head.0.min(head.1) + (nl - 1 - tail.0).min(ns - 1 - tail.1);
                let inner = (tail.1 - head.1 + 1) - matched;
                let agree = matched as f32 / (matched + aside + inner) as f32;
                // Where the two have words in common, these are nearly all there is, whatever stands before and behind.
                let stretch = (tail.0 - head.0).max(tail.1 - head.1) + 1;
                let dense = matched >= DENSE && matched * 5 >= stretch * 4;
                let grams = ns.saturating_sub(2).max(1) as f32;
                let reordered = ns > SHORT + 1 && shared as f32 / grams >= 0.6;
                if beside {
                    // One report has two sentences of one speech that share a turn; the same words twice are another matter.
                    (exact && told >= 3) || (!clash && cover >= 0.75 && longest >= 4 && told >= 4)
                } else if clash {
                    let enough = if who == Speakers::Doubtful { 3 } else { 6 };
                    (ns >= 8 && cover >= 0.8 && longest >= 5) || (exact && told >= enough)
                } else {
                    // "In the truest sense of the word" is not "in the strongest sense of the word": where little is
                    // shared, it has to be more than a turn of phrase.
                    let idiom = ns < 9 && told * 2 <= own && !same;
                    (exact && told >= 3)
                        || (cover >= if ns < 9 { 0.7 } else { 0.55 } && longest >= 4 && told >= 4 && !idiom)
                        || (cover >= 0.75 && longest >= 3 && told >= 2 && same)
                        || (dense && told >= DENSE && longest >= 3 && same && cover >= 0.4)
                        || (longest >= 6 && told >= 5 && agree >= 0.6)
                        || (longest >= 5 && told >= 4 && agree >= 0.75)
                        || (longest >= 12 && told >= 6)
                        || (reordered && told >= 4)
                }
            }
        };
        ok.then_some(score)
    }
}
