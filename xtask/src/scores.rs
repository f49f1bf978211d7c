//! `cargo xtask scores`: figures that are committed, and how each was measured.

use std::path::Path;
use std::process::{Command, ExitCode};

struct Score<'a> {
    name: &'a str,
    command: &'a str,
}

/// A line of `scores/commands` is `name: command`; `{data}` in a command stands for the folder given by `--data`.
fn parse(list: &str) -> Vec<Score<'_>> {
    let lines = list.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.filter_map(|l| l.split_once(": ")).map(|(name, command)| Score { name, command: command.trim() }).collect()
}

/// Runs the commands that `args` name (all, if none), and writes `scores/<name>.md`.
pub fn run(root: &Path, args: &[&str]) -> ExitCode {
    let (mut data, mut wanted) = (None, Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match *arg {
            "--data" => match args.next() {
                Some(folder) => data = Some(*folder),
                None => {
                    eprintln!("--data needs a folder");
                    return ExitCode::from(2);
                }
            },
            name => wanted.push(name),
        }
    }
    let list = root.join("scores/commands");
    let Ok(list) = std::fs::read_to_string(&list) else {
        eprintln!("{} cannot be read", list.display());
        return ExitCode::from(2);
    };
    let scores = parse(&list);
    if let Some(unknown) = wanted.iter().find(|w| !scores.iter().any(|s| s.name == **w)) {
        let known: Vec<&str> = scores.iter().map(|s| s.name).collect();
        eprintln!("no score is named {unknown}; there are {}", known.join(", "));
        return ExitCode::from(2);
    }
    let mut failed = false;
    for score in scores.iter().filter(|s| wanted.is_empty() || wanted.contains(&s.name)) {
        if score.command.contains("{data}") && data.is_none() {
            println!("{}: skipped; it needs --data DIR", score.name);
            continue;
        }
        let command = score.command.replace("{data}", data.unwrap_or_default());
        println!("{}: {command}", score.name);
        let output = Command::new("sh").arg("-c").arg(&command).current_dir(root).output();
        let Some(output) = output.ok().filter(|o| o.status.success()) else {
            eprintln!("{}: the command failed; nothing was written", score.name);
            failed = true;
            continue;
        };
        let printed = String::from_utf8_lossy(&output.stdout);
        let page = page(score, &printed);
        if let Err(error) = std::fs::write(root.join(format!("scores/{}.md", score.name)), page) {
            eprintln!("{}: {error}", score.name);
            failed = true;
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What a command printed, under the command as it is committed, so that no page names a folder of one machine.
fn page(score: &Score<'_>, printed: &str) -> String {
    let body: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let title = score.name.replace('-', " ");
    format!(
        "# Score: {title}\n\nWritten by `cargo xtask scores {}`, which ran:\n\n    {}\n\n```text\n{}\n```\n",
        score.name,
        score.command,
        body.join("\n").trim_matches('\n')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_and_their_output_framed() {
        let scores = parse("# why\n\nspeed: cargo bench\nquality: eval {data}/x\n");
        let names: Vec<&str> = scores.iter().map(|s| s.name).collect();
        assert_eq!(names, ["speed", "quality"]);
        let page = page(&scores[0], "\na  \nb\n\n");
        assert!(page.ends_with("    cargo bench\n\n```text\na\nb\n```\n"), "{page}");
    }
}
