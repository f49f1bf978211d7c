//! Words as grammars count them: "don't" is two, "Mr." is one.

use super::clusters;
use crate::annotate::token::{Key, Token, TokenKind};
use crate::span::Span;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A word of a sentence as syntax sees it, with the features the networks look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntacticWord {
    /// Where it stands.
    pub span: Span,
    /// The row of its token in the article's table.
    pub token: u32,
    /// Rows of the networks' tables.
    pub form: Form,
}

/// What the networks see of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The word itself; 0 for a rare one, 1 for none.
    pub word: u32,
    /// Its last three letters.
    pub suffix: u32,
    /// Its last two letters.
    pub ending: u32,
    /// Its first three letters.
    pub prefix: u32,
    /// Capitals, figures, signs.
    pub shape: u32,
    /// Its Brown cluster.
    pub cluster: u32,
}

/// Rows of the table of last or first letters.
pub const AFFIXES: usize = 3072;
/// Rows of the table of two last letters.
pub const ENDINGS: usize = 1024;
/// Rows of the table of shapes.
pub const SHAPES: usize = 32;
/// The row of a word the table does not have.
pub const RARE: u32 = 0;
/// The row of a place where no word stands.
pub const NONE: u32 = 1;
/// The first row of a word.
pub const FIRST: u32 = 2;

/// The rows of the words the networks know.
pub type Lexicon = HashMap<u64, u32, BuildHasherDefault<Same>>;

/// The hash of what is a hash already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = self.0.rotate_left(8) ^ u64::from(*b));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// What no word looks like.
pub const NO_FORM: Form = Form { word: NONE, suffix: 0, ending: 0, prefix: 0, shape: 0, cluster: 0 };

/// What a word is looked up by: marks and dashes of one kind are one word.
pub fn key(word: &str) -> u64 {
    let folded = match word {
        "“" | "”" | "„" | "«" | "»" | "``" | "''" => "\"",
        "‘" | "’" | "`" => "'",
        "–" | "—" | "---" => "--",
        "..." | ". . ." | "...." | ".." => "…",
        other => other,
    };
    if folded.starts_with(|c: char| c.is_ascii_digit()) && folded.len() != 4 && folded.len() > 2 {
        // Numbers but years and small ones are one word.
        return Key::word("0").get();
    }
    Key::word(folded).get()
}

fn hash(bytes: impl Iterator<Item = u8>, rows: usize) -> u32 {
    let h = bytes.fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193));
    (h ^ (h >> 15)) % rows as u32
}

/// The features of a word; `first` says whether it begins its sentence.
pub fn form(word: &str, first: bool, lexicon: &Lexicon) -> Form {
    Form { word: lexicon.get(&key(word)).copied().unwrap_or(RARE), ..letters(word, first) }
}

/// The features of a word but for the word itself.
pub fn letters(word: &str, first: bool) -> Form {
    let bytes = word.as_bytes();
    let n = bytes.len();
    let tail = |k: usize| bytes[n.saturating_sub(k)..].iter().copied();
    Form {
        word: RARE,
        suffix: hash(tail(3), AFFIXES),
        ending: hash(tail(2), ENDINGS),
        prefix: hash(bytes.iter().copied().take(3), AFFIXES),
        shape: shape(word, first),
        cluster: u32::from(clusters::cluster(word)),
    }
}

fn shape(word: &str, first: bool) -> u32 {
    let (mut upper, mut lower, mut digit, mut other) = (0u32, 0u32, 0u32, 0u32);
    let mut initial = false;
    for (i, c) in word.chars().take(24).enumerate() {
        if c.is_ascii_lowercase() {
            lower += 1;
        } else if c.is_uppercase() {
            upper += 1;
            initial |= i == 0;
        } else if c.is_numeric() {
            digit += 1;
        } else if c.is_alphabetic() {
            lower += 1;
        } else {
            other += 1;
        }
    }
    let class = match (upper, lower, digit, other) {
        (0, 0, 0, _) => 1,
        (0, 0, _, 0) => {
            if digit == 4 {
                2
            } else {
                3
            }
        }
        (0, 0, _, _) => 4,
        (_, _, d, _) if d > 0 => {
            if initial {
                5
            } else {
                6
            }
        }
        (0, 1, ..) => 7,
        (0, _, _, 0) => 8,
        (0, ..) => 9,
        (1, 0, ..) => 10,
        (_, 0, _, 0) => 11,
        (_, 0, ..) => 12,
        (1, _, _, 0) if initial => 13,
        (_, _, _, 0) if initial => 14,
        _ => 15,
    };
    class * 2 + u32::from(first)
}

/// The words of the tokens `tokens`, whose first has row `row` in its table; the last token ends the sentence.
pub fn words(text: &str, tokens: &[Token], row: u32, lexicon: &Lexicon, out: &mut Vec<SyntacticWord>) {
    out.clear();
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let span = token.span;
        let at = row + i as u32;
        let Some(word) = text.get(span.range()) else { break };
        let mut push = |from: usize, to: usize| {
            let piece = word.get(from..to).unwrap_or(word);
            let first = out.is_empty();
            out.push(SyntacticWord {
                span: Span::new(span.start() + from as u32, span.start() + to as u32),
                token: at,
                form: form(piece, first, lexicon),
            });
        };
        if token.kind() == TokenKind::Word {
            let cut = clitic(word);
            if cut > 0 {
                push(0, cut);
                push(cut, word.len());
                i += 1;
                continue;
            }
            // The stop of an abbreviation inside the sentence belongs to the word.
            let next = tokens.get(i + 1).filter(|n| n.span.start() == span.end() && i + 2 < tokens.len());
            if let Some(stop) = next.filter(|n| text.get(n.span.range()) == Some(".")) {
                let whole = Span::new(span.start(), stop.span.end());
                let first = out.is_empty();
                let piece = text.get(whole.range()).unwrap_or(word);
                out.push(SyntacticWord { span: whole, token: at, form: form(piece, first, lexicon) });
                i += 2;
                continue;
            }
        }
        push(0, word.len());
        i += 1;
    }
}

/// Where a word's clitic begins; 0 if it has none.
fn clitic(word: &str) -> usize {
    let bytes = word.as_bytes();
    let n = bytes.len();
    if n == 6 && word.eq_ignore_ascii_case("cannot") {
        return 3;
    }
    let Some((at, mark)) = word.char_indices().rev().take(4).find(|(_, c)| matches!(c, '\'' | '’' | 'ʼ')) else {
        return 0;
    };
    let tail = &word[at + mark.len_utf8()..];
    let is = |s: &str| tail.eq_ignore_ascii_case(s);
    if is("t") && at > 1 && matches!(bytes[at - 1], b'n' | b'N') {
        return at - 1;
    }
    if at > 0 && ["s", "re", "ve", "ll", "d", "m"].into_iter().any(is) { at } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::token::tokenize;

    fn split(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
        let mut out = Vec::new();
        words(text, &tokens, 0, &Lexicon::default(), &mut out);
        out.iter().map(|w| &text[w.span.range()]).collect()
    }

    #[test]
    fn clitics_and_abbreviations() {
        assert_eq!(
            split("Mr. Pell’s dog can't say it'll cannot."),
            ["Mr.", "Pell", "’s", "dog", "ca", "n't", "say", "it", "'ll", "can", "not", "."]
        );
        assert_eq!(split("O'Neil, the U.S. and 3 a.m."), ["O'Neil", ",", "the", "U.S.", "and", "3", "a.m."]);
    }
}
