//! The library of Variorum: captures, articles and what is found in them, in one SQLite file.
//!
//! [`prepare::prepare`] is a pure function of a report's bytes and runs in any number of threads; [`Library::add`] writes
//! what it gave, a batch a transaction. What was returned from `add` is on the disk: the file may be killed under the
//! program at any moment after that.
//!
//! The schema stands in [`schema`], with a sentence for each table and column; `docs/library.md` is made from it.

mod add;
mod browse;
mod error;
mod export;
mod library;
pub mod metadata;
mod notices;
mod parquet;
pub mod prepare;
mod readable;
pub mod schema;
mod search;
pub mod stories;
#[cfg(test)]
mod tests;
mod verify;
mod watching;
#[cfg(test)]
mod watching_tests;

pub use add::{Added, Known, Taken};
pub use browse::{Browse, Counts, Facets};
pub use error::Error;
pub use export::Version;
pub use library::Library;
pub use notices::{NoticeHit, NoticeQuery};
pub use parquet::parquet;
pub use search::{Hit, Query};
pub use verify::{Check, Fault};
pub use watching::{Fetched, Watch, Watched};
