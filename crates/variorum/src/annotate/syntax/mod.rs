//! Parts of speech and grammatical relations of English sentences, by two small networks.

pub mod clusters;
mod memory;
pub(crate) mod net;
pub mod parser;
pub mod tagger;
pub mod tags;
pub mod word;

use super::sentence::Sentence;
use super::token::Token;
use memory::Memory;
use net::{Net, Reader, Work};
use parser::State;
use std::sync::OnceLock;
use tags::{Pos, Relation, Tag};
use word::{Lexicon, SyntacticWord};

/// What a slot of a network's input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Table {
    Word,
    Cluster,
    Suffix,
    Ending,
    Prefix,
    Shape,
    Tag,
    Relation,
    Distance,
    Between,
}

impl Table {
    /// How many rows there are; words are as many as the lexicon has.
    pub fn rows(self, words: usize) -> usize {
        match self {
            Table::Word => words,
            Table::Cluster => clusters::CLUSTERS,
            Table::Suffix | Table::Prefix => word::AFFIXES,
            Table::Ending => word::ENDINGS,
            Table::Shape => word::SHAPES,
            Table::Tag => Tag::ALL.len() + 1,
            Table::Relation => Relation::ALL.len() + 1,
            Table::Distance => parser::DISTANCES,
            Table::Between => parser::BETWEEN,
        }
    }
}

impl Table {
    /// The row that stands for nothing there, or for what is known of no word; networks pass it over.
    pub fn rest(self) -> u32 {
        match self {
            Table::Tag => parser::NO_TAG,
            Table::Relation => parser::NO_RELATION,
            _ => 0,
        }
    }
}

/// What goes into a network and how much comes out.
struct Kind {
    slots: &'static [Table],
    heads: &'static [usize],
}

fn rests(kind: &Kind) -> Vec<u32> {
    kind.slots.iter().map(|t| t.rest()).collect()
}

/// The networks and the words they know.
pub struct Model {
    lexicon: Lexicon,
    tagger: Net<'static>,
    parser: Net<'static>,
}

/// What a file of networks begins with.
pub const MAGIC: &[u8; 8] = b"VSYNTAX3";

impl Model {
    /// Reads a file as `xtask train syntax` writes it; `None` if it is none.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut from = Reader(bytes);
        (from.bytes(8)? == MAGIC).then_some(())?;
        let n = from.u32()?;
        // A broken file may name any number.
        let mut lexicon = Lexicon::with_capacity_and_hasher(n.min(from.0.len() / 8), Default::default());
        for row in 0..n {
            lexicon.insert(from.u64()?, row as u32 + word::FIRST);
        }
        let tagger = Net::read(&mut from, &rests(&tagger::KIND), tagger::KIND.heads)?;
        let parser = Net::read(&mut from, &rests(&parser::KIND), parser::KIND.heads)?;
        Some(Self { lexicon, tagger, parser })
    }

    /// The model for English that comes with the program.
    pub fn english() -> Option<&'static Self> {
        static MODEL: OnceLock<Option<Model>> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(include_bytes!("../../../data/syntax-en.bin"))).as_ref()
    }
}

/// So many words are remembered: those of a thousand reports or so, in twenty megabytes.
const REMEMBERED: usize = 500_000;

/// One sentence with its syntax, and room to parse the next in.
#[derive(Default)]
pub struct Parsed {
    /// The words.
    pub words: Vec<SyntacticWord>,
    /// The tags of each word.
    pub tags: Vec<(Tag, Pos)>,
    /// Its head among the words, [`parser::ROOT`] for the root, and its relation.
    pub heads: Vec<(u32, Relation)>,
    state: State,
    work: Work,
    plain: Vec<Tag>,
    memory: Memory,
}

impl Parsed {
    /// Room that remembers the sentences which were tagged and parsed in it: those who read the same reports one after
    /// another need the networks once. All of them must read with one model.
    pub(crate) fn remembering() -> Self {
        Self { memory: Memory::of(REMEMBERED), ..Self::default() }
    }

    /// Tags the sentence in rows `sentence` of `tokens`; [`parse`](Self::parse) does the rest.
    pub fn tag(&mut self, model: &Model, text: &str, tokens: &[Token], sentence: Sentence) {
        let rows = tokens.get(sentence.first as usize..sentence.end as usize).unwrap_or(&[]);
        word::words(text, rows, sentence.first, &model.lexicon, &mut self.words);
        if !self.memory.tags(&self.words, &mut self.tags) {
            tagger::tag(&model.tagger, &self.words, &mut self.work, &mut self.tags);
            self.memory.put_tags(&self.words, &self.tags);
        }
    }

