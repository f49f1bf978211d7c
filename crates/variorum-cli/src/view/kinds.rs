//! What kinds of variant are called where people read them.

use std::borrow::Cow;
use variorum::collate::variant::{Class, Kind, Variant};

/// What a variant is, in words; exports keep the names of its class and kind.
pub fn told(v: &Variant) -> Cow<'static, str> {
    let only = match v.class {
        Class::Substantive => return kind(v.kind).into(),
        Class::Orthographic => "spelling only",
        Class::Typographic => "typography only",
    };
    match v.kind {
        Kind::Substitution => only.into(),
        other => format!("{only}, {}", kind(other)).into(),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::TrimStart => "start not printed",
        Kind::TrimEnd => "end not printed",
        Kind::Splice => "splice, no sign of a cut",
        Kind::Bracket => "bracketed words",
        k => k.name(),
    }
}
