//! Chores of the repository: `cargo xtask tidy`, `cargo xtask scores`.

mod articles;
mod corpus;
mod editions;
mod names;
mod scores;
mod tidy;
mod train;
mod words;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask tidy
       cargo xtask scores [--data DIR] [NAME...]
       cargo xtask corpus [--test] [--errors]
       cargo xtask editions [--learn] [--errors] [NAME...]
       cargo xtask train syntax --data DIR [--silver FILE] [--out FILE] [--epochs N]
       cargo xtask train names --data DIR [--out FILE] [--epochs N]
       cargo xtask train clusters --from DIR [--out FILE]
       cargo xtask train attributions [--corpus DIR | --data FILE.jsonl] [--out FILE] [--check FILE.jsonl]
       cargo xtask train stories --data DIR [--out FILE] [--check FILE...]
       cargo xtask train claims --data DIR [--out FILE]
       cargo xtask train paraphrases [--data DIR] [--out FILE]
       cargo xtask train story-words --from DIR [--out FILE]
       cargo xtask articles N
       cargo xtask words [--every=N] FILE|corpus...
       cargo xtask names GOLD.jsonl [FOUND.jsonl] [--alone] [--errors]

tidy      what a program can see of the rules of the house: white space, links, paths, size
scores    runs the commands of scores/commands and writes what they print to scores/NAME.md;
          those that need data are skipped unless --data names the folder that holds it
corpus    scores quotations against the entries of corpus/ (those not kept for testing), with --test the others
editions  scores the edition against the benchmark of invented stories, --errors with what is wrong in those for learning
names     scores names against texts with names marked, the program's or those of another file
train     makes the models that come with the program; attributions also makes one from a labelled set of one's own
articles  prints made-up articles of 3 KB as JSON lines, to measure with
words     prints raw text as sentences of words in CoNLL-U, for a teacher to tag (xtask/teacher/README.md)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["tidy"] => tidy::run(&root()),
        ["scores", rest @ ..] => scores::run(&root(), rest),
        ["corpus", rest @ ..] => corpus::run(&root(), rest),
        ["editions", rest @ ..] => editions::run(&root(), rest),
        ["names", rest @ ..] => names::run(rest),
        ["train", rest @ ..] => train::run(&root(), rest),
        ["articles", n] => match n.parse().map_err(io::Error::other).and_then(articles::run) {
            Ok(()) => ExitCode::SUCCESS,
            Err(e) => {
                eprintln!("articles: {e}");
                ExitCode::FAILURE
            }
        },
        ["words", rest @ ..] => match words::run(rest) {
            Ok(()) => ExitCode::SUCCESS,
            Err(e) => {
                eprintln!("words: {e}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}
