//! Service blocks: helpline lists and the paragraphs that send a reader to one.

use super::{Piece, folded, is_mark, words};
use crate::article::BlockKind;
use crate::article::contact::{self, Form, Printed};

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
                    || is_entry(content)
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
    content.len() <= 200 && !content.starts_with(is_mark) && lists_contact(content)
}

/// Whether a short line names what follows as help.
pub(crate) fn is_label(content: &str) -> bool {
    label(content, |part| words::NOTICE_LABELS.iter().any(|p| starts_with_words(part, p)))
}

fn is_weak_label(content: &str) -> bool {
    let whom = |part: &str| words::WHOM.iter().any(|p| starts_with_words(part, p));
    label(content, |part| words::WEAK_LABELS.contains(&part) || whom(part))
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

/// Whether a line is the entry of a list of contacts by itself: a name, a colon, a number.
fn is_entry(content: &str) -> bool {
    let content = super::without_mark(content);
    let Some((name, rest)) = content.split_once(':').filter(|_| content.len() <= 160) else { return false };
    let named = (3..=60).contains(&name.len())
        && name.starts_with(char::is_uppercase)
        && !name.contains(|c: char| c.is_ascii_digit() || is_mark(c))
        && name.split_whitespace().count() <= 8;
    let rest = rest.trim_start();
    let at = content.len() - rest.len();
    let number = rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('));
    // "Police said: 0808 808 0000 was his number": a sentence goes on.
    let ends = |p: &Printed| {
        let behind = content.get(p.whole.end..).unwrap_or_default().trim_start();
        !behind.starts_with(char::is_alphabetic) || behind.starts_with("or ") || behind.starts_with("and ")
    };
    let is = |p: &Printed| p.form == Form::Number && !p.doubtful && p.digits >= 9 && p.whole.start == at && ends(p);
    named && number && contact::scan(content).first().is_some_and(is)
}

/// Whether a paragraph tells its reader where to find help: whom it speaks to, what about, what to do, and how.
pub(super) fn is_service_paragraph(content: &str) -> bool {
    let content = super::without_mark(content);
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
    content.contains("24/7") || contact::scan(content).iter().any(|p| !p.doubtful || is_dialled(content, p))
}

/// The same for a line of a notice, where a label or a name before a short number is enough.
pub(super) fn lists_contact(line: &str) -> bool {
    line.contains("24/7") || contact::scan(line).iter().any(|p| is_contact(line, p))
}

/// Whether "call" or "text" stands before what could also be a count or a year.
pub(crate) fn is_dialled(line: &str, p: &Printed) -> bool {
    let near = contact::words_before(line, p.whole.start).take(6);
    near.into_iter().any(|w| words::DIAL.iter().any(|d| d.eq_ignore_ascii_case(w)))
}

/// Whether a number in a line in which contacts are expected is one to call, by what stands around it.
pub(crate) fn is_contact(line: &str, p: &Printed) -> bool {
    if p.form != Form::Number {
        return true;
    }
    let rest = line.get(p.whole.end..).unwrap_or_default();
    let next = rest.trim_start();
    let word = next.get(..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())).unwrap_or_default();
    let counted = word.starts_with(char::is_lowercase)
        && !words::AFTER_NUMBER.contains(&word)
        && rest.starts_with([' ', '\u{a0}']);
    // "account number 35836107", "quoting incident 1234567"
    let named = contact::words_before(line, p.whole.start)
        .filter(|w| !["number", "no", "is"].contains(&w.to_lowercase().as_str()));
    if named.take(2).any(|w| words::REFERENCES.iter().any(|r| r.eq_ignore_ascii_case(w))) {
        return false;
    }
    if !p.doubtful {
        return !counted || p.digits >= 9 || is_dialled(line, p);
    }
    let main = line.get(p.main.clone()).unwrap_or_default();
    let head = line.get(..p.whole.start).unwrap_or_default();
    let near = contact::words_before(line, p.whole.start).next().unwrap_or_default().to_lowercase();
    let year = main.len() == 4 && (main.starts_with("19") || main.starts_with("20"));
    let verb = ["text", "call", "dial", "sms", "ring", "to"].contains(&near.as_str());
    let lead = head.trim_end();
    if counted || lead.ends_with(['#', '(']) && p.digits < 5 || year && !verb {
        return false;
    }
    // "Samaritans: 116 123", "Samaritans – 116 123"
    let labelled = p.digits >= 3 && (lead.ends_with([':', '–', '—']) || lead.ends_with(" -"));
    let grouped = main.contains(' ')
        && p.digits >= 6
        && lead.ends_with(char::is_alphabetic)
        && !near.starts_with(|c: char| c.is_ascii_digit());
    let first = lead.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() && p.digits >= 3;
    labelled
        || is_dialled(line, p)
        || words::BEFORE_NUMBER.contains(&near.as_str())
        || grouped
        || first && p.digits >= 4
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
        assert!(
            is_weak_label("If you have been affected by the fire:") && !is_label("If you have been affected by it:")
        );
        assert!(is_weak_label("Need help?") && is_weak_label("RESOURCES:") && !is_weak_label("Resources ran out"));
    }

    #[test]
    fn an_entry_is_a_name_and_a_number() {
        for line in [
            "Vale Care: 0808 808 0000, 8am to 8pm",
            "• Crime Stoppers: 1-800-222-8477.",
            "Desk: 01632 960 555 or 01632 960 556",
        ] {
            assert!(is_entry(line), "{line:?}");
        }
        for line in [
            "Police said: 555-123-4567 was his number.",
            "“Vale Care: 0808 808 0000”",
            "The score: 12 to 5",
            "Call Vale Care on 0808 808 0000",
            "vale care: 0808 808 0000",
        ] {
            assert!(!is_entry(line), "{line:?}");
        }
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
