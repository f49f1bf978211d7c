//! Text inside XML.

use quick_xml::escape::escape;
use std::borrow::Cow;

/// Text as XML 1.0 can hold it: a character that it cannot (most control characters) stands as U+FFFD.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(allowed) {
        return text.into();
    }
    text.chars().map(|c| if allowed(c) { c } else { '\u{fffd}' }).collect::<String>().into()
}

/// How many characters of a text XML 1.0 cannot hold.
pub(super) fn lost(text: &str) -> usize {
    text.chars().filter(|c| !allowed(*c)).count()
}

/// Cleaned text with everything escaped that a reader of XML would take for markup or change: line breaks of old too, which it
/// would make new ones, and in attributes all white space, which it would make blanks.
pub(super) fn escaped(text: &str, attribute: bool) -> String {
    let out = escape(clean(text)).replace('\r', "&#13;");
    if attribute { out.replace('\n', "&#10;").replace('\t', "&#9;") } else { out }
}

fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced_and_counted() {
        let odd = "a\0b\u{1b}c\u{fffe}d\u{85}e😀";
        assert_eq!(clean(odd), "a\u{fffd}b\u{fffd}c\u{fffd}d\u{85}e😀");
        assert_eq!(lost(odd), 3);
        assert_eq!(escaped("]]> & <b>\r\n\"'", false), "]]&gt; &amp; &lt;b&gt;&#13;\n&quot;&apos;");
        assert_eq!(escaped("a\r\n\tb", true), "a&#13;&#10;&#9;b");
    }
}
