//! Half-open byte ranges and the small integer ids that tables use to point at each other.

use std::fmt;
use std::ops::Range;

/// A half-open byte range `start..end` in the UTF-8 of one article's [`Text`](crate::text::Text).
///
/// `start <= end` always holds. Offsets are bytes, never code points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span `start..end` in bytes. A reversed pair is read as the empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        let end = if end < start { start } else { end };
        Self { start, end }
    }

    /// The empty span at `at`.
    pub const fn empty(at: u32) -> Self {
        Self { start: at, end: at }
    }

    /// First byte.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// One past the last byte.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range in the type that slices a `str`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside (an empty span at either edge does).
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `at` belongs to the span.
    pub const fn holds(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        pub struct $name(pub u32);

        impl $name {
            /// The row this id points at.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A row of the articles under comparison, in the order they were given.
    ArticleId;
    /// A row of [`Article::blocks`](crate::article::Article::blocks).
    BlockId;
    /// A row of [`Annotations::quotations`](crate::annotate::Annotations::quotations).
    QuotationId;
    /// A row of [`Annotations::names`](crate::annotate::Annotations::names).
    NameId;
    /// A row of [`Entities::mentions`](crate::annotate::entity::Entities::mentions).
    MentionId;
    /// A row of [`Entities::list`](crate::annotate::entity::Entities::list).
    EntityId;
    /// A row of [`Annotations::times`](crate::annotate::Annotations::times).
    TimeId;
}

/// An article and a span of its text: where a statement of the edition is borne out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// Which report.
    pub article: ArticleId,
    /// Where in its text.
    pub span: Span,
}
