//! Parts of speech, word by word from left to right.

use super::net::{Net, Work};
use super::tags::{Pos, Tag};
use super::word::{Form, NO_FORM, SyntacticWord};
use super::{Kind, Table};

/// The slots of the tagger's input.
pub const SLOTS: &[Table] = &[
    // The word and its neighbours.
    Table::Word,
    Table::Word,
    Table::Word,
    // The same and one more on each side.
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    Table::Cluster,
    // Last letters of the word and its neighbours.
    Table::Suffix,
    Table::Suffix,
    Table::Suffix,
    Table::Ending,
    Table::Prefix,
    Table::Shape,
    Table::Shape,
    Table::Shape,
    // The two tags before.
    Table::Tag,
    Table::Tag,
];

/// Tags by number, plus one for "before the sentence".
pub const OUTSIDE: u32 = Tag::ALL.len() as u32;

/// The rows of the slots for word `i`, given the tags of the two words before it.
pub fn features(forms: impl Fn(usize) -> Option<Form>, i: usize, before: [u32; 2]) -> [u32; SLOTS.len()] {
    let at = |d: isize| i.checked_add_signed(d).and_then(&forms).unwrap_or(NO_FORM);
    let (a, b, w, x, y) = (at(-2), at(-1), at(0), at(1), at(2));
    [
        w.word, b.word, x.word, w.cluster, b.cluster, x.cluster, a.cluster, y.cluster, w.suffix, b.suffix, x.suffix,
        w.ending, w.prefix, w.shape, b.shape, x.shape, before[0], before[1],
    ]
}

/// The outputs: all of [`Tag`]; all of [`Pos`].
pub const HEADS: &[usize] = &[Tag::ALL.len(), Pos::ALL.len()];

pub(super) const KIND: Kind = Kind { slots: SLOTS, heads: HEADS };

/// Tags the words of a sentence.
pub(super) fn tag(net: &Net<'_>, words: &[SyntacticWord], work: &mut Work, out: &mut Vec<(Tag, Pos)>) {
    out.clear();
    let forms = |i: usize| words.get(i).map(|w| w.form);
    let mut before = [OUTSIDE; 2];
    for i in 0..words.len() {
        net.run(&features(forms, i, before), work);
        let tag = net.choose(0, work, |_| true).unwrap_or(0);
        let pos = net.choose(1, work, |_| true).unwrap_or(0);
        before = [tag as u32, before[0]];
        out.push((Tag::ALL.get(tag).copied().unwrap_or(Tag::None), Pos::ALL.get(pos).copied().unwrap_or(Pos::X)));
    }
}
