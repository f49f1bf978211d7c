//! Service blocks: helpline lists and the paragraphs that send a reader to one.

use super::{Piece, folded, is_mark, words};
use crate::article::BlockKind;

/// Marks labels, the items behind them, and service paragraphs.
pub(super) fn mark(text: &str, pieces: &mut [Piece]) {
    let mut i = 0;
    while i < pieces.len() {
        let opens = match pieces.get(i) {
            Some(piece) if can_be(piece) => {
                let content = piece.content(text);
                is_label(content)
                    || is_weak_label(content)
                        && (has_contact(content) || pieces.get(i + 1).is_some_and(|p| is_contact_line(p, text)))
                    || is_service_paragraph(content)
            }
            _ => false,
        };
        let mut end = i + 1;
        if opens {
            while is_item(text, pieces, end) {
                end += 1;
            }
            for piece in pieces.get_mut(i..end).unwrap_or_default() {
                piece.kind = BlockKind::Notice;
            }
        }
        i = end;
    }
}

fn can_be(piece: &Piece) -> bool {
    !matches!(piece.kind, BlockKind::Residue | BlockKind::Caption | BlockKind::BlockQuote)
}

/// Whether the piece goes on with the notice before it.
fn is_item(text: &str, pieces: &[Piece], at: usize) -> bool {
    let Some(piece) = pieces.get(at).filter(|p| can_be(p)) else { return false };
    if piece.kind == BlockKind::List || is_contact_line(piece, text) {
        return true;
    }
    let content = piece.content(text);
    // A service's name on a line of its own, its number on the next.
    let named = content.len() <= 60
        && !super::ends_sentence(content)
        && pieces.get(at + 1).is_some_and(|p| can_be(p) && (p.kind == BlockKind::List || is_contact_line(p, text)));
    named || is_service_paragraph(content) || is_label(content)
}

fn is_contact_line(piece: &Piece, text: &str) -> bool {
    let content = piece.content(text);
    content.len() <= 200 && !content.starts_with(is_mark) && has_contact(content)
}

/// Whether a short line names what follows as help.
pub(super) fn is_label(content: &str) -> bool {
    label(content, |part| words::NOTICE_LABELS.iter().any(|p| starts_with_words(part, p)))
}

fn is_weak_label(content: &str) -> bool {
    label(content, |part| words::WEAK_LABELS.contains(&part))
}

