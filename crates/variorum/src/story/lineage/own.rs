//! Whose report it is: whether an outlet that a report names is the report's own, in whatever form it is written.

use super::outlet::{OutletName, compact, host, labels, page};
use crate::annotate::Annotated;
use crate::annotate::credit;
use crate::annotate::lexicon::List;
use crate::annotate::token::Key;

/// Brands that stations of many towns go by: they tell no outlet from another, so that who uses one means itself.
static BRANDS: List = List::new("eyewitness action newschannel newscenter newswatch");
/// What may stand beside such a brand.
static BESIDE: List = List::new("news morning evening tonight today live now team at");

/// What sites of a network's stations begin with.
const NETWORKS: &[&str] = &["abc", "cbs", "nbc", "fox", "cw"];

/// A report's outlet by name and address.
pub(super) struct Outlet {
    pub name: Option<OutletName>,
    /// What the file is called, where no outlet is stated.
    pub file: Option<OutletName>,
    pub host: Option<String>,
    pub page: Option<String>,
    /// What a page's title ends with, behind a dash or a bar: "Lock shut | WBLD Belden".
    title: Option<OutletName>,
    /// The sites of the mail addresses in its text.
    mails: Vec<String>,
}

/// The sites of the mail addresses in a text: "vale.example" of "alowe@vale.example".
fn mails(text: &str) -> Vec<String> {
    let site = |(at, _): (usize, &str)| {
        let rest = text.get(at + 1..)?;
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').unwrap_or(rest.len());
        let host = rest.get(..end)?.trim_matches('.').to_ascii_lowercase();
        (text.get(..at)?.ends_with(|c: char| c.is_ascii_alphanumeric()) && host.contains('.')).then_some(host)
    };
    text.match_indices('@').filter_map(site).collect()
}

/// The words of a file's name, by which outlets are compared: `daily-lantern.txt`, `a-daily-lantern.txt`,
/// `02_daily-lantern-2024-05-17.txt`. Letters and numbers that put files in order are left out, and dates.
fn file(path: &str) -> OutletName {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |n| n.0);
    let mut words: Vec<&str> = stem.split(['-', '_', '.', ' ']).filter(|w| !w.is_empty()).collect();
    let letter = |w: &str| w.chars().nth(1).is_none() && !w.contains(|c: char| c.is_ascii_digit());
    let number = |w: &&&str| w.bytes().all(|b| b.is_ascii_digit());
    if words.len() > 1 && words.first().is_some_and(|w| letter(w)) {
        words.remove(0);
    }
    let before = words.iter().take_while(number).count();
    let behind = words.iter().rev().take_while(number).count();
    let kept = words.get(before..words.len().saturating_sub(behind)).filter(|w| !w.is_empty()).unwrap_or(&words);
    OutletName::new(&kept.join(" "))
}

/// A name without what stands in brackets behind it: "Mellerup Avis (in English)".
fn without_bracket(name: &str) -> &str {
    let name = name.trim();
    let open = name.strip_suffix(')').and_then(|n| n.rfind('(')).filter(|at| *at > 0);
    open.map_or(name, |at| name[..at].trim_end())
}

/// Blocks from the top in which the report's own outlet may stand.
const TOP: usize = 4;
/// Letters of a longest line that tells it.
const LINE: u32 = 160;

/// The outlet that a report of which nothing is stated names in its byline or in a line with its day: "By Ann Lowe, Vale
/// Post, 3 June 2025", "Vale Post, 3 June 2025".
fn in_byline(report: &Annotated) -> Option<OutletName> {
    let (article, meta) = (&report.article, &report.article.meta);
    if meta.outlet.is_some() || meta.url.is_some() {
        return None;
    }
    let lines = article.blocks.iter().filter(|b| !b.content.is_empty() && b.content.len() <= LINE).take(TOP);
    lines.map(|b| article.text.get(b.content)).find_map(|line| {
        let by = line.starts_with("By ");
        let dated = line.rsplit(' ').next().is_some_and(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()));
        let capital = |p: &&str| p.split(' ').all(|w| w.starts_with(char::is_uppercase)) && p.split(' ').count() < 6;
        let mut pieces = line.split(',').map(str::trim).skip(usize::from(by)).filter(|_| by || dated);
        pieces.find(|p| capital(p) && credit::looks_like_outlet(p)).map(OutletName::new)
    })
}

