//! Speech that marks alone do not show: an attribution inside the marks («Мост, — сказала Анна, — закрыт»), and speech
//! that a dash opens («— Мост закрыт, — сказала Анна»).

use super::clause::{self, Hit};
use super::phrase::Reader;
use super::tables::{ADVERB, AUX, CLITIC, FUNCTION, Words};
use crate::annotate::marks::Quoted;
use crate::annotate::quotation::View;
use crate::article::{Block, BlockKind};
use crate::span::Span;

/// Tokens an attribution inside speech may have.
const LONGEST: usize = 34;

/// Cuts attributions out of the marks that hold them, and adds the speech that dashes open. Pairs stay in order and
/// side by side or one in the other.
pub(in crate::annotate) fn refine(view: &View<'_>, words: &'static Words, pairs: &mut Vec<Quoted>) {
    let style = &words.tables.style;
    if !style.speaks_between {
        return;
    }
    let mut out: Vec<Quoted> = Vec::with_capacity(pairs.len());
    for q in pairs.iter() {
        if q.depth > 0 || q.inside.is_empty() {
            out.push(*q);
            continue;
        }
        let stretches = cut(view, words, q.inside);
        let whole = stretches.len() < 2 && stretches.first().is_none_or(|s| s.end() >= q.inside.end());
        let inner = pairs[pairs.partition_point(|p| p.open.start() < q.inside.start())..].iter();
        let mut inner = inner.take_while(|p| p.open.start() < q.inside.end());
        if whole || !inner.all(|p| holds(&stretches, p.open.cover(p.close))) {
            out.push(*q);
            continue;
        }
        out.extend(pieces(&stretches, *q));
    }
    if style.dashes {
        by_dashes(view, words, &mut out);
    }
    out.sort_by_key(|q| (q.open.start(), q.depth));
    *pairs = out;
}

/// One pair for each stretch of speech; the first has the opening mark of `q`, the last its closing one if it goes so far.
fn pieces(stretches: &[Span], q: Quoted) -> impl Iterator<Item = Quoted> {
    let last = stretches.len() - 1;
    stretches.iter().enumerate().map(move |(i, s)| {
        let closes = i == last && s.end() == q.inside.end();
        Quoted {
            open: if i == 0 { q.open } else { Span::empty(s.start()) },
            close: if closes { q.close } else { Span::empty(s.end()) },
            inside: *s,
            depth: q.depth,
            continues: i > 0 || q.continues,
            unclosed: closes && q.unclosed,
        }
    })
}

/// The stretches of `range` that are speech, what stands between them being attributions; one where there is none.
fn cut(view: &View<'_>, words: &'static Words, range: Span) -> Vec<Span> {
    let r = Reader { view, words };
    let (first, end) = (view.at(range.start()), view.at(range.end()));
    let mut out = Vec::new();
    let mut from = range.start();
    let mut i = first;
    while i < end {
        let Some((stop, behind)) = opens(r, first, i, end).and_then(|(stop, at)| Some((stop, closes(r, at, end)?)))
        else {
            i += 1;
            continue;
        };
        let until = if stop < i || !matches!(r.word(stop), ",") && !r.dash(stop) {
            view.tokens[stop].span.end()
        } else {
            view.tokens[stop.saturating_sub(1)].span.end()
        };
        if until > from {
            out.push(Span::new(from, until));
        }
        let next = view.tokens.get(behind).filter(|_| behind < end).map(|t| t.span.start());
        from = next.unwrap_or(range.end());
        i = behind.max(i + 1);
    }
    if from < range.end() {
        out.push(Span::new(from, range.end()));
    }
    out
}

/// Where an attribution may begin at token `i`: the last token of the speech before it, and its first own token.
fn opens(r: Reader<'_, '_>, first: usize, i: usize, end: usize) -> Option<(usize, usize)> {
    if i <= first {
        return None;
    }
    let (before, here) = (r.word(i - 1), r.word(i));
    let stop = matches!(before, "," | "!" | "?" | "…" | "..." | ".");
    if r.dash(i) && here != "-" || here == "-" && spaced(r, i) {
        // "…, — сказал", "… —dijo", "…», — сказал"
        return (i + 1 < end && (stop || spaced(r, i))).then_some((i - 1, i + 1));
    }
    // "…, a expliqué Anne Loiseau, …", "… ! s'exclame-t-elle."
    let romance = r.words.tables.code != "ru" && matches!(before, "," | "!" | "?" | "…");
    (romance && here.starts_with(char::is_lowercase)).then_some((i - 1, i))
}

fn spaced(r: Reader<'_, '_>, i: usize) -> bool {
    let tokens = r.view.tokens;
    let gap = |a: usize, b: usize| tokens.get(a).zip(tokens.get(b)).is_some_and(|(a, b)| a.span.end() < b.span.start());
    gap(i.wrapping_sub(1), i)
}

