//! One request: its redirects, its limits, its answer.

use crate::address::{self, join};
use crate::body;
use crate::error::{Error, Kind};
use crate::proxy::Proxies;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use ureq::http::HeaderMap;
use ureq::http::header;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, Timeout};
use url::Url;

/// How much of everything one request may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body, as sent and as unpacked.
    pub bytes: u64,
    /// Time from the first connection to the last byte, redirects included.
    pub total: Duration,
    /// Time for each connection.
    pub connect: Duration,
    /// Redirects in a row.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 50_000_000, total: Duration::from_secs(60), connect: Duration::from_secs(10), redirects: 10 }
    }
}

/// What kinds of answer are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A page.
    Page,
    /// A feed, under whatever type: servers call them many things.
    Feed,
    /// Either.
    Any,
    /// The beginning of whatever comes, such as a robots.txt; what is behind the limit is left.
    Head,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where.
    pub url: Url,
    /// What for.
    pub wanted: Wanted,
    /// The validator `ETag` of what one has.
    pub etag: Option<String>,
    /// The validator `Last-Modified` of what one has.
    pub modified: Option<String>,
}

impl Request {
    /// A request without conditions.
    pub fn new(url: Url, wanted: Wanted) -> Self {
        Self { url, wanted, etag: None, modified: None }
    }
}

/// An answer: success with its body, "not modified" (304), or any other with its status alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Where it came from, behind all redirects.
    pub url: Url,
    /// Where what was asked for has moved for good: the end of the permanent redirects that began the chain.
    pub moved: Option<Url>,
    /// Type of the body, in small letters, without parameters.
    pub media: Option<String>,
    /// Encoding of the body's text as the server states it.
    pub charset: Option<String>,
    /// Validators, to be sent with the next request.
    pub etag: Option<String>,
    /// See `etag`.
    pub modified: Option<String>,
    /// `Retry-After`, as it was sent.
    pub retry_after: Option<String>,
    /// The body, unpacked; empty but for success.
    pub bytes: Vec<u8>,
    /// Bytes of the body as they were sent.
    pub wire: u64,
}

impl Answer {
    /// Type and encoding as the server states them.
    pub fn content_type(&self) -> Option<String> {
        let media = self.media.as_deref()?;
        Some(self.charset.as_ref().map_or_else(|| media.to_owned(), |c| format!("{media}; charset={c}")))
    }
}

/// What makes requests. Shared by threads as it is; connections are kept for the next request to the same host.
#[derive(Debug)]
pub struct Client {
    agent: String,
    limits: Limits,
    proxies: Proxies,
    /// One for each proxy, and one for none.
    agents: Mutex<HashMap<Option<String>, Agent>>,
}

impl Client {
    /// A client that names itself with `contact`, an address of the one who runs it, where that is given.
    pub fn new(contact: Option<&str>, limits: Limits, proxies: Proxies) -> Self {
        let contact: String =
            contact.unwrap_or_default().chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
        let contact = if contact.is_empty() { String::new() } else { format!(" (+{contact})") };
        let agent = format!("variorum/{}{contact}", env!("CARGO_PKG_VERSION"));
        Self { agent, limits, proxies, agents: Mutex::default() }
    }

    /// The limits it was made with.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The name by which it goes, as sent in `User-Agent`.
    pub fn user_agent(&self) -> &str {
        &self.agent
    }

