//! The apparatus: lemma ] reading, sigla, places; and the list of what changed most.

use super::escape::Fold;
use super::locus::{Sides, around_places, around_text, brief, fold, is_empty, is_minor, sides};
use super::{Item, Page, counted, put};
use crate::view::clean::shortened;
use crate::view::kinds::told;
use variorum::collate::collation::Collation;
use variorum::collate::variant::{Class, Kind, Variant, VariantReading};
use variorum::span::{ArticleId, Place};
use variorum::story::voices::{GRAVITY, Voice, voices};

/// How many variants the page begins with.
const FIRST: usize = 10;

/// Characters of words that are given to other people.
const GIVEN: usize = 80;

/// What is told of a change: the variant with its number, or to whom the same words are given.
enum Told<'a> {
    Words(usize, &'a Variant),
    Voices(Vec<Voice>),
}

/// What changed most: the gravest variants, quotations before passages among equals.
pub fn gravest(page: &mut Page) {
    let edition = page.edition;
    let said = edition.utterances.iter().enumerate().map(|(n, u)| (Item::said(n, &u.collation), edition.speaker(u)));
    let shared = edition.passages.iter().enumerate().map(|(n, p)| (Item::shared(n, &p.collation), None));
    let mut all: Vec<(u32, Item, Option<&str>, Told)> = said
        .chain(shared)
        .flat_map(|(item, who)| item.collation.variants.iter().enumerate().map(move |(n, v)| (item, who, n, v)))
        .filter(|x| x.3.is_change() || x.3.turns_by_cut())
        .map(|(item, who, n, v)| (v.gravity(item.letter != 'p'), item, who, Told::Words(n, v)))
        .collect();
    for (n, u) in edition.utterances.iter().enumerate() {
        let given = voices(edition, u);
        if !given.is_empty() {
            all.push((GRAVITY, Item::said(n, &u.collation), None, Told::Voices(given)));
        }
    }
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|x| std::cmp::Reverse(x.0));
    put!(page, "<section id=\"changed\" aria-labelledby=\"changed-h\"><h2 id=\"changed-h\">What changed most</h2>");
    if all.len() > FIRST {
        put!(
            page,
            "<p class=\"q\">The first {FIRST} of {} changes of words, gravest first, among them cuts that may turn the sense.</p>",
            all.len()
        );
    }
    put!(page, "<ol class=\"app top\">");
    for (_, item, who, told) in all.into_iter().take(FIRST) {
        let (n, v) = match told {
            Told::Words(n, v) => (n, v),
            Told::Voices(given) => {
                put!(page, "<li class=\"e\"><a class=\"n\" href=\"#{item}\">{item}</a><div><p>");
                put!(
                    page,
                    "“<bdi>{}</bdi>” <span class=\"m\">given to</span>",
                    Fold(&shortened(item.collation.text.as_str(), GIVEN))
                );
                for (i, v) in given.iter().enumerate() {
                    put!(page, "{} <bdi>{}</bdi> ", if i > 0 { ";" } else { "" }, Fold(&v.name));
                    page.sigla(&v.reports);
                }
                put!(page, "</p><p class=\"m\">another speaker</p></div></li>");
                continue;
            }
        };
        put!(page, "<li class=\"e\"><a class=\"n\" href=\"#{item}v{0}\">{item}v{0}</a><div>", n + 1);
        line(page, item.collation, v);
        put!(page, "<p class=\"m\">");
        match who {
            Some(name) => put!(page, "<bdi>{}</bdi> · ", Fold(name)),
            None if item.letter == 'p' => put!(page, "outside quotations · "),
            None => {}
        }
        about(page, item.collation, v);
        put!(page, "</p></div></li>");
    }
    put!(page, "</ol></section>");
}

/// All variants of a text: changes, then cuts, then the small ones folded.
pub fn apparatus(page: &mut Page, item: Item) {
    let all = || item.collation.variants.iter().enumerate();
    list(page, item, "Changes", all().filter(|(_, v)| v.is_change()).collect());
    list(page, item, "Cuts", all().filter(|(_, v)| !is_minor(v) && v.is_cut()).collect());
    let minor: Vec<(usize, &Variant)> = all().filter(|(_, v)| is_minor(v)).collect();
    if minor.is_empty() {
        return;
    }
    let count = |class| minor.iter().filter(|(_, v)| v.class == class).count();
    let of = [(count(Class::Orthographic), "of spelling"), (count(Class::Typographic), "of typography")];
    let parts: Vec<String> = of
        .iter()
        .filter(|o| o.0 > 0)
        .map(|(n, what)| format!("{} {what}", counted(*n, "variant", "variants")))
        .collect();
    put!(page, "<details class=\"minor\"><summary>{}</summary><ol class=\"app\">", super::capital(&parts.join(", ")));
    for (n, v) in minor {
        entry(page, item, n, v);
    }
    put!(page, "</ol></details>");
}

fn list(page: &mut Page, item: Item, title: &str, variants: Vec<(usize, &Variant)>) {
    if variants.is_empty() {
        return;
    }
    let h = page.inner();
    put!(page, "<{h} class=\"lab\">{title}</{h}><ol class=\"app\">");
    for (n, v) in variants {
        entry(page, item, n, v);
    }
    put!(page, "</ol>");
}

