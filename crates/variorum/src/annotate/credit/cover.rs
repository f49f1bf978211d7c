//! What a credit is for: this quotation, this sentence, this paragraph, the picture, the whole report.

use super::{Candidate, Cover, CreditKind, Extent};
use crate::annotate::quotation::{Part, Quotation, QuotationKind, View};
use crate::span::{QuotationId, Span};

/// What the blocks and quotations of an article show of it.
pub(super) struct Covers<'a, 'b> {
    view: &'a View<'b>,
    /// The whole text of the story.
    report: Span,
    /// The row of the last paragraph.
    last: usize,
    /// Direct quotations by their cue, and by the place of each part.
    cues: Vec<(u32, usize)>,
    parts: Vec<(Span, usize)>,
    /// The whole of each.
    whole: Vec<Span>,
}

impl<'a, 'b> Covers<'a, 'b> {
    pub fn new(view: &'a View<'b>, quotations: &[Quotation], parts: &[Part]) -> Self {
        let story = || view.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_story() && !b.content.is_empty());
        let report = story().map(|(_, b)| b.content).reduce(Span::cover).unwrap_or_default();
        let last = story().next_back().map_or(0, |(i, _)| i);
        let (mut cues, mut all) = (Vec::new(), Vec::new());
        let mut covers = vec![Span::default(); quotations.len()];
        for (i, q) in quotations.iter().enumerate() {
            let whole = matches!(q.kind, QuotationKind::Direct | QuotationKind::Block) && q.nested_in.is_none();
            let own = parts.get(q.parts.start as usize..q.parts.end as usize).unwrap_or(&[]);
            let Some(cover) = own.iter().map(|p| p.outer).reduce(Span::cover).filter(|_| whole) else { continue };
            cues.extend(q.cue.map(|c| (c.start(), i)));
            covers[i] = cover;
            all.extend(own.iter().map(|p| (p.outer, i)));
        }
        cues.sort_unstable();
        all.sort_unstable_by_key(|p| (p.0.start(), p.1));
        Self { view, report, last, cues, parts: all, whole: covers }
    }

    /// Whether a place is inside somebody's own words.
    pub fn said(&self, span: Span) -> bool {
        let i = self.parts.partition_point(|p| p.0.start() <= span.start());
        i.checked_sub(1).and_then(|i| self.parts.get(i)).is_some_and(|p| p.0.contains(span))
    }

    pub fn of(&self, c: &Candidate) -> Cover {
        let whole = |extent, span| Cover { extent, span, quotation: None };
        let report = whole(Extent::Report, self.report);
        let block = self.view.blocks.get(c.block);
        let paragraph = block.map_or(c.sentence, |b| b.content);
        match c.kind {
            CreditKind::Byline | CreditKind::Contribution | CreditKind::Syndication => report,
            CreditKind::Picture => whole(Extent::Picture, paragraph),
            CreditKind::Agency => {
                // Behind a dateline or under the last paragraph it is for everything.
                if c.covers.is_some() || c.block >= self.last { report } else { whole(Extent::Paragraph, paragraph) }
            }
            CreditKind::Post | CreditKind::Via => c.covers.unwrap_or(whole(Extent::Paragraph, paragraph)),
            CreditKind::Link => match c.covers {
                Some(cover) => cover,
                None => whole(Extent::Sentence, self.sentence(c.span.start()).unwrap_or(paragraph)),
            },
            CreditKind::Reported | CreditKind::Told | CreditKind::Published | CreditKind::Obtained => {
                self.quotation(c).unwrap_or(whole(Extent::Sentence, c.sentence))
            }
        }
    }

    fn sentence(&self, at: u32) -> Option<Span> {
        let token = self.view.at(at);
        let s = self.view.sentence_of(token);
        let tokens = self.view.tokens.get(s.first as usize..s.end as usize)?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    /// The quotation in marks that the credit's sentence gives, or that has its cue there.
    fn quotation(&self, c: &Candidate) -> Option<Cover> {
        let cue = self.cues.partition_point(|q| q.0 < c.sentence.start());
        let by_cue = self.cues.get(cue).filter(|q| q.0 < c.sentence.end()).map(|q| q.1);
        let name = c.name.span;
        let i = self.parts.partition_point(|p| p.0.start() < name.start());
        let beside = [i.checked_sub(1), Some(i)].into_iter().flatten().filter_map(|i| self.parts.get(i));
        let here = beside.filter(|p| p.0.overlaps(c.sentence)).min_by_key(|p| {
            if p.0.end() <= name.start() { name.start() - p.0.end() } else { p.0.start().saturating_sub(name.end()) }
        });
        let row = by_cue.or(here.map(|p| p.1))?;
        let span = *self.whole.get(row)?;
        Some(Cover { extent: Extent::Quotation, span, quotation: Some(QuotationId(row as u32)) })
    }
}
