//! `cargo xtask articles N`: made-up articles of three kilobytes as JSON lines, the same ones every time.
//!
//! Fifty thousand words in the frequencies of language (Zipf), names that go through an article, quotations, days, outlets.
//! Nothing in them means anything; they are for measuring.

use std::io::{self, BufWriter, Write};

/// How many words there are,
const WORDS: u32 = 50_000;
/// and how many bytes of text an article has, about.
const BYTES: usize = 2_850;

/// Prints `n` articles.
///
/// # Errors
/// Where they cannot be written.
pub fn run(n: u32) -> io::Result<()> {
    let words: Vec<String> = (0..WORDS).map(word).collect();
    let mut sum = 0.0;
    let often: Vec<f64> = (0..WORDS)
        .map(|i| {
            sum += 1.0 / (f64::from(i) + 8.0);
            sum
        })
        .collect();
    let mut dice = Dice(1);
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    for i in 0..n {
        let draw = |dice: &mut Dice| {
            let x = dice.below(1 << 30) as f64 / f64::from(1 << 30) * sum;
            words[often.partition_point(|o| *o < x).min(words.len() - 1)].as_str()
        };
        let name = format!("{} {}", capital(&words[dice.below(900) + 90]), capital(&words[dice.below(40_000) + 900]));
        let town = capital(&words[dice.below(9_000) + 500]);
        let title: Vec<&str> = (0..8).map(|_| draw(&mut dice)).collect();
        let mut text = String::with_capacity(BYTES + 300);
        while text.len() < BYTES {
            let sentence: Vec<&str> = (0..8 + dice.below(18)).map(|_| draw(&mut dice)).collect();
            let sentence = sentence.join(" ");
            match dice.below(8) {
                0 => text.push_str(&format!("“{},” {name} said on Friday.", capital(&sentence))),
                1 => text.push_str(&format!("{name} told the paper in {town} that {sentence}.")),
                _ => text.push_str(&format!("{}.", capital(&sentence))),
            }
            text.push_str(if dice.below(3) == 0 { "\n\n" } else { " " });
        }
        let line = serde_json::json!({
            "id": format!("m{i}"), "url": format!("https://outlet{}.example/{i}", i % 97),
            "source": format!("Outlet {}", i % 97), "date": format!("20{:02}-{:02}-{:02}", 20 + i / 40_000 % 10, i / 3_000 % 12 + 1, i / 100 % 28 + 1),
            "title": capital(&title.join(" ")), "text": text.trim_end(),
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// A word of its own for each number, short ones first.
fn word(i: u32) -> String {
    let (consonants, vowels) = ("bcdfghklmnprstvz".as_bytes(), "aeiou".as_bytes());
    let (mut out, mut i) = (String::new(), i as usize + 20);
    while i > 0 {
        out.push(char::from(consonants[i % 16]));
        out.push(char::from(vowels[i / 16 % 5]));
        i /= 80;
    }
    out
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Numbers that look thrown, the same ones every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}
