//! What news comes in, read as captures of [`variorum`].

mod html;
mod page;

pub use html::read_page;
