//! Whether two fillers of one slot can both hold, and if they can, why they differ.

use super::mention::{Filler, Mention};
use super::moment::{Around, Moment};
use super::number::{Quantity, Unit};
use super::told::Word;
use crate::annotate::time::calendar::Date;

/// What two values of one slot are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They cannot both hold.
    Conflict,
    /// The later report has more: "at least three", then "five".
    Growth,
    /// One is the other told roundly: "about 50" and "47".
    Rounding,
    /// One says more exactly what the other says: "Tuesday" and "Tuesday night", "3 km" and "two miles".
    Precision,
    /// One is a part of what the other counts.
    Subset,
    /// Two words for one thing.
    Synonym,
    /// One name in two spellings.
    Spelling,
    /// The same value.
    Same,
}

impl Relation {
    /// The relation's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Conflict => "conflict",
            Relation::Growth => "growth",
            Relation::Rounding => "rounding",
            Relation::Precision => "precision",
            Relation::Subset => "subset",
            Relation::Synonym => "synonym",
            Relation::Spelling => "spelling",
            Relation::Same => "same",
        }
    }
}

/// A filler with what is needed to compare it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A number in the base unit of what it measures.
    Number {
        /// No less than this.
        least: f64,
        /// No more than this.
        most: f64,
        /// Given as about so much.
        about: bool,
        /// Given as what is known so far.
        open: bool,
        /// What it measures.
        measure: Measure,
    },
    /// A time.
    Time(Moment),
}

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How many of something.
    Count,
    /// Hundredths.
    Percent,
    /// Years of life.
    Age,
    /// Money, by the currency's sign; `None` where it is not told.
    Money(char),
    /// Metres.
    Length,
    /// How many children somebody has.
    Children,
    /// Metres, told in feet and inches: how tall somebody is.
    Height,
    /// Square metres.
    Area,
    /// Kilograms.
    Weight,
    /// Litres.
    Volume,
    /// Minutes.
    Duration,
    /// Metres an hour.
    Speed,
    /// Points or votes on two sides.
    Score,
    /// How often.
    Times,
    /// Which in a row: "the third".
    Ordinal,
    /// Nothing that is told.
    Bare,
}

/// The unit that a noun names, in its base unit; that of "700ft", "five-year", "50-kilometre-wide" too.
pub(super) fn unit(noun: &str) -> Option<(Measure, f64)> {
    let glued = noun.starts_with(|c: char| c.is_ascii_digit()) || noun.contains(['-', '‑']);
    if glued {
        let figures = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let mut parts = noun.split(['-', '‑']).map(|p| p.trim_start_matches(figures)).filter(|p| !p.is_empty());
        return parts.find_map(named);
    }
    named(noun)
}

fn named(noun: &str) -> Option<(Measure, f64)> {
    use Measure::{Area, Duration, Length, Volume, Weight};
    Some(match noun.trim_end_matches('.') {
        "millimetre" | "millimetres" | "millimeter" | "millimeters" | "mm" => (Length, 0.001),
        "centimetre" | "centimetres" | "centimeter" | "centimeters" | "cm" => (Length, 0.01),
        "metre" | "metres" | "meter" | "meters" | "m" => (Length, 1.0),
        "kilometre" | "kilometres" | "kilometer" | "kilometers" | "km" | "kms" => (Length, 1000.0),
        "inch" | "inches" | "in" => (Length, 0.0254),
        "foot" | "feet" | "ft" => (Length, 0.3048),
        "yard" | "yards" => (Length, 0.9144),
        "mile" | "miles" => (Length, 1609.344),
        "acre" | "acres" => (Area, 4046.86),
        "hectare" | "hectares" => (Area, 10_000.0),
        "gram" | "grams" | "g" => (Weight, 0.001),
        "kilo" | "kilos" | "kilogram" | "kilograms" | "kg" => (Weight, 1.0),
        "tonne" | "tonnes" => (Weight, 1000.0),
        "ton" | "tons" => (Weight, 1000.0),
        "ounce" | "ounces" | "oz" => (Weight, 0.028_349_5),
        "stone" => (Weight, 6.35),
        "litre" | "litres" | "liter" | "liters" => (Volume, 1.0),
        "gallon" | "gallons" => (Volume, 4.2),
        "second" | "seconds" | "sec" | "secs" => (Duration, 1.0 / 60.0),
        "minute" | "minutes" | "min" | "mins" => (Duration, 1.0),
        "hour" | "hours" | "hr" | "hrs" => (Duration, 60.0),
        "day" | "days" | "night" | "nights" => (Duration, 1440.0),
        "week" | "weeks" | "fortnight" => (Duration, 10_080.0),
        "month" | "months" => (Duration, 43_830.0),
        "year" | "years" => (Duration, 525_960.0),
        "decade" | "decades" => (Duration, 5_259_600.0),
        "mph" => (Measure::Speed, 1609.344),
        "kph" | "km/h" => (Measure::Speed, 1000.0),
        _ => return None,
    })
}

