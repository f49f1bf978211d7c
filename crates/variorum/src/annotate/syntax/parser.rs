//! Heads and relations, by an arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011).

use super::net::{Net, Work};
use super::tags::{Relation, Tag};
use super::word::{Form, NO_FORM, SyntacticWord};
use super::{Kind, Table};

/// The head of the sentence's root, and "no word".
pub const ROOT: u32 = u32::MAX;

/// The slots of the parser's input.
pub const SLOTS: &[Table] = &[
    // Words: two of the stack, two of the input.
    Table::Word,
    Table::Word,
    Table::Word,
    Table::Word,
    // Clusters: three of the stack, three of the input, then children.
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    // Last letters of the two on top and the next.
    Table::Suffix,
    Table::Suffix,
    Table::Suffix,
    // Tags: those words, then children.
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    Table::Tag,
    // Relations of the children.
    Table::Relation,
    Table::Relation,
    Table::Relation,
    Table::Relation,
    Table::Relation,
    Table::Relation,
    Table::Relation,
    Table::Relation,
    // How far apart, and what stands between.
    Table::Distance,
    Table::Distance,
    Table::Between,
    Table::Between,
];

/// Rows of the table of distances.
pub const DISTANCES: usize = 10;
/// Rows of the table of what stands between.
pub const BETWEEN: usize = 32;
/// No tag, as a row.
pub const NO_TAG: u32 = Tag::ALL.len() as u32;
/// No relation, as a row.
pub const NO_RELATION: u32 = Relation::ALL.len() as u32;

/// What the parser does next: shift; attach the top of the stack to the next word; attach it to the one below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The next word goes on the stack.
    Shift,
    /// The top of the stack gets the next word as its head.
    Left,
    /// The top of the stack gets the one below as its head.
    Right,
}

impl Move {
    /// All of them, in the order of their numbers.
    pub const ALL: [Move; 3] = [Move::Shift, Move::Left, Move::Right];
}

/// The outputs: all of [`Move`]; the relations of a word attached to the left; those of one attached to the right.
pub const HEADS: &[usize] = &[Move::ALL.len(), Relation::ALL.len(), Relation::ALL.len()];

/// A sentence being parsed. The root is a word of its own behind the last.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Words without a head that are not in the input, the newest last.
    pub stack: Vec<u32>,
    /// The next word; `n` is the root.
    pub next: usize,
    n: usize,
    /// For each word its head, `ROOT` for none yet or the root, and its relation.
    pub heads: Vec<(u32, Relation)>,
    left: Vec<[u32; 2]>,
    right: Vec<[u32; 2]>,
    /// For each word how many commas and what marks stand before it.
    counts: Vec<[u16; 3]>,
}

impl State {
    /// Begins a sentence of words with these tags.
    pub fn begin(&mut self, tags: &[Tag]) {
        let n = tags.len();
        self.stack.clear();
        self.next = 0;
        self.n = n;
        self.heads.clear();
        self.heads.resize(n, (ROOT, Relation::Root));
        for list in [&mut self.left, &mut self.right] {
            list.clear();
            list.resize(n + 1, [ROOT; 2]);
        }
        self.counts.clear();
        let mut sum = [0u16; 3];
        self.counts.push(sum);
        for t in tags {
            match t {
                Tag::Comma => sum[0] = sum[0].saturating_add(1),
                Tag::Opening | Tag::Closing => sum[1] = sum[1].saturating_add(1),
                Tag::Colon | Tag::Open | Tag::Close => sum[2] = sum[2].saturating_add(1),
                _ => {}
            }
            self.counts.push(sum);
        }
    }

    /// Whether every word has its head.
    pub fn done(&self) -> bool {
        self.next == self.n && self.stack.is_empty()
    }

