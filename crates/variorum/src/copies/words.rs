//! Words as the search for copies counts them: runs of letters, digits and underscores, folded and hashed.

use std::ops::Range;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordRule {
    /// Letters, digits and underscores (`\w+`): an apostrophe parts words.
    Plain,
    /// The same, and one apostrophe inside a word joins its halves (`\w+(?:['’]\w+)?`); both shapes are one.
    Joined,
}

/// Calls `each` with the bytes of every word of `text`, in order, and a 64-bit hash of the word without capitals.
///
/// Letters are those of Unicode's categories L and N. Combining marks are none, so that a word written with them is
/// parted at each, in all reports alike. Among a million different words the chance that any two share a hash is
/// about one in forty million.
pub fn words(text: &str, rule: WordRule, mut each: impl FnMut(Range<usize>, u64)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        if !begins(text, at, b) {
            at += width(b);
            continue;
        }
        let start = at;
        let mut hash = WordHash::default();
        at = run(text, at, &mut hash);
        if rule == WordRule::Joined {
            let behind = match bytes.get(at..) {
                Some([b'\'', ..]) => at + 1,
                Some([0xE2, 0x80, 0x99, ..]) => at + 3,
                _ => 0,
            };
            if behind > 0 && bytes.get(behind).is_some_and(|b| begins(text, behind, *b)) {
                hash.byte(b'\'');
                at = run(text, behind, &mut hash);
            }
        }
        // The small form of a sigma depends on the letters around it.
        let word = text.get(start..at).unwrap_or("");
        if hash.sigma {
            let joined = word.to_lowercase().replace('’', "'");
            hash = WordHash::default();
            joined.bytes().for_each(|b| hash.byte(b));
        }
        each(start..at, hash.finish());
    }
}

/// Two hashes put together, in this order.
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let wide = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xD1B5_4A32_D192_ED03);
    (wide >> 64) as u64 ^ wide as u64
}

/// The small form of each ASCII byte that stands in words, 0 for the others.
const FOLDED: [u8; 128] = {
    let mut table = [0; 128];
    let mut b = 0u8;
    while b < 128 {
        if b.is_ascii_alphanumeric() || b == b'_' {
            table[b as usize] = b.to_ascii_lowercase();
        }
        b += 1;
    }
    table
};

/// Length in bytes of the character that begins with `b`.
fn width(b: u8) -> usize {
    match b {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

fn begins(text: &str, at: usize, b: u8) -> bool {
    match FOLDED.get(b as usize) {
        Some(folded) => *folded != 0,
        None => text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_letter),
    }
}

/// Hashes the letters from byte `at` on; where they end.
fn run(text: &str, mut at: usize, hash: &mut WordHash) -> usize {
    let bytes = text.as_bytes();
    while let Some(&b) = bytes.get(at) {
        if let Some(&folded) = FOLDED.get(b as usize) {
            if folded == 0 {
                break;
            }
            hash.byte(folded);
            at += 1;
        } else {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| is_letter(*c)) else { break };
            hash.sigma |= c == 'Σ';
            let mut buffer = [0; 4];
            for small in c.to_lowercase() {
                small.encode_utf8(&mut buffer).bytes().for_each(|b| hash.byte(b));
            }
            at += c.len_utf8();
        }
    }
    at
}

/// Categories L and N. What the standard library counts as letters beyond them are marks and circled letters.
fn is_letter(c: char) -> bool {
    let circled = matches!(c, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}');
    c.is_alphanumeric() && !circled && !unicode_normalization::char::is_combining_mark(c)
}

/// Eight bytes at a time: most words take one multiplication.
#[derive(Default)]
struct WordHash {
    done: u64,
    open: u64,
    length: u64,
    sigma: bool,
}

impl WordHash {
    fn byte(&mut self, b: u8) {
        self.open = self.open << 8 | u64::from(b);
        self.length += 1;
        if self.length & 7 == 0 {
            self.done = mix(self.done, self.open);
            self.open = 0;
        }
    }

    fn finish(&self) -> u64 {
        mix(self.done ^ self.open, self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(text: &str, rule: WordRule) -> Vec<&str> {
        let mut out = Vec::new();
        words(text, rule, |span, _| out.push(&text[span]));
        out
    }

    fn hash(word: &str) -> u64 {
        let mut out = 0;
        words(word, WordRule::Joined, |span, hash| {
            assert_eq!(span, 0..word.len(), "{word}");
            out = hash;
        });
        out
    }

    #[test]
    fn words_are_letters_digits_and_underscores() {
        let text = "“Don’t,” Ms O'Neil said: rock'n'roll_2 costs 1,200 € — naïve, 東京 x'";
        assert_eq!(
            listed(text, WordRule::Joined),
            ["Don’t", "Ms", "O'Neil", "said", "rock'n", "roll_2", "costs", "1", "200", "naïve", "東京", "x"]
        );
        assert_eq!(listed("Don’t x' 'y", WordRule::Plain), ["Don", "t", "x", "y"]);
        assert_eq!(listed("cafe\u{301}s Ⓐ ½ ²", WordRule::Plain), ["cafe", "s", "½", "²"]);
        assert!(listed("", WordRule::Joined).is_empty());
    }

    #[test]
    fn capitals_and_apostrophes_are_folded() {
        assert_eq!(hash("DON'T"), hash("don’t"));
        assert_eq!(hash("ÉCOLE"), hash("école"));
        assert_eq!(hash("ΟΔΟΣ"), hash("οδος"));
        assert_ne!(hash("ab"), hash("ba"));
        assert_ne!(hash("representatives"), hash("representative"));
        assert_ne!(hash("aaaaaaaa"), hash("aaaaaaaaaaaaaaaa"));
    }
}
