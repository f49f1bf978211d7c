//! Which proxy an address goes through, by the variables of the environment that other programs honour too.

use url::Url;

/// Proxies by scheme, and the hosts that need none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies {
    http: Option<String>,
    https: Option<String>,
    none: Vec<String>,
}

impl Proxies {
    /// No proxy at all.
    pub fn none() -> Self {
        Self::default()
    }

    /// What the environment says: `https_proxy`, `http_proxy`, `all_proxy`, `no_proxy`.
    pub fn from_env() -> Self {
        Self::from(|name| std::env::var(name).ok())
    }

    /// The same from any source of variables. Small letters count before capitals; `HTTP_PROXY` in capitals is not
    /// believed, since a web server may set it from a request.
    pub fn from(get: impl Fn(&str) -> Option<String>) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|n| get(n)).map(|v| v.trim().to_owned());
        let some = |v: Option<String>| v.filter(|v| !v.is_empty());
        let all = some(first(&["all_proxy", "ALL_PROXY"]));
        let none = first(&["no_proxy", "NO_PROXY"]).unwrap_or_default();
        Self {
            http: some(first(&["http_proxy"])).or_else(|| all.clone()),
            https: some(first(&["https_proxy", "HTTPS_PROXY"])).or(all),
            none: none.split(',').map(|n| n.trim().to_ascii_lowercase()).filter(|n| !n.is_empty()).collect(),
        }
    }

    /// The proxy for an address; `None` where it is asked directly.
    pub fn for_address(&self, url: &Url) -> Option<&str> {
        let proxy = if url.scheme() == "https" { &self.https } else { &self.http };
        proxy.as_deref().filter(|_| !self.spared(url))
    }

    /// Whether `no_proxy` names the host: itself, a domain that it is in, with or without a port, or `*`.
    fn spared(&self, url: &Url) -> bool {
        let Some(host) = url.host_str() else { return false };
        let host = host.trim_matches(['[', ']']);
        self.none.iter().any(|entry| {
            let (name, port) = match entry.rsplit_once(':') {
                Some((name, port)) if !name.contains(':') => (name, port.parse::<u16>().ok()),
                _ => (entry.as_str(), None),
            };
            if port.is_some() && port != url.port_or_known_default() {
                return false;
            }
            let name = name.trim_matches(['[', ']']).trim_start_matches('*').trim_start_matches('.');
            entry == "*"
                || !name.is_empty() && (host == name || host.strip_suffix(name).is_some_and(|h| h.ends_with('.')))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::address;

    fn through(variables: &[(&str, &str)], url: &str) -> Option<String> {
        let get = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        let url = address(url).ok()?;
        Proxies::from(get).for_address(&url).map(str::to_owned)
    }

    #[test]
    fn each_scheme_has_its_proxy() {
        let both = [("https_proxy", "http://p:1"), ("http_proxy", "http://p:2")];
        assert_eq!(through(&both, "https://a.example/").as_deref(), Some("http://p:1"));
        assert_eq!(through(&both, "http://a.example/").as_deref(), Some("http://p:2"));
        assert_eq!(through(&[("HTTPS_PROXY", "http://p:1")], "http://a.example/"), None);
        assert_eq!(through(&[("HTTP_PROXY", "http://p:1")], "http://a.example/"), None);
        assert_eq!(through(&[("ALL_PROXY", "http://p:1")], "http://a.example/").as_deref(), Some("http://p:1"));
        assert_eq!(through(&[("https_proxy", "")], "https://a.example/"), None);
    }

    #[test]
    fn hosts_are_spared() {
        for (list, url, spared) in [
            ("a.example", "https://a.example/", true),
            ("a.example", "https://b.a.example/", true),
            (".a.example", "https://a.example/", true),
            ("*.a.example", "https://b.a.example/", true),
            ("a.example", "https://aa.example/", false),
            ("x, 127.0.0.1", "https://127.0.0.1/", true),
            ("localhost:8443", "https://localhost:8443/", true),
            ("localhost:8443", "https://localhost/", false),
            ("::1", "https://[::1]/", true),
            ("*", "https://c.example/", true),
            ("", "https://c.example/", false),
        ] {
            let got = through(&[("https_proxy", "http://p:1"), ("no_proxy", list)], url);
            assert_eq!(got.is_none(), spared, "{list} {url}");
        }
    }
}
