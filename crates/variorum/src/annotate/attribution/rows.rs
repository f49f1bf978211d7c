//! Attributions as rows of a table: one for each stretch of a content.

use super::{Attribution, Attributions};
use crate::annotate::Annotated;
use crate::span::Span;

/// One stretch of what somebody is given as saying, as tables and records have it.
#[derive(Clone, Copy, Debug)]
pub struct ContentRow<'a> {
    /// The attribution it is of.
    pub attribution: &'a Attribution,
    /// The stretch.
    pub span: Span,
    /// Of a further stretch: the row of the first one.
    pub part_of: Option<usize>,
    /// Of words quoted within somebody's own words: the row of the quotation whose speaker says that they were said.
    pub within: Option<usize>,
}

impl Attributions {
    /// The rows: first those of the report itself in the order of the text, then what is quoted within them.
    pub fn rows(&self, report: &Annotated) -> Vec<ContentRow<'_>> {
        let mut out = Vec::with_capacity(self.contents.len());
        // The row of a quotation's first stretch.
        let mut row: Vec<Option<usize>> = vec![None; report.annotations.quotations.len()];
        for nested in [false, true] {
            for attribution in self.list.iter().filter(|x| x.within.is_some() == nested) {
                let first = out.len();
                if let Some(r) = attribution.quotation.filter(|_| !nested).and_then(|q| row.get_mut(q.index())) {
                    *r = Some(first);
                }
                let within = attribution.within.and_then(|q| row.get(q.index()).copied().flatten());
                out.extend(self.content(attribution).iter().enumerate().map(|(i, span)| ContentRow {
                    attribution,
                    span: *span,
                    part_of: (i > 0).then_some(first),
                    within,
                }));
            }
        }
        out
    }
}
