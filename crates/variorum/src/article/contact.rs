//! Telephone numbers and addresses in a line, as they are printed.
//!
//! One scanner for two uses: blocks are told to be notices by the contacts in them, and `annotate::notice` makes rows
//! of these. It says what looks like a number to call and how sure that is by its shape; whoever asks knows what
//! stands around it.

use super::blocks::words::TLDS;
use std::ops::Range;

/// A number or an address in a line. Ranges are bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    pub form: Form,
    /// All of it: `0508 TAUTOKO (828 865)`.
    pub whole: Range<usize>,
    /// The number or the address: `0508 TAUTOKO`.
    pub main: Range<usize>,
    /// The same number in letters or figures, in brackets behind it: `828 865`.
    pub other: Option<Range<usize>>,
    /// How many figures the number has, letters of the keypad counted as such; 0 for addresses.
    pub digits: usize,
    /// Whether the shape alone could be something else: a year, a count of thousands, a date, fewer than seven figures.
    pub doubtful: bool,
}

/// What a contact looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Number,
    Web,
    Mail,
}

/// Every number and address of a line, in order, none in another. Takes time in proportion to its length.
pub(crate) fn scan(line: &str) -> Vec<Printed> {
    let mut out = addresses(line);
    let taken = out.len();
    let bytes = line.as_bytes();
    let (mut at, mut next) = (0, 0);
    while at < bytes.len() {
        while out.get(next).is_some_and(|a| next < taken && a.whole.end <= at) {
            next += 1;
        }
        if let Some(address) = out.get(next).filter(|a| next < taken && a.whole.contains(&at)) {
            at = address.whole.end;
            continue;
        }
        match bytes.get(at) {
            Some(b) if b.is_ascii_digit() || matches!(b, b'+' | b'(') => {
                let limit = out.get(next).filter(|_| next < taken).map_or(line.len(), |a| a.whole.start);
                match number(line.get(..limit).unwrap_or(line), at) {
                    Ok(found) => {
                        at = found.whole.end;
                        out.push(found);
                    }
                    Err(end) => at = end.max(at + 1),
                }
            }
            _ => at += 1,
        }
    }
    out.sort_by_key(|p| p.whole.start);
    out
}

/// The words of `line` before `at`, the nearest first, as they are written.
pub(crate) fn words_before(line: &str, at: usize) -> impl Iterator<Item = &str> {
    let head = line.get(..at).unwrap_or_default();
    head.rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|w| !w.is_empty())
}

fn addresses(line: &str) -> Vec<Printed> {
    let mut out: Vec<Printed> = Vec::new();
    let inner = |c: char| !(c.is_whitespace() || "()[]<>{}\"“”„«»‘|,;…•".contains(c));
    let mut floor = 0;
    for at in memchr::memchr2_iter(b'.', b'@', line.as_bytes()) {
        if at < floor {
            continue;
        }
        let head = line.get(floor..at).unwrap_or_default();
        let start = at - (head.len() - head.rfind(|c| !inner(c)).map_or(0, |i| i + char_len(head, i)));
        let rest = line.get(at..).unwrap_or_default();
        let end = at + rest.find(|c| !inner(c)).unwrap_or(rest.len());
        floor = end.max(at + 1);
        let chunk = line.get(start..end).unwrap_or_default();
        // "Web:example.org", "or/and"
        let lead = chunk.find(':').filter(|i| !chunk.get(*i..).is_some_and(|r| r.starts_with("://")));
        let lead = lead.filter(|i| chunk.get(..*i).is_some_and(|w| w.bytes().all(|b| b.is_ascii_alphabetic())));
        let start = start + lead.map_or(0, |i| i + 1);
        let chunk = line.get(start..end).unwrap_or_default();
        let chunk = chunk.trim_end_matches(['.', ':', '!', '?', '\'', '’', '*', '-', '–', '—']);
        let Some(form) = address(chunk) else { continue };
        let range = start..start + chunk.len();
        out.push(Printed { form, whole: range.clone(), main: range, other: None, digits: 0, doubtful: false });
    }
    out
}

fn char_len(s: &str, at: usize) -> usize {
    s.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8)
}

