//! Which quotation mark opens, which closes, and which is an apostrophe, a prime or a stray.
//!
//! Marks are ambiguous one by one, hardly ever together. So every mark gets a cost for each role it could
//! play where it stands, and the cheapest reading of the whole run of paragraphs is found by dynamic
//! programming over the stack of open marks (Viterbi). The stack is at most three deep and few stacks
//! are alive at once, so the time is linear in the number of marks.

use super::token::{is_apostrophe, is_contraction};
use crate::article::{Block, BlockKind};
use crate::span::Span;

/// Marks nested deeper than this are left as they stand.
const DEPTH: usize = 3;
/// Readings this much dearer than the cheapest are given up.
const BEAM: u32 = 90;
const WIDTH: usize = 24;

const UNCLOSED: u32 = 25;
const UNCLOSED_SINGLE: u32 = 32;
const CARRY: u32 = 10;
const RUN_ON: u32 = 32;
/// Going on over a paragraph without any mark. With what it costs to carry marks there it is dearer than marks that never
/// close: only a mark that closes them further on makes up for it.
const QUIET: u32 = 20;
const IMPLICIT: u32 = 27;
const NEVER: u32 = 1000;

/// A pair of marks and what stands between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The opening mark; empty where a quotation runs on into a paragraph that does not reopen it.
    pub open: Span,
    /// The closing mark; empty where there is none in this paragraph.
    pub close: Span,
    /// The words between, without the marks.
    pub inside: Span,
    /// 0 for outermost marks, 1 for marks inside marks, and so on.
    pub depth: u8,
    /// Goes on with the pair before it at this depth, from an earlier paragraph.
    pub continues: bool,
    /// Neither closed nor carried into the next paragraph.
    pub unclosed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Glyph {
    Straight = 1,
    Left,
    Right,
    Low,
    Backticks,
    Primes,
    GuillemetLeft,
    GuillemetRight,
    SingleStraight,
    SingleLeft,
    SingleRight,
    SingleLow,
    Backtick,
    AngleLeft,
    AngleRight,
}

impl Glyph {
    fn single(self) -> bool {
        use Glyph::*;
        matches!(self, SingleStraight | SingleLeft | SingleRight | SingleLow | Backtick | AngleLeft | AngleRight)
    }

    /// What it costs to close `self` with `other`, or `NEVER`.
    fn closed_by(self, other: Glyph) -> u32 {
        use Glyph::*;
        match (self, other) {
            (Straight, Straight) | (Left, Right) | (Low, Left | Right) | (Right, Right) => 0,
            (Backticks, Primes | Straight) | (Primes, Primes) => 0,
            (GuillemetLeft, GuillemetRight) | (GuillemetRight, GuillemetLeft) => 0,
            (GuillemetRight, GuillemetRight) => 4,
            (SingleStraight, SingleStraight) | (SingleLeft, SingleRight) | (SingleLow, SingleLeft | SingleRight) => 0,
            (Backtick, SingleStraight | SingleRight) | (AngleLeft, AngleRight) | (AngleRight, AngleLeft) => 0,
            (Straight, Right) | (Left | Low, Straight) | (SingleStraight, SingleRight) => 6,
            (SingleLeft, SingleStraight) => 6,
            (Straight, Left) | (Left, Left) | (Right, Straight) | (Left | Right | Straight, Primes) => 14,
            _ => NEVER,
        }
    }

