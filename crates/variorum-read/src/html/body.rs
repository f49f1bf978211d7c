//! Which chunks of a page are the article.
//!
//! The running text of a page lies close together: going down from the top, the element that still holds nearly all
//! of it is the article's. Names that authors give their elements correct this on both sides: what calls itself an
//! article's body is believed when it holds much, and what calls itself a sidebar is left out unless it holds nearly
//! everything.

use super::chunk::Chunk;
use super::dom::{Dom, NONE};
use super::hints::{Hint, hint};
use super::tag::Tag;
use super::trim;

/// An element named as something else than the article stays if it holds this share of the page's running text.
const TOO_MUCH_TO_DROP: f32 = 0.4;

/// What calls itself a list of links is none where this many characters of running text stand in it.
const RUNNING: f32 = 400.0;

/// The chunks of the article among all of a page, in the order of the page. `title` is its headline, which is not repeated
/// in the text.
pub(crate) fn body(dom: &Dom<'_>, all: Vec<Chunk>, title: Option<&str>) -> Vec<Chunk> {
    let hints: Vec<Hint> = (0..dom.nodes.len() as u32).map(|id| hint(dom, id)).collect();
    let whole = Mass::of(dom, all.iter());
    let dropped = dropped(dom, &hints, &whole, whole.at(0));
    let gone = |id: u32| dropped.get(id as usize).copied().unwrap_or(false);
    let kept: Vec<Chunk> = all.into_iter().filter(|c| !gone(c.element)).collect();
    let element = container(dom, &hints, &Mass::of(dom, kept.iter()));
    let inside = dom.below(element);
    let chunks = kept.into_iter().filter(|c| c.element == element || inside.contains(&c.element)).collect();
    trim::trim(dom, chunks, title)
}

/// Running text per element, with all below it.
struct Mass(Vec<f32>);

impl Mass {
    fn of<'c>(dom: &Dom<'_>, chunks: impl Iterator<Item = &'c Chunk>) -> Self {
        let mut mass = vec![0.0; dom.nodes.len()];
        for chunk in chunks {
            if let Some(m) = mass.get_mut(chunk.element as usize) {
                *m += chunk.mass();
            }
        }
        // Children stand behind their parents, so that one pass from the end adds everything up.
        for id in (1..dom.nodes.len()).rev() {
            let parent = dom.nodes.get(id).map_or(NONE, |n| n.parent);
            let own = mass.get(id).copied().unwrap_or(0.0);
            if let Some(m) = mass.get_mut(parent as usize) {
                *m += own;
            }
        }
        Mass(mass)
    }

    fn at(&self, id: u32) -> f32 {
        self.0.get(id as usize).copied().unwrap_or(0.0)
    }
}

fn dropped(dom: &Dom<'_>, hints: &[Hint], mass: &Mass, total: f32) -> Vec<bool> {
    let mut dropped = vec![false; dom.nodes.len()];
    for id in 1..dom.nodes.len() {
        let node = dom.node(id as u32);
        let up = dropped.get(node.parent as usize).copied().unwrap_or(false);
        let share = if total > 0.0 { mass.at(id as u32) / total } else { 0.0 };
        let own = match hints.get(id) {
            Some(Hint::Around | Hint::About) => share < TOO_MUCH_TO_DROP,
            Some(Hint::Links) => share < TOO_MUCH_TO_DROP && mass.at(id as u32) < RUNNING,
            _ => false,
        };
        if let Some(d) = dropped.get_mut(id) {
            *d = up || own;
        }
    }
    dropped
}

fn container(dom: &Dom<'_>, hints: &[Hint], mass: &Mass) -> u32 {
    let total = mass.at(0);
    // What is named the body of the article and holds most of the text of the page.
    let mut best: Option<(f32, u32)> = None;
    for (id, hint) in hints.iter().enumerate() {
        let id = id as u32;
        let bonus = match hint {
            Hint::Body => 1.0,
            Hint::Main => 0.9,
            _ => continue,
        };
        let share = mass.at(id) / total.max(1.0);
        if share < 0.5 {
            continue;
        }
        let score = share.min(0.97) * bonus;
        if best.is_none_or(|(s, _)| score >= s) {
            best = Some((score, id));
        }
    }
    let mut at = best.map_or(0, |(_, id)| id);
    loop {
        let here = mass.at(at);
        let heavy = dom.children(at).find(|c| mass.at(*c) >= 0.9 * here && here > 0.0);
        match heavy {
            Some(child) if !matches!(dom.node(child).tag, Tag::P | Tag::Text | Tag::Blockquote | Tag::Tr | Tag::Td) => {
                at = child
            }
            _ => return at,
        }
    }
}
