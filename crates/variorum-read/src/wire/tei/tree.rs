//! A document of XML as a tree of elements, each with where it stands in its file.

use crate::feed::local;
use crate::page::Page;
use crate::wire::DEEPEST;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without the prefix.
    pub name: String,
    /// Its attributes, their names without prefixes.
    attributes: Vec<(String, String)>,
    pub content: Vec<Node>,
    /// Where its tags stand in the page's text; both are the same for an empty element.
    pub start: Range<usize>,
    pub end: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    /// Text as it stands, and where.
    Text(Range<usize>),
    /// What a reference stands for, and where it stands.
    Meant(String, Range<usize>),
}

impl Element {
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.trim())
    }

    pub fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name.as_str())
    }

    /// The elements right inside.
    pub fn children(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|c| c.name == name)
    }

    /// All elements of a name at any depth, in order.
    pub fn all<'e>(&'e self, name: &str) -> Vec<&'e Element> {
        let (mut found, mut open) = (Vec::new(), vec![self]);
        while let Some(element) = open.pop() {
            if element.name == name {
                found.push(element);
            }
            open.extend(element.children().collect::<Vec<_>>().into_iter().rev());
        }
        found
    }

    pub fn first(&self, name: &str) -> Option<&Element> {
        self.all(name).into_iter().next()
    }

    /// The words of all text inside, with one blank between them.
    pub fn words(&self, page: &Page) -> String {
        fn into(element: &Element, page: &Page, out: &mut String) {
            for node in &element.content {
                match node {
                    Node::Element(inner) => into(inner, page, out),
                    Node::Text(range) => out.push_str(page.as_str().get(range.clone()).unwrap_or_default()),
                    Node::Meant(meant, _) => out.push_str(meant),
                }
            }
        }
        let mut all = String::new();
        into(self, page, &mut all);
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Reads a document into an element without a name that holds its root. Where it is broken, what stands before is there,
/// with the place in the page's text and what is wrong.
pub(super) fn read(page: &Page) -> (Element, Option<(usize, String)>) {
    let all = page.as_str();
    let skip = all.find('<').unwrap_or(0);
    let mut reader = Reader::from_str(all.get(skip..).unwrap_or_default());
    reader.config_mut().allow_dangling_amp = true;
    let mut open = vec![Element::default()];
    let broken = loop {
        let before = skip + reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => break Some((skip + reader.error_position() as usize, error.to_string())),
        };
        let after = skip + reader.buffer_position() as usize;
        let node = match event {
            Event::Eof if open.len() == 1 => break None,
            Event::Eof => {
                let name = open.last().map(|e| e.name.clone()).unwrap_or_default();
                break Some((all.len(), format!("the file ends inside <{name}>")));
            }
            Event::Start(_) if open.len() >= DEEPEST => {
                break Some((before, format!("more than {DEEPEST} elements in one another")));
            }
            Event::Start(tag) => {
                open.push(started(&tag, before..after));
                continue;
            }
            Event::Empty(tag) => {
                let element = started(&tag, before..after);
                Node::Element(Element { end: before..after, ..element })
            }
            Event::End(_) => match open.pop() {
                Some(element) if !open.is_empty() => Node::Element(Element { end: before..after, ..element }),
                _ => continue,
            },
            Event::Text(_) => Node::Text(before..after),
            Event::CData(inside) => Node::Text(before + 9..before + 9 + inside.len()),
            Event::GeneralRef(name) => {
                let spelled = format!("&{};", String::from_utf8_lossy(&name));
                Node::Meant(htmlize::unescape(spelled.as_str()).into_owned(), before..after)
            }
            _ => continue,
        };
        if let Some(outer) = open.last_mut() {
            outer.content.push(node);
        }
    };
    // What a break leaves open ends there.
    let at = broken.as_ref().map_or(all.len(), |b| b.0).min(all.len());
    while let Some(element) = open.pop() {
        match open.last_mut() {
            Some(outer) => outer.content.push(Node::Element(Element { end: at..at, ..element })),
            None => return (element, broken),
        }
    }
    (Element::default(), broken)
}

fn started(tag: &BytesStart<'_>, start: Range<usize>) -> Element {
    let value = |v: &[u8]| htmlize::unescape(String::from_utf8_lossy(v).as_ref()).into_owned();
    let attributes = tag.attributes().flatten().map(|a| (local(a.key.as_ref()), value(&a.value))).collect();
    Element { name: local(tag.name().as_ref()), attributes, start, ..Element::default() }
}
