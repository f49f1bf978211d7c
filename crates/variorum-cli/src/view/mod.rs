//! What an edition looks like.

pub mod html;
pub mod text;
