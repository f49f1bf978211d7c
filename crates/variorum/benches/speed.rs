//! How fast, beside a peer measured in the same run: `cargo bench -p variorum`.
//!
//! All texts are generated. What is reached on one machine means little on another; the ratio to the peer does.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use variorum::annotate::credit::credits;
use variorum::annotate::time::calendar::Date;
use variorum::annotate::time::times;
use variorum::annotate::{Annotated, annotate};
use variorum::article::Article;
use variorum::ingest;
use variorum::story::edition::edition;
use variorum::story::record::EditionRecord;

#[path = "../tests/it/dice.rs"]
#[allow(dead_code)]
mod dice;
#[path = "../tests/it/generate/mod.rs"]
#[allow(dead_code)]
mod generate;

use dice::Dice;

fn main() {
    divan::main();
}

/// About `bytes` of reports on made-up events.
fn news(bytes: usize) -> String {
    let mut dice = Dice::seeded(1);
    let mut out = String::with_capacity(bytes + 10_000);
    while out.len() < bytes {
        let event = generate::event(&mut dice);
        out.push_str(&generate::report(&mut dice, &event).replace("\r\n", "\n"));
        out.push_str("\n\n");
    }
    out
}

fn article(name: &str, text: &str) -> Article {
    Article::read(ingest::read(name, text.as_bytes().to_vec()).captures.remove(0))
}

/// Two reports that quote one speech of `n` words, the second with a change every twenty words or so.
fn speech(n: usize) -> [String; 2] {
    let mut dice = Dice::seeded(2);
    let mut words: Vec<String> = Vec::new();
    while words.len() < n {
        words.extend(generate::sentence(&mut dice));
    }
    words.truncate(n);
    // A mark inside would end the quotation.
    let clean = |w: &String| w.replace(|c: char| "\"“”‘’'«»„‚‹›`".contains(c), "");
    let first: Vec<String> = words.iter().map(clean).collect();
    let mut second = first.clone();
    for i in (0..n - 20).step_by(20).rev() {
        let at = i + dice.below(20);
        match dice.below(4) {
            0 => drop(second.remove(at)),
            1 => second.insert(at, "really".into()),
            2 => second.swap(at, at + 1),
            _ => second[at] = "something".into(),
        }
    }
    [first.join(" "), second.join(" ")]
}

fn quoted(texts: &[String]) -> Vec<Annotated> {
    let report = |(i, t): (usize, &String)| annotate(article(&format!("r{i}.txt"), &format!("Ann Lowe said: “{t}”\n")));
    texts.iter().enumerate().map(report).collect()
}

mod one_article {
    use super::*;

    const SIZE: usize = 1 << 20;

    /// Blocks, tokens, sentences, names, quotations, speakers.
    #[divan::bench]
    fn read_and_annotate(bencher: Bencher) {
        let text = news(SIZE);
        bencher
            .counter(BytesCount::of_str(&text))
            .with_inputs(|| ingest::read("a.txt", text.as_bytes().to_vec()).captures.remove(0))
            .bench_values(|capture| annotate(Article::read(capture)));
    }

    /// Without the blocks.
    #[divan::bench]
    fn annotate_only(bencher: Bencher) {
        let article = article("a.txt", &news(SIZE));
        bencher
            .counter(BytesCount::of_str(article.text.as_str()))
            .with_inputs(|| article.clone())
            .bench_values(annotate);
    }

    /// Expressions of time alone, from the tokens on; counted in words.
    #[divan::bench]
    fn times_only(bencher: Bencher) {
        let report = annotate(article("a.txt", &news(SIZE)));
        let (text, tables) = (report.article.text.as_str(), &report.annotations);
        let day = Date::parse("2024-05-21");
        bencher
            .counter(ItemsCount::new(report.count_words()))
            .bench(|| times(black_box(text), &tables.tokens, &tables.sentences, day));
    }

    /// Credits alone.
    #[divan::bench]
    fn credits_only(bencher: Bencher) {
        let report = annotate(article("a.txt", &news(SIZE)));
        bencher.counter(BytesCount::of_str(report.article.text.as_str())).bench(|| credits(black_box(&report)));
    }

