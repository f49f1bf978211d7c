//! Whose word a value is: the report's own, or somebody's it gives.

use super::Ledger;
use crate::annotate::Annotated;
use crate::annotate::attribution::{Attributions, Identity, attributions_of, shown};
use crate::annotate::speaker::Speaker;
use crate::annotate::syntax::Parsed;
use crate::annotate::token::Key;
use crate::annotate::verbs;
use crate::span::{Place, Span};
use crate::story::claim::told::MANY;
use crate::story::claim::value::Relation;
use std::collections::HashMap;

/// Fills in whose word the values are. Grammar is read only for reports whose values differ from others', and where
/// reports are not many: in a large set only words in quotation marks are given to anybody.
pub fn attribute(reports: &[&Annotated], ledger: &mut Ledger, parsed: &mut Parsed) {
    let words: usize = reports.iter().map(|r| r.annotations.tokens.len()).sum();
    let mut found: HashMap<usize, Attributions> = HashMap::new();
    for claim in &mut ledger.claims {
        let differs = claim.relation() != Relation::Same;
        for a in claim.values.iter_mut().flat_map(|v| &mut v.assertions) {
            let n = a.place.article.index();
            let Some(report) = reports.get(n) else { continue };
            let quoted = report.quotation(a.place.span);
            a.quoted = quoted.is_some();
            let by = if let Some(q) = quoted {
                q.speaker.and_then(|s| who(report, s))
            } else if differs && words <= MANY {
                let read = || attributions_of(report, &shown(report, parsed));
                whose(report, found.entry(n).or_insert_with(read), a.place.span)
            } else {
                None
            };
            a.by = by.map(|span| Place { article: a.place.article, span });
        }
    }
}

/// The name of who speaks, else the words of the mention: "it" and "she" tell nobody anything.
fn who(report: &Annotated, s: Speaker) -> Option<Span> {
    report.speaks(s)?;
    Some(s.name.and_then(|n| name(report, n.index())).unwrap_or(s.mention))
}

fn name(report: &Annotated, row: usize) -> Option<Span> {
    report.annotations.names.get(row).map(|n| n.span)
}

/// The words that name whose word the text at `span` is: of several the nearest.
fn whose(report: &Annotated, all: &Attributions, span: Span) -> Option<Span> {
    let holds = |c: &Span| c.start() <= span.start() && span.end() <= c.end();
    let inner = all
        .list
        .iter()
        .filter_map(|x| Some((x, all.content(x).iter().copied().find(holds)?)))
        .min_by_key(|(_, c)| c.end() - c.start())?
        .0;
    if let (Some(cue), Some(content)) = (inner.cue, all.content(inner).first())
        && added(report, cue, content.start(), span)
    {
        return None;
    }
    match all.speakers(inner).first() {
        Some(Identity::Named(n)) => name(report, n.index()),
        Some(Identity::Described(span)) => Some(*span),
        None => inner.source.and_then(|s| who(report, s)),
    }
}

/// Whether the report itself adds the words at `span` to what somebody wants: "wants an explanation for the breakdown of
/// the ferry, which drifted with 43 people on board". In what somebody says the words may be the speaker's.
fn added(report: &Annotated, cue: Span, content: u32, span: Span) -> bool {
    let spoken = verbs::frame(Key::word(&report.text(cue).to_lowercase())) & verbs::SPOKEN != 0;
    let before = report.text(Span::new(content, span.start()));
    !spoken && [", which ", ", who ", ", whose ", ", where "].iter().any(|w| before.contains(w))
}
