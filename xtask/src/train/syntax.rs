//! The tagger and the parser, from English treebanks of Universal Dependencies and from text that a teacher parsed.

use super::conllu::{self, Sentence};
use super::network::{BATCH, Dice, Network, Slot};
use std::collections::HashMap;
use std::path::Path;
use variorum::annotate::syntax::parser::{self, Move, State};
use variorum::annotate::syntax::tagger;
use variorum::annotate::syntax::tags::{Pos, Relation, Tag};
use variorum::annotate::syntax::word::{self, FIRST, Form, Lexicon, NO_FORM};
use variorum::annotate::syntax::{MAGIC, Model, Parsed, Table};

/// A word has to stand so often to be known.
const KNOWN: usize = 3;
/// How many words can be known.
const WORDS: usize = 9000;
/// Hidden values of the two networks.
const TAGGER: usize = 96;
const PARSER: usize = 128;
/// How often a sentence of a treebank is read for one of the teacher's.
const GOLD: usize = 1;

/// What is learned from: sentences, with what the networks see of their words.
struct Data {
    sentences: Vec<Sentence>,
    forms: Vec<Vec<Form>>,
    /// How often each word stands.
    counts: Vec<u32>,
    words: usize,
    /// The sentences, those of treebanks several times.
    order: Vec<usize>,
}

/// Trains on `DIR/*_train.conllu` and on the sentences of `silver`, and says how well `DIR/*_dev.conllu` come out.
pub fn train(data: &Path, silver: Option<&Path>, to: &Path, epochs: usize) -> std::io::Result<()> {
    let mut sets: HashMap<bool, Vec<(String, Vec<Sentence>)>> = HashMap::new();
    for entry in std::fs::read_dir(data)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("").to_owned();
        let for_training = name.ends_with("_train.conllu");
        if for_training || name.ends_with("_dev.conllu") {
            sets.entry(for_training).or_default().push((name, conllu::read(&path)?));
        }
    }
    let mut dev = sets.remove(&false).unwrap_or_default();
    dev.sort_by(|a, b| a.0.cmp(&b.0));
    let mut train_sets = sets.remove(&true).unwrap_or_default();
    train_sets.sort_by(|a, b| a.0.cmp(&b.0));
    let mut sentences: Vec<Sentence> = train_sets.into_iter().flat_map(|s| s.1).collect();
    if sentences.is_empty() {
        return Err(std::io::Error::other(format!("{}: no *_train.conllu", data.display())));
    }
    let gold = sentences.len();
    if let Some(silver) = silver {
        sentences.extend(conllu::read(silver)?.into_iter().filter(|s| s.sure() >= SURE));
    }
    let (keys, lexicon) = lexicon(&sentences, gold);
    let forms: Vec<Vec<Form>> = sentences
        .iter()
        .map(|s| s.words.iter().enumerate().map(|(i, w)| word::form(w, i == 0, &lexicon)).collect())
        .collect();
    let words = keys.len() + FIRST as usize;
    let mut counts = vec![0u32; words];
    forms.iter().flatten().for_each(|f| counts[f.word as usize] += 1);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    if silver.is_some() {
        (1..GOLD).for_each(|_| order.extend(0..gold));
    }
    let data = Data { sentences, forms, counts, words, order };
    println!("{gold} sentences and {} of the teacher, {} words known", data.sentences.len() - gold, keys.len());

    let mut dice = Dice::new(7);
    let mut head = MAGIC.to_vec();
    head.extend((keys.len() as u32).to_le_bytes());
    keys.iter().for_each(|k| head.extend(k.to_le_bytes()));

    let started = std::time::Instant::now();
    // The tagger that ships, and beside it two that each read half: the parser has to live with the tagger's errors,
    // so it is trained on tags given to sentences that the tagger had not learned.
    let (tags, folds) = std::thread::scope(|scope| {
        let whole = scope.spawn(|| learn_tagger(&data, &|_| true, epochs, 7));
        let halves = [0, 1].map(|half| {
            let data = &data;
            scope.spawn(move || {
                let mut net = learn_tagger(data, &|s| s % 2 != half, epochs.div_ceil(2), 8 + half as u64);
                let mut dice = Dice::new(10);
                let all = (0..data.sentences.len()).filter(|s| s % 2 == half);
                all.map(|s| (s, tag(&mut net, &data.forms[s], &mut dice))).collect::<Vec<_>>()
            })
        });
        let mut folds: Vec<Vec<Tag>> = vec![Vec::new(); data.sentences.len()];
        for half in halves {
            for (s, tags) in half.join().unwrap_or_default() {
                folds[s] = tags;
            }
        }
        (whole.join(), folds)
    });
    let tags = tags.map_err(|_| std::io::Error::other("the tagger's training broke off"))?;

    let mut tree = Network::new(&slots(parser::SLOTS, data.words), PARSER, parser::HEADS, &mut dice);
    for epoch in 0..epochs {
        let loss = learn_trees(&mut tree, &data, &folds, (epoch, epochs), &mut dice);
        println!("tree {epoch}: loss {loss:.4}, {:.0} s", started.elapsed().as_secs_f32());
        let mut bytes = head.clone();
        tags.write(&mut bytes);
        tree.write(&mut bytes);
        std::fs::write(to, &bytes)?;
        for (name, sentences) in &dev {
            println!("  {name}: {}", score(&bytes, sentences));
        }
    }
    Ok(())
}

