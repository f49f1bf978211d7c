//! The command `variorum`.

fn main() {}
