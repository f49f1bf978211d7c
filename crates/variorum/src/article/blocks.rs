//! Text to blocks: paragraphs and what stands between them.

mod kind;
pub(crate) mod notice;
mod residue;
pub(crate) mod words;

use super::{Block, BlockKind};
use crate::span::Span;
use std::ops::Range;

/// Splits a text into blocks that follow each other from its first byte to its last.
///
/// Blank lines separate blocks. In a text without any, every line is a block unless the text is hard-wrapped.
/// White space in front of the first block belongs to it; all other white space belongs to the block before it.
/// Takes time in proportion to the length of the text, whatever is in it.
pub fn split(text: &str) -> Vec<Block> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut pieces = pieces(text);
    kind::assign(text, &mut pieces);
    notice::mark(text, &mut pieces);
    let residue = residue::inline(text);
    let mut parts = Vec::with_capacity(pieces.len() + 2 * residue.len());
    let mut rest = residue.as_slice();
    for piece in &pieces {
        let (end, at) = (piece.range.end, |r: &Range<usize>| r.end <= piece.range.start);
        rest = rest.get(rest.partition_point(at)..).unwrap_or_default();
        let inside = rest.get(..rest.partition_point(|r| r.start < end)).unwrap_or_default();
        cut(text, piece, inside, &mut parts);
        rest = rest.get(inside.len()..).unwrap_or_default();
    }
    if parts.is_empty() {
        parts.push(Part { range: 0..0, kind: BlockKind::Residue, continues: false });
    }
    tile(text, &parts)
}

/// A line without the bullet or number that opens it as an item of a list.
pub(crate) fn without_mark(line: &str) -> &str {
    let body = match kind::mark(line) {
        Some(kind::Mark::Bullet | kind::Mark::Dash) => line.get(line.chars().next().map_or(0, char::len_utf8)..),
        Some(kind::Mark::Number(_) | kind::Mark::Letter(_)) => line.find([')', '.']).and_then(|i| line.get(i + 1..)),
        None => None,
    };
    body.map_or(line, str::trim_start)
}

/// A stretch of one or more lines that becomes a block, or several where residue interrupts it.
struct Piece {
    /// From the first to the last byte that is not white space.
    range: Range<usize>,
    kind: BlockKind,
    lines: usize,
    /// Columns of white space before the line that has the fewest.
    indent: usize,
}

