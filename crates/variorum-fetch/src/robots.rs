//! robots.txt as RFC 9309 has it: which paths of a site a robot may ask for.
//!
//! The crates for this bring a regular expression engine or have not been touched for years; what the RFC asks is a page.

use std::time::Duration;

/// The name by which robots.txt files can address this program.
pub const TOKEN: &str = "variorum";
/// Bytes of a robots.txt that are read; the RFC asks for no fewer than these.
pub const LONGEST: u64 = 500 << 10;
/// The longest wait between two requests that a robots.txt may ask for.
const LONGEST_DELAY: f64 = 24.0 * 60.0 * 60.0;

/// What a site says to this program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    rules: Vec<Rule>,
    /// `Crawl-delay`: how long to wait between two requests. Not in the RFC, but widely used.
    pub delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: String,
}

impl Rules {
    /// Reads a robots.txt, however damaged: lines that say nothing are passed over. Where groups name this program
    /// they count together, else those for `*`.
    pub fn parse(bytes: &[u8]) -> Self {
        let bytes = bytes.get(..LONGEST as usize).unwrap_or(bytes);
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let (mut own, mut all) = (Self::default(), Self::default());
        let (mut named, mut to_own, mut to_all, mut heading) = (false, false, false, false);
        for line in bytes.split(|b| matches!(b, b'\n' | b'\r')) {
            let line = line.split(|b| *b == b'#').next().unwrap_or_default();
            let Some(colon) = line.iter().position(|b| *b == b':') else { continue };
            let (key, value) = line.split_at(colon);
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            match key.trim_ascii().to_ascii_lowercase().as_slice() {
                b"user-agent" | b"useragent" => {
                    if !heading {
                        (to_own, to_all, heading) = (false, false, true);
                    }
                    let length =
                        value.iter().take_while(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'-')).count();
                    to_own |= value.get(..length).is_some_and(|v| v.eq_ignore_ascii_case(TOKEN.as_bytes()));
                    to_all |= value.starts_with(b"*");
                    named |= to_own;
                }
                key @ (b"allow" | b"disallow") => {
                    heading = false;
                    if value.is_empty() || !(to_own || to_all) {
                        continue;
                    }
                    let rule = Rule { allow: key == b"allow", pattern: normal(value) };
                    if to_own {
                        own.rules.push(rule.clone());
                    }
                    if to_all {
                        all.rules.push(rule);
                    }
                }
                b"crawl-delay" => {
                    heading = false;
                    let seconds = std::str::from_utf8(value).ok().and_then(|v| v.parse::<f64>().ok());
                    let delay = seconds
                        .filter(|s| s.is_finite() && *s >= 0.0)
                        .map(|s| Duration::from_millis((s.min(LONGEST_DELAY) * 1000.0) as u64));
                    if to_own {
                        own.delay = own.delay.max(delay);
                    }
                    if to_all {
                        all.delay = all.delay.max(delay);
                    }
                }
                // Sitemaps and the like belong to no group and end none.
                _ => {}
            }
        }
        if named { own } else { all }
    }

    /// Rules that allow nothing: where a robots.txt cannot be had.
    pub fn nothing() -> Self {
        Self { rules: vec![Rule { allow: false, pattern: "/".into() }], delay: None }
    }

    /// Whether an address's path, with its query, may be asked for: the longest rule that fits decides, and of two as
    /// long the one that allows.
    pub fn allow(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path.as_bytes());
        let fits = self.rules.iter().filter(|r| fits(&r.pattern, &path));
        fits.max_by_key(|r| (r.pattern.len(), r.allow)).is_none_or(|r| r.allow)
    }
}

/// Whether a pattern fits the beginning of a path. `*` stands for anything, `$` at the end for the end of the path.
/// Each stretch between stars is taken where it first stands, which is enough: what follows a star can begin anywhere.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |p| (p, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let (mut open, mut last) = (false, "");
    for part in parts {
        // The stretch before this one was not the last.
        if !last.is_empty() {
            let Some(at) = rest.find(last) else { return false };
            rest = rest.get(at + last.len()..).unwrap_or_default();
        }
        (open, last) = (true, part);
    }
    match (open, whole) {
        (false, _) => !whole || rest.is_empty(),
        (true, true) => rest.ends_with(last),
        (true, false) => rest.contains(last),
    }
}

