//! Credits that stand by themselves: bylines, marks of agencies, lines under pictures, copyright.

use super::outlet::{self, Named, Shape};
use super::settle::Own;
use super::words::{NOBODYS, PICTURES};
use super::{Candidate, Cover, CreditKind, Extent, Force, Words};
use crate::article::{Block, BlockKind};
use crate::span::Span;

/// How many blocks from the top a byline may stand.
const TOP: usize = 8;
/// How many blocks from the top the name of the report's own outlet may stand.
const HEAD: usize = 3;
/// How many tokens a dateline may have.
const DATELINE: usize = 12;

/// The whole report, whatever its bytes.
const WHOLE: Cover = Cover { extent: Extent::Report, span: Span::new(0, 0), quotation: None };

/// "(NAP)" at token `i` of the sentence `first..end`: behind a dateline, behind a paragraph, or under a picture.
pub(super) fn bracket(w: Words<'_>, first: usize, i: usize, end: usize, block: usize, out: &mut Vec<Candidate>) {
    let limit = (i + 14).min(end);
    let Some(close) = (i + 1..limit).find(|k| w.word(k.to_owned()) == ")") else { return };
    if close == i + 1 {
        return;
    }
    let sentence = w.span(first, end);
    let span = w.span(i, close + 1);
    let dash = matches!(w.word(close + 1), "—" | "–" | "-" | "--" | "―") && close + 1 < end;
    // "Northern Guard (NG) - also known as NGA - is a group": a bracket that shortens the name before it, and a sentence that
    // goes on.
    let goes_on = w.word(close + 2).starts_with(char::is_lowercase) && !outlet::is_known(w.word(i + 1));
    let initials = || {
        let letters = (first..i).filter_map(|k| w.word(k).chars().next()).filter(|c| c.is_uppercase());
        i + 2 == close && i > first + 1 && letters.eq(w.word(i + 1).chars())
    };
    // "VALE CITY, Feb. 5 (NAP) —"
    let dateline = dash
        && !goes_on
        && !initials()
        && i > first
        && i - first <= DATELINE
        && w.capital(first)
        && (first..i).all(|k| {
            let word = w.word(k);
            w.capital(k) || !word.chars().any(char::is_lowercase) || matches!(word, "of" | "de" | "del" | "la" | "and")
        });
    let mut push = |name: Named, kind: CreditKind, force: Force, covers: Option<Cover>| {
        out.push(Candidate { span, name, kind, force, sentence, block, covers });
    };
    if dateline || dash && i == first {
        let mut j = i + 1;
        while j < close {
            let stop = (j..close).find(|k| matches!(w.word(*k), "/" | "," | "&" | "and" | ";")).unwrap_or(close);
            let begin = if w.is(j, "the") { j + 1 } else { j };
            if let Some(agencies) = outlet::agencies(w, begin) {
                push(agencies, CreditKind::Agency, Force::Certain, Some(WHOLE));
            } else if stop > begin && (outlet::titled(w, begin) || w.is(begin, "dpa")) && !w.is(stop - 1, "staff") {
                push(outlet::plain(w, begin, stop), CreditKind::Agency, Force::Certain, Some(WHOLE));
            }
            j = stop + 1;
        }
        return;
    }
    // "… has moved to Monday. (NAP)", "(NAP/Observer)": behind a whole sentence a bracket explains no name in it.
    let stop = |k: usize| matches!(w.word(k), "." | "!" | "?" | "”" | "\"" | "’" | "'");
    if close + 1 >= end && (i == first || stop(i - 1)) {
        let marks: Vec<(usize, usize)> = pieces(w, i + 1, close, "/").collect();
        let mark = |p: &(usize, usize)| outlet::shape(w, p.0, p.1, marks.len() > 1) >= Shape::Acronym;
        let agency = marks.first().is_some_and(|p| outlet::shape(w, p.0, p.1, false) == Shape::Acronym);
        if agency && marks.iter().all(|p| p.1 - p.0 <= 3 && mark(p)) {
            marks.iter().for_each(|p| push(outlet::plain(w, p.0, p.1), CreditKind::Agency, Force::Certain, None));
            return;
        }
    }
    let pictured = (i + 1..close).any(|k| w.tokens.get(k).is_some_and(|t| PICTURES.has(t.key)));
    let slashed = (i + 1..close).any(|k| w.word(k) == "/");
    if pictured || slashed || w.is(i + 1, "via") {
        return picture(w, i + 1, close, span, sentence, block, out);
    }
    // "(BBC)" in mid-sentence explains a name.
    if close + 1 < end && !(close + 2 >= end && matches!(w.word(close + 1), "." | "-" | "–" | "—")) {
        return;
    }
    // "(NAP, Meridian)"
    let text = |(a, b): (usize, usize)| w.text.get(w.span(a, b).range()).unwrap_or("");
    if pieces(w, i + 1, close, "").all(|p| outlet::is_known(text(p))) {
        for p in pieces(w, i + 1, close, "") {
            let kind = if text(p).contains("Images") { CreditKind::Picture } else { CreditKind::Agency };
            push(outlet::plain(w, p.0, p.1), kind, Force::Certain, None);
        }
    }
}

