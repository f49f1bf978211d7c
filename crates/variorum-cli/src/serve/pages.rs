//! The pages of one thing: a story, an entry of it, an article, a speaker.

use super::answer::{Answer, Asked, Trouble, query};
use super::shelf::{Shelf, Shown};
use crate::library::versions;
use crate::view::html::{self, ArticlePage, Kind, Site, SpeakerPage, Told};
use crate::view::twin;
use serde_json::Value;
use std::sync::Arc;
use variorum::span::ArticleId;
use variorum::story::record;
use variorum_store::Browse;

/// Stories on a page of a speaker, and how many are looked through for them.
const SPOKEN: (usize, usize) = (8, 32);

/// `/story/12`
pub fn story(shelf: &Shelf, id: i64, asked: &Asked) -> Result<Answer, Trouble> {
    let shown = shelf.story(id)?;
    Ok(match asked.json {
        true => Answer::json(record::streamed(&shown.edition)),
        false => Answer::html(shown.page()),
    })
}

/// `/story/12/u3`, `/story/12/u3v2`, `/story/12/p1`, `/story/12/x1`
pub fn entry(shelf: &Shelf, id: i64, entry: &str, asked: &Asked) -> Result<Answer, Trouble> {
    let shown = shelf.story(id)?;
    let missing = || {
        Trouble::not_there(format!(
            "Story {id} has no entry of this name. Its page has them all: utterances (u1), passages (p1), their variants \
             (u1v1), marks that nothing bears out (x1)."
        ))
    };
    if asked.json {
        let whole = serde_json::to_value(record::streamed(&shown.edition)).unwrap_or_default();
        return twin::entry(&whole, entry).map(Answer::json).ok_or_else(missing);
    }
    if let Some(page) = html::entry(&shown.edition, &shown.site, entry) {
        return Ok(Answer::html(page));
    }
    // A variant stands on the page of its text, a mark on that of the story.
    match twin::holder(&shown.edition, entry) {
        Some(Some(holder)) => Ok(Answer::elsewhere(format!("{}#{entry}", shown.site.link(&Kind::Entry(holder))))),
        Some(None) => Ok(Answer::elsewhere(shown.site.story(entry))),
        None => Err(missing()),
    }
}

/// `/article/17`
pub fn article(shelf: &Shelf, id: i64, asked: &Asked) -> Result<Answer, Trouble> {
    let library = shelf.library()?;
    let captures = versions::steps(&library, id)?;
    if asked.json {
        let mut article = library.article(id)?;
        article["versions"] = Value::Array(versions::records(&captures));
        return Ok(Answer::json(article));
    }
    let story = library.story_of(id)?;
    drop(library);
    // An earlier capture is not in the edition of its story.
    let of_story = story.map(|story| shelf.story(story)).transpose()?;
    let of_story = of_story.filter(|shown| shown.articles.contains(&id));
    let in_story = of_story.is_some();
    let shown = of_story.map_or_else(|| shelf.alone(id), Ok)?;
    let report = shown.articles.iter().position(|a| *a == id).unwrap_or(0);
    let page = ArticlePage {
        edition: &shown.edition,
        report: ArticleId(report as u32),
        name: &id.to_string(),
        in_story,
        captures: &captures,
    };
    Ok(Answer::html(html::article(&page, &shown.site)))
}

/// `/speaker/ada-quill`
pub fn speaker(shelf: &Shelf, slug: &str, asked: &Asked) -> Result<Answer, Trouble> {
    let wanted = html::slug(slug);
    let missing = || {
        Trouble::not_there(
            "No report gives words to a speaker of this name. Search for the name, or take it from the page of a story.",
        )
    };
    if wanted.is_empty() {
        return Err(missing());
    }
    if wanted != slug {
        let suffix = if asked.json { ".json" } else { "" };
        let site = Site::served(None, &[]);
        return Ok(Answer::elsewhere(format!("{}{suffix}", site.link(&Kind::Speaker(wanted)))));
    }
    // Every name stands in the text of a report: the stories with its words are those to look through.
    let words = format!("\"{}\"", wanted.replace('-', " "));
    let skip = asked.number("skip").unwrap_or(0);
    let limit = SPOKEN.1 as u32;
    let (stories, total) = shelf.library()?.browse(&Browse { words, least: 1, skip, limit, ..Browse::default() })?;
    let mut found: Vec<Arc<Shown>> = Vec::new();
    let mut looked = 0;
    for story in stories {
        looked += 1;
        let shown = shelf.story(story.id)?;
        if !html::spoken(&shown.edition, &wanted).is_empty() {
            found.push(shown);
        }
        if found.len() >= SPOKEN.0 {
            break;
        }
    }
    let next = i64::from(skip) + looked;
    let next = (next < total).then(|| query(&[("skip", next.to_string().into())]));
    if found.is_empty() && next.is_none() {
        return Err(missing());
    }
    let told: Vec<Told<'_>> = found
        .iter()
        .map(|shown| Told {
            edition: &shown.edition,
            site: &shown.site,
            story: shown.story.as_ref().map(|s| s.id),
            title: &shown.title,
        })
        .collect();
    let page = SpeakerPage { slug: &wanted, stories: &told, next };
    Ok(match asked.json {
        true => Answer::json(page.record()),
        false => Answer::html(html::speaker(&page, &Site::served(None, &[]))),
    })
}
