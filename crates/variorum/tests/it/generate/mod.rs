//! Made-up reports: the words are drawn by lot, the shapes are those of newspapers, and then things go wrong.

mod files;
mod words;

use super::dice::Dice;
use files::{Shape, corrupt, damage, file, shape};
use words::{ADJECTIVES, CUES, NAMES, NOTICES, NOUNS, ODD, RESIDUE, SMALL, VERBS, WHO};

/// A file as somebody might hand it over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name; the ending counts.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A house style: outer marks, inner marks.
struct Style {
    open: &'static str,
    close: &'static str,
    inner: (&'static str, &'static str),
}

const STYLES: &[Style] = &[
    Style { open: "\"", close: "\"", inner: ("'", "'") },
    Style { open: "“", close: "”", inner: ("‘", "’") },
    Style { open: "‘", close: "’", inner: ("“", "”") },
    Style { open: "'", close: "'", inner: ("\"", "\"") },
    Style { open: "«", close: "»", inner: ("‹", "›") },
    Style { open: "« ", close: " »", inner: ("“", "”") },
    Style { open: "«\u{a0}", close: "\u{a0}»", inner: ("“", "”") },
    Style { open: "»", close: "«", inner: ("›", "‹") },
    Style { open: "„", close: "“", inner: ("‚", "‘") },
    Style { open: "„", close: "”", inner: ("«", "»") },
    Style { open: "”", close: "”", inner: ("’", "’") },
    Style { open: "``", close: "''", inner: ("`", "'") },
    Style { open: "＂", close: "＂", inner: ("'", "'") },
    Style { open: "“", close: "\"", inner: ("'", "’") },
    Style { open: "「", close: "」", inner: ("『", "』") },
];

fn noun_phrase(dice: &mut Dice, out: &mut Vec<String>) {
    out.push("the".into());
    if dice.chance(40) {
        out.push(dice.pick(ADJECTIVES).into());
    }
    out.push(dice.pick(NOUNS).into());
}