impl Outlet {
    pub fn of(report: &Annotated) -> Self {
        let meta = &report.article.meta;
        let name = meta.outlet.as_deref().map(|o| OutletName::new(without_bracket(o)));
        let name = name.or_else(|| in_byline(report));
        // Where the outlet is stated as an address, that is what other names are compared with.
        let stated = meta.outlet.as_deref().filter(|_| name.as_ref().is_some_and(OutletName::is_host));
        let title = meta.title.as_deref().and_then(|t| {
            let cut = [" - ", " | ", " – ", " — "].iter().filter_map(|s| t.rfind(s).map(|i| i + s.len())).max()?;
            t.get(cut..).filter(|tail| tail.split_whitespace().count() < 9).map(OutletName::new)
        });
        Self {
            file: (meta.outlet.is_none() && report.article.line.is_none()).then(|| file(&report.article.path)),
            host: meta.url.as_deref().or(stated).or(credit::address_above(&report.article)).and_then(host),
            page: meta.url.as_deref().map(page),
            name,
            title,
            mails: mails(report.article.text.as_str()),
        }
    }

    /// Whether a call sign behind the dateline is most likely the report's own: a station's site that is called by its
    /// network or its number does not show the sign. A network's other stations are credited in words.
    pub fn may_sign(&self, name: &OutletName) -> bool {
        let station = |l: &str| l.contains(|c: char| c.is_ascii_digit()) || NETWORKS.iter().any(|n| l.starts_with(n));
        let [sign] = name.words() else { return false };
        is_sign(sign) && !name.is_host() && self.host.as_deref().is_some_and(|h| labels(h).any(station))
    }

    /// Whether an address is its own: at its site, or a shorter one that its reporters have their mail at ("mybr.example" at
    /// `mybremecho.example`).
    fn is_address(&self, written: &[String], host: &str) -> bool {
        let begins = |w: &str| w.len() > 3 && labels(host).any(|h| h.starts_with(w));
        let mail = |w: &String| self.mails.contains(w) && labels(w).any(begins);
        address(written, host) || written.first().is_some_and(mail)
    }

    /// Whether it goes by a name, or its site does.
    pub fn is_called(&self, name: &OutletName) -> bool {
        self.name.as_ref().is_some_and(|n| name.same(n)) || self.host.as_deref().is_some_and(|h| name.at(h))
    }

    /// Whether an outlet named in the report is the report's own.
    pub fn is_own(&self, name: &OutletName) -> bool {
        if let Some(host) = self.host.as_deref() {
            let own =
                if name.is_host() { self.is_address(name.words(), host) } else { name.at(host) || sign(name, host) };
            if own {
                return true;
            }
        }
        if name.is_host() {
            return false;
        }
        // "News 8", in a report of the station at wbld.example.
        if self.host.as_deref().is_some_and(|h| labels(h).any(is_sign)) && is_number(name) {
            return true;
        }
        is_brand(name)
            || self.name.as_ref().is_some_and(|n| name.same(n) || name.part_of(n))
            || self.title.as_ref().is_some_and(|t| name.is_media() && (name.same(t) || name.begins_with(t)))
    }
}

