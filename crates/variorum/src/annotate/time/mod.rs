//! Expressions of time in the manner of TIMEX3: when, how long, how often.
//!
//! It goes in two steps. `find` reads the words of a sentence and gives a [`Meaning`] that knows no date ("the
//! Monday before", "three weeks back"). [`resolve`] says what a meaning comes to at an [`Anchor`]: the day of
//! publication for the report's own words, another day for words that were said on one.

pub mod meaning;

mod amount;
mod dates;
mod ends;
mod find;
pub(crate) mod halves;
mod homonyms;
mod relative;
mod resolve;
mod stamp;
mod tense;
mod words;
mod year;

pub use crate::calendar;
pub(crate) use ends::{are_ends, in_one_week};
pub use resolve::{Anchor, resolve, resolve_between};
pub(crate) use stamp::first_printed;

use super::sentence::Sentence;
use super::token::Token;
use crate::span::Span;
use calendar::Date;
use find::Reader;
use homonyms::Homonyms;
use meaning::{DayPart, Meaning, TimeKind, Unit, Value, What, Which, YearOf, YearPart};

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
        machine || stamp::is_stamp(text, self.span) || stamp::is_of_picture(text, self.span)
    }

    /// Whether it is the day that stands behind an embedded post: "— Ann Lowe (@annlowe) February 5, 2021".
    pub fn is_post_stamp(&self, text: &str) -> bool {
        stamp::is_of_post(text, self.span)
    }

    /// Whether it says no time but a custom: "it does so in December, as a rule", "Thursday is considered a sacred day".
    pub fn is_habit(&self, text: &str) -> bool {
        let open = matches!(
            self.meaning.what,
            What::Weekday(Which::Bare, _)
                | What::FromTopic(0, Unit::Day)
                | What::Calendar(
                    YearOf::Which(Which::Bare),
                    YearPart::Month(_) | YearPart::Season(_) | YearPart::Holiday(_)
                )
        );
        let weekday = matches!(self.meaning.what, What::Weekday(Which::Bare, _));
        open && stamp::is_habit(text, self.span) || weekday && stamp::is_any(text, self.span)
    }

    /// Whether it tells of what kind a thing is, and not when it was: "a late night shooting", "a weekend of chaos".
    pub fn is_kind(&self, text: &str) -> bool {
        let open = matches!(self.meaning.what, What::FromTopic(0, Unit::Day) | What::Offset(0, Unit::Weekend));
        let holiday = matches!(self.meaning.what, What::Calendar(_, YearPart::Holiday(_)));
        open && stamp::is_kind(text, self.span) || holiday && stamp::is_festive(text, self.span)
    }

    /// Whether it stands in a block that bears a day of its own at its end: "(Published Monday, May 4, 2015)".
    pub fn is_aside(&self, text: &str) -> bool {
        stamp::is_aside(text, self.span)
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
    let homonyms = Homonyms::of(text, tokens);
    for sentence in sentences {
        let Some(tokens) = tokens.get(sentence.first as usize..sentence.end as usize) else { continue };
        words.clear();
        words.extend(tokens.iter().map(|t| words::lex(text, *t)));
        Reader { text, tokens, words: &words, homonyms }.read(&mut found);
        if until.is_some_and(|u| tokens.first().is_some_and(|t| t.span.start() >= u)) {
            (from, until) = (day, None);
            anchor.count_from(from);
        }
        if let Some(moved) = tokens.first().and_then(|t| stamp::moves(text, t.span.start(), &found, day)) {
            (from, until) = moved;
            anchor.count_from(from);
        }
        // An advertisement or a picture among the paragraphs bears the day of its own.
        if let Some((own, end)) = tokens.first().and_then(|t| stamp::published_behind(text, t.span.start())) {
            (from, until) = (Some(own), Some(end));
            anchor.count_from(from);
        }
        let mut before: Option<(What, Value, Span)> = None;
        let mut rest = found.drain(..).peekable();
        while let Some(mut f) = rest.next() {
            if let What::Calendar(YearOf::Which(Which::Bare), part @ YearPart::Day(m, d)) = f.meaning.what
                && let Some(year) = year_beside(text, (f.span, m, d), before, rest.peek())
            {
                f.meaning.what = What::Calendar(YearOf::Given(year), part);
            }
            if let What::Calendar(YearOf::Which(Which::Bare), part @ YearPart::Day(..)) = f.meaning.what
                && let Some(year) = known_by_day(text, f.span, part).filter(|y| day.is_none_or(|d| d.year() > *y))
            {
                f.meaning.what = What::Calendar(YearOf::Given(year), part);
            }
            if let What::Calendar(YearOf::Given(year), YearPart::Day(m, d)) = f.meaning.what
                && day.is_some_and(|day| day_first(text, f.span, (year, m, d), day))
            {
                f.meaning.what = What::Calendar(YearOf::Given(year), YearPart::Day(d, m));
            }
            // "At 8.42am in March": of which day, nobody knows.
            if let Some(clock) = f.meaning.time.filter(|_| rest.peek().is_some_and(|next| of_a_month(text, &f, next))) {
                let value = Value::Point(meaning::Stretch::Day(None), Some(clock));
                out.push(TimeExpression { span: f.span, meaning: f.meaning, value, from });
                continue;
            }
            let value = match before {
                // "On Thursday, the same day": that Thursday.
                Some((_, told, at)) if told.days().is_some() && is_same_day(text, at, f.span) => told,
                _ => resolve(&f.meaning, &anchor),
            };
            anchor.note(&f.meaning, value);
            before = Some((f.meaning.what, value, f.span));
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

/// The days that are told with a weekday that they do not have: "Thursday 27 September 2024". Where no year is told it may be
/// of the year before or behind.
pub(crate) fn misdated<'a>(text: &'a str, times: &'a [TimeExpression]) -> impl Iterator<Item = Span> + 'a {
    let named = |word: &str, day: Date| {
        let full = calendar::WEEKDAYS.get(usize::from(day.weekday()) - 1).unwrap_or(&"");
        word.len() > 2 && full.get(..word.len()).is_some_and(|f| f.eq_ignore_ascii_case(word))
    };
    let is_weekday = move |word: &str| (1..8).any(|d| Date::new(2024, 1, d).is_some_and(|day| named(word, day)));
    let misfit = move |t: &&TimeExpression| {
        let word = text.get(t.span.range()).and_then(|w| w.split(|c: char| !c.is_alphabetic()).next()).unwrap_or("");
        let (What::Calendar(year, YearPart::Day(m, d)), Some((day, _))) = (t.meaning.what, t.value.days()) else {
            return false;
        };
        let years = if matches!(year, YearOf::Given(_)) { 0 } else { 1 };
        let mut own = (day.year() - years..=day.year() + years).filter_map(|y| Date::new(y, m, d));
        is_weekday(word) && !own.any(|o| named(word, o))
    };
    times.iter().filter(misfit).map(|t| t.span)
}

/// Whether a date in figures that was read as an American writes it, with the month first, is one with the day first: so read
/// it is near the day of the report, and else far from it.
fn day_first(text: &str, span: Span, (year, month, day): (i32, u8, u8), report: Date) -> bool {
    const NEAR: i32 = 31;
    let slashes = text.get(span.range()).is_some_and(|w| w.bytes().filter(|b| *b == b'/').count() == 2);
    let off = |m: u8, d: u8| Date::new(year, m, d).map_or(i32::MAX, |o| o.days_since(report).abs());
    slashes && day <= 12 && off(day, month) <= NEAR && off(month, day) > NEAR
}

/// Whether an expression says again the day at `before`: "on Thursday, the same day".
fn is_same_day(text: &str, before: Span, span: Span) -> bool {
    let between = text.get(before.range().end..span.range().start).map(str::trim);
    between == Some(",") && text.get(span.range()).is_some_and(|w| w.eq_ignore_ascii_case("the same day"))
}

/// The part of a day that stands before it: "the morning of July 8".
pub(crate) fn part_before(text: &str, day: Span) -> Option<DayPart> {
    let head = text.get(..day.range().start)?.trim_end().strip_suffix(" of")?;
    Some(match head.rsplit(|c: char| !c.is_alphabetic()).next()? {
        "morning" => DayPart::Morning,
        "afternoon" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        "night" => DayPart::Night,
        _ => return None,
    })
}

/// What everybody calls by its day, with its year and the words behind the day.
const KNOWN: &[(YearPart, i32, &[&str])] = &[
    (YearPart::Day(9, 11), 2001, &["attacks", "terror attacks", "terrorist attacks", "hijackings", "hijackers"]),
    (
        YearPart::Day(1, 6),
        2021,
        &["insurrection", "Capitol riot", "attack on the Capitol", "attack on the U.S. Capitol"],
    ),
];

/// The year of what is called by its day: "the Sept. 11 attacks".
fn known_by_day(text: &str, span: Span, part: YearPart) -> Option<i32> {
    let rest = text.get(span.range().end..)?.strip_prefix([' ', '\u{a0}'])?;
    let ends = |name: &str| rest.strip_prefix(name).is_some_and(|r| !r.starts_with(char::is_alphanumeric));
    KNOWN.iter().find(|k| k.0 == part && k.2.iter().any(|n| ends(n))).map(|k| k.1)
}

/// The year of a day `month` and `day` that names none, where its neighbours in the sentence tell it: "on 14 April and 2 May
/// 2001", "five weeks later, on May 23".
fn year_beside(
    text: &str,
    (span, month, day): (Span, u8, u8),
    before: Option<(What, Value, Span)>,
    next: Option<&find::Found>,
) -> Option<i32> {
    let joined = |a: Span, b: Span| {
        let between = text.get(a.range().end..b.range().start).map(str::trim);
        between.is_some_and(|b| ["and", "to", "through", "until", "-", "–", "and on"].contains(&b))
    };
    let given = |what: What| match what {
        What::Calendar(YearOf::Given(year), YearPart::Day(m, d)) => Some((year, m, d)),
        _ => None,
    };
    let ahead = next.filter(|n| joined(span, n.span)).and_then(|n| given(n.meaning.what));
    if let Some((year, ..)) = ahead.filter(|(_, m, d)| (month, day) <= (*m, *d)) {
        return Some(year);
    }
    let (what, value, at) = before?;
    if let Some((year, ..)) = given(what).filter(|(_, m, d)| joined(at, span) && (month, day) > (*m, *d)) {
        return Some(year);
    }
    // What is counted from a day told before is not told to the day.
    let What::FromTopic(_, unit) = what else { return None };
    let slack = match unit {
        Unit::Day => 2,
        Unit::Week => 10,
        Unit::Month => 35,
        _ => return None,
    };
    let (first, last) = value.days()?;
    let near = |y: i32| {
        let named = Date::new(y, month, day)?;
        let off = first.days_since(named).max(named.days_since(last));
        (off <= slack).then_some(y)
    };
    near(first.year()).or_else(|| near(last.year()))
}

/// Whether an hour without a day is told of some month or year: "at 8.42am in March".
fn of_a_month(text: &str, hour: &find::Found, next: &find::Found) -> bool {
    use meaning::TimeOfDay;
    let bare = hour.meaning.what == What::FromTopic(0, Unit::Day);
    let clock = matches!(hour.meaning.time, Some(TimeOfDay::Clock(..)));
    let long = matches!(next.meaning.what, What::Calendar(_, YearPart::Month(_) | YearPart::Whole));
    let between = text.get(hour.span.range().end..next.span.range().start).map(str::trim);
    bare && clock && long && between.is_some_and(|b| b == "in" || b == "one day in")
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
    fn what_is_surely_told_as_past_is_not_to_come() {
        // The report is of 5 February 2021.
        for (text, value) in [
            ("The town launched a new ferry in March.", "2020-03"),
            ("She rammed a crane with her boat at the quay on March 8.", "2020-03-08"),
            ("The town announced a concert at the quay on March 8.", "2021-03-08"),
            ("The tug was freed on February 9.", "2021-02-09"),
            ("The town tuned its crane for the race in March.", "2021-03"),
            ("The meeting is a lead-up to the July summit of the ports.", "2021-07"),
            ("They met in Lund ahead of the summit in July.", "2021-07"),
            ("An attack planned for Christmas Day was foiled.", "2020-12-25"),
            ("The club let Lee go on Monday.", "2021-02-01"),
            ("They go to Lund on Monday.", "2021-02-08"),
        ] {
            let found = read(text);
            assert!(found.iter().any(|f| f.split(' ').next() == Some(value)), "{text} {found:?}");
        }
    }

    #[test]
    fn one_date_is_one_expression_and_a_number_of_things_is_none() {
        assert_eq!(
            read("It fell Tuesday morning, Feb. 2, 2021, at Lund."),
            ["2021-02-02TMO Tuesday morning, Feb. 2, 2021"]
        );
        assert_eq!(read("It was about three to four feet away, at two to three people a boat."), [""; 0]);
        assert_eq!(read("We had a horrible night. It was the best evening of all."), [""; 0]);
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
    fn a_day_without_a_year_is_of_its_neighbours_year() {
        let found = read("On April 14, 2001, she left. She was found about five weeks later, at Lund on May 23.");
        assert!(found.iter().any(|f| f.starts_with("2001-05-23")), "{found:?}");
        let found = read("It was shut on 3 March and 5 May 2015.");
        assert!(found.iter().any(|f| f.starts_with("2015-03-03")), "{found:?}");
        assert_eq!(read("It was shut on 04/02/2021."), ["2021-02-04 04/02/2021"]);
        let found = read("She was born on 3 March 1980. The quay was shut on January 5.");
        assert!(found.iter().any(|f| f.starts_with("2021-01-05")), "{found:?}");
    }

    #[test]
    fn people_and_towns_are_no_times() {
        assert_eq!(read("Farida Noon said it was done. Ms Sunday agreed, and so did Jane Sunday."), [""; 0]);
        assert_eq!(read("Residents of the quarter said so. She won album of the year."), [""; 0]);
        assert_eq!(read("It overturned several midnight rules."), [""; 0]);
        assert_eq!(read("Her mother wept as she sat next to her son."), [""; 0]);
        assert_eq!(read("The police came at noon on Sunday."), ["2021-01-31T12:00 noon on Sunday"]);
        let first =
            |text: &str| read(text)[0].split_once(' ').map(|(value, words)| (value.to_owned(), words.to_owned()));
        let is = |value: &str, words: &str| Some((value.to_owned(), words.to_owned()));
        assert_eq!(
            first("It began 20 minutes after midnight on Sunday."),
            is("2021-01-31T00:20", "20 minutes after midnight on Sunday")
        );
        assert_eq!(
            first("It began ten minutes before 9 a.m. on Sunday."),
            is("2021-01-31T08:50", "ten minutes before 9 a.m. on Sunday")
        );
        assert_eq!(
            first("It began thirty-five minutes after 11 p.m."),
            is("2021-02-05T23:35", "thirty-five minutes after 11 p.m.")
        );
        assert_eq!(first("It began about 40 minutes after he left."), is("PT40M", "about 40 minutes"));
        assert_eq!(
            first("They came around 6 or 7 p.m. on Sunday."),
            is("2021-01-31T18:00", "around 6 or 7 p.m. on Sunday")
        );
        assert_eq!(read("They came at midnight on Sunday."), ["2021-01-31T24:00 midnight on Sunday"]);
        assert_eq!(read("They came just after midnight on Sunday.")[0].split(' ').next(), Some("2021-01-31T00:00"));
    }

    #[test]
    fn weekdays_that_do_not_fit_their_dates_are_noted() {
        let noted = |text: &str| {
            let text = format!(" date 2024-06-12 \n{text}\n");
            let article = Article::read(crate::ingest::read("a.txt", text.into_bytes()).captures.remove(0));
            annotate(article).annotations.notes.len()
        };
        assert_eq!(noted("The inquiry opens on Tuesday 27 September 2024."), 1);
        assert_eq!(noted("The inquiry opens on Friday 27 September."), 0);
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
        let found = read(
            "The crane fell on Monday.\n\nA kite was seen Wednesday. (Published Monday, Feb. 15, 2021)\n\nIt was lifted Tuesday.",
        );
        assert_eq!(
            found.iter().filter(|f| f.starts_with("2021-02-10 W") || f.starts_with("2021-02-02 T")).count(),
            2,
            "{found:?}"
        );
        let found = read("Saturday 1:15 p.m. UPDATE\n\nThe crane was lifted on Saturday.");
        assert!(found.iter().any(|f| f == "2021-02-06 Saturday"), "{found:?}");
        let found = read("Crane lifted Posted: Monday, March 4, 2019 4:00 PM EDT\n\nThe crane fell today.");
        assert!(found.iter().any(|f| f == "2019-03-04 today"), "{found:?}");
    }
}
