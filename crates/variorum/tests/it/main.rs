//! The library's only integration test binary.

mod bodies;
mod dice;
mod editions;
mod gather;
mod generate;
mod golden;
mod house;
mod laws;
mod properties;
mod revisions;
mod spec;
