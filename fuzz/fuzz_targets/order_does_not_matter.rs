#![no_main]
#![allow(dead_code)] // Each target runs one of the shared bodies.

#[path = "../../crates/variorum/tests/it/bodies.rs"]
mod bodies;
#[path = "../../crates/variorum/tests/it/dice.rs"]
mod dice;
#[path = "../../crates/variorum/tests/it/generate/mod.rs"]
mod generate;
#[path = "../../crates/variorum/tests/it/laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::order_does_not_matter(data));
