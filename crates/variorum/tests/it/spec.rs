//! `tests/spec/*.md`: plain sentences with carets under what is found in them. The format is told in
//! `tests/spec/README.md`; `UPDATE_SPEC=1` writes today's answers into the files.

use super::golden;
use std::fmt::Write as _;
use variorum::annotate::attribution::{Basis, attributions};
use variorum::annotate::credit::Extent;
use variorum::annotate::entity::entities;
use variorum::annotate::{Annotated, annotate};
use variorum::article::Article;
use variorum::ingest;
use variorum::span::Span;

/// The only function here that touches the library: a text as `what` wants it rendered.
fn check(what: &str, text: &str) -> String {
    let capture = ingest::read("spec.txt", text.as_bytes().to_vec()).captures.remove(0);
    let annotated = annotate(Article::read(capture));
    // A date in the first line is metadata: it stands before the text and is no part of it.
    let (header, text) =
        if text.starts_with(" date ") { text.split_once('\n').unwrap_or((text, "")) } else { ("", text) };
    assert_eq!(annotated.article.text.as_str(), text, "a spec text is plain text");
    match what {
        "quotations" => quotations(text, &annotated),
        "attributions" if header.is_empty() => given(text, &annotated),
        "attributions" => format!("{header}\n{}", given(text, &annotated)),
        "credits" => credits(text, &annotated),
        "names" => names(text, &annotated),
        "notices" => notices(text, &annotated),
        "times" if header.is_empty() => times(text, &annotated),
        "times" => format!("{header}\n{}", times(text, &annotated)),
        _ => blocks(text, &annotated),
    }
}

/// A line of carets under bytes `from..to` of the line that begins at `line`.
fn carets(text: &str, line: usize, from: usize, to: usize, label: &str) -> String {
    let width = text[from..to].chars().count().max(1);
    format!("{}{} {label}\n", " ".repeat(text[line..from].chars().count()), "^".repeat(width))
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some((start, line))
    })
}

fn quotations(text: &str, a: &Annotated) -> String {
    let mut rows: Vec<(usize, usize, usize, String)> = Vec::new();
    for q in &a.annotations.quotations {
        for (n, part) in a.parts(q).iter().enumerate() {
            let mut label = String::new();
            if n > 0 {
                let _ = write!(label, "part={}", n + 1);
            } else {
                label.push_str(q.kind.name());
                match (q.speaker, a.speaker_name(q)) {
                    (_, Some(name)) => {
                        let _ = write!(label, " speaker={name:?}");
                    }
                    (Some(s), None) => {
                        let _ = write!(label, " mention={:?}", a.text(s.mention));
                    }
                    _ => {}
                }
                if let Some(cue) = q.cue {
                    let _ = write!(label, " cue={:?}", a.text(cue));
                }
                if let Some(channel) = q.channel {
                    let name = channel.name;
                    let _ = if name.contains(' ') {
                        write!(label, " channel={name:?}")
                    } else {
                        write!(label, " channel={name}")
                    };
                }
            }
            if q.nested_in.is_some() {
                label.push_str(" nested");
            }
            if q.unclosed && n + 1 == a.parts(q).len() {
                label.push_str(" unclosed");
            }
            rows.push((part.span.start() as usize, part.span.end() as usize, n, label));
        }
    }
    let mut out = String::new();
    for (start, line) in lines(text) {
        let end = start + line.len();
        let _ = writeln!(out, "{line}");
        for (from, to, _, label) in rows.iter().filter(|r| (start..=end).contains(&r.0)) {
            // Words that run over a line's end are marked on their first line only.
            let more = if *to > end { " …" } else { "" };
            out.push_str(&carets(text, start, *from, (*to).min(end), &format!("{label}{more}")));
        }
    }
    out
}

fn times(text: &str, a: &Annotated) -> String {
    let mut out = String::new();
    let values = attributions(a).values;
    for (start, line) in lines(text) {
        let end = start + line.len();
        let _ = writeln!(out, "{line}");
        let here = |t: u32| (start..=end).contains(&(t as usize));
        for (t, value) in a.annotations.times.iter().zip(&values).filter(|(t, _)| here(t.span.start())) {
            let (from, to) = (t.span.start() as usize, t.span.end() as usize);
            let more = if to > end { " …" } else { "" };
            out.push_str(&carets(text, start, from, to.min(end), &format!("{} {value}{more}", t.kind().name())));
        }
    }
    out
}

