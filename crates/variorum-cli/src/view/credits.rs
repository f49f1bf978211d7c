//! Whom a report credits, for people.

use super::clean;
use variorum::annotate::Annotated;
use variorum::annotate::credit::{Credit, Extent};
use variorum::story::lineage;

/// Names listed in the head of a view before the rest becomes a count.
const NAMES: usize = 8;

/// "Daily Lantern, NAP": whom a report credits, each once, its own outlet left out; `None` where it is nobody.
pub fn names(report: &Annotated) -> Option<String> {
    let mut seen: Vec<String> = Vec::new();
    let mut folded = std::collections::HashSet::new();
    for c in report.annotations.credits.iter().filter(|c| !c.own && !lineage::is_own(report, c)) {
        let name = report.text(c.outlet);
        if folded.insert(name.to_lowercase()) {
            // "(NAP)" is the Northern Associated Press, "the Times" the Harbour Times that was named before.
            match seen.iter_mut().find(|s| lineage::is_one_outlet(s, name)) {
                Some(known) if known.len() < name.len() => *known = clean::shortened(name, 60),
                Some(_) => {}
                None => seen.push(clean::shortened(name, 60)),
            }
        }
    }
    let more = seen.len().saturating_sub(NAMES);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    seen.truncate(NAMES);
    (!seen.is_empty()).then(|| format!("{}{tail}", seen.join(", ")))
}

/// What a credit is for, in words.
pub fn extent(credit: &Credit) -> &'static str {
    match credit.covers.extent {
        Extent::Quotation => "the quotation",
        Extent::Sentence => "the sentence",
        Extent::Paragraph => "the paragraph",
        Extent::Picture => "the picture",
        Extent::Report => "the report",
    }
}
