//! What is read: reports, and what could not be.

use std::fmt;
use variorum::article::{Article, BlockKind};

/// One report as it came in: the article, and what is said of it that an article has no place for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The article, its text mapped back to the captured bytes. For a compressed file these are the bytes that come
    /// out of it; for a record of a web archive, those of its payload.
    pub article: Article,
    /// Who wrote it, each name as it is given.
    pub authors: Vec<String>,
    /// The section or topic it is filed under.
    pub section: Option<String>,
}

impl Report {
    /// The story's text: its blocks with a blank line between them, without notices, residue and captions.
    pub fn text(&self) -> String {
        self.joined(|kind| kind.is_story() && kind != BlockKind::Caption)
    }

    /// The captions of pictures, each one string.
    pub fn captions(&self) -> Vec<&str> {
        let blocks = self.article.blocks.iter().filter(|b| b.kind == BlockKind::Caption);
        blocks.map(|b| self.article.text.get(b.content)).collect()
    }

    fn joined(&self, wanted: impl Fn(BlockKind) -> bool) -> String {
        let mut out = String::with_capacity(self.article.text.len() as usize);
        for block in self.article.blocks.iter().filter(|b| wanted(b.kind) && !b.content.is_empty()) {
            if !out.is_empty() {
                out.push_str(if block.continues { " " } else { "\n\n" });
            }
            out.push_str(self.article.text.get(block.content));
        }
        out
    }
}

impl From<Article> for Report {
    fn from(article: Article) -> Self {
        Report { article, authors: Vec::new(), section: None }
    }
}

/// What one file or record could not give. Everything else of the file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as it was named to the program.
    pub path: String,
    /// Where in the file, in bytes, for a file of records.
    pub offset: Option<u64>,
    /// What is wrong and what to do about it: one sentence.
    pub message: String,
}

impl Fault {
    /// A fault of a whole file.
    pub fn new(path: &str, message: impl Into<String>) -> Self {
        Fault { path: path.into(), offset: None, message: message.into() }
    }

    /// A fault of the record that begins at byte `offset`.
    pub fn at(path: &str, offset: u64, message: impl Into<String>) -> Self {
        Fault { path: path.into(), offset: Some(offset), message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.offset {
            Some(offset) => write!(f, "{}: byte {offset}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

impl std::error::Error for Fault {}

/// What a file gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// Reports, in file order.
    pub reports: Vec<Report>,
    /// What could not be read, in file order.
    pub faults: Vec<Fault>,
}
