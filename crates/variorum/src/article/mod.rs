//! Captures made readable: blocks of text, publication date.

pub mod blocks;
pub(crate) mod contact;
mod date;
mod dateline;

pub(crate) use date::date as day;
pub use dateline::Dateline;

use crate::error::Note;
use crate::ingest::{Capture, Encoding, Meta};
use crate::span::Span;
use crate::text::Text;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A headline, cross-heading or label line.
    Heading,
    /// One item of a list, with its bullet or number.
    List,
    /// A picture's caption or credit.
    Caption,
    /// Words set off as somebody's without marks: `>` lines, or indented lines.
    BlockQuote,
    /// A service block, such as a helpline list: kept, outside the story's text.
    Notice,
    /// Extraction leftovers: a stray symbol, a bracketed emoji name, "Read more", a share bar.
    Residue,
}

impl BlockKind {
    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Paragraph => "paragraph",
            BlockKind::Heading => "heading",
            BlockKind::List => "list",
            BlockKind::Caption => "caption",
            BlockKind::BlockQuote => "blockquote",
            BlockKind::Notice => "notice",
            BlockKind::Residue => "residue",
        }
    }

    /// Whether the block belongs to the story's text, and so to comparison.
    pub fn is_story(self) -> bool {
        !matches!(self, BlockKind::Notice | BlockKind::Residue)
    }
}

/// A stretch of an article's text. Blocks follow each other without a gap from the first byte to the last:
/// the white space behind a block belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The whole stretch, white space included.
    pub span: Span,
    /// The stretch without the white space at its ends.
    pub content: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Whether it goes on with the paragraph that an inline residue block interrupted.
    pub continues: bool,
}

/// One report made readable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The file, as it was named to the program.
    pub path: String,
    /// The line of a JSONL file, counted from 1.
    pub line: Option<u64>,
    /// Length of the captured file in bytes.
    pub bytes: u64,
    /// How the bytes were read.
    pub encoding: Encoding,
    /// Stated metadata, the publication date among it.
    pub meta: Meta,
    /// The text.
    pub text: Text,
    /// Its blocks, which join back to the text.
    pub blocks: Vec<Block>,
    /// Guesses and repairs made so far.
    pub notes: Vec<Note>,
}

impl Article {
    /// Makes a capture readable. Cannot fail: a capture without text has no blocks and a note.
    pub fn read(capture: Capture) -> Self {
        let Capture { path, line, bytes, encoding, mut meta, text, mut notes } = capture;
        let blocks = blocks::split(text.as_str());
        if !blocks.iter().any(|b| b.kind.is_story() && !b.content.is_empty()) {
            notes.push(Note::new("no story text"));
        }
        if meta.date.is_none() || meta.modified.is_none() {
            let (published, modified) = date::stated(text.as_str(), &blocks);
            meta.date = meta.date.or(published);
            meta.modified = meta.modified.or(modified);
        }
        let dateline = dateline::find(text.as_str(), &blocks);
        if meta.date.is_none() {
            meta.date = dateline.and_then(|d| date::date(text.get(d.span)));
        }
        if meta.place.is_none() {
            let place = dateline.map(|d| text.get(d.place));
            meta.place = place.map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Self { path, line, bytes, encoding, meta, text, blocks, notes }
    }

    /// The dateline of the report, if it begins with one.
    pub fn dateline(&self) -> Option<Dateline> {
        dateline::find(self.text.as_str(), &self.blocks)
    }
}
