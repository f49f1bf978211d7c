//! The words of a story as paraphrases are compared by: what each tells, and how much alike two of them are.

use crate::annotate::Annotated;
use crate::annotate::lexeme::{self, DIMENSIONS, Field, Lexeme};
use crate::annotate::lexicon::{COMMON, EVERYDAY, NEGATIONS};
use crate::annotate::token::{Key, KeyMap, TokenKind};
use crate::story::claim::number;
use crate::story::claim::told::{kind_of, synonyms};
use crate::story::gather::sketch::term_of;
use crate::story::gather::words::Frequencies;

/// What words mean together: their vectors by weight, of length one.
pub type Vector = [f32; DIMENSIONS];

/// A row of [`Glossary`].
pub type WordId = u32;

/// Numbers of a vector that are worked on at once; a vector is so many times as long.
const LANES: usize = 16;
const _: () = assert!(DIMENSIONS.is_multiple_of(LANES));

/// What is known of one word, however often it stands there.
#[derive(Clone, Debug)]
pub struct Gloss {
    /// How much it tells: 0 for words that only hold others together.
    pub weight: f32,
    /// The dictionary's word for it, or the word itself.
    pub(super) lemma: u64,
    lexeme: Option<Lexeme>,
    /// Its vector, of length one; zero for names and what the table does not have.
    pub vector: Vector,
    /// It is written with a capital inside sentences and never without.
    pub name: bool,
    /// It denies.
    pub denies: bool,
    /// The last report, from one, that has it, and how many have it.
    seen: (u32, u32),
}

/// Every word of a story, once.
#[derive(Debug, Default)]
pub struct Glossary {
    rows: KeyMap<WordId>,
    list: Vec<Gloss>,
}

impl Glossary {
    /// The words of the reports.
    pub fn of(reports: &[&Annotated]) -> Self {
        let mut out = Self::default();
        let frequencies = Frequencies::default();
        for (r, report) in reports.iter().enumerate() {
            let weigh = frequencies.weigh(report.annotations.language);
            let text = report.article.text.as_str();
            for sentence in &report.annotations.sentences {
                let tokens = report.annotations.tokens.get(sentence.first as usize..sentence.end as usize);
                let mut inside = false;
                for t in tokens.unwrap_or(&[]).iter().filter(|t| t.is_word()) {
                    let form = text.get(t.span.range()).unwrap_or("");
                    let row = *out.rows.entry(t.key).or_insert_with(|| {
                        out.list.push(Gloss::of(form, t.key, weigh(term_of(form))));
                        out.list.len() as WordId - 1
                    });
                    let Some(m) = out.list.get_mut(row as usize) else { continue };
                    let capital = form.starts_with(char::is_uppercase);
                    if !capital {
                        m.name = false;
                    } else if !inside && m.seen.1 == 0 && m.lexeme.is_some() {
                        // The capital is the sentence's.
                        m.name = false;
                    }
                    if m.seen.0 != r as u32 + 1 {
                        m.seen = (r as u32 + 1, m.seen.1 + 1);
                    }
                    inside = true;
                }
            }
        }
        // What most reports have says little of which sentence is meant.
        let all = reports.len().max(3) as f32;
        for m in &mut out.list {
            m.weight *= 1.0 - 0.55 * (m.seen.1.saturating_sub(1) as f32 / (all - 1.0)).min(1.0);
            if m.name {
                m.vector = [0.0; DIMENSIONS];
            }
        }
        out
    }

    /// The row of a word.
    pub fn row(&self, key: Key) -> Option<WordId> {
        self.rows.get(&key).copied()
    }

    /// What is known of a word.
    pub fn get(&self, word: WordId) -> &Gloss {
        &self.list[word as usize]
    }

    /// What is known of every word, by row.
    pub fn all(&self) -> &[Gloss] {
        &self.list
    }

    /// Whether a word is a noun for somebody, in its first sense.
    pub fn is_person(&self, word: WordId) -> bool {
        let noun = self.get(word).lexeme.map(|l| l.noun().unwrap_or(l));
        noun.and_then(|n| n.senses().next()).is_some_and(|s| s.field() == Field::Person)
    }

    /// What words mean together.
    pub fn sum(&self, words: &[WordId]) -> Vector {
        let mut out = [0.0f32; DIMENSIONS];
        for w in words {
            let m = self.get(*w);
            out.iter_mut().zip(&m.vector).for_each(|(x, y)| *x += m.weight * y);
        }
        unit(out)
    }

    /// Whether two words are forms of one.
    pub fn is_one(&self, a: WordId, b: WordId) -> bool {
        a == b || self.get(a).lemma == self.get(b).lemma
    }