/// The token at which speech goes on behind an attribution that begins at `at`, or `end`; `None` where none begins.
fn closes(r: Reader<'_, '_>, at: usize, end: usize) -> Option<usize> {
    let dashed = r.dash(at - 1);
    let limit = end.min(at + LONGEST);
    let Hit { cue, subject } = clause::after(r.view, r.words, at, limit)?;
    let near = (at..cue).all(|k| {
        r.is(k, AUX | CLITIC | ADVERB)
            || r.word(k) == "-"
            || r.pronoun(k)
            || subject.is_some_and(|s| s.first <= k && k < s.end) && dashed
    });
    // Between commas only the inverted order tells: ", a dit bonjour," is part of what is said.
    let somebody = subject.is_some_and(|s| {
        let inverted = s.first > cue || s.first + 1 == cue && r.pronoun(s.first) || dashed;
        let role = r.somebody(s);
        inverted && role && !r.is(s.first.wrapping_sub(1), FUNCTION & !(AUX | CLITIC))
    });
    let dropped = subject.is_none() && dashed && r.words.tables.style.drops_subject && cue <= at + 2;
    if !near || !(somebody || dropped) {
        return None;
    }
    let mut k = cue.max(subject.map_or(cue, |s| s.end - 1)) + 1;
    // To the sign that ends the clause; a dash may stand behind it, or before it in Spanish.
    while k < limit {
        let word = r.word(k);
        if r.dash(k) && (word != "-" || spaced(r, k)) {
            k += 1;
            while k < end && matches!(r.word(k), "." | "," | ":" | ";") {
                k += 1;
            }
            return Some(k);
        }
        let abbreviated = word == "." && r.is(k - 1, super::tables::ABBREVIATION | super::tables::TITLE);
        if matches!(word, "." | ":" | "!" | "?" | "…") && !abbreviated || word == "," && !dashed {
            k += 1;
            return Some(if r.dash(k) && k < end { k + 1 } else { k });
        }
        k += 1;
    }
    (limit == end).then_some(end)
}

/// Speech opened by a dash at the head of a paragraph. Where no attribution follows, the paragraph is speech only beside
/// others that are, as in a dialogue.
fn by_dashes(view: &View<'_>, words: &'static Words, pairs: &mut Vec<Quoted>) {
    let story: Vec<&Block> = view.blocks.iter().filter(|b| b.kind.is_story() && !b.content.is_empty()).collect();
    let dashed = |b: &Block| {
        let kind = matches!(b.kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Heading);
        let text = view.text.get(b.content.range()).unwrap_or("");
        let dash = text.chars().next().filter(|c| matches!(c, '—' | '–' | '―' | '-'))?;
        let rest = text.get(dash.len_utf8()..)?.trim_start();
        // "- item" is a list in any language; "-5" is a number.
        let speech = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '¿' | '¡' | '«' | '…'));
        let open = Span::new(b.content.start(), b.content.start() + dash.len_utf8() as u32);
        (kind && speech && (dash != '-' || rest.len() + 1 < text.len())).then_some(open)
    };
    let cuts: Vec<Option<(Span, Vec<Span>)>> = story
        .iter()
        .map(|b| {
            let open = dashed(b)?;
            let text = view.text.get(open.end() as usize..b.content.end() as usize).unwrap_or("");
            let lead = (text.len() - text.trim_start().len()) as u32;
            Some((open, cut(view, words, Span::new(open.end() + lead, b.content.end()))))
        })
        .collect();
    let told = |i: usize| {
        let here = cuts.get(i).and_then(Option::as_ref);
        here.is_some_and(|(_, s)| s.len() > 1 || s.first().is_some_and(|s| s.end() < story[i].content.end()))
    };
    let mut added = Vec::new();
    for (i, cut) in cuts.iter().enumerate() {
        let Some((open, stretches)) = cut.as_ref().filter(|c| !c.1.is_empty()) else { continue };
        if !(told(i) || told(i + 1) || i > 0 && told(i - 1)) {
            continue;
        }
        let whole = open.cover(story[i].content);
        let inner = pairs.partition_point(|p| p.open.start() < whole.start());
        let inner_end = inner + pairs[inner..].iter().take_while(|p| p.open.start() < whole.end()).count();
        let last = stretches.last().map_or(0, |s| s.start());
        let fits = |p: &Quoted| {
            let span = p.open.cover(p.close);
            !p.continues && (holds(stretches, span) || beside(stretches, span))
        };
        // Marks that were carried over from before, or that the attribution cuts, leave the paragraph to the marks.
        let covered = pairs[..inner].last().is_some_and(|p| p.close.end().max(p.inside.end()) > whole.start());
        if covered || !pairs[inner..inner_end].iter().all(fits) {
            continue;
        }
        for p in &mut pairs[inner..inner_end] {
            let span = p.open.cover(p.close);
            if holds(stretches, span) {
                p.depth = p.depth.saturating_add(1);
            } else if span.start() < last {
                // The name of a thing between two parts: the quotation goes on behind it.
                p.inside = Span::empty(p.inside.start());
            }
        }
        let end = story[i].content.end();
        let q = Quoted {
            open: *open,
            close: Span::empty(end),
            inside: Span::new(open.end(), end),
            depth: 0,
            continues: false,
            unclosed: false,
        };
        added.extend(pieces(stretches, q));
    }
    pairs.append(&mut added);
}

/// Whether one of the stretches, which follow each other, holds a span.
fn holds(stretches: &[Span], span: Span) -> bool {
    let i = stretches.partition_point(|s| s.end() < span.end());
    stretches.get(i).is_some_and(|s| s.start() <= span.start())
}

/// Whether a span touches none of the stretches.
fn beside(stretches: &[Span], span: Span) -> bool {
    let i = stretches.partition_point(|s| s.end() <= span.start());
    stretches.get(i).is_none_or(|s| span.end() <= s.start())
}

/// Whether a quotation, given with its marks, begins with a dash instead of one.
pub(in crate::annotate) fn is_dashed(view: &View<'_>, outer: Span) -> bool {
    view.text.get(outer.range()).is_some_and(|t| t.starts_with(['—', '–', '―', '-']))
}
