//! What somebody decided by hand: reports that tell one event, and reports that do not.

use std::collections::{BTreeSet, HashMap};

/// Reports that stand together by hand, as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(u32);

/// Decisions, by the names of reports. They hold in whatever order the reports come, and over every score.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    nodes: HashMap<String, u32>,
    /// For each name the one it stands with, or itself.
    parent: Vec<u32>,
    apart: BTreeSet<(u32, u32)>,
}

/// Two reports that are to stand together and apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The one.
    pub a: String,
    /// The other.
    pub b: String,
}

impl Decisions {
    /// From lists of reports that stand together, and lists of which no two do.
    ///
    /// # Errors
    /// Where two reports are to stand together and apart.
    pub fn new(together: &[Vec<String>], apart: &[Vec<String>]) -> Result<Self, Contradiction> {
        let mut out = Self::default();
        for list in together {
            let nodes: Vec<u32> = list.iter().map(|id| out.named(id)).collect();
            for pair in nodes.windows(2) {
                let (a, b) = (out.root(pair[0]), out.root(pair[1]));
                out.parent[a.max(b) as usize] = a.min(b);
            }
        }
        for list in apart {
            let nodes: Vec<u32> = list.iter().map(|id| out.named(id)).collect();
            for (i, a) in nodes.iter().enumerate() {
                for b in nodes.iter().skip(i + 1).filter(|b| *b != a) {
                    let (x, y) = (out.root(*a), out.root(*b));
                    if x == y {
                        let name = |n: u32| out.nodes.iter().find(|e| *e.1 == n).map_or(String::new(), |e| e.0.clone());
                        return Err(Contradiction { a: name(*a), b: name(*b) });
                    }
                    out.apart.insert((x.min(y), x.max(y)));
                }
            }
        }
        Ok(out)
    }

    /// What a report stands together with by hand; `None` where nobody decided about it.
    pub fn node(&self, id: &str) -> Option<Node> {
        self.nodes.get(id).map(|n| Node(self.root(*n)))
    }

    /// Whether two may not be in one story.
    pub fn are_apart(&self, a: Node, b: Node) -> bool {
        self.apart.contains(&(a.0.min(b.0), a.0.max(b.0)))
    }

    /// The names of the reports decided about, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.nodes.keys().map(String::as_str)
    }

    fn named(&mut self, id: &str) -> u32 {
        let next = self.parent.len() as u32;
        let node = *self.nodes.entry(id.to_owned()).or_insert(next);
        if node == next {
            self.parent.push(next);
        }
        node
    }

    fn root(&self, mut node: u32) -> u32 {
        while let Some(up) = self.parent.get(node as usize).filter(|up| **up != node) {
            node = *up;
        }
        node
    }
}
