//! Fetching, tried on servers that are made for it.

mod hostile;
mod limits;
mod manners;
mod server;

use std::sync::Arc;
use std::time::Duration;
use variorum_fetch::{Answer, Client, Error, Fetcher, Limits, Manners, ManualClock, Proxies, Request, Wanted, address};

/// Limits that a test need not wait for.
fn short() -> Limits {
    Limits { bytes: 1_000_000, total: Duration::from_secs(20), ..Limits::default() }
}

fn client(limits: Limits) -> Client {
    Client::new(Some("mailto:desk@harbour.example"), limits, Proxies::none())
}

fn request(url: &str, wanted: Wanted) -> Request {
    Request::new(address::address(url).expect("an address"), wanted)
}

/// One request without manners.
fn get(url: &str, limits: Limits) -> Result<Answer, Error> {
    client(limits).get(&request(url, Wanted::Page), &mut |_| Ok(()))
}

/// One that has manners, and its clock.
fn fetcher(manners: Manners) -> (Fetcher, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::at(1_600_000_000_000));
    (Fetcher::new(client(short()), manners, clock.clone()), clock)
}

const HTML: (&str, &str) = ("Content-Type", "text/html; charset=utf-8");