/// The runs of tokens of `from..end` that stand between commas, "and" or this sign.
fn pieces<'a>(w: Words<'a>, from: usize, end: usize, sign: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
    let mut at = from;
    std::iter::from_fn(move || {
        let from = at;
        let between = |k: usize| matches!(w.word(k), "," | "&" | "and" | ";") || w.word(k) == sign;
        let stop = (from..end).find(|k| between(*k)).unwrap_or(end);
        at = stop + 1;
        (from < end).then_some((from, stop))
    })
}

/// The names under a picture, tokens `from..end`: "Jane Roe / Kestrel Images", "NAP Photo/Jane Roe".
fn picture(w: Words<'_>, from: usize, end: usize, span: Span, sentence: Span, block: usize, out: &mut Vec<Candidate>) {
    let label = |k: usize| w.tokens.get(k).is_some_and(|t| PICTURES.has(t.key)) && !w.is(k, "Images");
    let between = |k: usize| {
        matches!(w.word(k), "/" | "," | "|" | ":" | "-" | "–" | "—" | ";" | "(" | ")" | "©")
            || ["via", "for", "by", "courtesy", "of", "and", "from", "provided", "the", "copyright"]
                .iter()
                .any(|s| w.is(k, s))
            || label(k)
            || w.tokens.get(k).is_some_and(|t| NOBODYS.has(t.key))
    };
    let slashes = (from..end).filter(|k| w.word(*k) == "/").count();
    let (mut j, before_all) = (from, out.len());
    while j < end {
        if between(j) {
            j += 1;
            continue;
        }
        let stop = (j..end).find(|k| between(*k) && !(w.word(*k) == "-" && w.glued(*k))).unwrap_or(end);
        let before = w.word(j.wrapping_sub(1));
        // "Source: NAP news agency"
        let called = |k: usize| matches!(w.word(k), "news" | "agency" | "wire");
        let stop = (j + 1..stop).rev().find(|k| !called(*k)).map_or(j + 1, |k| k + 1).min(stop);
        let name = outlet::plain(w, j, stop);
        // The last of several is whom the photographer worked for.
        let last = stop == end && (slashes > 0 && before == "/" || before.eq_ignore_ascii_case("via"));
        // "NAP Photo/Jane Roe" names the photographer last.
        let last = last && out.len() == before_all;
        let kept = name.shape >= Shape::Acronym || last && w.capital(j);
        let number = w.word(j).starts_with(|c: char| c.is_ascii_digit());
        // "VIDEO: Watch Ann Lowe's report" ends as no name does.
        let kept = kept && !w.word(stop - 1).starts_with(char::is_lowercase);
        if kept && !number && stop - j <= 6 && w.capital(j) {
            let (kind, force) = (CreditKind::Picture, Force::Certain);
            out.push(Candidate { span, name, kind, force, sentence, block, covers: None });
        }
        j = stop.max(j + 1);
    }
}

/// Reads a whole block, tokens `first..end` of `w`: row `row` of the blocks.
pub(super) fn read(
    w: Words<'_>,
    first: usize,
    end: usize,
    blocks: &[Block],
    row: usize,
    own: &mut Own,
    out: &mut Vec<Candidate>,
) {
    let Some(block) = blocks.get(row) else { return };
    if first >= end {
        return;
    }
    let span = w.span(first, end);
    if row < TOP && w.is(first, "by") && end - first <= 30 {
        return byline(w, first, end, row, own, out);
    }
    if end - first <= 12 && (row < TOP || row + 4 > blocks.len()) && alone(w, first, end, row, out) {
        return;
    }
    // A line with nothing but a masthead says whose report it is.
    if row < HEAD && end - first <= 6 && block.kind != BlockKind::Caption {
        let begin = first + usize::from(w.is(first, "the"));
        let n = outlet::plain(w, begin, end);
        if n.shape == Shape::Sure && (begin..end).all(|k| outlet::titled(w, k) || w.is(k, "of")) && !agency(w, &n) {
            return own.byline(w, n);
        }
    }
    // "Photo: …", "Picture: NAP", at the beginning or the end of a block.
    let colon = (first..end).rev().take(14).find(|k| w.word(*k) == ":");
    let labelled = colon.filter(|c| *c > first && w.tokens.get(c - 1).is_some_and(|t| PICTURES.has(t.key)));
    if let Some(c) = labelled.filter(|c| *c + 1 < end && (block.kind == BlockKind::Caption || w.capital(c - 1))) {
        // "Source: …" stands under tables and graphics too.
        let stop = if w.word(end - 1) == "." || w.word(end - 1) == ")" { end - 1 } else { end };
        return picture(w, c + 1, stop, w.span(c - 1, stop), span, row, out);
    }
    if block.kind == BlockKind::Caption {
        let open = (first..end).any(|k| w.word(k) == "(");
        let begins = w.tokens.get(first).is_some_and(|t| PICTURES.has(t.key))
            || outlet::plain(w, first, end).shape == Shape::Sure;
        if !open && end - first <= 16 && begins {
            picture(w, first, end, span, span, row, out);
        }
        return;
    }
    // "Contributing: The Associated Press"
    if w.is(first, "contributing") && w.word(first + 1) == ":" && end - first <= 20 {
        return byline(w, first + 1, end, row, own, out);
    }
    // "Copyright 2016 The Associated Press. All rights reserved.", also in brackets
    let sign = |k: usize| w.is(k, "copyright") || w.word(k) == "©";
    if sign(first) || w.word(first) == "(" && (w.is(first + 1, "c") || sign(first + 1)) {
        let j = (first + 1..end.min(first + 8)).find(|k| w.capital(*k) && !w.is(*k, "c") && !sign(*k));
        let Some(n) = j.and_then(|j| outlet::starting(w, j, end)) else { return };
        if !agency(w, &n) {
            if n.shape >= Shape::Likely && !own.is_stated() {
                own.byline(w, n);
                return;
            }
            // A station's text on another's page; whoever owns the paper itself is left to the reader.
            let whole = matches!(w.word(n.end), "." | ")" | "") || w.is(n.end, "all");
            if n.shape < Shape::Acronym || !whole {
                return;
            }
        }
        let (kind, force) = (CreditKind::Syndication, Force::Certain);
        let span = w.span(first, n.end);
        out.push(Candidate { span, name: n, kind, force, sentence: span, block: row, covers: None });
    }
}

