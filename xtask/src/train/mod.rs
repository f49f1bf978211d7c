//! Making the models that come with the program.

mod clusters;
mod conllu;
mod names;
mod network;
mod syntax;

use std::process::ExitCode;

/// `cargo xtask train syntax|names --data DIR [--out FILE] [--epochs N]`, `cargo xtask train clusters --from DIR [--out FILE]`
pub fn run(args: &[&str]) -> ExitCode {
    let value = |name: &str| args.iter().position(|a| *a == name).and_then(|i| args.get(i + 1)).copied();
    let done = match (args.first(), value("--data"), value("--from")) {
        (Some(&"clusters"), _, Some(from)) => {
            let out = value("--out").unwrap_or("crates/variorum/data/clusters-en.bin");
            clusters::make(from.as_ref(), out.as_ref())
        }
        (Some(&"syntax"), Some(data), _) => {
            let out = value("--out").unwrap_or("crates/variorum/data/syntax-en.bin");
            let epochs = value("--epochs").and_then(|e| e.parse().ok()).unwrap_or(9);
            syntax::train(data.as_ref(), out.as_ref(), epochs)
        }
        (Some(&"names"), Some(data), _) => {
            let out = value("--out").unwrap_or("crates/variorum/data/names-en.bin");
            let epochs = value("--epochs").and_then(|e| e.parse().ok()).unwrap_or(8);
            names::train(data.as_ref(), out.as_ref(), epochs)
        }
        _ => {
            eprintln!("usage: cargo xtask train syntax|names --data DIR [--out FILE] [--epochs N]");
            eprintln!("       cargo xtask train clusters --from DIR [--out FILE]");
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