    /// What it costs to open with this glyph, before its neighbours are looked at.
    fn opens(self) -> u32 {
        use Glyph::*;
        match self {
            Straight | Left | Low | Backticks | GuillemetLeft | SingleLeft | SingleLow | AngleLeft => 0,
            SingleStraight => 2,
            GuillemetRight | AngleRight | Backtick => 6,
            Right | SingleRight => 15,
            Primes => 20,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    glyph: Glyph,
    open: u32,
    close: u32,
    literal: u32,
    first: bool,
}

/// A stack of open marks, innermost in the low byte; the top bit says "carried from the paragraph before".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Stack(u32);

const PENDING: u32 = 1 << 31;

impl Stack {
    const EMPTY: Stack = Stack(0);

    fn depth(self) -> usize {
        let s = self.0 & !PENDING;
        (4 - (s.leading_zeros() / 8) as usize).min(DEPTH)
    }

    fn push(self, g: Glyph) -> Stack {
        Stack((self.0 << 8) | g as u32)
    }

    fn pop(self) -> Stack {
        Stack(self.0 >> 8)
    }

    fn top(self) -> Option<Glyph> {
        glyph((self.0 & 0xff) as u8)
    }

    fn bottom(self) -> Option<Glyph> {
        let d = self.depth();
        d.checked_sub(1).and_then(|d| glyph(((self.0 & !PENDING) >> (8 * d)) as u8))
    }

    fn holds(self, g: Glyph) -> bool {
        (0..self.depth()).any(|d| ((self.0 >> (8 * d)) & 0xff) == g as u32)
    }

    fn pending(self) -> bool {
        self.0 & PENDING != 0
    }
}

fn glyph(code: u8) -> Option<Glyph> {
    use Glyph::*;
    const ALL: [Glyph; 15] = [
        Straight,
        Left,
        Right,
        Low,
        Backticks,
        Primes,
        GuillemetLeft,
        GuillemetRight,
        SingleStraight,
        SingleLeft,
        SingleRight,
        SingleLow,
        Backtick,
        AngleLeft,
        AngleRight,
    ];
    ALL.get(usize::from(code).wrapping_sub(1)).copied()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Literal,
    Open,
    /// The marks that are open were never closed; a new quotation begins here.
    OpenAfterUnclosed,
    Close,
    /// Ends the outer quotation together with an inner one whose own mark stands later or nowhere.
    CloseBoth,
    /// Takes up, at the head of a paragraph, what the paragraph before left open.
    Reopen,
    /// Paragraph end: everything open ends here, unclosed.
    Reset,
    /// Paragraph end: what is open goes on in the next paragraph.
    Carry,
    /// Paragraph end with nothing open.
    Rest,
    /// Head of a paragraph: goes on although the marks are not reopened.
    RunOn,
}

enum Event {
    Mark(Mark),
    /// Head of a paragraph, at its first byte.
    Head {
        at: u32,
        marked: bool,
        /// Whether there is no mark in it.
        quiet: bool,
    },
    /// End of a paragraph; `flows` where a quotation may go on behind it.
    End {
        at: u32,
        flows: bool,
        quiet: bool,
    },
}

/// Pairs the quotation marks of `text`, paragraph by paragraph, in order of their opening mark.
pub fn pairs(text: &str, blocks: &[Block]) -> Vec<Quoted> {
    let mut out = Vec::new();
    let mut parser = Parser::new(&mut out);
    // Headings and captions stand between paragraphs without ending a quotation, but hold their own.
    let mut aside: Vec<Block> = Vec::new();
    let mut i = 0;
    while i < blocks.len() {
        let block = blocks[i];
        match block.kind {
            BlockKind::Heading | BlockKind::Caption => aside.push(block),
            BlockKind::Paragraph | BlockKind::List | BlockKind::BlockQuote => {
                let mut last = i;
                while blocks.get(last + 1).is_some_and(|b| b.kind == BlockKind::Residue)
                    && blocks.get(last + 2).is_some_and(|b| b.continues)
                {
                    last += 2;
                }
                let flow: Vec<Span> = (i..=last).step_by(2).map(|j| blocks[j].content).collect();
                parser.paragraph(text, &flow, true);
                i = last;
            }
            BlockKind::Notice | BlockKind::Residue => {}
        }
        i += 1;
    }
    parser.flush(text);
    for block in aside {
        let mut own = Parser::new(&mut out);
        own.paragraph(text, &[block.content], false);
        own.flush(text);
    }
    out.sort_by_key(|q| (q.open.start(), q.depth));
    out
}

struct Parser<'a> {
    out: &'a mut Vec<Quoted>,
    events: Vec<Event>,
    /// The stacks alive now, with their cost.
    alive: Vec<(Stack, u32)>,
    /// For each event and each stack alive after it: which stack before, and the role that led here.
    steps: Vec<(u8, Role)>,
    /// Where each event's rows of `steps` begin.
    starts: Vec<u32>,
    scratch: Vec<(Stack, u32, u8, Role)>,
}

impl<'a> Parser<'a> {
    fn new(out: &'a mut Vec<Quoted>) -> Self {
        Self {
            out,
            events: Vec::new(),
            alive: vec![(Stack::EMPTY, 0)],
            steps: Vec::new(),
            starts: Vec::new(),
            scratch: Vec::new(),
        }
    }

