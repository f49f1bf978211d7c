//! An edition as a folder of pages: the story's, one for each report, utterance, passage and speaker, and beside each the
//! same as JSON. Links are relative: the folder can be moved, put on a server or sent on.

use crate::view::html::{self, ArticlePage, Kind, Site, SpeakerPage, Told};
use crate::view::twin;
use crate::{annotate, output, own};
use anyhow::Context;
use std::path::Path;
use variorum::span::ArticleId;
use variorum::story::edition::Edition;
use variorum::story::record;

/// Whether a path names a folder: it is one, or is not there and ends as no page does.
pub fn is_folder(path: &Path) -> bool {
    let text = path.to_string_lossy();
    if path.is_dir() || text.ends_with(['/', std::path::MAIN_SEPARATOR]) {
        return true;
    }
    let ending = path.extension().map(|e| e.to_ascii_lowercase());
    !path.exists() && !ending.is_some_and(|e| e == "html" || e == "htm" || e == "xhtml")
}

/// Writes the pages. Files of other names in the folder stay as they are.
///
/// # Errors
/// Where a file cannot be written, or the folder has a first page that is somebody else's; the message names it.
pub fn write(folder: &Path, edition: &Edition) -> anyhow::Result<()> {
    let first = folder.join("index.html");
    if first.exists() && !own::is_own(&first) {
        let first = first.display();
        anyhow::bail!(
            "{first}: cannot be written: a page of another make is there; name another folder, or a file ending in .html"
        );
    }
    let top = Site::folder(edition, false);
    let inside = Site::folder(edition, true);
    let whole = serde_json::to_value(record::streamed(edition))?;
    put(folder, "index.html", html::story(edition, &top))?;
    put(folder, "index.json", format!("{whole}\n"))?;
    let both = |kind: &Kind, page: String, json: &serde_json::Value| -> anyhow::Result<()> {
        // Names hold letters of any script, which links write with percent signs.
        let path = inside.file(kind);
        put(folder, &format!("{path}.html"), page)?;
        put(folder, &format!("{path}.json"), format!("{json}\n"))
    };
    let said = (1..=edition.utterances.len()).map(|n| format!("u{n}"));
    for id in said.chain((1..=edition.passages.len()).map(|n| format!("p{n}"))) {
        if let (Some(page), Some(json)) = (html::entry(edition, &inside, &id), twin::entry(&whole, &id)) {
            both(&Kind::Entry(id), page, json)?;
        }
    }
    for (n, report) in edition.reports.iter().enumerate() {
        let article = ArticleId(n as u32);
        let name = edition.siglum(article);
        let page = ArticlePage { edition, report: article, name, in_story: true, captures: &[] };
        both(&Kind::Article(name.to_string()), html::article(&page, &inside), &annotate::value(report))?;
    }
    let title = html::title(edition);
    for slug in html::speakers(edition).into_keys() {
        let stories = [Told { edition, site: &inside, story: None, title: &title }];
        let page = SpeakerPage { slug: &slug, stories: &stories, next: None };
        both(&Kind::Speaker(slug.clone()), html::speaker(&page, &inside), &page.record())?;
    }
    Ok(())
}

fn put(folder: &Path, name: &str, content: String) -> anyhow::Result<()> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).with_context(|| format!("{}: cannot be made", parent.display()))?;
    }
    output::file(&path, |out| Ok(out.write_all(content.as_bytes())?))
}
