//! What a language has to say of itself for its quotations to be read: lists of words, each with what it may be in an
//! attribution. All lists were written for this project.

use crate::annotate::token::{Key, KeyMap, TokenKind};

/// What a word can be, as bits: one word can be several things.
pub(crate) type Flags = u32;

/// Small words by which the language is told from others, too common to tell one sentence from another.
pub(crate) const FUNCTION: Flags = 1;
/// Verbs of saying in the forms that stand beside quotations.
pub(crate) const CUE: Flags = 1 << 1;
/// Verbs that give somebody's words only beside a quotation: named, spoke of.
pub(crate) const WEAK: Flags = 1 << 2;
/// Nouns of saying: statement, words.
pub(crate) const NOUN: Flags = 1 << 3;
/// Verbs that stand with a participle: has said.
pub(crate) const AUX: Flags = 1 << 4;
/// Small words between a verb and its subject: object pronouns, the second half of a separable verb.
pub(crate) const CLITIC: Flags = 1 << 5;
/// Adverbs and words of time that may stand there too.
pub(crate) const ADVERB: Flags = 1 << 6;
/// A man as subject.
pub(crate) const HE: Flags = 1 << 7;
/// A woman as subject; where the verb is plural, several people.
pub(crate) const SHE: Flags = 1 << 8;
/// Several people as subject.
pub(crate) const THEY: Flags = 1 << 9;
/// First persons as subjects.
pub(crate) const SPEAKING: Flags = 1 << 10;
/// Articles and possessives that begin a noun phrase.
pub(crate) const DET: Flags = 1 << 11;
/// Articles that only a man's role takes.
pub(crate) const MALE_DET: Flags = 1 << 12;
/// Articles that only a woman's role takes.
pub(crate) const FEMALE_DET: Flags = 1 << 13;
/// Roles, offices and forms of address.
pub(crate) const TITLE: Flags = 1 << 14;
/// First names and nouns for men.
pub(crate) const MALE: Flags = 1 << 15;
/// First names and nouns for women.
pub(crate) const FEMALE: Flags = 1 << 16;
/// Small words that join the parts of a name.
pub(crate) const PARTICLE: Flags = 1 << 17;
/// Prepositions.
pub(crate) const PREP: Flags = 1 << 18;
/// Prepositions that stand inside a noun phrase: the mayor of.
pub(crate) const OF: Flags = 1 << 19;
/// "That" and "whether".
pub(crate) const THAT: Flags = 1 << 20;
/// What leads to whom somebody speaks.
pub(crate) const TO: Flags = 1 << 21;
/// Articles in the case of whom somebody speaks to.
pub(crate) const DATIVE: Flags = 1 << 22;
/// "According to", behind the source.
pub(crate) const BEHIND: Flags = 1 << 23;
/// Those to whom people speak in the news: papers, reporters, councils.
pub(crate) const HEARER: Flags = 1 << 24;
/// Words whose full stop ends no sentence.
pub(crate) const ABBREVIATION: Flags = 1 << 25;
/// Months, days of the week, o'clock.
pub(crate) const MONTH: Flags = 1 << 26;
/// Words that deny.
pub(crate) const NEGATION: Flags = 1 << 27;
/// Modal verbs.
pub(crate) const MODAL: Flags = 1 << 28;
/// Personal and possessive pronouns in all their forms.
pub(crate) const PERSONAL: Flags = 1 << 29;
/// Words before the title of a work.
pub(crate) const WORK: Flags = 1 << 30;
/// Words that make a run of capitals no person's name.
pub(crate) const INSTITUTION: Flags = 1 << 31;

/// Habits of a language that no list can hold.
pub(crate) struct Style {
    /// All nouns have a capital.
    pub nouns_capital: bool,
    /// "Said." is a sentence: the verb needs no subject.
    pub drops_subject: bool,
    /// An attribution may stand inside the marks: « Le pont, a dit Anne, reste fermé. »
    pub speaks_between: bool,
    /// A dash may open speech without any marks.
    pub dashes: bool,
}

