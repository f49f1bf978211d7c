//! The benchmark of editions under `crates/variorum/tests/editions/benchmark`: invented stories with what a careful
//! reader finds in them, and the scores of the program against that.

mod conflicts;
mod lineage;
pub mod paraphrase;
// Each score reads its own part of the truth.
#[allow(dead_code)]
pub mod story;
#[allow(dead_code)]
pub mod truth;

use std::path::Path;
use std::process::ExitCode;
use story::{Part, stories};

/// The scores there are; each prints its lines for one part.
const SCORES: &[(&str, Score)] =
    &[("lineage", lineage::score), ("conflicts", conflicts::score), ("paraphrases", paraphrase::score)];

type Score = fn(&[story::Story], bool) -> Result<(), String>;

/// Prints the scores that `args` name (all, if none) for both parts; with `--errors` what is wrong, of `learn` only.
pub fn run(root: &Path, args: &[&str]) -> ExitCode {
    let errors = args.contains(&"--errors");
    let learn = errors || args.contains(&"--learn");
    if let Some(flag) = args.iter().find(|a| a.starts_with("--") && !matches!(**a, "--errors" | "--learn")) {
        eprintln!("{flag} is no option here; there are --learn and --errors");
        return ExitCode::from(2);
    }
    let names: Vec<&str> = args.iter().copied().filter(|a| !a.starts_with("--")).collect();
    if let Some(unknown) = names.iter().find(|n| !SCORES.iter().any(|s| s.0 == **n)) {
        let known: Vec<&str> = SCORES.iter().map(|s| s.0).collect();
        eprintln!("no score is named {unknown}; there are {}", known.join(", "));
        return ExitCode::from(2);
    }
    let parts: &[Part] = if learn { &[Part::Learn] } else { &[Part::Learn, Part::Test] };
    for part in parts {
        let result = stories(root, *part).and_then(|stories| {
            println!("{}: {} stories", part.name(), stories.len());
            let wanted = SCORES.iter().filter(|s| names.is_empty() || names.contains(&s.0));
            wanted.map(|s| s.1(&stories, errors)).collect::<Result<Vec<()>, _>>()
        });
        if let Err(error) = result {
            // Of the part that nobody reads an error names the file at most.
            eprintln!("{}", if *part == Part::Learn { error.as_str() } else { "a story of test cannot be read" });
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
