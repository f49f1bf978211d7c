//! What is going on, on standard error, once it takes longer than two seconds.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(2);
const TICK: Duration = Duration::from_millis(200);

/// A line that tells what is going on, and goes away when it is dropped. Silent unless standard error is a terminal.
pub struct Progress {
    line: Option<(Sender<String>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts with a first message.
    pub fn start(message: &str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { line: None };
        }
        let (say, hear) = channel::<String>();
        let mut message = message.to_string();
        let began = Instant::now();
        let teller = std::thread::spawn(move || {
            let mut shown = String::new();
            loop {
                match hear.recv_timeout(TICK) {
                    Ok(next) => message = next,
                    Err(RecvTimeoutError::Timeout) => {
                        if began.elapsed() >= PATIENCE && shown != message {
                            shown.clone_from(&message);
                            tell(&shown);
                        }
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            if !shown.is_empty() {
                tell("");
            }
        });
        Self { line: Some((say, teller)) }
    }

    /// Goes on to something else.
    pub fn say(&self, message: impl FnOnce() -> String) {
        if let Some((say, _)) = &self.line {
            // The teller ends only after this end is dropped.
            let _ = say.send(message());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((say, teller)) = self.line.take() {
            drop(say);
            let _ = teller.join();
        }
    }
}

fn tell(message: &str) {
    let mut err = std::io::stderr().lock();
    let _ = write!(err, "\r\x1b[K{}", crate::view::clean::shortened(message, 70));
    let _ = err.flush();
}
