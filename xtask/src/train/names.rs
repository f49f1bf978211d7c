//! The network that finds names, from texts with names marked (`xtask/teacher/README.md`).

use super::network::{BATCH, Dice, Network, Slot};
use crate::names::{Labelled, Marked, read, score};
use std::collections::HashMap;
use std::path::Path;
use variorum::annotate::entity::look::{BEFORE, FIRST, INPUTS, Input, LABELS, Look, features, look};
use variorum::annotate::entity::recognise::{Label, MAGIC, NameKind, Position, Recogniser};
use variorum::annotate::entity::words::{Known, KnownWords};
use variorum::span::Span;

/// How many words have a row of their own.
const WORDS: usize = 6000;
/// A word has to stand so often to be known.
const KNOWN: usize = 3;
const HIDDEN: usize = 64;
/// The share of texts that are learned a second time with other names.
const DISGUISED: f32 = 0.35;
/// The share of texts that are learned a second time in capitals, as headlines are.
const SHOUTED: f32 = 0.04;

/// One sentence as the network sees it, with the label of each token.
struct Sample {
    looks: Vec<Look>,
    labels: Vec<Label>,
}

/// Trains on `DIR/*.jsonl` with `DIR/priors.tsv` and `DIR/classes.tsv`, and scores on `DIR/*_dev.jsonl`.
pub fn train(data: &Path, to: &Path, epochs: usize) -> std::io::Result<()> {
    let mut paths: Vec<_> = std::fs::read_dir(data)?.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "jsonl"));
    paths.sort();
    let (mut own, mut dev): (Vec<Labelled>, Vec<(String, Vec<Labelled>)>) = Default::default();
    for path in paths {
        let name = path.file_stem().and_then(|n| n.to_str()).unwrap_or("").to_owned();
        let texts = read(&path)?;
        println!("{name}: {} texts, {} names", texts.len(), texts.iter().map(|t| t.names.len()).sum::<usize>());
        if name.ends_with("_dev") { dev.push((name, texts)) } else { own.extend(texts) }
    }
    let mut dice = Dice::new(7);
    let (head, counts) = vocabulary(&own, data)?;
    let words = KnownWords::read(&head[MAGIC.len()..]).ok_or_else(|| std::io::Error::other("no table of words"))?.0;
    let pools = Pools::new(&own, data)?;
    let mut others = Vec::new();
    for t in &own {
        if dice.unit() < DISGUISED {
            others.push(pools.disguise(t, &mut dice));
        }
        if dice.unit() < SHOUTED {
            others.push(Labelled::new(t.text.to_ascii_uppercase(), t.names.clone(), t.by_line));
        }
        // What people labelled counts more than what a program did.
        if t.by_line && t.names.len() > 10 {
            others.push(Labelled::new(t.text.clone(), t.names.clone(), t.by_line));
        }
    }
    let samples: Vec<Sample> = own.iter().chain(&others).flat_map(|t| samples(t, &words)).collect();
    println!("{} sentences, {} words with rows", samples.len(), counts.len());

    let slots: Vec<Slot> = INPUTS
        .iter()
        .map(|i| Slot { table: *i as usize, rows: i.rows(counts.len()), width: width(*i), rest: None })
        .collect();
    let mut net = Network::new(&slots, HIDDEN, &[LABELS], &mut dice);
    for epoch in 0..epochs {
        let loss = learn(&mut net, &samples, &counts, (epoch, epochs), &mut dice);
        println!("names {epoch}: loss {loss:.4}");
        let mut bytes = head.clone();
        net.write(&mut bytes);
        std::fs::write(to, &bytes)?;
        let Some(recogniser) = Recogniser::read(bytes.leak()) else { continue };
        for (name, texts) in &dev {
            println!(
                "  {name}: {}",
                score(texts, &texts.iter().map(|t| t.find(&recogniser)).collect::<Vec<_>>()).line()
            );
        }
    }
    Ok(())
}

fn width(i: Input) -> usize {
    match i {
        Input::Word => 48,
        Input::Near => 24,
        Input::Suffix => 24,
        Input::Cluster => 24,
        Input::Class => 16,
        Input::Prefix | Input::Prior | Input::Label => 12,
        Input::Shape | Input::Place => 8,
    }
}

/// Names to put in the place of others, by kind.
struct Pools {
    names: [Vec<String>; 4],
    /// KnownWords that are persons' names by themselves.
    persons: Vec<String>,
}

