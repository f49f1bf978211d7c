//! Persons, organisations, places and other names, token by token from left to right.

use super::look::{self, BEFORE, INPUTS, LABELS, Look};
use super::words::KnownWords;
use crate::annotate::lexicon::{List, PARTICLES, TITLES};
use crate::annotate::sentence::Sentence;
use crate::annotate::syntax::net::{NO_REST, Net, Reader, Work};
use crate::annotate::token::{Token, TokenKind};
use crate::span::Span;
use std::sync::OnceLock;

/// What may stand in a name, and never at its end.
static SMALL: List = List::new(
    "of the a an and or but for in on at to by with from as is was are were has had that which who it its he she they \
     his her their this these those than then said says not no",
);

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A person, an animal with a name, a figure of fiction.
    Person,
    /// A firm, an office, a party, a team, an outlet.
    Organisation,
    /// A country, a town, a street, a river, a building.
    Place,
    /// Another name: a people, an event, a work, a product, a law.
    Other,
}

impl NameKind {
    /// All kinds.
    pub const ALL: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];

    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Organisation => "organisation",
            NameKind::Place => "place",
            NameKind::Other => "other",
        }
    }
}

/// Which part of a name a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The first of several.
    Begin,
    /// Neither the first nor the last.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Alone,
}

/// What a token is to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// None of it.
    Outside,
    /// A part of a name of this kind.
    Of(NameKind, Position),
}

const POSITIONS: [Position; 4] = [Position::Begin, Position::Inside, Position::Last, Position::Alone];

impl Label {
    /// The label's number, as the network counts them.
    pub fn number(self) -> usize {
        match self {
            Label::Outside => 0,
            Label::Of(kind, part) => 1 + 4 * kind as usize + part as usize,
        }
    }

    /// The label with that number.
    pub fn numbered(n: usize) -> Self {
        match n.checked_sub(1) {
            Some(k) if n < LABELS => Label::Of(NameKind::ALL[k / 4], POSITIONS[k % 4]),
            _ => Label::Outside,
        }
    }

    /// The kind of the name that goes on behind this label.
    pub fn open(self) -> Option<NameKind> {
        match self {
            Label::Of(kind, Position::Begin | Position::Inside) => Some(kind),
            _ => None,
        }
    }

    /// Whether `next` may stand behind this label.
    pub fn before(self, next: Label) -> bool {
        let goes_on = match next {
            Label::Of(kind, Position::Inside | Position::Last) => Some(kind),
            _ => None,
        };
        self.open() == goes_on
    }
}

/// A name as the network finds it: rows of the token table, and how much speaks for each kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// What it is the name of.
    pub kind: NameKind,
    /// Scores of the kinds, in the order of [`NameKind::ALL`]; the differences count.
    pub scores: [f32; 4],
}

impl Found {
    /// Its words, without a possessive ending.
    pub fn span(&self, text: &str, tokens: &[Token]) -> Span {
        let (Some(a), Some(b)) =
            (tokens.get(self.first as usize), self.end.checked_sub(1).and_then(|e| tokens.get(e as usize)))
        else {
            return Span::default();
        };
        let span = a.span.cover(b.span);
        let words = text.get(span.range()).unwrap_or("");
        Span::new(span.start(), span.start() + look::bare(words).len() as u32)
    }
}

impl Found {
    /// The name without the titles before it: "Mayor Luisa Okonjo" is Luisa Okonjo.
    fn without_title(mut self, text: &str, tokens: &[Token]) -> Self {
        let is_stop =
            |k: u32| tokens.get(k as usize).is_some_and(|t| text.get(t.span.range()).is_some_and(|w| w == "."));
        while self.kind == NameKind::Person && tokens.get(self.first as usize).is_some_and(|t| TITLES.has(t.key)) {
            let next = self.first + 1 + u32::from(is_stop(self.first + 1));
            if next >= self.end {
                break;
            }
            self.first = next;
        }
        self
    }

