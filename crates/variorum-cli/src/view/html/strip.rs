//! The edition at a glance: for each utterance a bar per report, as long as what it prints, with a tick where its
//! words differ.

use super::escape::Fold;
use super::locus::{is_minor, sides};
use super::said::is_shared;
use super::{Item, Page, put};
use std::fmt::Write as _;
use std::ops::Range;
use variorum::collate::variant::Kind;
use variorum::span::ArticleId;

/// Beyond so many reports the bars are thin and bear no sigla.
const LETTERED: usize = 12;

/// One report's bar.
struct Bar {
    article: ArticleId,
    full: Vec<Range<u32>>,
    fragments: Vec<Range<u32>>,
    moved: Vec<Range<u32>>,
    ticks: Vec<u32>,
}

/// The picture, which is also the way into the utterances.
pub fn coverage(page: &mut Page) {
    let edition = page.edition;
    let list: Vec<(usize, Item)> = edition
        .utterances
        .iter()
        .enumerate()
        .filter(|(_, u)| is_shared(page, &u.collation))
        .map(|(n, u)| (n, Item::said(n, &u.collation)))
        .collect();
    let Some(longest) = list.iter().map(|(_, i)| i.collation.text.len()).max() else { return };
    put!(
        page,
        "<section id=\"glance\" aria-labelledby=\"glance-h\"><h2 id=\"glance-h\">At a glance</h2>\
         <p class=\"q key\">Each line is what one report prints of a quotation, from its first word to its last. {} \
         printed {} a few words in a paraphrase {} in another place {} words differ from the edition’s text.</p>\
         <ul class=\"strip\">",
        sample("<path class=\"bar\" d=\"M0 6h26\"/>"),
        sample("<path class=\"frag\" d=\"M1 2h24v8h-24z\"/>"),
        sample("<path class=\"bar\" d=\"M0 6h26\"/><path class=\"mvd\" d=\"M0 6h26\"/>"),
        sample("<path class=\"bar\" d=\"M0 6h26\"/><path class=\"tick\" d=\"M13 0v12\"/>")
    );
    for (n, item) in list {
        let who = edition.utterances.get(n).and_then(|u| edition.speaker(u)).unwrap_or("speaker not named");
        let bars = bars(item);
        let differences = item.collation.variants.iter().filter(|v| !is_minor(v)).count();
        put!(
            page,
            "<li><a href=\"#{item}\"><span class=\"who\"><b>{item}</b><bdi>{}</bdi></span>\
             <span class=\"vh\">, {} words, {differences} substantive variants: ",
            Fold(who),
            item.collation.text.len()
        );
        for b in &bars {
            let words: u32 = b.full.iter().chain(&b.fragments).map(|r| r.end - r.start).sum();
            put!(page, "{} {words} words, ", Fold(edition.siglum(b.article)));
        }
        put!(page, "</span>");
        picture(page, item, &bars, longest);
        put!(page, "</a></li>");
    }
    put!(page, "</ul></section>");
}

fn sample(shapes: &str) -> String {
    format!(
        "<svg class=\"sample thick\" width=\"26\" height=\"12\" viewBox=\"0 0 26 12\" aria-hidden=\"true\">{shapes}</svg>"
    )
}

fn bars(item: Item) -> Vec<Bar> {
    let mut out: Vec<Bar> = Vec::new();
    for r in &item.collation.readings {
        if out.last().is_none_or(|b| b.article != r.article) {
            out.push(Bar {
                article: r.article,
                full: Vec::new(),
                fragments: Vec::new(),
                moved: Vec::new(),
                ticks: Vec::new(),
            });
        }
        if let Some(bar) = out.last_mut() {
            if r.fragment { &mut bar.fragments } else { &mut bar.full }.extend(r.covers.iter().cloned());
        }
    }
    for v in item.collation.variants.iter().filter(|v| !is_minor(v)) {
        // What is openly cut shows as a gap.
        if matches!(v.kind, Kind::TrimStart | Kind::TrimEnd | Kind::Ellipsis) {
            continue;
        }
        for a in sides(item.collation, v).other.iter().flat_map(|r| &r.witnesses) {
            let Some(bar) = out.iter_mut().find(|b| b.article == *a) else { continue };
            match v.kind {
                Kind::Transposition => bar.moved.push(v.locus.clone()),
                _ => bar.ticks.push((v.locus.start + v.locus.end) / 2),
            }
        }
    }
    out
}

fn picture(page: &mut Page, item: Item, bars: &[Bar], longest: usize) {
    let lettered = bars.len() <= LETTERED;
    let pitch: i64 = if lettered { 16 } else { 5 };
    let (thick, reach): (i64, i64) = if lettered { (6, 3) } else { (3, 1) };
    let height = pitch * bars.len() as i64;
    let words = item.collation.text.len().max(1);
    // As long as the text is against the longest, but never too short to be seen.
    let width = (100 * words / longest.max(1)).clamp(12, 100);
    put!(page, "<span class=\"bars\" aria-hidden=\"true\">");
    if lettered {
        put!(page, "<span class=\"s\">");
        for b in bars {
            put!(page, "<span>{}</span>", Fold(page.edition.siglum(b.article)));
        }
        put!(page, "</span>");
    }
    put!(
        page,
        "<span class=\"pic\"><svg class=\"{}\" width=\"{width}%\" height=\"{height}\" viewBox=\"0 0 {words} {height}\" \
         preserveAspectRatio=\"none\">",
        if lettered { "thick" } else { "thin" }
    );
    // One path for each kind of line, however many reports there are. Strokes do not scale with the picture.
    let mut paths = [
        ("rail", String::new()),
        ("bar", String::new()),
        ("frag", String::new()),
        ("mvd", String::new()),
        ("tick", String::new()),
    ];
    let [rail, bar, frag, mvd, tick] = &mut paths;
    for (n, b) in bars.iter().enumerate() {
        let middle = pitch * n as i64 + pitch / 2;
        let top = middle - thick / 2 - reach;
        let high = thick + 2 * reach;
        let _ = write!(rail.1, "M0 {middle}h{words}");
        for r in &b.full {
            let _ = write!(bar.1, "M{} {middle}h{}", r.start, r.end - r.start);
        }
        for r in &b.fragments {
            let w = r.end - r.start;
            let _ = write!(frag.1, "M{} {}h{w}v{}h-{w}z", r.start, middle - thick / 2 - 1, thick + 2);
        }
        for r in &b.moved {
            let _ = write!(mvd.1, "M{} {middle}H{}", r.start, r.end);
        }
        for t in &b.ticks {
            let _ = write!(tick.1, "M{t}.5 {top}v{high}");
        }
    }
    for (class, d) in paths.iter().filter(|p| !p.1.is_empty()) {
        put!(page, "<path class=\"{class}\" d=\"{d}\"/>");
    }
    put!(page, "</svg></span></span>");
}
