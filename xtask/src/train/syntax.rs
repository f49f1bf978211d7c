//! The tagger and the parser, from English treebanks of Universal Dependencies.

use super::conllu::{self, Sentence};
use super::network::{Dice, Network, Slot};
use std::collections::HashMap;
use std::path::Path;
use variorum::annotate::syntax::parser::{self, MOVES, Move, State};
use variorum::annotate::syntax::tagger::{self, OUTPUTS};
use variorum::annotate::syntax::tags::{Pos, Relation, Tag};
use variorum::annotate::syntax::word::{self, FIRST, Form, Lexicon, NO_FORM};
use variorum::annotate::syntax::{MAGIC, Model, Parsed, Table};

/// A word has to stand so often to be known.
const KNOWN: usize = 3;
/// Hidden values of the two networks.
const TAGGER: usize = 64;
const PARSER: usize = 96;

/// Trains on `DIR/*_train.conllu` and says how well `DIR/*_dev.conllu` come out.
pub fn train(data: &Path, to: &Path, epochs: usize) -> std::io::Result<()> {
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
    let sentences: Vec<Sentence> = train_sets.into_iter().flat_map(|s| s.1).collect();
    if sentences.is_empty() {
        return Err(std::io::Error::other(format!("{}: no *_train.conllu", data.display())));
    }
    let (keys, lexicon) = lexicon(&sentences);
    let forms: Vec<Vec<Form>> = sentences
        .iter()
        .map(|s| s.words.iter().enumerate().map(|(i, w)| word::form(w, i == 0, &lexicon)).collect())
        .collect();
    let mut counts = vec![0u32; keys.len() + FIRST as usize];
    forms.iter().flatten().for_each(|f| counts[f.word as usize] += 1);
    println!("{} sentences, {} words known", sentences.len(), keys.len());

    let mut dice = Dice::new(7);
    let words = keys.len() + FIRST as usize;
    let mut head = MAGIC.to_vec();
    head.extend((keys.len() as u32).to_le_bytes());
    keys.iter().for_each(|k| head.extend(k.to_le_bytes()));

    let mut tags = Network::new(&slots(tagger::SLOTS, words), TAGGER, OUTPUTS, &mut dice);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for epoch in 0..epochs {
        let rate = 0.02 * (1.0 - 0.85 * epoch as f32 / epochs as f32);
        dice.shuffle(&mut order);
        let loss: f32 =
            order.iter().map(|s| learn_tags(&mut tags, &sentences[*s], &forms[*s], &counts, rate, &mut dice)).sum();
        println!("tags {epoch}: loss {loss:.0}");
    }
    // The parser has to live with the tagger's errors: it is trained on tags given to sentences the tagger has not
    // learned, by two taggers that each saw half.
    let folds = jackknife(&sentences, &forms, &counts, words, epochs.min(5), &mut dice);

    let mut tree = Network::new(&slots(parser::SLOTS, words), PARSER, MOVES, &mut dice);
    for epoch in 0..epochs {
        let rate = 0.02 * (1.0 - 0.85 * epoch as f32 / epochs as f32);
        dice.shuffle(&mut order);
        let explore = if epoch < 1 { 0.0 } else { 0.1 };
        let loss: f32 = order
            .iter()
            .map(|s| learn_tree(&mut tree, &sentences[*s], &forms[*s], &folds[*s], &counts, rate, explore, &mut dice))
            .sum();
        println!("tree {epoch}: loss {loss:.0}");
        if epoch % 3 == 2 || epoch + 1 == epochs {
            let mut bytes = head.clone();
            tags.write(&mut bytes);
            tree.write(&mut bytes);
            std::fs::write(to, &bytes)?;
            for (name, sentences) in &dev {
                println!("  {name}: {}", score(&bytes, sentences));
            }
        }
    }
    Ok(())
}

/// The tables of a network's input.
fn slots(of: &[Table], words: usize) -> Vec<Slot> {
    of.iter().map(|t| Slot { table: *t as usize, rows: t.rows(words), width: width(*t) }).collect()
}

fn width(t: Table) -> usize {
    match t {
        Table::Word => 48,
        Table::Suffix => 24,
        Table::Prefix | Table::Ending => 12,
        Table::Shape => 8,
        Table::Tag => 20,
        Table::Relation => 12,
        Table::Distance | Table::Between => 6,
    }
}

fn lexicon(sentences: &[Sentence]) -> (Vec<u64>, Lexicon) {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for w in sentences.iter().flat_map(|s| &s.words) {
        *counts.entry(word::key(w)).or_default() += 1;
    }
    let mut keys: Vec<(usize, u64)> = counts.into_iter().filter(|c| c.1 >= KNOWN).map(|(k, n)| (n, k)).collect();
    keys.sort_unstable_by(|a, b| b.cmp(a));
    let keys: Vec<u64> = keys.into_iter().map(|k| k.1).collect();
    let lexicon = keys.iter().enumerate().map(|(i, k)| (*k, i as u32 + FIRST)).collect();
    (keys, lexicon)
}

/// A form whose word is taken for a rare one now and then, the rarer the likelier.
fn blurred(form: Form, counts: &[u32], dice: &mut Dice) -> Form {
    let n = counts[form.word as usize] as f32;
    let rare = dice.unit() < 0.4 / (0.4 + n);
    Form { word: if rare { word::RARE } else { form.word }, ..form }
}

