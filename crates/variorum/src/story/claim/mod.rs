//! What reports tell: which of their words fill one slot of one claim, and whether these can hold together.

pub mod circumstance;
pub mod contest;
pub mod denial;
pub mod kin;
pub mod link;
pub mod mention;
pub mod moment;
pub mod number;
pub mod pair;
pub mod polarity;
pub mod rival;
pub mod scene;
pub mod thing;
pub mod told;
pub mod value;
pub mod verdict;
