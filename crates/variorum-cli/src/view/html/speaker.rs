//! The page of one speaker: what they are given as saying, story by story.

use super::escape::{Esc, Fold};
use super::shell::{self, Foot};
use super::site::{Kind, Site, slug};
use super::{Item, Page, column, counted, put};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use variorum::collate::utterance::Utterance;
use variorum::span::{ArticleId, QuotationId};
use variorum::story::edition::Edition;

/// A story that the speaker has words in.
pub struct Told<'a> {
    /// Its edition.
    pub edition: &'a Edition,
    /// Where its pages are.
    pub site: &'a Site,
    /// Its number in a library.
    pub story: Option<i64>,
    /// What it is called.
    pub title: &'a str,
}

/// What a speaker's page shows.
pub struct SpeakerPage<'a> {
    /// The name as part of a path.
    pub slug: &'a str,
    /// The stories, the latest first.
    pub stories: &'a [Told<'a>],
    /// The page behind this one, where there is one.
    pub next: Option<String>,
}

/// Whether the speaker of an utterance is given by a name, and so has a page.
pub fn is_by_name(edition: &Edition, u: &Utterance) -> bool {
    u.speaker.and_then(|(a, q)| edition.quotation(a, q)?.speaker?.name).is_some()
}

/// The speakers that reports give by name, each with the slug of their page.
pub fn speakers(edition: &Edition) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let of_utterances = edition.utterances.iter().filter(|u| is_by_name(edition, u)).filter_map(|u| edition.speaker(u));
    let readings = edition.utterances.iter().flat_map(|u| &u.collation.readings);
    let rows = readings.flat_map(|r| r.rows.iter().map(move |q| (r.article, QuotationId(*q))));
    let of_readings = rows.filter_map(|(a, q)| {
        let quotation = edition.quotation(a, q)?;
        quotation.speaker?.name?;
        edition.speaks(a, quotation)
    });
    for name in of_utterances.chain(of_readings) {
        out.entry(slug(name)).or_insert_with(|| name.to_string());
    }
    out.remove("");
    out
}

/// The utterances of an edition that any report gives to the speaker, by number from 0.
pub fn spoken(edition: &Edition, wanted: &str) -> Vec<usize> {
    let by = |n: &usize| {
        edition.utterances.get(*n).is_some_and(|u| {
            edition.speaker(u).is_some_and(|name| slug(name) == wanted)
                || u.collation.readings.iter().any(|r| {
                    let rows = r.rows.iter().filter_map(|q| edition.quotation(r.article, QuotationId(*q)));
                    rows.filter_map(|q| edition.speaks(r.article, q)).any(|name| slug(name) == wanted)
                })
        })
    };
    (0..edition.utterances.len()).filter(by).collect()
}

impl SpeakerPage<'_> {
    /// The name in the form that most stories have.
    fn name(&self) -> String {
        let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
        for told in self.stories {
            let names: BTreeSet<&str> =
                told.edition.utterances.iter().filter_map(|u| told.edition.speaker(u)).collect();
            for name in names.into_iter().filter(|name| slug(name) == self.slug) {
                *forms.entry(name).or_default() += 1;
            }
        }
        if forms.is_empty() {
            // Whom no report's utterance goes by: the form that most readings have.
            for told in self.stories {
                let readings = told.edition.utterances.iter().flat_map(|u| &u.collation.readings);
                let rows = readings.flat_map(|r| r.rows.iter().map(move |q| (r.article, QuotationId(*q))));
                for (a, q) in rows {
                    let name = told.edition.quotation(a, q).and_then(|q| told.edition.speaks(a, q));
                    if let Some(name) = name.filter(|name| slug(name) == self.slug) {
                        *forms.entry(name).or_default() += 1;
                    }
                }
            }
        }
        let best = forms.into_iter().max_by_key(|(name, n)| (*n, std::cmp::Reverse(*name)));
        best.map_or_else(|| self.slug.to_string(), |(name, _)| name.to_string())
    }

    /// The page as JSON: slug, speaker, and utterances, each with story, id, text, channel, reports (their sigla) and the
    /// address of its twin.
    pub fn record(&self) -> Value {
        let mut list = Vec::new();
        for told in self.stories {
            for n in spoken(told.edition, self.slug) {
                let Some(u) = told.edition.utterances.get(n) else { continue };
                let mut sigla: Vec<&str> =
                    u.collation.readings.iter().map(|r| told.edition.siglum(r.article)).collect();
                sigla.dedup();
                let id = format!("u{}", n + 1);
                list.push(json!({
                    "story": told.story.map(|s| format!("s{s}")), "title": told.title, "id": id,
                    "speaker": told.edition.speaker(u), "channel": told.edition.channel(u),
                    "text": u.collation.text.as_str(), "reports": sigla,
                    "variants": u.collation.variants.len(), "json": told.site.twin(&Kind::Entry(id.clone())),
                }));
            }
        }
        json!({"slug": self.slug, "speaker": self.name(), "utterances": list, "next": self.next})
    }
}