/// A path or pattern with one spelling for each octet: letters, figures and marks that need none without percent signs,
/// all others with them, in capitals.
fn normal(text: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let coded = (byte == b'%').then(|| text.get(at + 1..at + 3)).flatten().and_then(|hex| {
            let hex = std::str::from_utf8(hex).ok().filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()))?;
            u8::from_str_radix(hex, 16).ok()
        });
        at += if coded.is_some() { 3 } else { 1 };
        let octet = coded.unwrap_or(byte);
        let plain = match coded {
            // A coded slash or star is none: only what may always be written either way is decoded.
            Some(octet) => octet.is_ascii_alphanumeric() || b"-._~".contains(&octet),
            None => octet.is_ascii_graphic(),
        };
        if plain {
            out.push(char::from(octet));
        } else {
            out.push('%');
            for nibble in [octet >> 4, octet & 15] {
                out.push(char::from(HEX[usize::from(nibble)]));
            }
        }
    }
    out
}

/// A robots.txt as it is kept between two runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Status of the answer; 0 where there was none.
    pub status: u16,
    /// Its bytes, at most [`LONGEST`], as text.
    pub text: String,
    /// When it was asked for.
    pub fetched: crate::clock::Millis,
}

impl Remembered {
    /// What it says: a missing file allows everything, one that cannot be had nothing (RFC 9309, 2.3.1).
    pub fn rules(&self) -> Rules {
        match self.status {
            200..=299 => Rules::parse(self.text.as_bytes()),
            // Too many redirects count as missing.
            429 => Rules::nothing(),
            300..=499 => Rules::default(),
            _ => Rules::nothing(),
        }
    }

    /// Whether no rules could be had.
    pub fn is_unreachable(&self) -> bool {
        self.status == 429 || !(200..500).contains(&self.status)
    }