    fn paragraph(&mut self, text: &str, flow: &[Span], flows: bool) {
        let (Some(first), Some(last)) = (flow.first(), flow.last()) else { return };
        let mut marks = Vec::new();
        for span in flow {
            scan(text, *span, &mut marks);
        }
        let idle = self.events.is_empty();
        if idle && marks.is_empty() {
            return;
        }
        if let Some(m) = marks.first_mut() {
            m.first = m.span.start() == first.start();
        }
        let (marked, quiet) = (marks.first().is_some_and(|m| m.first), marks.is_empty());
        self.step(Event::Head { at: first.start(), marked, quiet });
        for m in marks {
            self.step(Event::Mark(m));
        }
        self.step(Event::End { at: last.end(), flows, quiet });
        if self.alive.len() == 1 && self.alive[0].0 == Stack::EMPTY {
            self.flush(text);
        }
    }

    fn step(&mut self, event: Event) {
        let mut next = std::mem::take(&mut self.scratch);
        next.clear();
        let now = std::mem::take(&mut self.alive);
        let mut add = |stack: Stack, cost: u32, from: usize, role: Role| match next.iter_mut().find(|n| n.0 == stack) {
            Some(n) if n.1 <= cost => {}
            Some(n) => *n = (stack, cost, from as u8, role),
            None => next.push((stack, cost, from as u8, role)),
        };
        for (i, &(stack, cost)) in now.iter().enumerate() {
            match &event {
                Event::Head { marked, quiet, .. } => {
                    if !stack.pending() || *marked {
                        add(stack, cost, i, Role::Rest);
                    } else {
                        add(Stack(stack.0 & !PENDING), cost + if *quiet { QUIET } else { RUN_ON }, i, Role::RunOn);
                    }
                }
                Event::Mark(m) => mark(stack, cost, i, m, &mut add),
                Event::End { flows, quiet, .. } => {
                    if stack == Stack::EMPTY {
                        add(stack, cost, i, Role::Rest);
                        continue;
                    }
                    let bottom_single = stack.bottom().is_some_and(Glyph::single);
                    let each = if bottom_single { UNCLOSED_SINGLE } else { UNCLOSED };
                    add(Stack::EMPTY, cost + each + 15 * (stack.depth() as u32 - 1), i, Role::Reset);
                    if *flows && !stack.pending() {
                        add(Stack(stack.0 | PENDING), cost + if *quiet { 0 } else { CARRY }, i, Role::Carry);
                    }
                }
            }
        }
        let best = next.iter().map(|n| n.1).min().unwrap_or(0);
        next.retain(|n| n.1 <= best + BEAM);
        // Ties fall by the stack itself, so that the answer never hangs on the order of insertion.
        next.sort_by_key(|n| (n.1, n.0));
        next.truncate(WIDTH);
        self.starts.push(self.steps.len() as u32);
        self.steps.extend(next.iter().map(|n| (n.2, n.3)));
        self.alive = now;
        self.alive.clear();
        self.alive.extend(next.drain(..).map(|n| (n.0, n.1)));
        self.scratch = next;
        self.events.push(event);
    }

    fn flush(&mut self, text: &str) {
        let alive = std::mem::replace(&mut self.alive, vec![(Stack::EMPTY, 0)]);
        let events = std::mem::take(&mut self.events);
        let steps = std::mem::take(&mut self.steps);
        let starts = std::mem::take(&mut self.starts);
        let cheapest = |open: bool| {
            alive.iter().enumerate().filter(|(_, n)| (n.0 != Stack::EMPTY) == open).min_by_key(|(_, n)| n.1)
        };
        // At the end of the text nothing can be carried on: a carried reading counts as never closed.
        let Some((mut at, _)) = cheapest(false).or_else(|| cheapest(true)) else { return };
        let mut roles = vec![Role::Rest; events.len()];
        for i in (0..events.len()).rev() {
            let Some(&(from, role)) = steps.get(starts[i] as usize + at) else { return };
            roles[i] = role;
            at = usize::from(from);
        }
        self.emit(text, &events, &roles);
    }

