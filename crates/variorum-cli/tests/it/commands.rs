//! Options, exit codes, files.

use crate::run::{Folder, variorum, variorum_with};

const BRIDGE: [&str; 2] = ["examples/bridge/averlode-echo.txt", "examples/bridge/three-valleys-gazette.txt"];

#[test]
fn no_colour_where_it_does_not_belong() {
    for env in [&[][..], &[("NO_COLOR", "1")], &[("NO_COLOR", "1"), ("TERM", "xterm-256color")]] {
        let run = variorum_with(&["compare", BRIDGE[0], BRIDGE[1]], env, b"");
        assert!(!run.out.contains('\x1b'), "{env:?}");
    }
    let run = variorum_with(&["compare", BRIDGE[0], BRIDGE[1]], &[("CLICOLOR_FORCE", "1")], b"");
    assert!(run.out.contains("\x1b["));
    let plain = variorum(&["compare", BRIDGE[0], BRIDGE[1]]).out;
    assert_eq!(anstream::adapter::strip_str(&run.out).to_string(), plain, "colour adds nothing but colour");
}

#[test]
fn lines_fit_the_terminal() {
    use unicode_width::UnicodeWidthStr;
    for width in [40, 60, 80, 100] {
        let env = [("COLUMNS", width.to_string())];
        let env = [(env[0].0, env[0].1.as_str())];
        for args in [&["compare", "examples/harbour"][..], &["compare", "--all", "examples"], &["annotate", "examples"]]
        {
            let run = variorum_with(args, &env, b"");
            assert_eq!(run.code, 0, "{}", run.err);
            for line in run.out.lines() {
                assert!(line.width() <= width, "{width} {args:?}: {line}");
            }
        }
    }
}

#[test]
fn every_command_has_help_with_examples() {
    for command in ["", "compare", "convert", "verify", "annotate", "duplicates", "passages", "stories"] {
        let args = [command, "--help"];
        let args = if command.is_empty() { &args[1..] } else { &args };
        let run = variorum(args);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("Examples:") && run.out.contains("Exit code"), "{args:?}");
        assert!(run.out.lines().all(|l| l.chars().count() <= 100), "{args:?}");
    }
}

