//! Lists of feeds: OPML as feed readers export it, or one address a line.

use crate::page::Page;
use crate::report::Fault;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

/// The addresses of the feeds that a list names, each once, in its order, and what of it could not be read. The list is
/// OPML, outlines in one another to any depth, or plain text with an address a line, where `#` begins a remark. `path`
/// names it in faults.
///
/// The addresses are given as they are written: whether one can be fetched is for others to say.
pub fn feed_list(path: &str, bytes: &[u8]) -> (Vec<String>, Vec<Fault>) {
    let page = Page::read(bytes, crate::feed::stated(bytes).as_deref());
    let text = page.as_str();
    let (mut urls, faults) = if text.trim_start().starts_with('<') { outlines(path, text) } else { lines(path, text) };
    let mut seen = HashSet::new();
    urls.retain(|url| seen.insert(url.clone()));
    (urls, faults)
}

fn lines(path: &str, text: &str) -> (Vec<String>, Vec<Fault>) {
    let (mut urls, mut faults) = (Vec::new(), Vec::new());
    for (n, line) in text.lines().enumerate() {
        // Only at the start of a word is it a remark: addresses may hold it.
        let mut words = line.split_whitespace().take_while(|w| !w.starts_with('#'));
        match (words.next(), words.next()) {
            (None, _) => {}
            (Some(url), None) if url.contains("://") => urls.push(url.to_owned()),
            _ => faults.push(Fault::new(
                &format!("{path}:{}", n + 1),
                "not an address; a list of feeds is OPML or has one address a line",
            )),
        }
    }
    (urls, faults)
}

fn outlines(path: &str, text: &str) -> (Vec<String>, Vec<Fault>) {
    let (mut urls, mut faults, mut root) = (Vec::new(), Vec::new(), false);
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.name().as_ref().to_ascii_lowercase().as_slice() {
                b"opml" => root = true,
                b"outline" if root => urls.extend(feed(&tag)),
                _ => {}
            },
            Ok(_) => {}
            Err(error) => {
                let what = format!("the list is broken here ({error}); the feeds before it were read");
                faults.push(Fault::at(path, reader.error_position(), what));
                break;
            }
        }
    }
    if !root {
        faults = vec![Fault::new(path, "XML that is no OPML; give a feed by its address")];
    }
    (urls, faults)
}

/// The feed of an outline, where it is one: many are folders.
fn feed(tag: &BytesStart<'_>) -> Option<String> {
    let value = |name: &[u8]| {
        let found =
            tag.attributes().with_checks(false).flatten().find(|a| a.key.as_ref().eq_ignore_ascii_case(name))?;
        let value = String::from_utf8_lossy(&found.value);
        Some(htmlize::unescape_attribute(&*value).trim().to_owned()).filter(|v| !v.is_empty())
    };
    let kind = value(b"type").map(|k| k.to_ascii_lowercase());
    let of_feeds = matches!(kind.as_deref(), Some("rss" | "atom" | "feed" | "rdf"));
    value(b"xmlUrl").or_else(|| value(b"url").filter(|_| of_feeds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let (urls, faults) = feed_list("list", text.as_bytes());
        (urls, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn outlines_are_read_to_any_depth() {
        let text = r#"<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><head><title>x</title></head><body>
            <outline text="Ports"><outline text="Deep"><outline type="rss" text="A" xmlUrl="https://a.example/?x=1&amp;y=2"
            htmlUrl="https://a.example/"/></outline></outline>
            <outline xmlurl=" https://b.example/f?a=1&b=2 "/><outline type="link" url="https://no.example/"/>
            <outline type="RSS" url="https://c.example/"/><outline xmlUrl="https://a.example/?x=1&amp;y=2"/>
            <outline text="empty" xmlUrl=""/></body></opml>"#;
        let want = ["https://a.example/?x=1&y=2", "https://b.example/f?a=1&b=2", "https://c.example/"];
        let (urls, faults) = read(text);
        assert_eq!((urls, faults), (want.map(str::to_owned).to_vec(), vec![]));
        let deep = format!("<opml>{}<outline xmlUrl='https://d.example/'/>", "<outline>".repeat(100_000));
        assert_eq!(read(&deep).0, ["https://d.example/"]);
    }

    #[test]
    fn what_breaks_off_gives_what_stood_before() {
        let (urls, faults) = read("<opml><outline xmlUrl='https://a.example/'/><outline xmlUrl='https://b.exa");
        assert_eq!(urls, ["https://a.example/"]);
        assert!(faults.len() == 1 && faults[0].starts_with("list: byte "), "{faults:?}");
        let (urls, faults) = read("<rss><channel/></rss>");
        assert!(urls.is_empty() && faults[0].contains("no OPML"), "{faults:?}");
    }

    #[test]
    fn lines_are_addresses() {
        let (urls, faults) = read(
            "\u{feff}# ports\nhttps://a.example/#x  # the first\r\n\n  http://b.example/feed\nhttps://a.example/#x\n",
        );
        assert_eq!((urls, faults), (vec!["https://a.example/#x".into(), "http://b.example/feed".into()], vec![]));
        let (urls, faults) = read("https://a.example/\nsome words\nfeeds.txt");
        assert_eq!(urls.len(), 1);
        assert_eq!(faults.len(), 2);
        assert!(faults[0].starts_with("list:2: not an address"), "{faults:?}");
        assert_eq!(read(""), (vec![], vec![]));
    }
}
