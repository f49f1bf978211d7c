//! Made-up reports: the words are drawn by lot, the shapes are those of newspapers, and then things go wrong.

use super::dice::Dice;

/// A file as somebody might hand it over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name; the ending counts.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

const NOUNS: &[&str] = &[
    "harbour",
    "bridge",
    "lantern",
    "ledger",
    "kiln",
    "orchard",
    "ferry",
    "council",
    "valley",
    "turbine",
    "quarry",
    "library",
    "tram",
    "beacon",
    "granary",
    "tunnel",
    "meadow",
    "engine",
    "barrier",
    "clock",
    "committee",
    "market",
    "pump",
    "viaduct",
    "signal",
    "reservoir",
    "chimney",
    "causeway",
    "workshop",
    "theatre",
    "archive",
    "bakery",
    "canal",
    "depot",
    "estuary",
    "foundry",
    "greenhouse",
    "hangar",
    "inquiry",
    "jetty",
    "kitchen",
    "lighthouse",
    "mill",
    "nursery",
];
const VERBS: &[&str] = &[
    "opened",
    "lost",
    "carried",
    "repaired",
    "forgot",
    "painted",
    "flooded",
    "counted",
    "lifted",
    "measured",
    "closed",
    "rescued",
    "promised",
    "moved",
    "questioned",
    "inspected",
    "abandoned",
    "cleaned",
    "rebuilt",
    "insured",
    "delayed",
    "warned",
    "found",
    "left",
    "sold",
    "noticed",
    "crossed",
    "turned",
    "hid",
    "followed",
];
const ADJECTIVES: &[&str] = &[
    "narrow", "ancient", "crowded", "silent", "broken", "splendid", "costly", "muddy", "careful", "northern", "wooden",
    "hopeless", "cheerful", "heavy", "late", "electric", "painful", "public", "empty", "steep",
];
const SMALL: &[&str] = &[
    "the",
    "a",
    "of",
    "and",
    "to",
    "in",
    "that",
    "it",
    "was",
    "for",
    "on",
    "with",
    "as",
    "at",
    "by",
    "we",
    "I",
    "my",
    "her",
    "not",
    "never",
    "will",
    "would",
    "they",
    "this",
    "but",
    "so",
    "because",
    "all",
    "over",
    "don't",
    "can’t",
    "it's",
    "no",
    "one",
    "three",
    "24",
    "1,200",
    "3.5",
    "£38,000",
    "50%",
    "the '90s",
    "Mr. Pell",
    "U.S.",
    "a.m.",
    "onto",
    "favour",
    "colour",
    "on to",
    "grey",
    "o’clock",
];
const NAMES: &[&str] = &[
    "Nadia Coultas",
    "Judith Orrell",
    "Tomas Leck",
    "Martin Ashdell",
    "Callum Reith",
    "Ilse van der Brandt",
    "Ann Lowe",
    "Pedro Quill",
    "Mary-Jane O’Dowd",
    "Sir Ned Farrow",
    "Skerrin Line",
    "Lech",
    "Zoë Müller-Ortiz",
];
const CUES: &[&str] = &[
    "said",
    "told reporters",
    "wrote",
    "added",
    "explained",
    "posted on Facebook",
    "said in a statement",
    "tweeted",
    "told Harbour FM",
    "insisted",
    "asked",
    "warned on Tuesday",
    "sagte",
    "a déclaré",
    "dijo",
    "сказал",
    "saying",
];
const WHO: &[&str] = &["she", "he", "they", "the harbour master", "the mother of three", "police", "it", "who"];
const RESIDUE: &[&str] = &[
    "✖",
    "[Red heart emoji]",
    "Share Tweet Email",
    "Read more: The quarry and the clock",
    "Advertisement",
    "© 2023",
    "Photo: The jetty in better weather",
    "Image caption: a bridge",
    "SIGN UP FOR OUR NEWSLETTER",
    "* * *",
    "---",
    "…",
    "Share on Facebook",
    "https://example.org/a?b=c#d",
    "<p>Lost markup</p>",
    "&nbsp;&quot;x&quot;",
    "Loading...",
];
const NOTICES: &[&str] = &[
    "Where to get help:\n\n• Seafarers’ Rest: 555-0142 (8am to 8pm, every day)\n\n• Family Line: 555-0163",
    "If you have been affected, call 555-0117 or text 0117 (free, 24/7).",
    "Helplines\n- Pell Line 555-0100\n- www.example.org/help",
];
const ODD: &[&str] = &[
    "👩‍👩‍👧‍👦",
    "👍🏽",
    "🇺🇦",
    "שלום עולם „כן“",
    "قال «نعم» ثم ذهب",
    "e\u{301}te\u{301}",
    "\u{200b}",
    "\u{ad}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{a0}",
    "\u{3000}",
    "「はい」と言った。",
    "『それ』",
    "\u{feff}",
    "\u{fffd}",
    "ﬁne",
    "İstanbul",
    "ǅ",
    "ß",
    "Straße",
    "\u{1F1E6}",
    "a\u{300}\u{301}\u{302}\u{303}",
    "²³",
    "½",
    "Ⅳ",
    "٣٤",
    "\u{b}",
    "\u{c}",
    "\u{1}",
    "\t",
    "\u{7f}",
    "𝔘",
    "ı",
    "...",
    "....",
    ". . .",
    "…",
    "--",
    "—",
    "–",
    "[",
    "]",
    "[the bridge]",
    "(sic)",
    "/",
    "\\",
    "_",
    "'",
    "’",
    "`",
    "´",
    "ʼ",
    "′",
    "″",
    "6'2\"",
    "30' mast",
    "’til",
    "'n'",
    "rock ’n’ roll",
    "the boys’",
    "O’",
    "$",
    "&",
    "%",
    "§",
    "^",
    "~",
    "|",
    "<",
    ">",
    "=",
    "+",
];
const LOOSE_MARKS: &[&str] = &[
    "\"", "“", "”", "„", "‟", "«", "»", "'", "‘", "’", "‚", "‛", "‹", "›", "``", "''", "`", "＂", "❝", "❞", "\"'",
    "'\"", "” “", "\" \"", "“‘", "’”", "\"\"", "“”",
];

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
