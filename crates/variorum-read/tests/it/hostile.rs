//! Input that nobody meant to be read: the result is a report with notes or a clear fault, in bounded memory.

use crate::{gzip, one, paragraph, text_maps_back};
use std::io::Write;

#[test]
fn deep_nesting_and_open_ends_are_read() {
    let words = paragraph(1);
    for (name, page) in [
        ("deep", format!("{}<p>{words}</p>", "<div>".repeat(200_000))),
        ("lists", format!("{}{words}", "<ul><li>".repeat(50_000))),
        ("open tag", format!("<html><body><p>{words}</p><p class=\"")),
        ("open comment", format!("<html><body><p>{words}</p><!-- ")),
        ("ends of nothing", format!("<html><body>{}<p>{words}</p>", "</div></p></table>".repeat(50_000))),
        ("attributes", format!("<html><body><p {}>{words}</p>", "class=x ".repeat(100_000))),
        ("references", format!("<html><body><p>{words} &#x110000; &#0; &nosuch; &amp &lt;b&gt; &;&#;</p>")),
        ("formatting", format!("<html><body>{}<p>{words}</p>", "<b><i></b></i>".repeat(50_000))),
        ("breaks", format!("<html><body><p>{words}{}</p>", "<br>".repeat(100_000))),
    ] {
        let report = one("a.html", page.as_bytes());
        assert!(name == "attributes" || report.text().contains("ferry"), "{name}");
        text_maps_back(&report, page.as_bytes());
    }
}

#[test]
fn pieces_of_pages_in_any_order_are_read() {
    let parts = [
        "<p>",
        "</p>",
        "<div class=article-body>",
        "<td>",
        "&amp;",
        "&#8220;",
        "<",
        ">",
        "\"",
        "Ada said. ",
        "\u{0}",
        "é",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<h1>",
        "<li>",
        "<br>",
        "<title>",
        "{\"@type\":\"NewsArticle\",\"author\":{}}",
        "<script type=application/ld+json>",
        "\u{2028}",
        "<svg/>",
        "]]>",
        "<time datetime=2024-01-01>",
    ];
    let mut state = 7u64;
    for _ in 0..3000 {
        let mut page = String::from("<html>");
        for _ in 0..60 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            page.push_str(parts[(state >> 33) as usize % parts.len()]);
        }
        let report = one("a.html", page.as_bytes());
        text_maps_back(&report, page.as_bytes());
        variorum_read::read("a.xml", page.replace("html", "rss").into_bytes());
    }
}

#[test]
fn a_page_of_fifty_megabytes_is_cut_with_a_note() {
    let mut page = String::from("<html><body><article>");
    while page.len() < 50 << 20 {
        page.push_str("<p>");
        page.push_str(&paragraph(page.len()));
    }
    let report = one("a.html", page.as_bytes());
    assert!(report.article.notes.iter().any(|n| n.message.contains("longer than")));
    assert_eq!(report.article.bytes, page.len() as u64);
    assert!(report.article.text.len() > 20 << 20);
}

#[test]
fn a_bomb_does_not_go_off() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![b' '; 80 << 20]).unwrap();
    let got = variorum_read::read("a.html.gz", bomb.finish().unwrap());
    assert!(got.reports.is_empty());
    assert!(got.faults[0].to_string().contains("come out of"), "{}", got.faults[0]);
}

#[test]
fn what_is_cut_or_no_text_is_a_fault_that_names_the_file() {
    let mut cut = gzip(paragraph(1).repeat(50).as_bytes());
    cut.truncate(cut.len() / 2);
    for (path, bytes) in
        [("cut.html.gz", cut), ("a.png", b"\x89PNG\0\0\0".to_vec()), ("a.zst", b"\x28\xb5\x2f\xfd\xff".to_vec())]
    {
        let got = variorum_read::read(path, bytes);
        assert_eq!((got.reports.len(), got.faults.len()), (0, 1), "{path}");
        assert!(got.faults[0].to_string().starts_with(&format!("{path}: ")), "{}", got.faults[0]);
    }
}

#[test]
fn an_empty_page_is_a_report_without_text() {
    let report = one("a.html", b"<html><body></body></html>");
    assert!(report.text().is_empty());
    assert!(report.article.notes.iter().any(|n| n.message == "no story text"));
}

#[test]
fn bytes_drawn_by_lot_are_read_or_named() {
    let samples: [&[u8]; 6] = [
        b"<newsItem guid='a'><contentSet><inlineXML><html><body><p>One &amp; two.</p></body></html></inlineXML>",
        br#"{"uri":"a","versioncreated":"2024-03-05","body_html":"<p>One \u00e9.</p>","bodies":[{"value":"x"}]}"#,
        br#"{"witnesses":[{"id":"A","tokens":[{"t":"One"},{"t":"two"}]}]}"#,
        br#"[{"text":"LUND, 3 March (NAP) \u2014 One."},{"text":"Two."}]"#,
        b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
        b"PAR1\x15\x04\x15\x10PAR1",
    ];
    let mut state = 11u64;
    let mut draw = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    for round in 0..20_000 {
        let mut bytes = vec![round as u8];
        bytes.extend(samples[draw(samples.len())]);
        for _ in 0..draw(6) {
            let at = draw(bytes.len() - 1) + 1;
            match draw(3) {
                0 => bytes[at] = draw(256) as u8,
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, b"<>\"{}[]\\&;,:\n"[draw(13)]),
            }
        }
        crate::bodies::reading_places_hold(&bytes);
    }
}
