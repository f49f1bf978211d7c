//! Reports into stories, in the order in which they come.
//!
//! A report becomes a [`sketch::Sketch`]: hashes of its words, names and numbers, the days it tells. The stream weighs
//! them by how rare they were up to then ([`words`]), finds earlier reports that share the weightiest of them
//! (`index`), takes what each has in common with the new one ([`features`]) and adds that up to one learned score
//! ([`score`]). Stories are what these scores make of the reports ([`cluster`]), under what was decided by hand
//! ([`decide`]).

mod average;
mod bytes;
pub mod cluster;
pub mod decide;
pub mod features;
mod held;
mod index;
pub mod score;
pub mod sketch;
pub mod words;
