//! The pages that list: stories with facets, and what a search finds.

use super::answer::{Answer, Asked, Trouble, query};
use super::shelf::Shelf;
use crate::library::called;
use crate::library::stories::{about, record, title};
use crate::pile;
use crate::view::clean::{count, end_of, number};
use crate::view::html::{self, Facet, Kind, Listing, Row, SearchPage, Site};
use crate::view::notices::stated;
use serde_json::{Value, json};
use std::borrow::Cow;
use variorum_store::{Browse, Facets, Hit, Library, NoticeHit, NoticeQuery, Query};

/// Stories on a page.
const PAGE: u32 = 40;
/// Articles that a search shows.
const FOUND: u32 = 50;
/// Notices that a search shows.
const NOTICES: u32 = 20;
/// Least numbers of reports that a list can be narrowed to.
const LEAST: [u32; 4] = [1, 2, 5, 10];
/// Stories of one report are not what is looked for first.
const USUAL: u32 = 2;

/// `/`
pub fn stories(shelf: &Shelf, asked: &Asked) -> Result<Answer, Trouble> {
    let chosen = Chosen::of(asked);
    let skip = chosen.page * PAGE;
    let browse = Browse { skip, limit: PAGE, ..chosen.browse() };
    let library = shelf.library()?;
    let (found, total) = library.browse(&browse)?;
    let behind = i64::from(skip) + i64::from(PAGE) < total;
    if asked.json {
        let list: Vec<Value> = found.iter().map(|s| record(&library, s)).collect::<anyhow::Result<_>>()?;
        let facets = shelf.facets()?;
        let counts =
            |list: &[(String, i64)]| list.iter().map(|(v, n)| json!({"value": v, "articles": n})).collect::<Vec<_>>();
        return Ok(Answer::json(json!({
            "stories": list, "total": total,
            "next": behind.then(|| chosen.link("/stories.json", |c| c.page += 1)),
            "articles": facets.articles, "waiting": facets.waiting, "outlets": counts(&facets.outlets),
            "months": counts(&facets.months), "languages": counts(&facets.languages),
        })));
    }
    let site = Site::served(None, &[]);
    let rows: Vec<Row> = found
        .iter()
        .map(|story| {
            let of = Site::served(Some(story.id), &[]);
            let title = title(&library, story)?;
            let title = if title.trim().is_empty() { format!("Story s{}", story.id) } else { title };
            Ok(Row { title, link: of.link(&Kind::Story), about: about(story), snippet: None, story: None })
        })
        .collect::<anyhow::Result<_>>()?;
    drop(library);
    let facets = shelf.facets()?;
    let page = Listing {
        lead: chosen.lead(total, &facets),
        words: chosen.words.clone(),
        kept: chosen
            .pairs()
            .into_iter()
            .filter(|p| p.0 != "q" && p.0 != "page")
            .map(|(n, v)| (n, v.into_owned()))
            .collect(),
        facets: chosen.facets(&facets),
        rows,
        around: [
            (chosen.page > 0).then(|| chosen.link("/", |c| c.page -= 1)),
            behind.then(|| chosen.link("/", |c| c.page += 1)),
        ],
        twin: chosen.link("/stories.json", |_| ()),
    };
    Ok(Answer::html(html::listing(&page, &site)))
}

/// What a list is narrowed to.
#[derive(Clone, Default)]
struct Chosen {
    words: String,
    outlet: Option<String>,
    day: Option<String>,
    lang: Option<String>,
    least: Option<u32>,
    page: u32,
}

impl Chosen {
    fn of(asked: &Asked) -> Self {
        let given = |name| asked.given(name).map(str::to_string);
        Self {
            words: given("q").unwrap_or_default(),
            outlet: given("outlet"),
            day: given("day"),
            lang: given("lang"),
            least: asked.number("least"),
            page: asked.number("page").unwrap_or(0).min(1 << 20),
        }
    }