    /// How much two words say the same: 1 for forms of one word, less for all others, 0 for words that have nothing to
    /// do with each other.
    pub fn same(&self, a: WordId, b: WordId) -> f32 {
        if self.is_one(a, b) {
            return 1.0;
        }
        let (x, y) = (self.get(a), self.get(b));
        if x.name || y.name {
            return 0.0;
        }
        let cosine = dot(&x.vector, &y.vector);
        if cosine > 0.2 && x.lexeme.zip(y.lexeme).is_some_and(|(p, q)| synonyms(p, q)) {
            return 0.85;
        }
        let near = ((cosine - 0.1) / 0.75).clamp(0.0, 0.8);
        if cosine > 0.25 && x.lexeme.zip(y.lexeme).is_some_and(|(p, q)| kind_of(p, q)) { near.max(0.65) } else { near }
    }

    /// Whether words deny; what is denied twice is not.
    pub fn denies(&self, keys: impl Iterator<Item = Key>) -> bool {
        keys.filter_map(|k| self.row(k)).filter(|w| self.get(*w).denies).count() % 2 == 1
    }
}

/// How much words of a story are alike with words that were said, each pair worked out once.
pub(super) struct Alike<'a> {
    glossary: &'a Glossary,
    /// The column of each word that was said, from one.
    columns: Vec<u32>,
    width: usize,
    /// In steps of a two-hundredth; [`UNKNOWN`] where nobody has asked. Empty where the table would be too large.
    cells: Vec<u8>,
}

const UNKNOWN: u8 = 255;
const STEPS: f32 = 200.0;
/// Cells that a table has at most.
const CELLS: usize = 32 << 20;

impl<'a> Alike<'a> {
    /// A table for these words on the one side and all words of the glossary on the other.
    pub fn of(glossary: &'a Glossary, said: impl Iterator<Item = WordId>) -> Self {
        let (mut columns, mut width) = (vec![0u32; glossary.list.len()], 0usize);
        for w in said {
            if let Some(c) = columns.get_mut(w as usize).filter(|c| **c == 0) {
                width += 1;
                *c = width as u32;
            }
        }
        let size = glossary.list.len().saturating_mul(width);
        Self { glossary, columns, width, cells: vec![UNKNOWN; if size <= CELLS { size } else { 0 }] }
    }

    /// As [`Glossary::same`], to a two-hundredth, of a word and each of `said`, which are words that the table is for.
    pub fn each(&mut self, word: WordId, said: &[WordId], out: &mut Vec<f32>) {
        let first = word as usize * self.width;
        let row = self.cells.get_mut(first..first + self.width).unwrap_or(&mut []);
        out.extend(said.iter().map(|said| {
            let column = self.columns.get(*said as usize).map_or(0, |c| *c as usize);
            let Some(cell) = row.get_mut(column.wrapping_sub(1)) else { return self.glossary.same(word, *said) };
            if *cell == UNKNOWN {
                *cell = (self.glossary.same(word, *said) * STEPS).round() as u8;
            }
            f32::from(*cell) / STEPS
        }));
    }
}

impl Gloss {
    fn of(form: &str, key: Key, rarity: f32) -> Self {
        let lexeme = Lexeme::of(form);
        let dictionary = lexeme.and_then(|l| l.verb().or(l.noun())).or(lexeme);
        let root = dictionary.and_then(Lexeme::root).or(dictionary);
        let weight = match () {
            () if key.kind() == TokenKind::Symbol || COMMON.has(key) => 0.0,
            () if EVERYDAY.has(key) => 0.5 * rarity,
            () => rarity,
        };
        Self {
            weight,
            lemma: root.map_or(key.get() | 1 << 32, |l| l.index() as u64),
            lexeme: dictionary,
            vector: lexeme.map_or([0.0; DIMENSIONS], |l| lexeme::unit(l.vector())),
            name: true,
            denies: NEGATIONS.has(key),
            seen: (0, 0),
        }
    }
}

/// The vector stretched to length one; zero stays zero.
pub fn unit(mut v: Vector) -> Vector {
    let length = dot(&v, &v).sqrt().max(1e-6);
    v.iter_mut().for_each(|x| *x /= length);
    v
}

/// How much the same two sums mean.
pub fn dot(a: &Vector, b: &Vector) -> f32 {
    // Sixteen sums side by side, which a processor adds at once.
    let mut sums = [0.0f32; LANES];
    for (x, y) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        sums.iter_mut().zip(x.iter().zip(y)).for_each(|(s, (x, y))| *s += x * y);
    }
    sums.iter().sum()
}

/// The numbers in words, in small letters: each how much at least and at most.
pub fn numbers(words: &[&str]) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match number::read(words, i) {
            Some((value, end)) => {
                out.push(value);
                i = end.max(i + 1);
            }
            None => i += 1,
        }
    }
    out
}
