//! Texts as files: slips on the way, shapes and encodings, damage.

use super::Source;
use super::words::{LOOSE_MARKS, ODD, RESIDUE};
use crate::dice::Dice;

/// Slips of the pen, of the page and of the extraction: still text.
pub fn damage(dice: &mut Dice, text: &mut String) {
    for _ in 0..dice.below(6) {
        let cuts: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
        let (a, b) = (cuts[dice.below(cuts.len())], cuts[dice.below(cuts.len())]);
        let (a, b) = (a.min(b), a.max(b));
        let near = cuts.iter().copied().find(|c| *c >= a + dice.below(8)).unwrap_or(a);
        match dice.below(9) {
            0 => text.replace_range(a..near.max(a), ""),
            1 => text.insert_str(a, dice.pick(LOOSE_MARKS)),
            2 => text.insert_str(a, dice.pick(ODD)),
            3 => {
                let piece: String = text[a..b].chars().take(200).collect();
                text.insert_str(b, &piece);
            }
            4 => text.truncate(b),
            5 => text.insert_str(a, "\n\n"),
            6 => {
                let mark = text[a..].char_indices().find(|(_, c)| "\"“”‘’'«»„".contains(*c)).map(|(i, c)| (a + i, c));
                if let Some((at, c)) = mark {
                    text.replace_range(at..at + c.len_utf8(), if dice.chance(50) { "" } else { "\"" });
                }
            }
            7 => text.insert_str(a, dice.pick(RESIDUE)),
            _ => {
                let many = dice.pick(LOOSE_MARKS).repeat(dice.between(1, 12));
                text.insert_str(a, &many);
            }
        }
        if text.is_empty() {
            return;
        }
    }
}

/// How a text became a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// UTF-8.
    Plain,
    /// UTF-8 with a byte order mark.
    Marked,
    /// UTF-16 with a byte order mark.
    Utf16 { little: bool },
    /// UTF-16 that lost its mark.
    Utf16Bare { little: bool },
    /// Windows-1252; characters it lacks become question marks.
    Windows1252,
    /// A JSON line among others.
    Jsonl,
}

/// One of the shapes, plain ones more often than others.
pub fn shape(dice: &mut Dice) -> Shape {
    match dice.below(12) {
        0 => Shape::Marked,
        1 => Shape::Utf16 { little: dice.chance(50) },
        2 => Shape::Utf16Bare { little: dice.chance(50) },
        3 | 4 => Shape::Windows1252,
        5 | 6 => Shape::Jsonl,
        _ => Shape::Plain,
    }
}

/// A text as a file.
pub fn file(dice: &mut Dice, name: &str, texts: &[String], shape: Shape) -> Source {
    let all = texts.join("\n\n");
    let utf16 = |little: bool, mark: bool| {
        let text = if mark { format!("\u{feff}{all}") } else { all.clone() };
        let unit = |u: u16| if little { u.to_le_bytes() } else { u.to_be_bytes() };
        text.encode_utf16().flat_map(unit).collect::<Vec<u8>>()
    };
    let bytes = match shape {
        Shape::Plain => all.into_bytes(),
        Shape::Marked => format!("\u{feff}{all}").into_bytes(),
        Shape::Utf16 { little } => utf16(little, true),
        Shape::Utf16Bare { little } => utf16(little, false),
        Shape::Windows1252 => all.chars().map(one_byte).collect(),
        Shape::Jsonl => {
            let lines: Vec<String> = texts.iter().enumerate().map(|(i, t)| record(dice, i, t)).collect();
            lines.join(if dice.chance(30) { "\r\n" } else { "\n" }).into_bytes()
        }
    };
    let path = if shape == Shape::Jsonl { format!("{name}.jsonl") } else { format!("{name}.txt") };
    Source { path, bytes }
}

fn one_byte(c: char) -> u8 {
    match c {
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        '—' => 0x97,
        '…' => 0x85,
        '„' => 0x84,
        '‚' => 0x82,
        '‹' => 0x8B,
        '›' => 0x9B,
        '€' => 0x80,
        '•' => 0x95,
        c if (c as u32) < 0x80 || (0xA0..0x100).contains(&(c as u32)) => c as u8,
        _ => b'?',
    }
}

fn record(dice: &mut Dice, id: usize, text: &str) -> String {
    let escape_all = dice.chance(20);
    let mut body = String::new();
    for c in text.chars() {
        match c {
            '"' => body.push_str("\\\""),
            '\\' => body.push_str("\\\\"),
            '\n' => body.push_str("\\n"),
            '\r' => body.push_str("\\r"),
            '\t' => body.push_str("\\t"),
            '/' if dice.chance(50) => body.push_str("\\/"),
            c if (c as u32) < 0x20 || (!c.is_ascii() && (escape_all || dice.chance(10))) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    body.push_str(&format!("\\u{unit:04x}"));
                }
            }
            c => body.push(c),
        }
    }
    format!("{{\"id\": {id}, \"date\": \"2023-03-1{}\", \"text\" : \"{body}\", \"source\":\"Paper {id}\"}}", id % 10)
}

/// What a disk or a network does to a file.
pub fn corrupt(dice: &mut Dice, bytes: &mut Vec<u8>) {
    for _ in 0..dice.below(5) {
        let n = bytes.len();
        let at = dice.below(n + 1);
        match dice.below(7) {
            0 if at < n => drop(bytes.remove(at)),
            1 => bytes.insert(at, dice.next() as u8),
            2 if at < n => bytes[at] = dice.next() as u8,
            3 => bytes.truncate(at),
            4 => {
                let end = (at + dice.below(40)).min(n);
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            5 => {
                let wrong: &[&[u8]] = &[
                    b"\xff",
                    b"\xc3",
                    b"\xe2\x80",
                    b"\xf0\x9f\x98",
                    b"\x80\x80",
                    b"\xed\xa0\x80",
                    b"\x93",
                    b"\xc0\xaf",
                ];
                bytes.splice(at..at, dice.pick(wrong).iter().copied());
            }
            _ => {
                let end = (at + dice.below(20)).min(n);
                bytes.drain(at..end);
            }
        }
    }
}
