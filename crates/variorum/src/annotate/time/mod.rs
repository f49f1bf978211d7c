//! Expressions of time in the manner of TIMEX3: when, how long, how often.
//!
//! It goes in two steps. `find` reads the words of a sentence and gives a [`Meaning`] that knows no date ("the
//! Monday before", "three weeks back"). [`resolve`] says what a meaning comes to at an [`Anchor`]: the day of
//! publication for the report's own words, another day for words that were said on one.

pub mod meaning;

mod amount;
mod dates;
mod find;
pub(crate) mod halves;
mod relative;
mod resolve;
mod stamp;
mod tense;
mod words;
mod year;

pub use crate::calendar;
pub use resolve::{Anchor, resolve, resolve_between};
pub(crate) use stamp::first_printed;

use super::sentence::Sentence;
use super::token::Token;
use crate::span::Span;
use calendar::Date;
use find::Reader;
use meaning::{Meaning, TimeKind, Value};

/// An expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// What it means, whenever it was written.
    pub meaning: Meaning,
    /// What it comes to on the day of publication.
    pub value: Value,
    /// The day that it is counted from in the report's own words: that of publication, or of the entry it stands in.
    pub from: Option<Date>,
}

impl TimeExpression {
    /// Which of the four kinds it is.
    pub fn kind(&self) -> TimeKind {
        self.meaning.kind()
    }

    /// Whether it tells of the page, and not of what the report tells: "Updated: 9 months ago", or as machines write it, with
    /// a T between the day and the hour ("2021-05-04T16:45:00Z"). `text` is the text it stands in.
    pub fn is_stamp(&self, text: &str) -> bool {
        let words = text.get(self.span.range()).unwrap_or("");
        let machine = words.split_once('T').is_some_and(|(day, hour)| {
            let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            figure(day.chars().next_back()) && figure(hour.chars().next())
        });
        machine || stamp::is_stamp(text, self.span)
    }
}

/// The expressions of time of a text, in order and side by side; `day` is the day of publication.
pub fn times(text: &str, tokens: &[Token], sentences: &[Sentence], day: Option<Date>) -> Vec<TimeExpression> {
    let mut out = Vec::new();
    let mut found = Vec::new();
    let mut words = Vec::new();
    let mut anchor = Anchor::on(day);
    let mut from = day;
    let mut until = None;
    let may = names_may(text, tokens);
    for sentence in sentences {
        let Some(tokens) = tokens.get(sentence.first as usize..sentence.end as usize) else { continue };
        words.clear();
        words.extend(tokens.iter().map(|t| words::lex(text, *t)));
        Reader { text, tokens, words: &words, may }.read(&mut found);
        if until.is_some_and(|u| tokens.first().is_some_and(|t| t.span.start() >= u)) {
            (from, until) = (day, None);
            anchor.count_from(from);
        }
        if let Some(moved) = tokens.first().and_then(|t| stamp::moves(text, t.span.start(), &found, day)) {
            (from, until) = moved;
            anchor.count_from(from);
        }
        let mut rest = found.drain(..).peekable();
        while let Some(f) = rest.next() {
            // "At 8.42am in March": of which day, nobody knows.
            if let Some(clock) = f.meaning.time.filter(|_| rest.peek().is_some_and(|next| of_a_month(text, &f, next))) {
                let value = Value::Point(meaning::Stretch::Day(None), Some(clock));
                out.push(TimeExpression { span: f.span, meaning: f.meaning, value, from });
                continue;
            }
            let value = resolve(&f.meaning, &anchor);
            anchor.note(&f.meaning, value);
            out.push(TimeExpression { span: f.span, meaning: f.meaning, value, from });
        }
    }
    // "Ten past seven" is in the evening where the other hours told lie there.
    let halves = halves::Halves::of(text, &out);
    for time in &mut out {
        if let meaning::Value::Point(stretch, Some(clock)) = time.value
            && let Some(sure) = halves.sure(text, time.span, clock)
        {
            time.value = meaning::Value::Point(stretch, Some(sure));
            time.meaning.time = time.meaning.time.map(|t| if t == clock { sure } else { t });
        }
    }
    out
}

/// Whether an hour without a day is told of some month or year: "at 8.42am in March".
fn of_a_month(text: &str, hour: &find::Found, next: &find::Found) -> bool {
    use meaning::{TimeOfDay, Unit, What, YearPart};
    let bare = hour.meaning.what == What::FromTopic(0, Unit::Day);
    let clock = matches!(hour.meaning.time, Some(TimeOfDay::Clock(..)));
    let long = matches!(next.meaning.what, What::Calendar(_, YearPart::Month(_) | YearPart::Whole));
    let between = text.get(hour.span.range().end..next.span.range().start).map(str::trim);
    bare && clock && long && between.is_some_and(|b| b == "in" || b == "one day in")
}

