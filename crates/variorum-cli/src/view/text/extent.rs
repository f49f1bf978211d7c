//! How much of a text each report renders, as a bar.

use super::sheet::{Sheet, Words, style};
use super::sigla;
use crate::view::clean;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;
use variorum::collate::collation::Collation;
use variorum::span::ArticleId;
use variorum::story::edition::Edition;

/// Columns of a bar.
const BAR: usize = 24;
/// Bars that are shown before the rest becomes a count.
const BARS: usize = 10;
/// Columns for sigla.
const SIGLA: usize = 24;

/// What is covered, whether by a fragment, and by whom.
type Group<'a> = (&'a [Range<u32>], bool, Vec<ArticleId>);

/// Prints a bar for each group of reports that render the same words.
pub fn bars(sheet: &mut Sheet, edition: &Edition, c: &Collation, indent: usize, all: bool) {
    let total = c.text.len() as u32;
    let mut groups: Vec<Group<'_>> = Vec::new();
    for r in &c.readings {
        match groups.iter_mut().find(|g| g.0 == r.covers && g.1 == r.fragment) {
            Some(g) => g.2.push(r.article),
            None => groups.push((&r.covers, r.fragment, vec![r.article])),
        }
    }
    let mut every: Vec<ArticleId> = c.readings.iter().map(|r| r.article).collect();
    every.dedup();
    for g in &mut groups {
        g.2.sort_unstable();
        g.2.dedup();
    }
    if let [(covers, false, _)] = groups.as_slice()
        && whole(covers, total)
    {
        let mut words = Words::new();
        words.push(style::DIM, "whole in");
        words.push(style::SIGLUM, &sigla::list(edition, &every, &[], if all { usize::MAX } else { 12 }));
        sheet.para(indent, &words);
        return;
    }
    let shown = if all { groups.len() } else { groups.len().min(BARS) };
    let lists: Vec<String> =
        groups.iter().map(|g| sigla::list(edition, &g.2, &[], if all { usize::MAX } else { 3 })).collect();
    let column = lists.iter().take(shown).map(|l| l.width()).max().unwrap_or(0).min(SIGLA);
    for ((covers, fragment, _), list) in groups.iter().zip(&lists).take(shown) {
        let mut lead = Words::new();
        lead.push(style::SIGLUM, list);
        let mut words = Words::new();
        words.push(style::PLAIN, &bar(covers, *fragment, total));
        words.push(style::DIM, &extent(covers, *fragment, total));
        let mut line = Words::new();
        let pad = " ".repeat(column.saturating_sub(list.width()) + 1);
        line.extend(lead);
        line.padded(&pad, words);
        sheet.hang(&Words::new(), indent, &line);
    }
    if groups.len() > shown {
        let mut words = Words::new();
        words.push(style::DIM, &format!("… {} (--all)", clean::count(groups.len() - shown, "more extent")));
        sheet.para(indent, &words);
    }
}

fn whole(covers: &[Range<u32>], total: u32) -> bool {
    matches!(covers, [one] if one.start == 0 && one.end == total)
}

fn bar(covers: &[Range<u32>], fragment: bool, total: u32) -> String {
    let cells = BAR.min(total as usize).max(1);
    let edge = |i: usize| (i as u64 * u64::from(total) / cells as u64) as u32;
    let has = |from: u32, to: u32| covers.iter().map(|c| c.end.min(to).saturating_sub(c.start.max(from))).sum::<u32>();
    let mut out: Vec<bool> =
        (0..cells).map(|i| has(edge(i), edge(i + 1)) * 2 >= (edge(i + 1) - edge(i)).max(1)).collect();
    // A few words of many must still be seen.
    for c in covers.iter().filter(|c| !c.is_empty()) {
        let touched: Vec<usize> = (0..cells).filter(|&i| c.start < edge(i + 1) && edge(i) < c.end).collect();
        if !touched.iter().any(|&i| out[i])
            && let Some(&i) = touched.iter().max_by_key(|&&i| c.end.min(edge(i + 1)) - c.start.max(edge(i)))
        {
            out[i] = true;
        }
    }
    out.into_iter()
        .map(|on| {
            if !on {
                '·'
            } else if fragment {
                '▒'
            } else {
                '█'
            }
        })
        .collect()
}

fn extent(covers: &[Range<u32>], fragment: bool, total: u32) -> String {
    let mut ranges: Vec<String> = covers
        .iter()
        .map(|c| if c.end == c.start + 1 { c.end.to_string() } else { format!("{}–{}", c.start + 1, c.end) })
        .collect();
    if ranges.len() > 4 {
        ranges.truncate(4);
        ranges.push("…".to_string());
    }
    let extent = match covers {
        [] => "none of the text's words".to_string(),
        c if whole(c, total) => "whole".to_string(),
        [one] if one.end == one.start + 1 => format!("word {} of {total}", one.end),
        _ => format!("words {} of {total}", ranges.join(", ")),
    };
    if fragment { format!("{extent}, fragment") } else { extent }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_to_scale() {
        assert_eq!(bar(&[0..2, 2..5], false, 5), "█████");
        assert_eq!(bar(&[12..20, 20..24], false, 48), "······██████············");
        assert_eq!(bar(&[500..501, 502..503], true, 1000), "············▒···········");
        assert_eq!(bar(&[], false, 3), "···");
    }

    #[test]
    fn told_in_words() {
        assert_eq!(extent(&[0..29, 38..46], false, 66), "words 1–29, 39–46 of 66");
        assert_eq!(extent(std::slice::from_ref(&(0..66)), false, 66), "whole");
        assert_eq!(extent(std::slice::from_ref(&(3..4)), true, 66), "word 4 of 66, fragment");
    }
}
