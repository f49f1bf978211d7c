//! The benchmark of editions under `crates/variorum/tests/editions/benchmark`: invented stories with what a careful
//! reader finds in them, and the scores of the program against that.

// Each score reads its own part of the truth.
#[allow(dead_code)]
pub mod story;
#[allow(dead_code)]
pub mod truth;
