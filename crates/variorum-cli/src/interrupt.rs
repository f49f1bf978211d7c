//! Ctrl-C, a hang-up, a request to end: for commands that bring what is under way to its end.

use crate::output;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The first interrupt sets `stop` and tells `message`, a second one ends at once.
pub fn lets_finish(stop: &Arc<AtomicBool>, message: &'static str) {
    let stop = Arc::clone(stop);
    // Where no handler can be set the program ends as it would without one, and loses nothing.
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        output::say(message);
    });
}
