#![no_main]

#[path = "../../crates/variorum-read/tests/it/bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    bodies::reading_places_hold(data);
});
