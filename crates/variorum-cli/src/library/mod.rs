//! The commands that work on a library file; one file a command.

pub mod add;
pub mod check;
pub mod export;
mod reading;
pub mod search;
pub mod show;
pub mod versions;

use std::path::PathBuf;
use std::time::Duration;
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

/// Which article of which library.
#[derive(clap::Args)]
pub struct One {
    #[command(flatten)]
    place: Place,
    /// The number of the article
    #[arg(value_name = "ARTICLE")]
    article: i64,
    /// JSON in place of text
    #[arg(long)]
    json: bool,
}

impl Place {
    fn read(&self) -> Result<Library, variorum_store::Error> {
        Library::read(&self.library, Duration::from_secs(self.wait))
    }
}
