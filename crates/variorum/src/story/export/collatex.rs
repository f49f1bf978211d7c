//! CollateX: of every utterance and passage the witnesses with their tokens, as CollateX reads them, and the alignment table, as
//! its Python edition writes it (a row a witness, a column a place of the text).
//!
//! Beside `t` and `n` each token has its place and, as `text`, the words that stand there; CollateX passes such fields on. The
//! `t` of a witness joined give its rendering, with a blank between parts that do not follow each other.

use super::{Export, Locator};
use crate::story::record::{ReadingRecord, TextRecord};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

pub(super) fn witnesses(export: &Export<'_>, text: &TextRecord, out: &mut dyn Write) -> io::Result<()> {
    let columns = Columns::of(text);
    let witness = |(id, r): (String, &ReadingRecord)| {
        let tokens: Vec<Value> = tokens(export, &columns, r).into_iter().map(|t| t.json).collect();
        json!({"id": id, "tokens": tokens})
    };
    let list: Vec<Value> = ids(text).into_iter().zip(&text.readings).map(witness).collect();
    super::pretty(out, &json!({"witnesses": list, "of": text.id, "reports": export.files()}))
}

pub(super) fn alignment(export: &Export<'_>, text: &TextRecord, out: &mut dyn Write) -> io::Result<()> {
    let columns = Columns::of(text);
    let rows: Vec<Vec<Token>> = text.readings.iter().map(|r| tokens(export, &columns, r)).collect();
    let used: BTreeSet<usize> = rows.iter().flatten().map(|t| t.column).collect();
    let row = |tokens: Vec<Token>| {
        let mut cells: HashMap<usize, Vec<Value>> = HashMap::new();
        tokens.into_iter().for_each(|t| cells.entry(t.column).or_default().push(t.json));
        used.iter().map(|c| cells.remove(c).map_or(Value::Null, Value::from)).collect::<Vec<Value>>()
    };
    let table: Vec<Value> = rows.into_iter().map(|r| row(r).into()).collect();
    super::pretty(out, &json!({"witnesses": ids(text), "table": table, "of": text.id, "reports": export.files()}))
}

/// The sigla of the renderings; the second of one report is `A.2`.
fn ids(text: &TextRecord) -> Vec<String> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let id = |r: &'_ str, n: usize| if n == 1 { r.to_string() } else { format!("{r}.{n}") };
    let mut out = Vec::with_capacity(text.readings.len());
    for r in &text.readings {
        let n = seen.entry(&r.siglum).or_default();
        *n += 1;
        out.push(id(&r.siglum, *n));
    }
    out
}

struct Token {
    /// Twice the word's number and one; what stands between two words has the even number between.
    column: usize,
    json: Value,
}

/// Where each report has the words of a text: first byte and number of the word, in order of bytes.
struct Columns<'a> {
    of: HashMap<&'a str, Vec<(u64, usize)>>,
}

impl<'a> Columns<'a> {
    fn of(text: &'a TextRecord) -> Self {
        let mut of: HashMap<&str, Vec<(u64, usize)>> = HashMap::new();
        for (n, w) in text.words.iter().enumerate() {
            for p in &w.places {
                of.entry(&p.siglum).or_default().push((p.start, n));
            }
        }
        of.values_mut().for_each(|list| list.sort_unstable());
        Self { of }
    }

    /// The words of a report from `start` on and before `end`.
    fn within(&self, siglum: &str, start: u64, end: u64) -> &[(u64, usize)] {
        let all = self.of.get(siglum).map_or(&[][..], |l| l);
        let (from, to) = (all.partition_point(|w| w.0 < start), all.partition_point(|w| w.0 < end));
        all.get(from..to).unwrap_or(&[])
    }
}

/// A run of a report's text without white space that holds one word of the collation at most.
struct Piece<'a> {
    at: Locator<'a>,
    behind: &'a str,
    word: Option<usize>,
}

