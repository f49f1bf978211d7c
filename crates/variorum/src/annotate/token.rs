//! Words, numbers, symbols and punctuation, with keys that compare as integers.

use crate::article::Block;
use crate::span::Span;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes (`don't`) and the full stops of an abbreviation (`U.S.`).
    Word,
    /// Digits with their separators (`1,200`, `3.5`), and what is written onto them (`24th`).
    Number,
    /// A sign that is read aloud, such as `$`, `%` or `&`.
    Symbol,
    /// Everything else: marks, dashes, brackets, emoji. Three dots are one token.
    Punct,
}

/// What a token is compared by: a 64-bit hash of its folded form, tagged with its kind.
///
/// Folding takes capitals, the shape of apostrophes, Unicode composition and thousands separators away, so
/// that equal keys mean "the same word". A hash needs no table shared between articles or threads; among a
/// million different words the chance that any two collide is about one in ten million.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(u64);

impl Key {
    /// The key of `token`, a single word, number, symbol or mark.
    pub fn of(token: &str, kind: TokenKind) -> Self {
        let mut hash = Fnv::new();
        if token.is_ascii() {
            for (i, b) in token.bytes().enumerate() {
                // A comma parts thousands only before three digits: "3,5" is not 35.
                let thousands = || {
                    let behind = token.as_bytes().get(i + 1..).unwrap_or(&[]);
                    behind.iter().take_while(|b| b.is_ascii_digit()).count() == 3
                };
                // Inside a word it is an apostrophe.
                let b = if b == b'"' && i > 0 && kind == TokenKind::Word { b'\'' } else { b };
                if !(b == b',' && kind == TokenKind::Number && thousands()) {
                    hash.byte(b.to_ascii_lowercase());
                }
            }
        } else {
            let mut buffer = [0u8; 4];
            for c in token.nfc().flat_map(char::to_lowercase) {
                let c = if is_apostrophe(c) { '\'' } else { c };
                for b in c.encode_utf8(&mut buffer).bytes() {
                    hash.byte(b);
                }
            }
        }
        Self::tagged(hash.0, kind)
    }

    /// The key of a word that is already folded.
    pub fn word(folded: &str) -> Self {
        Self::of(folded, TokenKind::Word)
    }

    fn tagged(hash: u64, kind: TokenKind) -> Self {
        // FNV's low bits are its best; a last multiplication spreads them before the tag takes two away.
        Self((hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) & !3) | kind as u64)
    }

    /// The kind the key was tagged with.
    pub fn kind(self) -> TokenKind {
        match self.0 & 3 {
            0 => TokenKind::Word,
            1 => TokenKind::Number,
            2 => TokenKind::Symbol,
            _ => TokenKind::Punct,
        }
    }

    /// The key as a number.
    pub fn get(self) -> u64 {
        self.0
    }
}

/// Keys are hashes already.
#[derive(Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*b);
        }
    }

    fn write_u64(&mut self, n: u64) {
        // The table takes its buckets from the low bits and its tags from the high ones.
        self.0 = (n ^ (n >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

pub(crate) type KeyMap<V> = HashMap<Key, V, BuildHasherDefault<Identity>>;

/// The same for other numbers that are well mixed.
pub(crate) type NumberMap<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn byte(&mut self, b: u8) {
        self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    }
}

/// One token of a story block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is compared by.
    pub key: Key,
}

impl Token {
    /// What the token is.
    pub fn kind(self) -> TokenKind {
        self.key.kind()
    }

    /// Whether the token takes part in the alignment of words: everything but punctuation.
    pub fn is_word(self) -> bool {
        self.kind() != TokenKind::Punct
    }
}

/// The apostrophes people type inside words.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '‛' | '′' | '`' | '´')
}

/// Whether a word goes on as it does behind an apostrophe and ends there: "t", "ve". Where a machine has made a mark of
/// the apostrophe, that tells it: "didn"t".
pub(crate) fn is_contraction(after: &str) -> bool {
    ["s", "m", "re", "ve", "ll", "d", "t"].iter().any(|t| {
        let rest = after.strip_prefix(t);
        rest.is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric() || c == '"' || is_apostrophe(c)))
    })
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

fn is_symbol(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₽' | '%' | '‰' | '&' | '°' | '§' | '+' | '=' | '¢')
}

/// The tokens of the story blocks of `text`, in order. Residue and notices have none.
///
/// Tokens and the white space between them join back to each block.
pub fn tokens(text: &str, blocks: &[Block]) -> Vec<Token> {
    let story = blocks.iter().filter(|b| b.kind.is_story());
    let bytes: u32 = story.clone().map(|b| b.content.len()).sum();
    let mut out = Vec::with_capacity(bytes as usize / 5);
    for block in story {
        tokenize(text, block.content, &mut out);
    }
    out
}

