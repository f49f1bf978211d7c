//! What an edition looks like.

pub mod clean;
pub mod credits;
pub mod found;
pub mod html;
pub mod ledger;
pub mod lineage;
pub mod notices;
pub mod presence;
pub mod text;
pub mod twin;
pub mod when;
