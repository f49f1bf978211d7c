//! The library's only integration test binary.

mod dice;
mod generate;
mod laws;
mod properties;
mod scratch;