/// The host an address begins with.
fn host(address: &str) -> Option<&str> {
    let host = address.split(['/', '?', '#', ':']).next().unwrap_or(address);
    (host.split('.').count() > 1 && host.split('.').all(is_label)).then_some(host)
}

/// What a run of signs without white space is an address of.
fn address(chunk: &str) -> Option<Form> {
    if let Some((name, rest)) = chunk.split_once('@') {
        let plain = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
        return (!name.is_empty() && name.chars().all(plain) && host(rest).is_some()).then_some(Form::Mail);
    }
    let strip = |s: &str| chunk.get(..s.len()).is_some_and(|h| h.eq_ignore_ascii_case(s)).then_some(s.len());
    if let Some(n) = strip("https://").or_else(|| strip("http://")).or_else(|| strip("www.")) {
        return chunk.get(n..).is_some_and(|h| h.contains('.') && host(h).is_some()).then_some(Form::Web);
    }
    let host = host(chunk)?;
    let (first, last) = (host.split('.').next()?, host.rsplit('.').next()?);
    // "the end.In" is a stop without its space.
    let shouted = host.bytes().all(|b| !b.is_ascii_lowercase());
    let known = TLDS.contains(&last) || shouted && TLDS.contains(&last.to_ascii_lowercase().as_str());
    (known && first.len() > 1 && first.contains(|c: char| c.is_ascii_alphabetic())).then_some(Form::Web)
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// The number that begins at `start`, or where to look on.
fn number(line: &str, start: usize) -> Result<Printed, usize> {
    let bytes = line.as_bytes();
    let skip = start + bytes.get(start..).unwrap_or_default().iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let before = line.get(..start).and_then(|s| s.chars().next_back());
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '_' | '/' | '\'' | '’')) {
        return Err(skip);
    }
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut at = start;
    let plus = bytes.get(at) == Some(&b'+');
    at += usize::from(plus);
    let (mut digits, mut separators, mut open) = (0usize, String::new(), false);
    loop {
        let bracket = bytes.get(at) == Some(&b'(');
        let from = at + usize::from(bracket);
        let Some(end) = group(line, from, digits, separators.chars().next_back()) else { break };
        // "+44 (0)20": a bracket inside is that of a nought.
        if bracket && (open || !groups.is_empty() && line.get(from..end) != Some("0")) {
            break;
        }
        if bracket && bytes.get(end) != Some(&b')') || digits + end - from > 15 {
            break;
        }
        // A second number: "0800 376 633 0800 543 754".
        let next = line.get(from..end).unwrap_or_default();
        let long = !plus && digits >= 8 && next.len() >= 3 && next.starts_with('0') && !next.starts_with("00");
        if !groups.is_empty() && (is_time(line.get(from..).unwrap_or_default()) || long) {
            break;
        }
        open |= bracket;
        digits += line.get(from..end).map_or(0, |g| g.bytes().filter(u8::is_ascii_alphanumeric).count());
        groups.push(from..end);
        at = end + usize::from(bracket);
        let Some((length, sign)) = separator(line.get(at..).unwrap_or_default(), bracket) else { break };
        let first = groups.first().map_or("", |g| line.get(g.clone()).unwrap_or_default());
        // "030/1234567", but not "116 123/116 006"; "030 - 44 55 66", but not "1737 - 24 hours".
        if matches!(sign, '/' | '—') && !(groups.len() == 1 && first.starts_with('0') && first.len() <= 5) {
            break;
        }
        separators.push(sign);
        at += length;
    }
    let Some(last) = groups.last() else { return Err(skip.max(start + 1)) };
    let end = last.end
        + usize::from(
            bytes.get(last.end) == Some(&b')')
                && line.get(start..last.end).is_some_and(|n| n.matches('(').count() > n.matches(')').count()),
        );
    let main = start..end;
    let text = line.get(main.clone()).unwrap_or_default();
    if text.starts_with('(') && text.ends_with(')') {
        // "CRIMES (274637)": the letters are the number.
        return lettered(line, start, &groups).ok_or(start + 1);
    }
    let money = before_sign(line, start).is_some_and(|c| matches!(c, '$' | '£' | '€' | '#' | '₹' | '¥'));
    let after = line.get(end..).unwrap_or_default();
    let written_on = after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '°' | '€' | '£' | '$'))
        || after.starts_with([',', '.', ':'])
            && after.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    if digits < 3 || money || written_on || is_time(text) && groups.len() < 3 {
        return Err(end.max(skip));
    }
    let sizes: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    let even = separators.chars().take(groups.len() - 1).all(|c| matches!(c, ' ' | '.'));
    let thousands = !plus
        && even
        && sizes.len() > 1
        && sizes.first().is_some_and(|n| *n <= 3)
        && sizes.iter().skip(1).all(|n| *n == 3)
        && !text.starts_with('0');
    let lettered = text.contains(|c: char| c.is_ascii_alphabetic());
    let doubtful = !lettered && (digits < 7 || thousands || is_dates(text));
    let (other, whole) = match alias(line, end, text) {
        Some((inner, close)) => (Some(inner), start..close),
        None => (None, main.clone()),
    };
    // Letters that come to the same figures leave no doubt.
    let spelled =
        other.clone().and_then(|o| line.get(o)).is_some_and(|o| o.contains(|c: char| c.is_ascii_alphabetic()));
    Ok(Printed { form: Form::Number, whole, main, other, digits, doubtful: doubtful && !spelled })
}

