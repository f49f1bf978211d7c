//! A page as a tree whose text nodes know their place.
//!
//! A tokeniser of the HTML standard (`html5gum`) gives tags and text with their places; the tree is built by the few
//! rules that decide which text stands in which element: void elements, end tags that are left out, end tags that
//! fit nothing. Formatting elements that overlap are not cloned, as no rule here asks for them.

use super::tag::{Attribute, Tag};
use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use std::convert::Infallible;
use std::ops::Range;

/// Elements deeper than this become children of the last one that is not.
const DEEPEST: usize = 400;

/// Nodes of one page; what stands behind them is not read.
const MOST_NODES: usize = 2_000_000;

/// Bytes of attribute values that are kept of one page, and of one value.
const MOST_VALUES: usize = 16 << 20;
const LONGEST_VALUE: usize = 64 << 10;

/// No node.
pub(crate) const NONE: u32 = u32::MAX;

/// An element, or a run of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub tag: Tag,
    pub parent: u32,
    pub first: u32,
    pub next: u32,
    last: u32,
    /// Text: where it stands. Element: where its start tag begins, and where it ends.
    pub start: u32,
    pub end: u32,
    attributes: (u32, u32),
}

/// A page as a tree. Node 0 is the page itself; a node stands behind its parent and behind all that comes before it.
pub(crate) struct Dom<'p> {
    pub page: &'p str,
    pub nodes: Vec<Node>,
    attributes: Vec<(Attribute, u32, u32)>,
    values: String,
    /// Whether the page has more nodes than are read.
    pub cut: bool,
}

impl<'p> Dom<'p> {
    /// Reads a page. Takes time in proportion to its length, whatever it holds.
    pub fn parse(page: &'p str) -> Self {
        let root = Node {
            tag: Tag::Root,
            parent: NONE,
            first: NONE,
            next: NONE,
            last: NONE,
            start: 0,
            end: page.len() as u32,
            attributes: (0, 0),
        };
        let dom = Dom {
            page,
            nodes: Vec::with_capacity(page.len() / 32 + 16),
            attributes: Vec::new(),
            values: String::new(),
            cut: false,
        };
        let mut builder = Builder { dom, stack: vec![(0, Tag::Root)], open: [0; 256], tag: None, name: None };
        builder.dom.nodes.push(root);
        let hear = |event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
            builder.hear(event, span);
            None
        };
        let mut emitter = CallbackEmitter::new(hear);
        emitter.naively_switch_states(true);
        Tokenizer::new_with_emitter(page, emitter).for_each(drop);
        let mut dom = builder.dom;
        for node in dom.nodes.iter_mut().filter(|n| n.end == NONE) {
            node.end = page.len() as u32;
        }
        dom
    }

    pub fn node(&self, id: u32) -> &Node {
        // Ids come from this tree alone; the page itself stands in for one that does not.
        self.nodes.get(id as usize).unwrap_or(&self.nodes[0])
    }

    pub fn children(&self, id: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.node(id).first;
        std::iter::successors((first != NONE).then_some(first), |c| {
            let next = self.node(*c).next;
            (next != NONE).then_some(next)
        })
    }

    /// The elements an element stands in, from the inside out, without itself.
    pub fn ancestors(&self, id: u32) -> impl Iterator<Item = u32> + '_ {
        let up = |id: u32| Some(self.node(id).parent).filter(|p| *p != NONE);
        std::iter::successors(up(id), move |id| up(*id))
    }

    pub fn attribute(&self, id: u32, which: Attribute) -> Option<&str> {
        let (from, to) = self.node(id).attributes;
        let row = self.attributes.get(from as usize..to as usize)?.iter().find(|(a, ..)| *a == which)?;
        self.values.get(row.1 as usize..row.2 as usize)
    }

    /// The nodes below an element, in the order of the page. As long as the element was read whole they stand in
    /// one run behind it.
    pub fn below(&self, id: u32) -> Range<u32> {
        let mut at = id;
        let end = loop {
            let node = self.node(at);
            if node.next != NONE {
                break node.next;
            }
            if node.parent == NONE {
                break self.nodes.len() as u32;
            }
            at = node.parent;
        };
        id + 1..end
    }

    /// The text below an element, entities undone and white space made single spaces, at most `most` bytes.
    pub fn text(&self, id: u32, most: usize) -> String {
        let mut out = String::new();
        for below in self.below(id) {
            let node = self.node(below);
            if node.tag != Tag::Text {
                if node.tag.is_block() || node.tag == Tag::Br {
                    out.push(' ');
                }
                continue;
            }
            if self.ancestors(below).take_while(|a| *a != id).any(|a| self.node(a).tag.is_unseen()) {
                continue;
            }
            out.push_str(&htmlize::unescape(self.raw(node)));
            if out.len() > most {
                break;
            }
        }
        squeeze(&out)
    }

    pub fn raw(&self, node: &Node) -> &'p str {
        self.page.get(node.start as usize..node.end as usize).unwrap_or_default()
    }
}