/// Whether a word is a call sign by its look, as stations in America have them: "wbld", "kqr5".
fn is_sign(word: &str) -> bool {
    let sign = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let sign = sign.strip_suffix("tv").filter(|s| s.len() > 2).unwrap_or(sign);
    (3..=4).contains(&sign.len()) && sign.starts_with(['w', 'k']) && sign.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether a name is no more than "News" or "Channel" with a station's number.
fn is_number(name: &OutletName) -> bool {
    let number = |w: &String| w.bytes().all(|b| b.is_ascii_digit());
    let words = name.words();
    words.first().is_some_and(|w| w == "news" || w == "newschannel" || w == "channel")
        && words.last().is_some_and(number)
        && words.iter().skip(1).all(|w| number(w) || w == "channel")
}

/// Whether a name is no more than a brand that stations of many towns go by: "Eyewitness News", "Action 6 News".
pub(super) fn is_brand(name: &OutletName) -> bool {
    let brand = |w: &String| BRANDS.has(Key::word(w));
    let beside = |w: &String| brand(w) || w.bytes().all(|b| b.is_ascii_digit()) || BESIDE.has(Key::word(w));
    name.words().first().is_some_and(brand) && name.words().iter().all(beside)
}

/// Whether an address is of the site at `host`: the same site, or named after it.
fn address(written: &[String], host: &str) -> bool {
    let Some(written) = written.first() else { return false };
    let within = |a: &str, b: &str| a == b || a.strip_suffix(b).is_some_and(|r| r.ends_with('.'));
    within(written, host)
        || within(host, written)
        || labels(written).any(|w| w.len() > 4 && labels(host).any(|h| h.starts_with(w)) || composed(&compact(w), host))
}

/// Whether a name is that of the station or paper at `host`, in a form that only the outlet itself goes by: "CBN 4" at
/// `cbnbelden.example`, "the Register" at `beldenregister.example`.
fn sign(name: &OutletName, host: &str) -> bool {
    // "WBLD 6 News" is WBLD 6.
    let letters = name.letters();
    let letters =
        letters.strip_suffix("news").filter(|l| l.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(&letters);
    let head = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = head.len() < letters.len() && head.len() > 2;
    // "K7 News" at `k7bnw.example`
    let short = head.len() < letters.len() && !head.is_empty();
    labels(host).map(compact).any(|label| {
        let digit = |r: &str| r.contains(|c: char| c.is_ascii_digit());
        // Another number is another station.
        let whole = || label.strip_prefix(letters).is_some_and(|r| !digit(r));
        let station = numbered && (label.strip_prefix(head).is_some_and(|r| !digit(r)) || whole()) || short && whole();
        // "the Reflector" at `beldenreflector.example`: a long word at the end of the label is a paper's by that alone.
        let long = name.words().len() == 1 && letters.len() > 6 && label.len() > letters.len() + 2;
        let paper =
            (long || name.is_media() && letters.len() > 3) && label.len() > letters.len() && label.ends_with(letters);
        // "Belden News" of what is "Belden News Now" at `beldennewsnow.example`.
        let begun = name.words().len() > 1 && letters.len() > 7 && label.starts_with(letters);
        // "BNW 4 Belden" at `bnwbelden.example`, which leaves its number out.
        let town = name.words().len() > 2 && name.unnumbered().is_some_and(|l| l == label);
        station || paper || begun || town
    }) || composed(letters, host)
}

/// Whether letters are put together from several labels of an address: a label or the first letters of one, and then
/// another or its abbreviation ("cbnbelden", "cbnbm" at `beldenmills.cbnlocal.example`).
fn composed(letters: &str, host: &str) -> bool {
    let all: Vec<String> = labels(host).map(compact).collect();
    let pairs = all.iter().enumerate().flat_map(|(i, a)| all.iter().enumerate().map(move |(j, b)| (i, a, j, b)));
    pairs.filter(|p| p.0 != p.2).any(|(_, a, _, b)| {
        let head = a.bytes().zip(letters.bytes()).take_while(|(x, y)| x == y).count();
        // The longest common beginning may have eaten a letter of the second part.
        (3..=head).rev().any(|n| letters.get(n..).is_some_and(|rest| rest.len() > 1 && abbreviates(rest, b)))
    })
}

/// Whether the letters stand in a word in this order, beginning with its first.
fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.bytes();
    short.as_bytes().first() == long.as_bytes().first() && short.bytes().all(|b| rest.any(|c| c == b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(host: &str) -> Outlet {
        let name = Some(OutletName::new(host));
        Outlet { name, file: None, host: Some(host.to_owned()), page: None, title: None, mails: Vec::new() }
    }

    #[test]
    fn an_outlet_is_itself_in_every_form_of_its_name() {
        for (host, names) in [
            ("wbld.example", "WBLD,WBLD-TV,WBLD.example,www.wbld.example,Eyewitness News,Action 6 News"),
            ("wbldtv.example", "WBLD"),
            ("bnw46.example", "BNW46,BNW 46,BNW46 News,BNW"),
            ("bnwbelden.example", "BNW4,BNW 4 Belden"),
            ("bnwlocal.example", "BNW,BNW Local"),
            ("wbld.example", "Channel 6"),
            ("bnw4brem.example", "BNW 4,BNW 4 News"),
            ("wbld.example", "WBLD 6 News,News 6,News Channel 6"),
            ("mybremecho.example", "www.mybrem.example"),
            ("k7bnw.example", "K7,K7 News"),
            ("beldenmills.bnwlocal.example", "BNWBeldenMills,BNW 2,BNWBM.example"),
            ("beldenregister.example", "the Register,Belden Register,Register"),
            ("dailylantern.co.example", "Daily Lantern,Daily Lantern Online,the Lantern"),
            ("freel.example", "Free Ledger"),
        ] {
            for name in names.split(',') {
                assert!(at(host).is_own(&OutletName::new(name)), "{name} at {host}");
            }
        }
    }

    #[test]
    fn what_puts_files_in_order_is_no_part_of_their_names() {
        for path in
            ["daily-lantern.txt", "x/a-daily-lantern.txt", "01_daily-lantern.txt", "daily-lantern-2025-01-21.txt"]
        {
            assert!(OutletName::new("the Daily Lantern").same(&file(path)), "{path}");
        }
        assert!(OutletName::new("2 4").same(&file("2-4.txt")));
    }

    #[test]
    fn another_outlet_is_not_the_own() {
        for (host, names) in [
            ("wbld.example", "WBLN,NAP,Northern Associated Press,Daily Lantern,nap.example,example"),
            ("bnw13.example", "BNW4,BNW News"),
            ("bnw13brem.example", "BNW 1,BNW 4 News"),
            ("bremecho.example", "News 6"),
            ("fox8.example", "Fox News"),
            ("beldennews.example", "Brem Echo,Evening News"),
            ("lantern.co.example", "Co,Channel One"),
        ] {
            for name in names.split(',') {
                assert!(!at(host).is_own(&OutletName::new(name)), "{name} at {host}");
            }
        }
    }

    #[test]
    fn a_network_site_may_have_a_sign_of_its_own() {
        assert!(at("cbsbrem.example").may_sign(&OutletName::new("WBLD")));
        assert!(at("6brem.example").may_sign(&OutletName::new("KBLD")));
        assert!(!at("6brem.example").may_sign(&OutletName::new("NWAP")));
        assert!(!at("bremecho.example").may_sign(&OutletName::new("WBLD")));
    }

    #[test]
    fn reporters_have_their_mail_at_the_own_site() {
        assert_eq!(mails("Ask jo.orth@mybr.example. @lock @"), ["mybr.example"]);
        let mut page = at("mybremecho.example");
        assert!(!page.is_own(&OutletName::new("mybr.example")));
        page.mails.push("mybr.example".to_owned());
        assert!(page.is_own(&OutletName::new("mybr.example")));
    }

    #[test]
    fn a_title_says_whose_page_it_is() {
        let mut page = at("bld.example");
        page.title = Some(OutletName::new("WQRS 13 Belden, Brem News"));
        assert!(page.is_own(&OutletName::new("WQRS")));
        assert!(!page.is_own(&OutletName::new("Brem")));
    }
}
