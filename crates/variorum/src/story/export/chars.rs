//! Code points of a text: the currency of Python, the Web Annotation standard and most tools.

/// How many code points stand before a byte of a text.
#[derive(Debug)]
pub(in crate::story) struct Chars {
    /// Of the bytes 0, STEP, 2 STEP …; none where every byte is a code point.
    marks: Vec<u32>,
}

const STEP: usize = 256;

impl Chars {
    pub(in crate::story) fn of(text: &str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut n = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                marks.push(n);
                n += count(chunk);
            }
        }
        Self { marks }
    }

    pub(in crate::story) fn at(&self, text: &str, byte: u32) -> u64 {
        let byte = (byte as usize).min(text.len());
        if self.marks.is_empty() {
            return byte as u64;
        }
        let mark = (byte / STEP).min(self.marks.len() - 1);
        let before = self.marks.get(mark).copied().unwrap_or(0);
        u64::from(before + text.as_bytes().get(mark * STEP..byte).map_or(0, count))
    }

    /// The byte at which a code point begins, or at which the text ends behind its last one; `None` past that.
    pub(in crate::story) fn byte(&self, text: &str, n: u64) -> Option<u32> {
        let n = u32::try_from(n).ok()?;
        if self.marks.is_empty() {
            return (n as usize <= text.len()).then_some(n);
        }
        let mark = self.marks.partition_point(|m| *m <= n).checked_sub(1)?;
        let (mut left, mut byte) = (n - self.marks.get(mark)?, mark * STEP);
        let bytes = text.as_bytes();
        let begins = |b: u8| b & 0xC0 != 0x80;
        // A step may begin inside a code point that the step before counted.
        while byte < bytes.len() && !begins(bytes[byte]) {
            byte += 1;
        }
        while left > 0 {
            byte += 1;
            while byte < bytes.len() && !begins(bytes[byte]) {
                byte += 1;
            }
            if byte > bytes.len() {
                return None;
            }
            left -= 1;
        }
        u32::try_from(byte).ok()
    }
}

/// How many code points begin in these bytes.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| **b & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_at_every_byte() {
        for unit in ["a", "é", "😀", "a😀e\u{301}\u{200f}ب"] {
            let text = unit.repeat(700);
            let chars = Chars::of(&text);
            for (n, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(chars.at(&text, at as u32), n as u64, "{unit} at {at}");
                assert_eq!(chars.byte(&text, n as u64), Some(at as u32), "{unit} at {at}");
            }
            assert_eq!(chars.at(&text, text.len() as u32), text.chars().count() as u64);
            assert_eq!(chars.byte(&text, text.chars().count() as u64), Some(text.len() as u32));
            assert_eq!(chars.byte(&text, text.chars().count() as u64 + 1), None);
        }
    }
}