    fn browse(&self) -> Browse {
        Browse {
            words: self.words.clone(),
            outlet: self.outlet.clone(),
            day: self.day.clone(),
            lang: self.lang.clone(),
            least: self.least.unwrap_or(USUAL),
            ..Browse::default()
        }
    }

    fn pairs(&self) -> Vec<(&'static str, Cow<'_, str>)> {
        let number = |n: Option<u32>| n.map(|n| Cow::from(n.to_string()));
        let text = |t: &'_ Option<String>| t.clone().map(Cow::from);
        let words = (!self.words.is_empty()).then(|| Cow::from(self.words.as_str()));
        let all = [
            ("q", words),
            ("outlet", text(&self.outlet)),
            ("day", text(&self.day)),
            ("lang", text(&self.lang)),
            ("least", number(self.least)),
            ("page", number((self.page > 0).then_some(self.page))),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The list with something else chosen.
    fn link(&self, path: &str, change: impl FnOnce(&mut Self)) -> String {
        let mut other = self.clone();
        change(&mut other);
        format!("{path}{}", query(&other.pairs()))
    }

    fn lead(&self, total: i64, facets: &Facets) -> String {
        let n = |n: i64| number(usize::try_from(n).unwrap_or(0));
        let least = self.least.unwrap_or(USUAL);
        let of = if least > 1 { format!(" of {least} reports or more") } else { String::new() };
        let narrowed = !self.words.is_empty() || self.outlet.is_some() || self.day.is_some() || self.lang.is_some();
        let those = if narrowed { ", as narrowed," } else { "" };
        let stories = if total == 1 { "1 story".into() } else { format!("{} stories", n(total)) };
        let mut out =
            format!("{stories}{of}{those} in {}.", count(usize::try_from(facets.articles).unwrap_or(0), "article"));
        if facets.waiting > 0 {
            out += &format!(
                " {} in no story yet: “variorum stories --library” groups them.",
                count(usize::try_from(facets.waiting).unwrap_or(0), "article")
            );
        }
        if total == 0 && least > 1 {
            out += " Stories of one report are left out; “Reports: 1 or more” shows them.";
        }
        out
    }

    fn facets(&self, facets: &Facets) -> Vec<(&'static str, Vec<Facet>)> {
        type Field = fn(&mut Chosen) -> &mut Option<String>;
        let list = |values: &[(String, i64)], now: &Option<String>, field: Field| -> Vec<Facet> {
            let same = |value: &str| now.as_deref().is_some_and(|now| now.eq_ignore_ascii_case(value));
            let mut out: Vec<Facet> = values
                .iter()
                .map(|(value, count)| {
                    let chosen = same(value);
                    let link = self.link("/", |c| {
                        *field(c) = (!chosen).then(|| value.clone());
                        c.page = 0;
                    });
                    Facet { name: value.clone(), count: Some(*count), link, chosen }
                })
                .collect();
            // What is chosen can be taken back, however few articles have it.
            if let Some(now) = now.as_ref().filter(|now| !values.iter().any(|(v, _)| v.eq_ignore_ascii_case(now))) {
                let link = self.link("/", |c| {
                    *field(c) = None;
                    c.page = 0;
                });
                out.push(Facet { name: now.clone(), count: None, link, chosen: true });
            }
            out
        };
        let least = LEAST.map(|least| Facet {
            name: format!("{least} or more"),
            count: None,
            link: self.link("/", |c| {
                c.least = (least != USUAL).then_some(least);
                c.page = 0;
            }),
            chosen: self.least.unwrap_or(USUAL) == least,
        });
        let mut out = vec![
            ("Outlet", list(&facets.outlets, &self.outlet, |c| &mut c.outlet)),
            ("Published", list(&facets.months, &self.day, |c| &mut c.day)),
        ];
        if facets.languages.len() > 1 || self.lang.is_some() {
            out.push(("Language", list(&facets.languages, &self.lang, |c| &mut c.lang)));
        }
        out.push(("Reports", least.into()));
        out
    }
}

/// `/search?q=`
pub fn search(shelf: &Shelf, asked: &Asked) -> Result<Answer, Trouble> {
    let words = asked.given("q").unwrap_or("").to_string();
    let library = shelf.library()?;
    let (hits, wrong) = match words.as_str() {
        "" => (Vec::new(), Some("Give some words to look for.".to_string())),
        _ => match library.search(&Query { words: words.clone(), limit: FOUND, ..Query::default() }) {
            Ok(hits) => (hits, None),
            // Words that cannot be looked for are told on the page of the search, where they can be changed.
            Err(error) if error.is_about_words() && !asked.json => (Vec::new(), Some(error.to_string())),
            Err(error) => return Err(error.into()),
        },
    };
    let list: Vec<(Hit, Option<i64>)> = hits
        .into_iter()
        .map(|hit| Ok((library.story_of(hit.article)?, hit)))
        .map(|found: Result<_, variorum_store::Error>| found.map(|(story, hit)| (hit, story)))
        .collect::<Result<_, _>>()?;
    // What cannot be looked for was told above.
    let of_notices = NoticeQuery { words: words.clone(), limit: NOTICES, ..NoticeQuery::default() };
    let notices = if wrong.is_none() { library.notices(&of_notices)? } else { Vec::new() };
    if asked.json {
        let list: Vec<Value> = list
            .iter()
            .map(|(hit, story)| {
                let mut line = crate::library::search::record(hit);
                line["story"] = json!(story.map(|s| format!("s{s}")));
                line
            })
            .collect();
        return Ok(Answer::json(json!({
            "q": words, "articles": list, "notices": notices.iter().map(crate::library::search::notice).collect::<Vec<_>>(),
        })));
    }
    let mut site = Site::served(None, &[]);
    site.words.clone_from(&words);
    let lead = wrong.unwrap_or_else(|| match list.len() {
        0 => "No article has these words. Fewer of them, or the beginning of one with a star (harb*), may be found."
            .into(),
        n if n == FOUND as usize => format!("The {n} best of more."),
        n => format!("{}.", count(n, "article")),
    });
    let rows = list.into_iter().map(|(hit, story)| row(&library, hit, story, &site)).collect::<Result<_, Trouble>>()?;
    let twin = format!("/search.json{}", query(&[("q", words.as_str().into())]));
    let notices = notices.into_iter().map(|hit| notice(hit, &site)).collect();
    Ok(Answer::html(html::search(&SearchPage { words, lead, rows, notices, twin }, &site)))
}

fn notice(hit: NoticeHit, site: &Site) -> (String, String, String) {
    let by = hit.outlet.as_deref().unwrap_or(&hit.path);
    let about = format!("{}, {}", hit.kind, stated(by, hit.published.as_deref()));
    (about, hit.text, site.link(&Kind::Article(hit.article.to_string())))
}

fn row(library: &Library, hit: Hit, story: Option<i64>, site: &Site) -> Result<Row, Trouble> {
    let title = match hit.title.clone().filter(|t| !t.trim().is_empty()) {
        Some(title) => title,
        None => called(&library.readable(hit.article)?),
    };
    let date = hit.published.as_deref().map(|d| d.get(..10).unwrap_or(d).to_string());
    let about: Vec<String> = [hit.outlet.clone(), date].into_iter().flatten().collect();
    let place = || end_of(&pile::place(&hit.path, hit.line.and_then(|l| u64::try_from(l).ok())), 70);
    let about = if about.is_empty() { place() } else { about.join(", ") };
    let story = story.map(|id| (format!("story s{id}"), Site::served(Some(id), &[]).link(&Kind::Story)));
    let link = site.link(&Kind::Article(hit.article.to_string()));
    Ok(Row { title, link, about, snippet: Some((hit.snippet, hit.marks)), story })
}