fn label(content: &str, known: impl Fn(&str) -> bool) -> bool {
    if content.len() > 120 || content.starts_with(is_mark) || super::ends_sentence(content) && !content.ends_with('?') {
        return false;
    }
    let parts = |s| str::split(s, [':', '?', '|', '–', '—']).flat_map(|p: &str| p.split(" - "));
    if !parts(content).any(|part| words::opens(part, &words::LABEL_OPENINGS)) {
        return false;
    }
    let line = folded(content);
    line.split_whitespace().count() <= 14
        && parts(&line).any(|part| known(part.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Whether a paragraph tells its reader where to find help: whom it speaks to, what about, what to do, and how.
pub(super) fn is_service_paragraph(content: &str) -> bool {
    if content.len() > 900 || content.starts_with(is_mark) {
        return false;
    }
    // Few paragraphs pass these two, and the rest is slow.
    if !words::opens(content, &words::SERVICE_OPENINGS) {
        return false;
    }
    let head = folded(content.get(..content.floor_char_boundary(60)).unwrap_or_default());
    if !words::SERVICE_STARTS.iter().any(|p| starts_with_words(&head, p)) {
        return false;
    }
    let line = folded(content);
    let has = |list: &[&str]| list.iter().any(|w| line.contains(w));
    let act = line.split(|c: char| !c.is_alphanumeric() && c != '-').any(|w| words::SERVICE_ACTIONS.contains(&w));
    has(words::SERVICE_TOPICS)
        && (act || words::SERVICE_ACTIONS.iter().any(|a| a.contains(' ') && line.contains(a)))
        && has_contact(content)
        && !has(words::APPEALS)
}

/// Whether there is a number to call, a web or mail address, or round-the-clock hours.
pub(super) fn has_contact(content: &str) -> bool {
    let line = folded(content);
    line.contains("24/7") || line.contains("1-800") || has_address(&line) || has_number(&line)
}

fn has_address(line: &str) -> bool {
    if line.contains("http://") || line.contains("https://") || line.contains("www.") {
        return true;
    }
    line.match_indices('.').any(|(at, _)| {
        let before = line.get(..at).and_then(|s| s.chars().next_back()).is_some_and(char::is_alphanumeric);
        let rest = line.get(at + 1..).unwrap_or_default();
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        before && rest.get(..end).is_some_and(|tld| words::TLDS.contains(&tld))
    })
}

/// Seven digits or more that are not a date or a span of years; or three or more behind "call" or "text".
fn has_number(line: &str) -> bool {
    let mut from = 0;
    while let Some(start) = line.get(from..).and_then(|s| s.find(|c: char| c.is_ascii_digit())).map(|i| from + i) {
        let rest = line.get(start..).unwrap_or_default();
        let mut digits = 0;
        let mut end = 0;
        let mut gap = 0;
        for (i, c) in rest.char_indices() {
            if c.is_ascii_digit() {
                (digits, gap, end) = (digits + 1, 0, i + 1);
            } else if matches!(c, ' ' | '-' | '.' | '(' | ')' | '\u{2011}' | '–') && gap < 2 {
                gap += 1;
            } else {
                break;
            }
        }
        let number = rest.get(..end).unwrap_or_default();
        let money = line.get(..start).is_some_and(|s| s.trim_end().ends_with(['$', '£', '€', '#']));
        if digits >= 7 && !money && !is_dates(number) {
            return true;
        }
        if digits >= 3 && !money && digits < 7 {
            let before = line.get(..start).unwrap_or_default();
            let mut near = before.split(|c: char| !c.is_alphanumeric()).rev().filter(|w| !w.is_empty()).take(6);
            if near.any(|w| words::DIAL.contains(&w)) {
                return true;
            }
        }
        from = start + end.max(1);
    }
    false
}

fn is_dates(number: &str) -> bool {
    let parts: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let year = |p: &&str| p.len() == 4 && (p.starts_with("19") || p.starts_with("20"));
    parts.iter().any(year) && parts.iter().all(|p| year(p) || p.len() <= 2)
}

fn starts_with_words(line: &str, phrase: &str) -> bool {
    line.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told() {
        for line in [
            "Where to get help:",
            "WHERE TO GET HELP",
            "Sexual harm - Where to get help",
            "Helplines",
            "Who to contact:",
            "If you need support",
            "Suicide and depression: where to find help",
            "Where to get help if you are struggling:",
        ] {
            assert!(is_label(line), "{line:?}");
        }
        for line in [
            "He asked where to get help.",
            "Helping hands",
            "\"Where to get help:\"",
            "Support services were cut on Monday.",
            "She did not know who to contact",
            "Need help",
        ] {
            assert!(!is_label(line), "{line:?}");
        }
        assert!(is_weak_label("Need help?") && is_weak_label("RESOURCES:") && !is_weak_label("Resources ran out"));
    }

    #[test]
    fn contacts_are_told() {
        for line in [
            "0800 543 354 (0800 LIFELINE) or free text 4357",
            "call Samaritans on 116 123",
            "visit sands.org.nz",
            "https://x.y",
            "(available 24/7)",
            "1-800-GAMBLER",
            "call 911",
            "+44 20 7946 0000",
            "615-893-1311",
            "jo@samaritans.org",
        ] {
            assert!(has_contact(line), "{line:?}");
        }
        for line in [
            "in 2016-2017",
            "on 2021-02-05",
            "$1 000 000",
            "He was 35. 12 others came",
            "the end.Next",
            "1,000,000 people",
            "from 05/02/2021",
            "12 500 people",
            "1990 2000 2010",
        ] {
            assert!(!has_contact(line), "{line:?}");
        }
    }

    #[test]
    fn service_paragraphs_are_told() {
        for text in [
            "If you have been affected by this story, call Samaritans on 116 123.",
            "If you or someone you know is struggling, contact the National Suicide Prevention Lifeline at 1-800-273-8255.",
            "For confidential support visit www.samaritans.org or phone 116 123.",
            "In the US, call the National Suicide Prevention Lifeline on 1-800-273-8255.",
        ] {
            assert!(is_service_paragraph(text), "{text:?}");
        }
        for text in [
            "Anyone with information is asked to contact Murfreesboro police at 615-893-1311.",
            "If you have information that can help, call Crime Stoppers at 1-800-222-TIPS.",
            "\"If you need help, call 911,\" he said.",
            "She called Samaritans on 116 123 and asked for help.",
            "If you ask him for help, he will call.",
            "If you see the suspect, call 911 and ask for help.",
            "For help, he turned to the bank in 2008.",
        ] {
            assert!(!is_service_paragraph(text), "{text:?}");
        }
    }
}