    /// Asks, and follows redirects. `before` is asked with each address before it is requested, and may refuse.
    ///
    /// # Errors
    /// Where there is no whole answer within the limits, or the answer is of a type that is not wanted. An answer of
    /// any status is no error.
    pub fn get(&self, request: &Request, before: &mut dyn FnMut(&Url) -> Result<(), Error>) -> Result<Answer, Error> {
        let (mut url, mut moved, mut for_good) = (request.url.clone(), None, true);
        let mut seen = vec![url.clone()];
        let mut left = self.limits.total;
        loop {
            // What `before` waits is none of the request's time.
            before(&url)?;
            let began = Instant::now();
            let fail = |kind| Error::new(url.as_str(), kind);
            let (status, head, body) = self.one(&url, request, left).map_err(fail)?;
            let target = field(&head, &header::LOCATION).filter(|_| matches!(status, 301 | 302 | 303 | 307 | 308));
            let Some(target) = target else {
                return self.answer(request, status, &head, body, url.clone(), moved).map_err(fail);
            };
            let next = self.target(&url, &target, &seen).map_err(|why| fail(Kind::Redirect(why)))?;
            for_good &= matches!(status, 301 | 308);
            if for_good {
                moved = Some(next.clone());
            }
            left = left.saturating_sub(began.elapsed());
            if left.is_zero() {
                return Err(fail(Kind::TimedOut { what: "the answer", limit: self.limits.total }));
            }
            seen.push(next.clone());
            url = next;
        }
    }

    /// Where a redirect leads, unless it is not to be followed.
    fn target(&self, url: &Url, target: &str, seen: &[Url]) -> Result<Url, String> {
        let next = join(url, target).map_err(|e| format!("sent on to what cannot be fetched: {e}"))?;
        if seen.contains(&next) {
            return Err(format!("sent in a circle, back to {next} (a site may do so where it wants cookies)"));
        }
        if seen.len() > self.limits.redirects {
            return Err(format!("sent on more than {} times, last to {next}", self.limits.redirects));
        }
        if url.scheme() == "https" && next.scheme() == "http" {
            return Err(format!("sent from https to {next}, which is not safe: give that address if it is meant"));
        }
        Ok(next)
    }

    /// One request without redirects, and the head of its answer.
    fn one(&self, url: &Url, request: &Request, left: Duration) -> Result<(u16, HeaderMap, Body), Kind> {
        let accept = match request.wanted {
            Wanted::Page => "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
            Wanted::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
            }
            Wanted::Any => {
                "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"
            }
            Wanted::Head => "text/plain, */*;q=0.1",
        };
        let agent = self.agent_for(url)?;
        let mut get =
            agent.get(url.as_str()).header(header::ACCEPT, accept).header(header::ACCEPT_ENCODING, "gzip, deflate, br");
        // What is no header value is not sent: the answer is then a whole one.
        for (name, value) in [(header::IF_NONE_MATCH, &request.etag), (header::IF_MODIFIED_SINCE, &request.modified)] {
            if let Some(value) = value.as_ref().filter(|v| is_value(v)) {
                get = get.header(name, value.as_str());
            }
        }
        let answer = get.config().timeout_global(Some(left)).build().call().map_err(|e| self.named(kind_of(e, 0)))?;
        let (head, body) = answer.into_parts();
        Ok((head.status.as_u16(), head.headers, body))
    }

    fn answer(
        &self,
        request: &Request,
        status: u16,
        head: &HeaderMap,
        body: Body,
        url: Url,
        moved: Option<Url>,
    ) -> Result<Answer, Kind> {
        let stated = field(head, &header::CONTENT_TYPE);
        let mut answer = Answer {
            status,
            url,
            moved,
            media: stated.as_deref().and_then(media),
            charset: stated.as_deref().and_then(charset),
            etag: field(head, &header::ETAG),
            modified: field(head, &header::LAST_MODIFIED),
            retry_after: field(head, &header::RETRY_AFTER),
            bytes: Vec::new(),
            wire: 0,
        };
        if !(200..300).contains(&status) {
            return Ok(answer);
        }
        if let Some(media) = answer.media.as_deref().filter(|m| !is_wanted(request.wanted, m)) {
            return Err(Kind::Media(format!("the answer is {media}")));
        }
        let packings = field(head, &header::CONTENT_ENCODING).unwrap_or_default();
        let cut = request.wanted == Wanted::Head;
        let most = if cut { self.limits.bytes.min(crate::robots::LONGEST) } else { self.limits.bytes };
        // What is said beforehand to be too long is not begun.
        let said = body.content_length().filter(|n| *n > most && !cut);
        if let Some(said) = said {
            return Err(Kind::TooLong { limit: most, wire: said });
        }
        let read = body::read(body.into_reader(), &packings, most, cut).map_err(|k| self.named(k))?;
        (answer.bytes, answer.wire) = (read.bytes, read.wire);
        Ok(answer)
    }

    fn agent_for(&self, url: &Url) -> Result<Agent, Kind> {
        let proxy = self.proxies.for_address(url).map(str::to_owned);
        let mut agents = self.agents.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(agent) = agents.get(&proxy) {
            return Ok(agent.clone());
        }
        let through =
            match &proxy {
                Some(p) => {
                    let through = ureq::Proxy::new(p);
                    Some(through.map_err(|e| {
                        Kind::Connect(format!("the proxy {:?} cannot be used: {e}", without_password(p)))
                    })?)
                }
                None => None,
            };
        let config = Agent::config_builder()
            .proxy(through)
            .user_agent(self.agent.as_str())
            .tls_config(tls().map_err(Kind::Tls)?)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(self.limits.connect))
            .timeout_resolve(Some(self.limits.connect))
            .build();
        let agent = Agent::new_with_config(config);
        agents.insert(proxy, agent.clone());
        Ok(agent)
    }

    /// Puts the limit into an error that knows only that there was one.
    fn named(&self, kind: Kind) -> Kind {
        match kind {
            Kind::TimedOut { what: what @ ("the connection" | "looking up the host"), .. } => {
                Kind::TimedOut { what, limit: self.limits.connect }
            }
            Kind::TimedOut { what, .. } => Kind::TimedOut { what, limit: self.limits.total },
            kind => kind,
        }
    }
}

