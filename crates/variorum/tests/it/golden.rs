//! Files that hold what is expected.

use std::path::PathBuf;

/// The files of a folder beside this binary's sources that end in `ending`, in order of their names.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> =
        entries(folder).into_iter().filter(|p| p.extension().is_some_and(|e| e == ending)).collect();
    out.retain(|p| p.is_file());
    out
}

/// Everything in a folder, in order of the names.
pub fn entries(folder: &str) -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut out: Vec<PathBuf> = std::fs::read_dir(&root)
        .unwrap_or_else(|e| panic!("{}: {e}", root.display()))
        .filter_map(|e| e.ok().map(|e| e.path()))
        .collect();
    out.sort();
    out
}

/// Whether the expectations are to be written anew.
pub fn updating(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|v| v == "1")
}
