//! ninjs, NewsML-G2, NITF, TEI, CollateX, lists of objects: what is read, and what becomes of samples that break off.

use crate::{gzip, one, paragraph, text_maps_back};
use variorum::article::BlockKind;

fn ninjs_1() -> String {
    format!(
        r#"{{
  "uri": "http://tern.example/item/17", "type": "text", "version": "2", "pubstatus": "usable",
  "versioncreated": "2024-03-05T09:10:00+01:00", "firstcreated": "2024-03-05T08:30:00+01:00",
  "language": "en", "headline": "The \u201cferry\u201d sails again", "byline": "By Ada Quill, Staff Writer",
  "located": "Skelling", "copyrightholder": "Tern Agency", "usageterms": "Not for the moon.",
  "body_xhtml": "<div><p>{} &amp; more.</p>\n<h2>Crews<\/h2><p>{}</p><blockquote>Slow \u00e9bb.</blockquote></div>",
  "associations": {{"main": {{"uri": "x", "type": "picture", "headline": "A ferry", "body_text": "Not this."}}}}
}}"#,
        paragraph(1),
        paragraph(2)
    )
}

fn newsml() -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-03-05T10:00:00Z</sent></header><itemSet>
<packageItem guid="p"><itemMeta><title>All of today</title></itemMeta></packageItem>
<newsItem guid="urn:tern:1" version="3" xml:lang="en-GB"><itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="nprov:TERN"><name>Tern Agency</name></provider><versionCreated>2024-03-05T09:10:00+01:00</versionCreated>
<firstCreated>2024-03-05T08:30:00+01:00</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><located qcode="city:1"><name>Skelling</name></located><creator><name>Ada Quill</name></creator>
<headline>The ferry &amp; the council</headline></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml"><nitf><head><title>slug</title></head><body><body.head>
<hedline><hl1>Not this one</hl1></hedline><dateline><location>Vale City</location></dateline></body.head>
<body.content><p>{}</p><hl2>Crews</hl2><p>{} A &lt; B &#8211; C.</p>
<media><media-caption>The ferry at noon.</media-caption></media></body.content></body></nitf></inlineXML></contentSet></newsItem>
<newsItem guid="urn:tern:2" xml:lang="de"><contentMeta><headline>Zwei</headline><by>Von Ben Tarn</by></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>
<body><p>{}</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:tern:3"><contentMeta><headline>Three</headline></contentMeta><contentSet><inlineData
 contenttype="text/plain">First line &amp; more.

Second line.</inlineData></contentSet></newsItem>
<newsItem guid="urn:tern:4"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>"#,
        paragraph(1),
        paragraph(2),
        paragraph(3)
    )
}

#[test]
fn ninjs_is_read_in_all_its_spellings() {
    let source = ninjs_1();
    let report = one("a.json", source.as_bytes());
    let meta = &report.article.meta;
    assert_eq!(meta.title.as_deref(), Some("The “ferry” sails again"));
    assert_eq!(meta.date.as_deref(), Some("2024-03-05T08:30:00+01:00"));
    assert_eq!(meta.modified.as_deref(), Some("2024-03-05T09:10:00+01:00"));
    assert_eq!((meta.place.as_deref(), meta.outlet.as_deref()), (Some("Skelling"), Some("Tern Agency")));
    assert_eq!((meta.lang.as_deref(), meta.url.as_deref()), (Some("en"), Some("http://tern.example/item/17")));
    assert_eq!(report.authors, ["Ada Quill"]);
    assert_eq!(report.text(), format!("{} & more.\n\nCrews\n\n{}\n\nSlow ébb.", paragraph(1), paragraph(2)));
    let kinds: Vec<BlockKind> = report.article.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Heading, BlockKind::Paragraph, BlockKind::BlockQuote]);
    text_maps_back(&report, source.as_bytes());

    let third = format!(
        r#"{{"standard":{{"name":"ninjs","version":"3.0"}},"uri":"u:1","firstCreated":"2024-03-05T08:30:00Z",
        "versionCreated":"2024-03-05T08:30:00Z","by":"Ben Tarn","headlines":[{{"role":"sub","value":"Not this"}},
        {{"role":"main","value":"Sails"}}],"bodies":[{{"contentType":"text/plain","value":"Not this."}},
        {{"contentType":"text/html","value":"<p>{}</p>"}}],"infoSources":[{{"name":"Tern Agency"}}]}}"#,
        paragraph(4)
    );
    let report = one("-", third.as_bytes());
    let meta = &report.article.meta;
    assert_eq!((meta.title.as_deref(), meta.modified.as_deref()), (Some("Sails"), None));
    assert_eq!((meta.outlet.as_deref(), &report.authors[..]), (Some("Tern Agency"), &["Ben Tarn".to_owned()][..]));
    assert_eq!(report.text(), paragraph(4));

    // Objects a line, packed, of which one is a picture and one is broken.
    let flat = third.replace('\n', " ");
    let lines = format!(
        "{flat}\n{{\"uri\":\"p\",\"type\":\"picture\",\"headline\":\"x\",\"versioncreated\":\"y\"}}\n{{\"uri\":\n{flat}\n"
    );
    let got = variorum_read::read("a.json.gz", gzip(lines.as_bytes()));
    assert_eq!(got.reports.len(), 2, "{:?}", got.faults);
    let faults: Vec<String> = got.faults.iter().map(ToString::to_string).collect();
    assert!(faults[0].contains("\"picture\" without a body") && faults[1].contains("not JSON"), "{faults:?}");
}