impl Piece {
    fn content<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// A line that is not blank.
struct Line<'t> {
    content: &'t str,
    start: usize,
    indent: usize,
    after_blank: bool,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.content.len()
    }

    /// Length in characters. Where a line is so long that no rule asks how long exactly, in bytes.
    fn width(&self) -> usize {
        if self.content.len() > 1000 { self.content.len() } else { self.content.chars().count() }
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let bytes = text.as_bytes();
    let mut out: Vec<Line<'_>> = Vec::new();
    let mut newlines = memchr::memchr2_iter(b'\n', b'\r', bytes);
    let (mut start, mut blank) = (0, false);
    loop {
        let end = newlines.next().unwrap_or(bytes.len());
        let line = text.get(start..end).unwrap_or_default();
        let body = line.trim_start();
        let content = body.trim_end();
        if !content.is_empty() {
            let margin = line.get(..line.len() - body.len()).unwrap_or_default();
            let indent = margin.chars().take(64).map(|c| if c == '\t' { 4 } else { 1 }).sum();
            let after_blank = blank && !out.is_empty();
            out.push(Line { content, start: start + margin.len(), indent, after_blank });
            blank = false;
        } else if bytes.get(end) != Some(&b'\n') || end != start || start == 0 || bytes.get(start - 1) != Some(&b'\r') {
            // Not the gap inside a CRLF.
            blank = true;
        }
        if end >= bytes.len() {
            return out;
        }
        start = end + 1;
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    let layout = Layout::of(&lines);
    let mut pieces: Vec<Piece> = Vec::new();
    // Whether a break stands before the line, and whether the lines so far are a run of service lines.
    let (mut fresh, mut service) = (true, false);
    for (i, line) in lines.iter().enumerate() {
        service = notice::is_label(line.content) || service && (marked(line) || is_service_line(line));
        match pieces.last_mut().filter(|_| !fresh) {
            Some(piece) => {
                piece.range.end = line.end();
                piece.lines += 1;
                piece.indent = piece.indent.min(line.indent);
            }
            None => {
                let range = line.start..line.end();
                pieces.push(Piece { range, kind: BlockKind::Paragraph, lines: 1, indent: line.indent });
            }
        }
        fresh = lines.get(i + 1).is_none_or(|next| next.after_blank || service || layout.breaks(line, next, fresh));
    }
    pieces
}

fn marked(line: &Line<'_>) -> bool {
    kind::mark(line.content).is_some()
}

fn is_service_line(line: &Line<'_>) -> bool {
    line.content.len() <= 200 && notice::lists_contact(line.content)
}

/// How a text uses its newlines.
enum Layout {
    /// Every newline ends a paragraph.
    Lines,
    /// No blank lines, and lines cut at `width`: a newline after a full line is only a wrap.
    Wrapped { width: usize },
    /// Blank lines separate; other newlines are wraps, as far as nothing speaks against it.
    Blanks { width: usize },
}

impl Layout {
    fn of(lines: &[Line<'_>]) -> Self {
        let width = lines.iter().map(Line::width).max().unwrap_or(0);
        if !lines.iter().any(|l| l.after_blank) {
            return if is_wrapped(lines, width) { Layout::Wrapped { width } } else { Layout::Lines };
        }
        let (mut long, mut all) = (0, 0);
        for pair in lines.windows(2) {
            if let [line, next] = pair {
                all += usize::from(!next.after_blank);
                long += usize::from(!next.after_blank && line.width() > 120);
            }
        }
        if long * 2 > all { Layout::Lines } else { Layout::Blanks { width } }
    }

    /// Whether a block ends between two lines with no blank line between them. `first` tells that `line` begins one.
    fn breaks(&self, line: &Line<'_>, next: &Line<'_>, first: bool) -> bool {
        let quoted = |l: &Line<'_>| l.content.starts_with('>');
        if quoted(line) || quoted(next) {
            return quoted(line) != quoted(next);
        }
        let width = match *self {
            Layout::Lines => return true,
            Layout::Wrapped { width } | Layout::Blanks { width } => width,
        };
        let hangs = first && marked(line) && next.indent > line.indent;
        if !hangs && starts_item(line, next, first) {
            return true;
        }
        let full = is_full(line, next, width);
        let begins = |c: char| c.is_uppercase() || is_mark(c);
        if first && !full && kind::is_heading(line.content) && next.content.starts_with(begins) {
            return true;
        }
        // "Vale Echo", and below it "12 March 2019".
        if !full && (residue::is_date(next.content) || first && residue::is_date(line.content)) {
            return true;
        }
        // A paragraph marked by the indent of its first line.
        if next.indent >= line.indent + 2 && !hangs && ends_sentence(line.content) {
            return true;
        }
        if matches!(self, Layout::Wrapped { .. }) && ends_sentence(line.content) && !full {
            return true;
        }
        let apart = |l: &Line<'_>| {
            l.content.len() <= 200 && (residue::is_whole(l.content, false) || kind::is_caption(l.content, true))
        };
        apart(next) || first && apart(line)
    }
}

/// Whether a list begins, goes on or ends at `next`.
fn starts_item(line: &Line<'_>, next: &Line<'_>, first: bool) -> bool {
    use kind::Mark;
    let before = if first { kind::mark(line.content) } else { None };
    match (before, kind::mark(next.content)) {
        (Some(Mark::Bullet | Mark::Dash), _) | (_, Some(Mark::Bullet | Mark::Dash)) => true,
        (Some(Mark::Number(a)), Some(Mark::Number(b))) | (Some(Mark::Letter(a)), Some(Mark::Letter(b))) => a + 1 == b,
        // "... in division\n2. The next ..." is no list; one begins with its first number.
        (None, Some(Mark::Number(n) | Mark::Letter(n))) => n == 1 || kind::mark(line.content).is_some(),
        _ => false,
    }
}

/// Whether `line` had no room for the first word of `next`.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let word = next.content.split_whitespace().next().map_or(0, |w| w.chars().count());
    line.width() + 1 + word > width
}