impl Pools {
    fn new(texts: &[Labelled], data: &Path) -> std::io::Result<Self> {
        let mut names: [Vec<String>; 4] = Default::default();
        for t in texts {
            for n in &t.names {
                names[n.kind as usize].push(t.text[n.span.range()].to_owned());
            }
        }
        let mut persons = Vec::new();
        for (word, votes) in
            std::fs::read_to_string(data.join("priors.tsv"))?.lines().filter_map(|l| l.split_once('\t'))
        {
            let kind = match votes {
                "GPE=4" | "LOC=4" => NameKind::Place,
                "ORG=4" => NameKind::Organisation,
                "NORP=4" | "PRODUCT=4" => NameKind::Other,
                "PERSON=4" => {
                    persons.push(word.to_owned());
                    continue;
                }
                _ => continue,
            };
            names[kind as usize].push(word.to_owned());
        }
        for list in &mut names {
            list.sort();
            list.dedup();
        }
        Ok(Self { names, persons })
    }

    /// A text with other names: each is replaced by one of its kind throughout, so that the words around names are
    /// learned apart from the names.
    fn disguise(&self, t: &Labelled, dice: &mut Dice) -> Labelled {
        let mut by: HashMap<&str, String> = HashMap::new();
        let (mut text, mut names, mut at) = (String::new(), Vec::new(), 0);
        for n in &t.names {
            let (from, to) = (n.span.start() as usize, n.span.end() as usize);
            let old = &t.text[from..to];
            let new = by.entry(old).or_insert_with(|| self.other(old, n.kind, dice));
            text.push_str(&t.text[at..from]);
            let start = text.len() as u32;
            text.push_str(new);
            names.push(Marked { span: Span::new(start, text.len() as u32), kind: n.kind });
            at = to;
        }
        text.push_str(&t.text[at..]);
        Labelled::new(text, names, t.by_line)
    }

    fn other(&self, old: &str, kind: NameKind, dice: &mut Dice) -> String {
        let person = |dice: &mut Dice| self.persons[dice.below(self.persons.len())].clone();
        if kind == NameKind::Person && dice.unit() < 0.6 && !self.persons.is_empty() {
            let words = old.split(' ').count();
            return (0..words.min(3)).map(|_| person(dice)).collect::<Vec<_>>().join(" ");
        }
        // A nationality is no product.
        let list = &self.names[kind as usize];
        if list.is_empty() || kind == NameKind::Other { old.to_owned() } else { list[dice.below(list.len())].clone() }
    }
}

/// The file up to the network, and how often the word of each row stands in the texts.
fn vocabulary(texts: &[Labelled], data: &Path) -> std::io::Result<(Vec<u8>, Vec<u32>)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for t in texts {
        for token in &t.tokens {
            let word = t.text.get(token.span.range()).unwrap_or("");
            let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            *counts.entry(bare).or_default() += 1;
        }
    }
    let mut rows: Vec<(usize, &str)> = counts.into_iter().filter(|c| c.1 >= KNOWN).map(|(w, n)| (n, w)).collect();
    rows.sort_unstable_by(|a, b| b.cmp(a));
    rows.truncate(WORDS - usize::from(FIRST));
    let mut known: HashMap<&str, Known> = HashMap::new();
    let mut counts = vec![0; usize::from(FIRST)];
    for (i, (n, w)) in rows.iter().enumerate() {
        known.entry(w).or_default().row = i as u16 + FIRST;
        counts.push(*n as u32);
    }
    let classes = std::fs::read_to_string(data.join("classes.tsv"))?;
    for (word, class) in classes.lines().filter_map(|l| l.split_once('\t')) {
        known.entry(word).or_default().class = class.parse::<u8>().map_or(0, |c| c.saturating_add(1));
    }
    let priors = std::fs::read_to_string(data.join("priors.tsv"))?;
    for (word, votes) in priors.lines().filter_map(|l| l.split_once('\t')) {
        known.entry(word).or_default().prior = prior(votes);
    }
    let mut list: Vec<(&str, Known)> = known.into_iter().collect();
    list.sort_unstable_by_key(|w| w.0);
    let mut head = MAGIC.to_vec();
    KnownWords::write(&list, &mut head);
    Ok((head, counts))
}

/// The kind that most of a word's frames gave it, and how many of the four.
fn prior(votes: &str) -> u8 {
    const KINDS: [&str; 12] =
        ["O", "PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"];
    let best = votes.split('\t').next().and_then(|v| v.split_once('='));
    let Some((kind, n)) = best else { return 0 };
    let kind = KINDS.iter().position(|k| *k == kind).unwrap_or(KINDS.len());
    let n: usize = n.parse().unwrap_or(1);
    (1 + kind * 4 + n.clamp(1, 4) - 1) as u8
}

