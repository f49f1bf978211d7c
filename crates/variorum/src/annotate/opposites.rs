//! Words of which only one can be true of a thing that came to an end: found guilty or cleared, set or an accident, passed
//! or rejected.

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
    (Question::Leaving, &["resigned quit", "fired sacked dismissed ousted"]),
];

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