/// Under the name of each credit how it is given and what it is for, with the first and last words of that.
fn credits(text: &str, a: &Annotated) -> String {
    let mut rows: Vec<(usize, usize, String)> = Vec::new();
    for c in &a.annotations.credits {
        let mut label = if c.own { "own ".to_owned() } else { String::new() };
        label += &format!("{} for {}", c.kind.name(), c.covers.extent.name());
        if matches!(c.covers.extent, Extent::Quotation | Extent::Sentence | Extent::Paragraph) {
            let words: Vec<&str> = a.text(c.covers.span).split_whitespace().collect();
            let ends = match words.as_slice() {
                [first, .., last] => format!("{first} … {last}"),
                all => all.join(" "),
            };
            label += &format!(" [{ends}]");
        }
        if c.outlet != c.name {
            label += &format!(" outlet={:?}", a.text(c.outlet));
        }
        rows.push((c.name.start() as usize, c.name.end() as usize, label));
    }
    drawn(text, rows)
}

/// The lines of a text, under each the rows that begin in it: their first byte, one past the last, what they are.
fn drawn(text: &str, mut rows: Vec<(usize, usize, String)>) -> String {
    rows.sort();
    let mut out = String::new();
    for (start, line) in lines(text) {
        let end = start + line.len();
        let _ = writeln!(out, "{line}");
        for (from, to, label) in rows.iter().filter(|r| (start..=end).contains(&r.0)) {
            out.push_str(&carets(text, start, *from, (*to).min(end), label));
        }
    }
    out
}

/// Under each field of a row its number and what it is: the name, contacts with their use, hours with what they come to.
fn notices(text: &str, a: &Annotated) -> String {
    let mut rows: Vec<(usize, usize, String)> = Vec::new();
    let mut put = |span: Span, label: String| rows.push((span.start() as usize, span.end() as usize, label));
    for notice in &a.annotations.notices {
        let place = if notice.in_story { " in the story" } else { "" };
        match notice.label {
            Some(label) => put(label, format!("{} label", notice.kind.name())),
            None => put(Span::empty(notice.span.start()), format!("{}{place}", notice.kind.name())),
        }
        for (n, s) in notice.services.iter().enumerate() {
            let n = n + 1;
            let of = s.of.map_or(String::new(), |r| format!(" of {}", r + 1));
            match s.organisation {
                Some(name) => put(name, format!("{n} name")),
                None => put(Span::empty(s.span.start()), format!("{n}{of} without a name")),
            }
            for c in &s.contacts {
                let mut label = format!("{n} {}", c.kinds.names().join(" "));
                for (key, span) in
                    [("number", Some(c.number).filter(|x| *x != c.span)), ("other", c.other), ("keyword", c.keyword)]
                {
                    if let Some(span) = span {
                        let _ = write!(label, " {key}={:?}", a.text(span));
                    }
                }
                put(c.span, label);
            }
            for h in &s.hours {
                let opening = h.opening.as_ref().map_or("as text".into(), ToString::to_string);
                put(h.span, format!("{n} hours {opening}{}", if h.in_name { " in the name" } else { "" }));
            }
        }
    }
    drawn(text, rows)
}

/// Under each name its kind, and the fullest form where it has another.
fn names(text: &str, a: &Annotated) -> String {
    let named = entities(a);
    let mut out = String::new();
    for (start, line) in lines(text) {
        let end = start + line.len();
        let _ = writeln!(out, "{line}");
        for m in named.mentions.iter().filter(|m| (start..=end).contains(&(m.span.start() as usize))) {
            let (from, to) = (m.span.start() as usize, m.span.end() as usize);
            let more = if to > end { " …" } else { "" };
            let full = a.text(named.span(m.entity));
            let full = if full == a.text(m.span) { String::new() } else { format!(" ={full:?}") };
            out.push_str(&carets(text, start, from, to.min(end), &format!("{}{full}{more}", m.kind.name())));
        }
    }
    out
}

