//! What was found in one report, for people.

use super::clean::{self, count};
use super::text::sheet::{Sheet, Words, style};
use variorum::annotate::Annotated;
use variorum::span::Span;

/// The quotations of one report, each with who, by which word and where.
pub fn summary(report: &Annotated, width: usize) -> String {
    let (article, a) = (&report.article, &report.annotations);
    let mut sheet = Sheet::new(width);
    let mut head = Words::new();
    let line = article.line.map_or(String::new(), |l| format!(":{l}"));
    head.push(style::BOLD, &format!("{}{line}", clean::shortened(&article.path, 300)));
    let mut tail = Words::new();
    let date = article.meta.date.as_deref().map_or("", |d| d.get(..10).unwrap_or(d));
    let words = report.count_words();
    tail.raw(style::DIM, &format!("{date}  {}", count(words, "word")));
    sheet.tailed(&Words::new(), 0, &head, &tail);
    let mut counts = Words::new();
    let said = a.quotations.iter().filter(|q| q.kind.is_speech()).count();
    let named = a.quotations.iter().filter(|q| q.kind.is_speech() && q.speaker.is_some()).count();
    let text = format!(
        "{}, {} with a speaker; {}; {}, {}, {}",
        count(said, "quotation"),
        clean::number(named),
        count(a.quotations.len() - said, "other mark"),
        count(a.sentences.len(), "sentence"),
        count(article.blocks.len(), "block"),
        count(a.names.len(), "name")
    );
    counts.push(style::DIM, &text);
    sheet.para(0, &counts);
    for note in super::text::notes(report) {
        let mut words = Words::new();
        words.push(style::DIM, &note);
        sheet.para(0, &words);
    }
    for q in &a.quotations {
        let parts = report.parts(q);
        let Some(whole) = parts.iter().map(|p| p.span).reduce(Span::cover) else { continue };
        let mut lead = Words::new();
        lead.raw(style::DIM, &format!("  {:<7}", if q.nested_in.is_some() { "within" } else { q.kind.name() }));
        let mut words = Words::new();
        if q.kind.is_speech() && q.nested_in.is_none() {
            match report.speaker_name(q) {
                Some(name) => words.push(style::BOLD, &clean::shortened(name, 60)),
                None => words.push(style::DIM, "speaker not found"),
            }
            let mention = q.speaker.map(|s| clean::shortened(report.text(s.mention), 40));
            let cue = q.cue.map(|c| clean::shortened(report.text(c), 40));
            let known = report.speaker_name(q).map(|n| clean::shortened(n, 60));
            let by: Vec<String> = mention.filter(|m| Some(m) != known.as_ref()).into_iter().chain(cue).collect();
            if !by.is_empty() {
                words.push(style::DIM, &format!("({})", by.join(" … ")));
            }
            if let Some(channel) = q.channel {
                words.stick(style::PLAIN, ",");
                words.push(style::PLAIN, channel.name);
            }
            words.stick(style::PLAIN, ":");
        }
        let text: Vec<String> = parts.iter().map(|p| clean::shortened(report.text(p.span), 120)).collect();
        words.push(style::PLAIN, &format!("“{}”", text.join("” “")));
        let range = article.text.source(whole);
        let mut place = Words::new();
        place.raw(style::DIM, &format!("{}-{}", range.start, range.end));
        sheet.tailed(&lead, 10, &words, &place);
    }
    if let Some(words) = times(report) {
        let mut lead = Words::new();
        lead.raw(style::DIM, "  times  ");
        sheet.tailed(&lead, 10, &words, &Words::new());
    }
    sheet.finish()
}

/// How many expressions of time are listed for people; JSON has them all.
const TIMES: usize = 12;

/// The expressions of time with their values, each pair of words and value once.
fn times(report: &Annotated) -> Option<Words> {
    let mut seen: Vec<(String, String)> = Vec::new();
    for t in &report.annotations.times {
        let pair = (clean::shortened(report.text(t.span), 40), t.value.to_string());
        if !seen.contains(&pair) {
            seen.push(pair);
        }
        if seen.len() > TIMES {
            break;
        }
    }
    if seen.is_empty() {
        return None;
    }
    let mut words = Words::new();
    for (i, (said, value)) in seen.iter().take(TIMES).enumerate() {
        words.push(style::PLAIN, said);
        words.push(style::DIM, &format!("({value})"));
        if i + 1 < seen.len() {
            words.stick(style::PLAIN, ",");
        }
    }
    if seen.len() > TIMES {
        words.push(style::DIM, "…");
    }
    Some(words)
}
