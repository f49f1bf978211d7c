//! Variorum: a variorum edition of the news.
//!
//! Bytes and text in, values out: the library reads no file, opens no connection and asks no clock.
//! Data goes one way, room by room:
//!
//! [`ingest`] (bytes to captures) → [`article`] (blocks, dates) → [`annotate`] (tokens, names, quotations,
//! speakers; all of one article) → [`copies`] (copies and shared passages among any number of reports) → [`collate`]
//! (utterances, alignment, variants, passages; of several) → [`story`] (the edition, its record, its verification).
//!
//! [`span`], [`text`] and [`calendar`] are the ground everyone stands on.

pub mod annotate;
pub mod article;
pub mod calendar;
pub mod collate;
pub mod copies;
pub mod error;
pub mod ingest;
pub mod span;
pub mod story;
pub mod text;

pub use error::{Error, Note};