/// The sentences of a text in which a name may stand.
fn samples(t: &Labelled, words: &KnownWords<'_>) -> Vec<Sample> {
    let mut out = Vec::new();
    for s in &t.sentences {
        let mut looks = Vec::new();
        look(&t.text, &t.tokens, *s, words, &mut looks);
        if !looks.iter().any(|l| l.opens) {
            continue;
        }
        let rows = &t.tokens[s.first as usize..s.end as usize];
        let name = |i: usize| rows.get(i).and_then(|r| t.at(r.span.start()));
        let labels = (0..rows.len()).map(|i| {
            let Some(n) = name(i) else { return Label::Outside };
            let same = |k: Option<usize>| k.and_then(name).is_some_and(|m| m.span == n.span);
            let part = match (same(i.checked_sub(1)), same(Some(i + 1))) {
                (false, true) => Position::Begin,
                (true, true) => Position::Inside,
                (true, false) => Position::Last,
                (false, false) => Position::Alone,
            };
            Label::Of(n.kind, part)
        });
        let labels = labels.collect();
        out.push(Sample { looks, labels });
    }
    out
}

/// What a token's label has to be behind a label that was guessed.
fn wanted(gold: Label, last: Label) -> Label {
    match gold {
        Label::Of(kind, part) if last.open() != Some(kind) => match part {
            Position::Inside => Label::Of(kind, Position::Begin),
            Position::Last => Label::Of(kind, Position::Alone),
            _ => gold,
        },
        _ => gold,
    }
}

/// A sentence whose tokens are being labelled.
struct Labelling<'a> {
    labels: &'a [Label],
    looks: Vec<Look>,
    at: usize,
    before: [u32; 2],
    last: Label,
}

impl Labelling<'_> {
    /// Goes on to the next token that is put to the network; those between are no names.
    fn seek(&mut self) -> bool {
        while self.looks.get(self.at).is_some_and(|l| !l.opens && self.last.open().is_none()) {
            self.put(Label::Outside);
        }
        self.at < self.looks.len()
    }

    fn put(&mut self, label: Label) {
        self.last = label;
        self.before = [label.number() as u32, self.before[0]];
        self.at += 1;
    }
}

/// Looks in which a rare word is taken for one that is not known now and then, the rarer the likelier.
fn blurred(looks: &[Look], counts: &[u32], dice: &mut Dice) -> Vec<Look> {
    let mut looks = looks.to_vec();
    for l in &mut looks {
        let n = counts.get(usize::from(l.word)).copied().unwrap_or(0) as f32;
        if l.word >= FIRST && dice.unit() < 1.0 / (1.0 + n) {
            l.word = 0;
        }
        if dice.unit() < 0.05 {
            l.class = 0;
            l.prior = 0;
        }
    }
    looks
}

/// Reads all sentences once, many at a time, a token of each; gives the loss by token.
fn learn(
    net: &mut Network,
    samples: &[Sample],
    counts: &[u32],
    (epoch, epochs): (usize, usize),
    dice: &mut Dice,
) -> f32 {
    let mut order: Vec<usize> = (0..samples.len()).collect();
    dice.shuffle(&mut order);
    let mut waiting = order.into_iter();
    let mut open: Vec<Labelling<'_>> = Vec::new();
    let (mut loss, mut n, mut begun) = (0.0, 0.0f32, 0.0);
    loop {
        while open.len() < BATCH {
            let Some(s) = waiting.next() else { break };
            begun += 1.0;
            let looks = blurred(&samples[s].looks, counts, dice);
            let mut l =
                Labelling { labels: &samples[s].labels, looks, at: 0, before: [BEFORE; 2], last: Label::Outside };
            if l.seek() {
                open.push(l);
            }
        }
        if open.is_empty() {
            return loss / n.max(1.0);
        }
        for (k, l) in open.iter().enumerate() {
            net.set(k, &features(&l.looks, l.at, l.before));
        }
        net.forward(open.len(), 0.25, dice);
        for (k, l) in open.iter_mut().enumerate() {
            let gold = wanted(l.labels[l.at], l.last);
            loss += net.softmax(0, k, 1.0, |_| true, |o| o == gold.number());
            n += 1.0;
            // What it will see is its own guesses.
            let own = dice.unit() < 0.5;
            let guess = Label::numbered(net.best(0, k, |o| l.last.before(Label::numbered(o))));
            l.put(if own { guess } else { gold });
        }
        let done = (epoch as f32 + begun / samples.len() as f32) / epochs as f32;
        net.backward(open.len(), 0.001 * (1.0 - 0.95 * done));
        open.retain_mut(Labelling::seek);
    }
}

/// What the network finds in a text.
impl Labelled {
    fn find(&self, recogniser: &Recogniser) -> Vec<Marked> {
        crate::names::find(recogniser, self)
    }
}

const _: () = assert!(NameKind::ALL.len() * 4 + 1 == LABELS);
