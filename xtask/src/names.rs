//! Texts with names marked: reading them, finding the names anew, and comparing.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use variorum::annotate::entity::entities_of;
use variorum::annotate::entity::recognise::{NameKind, Recogniser, Room};
use variorum::annotate::sentence::{Sentence, english};
use variorum::annotate::token::{Token, tokenize};
use variorum::article::{Block, BlockKind};
use variorum::span::Span;

/// A name as it is marked in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    pub span: Span,
    pub kind: NameKind,
}

/// A text with its names in order, none in another.
pub struct Labelled {
    pub text: String,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub names: Vec<Marked>,
    /// Whether each line is a sentence.
    pub by_line: bool,
}

impl Labelled {
    /// Cuts a text into tokens and sentences; with `by_line`, each line is a sentence.
    pub fn new(text: String, names: Vec<Marked>, by_line: bool) -> Self {
        let (mut tokens, mut lines, mut from) = (Vec::new(), Vec::new(), 0);
        for line in text.split('\n') {
            let span = Span::new(from, from + line.len() as u32);
            from = span.end() + 1;
            let first = tokens.len() as u32;
            tokenize(&text, span, &mut tokens);
            if tokens.len() as u32 > first {
                let block = Block { span, content: span, kind: BlockKind::Paragraph, continues: false };
                lines.push((block, Sentence { first, end: tokens.len() as u32 }));
            }
        }
        let blocks: Vec<Block> = lines.iter().map(|l| l.0).collect();
        let sentences =
            if by_line { lines.into_iter().map(|l| l.1).collect() } else { english(&text, &blocks, &tokens) };
        Self { text, tokens, sentences, names, by_line }
    }

    /// The name in which byte `at` stands.
    pub fn at(&self, at: u32) -> Option<Marked> {
        let i = self.names.partition_point(|n| n.span.end() <= at);
        self.names.get(i).copied().filter(|n| n.span.start() <= at)
    }
}

fn kind(name: &str) -> Option<NameKind> {
    match name {
        "org" => Some(NameKind::Organisation),
        _ => NameKind::ALL.into_iter().find(|k| k.name() == name),
    }
}

/// Reads JSON lines with `text` and `names`, a list of [start, end, type] in code points. With `sentences` set, each
/// line of the text is a sentence.
pub fn read(path: &Path) -> std::io::Result<Vec<Labelled>> {
    let file = std::fs::read_to_string(path)?;
    let bad = |what: &str| std::io::Error::other(format!("{}: {what}", path.display()));
    let mut out = Vec::new();
    for line in file.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().ok_or_else(|| bad("no text"))?.to_owned();
        let mut at: Vec<u32> = text.char_indices().map(|c| c.0 as u32).collect();
        at.push(text.len() as u32);
        let byte = |v: &serde_json::Value| v.as_u64().and_then(|n| at.get(n as usize)).copied();
        let mut names = Vec::new();
        for n in record["names"].as_array().into_iter().flatten() {
            let (Some(from), Some(to), Some(kind)) = (byte(&n[0]), byte(&n[1]), n[2].as_str().and_then(kind)) else {
                return Err(bad("a name is not [start, end, type]"));
            };
            if from < to {
                names.push(Marked { span: Span::new(from, to), kind });
            }
        }
        names.sort_by_key(|n| n.span);
        out.push(Labelled::new(text, names, record["sentences"].as_bool().unwrap_or(false)));
    }
    Ok(out)
}

/// What the program finds in a text as a whole.
pub fn find_together(t: &Labelled) -> Vec<Marked> {
    let named = entities_of(&t.text, &t.tokens, &t.sentences);
    named.mentions.iter().map(|m| Marked { span: m.span, kind: m.kind }).collect()
}

/// What the network finds in a text, sentence by sentence.
pub fn find(recogniser: &Recogniser, t: &Labelled) -> Vec<Marked> {
    let (mut room, mut found) = (Room::default(), Vec::new());
    for s in &t.sentences {
        recogniser.names(&t.text, &t.tokens, *s, &mut room, &mut found);
    }
    found.iter().map(|f| Marked { span: f.span(&t.text, &t.tokens), kind: f.kind }).collect()
}

/// Right, found and wanted, for each kind.
#[derive(Default)]
pub struct Score {
    by_kind: [[usize; 3]; 4],
    spans: usize,
    seconds: f64,
    words: usize,
}

