//! The direction of time around an expression: whether the verb nearest to it looks back or forward.

use super::find::Reader;
use super::meaning::Tense;
use crate::annotate::lexicon::List;
use crate::annotate::token::TokenKind;

/// Words that turn the day that follows into one to come.
static FORWARD: List = List::new(
    "will won't shall would i'll we'll you'll he'll she'll they'll it'll scheduled expected expects expect plans plan \
     planned due set slated hopes hope intends intend until till by deadline begins opens starts expires upcoming \
     effective payable next going tomorrow is are should must tentatively likely before ready",
);
/// Irregular forms of the past, and helpers of it.
static BACK: List = List::new(
    "said was were had has have did fell rose came went began took made gave got saw won lost left held met sent told \
     found became brought led kept put ran shot died hit wrote spoke struck broke built bought sold paid flew drove \
     fought thought knew grew drew threw stood sat swept quit shut cut spent slept since been ago ended heard felt \
     meant read ate rode sank slid sought taught wore caught chose beat bid tore traded late earlier ended",
);
/// What makes a participle one of the future.
static TO_BE: List = List::new("will be would to won't i'll we'll you'll he'll she'll they'll it'll");
static AND: List = List::new("and but while that which who when whose");

/// The direction of the words around tokens `first..end` of a sentence.
pub(super) fn tense(reader: &Reader<'_>, first: usize, end: usize) -> Tense {
    // Backwards first: the verb a date belongs to mostly stands before it.
    for j in (first.saturating_sub(14)..first).rev() {
        if let Some(t) = marker(reader, j) {
            return t;
        }
    }
    for j in end..(end + 14).min(reader.tokens.len()) {
        if let Some(t) = marker(reader, j) {
            return t;
        }
        if reader.tokens.get(j).is_some_and(|t| AND.has(t.key)) && j > end + 3 {
            break;
        }
    }
    Tense::Unclear
}

fn marker(reader: &Reader<'_>, j: usize) -> Option<Tense> {
    let token = reader.tokens.get(j)?;
    if token.kind() != TokenKind::Word {
        return None;
    }
    let word = reader.spelled(j);
    let past = BACK.has(token.key) || (word.len() > 3 && word.ends_with("ed") && !word.starts_with(char::is_uppercase));
    if FORWARD.has(token.key) {
        return Some(Tense::Future);
    }
    if !past {
        return None;
    }
    // "will be announced", "is to be held", "will have ended"
    let ahead = (j.saturating_sub(3)..j).any(|k| reader.tokens.get(k).is_some_and(|t| TO_BE.has(t.key)));
    Some(if ahead { Tense::Future } else { Tense::Past })
}
