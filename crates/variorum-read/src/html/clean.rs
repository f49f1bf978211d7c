//! The clean text of chosen chunks, with the way back from each of its bytes to the page.

use super::chunk::Chunk;
use super::dom::Dom;
use super::tag::Tag;
use crate::page::Page;
use std::ops::Range;
use variorum::text::{Text, TextBuilder};

/// Most bytes that one unit of a run can stand for.
const MOST: usize = u8::MAX as usize;

/// Writes the chunks with a blank line between them, entities undone and white space made single spaces. Gives the
/// text and where each chunk stands in it.
pub(crate) fn clean(dom: &Dom<'_>, page: &Page, chunks: &[Chunk]) -> (Text, Vec<Range<u32>>) {
    let mut out = Writer { text: TextBuilder::default(), page, last: 0, space: None };
    let mut places = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        out.space = None;
        let begin = out.text.len();
        for id in &chunk.nodes {
            let node = dom.node(*id);
            if node.tag == Tag::Br {
                out.space = Some((node.start as usize, node.end as usize, "\n"));
            } else {
                out.raw(dom.raw(node), node.start as usize, begin);
            }
        }
        let place = if out.text.len() > begin && begin > 0 { begin + 2 } else { begin };
        places.push(place as u32..out.text.len() as u32);
    }
    (out.text.finish(), places)
}

struct Writer<'p> {
    text: TextBuilder,
    page: &'p Page,
    /// Where in the page the last character that was written ends.
    last: usize,
    /// White space that is written once something follows it: where it stands, and as what.
    space: Option<(usize, usize, &'static str)>,
}

impl Writer<'_> {
    /// Writes a text node as it is spelled in the page at `start`; its chunk began at `begin` of the text.
    fn raw(&mut self, raw: &str, start: usize, begin: usize) {
        let mut rest = raw;
        while !rest.is_empty() {
            let at = start + (raw.len() - rest.len());
            let plain = rest.find(|c: char| c == '&' || is_space(c)).unwrap_or(rest.len());
            if plain > 0 {
                let (words, behind) = rest.split_at(plain);
                self.words(words, at, begin);
                rest = behind;
                continue;
            }
            if rest.starts_with('&') {
                let length = entity(rest);
                let (spelled, behind) = rest.split_at(length);
                let meant = htmlize::unescape(spelled);
                if meant.chars().all(is_space) {
                    self.blank(at, at + length);
                } else if meant == spelled || meant.len() > MOST {
                    self.words(spelled, at, begin);
                } else {
                    self.before(at, begin);
                    self.page.unit(&mut self.text, &meant, at..at + length);
                    self.last = at + length;
                }
                rest = behind;
                continue;
            }
            let length = rest.find(|c: char| !is_space(c)).unwrap_or(rest.len());
            self.blank(at, at + length);
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    fn blank(&mut self, start: usize, end: usize) {
        self.space = Some(match self.space {
            Some((first, _, as_what)) => (first, end, as_what),
            None => (start, end, " "),
        });
    }

    /// What stands before the next word: the blank line before a chunk, or white space inside it.
    fn before(&mut self, at: usize, begin: usize) {
        let space = self.space.take();
        if self.text.is_empty() {
            return;
        }
        if self.text.len() == begin {
            self.page.unit(&mut self.text, "\n\n", self.last..at.min(self.last + MOST));
        } else if let Some((start, end, as_what)) = space {
            self.page.unit(&mut self.text, as_what, start..end.min(start + MOST));
        }
    }

    fn words(&mut self, words: &str, at: usize, begin: usize) {
        self.before(at, begin);
        self.page.verbatim(&mut self.text, words, at);
        self.last = at + words.len();
    }
}

/// White space, and signs that take no room.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')
}

/// Length of the character reference at the start of `s`, or of the lone `&`.
fn entity(s: &str) -> usize {
    let body = s.bytes().skip(1).take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    if body == 0 || body == 40 {
        return 1;
    }
    1 + body + usize::from(s.as_bytes().get(1 + body) == Some(&b';'))
}
