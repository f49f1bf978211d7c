//! Exports from outside: what lands where, what each format's specification asks for, what `verify` says of them.

use crate::run::{Folder, root, variorum, variorum_with};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const ALL: &str = "json,jsonl,csv,parquet,tei,webanno,prov,ninjs,schemaorg,collatex,dolma,markdown";
const SINGLE: [&str; 8] = ["json", "jsonl", "tei", "webanno", "prov", "ninjs", "schemaorg", "markdown"];

/// Every export of an example in a folder.
fn exported(of: &str) -> Folder {
    let folder = Folder::new();
    let run = variorum(&["compare", of, "--export", ALL, "--output", &folder.path("out")]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    folder
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

#[test]
fn convert_gives_what_compare_gives() {
    let folder = exported("examples/harbour");
    let story = folder.path("story.json");
    assert_eq!(variorum(&["compare", "examples/harbour", "--json", "-o", &story]).code, 0);
    let run = variorum(&["convert", &story, "examples/harbour", "--to", ALL, "-o", &folder.path("again")]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let mut compared = 0;
    let mut folders = vec![String::new()];
    while let Some(inner) = folders.pop() {
        for entry in std::fs::read_dir(folder.path(&format!("out{inner}"))).expect("the folder").flatten() {
            let name = format!("{inner}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push(name);
                continue;
            }
            let again = std::fs::read(folder.path(&format!("again{name}"))).unwrap_or_default();
            assert!(std::fs::read(entry.path()).expect("a file") == again, "{name} is another file");
            compared += 1;
        }
    }
    assert!(compared > 60, "{compared}");
    for format in SINGLE {
        let run = variorum(&["convert", &story, "examples/harbour", "--to", format]);
        let file = folder.path("one");
        assert_eq!(variorum(&["convert", &story, "examples/harbour", "--to", format, "-o", &file]).code, 0);
        assert!(run.code == 0 && run.out == read(&file), "{format}: to standard output and to a file");
    }
    let edition = std::fs::read(&story).expect("the edition");
    let run = variorum_with(&["convert", "-", "examples/harbour", "--to", "markdown"], &[], &edition);
    assert_eq!(run.out, read(&folder.path("out/edition.md")));
}

#[test]
fn what_is_written_into_the_folder_of_the_reports_is_not_read_again() {
    let folder = Folder::new();
    for entry in std::fs::read_dir(root().join("examples/bridge")).expect("the example").flatten() {
        std::fs::copy(entry.path(), folder.path(&entry.file_name().to_string_lossy())).expect("a copy");
    }
    let here = folder.path("");
    let before = variorum(&["compare", &here, "--json"]);
    assert_eq!((before.code, before.err.as_str()), (0, ""));
    let out = folder.path("out");
    assert_eq!(variorum(&["compare", &here, "--export", ALL, "-o", &out]).code, 0);
    assert_eq!(variorum(&["compare", &here, "--html", &folder.path("story.html")]).code, 0);
    assert_eq!(variorum(&["compare", &here, "--html", &folder.path("pages/")]).code, 0);
    let after = variorum(&["compare", &here, "--json"]);
    assert_eq!(after.code, 0, "{}", after.err);
    assert!(after.out == before.out, "other reports than before");
    assert!(after.err.contains("files in it were written by variorum"), "{}", after.err);
}

#[test]
fn verify_takes_every_export_and_notices_a_changed_letter() {
    let folder = exported("examples/bridge");
    let bytes = |name: &str| std::fs::read(root().join("examples/bridge").join(name)).expect("an example");
    let (echo, gazette) = (bytes("averlode-echo.txt"), bytes("three-valleys-gazette.txt"));
    // Of the same length, and no word of it is the same.
    let other: Vec<u8> = echo.iter().map(|b| if b.is_ascii_lowercase() { b'x' } else { *b }).collect();
    std::fs::create_dir(folder.path("same")).expect("a folder");
    std::fs::create_dir(folder.path("other")).expect("a folder");
    for (name, first) in [("same", &echo), ("other", &other)] {
        folder.put(&format!("{name}/averlode-echo.txt"), first);
        folder.put(&format!("{name}/three-valleys-gazette.txt"), &gazette);
    }
    let mut checked = 0;
    for name in [
        "",
        "edition.json",
        "edition.jsonl",
        "edition.tei.xml",
        "edition.annotations.jsonld",
        "edition.prov.json",
        "edition.ninjs.json",
        "edition.schema.jsonld",
        "edition.md",
        "csv",
        "csv/words.csv",
        "parquet",
        "parquet/words.parquet",
        "collatex",
        "dolma",
        "dolma/attributes.jsonl",
    ] {
        let file = folder.path(&format!("out/{name}"));
        let good = variorum(&["verify", &file, &folder.path("same"), "--json"]);
        assert_eq!((good.code, good.err.as_str()), (0, ""), "{name}");
        let said: Value = serde_json::from_str(&good.out).expect("JSON");
        assert!(said["checked"].as_u64() > Some(5), "{name}: {said}");
        checked += 1;
        // Attributes alone have no words.
        if name != "dolma/attributes.jsonl" {
            let bad = variorum(&["verify", &file, &folder.path("other")]);
            assert!(bad.code == 1 && bad.out.contains("lost"), "{name}: {}", bad.out);
        }
        let missing = variorum(&["verify", &file, &folder.path("same/averlode-echo.txt")]);
        assert!(
            missing.code == 1 && missing.out.contains("three-valleys-gazette.txt: not given"),
            "{name}: {}",
            missing.out
        );
    }
    assert_eq!(checked, 16);
}

#[test]
fn each_table_is_verified_alone() {
    let folder = exported("examples/harbour");
    let mut checked = BTreeMap::new();
    for kind in ["csv", "parquet"] {
        for entry in std::fs::read_dir(folder.path(&format!("out/{kind}"))).expect("the folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let file = folder.path(&format!("out/{kind}/{name}"));
            let run = variorum(&["verify", &file, "examples/harbour", "--json"]);
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
            let said: Value = serde_json::from_str(&run.out).expect("JSON");
            checked.insert((name.trim_end_matches(&format!(".{kind}")).to_string(), kind), said["checked"].as_u64());
        }
    }
    for table in ["assertions", "assertion_places", "timeline_witnesses", "timeline_places"] {
        let [csv, parquet] = ["csv", "parquet"].map(|kind| checked[&(table.to_string(), kind)]);
        assert!(csv > Some(0) && csv == parquet, "{table}: {csv:?} {parquet:?}");
    }
}

#[test]
fn json_is_as_the_standards_have_it() {
    for of in ["examples/bridge", "examples/harbour", "examples/feed.jsonl"] {
        let folder = exported(of);
        for (schema, file) in
            [("ninjs", "edition.ninjs.json"), ("webanno", "edition.annotations.jsonld"), ("prov", "edition.prov.json")]
        {
            let schema = json(
                root()
                    .join(format!("crates/variorum-cli/tests/schemas/{schema}.schema.json"))
                    .to_str()
                    .expect("a path"),
            );
            let validator = jsonschema::draft202012::new(&schema).expect("a valid schema");
            let value = json(&folder.path(&format!("out/{file}")));
            let errors: Vec<String> =
                validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
            assert!(errors.is_empty(), "{of} {file}\n{}", errors.join("\n"));
        }
        prov_refers_to_what_is_there(&json(&folder.path("out/edition.prov.json")));
        schemaorg_is_linked(&json(&folder.path("out/edition.schema.jsonld")));
        dolma_fits(&read(&folder.path("out/dolma/documents.jsonl")), &read(&folder.path("out/dolma/attributes.jsonl")));
    }
}

fn prov_refers_to_what_is_there(prov: &Value) {
    let of = |kind: &str| prov[kind].as_object().into_iter().flatten().map(|(id, _)| id.as_str());
    let known: BTreeSet<&str> = of("entity").chain(of("agent")).chain(of("activity")).collect();
    for (kind, relations) in prov.as_object().expect("an object") {
        for (id, relation) in relations.as_object().into_iter().flatten().filter(|(id, _)| id.starts_with("_:")) {
            let roles = [
                "generatedEntity",
                "usedEntity",
                "entity",
                "activity",
                "agent",
                "specificEntity",
                "generalEntity",
                "alternate1",
                "alternate2",
            ];
            for role in roles {
                if let Some(to) = relation[format!("prov:{role}")].as_str() {
                    assert!(known.contains(to), "{kind} {id}: there is no {to}");
                }
            }
        }
    }
}

fn schemaorg_is_linked(value: &Value) {
    assert_eq!(value["@context"], "https://schema.org");
    let graph = value["@graph"].as_array().expect("a graph");
    let ids: Vec<&str> = graph.iter().filter_map(|n| n["@id"].as_str()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id twice");
    for node in graph {
        for field in ["isPartOf", "exampleOfWork", "subjectOf", "spokenByCharacter"] {
            if let Some(to) = node[field]["@id"].as_str() {
                assert!(ids.contains(&to), "{field}: there is no {to}");
            }
        }
        for point in node["contactPoint"].as_array().into_iter().flatten() {
            assert!(point["description"].as_str().is_some_and(|d| d.contains("not checked")), "{point}");
        }
    }
}

fn dolma_fits(documents: &str, attributes: &str) {
    let lines =
        |text: &str| -> Vec<Value> { text.lines().map(|l| serde_json::from_str(l).expect("a line of JSON")).collect() };
    let (documents, attributes) = (lines(documents), lines(attributes));
    assert_eq!(documents.len(), attributes.len());
    for (d, a) in documents.iter().zip(&attributes) {
        assert_eq!(d["id"], a["id"]);
        let chars = d["text"].as_str().expect("a text").chars().count() as u64;
        for (name, spans) in a["attributes"].as_object().expect("attributes") {
            assert!(name.starts_with("variorum__"));
            for span in spans.as_array().expect("spans") {
                let number = |i: usize| span[i].as_u64().expect("an offset");
                assert!(number(0) <= number(1) && number(1) <= chars && span[2].is_f64(), "{name}: {span}");
            }
        }
    }
}

/// What each element of TEI that is used may have in it, and which attributes, as `tei_all` of TEI P5 has it.
const TEI: &[(&str, &[&str], &[&str])] = &[
    ("TEI", &["teiHeader", "text"], &["xmlns"]),
    ("teiHeader", &["fileDesc", "encodingDesc"], &[]),
    ("fileDesc", &["titleStmt", "publicationStmt", "sourceDesc"], &[]),
    ("titleStmt", &["title"], &[]),
    ("publicationStmt", &["p"], &[]),
    ("sourceDesc", &["listWit", "listPerson", "listOrg", "listPlace"], &[]),
    ("listWit", &["witness"], &[]),
    ("witness", &["bibl"], &["xml:id"]),
    ("bibl", &["title", "publisher", "date", "idno"], &[]),
    ("listPerson", &["person"], &[]),
    ("person", &["persName"], &["xml:id"]),
    ("listOrg", &["org"], &[]),
    ("org", &["orgName"], &["xml:id"]),
    ("listPlace", &["place"], &[]),
    ("place", &["placeName"], &["xml:id"]),
    ("encodingDesc", &["editorialDecl", "variantEncoding", "listPrefixDef"], &[]),
    ("editorialDecl", &["normalization"], &[]),
    ("normalization", &["p"], &[]),
    ("variantEncoding", &[], &["method", "location"]),
    ("listPrefixDef", &["prefixDef"], &[]),
    ("prefixDef", &["p"], &["ident", "matchPattern", "replacementPattern"]),
    ("text", &["body"], &[]),
    ("body", &["div", "p"], &[]),
    ("div", &["head", "div", "ab", "listApp", "cit"], &["type", "xml:id"]),
    ("ab", &["anchor", "#text"], &["corresp"]),
    ("anchor", &[], &["xml:id"]),
    ("listApp", &["app"], &[]),
    ("app", &["lem", "rdg", "witDetail", "note"], &["xml:id", "from", "to", "type", "subtype"]),
    ("lem", &["#text"], &["xml:id", "wit", "type"]),
    ("rdg", &["#text"], &["xml:id", "wit", "type"]),
    ("witDetail", &["ref"], &["target", "wit"]),
    ("cit", &["quote", "note"], &["corresp"]),
    ("quote", &["ref"], &[]),
    ("note", &["ref", "#text"], &["type"]),
    ("ref", &["#text"], &["target"]),
    ("idno", &["#text"], &["type"]),
];

/// Elements with nothing but text.
const TEI_TEXT: &[&str] = &["title", "p", "publisher", "date", "head", "persName", "orgName", "placeName"];

#[test]
fn tei_has_only_what_tei_allows() {
    let allowed: BTreeMap<&str, (&[&str], &[&str])> =
        TEI.iter().map(|(name, inside, attributes)| (*name, (*inside, *attributes))).collect();
    for of in ["examples/bridge", "examples/harbour", "examples/feed.jsonl"] {
        let folder = exported(of);
        let text = read(&folder.path("out/edition.tei.xml"));
        let mut open: Vec<(String, usize)> = Vec::new();
        let mut entries = 0;
        for piece in text.split('<').skip(1).filter(|p| !p.starts_with('?')) {
            let (tag, behind) = piece.split_once('>').expect("a tag that ends");
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop().map(|o| o.0).as_deref(), Some(name));
            } else {
                let name = tag.trim_end_matches('/').split(' ').next().expect("a name");
                if let Some((parent, lemmas)) = open.last_mut() {
                    assert!(allowed.get(parent.as_str()).is_some_and(|a| a.0.contains(&name)), "{name} in {parent}");
                    *lemmas += usize::from(name == "lem");
                    assert!(*lemmas <= 1, "two lemmas");
                }
                let (_, attributes) = allowed.get(name).copied().unwrap_or((&[], &[]));
                assert!(allowed.contains_key(name) || TEI_TEXT.contains(&name), "{name}");
                for (at, _) in tag.match_indices("=\"") {
                    let key = tag[..at].rsplit(' ').next().expect("a key");
                    assert!(attributes.contains(&key), "{key} of {name}: {tag}");
                }
                entries += usize::from(name == "app");
                if !tag.ends_with('/') {
                    open.push((name.to_string(), 0));
                }
            }
            let parent = open.last().map_or("", |o| o.0.as_str());
            let text = TEI_TEXT.contains(&parent) || allowed.get(parent).is_some_and(|a| a.0.contains(&"#text"));
            assert!(text || behind.trim().is_empty(), "text in {parent}: {behind}");
        }
        assert!(open.is_empty() && entries > 0, "{of}");
    }
}

#[test]
fn parquet_and_csv_have_the_same_rows() {
    let folder = exported("examples/harbour");
    let mut rows = 0;
    for entry in std::fs::read_dir(folder.path("out/parquet")).expect("the folder").flatten() {
        let name = entry.file_name().to_string_lossy().replace(".parquet", ".csv");
        let csv = std::fs::read(folder.path(&format!("out/csv/{name}"))).expect("the same table");
        let mut csv = csv::Reader::from_reader(&csv[..]);
        let names = csv.headers().expect("names").clone();
        let wanted: Vec<Vec<String>> = csv
            .records()
            .map(|r| r.expect("a row").iter().map(|c| variorum::story::export::unguarded(c).into()).collect())
            .collect();
        let mut found: Vec<Vec<String>> = Vec::new();
        let bytes = std::fs::read(entry.path()).expect("a table");
        let read = variorum_read::table_rows(bytes, |field| {
            found.push(names.iter().map(|n| field(n).unwrap_or_default()).collect());
            Ok(())
        });
        assert_eq!(read, Ok(()), "{name}");
        assert_eq!(found, wanted, "{name}");
        rows += found.len();
    }
    assert!(rows > 1000, "{rows}");
    // The reports go in again.
    let again = variorum(&["compare", &folder.path("out/parquet/articles.parquet"), "--json"]);
    let (before, now) =
        (json(&folder.path("out/edition.json")), serde_json::from_str::<Value>(&again.out).expect("an edition"));
    assert_eq!(before["utterances"].as_array().map(Vec::len), now["utterances"].as_array().map(Vec::len));
}

#[test]
fn witnesses_come_in_again() {
    let folder = exported("examples/bridge");
    let run = variorum(&["compare", &folder.path("out/collatex/u2.witnesses.json"), "--json"]);
    let edition: Value = serde_json::from_str(&run.out).expect("an edition");
    let ids: Vec<&str> =
        edition["articles"].as_array().into_iter().flatten().filter_map(|a| a["id"].as_str()).collect();
    assert_eq!((run.code, ids), (0, vec!["A", "B"]));
    for file in ["ninjs.json", "jsonl"] {
        let run = variorum(&["compare", &folder.path(&format!("out/edition.{file}")), "--json"]);
        assert!(run.code <= 2, "{file}: {}", run.err);
    }
    let run = variorum(&[
        "compare",
        &folder.path("out/edition.ninjs.json"),
        &folder.path("out/dolma/documents.jsonl"),
        "--json",
    ]);
    let edition: Value = serde_json::from_str(&run.out).expect("an edition");
    assert_eq!((run.code, edition["articles"].as_array().map(Vec::len)), (0, Some(4)));
}

#[test]
fn a_story_of_a_library_goes_out() {
    let folder = Folder::new();
    let library = folder.path("news.db");
    assert_eq!(variorum(&["add", "--library", &library, "examples/bridge"]).code, 0);
    let run =
        variorum(&["edition", "--library", &library, "1", "2", "--export", "tei,markdown", "-o", &folder.path("out")]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for file in ["edition.tei.xml", "edition.md"] {
        let run = variorum(&["verify", &folder.path(&format!("out/{file}")), "examples/bridge"]);
        assert_eq!(run.code, 0, "{}", run.out);
    }
}

#[test]
fn mistakes_are_told_before_anything_is_written() {
    let folder = Folder::new();
    let bridge = "examples/bridge";
    let story = folder.path("story.json");
    assert_eq!(variorum(&["compare", bridge, "--json", "-o", &story]).code, 0);
    let file = folder.put("a-file", "kept");
    let gone = folder.path("no/such/folder");
    for (args, told) in [
        (&["convert", &story, bridge, "--to", "docx"][..], "there are json, jsonl, csv"),
        (&["convert", &story, bridge, "--to", "csv"], "csv makes several files: name a folder"),
        (&["convert", &story, bridge, "--to", "tei,prov"], "tei,prov makes several files"),
        (&["convert", &story, bridge, "--to", "csv", "-o", &file], "is a file, and several are to be written"),
        (&["convert", &story, bridge, "--to", "tei", "-o", &gone], "there is no folder"),
        (&["convert", &story, bridge, "--to", "json", "-o", &story], "this command reads it"),
        (&["convert", &story, "examples/bridge/averlode-echo.txt", "--to", "tei"], "was not given"),
        (&["convert", &story, "examples/harbour", "--to", "tei"], "was not given"),
        (&["convert", bridge, bridge, "--to", "tei"], "examples/bridge"),
        (&["convert", "-", "-", "--to", "tei"], "cannot both come from standard input"),
        (&["convert", &file, bridge, "--to", "tei"], "a-file: not an edition"),
        (&["compare", bridge, "--export", "tei", "--json"], "--export json,csv"),
        (&["compare", bridge, "--export", "tei", "--html", "-"], "both want standard output"),
        (&["serve"], "--library FILE"),
        (&["verify", &file, bridge], "a-file: not an edition"),
        (&["verify", &folder.path("no-such"), bridge], "no-such: the edition: no such file"),
    ] {
        let run = variorum(args);
        assert!(run.code == 2 && run.out.is_empty() && run.err.contains(told), "{args:?}: {} {}", run.code, run.err);
    }
    assert_eq!(folder.names(), ["a-file", "story.json"]);
    assert_eq!(read(&file), "kept");
}