/// The sign before `at` that is no white space.
fn before_sign(line: &str, at: usize) -> Option<char> {
    line.get(..at)?.trim_end_matches([' ', '\u{a0}']).chars().next_back()
}

/// Where a group of figures, or of letters that stand for some, that begins at `at` ends. `digits` came before it.
fn group(line: &str, at: usize, digits: usize, separator: Option<char>) -> Option<usize> {
    let rest = line.get(at..)?;
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let word = rest.get(..run)?;
    if rest.get(run..).and_then(|r| r.chars().next()).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let letters = word.get(figures..)?;
    if letters.is_empty() {
        return (figures > 0).then_some(at + figures);
    }
    let capitals = letters.bytes().all(|b| b.is_ascii_uppercase());
    if figures > 0 {
        // "1-866-7LOCKUP", but not "9AM" or "24HR".
        return (digits >= 3 && capitals && letters.len() >= 3).then_some(at + run);
    }
    let written = letters.starts_with(|c: char| c.is_ascii_uppercase());
    let hyphen = matches!(separator, Some('-' | '.')) && written && letters.bytes().all(|b| b.is_ascii_alphabetic());
    let spaced =
        separator == Some(' ') && capitals && letters.len() >= 4 && is_prefix(line, at) && !JOINERS.contains(&letters);
    // "1-888-LOCK-U-UP": short groups between letters too.
    let after_letters = line.get(..at.saturating_sub(1)).is_some_and(|h| h.ends_with(|c: char| c.is_ascii_uppercase()));
    (digits >= 3 && (hyphen && (letters.len() >= 2 || after_letters) || spaced)).then_some(at + run)
}

/// Words in capitals that stand behind a number and do not belong to it.
const JOINERS: [&str; 9] = ["TEXT", "FREE", "CALL", "FROM", "OPEN", "ONLY", "WITH", "WHEN", "LINE"];

/// Whether the figures before a word are the code of numbers that are often spelled: 0800, 0508, 1-800.
fn is_prefix(line: &str, at: usize) -> bool {
    let head = line.get(..at).unwrap_or_default().trim_end();
    let figures: String =
        head.chars().rev().take_while(|c| c.is_ascii_digit() || *c == '-').filter(char::is_ascii_digit).collect();
    (3..=5).contains(&figures.len()) && figures.chars().next_back().is_some_and(|c| matches!(c, '0' | '1' | '8'))
}

/// Length and sign of what parts two groups, if a group may stand behind it.
fn separator(rest: &str, bracket: bool) -> Option<(usize, char)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    let second = chars.next();
    let opens = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '(');
    if bracket && opens(Some(first)) && first != '(' {
        return Some((0, ')'));
    }
    let sign = match first {
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '-' | '\u{2010}' | '\u{2011}' | '–' => '-',
        '.' | '/' => first,
        _ => return None,
    };
    if opens(second) {
        return Some((first.len_utf8(), sign));
    }
    // "1-800- 226-TIPS"
    if sign == '-' && second == Some(' ') && chars.next().is_some_and(|c| c.is_ascii_digit()) {
        return Some((first.len_utf8() + 1, sign));
    }
    let spaced = rest.get(..).filter(|_| sign == ' ')?;
    for dash in [" - ", " – "] {
        if let Some(behind) = spaced.strip_prefix(dash) {
            // Marked as another sign: it goes on only behind a code.
            return behind.starts_with(|c: char| c.is_ascii_digit()).then_some((dash.len(), '—'));
        }
    }
    None
}