/// Appends the tokens of `span` to `out`.
pub fn tokenize(text: &str, span: Span, out: &mut Vec<Token>) {
    let Some(slice) = text.get(span.range()) else { return };
    let base = span.start();
    let bytes = slice.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        if b == b' ' || b == b'\n' {
            at += 1;
            continue;
        }
        let (kind, end) = if b.is_ascii_alphabetic() {
            (TokenKind::Word, word_end(slice, at))
        } else {
            let c = slice[at..].chars().next().unwrap_or('\u{0}');
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            if c.is_numeric() && !is_letter(c) {
                (TokenKind::Number, number_end(slice, at))
            } else if in_word(c) {
                (TokenKind::Word, word_end(slice, at))
            } else if is_symbol(c) {
                (TokenKind::Symbol, at + c.len_utf8())
            } else {
                (TokenKind::Punct, punct_end(slice, at, c))
            }
        };
        let word = &slice[at..end];
        let key = if kind == TokenKind::Punct && (word == "…" || (word.len() > 2 && word.starts_with('.'))) {
            Key::of("…", kind)
        } else {
            Key::of(word, kind)
        };
        out.push(Token { span: Span::new(base + at as u32, base + end as u32), key });
        at = end;
    }
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_') {
            at += 1;
        }
        let Some(c) = text[at..].chars().next() else { return at };
        if !c.is_ascii() && in_word(c) {
            at += c.len_utf8();
            continue;
        }
        let after = at + c.len_utf8();
        let next = text[after..].chars().next();
        if is_apostrophe(c) && c != '`' && next.is_some_and(|n| n.is_alphanumeric()) {
            at = after;
            continue;
        }
        let letter = || text[start..at].ends_with(char::is_alphabetic);
        if c == '"' && letter() && is_contraction(&text[after..]) {
            at = after;
            continue;
        }
        // The full stops of U.S. or a.m. belong to the word; the one after a plain word does not.
        if c == '.' {
            let single = letters_since_stop(&text[start..at]) == 1;
            let dotted = text[start..at].contains('.');
            let letter_then_stop =
                next.is_some_and(is_letter) && text[after..].chars().nth(1).is_none_or(|n| !n.is_alphanumeric());
            if single && letter_then_stop {
                at = after;
                continue;
            }
            if single && dotted {
                return after;
            }
        }
        return at;
    }
}

fn letters_since_stop(s: &str) -> usize {
    s.rsplit('.').next().map_or(0, |t| t.chars().count())
}

fn number_end(text: &str, start: usize) -> usize {
    let mut at = start;
    let mut chars = text[start..].chars().peekable();
    while let Some(c) = chars.next() {
        let separator = matches!(c, '.' | ',') && chars.peek().is_some_and(char::is_ascii_digit);
        // Once a letter has come (24th, 3am) a comma or stop ends the number.
        if !(in_word(c) || separator) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn punct_end(text: &str, start: usize, first: char) -> usize {
    let run = |same: fn(char) -> bool| {
        text[start..].char_indices().find(|(_, c)| !same(*c)).map_or(text.len(), |(i, _)| start + i)
    };
    match first {
        '.' if text[start..].starts_with("..") => run(|c| c == '.'),
        // ". . ." is one ellipsis too.
        '.' if text[start..].starts_with(". . .") => start + 5,
        '-' => run(|c| c == '-'),
        _ => start + first.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len() as u32), &mut out);
        out.iter().map(|t| &text[t.span.range()]).collect()
    }

    #[test]
    fn words_keep_their_apostrophes_and_numbers_their_separators() {
        assert_eq!(
            words("don’t pay $1,200.50, Mr. O'Neil"),
            ["don’t", "pay", "$", "1,200.50", ",", "Mr", ".", "O'Neil"]
        );
        assert_eq!(
            words("the U.S. at 9 a.m. on the 24th."),
            ["the", "U.S.", "at", "9", "a.m.", "on", "the", "24th", "."]
        );
        assert_eq!(words("week-end... not—ever ... no"), ["week", "-", "end", "...", "not", "—", "ever", "...", "no"]);
        assert_eq!(words("so . . . yes"), ["so", ". . .", "yes"]);
        assert_eq!(words("the boys' ’tis"), ["the", "boys", "'", "’", "tis"]);
        assert_eq!(words("he didn\"t \"see\" it"), ["he", "didn\"t", "\"", "see", "\"", "it"]);
        assert_eq!(Key::word("didn't"), Key::word("didn\"t"));
    }

    #[test]
    fn keys_fold_what_is_not_a_change_of_words() {
        let w = |s| Key::of(s, TokenKind::Word);
        assert_eq!(w("Don’t"), w("don't"));
        assert_eq!(w("CAFÉ"), w("cafe\u{301}"));
        assert_ne!(w("my"), w("her"));
        assert_eq!(Key::of("1,000", TokenKind::Number), Key::of("1000", TokenKind::Number));
        assert_ne!(Key::of("3,5", TokenKind::Number), Key::of("35", TokenKind::Number));
        assert_ne!(Key::of("…", TokenKind::Punct), Key::of(",", TokenKind::Punct));
    }

    #[test]
    fn tokens_and_white_space_join_back() {
        let text = "‘Ελλάδα’ — «да» 12,5\u{a0}% 👍🏽 l’été x_y\u{200b}";
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len() as u32), &mut out);
        let mut at = 0;
        for t in &out {
            assert!(text[at..t.span.start() as usize].chars().all(char::is_whitespace), "{t:?}");
            at = t.span.end() as usize;
        }
        assert!(text[at..].chars().all(char::is_whitespace));
    }
}