    /// The peer: the same bytes copied and checked to be UTF-8.
    #[divan::bench]
    fn copy_and_check(bencher: Bencher) {
        let text = news(SIZE);
        bencher.counter(BytesCount::of_str(&text)).bench(|| String::from_utf8(black_box(text.as_bytes()).to_vec()));
    }
}

mod two_texts_of_1000_words {
    use super::*;

    /// Group, align, find the variants; both texts are annotated already.
    #[divan::bench]
    fn edition_of_two(bencher: Bencher) {
        let reports = quoted(&speech(1000));
        bencher.counter(ItemsCount::new(2000usize)).with_inputs(|| reports.clone()).bench_values(edition);
    }

    /// The same from the bytes on.
    #[divan::bench]
    fn from_bytes(bencher: Bencher) {
        let texts = speech(1000);
        bencher.counter(ItemsCount::new(2000usize)).bench(|| edition(quoted(black_box(&texts))));
    }

    /// The peer: a plain diff of the words.
    #[divan::bench]
    fn word_diff_by_similar(bencher: Bencher) {
        let [a, b] = speech(1000);
        let split = |s: &'static str| s.split_whitespace().collect::<Vec<_>>();
        let (a, b): (&'static str, &'static str) = (a.leak(), b.leak());
        bencher.counter(ItemsCount::new(2000usize)).bench(|| {
            let (a, b) = (split(black_box(a)), split(black_box(b)));
            similar::capture_diff_slices(similar::Algorithm::Myers, &a, &b).len()
        });
    }
}

mod many_reports_of_one_story {
    use super::*;

    fn reports(n: usize) -> Vec<Annotated> {
        let mut dice = Dice::seeded(3);
        let event = generate::event(&mut dice);
        (0..n).map(|i| annotate(article(&format!("r{i}.txt"), &generate::report(&mut dice, &event)))).collect()
    }

    #[divan::bench(args = [10, 50, 200], sample_count = 5, sample_size = 1)]
    fn edition_of(bencher: Bencher, n: usize) {
        let reports = reports(n);
        bencher.counter(ItemsCount::new(n)).with_inputs(|| reports.clone()).bench_values(edition);
    }

    #[divan::bench(args = [200], sample_count = 5, sample_size = 1)]
    fn record_of(bencher: Bencher, n: usize) {
        let edition = edition(reports(n));
        bencher.counter(ItemsCount::new(n)).bench(|| EditionRecord::of(black_box(&edition)));
    }
}

/// Two thousand made-up reports, every tenth one a copy of an earlier one with a few words less.
fn pile() -> Vec<String> {
    let mut dice = Dice::seeded(3);
    let mut out: Vec<String> = Vec::new();
    for n in 0..2000 {
        let copy = (n % 10 == 9).then(|| out[dice.below(n)].clone());
        out.push(copy.map_or_else(
            || generate::report(&mut dice, &generate::event(&mut Dice::seeded(n as u64))),
            |text| text.replacen(" the ", " ", 5),
        ));
    }
    out
}

#[divan::bench(sample_count = 10)]
fn duplicates_in_2000_reports(bencher: Bencher) {
    use variorum::copies::duplicates::{DuplicateRule, Duplicates};
    use variorum::copies::shingles::Shingles;
    let texts = pile();
    bencher.counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>())).bench(|| {
        let mut pile = Shingles::default();
        texts.iter().for_each(|t| pile.push(t));
        Duplicates::find(vec![pile], DuplicateRule::default())
    });
}

#[divan::bench(sample_count = 10)]
fn passages_in_2000_reports(bencher: Bencher) {
    use variorum::copies::boilerplate::Boilerplate;
    use variorum::copies::passages::{PassageRule, Wordings, passages};
    let texts = pile();
    bencher.counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>())).bench(|| {
        let mut pile = Wordings::default();
        texts.iter().enumerate().for_each(|(n, t)| pile.push(t, Some(n as u32 % 9)));
        let boilerplate = Boilerplate::find(&pile, 12, 5);
        let mut words = 0;
        let done = passages(&pile, &boilerplate, PassageRule::default(), |p| -> Result<(), ()> {
            words += p.a_words;
            Ok(())
        });
        black_box((done, words))
    });
}
