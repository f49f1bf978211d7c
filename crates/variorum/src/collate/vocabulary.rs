//! The words of one comparison, interned once: everything behind this works on integers.

use super::align::{Likeness, Word};
use super::{forms, spelling};
use crate::annotate::Annotated;
use crate::annotate::language::Language;
use crate::annotate::language::tables::{self, Words};
use crate::annotate::lexicon::{COMMON, DOUBTS, EVERYDAY, List, MODALS, NEGATIONS, NUMBER_WORDS, PRONOUNS};
use crate::annotate::token::{Key, KeyMap, TokenKind};
use std::borrow::Cow;
use std::collections::HashMap;

/// What a word of the comparison is.
#[derive(Clone, Debug)]
struct Entry {
    folded: String,
    normal: String,
    spelling: u32,
    stem: u32,
    weight: u8,
    telling: u8,
    flags: u8,
}

const NEGATION: u8 = 1;
const NUMBER: u8 = 2;
const PRONOUN: u8 = 4;
const MODAL: u8 = 8;
const DOUBT: u8 = 16;

/// Interned words with what alignment asks of them.
#[derive(Default)]
pub struct Vocabulary {
    ids: KeyMap<Word>,
    entries: Vec<Entry>,
    classes: HashMap<String, u32>,
    /// The word lists of the reports' language, where it is not English.
    words: Option<&'static Words>,
}

impl Vocabulary {
    /// An empty vocabulary for reports in the language that most of them are in.
    pub(crate) fn of(articles: &[&Annotated]) -> Self {
        let count = |l: Language| articles.iter().filter(|a| a.annotations.language == Some(l)).count();
        // Of two that as many reports are in, the first in the list.
        let most = Language::ALL.into_iter().rev().max_by_key(|l| count(*l)).filter(|l| count(*l) > 0);
        Self { words: most.and_then(Language::words), ..Self::default() }
    }

    /// As [`intern`](Self::intern), of a word before another that may tell what it is short for.
    pub(crate) fn intern_before(&mut self, key: Key, word: &str, next: &str) -> Word {
        match self.words.is_none().then(|| spelling::before(word, next)) {
            Some(Cow::Owned(whole)) => self.intern(Key::word(&whole), &whole),
            _ => self.intern(key, word),
        }
    }

    /// The id of a word, given its key and how it is written.
    pub fn intern(&mut self, key: Key, word: &str) -> Word {
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let folded = spelling::fold(word);
        let normal = self.normal_run(&[&folded]);
        let stem = self.words.map_or_else(|| spelling::stem(&folded), |w| forms::stem(&folded, w));
        let mut class = |name: String| {
            let next = self.classes.len() as u32;
            *self.classes.entry(name).or_insert(next)
        };
        let stem = class(format!("s {stem}"));
        let spelling = class(format!("n {normal}"));
        // A list of its own for each language: "no" and "me" mean something else in another.
        let has = |list: &List, flag| self.words.map_or_else(|| list.has(key), |w| w.of(key) & flag != 0);
        let on = |list: &List, flag, bit: u8| if has(list, flag) { bit } else { 0 };
        let words = self.words.map_or_else(|| NUMBER_WORDS.has(key), |w| w.number(key).is_some());
        let number = key.kind() == TokenKind::Number || words;
        let flags = on(&NEGATIONS, tables::NEGATION, NEGATION)
            | on(&PRONOUNS, tables::PERSONAL, PRONOUN)
            | on(&MODALS, tables::MODAL, MODAL)
            | if number { NUMBER } else { 0 }
            | if self.words.is_none() && DOUBTS.has(key) { DOUBT } else { 0 };
        let weight = if has(&COMMON, tables::FUNCTION) { 1 } else { 2 };
        let small = weight == 1 || flags & (PRONOUN | MODAL) != 0 || folded.ends_with("n't");
        let everyday = self.words.is_none() && EVERYDAY.has(key);
        let telling = if small { 0 } else { 2 - u8::from(everyday) };
        let id = self.entries.len() as Word;
        self.entries.push(Entry { folded, normal, spelling, stem, weight, telling, flags });
        self.ids.insert(key, id);
        id
    }

