//! The signs and words by which views show how a report has an utterance.

use variorum::story::coverage::Presence;

/// One column wide, and told apart without colour.
pub fn sign(presence: Presence) -> &'static str {
    match presence {
        Presence::Verbatim => "=",
        Presence::Altered => "≠",
        Presence::Trimmed => "<",
        Presence::Paraphrased => "~",
        Presence::Absent => "·",
        Presence::Unknown => "?",
    }
}

/// What the sign stands for.
pub fn told(presence: Presence) -> &'static str {
    match presence {
        Presence::Verbatim => "all of it, word for word",
        Presence::Altered => "words changed",
        Presence::Trimmed => "a part of it",
        Presence::Paraphrased => "in other words",
        Presence::Absent => "nothing found",
        Presence::Unknown => "not in what was captured",
    }
}