/// A sentence as words; its first is capitalised and its last carries the stop.
pub fn sentence(dice: &mut Dice) -> Vec<String> {
    let mut out = Vec::new();
    if dice.chance(30) {
        out.push(dice.pick(&["I", "We", "They", "You", "It", "Nobody"]).into());
    } else {
        noun_phrase(dice, &mut out);
    }
    out.push(dice.pick(VERBS).into());
    noun_phrase(dice, &mut out);
    for _ in 0..dice.below(4) {
        match dice.below(5) {
            0 => {
                if let Some(last) = out.last_mut() {
                    last.push(',');
                }
                out.push(dice.pick(&["and", "but", "because", "so"]).into());
                out.push(dice.pick(&["we", "she", "nobody", "they"]).into());
                out.push(dice.pick(VERBS).into());
                noun_phrase(dice, &mut out);
            }
            1 => (0..dice.between(1, 4)).for_each(|_| out.push(dice.pick(SMALL).into())),
            2 => {
                out.push(dice.pick(&["near", "behind", "under", "without", "for"]).into());
                noun_phrase(dice, &mut out);
            }
            3 => out.push(dice.pick(NAMES).into()),
            _ => out.push(dice.pick(SMALL).into()),
        }
    }
    if dice.chance(3) {
        let at = dice.below(out.len());
        out.insert(at, dice.pick(ODD).into());
    }
    if let Some(first) = out.first_mut() {
        *first = capital(first);
    }
    if let Some(last) = out.last_mut() {
        last.push_str(dice.pick(&[".", ".", ".", ".", "!", "?", "…", ""]));
    }
    out
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// What happened, before anybody wrote about it: who said what, and sentences that reports copy from each other.
pub struct Event {
    said: Vec<(usize, Vec<Vec<String>>)>,
    told: Vec<Vec<String>>,
}

/// An event with a few utterances, some of which share a sentence.
pub fn event(dice: &mut Dice) -> Event {
    let mut said: Vec<(usize, Vec<Vec<String>>)> = Vec::new();
    for _ in 0..dice.between(1, 4) {
        let mut sentences: Vec<Vec<String>> = (0..dice.between(1, 4)).map(|_| sentence(dice)).collect();
        if dice.chance(15)
            && let Some(shared) = said.first().and_then(|s| s.1.first())
        {
            sentences.push(shared.clone());
        }
        if dice.chance(10) {
            let again = sentences[0].clone();
            sentences.push(again);
        }
        said.push((dice.below(NAMES.len()), sentences));
    }
    let told = (0..dice.between(1, 5)).map(|_| sentence(dice)).collect();
    Event { said, told }
}

/// The words of some sentences as one paper has them: cut, changed, put in another order.
fn rendered(dice: &mut Dice, sentences: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = sentences.to_vec();
    for _ in 0..dice.below(4) {
        let at = dice.below(out.len());
        let n = out[at].len();
        if n == 0 {
            continue;
        }
        let word = dice.below(n);
        match dice.below(14) {
            0 => out[at][word] = dice.pick(SMALL).into(),
            1 => out[at][word] = dice.pick(NOUNS).into(),
            2 => drop(out[at].remove(word)),
            3 => out[at].insert(word, dice.pick(SMALL).into()),
            4 => out[at].insert(word, dice.pick(ADJECTIVES).into()),
            5 if out.len() > 1 => {
                let other = dice.below(out.len());
                out.swap(at, other);
            }
            6 if out.len() > 1 => drop(out.remove(at)),
            7 => {
                let end = dice.between(word, n);
                out[at].splice(word..end, [String::from(dice.pick(&["…", "...", ". . .", "[…]", "[...]"]))]);
            }
            8 => {
                let end = dice.between(word, n);
                out[at].drain(word..end);
            }
            9 => out[at].truncate(word.max(1)),
            10 => drop(out[at].drain(..word)),
            11 => out[at][word] = format!("[{}]", dice.pick(NAMES)),
            12 => {
                let other = dice.below(n);
                out[at].swap(word, other);
            }
            _ => {
                let w = &mut out[at][word];
                *w = match dice.below(4) {
                    0 => w.to_uppercase(),
                    1 => w.replace('\'', "’"),
                    2 => w.replace("our", "or"),
                    _ => format!("{w},"),
                };
            }
        }
        if out.is_empty() {
            break;
        }
    }
    out.retain(|s| !s.is_empty());
    out
}

fn joined(sentences: &[Vec<String>]) -> String {
    sentences.iter().map(|s| s.join(" ")).collect::<Vec<_>>().join(" ")
}

/// With a comma for the stop, as before an attribution.
fn comma(said: &str) -> String {
    match said.strip_suffix('.') {
        Some(body) => format!("{body},"),
        None => said.to_string(),
    }
}

fn quotation(dice: &mut Dice, style: &Style, speaker: usize, sentences: &[Vec<String>], out: &mut Vec<String>) {
    let (o, c) = (style.open, style.close);
    let who = if dice.chance(60) { NAMES[speaker] } else { dice.pick(WHO) };
    let cue = dice.pick(CUES);
    let mut sentences = sentences.to_vec();
    if dice.chance(8)
        && let Some(s) = sentences.first_mut().filter(|s| s.len() > 4)
    {
        let (from, to) = (1, s.len() - 1);
        s[from].insert_str(0, style.inner.0);
        s[to].push_str(style.inner.1);
    }
    let all = joined(&sentences);
    let (head, tail) = sentences.split_at(sentences.len().div_ceil(2));
    let (head, tail) = (joined(head), joined(tail));
    let form = dice.below(14);
    let paragraph = match form {
        0 | 1 => format!("{o}{}{c} {who} {cue}.", comma(&all)),
        2 | 3 => format!("{} {cue}: {o}{all}{c}", capital(who)),
        4 => format!("{o}{}{c} {cue} {who}, {o}{tail}{c}", comma(&head)),
        5 => format!("{o}{}{c} {who} {cue}. {o}{tail}{c}", comma(&head)),
        6 => {
            out.push(format!("{o}{head}"));
            format!("{o}{}{c} {who} {cue}.", comma(&tail))
        }
        7 => format!("{o}{all}"),
        8 => {
            let words: Vec<&str> = all.split_whitespace().collect();
            let from = dice.below(words.len());
            let to = (from + dice.between(1, 6)).min(words.len());
            format!("{} {cue} it was {o}{}{c} on the day.", capital(who), words[from..to].join(" "))
        }
        9 => {
            out.push(format!("{} said in a statement that read in full:", capital(who)));
            all
        }
        10 => sentences.iter().map(|s| format!("> {}", s.join(" "))).collect::<Vec<_>>().join("\n"),
        11 => format!("{o}{all}{c}"),
        12 => format!("{o}{head} [Red heart emoji] {tail}{c} {who} {cue}."),
        _ => format!("{all} {c}{o}, {who} {cue}"),
    };
    out.push(paragraph);
}

/// One paper's report of an event.
pub fn report(dice: &mut Dice, event: &Event) -> String {
    let style = &STYLES[dice.below(STYLES.len())];
    let mut paragraphs: Vec<String> = Vec::new();
    if dice.chance(25) {
        paragraphs.push(format!(" date 2023-0{}-1{} ", dice.between(1, 9), dice.below(10)));
    }
    if dice.chance(50) {
        paragraphs.push(capital(&format!("{} {} {}", dice.pick(ADJECTIVES), dice.pick(NOUNS), dice.pick(VERBS))));
    }
    let mut told = event.told.clone();
    dice.shuffle(&mut told);
    told.truncate(dice.between(0, event.told.len()));
    let mut order: Vec<usize> = (0..event.said.len()).collect();
    if dice.chance(40) {
        dice.shuffle(&mut order);
    }
    for i in order {
        if dice.chance(40) {
            let s = told.pop().unwrap_or_else(|| sentence(dice));
            let again = rendered(dice, &[s]);
            let own = sentence(dice).join(" ");
            paragraphs.push(format!("{own} {}", joined(&again)));
        }
        if dice.chance(85) {
            let (speaker, sentences) = &event.said[i];
            let words = rendered(dice, sentences);
            if !words.is_empty() {
                let odd = &STYLES[dice.below(STYLES.len())];
                let style = if dice.chance(6) { odd } else { style };
                quotation(dice, style, *speaker, &words, &mut paragraphs);
            }
        }
        furniture(dice, style, &mut paragraphs);
    }
    let gap = match dice.below(8) {
        0 => "\r\n\r\n",
        1 => "\n",
        2 => "\r\n",
        3 => "\n \t\n",
        4 => "\n\n\n\n",
        _ => "\n\n",
    };
    let mut text = paragraphs.join(gap);
    if dice.chance(10) {
        text = wrapped(&text, dice.between(30, 80));
    }
    text
}

fn furniture(dice: &mut Dice, style: &Style, out: &mut Vec<String>) {
    match dice.below(14) {
        0 => out.push(dice.pick(RESIDUE).into()),
        1 => out.push(dice.pick(NOTICES).into()),
        2 => out.push(format!("• {}\n• {}", sentence(dice).join(" "), sentence(dice).join(" "))),
        3 => out.push(capital(dice.pick(NOUNS))),
        4 => {
            let mut s = sentence(dice);
            let at = dice.below(s.len());
            s[at] = format!("{}{}{}", style.open, s[at], style.close);
            out.push(s.join(" "));
        }
        5 => {
            let (mut s, odd) = (sentence(dice), dice.pick(ODD));
            let at = dice.below(s.len());
            s.insert(at, odd.into());
            out.push(s.join(" "));
        }
        _ => {}
    }
}

fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        let mut column = 0;
        for word in line.split(' ') {
            if column > 0 && column + word.len() > width {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
            }
            out.push_str(word);
            column += word.len() + 1;
        }
        out.push('\n');
    }
    out
}