/// Compares what was found with what is marked: the span and the kind have to be the same.
pub fn score(texts: &[Labelled], found: &[Vec<Marked>]) -> Score {
    let mut out = Score::default();
    for (t, found) in texts.iter().zip(found) {
        out.words += t.tokens.iter().filter(|t| t.is_word()).count();
        t.names.iter().for_each(|n| out.by_kind[n.kind as usize][2] += 1);
        for f in found {
            out.by_kind[f.kind as usize][1] += 1;
            out.by_kind[f.kind as usize][0] += usize::from(t.names.contains(f));
            out.spans += usize::from(t.names.iter().any(|n| n.span == f.span));
        }
    }
    out
}

fn f([right, found, wanted]: [usize; 3]) -> [f64; 3] {
    let share = |n: usize| 100.0 * right as f64 / n.max(1) as f64;
    [share(found), share(wanted), 200.0 * right as f64 / (found + wanted).max(1) as f64]
}

impl Score {
    fn sum(&self, kinds: &[NameKind]) -> [usize; 3] {
        kinds.iter().fold([0; 3], |s, k| {
            let x = self.by_kind[*k as usize];
            [s[0] + x[0], s[1] + x[1], s[2] + x[2]]
        })
    }

    /// The figures in one line.
    pub fn line(&self) -> String {
        let all = self.sum(&NameKind::ALL);
        let three = self.sum(&NameKind::ALL[..3]);
        let by = NameKind::ALL.map(|k| format!("{} {:.1}", k.name(), f(self.by_kind[k as usize])[2])).join(", ");
        format!(
            "P {:.1} R {:.1} F {:.1}; without other P {:.1} R {:.1} F {:.1}; {by}; spans F {:.1}",
            f(all)[0],
            f(all)[1],
            f(all)[2],
            f(three)[0],
            f(three)[1],
            f(three)[2],
            f([self.spans, all[1], all[2]])[2],
        )
    }
}

/// `cargo xtask names GOLD.jsonl [FOUND.jsonl] [--alone] [--errors]`: scores the program (with
/// `--alone`, each sentence by itself), or what another one found.
pub fn run(args: &[&str]) -> ExitCode {
    let paths: Vec<&&str> = args.iter().filter(|a| !a.starts_with("--")).collect();
    let Some(gold) = paths.first() else {
        eprintln!("usage: cargo xtask names GOLD.jsonl [FOUND.jsonl] [--alone] [--errors]");
        return ExitCode::from(2);
    };
    let done = (|| {
        let texts = read(Path::new(gold))?;
        let started = Instant::now();
        let found: Vec<Vec<Marked>> = match paths.get(1) {
            Some(other) => read(Path::new(other))?.into_iter().map(|t| t.names).collect(),
            None => {
                let recogniser = Recogniser::english().ok_or_else(|| std::io::Error::other("no network"))?;
                let alone = args.contains(&"--alone");
                texts.iter().map(|t| if alone { find(recogniser, t) } else { find_together(t) }).collect()
            }
        };
        let seconds = started.elapsed().as_secs_f64();
        if args.contains(&"--errors") {
            for (t, found) in texts.iter().zip(&found) {
                errors(t, found);
            }
        }
        let mut score = score(&texts, &found);
        score.seconds = seconds;
        println!("{}", score.line());
        if paths.len() == 1 {
            println!("{:.0} words/s", score.words as f64 / seconds);
        }
        Ok::<(), std::io::Error>(())
    })();
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("names: {e}");
            ExitCode::FAILURE
        }
    }
}

fn errors(t: &Labelled, found: &[Marked]) {
    let show = |sign: &str, n: &Marked| {
        let (from, to) = (n.span.start() as usize, n.span.end() as usize);
        let back = t.text[..from].char_indices().rev().nth(40).map_or(0, |c| c.0);
        let on = t.text[to..].char_indices().nth(40).map_or(t.text.len(), |c| to + c.0);
        println!("{sign} {} [{}] {}", n.kind.name(), &t.text[from..to], t.text[back..on].replace('\n', " / "));
    };
    t.names.iter().filter(|n| !found.contains(n)).for_each(|n| show("-", n));
    found.iter().filter(|n| !t.names.contains(n)).for_each(|n| show("+", n));
}