    /// Whether a move can be made.
    pub fn can(&self, m: Move) -> bool {
        match m {
            // The root is never shifted.
            Move::Shift => self.next < self.n,
            // Only one word may hang from the root.
            Move::Left => !self.stack.is_empty() && (self.next < self.n || self.stack.len() == 1),
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The move, where only one can be made.
    pub fn forced(&self) -> Option<Move> {
        match (self.next < self.n, self.stack.len()) {
            (true, 0) => Some(Move::Shift),
            (true, _) | (false, 0) => None,
            (false, 1) => Some(Move::Left),
            (false, _) => Some(Move::Right),
        }
    }

    /// Makes a move; a word that is attached gets `relation`, or is the root where it hangs from there.
    pub fn make(&mut self, m: Move, relation: Relation) {
        match m {
            Move::Shift => {
                self.stack.push(self.next as u32);
                self.next += 1;
            }
            Move::Left => {
                let Some(child) = self.stack.pop() else { return };
                let inside = self.next < self.n;
                self.heads[child as usize] = if inside { (self.next as u32, relation) } else { (ROOT, Relation::Root) };
                let l = &mut self.left[self.next];
                *l = [child, l[0]];
            }
            Move::Right => {
                let (Some(child), Some(&head)) = (self.stack.pop(), self.stack.last()) else { return };
                self.heads[child as usize] = (head, relation);
                let l = &mut self.right[head as usize];
                *l = [child, l[0]];
            }
        }
    }

    /// The rows of the slots.
    pub fn features(&self, form: impl Fn(usize) -> Form, tag: impl Fn(usize) -> Tag) -> [u32; SLOTS.len()] {
        let on = |k: usize| self.stack.len().checked_sub(k + 1).map_or(ROOT, |i| self.stack[i]);
        let input = |k: usize| if self.next + k < self.n { (self.next + k) as u32 } else { ROOT };
        let (s0, s1, s2) = (on(0), on(1), on(2));
        let (b0, b1, b2, b3) = (input(0), input(1), input(2), input(3));
        let list = |of: &[[u32; 2]], w: u32, k: usize| of.get(w as usize).map_or(ROOT, |l| l[k]);
        let l0 = list(&self.left, s0, 0);
        let r0 = list(&self.right, s0, 0);
        let l1 = list(&self.left, s1, 0);
        let r1 = list(&self.right, s1, 0);
        let lb = list(&self.left, b0, 0);
        let lb2 = list(&self.left, b0, 1);
        let l02 = list(&self.left, s0, 1);
        let r02 = list(&self.right, s0, 1);
        let f = |w: u32| if w == ROOT { NO_FORM } else { form(w as usize) };
        let t = |w: u32| if w == ROOT { NO_TAG } else { tag(w as usize) as u32 };
        let r = |w: u32| self.heads.get(w as usize).map_or(NO_RELATION, |h| h.1 as u32);
        let far = |a: u32, b: u32| {
            if a == ROOT || b == ROOT {
                return 0;
            }
            match b.abs_diff(a) {
                d @ 0..=5 => d,
                6..=8 => 6,
                9..=13 => 7,
                14..=21 => 8,
                _ => 9,
            }
        };
        let between = |a: u32, b: u32| {
            if a == ROOT || b == ROOT || a >= b {
                return 0;
            }
            let (x, y) = (self.counts[a as usize + 1], self.counts[b as usize]);
            let d = |k: usize| u32::from(y[k].saturating_sub(x[k]));
            1 + d(0).min(2) + 3 * d(1).min(2) + 9 * d(2).min(2)
        };
        let (f0, f1, fb, fb1) = (f(s0), f(s1), f(b0), f(b1));
        let c = |w: u32| f(w).cluster;
        [
            f0.word,
            f1.word,
            fb.word,
            fb1.word,
            f0.cluster,
            f1.cluster,
            c(s2),
            fb.cluster,
            fb1.cluster,
            c(b2),
            c(l0),
            c(r0),
            c(l1),
            c(r1),
            c(lb),
            f0.suffix,
            f1.suffix,
            fb.suffix,
            t(s0),
            t(s1),
            t(s2),
            t(b0),
            t(b1),
            t(b2),
            t(b3),
            t(l0),
            t(r0),
            t(l1),
            t(r1),
            t(lb),
            t(l02),
            t(r02),
            t(lb2),
            r(l0),
            r(r0),
            r(l1),
            r(r1),
            r(lb),
            r(l02),
            r(r02),
            r(lb2),
            far(s0, b0),
            far(s1, s0),
            between(s0, b0),
            between(s1, s0),
        ]
    }

    /// What each move costs: how many heads of `gold` can no longer be reached behind it (Goldberg and Nivre 2013).
    pub fn cost(&self, m: Move, gold: &[u32]) -> usize {
        let head = |w: u32| gold.get(w as usize).copied().unwrap_or(ROOT);
        let next = if self.next < self.n { self.next as u32 } else { ROOT };
        let in_input = |w: u32| w == ROOT || w as usize >= self.next;
        match m {
            // The next word loses its head on the stack, and its children there.
            Move::Shift => {
                let on_stack = self.stack.len().saturating_sub(1);
                let deep = self.stack[..on_stack].contains(&head(next));
                usize::from(deep) + self.stack.iter().filter(|k| head(**k) == next).count()
            }
            // The top loses its head and its children in the input, and the head below it.
            Move::Left => {
                let Some(&top) = self.stack.last() else { return 1 };
                let below = self.stack.len().checked_sub(2).map(|i| self.stack[i]);
                let h = head(top);
                let lost_head = h != next && (Some(h) == below || in_input(h));
                let children = (self.next..self.n).filter(|k| head(*k as u32) == top).count();
                usize::from(lost_head) + children
            }
            // The top loses its head and its children in the input.
            Move::Right => {
                let Some(&top) = self.stack.last() else { return 1 };
                let h = head(top);
                let children = (self.next..self.n).filter(|k| head(*k as u32) == top).count();
                usize::from(in_input(h)) + children
            }
        }
    }
}

pub(super) const KIND: Kind = Kind { slots: SLOTS, heads: HEADS };

/// Parses a tagged sentence; `state.heads` has the result.
pub(super) fn parse(net: &Net<'_>, words: &[SyntacticWord], tags: &[Tag], state: &mut State, work: &mut Work) {
    state.begin(tags);
    let form = |i: usize| words.get(i).map_or(NO_FORM, |w| w.form);
    let tag = |i: usize| tags.get(i).copied().unwrap_or(Tag::None);
    while !state.done() {
        let forced = state.forced();
        if forced == Some(Move::Shift) || (forced == Some(Move::Left) && state.next >= words.len()) {
            state.make(forced.unwrap_or(Move::Shift), Relation::Root);
            continue;
        }
        net.run(&state.features(form, tag), work);
        let chosen = forced.or_else(|| {
            let best = net.choose(0, work, |k| Move::ALL.get(k).is_some_and(|m| state.can(*m)));
            best.and_then(|k| Move::ALL.get(k).copied())
        });
        let Some(m) = chosen else { break };
        // No word but the root has the root's relation.
        let relation = match m {
            Move::Shift => None,
            Move::Left => net.choose(1, work, |k| k != Relation::Root as usize),
            Move::Right => net.choose(2, work, |k| k != Relation::Root as usize),
        };
        let relation = relation.and_then(|k| Relation::ALL.get(k).copied()).unwrap_or(Relation::Dep);
        state.make(m, relation);
    }
}