/// Whether somebody in the text is called May: then most of what is spelled so is no month.
fn names_may(text: &str, tokens: &[Token]) -> bool {
    const TITLES: &[&str] = &["Mr", "Mrs", "Ms", "Miss", "Minister", "Dr", "Theresa"];
    let spelled = |t: &Token| text.get(t.span.range()).unwrap_or("");
    let named = |i: usize| {
        let mut before = tokens.get(..i).unwrap_or(&[]).iter().rev().map(spelled).filter(|w| *w != ".");
        before.next().is_some_and(|w| TITLES.contains(&w.trim_end_matches('.')))
    };
    tokens.iter().enumerate().any(|(i, t)| spelled(t) == "May" && named(i))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::article::Article;

    /// The expressions of a text of 5 February 2021, a Friday, with their values.
    fn read(text: &str) -> Vec<String> {
        let text = format!(" date 2021-02-05 \n{text}\n");
        let article = Article::read(crate::ingest::read("a.txt", text.into_bytes()).captures.remove(0));
        let a = annotate(article);
        a.annotations.times.iter().map(|t| format!("{} {}", t.value, a.text(t.span))).collect()
    }

    #[test]
    fn weekdays_look_to_where_the_verb_looks() {
        for ahead in [
            "There is no sailing on Monday or on Monday night.",
            "“We go back over on Monday,” she said.",
            "Two schools stay closed on Monday.",
            "The quay will be closed on Monday.",
            "Her friends are holding a sale on Monday to pay for it.",
        ] {
            let found = read(ahead);
            assert!(found.iter().any(|f| f.starts_with("2021-02-08")), "{ahead} {found:?}");
        }
        for back in [
            "The crane fell on Monday.",
            "Two schools stayed closed on Monday.",
            "Police are looking into the fall of a crane on Monday.",
            "The crane was closed on Monday.",
        ] {
            let found = read(back);
            assert!(found.iter().any(|f| f.starts_with("2021-02-01")), "{back} {found:?}");
        }
    }

    #[test]
    fn an_hour_to_come_is_of_the_day_announced() {
        let found =
            read("The crane fell on Tuesday. A sale will be held on Monday, February 8. It will begin at 1 p.m.");
        assert!(
            found.contains(&"2021-02-08T13:00 1 p.m".to_string())
                || found.iter().any(|f| f.starts_with("2021-02-08T13:00")),
            "{found:?}"
        );
        let found = read("The crane fell on Tuesday. The trial begins on Monday. It was struck at 1 p.m., she said.");
        assert!(found.iter().any(|f| f.starts_with("2021-02-02T13:00")), "{found:?}");
    }

    #[test]
    fn that_weekday_is_the_one_spoken_of() {
        let found = read("The crane fell on 1 January 2021. Those who came that Friday night remember it.");
        assert!(found.iter().any(|f| f.starts_with("2021-01-01TNI")), "{found:?}");
    }

    #[test]
    fn names_and_numbers_of_houses_are_no_times() {
        assert_eq!(
            read("They lived at 2036 Lower Quay Avenue and at 1917 Crane Ave. near the 1900 block of Mole Road."),
            [""; 0]
        );
        assert_eq!(read("Mrs. May came, and she spoke to May of the harbour."), [""; 0]);
        assert_eq!(read("It will be lifted in May."), ["2021-05 May"]);
        assert_eq!(read("Why She Hates the Deal And May Kill It"), [""; 0]);
        assert_eq!(
            read("Twelve were lifted between January through June of 2015."),
            ["2015-01 January", "2015-06 June of 2015"]
        );
        assert_eq!(read("It rained from April to May 2019."), ["2019-04 April", "2019-05 May 2019"]);
        assert_eq!(read("She told USA TODAY of the crane, and Ostrey News Now of the quay of Mar Vista."), [""; 0]);
    }

    #[test]
    fn words_are_counted_from_the_stamp_above_them() {
        let found = read(
            "UPDATE 2/7 9:10 a.m.: The crane was lifted this morning. It fell on Thursday.\n\nUPDATE 7:02 p.m.: The crane \
             was left where it lay today.",
        );
        let has = |v: &str| found.iter().any(|f| f == v);
        assert!(
            has("2021-02-07TMO this morning") && has("2021-02-04 Thursday") && has("2021-02-05 today"),
            "{found:?}"
        );
        let found = read("Saturday 1:15 p.m. UPDATE\n\nThe crane was lifted on Saturday.");
        assert!(found.iter().any(|f| f == "2021-02-06 Saturday"), "{found:?}");
        let found = read("Crane lifted Posted: Monday, March 4, 2019 4:00 PM EDT\n\nThe crane fell today.");
        assert!(found.iter().any(|f| f == "2019-03-04 today"), "{found:?}");
    }
}
