//! What was found in one report, for people.

use super::clean::{self, count};
use super::text::sheet::{Sheet, Words, style};
use super::{credits, notices};
use variorum::annotate::Annotated;
use variorum::annotate::attribution::judge::Judge;
use variorum::annotate::attribution::{Attribution, Attributions, Basis, Given, SpeechTime, attributions_by};
use variorum::annotate::credit::Credit;
use variorum::annotate::entity::recognise::NameKind;
use variorum::annotate::entity::{Entities, entities};
use variorum::annotate::time::meaning::Value;
use variorum::span::{EntityId, Span};

/// The quotations of one report, each with who, by which word and where.
pub fn summary(report: &Annotated, judge: Option<Judge<'_>>, width: usize) -> String {
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
    let who = entities(report);
    let given = attributions_by(report, judge);
    let own: Vec<&Attribution> = given.list.iter().filter(|x| x.within.is_none()).collect();
    let of = |kind: Given| own.iter().filter(|x| x.kind == kind).count();
    let named = own.iter().filter(|x| x.source.is_some()).count();
    let kinds: Vec<String> = [Given::Direct, Given::Mixed, Given::Indirect]
        .into_iter()
        .filter(|k| of(*k) > 0)
        .map(|k| format!("{} {}", clean::number(of(k)), k.name()))
        .collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
    let marks = a.quotations.iter().filter(|q| !q.kind.is_speech()).count();
    let text = format!(
        "{}{kinds}, {} with a speaker; {}; {}, {}, {}",
        count(own.len(), "quotation"),
        clean::number(named),
        count(marks, "other mark"),
        count(a.sentences.len(), "sentence"),
        count(article.blocks.len(), "block"),
        count(who.mentions.len(), "name")
    );
    counts.push(style::DIM, &text);
    sheet.para(0, &counts);
    for note in super::text::notes(report) {
        let mut words = Words::new();
        words.push(style::DIM, &note);
        sheet.para(0, &words);
    }
    let mut rows: Vec<(u32, Words, Words, Words)> = Vec::new();
    for x in &given.list {
        let spans = given.content(x);
        let Some(whole) = spans.iter().copied().reduce(Span::cover) else { continue };
        let kind = if x.within.is_some() { "within" } else { x.kind.name() };
        rows.push((whole.start(), lead(kind), attribution(report, &given, x, spans), place(report, whole)));
    }
    for q in a.quotations.iter().filter(|q| !q.kind.is_speech()) {
        let parts = report.parts(q);
        let Some(whole) = parts.iter().map(|p| p.span).reduce(Span::cover) else { continue };
        let text: Vec<String> = parts.iter().map(|p| clean::shortened(report.text(p.span), 120)).collect();
        let mut words = Words::new();
        words.push(style::PLAIN, &format!("“{}”", text.join("” “")));
        rows.push((whole.start(), lead(q.kind.name()), words, place(report, whole)));
    }
    for c in &a.credits {
        rows.push((c.span.start(), lead("credit"), credit(report, c), place(report, c.span)));
    }
    for n in &a.notices {
        for s in &n.services {
            let mut words = Words::new();
            if let Some(name) = s.organisation {
                words.push(style::BOLD, &clean::shortened(report.text(name), 60));
            }
            words.push(style::PLAIN, &notices::fields(report, s).join("; "));
            words.push(style::DIM, &format!("({})", notices::kind(n)));
            rows.push((s.span.start(), lead("notice"), words, place(report, s.span)));
        }
    }
    rows.sort_by_key(|r| r.0);
    for (_, lead, words, place) in rows {
        sheet.tailed(&lead, 11, &words, &place);
    }
    for (kind, words) in who_and_what(report, &who) {
        sheet.tailed(&lead(kind), 11, &words, &Words::new());
    }
    if let Some(words) = times(report, &given) {
        sheet.tailed(&lead("times"), 11, &words, &Words::new());
    }
    sheet.finish()
}

/// How many persons, organisations and places are listed for people; JSON has them all.
const NAMED: usize = 8;

