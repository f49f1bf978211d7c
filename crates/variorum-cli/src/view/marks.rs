//! What was looked at for marks that nothing bears out, so that finding none is not taken for having looked at all.

use super::clean::{count, number};
use variorum::annotate::quotation::QuotationKind;
use variorum::span::{ArticleId, Place};
use variorum::story::edition::Edition;

/// What is said of words in marks for which no speaker is given.
pub const UNSPOKEN: &str = "In marks without a speaker, and with nothing to hold them against:";

/// Words in marks that nobody is given as the speaker of and that no utterance has, in order.
pub fn unspoken(e: &Edition) -> Vec<Place> {
    let mut held: Vec<Place> = Vec::new();
    for r in e.utterances.iter().flat_map(|u| &u.collation.readings) {
        held.extend(r.parts.iter().map(|span| Place { article: r.article, span: *span }));
    }
    held.extend(e.unsupported.iter().map(|u| u.place));
    held.sort_unstable();
    let mut out = Vec::new();
    for (a, report) in e.reports.iter().enumerate() {
        let article = ArticleId(a as u32);
        let nobody = |kind: QuotationKind| kind == QuotationKind::Scare;
        for q in report.annotations.quotations.iter().filter(|q| nobody(q.kind) && q.nested_in.is_none()) {
            let Some(part) = report.parts(q).first() else { continue };
            let row = held.partition_point(|p| (p.article, p.span.end()) <= (article, part.span.start()));
            let taken = held.get(row).is_some_and(|p| p.article == article && p.span.overlaps(part.span));
            let words = report.text(part.span).chars().filter(|c| c.is_alphabetic()).count() > 2;
            if words && !taken {
                out.push(Place { article, span: part.span });
            }
        }
    }
    out
}

/// How many wordings in marks were held against something, in one sentence or two; nothing where none could be, and none was
/// found.
pub fn looked_at(e: &Edition) -> Option<String> {
    let m = e.marks;
    if m.compared == 0 && e.unsupported.is_empty() {
        return None;
    }
    let found = if e.unsupported.is_empty() { "Nothing found. " } else { "" };
    let held = format!("{} in marks held against fuller renderings", count(m.compared, "short wording"));
    let rest = match m.passed_over {
        0 => String::new(),
        n => format!("; of {} more these reports give no speaker, or nothing fuller by the same speaker", number(n)),
    };
    Some(format!("{found}{held}{rest}."))
}