fn learn_tags(net: &mut Network, s: &Sentence, forms: &[Form], counts: &[u32], rate: f32, dice: &mut Dice) -> f32 {
    let blurred: Vec<Form> = forms.iter().map(|f| blurred(*f, counts, dice)).collect();
    let at = |i: usize| blurred.get(i).copied();
    let mut before = [tagger::OUTSIDE; 2];
    let mut loss = 0.0;
    let n = Tag::ALL.len();
    for i in 0..forms.len() {
        let features = tagger::features(&at, i, before);
        net.forward(&features, 0.25, dice);
        let (tag, pos) = (s.tags[i].0 as usize, n + s.tags[i].1 as usize);
        // What the tagger will see is its own guesses.
        let guess = (0..n).max_by(|a, b| net.scores[*a].total_cmp(&net.scores[*b])).unwrap_or(0);
        loss += net.softmax(0..n, |_| true, |k| k == tag);
        loss += net.softmax(n..OUTPUTS, |_| true, |k| k == pos);
        net.backward(&features, rate);
        let own = dice.unit() < 0.5;
        before = [if own { guess } else { tag } as u32, before[0]];
    }
    loss
}

fn tag(net: &mut Network, forms: &[Form], dice: &mut Dice) -> Vec<Tag> {
    let at = |i: usize| forms.get(i).copied();
    let mut before = [tagger::OUTSIDE; 2];
    let mut out = Vec::with_capacity(forms.len());
    for i in 0..forms.len() {
        net.forward(&tagger::features(&at, i, before), 0.0, dice);
        let best = (0..Tag::ALL.len()).max_by(|a, b| net.scores[*a].total_cmp(&net.scores[*b])).unwrap_or(0);
        before = [best as u32, before[0]];
        out.push(Tag::ALL[best]);
    }
    out
}

fn jackknife(
    sentences: &[Sentence],
    forms: &[Vec<Form>],
    counts: &[u32],
    words: usize,
    epochs: usize,
    dice: &mut Dice,
) -> Vec<Vec<Tag>> {
    let mut out: Vec<Vec<Tag>> = vec![Vec::new(); sentences.len()];
    for half in 0..2 {
        let mut net = Network::new(&slots(tagger::SLOTS, words), TAGGER, OUTPUTS, dice);
        let mut order: Vec<usize> = (0..sentences.len()).filter(|s| s % 2 != half).collect();
        for epoch in 0..epochs {
            let rate = 0.02 * (1.0 - 0.85 * epoch as f32 / epochs as f32);
            dice.shuffle(&mut order);
            for s in &order {
                learn_tags(&mut net, &sentences[*s], &forms[*s], counts, rate, dice);
            }
        }
        for s in (0..sentences.len()).filter(|s| s % 2 == half) {
            out[s] = tag(&mut net, &forms[s], dice);
        }
    }
    out
}

#[allow(clippy::too_many_arguments)]
fn learn_tree(
    net: &mut Network,
    s: &Sentence,
    forms: &[Form],
    tags: &[Tag],
    counts: &[u32],
    rate: f32,
    explore: f32,
    dice: &mut Dice,
) -> f32 {
    let blurred: Vec<Form> = forms.iter().map(|f| blurred(*f, counts, dice)).collect();
    let gold: Vec<u32> = s.heads.iter().map(|h| h.0).collect();
    let form = |i: usize| blurred.get(i).copied().unwrap_or(NO_FORM);
    let tag = |i: usize| tags.get(i).copied().unwrap_or(Tag::None);
    let mut state = State::default();
    state.begin(tags);
    let mut loss = 0.0;
    while !state.done() {
        let features = state.features(&form, &tag);
        net.forward(&features, 0.25, dice);
        // Costs by kind of move; the relation is right or wrong apart from them.
        let top = state.stack.last().copied();
        let relation = top.map_or(Relation::Dep, |t| s.heads[t as usize].1);
        let next_is_root = state.next >= tags.len();
        let any = |left: bool| {
            let r = if left && next_is_root { Relation::Root } else { Relation::Dep };
            if left { Move::Left(r) } else { Move::Right(r) }
        };
        let cost = |m: Move| if state.can(m) { state.cost(m, &gold) } else { usize::MAX };
        let (shift, left, right) = (cost(Move::Shift), cost(any(true)), cost(any(false)));
        let least = shift.min(left).min(right);
        if least == usize::MAX {
            break;
        }
        let head = top.map(|t| gold[t as usize]);
        let is_right = |k: usize| match Move::numbered(k) {
            Move::Shift => shift == least,
            // Where the arc is right its relation has to be.
            Move::Left(r) => {
                let next = if next_is_root { parser::ROOT } else { state.next as u32 };
                left == least && (head != Some(next) || r == relation)
            }
            Move::Right(r) => {
                let below = state.stack.len().checked_sub(2).map(|i| state.stack[i]);
                right == least && (head != below || r == relation)
            }
        };
        let allowed: Vec<bool> = (0..MOVES).map(|k| state.can(Move::numbered(k))).collect();
        let good: Vec<bool> = (0..MOVES).map(|k| allowed[k] && is_right(k)).collect();
        loss += net.softmax(0..MOVES, |k| allowed[k], |k| good[k]);
        let best = |of: &[bool], net: &Network| {
            (0..MOVES).filter(|k| of[*k]).max_by(|a, b| net.scores[*a].total_cmp(&net.scores[*b]))
        };
        let chosen = if dice.unit() < explore { best(&allowed, net) } else { best(&good, net) };
        net.backward(&features, rate);
        let Some(m) = chosen else { break };
        state.make(Move::numbered(m));
    }
    loss
}

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