/// Whether lines were cut at a width: most are of middling length, stop in mid-sentence, and are full. Headlines one
/// a line can look like that, but each begins with a capital.
fn is_wrapped(lines: &[Line<'_>], width: usize) -> bool {
    if lines.len() < 3 || width > 110 {
        return false;
    }
    let (mut middling, mut open, mut full, mut capital) = (0, 0, 0, 0);
    for pair in lines.windows(2) {
        if let [line, next] = pair {
            middling += usize::from((50..=100).contains(&line.width()));
            if !ends_sentence(line.content) {
                open += 1;
                full += usize::from(is_full(line, next, width));
                capital += usize::from(next.content.starts_with(char::is_uppercase));
            }
        }
    }
    let all = lines.len() - 1;
    middling * 10 >= all * 6 && open * 2 > all && full * 10 >= open * 7 && capital * 3 < open * 2
}

/// Whether the last sign that is not a closing mark ends a sentence.
fn ends_sentence(s: &str) -> bool {
    let body = s.trim_end_matches(|c: char| is_mark(c) || matches!(c, ')' | ']' | '*' | '_') || c.is_whitespace());
    body.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// A quotation mark of any kind, the straight single mark among them.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{2018}'..='\u{201F}' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '`')
}

/// As the word lists spell things: lower case, straight apostrophes, single spaces.
fn folded(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for word in s.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '’' | '‘' => out.push('\''),
                '\u{200B}' | '\u{FEFF}' | '\u{2060}' => {}
                c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
                c => out.extend(c.to_lowercase()),
            }
        }
    }
    out
}

struct Part {
    range: Range<usize>,
    kind: BlockKind,
    continues: bool,
}

/// Cuts a piece at the residue inside it.
fn cut(text: &str, piece: &Piece, residue: &[Range<usize>], parts: &mut Vec<Part>) {
    let whole = |kind| Part { range: piece.range.clone(), kind, continues: false };
    if residue.is_empty() || !piece.kind.is_story() {
        return parts.push(whole(piece.kind));
    }
    let first = parts.len();
    let mut at = piece.range.start;
    let mut told = false;
    let mut story = |range: Range<usize>, parts: &mut Vec<Part>| {
        let body = text.get(range.clone()).unwrap_or_default();
        let range = range.start + (body.len() - body.trim_start().len())..range.start + body.trim_end().len();
        if !range.is_empty() {
            parts.push(Part { range, kind: piece.kind, continues: told });
            told = true;
        }
    };
    for hole in residue {
        story(at..hole.start.max(at), parts);
        match parts.last_mut().filter(|p| p.kind == BlockKind::Residue) {
            // Only white space between two: one leftover.
            Some(last) if last.range.start >= piece.range.start => last.range.end = hole.end,
            _ => parts.push(Part { range: hole.clone(), kind: BlockKind::Residue, continues: false }),
        }
        at = hole.end;
    }
    story(at..piece.range.end.max(at), parts);
    debug_assert!(parts.len() > first);
}

/// Lets every block reach to the next one's first byte.
fn tile(text: &str, parts: &[Part]) -> Vec<Block> {
    // A `Text` never holds more than 32 bits can address.
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut start = 0;
    parts
        .iter()
        .enumerate()
        .map(|(i, part)| {
            let end = parts.get(i + 1).map_or(text.len(), |next| next.range.start);
            let span = Span::new(at(start), at(end));
            start = end;
            let content = Span::new(at(part.range.start), at(part.range.end));
            Block { span, content, kind: part.kind, continues: part.continues }
        })
        .collect()
}

#[cfg(test)]
mod tests;