fn entry(page: &mut Page, item: Item, n: usize, v: &Variant) {
    let n = n + 1;
    put!(
        page,
        "<li class=\"e v\" id=\"{item}v{n}\" tabindex=\"-1\"><span class=\"n\" aria-hidden=\"true\">{n}</span><div>"
    );
    line(page, item.collation, v);
    put!(page, "<p class=\"m\">");
    about(page, item.collation, v);
    put!(
        page,
        " <a class=\"perma\" href=\"#{item}v{n}\" aria-label=\"Link to {item}v{n}\">{item}v{n} ¶</a></p></div></li>"
    );
}

/// `hand on my belly B ] hand on belly A`
fn line(page: &mut Page, c: &Collation, v: &Variant) {
    let Sides { text, other } = sides(c, v);
    let lemma = c.text.slice(v.locus.clone());
    let cut = matches!(v.kind, Kind::Ellipsis | Kind::TrimStart | Kind::TrimEnd | Kind::Splice | Kind::Transposition);
    // Who has what was cut with other words in it is not said to have these.
    let shown = |words: &str| match brief(words) {
        Some((head, tail, _)) => (fold(&head), fold(&tail)),
        None => (fold(words), String::new()),
    };
    let (same, changed): (Vec<_>, Vec<_>) = text.iter().partition(|r| !cut || shown(&r.text) == shown(lemma));
    let witnesses = |list: Vec<&&VariantReading>| {
        let mut who: Vec<ArticleId> = list.iter().flat_map(|r| r.witnesses.iter().copied()).collect();
        who.sort_unstable();
        who.dedup();
        who
    };
    let same = witnesses(same);
    // Nor is who cuts it told of beside those who have it, whatever it has of it elsewhere.
    let cuts = |a: &ArticleId| other.iter().any(|r| r.witnesses.contains(a));
    let changed: Vec<ArticleId> =
        witnesses(changed).into_iter().filter(|a| !(same.contains(a) || cut && cuts(a))).collect();
    let (before, after) = around_text(c, v, &same);
    put!(page, "<p class=\"l\"><span class=\"g\"><bdi>");
    context(page, if cut { "" } else { &before });
    match brief(lemma) {
        _ if lemma.is_empty() => caret(page),
        Some((head, tail, n)) => put!(
            page,
            "<b>{}</b> <span class=\"c\">… {} …</span> <b>{}</b>",
            Fold(&head),
            counted(n - 9, "word", "words"),
            Fold(&tail)
        ),
        None => put!(page, "<b>{}</b>", Fold(lemma)),
    }
    context(page, if cut { "" } else { &after });
    put!(page, "</bdi>");
    put!(page, " ");
    page.sigla(&same);
    if !changed.is_empty() {
        put!(page, " <i>changed in</i> ");
        page.sigla(&changed);
    }
    put!(page, "</span> ");
    for (i, r) in other.iter().enumerate() {
        put!(page, "{}", if i == 0 { "<span class=\"k\">]</span> " } else { "; " });
        reading(page, c, v, r);
        if cut && r.witnesses.iter().any(|a| same.contains(a)) {
            put!(page, " <i>(printed twice)</i>");
        }
    }
    put!(page, "</p>");
}

fn reading(page: &mut Page, c: &Collation, v: &Variant, r: &VariantReading) {
    put!(page, "<span class=\"g\">");
    match v.kind {
        Kind::TrimStart | Kind::TrimEnd => put!(page, "<i>not printed</i>"),
        Kind::Splice if is_empty(r) => put!(page, "<i>left out without a sign</i>"),
        Kind::Ellipsis if is_empty(r) => put!(page, "<b>{}</b> <i>for these words</i>", Fold(&r.text)),
        Kind::Transposition => put!(page, "<i>in another place</i>"),
        _ => {
            let (before, after) = around_places(page.edition, c, &r.places);
            put!(page, "<bdi>");
            context(page, before);
            match brief(&r.text) {
                _ if r.text.is_empty() => caret(page),
                Some((head, tail, _)) => put!(page, "<b>{} … {}</b>", Fold(&head), Fold(&tail)),
                None => put!(page, "<b>{}</b>", Fold(&r.text)),
            }
            context(page, after);
            put!(page, "</bdi>");
            if r.moved {
                put!(page, " <i>in another place</i>");
            }
        }
    }
    put!(page, " ");
    page.sigla(&r.witnesses);
    put!(page, "</span>");
}

fn context(page: &mut Page, words: &str) {
    if !words.is_empty() {
        put!(page, "<span class=\"c\">{}</span>", Fold(words));
    }
}

fn caret(page: &mut Page) {
    put!(page, "<b class=\"caret\"><span aria-hidden=\"true\">‸</span><span class=\"vh\"> nothing here </span></b>");
}

/// Kind and flags in words, and the places.
fn about(page: &mut Page, c: &Collation, v: &Variant) {
    put!(page, "{}", told(v));
    for flag in v.flags.names() {
        put!(page, " · <span class=\"f\">{flag}</span>");
    }
    put!(page, " · <span class=\"pl\">");
    let Sides { text, other } = sides(c, v);
    let mut own: Vec<Place> = text.iter().flat_map(|r| r.places.iter().copied()).collect();
    own.sort_unstable();
    let departing: Vec<Place> = other.iter().flat_map(|r| r.places.iter().copied()).collect();
    page.place_some(&own);
    if !own.is_empty() && !departing.is_empty() {
        put!(page, " <span class=\"k\">]</span> ");
    }
    put!(page, "<span class=\"dev\">");
    page.place_list(&departing);
    put!(page, "</span></span>");
}
