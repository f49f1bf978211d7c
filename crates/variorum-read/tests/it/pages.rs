//! Pages of the web.

use crate::{gzip, one, paragraph, text_maps_back};
use variorum::article::BlockKind;

fn page() -> String {
    format!(
        r##"<!DOCTYPE html><html lang="en-GB"><head><title>Ferry to sail again | The Skelling Post</title>
<meta property="og:site_name" content="The Skelling Post"><link rel="canonical" href="https://post.example/ferry">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ferry to sail again",
"author":[{{"@type":"Person","name":"Ben Tarn"}}],"datePublished":"2024-03-05T08:30:00+01:00","dateModified":"2024-03-06T10:00:00Z"}}</script>
</head><body><nav><ul><li><a href="/">Home</a><li><a href="/news">News</a></ul></nav>
<main><article><header><h1>Ferry to sail again</h1><p class="byline">By <a rel="author" href="/ben">Ben Tarn</a></p></header>
<p>{}</p><p>It costs &pound;4 &amp; no more,&nbsp;“caf&eacute;” included.</p><div class="share-bar"><a href="#">Share</a></div>
<h2>What comes next</h2><ul><li>A survey of the quay, which two divers will make in April.</li></ul>
<figure><img src="a.jpg"><figcaption>The quay in March.</figcaption></figure><p>{}</p></article>
<aside class="related"><h3>Related</h3><p>{}</p></aside></main><footer><p>Copyright. All rights reserved.</p></footer></body></html>"##,
        paragraph(1),
        paragraph(2),
        paragraph(3)
    )
}

#[test]
fn a_page_gives_its_article_and_what_is_said_of_it() {
    let page = page();
    let report = one("ferry.html", page.as_bytes());
    let meta = &report.article.meta;
    assert_eq!(meta.title.as_deref(), Some("Ferry to sail again"));
    assert_eq!(report.authors, ["Ben Tarn"]);
    assert_eq!(meta.date.as_deref(), Some("2024-03-05T08:30:00+01:00"));
    assert_eq!(meta.modified.as_deref(), Some("2024-03-06T10:00:00Z"));
    assert_eq!(meta.outlet.as_deref(), Some("The Skelling Post"));
    assert_eq!(meta.url.as_deref(), Some("https://post.example/ferry"));
    assert_eq!(meta.lang.as_deref(), Some("en-GB"));
    let text = report.text();
    for inside in [&paragraph(1), &paragraph(2), "£4 & no more, “café” included.", "What comes next", "two divers"]
    {
        assert!(text.contains(inside), "{inside} is missing in {text}");
    }
    for outside in ["Home", "Share", "Copyright", &paragraph(3), "By Ben", "The quay in March"] {
        assert!(!text.contains(outside), "{outside} is in {text}");
    }
    assert_eq!(report.captions(), ["The quay in March."]);
    let kinds: Vec<BlockKind> = report.article.blocks.iter().map(|b| b.kind).collect();
    use BlockKind::{Caption, Heading, List, Paragraph};
    assert_eq!(kinds, [Paragraph, Paragraph, Heading, List, Caption, Paragraph]);
    text_maps_back(&report, page.as_bytes());
}