/// How sure of its trees' arcs the teacher has to be, on average.
const SURE: f32 = 0.6;

/// The tables of a network's input.
fn slots(of: &[Table], words: usize) -> Vec<Slot> {
    of.iter()
        .map(|t| Slot { table: *t as usize, rows: t.rows(words), width: width(*t), rest: Some(t.rest()) })
        .collect()
}

fn width(t: Table) -> usize {
    match t {
        Table::Word => 48,
        Table::Cluster => 32,
        Table::Suffix => 24,
        Table::Prefix | Table::Ending => 16,
        Table::Shape => 8,
        Table::Tag => 20,
        Table::Relation => 12,
        Table::Distance | Table::Between => 6,
    }
}

/// The words that are known, the treebanks' counting as often as they are read.
fn lexicon(sentences: &[Sentence], gold: usize) -> (Vec<u64>, Lexicon) {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for (i, s) in sentences.iter().enumerate() {
        for w in &s.words {
            *counts.entry(word::key(w)).or_default() += if i < gold { GOLD } else { 1 };
        }
    }
    let mut keys: Vec<(usize, u64)> = counts.into_iter().filter(|c| c.1 >= KNOWN * GOLD).map(|(k, n)| (n, k)).collect();
    keys.sort_unstable_by(|a, b| b.cmp(a));
    let keys: Vec<u64> = keys.into_iter().map(|k| k.1).take(WORDS).collect();
    let lexicon = keys.iter().enumerate().map(|(i, k)| (*k, i as u32 + FIRST)).collect();
    (keys, lexicon)
}

/// A form whose word is taken for a rare one now and then, the rarer the likelier.
fn blurred(form: Form, counts: &[u32], dice: &mut Dice) -> Form {
    let n = counts[form.word as usize] as f32;
    let rare = dice.unit() < 0.4 / (0.4 + n);
    let unseen = dice.unit() < 0.02;
    let cluster = if unseen { 0 } else { form.cluster };
    Form { word: if rare { word::RARE } else { form.word }, cluster, ..form }
}

fn rate(done: f32) -> f32 {
    0.001 * (1.0 - 0.95 * done)
}

/// A sentence whose words are being tagged.
struct Tagging {
    sentence: usize,
    forms: Vec<Form>,
    at: usize,
    before: [u32; 2],
}

