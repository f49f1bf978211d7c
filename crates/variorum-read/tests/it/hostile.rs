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
    let said = got.faults[0].to_string();
    assert!(said.contains("more than 64 MiB come out of") && said.contains("unpack it first"), "{said}");
}

#[test]
fn lines_that_are_like_each_other_are_no_bomb() {
    let line = format!("{{\"text\":\"{}\"}}\n", paragraph(1).repeat(200));
    let count = (66 << 20) / line.len();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(line.repeat(count).as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    assert!(packed.len() * 150 < 64 << 20, "{} bytes", packed.len());
    let got = variorum_read::read("a.jsonl.gz", packed);
    assert_eq!((got.reports.len(), got.faults.len()), (count, 0), "{:?}", got.faults);
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
    let samples: [&[u8]; 7] = [
        b"<newsItem guid='a'><contentSet><inlineXML><html><body><p>One &amp; two.</p></body></html></inlineXML>",
        br#"{"uri":"a","versioncreated":"2024-03-05","body_html":"<p>One \u00e9.</p>","bodies":[{"value":"x"}]}"#,
        br#"{"witnesses":[{"id":"A","tokens":[{"t":"One"},{"t":"two"}]}]}"#,
        br#"[{"text":"LUND, 3 March (NAP) \u2014 One."},{"text":"Two."}]"#,
        b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
        b"<TEI><text><body><p>One <q>two</q> &amp; <app><lem wit='#A'>3</lem><rdg wit='#B'>4</rdg></app>.</p></body></text></TEI>",
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

#[test]
fn what_is_no_text_is_no_page_whatever_it_is_called() {
    let mut state = 7u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let noise: Vec<u8> = (0..20_000).map(|_| noise()).collect();
    let mut program = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0".to_vec();
    program.extend(std::iter::repeat_n(0, 5000));
    let mut marked = b"<!doctype html><html>".to_vec();
    marked.extend(&noise);
    for bytes in [noise, program, vec![0; 9000], marked, b"%PDF-1.7 \x01".to_vec()] {
        for (path, media) in [("a.html", None), ("a", Some("text/html"))] {
            let got = variorum_read::read_capture(path, bytes.clone(), media, None);
            assert!(got.reports.is_empty(), "{path}");
            let said = got.faults[0].to_string();
            assert!(said.contains("not text") && said.contains("HTML, RSS"), "{said}");
        }
    }
}

#[test]
fn pages_with_zeros_of_their_own_stay_pages() {
    let page = format!("<!doctype html><html><body><p>{}</p><p>A\0B</p></body></html>", paragraph(1));
    assert!(one("a.html", page.as_bytes()).text().contains("ferry"));
    assert_eq!(variorum_read::kind("a.html", b"<p>a\0b</p>", None), "page");
    for (mark, little) in [(&b"\xff\xfe"[..], true), (b"\xfe\xff", false)] {
        let units = page.encode_utf16();
        let body: Vec<u8> = units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect();
        assert!(one("a.html", &[mark, &body].concat()).text().contains("ferry"));
        let media = if little { "text/html; charset=utf-16le" } else { "text/html; charset=utf-16be" };
        let got = variorum_read::read_capture("a", body.clone(), Some(media), None);
        assert!(got.reports[0].text().contains("ferry"));
        assert_eq!(variorum_read::kind("a.html", &body, None), "page");
    }
}

#[test]
fn broken_json_is_told_in_plain_words() {
    for (path, bytes, wanted) in [
        ("a.jsonl", "{\"text\": nought}\n", "true, false and null"),
        ("a.json", "[{\"text\": \"a\"},\n{\"text\": nought}]", "not JSON at byte 26: a word that is none of true"),
    ] {
        let got = variorum_read::read(path, bytes.as_bytes().to_vec());
        let said = got.faults.iter().map(ToString::to_string).collect::<String>();
        assert!(said.contains(wanted) && !said.contains("ident"), "{said}");
    }
}
