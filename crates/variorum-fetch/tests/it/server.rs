//! A server on loopback that plays feeds and sites, the well-behaved and the others. Also used by the tests of the program.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as it came in.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "each of the test programs uses its part")]
pub struct Asked {
    pub method: String,
    /// Path and query.
    pub path: String,
    fields: Vec<(String, String)>,
}

impl Asked {
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }
}

/// The way back to whom asked.
pub struct Wire {
    stream: TcpStream,
    sent: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
}

#[allow(dead_code, reason = "each of the test programs uses its part")]
impl Wire {
    /// A whole answer with its length.
    pub fn reply(&mut self, status: u16, fields: &[(&str, &str)], body: impl AsRef<[u8]>) {
        let body = body.as_ref();
        let length = body.len().to_string();
        let own: &[(&str, &str)] = if status == 304 { &[] } else { &[("Content-Length", &length)] };
        self.head(status, &[fields, own].concat());
        self.raw(body);
    }

    /// Status and fields, with nothing behind them.
    pub fn head(&mut self, status: u16, fields: &[(&str, &str)]) {
        let mut head = format!("HTTP/1.1 {status} Played\r\n");
        for (name, value) in fields {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        self.raw(head + "\r\n");
    }

    /// Bytes as they are. Whether there is anybody left to take them.
    pub fn raw(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        let bytes = bytes.as_ref();
        let taken = self.stream.write_all(bytes).is_ok();
        self.sent.fetch_add(if taken { bytes.len() as u64 } else { 0 }, Ordering::SeqCst);
        taken && !self.stop.load(Ordering::SeqCst)
    }

    /// The same again and again, until nobody takes it.
    pub fn endless(&mut self, bytes: &[u8], pause: std::time::Duration) {
        while self.raw(bytes) {
            thread::sleep(pause);
        }
    }

    /// Breaks off.
    pub fn close(&mut self) {
        let _ = self.stream.shutdown(std::net::Shutdown::Both);
    }
}

/// A server that is there until it is dropped.
pub struct Server {
    address: SocketAddr,
    log: Arc<Mutex<Vec<Asked>>>,
    sent: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
}

#[allow(dead_code, reason = "each of the test programs uses its part")]
impl Server {
    /// Starts one whose answers `play` gives.
    pub fn start(play: impl Fn(&Asked, &mut Wire) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let it = Self {
            address: listener.local_addr().expect("an address"),
            log: Arc::default(),
            sent: Arc::default(),
            stop: Arc::default(),
        };
        let (log, sent, stop, play) = (it.log.clone(), it.sent.clone(), it.stop.clone(), Arc::new(play));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let (log, play) = (log.clone(), play.clone());
                let wire = Wire { stream, sent: sent.clone(), stop: stop.clone() };
                thread::spawn(move || serve(wire, &log, &*play));
            }
        });
        it
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked for, in order, but for robots.txt.
    pub fn asked(&self) -> Vec<String> {
        self.requests().into_iter().map(|a| a.path).filter(|p| p != "/robots.txt").collect()
    }

    pub fn requests(&self) -> Vec<Asked> {
        self.log.lock().expect("the log").clone()
    }

    /// Bytes that were taken.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Wakes the one who listens.
        let _ = TcpStream::connect(self.address);
    }
}

/// Answers the requests of one connection.
fn serve(mut wire: Wire, log: &Mutex<Vec<Asked>>, play: &(dyn Fn(&Asked, &mut Wire) + Send + Sync)) {
    let Ok(stream) = wire.stream.try_clone() else { return };
    let mut lines = BufReader::new(stream);
    while let Ok(Some(asked)) = read(&mut lines) {
        log.lock().expect("the log").push(asked.clone());
        play(&asked, &mut wire);
    }
}

fn read(lines: &mut impl BufRead) -> io::Result<Option<Asked>> {
    let mut line = String::new();
    if lines.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
    let mut fields = Vec::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(Some(Asked { method, path, fields }));
        }
        if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
}
