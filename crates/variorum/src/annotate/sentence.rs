//! Where sentences begin.

use super::language::tables::{ABBREVIATION, DET, MONTH, PREP, Words};
use super::token::{Token, TokenKind};
use crate::article::Block;
use crate::calendar::{MONTHS, SHORT_MONTHS};
use crate::span::Span;

/// Words whose full stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "cpl", "maj", "adm",
    "hon", "rev", "fr", "st", "jr", "sr", "vs", "no", "inc", "ltd", "co", "corp", "dept", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "ave", "approx", "cf", "al", "fig", "pp", "vol", "mt",
    "ft", "supt", "insp", "det", "pvt", "messrs", "mme", "nr",
];

/// A sentence: a range of rows of the token table, within one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
}

/// The sentences of the story blocks of an English text.
pub fn english(text: &str, blocks: &[Block], tokens: &[Token]) -> Vec<Sentence> {
    sentences(text, blocks, tokens, None)
}

/// The sentences of the story blocks, which tile the token table.
///
/// A sentence ends at `. ! ?` or an ellipsis, together with the closing marks and brackets that follow it,
/// where the next token looks like a beginning, and at the end of its block. Which words a full stop shortens is the
/// language's to say: `words`, or English.
pub(crate) fn sentences(
    text: &str,
    blocks: &[Block],
    tokens: &[Token],
    words: Option<&'static Words>,
) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut first = 0;
    let mut blocks = blocks.iter().filter(|b| b.kind.is_story()).peekable();
    for i in 0..tokens.len() {
        let at = tokens[i].span.end();
        while blocks.peek().is_some_and(|b| b.span.end() < at) {
            blocks.next();
        }
        let last = match tokens.get(i + 1) {
            None => true,
            // A block that goes on after inline residue is still the same paragraph.
            Some(next) => {
                blocks.peek().is_some_and(|b| next.span.start() >= b.span.end()) && !continues(&mut blocks.clone())
            }
        };
        if last || ends_here(text, tokens, i, first, words) {
            out.push(Sentence { first: first as u32, end: i as u32 + 1 });
            first = i + 1;
        }
    }
    out
}

fn continues<'a>(blocks: &mut impl Iterator<Item = &'a Block>) -> bool {
    blocks.nth(1).is_some_and(|b| b.continues)
}

fn ends_here(text: &str, tokens: &[Token], i: usize, first: usize, words: Option<&'static Words>) -> bool {
    let here = tokens[i];
    if here.kind() != TokenKind::Punct {
        // "in the U.S. The": the stop belongs to the word.
        let s = word(text, here.span);
        // "at 2:45 a.m. Lowe and Leck were": a name behind the hour begins the next, a day or a zone belongs to it.
        let hour = matches!(s, "a.m." | "p.m.") && !goes_with_hour(text, tokens, i + 1);
        let opener = hour || next_is_common_opener(text, tokens, i + 1);
        return s.ends_with('.') && begins(text, tokens, i + 1) && opener;
    }
    // The last of the closing marks and brackets behind the stop decides.
    let Some(next) = tokens.get(i + 1) else { return true };
    if next.span.start() == here.span.end() {
        return glued(text, tokens, i, first);
    }
    let mut j = i;
    while j > first && is_closer(word(text, tokens[j].span)) && tokens[j - 1].span.end() == tokens[j].span.start() {
        j -= 1;
    }
    let stop = word(text, tokens[j].span);
    if !(stop.starts_with(['.', '!', '?', '…'])) {
        return false;
    }
    // "At 8 . 40am", where the signs were set apart
    if stop == "."
        && j == i
        && j > first
        && tokens[j - 1].span.end() < here.span.start()
        && tokens[j - 1].kind() == TokenKind::Number
        && is_minutes(word(text, next.span))
    {
        return false;
    }
    if stop == "." && j > first {
        let before = word(text, tokens[j - 1].span);
        let initial = before.len() <= 2 && before.chars().count() == 1 && before.chars().all(char::is_uppercase);
        let short = match words {
            Some(words) => words.of(tokens[j - 1].key) & ABBREVIATION != 0 || ordinal(words, tokens, j - 1),
            None => ABBREVIATIONS.iter().any(|a| a.eq_ignore_ascii_case(before)),
        };
        if initial && before != "I" || (j == i && short) {
            return false;
        }
    }
    begins(text, tokens, i + 1)
}

/// Whether a token is the minutes of an hour: "40am".
pub(in crate::annotate) fn is_minutes(word: &str) -> bool {
    let (figures, half) = word.split_at_checked(2).unwrap_or(("", ""));
    figures.bytes().all(|b| b.is_ascii_digit()) && ["am", "pm"].iter().any(|h| half.eq_ignore_ascii_case(h))
}