/// Under the words of each attribution its kind, who, by which word, where and to whom.
fn given(text: &str, a: &Annotated) -> String {
    let found = attributions(a);
    let mut rows: Vec<(usize, usize, String)> = Vec::new();
    for x in &found.list {
        for (n, span) in found.content(x).iter().enumerate() {
            let mut label = if n > 0 { format!("part={}", n + 1) } else { x.kind.name().to_owned() };
            if x.within.is_some() {
                label = format!("within {label}");
            }
            if n == 0 {
                let mention = x.source.map(|s| a.text(s.mention));
                match (found.speaker(a, x), mention) {
                    (Some(name), _) => label += &format!(" speaker={name:?}"),
                    (None, Some(mention)) => label += &format!(" mention={mention:?}"),
                    (None, None) => {}
                }
                for (key, value) in [
                    ("cue", x.cue.map(|c| a.text(c))),
                    ("channel", x.channel.map(|c| c.name)),
                    ("to", x.addressee.and_then(|s| a.speaks(s))),
                ] {
                    if let Some(value) = value {
                        label += &format!(" {key}={value:?}");
                    }
                }
                if let Some((time, value)) = x.time.and_then(|t| Some((t, found.value(t)?))) {
                    label += &format!(" time={value}{}", if time.basis == Basis::Carried { " carried" } else { "" });
                }
            }
            rows.push((span.start() as usize, span.end() as usize, label));
        }
    }
    rows.sort();
    let mut out = String::new();
    for (start, line) in lines(text) {
        let end = start + line.len();
        let _ = writeln!(out, "{line}");
        for (from, to, label) in rows.iter().filter(|r| (start..=end).contains(&r.0)) {
            let more = if *to > end { " …" } else { "" };
            out.push_str(&carets(text, start, *from, (*to).min(end), &format!("{label}{more}")));
        }
    }
    out
}

const GUTTER: usize = 11;

fn blocks(text: &str, a: &Annotated) -> String {
    let mut out = String::new();
    for (start, line) in lines(text) {
        let end = start + line.len();
        let inner = start + line.len() - line.trim_start().len();
        let here: Vec<_> =
            a.article.blocks.iter().filter(|b| (start..=end).contains(&(b.content.start() as usize))).collect();
        let name = |b: &variorum::article::Block| format!("{}{}", b.kind.name(), if b.continues { "+" } else { "" });
        let first = here.iter().find(|b| b.content.start() as usize == inner && !line.trim().is_empty());
        let label = first.map(|b| name(b)).unwrap_or_default();
        let _ = writeln!(out, "{}", format!("{label:GUTTER$}| {line}").trim_end());
        for b in here.iter().filter(|b| b.content.start() as usize > inner) {
            let (from, to) = (b.content.start() as usize, (b.content.end() as usize).min(end));
            let _ = write!(out, "{:GUTTER$}  {}", "", carets(text, start, from, to, &name(b)));
        }
    }
    out
}

/// The text of a fenced block without its carets and gutter. A line that was typed without a gutter is text.
fn bare(what: &str, body: &str) -> String {
    let beside = |line: &str| -> String {
        let right = line.get(GUTTER..).and_then(|right| right.strip_prefix('|'));
        right.map_or(line, |right| right.strip_prefix(' ').unwrap_or(right)).to_string()
    };
    let text = body.lines().filter(|l| !l.trim_start().starts_with('^'));
    let text = text.map(|l| if what == "blocks" { beside(l) } else { l.to_string() });
    text.collect::<Vec<_>>().join("\n")
}

#[test]
fn sentences_with_carets() {
    let mut cases = 0;
    let mut wrong = Vec::new();
    for path in golden::files("spec", "md") {
        let page = std::fs::read_to_string(&path).expect("a spec file");
        let mut rest = page.as_str();
        let mut fresh = String::new();
        while let Some(at) = ["quotations", "blocks", "times", "attributions", "credits", "names", "notices"]
            .iter()
            .filter_map(|f| rest.find(&format!("\n```{f}\n")))
            .min()
        {
            let (head, tail) = rest.split_at(at + 1);
            let (fence, tail) = tail.split_once('\n').expect("a fence ends its line");
            let (body, tail) = tail.split_once("\n```").expect("a fence is closed");
            let what = &fence[3..];
            let body = format!("{body}\n");
            let text = bare(what, &body);
            let found = check(what, &text);
            if found != body {
                let line = page[..page.len() - rest.len() + at].lines().count() + 1;
                wrong.push(format!("{}:{line}\n--- the file says\n{body}--- found\n{found}", path.display()));
            }
            let _ = write!(fresh, "{head}{fence}\n{found}```");
            rest = tail;
            cases += 1;
        }
        fresh.push_str(rest);
        if golden::updating("UPDATE_SPEC") && fresh != page {
            std::fs::write(&path, fresh).expect("the spec file is written");
        }
    }
    assert!(cases >= 120, "only {cases} cases were found");
    assert!(wrong.is_empty() || golden::updating("UPDATE_SPEC"), "{} of {cases}:\n{}", wrong.len(), wrong.join("\n"));
}
