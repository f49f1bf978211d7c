//! Whether two names are of one outlet.

use crate::annotate::credit;

/// The name of an outlet, an agency or a host, made comparable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OutletName {
    /// Its words in small letters, without "the".
    words: Vec<String>,
    /// Whether it is an address.
    host: bool,
    /// Whether it looks like the name of a paper, a station or an agency, and not like anybody's.
    media: bool,
}

impl OutletName {
    pub fn new(written: &str) -> Self {
        let out = Self::plain(written);
        let media = !out.host && credit::looks_like_outlet(bare(written.trim()));
        Self { media, ..out }
    }

    /// The same without a look at whether it is like the name of a paper, which takes longer than all the rest.
    pub fn plain(written: &str) -> Self {
        let written = written.trim();
        let host = written.contains('.') && !written.contains(char::is_whitespace);
        if host {
            let bare = written.to_lowercase();
            let bare = bare.strip_prefix("www.").unwrap_or(&bare);
            return Self { words: vec![bare.to_owned()], host, media: false };
        }
        let words = bare(written).split(|c: char| !c.is_alphanumeric() && c != '&').filter(|w| !w.is_empty());
        let words = words.map(|w| if w == "&" { "and".to_owned() } else { w.to_lowercase() });
        let words = words.filter(|w| w != "the").collect();
        Self { words, host, media: false }
    }

    /// Whether it is an address.
    pub fn is_host(&self) -> bool {
        self.host
    }

    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Its letters and figures without what stands between them.
    pub fn letters(&self) -> String {
        self.words.concat()
    }

    /// Its letters without a number that stands among its words by itself; `None` where none does.
    pub fn unnumbered(&self) -> Option<String> {
        let number = |w: &&String| w.bytes().all(|b| b.is_ascii_digit());
        let any = self.words.iter().any(|w| number(&w));
        any.then(|| self.words.iter().filter(|w| !number(w)).map(String::as_str).collect())
    }

    fn bytes(&self) -> impl Iterator<Item = u8> {
        self.words.iter().flat_map(|w| w.bytes())
    }

    /// Whether a longer name begins with it.
    pub fn begins_with(&self, whole: &Self) -> bool {
        !self.words.is_empty() && whole.words.starts_with(&self.words)
    }

    pub fn len(&self) -> usize {
        self.words.iter().map(String::len).sum()
    }

    /// How many words it has, an article before it counted.
    pub fn count(&self) -> usize {
        2 * self.words.len() + 1
    }

    /// Whether it looks like the name of a paper, a station or an agency.
    pub fn is_media(&self) -> bool {
        self.media
    }

    /// Whether a text in small letters has the beginning of the name.
    pub fn is_in(&self, text: &str) -> bool {
        let first = self.words.get(..self.words.len().min(2)).unwrap_or(&[]).join(" ");
        first.len() > 3 && text.contains(&first)
    }

    /// Whether one of its words begins with the same letters as this word: cheap, and true of every form of it.
    pub fn begins(&self, word: &str) -> bool {
        self.words.iter().any(|w| {
            word.get(..2).is_some_and(|p| w.get(..2).is_some_and(|q| p.eq_ignore_ascii_case(q)))
                || !word.is_ascii()
                || word.eq_ignore_ascii_case("the")
        })
    }

    /// Whether these capitals may be its initials, or its name.
    pub fn may_be(&self, capitals: &str) -> bool {
        let first = |w: &String| w.chars().next();
        let head = capitals.chars().next().map(|c| c.to_ascii_lowercase());
        self.words.first().and_then(first) == head
    }

