//! What the words about a time say of it: that something was before it, or at the end of it.

use crate::annotate::Annotated;
use crate::annotate::time::TimeExpression;
use crate::annotate::time::meaning::Value;

/// On which side of a time something was, or in what part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Before it: "shortly before 7am".
    Before,
    /// After it.
    After,
    /// At its beginning: "early 2016".
    Start,
    /// In its middle.
    Mid,
    /// At its end: "the end of 2015".
    End,
}

impl Bound {
    /// Its name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Before => "before",
            Bound::After => "after",
            Bound::Start => "start",
            Bound::Mid => "mid",
            Bound::End => "end",
        }
    }

    /// What stands in a time and before it. Of a part of a day nothing more is told: "early Sunday morning".
    pub(super) fn of(report: &Annotated, time: &TimeExpression) -> Option<Self> {
        let Value::Point(_, clock) = time.value else { return None };
        let text = report.article.text.as_str();
        let mut own = report.text(time.span).split([' ', '-', '\u{a0}']).filter(|w| !w.eq_ignore_ascii_case("the"));
        let part = match own.next().unwrap_or("").to_lowercase().as_str() {
            "early" | "beginning" | "start" => Some(Bound::Start),
            "mid" | "middle" => Some(Bound::Mid),
            "late" | "end" | "close" => Some(Bound::End),
            _ => None,
        };
        if part.is_some() {
            return part.filter(|_| clock.is_none());
        }
        // "After Sunday's defeat" is after the defeat.
        let rest = text.get(time.span.range().end..).unwrap_or("");
        let before = text.get(..time.span.range().start).unwrap_or("").trim_end_matches([' ', '\u{a0}']);
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        match word {
            _ if rest.starts_with(['\'', '’']) => None,
            "before" | "Before" => Some(Bound::Before),
            "after" | "After" => Some(Bound::After),
            _ => None,
        }
    }
}
