//! Whom the reports name as the speaker of one utterance, and by which channel they say it was made.

use super::clean;
use variorum::collate::collation::Collation;
use variorum::collate::named::by_name;
use variorum::collate::utterance::Utterance;
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

/// The channels of an utterance, each with the reports that name it; none are listed where all that render the utterance
/// name the same.
pub fn channels(e: &Edition, u: &Utterance) -> Vec<(&'static str, Vec<ArticleId>)> {
    let mut out: Vec<(&'static str, Vec<ArticleId>)> = Vec::new();
    for r in &u.collation.readings {
        let rows = r.rows.iter().filter_map(|q| e.quotation(r.article, QuotationId(*q)));
        for channel in rows.filter_map(|q| q.channel) {
            match out.iter_mut().find(|o| o.0 == channel.name) {
                Some(o) if o.1.contains(&r.article) => {}
                Some(o) => o.1.push(r.article),
                None => out.push((channel.name, vec![r.article])),
            }
        }
    }
    if let [(_, who)] = &mut out[..]
        && who.len() == e.witnesses(&u.collation)
    {
        who.clear();
    }
    out
}