/// Persons, organisations and places with how often they are named, those named most often first.
fn who_and_what(report: &Annotated, named: &Entities) -> Vec<(&'static str, Words)> {
    let leads = [(NameKind::Person, "persons"), (NameKind::Organisation, "bodies"), (NameKind::Place, "places")];
    let mut out = Vec::new();
    for (kind, lead) in leads {
        let mut list: Vec<usize> = (0..named.list.len()).filter(|i| named.list[*i].kind == kind).collect();
        list.sort_by_key(|i| std::cmp::Reverse(named.list[*i].mentions));
        let mut words = Words::new();
        for (n, i) in list.iter().take(NAMED).enumerate() {
            let name = report.text(named.span(EntityId(*i as u32)));
            words.push(style::PLAIN, &clean::shortened(name, 40));
            if named.list[*i].mentions > 1 {
                words.push(style::DIM, &format!("({})", clean::number(named.list[*i].mentions as usize)));
            }
            if n + 1 < list.len() {
                words.stick(style::PLAIN, ",");
            }
        }
        if list.len() > NAMED {
            words.push(style::DIM, "…");
        }
        if !list.is_empty() {
            out.push((lead, words));
        }
    }
    out
}

/// How many expressions of time are listed for people; JSON has them all.
const TIMES: usize = 12;

fn lead(kind: &str) -> Words {
    let mut out = Words::new();
    out.raw(style::DIM, &format!("  {kind:<8}"));
    out
}

fn place(report: &Annotated, whole: Span) -> Words {
    let range = report.article.text.source(whole);
    let mut out = Words::new();
    out.raw(style::DIM, &format!("{}-{}", range.start, range.end));
    out
}

/// Who says it, by which word, where, to whom and when, and what.
fn attribution(report: &Annotated, given: &Attributions, x: &Attribution, spans: &[Span]) -> Words {
    let mut words = Words::new();
    let name = given.speaker(report, x);
    match &name {
        Some(name) => words.push(style::BOLD, &clean::shortened(name, 60)),
        None => words.push(style::DIM, "speaker not found"),
    }
    let known = name.map(|n| clean::shortened(&n, 60));
    let mention = x.source.map(|s| clean::shortened(report.text(s.mention), 40));
    let cue = x.cue.map(|c| clean::shortened(report.text(c), 40));
    let by: Vec<String> = mention.filter(|m| Some(m) != known.as_ref()).into_iter().chain(cue).collect();
    if !by.is_empty() {
        words.push(style::DIM, &format!("({})", by.join(" … ")));
    }
    if let Some(to) = x.addressee.and_then(|s| report.speaks(s)) {
        words.push(style::PLAIN, &format!("to {}", clean::shortened(to, 40)));
    }
    if let Some(channel) = x.channel {
        words.stick(style::PLAIN, ",");
        words.push(style::PLAIN, channel.name);
    }
    let told = |t: SpeechTime| Some((report.annotations.times.get(t.time.index())?.span, given.value(t)?, t.basis));
    // "Now" says no more than that it was said.
    let told = x.time.and_then(told).filter(|t| !matches!(t.1, Value::Reference(_)));
    if let Some((at, value, basis)) = told {
        let told = clean::shortened(report.text(at), 40);
        words.stick(style::PLAIN, ",");
        words.push(style::PLAIN, &value.to_string());
        let before = if basis == Basis::Carried { ", told before" } else { "" };
        words.push(style::DIM, &format!("({told}{before})"));
    }
    words.stick(style::PLAIN, ":");
    let text: Vec<String> = spans.iter().map(|s| clean::shortened(report.text(*s), 120)).collect();
    let text = if x.kind == Given::Direct { format!("“{}”", text.join("” “")) } else { text.join(" … ") };
    words.push(style::PLAIN, &text);
    words
}

/// Who is credited, by which words, for what.
fn credit(report: &Annotated, c: &Credit) -> Words {
    let mut words = Words::new();
    words.push(style::BOLD, &clean::shortened(report.text(c.outlet), 60));
    let said = clean::shortened(report.text(c.span), 60);
    words.push(style::DIM, &format!("({}: {said})", c.kind.name()));
    words.push(style::PLAIN, &if c.own { "its own outlet".to_string() } else { format!("for {}", credits::extent(c)) });
    words
}

/// The expressions of time with their values, each pair of words and value once.
fn times(report: &Annotated, given: &Attributions) -> Option<Words> {
    let mut seen: Vec<(String, String)> = Vec::new();
    for (t, value) in report.annotations.times.iter().zip(&given.values) {
        let value = if matches!(value, Value::Reference(_)) { String::new() } else { format!("({value})") };
        let pair = (clean::shortened(report.text(t.span), 40), value);
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
        if !value.is_empty() {
            words.push(style::DIM, value);
        }
        if i + 1 < seen.len() {
            words.stick(style::PLAIN, ",");
        }
    }
    if seen.len() > TIMES {
        words.push(style::DIM, "…");
    }
    Some(words)
}
