use super::*;
use BlockKind::{BlockQuote, Caption, Heading, List, Notice, Paragraph, Residue};

/// Kinds and contents, after checking that the blocks tile the text.
fn blocks(text: &str) -> Vec<(BlockKind, &str)> {
    let blocks = split(text);
    let mut at = 0;
    for b in &blocks {
        assert_eq!(b.span.start(), at, "{text:?}");
        assert!(b.span.contains(b.content), "{b:?} in {text:?}");
        let (span, content) = (&text[b.span.range()], &text[b.content.range()]);
        assert_eq!(span.trim(), content, "{text:?}");
        at = b.span.end();
    }
    assert_eq!(at as usize, text.len(), "{text:?}");
    blocks.iter().map(|b| (b.kind, &text[b.content.range()])).collect()
}

fn kinds(text: &str) -> Vec<BlockKind> {
    blocks(text).into_iter().map(|(kind, _)| kind).collect()
}

const LOREM: &str = "The council met on Tuesday and voted to close the bridge for good.";

#[test]
fn blank_lines_separate() {
    assert_eq!(
        blocks("One is here.\n\nTwo is\nhere.\n \t\n\nThree."),
        [(Paragraph, "One is here."), (Paragraph, "Two is\nhere."), (Paragraph, "Three."),]
    );
    assert_eq!(blocks("One.\r\n\r\nTwo\r\nlines.\r\n"), [(Paragraph, "One."), (Paragraph, "Two\r\nlines.")]);
    assert_eq!(blocks("One.\rTwo."), [(Paragraph, "One."), (Paragraph, "Two.")]);
}

#[test]
fn a_date_is_a_block_of_its_own() {
    assert_eq!(
        blocks("Docker dies in fall\nVale Echo\n12 March 2019\n\nA docker died on Monday in a fall at the quay."),
        [
            (Heading, "Docker dies in fall"),
            (Heading, "Vale Echo"),
            (Residue, "12 March 2019"),
            (Paragraph, "A docker died on Monday in a fall at the quay.")
        ]
    );
    assert_eq!(
        kinds("The lock was shut on Monday, and it stays so until\n12 March 2019\n\nIt rained."),
        [Paragraph; 2]
    );
}

#[test]
fn without_blank_lines_every_line_is_a_block() {
    assert_eq!(blocks("One.\nTwo.\r\nThree.\n"), [(Paragraph, "One."), (Paragraph, "Two."), (Paragraph, "Three.")]);
}

#[test]
fn hard_wrapped_lines_join() {
    let text = "The council met on Tuesday and voted by a wide margin to close the\n\
        old bridge over the river for good, after an inspection had found\n\
        cracks in two of its piers that could not be repaired.\n\
        Residents were told on Wednesday. Many of them had used the bridge\n\
        every day of their lives, and some had come to the meeting.";
    let got = blocks(text);
    assert_eq!(got.len(), 2, "{got:?}");
    assert!(got[1].1.starts_with("Residents"));
}

#[test]
fn headlines_one_a_line_are_not_wrapped() {
    let text = "Council votes to close the old bridge over the river for good\n\
        Residents of the east bank say that nobody has asked them\n\
        Engineers had found cracks in two of the piers in spring this year\n\
        Ferry to run twice as often from the first of the month";
    assert_eq!(blocks(text).len(), 4);
}

#[test]
fn long_newline_paragraphs_separate_even_beside_blank_lines() {
    let long = [LOREM, LOREM].join(" ");
    let text = format!("Bridge to close\n\n{long}\n{long}\n{long}");
    assert_eq!(kinds(&text), [Heading, Paragraph, Paragraph, Paragraph]);
}

#[test]
fn lists_and_headings_break_inside_a_group() {
    let text = format!(
        "What is known\n{LOREM}\n\n{LOREM}\n- the bridge\n- the ferry,\n  twice a day\n\n1. one\n2. two\n\nEnd."
    );
    assert_eq!(
        blocks(&text),
        [
            (Heading, "What is known"),
            (Paragraph, LOREM),
            (Paragraph, LOREM),
            (List, "- the bridge"),
            (List, "- the ferry,\n  twice a day"),
            (List, "1. one"),
            (List, "2. two"),
            (Paragraph, "End."),
        ]
    );
}

#[test]
fn a_number_alone_is_no_list() {
    assert_eq!(kinds("3. He left.\n\nThe end.\n\n5. She left."), [Paragraph; 3]);
    assert_eq!(kinds(&format!("{LOREM}\n\nIt was in division\n2. The next was\nbetter.")), [Paragraph; 2]);
}

#[test]
fn headings_head_something() {
    assert_eq!(kinds(&format!("Bridge to close\n\n{LOREM}")), [Heading, Paragraph]);
    assert_eq!(kinds(&format!("{LOREM}\n\nShe left the room without a word")), [Paragraph, Paragraph]);
    assert_eq!(kinds("The cat sat on the mat"), [Paragraph]);
    assert_eq!(kinds(&format!("{LOREM}\n\nAnna\n\nBert\n\nCara\n\nDora\n\n{LOREM}")), [Paragraph; 6]);
}

