//! Several articles against each other: utterances and passages, their alignment, their variants.

pub mod align;
mod apparatus;
pub mod collation;
mod columns;
mod forms;
mod group;
mod link;
pub mod named;
pub mod passage;
mod profile;
pub mod revision;
pub(crate) mod spelling;
mod topic;
mod unit;
pub mod utterance;
pub mod variant;
pub mod vocabulary;

pub(crate) use crate::annotate::token::is_apostrophe;