/// "on Friday.The police": a page that lost the space between two sentences, and no address ("news.Example.com").
fn glued(text: &str, tokens: &[Token], i: usize, first: usize) -> bool {
    let at = |k: usize| tokens.get(k).map_or("", |t| word(text, t.span));
    let stop = if matches!(at(i), "”" | "\"") { i.wrapping_sub(1) } else { i };
    if !matches!(at(stop), "." | "!" | "?") {
        return false;
    }
    let open = usize::from(matches!(at(i + 1), "“" | "\""));
    let (Some(before), Some(next)) = (stop.checked_sub(1).and_then(|k| tokens.get(k)), tokens.get(i + 1 + open)) else {
        return false;
    };
    let name = word(text, next.span);
    let begins = name.starts_with(char::is_uppercase)
        && (name.chars().nth(1).is_some_and(char::is_lowercase) || matches!(name, "A" | "I"));
    let ended = match before.kind() {
        TokenKind::Word => {
            let w = word(text, before.span);
            let plain = w.chars().count() > 2 && w.chars().skip(1).all(|c| c.is_lowercase() || c == '\'' || c == '’');
            let path = stop.checked_sub(2).map_or("", at);
            plain && !(matches!(path, "." | "/" | "@") && tokens[stop - 2].span.end() == before.span.start())
        }
        TokenKind::Number => before.span.len() > 1,
        _ => matches!(word(text, before.span), "”" | ")"),
    };
    // What follows the next word tells a sentence from an address.
    let behind = text.get(next.span.end() as usize..).and_then(|t| t.chars().next());
    let apart = begins && ended && behind.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '’' | '\''));
    // A straight mark closes where an odd number stands before it in the sentence, and else opens.
    let closes = |k: usize| (first..k).filter(|j| at(*j) == "\"").count() % 2 == 1;
    apart && (at(i) != "\"" || closes(i)) && (at(i + 1) != "\"" || !closes(i + 1))
}

/// "Am 3. März", "der 2. Vorsitzende": a number with a full stop is an ordinal where nouns have capitals.
fn ordinal(words: &'static Words, tokens: &[Token], i: usize) -> bool {
    let number = tokens[i].kind() == TokenKind::Number && tokens[i].span.len() <= 2;
    let before = i.checked_sub(1).map_or(0, |k| words.of(tokens[k].key));
    let month = tokens.get(i + 2).is_some_and(|t| words.of(t.key) & MONTH != 0);
    number && words.tables.style.nouns_capital && (month || before & (DET | PREP) != 0)
}

fn word(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or("")
}

fn is_closer(s: &str) -> bool {
    matches!(s, "\"" | "”" | "’" | "'" | "»" | "“" | ")" | "]" | "›" | "''")
}

fn begins(text: &str, tokens: &[Token], i: usize) -> bool {
    let Some(t) = tokens.get(i) else { return true };
    let s = word(text, t.span);
    let c = s.chars().next().unwrap_or(' ');
    if t.kind() == TokenKind::Punct {
        // An opening mark or bracket, a dash that begins a line: look one further.
        return !matches!(s, "," | ";" | ":" | ")" | "]" | "…" | "—" | "–" | "-" | "." | "!" | "?" | "...")
            && tokens.get(i + 1).is_none_or(|n| !word(text, n.span).starts_with(char::is_lowercase));
    }
    !c.is_lowercase()
}

/// Whether what stands behind an hour says more of it: "a.m. Monday", "p.m. Eastern", "a.m. CT".
fn goes_with_hour(text: &str, tokens: &[Token], i: usize) -> bool {
    const ZONES: &[&str] =
        &["Eastern", "Central", "Mountain", "Pacific", "Atlantic", "Greenwich", "Local", "Alaska", "Hawaii"];
    let Some(t) = tokens.get(i) else { return true };
    let w = word(text, t.span);
    // "a.m. Nov. 10", "p.m. May 5": a month that is short, or a word or a name too, with its day.
    let month = || {
        let stop = usize::from(tokens.get(i + 1).is_some_and(|t| word(text, t.span) == "."));
        let day = tokens.get(i + 1 + stop).is_some_and(|t| t.kind() == TokenKind::Number && t.span.len() < 5);
        day && (MONTHS.iter().chain(SHORT_MONTHS).any(|m| w.eq_ignore_ascii_case(m)))
    };
    t.kind() != TokenKind::Word
        || super::lexicon::CALENDAR.has(t.key)
        || month()
        || ZONES.contains(&w)
        || w.len() < 6 && w.chars().skip(1).all(|c| !c.is_lowercase())
}

fn next_is_common_opener(text: &str, tokens: &[Token], i: usize) -> bool {
    const OPENERS: &[&str] = &[
        "The", "A", "He", "She", "It", "They", "We", "I", "But", "And", "In", "On", "This", "That", "His", "Her",
        "There", "As", "At", "For", "When", "After", "“", "\"", "‘",
    ];
    tokens.get(i).is_none_or(|t| OPENERS.contains(&word(text, t.span)))
}
