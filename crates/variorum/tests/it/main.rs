//! The library's only integration test binary.

mod bodies;
mod copies;
mod dice;
mod editions;
mod exports;
mod generate;
mod golden;
mod house;
mod laws;
mod matters;
mod moments;
mod properties;
mod revisions;
mod spec;
mod tellings;
