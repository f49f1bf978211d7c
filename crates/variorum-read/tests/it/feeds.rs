//! Feeds.

use crate::{paragraph, text_maps_back};

#[test]
fn rss_atom_and_json_give_the_same_entry() {
    let html = format!("&lt;p&gt;{}&lt;/p&gt;&lt;p&gt;Caf&amp;eacute; &amp;amp; quay.&lt;/p&gt;", paragraph(1));
    let plain = format!("<p>{}</p><p>Caf&eacute; &amp; quay.</p>", paragraph(1));
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"d\" xmlns:content=\"c\"><channel><title>Post</title><item><title>Ferry &amp; quay</title><link>https://p.example/1</link><guid>g1</guid><pubDate>Tue, 05 Mar 2024 08:30:00 +0100</pubDate><dc:creator>Ben Tarn</dc:creator><description>Short.</description><content:encoded><![CDATA[{plain}]]></content:encoded></item></channel></rss>"
    );
    let escaped = rss.replace(&format!("<![CDATA[{plain}]]>"), &html);
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Post</title><entry><title type=\"html\">Ferry &amp;amp; quay</title><link href=\"https://p.example/1\"/><id>g1</id><published>2024-03-05T08:30:00+01:00</published><author><name>Ben Tarn</name></author><summary>Short.</summary><content type=\"html\">{html}</content></entry></feed>"
    );
    let xhtml = atom.replace(
        &format!("<content type=\"html\">{html}</content>"),
        &format!("<content type=\"xhtml\"><div xmlns=\"x\">{}</div></content>", plain.replace("&eacute;", "é")),
    );
    let json = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Post\",\"items\":[{{\"id\":\"g1\",\"url\":\"https://p.example/1\",\"title\":\"Ferry & quay\",\"date_published\":\"2024-03-05T08:30:00+01:00\",\"authors\":[{{\"name\":\"Ben Tarn\"}}],\"content_html\":{}}}]}}",
        serde_json::json!(plain)
    );
    for (name, feed) in [("a.rss", rss), ("b.xml", escaped), ("c.atom", atom), ("d.atom", xhtml), ("e.json", json)] {
        let got = variorum_read::read(name, feed.clone().into_bytes());
        assert!(got.faults.is_empty(), "{name}: {:?}", got.faults);
        let [report] = &got.reports[..] else { panic!("{name}: {} reports", got.reports.len()) };
        let meta = &report.article.meta;
        assert_eq!(meta.title.as_deref(), Some("Ferry & quay"), "{name}");
        assert_eq!(meta.date.as_deref(), Some("2024-03-05T08:30:00+01:00"), "{name}");
        assert_eq!((meta.id.as_deref(), meta.url.as_deref()), (Some("g1"), Some("https://p.example/1")), "{name}");
        assert_eq!(
            (meta.outlet.as_deref(), &report.authors[..]),
            (Some("Post"), &["Ben Tarn".to_owned()][..]),
            "{name}"
        );
        assert_eq!(report.text(), format!("{}\n\nCafé & quay.", paragraph(1)), "{name}");
        text_maps_back(report, feed.as_bytes());
    }
}

#[test]
fn a_feed_that_breaks_off_gives_what_was_before() {
    let feed = format!(
        "<rss><channel><item><title>One</title><description>{}</description></item><item><title>Two</title><description>{}",
        paragraph(1),
        paragraph(2)
    );
    let got = variorum_read::read("a.rss", feed.into_bytes());
    assert_eq!(got.reports[0].article.meta.title.as_deref(), Some("One"));
    assert_eq!(got.reports.len(), 2);
}

#[test]
fn other_xml_is_a_fault() {
    let got = variorum_read::read("a.rss.xml", b"<?xml version='1.0'?><rssx><note>no feed</note></rssx>".to_vec());
    assert!(got.reports.is_empty());
    assert!(got.faults[0].to_string().contains("no feed"), "{:?}", got.faults);
}

#[test]
fn an_entry_that_is_no_text_is_named_and_skipped() {
    let noise = "\0\u{1}\u{fffd}\u{2}x".repeat(200);
    let rss = |text: &str| {
        format!(
            "<rss><channel><item><guid>a</guid><description>{}</description></item><item><guid>b</guid>\
             <description>{text}</description></item><item><guid>c</guid><description>GIF89 turned 40.</description></item>\
             </channel></rss>",
            paragraph(1)
        )
    };
    let items = serde_json::json!([
        {"id": "a", "content_text": paragraph(1)},
        {"id": "b", "content_text": noise},
        {"id": "c", "content_text": "GIF89 turned 40."},
    ]);
    let json = format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":{items}}}");
    for (name, feed) in [("a.rss", rss(&noise)), ("b.json", json)] {
        let got = variorum_read::read(name, feed.into_bytes());
        let read: Vec<_> = got.reports.iter().map(|r| (r.article.meta.id.clone().unwrap(), r.article.line)).collect();
        assert_eq!(read, [("a".to_owned(), Some(1)), ("c".to_owned(), Some(3))], "{name}: {:?}", got.faults);
        let said = got.faults[0].to_string();
        assert_eq!(said, format!("{name}: entry 2 (b) is no text; skipped"));
    }
}
