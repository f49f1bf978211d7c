//! Making the models that come with the program, and those of users who hold a labelled set.

mod attributions;
mod claims;
mod clusters;
mod conllu;
mod contests;
mod denials;
mod logistic;
mod names;
mod network;
mod paraphrases;
mod rivals;
mod sentences;
mod stories;
mod syntax;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask train syntax --data DIR [--silver FILE] [--out FILE] [--epochs N]
       cargo xtask train names --data DIR [--out FILE] [--epochs N]
       cargo xtask train clusters --from DIR [--out FILE]
       cargo xtask train attributions [--corpus DIR | --data FILE.jsonl] [--out FILE] [--check FILE.jsonl]
       cargo xtask train stories --data DIR [--out FILE] [--check FILE...]
       cargo xtask train claims --data DIR [--out FILE]
       cargo xtask train contests [--out FILE]
       cargo xtask train rivals [--out FILE]
       cargo xtask train denials --data DIR [--out FILE]
       cargo xtask train paraphrases [--data DIR] [--out FILE]
       cargo xtask train story-words --from DIR [--out FILE]";

/// `cargo xtask train syntax …`, `cargo xtask train clusters …`, `cargo xtask train attributions …`
pub fn run(root: &Path, args: &[&str]) -> ExitCode {
    let value = |name: &str| args.iter().position(|a| *a == name).and_then(|i| args.get(i + 1)).copied();
    let done = match (args.first(), value("--data"), value("--from")) {
        (Some(&"clusters"), _, Some(from)) => {
            let out = value("--out").unwrap_or("crates/variorum/data/clusters-en.bin");
            clusters::make(from.as_ref(), out.as_ref()).map_err(|e| e.to_string())
        }
        (Some(&"story-words"), _, Some(from)) => {
            let out = value("--out").unwrap_or("crates/variorum/data/story-words.bin");
            stories::words(from.as_ref(), out.as_ref()).map_err(|e| e.to_string())
        }
        (Some(&"stories"), Some(data), _) => {
            let out = value("--out").unwrap_or("crates/variorum/data/stories.bin");
            let check = args.iter().position(|a| *a == "--check").map_or(&[][..], |i| &args[i + 1..]);
            stories::train(data.as_ref(), out.as_ref(), check).map_err(|e| e.to_string())
        }
        (Some(&"claims"), Some(data), _) => {
            let out = value("--out").unwrap_or("crates/variorum/data/claims-en.bin");
            claims::train(data.as_ref(), out.as_ref()).map_err(|e| e.to_string())
        }
        (Some(&"contests"), ..) => {
            let out = value("--out").unwrap_or("crates/variorum/data/contests-en.bin");
            contests::train(root, out.as_ref())
        }
        (Some(&"denials"), Some(data), _) => {
            let out = value("--out").unwrap_or("crates/variorum/data/denials-en.bin");
            denials::train(root, data.as_ref(), out.as_ref())
        }
        (Some(&"rivals"), ..) => {
            let out = value("--out").unwrap_or("crates/variorum/data/rivals-en.bin");
            rivals::train(root, out.as_ref())
        }
        (Some(&"paraphrases"), ..) => {
            let shipped = root.join("crates/variorum/data/paraphrases-en.bin");
            let out = value("--out").map_or(shipped.as_path(), AsRef::as_ref);
            paraphrases::train(root, value("--data").map(AsRef::as_ref), out)
        }
        (Some(&"syntax"), Some(data), _) => {
            let out = value("--out").unwrap_or("crates/variorum/data/syntax-en.bin");
            let epochs = value("--epochs").and_then(|e| e.parse().ok()).unwrap_or(9);
            syntax::train(data.as_ref(), value("--silver").map(AsRef::as_ref), out.as_ref(), epochs)
                .map_err(|e| e.to_string())
        }
        (Some(&"attributions"), data, _) => {
            let shipped = root.join("crates/variorum/data/attributions-en.bin");
            let out = match (value("--out"), data) {
                (Some(out), _) => PathBuf::from(out),
                (None, None) => shipped,
                // What was learned from somebody's set stays out of the program.
                (None, Some(_)) => PathBuf::from("attributions.bin"),
            };
            let documents = match data {
                Some(file) => attributions::labelled(file.as_ref()),
                None => attributions::corpus(value("--corpus").map_or(root.join("corpus"), PathBuf::from).as_ref()),
            };
            // What comes with the program has to do for texts of every kind.
            let nearly = if data.is_some() { 0.0 } else { 0.3 };
            let check = value("--check").map(|f| attributions::labelled(f.as_ref())).transpose();
            documents.and_then(|d| attributions::train(&d, check?.as_deref(), nearly, &out))
        }
        (Some(&"names"), Some(data), _) => {
            let out = value("--out").unwrap_or("crates/variorum/data/names-en.bin");
            let epochs = value("--epochs").and_then(|e| e.parse().ok()).unwrap_or(8);
            names::train(data.as_ref(), out.as_ref(), epochs).map_err(|e| e.to_string())
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("train: {e}");
            ExitCode::FAILURE
        }
    }
}
