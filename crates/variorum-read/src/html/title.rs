//! The headline of a page.

use super::jsonld::Linked;
use super::meta::Stated;
use super::trim::fold;
use std::collections::HashSet;

/// What stands between a headline and the name of a site.
const BARS: &[&str] = &[" | ", " – ", " — ", " - ", " · ", " • ", " :: ", " » ", " « ", " \u{2009}—\u{2009} "];

/// The headline and, where it is a heading of the page, its node.
///
/// A heading that says what the head of the page says is the headline as readers see it. Where none does (the only
/// heading is the name of the site), what the head says is taken, without the site's name.
pub(crate) fn title(stated: &Stated, linked: &Linked, outlet: Option<&str>) -> (Option<String>, Option<u32>) {
    let og = stated.first(&[
        "og:title",
        "twitter:title",
        "dc.title",
        "title",
        "parsely-title",
        "sailthru.title",
        "headline",
    ]);
    let said: Vec<&str> = [linked.headline.as_deref(), og, stated.title.as_deref()].into_iter().flatten().collect();
    let mut best: Option<(f32, usize)> = None;
    for (i, (_, heading)) in stated.h1.iter().enumerate() {
        let site = outlet.is_some_and(|o| fold(o) == fold(heading));
        let like = said.iter().map(|s| overlap(heading, s)).fold(0.0, f32::max);
        if !site && best.is_none_or(|(b, _)| like > b + 0.01) {
            best = Some((like, i));
        }
    }
    if best.is_none_or(|(like, _)| like < 0.5)
        && let Some((node, heading)) = said.iter().find_map(|s| lower(stated, s))
    {
        return (Some(heading.clone()), Some(*node));
    }
    let heading = best.filter(|(like, _)| *like >= 0.34 || said.is_empty()).and_then(|(_, i)| stated.h1.get(i));
    if let Some((node, heading)) = heading {
        return (Some(without_site(heading, outlet, false)), Some(*node));
    }
    let title = stated.title.as_deref().map(|t| without_site(t, outlet, true));
    let og = og.map(|t| without_site(t, outlet, stated.title.as_deref().is_some_and(|whole| whole.starts_with(t))));
    let linked = linked.headline.as_deref().map(|t| without_site(t, outlet, false));
    // What is cut short at a number of letters is not the headline.
    let whole = |t: &String| !t.ends_with('…') && !t.ends_with("...");
    let said =
        [linked.filter(|l| og.as_ref().is_none_or(|o| l.len() >= o.len() || !o.starts_with(l.trim_end()))), og, title];
    let mut said = said.into_iter().flatten();
    let first = said.next();
    let chosen = match first {
        Some(f) if !whole(&f) => said.find(|t| whole(t)).or(Some(f)),
        first => first,
    };
    (chosen.or_else(|| stated.h1.first().map(|h| h.1.clone())), None)
}

/// The longest heading of lower rank that what the head says holds whole, and holds little beside.
fn lower<'s>(stated: &'s Stated, said: &str) -> Option<&'s (u32, String)> {
    let said = fold(said);
    let h1 = stated.h1.iter().map(|h| h.1.len()).max().unwrap_or(0);
    let fits = |heading: &&(u32, String)| {
        let folded = fold(&heading.1);
        folded.split(' ').count() >= 3 && folded.len() > h1 && folded.len() * 2 >= said.len() && said.contains(&folded)
    };
    stated.lower.iter().filter(fits).max_by_key(|h| h.1.len())
}

/// The name of the site in a page's title, if it is told by the address: "The lock is shut | Tern Post" at ternpost.example.
pub(crate) fn site(title: &str, url: &str) -> Option<String> {
    let host = url.split('/').nth(2)?.split(':').next()?.to_ascii_lowercase();
    let mut labels: Vec<&str> = host.split('.').collect();
    labels.pop();
    let close = |part: &&str| {
        let bare: String = fold(part).chars().filter(|c| *c != ' ').collect();
        bare.len() >= 3 && labels.iter().any(|l| l.replace('-', "") == bare)
    };
    let parts = BARS.iter().flat_map(|b| title.split(b).skip(usize::from(!title.contains(b))));
    parts.map(str::trim).find(close).map(str::to_owned)
}

/// How much of the shorter of two titles is in the longer, by words.
fn overlap(a: &str, b: &str) -> f32 {
    let (a, b) = (fold(a), fold(b));
    let words = |s: &str| s.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect::<HashSet<_>>();
    let (a, b) = (words(&a), words(&b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let both = a.intersection(&b).count() as f32;
    // One word in common says little, unless it is all there is.
    both / (a.len().max(b.len().min(a.len() + 4)) as f32)
}

/// A title without the name of the site before or behind it. `sure` says that there is one.
fn without_site(title: &str, outlet: Option<&str>, sure: bool) -> String {
    let mut title = title.trim();
    let outlet = outlet.map(fold).filter(|o| !o.is_empty());
    let is_site = |part: &str| {
        let part = fold(part);
        outlet
            .as_ref()
            .is_some_and(|o| *o == part || part.len() > 3 && (o.contains(&part) || part.contains(o.as_str())))
            || part.split(' ').count() == 1 && (part.ends_with(" com") || part.ends_with(" org"))
    };
    for _ in 0..3 {
        let last = BARS.iter().filter_map(|b| title.rfind(b).map(|at| (at, *b))).max_by_key(|x| x.0);
        let first = BARS.iter().filter_map(|b| title.find(b).map(|at| (at, *b))).min_by_key(|x| x.0);
        let before = title.len();
        if let Some((at, bar)) = last {
            let (head, tail) = (title.get(..at).unwrap_or_default(), title.get(at + bar.len()..).unwrap_or_default());
            let enough = head.split_whitespace().count() >= 2 || is_site(tail);
            if enough
                && (is_site(tail) || bar == " | " || sure && tail.split_whitespace().count() <= 5 && !tail.is_empty())
            {
                title = head.trim_end();
                if !is_site(tail) && bar != " | " {
                    break;
                }
                continue;
            }
        }
        if let Some((at, bar)) = first {
            let (head, tail) = (title.get(..at).unwrap_or_default(), title.get(at + bar.len()..).unwrap_or_default());
            if is_site(head) && tail.split_whitespace().count() >= 2 {
                title = tail.trim_start();
            }
        }
        if title.len() == before {
            break;
        }
    }
    title.to_owned()
}
