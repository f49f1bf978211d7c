//! What kinds of variant are called where people read them.

use variorum::collate::variant::Kind;

/// A kind in words; exports keep its name.
pub fn told(kind: Kind) -> &'static str {
    match kind {
        Kind::TrimStart => "start not printed",
        Kind::TrimEnd => "end not printed",
        Kind::Splice => "splice, no sign of a cut",
        Kind::Bracket => "bracketed words",
        k => k.name(),
    }
}
