//! What every page has: its head with the policy, the way around the site, its foot.

use super::escape::{Esc, Fold};
use super::site::{Kind, Site};
use super::{SCRIPT, STYLE, sha256};
use std::fmt::Write as _;
use std::sync::LazyLock;
use variorum::annotate::Annotated;

/// What a page may do: nothing but its own style and script; `form` lets it send its search to where it is from.
fn directives(form: bool) -> &'static str {
    static OPEN: LazyLock<[String; 2]> = LazyLock::new(|| {
        ["'none'", "'self'"].map(|form| {
            format!(
                "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action {form}",
                sha256::base64(STYLE.as_bytes()),
                sha256::base64(SCRIPT.as_bytes())
            )
        })
    });
    &OPEN[usize::from(form)]
}

/// The policy of pages that are served, as the value of a header.
pub fn policy() -> String {
    format!("{}; frame-ancestors 'none'", directives(true))
}

/// What stands at the foot of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Foot {
    /// What the numbers behind sigla are, and the keys.
    Places,
    /// Only the program's name; the page has nothing to step through.
    Plain,
}

/// Everything up to the page's own `main`.
pub fn begin(out: &mut String, site: &Site, title: &str, skip: &str) {
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"variorum {}\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#text\">{skip}</a>\n",
        directives(site.is_served()),
        env!("CARGO_PKG_VERSION"),
        Fold(title),
    );
    if site.is_served() {
        let _ = writeln!(
            out,
            "<nav class=\"site\" aria-label=\"Library\"><a href=\"/\">All stories</a>\
             <form role=\"search\" action=\"/search\"><label class=\"vh\" for=\"find\">Search all articles</label>\
             <input type=\"search\" id=\"find\" name=\"q\" maxlength=\"400\" placeholder=\"Search all articles\" value=\"{}\">\
             <button>Search</button></form></nav>",
            Esc(&site.words)
        );
    } else if site.is_site() {
        let _ = writeln!(
            out,
            "<nav class=\"site\" aria-label=\"Pages\"><a href=\"{}\">The edition</a></nav>",
            Esc(&site.link(&Kind::Story))
        );
    }
}

/// Everything behind `main`.
pub fn end(out: &mut String, foot: Foot) {
    let _ = write!(out, "<footer><p>Made with variorum {}.", env!("CARGO_PKG_VERSION"));
    if foot == Foot::Plain {
        out.push_str(" It shows places; it does not say who is right.</p></footer>\n</body>\n</html>\n");
        return;
    }
    let _ = write!(
        out,
        " Numbers behind a siglum, such as A:120-134, count bytes of the captured \
         file, the end not included. The edition shows places; it does not say who is right.</p></footer>\n\
         <dialog id=\"keys\" aria-labelledby=\"keys-title\"><h2 id=\"keys-title\">Keys</h2><dl>\
         <dt><kbd>n</kbd> <kbd>j</kbd></dt><dd>next variant</dd>\
         <dt><kbd>p</kbd> <kbd>k</kbd></dt><dd>previous variant</dd>\
         <dt><kbd>o</kbd></dt><dd>the variant’s next place in its report</dd>\
         <dt><kbd>b</kbd> <kbd>Esc</kbd></dt><dd>back to where you came from</dd>\
         <dt><kbd>s</kbd></dt><dd>substantive variants only, or all</dd>\
         <dt><kbd>?</kbd></dt><dd>this list</dd></dl>\
         <p><button type=\"button\" id=\"keys-close\">Close</button></p></dialog>\n\
         <p id=\"bar\" hidden><button type=\"button\" id=\"back\" hidden>← back</button> \
         <button type=\"button\" id=\"all\">substantive only</button> \
         <button type=\"button\" id=\"help\" aria-haspopup=\"dialog\">keys</button>\
         <span id=\"status\" class=\"vh\" role=\"status\"></span></p>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n"
    );
}

/// The item of a list of links that leads to the same as JSON.
pub fn twin(out: &mut String, link: &str) {
    let _ = write!(out, "<li><a href=\"{}\">as JSON</a></li>", Esc(link));
}

/// ` lang="de"` for a report that is not in the language of the page.
pub fn lang(report: &Annotated) -> String {
    match report.annotations.language.map(|l| l.code()) {
        Some(code) if code != "en" => format!(" lang=\"{code}\""),
        _ => String::new(),
    }
}
