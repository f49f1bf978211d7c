//! The words that expressions of time are made of. One look at a table turns a token into a small value; all that
//! follows compares those.

use super::super::token::{Key, KeyMap, Token, TokenKind};
use super::meaning::{DayPart, Holiday, Reference, Season, Unit};
use std::sync::OnceLock;

/// What a token can be in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing.
    Other,
    /// A number in digits: its value and how many digits.
    Digits(u32, u8),
    /// 7.30: whole and two decimals; one decimal is told by 10 and more being impossible there.
    Decimal(u32, u32, u8),
    /// 10am, 430pm: hour and minute.
    Clock(u8, u8),
    /// 10 written onto a unit: 24hrs.
    DigitsUnit(u32, Unit),
    /// 1990s, 90s: the first three figures, or the ninth decade of whatever century.
    Decades(u32),
    /// 24th, fourth, and whether in digits.
    Ordinal(u8, bool),
    /// One to nineteen.
    Small(u8),
    /// Twenty to ninety.
    Tens(u8),
    /// hundred, thousand, dozen.
    Times(u16),
    Half,
    Couple,
    /// few, several: an amount that is not told.
    Vague,
    Month(u8),
    Weekday(u8),
    /// Weekdays as a habit: Mondays.
    Weekdays(u8),
    Season(Season),
    Part(DayPart),
    Parts(DayPart),
    /// A unit, and whether in the plural.
    Unit(Unit, bool),
    /// today, yesterday: days from the anchor.
    Day(i8),
    Tonight,
    Overnight,
    Reference(Reference),
    /// Words that are a time only with a noun: current, recent.
    Recent,
    Current,
    Future,
    Past,
    This,
    That,
    These,
    Last,
    Next,
    Coming,
    Previous,
    Following,
    Latest,
    Same,
    Ago,
    Earlier,
    Later,
    Before,
    After,
    From,
    The,
    A,
    Of,
    In,
    On,
    At,
    To,
    Or,
    So,
    And,
    More,
    Less,
    Than,
    Least,
    Most,
    Up,
    No,
    Not,
    /// about, nearly
    About,
    Over,
    Within,
    Every,
    Each,
    /// early, late, mid, sometime
    Early,
    Late,
    Mid,
    Sometime,
    /// beginning, start, end, middle
    Edge,
    End,
    Fiscal,
    /// additional, trading: between a number and its unit
    Between,
    Full,
    Whole,
    All,
    Long,
    Just,
    Right,
    Noon,
    Midnight,
    Am,
    Pm,
    Zone,
    Clockwise,
    /// daily, weekly
    Daily(Unit),
    Holiday(Holiday),
    /// Labor, Memorial: before Day.
    BeforeDay(Holiday),
    /// Good, before Friday
    Good,
    /// New, before Year's
    New,
    Eve,
    Period,
    Old,
    Aged,
    Comparable,
    /// Two weeks.
    Fortnight,
    /// Q3
    QuarterCode(u8),
    Near,
    Short,
    Term,
    Time,
    Comma,
    Stop,
    Colon,
    Dash,
    Slash,
    Quote,
}

/// A token's word, and whether it has the 's of the possessive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lex {
    pub word: Word,
    pub possessive: bool,
}

const NONE: Lex = Lex { word: Word::Other, possessive: false };

/// What the token is in an expression of time.
pub(super) fn lex(text: &str, token: Token) -> Lex {
    if token.kind() == TokenKind::Number {
        return Lex { word: number(text.get(token.span.range()).unwrap_or("")), possessive: false };
    }
    table().get(&token.key).copied().unwrap_or(NONE)
}

fn table() -> &'static KeyMap<Lex> {
    static TABLE: OnceLock<KeyMap<Lex>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut map = KeyMap::default();
        for (words, word) in WORDS {
            for w in words.split_whitespace() {
                map.insert(Key::word(w), Lex { word: *word, possessive: false });
                if takes_possessive(*word) {
                    let of = format!("{w}'s");
                    map.insert(Key::word(&of), Lex { word: *word, possessive: true });
                }
            }
        }
        for (signs, word) in SIGNS {
            for s in signs.split_whitespace() {
                map.insert(Key::of(s, TokenKind::Punct), Lex { word: *word, possessive: false });
            }
        }
        map
    })
}