/// One language as it is written down in its file.
pub(crate) struct Tables {
    /// Its code by ISO 639-1.
    pub code: &'static str,
    /// Words by what they are.
    pub words: &'static [(Flags, &'static str)],
    /// Endings that make a compound a role: Verkehrsminister.
    pub endings: &'static [&'static str],
    /// "According to" in all its words, before the source.
    pub according: &'static [&'static str],
    /// Words for where something was said, with the channel's name.
    pub channels: &'static [(&'static str, &'static str)],
    /// Numbers from two to twenty, then the tens up to ninety.
    pub numbers: &'static str,
    /// Endings that differ between the forms of one word, the longer ones first.
    pub stems: &'static [&'static str],
    /// Words that stand for one another when speech is reported: I, he, she.
    pub persons: &'static [&'static str],
    /// Its habits.
    pub style: Style,
}

/// The tables of one language by keys.
pub(crate) struct Words {
    /// As they are written down.
    pub tables: &'static Tables,
    flags: KeyMap<Flags>,
    according: Vec<Vec<Key>>,
    channels: KeyMap<&'static str>,
    numbers: KeyMap<u32>,
    persons: KeyMap<&'static str>,
}

impl Words {
    pub(super) fn new(tables: &'static Tables) -> Self {
        let mut flags: KeyMap<Flags> = KeyMap::default();
        for (flag, list) in tables.words {
            for word in list.split_whitespace() {
                *flags.entry(Key::word(word)).or_default() |= flag;
            }
        }
        let phrase = |p: &&str| p.split_whitespace().map(Key::word).collect();
        let mut according: Vec<Vec<Key>> = tables.according.iter().map(phrase).collect();
        according.sort_by_key(|p| std::cmp::Reverse(p.len()));
        let value = |i: usize| if i < 19 { i as u32 + 2 } else { (i as u32 - 16) * 10 };
        let numbers = tables.numbers.split_whitespace().enumerate();
        let persons = tables.persons.iter().rev();
        Self {
            tables,
            flags,
            according,
            channels: tables.channels.iter().map(|(w, name)| (Key::word(w), *name)).collect(),
            numbers: numbers.map(|(i, w)| (Key::word(w), value(i))).collect(),
            persons: persons
                .flat_map(|p| p.split(' ').map(|w| (Key::word(w), p.split(' ').next().unwrap_or(p))))
                .collect(),
        }
    }

    /// What a word by its key can be.
    pub fn of(&self, key: Key) -> Flags {
        self.flags.get(&key).copied().unwrap_or(0)
    }

    /// What a word can be; in a word with an elision ("l'élu", "s'exclame") what is behind the apostrophe.
    pub fn flags(&self, key: Key, word: &str) -> Flags {
        if key.kind() != TokenKind::Word {
            return 0;
        }
        let own = self.of(key);
        if own != 0 {
            return own;
        }
        let Some((_, rest)) = elision(word) else { return if self.is_role(word) { TITLE } else { 0 } };
        self.of(Key::word(rest))
    }

    /// Whether a word is a pronoun as subject.
    pub fn is_subject(&self, key: Key) -> bool {
        self.of(key) & (HE | SHE | THEY | SPEAKING) != 0
    }

    /// Whether a compound is a role by its ending.
    fn is_role(&self, word: &str) -> bool {
        let long = word.chars().count() > 6;
        long && self.tables.endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e))
    }

    /// How many of `keys` say "according to".
    pub fn according(&self, keys: impl Fn(usize) -> Option<Key>) -> usize {
        let fits = |p: &&Vec<Key>| p.iter().enumerate().all(|(i, k)| keys(i) == Some(*k));
        self.according.iter().find(fits).map_or(0, Vec::len)
    }

    /// The channel a word names.
    pub fn channel(&self, key: Key) -> Option<&'static str> {
        self.channels.get(&key).copied()
    }

    /// The value of a number in words.
    pub fn number(&self, key: Key) -> Option<u32> {
        self.numbers.get(&key).copied()
    }

    /// The first person that a word of the third stands for where speech is reported.
    pub fn first_person(&self, key: Key) -> Option<&'static str> {
        self.persons.get(&key).copied()
    }
}

/// An elided word before an apostrophe and what is behind it: "l" and "élu".
pub(crate) fn elision(word: &str) -> Option<(&str, &str)> {
    let at = word.find(['\'', '’'])?;
    let behind = at + word.get(at..)?.chars().next()?.len_utf8();
    let (head, rest) = (word.get(..at)?, word.get(behind..)?);
    (!rest.is_empty() && (1..=6).contains(&head.len())).then_some((head, rest))
}
