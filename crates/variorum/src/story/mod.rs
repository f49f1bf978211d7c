//! The finished comparison: the edition, its record, its verification.

pub mod claim;
pub mod coverage;
pub mod edition;
pub mod export;
pub mod figure;
pub mod gather;
pub mod ledger;
pub mod lineage;
pub mod paraphrase;
pub mod record;
pub mod timeline;
pub mod verify;
pub mod voices;
