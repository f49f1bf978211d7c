//! Chores of the repository: `cargo xtask tidy`, `cargo xtask scores`.

mod scores;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask tidy
       cargo xtask scores [--data DIR] [NAME...]

tidy      what a program can see of the rules of the house: white space, links, paths, size
scores    runs the commands of scores/commands and writes what they print to scores/NAME.md;
          those that need data are skipped unless --data names the folder that holds it";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["tidy"] => tidy::run(&root()),
        ["scores", rest @ ..] => scores::run(&root(), rest),
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
