//! How a number is used, by the words around it, and the word that is to be sent to it.

use super::ContactKinds;
use super::words::{CUE_JOINTS, CUES, LONGEST_CUE, Use};
use crate::article::contact::{Form, Printed};
use std::ops::Range;

/// What is done with a contact. `floor` is where its sentence, or the contact before it, ends in `line`.
pub(super) fn kinds(line: &str, p: &Printed, floor: usize) -> ContactKinds {
    let head = line.get(floor..p.whole.start).unwrap_or_default();
    let before = cues(head);
    let chat = before.is_some_and(|k| k.has(ContactKinds::CHAT));
    match p.form {
        Form::Mail => ContactKinds::EMAIL,
        Form::Web if chat => ContactKinds::WEB.and(ContactKinds::CHAT),
        Form::Web => ContactKinds::WEB,
        Form::Number => before.or_else(|| behind(line.get(p.whole.end..)?)).unwrap_or(ContactKinds::CALL),
    }
}

fn cue(word: &str) -> Option<ContactKinds> {
    let word = word.to_lowercase();
    CUES.iter().find(|(w, _)| *w == word).map(|(_, u)| match u {
        Use::Call => ContactKinds::CALL,
        Use::Text => ContactKinds::TEXT,
        Use::Chat => ContactKinds::CHAT,
        Use::Fax => ContactKinds::FAX,
    })
}

/// The nearest cue at the end of `head`, with those that are joined to it: "call or text".
fn cues(head: &str) -> Option<ContactKinds> {
    let mut found: Option<ContactKinds> = None;
    let words = head.rsplit(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    for (n, word) in words.enumerate() {
        match (cue(word), found) {
            (Some(kind), None) => found = Some(kind),
            (Some(kind), Some(so_far)) => found = Some(so_far.and(kind)),
            (None, Some(_)) if !CUE_JOINTS.iter().any(|j| j.eq_ignore_ascii_case(word)) => break,
            (None, None) if n >= LONGEST_CUE => break,
            _ => {}
        }
    }
    found
}

/// Cues in brackets behind a number, "(text only)", or behind a comma: "1737, free call or text".
fn behind(rest: &str) -> Option<ContactKinds> {
    let inner = match rest.trim_start().strip_prefix('(') {
        Some(inner) => inner.split(')').next()?,
        None => rest.strip_prefix(", ")?.split(['.', ',', ';', '\n']).next()?,
    };
    let words: Vec<&str> = inner.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    // "text 234" has a number of its own.
    if words.len() > 4 || words.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    words.iter().filter_map(|w| cue(w)).reduce(ContactKinds::and)
}

/// The word to be sent: "text HOME to 741741".
pub(super) fn keyword(line: &str, p: &Printed, floor: usize) -> Option<Range<usize>> {
    let head = line.get(floor..p.whole.start)?;
    let lead =
        ["to ", "to: ", "an ", "au ", "al "].iter().find_map(|w| head.strip_suffix(w)).filter(|h| h.ends_with(' '))?;
    let lead = lead.trim_end();
    let close = lead.trim_end_matches(['"', '”', '’', '\'', '»']);
    if close.len() < lead.len() {
        // In marks it may be several words.
        let open = close.rfind(['"', '“', '‘', '\'', '«'])?;
        let from = open + close.get(open..)?.chars().next()?.len_utf8();
        let word = close.get(from..)?;
        let sent = sends(head.get(..open)?);
        return (sent && !word.is_empty() && word.len() <= 60).then_some(floor + from..floor + close.len());
    }
    let from = lead.rfind(char::is_whitespace)? + 1;
    let word = lead.get(from..)?;
    let capitals = word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    (capitals && sends(head.get(..from)?)).then_some(floor + from..floor + lead.len())
}

fn sends(head: &str) -> bool {
    let words = head.rsplit(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(4);
    words.into_iter().any(|w| {
        cue(w).is_some_and(|k| k == ContactKinds::TEXT || k == ContactKinds::CHAT)
            || ["send", "sending", "message", "messaging", "envoyez"].iter().any(|s| s.eq_ignore_ascii_case(w))
    })
}