/// Whether a time of day or a stretch of days begins the text, which is no group of a number.
fn is_time(rest: &str) -> bool {
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    if figures == 0 || figures > 2 {
        return false;
    }
    let mut behind = rest.get(figures..).unwrap_or_default();
    let minutes = |s: &str| {
        s.get(1..3).is_some_and(|m| m.bytes().all(|b| b.is_ascii_digit()))
            && !s.get(3..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
    };
    if behind.starts_with(':') && minutes(behind) || behind.starts_with("/7") || behind.starts_with("-7 ") {
        return true;
    }
    if behind.starts_with('.') && minutes(behind) {
        behind = behind.get(3..).unwrap_or_default();
    }
    let near = behind.strip_prefix([' ', '-', '\u{a0}', '–']).unwrap_or(behind);
    let word: String = near.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    // "9-5pm": the second time says what the first is.
    let range = near.bytes().take_while(u8::is_ascii_digit).count();
    let later = near.get(range..).unwrap_or_default().trim_start();
    let later = behind.len() > near.len()
        && range > 0
        && range <= 2
        && !behind.starts_with(' ')
        && ["am", "pm", "a.m", "p.m", "uhr", "h "]
            .iter()
            .any(|m| later.get(..m.len()).is_some_and(|l| l.eq_ignore_ascii_case(m)));
    later
        || matches!(
            word.as_str(),
            "am" | "pm"
                | "uhr"
                | "h"
                | "hr"
                | "hrs"
                | "hour"
                | "hours"
                | "noon"
                | "midnight"
                | "day"
                | "days"
                | "stunden"
                | "heures"
                | "horas"
        )
        || near.get(..4).is_some_and(|m| m.eq_ignore_ascii_case("a.m.") || m.eq_ignore_ascii_case("p.m."))
}

/// The same number in brackets behind it: its range, and where the brackets close.
fn alias(line: &str, end: usize, main: &str) -> Option<(Range<usize>, usize)> {
    let rest = line.get(end..)?;
    let body = rest.strip_prefix(" (").or_else(|| rest.strip_prefix('('))?;
    let from = end + rest.len() - body.len();
    let length = body.find(')').filter(|n| (2..=24).contains(n))?;
    let inner = body.get(..length)?;
    if !inner.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b' ' | b'-')) {
        return None;
    }
    let (a, b) = (keypad(main), keypad(inner));
    let lettered = |s: &str| s.contains(|c: char| c.is_ascii_alphabetic());
    let same = b.len() >= 3 && (a.contains(&b) || b.contains(&a) || lettered(inner) && shares_end(&a, &b));
    // "273-TALK (8255)" may be misprinted, and is one number all the same.
    (same && (lettered(main) || lettered(inner)) || lettered(main) && b.len() >= 3 && !lettered(inner))
        .then_some((from..from + length, from + length + 1))
}

/// Whether a number in letters, which may be longer than what is dialled, begins like the other: 0800 LIFELINE is
/// 0800 543 354.
fn shares_end(a: &str, b: &str) -> bool {
    b.len() > a.len() && b.starts_with(a)
}

/// The letters of a word in capitals before figures in brackets, where they are the same number.
fn lettered(line: &str, start: usize, groups: &[Range<usize>]) -> Option<Printed> {
    let group = groups.first()?;
    let head = line.get(..start)?.trim_end();
    let word = head.get(head.rfind(|c: char| !c.is_ascii_uppercase()).map_or(0, |i| i + char_len(head, i))..)?;
    let from = head.len() - word.len();
    let figures = line.get(group.clone())?;
    (word.len() >= 3 && keypad(word) == figures).then(|| Printed {
        form: Form::Number,
        whole: from..group.end + 1,
        main: from..head.len(),
        other: Some(group.clone()),
        digits: figures.len(),
        doubtful: true,
    })
}

