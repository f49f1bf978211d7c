//! What an edition looks like.

pub mod clean;
pub mod html;
pub mod text;
