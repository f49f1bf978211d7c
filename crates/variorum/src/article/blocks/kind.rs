//! What a piece of text is by its own look, and by the pieces beside it.

use super::{Piece, ends_sentence, folded, is_mark, residue, words};
use crate::article::BlockKind;

/// What a list item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    /// A dash or an asterisk, which can also begin a sentence: an item only beside another.
    Dash,
    Number(u32),
    /// `a)` is 1.
    Letter(u32),
}

/// The list mark at the start of `content`.
pub(super) fn mark(content: &str) -> Option<Mark> {
    let first = content.chars().next()?;
    let rest = content.get(first.len_utf8()..)?;
    let spaced = rest.starts_with(char::is_whitespace);
    if words::BULLETS.contains(&first) && !rest.is_empty() {
        return Some(Mark::Bullet);
    }
    if words::DASHES.contains(&first) && spaced {
        return Some(Mark::Dash);
    }
    let (body, opened) = content.strip_prefix('(').map_or((content, false), |body| (body, true));
    let length = body.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let (value, rest, is_number) = if length > 0 {
        (body.get(..length)?.parse().ok()?, body.get(length..)?, true)
    } else {
        let letter = body.bytes().next().filter(u8::is_ascii_alphabetic)?;
        (u32::from(letter.to_ascii_lowercase() - b'a') + 1, body.get(1..)?, false)
    };
    let closed = rest.starts_with(')') || rest.starts_with('.') && is_number && !opened;
    if length > 3 || !closed || !rest.get(1..)?.starts_with(char::is_whitespace) {
        return None;
    }
    Some(if is_number { Mark::Number(value) } else { Mark::Letter(value) })
}

/// Whether a line is a caption or a picture credit. A single line of several may only be one by its first words.
pub(super) fn is_caption(content: &str, by_start_only: bool) -> bool {
    if content.len() > 500 || content.starts_with(is_mark) {
        return false;
    }
    let start = content.trim_start_matches(|c: char| matches!(c, '(' | '[' | '*' | '/' | '<') || c.is_whitespace());
    if start.len() <= 320 && words::opens(start, &words::CAPTION_OPENINGS) {
        let line = folded(start);
        let labelled = |p: &&str| {
            line.strip_prefix(*p).is_some_and(|rest| matches!(rest.trim_start().chars().next(), Some(':' | '|')))
        };
        let begins = |p: &&str| {
            line.strip_prefix(*p).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) && !line.ends_with('.')
        };
        let numbered = line.strip_prefix("image ").is_some_and(|rest| {
            let mut words = rest.split(' ');
            let is_number = |w: Option<&str>| w.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
            is_number(words.next()) && words.next() == Some("of") && is_number(words.next())
        });
        if numbered {
            return true;
        }
        if words::CAPTIONS.iter().any(labelled) || words::CAPTION_STARTS.iter().any(begins) {
            return true;
        }
    }
    if by_start_only {
        return false;
    }
    // "... outside the court. (Photo by A. Name/Getty Images)", "... | A. NAME/AP"
    let has_credit = |s: &str| {
        let s = folded(s);
        words::CREDITS.iter().any(|c| s.contains(c))
    };
    match content.strip_suffix([')', ']']) {
        Some(body) => body.rsplit_once(['(', '[']).is_some_and(|(before, inside)| {
            inside.len() <= 160
                && (has_credit(inside)
                    || ends_sentence(before) && before.split_whitespace().count() > 4 && is_byline(inside))
        }),
        None => ["getty images", "/getty"].iter().any(|end| {
            content
                .len()
                .checked_sub(end.len())
                .and_then(|at| content.get(at..))
                .is_some_and(|s| s.eq_ignore_ascii_case(end))
        }),
    }
}

/// Whether brackets behind a caption's sentence hold a photographer or a station: "(A. Name/KCTV)", "(Anna Name)".
fn is_byline(inside: &str) -> bool {
    let folded = folded(inside);
    let dated = folded.split([' ', '.', '/']).any(words::is_calendar);
    let agency = words::AGENCIES.contains(&folded.as_str());
    let words = inside.split_whitespace().count();
    let capital = inside.split([' ', '/']).all(|w| w.chars().next().is_none_or(char::is_uppercase));
    !dated && !agency && !ends_sentence(inside) && words <= 8 && (inside.contains('/') || capital && words <= 3)
}

