//! A difference between readings: where, what, who, how it counts.

use crate::span::{ArticleId, Place};
use std::ops::Range;

/// How a reading departs from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Other words in the same place.
    Substitution,
    /// Words that the text does not have.
    Addition,
    /// Words left out inside a sentence.
    Omission,
    /// The same words in another place or order.
    Transposition,
    /// Words that do not follow each other joined without a sign.
    Splice,
    /// Words left out, and dots to say so.
    Ellipsis,
    /// Words in square brackets, put in by the report.
    Bracket,
    /// The reading begins later.
    TrimStart,
    /// The reading ends earlier.
    TrimEnd,
}

impl Kind {
    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Substitution => "substitution",
            Kind::Addition => "addition",
            Kind::Omission => "omission",
            Kind::Transposition => "transposition",
            Kind::Splice => "splice",
            Kind::Ellipsis => "ellipsis",
            Kind::Bracket => "bracket",
            Kind::TrimStart => "trim-start",
            Kind::TrimEnd => "trim-end",
        }
    }
}

/// How much of a difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The words differ.
    Substantive,
    /// The same words, spelled otherwise: favour and favor, don't and do not, 10 and ten.
    Orthographic,
    /// The same words and spelling: capitals, punctuation, spacing.
    Typographic,
}

impl Class {
    /// The class's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Class::Substantive => "substantive",
            Class::Orthographic => "orthographic",
            Class::Typographic => "typographic",
        }
    }
}

/// What kinds of word a substantive variant touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// not, never, no …
    pub negation: bool,
    /// A number, in digits or words.
    pub number: bool,
    /// A personal or possessive pronoun.
    pub pronoun: bool,
    /// will, may, should …
    pub modal: bool,
    /// if, unless, maybe, think, alleged …: what leaves open whether the words beside it hold.
    pub doubt: bool,
    /// A name: a capital in the middle of a sentence.
    pub name: bool,
    /// A day, a month, an hour: a word of an expression of time that is no number.
    pub time: bool,
    /// Words of which only one can be true: found guilty and cleared, a homicide and an accident.
    pub opposite: bool,
    /// A word whose letters a report does not print: `s***`, `[expletive]`.
    pub masked: bool,
}

impl Flags {
    /// The names of the flags that are set, in a fixed order.
    pub fn names(self) -> Vec<&'static str> {
        [
            (self.negation, "negation"),
            (self.number, "number"),
            (self.pronoun, "pronoun"),
            (self.modal, "modal"),
            (self.doubt, "doubt"),
            (self.name, "name"),
            (self.time, "time"),
            (self.opposite, "opposite"),
            (self.masked, "masked"),
        ]
        .into_iter()
        .filter_map(|(on, name)| on.then_some(name))
        .collect()
    }
}

/// What one or more reports have at a locus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantReading {
    /// The words, as the first of the places prints them; empty for words left out.
    pub text: String,
    /// The reports, in order.
    pub witnesses: Vec<ArticleId>,
    /// Where; an empty span for words left out.
    pub places: Vec<Place>,
    /// Whether the words stand out of the order of the text here.
    pub moved: bool,
}

impl VariantReading {
    pub(crate) fn new(text: String, places: Vec<Place>) -> Self {
        Self { text, witnesses: Vec::new(), places, moved: false }
    }
}

/// A difference between the readings of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// How the readings depart from the text.
    pub kind: Kind,
    /// How much of a difference it is.
    pub class: Class,
    /// What it touches.
    pub flags: Flags,
    /// The words of the text it stands at; empty (`n..n`) for an addition before word `n`.
    pub locus: Range<u32>,
    /// The readings, the first-placed first.
    pub readings: Vec<VariantReading>,
}

/// What a change counts for less in a report's own prose.
const PROSE: u32 = 150;

impl Variant {
    /// Whether it says that words were cut, at an end or with dots, rather than changed.
    pub fn is_cut(&self) -> bool {
        matches!(self.kind, Kind::TrimStart | Kind::TrimEnd | Kind::Ellipsis)
    }