fn takes_possessive(word: Word) -> bool {
    matches!(
        word,
        Word::Month(_)
            | Word::Weekday(_)
            | Word::Season(_)
            | Word::Part(_)
            | Word::Unit(_, false)
            | Word::Day(_)
            | Word::Tonight
            | Word::Holiday(_)
    )
}

const SIGNS: &[(&str, Word)] = &[
    (",", Word::Comma),
    (".", Word::Stop),
    (":", Word::Colon),
    ("- – ‑ ‐", Word::Dash),
    ("/", Word::Slash),
    ("' ’ ‘ ` ´", Word::Quote),
];

const WORDS: &[(&str, Word)] = &[
    ("one", Word::Small(1)),
    ("two", Word::Small(2)),
    ("three", Word::Small(3)),
    ("four", Word::Small(4)),
    ("five", Word::Small(5)),
    ("six", Word::Small(6)),
    ("seven", Word::Small(7)),
    ("eight", Word::Small(8)),
    ("nine", Word::Small(9)),
    ("ten", Word::Small(10)),
    ("eleven", Word::Small(11)),
    ("twelve", Word::Small(12)),
    ("thirteen", Word::Small(13)),
    ("fourteen", Word::Small(14)),
    ("fifteen", Word::Small(15)),
    ("sixteen", Word::Small(16)),
    ("seventeen", Word::Small(17)),
    ("eighteen", Word::Small(18)),
    ("nineteen", Word::Small(19)),
    ("twenty", Word::Tens(20)),
    ("thirty", Word::Tens(30)),
    ("forty", Word::Tens(40)),
    ("fifty", Word::Tens(50)),
    ("sixty", Word::Tens(60)),
    ("seventy", Word::Tens(70)),
    ("eighty", Word::Tens(80)),
    ("ninety", Word::Tens(90)),
    ("hundred", Word::Times(100)),
    ("thousand", Word::Times(1000)),
    ("dozen", Word::Times(12)),
    ("twenties", Word::Decades(2)),
    ("thirties", Word::Decades(3)),
    ("forties", Word::Decades(4)),
    ("fifties", Word::Decades(5)),
    ("sixties", Word::Decades(6)),
    ("seventies", Word::Decades(7)),
    ("eighties", Word::Decades(8)),
    ("nineties", Word::Decades(9)),
    ("first", Word::Ordinal(1, false)),
    ("second", Word::Ordinal(2, false)),
    ("third", Word::Ordinal(3, false)),
    ("fourth", Word::Ordinal(4, false)),
    ("fifth", Word::Ordinal(5, false)),
    ("sixth", Word::Ordinal(6, false)),
    ("seventh", Word::Ordinal(7, false)),
    ("eighth", Word::Ordinal(8, false)),
    ("ninth", Word::Ordinal(9, false)),
    ("tenth", Word::Ordinal(10, false)),
    ("eleventh", Word::Ordinal(11, false)),
    ("twelfth", Word::Ordinal(12, false)),
    ("thirteenth", Word::Ordinal(13, false)),
    ("fourteenth", Word::Ordinal(14, false)),
    ("fifteenth", Word::Ordinal(15, false)),
    ("sixteenth", Word::Ordinal(16, false)),
    ("seventeenth", Word::Ordinal(17, false)),
    ("eighteenth", Word::Ordinal(18, false)),
    ("nineteenth", Word::Ordinal(19, false)),
    ("twentieth", Word::Ordinal(20, false)),
    ("half", Word::Half),
    ("couple", Word::Couple),
    ("few several some many", Word::Vague),
    ("january jan", Word::Month(1)),
    ("february feb", Word::Month(2)),
    ("march mar", Word::Month(3)),
    ("april apr", Word::Month(4)),
    ("may", Word::Month(5)),
    ("june jun", Word::Month(6)),
    ("july jul", Word::Month(7)),
    ("august aug", Word::Month(8)),
    ("september sept sep", Word::Month(9)),
    ("october oct", Word::Month(10)),
    ("november nov", Word::Month(11)),
    ("december dec", Word::Month(12)),
    ("monday mon", Word::Weekday(1)),
    ("tuesday tue tues", Word::Weekday(2)),
    ("wednesday wed", Word::Weekday(3)),
    ("thursday thu thur thurs", Word::Weekday(4)),
    ("friday fri", Word::Weekday(5)),
    ("saturday sat", Word::Weekday(6)),
    ("sunday sun", Word::Weekday(7)),
    ("mondays", Word::Weekdays(1)),
    ("tuesdays", Word::Weekdays(2)),
    ("wednesdays", Word::Weekdays(3)),
    ("thursdays", Word::Weekdays(4)),
    ("fridays", Word::Weekdays(5)),
    ("saturdays", Word::Weekdays(6)),
    ("sundays", Word::Weekdays(7)),
    ("spring springtime", Word::Season(Season::Spring)),
    ("summer summertime", Word::Season(Season::Summer)),
    ("fall autumn", Word::Season(Season::Fall)),
    ("winter wintertime", Word::Season(Season::Winter)),
    ("morning", Word::Part(DayPart::Morning)),
    ("afternoon", Word::Part(DayPart::Afternoon)),
    ("evening", Word::Part(DayPart::Evening)),
    ("night nite", Word::Part(DayPart::Night)),
    ("mornings", Word::Parts(DayPart::Morning)),
    ("afternoons", Word::Parts(DayPart::Afternoon)),
    ("evenings", Word::Parts(DayPart::Evening)),
    ("nights", Word::Parts(DayPart::Night)),
    ("seconds secs", Word::Unit(Unit::Second, true)),
    ("minute min", Word::Unit(Unit::Minute, false)),
    ("minutes mins", Word::Unit(Unit::Minute, true)),
    ("hour hr", Word::Unit(Unit::Hour, false)),
    ("hours hrs", Word::Unit(Unit::Hour, true)),
    ("day", Word::Unit(Unit::Day, false)),
    ("days", Word::Unit(Unit::Day, true)),
    ("week wk", Word::Unit(Unit::Week, false)),
    ("weeks wks", Word::Unit(Unit::Week, true)),
    ("weekend", Word::Unit(Unit::Weekend, false)),
    ("weekends", Word::Unit(Unit::Weekend, true)),
    ("month", Word::Unit(Unit::Month, false)),
    ("months", Word::Unit(Unit::Month, true)),
    ("quarter", Word::Unit(Unit::Quarter, false)),
    ("quarters", Word::Unit(Unit::Quarter, true)),
    ("year yr", Word::Unit(Unit::Year, false)),
    ("years yrs", Word::Unit(Unit::Year, true)),
    ("decade", Word::Unit(Unit::Decade, false)),
    ("decades", Word::Unit(Unit::Decade, true)),
    ("century", Word::Unit(Unit::Century, false)),
    ("centuries", Word::Unit(Unit::Century, true)),
    ("today tdy", Word::Day(0)),
    ("tomorrow tmr tmrw tomo", Word::Day(1)),
    ("yesterday", Word::Day(-1)),
    ("tonight tonite", Word::Tonight),
    ("overnight", Word::Overnight),
    ("now currently nowadays", Word::Reference(Reference::Present)),
    ("recently lately", Word::Reference(Reference::Past)),
    ("recent", Word::Recent),
    ("current", Word::Current),
    ("future", Word::Future),
    ("past", Word::Past),
    ("this", Word::This),
    ("that", Word::That),
    ("these", Word::These),
    ("last", Word::Last),
    ("next nxt", Word::Next),
    ("coming upcoming", Word::Coming),
    ("previous preceding prior", Word::Previous),
    ("following", Word::Following),
    ("latest", Word::Latest),
    ("same", Word::Same),
    ("ago", Word::Ago),
    ("earlier", Word::Earlier),
    ("later", Word::Later),
    ("before", Word::Before),
    ("after", Word::After),
    ("from", Word::From),
    ("the", Word::The),
    ("a an another", Word::A),
    ("of", Word::Of),
    ("in", Word::In),
    ("on", Word::On),
    ("at", Word::At),
    ("to", Word::To),
    ("or", Word::Or),
    ("so", Word::So),
    ("and", Word::And),
    ("more", Word::More),
    ("less fewer", Word::Less),
    ("than", Word::Than),
    ("least", Word::Least),
    ("most", Word::Most),
    ("up", Word::Up),
    ("no", Word::No),
    ("not", Word::Not),
    ("about nearly almost around approximately roughly", Word::About),
    ("over", Word::Over),
    ("within", Word::Within),
    ("every everyday", Word::Every),
    ("each", Word::Each),
    ("early", Word::Early),
    ("late", Word::Late),
    ("mid", Word::Mid),
    ("sometime", Word::Sometime),
    ("beginning start middle", Word::Edge),
    ("end close", Word::End),
    ("fiscal", Word::Fiscal),
    ("full", Word::Full),
    (
        "additional extra further consecutive straight successive trading business working calendar solid school",
        Word::Between,
    ),
    ("near immediate foreseeable", Word::Near),
    ("time", Word::Time),
    ("term", Word::Term),
    ("short", Word::Short),
    ("whole entire", Word::Whole),
    ("all", Word::All),
    ("long", Word::Long),
    ("just", Word::Just),
    ("right", Word::Right),
    ("noon midday", Word::Noon),
    ("midnight", Word::Midnight),
    ("am a.m. a.m", Word::Am),
    ("pm p.m. p.m", Word::Pm),
    ("est edt cst cdt mst mdt pst pdt gmt bst cet cest utc sgt et pt", Word::Zone),
    ("o'clock", Word::Clockwise),
    ("daily", Word::Daily(Unit::Day)),
    ("weekly", Word::Daily(Unit::Week)),
    ("monthly", Word::Daily(Unit::Month)),
    ("yearly annually", Word::Daily(Unit::Year)),
    ("hourly", Word::Daily(Unit::Hour)),
    ("christmas xmas", Word::Holiday(Holiday::Fixed(12, 25))),
    ("halloween", Word::Holiday(Holiday::Fixed(10, 31))),
    ("thanksgiving", Word::Holiday(Holiday::Weekday(11, 4, 4, 0))),
    ("easter", Word::Holiday(Holiday::Easter(0))),
    ("pentecost", Word::Holiday(Holiday::Easter(49))),
    ("labor labour", Word::BeforeDay(Holiday::Weekday(9, 1, 1, 0))),
    ("memorial", Word::BeforeDay(Holiday::Weekday(5, 1, 0, 0))),
    ("independence", Word::BeforeDay(Holiday::Fixed(7, 4))),
    ("veterans armistice", Word::BeforeDay(Holiday::Fixed(11, 11))),
    ("columbus", Word::BeforeDay(Holiday::Weekday(10, 1, 2, 0))),
    ("presidents presidents'", Word::BeforeDay(Holiday::Weekday(2, 1, 3, 0))),
    ("valentine's valentines", Word::BeforeDay(Holiday::Fixed(2, 14))),
    ("patrick's", Word::BeforeDay(Holiday::Fixed(3, 17))),
    ("boxing", Word::BeforeDay(Holiday::Fixed(12, 26))),
    ("election", Word::BeforeDay(Holiday::Weekday(11, 1, 1, 1))),
    ("inauguration", Word::BeforeDay(Holiday::Fixed(1, 20))),
    ("mother's mothers", Word::BeforeDay(Holiday::Weekday(5, 7, 2, 0))),
    ("father's fathers", Word::BeforeDay(Holiday::Weekday(6, 7, 3, 0))),
    ("earth", Word::BeforeDay(Holiday::Fixed(4, 22))),
    ("bastille", Word::BeforeDay(Holiday::Fixed(7, 14))),
    ("mlk", Word::BeforeDay(Holiday::Weekday(1, 1, 3, 0))),
    ("fortnight", Word::Fortnight),
    ("q1", Word::QuarterCode(1)),
    ("q2", Word::QuarterCode(2)),
    ("q3", Word::QuarterCode(3)),
    ("q4", Word::QuarterCode(4)),
    ("good", Word::Good),
    ("new", Word::New),
    ("eve", Word::Eve),
    ("period", Word::Period),
    ("old", Word::Old),
    ("aged", Word::Aged),
    ("comparable corresponding", Word::Comparable),
];