impl Value {
    /// What a filler comes to; `words` are those of its sentence in the report's `text`. `None` for a noun, and for a
    /// time that is no point in time.
    pub fn of(m: &Mention, words: &[Word], text: &str) -> Option<Self> {
        let low = |k: usize| words.get(k).map(|w| text.get(w.span.range()).unwrap_or("").to_lowercase());
        match m.filler {
            Filler::Noun => None,
            Filler::Time(value, until) => {
                let before = (m.rows.0 as usize).checked_sub(1).and_then(&low);
                let first = low(m.rows.0 as usize);
                let how = [first, before].iter().flatten().find_map(|w| Around::of(w)).unwrap_or(Around::At);
                let whole = match until {
                    // "From" is no "after" there.
                    Some(until) => Moment::of(value, Around::At)?.through(Moment::of(until, Around::At)?),
                    None => Moment::of(value, how)?,
                };
                Some(Value::Time(whole))
            }
            Filler::Number(q) => Some(number(&q, low)),
        }
    }
}

fn number(q: &Quantity, low: impl Fn(usize) -> Option<String>) -> Value {
    let (mut measure, mut times) = match q.unit {
        Unit::Percent => (Measure::Percent, 1.0),
        Unit::Age => (Measure::Age, 1.0),
        Unit::Money(c) => (Measure::Money(c), 1.0),
        Unit::Feet => (Measure::Height, 0.3048),
        Unit::Bare => (Measure::Bare, 1.0),
        Unit::Score => (Measure::Score, 1.0),
        Unit::Times => (Measure::Times, 1.0),
        // "A mother of 12"
        Unit::Noun(n) if n < q.at => (Measure::Children, 1.0),
        Unit::Noun(_) => (Measure::Count, 1.0),
    };
    if let Unit::Noun(n) = q.unit
        && measure == Measure::Count
        && let Some((m, t)) = low(n).as_deref().and_then(unit)
    {
        (measure, times) = (m, t);
        // "120 kilometres an hour"
        let behind = (low(n + 1), low(n + 2));
        if m == Measure::Length
            && (matches!(behind.0.as_deref(), Some("an" | "per" | "a")) && behind.1.as_deref() == Some("hour"))
        {
            measure = Measure::Speed;
        }
        if m == Measure::Length && n > 0 && low(n - 1).as_deref() == Some("square") {
            (measure, times) = (Measure::Area, t * t);
        }
    }
    let ordinal = |w: String| {
        let word = w.trim_start_matches(|c: char| c.is_ascii_digit());
        let tail = matches!(word, "st" | "nd" | "rd" | "th");
        tail && word.len() < w.len()
            || matches!(word, "first" | "second" | "third")
            || word.len() > 4 && word.ends_with("th")
    };
    if matches!(q.unit, Unit::Noun(_) | Unit::Bare) && measure != Measure::Duration && low(q.at).is_some_and(ordinal) {
        measure = Measure::Ordinal;
    }
    let dozen = (q.rows.0..q.rows.1).any(|k| low(k).as_deref() == Some("dozen")) && q.least > 12.0;
    Value::Number { least: q.least * times, most: q.most * times, about: q.about || dozen, open: q.open, measure }
}

