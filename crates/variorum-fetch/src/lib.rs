//! Pages and feeds from the web, fetched politely and within limits.
//!
//! [`Client`] makes one request: http and https only, redirects followed one by one, what comes out of a packed body
//! counted as it comes. [`Fetcher`] stands over it and minds the others: robots.txt, a delay for each host, what a host
//! said of when to come again. [`schedule`] says when to ask next; what was learned is for others to keep.
//!
//! All time that is waited or counted comes from a [`Clock`], so that tests need none. Only the limits on a request that
//! is under way ([`Limits::total`], [`Limits::connect`]) are measured by the machine.

pub mod address;
mod body;
mod client;
mod clock;
mod error;
mod hosts;
mod polite;
mod proxy;
pub mod robots;
pub mod schedule;

pub use client::{Answer, Client, Limits, Request, Wanted};
pub use clock::{Clock, ManualClock, Millis, SystemClock, duration, iso, millis};
pub use error::Error;
pub use polite::{Fetcher, Manners};
pub use proxy::Proxies;
pub use robots::{Remembered, Rules};
pub use url::Url;
