//! The one error type of fetching.

use crate::clock::Millis;
use std::fmt;
use std::time::Duration;

/// Why an address gave nothing, with the address and where there is one a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    url: String,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What was given is no address, or of no scheme that is fetched.
    Address(String),
    /// The site asks robots to keep away; `String` is its robots.txt.
    Robots(String),
    /// Its robots.txt could not be had, and that means no.
    NoRobots(String),
    /// The host wants to be left alone until then.
    Later {
        until: Millis,
        why: &'static str,
    },
    /// An answer other than success.
    Status {
        code: u16,
        again: Option<Duration>,
    },
    Media(String),
    TooLong {
        limit: u64,
        wire: u64,
    },
    Packed(String),
    TimedOut {
        what: &'static str,
        limit: Duration,
    },
    Connect(String),
    Broken(String),
    Redirect(String),
    Tls(String),
    Protocol(String),
    Stopped,
}

impl Error {
    pub(crate) fn new(url: impl Into<String>, kind: Kind) -> Self {
        Self { url: url.into(), kind }
    }

    pub(crate) fn address(text: &str, why: String) -> Self {
        Self::new(text, Kind::Address(why))
    }

    /// The address it is about: of a chain of redirects the one at which it ended.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The status of the answer, where there was one.
    pub fn status(&self) -> Option<u16> {
        match self.kind {
            Kind::Status { code, .. } => Some(code),
            _ => None,
        }
    }

    /// When the host said to come again, in time from the answer on.
    pub fn retry_after(&self) -> Option<Duration> {
        match self.kind {
            Kind::Status { again, .. } => again,
            _ => None,
        }
    }

    /// When the host may be asked again, where it was not asked at all.
    pub fn later(&self) -> Option<Millis> {
        match self.kind {
            Kind::Later { until, .. } => Some(until),
            _ => None,
        }
    }

    /// The site asks robots to keep away from this address, or did not say.
    pub fn is_robots(&self) -> bool {
        matches!(self.kind, Kind::Robots(_) | Kind::NoRobots(_))
    }

    /// The site asks robots to keep away from this address.
    pub fn is_denied(&self) -> bool {
        matches!(self.kind, Kind::Robots(_))
    }

    /// The server says that what was there is gone for good.
    pub fn is_gone(&self) -> bool {
        self.status() == Some(410)
    }

    /// The program is to end, and nothing was asked.
    pub fn is_stopped(&self) -> bool {
        self.kind == Kind::Stopped
    }

    /// Trying again soon may help.
    pub fn is_passing(&self) -> bool {
        match &self.kind {
            Kind::Status { code, .. } => matches!(code, 408 | 425 | 429 | 500 | 502 | 503 | 504),
            Kind::TimedOut { .. } | Kind::Connect(_) | Kind::Broken(_) | Kind::Later { .. } => true,
            _ => false,
        }
    }

    /// What is wrong and what to do about it, without the address.
    pub fn reason(&self) -> String {
        match &self.kind {
            Kind::Address(why) | Kind::Redirect(why) => why.clone(),
            Kind::Robots(place) => {
                format!("{place} asks robots to keep away from it (--ignore-robots is for one's own sites)")
            }
            Kind::NoRobots(why) => format!("robots.txt cannot be had ({why}), which means no; try again later"),
            Kind::Later { until, why } => format!("{why}: not before {}", crate::clock::iso(*until)),
            Kind::Status { code, again } => {
                let what = match code {
                    401 | 402 | 403 | 451 => ": not for everybody",
                    404 => ": there is nothing at this address",
                    410 => ": gone for good",
                    429 => ": asked too often",
                    500..=599 => ": the server has trouble; try again later",
                    _ => "",
                };
                let again = again.map_or(String::new(), |t| format!("; it says to come again in {} s", t.as_secs()));
                format!("the server answers {code}{what}{again}")
            }
            Kind::Media(what) => format!("{what}, which is neither a page nor a feed"),
            Kind::TooLong { limit, wire } => {
                format!(
                    "more than {limit} bytes come out of the first {wire} that were sent: not read on \
                     (--most-bytes sets the limit)"
                )
            }
            Kind::Packed(why) => format!("the answer is packed and damaged: {why}"),
            Kind::TimedOut { what, limit } => format!("{what} took longer than {}", shown(*limit)),
            Kind::Connect(why) => format!("no connection: {why}"),
            Kind::Broken(why) => format!("the connection broke off: {why}"),
            Kind::Tls(why) => format!("no safe connection: {why}"),
            Kind::Protocol(why) => format!("the answer is no HTTP: {why}"),
            Kind::Stopped => "not asked: the program is to end".into(),
        }
    }
}

fn shown(time: Duration) -> String {
    let ms = time.as_millis();
    if ms.is_multiple_of(1000) { format!("{} s", ms / 1000) } else { format!("{ms} ms") }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.url, self.reason())
    }
}

impl std::error::Error for Error {}