fn tokens(export: &Export<'_>, columns: &Columns<'_>, reading: &ReadingRecord) -> Vec<Token> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for part in &reading.places {
        split(export, columns, &reading.siglum, (part.start, part.end), &mut pieces);
        if let Some(last) = pieces.last_mut() {
            last.behind = " ";
        }
    }
    if let Some(last) = pieces.last_mut() {
        last.behind = "";
    }
    let known: Vec<(usize, usize)> = pieces.iter().enumerate().filter_map(|(i, p)| Some((i, p.word?))).collect();
    let held = increasing(&known);
    let first = reading.covers.first().map_or(0, |c| c[0] as usize);
    let end = reading.covers.last().map_or(first, |c| c[1] as usize);
    let mut next = held.iter().peekable();
    // The first word of the text that this rendering has not come to yet, and the column of the piece before.
    let (mut free, mut column) = (first, 2 * first);
    let mut out = Vec::with_capacity(pieces.len());
    for (i, piece) in pieces.iter().enumerate() {
        let limit = match next.peek() {
            Some((at, word)) if *at == i => {
                column = 2 * word + 1;
                free = word + 1;
                next.next();
                out.push(token(piece, column));
                continue;
            }
            Some((_, word)) => *word,
            None => end,
        };
        // Other words fill the columns of words that are not here, then stand between.
        if free < limit {
            column = 2 * free + 1;
            free += 1;
        } else if column.is_multiple_of(2) || column < 2 * limit {
            column = (2 * limit).max(column);
        } else {
            column += column % 2;
        }
        out.push(token(piece, column));
    }
    out
}

fn token(piece: &Piece<'_>, column: usize) -> Token {
    let a = &piece.at;
    let bare = a.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let n = if bare.is_empty() { a.text.to_string() } else { bare };
    let json = json!({
        "t": format!("{}{}", a.text, piece.behind), "n": n, "siglum": a.siglum, "start": a.start, "end": a.end,
        "char_start": a.char_start, "char_end": a.char_end, "text": a.text,
    });
    Token { column, json }
}

/// Cuts a part into pieces: at white space, and before a second word of the collation.
fn split<'a>(
    export: &Export<'a>,
    columns: &Columns<'_>,
    siglum: &str,
    (start, end): (u64, u64),
    out: &mut Vec<Piece<'a>>,
) {
    let Some(report) = export.report(siglum) else { return };
    let (siglum, article) = (report.record.siglum.as_str(), report.article);
    let Some(span) = article.text.from_source(start..end) else { return };
    let text = article.text.get(span);
    let words: Vec<(usize, usize)> = columns
        .within(siglum, start, end)
        .iter()
        .filter_map(|(byte, n)| Some(((article.text.from_source(*byte..*byte)?.start() - span.start()) as usize, *n)))
        .collect();
    let mut words = words.into_iter().peekable();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        at += rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let mut stop = at + rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = words.next_if(|w| w.0 < stop).map(|w| w.1);
        if let Some((second, _)) = words.peek().filter(|w| w.0 < stop && w.0 > at) {
            stop = *second;
        }
        let piece = crate::span::Span::new(span.start() + at as u32, span.start() + stop as u32);
        let behind = text.get(stop..).unwrap_or("");
        let blank = behind.get(..behind.len() - behind.trim_start().len()).unwrap_or("");
        let bytes = article.text.source(piece);
        let place = export.locate_at(siglum, bytes.start, bytes.end, article.text.get(piece));
        out.push(Piece { at: place, behind: blank, word });
        at = stop;
    }
}

/// The longest run of pairs whose second numbers grow: words that stand in the order of the text.
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (i, pair) in pairs.iter().enumerate() {
        let at = tails.partition_point(|t| pairs.get(*t).is_some_and(|p| p.1 < pair.1));
        before.push(at.checked_sub(1).and_then(|b| tails.get(b).copied()));
        match tails.get_mut(at) {
            Some(tail) => *tail = i,
            None => tails.push(i),
        }
    }
    let mut out = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(i) = at {
        out.extend(pairs.get(i));
        at = before.get(i).copied().flatten();
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_out_of_order_do_not_hold_the_others_up() {
        let pairs = [(0, 5), (1, 0), (2, 1), (3, 2), (4, 6)];
        assert_eq!(super::increasing(&pairs), [(1, 0), (2, 1), (3, 2), (4, 6)]);
        assert_eq!(super::increasing(&[]), []);
    }
}
