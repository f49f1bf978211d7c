//! Words of a report that are spelled as times and are none: people called May, Noon or Sunday, the quarters of a town.

use super::meaning::Unit;
use super::words::{Word, lex};
use crate::annotate::lexicon::List;
use crate::annotate::speaker::is_forename;
use crate::annotate::token::Token;

/// What in a report is spelled as a time and may be none.
#[derive(Clone, Copy, Default)]
pub(super) struct Homonyms {
    /// Somebody is called May: then most of what is spelled so is no month.
    pub may: bool,
    /// Somebody is called Noon.
    pub noon: bool,
    /// Weekdays that somebody is called by, as bits from 1 for Monday.
    days: u8,
    /// "The quarter" is one of a year: the report speaks of money, or of a quarter by its number.
    pub quarters: bool,
}

const TITLES: &[&str] =
    &["Mr", "Mrs", "Ms", "Miss", "Minister", "Dr", "Theresa", "Lord", "Lady", "Sir", "Councillor", "Cllr"];
/// What a report on quarters of a year speaks of.
static MONEY: List = List::new(
    "earnings profit profits revenue revenues sales shares shareholders fiscal quarterly company company's companies investors \
     economy economic percent billion",
);
/// Behind a first name and such a word it is a person's.
static BEHIND: List = List::new("said says told was is has had");

impl Homonyms {
    /// Looks a report through.
    pub(super) fn of(text: &str, tokens: &[Token]) -> Self {
        let mut out = Self::default();
        let spelled = |i: usize| tokens.get(i).and_then(|t| text.get(t.span.range())).unwrap_or("");
        for (i, token) in tokens.iter().enumerate() {
            match lex(text, *token).word {
                Word::Month(5) => out.may |= spelled(i) == "May" && titled(i, spelled),
                Word::Noon => {
                    let first = i.checked_sub(1).filter(|k| spelled(*k).starts_with(char::is_uppercase));
                    let known = |k: usize| {
                        tokens.get(k).is_some_and(|t| is_forename(t.key) || lex(text, *t).word == Word::Other)
                    };
                    let goes_on = tokens.get(i + 1).is_some_and(|t| BEHIND.has(t.key) || spelled(i + 1) == ",");
                    let named = titled(i, spelled) || goes_on && first.is_some_and(known);
                    out.noon |= spelled(i) == "Noon" && named;
                }
                Word::Weekday(day) if spelled(i).len() > 5 => {
                    // "Jane Sunday, a commuter"; "Elton John Friday" is sung to on a Friday.
                    let named = || {
                        let first = i.checked_sub(1).filter(|k| tokens.get(*k).is_some_and(|t| is_forename(t.key)));
                        let opens = first.is_some_and(|k| {
                            spelled(k).starts_with(char::is_uppercase)
                                && k.checked_sub(1).is_none_or(|b| {
                                    let before = spelled(b);
                                    before == "and" || !before.starts_with(char::is_alphanumeric)
                                })
                        });
                        opens && tokens.get(i + 1).is_some_and(|t| BEHIND.has(t.key) || spelled(i + 1) == ",")
                    };
                    if titled(i, spelled) || named() {
                        out.days |= 1 << day;
                    }
                }
                Word::QuarterCode(_) => out.quarters = true,
                Word::Unit(Unit::Quarter, false) => {
                    let before = i.checked_sub(1).and_then(|k| tokens.get(k));
                    out.quarters |= before.is_some_and(|t| matches!(lex(text, *t).word, Word::Ordinal(..)));
                }
                Word::Other | Word::Fiscal => out.quarters |= MONEY.has(token.key),
                _ => {}
            }
        }
        out
    }

    /// Whether somebody is called by a weekday.
    pub(super) fn day(&self, day: u8) -> bool {
        self.days & 1 << day != 0
    }
}

/// Whether a title stands before token `i`.
fn titled<'a>(i: usize, spelled: impl Fn(usize) -> &'a str) -> bool {
    let before = (0..i).rev().map(spelled).find(|w| *w != ".");
    before.is_some_and(|w| TITLES.contains(&w.trim_end_matches('.')))
}