/// The page.
pub fn speaker(it: &SpeakerPage<'_>, site: &Site) -> String {
    let name = it.name();
    let mut out = String::new();
    shell::begin(&mut out, site, &format!("{name} – in quotations"), "Skip to the quotations");
    let all: usize = it.stories.iter().map(|told| spoken(told.edition, it.slug).len()).sum();
    let said = super::capital(&counted(all, "utterance", "utterances"));
    let stories = if it.stories.len() > 1 {
        format!(" in {}", counted(it.stories.len(), "story", "stories"))
    } else {
        String::new()
    };
    out += &format!(
        "<main id=\"text\"><header><p class=\"kicker\">A speaker</p><h1><bdi>{}</bdi></h1><p class=\"lead\">{said}{stories}, \
         as the reports give them. People of one name are not told apart.</p><nav aria-label=\"Around\"><ul>",
        Fold(&name)
    );
    shell::twin(&mut out, &site.twin(&Kind::Speaker(it.slug.to_string())));
    out += "</ul></nav></header>";
    for (n, told) in it.stories.iter().enumerate() {
        out += &story(told, it.slug, n);
    }
    if let Some(next) = &it.next {
        out += &format!("<p><a rel=\"next\" href=\"{}\">Earlier stories</a></p>", Esc(next));
    }
    out += "</main>";
    shell::end(&mut out, Foot::Plain);
    out
}

fn story(told: &Told<'_>, slug: &str, n: usize) -> String {
    let mut page = Page::new(told.edition, told.site);
    put!(
        page,
        "<section aria-labelledby=\"st{n}\"><h2 id=\"st{n}\"><a href=\"{}\"><bdi>{}</bdi></a></h2><ol class=\"alone\">",
        Esc(&told.site.link(&Kind::Story)),
        Fold(told.title)
    );
    for number in spoken(told.edition, slug) {
        let Some(u) = told.edition.utterances.get(number) else { continue };
        let item = Item::said(number, &u.collation);
        let mut who: Vec<ArticleId> = u.collation.readings.iter().map(|r| r.article).collect();
        who.dedup();
        let entry = told.site.link(&Kind::Entry(item.to_string()));
        put!(page, "<li><blockquote dir=\"auto\"{}>", who.first().map_or(String::new(), |a| page.lang(*a)));
        match u.collation.readings.as_slice() {
            // One rendering is shown as its report has it, else the fullest text.
            [only] => {
                let words = column::plain(told.edition, only);
                put!(page, "<p class=\"rd\">{}</p>", Fold(&words));
            }
            _ => put!(page, "<p class=\"rd\">{}</p>", Fold(u.collation.text.as_str())),
        }
        put!(page, "</blockquote><p class=\"m\"><a href=\"{}\">{item}</a> · ", Esc(&entry));
        if let Some(channel) = told.edition.channel(u) {
            put!(page, "{channel} · ");
        }
        match who.as_slice() {
            list if list.len() <= 8 => {
                for (i, a) in list.iter().enumerate() {
                    let name = told.edition.reports.get(a.index()).map_or("", |r| super::head::name(&r.article));
                    put!(page, "{}", if i > 0 { ", " } else { "" });
                    match told.site.article(*a) {
                        Some(link) => put!(page, "<a href=\"{}\"><bdi>{}</bdi></a>", Esc(&link), Fold(name)),
                        None => put!(page, "<bdi>{}</bdi>", Fold(name)),
                    }
                }
            }
            list => put!(page, "{} reports", list.len()),
        }
        let words = u.collation.variants.iter().filter(|v| !super::locus::is_minor(v)).count();
        if words > 0 {
            put!(page, " · <a href=\"{}\">{} of words</a>", Esc(&entry), counted(words, "variant", "variants"));
        }
        // Who else is named is told: a page by name must not hide it.
        if let Some(other) = told.edition.speaker(u).filter(|name| super::slug(name) != slug) {
            put!(page, " · most reports name <bdi>{}</bdi>", Fold(other));
        }
        put!(page, "</p></li>");
    }
    put!(page, "</ol></section>");
    page.out
}
