//! Between a report's words and the page's marks.

use std::fmt::{self, Display, Formatter, Write};

/// Text for a place between tags or inside a quoted attribute, white space as it stands.
pub struct Esc<'a>(pub &'a str);

impl Display for Esc<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| put(f, c))
    }
}

/// The same with every run of white space as one space.
pub struct Fold<'a>(pub &'a str);

impl Display for Fold<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut space = false;
        for c in self.0.chars() {
            if c.is_whitespace() {
                if !space {
                    f.write_char(' ')?;
                }
                space = true;
            } else {
                put(f, c)?;
                space = false;
            }
        }
        Ok(())
    }
}

fn put(f: &mut Formatter<'_>, c: char) -> fmt::Result {
    match c {
        '&' => f.write_str("&amp;"),
        '<' => f.write_str("&lt;"),
        '>' => f.write_str("&gt;"),
        '"' => f.write_str("&quot;"),
        '\'' => f.write_str("&#39;"),
        // What HTML cannot hold is shown to be there rather than dropped.
        c if c.is_control() && !c.is_whitespace() => f.write_char('\u{FFFD}'),
        c => f.write_char(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_text_or_attribute() {
        assert_eq!(Esc("<b a=\"x\" b='y'>&").to_string(), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
        assert_eq!(Esc("a\0b\u{1b}c\nd").to_string(), "a\u{FFFD}b\u{FFFD}c\nd");
        assert_eq!(Fold(" a \n\t b").to_string(), " a b");
    }
}
