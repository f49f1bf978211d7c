//! Choosing among the contents a cue may have: by a judge, or all of them shown for training one.

use super::broad::Choices;
use super::content::settle;
use super::grammar::Tree;
use super::judge::{Example, Judge, Proposal, Sketch};
use super::{Candidate, Marks, cover};
use crate::annotate::people::Grammar;
use crate::annotate::quotation::View;

/// Room to judge the candidates of one sentence after the other.
#[derive(Default)]
pub(super) struct Work {
    choices: Choices,
    sketch: Sketch,
    scores: Vec<i32>,
}

impl Work {
    /// Puts what `judge` chooses in the place of the candidates of a sentence, from row `first` on.
    pub fn judge(
        &mut self,
        tree: &Tree<'_>,
        marks: &Marks<'_>,
        judge: Judge<'_>,
        candidates: &mut Vec<Candidate>,
        first: usize,
    ) {
        self.choices.sentence(tree);
        let ruled = candidates.len();
        self.scores.clear();
        for i in 0..tree.len() {
            let at = tree.token(i);
            let rule = candidates[first..ruled].iter().find(|c| c.cue == at);
            if marks.whole_at(at).is_some() {
                continue;
            }
            if i > 0 && tree.token(i - 1) == at || !self.choices.fill(tree, i, rule) {
                continue;
            }
            let Some((best, score)) = self.sketch.judge(tree, &self.choices, judge) else { continue };
            let content = tree.behind_dateline(self.choices.content(tree, best));
            if content.is_empty() {
                continue;
            }
            // Of two cues for the same words the better one has them.
            let to = rule.map_or_else(|| tree.addressee(i), |r| r.to);
            let new = Candidate { content, cue: at, source: self.choices.source, to };
            match (ruled..candidates.len()).find(|k| candidates[*k].content == new.content) {
                Some(k) if self.scores[k - ruled] < score => {
                    candidates[k] = new;
                    self.scores[k - ruled] = score;
                }
                Some(_) => {}
                None => {
                    candidates.push(new);
                    self.scores.push(score);
                }
            }
        }
        // What is told within somebody's own words was not learned from.
        let mut kept = first;
        for k in first..ruled {
            if marks.whole_at(candidates[k].cue).is_some() {
                candidates.swap(kept, k);
                kept += 1;
            }
        }
        candidates.drain(kept..ruled);
    }

    /// Shows all that a judge could choose from in a sentence.
    pub fn show(
        &mut self,
        tree: &Tree<'_>,
        at_edges: (&View<'_>, &Grammar, &Marks<'_>),
        ruled: &[Candidate],
        out: &mut Vec<Example>,
    ) {
        let (view, grammar, marks) = at_edges;
        self.choices.sentence(tree);
        for i in 0..tree.len() {
            let at = tree.token(i);
            let rule = ruled.iter().find(|c| c.cue == at);
            if marks.whole_at(at).is_some() || i > 0 && tree.token(i - 1) == at || !self.choices.fill(tree, i, rule) {
                continue;
            }
            let Some(cue) = view.tokens.get(at) else { continue };
            let features = self.sketch.features(tree, &self.choices);
            let spans = |k: usize| {
                let content = tree.behind_dateline(self.choices.content(tree, k));
                let mut c = Candidate { content, cue: at, source: self.choices.source, to: None };
                settle(view, grammar, marks, &mut c);
                c.content.into_iter().filter_map(|p| cover(view, p)).collect()
            };
            let proposals = features.into_iter().enumerate();
            let proposals = proposals.map(|(k, features)| Proposal { content: spans(k), features }).collect();
            out.push(Example { cue: cue.span, proposals });
        }
    }
}