#[test]
fn wrong_usage_is_exit_code_2() {
    for args in [
        &[][..],
        &["compare"],
        &["verify", "edition.json"],
        &["compare", "--no-such-flag", BRIDGE[0]],
        &["compare", "--json", "--html", "-", BRIDGE[0]],
        &["verify", "-", "-"],
        &["verify", "no-such-edition.json", BRIDGE[0]],
        &["verify", BRIDGE[0], BRIDGE[0]],
        &["annotate", "no-such-report.txt"],
    ] {
        let run = variorum(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(!run.err.is_empty(), "{args:?}");
    }
}

#[test]
fn files_are_written_as_a_whole() {
    let folder = Folder::new();
    let (page, json) = (folder.path("e.html"), folder.path("e.json"));
    let run = variorum(&["compare", BRIDGE[0], BRIDGE[1], "--html", &page, "--json", "-o", &json]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let read = |path: &str| std::fs::read_to_string(path).unwrap();
    assert_eq!(read(&json), variorum(&["compare", BRIDGE[0], BRIDGE[1], "--json"]).out);
    assert_eq!(read(&page), variorum(&["compare", BRIDGE[0], BRIDGE[1], "--html", "-"]).out);
    assert_eq!(folder.names(), ["e.html", "e.json"], "nothing else is left");
    let text = folder.path("e.txt");
    variorum(&["compare", BRIDGE[0], BRIDGE[1], "-o", &text]);
    assert_eq!(read(&text), variorum(&["compare", BRIDGE[0], BRIDGE[1]]).out);
}

#[test]
fn what_cannot_be_written_is_named() {
    let folder = Folder::new();
    let nowhere = folder.path("no/such/folder/e.html");
    let run = variorum(&["compare", BRIDGE[0], BRIDGE[1], "--html", &nowhere]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains(&nowhere) && run.err.contains("cannot be written"), "{}", run.err);
    // A folder takes a page in each of several files, but not the place of a page of another make.
    let theirs = folder.put("index.html", "<!doctype html><title>My own</title>");
    let run = variorum(&["compare", BRIDGE[0], BRIDGE[1], "--html", &folder.path("")]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains(&theirs) && run.err.contains("another make"), "{}", run.err);
    assert_eq!(folder.names(), ["index.html"]);
    assert!(std::fs::read_to_string(&theirs).unwrap().contains("My own"));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_a_device_left_alone() {
    let folder = Folder::new();
    let (real, link) = (folder.put("real.json", "old"), folder.path("link.json"));
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let run = variorum(&["compare", BRIDGE[0], BRIDGE[1], "--json", "-o", &link]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(std::fs::read_to_string(&real).unwrap().starts_with("{\"format\""));
    let run = variorum(&["compare", BRIDGE[0], BRIDGE[1], "--json", "-o", "/dev/null"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn an_edition_holds_until_a_byte_is_changed() {
    let folder = Folder::new();
    let reports: Vec<String> = BRIDGE
        .iter()
        .map(|p| folder.put(p.rsplit('/').next().unwrap(), std::fs::read(crate::run::root().join(p)).unwrap()))
        .collect();
    let json = folder.put("e.json", variorum(&["compare", &reports[0], &reports[1], "--json"]).out);
    let run = variorum(&["verify", &json, &reports[0], &reports[1]]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.ends_with(" places checked, 0 lost\n"), "{}", run.out);
    // From standard input, and with the reports found by their names.
    let edition = std::fs::read(&json).unwrap();
    assert_eq!(variorum_with(&["verify", "-", BRIDGE[0], BRIDGE[1]], &[], &edition).code, 0);
    // One report is not given.
    let run = variorum(&["verify", &json, &reports[1]]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("averlode-echo.txt: not given") && run.out.contains("1 report missing"), "{}", run.out);
    // One byte is changed.
    let mut bytes = std::fs::read(&reports[1]).unwrap();
    let at = bytes.windows(6).position(|w| w == b"38,000").unwrap();
    bytes[at] = b'5';
    std::fs::write(&reports[1], bytes).unwrap();
    let run = variorum(&["verify", &json, &reports[0], &reports[1]]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("edition: “38,000”\n    report:  “58,000”"), "{}", run.out);
    let run = variorum(&["verify", "--json", &json, &reports[0], &reports[1]]);
    assert_eq!(run.code, 1);
    let result: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert!(result["checked"].as_u64().unwrap() > 100);
    assert_eq!(result["missing"].as_array().unwrap().len(), 0);
    assert!(result["lost"].as_array().unwrap().iter().any(|l| l["claimed"] == "38,000" && l["found"] == "58,000"));
}

#[test]
fn what_annotate_finds_stands_where_it_says() {
    let file = std::fs::read_to_string(crate::run::root().join("examples/feed.jsonl")).unwrap();
    let run = variorum(&["annotate", "--json", "examples/feed.jsonl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let found: Vec<serde_json::Value> = run.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(found.len(), file.lines().count());
    for (record, line) in found.iter().zip(file.lines()) {
        let source: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = source["text"].as_str().unwrap();
        assert_eq!(record["id"], source["id"]);
        let slice =
            |v: &serde_json::Value| &text[v["start"].as_u64().unwrap() as usize..v["end"].as_u64().unwrap() as usize];
        let quotations = record["quotations"].as_array().unwrap();
        assert!(!quotations.is_empty());
        for q in quotations {
            let at = q["start"].as_u64().unwrap() as usize;
            let marked = text[..at].trim_end().ends_with(['"', '“']);
            assert_eq!(marked, q["kind"] == "direct", "a mark stands before {}", slice(q));
            assert!(matches!(q["kind"].as_str(), Some("direct" | "mixed" | "indirect")));
            let quoted = q["quoted"].as_array().unwrap();
            assert_eq!(quoted.is_empty(), q["kind"] == "indirect", "{}", slice(q));
            for words in quoted {
                assert!(slice(q).contains(slice(words)));
                let at = words["start"].as_u64().unwrap() as usize;
                assert!(text[..at].ends_with(['"', '“']), "a mark stands before {}", slice(words));
            }
            if let Some(first) = q["part_of"].as_u64() {
                assert!(quotations[first as usize]["start"].as_u64() < q["start"].as_u64());
            }
            if !q["cue"].is_null() {
                assert!(slice(&q["cue"]).chars().all(char::is_alphabetic));
            }
        }
        for s in record["sentences"].as_array().unwrap() {
            assert!(!slice(s).trim().is_empty());
        }
        let blocks: String = record["blocks"].as_array().unwrap().iter().map(slice).collect();
        assert_eq!(blocks, text);
    }
}

#[test]
fn a_record_without_an_id_goes_by_its_path() {
    let folder = Folder::new();
    let file = folder.put("r.jsonl", "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
    let run = variorum(&["annotate", "--json", &file]);
    let ids: Vec<serde_json::Value> =
        run.out.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["id"].clone()).collect();
    assert_eq!(ids, [format!("{file}:1"), format!("{file}:2")]);
}