/// Reads a number: digits, decimals, and what is written onto them.
fn number(s: &str) -> Word {
    let bytes = s.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > 8 {
        return Word::Other;
    }
    let whole = value(bytes.get(..digits).unwrap_or(&[]));
    let rest = bytes.get(digits..).unwrap_or(&[]);
    match rest {
        [] => Word::Digits(whole, digits as u8),
        [b'.', tail @ ..] => {
            let n = tail.iter().take_while(|b| b.is_ascii_digit()).count();
            let decimals = value(tail.get(..n.min(6)).unwrap_or(&[]));
            match tail.get(n..).unwrap_or(&[]) {
                [] if n <= 2 => Word::Decimal(whole, decimals, n as u8),
                suffix if n == 2 && meridiem(suffix).is_some() => clock(whole * 100 + decimals, 4, suffix),
                _ => Word::Other,
            }
        }
        [b',', tail @ ..] if tail.len() == 3 && digits <= 3 => match tail.iter().all(u8::is_ascii_digit) {
            // 1,200 is a number, and no year.
            true => Word::Digits(whole * 1000 + value(tail), 9),
            false => Word::Other,
        },
        suffix => written_on(whole, digits, suffix),
    }
}

fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0u32, |n, b| n.wrapping_mul(10).wrapping_add(u32::from(b.wrapping_sub(b'0'))))
}

