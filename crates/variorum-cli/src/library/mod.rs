//! The commands that work on a library file; one file a command.

pub mod add;
pub mod check;
pub mod edition;
pub mod export;
pub mod reading;
pub mod search;
pub mod show;
pub mod stories;
pub mod versions;
pub mod watch;

use crate::view::clean::{end_of, shortened};
use crate::{output, pile};
use std::path::PathBuf;
use std::time::Duration;
use variorum::article::{Article, Block, BlockKind};
use variorum::calendar::Date;
use variorum_store::Library;

/// Which library, and how long to wait for it.
#[derive(clap::Args)]
pub struct Place {
    /// The library file
    #[arg(long, value_name = "FILE")]
    library: PathBuf,
    /// How long to wait while another program writes to it
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    wait: u64,
}

/// Which article or story of which library.
#[derive(clap::Args)]
pub struct One {
    #[command(flatten)]
    place: Place,
    /// The number of an article (17), or a story (s12)
    #[arg(value_name = "ARTICLE")]
    which: Which,
    /// JSON in place of text
    #[arg(long)]
    json: bool,
}

/// An article or a story, as it is named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// `17`.
    Article(i64),
    /// `s12`.
    Story(i64),
}

impl std::str::FromStr for Which {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let (story, digits) = match name.strip_prefix(['s', 'S']) {
            Some(digits) => (true, digits),
            None => (false, name),
        };
        let number = digits.parse::<i64>().ok().filter(|n| *n > 0);
        let number = number.ok_or("write the number of an article (17) or a story (s12)")?;
        Ok(if story { Which::Story(number) } else { Which::Article(number) })
    }
}

/// Checks a date of the command line.
///
/// # Errors
/// Where it is none; `flag` names what it was given for.
pub fn check_date(flag: &str, date: Option<&str>) -> anyhow::Result<()> {
    let is_date = |d: &str| {
        let numbers: Option<Vec<u16>> = d.split('-').map(|p| p.parse().ok()).collect();
        let (year, month, day) = match numbers.as_deref() {
            Some([year]) => (*year, 1, 1),
            Some([year, month]) => (*year, *month, 1),
            Some([year, month, day]) => (*year, *month, *day),
            _ => return false,
        };
        let small = |n: u16| u8::try_from(n).unwrap_or(0);
        let digits = d.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        digits && matches!(d.len(), 4 | 7 | 10) && Date::new(i32::from(year), small(month), small(day)).is_some()
    };
    if date.is_some_and(|d| !is_date(d)) {
        anyhow::bail!("{flag}: not a date; write it as 2021-02-05, 2021-02 or 2021");
    }
    Ok(())
}

/// What an article is called in a list: its title, else its first words and where it is from.
pub fn called(article: &Article) -> String {
    if let Some(title) = article.meta.title.as_deref().filter(|t| !t.trim().is_empty()) {
        return title.to_owned();
    }
    let place = end_of(&pile::place(&article.path, article.line), 40);
    let first = opening(article);
    match first {
        Some(first) => format!("{} ({place})", shortened(article.text.get(first.content), 48)),
        None => place,
    }
}

/// The first block of an article that may name it: no picture's line, where there is any other.
pub fn opening(article: &Article) -> Option<&Block> {
    let mut story = article.blocks.iter().filter(|b| b.kind.is_story() && !b.content.is_empty());
    story.clone().find(|b| b.kind != BlockKind::Caption).or_else(|| story.next())
}

/// The number of a story by its name.
fn story_number(name: &str) -> anyhow::Result<i64> {
    match name.parse() {
        Ok(Which::Story(number)) => Ok(number),
        _ => anyhow::bail!("{name}: not a story; write it as s12"),
    }
}

impl Place {
    /// Where the library is, and how long to wait for it.
    pub fn new(library: PathBuf, wait: u64) -> Self {
        Self { library, wait }
    }

    /// No result takes the place of the library or of the files that SQLite keeps beside it.
    fn keep(&self) {
        for more in ["", "-wal", "-shm"] {
            let mut name = self.library.clone().into_os_string();
            name.push(more);
            output::is_read(name.as_ref());
        }
    }

    /// The library to read and write, which must be there.
    ///
    /// # Errors
    /// As [`Library::open`].
    pub fn open(&self) -> Result<Library, variorum_store::Error> {
        self.keep();
        if !self.library.exists() {
            self.read()?;
        }
        Library::open(&self.library, Duration::from_secs(self.wait))
    }

    /// The library to read only.
    ///
    /// # Errors
    /// As [`Library::read`].
    pub fn read(&self) -> Result<Library, variorum_store::Error> {
        self.keep();
        Library::read(&self.library, Duration::from_secs(self.wait))
    }
}
