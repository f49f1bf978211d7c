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
    /// An empty span maps to an empty range.
    pub fn source(&self, span: Span) -> Range<u64> {
        let start = self.map(span.start(), false);
        let end = if span.is_empty() { start } else { self.map(span.end(), true).max(start) };
        start..end
    }

    /// The span of text read from the captured bytes `range`, or `None` where they lie outside this text.
    pub fn from_source(&self, range: Range<u64>) -> Option<Span> {
        let start = self.unmap(range.start)?;
        let end = if range.end == range.start { start } else { self.unmap(range.end)? };
        (start <= end).then(|| Span::new(start, end))
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
        run.source + units * s
    }

    fn unmap(&self, at: u64) -> Option<u32> {
        if at > self.source_end {
            return None;
        }
        let i = self.runs.partition_point(|r| r.source <= at);
        let run = self.runs.get(i.checked_sub(1)?)?;
        let units = (at - run.source).div_ceil(u64::from(run.source_unit));
        let text = u64::from(run.text) + units * u64::from(run.text_unit);
        u32::try_from(text).ok().filter(|t| *t <= self.len())
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

    /// Appends `content`, of which every `text_unit` bytes were read from `source_unit` captured bytes,
    /// beginning at captured byte `source`. Neighbouring runs of one ratio are joined.
    pub fn push(&mut self, content: &str, source: u64, text_unit: u8, source_unit: u8) {
        if content.is_empty() {
            return;
        }
        debug_assert!(text_unit > 0 && source_unit > 0 && content.len() % usize::from(text_unit) == 0);
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