/// Runs of white space become one space, and none at the ends.
pub(crate) fn squeeze(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for word in s.split(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

struct Builder<'p> {
    dom: Dom<'p>,
    stack: Vec<(u32, Tag)>,
    /// How many elements of a tag are open: an end tag that fits nothing costs one look.
    open: [u32; 256],
    tag: Option<(Tag, usize, u32)>,
    name: Option<Attribute>,
}

impl Builder<'_> {
    fn hear(&mut self, event: CallbackEvent<'_>, span: html5gum::Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Some((Tag::of(name), span.start, self.dom.attributes.len() as u32));
                self.name = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.name = Attribute::of(name);
                // The one attribute that says something without a value.
                if self.name == Some(Attribute::Hidden) && self.tag.is_some() {
                    self.value(Attribute::Hidden, b"");
                    self.name = None;
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(name), Some(_)) = (self.name.take(), &self.tag) {
                    self.value(name, value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some((tag, start, attributes)) = self.tag.take() {
                    self.start(tag, start, span.end, attributes, self_closing);
                }
            }
            CallbackEvent::EndTag { name } => self.end(Tag::of(name), span.start, span.end),
            CallbackEvent::String { .. } => self.text(span.start, span.end),
            _ => {}
        }
    }

    fn value(&mut self, name: Attribute, value: &[u8]) {
        let from = self.dom.values.len();
        if from > MOST_VALUES || value.len() > LONGEST_VALUE {
            return;
        }
        self.dom.values.push_str(&String::from_utf8_lossy(value));
        self.dom.attributes.push((name, from as u32, self.dom.values.len() as u32));
    }

    fn push(&mut self, tag: Tag, start: usize, end: u32, attributes: (u32, u32)) -> Option<u32> {
        if self.dom.nodes.len() >= MOST_NODES {
            self.dom.cut = true;
            return None;
        }
        let id = self.dom.nodes.len() as u32;
        let parent = self.stack.last().map_or(0, |(id, _)| *id);
        let node = Node { tag, parent, first: NONE, next: NONE, last: NONE, start: start as u32, end, attributes };
        self.dom.nodes.push(node);
        let last = self.dom.nodes.get_mut(parent as usize).map(|p| {
            if p.first == NONE {
                p.first = id;
            }
            std::mem::replace(&mut p.last, id)
        });
        if let Some(last) = last.filter(|l| *l != NONE).and_then(|l| self.dom.nodes.get_mut(l as usize)) {
            last.next = id;
        }
        Some(id)
    }

    fn start(&mut self, tag: Tag, start: usize, after: usize, attributes: u32, self_closing: bool) {
        for (closes, until) in tag.closes() {
            self.close(*closes, until, start);
        }
        let attributes = (attributes, self.dom.attributes.len() as u32);
        let Some(id) = self.push(tag, start, NONE, attributes) else { return };
        // `<svg/>` and the like end where they begin; in HTML proper the slash says nothing.
        if tag.is_void() || self_closing && tag == Tag::Foreign || self.stack.len() >= DEEPEST {
            if let Some(node) = self.dom.nodes.get_mut(id as usize) {
                node.end = after as u32;
            }
            return;
        }
        self.stack.push((id, tag));
        self.count(tag, 1);
    }

    fn end(&mut self, tag: Tag, start: usize, after: usize) {
        if matches!(tag, Tag::Root | Tag::Html | Tag::Body) {
            return;
        }
        if tag == Tag::Br {
            self.push(Tag::Br, start, after as u32, (0, 0));
            return;
        }
        // An end tag of something inline does not reach out of the block it stands in.
        let walls: &[Tag] = if tag.is_block() || tag == Tag::Template { &[] } else { Tag::WALLS };
        self.close(tag, walls, after);
    }

    /// Closes the innermost `tag` and all inside it, unless one of `walls` stands in between.
    fn close(&mut self, tag: Tag, walls: &[Tag], at: usize) {
        if self.open.get(usize::from(tag as u8)).is_none_or(|n| *n == 0) {
            return;
        }
        let mut depth = None;
        for (i, (_, open)) in self.stack.iter().enumerate().rev() {
            if *open == tag {
                depth = Some(i);
                break;
            }
            if walls.contains(open) {
                break;
            }
        }
        let Some(depth) = depth else { return };
        while self.stack.len() > depth {
            if let Some((id, open)) = self.stack.pop() {
                self.count(open, -1);
                if let Some(node) = self.dom.nodes.get_mut(id as usize) {
                    node.end = at as u32;
                }
            }
        }
    }

    fn count(&mut self, tag: Tag, by: i32) {
        if let Some(n) = self.open.get_mut(usize::from(tag as u8)) {
            *n = n.saturating_add_signed(by);
        }
    }

    fn text(&mut self, start: usize, end: usize) {
        if start < end && self.dom.page.is_char_boundary(start) && self.dom.page.is_char_boundary(end) {
            self.push(Tag::Text, start, end as u32, (0, 0));
        }
    }
}