fn meridiem(s: &[u8]) -> Option<bool> {
    match () {
        () if s.eq_ignore_ascii_case(b"am") => Some(false),
        () if s.eq_ignore_ascii_case(b"pm") => Some(true),
        () => None,
    }
}

/// An hour or hours and minutes run together, with am or pm.
fn clock(n: u32, digits: usize, suffix: &[u8]) -> Word {
    let (hour, minute) = if digits > 2 { (n / 100, n % 100) } else { (n, 0) };
    match meridiem(suffix) {
        Some(pm) if (1..=12).contains(&hour) && minute < 60 => {
            Word::Clock((hour % 12) as u8 + if pm { 12 } else { 0 }, minute as u8)
        }
        _ => Word::Other,
    }
}

fn written_on(n: u32, digits: usize, suffix: &[u8]) -> Word {
    let is = |list: &[&str]| list.iter().any(|w| suffix.eq_ignore_ascii_case(w.as_bytes()));
    if meridiem(suffix).is_some() && digits <= 4 {
        return clock(n, digits, suffix);
    }
    if suffix == b"s" && n.is_multiple_of(10) {
        return match digits {
            4 if (1000..2100).contains(&n) => Word::Decades(n / 10),
            2 => Word::Decades(n / 10),
            _ => Word::Other,
        };
    }
    if is(&["st", "nd", "rd", "th"]) && n <= 99 {
        return Word::Ordinal(n as u8, true);
    }
    let unit = match () {
        () if is(&["min", "mins", "minutes"]) => Unit::Minute,
        () if is(&["h", "hr", "hrs", "hours", "hour"]) => Unit::Hour,
        () if is(&["day", "days"]) => Unit::Day,
        () if is(&["week", "weeks", "wks"]) => Unit::Week,
        () if is(&["month", "months"]) => Unit::Month,
        () if is(&["yr", "yrs", "year", "years"]) => Unit::Year,
        () => return Word::Other,
    };
    Word::DigitsUnit(n, unit)
}
