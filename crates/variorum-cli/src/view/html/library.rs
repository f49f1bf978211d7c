//! The pages of a library: its stories with facets, what a search finds, and what is not there.

use super::escape::{Esc, Fold};
use super::shell::{self, Foot};
use super::site::{Kind, Site};
use std::fmt::Write as _;

/// A value of a facet, with how many articles have it.
pub struct Facet {
    /// What it is called.
    pub name: String,
    /// How many articles, where that is known.
    pub count: Option<i64>,
    /// The list narrowed to it, or widened again where it is chosen.
    pub link: String,
    /// Whether the list is narrowed to it.
    pub chosen: bool,
}

/// An entry of a list: a story or an article.
pub struct Row {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub link: String,
    /// Outlets, dates, numbers.
    pub about: String,
    /// A stretch of its text, and where in it the words that were looked for stand, in bytes.
    pub snippet: Option<(String, Vec<(usize, usize)>)>,
    /// The story an article is of: its name and its page.
    pub story: Option<(String, String)>,
}

/// A list of stories.
pub struct Listing {
    /// What is told above it.
    pub lead: String,
    /// The words that stories are narrowed to.
    pub words: String,
    /// Other choices that the form keeps.
    pub kept: Vec<(&'static str, String)>,
    /// Facets by their headings.
    pub facets: Vec<(&'static str, Vec<Facet>)>,
    /// The stories.
    pub rows: Vec<Row>,
    /// The pages before and behind this one.
    pub around: [Option<String>; 2],
    /// The same as JSON.
    pub twin: String,
}

/// What a search found.
pub struct SearchPage {
    /// The words.
    pub words: String,
    /// What is told above the list; what is wrong with the words, where something is.
    pub lead: String,
    /// Articles, the best first.
    pub rows: Vec<Row>,
    /// Notices that print the words: kind and by whom, as printed, the page of the article.
    pub notices: Vec<(String, String, String)>,
    /// The same as JSON.
    pub twin: String,
}

/// The list of stories.
pub fn listing(it: &Listing, site: &Site) -> String {
    let mut out = String::new();
    shell::begin(&mut out, site, "Stories", "Skip to the stories");
    let _ = write!(
        out,
        "<main id=\"text\"><header><p class=\"kicker\">A library of reports</p><h1>Stories</h1><p class=\"lead\">{}</p>\
         <form class=\"find\" action=\"/\"><label for=\"words\">Stories with these words</label> \
         <input type=\"search\" id=\"words\" name=\"q\" maxlength=\"400\" value=\"{}\">",
        Fold(&it.lead),
        Esc(&it.words)
    );
    for (name, value) in &it.kept {
        let _ = write!(out, "<input type=\"hidden\" name=\"{name}\" value=\"{}\">", Esc(value));
    }
    out.push_str(" <button>Show</button></form><nav aria-label=\"Around\"><ul>");
    shell::twin(&mut out, &it.twin);
    out.push_str("</ul></nav></header><div class=\"shelf\">");
    if it.facets.iter().any(|f| !f.1.is_empty()) {
        out.push_str("<nav class=\"facets\" aria-labelledby=\"facets-h\"><h2 id=\"facets-h\">Narrow</h2>");
        for (heading, list) in it.facets.iter().filter(|f| !f.1.is_empty()) {
            facet(&mut out, heading, list);
        }
        out.push_str("</nav>");
    }
    out.push_str("<section aria-labelledby=\"stories-h\"><h2 id=\"stories-h\" class=\"vh\">The stories</h2>");
    rows(&mut out, &it.rows);
    let [before, behind] = &it.around;
    if before.is_some() || behind.is_some() {
        out.push_str("<nav aria-label=\"More stories\"><ul>");
        for (rel, word, link) in [("prev", "Newer", before), ("next", "Older", behind)] {
            if let Some(link) = link {
                let _ = write!(out, "<li><a rel=\"{rel}\" href=\"{}\">{word}</a></li>", Esc(link));
            }
        }
        out.push_str("</ul></nav>");
    }
    out.push_str("</section></div></main>");
    shell::end(&mut out, Foot::Plain);
    out
}

fn facet(out: &mut String, heading: &str, list: &[Facet]) {
    let _ = write!(out, "<h3>{heading}</h3><ul>");
    for f in list {
        let (current, undo) = if f.chosen {
            (" aria-current=\"true\"", "<span class=\"vh\"> (chosen; show all)</span> ×")
        } else {
            ("", "")
        };
        let _ = write!(out, "<li><a href=\"{}\"{current}><bdi>{}</bdi>{undo}</a>", Esc(&f.link), Fold(&f.name),);
        if let Some(count) = f.count {
            let of = if count == 1 { "article" } else { "articles" };
            let _ = write!(out, " <span class=\"num\">{count}<span class=\"vh\"> {of}</span></span>");
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>");
}

/// What a search found.
pub fn search(it: &SearchPage, site: &Site) -> String {
    let mut out = String::new();
    shell::begin(&mut out, site, &format!("{} – search", it.words), "Skip to what was found");
    let _ = write!(
        out,
        "<main id=\"text\"><header><p class=\"kicker\">Search</p><h1 dir=\"auto\">{}</h1><p class=\"lead\">{}</p>\
         <p class=\"q\">All words must be there; “in quotation marks” in that order; fog* for words that begin so; OR between \
         two for either.</p><nav aria-label=\"Around\"><ul>",
        if it.words.trim().is_empty() { "Search all articles".into() } else { format!("{}", Fold(&it.words)) },
        Fold(&it.lead)
    );
    shell::twin(&mut out, &it.twin);
    out.push_str(
        "</ul></nav></header><section aria-labelledby=\"found-h\"><h2 id=\"found-h\" class=\"vh\">Articles</h2>",
    );
    rows(&mut out, &it.rows);
    out.push_str("</section>");
    if !it.notices.is_empty() {
        out.push_str(
            "<section aria-labelledby=\"notices-h\"><h2 id=\"notices-h\">Notices</h2><p class=\"q\">Helplines, appeals and \
             other contacts that print these words or this number, each as one report prints it.</p>",
        );
        for (about, text, link) in &it.notices {
            let _ = write!(
                out,
                "<details><summary>{}</summary><p class=\"asis\" dir=\"auto\">{}</p><p class=\"m\"><a href=\"{}\">In its report</a></p></details>",
                Fold(about),
                Esc(text.trim()),
                Esc(link)
            );
        }
        out.push_str("</section>");
    }
    out.push_str("</main>");
    shell::end(&mut out, Foot::Plain);
    out
}

fn rows(out: &mut String, list: &[Row]) {
    if list.is_empty() {
        return;
    }
    out.push_str("<ol class=\"rows\">");
    for row in list {
        let _ = write!(
            out,
            "<li><h3><a href=\"{}\"><bdi>{}</bdi></a></h3><p class=\"m\"><bdi>{}</bdi>",
            Esc(&row.link),
            Fold(&row.title),
            Fold(&row.about)
        );
        if let Some((name, link)) = &row.story {
            let _ = write!(out, " · <a href=\"{}\">{}</a>", Esc(link), Fold(name));
        }
        out.push_str("</p>");
        if let Some((text, marks)) = &row.snippet {
            out.push_str("<p class=\"snip\" dir=\"auto\">");
            let mut at = 0;
            for (start, end) in marks {
                let _ = write!(
                    out,
                    "{}<mark>{}</mark>",
                    Fold(text.get(at..*start).unwrap_or("")),
                    Fold(text.get(*start..*end).unwrap_or(""))
                );
                at = *end;
            }
            let _ = write!(out, "{}</p>", Fold(text.get(at..).unwrap_or("")));
        }
        out.push_str("</li>");
    }
    out.push_str("</ol>");
}

/// A page in place of one that cannot be shown: what is wrong, and the way out.
pub fn trouble(title: &str, what: &str, site: &Site) -> String {
    let mut out = String::new();
    shell::begin(&mut out, site, title, "Skip to the message");
    let _ = write!(
        out,
        "<main id=\"text\"><header><p class=\"kicker\">Variorum</p><h1>{}</h1><p class=\"lead\">{}</p>\
         <p><a href=\"{}\">All stories</a></p></header></main>",
        Fold(title),
        Fold(what),
        Esc(&site.link(&Kind::List))
    );
    shell::end(&mut out, Foot::Plain);
    out
}