/// What is dialled for a number with letters.
pub(crate) fn keypad(s: &str) -> String {
    let key = |c: char| match c.to_ascii_uppercase() {
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        c => c,
    };
    s.chars().filter(char::is_ascii_alphanumeric).map(key).collect()
}

/// Whether it is a date or a span of years.
fn is_dates(number: &str) -> bool {
    let parts: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let year = |p: &&str| p.len() == 4 && (p.starts_with("19") || p.starts_with("20"));
    parts.iter().any(year) && parts.iter().all(|p| year(p) || p.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<&str> {
        scan(line).into_iter().filter(|p| !p.doubtful).map(|p| &line[p.whole]).collect()
    }

    #[test]
    fn numbers_are_taken_as_they_are_printed() {
        for (line, whole) in [
            ("ring 0800 543 354 (0800 LIFELINE) or", "0800 543 354 (0800 LIFELINE)"),
            ("0508 TAUTOKO (828 865)", "0508 TAUTOKO (828 865)"),
            ("at 1-800-273-TALK (8255).", "1-800-273-TALK (8255)"),
            ("on +44 (0)20 7946 0000 today", "+44 (0)20 7946 0000"),
            ("Telefon 0800-111 0 111 oder", "0800-111 0 111"),
            ("call (504) 822-1111.", "(504) 822-1111"),
            ("call (713)-222-8477.", "(713)-222-8477"),
            ("call 615.893.1311. 12 others", "615.893.1311"),
            ("call 1-866-7LOCKUP now", "1-866-7LOCKUP"),
            ("call 0800 376 633 24/7", "0800 376 633"),
            ("call 0800 376 633 9am-5pm", "0800 376 633"),
            ("call 0800 376 633 9-5pm", "0800 376 633"),
            ("call 0800 376 633 8.30pm to 11pm", "0800 376 633"),
            ("call 0800 376 633 - 24 hours", "0800 376 633"),
            ("call 0800 376 633 (24 hours)", "0800 376 633"),
            ("(0800 376 633)", "0800 376 633"),
            ("030/1234567", "030/1234567"),
            ("030 - 44 55 66", "030 - 44 55 66"),
            ("call 1-800- 226-TIPS (8477), or", "1-800- 226-TIPS (8477)"),
            ("at 1-888-LOCK-U-UP.", "1-888-LOCK-U-UP"),
            ("to 274637 (CRIMES).", "274637 (CRIMES)"),
            ("tel +33 1 42 34 56 78,", "+33 1 42 34 56 78"),
        ] {
            assert_eq!(found(line), [whole], "{line}");
        }
        assert_eq!(found("0800 376 633 0800 543 754"), ["0800 376 633", "0800 543 754"]);
        assert_eq!(found("CRIMES (274637)"), Vec::<&str>::new());
        assert_eq!(scan("to CRIMES (274637)")[0].whole, 3..18);
    }

    #[test]
    fn what_is_no_number_to_call_is_doubtful_or_none() {
        for line in [
            "in 2016-2017",
            "on 2021-02-05",
            "$1 000 000",
            "He was 35. 12 others came",
            "1,000,000 people",
            "from 05/02/2021",
            "12 500 people",
            "1 000 000 people",
            "1990 2000 2010",
            "2,000 calls",
            "at 10:30",
            "£1200000",
            "a 1200000% rise",
            "120th",
        ] {
            assert!(found(line).is_empty(), "{line}: {:?}", found(line));
        }
    }

    #[test]
    fn addresses_are_taken_without_what_stands_around_them() {
        for (line, whole) in [
            ("visit sands.org.nz", "sands.org.nz"),
            ("(www.tern.example/talk).", "www.tern.example/talk"),
            ("go to https://x.y/a-b?c=d, or", "https://x.y/a-b?c=d"),
            ("jo@tern-line.org.", "jo@tern-line.org"),
            ("Email:jo@tern.example", "jo@tern.example"),
            ("Tern.org is", "Tern.org"),
        ] {
            assert_eq!(found(line), [whole], "{line}");
        }
        for line in ["the end.Next", "the end.In May", "at 9 a.m. and", "No.10", "@tern", "U.S. law", "3.5in"] {
            assert!(found(line).is_empty(), "{line}: {:?}", found(line));
        }
    }
}
