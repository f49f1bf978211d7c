//! A site whose pages and feeds a test changes while they are watched.

use super::server::{Asked, Server, Wire};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

#[derive(Clone, Debug)]
enum Thing {
    /// Bytes with their type, and an `ETag` of theirs.
    Content(&'static str, String),
    /// A status and where to go.
    Moved(u16, String),
    /// A status with a field.
    Status(u16, Option<(&'static str, String)>),
}

/// What is at each path.
#[derive(Clone, Debug, Default)]
pub struct Site(Arc<Mutex<HashMap<String, Thing>>>);

impl Site {
    pub fn new() -> Self {
        Self::default()
    }

    fn set(&self, path: &str, thing: Thing) {
        self.0.lock().expect("the site").insert(path.into(), thing);
    }

    /// A page.
    pub fn put(&self, path: &str, content: &str) {
        self.set(path, Thing::Content("text/html; charset=utf-8", content.into()));
    }

    /// A feed that links to these paths.
    pub fn feed(&self, path: &str, links: &[String]) {
        let items: String = links
            .iter()
            .map(|l| format!("<item><title>T</title><link>{l}</link><description>Short of {l}.</description></item>"))
            .collect();
        let feed = format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Quay</title>{items}</channel></rss>"
        );
        self.set(path, Thing::Content("application/rss+xml", feed));
    }

    pub fn moved(&self, path: &str, status: u16, to: &str) {
        self.set(path, Thing::Moved(status, to.into()));
    }

    pub fn status(&self, path: &str, status: u16, field: Option<(&'static str, &str)>) {
        self.set(path, Thing::Status(status, field.map(|(n, v)| (n, v.to_owned()))));
    }

    /// A server that shows it.
    pub fn serve(&self) -> Server {
        let site = self.clone();
        Server::start(move |asked, wire| site.answer(asked, wire))
    }

    /// Answers one request.
    pub fn answer(&self, asked: &Asked, wire: &mut Wire) {
        let thing = self.0.lock().expect("the site").get(&asked.path).cloned();
        match thing {
            Some(Thing::Content(media, content)) => {
                let etag =
                    format!("\"{:x}\"", content.bytes().fold(7u64, |h, b| h.wrapping_mul(31).wrapping_add(b.into())));
                if asked.field("if-none-match") == Some(&etag) {
                    return wire.reply(304, &[("ETag", &etag)], "");
                }
                wire.reply(200, &[("Content-Type", media), ("ETag", &etag)], content);
            }
            Some(Thing::Moved(status, to)) => wire.reply(status, &[("Location", &to)], ""),
            Some(Thing::Status(status, field)) => {
                let field = field.as_ref().map(|(n, v)| (*n, v.as_str()));
                wire.reply(status, field.as_slice(), "");
            }
            None => wire.reply(404, &[], "nothing here"),
        }
    }
}

/// A page with an article.
pub fn page(title: &str, words: &str) -> String {
    let more =
        "The harbour office counted the boats twice that day, and found that none of them was missing from its berth. ";
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>\
         <p>{words}</p><p>{}</p><p>{}</p></article></body></html>",
        more.repeat(3),
        more.repeat(2)
    )
}
