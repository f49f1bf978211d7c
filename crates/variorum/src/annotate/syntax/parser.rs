//! Heads and relations, by an arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011).

use super::net::{Net, Work};
use super::tags::{Relation, Tag};
use super::word::{Form, NO_FORM, SyntacticWord};
use super::{Kind, Table};

/// The head of the sentence's root, and "no word".
pub const ROOT: u32 = u32::MAX;

/// The slots of the parser's input.
pub const SLOTS: &[Table] = &[
    // Words: three of the stack, three of the input.
    Table::Word,
    Table::Word,
    Table::Word,
    Table::Word,
    Table::Word,
    Table::Word,
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
    // Relations of the children.
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
    Left(Relation),
    /// The top of the stack gets the one below as its head.
    Right(Relation),
}

/// How many moves there are.
pub const MOVES: usize = 1 + 2 * Relation::ALL.len();

impl Move {
    /// The move with this number.
    pub fn numbered(n: usize) -> Self {
        let relation = |k: usize| Relation::ALL.get(k).copied().unwrap_or(Relation::Dep);
        match n {
            0 => Move::Shift,
            n if n <= Relation::ALL.len() => Move::Left(relation(n - 1)),
            n => Move::Right(relation(n - 1 - Relation::ALL.len())),
        }
    }

    /// Its number.
    pub fn number(self) -> usize {
        match self {
            Move::Shift => 0,
            Move::Left(r) => 1 + r as usize,
            Move::Right(r) => 1 + Relation::ALL.len() + r as usize,
        }
    }
}

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
            Move::Left(r) => match self.stack.len() {
                0 => false,
                k => (self.next < self.n) != (r == Relation::Root) && (self.next < self.n || k == 1),
            },
            Move::Right(r) => self.stack.len() > 1 && r != Relation::Root,
        }
    }

    /// Makes a move.
    pub fn make(&mut self, m: Move) {
        match m {
            Move::Shift => {
                self.stack.push(self.next as u32);
                self.next += 1;
            }
            Move::Left(r) => {
                let Some(child) = self.stack.pop() else { return };
                let head = if self.next < self.n { self.next as u32 } else { ROOT };
                self.heads[child as usize] = (head, r);
                let l = &mut self.left[self.next];
                *l = [child, l[0]];
            }
            Move::Right(r) => {
                let (Some(child), Some(&head)) = (self.stack.pop(), self.stack.last()) else { return };
                self.heads[child as usize] = (head, r);
                let l = &mut self.right[head as usize];
                *l = [child, l[0]];
            }
        }
    }

    /// The rows of the slots.
    pub fn features(&self, form: &dyn Fn(usize) -> Form, tag: &dyn Fn(usize) -> Tag) -> [u32; 33] {
        let on = |k: usize| self.stack.len().checked_sub(k + 1).map_or(ROOT, |i| self.stack[i]);
        let input = |k: usize| if self.next + k < self.n { (self.next + k) as u32 } else { ROOT };
        let (s0, s1, s2) = (on(0), on(1), on(2));
        let (b0, b1, b2) = (input(0), input(1), input(2));
        let list = |of: &[[u32; 2]], w: u32, k: usize| of.get(w as usize).map_or(ROOT, |l| l[k]);
        let l0 = list(&self.left, s0, 0);
        let r0 = list(&self.right, s0, 0);
        let l1 = list(&self.left, s1, 0);
        let r1 = list(&self.right, s1, 0);
        let lb = list(&self.left, b0, 0);
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
        let (f0, f1, fb) = (f(s0), f(s1), f(b0));
        [
            f0.word,
            f1.word,
            f(s2).word,
            fb.word,
            f(b1).word,
            f(b2).word,
            f0.suffix,
            f1.suffix,
            fb.suffix,
            t(s0),
            t(s1),
            t(s2),
            t(b0),
            t(b1),
            t(b2),
            t(l0),
            t(r0),
            t(l1),
            t(r1),
            t(lb),
            t(l02),
            t(r02),
            r(l0),
            r(r0),
            r(l1),
            r(r1),
            r(lb),
            r(l02),
            r(r02),
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
            Move::Left(_) => {
                let Some(&top) = self.stack.last() else { return 1 };
                let below = self.stack.len().checked_sub(2).map(|i| self.stack[i]);
                let h = head(top);
                let lost_head = h != next && (Some(h) == below || in_input(h));
                let children = (self.next..self.n).filter(|k| head(*k as u32) == top).count();
                usize::from(lost_head) + children
            }
            // The top loses its head and its children in the input.
            Move::Right(_) => {
                let Some(&top) = self.stack.last() else { return 1 };
                let h = head(top);
                let children = (self.next..self.n).filter(|k| head(*k as u32) == top).count();
                usize::from(in_input(h)) + children
            }
        }
    }
}

pub(super) const KIND: Kind = Kind { slots: SLOTS, outputs: MOVES };

/// Parses a tagged sentence; `state.heads` has the result.
pub(super) fn parse(net: &Net<'_>, words: &[SyntacticWord], tags: &[Tag], state: &mut State, work: &mut Work) {
    state.begin(tags);
    let form = |i: usize| words.get(i).map_or(NO_FORM, |w| w.form);
    let tag = |i: usize| tags.get(i).copied().unwrap_or(Tag::None);
    while !state.done() {
        net.run(&state.features(&form, &tag), work);
        let Some(best) = work.best(|k| state.can(Move::numbered(k))) else { break };
        state.make(Move::numbered(best));
    }
}