    fn emit(&mut self, text: &str, events: &[Event], roles: &[Role]) {
        // Rows of `out` that are open, outermost first.
        let mut open: Vec<usize> = Vec::new();
        let mut carried: Vec<usize> = Vec::new();
        for (event, role) in events.iter().zip(roles) {
            match (event, role) {
                (Event::Mark(m), Role::Open | Role::OpenAfterUnclosed) => {
                    if *role == Role::OpenAfterUnclosed {
                        self.end_all(text, &mut open, m.span.start(), true);
                    }
                    let depth = open.len() as u8;
                    open.push(self.out.len());
                    self.begin(m.span, depth, false);
                }
                (Event::Mark(m), Role::Close) => {
                    if let Some(row) = open.pop() {
                        let q = &mut self.out[row];
                        q.close = m.span;
                        q.inside = Span::new(q.inside.start(), m.span.start());
                    }
                }
                (Event::Mark(m), Role::CloseBoth) => {
                    if let Some(row) = open.pop() {
                        self.end_all(text, &mut vec![row], m.span.start(), false);
                    }
                    if let Some(row) = open.pop() {
                        let q = &mut self.out[row];
                        q.close = m.span;
                        q.inside = Span::new(q.inside.start(), m.span.start());
                    }
                }
                (Event::Mark(m), Role::Reopen) => {
                    let depth = carried.len().min(1) as u8;
                    open = vec![self.out.len()];
                    self.begin(m.span, depth.saturating_sub(1), true);
                    carried.clear();
                }
                (Event::Head { at, .. }, Role::RunOn) => {
                    open = vec![self.out.len()];
                    self.begin(Span::empty(*at), 0, true);
                    carried.clear();
                }
                (Event::End { at, .. }, Role::Reset) => self.end_all(text, &mut open, *at, true),
                (Event::End { at, .. }, Role::Carry) => {
                    carried = open.clone();
                    self.end_all(text, &mut open, *at, false);
                }
                _ => {}
            }
        }
        let end = events.iter().rev().find_map(|e| match e {
            Event::End { at, .. } => Some(*at),
            _ => None,
        });
        if let Some(end) = end {
            self.end_all(text, &mut open, end, true);
            for row in carried {
                self.out[row].unclosed = true;
            }
        }
    }

    fn begin(&mut self, open: Span, depth: u8, continues: bool) {
        let inside = Span::empty(open.end());
        self.out.push(Quoted { open, close: inside, inside, depth, continues, unclosed: false });
    }

