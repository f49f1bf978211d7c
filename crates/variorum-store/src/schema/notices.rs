//! What the tables of notices hold, in words.

use super::{ARTICLE, END, START, Table};

const N: (&str, &str) = ("n", "number in the article, from 0");
const SERVICE: (&str, &str) = ("service", "the row of the notice, `services.n`");

pub const NOTICES: Table = Table {
    name: "notices",
    about: "A notice: a service block, or contacts that the story asks its reader to use; as printed, not checked",
    columns: &[
        ARTICLE,
        N,
        ("kind", "help, appeal, event, recall or other"),
        ("in_story", "1 where it is story text and no block of its own"),
        ("text", "its words"),
        START,
        END,
        ("label_start", "first byte of the line that heads it"),
        ("label_end", "one past its last byte"),
    ],
};

pub const SERVICES: Table = Table {
    name: "services",
    about: "A row of a notice: whom to reach",
    columns: &[
        ARTICLE,
        N,
        ("notice", "the notice, `notices.n`"),
        ("organisation", "the name as printed; empty where the row has none"),
        START,
        END,
        ("organisation_start", "first byte of the name"),
        ("organisation_end", "one past its last byte"),
        (
            "part_of",
            "of a row with nothing but an address or hours: the row above it to which it belongs, `services.n`",
        ),
    ],
};

pub const CONTACTS: Table = Table {
    name: "contacts",
    about: "A number or an address in a notice, as printed, not checked",
    columns: &[
        ARTICLE,
        N,
        SERVICE,
        ("kinds", "how it is used, one or more of call, text, web, email, post, chat and fax, parted by blanks"),
        ("text", "all of it as printed"),
        (
            "digits",
            "of a number, to search by: its figures alone, letters as on a keypad; a blank before those in brackets behind it",
        ),
        START,
        END,
        ("number_start", "first byte of the number or address alone"),
        ("number_end", "one past its last byte"),
        ("other_start", "first byte of the same number in letters or figures, in brackets"),
        ("other_end", "one past its last byte"),
        ("keyword_start", "first byte of the word that is to be sent to the number"),
        ("keyword_end", "one past its last byte"),
    ],
};

pub const HOURS: Table = Table {
    name: "hours",
    about: "Hours in a notice, as printed, not checked",
    columns: &[
        ARTICLE,
        N,
        SERVICE,
        ("text", "the words"),
        ("opening", "what they come to, as `opening_hours` of OpenStreetMap; empty where they cannot be read"),
        ("in_name", "1 where they stand inside the name of the service"),
        START,
        END,
    ],
};
