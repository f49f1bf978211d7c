//! What single English words mean: forms of one word, a vector that tells which words are used alike, and WordNet's
//! senses with the senses above them.
//!
//! The file is looked up as it lies; `xtask/teacher/lexemes.py` makes it and says how its columns lie.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI32, Ordering};

/// Numbers in a word's vector.
pub const DIMENSIONS: usize = 64;
/// What the file begins with.
pub const MAGIC: &[u8; 8] = b"VLEXEME1";

const FILE: &[u8] = include_bytes!("../../data/lexemes-en.bin");
const NOTHING: u16 = 0xFFFF;
/// Senses above a sense that are looked at.
const HIGH: usize = 12;

/// A word of the table: a form as it is written, in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lexeme(u16);

/// A sense of a word, as WordNet counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sense(u32);

/// What a sense is of: WordNet's lexicographer files, those that are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Field {
    Act,
    Animal,
    Artifact,
    Body,
    Communication,
    Event,
    Food,
    Group,
    Location,
    Person,
    Phenomenon,
    Plant,
    Process,
    State,
    Substance,
    Time,
    /// Any other sense of a noun.
    Thing,
    /// A verb.
    Doing,
    /// An adjective.
    Quality,
}

impl Field {
    fn numbered(n: u8) -> Self {
        match n {
            4 => Self::Act,
            5 => Self::Animal,
            6 => Self::Artifact,
            8 => Self::Body,
            10 => Self::Communication,
            11 => Self::Event,
            13 => Self::Food,
            14 => Self::Group,
            15 => Self::Location,
            18 => Self::Person,
            19 => Self::Phenomenon,
            20 => Self::Plant,
            22 => Self::Process,
            26 => Self::State,
            27 => Self::Substance,
            28 => Self::Time,
            29..=43 => Self::Doing,
            0 | 1 | 44 => Self::Quality,
            _ => Self::Thing,
        }
    }
}

/// Where each column begins.
struct Columns {
    words: usize,
    senses: usize,
    noun: usize,
    verb: usize,
    root: usize,
    first: usize,
    vectors: usize,
    listed: usize,
    above: usize,
    field: usize,
}

const COLUMNS: Columns = columns();

const fn columns() -> Columns {
    let (words, senses) = (word_at(FILE, 8) as usize, word_at(FILE, 12) as usize);
    let noun = 16 + 4 * words;
    let verb = noun + 2 * words;
    let root = verb + 2 * words;
    let first = root + 2 * words;
    let vectors = first + 4 * (words + 1);
    let listed = vectors + DIMENSIONS * words;
    let above = listed + 4 + 4 * word_at(FILE, listed) as usize;
    let field = above + 4 * senses;
    Columns { words, senses, noun, verb, root, first, vectors, listed, above, field }
}

const fn word_at(file: &[u8], at: usize) -> u32 {
    if at + 4 > file.len() {
        return 0;
    }
    u32::from_le_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]])
}

/// The hash a word is found by; capitals count as small letters.
fn hash(word: &str) -> u32 {
    let h = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3));
    (h ^ (h >> 32)) as u32
}

impl Lexeme {
    /// The row of a word as it stands in a text; `None` for one the table does not have.
    pub fn of(word: &str) -> Option<Self> {
        let wanted = hash(word);
        let (mut low, mut high) = (0, COLUMNS.words);
        while low < high {
            let middle = usize::midpoint(low, high);
            match word_at(FILE, 16 + 4 * middle).cmp(&wanted) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(Self(middle as u16)),
            }
        }
        None
    }

    /// The number of the row.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    fn column(self, start: usize) -> Option<Self> {
        let at = start + 2 * self.index();
        let row = u16::from_le_bytes(FILE.get(at..at + 2)?.try_into().ok()?);
        (row != NOTHING).then_some(Self(row))
    }

    /// The word as a dictionary has it, as a noun: "fires" is of "fire".
    pub fn noun(self) -> Option<Self> {
        self.column(COLUMNS.noun)
    }

    /// The word as a dictionary has it, as a verb.
    pub fn verb(self) -> Option<Self> {
        self.column(COLUMNS.verb)
    }

    /// The verb that a noun is made from: "collision" is of "collide".
    pub fn root(self) -> Option<Self> {
        self.column(COLUMNS.root)
    }

    /// How the word is used, in numbers.
    pub fn vector(self) -> &'static [u8] {
        self.numbers()
    }

    fn numbers(self) -> &'static [u8; DIMENSIONS] {
        let at = COLUMNS.vectors + DIMENSIONS * self.index();
        FILE.get(at..at + DIMENSIONS).and_then(|v| v.try_into().ok()).unwrap_or(&[0; DIMENSIONS])
    }

    /// The squares of its numbers, added up: worked out once for each word that anybody asks of.
    fn squares(self) -> i32 {
        static KNOWN: OnceLock<Vec<AtomicI32>> = OnceLock::new();
        let known = KNOWN.get_or_init(|| (0..COLUMNS.words).map(|_| AtomicI32::new(0)).collect());
        let fresh = || products(self.numbers(), self.numbers());
        let Some(cell) = known.get(self.index()) else { return fresh() };
        match cell.load(Ordering::Relaxed) {
            0 => {
                let squares = fresh();
                cell.store(squares, Ordering::Relaxed);
                squares
            }
            squares => squares,
        }
    }

    /// The senses, the commonest first, those as a noun before those as a verb and an adjective.
    pub fn senses(self) -> impl Iterator<Item = Sense> {
        let at = |k: usize| word_at(FILE, COLUMNS.first + 4 * (self.index() + k)) as usize;
        (at(0)..at(1)).map(|i| Sense(word_at(FILE, COLUMNS.listed + 4 + 4 * i)))
    }
}

