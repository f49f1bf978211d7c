//! What somebody meets who tries the program for the first time.

use crate::run::{Folder, variorum};

const ALARM: &str = "“The alarm on the second floor was switched off on Friday,” said fire officer Colin Pask.\n";

#[test]
fn an_address_in_place_of_a_file_is_sent_on() {
    let run = variorum(&["compare", "https://paper.example/story"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("an address; `variorum read` and `variorum add` fetch addresses"), "{}", run.err);
}

#[test]
fn a_folder_of_pages_is_verified_as_the_edition_it_holds() {
    let folder = Folder::new();
    let pages = folder.path("pages");
    let made = variorum(&["compare", "examples/bridge", "--html", &pages]);
    assert_eq!(made.code, 0, "{}", made.err);
    let run = variorum(&["verify", &pages, "examples/bridge"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.ends_with(" checked, 0 lost\n"), "{}", run.out);
}

#[test]
fn that_nothing_is_found_is_said() {
    let folder = Folder::new();
    let (a, b) = (folder.put("a.txt", ALARM), folder.put("b.txt", "The lock at Tern was shut on Monday, at last.\n"));
    let run = variorum(&["duplicates", &a, &b]);
    assert!(run.code == 0 && run.out.is_empty() && run.err.contains("no copies"), "{}", run.err);
    let library = folder.path("news.db");
    assert_eq!(variorum(&["add", "--library", &library, &a]).code, 0);
    let run = variorum(&["stories", "--library", &library, "--decided"]);
    assert!(run.code == 0 && run.err.contains("nothing was decided by hand"), "{}", run.err);
}

#[test]
fn a_section_without_anything_in_it_has_no_heading() {
    let folder = Folder::new();
    let one = folder.put("a.txt", format!("The mill burned on Sunday night.\n\n{ALARM}"));
    let two = folder.put("b.txt", format!("A mill was burned down on Sunday night.\n\n{ALARM}"));
    let run = variorum(&["compare", &one, &two]);
    assert!(!run.out.contains("When ──"), "{}", run.out);
    // With --all and on the page it stands, in words and not in signs.
    let run = variorum(&["compare", &one, &two, "--all"]);
    assert!(run.out.contains("Sunday night") && !run.out.contains("XXXX"), "{}", run.out);
    let page = variorum(&["compare", &one, &two, "--html", "-"]).out;
    assert!(page.contains("id=\"timeline\"") && page.contains("href=\"#timeline\""), "the contents list lacks it");
    assert!(!page.contains("XXXX"), "a raw code is on the page");
}

#[test]
fn every_view_counts_the_same_changes() {
    let count = |text: &str, before: &str| -> usize {
        let words: Vec<&str> = text.split(before).next().unwrap_or("").split_whitespace().collect();
        words.last().and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("no number before {before:?}"))
    };
    let text = variorum(&["compare", "examples/harbour"]).out;
    let changes = count(&text, " differences in words");
    assert_eq!(count(&text, " more, below") + 10, changes);
    let note = variorum(&["compare", "examples/harbour", "--export", "markdown"]).out;
    assert_eq!(count(&note, " differences in the words"), changes);
    assert_eq!(count(&note, " more are below") + 10, changes);
    let page = variorum(&["compare", "examples/harbour", "--html", "-"]).out;
    assert_eq!(count(&page, " places words differ"), changes);
    assert_eq!(count(&page, " changes of words"), changes);
}

#[test]
fn a_claim_says_what_is_counted_and_where_nothing_was_found() {
    let text = variorum(&["compare", "examples/harbour"]).out;
    assert!(text.contains("how many trips (cannot both hold) nothing found in: E F"), "{text}");
    assert!(!text.contains("silent:"), "{text}");
}