    /// How long it is believed: a day, and half an hour where it could not be had.
    pub fn lasts(&self) -> Duration {
        Duration::from_secs(if self.is_unreachable() { 30 * 60 } else { 24 * 60 * 60 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(rules: &str, path: &str) -> bool {
        Rules::parse(rules.as_bytes()).allow(path)
    }

    #[test]
    fn groups_are_chosen_by_name() {
        let text = "User-agent: otherbot\nDisallow: /\n\nUser-agent: Variorum/2.0\nuser-agent: foo\nDisallow: /a\n\
                    User-agent: *\nDisallow: /b\n\nUser-agent: VARIORUM\nDisallow: /c";
        assert!(!allows(text, "/a") && !allows(text, "/c/d") && allows(text, "/b") && allows(text, "/"));
        assert!(allows("User-agent: otherbot\nDisallow: /", "/x"));
        assert!(allows("User-agent: variorumbot\nDisallow: /\nUser-agent: *\nAllow: /", "/x"));
        // A group for this program without rules allows everything.
        assert!(allows("User-agent: variorum\nDisallow:\n\nUser-agent: *\nDisallow: /", "/x"));
    }

    #[test]
    fn the_longest_rule_decides() {
        let rules = |body: &str| format!("User-agent: *\n{body}");
        for (body, path, allowed) in [
            ("Disallow: /", "/x", false),
            ("Disallow: /", "/robots.txt", true),
            ("Allow: /p\nDisallow: /", "/page", true),
            ("Allow: /folder\nDisallow: /folder", "/folder/page", true),
            ("Allow: /page\nDisallow: /*.htm", "/page.htm", false),
            ("Allow: /$\nDisallow: /", "/", true),
            ("Allow: /$\nDisallow: /", "/page.htm", false),
            ("Disallow: /fish*", "/Fish", true),
            ("Disallow: /fish*", "/fishheads", false),
            ("Disallow: /*.php$", "/filename.php", false),
            ("Disallow: /*.php$", "/filename.php?q", true),
            ("Disallow: /*a*b$", "/xab-b", false),
            ("Disallow: /*a*b$", "/xab-c", true),
            ("Disallow: /a*b*c", "/a1b2c3", false),
            ("Disallow: /a*b*c", "/a1c2b3", true),
            ("Disallow: /a*b$", "/ab", false),
            ("Disallow: *", "/x", false),
            ("Disallow: /**", "/x", false),
            ("Disallow: $", "/x", true),
            ("Disallow: /?print=", "/?print=1", false),
            ("Disallow: /ü", "/%C3%BC", false),
            ("Disallow: /%7euser", "/~user", false),
            ("Disallow: /a%2fb", "/a/b", true),
            ("Disallow: /a%2Fb", "/a%2fb", false),
            ("disallow : /x # comment", "/x", false),
            ("Sitemap: /s\nDisallow: /x", "/x", false),
        ] {
            assert_eq!(allows(&rules(body), path), allowed, "{body} {path}");
        }
    }

    /// What a pattern fits, said plainly and slowly.
    fn fits_plainly(pattern: &[u8], path: &[u8]) -> bool {
        match pattern {
            [] => true,
            [b'$'] => path.is_empty(),
            [b'*', rest @ ..] => (0..=path.len()).any(|at| fits_plainly(rest, &path[at..])),
            [first, rest @ ..] => path.first() == Some(first) && fits_plainly(rest, &path[1..]),
        }
    }

    #[test]
    fn patterns_fit_as_they_do_when_tried_one_by_one() {
        let mut seed = 7u64;
        let mut die = |n: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % n
        };
        let mut fitted = 0;
        for _ in 0..50_000 {
            let mut word = |signs: &[u8], most: u64| -> String {
                (0..die(most)).map(|_| char::from(signs[die(signs.len() as u64) as usize])).collect()
            };
            let (mut pattern, path) = (word(b"aab*", 7), word(b"aab", 9));
            if word(b"x", 3).len() == 2 {
                pattern.push('$');
            }
            let fit = fits(&pattern, &path);
            fitted += usize::from(fit);
            assert_eq!(fit, fits_plainly(pattern.as_bytes(), path.as_bytes()), "{pattern} {path}");
        }
        assert!((5_000..45_000).contains(&fitted), "{fitted}");
        for _ in 0..2_000 {
            let signs = b"User-agent:*\n\rDisallow/%2f$\xff\xc3";
            let bytes: Vec<u8> = (0..die(80)).map(|_| signs[die(signs.len() as u64) as usize]).collect();
            let _ = Rules::parse(&bytes).allow(&String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn damage_is_passed_over() {
        assert!(allows("", "/x"));
        assert!(allows("<!doctype html><p>not found: sorry</p>", "/x"));
        assert!(!allows("\u{feff}User-agent: *\r\rnonsense\r\nDisallow:/x\r", "/x"));
        assert!(!Rules::parse(b"\xff\xfe: \x00\nUser-Agent:*\nDisallow: /\xff").allow("/%ff"));
        let huge = format!("User-agent: *\n{}Disallow: /", "# filler\n".repeat(60_000));
        assert!(allows(&huge, "/x"), "behind the limit nothing is read");
        let _ = allows("User-agent: *\nDisallow: %", "/%");
        let _ = allows("User-agent: *\nDisallow: /%é", "/%C");
    }

    #[test]
    fn delays_are_read() {
        let delay = |v: &str| Rules::parse(format!("User-agent: *\nCrawl-delay: {v}").as_bytes()).delay;
        assert_eq!(delay("10"), Some(Duration::from_secs(10)));
        assert_eq!(delay("0.5"), Some(Duration::from_millis(500)));
        assert_eq!(delay("1e99"), Some(Duration::from_secs(86_400)));
        for bad in ["-1", "NaN", "inf", "ten", ""] {
            assert_eq!(delay(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_cannot_be_had_means_no() {
        let rules = |status| Remembered { status, text: String::new(), fetched: 0 }.rules().allow("/x");
        assert!(rules(200) && rules(404) && rules(403) && rules(302));
        assert!(!rules(500) && !rules(503) && !rules(0) && !rules(429));
    }
}