    /// The name without small words and signs behind it: "Corran Shipping Ltd on" is Corran Shipping Ltd. `None` where
    /// nothing else is in it.
    fn without_tail(mut self, text: &str, tokens: &[Token]) -> Option<Self> {
        let tail = |k: u32| {
            tokens.get(k as usize).is_none_or(|t| {
                let word = text.get(t.span.range()).unwrap_or("");
                match t.kind() {
                    TokenKind::Punct => matches!(word, "," | ";" | ":" | "(" | "[" | "-" | "–" | "—" | "/" | "“" | "‘"),
                    _ => SMALL.has(t.key) && !word.contains(char::is_uppercase),
                }
            })
        };
        while self.end > self.first && tail(self.end - 1) {
            self.end -= 1;
        }
        (self.end > self.first).then_some(self)
    }

    /// The name with the initials before it, and with the name before a particle: "J. K. Crane", "Jan van der Brandt".
    fn with_first_names(mut self, text: &str, tokens: &[Token], from: u32) -> Self {
        let word = |k: u32| tokens.get(k as usize).and_then(|t| text.get(t.span.range())).unwrap_or("");
        let capital = |k: u32| word(k).starts_with(char::is_uppercase);
        if self.kind == NameKind::Place {
            return self;
        }
        let mut k = self.first;
        while k > from && tokens.get(k as usize - 1).is_some_and(|t| PARTICLES.has(t.key)) && !capital(k - 1) {
            k -= 1;
        }
        if k < self.first
            && k > from
            && capital(k - 1)
            && tokens.get(k as usize - 1).is_some_and(|t| !TITLES.has(t.key))
        {
            self.first = k - 1;
            self.kind = NameKind::Person;
        }
        let initial = |k: u32| capital(k) && word(k).chars().nth(1).is_none();
        while self.kind == NameKind::Person
            && self.first > from + 1
            && word(self.first - 1) == "."
            && initial(self.first - 2)
        {
            self.first -= 2;
        }
        self
    }
}

/// What a file of the network begins with.
pub const MAGIC: &[u8; 8] = b"VNAMES01";

/// The network that finds names, and the words it knows.
pub struct Recogniser {
    words: KnownWords<'static>,
    net: Net<'static>,
}

/// Room to look at a sentence in.
#[derive(Default)]
pub struct Room {
    looks: Vec<Look>,
    work: Work,
}

impl Recogniser {
    /// Reads a file as `xtask train names` writes it; `None` if it is none.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC.as_slice())?;
        let (words, rest) = KnownWords::read(rest)?;
        Some(Self { words, net: Net::read(&mut Reader(rest), &[NO_REST; INPUTS.len()], &[LABELS])? })
    }

    /// The one for English that comes with the program.
    pub fn english() -> Option<&'static Self> {
        static MODEL: OnceLock<Option<Recogniser>> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(include_bytes!("../../../data/names-en.bin"))).as_ref()
    }

    /// Appends the names of a sentence to `out`.
    pub fn names(&self, text: &str, tokens: &[Token], sentence: Sentence, room: &mut Room, out: &mut Vec<Found>) {
        look::look(text, tokens, sentence, &self.words, &mut room.looks);
        let looks = &room.looks;
        let mut before = [BEFORE; 2];
        let mut last = Label::Outside;
        let mut begun: Option<Found> = None;
        for i in 0..looks.len() {
            let mut label = Label::Outside;
            if looks[i].opens || last.open().is_some() {
                self.net.run(&look::features(looks, i, before), &mut room.work);
                // A name does not end in the middle of its sentence's end.
                let ends = i + 1 == looks.len();
                let may = |l: Label| last.before(l) && !(ends && l.open().is_some());
                let best = self.net.choose(0, &mut room.work, |k| may(Label::numbered(k)));
                label = best.map_or(Label::Outside, Label::numbered);
                if let Label::Of(kind, part) = label {
                    let at = sentence.first + i as u32;
                    let scores = NameKind::ALL.map(|k| room.work.scores[Label::Of(k, part).number()]);
                    match begun.as_mut() {
                        Some(f) => {
                            f.end = at + 1;
                        }
                        None => begun = Some(Found { first: at, end: at + 1, kind, scores }),
                    }
                    if label.open().is_none() {
                        let from = out.last().map_or(sentence.first, |o| o.end.max(sentence.first));
                        let whole = begun.take().and_then(|f| f.without_tail(text, tokens));
                        out.extend(whole.map(|f| f.without_title(text, tokens).with_first_names(text, tokens, from)));
                    }
                }
            }
            last = label;
            before = [label.number() as u32, before[0]];
        }
    }
}