/// How two values of one slot are related, those of the report of day `days.0` and of the report of day `days.1`.
/// `None` where they measure different things and nothing can be said.
pub fn relate(a: &Value, b: &Value, days: (Option<Date>, Option<Date>)) -> Option<Relation> {
    match (a, b) {
        (Value::Time(x), Value::Time(y)) => Some(if x.apart(y) {
            Relation::Conflict
        } else if x == y || x.length() == y.length() && x.minutes == y.minutes {
            Relation::Same
        } else {
            Relation::Precision
        }),
        (
            Value::Number { least, most, about, open, measure },
            Value::Number { least: low, most: high, about: roughly, open: so_far, measure: other },
        ) => {
            let money = |m: &Measure| matches!(m, Measure::Money(_));
            let bare = |m: &Measure| matches!(m, Measure::Bare | Measure::Count);
            let often = |m: &Measure| matches!(m, Measure::Times | Measure::Count);
            let tall = |m: &Measure| matches!(m, Measure::Length | Measure::Height);
            let one = measure == other
                || bare(measure) && bare(other)
                || often(measure) && often(other)
                || tall(measure) && tall(other)
                || *measure == Measure::Bare && (money(other) || *other == Measure::Age)
                || *other == Measure::Bare && (money(measure) || *measure == Measure::Age);
            if !one {
                return None;
            }
            let approximate = *about || *roughly;
            Some(numbers((*least, *most, *open), (*low, *high, *so_far), approximate, *measure, days))
        }
        _ => None,
    }
}

fn numbers(
    a: (f64, f64, bool),
    b: (f64, f64, bool),
    approximate: bool,
    measure: Measure,
    days: (Option<Date>, Option<Date>),
) -> Relation {
    let equal = |x: f64, y: f64| (x - y).abs() <= 1e-9 * x.abs().max(y.abs());
    if equal(a.0, b.0) && (equal(a.1, b.1) || a.1 == b.1) {
        return Relation::Same;
    }
    let (x, y) = (point(a), point(b));
    let later = days.0.zip(days.1).map(|(p, q)| p.cmp(&q));
    let grows = match later {
        Some(std::cmp::Ordering::Less) => x < y,
        Some(std::cmp::Ordering::Greater) => y < x,
        _ => false,
    };
    // "Up to £3,000" holds no "up to £30,000": the most is what is told.
    let most = a.0 == 0.0 && b.0 == 0.0 && a.1.is_finite() && b.1.is_finite();
    if a.0 <= b.1 && b.0 <= a.1 && !most {
        // What is open upwards is what is known so far.
        let open = a.2 || b.2;
        return if open && !equal(x, y) {
            // "At least 16", "at least 23": both are what is known so far.
            let counts = matches!(measure, Measure::Count | Measure::Bare);
            let both = a.2 && b.2 && counts && later.is_none_or(|o| o.is_eq()) && !rounds(x.max(y), x.min(y));
            if grows || both { Relation::Growth } else { Relation::Precision }
        } else {
            Relation::Precision
        };
    }
    // "At least seven" and "nine", "212" and "more than 260": what was known by then, unless the report that has more
    // is the earlier one.
    let shrinks = later.is_some_and(|o| o.is_ne()) && !grows;
    if (a.2 || b.2) && !shrinks && matches!(measure, Measure::Count | Measure::Bare) {
        return Relation::Growth;
    }
    let (low, high) = if x < y { (x, y) } else { (y, x) };
    let measured =
        !matches!(measure, Measure::Count | Measure::Age | Measure::Percent | Measure::Bare | Measure::Money(_));
    // "Three decades" and "31 years", "two days" and "52 hours"
    if measure == Measure::Duration && high <= 1.2 * low && coarse(x) != coarse(y) {
        let unit = coarse(x).max(coarse(y));
        if unit > 1.0 && high - low <= 0.5 * unit {
            return Relation::Rounding;
        }
    }
    // Of somebody's height an inch is much.
    let near = if measure == Measure::Height { 1.03 } else { 1.13 };
    if approximate && high <= near * low || measured && high <= 1.06 * low && (rounds(x, y) || rounds(y, x)) {
        return Relation::Rounding;
    }
    if !matches!(measure, Measure::Age | Measure::Score | Measure::Times) && (rounds(x, y) || rounds(y, x)) {
        return Relation::Rounding;
    }
    // What a later report has more of may have become more.
    if grows && matches!(measure, Measure::Count | Measure::Bare | Measure::Percent | Measure::Money(_)) {
        return Relation::Growth;
    }
    // A range that is told loosely, and a number just outside it; who is in her 20s is not 30.
    let loose = |v: (f64, f64, bool)| {
        v.0 > 0.0
            && v.0 < v.1
            && v.1.is_finite()
            && measure != Measure::Height
            && !(measure == Measure::Age && is_decade(v))
    };
    let nearest = |v: (f64, f64, bool), x: f64| if x < v.0 { v.0 / x } else { x / v.1 };
    let beside = loose(a) && nearest(a, y) <= 1.4 || loose(b) && nearest(b, x) <= 1.4;
    if beside && approximate && high <= 2.0 * low {
        return Relation::Precision;
    }
    Relation::Conflict
}