#[test]
fn every_item_of_a_message_is_a_report() {
    let source = newsml();
    let got = variorum_read::read("message.xml", source.clone().into_bytes());
    assert_eq!((got.reports.len(), &got.faults[..]), (3, &[][..]));
    let first = &got.reports[0];
    let meta = &first.article.meta;
    assert_eq!((meta.id.as_deref(), meta.lang.as_deref()), (Some("urn:tern:1"), Some("en-GB")));
    assert_eq!(meta.title.as_deref(), Some("The ferry & the council"));
    assert_eq!(meta.date.as_deref(), Some("2024-03-05T08:30:00+01:00"));
    assert_eq!((meta.place.as_deref(), meta.outlet.as_deref()), (Some("Skelling"), Some("Tern Agency")));
    assert_eq!(first.authors, ["Ada Quill"]);
    assert_eq!(first.text(), format!("{}\n\nCrews\n\n{} A < B – C.", paragraph(1), paragraph(2)));
    assert_eq!(first.captions(), ["The ferry at noon."]);
    let note = &first.article.notes[0].message;
    assert!(note.contains("a package of items") && note.contains("\"picture\" without a text"), "{note}");
    assert_eq!((got.reports[1].text(), &got.reports[1].authors[..]), (paragraph(3), &["Ben Tarn".to_owned()][..]));
    assert_eq!(got.reports[2].text(), "First line & more.\n\nSecond line.");
    for report in &got.reports {
        text_maps_back(report, source.as_bytes());
    }
}

#[test]
fn nitf_by_itself_is_read() {
    let source = format!(
        r#"<nitf><head><docdata><doc-id id-string="n1"/><date.issue norm="20240305T083000Z"/></docdata>
        <pubdata name="Tern Post"/></head><body><body.head><hedline><hl1>The <em>ferry</em> sails</hl1></hedline>
        <byline>By <person>Ada Quill</person></byline><dateline><location>Vale City</location></dateline></body.head>
        <body.content><block><p>{}</p></block></body.content></body></nitf>"#,
        paragraph(1)
    );
    let report = one("-", source.as_bytes());
    let meta = &report.article.meta;
    assert_eq!((meta.id.as_deref(), meta.title.as_deref()), (Some("n1"), Some("The ferry sails")));
    assert_eq!((meta.outlet.as_deref(), meta.place.as_deref()), (Some("Tern Post"), Some("Vale City")));
    assert_eq!((&report.authors[..], report.text()), (&["Ada Quill".to_owned()][..], paragraph(1)));
    assert_eq!(meta.date.as_deref().map(|d| &d[..10]), Some("2024-03-05"));
}

