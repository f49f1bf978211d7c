//! Treebanks in the CoNLL-U format.

use std::path::Path;
use variorum::annotate::syntax::parser::ROOT;
use variorum::annotate::syntax::tags::{Pos, Relation, Tag};

/// A sentence of a treebank.
pub struct Sentence {
    pub words: Vec<String>,
    pub tags: Vec<(Tag, Pos)>,
    /// Heads count from 0; the root has `ROOT`.
    pub heads: Vec<(u32, Relation)>,
    /// How sure a teacher was of all its arcs together; 1 for each of a treebank.
    sum: f32,
}

impl Sentence {
    /// How sure a teacher was of its arcs, on average.
    pub fn sure(&self) -> f32 {
        self.sum / self.words.len().max(1) as f32
    }
}

/// The sentences of a file; lines that are no word of the tree are left out.
pub fn read(path: &Path) -> std::io::Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path)?;
    let mut out = Vec::new();
    for block in text.split("\n\n") {
        let mut s = Sentence { words: Vec::new(), tags: Vec::new(), heads: Vec::new(), sum: 0.0 };
        for line in block.lines().filter(|l| !l.starts_with('#')) {
            let f: Vec<&str> = line.split('\t').collect();
            let [id, form, _, pos, tag, _, head, relation, _, note] = f[..] else { continue };
            if id.parse::<usize>().is_err() {
                continue;
            }
            s.sum += note.strip_prefix("Sure=").and_then(|n| n.parse().ok()).unwrap_or(1.0);
            s.words.push(form.to_owned());
            s.tags.push((Tag::named(tag).unwrap_or(Tag::None), Pos::named(pos).unwrap_or(Pos::X)));
            let head = head.parse::<u32>().unwrap_or(0);
            s.heads.push((head.checked_sub(1).unwrap_or(ROOT), Relation::of(relation)));
        }
        if !s.words.is_empty() {
            out.push(s);
        }
    }
    Ok(out)
}