    /// Whether words were cut that may turn the sense of those left: a denial, a condition, a doubt.
    pub fn turns_by_cut(&self) -> bool {
        let f = self.flags;
        self.class == Class::Substantive && self.is_cut() && (f.negation || f.doubt || f.modal)
    }

    /// Whether words were changed: neither cut, nor only spelled or set in another way.
    pub fn is_change(&self) -> bool {
        self.class == Class::Substantive && !self.is_cut()
    }

    /// How much an editor should care, highest first: words before spelling before typography; what touches a
    /// negation, a number, a name or a time before what does not; changes before cuts, unless the cut may turn the
    /// sense, and of two that turn it the change before the cut at an end; what somebody said (`said`) before
    /// a report's own prose, which may put a thing as it likes.
    pub fn gravity(&self, said: bool) -> u32 {
        let class = match self.class {
            Class::Substantive => 1000,
            Class::Orthographic => 100,
            Class::Typographic => 0,
        };
        if self.class != Class::Substantive {
            return class;
        }
        let turns = self.turns_by_cut();
        let kind = match self.kind {
            Kind::Substitution => 300,
            // What was cut turns the rest less than words that were changed in it, unless nothing but a pronoun was;
            // least what stood before or behind it.
            Kind::Ellipsis if turns => 200,
            _ if turns => 180,
            Kind::Omission | Kind::Addition => 250,
            Kind::Splice => 260,
            Kind::Transposition => 120,
            Kind::Bracket => 80,
            Kind::Ellipsis => 60,
            Kind::TrimStart | Kind::TrimEnd => 40,
        };
        let f = self.flags;
        // What else stands in words that were cut is no change of it.
        let own = |flag: bool| flag && !turns;
        let touched = [
            (f.negation, 200),
            (own(f.opposite), 200),
            (own(f.number), 180),
            (f.doubt, 150),
            (own(f.name), 120),
            (own(f.time), 120),
            (own(f.pronoun), 90),
            (f.modal, 90),
        ];
        // The gravest counts; each further one breaks ties.
        let touches = || touched.iter().filter(|t| t.0);
        let touch = touches().map(|t| t.1).max().unwrap_or(0) + 5 * touches().count() as u32;
        let cut = self.kind == Kind::Transposition || (self.is_cut() && !turns);
        class + kind + if cut { 0 } else { touch } - if said { 0 } else { PROSE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gravity(kind: Kind, flags: Flags) -> u32 {
        Variant { kind, class: Class::Substantive, flags, locus: 0..1, readings: Vec::new() }.gravity(true)
    }

    #[test]
    fn a_cut_that_turns_the_sense_weighs_as_a_change() {
        let denial = Flags { negation: true, ..Flags::default() };
        let doubt = Flags { doubt: true, ..Flags::default() };
        let pronoun = Flags { pronoun: true, ..Flags::default() };
        let modal = Flags { modal: true, ..Flags::default() };
        assert!(gravity(Kind::Ellipsis, denial) < gravity(Kind::Omission, denial));
        assert!(gravity(Kind::Ellipsis, denial) > gravity(Kind::TrimStart, denial));
        // "I am not angry, I am sad" that begins at "I am sad" is less than "I am angry" for "I am not angry".
        assert!(gravity(Kind::TrimStart, denial) < gravity(Kind::Omission, denial));
        assert!(gravity(Kind::TrimStart, denial) < gravity(Kind::Substitution, modal));
        assert!(gravity(Kind::TrimEnd, doubt) > gravity(Kind::Substitution, Flags::default()));
        assert!(gravity(Kind::TrimEnd, denial) > gravity(Kind::Omission, pronoun));
        assert!(gravity(Kind::Ellipsis, pronoun) < gravity(Kind::Omission, Flags::default()));
        assert!(gravity(Kind::TrimEnd, Flags { number: true, ..doubt }) < gravity(Kind::TrimEnd, denial));
    }
}