#[test]
fn what_is_no_report_is_named() {
    for (source, said) in [
        ("<newsItem guid='x'><contentSet/></newsItem>", "without a text"),
        ("<packageItem guid='x'></packageItem>", "a package of items"),
        ("<?xml version='1.0'?><NewsML></NewsML>", "NewsML 1"),
        ("<newsMessage></newsItem>", "broken here"),
        (r#"{"witnesses":5}"#, "not a list"),
        (r#"{"witnesses":[{"id":"A"}]}"#, "neither `content` nor `tokens`"),
        (r#"[{"text":5}]"#, "not a string"),
    ] {
        let got = variorum_read::read("a.txt", source.as_bytes().to_vec());
        assert_eq!(got.reports.len(), 0, "{source}");
        assert!(got.faults.iter().any(|f| f.to_string().contains(said)), "{source}: {:?}", got.faults);
    }
}

#[test]
fn witnesses_of_collatex_are_reports() {
    let source = r#"{"witnesses":[{"id":"A","content":"The \"ferry\" sails."},
        {"id":"B","tokens":[{"t":"The "},{"t":"ferry ","n":"ship"},{"t":"sailed."}]},
        {"id":"C","tokens":[{"t":"The"},{"t":"f\u00e9rry"}]}],"algorithm":"dekker"}"#;
    let got = variorum_read::read("c.json", source.as_bytes().to_vec());
    assert_eq!(got.faults, []);
    let texts: Vec<(Option<&str>, &str)> =
        got.reports.iter().map(|r| (r.article.meta.id.as_deref(), r.article.text.as_str())).collect();
    let expected = [(Some("A"), "The \"ferry\" sails."), (Some("B"), "The ferry sailed."), (Some("C"), "The férry")];
    assert_eq!(texts, expected);
    for report in &got.reports {
        text_maps_back(report, source.as_bytes());
    }
}

#[test]
fn lists_and_objects_over_lines_are_read() {
    let source = "\u{feff}[ {\"text\": \"One \\u00e9.\", \"title\": \"T\"},\n {\"text\": \"Two.\"} ]";
    let got = variorum_read::read("list.json", source.as_bytes().to_vec());
    assert_eq!((got.reports.len(), &got.faults[..]), (2, &[][..]));
    assert_eq!(got.reports[0].article.text.as_str(), "One é.");
    text_maps_back(&got.reports[0], source.as_bytes());
    let got = one("one.json", b"{\n \"text\": \"One.\",\n \"series\": \"tern\"\n}\n");
    assert_eq!((got.article.text.as_str(), got.article.meta.outlet.as_deref()), ("One.", Some("tern")));
    // Lines stay lines.
    let got = variorum_read::read("a.json", b"{\"text\":\"a\"}\n{\"text\":5}\n{\"text\":\"b\"}\n".to_vec());
    assert_eq!((got.reports.len(), got.faults.len()), (2, 1));
}

#[test]
fn passages_of_passim_say_what_they_are() {
    let line = r#"{"cluster":7,"size":2,"id":"tern-1","series":"tern","begin":10,"end":44,"text":"a shared passage of the ferry"}"#;
    let got = variorum_read::read("out.json", format!("{line}\n{line}\n").into_bytes());
    assert_eq!((got.reports.len(), &got.faults[..]), (2, &[][..]));
    let notes: Vec<&str> = got.reports[1].article.notes.iter().map(|n| n.message.as_str()).collect();
    assert_eq!(
        notes,
        ["a passage of cluster 7 that passim found, characters 10 to 44 of \"tern-1\", and not a whole report"]
    );
}

#[test]
fn every_truncation_gives_reports_or_a_fault() {
    let collatex =
        r#"{"witnesses":[{"id":"A","content":"The ferry."},{"id":"B","tokens":[{"t":"The "},{"t":"ship"}]}]}"#;
    for (path, source) in [("a.json", ninjs_1()), ("a.xml", newsml()), ("c.json", collatex.to_owned())] {
        for end in (0..source.len()).filter(|e| e % 3 == 0 || *e < 400) {
            let cut = source.as_bytes()[..end].to_vec();
            let got = variorum_read::read(path, cut.clone());
            assert!(!got.reports.is_empty() || !got.faults.is_empty(), "{path} cut at {end} gives nothing");
            got.reports.iter().for_each(|r| text_maps_back(r, &cut));
        }
    }
}

fn tei(header: &str, text: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!-- a text -->\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:lang=\"en\">\n\
         <teiHeader><fileDesc>{header}</fileDesc></teiHeader>\n<text>{text}</text></TEI>"
    )
}

#[test]
fn a_tei_document_is_a_report_with_the_marks_of_its_quotations() {
    let source = tei(
        "<titleStmt><title type=\"sub\">A sample</title><title type=\"main\">File 7</title></titleStmt>
        <publicationStmt><publisher>Some library</publisher><date when=\"2019\"/></publicationStmt>
        <sourceDesc><bibl><title level=\"a\">The ferry sails again</title><title level=\"j\">Skelling Mercury</title>
        <author>Ada Quill</author><date when=\"1924-03-05\">5 March</date><ref target=\"http://tern.example/7\"/></bibl></sourceDesc>",
        "<body><head>The ferry sails again</head>
        <p>The ferry would <q>sail again,
          and soon</q>, said Ben&#160;Tarn<note>A brother of the mayor.</note> of the <choice><sic>harbor</sic><corr>harbour</corr></choice>
          com<lb break=\"no\"/>pany.<pb n=\"2\"/>It had <gap/> twice &amp; more.</p>
        <quote><p>It is slow.</p><p>It is old.</p></quote>
        <p>\u{201c}<said>We know</said>,\u{201d} he said.</p></body>",
    );
    let report = one("7.xml", source.as_bytes());
    let meta = &report.article.meta;
    assert_eq!(meta.title.as_deref(), Some("The ferry sails again"));
    assert_eq!((meta.outlet.as_deref(), meta.date.as_deref()), (Some("Skelling Mercury"), Some("1924-03-05")));
    assert_eq!((meta.lang.as_deref(), meta.url.as_deref()), (Some("en"), Some("http://tern.example/7")));
    assert_eq!(report.authors, ["Ada Quill"]);
    assert_eq!(
        report.text(),
        "The ferry sails again\n\nThe ferry would “sail again, and soon”, said Ben\u{a0}Tarn of the harbor company. It had \
         […] twice & more.\n\n“It is slow.\n\n“It is old.”\n\n“We know,” he said."
    );
    assert_eq!(report.article.notes.len(), 1, "{:?}", report.article.notes);
    text_maps_back(&report, source.as_bytes());
}

