//! A page as a run of chunks: text that stands together, as a reader sees it.

use super::dom::{Dom, NONE};
use super::tag::Tag;

/// One paragraph, heading, list item or cell: text with no border of a block in it.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    /// The block element whose text it is.
    pub element: u32,
    /// Its text nodes and line breaks, as nodes of the page.
    pub nodes: Vec<u32>,
    /// Characters that are not white space.
    pub chars: u32,
    /// Those of them inside links.
    pub linked: u32,
    pub words: u32,
    /// Full stops, question and exclamation marks that end a word, and those of other scripts.
    pub sentences: u32,
    pub commas: u32,
    pub kind: Kind,
}

/// What a chunk is, by the elements around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Paragraph,
    Heading,
    Item,
    Caption,
    Quote,
    Cell,
    Code,
}

impl Chunk {
    /// Share of the characters that are inside links.
    pub fn link_density(&self) -> f32 {
        if self.chars == 0 { 0.0 } else { self.linked as f32 / self.chars as f32 }
    }

    /// How much running text it is: characters that somebody wrote to be read on.
    pub fn mass(&self) -> f32 {
        let own = (self.chars - self.linked) as f32 + 0.25 * self.linked as f32;
        let density = self.link_density();
        if density > 0.6 {
            return 0.0;
        }
        match self.kind {
            Kind::Heading | Kind::Caption => 0.0,
            Kind::Code => 0.5 * own,
            _ if self.words >= 20 || self.sentences > 0 && self.words >= 8 => own,
            Kind::Paragraph | Kind::Quote if self.words >= 8 => 0.5 * own,
            _ => 0.1 * own,
        }
    }
}

/// What each node inherits from the elements it stands in.
#[derive(Clone, Copy)]
struct Inherited {
    block: u32,
    unseen: bool,
    link: bool,
    kind: Kind,
}

/// The chunks of a page in their order.
pub(crate) fn chunks(dom: &Dom<'_>) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let start = Inherited { block: 0, unseen: false, link: false, kind: Kind::Paragraph };
    let mut inherited: Vec<Inherited> = Vec::with_capacity(dom.nodes.len());
    let (mut fresh, mut breaks) = (true, 0);
    for (id, node) in dom.nodes.iter().enumerate() {
        let id = id as u32;
        let from =
            if node.parent == NONE { start } else { inherited.get(node.parent as usize).copied().unwrap_or(start) };
        let mut here = from;
        match node.tag {
            Tag::Text => {
                if !here.unseen {
                    add(dom, &mut out, id, here, &mut fresh, &mut breaks);
                }
            }
            // In a template nothing breaks the lines around it.
            Tag::Br if from.unseen => {}
            Tag::Br => {
                breaks += 1;
                // Two line breaks are the end of a paragraph.
                fresh |= breaks > 1;
                if let Some(chunk) = out.last_mut().filter(|_| !fresh) {
                    chunk.nodes.push(id);
                }
            }
            tag => {
                here.unseen |= tag.is_unseen() || tag == Tag::Button;
                here.link |= tag == Tag::A;
                if tag.is_block() && !from.unseen {
                    here.block = id;
                    fresh = true;
                }
                here.kind = kind(tag, from.kind);
            }
        }
        inherited.push(here);
    }
    out.retain(|c| c.chars > 0);
    out
}

fn kind(tag: Tag, outer: Kind) -> Kind {
    match tag {
        _ if tag.is_heading() => Kind::Heading,
        Tag::Li | Tag::Dt | Tag::Dd if outer != Kind::Quote => Kind::Item,
        Tag::Figcaption | Tag::Caption | Tag::MediaCaption | Tag::MediaProducer => Kind::Caption,
        Tag::Blockquote | Tag::Bq => Kind::Quote,
        Tag::Td | Tag::Th => Kind::Cell,
        Tag::Pre => Kind::Code,
        _ => outer,
    }
}

fn add(dom: &Dom<'_>, out: &mut Vec<Chunk>, id: u32, here: Inherited, fresh: &mut bool, breaks: &mut u32) {
    let text = dom.raw(dom.node(id));
    let count = Count::of(text);
    if count.chars == 0 {
        // White space joins what stands on its two sides, but begins nothing.
        if let Some(chunk) = out.last_mut().filter(|c| !*fresh && c.element == here.block) {
            chunk.nodes.push(id);
        }
        return;
    }
    if *fresh || out.last().is_none_or(|c| c.element != here.block) {
        out.push(Chunk {
            element: here.block,
            nodes: Vec::new(),
            chars: 0,
            linked: 0,
            words: 0,
            sentences: 0,
            commas: 0,
            kind: here.kind,
        });
    }
    (*fresh, *breaks) = (false, 0);
    if let Some(chunk) = out.last_mut() {
        chunk.nodes.push(id);
        chunk.chars += count.chars;
        chunk.linked += if here.link { count.chars } else { 0 };
        chunk.words += count.words;
        chunk.sentences += count.sentences;
        chunk.commas += count.commas;
    }
}

struct Count {
    chars: u32,
    words: u32,
    sentences: u32,
    commas: u32,
}

impl Count {
    fn of(text: &str) -> Self {
        let mut count = Count { chars: 0, words: 0, sentences: 0, commas: 0 };
        let (mut in_word, mut stop) = (false, false);
        // Entities are counted as they are written, but for the one that is white space.
        let text = if text.contains("&nbsp;") { &*text.replace("&nbsp;", " ") } else { text };
        for char in text.chars() {
            if char.is_whitespace() || char == '\u{200b}' || char == '\u{feff}' {
                count.sentences += u32::from(stop);
                (in_word, stop) = (false, false);
                continue;
            }
            count.chars += 1;
            match char {
                '.' | '!' | '?' | '…' => stop = in_word,
                '"' | '”' | '’' | ')' | '»' | '“' => {}
                '。' | '！' | '？' | '।' => {
                    count.sentences += 1;
                    count.words += 5;
                }
                _ => stop = false,
            }
            count.commas += u32::from(matches!(char, ',' | '，' | '、' | '،'));
            if !in_word && char.is_alphanumeric() {
                in_word = true;
                count.words += 1;
            }
        }
        count.sentences += u32::from(stop);
        count
    }
}
