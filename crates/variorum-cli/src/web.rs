//! What the commands that fetch have in common.

use crate::output;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use variorum_fetch::{Answer, Client, Error, Fetcher, Limits, Manners, Proxies, Request, SystemClock, Wanted};
use variorum_fetch::{address, duration};

/// How often an address is tried that may be there the next moment.
const TRIES: u32 = 3;

/// How to fetch.
#[derive(clap::Args)]
#[command(next_help_heading = "Fetching")]
pub struct Web {
    /// An address at which you can be reached, told to the servers that are asked
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<String>,
    /// Time between two requests to one host; a longer one that its robots.txt asks for counts
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = duration)]
    delay: Duration,
    /// Do not ask robots.txt: for one's own sites only
    #[arg(long)]
    ignore_robots: bool,
    /// Time that one fetch may take
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = duration)]
    timeout: Duration,
    /// Bytes of one answer, unpacked
    #[arg(long, value_name = "BYTES", default_value_t = 50_000_000)]
    most_bytes: u64,
}

impl Web {
    /// What fetches as the arguments say; what waits ends early once `stop` is set.
    pub fn fetcher(&self, stop: Arc<AtomicBool>) -> Fetcher {
        let limits = Limits { bytes: self.most_bytes, total: self.timeout, ..Limits::default() };
        let limits = Limits { connect: limits.connect.min(self.timeout), ..limits };
        let client = Client::new(self.contact.as_deref(), limits, Proxies::from_env());
        let manners = Manners { delay: self.delay, robots: !self.ignore_robots, ..Manners::default() };
        Fetcher::new(client, manners, Arc::new(SystemClock::new(stop)))
    }
}

/// Fetches a page or feed that somebody asks for by its address, with a few tries.
///
/// # Errors
/// Where it cannot be had; the error names the address.
pub fn fetch(fetcher: &Fetcher, url: &str) -> Result<Answer, Error> {
    let request = Request::new(address::address(url)?, Wanted::Any);
    fetcher.fetch_patiently(&request, TRIES, &mut |error, wait| {
        output::say(&format!("{error}; trying again in {} s", wait.as_secs()));
    })
}
