//! Stories as a list for people.

use super::{Entry, Placed};
use crate::view::clean::{count, neutral, shortened};
use std::collections::BTreeMap;
use std::io::Write;

/// Most outlets that are named of a part.
const OUTLETS: usize = 6;

/// Writes the stories: for each part its title, how many reports, when and by whom.
pub fn write(out: &mut impl Write, entries: &[Entry], placed: &[Placed], width: usize) -> std::io::Result<()> {
    let mut parts: BTreeMap<(usize, usize), Vec<&Entry>> = BTreeMap::new();
    for (entry, at) in entries.iter().zip(placed) {
        parts.entry((at.story, at.part)).or_default().push(entry);
    }
    for ((story, part), reports) in &parts {
        let Some(first) = reports.first() else { continue };
        let number = if *part == 1 { story.to_string() } else { format!("{story}.{part} continues") };
        let title = first.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = if title.is_empty() { first.place.clone() } else { title };
        let room = width.saturating_sub(number.len() + 2).max(20);
        writeln!(out, "{number}  {}", shortened(&neutral(&title), room))?;
        let mut line = format!("    {}", count(reports.len(), "report"));
        let days: Vec<&str> =
            reports.iter().filter_map(|r| r.date.as_deref()).map(|d| d.get(..10).unwrap_or(d)).collect();
        if let (Some(from), Some(to)) = (days.iter().min(), days.iter().max()) {
            line += &if from == to { format!(", {from}") } else { format!(", {from} to {to}") };
        }
        let mut outlets: Vec<&str> = Vec::new();
        for outlet in reports.iter().filter_map(|r| r.outlet.as_deref()) {
            if !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
        }
        let more = outlets.len().saturating_sub(OUTLETS);
        outlets.truncate(OUTLETS);
        if !outlets.is_empty() {
            line += &format!(": {}", outlets.join(", "));
        }
        if more > 0 {
            line += &format!(" and {more} more");
        }
        writeln!(out, "{}", neutral(&line))?;
    }
    let stories = placed.iter().map(|p| p.story).max().unwrap_or(0);
    let stories =
        if stories == 1 { "1 story".into() } else { format!("{} stories", crate::view::clean::number(stories)) };
    writeln!(out, "\n{} in {stories}", count(entries.len(), "report"))
}