    /// Whether it is the last words of a longer name.
    pub fn ends(&self, whole: &Self) -> bool {
        !self.words.is_empty() && whole.words.len() > self.words.len() && whole.words.ends_with(&self.words)
    }

    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == word)
    }

    /// Whether the names are the same, or one is the other in capitals ("NAP" of the "Northern Associated Press").
    pub fn same(&self, other: &Self) -> bool {
        !self.words.is_empty()
            && self.host == other.host
            && (self.words == other.words
                || self.bytes().eq(other.bytes())
                || self.initials(other)
                || other.initials(self))
    }

    /// Whether it is the address of a site that is called by the other name.
    pub fn addresses(&self, other: &Self) -> bool {
        self.host && !other.host && self.words.first().is_some_and(|host| other.at(host))
    }

    fn initials(&self, long: &Self) -> bool {
        let [short] = self.words.as_slice() else { return false };
        let first = |w: &String| w.chars().next();
        let all = long.words.iter().filter_map(first);
        let great = long.words.iter().filter(|w| !matches!(w.as_str(), "of" | "and" | "for" | "&")).filter_map(first);
        !self.host && long.words.len() > 1 && short.len() > 1 && (short.chars().eq(all) || short.chars().eq(great))
    }

    /// Whether it is a shorter form: the "Courier" of the "Belden Mills Courier".
    pub fn part_of(&self, whole: &Self) -> bool {
        let n = self.words.len();
        n > 0
            && n < whole.words.len()
            && !self.host
            && (whole.words.ends_with(&self.words)
                || whole.words.starts_with(&self.words) && (n > 1 || self.len() > 5 || self.media)
                || (n > 1 || self.media) && whole.words.windows(n).any(|w| w == self.words))
    }

    /// Whether it is what an address is called by: "NAP" at `nap.example`, "The Daily Lantern" at `dailylantern.example`.
    pub fn at(&self, host: &str) -> bool {
        let host = host.strip_prefix("www.").unwrap_or(host);
        if self.host {
            return self
                .words
                .iter()
                .any(|w| w == host || host.strip_suffix(w.as_str()).is_some_and(|r| r.ends_with('.')));
        }
        labels(host).any(|l| self.label(&compact(l)))
    }

    /// Whether it is what one label of an address says: the same letters, but for what stations and pages put behind
    /// their names ("WBLD" at `wbldtv.example`, "Daily Lantern Online" at `dailylantern.example`), a station's number,
    /// or the words shortened ("Free Ledger" at `freel.example`).
    fn label(&self, label: &str) -> bool {
        let letters = self.letters();
        if letters.len() < 2 || label.len() < 2 {
            return false;
        }
        if label == letters {
            return true;
        }
        let tail = self.words.iter().rev().take_while(|w| GENERIC.contains(&w.as_str())).count();
        let bare = self.words.get(..self.words.len() - tail).unwrap_or(&[]).concat();
        let ending = |l: &str| GENERIC.iter().find_map(|g| l.strip_suffix(g).map(str::to_owned)).unwrap_or_default();
        let long = |s: &str| s.len() > 2;
        let known = long(&bare) && (bare == label || bare == ending(label));
        // "WAVE" at `wave3.example`; but "BNW News" is not the station BNW 13.
        let station = self.words.len() == 1 && long(&letters) && {
            let sign = label.trim_end_matches(|c: char| c.is_ascii_digit());
            sign == letters
        };
        known || station || self.words.len() > 1 && shortens(label, &self.words)
    }
}

/// A name without "'s".
fn bare(written: &str) -> &str {
    written.strip_suffix("'s").or_else(|| written.strip_suffix("’s")).unwrap_or(written)
}

/// What stations and pages put behind their names.
const GENERIC: &[&str] = &["online", "news", "tv", "fm", "radio", "com", "local"];

/// Whether letters are the beginnings of all these words, one behind the other, of each one letter or more.
fn shortens(letters: &str, words: &[String]) -> bool {
    let Some((first, rest)) = words.split_first() else { return letters.is_empty() };
    let same = first.bytes().zip(letters.bytes()).take_while(|(a, b)| a == b).count();
    (1..=same).any(|n| letters.get(n..).is_some_and(|l| shortens(l, rest)))
}

/// The labels of a host that tell it from others: without "www" and without what all of a country or kind have.
pub(super) fn labels(host: &str) -> impl Iterator<Item = &str> {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let kept = host.rsplit_once('.').map_or(host, |h| h.0);
    let kept = ["co", "com", "org", "net", "ac", "gov"]
        .iter()
        .find_map(|s| kept.strip_suffix(s).and_then(|k| k.strip_suffix('.')))
        .unwrap_or(kept);
    kept.split('.').filter(|l| !l.is_empty())
}

/// A label without its hyphens.
pub(super) fn compact(label: &str) -> String {
    label.chars().filter(|c| *c != '-').collect()
}

/// The host of an address.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |p| p.1);
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").map_or(host.clone(), str::to_owned);
    (!host.is_empty()).then_some(host)
}

/// An address without what differs between two ways to write it.
pub(super) fn page(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |p| p.1);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches(['/', '.', ',', ')']).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_outlet() {
        let name = OutletName::new;
        assert!(name("the Daily Lantern").same(&name("Daily Lantern’s")));
        assert!(name("NAP").same(&name("Northern Associated Press")));
        assert!(name("TSP").same(&name("Tri-State Press")));
        assert!(!name("NAP").same(&name("Northern Press")));
        assert!(name("Courier").part_of(&name("Belden Mills Courier")));
        assert!(name("Channel 6").part_of(&name("WBLD Channel 6")));
        assert!(!name("The").part_of(&name("The Courier")));
        assert!(name("Brenndorf Tagblatt").part_of(&name("Brenndorf Tagblatt (English pages)")));
        assert!(name("NAP").at("nap.example") && name("Daily Lantern").at("dailylantern.example"));
        assert!(name("NAP").at("nap-tv.example") && name("Brem Evening Echo").at("bremee.example"));
        assert!(name("Daily Lantern Online").at("dailylantern.co.example") && !name("Com").at("nap.com"));
        assert!(name("WAVO").at("wavo3.example") && !name("WAVO News").at("wavo3.example"));
        assert!(name("nap.example").at("news.nap.example") && !name("ap.example").at("nap.example"));
    }

    #[test]
    fn addresses_are_taken_apart() {
        assert_eq!(host("https://www.nap.example/a?b").as_deref(), Some("nap.example"));
        assert_eq!(page("https://nap.example/a/?b=1"), page("nap.example/a"));
    }
}