/// Whether an age is told by its tens: "in his 40s".
pub fn is_decade(v: (f64, f64, bool)) -> bool {
    v.0 % 10.0 == 0.0 && (v.1 - v.0 - 9.0).abs() < 1e-9
}

/// The largest unit of time of which so many minutes are a whole number.
fn coarse(minutes: f64) -> f64 {
    const UNITS: [f64; 7] = [5_259_600.0, 525_960.0, 43_830.0, 10_080.0, 1440.0, 60.0, 1.0];
    let whole = |u: &f64| minutes >= *u && (minutes / u - (minutes / u).round()).abs() < 1e-9;
    UNITS.into_iter().find(whole).unwrap_or(0.0)
}

/// One number for a range.
pub fn point(v: (f64, f64, bool)) -> f64 {
    if v.1.is_infinite() {
        v.0
    } else if v.0 == 0.0 {
        v.1
    } else {
        f64::midpoint(v.0, v.1)
    }
}

/// Whether `round` is `exact` told to fewer figures: 50 for 47, 6.2 million for 6,184,000; not 80 for 86.
fn rounds(exact: f64, round: f64) -> bool {
    // Small numbers are counted, but "4.99 per cent" is "five per cent".
    if round < 20.0 && round.fract() == 0.0 && exact.fract() == 0.0 || exact <= 0.0 || round <= 0.0 {
        return false;
    }
    let mut step = 10f64.powf(round.log10().floor());
    // The last figure that is told.
    while step > 1e-3 && ((round / step).round() - round / step).abs() > 1e-9 {
        step /= 10.0;
    }
    let told = (round / step).round();
    let finer = ((exact / step).round() - exact / step).abs() > 1e-9;
    // Half a step away, and one figure less: "half a dozen tens" is no rounding of anything near it.
    finer && (exact - round).abs() <= 0.5 * step + 1e-9 && (exact - round).abs() <= 0.12 * round && told >= 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(x: f64) -> (f64, f64, bool) {
        (x, x, false)
    }

    fn relation(a: (f64, f64, bool), b: (f64, f64, bool), about: bool) -> Relation {
        numbers(a, b, about, Measure::Count, (None, None))
    }

    #[test]
    fn rounding_and_growth_are_no_conflicts() {
        assert_eq!(relation(count(50.0), count(47.0), true), Relation::Rounding);
        assert_eq!(relation(count(50.0), count(47.0), false), Relation::Rounding);
        assert_eq!(relation(count(6_200_000.0), count(6_184_000.0), false), Relation::Rounding);
        assert_eq!(relation(count(86.0), count(80.0), false), Relation::Conflict);
        assert_eq!(relation(count(412e6), count(440e6), false), Relation::Conflict);
        assert_eq!(relation(count(214.0), count(241.0), false), Relation::Conflict);
        assert_eq!(relation(count(4.87), count(4.78), false), Relation::Conflict);
        assert_eq!(relation(count(4.99), count(5.0), false), Relation::Rounding);
        let hours = |x: f64, y: f64| numbers(count(x * 60.0), count(y * 60.0), false, Measure::Duration, (None, None));
        assert_eq!(hours(52.0, 48.0), Relation::Rounding);
        assert_eq!(hours(31.0, 24.0), Relation::Conflict);
        assert_eq!(hours(9.0, 8.0 + 52.0 / 60.0), Relation::Rounding);
        assert_eq!(relation((3.0, f64::INFINITY, true), count(5.0), false), Relation::Precision);
        let earlier = (Date::new(2024, 3, 2), Date::new(2024, 3, 1));
        let fewer = numbers((3.0, f64::INFINITY, true), count(2.0), false, Measure::Count, earlier);
        assert_eq!(fewer, Relation::Growth);
        let days = (Date::new(2024, 3, 1), Date::new(2024, 3, 2));
        let later = numbers((3.0, f64::INFINITY, true), count(5.0), false, Measure::Count, days);
        assert_eq!(later, Relation::Growth);
        assert_eq!(relation(count(5.0), count(5.0), false), Relation::Same);
        assert_eq!(relation((0.0, 30_000.0, false), (0.0, 3000.0, false), true), Relation::Conflict);
        assert_eq!(relation((0.0, 30_000.0, false), count(3000.0), true), Relation::Precision);
    }
}