/// Root certificates: those of Mozilla, or those in the file that `SSL_CERT_FILE` names.
fn tls() -> Result<TlsConfig, String> {
    let Some(path) = std::env::var_os("SSL_CERT_FILE").filter(|p| !p.is_empty()) else {
        return Ok(TlsConfig::default());
    };
    let fail = |why: String| format!("{} (SSL_CERT_FILE): {why}", path.display());
    let pem = std::fs::read(&path).map_err(|e| fail(format!("cannot be read: {e}")))?;
    let certificates: Vec<_> = parse_pem(&pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(c)) => Some(c),
            _ => None,
        })
        .collect();
    if certificates.is_empty() {
        return Err(fail("there is no certificate in it; name a file of them in PEM".into()));
    }
    Ok(TlsConfig::builder().root_certs(RootCerts::from(certificates)).build())
}

/// A proxy's address as it may be shown.
fn without_password(proxy: &str) -> String {
    match Url::parse(proxy) {
        Ok(url) => format!("{}://{}", url.scheme(), address::host(&url)),
        Err(_) => "in the environment".into(),
    }
}

/// A header field as text; bytes that are no UTF-8 are taken as Latin-1, as the standard once had it.
fn field(head: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    let value = head.get(name)?.as_bytes();
    let text =
        std::str::from_utf8(value).map_or_else(|_| value.iter().map(|b| char::from(*b)).collect(), str::to_owned);
    Some(text.trim().to_owned()).filter(|v| !v.is_empty())
}

fn is_value(value: &str) -> bool {
    value.len() <= 1024 && value.bytes().all(|b| b == b' ' || b.is_ascii_graphic())
}

/// The type that `Content-Type` states.
fn media(stated: &str) -> Option<String> {
    let media = stated.split([';', ',']).next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(media).filter(|m| m.contains('/'))
}

/// The encoding that `Content-Type` states.
fn charset(stated: &str) -> Option<String> {
    stated.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
    })
}

/// Whether a body of a type is read. An answer that states none is: what it is, its bytes tell.
fn is_wanted(wanted: Wanted, media: &str) -> bool {
    let page = matches!(media, "text/html" | "application/xhtml+xml" | "text/plain");
    let data =
        media.ends_with("/xml") || media.ends_with("+xml") && media != "image/svg+xml" || media.ends_with("json");
    match wanted {
        Wanted::Page => page,
        Wanted::Any => page || data,
        Wanted::Feed => page || data || media.starts_with("text/") || media == "application/octet-stream",
        Wanted::Head => true,
    }
}

