//! Editions of a library's stories, made when they are asked for and kept for a while.

use super::answer::Trouble;
use crate::library::edition::latest;
use crate::library::{Place, stories};
use crate::view::clean::count;
use crate::view::html::{self, Site};
use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use variorum::annotate::annotate;
use variorum::story::edition::{Edition, edition};
use variorum_store::stories::Story;
use variorum_store::{Facets, Library};

/// Reports of a story that are compared; an edition of more is not made while somebody waits for a page.
const MOST: usize = 300;
/// Editions that are kept, and how many reports they have together.
const KEPT: (usize, usize) = (32, 2000);
/// Values of a facet that are shown.
const FACETS: u32 = 24;

/// A story, or one article, with its edition.
pub struct Shown {
    /// The story; none for an article by itself.
    pub story: Option<Story>,
    /// What it is called.
    pub title: String,
    /// The comparison.
    pub edition: Edition,
    /// The numbers of its reports.
    pub articles: Vec<i64>,
    /// Where its pages are.
    pub site: Site,
    page: OnceLock<String>,
}

impl Shown {
    /// The story's page.
    pub fn page(&self) -> &str {
        self.page.get_or_init(|| html::story(&self.edition, &self.site))
    }
}

/// What makes an edition what it is.
type Key = (Option<i64>, Vec<i64>);
/// Held by who makes it; others who want the same wait.
type Made = Arc<Mutex<Option<Arc<Shown>>>>;
type State = (i64, i64, i64);

/// A library for many readers at once.
pub struct Shelf {
    place: Place,
    /// Connections that nobody uses.
    free: Mutex<Vec<Library>>,
    /// The editions, those that were asked for last at the end.
    kept: Mutex<VecDeque<(Key, Made)>>,
    facets: Mutex<Option<(State, Arc<Facets>)>>,
}

/// A connection that goes back when it is dropped.
pub struct Lent<'a> {
    shelf: &'a Shelf,
    library: Option<Library>,
}

impl Deref for Lent<'_> {
    type Target = Library;

    fn deref(&self) -> &Library {
        self.library.as_ref().expect("lent until it is dropped")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        held(&self.shelf.free).extend(self.library.take());
    }
}

fn held<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shelf {
    /// Opens the library.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(place: Place) -> Result<Self, variorum_store::Error> {
        let first = place.read()?;
        Ok(Self { place, free: Mutex::new(vec![first]), kept: Mutex::default(), facets: Mutex::default() })
    }

    /// A connection of one's own.
    ///
    /// # Errors
    /// Where there is none left and the library cannot be opened again.
    pub fn library(&self) -> Result<Lent<'_>, variorum_store::Error> {
        let free = held(&self.free).pop();
        let library = free.map_or_else(|| self.place.read(), Ok)?;
        Ok(Lent { shelf: self, library: Some(library) })
    }

    /// What there is to choose from, looked up again when the library has changed.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn facets(&self) -> Result<Arc<Facets>, variorum_store::Error> {
        let library = self.library()?;
        let state = library.state()?;
        if let Some((_, facets)) = held(&self.facets).as_ref().filter(|f| f.0 == state) {
            return Ok(Arc::clone(facets));
        }
        let facets = Arc::new(library.facets(FACETS)?);
        *held(&self.facets) = Some((state, Arc::clone(&facets)));
        Ok(facets)
    }

    /// The edition of a story. Who asks for one that is being made waits for it; others do not.
    ///
    /// # Errors
    /// Where there is no such story, or the library cannot be read.
    pub fn story(&self, id: i64) -> Result<Arc<Shown>, Trouble> {
        let library = self.library()?;
        let story = library.story(id)?;
        let all: Vec<i64> = library.articles_of(id)?.into_iter().map(|a| a.0).collect();
        let total = all.len();
        let mut articles = latest(&library, all)?;
        let mut notes = Vec::new();
        if articles.len() < total {
            notes.push(format!(
                "{} left out: the same page was captured again later.",
                count(total - articles.len(), "article")
            ));
        }
        if articles.len() > MOST {
            notes.push(format!(
                "Only the first {MOST} of {} are compared here; “variorum edition s{id}” compares all.",
                count(articles.len(), "report")
            ));
            articles.truncate(MOST);
        }
        self.shown((Some(id), articles), |articles| {
            let title = stories::title(&library, &story)?;
            let mut site = Site::served(Some(id), articles);
            site.title = Some(title.clone());
            site.note = (!notes.is_empty()).then(|| notes.join(" "));
            Ok((&library, Some(story.clone()), title, site))
        })
    }

    /// The edition of an article by itself.
    ///
    /// # Errors
    /// Where there is no such article, or the library cannot be read.
    pub fn alone(&self, article: i64) -> Result<Arc<Shown>, Trouble> {
        let library = self.library()?;
        self.shown((None, vec![article]), |articles| Ok((&library, None, String::new(), Site::served(None, articles))))
    }

    fn shown<'l>(
        &self,
        key: Key,
        make: impl FnOnce(&[i64]) -> Result<(&'l Library, Option<Story>, String, Site), Trouble>,
    ) -> Result<Arc<Shown>, Trouble> {
        let made = self.place_for(&key);
        let mut made = held(&made);
        if let Some(shown) = &*made {
            return Ok(Arc::clone(shown));
        }
        let articles = key.1;
        let (library, story, title, site) = make(&articles)?;
        let read: Vec<_> = articles.iter().map(|id| library.reread(*id)).collect::<Result<_, _>>()?;
        let edition = edition(read.into_iter().map(annotate).collect());
        let shown = Arc::new(Shown { story, title, edition, articles, site, page: OnceLock::new() });
        *made = Some(Arc::clone(&shown));
        Ok(shown)
    }

    /// Where the edition is kept or will be.
    fn place_for(&self, key: &Key) -> Made {
        let mut kept = held(&self.kept);
        if let Some(at) = kept.iter().position(|(k, _)| k == key)
            && let Some(found) = kept.remove(at)
        {
            let made = Arc::clone(&found.1);
            kept.push_back(found);
            return made;
        }
        let made = Made::default();
        kept.push_back((key.clone(), Arc::clone(&made)));
        let mut reports: usize = kept.iter().map(|(k, _)| k.1.len()).sum();
        while kept.len() > 1 && (kept.len() > KEPT.0 || reports > KEPT.1) {
            reports -= kept.pop_front().map_or(0, |(k, _)| k.1.len());
        }
        made
    }
}
