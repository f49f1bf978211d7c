//! Clean immutable text, and the way back from each of its bytes to the captured bytes.

use crate::span::Span;
use std::ops::Range;

/// UTF-8 text with a map to the bytes it was read from.
///
/// The map is a list of runs; in a run every `text_unit` bytes of text stand for `source_unit` captured
/// bytes. Plain UTF-8 is one run of 1:1; Windows-1252, UTF-16, JSON escapes and damaged bytes are runs of
/// other ratios. A text that maps 1:1 costs one run, whatever its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    content: String,
    runs: Vec<Run>,
    source_end: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: u32,
    source: u64,
    text_unit: u8,
    source_unit: u8,
}

impl Text {
    /// Text that is, byte for byte, the captured bytes from `source_start` on.
    pub fn verbatim(content: String, source_start: u64) -> Self {
        let source_end = source_start + content.len() as u64;
        let runs = vec![Run { text: 0, source: source_start, text_unit: 1, source_unit: 1 }];
        Self { content, runs, source_end }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Length in bytes of the text.
    pub fn len(&self) -> u32 {
        self.content.len() as u32
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span::new(0, self.len())
    }

    /// The words at `span`; empty where the span does not lie on character boundaries of this text.
    pub fn get(&self, span: Span) -> &str {
        self.content.get(span.range()).unwrap_or("")
    }

    /// The captured bytes that `span` was read from, as a half-open byte range of the capture.
    ///
    /// A span that cuts a unit of the source (an escape, a two-byte character) is widened to the whole unit.
    /// An empty span maps to an empty range. What lies past the end of the text maps to the end.
    pub fn source(&self, span: Span) -> Range<u64> {
        let start = self.map(span.start(), false);
        let end = if span.is_empty() { start } else { self.map(span.end(), true).max(start) };
        start..end
    }

    /// The span of text read from the captured bytes `range`, or `None` where they lie outside this text.
    ///
    /// The inverse of [`source`](Self::source): a range that cuts a unit is widened to the whole unit.
    pub fn from_source(&self, range: Range<u64>) -> Option<Span> {
        let start = self.unmap(range.start, false)?;
        let end = if range.end == range.start { start } else { self.unmap(range.end, true)? };
        (start <= end).then(|| Span::new(start, end))
    }

    /// Takes the first `bytes` of the text away, which must end on a character boundary (else nothing happens).
    /// The rest keeps its place in the capture.
    pub(crate) fn drop_front(&mut self, bytes: u32) {
        if bytes == 0 || !self.content.is_char_boundary(bytes as usize) {
            return;
        }
        let source = self.map(bytes, false);
        let first = self.runs.partition_point(|r| r.text <= bytes).saturating_sub(1);
        self.runs.drain(..first.min(self.runs.len()));
        for run in &mut self.runs {
            if run.text <= bytes {
                run.source = source;
            }
            run.text = run.text.saturating_sub(bytes);
        }
        // In place: the bytes move down inside their own allocation.
        self.content.drain(..bytes as usize);
    }

    fn map(&self, at: u32, up: bool) -> u64 {
        // A run boundary belongs to the run before it when we look for an end.
        let i = self.runs.partition_point(|r| if up { r.text < at } else { r.text <= at });
        let Some(run) = i.checked_sub(1).and_then(|i| self.runs.get(i)) else {
            return self.runs.first().map_or(self.source_end, |r| r.source);
        };
        let delta = u64::from(at - run.text);
        let (t, s) = (u64::from(run.text_unit), u64::from(run.source_unit));
        let units = if up { delta.div_ceil(t) } else { delta / t };
        (run.source + units * s).min(self.source_end)
    }

    fn unmap(&self, at: u64, up: bool) -> Option<u32> {
        if at > self.source_end {
            return None;
        }
        let i = self.runs.partition_point(|r| r.source <= at);
        let Some(run) = i.checked_sub(1).and_then(|i| self.runs.get(i)) else {
            // A text without any run is empty, and stands at one place.
            return (self.runs.is_empty() && at == self.source_end).then_some(0);
        };
        let (delta, s) = (at - run.source, u64::from(run.source_unit));
        let units = if up { delta.div_ceil(s) } else { delta / s };
        // Captured bytes between two runs (there are none today) belong to the boundary between them.
        let limit = self.runs.get(i).map_or(self.len(), |next| next.text);
        let text = u64::from(run.text) + units * u64::from(run.text_unit);
        Some(u32::try_from(text).unwrap_or(limit).min(limit))
    }
}

/// Builds a [`Text`] run by run.
#[derive(Debug, Default)]
pub struct TextBuilder {
    content: String,
    runs: Vec<Run>,
    source_end: u64,
}

impl TextBuilder {
    /// An empty text with room for `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        Self { content: String::with_capacity(capacity), ..Self::default() }
    }

    /// An empty text that stands at captured byte `source`, with room for `capacity` bytes.
    pub fn starting_at(source: u64, capacity: usize) -> Self {
        Self { source_end: source, ..Self::with_capacity(capacity) }
    }