/// What went wrong after `wire` bytes of the body.
pub(crate) fn kind_of(error: ureq::Error, wire: u64) -> Kind {
    use std::io::ErrorKind as Io;
    let limit = Duration::ZERO;
    match error {
        ureq::Error::Timeout(Timeout::Connect) => Kind::TimedOut { what: "the connection", limit },
        ureq::Error::Timeout(Timeout::Resolve) => Kind::TimedOut { what: "looking up the host", limit },
        ureq::Error::Timeout(_) => Kind::TimedOut { what: "the answer", limit },
        ureq::Error::HostNotFound => Kind::Connect("there is no host of that name".into()),
        ureq::Error::ConnectionFailed => Kind::Connect("nobody answers there".into()),
        ureq::Error::ConnectProxyFailed(why) => Kind::Connect(format!("the proxy refuses: {why}")),
        ureq::Error::InvalidProxyUrl => Kind::Connect("the proxy's address cannot be used".into()),
        ureq::Error::Io(e) => match e.kind() {
            Io::ConnectionRefused | Io::HostUnreachable | Io::NetworkUnreachable | Io::AddrNotAvailable => {
                Kind::Connect(e.to_string())
            }
            Io::UnexpectedEof | Io::ConnectionReset | Io::ConnectionAborted | Io::BrokenPipe if wire > 0 => {
                Kind::Broken(format!("after {wire} bytes of the body, before its end"))
            }
            Io::UnexpectedEof => Kind::Broken("before the answer was whole".into()),
            // The resolver's errors have no kind of their own.
            _ if e.to_string().contains("lookup address") => Kind::Connect(e.to_string()),
            Io::InvalidData if e.get_ref().is_some_and(|i| i.to_string().contains("certificate")) => {
                Kind::Tls(e.to_string())
            }
            _ => Kind::Broken(e.to_string()),
        },
        ureq::Error::Tls(why) => Kind::Tls(why.into()),
        ureq::Error::Rustls(e) => Kind::Tls(e.to_string()),
        ureq::Error::LargeResponseHeader(has, most) => {
            Kind::Protocol(format!("its head has {has} bytes or more, and {most} are read"))
        }
        ureq::Error::BodyStalled => Kind::Broken("the body does not go on".into()),
        other => Kind::Protocol(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read() {
        assert_eq!(media("Text/HTML; charset=x").as_deref(), Some("text/html"));
        assert_eq!(media("html"), None);
        for (stated, read) in [
            ("text/html; charset=ISO-8859-1", Some("iso-8859-1")),
            ("text/html;Charset = \"Shift_JIS\" ; x=y", Some("shift_jis")),
            ("text/html; boundary=a; charset='koi8-r'", Some("koi8-r")),
            ("text/html; charset=", None),
            ("text/html; xcharset=utf-8", None),
            ("charset=utf-8", None),
        ] {
            assert_eq!(charset(stated).as_deref(), read, "{stated}");
        }
    }

    #[test]
    fn a_safe_address_does_not_lead_to_one_that_is_not() {
        let client = Client::new(None, Limits::default(), Proxies::none());
        let url = address::address("https://harbour.example/a").unwrap();
        let target = |to| client.target(&url, to, std::slice::from_ref(&url));
        assert!(target("http://harbour.example/b").unwrap_err().contains("not safe"));
        assert_eq!(target("//quay.example/b").unwrap().as_str(), "https://quay.example/b");
        assert_eq!(target("b?c").unwrap().as_str(), "https://harbour.example/b?c");
        assert!(target("https://harbour.example/a#b").unwrap_err().contains("circle"));
    }

    #[test]
    fn what_is_no_page_is_not_wanted() {
        for media in ["application/pdf", "image/png", "image/svg+xml", "video/mp4", "application/zip", "text/css"] {
            assert!(!is_wanted(Wanted::Page, media) && !is_wanted(Wanted::Any, media), "{media}");
        }
        assert!(is_wanted(Wanted::Any, "application/rss+xml") && !is_wanted(Wanted::Page, "application/rss+xml"));
        assert!(is_wanted(Wanted::Feed, "application/octet-stream") && is_wanted(Wanted::Feed, "text/x-feed"));
    }
}