impl Sense {
    /// The number of its row.
    pub fn number(self) -> usize {
        self.0 as usize
    }

    /// What it is of.
    pub fn field(self) -> Field {
        Field::numbered(FILE.get(COLUMNS.field + self.0 as usize).copied().unwrap_or(0xFF))
    }

    /// The sense above: a blaze is a fire.
    pub fn above(self) -> Option<Self> {
        let up = word_at(FILE, COLUMNS.above + 4 * self.0 as usize);
        (up != self.0 && (up as usize) < COLUMNS.senses).then_some(Self(up))
    }

    /// This sense and those above it, from below.
    pub fn upwards(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |s| s.above()).take(HIGH)
    }
}

/// The numbers of a vector, of length one.
pub fn unit(vector: &[u8]) -> [f32; DIMENSIONS] {
    let mut out = [0.0; DIMENSIONS];
    out.iter_mut().zip(vector).for_each(|(x, b)| *x = f32::from(*b as i8));
    // Whole numbers can be added in any order, and so by a processor several at once.
    let squares: i32 = vector.iter().take(DIMENSIONS).map(|b| i32::from(*b as i8) * i32::from(*b as i8)).sum();
    let length = (squares as f32).sqrt().max(1e-6);
    out.iter_mut().for_each(|x| *x /= length);
    out
}

/// How much alike two words are used: about 0 for any two words, 1 for the same.
pub fn alike(a: Lexeme, b: Lexeme) -> f32 {
    if a == b {
        return 1.0;
    }
    let (aa, bb) = (a.squares() as f32, b.squares() as f32);
    products(a.numbers(), b.numbers()) as f32 / (aa * bb).sqrt().max(1.0)
}

fn products(x: &[u8; DIMENSIONS], y: &[u8; DIMENSIONS]) -> i32 {
    x.iter().zip(y).map(|(x, y)| i32::from(*x as i8) * i32::from(*y as i8)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexeme(word: &str) -> Lexeme {
        Lexeme::of(word).unwrap_or_else(|| panic!("{word} is not in the table"))
    }

    #[test]
    fn forms_go_to_their_word() {
        assert!(FILE.starts_with(MAGIC));
        assert_eq!(lexeme("Fires").noun(), Some(lexeme("fire")));
        assert_eq!(lexeme("children").noun(), Some(lexeme("child")));
        assert_eq!(lexeme("fell").verb(), Some(lexeme("fall")));
        assert_eq!(lexeme("collision").root(), Some(lexeme("collide")));
        assert_eq!(Lexeme::of("qqzzx"), None);
    }

    #[test]
    fn words_used_alike_are_near() {
        let near = |a, b| alike(lexeme(a), lexeme(b));
        assert!(near("fire", "blaze") > near("fire", "teacher") + 0.2);
        assert!(near("robbery", "burglary") > 0.5);
        assert_eq!(near("roof", "roof"), 1.0);
    }

    #[test]
    fn senses_have_senses_above() {
        let fire = lexeme("blaze").senses().next().expect("a sense");
        assert!(fire.upwards().count() > 2);
        assert!(lexeme("teacher").senses().any(|s| s.field() == Field::Person));
        assert!(lexeme("wrist").senses().any(|s| s.field() == Field::Body));
        for row in 0..COLUMNS.words {
            for sense in Lexeme(row as u16).senses() {
                assert!(sense.upwards().all(|s| (s.0 as usize) < COLUMNS.senses));
            }
        }
    }
}
