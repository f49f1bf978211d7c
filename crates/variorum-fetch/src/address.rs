//! Addresses: what may be fetched, and how it is written.

use crate::error::Error;
use url::Url;

/// Bytes of an address at most; servers refuse longer ones.
pub const LONGEST: usize = 8 << 10;

/// Whether `text` looks like an address to be fetched rather than the name of a file.
pub fn is_address(text: &str) -> bool {
    let scheme = |s: &str| text.get(..s.len()).is_some_and(|t| t.eq_ignore_ascii_case(s));
    scheme("http://") || scheme("https://")
}

/// Reads an address as browsers do. The part behind `#` is left out: servers never see it.
///
/// # Errors
/// Where it is none, is neither http nor https, or is longer than [`LONGEST`].
pub fn address(text: &str) -> Result<Url, Error> {
    check(text, Url::parse(text.trim()))
}

/// Reads an address that may be written relative to `base`, such as a link in a page.
///
/// # Errors
/// As [`address`].
pub fn join(base: &Url, text: &str) -> Result<Url, Error> {
    check(text, base.join(text.trim()))
}

/// Scheme, host and port: what one robots.txt is for.
pub fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// The host and its port where that is not the usual one: who is to be left in peace between requests.
pub fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn check(text: &str, parsed: Result<Url, url::ParseError>) -> Result<Url, Error> {
    let shown: String = text.chars().take(200).collect();
    let mut url = parsed.map_err(|e| Error::address(&shown, format!("not an address ({e}); write https://…")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Error::address(&shown, format!("{}: only http and https are fetched", url.scheme())));
    }
    if url.as_str().len() > LONGEST {
        return Err(Error::address(&shown, format!("longer than {LONGEST} bytes")));
    }
    url.set_fragment(None);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_browsers_do() {
        for (text, read) in [
            ("HTTPS://Harbour.example/a b?c#d", "https://harbour.example/a%20b?c"),
            (" http://harbour.example:80 ", "http://harbour.example/"),
            ("https://müller.example/ü", "https://xn--mller-kva.example/%C3%BC"),
        ] {
            assert_eq!(address(text).map(String::from).ok().as_deref(), Some(read));
        }
        for text in ["file:///etc/passwd", "ftp://x.example/", "javascript:alert(1)", "harbour", "", "http://", "//x"] {
            assert!(address(text).is_err(), "{text}");
        }
        assert!(address(&format!("http://x.example/{}", "a".repeat(LONGEST))).is_err());
        assert!(is_address("HTTP://x") && !is_address("http.txt") && !is_address("é"));
    }

    #[test]
    fn hosts_are_told_apart_by_port() {
        let at = |s: &str| address(s).map(|u| (host(&u), origin(&u))).unwrap_or_default();
        assert_eq!(at("http://a.example:8080/x"), ("a.example:8080".into(), "http://a.example:8080".into()));
        assert_eq!(at("https://a.example/x"), ("a.example".into(), "https://a.example".into()));
    }
}