#[test]
fn prose_stays_prose() {
    for text in [
        "\"I miss you so so much.\"",
        "“Read more”",
        "She wept.",
        "She wrote:",
        "Why?",
        "If you ask him, he will say no.",
        "More than 20 people died.",
    ] {
        assert_eq!(blocks(&format!("{LOREM}\n\n{text}\n\n{LOREM}"))[1], (Paragraph, text));
    }
}

#[test]
fn block_quotes() {
    let text = format!("{LOREM}\n\n> I have said\n> no.\nHe left.\n\n    We regret it\n    deeply.\n\n{LOREM}");
    assert_eq!(
        blocks(&text),
        [
            (Paragraph, LOREM),
            (BlockQuote, "> I have said\n> no."),
            (Paragraph, "He left."),
            (BlockQuote, "We regret it\n    deeply."),
            (Paragraph, LOREM),
        ]
    );
    let text = format!("\t{LOREM}\n\n\t{LOREM}\n\n{LOREM}");
    assert_eq!(kinds(&text), [Paragraph; 3], "where most are indented, none is set off");
}

#[test]
fn captions_and_leftovers_stand_apart_from_the_lines_beside_them() {
    let text = format!("Photo: A. Name\n{LOREM}\nAdvertisement\n{LOREM}\n\n{LOREM}");
    assert_eq!(kinds(&text), [Caption, Paragraph, Residue, Paragraph, Paragraph]);
}

#[test]
fn inline_residue_interrupts_a_paragraph() {
    let text =
        "\"I promise I do. [Red heart emoji] and I love you [blue heart emoji] [emoji].\" she said.\n\n[emoji] Go.";
    let got = split(text);
    let told: Vec<(BlockKind, bool)> = got.iter().map(|b| (b.kind, b.continues)).collect();
    assert_eq!(
        told,
        [
            (Paragraph, false),
            (Residue, false),
            (Paragraph, true),
            (Residue, false),
            (Paragraph, true),
            (Residue, false),
            (Paragraph, false),
        ]
    );
    assert_eq!(blocks(text)[3].1, "[blue heart emoji] [emoji]");
    assert_eq!(blocks(text)[4].1, ".\" she said.");
}

#[test]
fn a_helpline_list_is_a_notice() {
    let text = format!(
        "{LOREM}\n\nWhere to get help:\n\n• visit sands.org.nz\n\n• Youthline: 0800 376 633\n\n• a friend\n\nSamaritans\n\n116 123 (available 24/7)\n\n{LOREM}"
    );
    assert_eq!(kinds(&text), [Paragraph, Notice, Notice, Notice, Notice, Notice, Notice, Paragraph]);
    let text = format!("{LOREM}\n\nHelplines\nYouthline: 0800 376 633\nKidsline: 0800 543 754\n\n{LOREM}");
    assert_eq!(kinds(&text), [Paragraph, Notice, Notice, Notice, Paragraph]);
    let text = format!("{LOREM}\n\nIf you have been affected by this story, call Samaritans on 116 123.\n\n{LOREM}");
    assert_eq!(kinds(&text), [Paragraph, Notice, Paragraph]);
    let text = format!("{LOREM}\n\nNeed help?\n\nCall 1737\n\n{LOREM}\n\nResources\n\n{LOREM}");
    assert_eq!(kinds(&text), [Paragraph, Notice, Notice, Paragraph, Heading, Paragraph]);
}

#[test]
fn nothing_and_white_space() {
    assert!(split("").is_empty());
    assert_eq!(blocks(" \n\r\n\t"), [(Residue, "")]);
    assert_eq!(blocks("\n\n ✖\n\nText. "), [(Residue, "✖"), (Paragraph, "Text.")]);
}

#[test]
fn a_long_line_is_one_block() {
    let text = LOREM.repeat(20_000);
    assert_eq!(kinds(&text), [Paragraph]);
}

#[test]
fn any_text_is_tiled() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |n: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % n as u64) as usize
    };
    const PARTS: &[&str] = &[
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "    ",
        "\u{a0}",
        "\u{2028}",
        "• ",
        "- ",
        "1. ",
        "2. ",
        "a) ",
        ">",
        "> x",
        "[",
        "]",
        "[Red heart emoji]",
        "emoji]",
        ":",
        ":red_heart:",
        "\u{fffc}",
        "\u{200b}",
        "\u{feff}",
        "✖",
        "Read more",
        "Advertisement",
        "Where to get help:",
        "0800 376 633",
        "visit a.org",
        "call 116 123",
        "If you need help, call 116 123.",
        "Photo: x",
        "(Getty Images)",
        "“Quoted,” she said.",
        "A heading",
        "Words of a sentence that is long enough to be wrapped at the usual width of lines",
        ".",
        "5 February 2021",
        "é",
        "日本。",
        "😀",
        "İstanbul",
        "ß",
        "Published 10:21, 5 February 2021",
    ];
    for _ in 0..20_000 {
        let text: String = (0..next(24)).map(|_| PARTS[next(PARTS.len())]).collect();
        blocks(&text);
    }
}
