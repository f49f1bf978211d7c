//! What an edition looks like.

pub mod around;
pub mod clean;
pub mod credits;
pub mod figure;
pub mod found;
pub mod given;
pub mod html;
pub mod kinds;
pub mod ledger;
pub mod lineage;
pub mod marks;
pub mod notices;
pub mod presence;
pub mod text;
pub mod twin;
pub mod when;
