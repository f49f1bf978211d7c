//! The bodies of the fuzz targets in `fuzz/`, which this binary runs too: bytes in, a law put to what they make.

use super::dice::Dice;
use super::generate::{self, Source};
use super::laws;

/// Bytes as a file: as they are, or as the choices that a made-up file is drawn by.
fn one_file(data: &[u8]) -> Source {
    match data.split_first() {
        Some((0, rest)) => Source { path: "a.jsonl".into(), bytes: rest.to_vec() },
        Some((n, rest)) if n % 2 == 1 => Source { path: "a.txt".into(), bytes: rest.to_vec() },
        _ => generate::any_file(&mut Dice::of(data)),
    }
}

/// Bytes as the files of a story: cut at each byte 0x1E, or as choices.
fn story(data: &[u8]) -> Vec<Source> {
    match data.split_first() {
        Some((n, rest)) if n % 2 == 1 => {
            let files = rest.split(|b| *b == 0x1E).take(6).enumerate();
            files.map(|(i, bytes)| Source { path: format!("r{i}.txt"), bytes: bytes.to_vec() }).collect()
        }
        _ => generate::any_story(&mut Dice::of(data)),
    }
}

/// See [`laws::article_places_hold`].
pub fn article_places_hold(data: &[u8]) {
    laws::article_places_hold(&one_file(data));
}

/// See [`laws::marks_always_pair`].
pub fn marks_always_pair(data: &[u8]) {
    laws::marks_always_pair(&String::from_utf8_lossy(&one_file(data).bytes));
}

/// See [`laws::collation_reads_back`].
pub fn collation_reads_back(data: &[u8]) {
    laws::collation_reads_back(&story(data));
}

/// See [`laws::order_does_not_matter`].
pub fn order_does_not_matter(data: &[u8]) {
    let files = story(data);
    let mut order: Vec<usize> = (0..laws::reports(&files).len()).rev().collect();
    laws::order_does_not_matter(&files, &order);
    Dice::of(data).shuffle(&mut order);
    laws::order_does_not_matter(&files, &order);
}

/// See [`laws::verify_finds_every_place`].
pub fn verify_finds_every_place(data: &[u8]) {
    laws::verify_finds_every_place(&story(data));
}
