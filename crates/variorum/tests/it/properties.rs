//! The laws over thousands of made-up inputs, always the same ones. A failure is cut down to a small input and
//! printed with its seed.

use super::bodies;
use super::dice::Dice;
use super::generate::{self, Source};
use super::laws;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `law`, and gives what it panicked with.
fn broken(law: &dyn Fn(&[Source]), files: &[Source]) -> Option<String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if QUIET.get() {
                PLACE.set(info.location().map_or_else(String::new, |l| format!("{}:{}", l.file(), l.line())));
            } else {
                loud(info);
            }
        }));
    });
    QUIET.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(|| law(files)));
    QUIET.set(false);
    outcome.err().map(|e| {
        let text = e.downcast_ref::<String>().cloned();
        let text = text.or_else(|| e.downcast_ref::<&str>().map(|s| s.to_string())).unwrap_or_default();
        format!("{}: {text}", PLACE.take())
    })
}

/// The line that complained.
fn gist(message: &str) -> String {
    message.split(": ").next().unwrap_or_default().to_string()
}

/// The smallest files found for which `law` fails in the same way.
fn cut_down(law: &dyn Fn(&[Source]), files: &[Source], complaint: &str) -> Vec<Source> {
    let kind = gist(complaint);
    let fails = |f: &[Source]| broken(law, f).is_some_and(|m| gist(&m) == kind);
    let mut best = files.to_vec();
    let mut i = 0;
    while i < best.len() {
        let mut fewer = best.clone();
        fewer.remove(i);
        if fails(&fewer) { best = fewer } else { i += 1 }
    }
    let mut tries = 3000;
    for i in 0..best.len() {
        let mut size = (best[i].bytes.len() / 2).max(1);
        loop {
            let mut at = 0;
            let mut smaller = false;
            while at < best[i].bytes.len() && tries > 0 {
                tries -= 1;
                let mut fewer = best.clone();
                let end = (at + size).min(fewer[i].bytes.len());
                fewer[i].bytes.drain(at..end);
                if fails(&fewer) {
                    best = fewer;
                    smaller = true;
                } else {
                    at += size;
                }
            }
            if tries == 0 || (size == 1 && !smaller) {
                break;
            }
            if !smaller {
                size = (size / 2).max(1);
            }
        }
    }
    best
}

/// Puts `n` inputs before a law, on two threads.
pub(super) fn for_all(n: u64, make: fn(&mut Dice) -> Vec<Source>, law: impl Fn(&[Source]) + Sync) {
    let n = match std::env::var("VARIORUM_CASES").ok().and_then(|v| v.parse::<u64>().ok()) {
        Some(percent) => n * percent / 100,
        None => n,
    };
    let salt = std::env::var("VARIORUM_SEED").ok().and_then(|v| v.parse::<u64>().ok()).unwrap_or(0) << 32;
    // Two complaints from one line of code are most likely one mistake: the first is enough.
    let run = |half: u64| -> BTreeMap<String, String> {
        let mut out = BTreeMap::new();
        for seed in (0..n).filter(|s| s % 2 == half) {
            let files = make(&mut Dice::seeded(seed + salt));
            let Some(message) = broken(&law, &files) else { continue };
            if out.contains_key(&gist(&message)) {
                continue;
            }
            let small = cut_down(&law, &files, &message);
            let told = broken(&law, &small).unwrap_or_default();
            let shown: Vec<String> =
                small.iter().map(|f| format!("{}: b\"{}\"", f.path, f.bytes.escape_ascii())).collect();
            out.insert(gist(&message), format!("seed {seed}: {told}\n{}", shown.join("\n")));
        }
        out
    };
    let complaints: BTreeMap<String, String> = std::thread::scope(|s| {
        let halves: Vec<_> = (0..2).map(|half| s.spawn(move || run(half))).collect();
        halves.into_iter().flat_map(|h| h.join().expect("no panic outside the law")).collect()
    });
    let complaints: Vec<String> = complaints.into_values().collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}

fn one_file(dice: &mut Dice) -> Vec<Source> {
    vec![generate::any_file(dice)]
}

#[test]
fn article_places_hold() {
    for_all(30_000, one_file, |files| files.iter().for_each(laws::article_places_hold));
}