    /// One string for a run of folded words, the same for every spelling of them.
    pub(crate) fn normal_run(&self, words: &[&str]) -> String {
        self.words.map_or_else(|| spelling::normal(words), |w| forms::normal(words, w))
    }

    /// Whether a capital inside a sentence tells a name.
    pub(crate) fn capitals_tell(&self) -> bool {
        self.words.is_none_or(|w| !w.tables.style.nouns_capital)
    }

    /// How many different words there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The word in lower case.
    pub fn folded(&self, w: Word) -> &str {
        self.entries.get(w as usize).map_or("", |e| &e.folded)
    }

    /// The word in its normal spelling.
    pub(crate) fn normal(&self, w: Word) -> &str {
        self.entries.get(w as usize).map_or("", |e| &e.normal)
    }

    /// 1 for a word too common to tell sentences apart, 2 for any other.
    pub fn weight(&self, w: Word) -> i32 {
        self.entries.get(w as usize).map_or(1, |e| i32::from(e.weight))
    }

    /// The id of a word, if it was interned.
    pub(crate) fn get(&self, key: Key) -> Option<Word> {
        self.ids.get(&key).copied()
    }

    /// How much a word says of which saying it stands in: 0 for the commonest words, 1 for everyday ones and for what
    /// the whole story is about, 2 for any other.
    pub(crate) fn telling(&self, w: Word) -> usize {
        self.entries.get(w as usize).map_or(0, |e| usize::from(e.telling))
    }

    /// Notes that the whole story is about what a word stands for.
    pub(crate) fn is_of_the_story(&mut self, w: Word) {
        if let Some(e) = self.entries.get_mut(w as usize) {
            e.telling = e.telling.min(1);
        }
    }

    /// How alike two words are.
    pub fn likeness(&self, a: Word, b: Word) -> Likeness {
        if a == b {
            return Likeness::Same;
        }
        let (Some(x), Some(y)) = (self.entries.get(a as usize), self.entries.get(b as usize)) else {
            return Likeness::Different;
        };
        if x.spelling == y.spelling {
            Likeness::Spelling
        } else if x.stem == y.stem {
            Likeness::Related
        } else {
            Likeness::Different
        }
    }

    /// The numbers of a word's spelling and of its stem, all below [`classes`](Self::classes): words that are alike
    /// in any way are the same word or have one of the two in common.
    pub(crate) fn kin(&self, w: Word) -> [usize; 2] {
        self.entries.get(w as usize).map_or([0, 0], |e| [e.spelling as usize, e.stem as usize])
    }

    /// How many numbers [`kin`](Self::kin) gives out.
    pub(crate) fn classes(&self) -> usize {
        self.classes.len()
    }

    /// Whether two words are one, however spelled.
    pub fn same(&self, a: Word, b: Word) -> bool {
        self.likeness(a, b) >= Likeness::Spelling
    }

    pub(crate) fn is_negation(&self, w: Word) -> bool {
        self.flag(w, NEGATION)
    }

    pub(crate) fn is_number(&self, w: Word) -> bool {
        self.flag(w, NUMBER)
    }

    pub(crate) fn is_pronoun(&self, w: Word) -> bool {
        self.flag(w, PRONOUN)
    }

    pub(crate) fn is_modal(&self, w: Word) -> bool {
        self.flag(w, MODAL)
    }

    /// Only told of English words.
    pub(crate) fn is_doubt(&self, w: Word) -> bool {
        self.flag(w, DOUBT)
    }

    fn flag(&self, w: Word, bit: u8) -> bool {
        self.entries.get(w as usize).is_some_and(|e| e.flags & bit != 0)
    }
}