    fn end_all(&mut self, text: &str, open: &mut Vec<usize>, at: u32, unclosed: bool) {
        for row in open.drain(..) {
            let q = &mut self.out[row];
            let whole = Span::new(q.inside.start(), at);
            let kept = text.get(whole.range()).map_or(0, |s| s.trim_end().len() as u32);
            q.inside = Span::new(whole.start(), whole.start() + kept);
            q.close = Span::empty(q.inside.end());
            q.unclosed = unclosed;
        }
    }
}

fn mark(stack: Stack, cost: u32, i: usize, m: &Mark, add: &mut impl FnMut(Stack, u32, usize, Role)) {
    if stack.pending() {
        // Only the mark at the head of a paragraph can take up what was carried; a state that was carried
        // and finds another first mark has already run on.
        let live = Stack(stack.0 & !PENDING);
        let same = live.bottom().is_some_and(|g| g == m.glyph || (g.single() == m.glyph.single() && m.open < 20));
        if m.first && same {
            // Marks inside marks are not reopened one by one: only the outermost goes on.
            if let Some(bottom) = live.bottom() {
                add(Stack::EMPTY.push(bottom), cost, i, Role::Reopen);
            }
        } else if m.first {
            add(live, cost + RUN_ON + m.literal.min(40), i, Role::Literal);
        }
        return;
    }
    add(stack, cost + m.literal, i, Role::Literal);
    let depth = stack.depth();
    // Opening.
    let mut open = m.open + m.glyph.opens();
    if let Some(top) = stack.top() {
        open += match (top.single(), m.glyph.single()) {
            _ if top == m.glyph && matches!(m.glyph, Glyph::Straight | Glyph::SingleStraight) => 30,
            (true, true) | (false, false) => {
                if stack.holds(m.glyph) {
                    14
                } else {
                    3
                }
            }
            _ => 0,
        };
    } else if m.glyph.single() {
        open += 3;
    }
    if depth < DEPTH && open < NEVER {
        add(stack.push(m.glyph), cost + open, i, Role::Open);
    }
    // The mark before was never closed.
    if depth > 0 && m.open < 10 && stack.bottom().is_some_and(|b| b.single() == m.glyph.single()) {
        let again = cost + m.open + m.glyph.opens() + IMPLICIT;
        add(Stack::EMPTY.push(m.glyph), again, i, Role::OpenAfterUnclosed);
    }
    // Closing.
    if let Some(top) = stack.top() {
        let pair = top.closed_by(m.glyph);
        if pair < NEVER {
            add(stack.pop(), cost + m.close + pair, i, Role::Close);
        }
        // “He told me: ‘Go,” she said. “‘Go now.’”
        let outer = stack.pop().top().filter(|_| top.single() && !m.glyph.single());
        let pair = outer.map_or(NEVER, |o| o.closed_by(m.glyph));
        if pair < NEVER {
            add(stack.pop().pop(), cost + m.close + pair + 12, i, Role::CloseBoth);
        }
    }
}

/// The marks of one stretch of running text, with what each role costs where it stands.
fn scan(text: &str, span: Span, out: &mut Vec<Mark>) {
    let Some(slice) = text.get(span.range()) else { return };
    let bytes = slice.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        // Every mark beyond ASCII begins with one of these bytes; ＂ is the only one with the last.
        if !(b == b'"' || b == b'\'' || b == b'`' || b == 0xE2 || b == 0xC2 || b == 0xEF) {
            at += 1;
            continue;
        }
        let Some(c) = slice.get(at..).and_then(|s| s.chars().next()) else {
            at += 1;
            continue;
        };
        let mut len = c.len_utf8();
        let glyph = match c {
            '"' | '＂' => Glyph::Straight,
            '“' | '‟' | '❝' => Glyph::Left,
            '”' | '❞' => Glyph::Right,
            '„' => Glyph::Low,
            '«' => Glyph::GuillemetLeft,
            '»' => Glyph::GuillemetRight,
            '‘' | '‛' => Glyph::SingleLeft,
            // Two apostrophes typed for a double mark, made curly by a machine.
            '’' if slice[at + len..].starts_with('’') => {
                len *= 2;
                Glyph::Primes
            }
            '’' => Glyph::SingleRight,
            '‚' => Glyph::SingleLow,
            '‹' => Glyph::AngleLeft,
            '›' => Glyph::AngleRight,
            '\'' if bytes.get(at + 1) == Some(&b'\'') => {
                len = 2;
                Glyph::Primes
            }
            '\'' => Glyph::SingleStraight,
            '`' if bytes.get(at + 1) == Some(&b'`') => {
                len = 2;
                Glyph::Backticks
            }
            '`' => Glyph::Backtick,
            _ => {
                at += len;
                continue;
            }
        };
        let before = &slice[..at];
        let after = &slice[at + len..];
        if let Some(mark) = weigh(glyph, before, after) {
            let start = span.start() + at as u32;
            out.push(Mark { span: Span::new(start, start + len as u32), ..mark });
        }
        at += len;
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '\'' | '`')
}