/// Whether a line by itself looks like a headline, cross-heading or label.
pub(super) fn is_heading(content: &str) -> bool {
    if content.len() > 300
        || ends_sentence(content)
        || content.ends_with(|c: char| is_mark(c) || matches!(c, ':' | ';' | ',' | '-' | '–' | '—' | '、' | '：'))
    {
        return is_shouted_label(content);
    }
    let Some(first) = content.chars().next() else { return false };
    let last = content.split_whitespace().next_back().unwrap_or_default();
    if words::CUES.iter().any(|cue| last.eq_ignore_ascii_case(cue)) {
        return false;
    }
    // A script without capitals and without spaces gives away neither case nor words.
    let uncased = first.is_alphabetic() && !first.is_uppercase() && !first.is_lowercase();
    let (chars, words) = (content.chars().count(), content.split_whitespace().count());
    (first.is_uppercase() || first.is_ascii_digit() || uncased)
        && chars <= if uncased { 30 } else { 100 }
        && words <= 14
        && content.contains(char::is_alphabetic)
}

/// "KEY POINTS:". In lower case such a line is a paragraph: "she wrote:" introduces words.
fn is_shouted_label(content: &str) -> bool {
    content.len() <= 60
        && content.ends_with(':')
        && content.contains(char::is_uppercase)
        && !content.contains(char::is_lowercase)
        && !content.starts_with(is_mark)
}

/// Gives every piece the kind it has apart from notices.
pub(super) fn assign(text: &str, pieces: &mut [Piece]) {
    let count = pieces.len();
    for i in 0..count {
        let at_edge = i < 4 || i + 3 > count;
        let Some(piece) = pieces.get(i) else { return };
        let kind = of(text, piece, at_edge);
        let kind = match kind {
            None if is_enumerated(text, pieces, i) => BlockKind::List,
            None => BlockKind::Paragraph,
            Some(kind) => kind,
        };
        if let Some(piece) = pieces.get_mut(i) {
            piece.kind = kind;
        }
    }
    set_off(pieces);
    headings_head(pieces);
}

fn of(text: &str, piece: &Piece, at_edge: bool) -> Option<BlockKind> {
    let content = piece.content(text);
    if residue::is_whole(content, at_edge) {
        return Some(BlockKind::Residue);
    }
    match mark(content) {
        Some(Mark::Bullet) => return Some(BlockKind::List),
        Some(_) => return None,
        None => {}
    }
    if is_caption(content, false) {
        Some(BlockKind::Caption)
    } else if content.starts_with('>') {
        // A double arrow is a link; replies to replies are not news.
        let link = content.starts_with(">>") && piece.lines == 1;
        Some(if link { BlockKind::List } else { BlockKind::BlockQuote })
    } else if piece.lines == 1 && is_heading(content) {
        Some(BlockKind::Heading)
    } else {
        None
    }
}

/// Whether a piece has another item beside it: the next lower or higher number, or another dash.
fn is_enumerated(text: &str, pieces: &[Piece], i: usize) -> bool {
    let at = |i: Option<usize>| i.and_then(|i| pieces.get(i)).and_then(|p| mark(p.content(text)));
    let follows = |a: Option<Mark>, b: Option<Mark>| match (a, b) {
        (Some(Mark::Number(a)), Some(Mark::Number(b))) | (Some(Mark::Letter(a)), Some(Mark::Letter(b))) => a + 1 == b,
        (Some(Mark::Dash), Some(Mark::Dash)) => true,
        _ => false,
    };
    let this = at(Some(i));
    this.is_some() && (follows(at(i.checked_sub(1)), this) || follows(this, at(i.checked_add(1))))
}