    /// Tags and parses words given one by one.
    pub fn parse_words(&mut self, model: &Model, words: &[&str]) {
        self.words.clear();
        self.memory.forget_last();
        for (i, w) in words.iter().enumerate() {
            let form = word::form(w, i == 0, &model.lexicon);
            self.words.push(SyntacticWord { span: Default::default(), token: i as u32, form });
        }
        tagger::tag(&model.tagger, &self.words, &mut self.work, &mut self.tags);
        self.parse(model);
    }

    /// Parses the sentence that was tagged last.
    pub fn parse(&mut self, model: &Model) {
        if self.memory.heads(&mut self.heads) {
            return;
        }
        self.plain.clear();
        self.plain.extend(self.tags.iter().map(|t| t.0));
        parser::parse(&model.parser, &self.words, &self.plain, &mut self.state, &mut self.work);
        self.heads.clear();
        self.heads.extend_from_slice(&self.state.heads);
        self.memory.put_heads(&self.heads);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tags::{Relation, Tag};

    fn parsed(sentence: &str) -> Parsed {
        let mut out = Parsed::default();
        let words: Vec<&str> = sentence.split(' ').collect();
        out.parse_words(Model::english().expect("the model that comes with the program"), &words);
        out
    }

    #[test]
    fn the_model_knows_a_verb_of_saying_from_its_clause() {
        let p = parsed("The mayor said that the committee refused .");
        let tags: Vec<Tag> = p.tags.iter().map(|t| t.0).collect();
        use Tag::*;
        assert_eq!(tags, [Det, Noun, Past, Prep, Det, Noun, Past, Stop]);
        assert_eq!(p.heads[2].1, Relation::Root);
        assert_eq!((p.heads[1].0, p.heads[1].1), (2, Relation::Nsubj));
        assert_eq!((p.heads[6].0, p.heads[6].1), (2, Relation::Ccomp));
    }

    #[test]
    fn what_is_remembered_is_what_the_networks_say() {
        use crate::annotate::token::tokenize;
        use crate::span::Span;
        let model = Model::english().expect("the model that comes with the program");
        // The same words, the same in other letters, words of which nothing is remembered any more.
        let texts = ["The crane fell.", "It broke in two.", "The crane fell.", "the Crane FELL.", "It broke in two."];
        let mut remembering = Parsed { memory: Memory::of(10), ..Parsed::default() };
        for text in texts.iter().chain(&texts) {
            let mut tokens = Vec::new();
            tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
            let sentence = Sentence { first: 0, end: tokens.len() as u32 };
            let mut fresh = Parsed::default();
            for p in [&mut fresh, &mut remembering] {
                p.tag(model, text, &tokens, sentence);
                p.parse(model);
            }
            assert_eq!((&fresh.words, &fresh.tags), (&remembering.words, &remembering.tags), "{text}");
            assert_eq!(fresh.heads, remembering.heads, "{text}");
        }
        assert_eq!(remembering.memory.len(), 9);
    }

    #[test]
    fn every_word_has_one_head_and_one_is_the_root() {
        for sentence in ["", "No", "“ ” ( ) …", "He said , she said , they said , and so on and so on .", "🐟 ⚓ x y z"]
        {
            let p = parsed(sentence);
            let n = p.words.len();
            assert_eq!((p.tags.len(), p.heads.len()), (n, n));
            assert_eq!(p.heads.iter().filter(|h| h.1 == Relation::Root).count(), 1, "{sentence}");
            for start in 0..n {
                let (mut at, mut steps) = (start as u32, 0);
                while at != parser::ROOT {
                    at = p.heads[at as usize].0;
                    steps += 1;
                    assert!(steps <= n, "a circle in {sentence}");
                }
            }
        }
    }

    #[test]
    fn a_file_that_is_no_model_is_none() {
        assert!(Model::read(b"").is_none());
        assert!(Model::read(b"VSYNTAX3\xff\xff\xff\xff").is_none());
        assert!(Model::read(b"VSYNTAX3\0\0\0\0\x10\0\0\0").is_none());
    }
}