/// Reads the sentences that `wanted` lets pass once, many at a time, a word of each.
fn learn_tags(
    net: &mut Network,
    data: &Data,
    wanted: &dyn Fn(usize) -> bool,
    (epoch, epochs): (usize, usize),
    dice: &mut Dice,
) -> f32 {
    let mut order: Vec<usize> = data.order.iter().copied().filter(|s| wanted(*s)).collect();
    dice.shuffle(&mut order);
    let total = order.len() as f32;
    let mut waiting = order.into_iter();
    let mut open: Vec<Tagging> = Vec::new();
    let (mut loss, mut n, mut begun) = (0.0, 0.0f32, 0.0);
    loop {
        while open.len() < BATCH {
            let Some(s) = waiting.next() else { break };
            begun += 1.0;
            let forms = data.forms[s].iter().map(|f| blurred(*f, &data.counts, dice)).collect();
            open.push(Tagging { sentence: s, forms, at: 0, before: [tagger::OUTSIDE; 2] });
        }
        if open.is_empty() {
            return loss / n.max(1.0);
        }
        for (k, t) in open.iter().enumerate() {
            net.set(k, &tagger::features(|i| t.forms.get(i).copied(), t.at, t.before));
        }
        net.forward(open.len(), 0.2, dice);
        for (k, t) in open.iter_mut().enumerate() {
            let (tag, pos) = data.sentences[t.sentence].tags[t.at];
            loss += net.softmax(0, k, 1.0, |_| true, |o| o == tag as usize);
            loss += net.softmax(1, k, 1.0, |_| true, |o| o == pos as usize);
            n += 1.0;
            // What the tagger will see is its own guesses.
            let own = dice.unit() < 0.5;
            let seen = if own { net.best(0, k, |_| true) } else { tag as usize };
            t.before = [seen as u32, t.before[0]];
            t.at += 1;
        }
        net.backward(open.len(), rate((epoch as f32 + begun / total) / epochs as f32));
        open.retain(|t| t.at < t.forms.len());
    }
}

fn tag(net: &mut Network, forms: &[Form], dice: &mut Dice) -> Vec<Tag> {
    let mut before = [tagger::OUTSIDE; 2];
    let mut out = Vec::with_capacity(forms.len());
    for i in 0..forms.len() {
        net.set(0, &tagger::features(|i| forms.get(i).copied(), i, before));
        net.forward(1, 0.0, dice);
        let best = net.best(0, 0, |_| true);
        before = [best as u32, before[0]];
        out.push(Tag::ALL[best]);
    }
    out
}

/// A tagger that has read the sentences that `wanted` lets pass.
fn learn_tagger(data: &Data, wanted: &dyn Fn(usize) -> bool, epochs: usize, seed: u64) -> Network {
    let mut dice = Dice::new(seed);
    let mut net = Network::new(&slots(tagger::SLOTS, data.words), TAGGER, tagger::HEADS, &mut dice);
    for epoch in 0..epochs {
        let loss = learn_tags(&mut net, data, wanted, (epoch, epochs), &mut dice);
        println!("tags {epoch} of seed {seed}: loss {loss:.4}");
    }
    net
}

/// A sentence that is being parsed.
struct Parsing {
    sentence: usize,
    forms: Vec<Form>,
    heads: Vec<u32>,
    state: State,
}

