//! Any number of reports against each other, by their words alone: copies and shared passages.
//!
//! What happens here is meant for piles: nothing is annotated, a report is a run of hashed words, and nothing is
//! compared that has not been found to have something in common. Reports are numbered from 0 in the order given.

pub mod boilerplate;
pub mod duplicates;
mod extend;
mod groups;
mod join;
pub mod passages;
mod runs;
pub mod shingles;
mod tally;
pub mod words;
