//! Credits against the `{k …}` marks of the corpus.

use super::{Count, Entry, annotated};
use std::collections::HashSet;
use variorum::annotate::Annotated;
use variorum::annotate::credit::credits;

/// The entry as the program sees it, with the outlet it was written for: that one is no credit.
fn report(e: &Entry) -> Annotated {
    let mut report = annotated(e);
    report.article.meta.outlet = Some(e.outlet.clone());
    report
}

/// Names of credits found and wanted, a leading "the" left out of both.
pub(super) fn score(entries: &[&Entry], errors: bool) -> Count {
    let mut count = Count::default();
    for e in entries {
        let report = report(e);
        let text = report.article.text.as_str();
        let bare = |(from, to): (usize, usize)| {
            let name = &text[from..to];
            let rest = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
            (to - rest.len(), to)
        };
        let wanted: HashSet<_> = e.credits.iter().map(|c| bare(*c)).collect();
        let found: HashSet<_> = credits(&report)
            .iter()
            .filter(|c| !c.own)
            .map(|c| bare((c.name.start() as usize, c.name.end() as usize)))
            .collect();
        let hits = found.intersection(&wanted).count();
        count.right += hits;
        count.hits += hits;
        count.found += found.len();
        count.wanted += wanted.len();
        if errors {
            let around = |(from, to): (usize, usize)| {
                let left = text[..from].char_indices().rev().take(50).last().map_or(from, |c| c.0);
                let right = text[to..].char_indices().take(30).last().map_or(to, |c| to + c.0);
                format!("{}[{}]{}", &text[left..from], &text[from..to], &text[to..right])
            };
            let mut lines: Vec<String> = Vec::new();
            lines.extend(wanted.difference(&found).map(|c| format!("{} credit missed: {:?}", e.id, around(*c))));
            lines.extend(found.difference(&wanted).map(|c| format!("{} credit too much: {:?}", e.id, around(*c))));
            lines.sort();
            lines.iter().for_each(|l| println!("{l}"));
        }
    }
    count
}
