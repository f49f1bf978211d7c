//! What the reports are about. The words of the matter itself stand in everything that is said of it, and so do the
//! names; neither shows that two sayings are one.

use super::align::Word;
use super::vocabulary::Vocabulary;
use crate::annotate::Annotated;
use crate::annotate::token::TokenKind;

/// A report that has a word so often, and at least once in so many words, is about it.
const OFTEN: usize = 4;
const RATE: usize = 200;

/// What is known of a word over all reports.
#[derive(Clone, Copy, Default)]
struct Use {
    times: usize,
    reports: usize,
    /// The last report that has it, counted from one.
    last: usize,
    /// The words of the reports that have it.
    among: usize,
}

/// Tells a vocabulary which of its words the reports are about: names, and what the reports that have a word
/// have often.
pub(super) fn mark(articles: &[&Annotated], vocabulary: &mut Vocabulary) {
    let mut uses = vec![Use::default(); vocabulary.len()];
    for (a, annotated) in articles.iter().enumerate() {
        let tokens = &annotated.annotations.tokens;
        for w in tokens.iter().filter(|t| t.is_word()).filter_map(|t| vocabulary.get(t.key)) {
            let Some(u) = uses.get_mut(w as usize) else { continue };
            u.times += 1;
            if u.last != a + 1 {
                (u.last, u.reports, u.among) = (a + 1, u.reports + 1, u.among + tokens.len());
            }
        }
        // The first word of a sentence has its capital from there.
        for n in &annotated.annotations.names {
            for t in (n.first.max(1)..n.end).map(|t| t as usize).filter(|t| tokens[t - 1].kind() != TokenKind::Punct) {
                if let Some(w) = tokens.get(t).and_then(|t| vocabulary.get(t.key)) {
                    vocabulary.is_of_the_story(w);
                }
            }
        }
    }
    for (w, u) in uses.iter().enumerate() {
        if u.times >= OFTEN * u.reports && u.times * RATE >= u.among {
            vocabulary.is_of_the_story(w as Word);
        }
    }
}
