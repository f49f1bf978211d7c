//! Making the models that come with the program.

mod conllu;
mod network;
mod syntax;

use std::process::ExitCode;

/// `cargo xtask train syntax --data DIR --out FILE [--epochs N]`
pub fn run(args: &[&str]) -> ExitCode {
    let value = |name: &str| args.iter().position(|a| *a == name).and_then(|i| args.get(i + 1)).copied();
    let done = match (args.first(), value("--data")) {
        (Some(&"syntax"), Some(data)) => {
            let out = value("--out").unwrap_or("crates/variorum/data/syntax-en.bin");
            let epochs = value("--epochs").and_then(|e| e.parse().ok()).unwrap_or(9);
            syntax::train(data.as_ref(), out.as_ref(), epochs)
        }
        _ => {
            eprintln!("usage: cargo xtask train syntax --data DIR [--out FILE] [--epochs N]");
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