#[test]
fn what_is_not_seen_breaks_no_paragraph() {
    for inside in [
        "<script>ad(\"<p>no</p>\")</script>",
        "<style>p { color: red }</style>",
        "<noscript><p>Turn it on.</p></noscript>",
        "<template><div>Ad<br><br><p>vert</p></div></template>",
        "<!-- a slot -->",
    ] {
        let page = format!(
            "<html><body><article><p>{}</p><p>She said — “we will {inside}not go”, and it was true{inside}.</p>\
             <p>{}</p><p>Quill {inside}&amp; Tarn{inside}</p></article></body></html>",
            paragraph(1),
            paragraph(2)
        );
        let report = one("a.html", page.as_bytes());
        let wanted = format!(
            "{}\n\nShe said — “we will not go”, and it was true.\n\n{}\n\nQuill & Tarn",
            paragraph(1),
            paragraph(2)
        );
        assert!(wanted.starts_with(&report.text()) && report.text().contains("it was true.\n\n"), "{}", report.text());
        text_maps_back(&report, page.as_bytes());
        let body = format!("<p>Text — here {inside}&amp;</p><p>It was true{inside}.</p>");
        let body = body.replace('\\', "\\\\").replace('"', "\\\"");
        let sent = format!(r#"{{"uri":"urn:x:1","headline":"H","body_xhtml":"{body}"}}"#);
        assert_eq!(one("a.json", sent.as_bytes()).text(), "Text — here &\n\nIt was true.", "{inside}");
    }
}

#[test]
fn packed_or_not_it_is_the_same_page() {
    let page = page();
    let plain = one("a.html", page.as_bytes());
    let packed = one("a.html.gz", &gzip(page.as_bytes()));
    assert_eq!((plain.article.text, plain.authors), (packed.article.text, packed.authors));
}

#[test]
fn every_encoding_leads_back_to_its_bytes() {
    for label in ["windows-1252", "iso-8859-2", "shift_jis", "gb18030", "utf-16le", "utf-16be", "utf-8"] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let words = if matches!(label, "shift_jis" | "gb18030") {
            "港の船は冬の前に出る。"
        } else {
            "Käse für München, “nein”."
        };
        let words = if label == "iso-8859-2" { "Příliš žluťoučký kůň." } else { words };
        let page = format!(
            "<html><head><meta charset=\"{label}\"></head><body><article><p>{} {words} {}</p></article></body></html>",
            paragraph(1),
            paragraph(2)
        );
        let bytes = match label {
            "utf-16le" => page.encode_utf16().fold(vec![0xFF, 0xFE], |mut b, u| {
                b.extend(u.to_le_bytes());
                b
            }),
            "utf-16be" => page.encode_utf16().fold(vec![0xFE, 0xFF], |mut b, u| {
                b.extend(u.to_be_bytes());
                b
            }),
            _ => encoding.encode(&page).0.into_owned(),
        };
        let report = one("a.html", &bytes);
        assert!(report.text().contains(words), "{label}: {}", report.text());
        text_maps_back(&report, &bytes);
        let at = report.article.text.as_str().find(words).unwrap() as u32;
        let source = report.article.text.source(variorum::span::Span::new(at, at + words.len() as u32));
        let there = &bytes[source.start as usize..source.end as usize];
        assert_eq!(encoding.decode_without_bom_handling(there).0, words, "{label}");
    }
}

/// What a server says of the encoding comes before what the page says, as HTML's standard has it; whole and proper UTF-8
/// is read as that whatever is said of it.
#[test]
fn a_server_is_believed_before_the_page() {
    let page = |words: &str| {
        let (before, after) = (paragraph(1), paragraph(2));
        format!(
            "<html><head><meta charset=windows-1251></head><body><article><p>{before} {words} {after}</p></article>"
        )
    };
    let read = |bytes: Vec<u8>, media: &str| {
        let mut read = variorum_read::read_capture("https://quay.example/a", bytes, Some(media), None);
        read.reports.remove(0)
    };
    for (label, words) in
        [("koi8-r", "Ворота открыты"), ("iso-2022-jp", "港の船"), ("utf-8", "Tür auf"), ("shift_jis", "港の船")]
    {
        let bytes = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(&page(words)).0.into_owned();
        let report = read(bytes, &format!("text/html; charset={label}"));
        assert!(report.text().contains(words), "{label}: {}", report.text());
    }
    let wide: Vec<u8> = page("Tür auf").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(read(wide, "text/html; charset=utf-16le").text().contains("Tür auf"));
    for said in ["iso-8859-1", "utf-16", "iso-2022-jp", "nonsense"] {
        let report = read(page("Tür auf").into_bytes(), &format!("text/html; charset={said}"));
        assert!(report.text().contains("Tür auf"), "{said}: {}", report.text());
    }
    // Where the server says nothing that is known, the page is believed.
    let bytes = encoding_rs::WINDOWS_1251.encode(&page("Ворота открыты")).0.into_owned();
    assert!(read(bytes, "text/html; charset=nonsense").text().contains("Ворота открыты"));
}

#[test]
fn the_only_heading_may_be_the_site() {
    let page = format!(
        "<title>Ferry sails: two weeks early - Skelling Post</title><meta property='og:site_name' content='Skelling Post'><h1>Skelling Post</h1><p>By Ada Quill</p><p>4 March 2024</p><p>{}</p><p>{}</p>",
        paragraph(1),
        paragraph(2)
    );
    let report = one("a.html", page.as_bytes());
    assert_eq!(report.article.meta.title.as_deref(), Some("Ferry sails: two weeks early"));
    assert_eq!(report.authors, ["Ada Quill"]);
    assert_eq!(report.article.meta.date.as_deref(), Some("2024-03-04"));
}

