//! What happened when: four lanes on one axis, and the same as a list.

use super::escape::Fold;
use super::{Page, put};
use crate::view::when::{point, when};
use variorum::calendar::Date;
use variorum::story::edition::Edition;
use variorum::story::timeline::{Lane, Timeline, TimelineEntry};

/// Entries on the page; the JSON has all.
const ENTRIES: usize = 300;
/// More than so many are not drawn.
const DRAWN: usize = 80;
const LANES: [Lane; 4] = [Lane::Event, Lane::Utterance, Lane::Publication, Lane::Update];
/// Left of the axis, between lanes, and the height of a mark.
const MARGIN: f32 = 96.0;
const ROW: f32 = 16.0;
const MARK: f32 = 11.0;

/// Whether more than publication is told.
pub fn any(edition: &Edition) -> bool {
    edition.timeline.entries.iter().any(|e| matches!(e.lane, Lane::Event | Lane::Utterance))
}

/// The timeline, where more than publication is told.
pub fn section(page: &mut Page) {
    let edition = page.edition;
    let t = &edition.timeline;
    if !any(edition) {
        return;
    }
    put!(
        page,
        "<section id=\"timeline\" aria-labelledby=\"timeline-h\"><h2 id=\"timeline-h\">When</h2>\
         <p class=\"q\">As finely as the reports tell it: a month is a month. The axis is not to scale.</p>"
    );
    let dated: Vec<&TimelineEntry> = t.entries.iter().filter(|e| e.interval.is_some()).collect();
    if dated.len() > 1 && dated.len() <= DRAWN {
        drawing(page, &dated);
    }
    conflicts(page, t);
    put!(page, "<table class=\"tml\"><caption class=\"vh\">Entries by time</caption><tbody>");
    for (n, entry) in t.entries.iter().enumerate().take(ENTRIES) {
        put!(
            page,
            "<tr id=\"t{}\"><th scope=\"row\">{}</th><td><i>{}</i></td><td>",
            n + 1,
            Fold(&when(edition, entry)),
            entry.lane.name()
        );
        page.sigla(&entry.reports());
        if let Some(u) = entry.utterance {
            put!(page, " <a href=\"#u{0}\">u{0}</a>", u + 1);
        }
        let mut before = "";
        for w in entry.witnesses.iter().filter(|w| w.label.is_some()) {
            let Some(label) = w.label else { continue };
            // What several have in the same words is printed once.
            let words = edition.words(label);
            put!(page, "{}", if before.is_empty() || words == before { " " } else { " · " });
            if words == before {
                page.place(label);
            } else {
                page.words_at(label.article, label.span);
            }
            before = words;
        }
        put!(page, "</td></tr>");
    }
    put!(page, "</tbody></table>");
    if t.entries.len() > ENTRIES {
        put!(page, "<p class=\"q\">{} more are in the JSON.</p>", t.entries.len() - ENTRIES);
    }
    put!(page, "</section>");
}

fn conflicts(page: &mut Page, t: &Timeline) {
    let pairs = t.conflicts.iter().filter_map(|c| Some((c, t.entries.get(c.first)?, t.entries.get(c.second)?)));
    let pairs: Vec<_> = pairs.collect();
    if pairs.is_empty() {
        return;
    }
    put!(page, "<ul class=\"lin\">");
    for (c, a, b) in pairs {
        put!(page, "<li><i>cannot both hold</i> ");
        for (n, entry, lead) in [(c.first, a, ""), (c.second, b, " against ")] {
            put!(page, "{lead}<a href=\"#t{}\">{}</a> ", n + 1, Fold(&point(page.edition, entry)));
            page.sigla(&entry.reports());
            if let Some(label) = entry.witnesses.iter().find_map(|w| w.label) {
                put!(page, " ");
                page.words_at(label.article, label.span);
            }
        }
        put!(page, "</li>");
    }
    put!(page, "</ul>");
}

/// The axis: far days are drawn nearer, so that a childhood and an hour fit on one line.
struct Axis {
    at: Vec<(Date, f32)>,
    /// Days on which something begins.
    first: Vec<Date>,
}

impl Axis {
    fn of(entries: &[&TimelineEntry]) -> Self {
        let mut days: Vec<Date> =
            entries.iter().filter_map(|e| e.interval).flat_map(|i| [i.first, i.last.plus_days(1)]).collect();
        days.sort_unstable();
        days.dedup();
        let first = entries.iter().filter_map(|e| Some(e.interval?.first)).collect();
        let mut x = MARGIN;
        let mut at: Vec<(Date, f32)> = Vec::with_capacity(days.len());
        for day in days {
            if let Some((before, _)) = at.last() {
                x += 15.0 + 5.0 * (day.days_since(*before) as f32).ln_1p();
            }
            at.push((day, x));
        }
        Self { at, first }
    }

    fn x(&self, day: Date) -> f32 {
        let i = self.at.partition_point(|a| a.0 < day);
        self.at.get(i).or(self.at.last()).map_or(MARGIN, |a| a.1)
    }

    fn end(&self) -> f32 {
        self.at.last().map_or(MARGIN, |a| a.1)
    }
}

fn drawing(page: &mut Page, entries: &[&TimelineEntry]) {
    let axis = Axis::of(entries);
    // In each lane the first row that is free.
    let mut marks: Vec<(f32, f32, f32, &TimelineEntry)> = Vec::new();
    let mut heads: Vec<(Lane, f32)> = Vec::new();
    let mut y = 24.0;
    for lane in LANES {
        let mut rows: Vec<f32> = Vec::new();
        for e in entries.iter().filter(|e| e.lane == lane) {
            let Some(i) = e.interval else { continue };
            let (x, to) = (axis.x(i.first), axis.x(i.last.plus_days(1)));
            let to = (to - 2.0).max(x + 14.0);
            let row = rows.iter().position(|end| *end <= x).unwrap_or(rows.len());
            match rows.get_mut(row) {
                Some(end) => *end = to + 1.0,
                None => rows.push(to + 1.0),
            }
            marks.push((x, to - x, y + ROW * row as f32, e));
        }
        if !rows.is_empty() {
            heads.push((lane, y));
            y += ROW * rows.len() as f32 + 12.0;
        }
    }
    let (width, height) = (axis.end() + 40.0, y);
    put!(
        page,
        "<div class=\"slopes\" tabindex=\"0\" role=\"group\" aria-label=\"Lanes of time; the list below says the same\">\
         <svg width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" aria-hidden=\"true\">"
    );
    let mut free = 0.0;
    for (day, x) in &axis.at {
        put!(page, "<path class=\"tick-t\" d=\"M{x:.0} 18V{height:.0}\"/>");
        if *x >= free && axis.first.contains(day) {
            put!(
                page,
                "<text class=\"or\" x=\"{:.0}\" y=\"12\">{:04}-{:02}-{:02}</text>",
                x + 26.0,
                day.year(),
                day.month(),
                day.day()
            );
            free = x + 66.0;
        }
    }
    for (lane, y) in heads {
        put!(page, "<text x=\"44\" y=\"{:.0}\">{}</text>", y + MARK, lane.name());
    }
    for (x, wide, y, e) in marks {
        let class = if e.reports().len() > 1 { "tm many" } else { "tm" };
        put!(
            page,
            "<rect class=\"{class}\" x=\"{x:.0}\" y=\"{y:.0}\" width=\"{wide:.0}\" height=\"{MARK}\" rx=\"3\">\
             <title>{}</title></rect>",
            Fold(&when(page.edition, e))
        );
    }
    put!(page, "</svg></div>");
}