/// The costs of a mark's roles from its neighbours, or `None` for a letter-bound apostrophe, which is never a
/// mark.
fn weigh(glyph: Glyph, before: &str, after: &str) -> Option<Mark> {
    let prev = before.chars().next_back();
    let next = after.chars().next();
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let (prev_word, next_word) = (prev.is_some_and(word), next.is_some_and(word));
    let apostrophe = matches!(glyph, Glyph::SingleStraight | Glyph::SingleRight | Glyph::SingleLeft | Glyph::Backtick);
    if apostrophe && prev_word && next_word || apostrophe && parted(before, after) {
        return None;
    }
    // "didn"t", where a machine made a mark of the apostrophe.
    if matches!(glyph, Glyph::Straight) && prev.is_some_and(char::is_alphabetic) && is_contraction(after) {
        return None;
    }
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let prev_open = space(prev) || prev.is_some_and(|c| "([{—–-/…:=>".contains(c) || is_mark(c));
    let next_close = space(next) || next.is_some_and(|c| ".,;:!?…)]}—–-/".contains(c) || is_mark(c));
    let guillemet =
        matches!(glyph, Glyph::GuillemetLeft | Glyph::GuillemetRight | Glyph::AngleLeft | Glyph::AngleRight);

    let mut open = if prev_open { 0 } else { 25 };
    if space(next) {
        open += if guillemet && next.is_some() { 4 } else { 30 };
    } else if next.is_some_and(|c| ",;:!?)]}".contains(c)) {
        open += 25;
    }
    let mut close = match prev {
        Some(c) if c.is_whitespace() && guillemet => 4,
        None => 30,
        Some(c) if "([{".contains(c) => 20,
        // Between a space and a letter a mark opens.
        Some(c) if c.is_whitespace() && next_word => 40,
        Some(_) => 0,
    };
    if !next_close {
        close += 20;
    }
    let digit_before = prev.is_some_and(|c| c.is_ascii_digit());
    let mut literal = 42;
    match glyph {
        Glyph::Straight | Glyph::Right | Glyph::Primes if digit_before => {
            let feet = {
                let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
                let tail = digits.trim_end();
                tail.chars().next_back().is_some_and(is_apostrophe)
                    && tail.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit())
            };
            literal = if feet { 0 } else { 14 };
            if feet {
                close += 20;
            }
        }
        _ if apostrophe => {
            literal = single_literal(glyph, before, after, prev, prev_word, next_word, digit_before);
            // A closing single mark usually has punctuation before it or after it; a plain word and then
            // more of the sentence is as often a possessive.
            if prev.is_some_and(char::is_alphanumeric) && after.starts_with(' ') {
                let lower = after.trim_start().starts_with(char::is_lowercase);
                close += if lower && before.ends_with('s') { 9 } else { 2 };
            }
        }
        _ => {}
    }
    if glyph == Glyph::SingleRight && next_word {
        open += 5;
    }
    Some(Mark { span: Span::default(), glyph, open, close, literal, first: false })
}