    /// Appends `content`, of which every `text_unit` bytes were read from `source_unit` captured bytes,
    /// beginning at captured byte `source`. Neighbouring runs of one ratio are joined.
    pub fn push(&mut self, content: &str, source: u64, text_unit: u8, source_unit: u8) {
        if content.is_empty() {
            return;
        }
        debug_assert!(text_unit > 0 && source_unit > 0 && content.len().is_multiple_of(usize::from(text_unit)));
        let text = self.content.len() as u32;
        let joins = self.runs.last().is_some_and(|r| {
            let units = u64::from(text - r.text) / u64::from(r.text_unit);
            (r.text_unit, r.source_unit) == (text_unit, source_unit)
                && r.source + units * u64::from(r.source_unit) == source
        });
        if !joins {
            self.runs.push(Run { text, source, text_unit, source_unit });
        }
        self.content.push_str(content);
        let units = content.len() as u64 / u64::from(text_unit);
        self.source_end = source + units * u64::from(source_unit);
    }

    /// Bytes of text so far.
    pub fn len(&self) -> usize {
        self.content.len()
    }

    /// Whether nothing has been appended.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// The finished text.
    pub fn finish(self) -> Text {
        Text { content: self.content, runs: self.runs, source_end: self.source_end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "aé😀b\nc" as JSON wrote it at byte 10: `a\u00e9\ud83d\ude00b\nc`.
    fn mixed() -> Text {
        let mut b = TextBuilder::starting_at(10, 0);
        b.push("a", 10, 1, 1);
        b.push("é", 11, 2, 6);
        b.push("😀", 17, 4, 12);
        b.push("b", 29, 1, 1);
        b.push("\n", 30, 1, 2);
        b.push("c", 32, 1, 1);
        b.finish()
    }

    #[test]
    fn verbatim_text_is_one_run() {
        let t = Text::verbatim("añb".into(), 7);
        assert_eq!(t.source(t.span()), 7..11);
        assert_eq!(t.source(Span::new(1, 3)), 8..10);
        assert_eq!(t.source(Span::empty(0)), 7..7);
        assert_eq!(t.source(Span::empty(4)), 11..11);
        assert_eq!(t.from_source(8..10), Some(Span::new(1, 3)));
        assert_eq!(t.from_source(6..8), None);
        assert_eq!(t.from_source(8..12), None);
        assert_eq!(t.from_source(11..11), Some(Span::empty(4)));
    }

    #[test]
    fn run_boundaries_belong_to_the_side_that_asks() {
        let t = mixed();
        // text: a 0..1, é 1..3, 😀 3..7, b 7..8, newline 8..9, c 9..10
        let units = [(0, 1, 10, 11), (1, 3, 11, 17), (3, 7, 17, 29), (7, 8, 29, 30), (8, 9, 30, 32), (9, 10, 32, 33)];
        for (i, from) in units.iter().enumerate() {
            for to in &units[i..] {
                let (span, source) = (Span::new(from.0, to.1), from.2..to.3);
                assert_eq!(t.source(span), source, "{span:?}");
                assert_eq!(t.from_source(source), Some(span));
            }
            assert_eq!(t.source(Span::empty(from.0)), from.2..from.2);
            assert_eq!(t.from_source(from.2..from.2), Some(Span::empty(from.0)));
        }
        assert_eq!(t.source(Span::empty(10)), 33..33);
    }

    #[test]
    fn a_cut_unit_is_widened_both_ways() {
        let t = mixed();
        assert_eq!(t.source(Span::new(4, 5)), 17..29);
        assert_eq!(t.from_source(18..20), Some(Span::new(3, 7)));
        assert_eq!(t.from_source(12..31), Some(Span::new(1, 9)));
    }

    #[test]
    fn past_the_end_is_the_end() {
        let t = mixed();
        assert_eq!(t.source(Span::new(9, 99)), 32..33);
        assert_eq!(t.source(Span::new(50, 99)), 33..33);
        assert_eq!(t.from_source(32..34), None);
    }

    #[test]
    fn an_empty_text_stands_where_it_was_read() {
        let t = TextBuilder::starting_at(42, 0).finish();
        assert_eq!(t.source(t.span()), 42..42);
        assert_eq!(t.from_source(42..42), Some(Span::empty(0)));
        assert_eq!(t.from_source(41..41), None);
        assert_eq!(Text::verbatim(String::new(), 5).source(Span::empty(0)), 5..5);
    }

    #[test]
    fn neighbours_of_one_ratio_are_one_run() {
        let mut b = TextBuilder::default();
        for i in 0..100 {
            b.push("é", i, 2, 1);
        }
        assert_eq!(b.finish().runs.len(), 1);
    }

    #[test]
    fn dropping_the_front_keeps_places() {
        let whole = mixed();
        for (at, _) in whole.as_str().char_indices().chain([(10, ' ')]) {
            let mut t = whole.clone();
            t.drop_front(at as u32);
            assert_eq!(t.as_str(), &whole.as_str()[at..]);
            for (i, c) in t.as_str().char_indices() {
                let (i, n) = (i as u32, c.len_utf8() as u32);
                let there = whole.source(Span::new(i + at as u32, i + at as u32 + n));
                assert_eq!(t.source(Span::new(i, i + n)), there, "after {at}");
                assert_eq!(t.from_source(there), Some(Span::new(i, i + n)));
            }
            assert_eq!(t.source(Span::empty(t.len())), 33..33);
        }
        let mut t = whole.clone();
        t.drop_front(2);
        assert_eq!(t, whole, "not a character boundary");
    }
}