/// Indented paragraphs are quotations where most are not indented.
fn set_off(pieces: &mut [Piece]) {
    let indented = pieces.iter().filter(|p| p.indent >= 4).count();
    if indented * 2 >= pieces.len() {
        return;
    }
    for piece in pieces.iter_mut().filter(|p| p.indent >= 4 && p.kind == BlockKind::Paragraph) {
        piece.kind = BlockKind::BlockQuote;
    }
}

/// A heading heads something. Short lines at the end are paragraphs, and so are many in a row: a table, a line-up,
/// a list of names. Only at the top do headline, subtitle, byline and place stand together.
fn headings_head(pieces: &mut [Piece]) {
    let mut end = pieces.len();
    let mut followed = false;
    while let Some(last) = end.checked_sub(1) {
        if pieces.get(last).is_some_and(|p| p.kind != BlockKind::Heading) {
            followed |= pieces.get(last).is_some_and(|p| p.kind != BlockKind::Residue && p.kind != BlockKind::Caption);
            end = last;
            continue;
        }
        let before = pieces.get(..end).unwrap_or_default();
        let start = before.iter().rposition(|p| p.kind != BlockKind::Heading).map_or(0, |i| i + 1);
        if !followed || start > 0 && end - start > 3 {
            for piece in pieces.get_mut(start..end).unwrap_or_default() {
                piece.kind = BlockKind::Paragraph;
            }
            followed = true;
        }
        end = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_marks() {
        for (line, expected) in [
            ("• one", Some(Mark::Bullet)),
            ("•one", Some(Mark::Bullet)),
            ("- one", Some(Mark::Dash)),
            ("* one", Some(Mark::Dash)),
            ("– one", Some(Mark::Dash)),
            ("12. one", Some(Mark::Number(12))),
            ("3) one", Some(Mark::Number(3))),
            ("(3) one", Some(Mark::Number(3))),
            ("b) one", Some(Mark::Letter(2))),
            ("-one", None),
            ("-5 degrees", None),
            ("*one*", None),
            ("—", None),
            ("2016. It", None),
            ("3.5 percent", None),
            ("A. Name", None),
            ("", None),
            ("(", None),
        ] {
            assert_eq!(mark(line), expected, "{line:?}");
        }
    }

    #[test]
    fn captions() {
        for line in [
            "Photo: WKRN",
            "(Photo: WKRN)",
            "Picture : AP",
            "Image caption The house on Thursday",
            "(Photo by A. Name/Getty Images)",
            "A. Name outside the court. (Photo by B. Name/Getty Images)",
            "A. Name arrives / Getty Images",
            "Getty Images",
            "FILE PHOTO: a rally",
            "Credit: Police",
            "Police took the man away. (A. Name/KCTV)",
            "He was arrested. (Source: WTOL)",
            "Image 4 of 17",
            "A. Name in 2016 (AP Photo/B. Name, File)",
        ] {
            assert!(is_caption(line, false), "{line:?}");
        }
        for line in [
            "Photos showed the damage.",
            "\"Photo: mine,\" he said.",
            "He works for Getty Images.",
            "Pictured with her son, she smiled.",
            "Credit cards were stolen (police said)",
            "Image rights are hers.",
            "She left (with a photo)",
            "She left. (Reuters)",
            "She left. (He stayed.)",
            "She left. (he stayed)",
            "Image 4 was blurred.",
            "UPDATE @ 2:58 p.m. (Oct. 20)",
            "She left the house at 3 p.m. (Monday)",
        ] {
            assert!(!is_caption(line, false), "{line:?}");
        }
    }

    #[test]
    fn headings() {
        for line in [
            "Grief",
            "What police know so far",
            "CHRISSY TEIGEN ON LOSS",
            "5 things to know",
            "KEY POINTS:",
            "事件の経過",
            "By A. Name",
        ] {
            assert!(is_heading(line), "{line:?}");
        }
        for line in [
            "She wept.",
            "Is it over?",
            "she wept",
            "She wrote:",
            "A. Name of the Post tweeted",
            "\"No comment\"",
            "“No comment”",
            "He said,",
            "TRUMP: \"No\"",
            "$5",
            "12:30",
            "",
        ] {
            assert!(!is_heading(line), "{line:?}");
        }
    }
}