/// One file, in any shape, sound or damaged.
pub fn any_file(dice: &mut Dice) -> Source {
    let happened = event(dice);
    let mut texts: Vec<String> =
        (0..if dice.chance(15) { dice.between(2, 3) } else { 1 }).map(|_| report(dice, &happened)).collect();
    if dice.chance(50) {
        texts.iter_mut().for_each(|t| damage(dice, t));
    }
    let shape = shape(dice);
    let mut file = file(dice, "a", &texts, shape);
    if dice.chance(30) {
        corrupt(dice, &mut file.bytes);
    }
    file
}

/// The files of one story: an event as several papers have it.
pub fn any_story(dice: &mut Dice) -> Vec<Source> {
    let happened = event(dice);
    let n = dice.between(2, 5);
    let mut out: Vec<Source> = Vec::new();
    let damaged = dice.chance(25);
    for i in 0..n {
        let many = dice.chance(10);
        let mut texts: Vec<String> = (0..if many { 2 } else { 1 }).map(|_| report(dice, &happened)).collect();
        if damaged {
            texts.iter_mut().for_each(|t| damage(dice, t));
        }
        if dice.chance(4)
            && let Some(copy) = out.first().cloned()
        {
            out.push(Source { path: format!("copy{i}-{}", copy.path), ..copy });
            continue;
        }
        let shape = if dice.chance(60) { Shape::Plain } else { shape(dice) };
        out.push(file(dice, &format!("r{i}"), &texts, shape));
    }
    if dice.chance(5) {
        for file in &mut out {
            corrupt(dice, &mut file.bytes);
        }
    }
    out
}