/// Reads all sentences once, many at a time, a move of each.
fn learn_trees(
    net: &mut Network,
    data: &Data,
    tags: &[Vec<Tag>],
    (epoch, epochs): (usize, usize),
    dice: &mut Dice,
) -> f32 {
    let explore = if epoch < 1 { 0.0 } else { EXPLORE };
    let mut order = data.order.clone();
    dice.shuffle(&mut order);
    let total = order.len() as f32;
    let mut waiting = order.into_iter();
    let mut open: Vec<Parsing> = Vec::new();
    let (mut loss, mut n, mut begun) = (0.0, 0.0f32, 0.0);
    loop {
        while open.len() < BATCH {
            let Some(s) = waiting.next() else { break };
            begun += 1.0;
            let forms = data.forms[s].iter().map(|f| blurred(*f, &data.counts, dice)).collect();
            let heads = data.sentences[s].heads.iter().map(|h| h.0).collect();
            let mut state = State::default();
            state.begin(&tags[s]);
            open.push(Parsing { sentence: s, forms, heads, state });
        }
        if open.is_empty() {
            return loss / n.max(1.0);
        }
        // What can only go one way is not learned.
        open.retain_mut(|p| {
            while p.state.forced() == Some(Move::Shift) {
                p.state.make(Move::Shift, Relation::Root);
            }
            let last = p.state.stack.len() == 1 && p.state.forced() == Some(Move::Left);
            !last && !p.state.done()
        });
        for (k, p) in open.iter().enumerate() {
            let form = |i: usize| p.forms.get(i).copied().unwrap_or(NO_FORM);
            let tag = |i: usize| tags[p.sentence].get(i).copied().unwrap_or(Tag::None);
            net.set(k, &p.state.features(form, tag));
        }
        net.forward(open.len(), 0.2, dice);
        for (k, p) in open.iter_mut().enumerate() {
            let state = &p.state;
            let can = |i: usize| state.can(Move::ALL[i]);
            let costs: Vec<usize> =
                (0..3).map(|i| if can(i) { state.cost(Move::ALL[i], &p.heads) } else { usize::MAX }).collect();
            let least = costs.iter().copied().min().unwrap_or(0);
            if state.forced().is_none() {
                loss += net.softmax(0, k, 1.0, can, |i| costs[i] == least);
            }
            // Where an arc is right its relation has to be learned with it.
            let top = state.stack.last().copied().unwrap_or(0);
            let (head, relation) = data.sentences[p.sentence].heads[top as usize];
            let named = |r: usize| r != Relation::Root as usize;
            let below = state.stack.len().checked_sub(2).map(|i| state.stack[i]);
            if can(1) && head == state.next as u32 {
                loss += net.softmax(1, k, 1.0, named, |r| r == relation as usize);
            }
            if can(2) && Some(head) == below {
                loss += net.softmax(2, k, 1.0, named, |r| r == relation as usize);
            }
            n += 1.0;
            let free = dice.unit() < explore;
            let m = Move::ALL[net.best(0, k, |i| can(i) && (free || costs[i] == least))];
            // The relations it will see are its own guesses.
            let right = match m {
                Move::Shift => None,
                Move::Left => Some((1, head == state.next as u32)),
                Move::Right => Some((2, Some(head) == below)),
            };
            let relation = match right {
                Some((_, true)) if dice.unit() >= explore => relation,
                Some((head, _)) => Relation::ALL[net.best(head, k, named)],
                None => Relation::Dep,
            };
            p.state.make(m, relation);
        }
        net.backward(open.len(), rate((epoch as f32 + begun / total) / epochs as f32));
    }
}

/// How often the parser goes on from its own guess when it learns, not from what was right.
const EXPLORE: f32 = 0.3;

/// Accuracy of tags, parts of speech, heads and labelled heads, punctuation left out of the last two.
fn score(bytes: &[u8], sentences: &[Sentence]) -> String {
    let Some(model) = Model::read(bytes.to_vec().leak()) else { return "unreadable".into() };
    let (mut n, mut tags, mut pos, mut arcs, mut uas, mut las) = (0, 0, 0, 0, 0, 0);
    let mut parsed = Parsed::default();
    let started = std::time::Instant::now();
    for s in sentences {
        let words: Vec<&str> = s.words.iter().map(String::as_str).collect();
        parsed.parse_words(&model, &words);
        for i in 0..words.len() {
            n += 1;
            tags += usize::from(parsed.tags[i].0 == s.tags[i].0);
            pos += usize::from(parsed.tags[i].1 == s.tags[i].1);
            if s.tags[i].1 != Pos::Punct {
                arcs += 1;
                uas += usize::from(parsed.heads[i].0 == s.heads[i].0);
                las += usize::from(parsed.heads[i] == s.heads[i]);
            }
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    format!(
        "XPOS {:.2} UPOS {:.2} UAS {:.2} LAS {:.2} of {n} words, {:.0} words/s",
        share(tags, n),
        share(pos, n),
        share(uas, arcs),
        share(las, arcs),
        n as f64 / seconds
    )
}
