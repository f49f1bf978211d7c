//! Whom the reports name as the speaker of one utterance.

use super::clean;
use variorum::collate::collation::Collation;
use variorum::collate::named::by_name;
use variorum::span::{ArticleId, QuotationId};
use variorum::story::edition::Edition;

/// Each name with the reports that give it, where they do not give the same.
pub fn names(e: &Edition, c: &Collation) -> Vec<(String, Vec<ArticleId>)> {
    let given = c.readings.iter().filter_map(|r| {
        let name = r.rows.iter().find_map(|q| {
            let q = e.quotation(r.article, QuotationId(*q))?;
            q.speaker?.name?;
            e.reports.get(r.article.index())?.speaker_name(q)
        })?;
        Some((clean::shortened(name, 40), r.article))
    });
    let mut names = by_name(given);
    names.iter_mut().for_each(|(_, who)| who.dedup());
    names
}