/// Whether a name is that of a known agency, whose texts others print.
fn agency(w: Words<'_>, n: &Named) -> bool {
    outlet::is_known(w.text.get(n.span.range()).unwrap_or(""))
}

/// "By Jane Roe and the Associated Press". Of other names the first one behind the writer is the report's own outlet.
fn byline(w: Words<'_>, first: usize, end: usize, row: usize, own: &mut Own, out: &mut Vec<Candidate>) {
    let sentence = w.span(first, end);
    let between = |k: usize| {
        matches!(w.word(k), "/" | "," | "|" | "-" | "–" | "—" | ";" | "(" | ")" | "." | "•")
            || ["and", "for", "of", "at", "the", "with", "via", "in", "from", "by"].iter().any(|s| w.is(k, s))
    };
    let mut j = first + 1;
    while j < end {
        if between(j) {
            j += 1;
            continue;
        }
        let stop =
            (j..end).find(|k| between(*k) && !(w.glued(*k) && w.glued(k + 1) && w.word(*k) == "-")).unwrap_or(end);
        let the = w.is(j - 1, "the");
        let n = outlet::plain(w, j, stop);
        let shape = outlet::shape(w, j, stop, the);
        let staff = outlet::agencies(w, stop - 1);
        if agency(w, &n) || staff.is_some() {
            let (kind, force) = (CreditKind::Byline, Force::Certain);
            let name = staff.unwrap_or(n);
            out.push(Candidate { span: sentence, name, kind, force, sentence, block: row, covers: None });
        } else if shape >= Shape::Likely && stop - j <= 6 {
            own.byline(w, n);
        }
        j = stop.max(j + 1);
    }
}

/// A line that holds nothing but agencies: "Staff and agencies", "— NAP", "Reuters/AFP in Paris".
fn alone(w: Words<'_>, first: usize, end: usize, row: usize, out: &mut Vec<Candidate>) -> bool {
    let mut found: Vec<Named> = Vec::new();
    let mut j = first;
    while j < end {
        let filler = matches!(w.word(j), "—" | "–" | "-" | "--" | "/" | "," | "." | "|" | "(" | ")" | ":" | "•" | "&")
            || [
                "staff",
                "and",
                "the",
                "with",
                "from",
                "source",
                "reporters",
                "wire",
                "services",
                "by",
                "writers",
                "correspondent",
            ]
            .iter()
            .any(|s| w.is(j, s));
        if let Some(n) = outlet::agencies(w, j) {
            found.push(n);
            j += 1;
        } else if filler {
            j += 1;
        } else if w.is(j, "in") && !found.is_empty() {
            break;
        } else {
            let longest = (j + 1..=end.min(j + 4))
                .rev()
                .find(|e| outlet::is_known(w.text.get(w.span(j, *e).range()).unwrap_or("")));
            let Some(e) = longest else { return false };
            found.push(outlet::plain(w, j, e));
            j = e;
        }
    }
    let span = w.span(first, end);
    let (kind, force) = (CreditKind::Byline, Force::Certain);
    let any = !found.is_empty();
    out.extend(found.into_iter().map(|name| Candidate {
        span,
        name,
        kind,
        force,
        sentence: span,
        block: row,
        covers: Some(WHOLE),
    }));
    any
}
