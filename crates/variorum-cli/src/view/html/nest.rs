//! Text with stretches of it set apart, which may nest and cross.

use super::escape::Esc;
use super::{Page, put};
use std::cmp::Reverse;
use variorum::span::Span;
use variorum::text::Text;

/// A stretch of a report's text that is set apart as a `span`.
pub struct Mark<T> {
    /// Where.
    pub span: Span,
    /// Why.
    pub what: T,
    /// Whether a piece of it was written.
    begun: bool,
}

impl<T> Mark<T> {
    /// One of which nothing was written.
    pub fn new(span: Span, what: T) -> Self {
        Self { span, what, begun: false }
    }
}

/// Writes the text `inside` with its marks. They nest as they do in the text; where two cross, the one that began later is
/// cut and goes on behind the cut. `begin` opens a `span` for each piece, and is told whether it is a further one.
pub fn write<T>(
    page: &mut Page,
    text: &Text,
    inside: Span,
    marks: &mut [Mark<T>],
    begin: &dyn Fn(&mut Page, &Mark<T>, bool),
) {
    let clip = |s: Span| {
        let start = s.start().clamp(inside.start(), inside.end());
        Span::new(start, s.end().clamp(start, inside.end()))
    };
    let open_one = |page: &mut Page, mark: &mut Mark<T>| {
        begin(page, mark, mark.begun);
        mark.begun = true;
    };
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|i| (clip(marks[*i].span).start(), Reverse(clip(marks[*i].span).end()), *i));
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut at = inside.start();
    for i in order {
        let span = clip(marks[i].span);
        if span.is_empty() && marks[i].begun {
            continue;
        }
        while let Some(&(end, _)) = open.last().filter(|o| o.0 <= span.start()) {
            put!(page, "{}</span>", Esc(text.get(Span::new(at, end))));
            at = end;
            open.pop();
        }
        put!(page, "{}", Esc(text.get(Span::new(at, span.start()))));
        at = span.start();
        // Those that end before this one does are closed and taken up again inside it, innermost last.
        let crossing: Vec<(u32, usize)> = {
            let keep = open.iter().position(|o| o.0 < span.end()).unwrap_or(open.len());
            open.split_off(keep)
        };
        for _ in &crossing {
            put!(page, "</span>");
        }
        open_one(page, &mut marks[i]);
        open.push((span.end(), i));
        if span.is_empty() {
            put!(page, "</span>");
            open.pop();
        }
        for (end, j) in crossing {
            open_one(page, &mut marks[j]);
            open.push((end, j));
        }
    }
    while let Some((end, _)) = open.pop() {
        put!(page, "{}</span>", Esc(text.get(Span::new(at, end))));
        at = end.max(at);
    }
    put!(page, "{}", Esc(text.get(Span::new(at, inside.end()))));
}
