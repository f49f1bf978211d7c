//! The tables of watching, in words.

use super::Table;

const NOTE: (&str, &str) = ("note", "what there is to say of the last fetch");
const CHECKED: (&str, &str) = ("checked", "when it was last asked, UTC");
const FAILURES: (&str, &str) = ("failures", "how often in a row it failed");
const STATUS: (&str, &str) = ("status", "status of the last answer; empty where there was none");
const HELD: (&str, &str) = ("held", "until when a program that fetches it has it to itself");
const ETAG: (&str, &str) = ("etag", "validator of what was fetched last, for the next request");
const MODIFIED: (&str, &str) = ("modified", "the same, as a date");

/// `feeds`.
pub(super) const FEEDS: Table = Table {
    name: "feeds",
    about: "A feed that is watched",
    columns: &[
        ("id", "number of the feed"),
        ("listed", "its address in the list of feeds"),
        ("url", "where it is now: where it has moved for good, another address than listed"),
        ("title", "its name, as it gives it"),
        ("found", "when it was first listed, UTC"),
        ("due", "when it may be asked next, UTC"),
        CHECKED,
        STATUS,
        FAILURES,
        NOTE,
        ("stopped", "when it was given up, because it is gone (410); empty while it is watched"),
        HELD,
        ETAG,
        MODIFIED,
    ],
};

/// `pages`.
pub(super) const PAGES: Table = Table {
    name: "pages",
    about: "A page that a feed links to",
    columns: &[
        ("id", "number of the page"),
        ("url", "its address, as linked"),
        ("feed", "the feed that linked to it first, `feeds.id`"),
        ("article", "the article that was last read from it, `articles.id`"),
        ("found", "when a feed first linked to it, UTC"),
        ("due", "when it may be looked at next, UTC; empty where it is not looked at again"),
        CHECKED,
        STATUS,
        FAILURES,
        ("unchanged", "how often in a row it said what it had said before"),
        NOTE,
        ("stopped", "when it was given up; empty while it is watched"),
        HELD,
        ETAG,
        MODIFIED,
    ],
};

/// `fetches`.
pub(super) const FETCHES: Table = Table {
    name: "fetches",
    about: "A fetch of a feed or page; kept for 90 days",
    columns: &[
        ("id", "number of the fetch"),
        ("time", "when it ended, UTC"),
        ("kind", "feed or page"),
        ("url", "what was asked for"),
        ("status", "status of the answer; empty where there was none"),
        ("bytes", "bytes that came, unpacked"),
        ("ms", "milliseconds that it took, waiting for the host's turn included"),
        ("article", "the article that was read from it, `articles.id`"),
        ("note", "what came of it"),
    ],
};

/// `robots`.
pub(super) const ROBOTS: Table = Table {
    name: "robots",
    about: "What the robots.txt of a site said when it was last asked",
    columns: &[
        ("origin", "scheme, host and port"),
        ("status", "status of the answer; 0 where there was none"),
        ("text", "what it said, its first 500 KiB; where there was no answer, why"),
        ("fetched", "when it was asked, UTC"),
    ],
};