/// Words of time and numbers in any order, with and without a date.
fn any_times(dice: &mut Dice) -> Vec<Source> {
    let words = [
        "the",
        "a",
        "last",
        "next",
        "this",
        "past",
        "year",
        "years",
        "'s",
        "’s",
        "-",
        "–",
        ",",
        ".",
        ":",
        "/",
        "of",
        "2",
        "31",
        "1999",
        "2024",
        "99999999999",
        "0",
        "1/2",
        "9:30",
        "10pm",
        "1:99pm",
        "p.m.",
        "EST",
        "Friday",
        "Friday’s",
        "Feb.",
        "May",
        "29",
        "29th",
        "century",
        "21st",
        "decade",
        "quarter",
        "fourth",
        "half",
        "fiscal",
        "ago",
        "earlier",
        "later",
        "from",
        "now",
        "today",
        "tomorrow",
        "night",
        "every",
        "each",
        "twenty",
        "six",
        "hundred",
        "thousand",
        "a few",
        "couple",
        "and",
        "to",
        "or",
        "so",
        "about",
        "at",
        "least",
        "end",
        "early",
        "mid",
        "1990s",
        "'80s",
        "Christmas",
        "Eve",
        "Easter",
        "Monday",
        "week",
        "weekend",
        "the same",
        "day",
        "winter",
        "period",
        "old",
        "noon",
        "é",
        "\u{1f600}",
        "００",
        "²",
        "in the",
        "\n",
        "\n\n",
        "\u{a0}",
        "“",
        "”",
        "will",
        "said",
    ];
    let mut text = String::new();
    if dice.chance(70) {
        let date = ["2024-02-29", "0001-01-01", "9999-12-31", "2021-01-01", "2020-12-31"];
        text.push_str(&format!(" date {} ", dice.pick(&date)));
    }
    for _ in 0..dice.below(60) {
        text.push_str(dice.pick(&words));
        if dice.chance(75) {
            text.push(' ');
        }
    }
    vec![Source { path: "times.txt".to_string(), bytes: text.into_bytes() }]
}

#[test]
fn times_lie_side_by_side() {
    for_all(30_000, any_times, |files| files.iter().for_each(laws::article_places_hold));
}

#[test]
fn marks_always_pair() {
    for_all(15_000, one_file, |files| {
        files.iter().for_each(|f| laws::marks_always_pair(&String::from_utf8_lossy(&f.bytes)))
    });
}

#[test]
fn collation_reads_back() {
    for_all(6000, generate::any_story, laws::collation_reads_back);
}

#[test]
fn verify_finds_every_place() {
    for_all(4000, generate::any_story, laws::verify_finds_every_place);
}

#[test]
fn order_does_not_matter() {
    for_all(4000, generate::any_story, |files| {
        let n = laws::reports(files).len();
        let mut order: Vec<usize> = (0..n).rev().collect();
        laws::order_does_not_matter(files, &order);
        let seed = files.first().map_or(0, |f| f.bytes.len() as u64);
        Dice::seeded(seed).shuffle(&mut order);
        laws::order_does_not_matter(files, &order);
    });
}

#[test]
fn same_bytes_out_twice() {
    for_all(2000, generate::any_story, laws::same_bytes_out_twice);
}

/// What the fuzz targets run, over bytes by lot.
#[test]
fn fuzz_bodies() {
    fn lot(dice: &mut Dice) -> Vec<Source> {
        let mut bytes: Vec<u8> = (0..dice.below(300)).map(|_| dice.next() as u8).collect();
        if dice.chance(40) {
            // Text of a kind that byte by byte would never come about.
            let letters = "ab \n.,’‘“”«»\"' AB\u{1e}1„";
            let chars: Vec<char> = letters.chars().collect();
            bytes = vec![1];
            let words = (0..dice.below(200)).map(|_| chars[dice.below(chars.len())]).collect::<String>();
            bytes.extend(words.into_bytes());
        }
        vec![Source { path: String::new(), bytes }]
    }
    let all = [
        bodies::article_places_hold,
        bodies::marks_always_pair,
        bodies::collation_reads_back,
        bodies::order_does_not_matter,
        bodies::verify_finds_every_place,
    ];
    for body in all {
        for_all(1500, lot, |files| body(&files[0].bytes));
    }
}