/// Whether an apostrophe was parted from its word by a program that cuts texts into words: "the girl 's", "I 'm".
fn parted(before: &str, after: &str) -> bool {
    before.strip_suffix(' ').is_some_and(|b| b.ends_with(char::is_alphanumeric))
        && ["s", "m", "re", "ve", "ll", "d", "t"].iter().any(|t| {
            let tail = after.get(..t.len()).is_some_and(|w| w.eq_ignore_ascii_case(t));
            tail && after.get(t.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n']))
        })
}

fn single_literal(
    glyph: Glyph,
    before: &str,
    after: &str,
    prev: Option<char>,
    prev_word: bool,
    next_word: bool,
    digit_before: bool,
) -> u32 {
    if digit_before {
        return 3;
    }
    if prev_word {
        // the boys’ books; goin’ home; a lone letter (’n’, o’)
        let tail: String = before.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
        return match tail.to_lowercase().as_str() {
            t if t.starts_with('s') || t.starts_with('z') || t.starts_with('x') => 6,
            t if t.starts_with("ni") && t.len() > 3 => 9,
            "o" | "n" | "ht" | "lo" | "iw" => 5,
            _ => 18,
        };
    }
    if next_word {
        let word: String = after.chars().take_while(|c| c.is_alphanumeric()).take(8).collect::<String>().to_lowercase();
        const ELIDED: [&str; 16] = [
            "tis", "twas", "til", "till", "em", "cause", "cos", "coz", "bout", "round", "n", "ere", "ello", "im", "er",
            "neath",
        ];
        let decade = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 3;
        if decade || ELIDED.contains(&word.as_str()) {
            return if glyph == Glyph::SingleLeft { 4 } else { 0 };
        }
        return match glyph {
            Glyph::SingleRight => 8,
            Glyph::SingleLeft => 30,
            _ if prev.is_some_and(char::is_whitespace) || prev.is_none() => 20,
            _ => 15,
        };
    }
    // A closing mark right before another: the inner one of a pair that was opened before an interruption.
    if after.chars().next().is_some_and(is_mark) && prev.is_some_and(|c| ".,!?…".contains(c)) { 14 } else { 38 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<String> {
        let blocks: Vec<Block> = text
            .split_inclusive("\n\n")
            .scan(0u32, |at, p| {
                let span = Span::new(*at, *at + p.len() as u32);
                *at = span.end();
                let content = Span::new(span.start(), span.start() + p.trim_end().len() as u32);
                Some(Block { span, content, kind: BlockKind::Paragraph, continues: false })
            })
            .collect();
        pairs(text, &blocks)
            .iter()
            .map(|q| {
                let flag = if q.continues { "+" } else { "" };
                let end = if q.unclosed { "!" } else { "" };
                format!("{}{flag}{}{end}", q.depth, &text[q.inside.range()])
            })
            .collect()
    }

    #[test]
    fn every_house_style() {
        assert_eq!(quoted(r#"He said "go" and "stay"."#), ["0go", "0stay"]);
        assert_eq!(quoted("“We don’t,” he said. “Not ‘til May.”"), ["0We don’t,", "0Not ‘til May."]);
        assert_eq!(quoted("‘It’s the boys’ boat,’ he said."), ["0It’s the boys’ boat,"]);
        assert_eq!(quoted("„Nein“, sagte er. »Doch«, rief sie. « Non », dit-il."), ["0Nein", "0Doch", "0 Non "]);
        assert_eq!(quoted("He said ``go'' twice."), ["0go"]);
        assert_eq!(quoted("He said ＂go＂ and ❝stay❞."), ["0go", "0stay"]);
        assert_eq!(quoted("‘’’Go at once,’’ he said.’ He left."), ["0’’Go at once,’’ he said.", "1Go at once,"]);
        assert_eq!(quoted("It’s Jones' and James's 'big' day, the '90s, rock 'n' roll"), ["0big"]);
    }

    #[test]
    fn feet_and_inches_are_not_marks() {
        assert_eq!(quoted(r#"a 6'2" deckhand and a 30' mast, a 24" pipe"#), Vec::<String>::new());
        assert_eq!(quoted(r#""He is 6'2" tall," she said."#), [r#"0He is 6'2" tall,"#]);
        assert_eq!(quoted(r#"He said "I was 10" and left."#), ["0I was 10"]);
    }

    #[test]
    fn apostrophes_that_stand_apart_are_no_marks() {
        assert_eq!(quoted("at the 10-year-old 's death , and Lowe 's friends ' arrest"), [""; 0]);
        assert_eq!(quoted("I 'm sorry , we 've gone , he 'd said , and they 'll see"), [""; 0]);
    }

    #[test]
    fn nested_marks() {
        assert_eq!(quoted("“She said ‘no way’ twice,” he said."), ["0She said ‘no way’ twice,", "1no way"]);
        assert_eq!(quoted(r#""She said 'no way' twice," he said."#), ["0She said 'no way' twice,", "1no way"]);
        assert_eq!(quoted("‘She said “no way”,’ he said."), ["0She said “no way”,", "1no way"]);
        assert_eq!(
            quoted("“This is the ‘Title Sponsor,’.” He left."),
            ["0This is the ‘Title Sponsor,’.", "1Title Sponsor,"]
        );
    }

    #[test]
    fn an_inner_quotation_across_an_interruption() {
        assert_eq!(
            quoted("“My job is to say: ‘Hey, this guy’s for real,” English said. “He’s one of us.’”"),
            ["0My job is to say: ‘Hey, this guy’s for real,", "1Hey, this guy’s for real,", "0He’s one of us.’"]
        );
    }

    #[test]
    fn marks_reopened_in_the_next_paragraph() {
        assert_eq!(quoted("\"One two.\n\n\"Three four,\" she said.\n\nEnd."), ["0One two.", "0+Three four,"]);
        assert_eq!(quoted("“One two.\n\n“Three.\n\n“Four,” she said."), ["0One two.", "0+Three.", "0+Four,"]);
    }

    #[test]
    fn marks_that_close_two_paragraphs_on() {
        let text = "She said: \"One two.\n\nThree four.\n\nFive six.\"\n\nHe left.";
        assert_eq!(quoted(text), ["0One two.", "0+Three four.", "0+Five six."]);
        let text = "She said: \"One two.\n\nThree four.\n\nFive \"six\" came.";
        assert_eq!(quoted(text), ["0One two.!", "0six"]);
    }

    #[test]
    fn marks_that_never_close_end_with_their_paragraph() {
        assert_eq!(quoted("\"One two.\n\nAnd \"three\" came."), ["0One two.!", "0three"]);
        assert_eq!(quoted("“One two, he said. “Three four,” she said."), ["0One two, he said.!", "0Three four,"]);
        assert_eq!(quoted("“One two."), ["0One two.!"]);
        assert_eq!(quoted("A stray ” here and “there”."), ["0there"]);
    }

    #[test]
    fn ten_thousand_marks_are_read_in_a_moment() {
        for mark in ["\"", "“", "'", "‘", "”", "„", "»", "\" ", "'\""] {
            let text = mark.repeat(10_000);
            quoted(&text);
        }
    }
}