#[test]
fn a_tei_apparatus_is_a_report_for_each_witness() {
    let source = tei(
        "<titleStmt><title>Two papers</title></titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
        <sourceDesc><listWit><witness xml:id=\"A\">Skelling Mercury</witness><witness xml:id=\"B\"><bibl><publisher>Vale
        Echo</publisher><date when=\"1924-03-06\"/></bibl></witness></listWit></sourceDesc>",
        "<body><p>The <app><lem wit=\"#A\">ferry</lem><rdg wit=\"#B #C\">old boat</rdg></app> sails <app><rdg wit=\"#A\">
        again</rdg><rdg wit=\"#C\">late</rdg></app>.</p></body>",
    );
    let intake = variorum_read::read("two.xml", source.clone().into_bytes());
    assert!(intake.faults.is_empty(), "{:?}", intake.faults);
    let told: Vec<(Option<&str>, Option<&str>, String)> = intake
        .reports
        .iter()
        .map(|r| (r.article.meta.id.as_deref(), r.article.meta.outlet.as_deref(), r.text()))
        .collect();
    let all = [
        (Some("A"), Some("Skelling Mercury"), "The ferry sails again.".to_owned()),
        (Some("B"), Some("Vale Echo"), "The old boat sails.".to_owned()),
        (Some("C"), None, "The old boat sails late.".to_owned()),
    ];
    assert_eq!(told, all);
    assert_eq!(intake.reports[1].article.meta.date.as_deref(), Some("1924-03-06"));
    for report in &intake.reports {
        text_maps_back(report, source.as_bytes());
    }
}

#[test]
fn what_is_wrong_with_tei_is_said() {
    let body = "<body><p>The ferry sails.</p><p>Again";
    let whole = tei("<titleStmt><title>T</title></titleStmt>", body);
    let cut = whole.split("Again").next().expect("its start").to_owned() + "Aga";
    let intake = variorum_read::read("cut.xml", cut.into_bytes());
    assert_eq!(intake.reports[0].text(), "The ferry sails.\n\nAga");
    assert!(intake.faults[0].to_string().contains("the file ends inside <p>"), "{}", intake.faults[0]);

    let own = tei("<publicationStmt><p>Made by variorum 9.</p></publicationStmt>", "<body><p>The ferry.</p></body>");
    let intake = variorum_read::read("own.xml", own.into_bytes());
    assert!(intake.reports.is_empty());
    assert!(intake.faults[0].to_string().contains("give the reports themselves"), "{}", intake.faults[0]);

    let empty = tei("", "<body/>");
    let intake = variorum_read::read("empty.xml", empty.into_bytes());
    assert!(intake.faults[0].to_string().contains("no report is in it"), "{}", intake.faults[0]);
}

#[test]
fn a_tei_corpus_and_a_number_of_a_paper_are_many_reports() {
    let one = |n: u32| {
        let header = format!("<titleStmt><title>Text {n}</title></titleStmt>");
        tei(&header, &format!("<body><p>The ferry sails {n} times.</p></body>"))
            .split_once("-->")
            .expect("a head")
            .1
            .to_owned()
    };
    let corpus = format!("<teiCorpus><teiHeader/>{}{}</teiCorpus>", one(1), one(2));
    let intake = variorum_read::read("corpus.xml", corpus.into_bytes());
    let titles: Vec<_> = intake.reports.iter().filter_map(|r| r.article.meta.title.clone()).collect();
    assert_eq!(titles, ["Text 1", "Text 2"], "{:?}", intake.faults);

    let div = |head: &str| format!("<div type=\"article\"><head>{head}</head><p>The ferry sails.</p></div>");
    let number =
        tei("<titleStmt><title>No. 4</title></titleStmt>", &format!("<body>{}{}</body>", div("One"), div("Two")));
    let intake = variorum_read::read("number.xml", number.into_bytes());
    let titles: Vec<_> = intake.reports.iter().filter_map(|r| r.article.meta.title.clone()).collect();
    assert_eq!(titles, ["One", "Two"]);
}
