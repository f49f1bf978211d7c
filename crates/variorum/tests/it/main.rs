//! The library's only integration test binary.

mod dice;
mod editions;
mod generate;
mod golden;
mod laws;
mod properties;
mod spec;
