//! Whom the reports name as the speaker of one utterance, and by which channel they say it was made.

use super::clean;
use variorum::annotate::speaker::is_unnamed;
use variorum::collate::collation::{Collation, Reading};
use variorum::collate::named::by_name;
use variorum::collate::utterance::Utterance;
use variorum::span::{ArticleId, QuotationId};
use variorum::story::edition::Edition;

/// Each name with the reports that give it, where they do not give the same. Beside names stand the words of those who give
/// none, "a spokesman", but only beside names: "a friend" and "the friend" tell nobody apart.
pub fn names(e: &Edition, c: &Collation) -> Vec<(String, Vec<ArticleId>)> {
    let given = |r: &Reading, named: bool| {
        r.rows.iter().find_map(|q| {
            let q = e.quotation(r.article, QuotationId(*q))?;
            (q.speaker?.name.is_some() == named).then_some(())?;
            let name = e.reports.get(r.article.index())?.speaker_name(q)?;
            (named || is_unnamed(name)).then_some(name)
        })
    };
    let full = |r: &Reading| given(r, true).or_else(|| given(r, false).filter(|_| !r.fragment));
    let all = c.readings.iter().filter_map(|r| Some((clean::shortened(full(r)?, 40), r.article)));
    if !c.readings.iter().any(|r| given(r, true).is_some()) {
        return Vec::new();
    }
    let mut names = by_name(all);
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
