//! What a page says of itself in its head, and in the marks that its authors give to bylines and dates.

use super::dom::{Dom, squeeze};
use super::tag::{Attribute, Tag};

/// Everything a page states outside JSON-LD, as it states it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stated {
    /// `<meta name=… content=…>` and `property`, names in lower case, in the order of the page.
    pub meta: Vec<(String, String)>,
    /// `<title>`.
    pub title: Option<String>,
    /// Headings of the first rank: node and words.
    pub h1: Vec<(u32, String)>,
    /// Headings of the second and third rank, which are the headline where the first is the name of the site.
    pub lower: Vec<(u32, String)>,
    pub canonical: Option<String>,
    pub lang: Option<String>,
}

impl Stated {
    pub fn read(dom: &Dom<'_>) -> Self {
        let mut out = Stated::default();
        let mut in_foreign = u32::MAX;
        for (id, node) in dom.nodes.iter().enumerate() {
            let id = id as u32;
            match node.tag {
                Tag::Foreign => in_foreign = dom.below(id).end,
                Tag::Meta => {
                    let name = [Attribute::Property, Attribute::Name, Attribute::Itemprop]
                        .iter()
                        .find_map(|a| dom.attribute(id, *a))
                        .map(str::to_ascii_lowercase);
                    if let (Some(name), Some(content)) = (name, dom.attribute(id, Attribute::Content)) {
                        let content = squeeze(&htmlize::unescape(content));
                        if !content.is_empty() && out.meta.len() < 2000 {
                            out.meta.push((name, content));
                        }
                    }
                }
                Tag::Title if out.title.is_none() && (in_foreign == u32::MAX || id > in_foreign) => {
                    let text: String = dom.children(id).map(|c| dom.raw(dom.node(c))).collect();
                    out.title = Some(squeeze(&htmlize::unescape(&text))).filter(|t| !t.is_empty());
                }
                Tag::H1 if out.h1.len() < 50 => {
                    let text = dom.text(id, 1000);
                    if !text.is_empty() {
                        out.h1.push((id, text));
                    }
                }
                Tag::H2 | Tag::H3 if out.lower.len() < 30 => {
                    let text = dom.text(id, 300);
                    if !text.is_empty() {
                        out.lower.push((id, text));
                    }
                }
                Tag::Link if dom.attribute(id, Attribute::Rel).is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                    out.canonical =
                        out.canonical.or_else(|| dom.attribute(id, Attribute::Href).map(|h| h.trim().to_owned()));
                }
                Tag::Html => {
                    out.lang = out.lang.or_else(|| dom.attribute(id, Attribute::Lang).map(|l| l.trim().to_owned()));
                }
                _ => {}
            }
        }
        out
    }

    /// The first of `names` that the page states, in the order of `names`.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|n| self.meta.iter().find(|(name, _)| name == n).map(|(_, c)| c.as_str()))
    }

    /// All values of one name.
    pub fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.meta.iter().filter(move |(n, _)| n == name).map(|(_, c)| c.as_str())
    }
}
