//! Words of which only one can be true of a thing that came to an end: found guilty or cleared, set or an accident, passed
//! or rejected.

use super::lexicon::List;
use super::token::{Key, KeyMap};
use std::sync::OnceLock;

/// What is asked: of whom or of what the words are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What a court found of somebody.
    Verdict,
    /// How something came about: was it meant?
    Manner,
    /// What became of a plan, a ruling, a request.
    Decision,
    /// How somebody left an office.
    Leaving,
}

/// The questions, each with its answers.
static QUESTIONS: &[(Question, &[&str])] = &[
    (Question::Verdict, &["guilty convicted", "cleared acquitted exonerated"]),
    (
        Question::Manner,
        &[
            "deliberately deliberate intentionally intentional purposely arson homicide homicides murder murders",
            "accidental accidentally accident accidents unintentional unintentionally",
            "suicide suicides",
        ],
    ),
    (Question::Decision, &["approved passed endorsed adopted ratified", "rejected defeated vetoed"]),
    (Question::Decision, &["upheld", "overturned quashed"]),
    (Question::Decision, &["granted", "denied refused"]),
    (Question::Leaving, &["resigned quit resign", "fired sacked dismissed ousted"]),
];

/// Words that "in" and its kin turn round. Most that begin so are of another make ("inform", "discover", "impress"), so these
/// are told one by one; "un" turns round whatever it stands before.
static TURNED: List = List::new(
    "accuracy accurate active adequate adequately appropriate appropriately capable competence competent complete \
     compatible consistent convenient correct correctly credible decent direct directly effective efficient eligible \
     equality experienced formal human justice offensive secure sensitive significant stability sufficient sufficiently \
     valid visible voluntary balance mature moral mortal partial patience patient perfect polite possible practical precise \
     probable proper properly legal legally legible legitimate literate logical rational regular relevant replaceable \
     responsible reversible advantage agree agreed agreement allowed approval approve approved approves belief connected \
     continue continued honest honestly honour honor like liked loyal obey obeyed organised organized proportionate prove \
     proved qualified regard respect satisfied similar trust existent fiction violent",
);

/// Whether of two words in lower case one says the opposite of the other by what is put before it: "sound" and "unsound",
/// "possible" and "impossible".
pub fn is_turned(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let Some(prefix) = long.strip_suffix(short) else { return false };
    match prefix {
        // "Less" and "unless", "til" and "until".
        "un" => short.len() > 3 && short != "less",
        "in" | "im" | "il" | "ir" | "dis" | "non" | "non-" => TURNED.has(Key::word(short)),
        _ => false,
    }
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question's kind.
    pub question: Question,
    /// The number of the question.
    pub row: u8,
    /// The number of the answer.
    pub side: u8,
}

impl Answer {
    /// Whether the two cannot both be true.
    pub fn excludes(self, other: Self) -> bool {
        self.row == other.row && self.side != other.side
    }
}

/// What a word answers, if anything.
pub fn answer(key: Key) -> Option<Answer> {
    static ANSWERS: OnceLock<KeyMap<Answer>> = OnceLock::new();
    let answers = ANSWERS.get_or_init(|| {
        let mut out = KeyMap::default();
        for (row, (question, sides)) in QUESTIONS.iter().enumerate() {
            for (side, words) in sides.iter().enumerate() {
                let answer = Answer { question: *question, row: row as u8, side: side as u8 };
                out.extend(words.split(' ').map(|w| (Key::word(w), answer)));
            }
        }
        out
    });
    answers.get(&key).copied()
}

#[cfg(test)]
mod tests {
    use super::is_turned;

    #[test]
    fn what_is_put_before_a_word_turns_it_round() {
        for (a, b) in [("sound", "unsound"), ("impossible", "possible"), ("legal", "illegal"), ("agree", "disagree")] {
            assert!(is_turned(a, b) && is_turned(b, a), "{a} {b}");
        }
        for (a, b) in
            [("less", "unless"), ("form", "inform"), ("cover", "discover"), ("press", "impress"), ("sound", "sound")]
        {
            assert!(!is_turned(a, b), "{a} {b}");
        }
    }
}
