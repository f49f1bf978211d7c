//! Stories of a library: which articles tell the same event, grouped as they come.

mod decide;
pub(crate) mod list;
mod stream;

pub use decide::DecisionRow;
pub use list::{Story, StoryQuery};
pub use stream::Stream;
