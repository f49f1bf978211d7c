//! Text of reports, made safe to print.

/// Whether a character could steer a terminal or turn the direction of the line around it.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// `text` with everything but plain blanks that could steer a terminal shown as �. Line ends and tabs become a
/// blank: a report must not be able to draw lines of its own.
pub fn neutral(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if steers(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

/// The first `most` characters of `text` on one line, with … where there were more.
pub fn shortened(text: &str, most: usize) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
        if words.chars().nth(most).is_some() {
            words = words.chars().take(most.saturating_sub(1)).collect::<String>().trim_end().to_string();
            words.push('…');
            break;
        }
    }
    neutral(&words)
}

/// The last `most` characters of `text` on one line, with … where there were more: of a path the end tells.
pub fn end_of(text: &str, most: usize) -> String {
    let text = neutral(text);
    let over = text.chars().count().saturating_sub(most);
    if over == 0 {
        text
    } else {
        text.chars().skip(over + 1).fold("…".to_owned(), |out, c| out + c.encode_utf8(&mut [0; 4]))
    }
}

/// A number with commas between the thousands.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(d);
    }
    out
}

/// `1 report`, `1,204 reports`.
pub fn count(n: usize, thing: &str) -> String {
    format!("{} {thing}{}", number(n), if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(neutral("a\x1b[31mred\x07\u{9b}2J\u{202e}b\tc\nd"), "a�[31mred��2J�b c d");
        assert_eq!(neutral("👩‍🚀 naïve £5"), "👩‍🚀 naïve £5");
    }

    #[test]
    fn shortened_to_whole_characters() {
        assert_eq!(shortened("  one\n two ", 20), "one two");
        assert_eq!(shortened("éééééé", 4), "ééé…");
        assert_eq!([end_of("a/é.txt:3", 5), end_of("a.txt", 5)], ["…xt:3", "a.txt"]);
    }

    #[test]
    fn thousands() {
        assert_eq!([number(0), number(999), number(1204), number(1234567)], ["0", "999", "1,204", "1,234,567"]);
        assert_eq!([count(1, "report"), count(0, "report")], ["1 report", "0 reports"]);
    }
}