/// Set VARIORUM_PAGES to a folder of pages to put the law to them.
#[test]
fn a_folder_of_pages_maps_back() {
    let Ok(folder) = std::env::var("VARIORUM_PAGES") else {
        eprintln!("skipped: VARIORUM_PAGES names no folder");
        return;
    };
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let bytes = std::fs::read(entry.path()).unwrap();
        let mut page = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(bytes.as_slice()), &mut page).unwrap();
        text_maps_back(&one("a.html", &page), &page);
    }
}

/// The day of publication of a page with `head` in its head and `line` below its headline.
fn day(head: &str, line: &str) -> (Option<String>, Option<String>) {
    let page = format!(
        "<html lang=en><head>{head}</head><body><article><h1>The ferry sails again</h1><p>{line}</p><p>{}</p><p>{}</p>\
         </article></body></html>",
        paragraph(1),
        paragraph(2)
    );
    let meta = one("a.html", page.as_bytes()).article.meta;
    (meta.date, meta.day)
}

#[test]
fn days_of_publication_are_corrected_where_systems_state_them_wrongly() {
    let head = |published: &str, modified: &str| {
        format!(
            r#"<meta property="article:published_time" content="{published}"><meta property="article:modified_time" content="{modified}">"#
        )
    };
    for (head, line, wanted) in [
        // Built anew: readers are told the day.
        (head("2024-03-09T08:00:00Z", "2024-03-09T08:00:00Z"), "1 March 2024", "2024-03-01"),
        // Moved house.
        (head("2024-03-09T08:00:00Z", "2024-04-09"), "Dec 30, 2013", "2013-12-30"),
        // What the page tells about is not its day.
        (
            head("2024-03-09T08:00:00Z", "2024-04-09"),
            "The first ferry sailed on Dec 30, 2013, as the oldest crews of the quay say.",
            "2024-03-09T08:00:00Z",
        ),
        // Ambiguous days are read as the others of the page.
        (String::new(), "03/04/2024 <br><br> 25/04/2024", "2024-04-03"),
        (String::new(), "03/04/2024 <br><br> 04/25/2024", "2024-03-04"),
        // Of two dates the one in the month of the address.
        (
            r#"<link rel=canonical href="https://p.example/2024/03/ferry">"#.to_owned(),
            "Published 1 May 2019 <br><br> Mar 3, 2024",
            "2024-03-03",
        ),
        (String::new(), "May 1, 2024. Updated: May 3, 2024", "2024-05-01"),
        (String::new(), "This article was originally published on 26 Sep 2019 at 4:12pm.", "2019-09-26T16:12"),
    ] {
        assert_eq!(day(&head, line).0.as_deref(), Some(wanted), "{line}");
    }
    // The outlet's own day beside UTC, and its own zone where it is given.
    let utc = head("2024-03-02T03:05:00+00:00", "2024-03-08");
    assert_eq!(day(&utc, "March 1, 2024"), (Some("2024-03-02T03:05:00+00:00".into()), Some("2024-03-01".into())));
    let zoned = r#"<time datetime="2024-03-01T19:05:00-08:00">March 1, 2024</time>"#;
    assert_eq!(day(&utc, zoned), (Some("2024-03-01T19:05:00-08:00".into()), None));
}

#[test]
fn what_stands_twice_is_read_once_and_what_calls_itself_a_menu_is_looked_at() {
    let text = format!("<p>{}</p><h2>Crews</h2><p>{}</p>", paragraph(1), paragraph(2));
    let page = format!(
        "<html><head><title>The ferry sails | Tern Post</title><link rel=canonical href='//www.tern-post.example/a'></head>\
         <body><h1>Tern Post</h1><h2>The ferry sails</h2><div class=narrow>{text}</div><div class=wide>{text}</div>\
         <section class=toc-chapter><p>{}</p><p>{}</p><p>{}</p></section><ul class=toc><li><a href=#a>Crews</a></li></ul>\
         <script type=application/ld+json>{{\"@type\":\"WebPage\",\"url\":\"https://tern-post.example/x\"}}</script></body></html>",
        paragraph(3),
        paragraph(4),
        paragraph(5)
    );
    let report = one("a.html", page.as_bytes());
    let meta = &report.article.meta;
    assert_eq!((meta.title.as_deref(), meta.outlet.as_deref()), (Some("The ferry sails"), Some("Tern Post")));
    assert_eq!(meta.url.as_deref(), Some("https://www.tern-post.example/a"));
    let parts = [paragraph(1), "Crews".into(), paragraph(2), paragraph(3), paragraph(4), paragraph(5)];
    let want = parts.join("\n\n");
    assert!(report.text().ends_with(&want), "{}", report.text());
    assert_eq!(report.text().matches("Crews").count(), 1);
}
