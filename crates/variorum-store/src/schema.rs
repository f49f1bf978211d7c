//! The schema: the steps that make it, and a sentence for each table and column.

mod notices;
mod watching;

/// What marks a file as a library, in SQLite's `application_id`: "VARI".
pub const APPLICATION: i64 = 0x5641_5249;

/// The steps from an empty file to today's schema. The number of steps that a file has taken is its `user_version`;
/// a step that was once released is never changed.
pub const MIGRATIONS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
];

/// A table as people read of it.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What one row is.
    pub about: &'static str,
    /// Its columns in order, each with what it holds.
    pub columns: &'static [(&'static str, &'static str)],
}

const ARTICLE: (&str, &str) = ("article", "the article, `articles.id`");
const START: (&str, &str) = ("start", "first byte of the article's text");
const END: (&str, &str) = ("end", "one past the last byte");

/// Every table, in the order in which rows depend on each other. The tables that FTS5 keeps for itself
/// (`articles_fts_…`) are left out.
pub const TABLES: &[Table] = &[
    Table {
        name: "captures",
        about: "Bytes as they were captured (unpacked, and freed of what an archive or a server puts around them), each once, never altered",
        columns: &[
            ("id", "number of the capture"),
            ("hash", "BLAKE3 of the bytes, 64 hexadecimal figures"),
            (
                "format",
                "`jsonl`: one line of a file of JSON lines, without its line end; `text`: a plain-text file; `page`: a page \
                 of HTML; else the format of a file of several articles, such as `feed`",
            ),
            ("bytes", "how many bytes they are"),
            ("content", "the bytes, compressed with Zstandard"),
            ("captured", "when they came into the library, UTC, ISO 8601"),
        ],
    },
    Table {
        name: "articles",
        about: "One report made readable",
        columns: &[
            ("id", "number of the article, in the order of arrival"),
            ("capture", "the bytes it was read from, `captures.id`"),
            (
                "origin",
                "what tells apart articles of the same bytes: the address of a page that was fetched or archived, the real \
                 path of a file; `#` and a number for the articles of a file of several; empty for JSON lines",
            ),
            ("path", "the file as it was named; `-` for standard input; the address of what was fetched"),
            ("line", "the line of that file, the entry of a feed, the page of an archive, counted from 1"),
            ("record", "the record's own id"),
            ("url", "where it was published"),
            ("outlet", "the outlet's name"),
            ("title", "title as given beside the text"),
            ("published", "date of publication, ISO 8601"),
            ("modified", "date of the last change, ISO 8601"),
            ("lang", "language as stated, else, once it is annotated, as told by its small words"),
            ("encoding", "how the bytes were read"),
            ("text", "the text, to which all offsets of the other tables point, in bytes of UTF-8"),
            ("annotated", "which version of the annotation its rows are of; empty where it was added without"),
            (
                "entry",
                "of an article of a file of several: a hash of what it says, by which it is known when it comes again",
            ),
            (
                "captured",
                "when its bytes were captured, where an archive or a fetch says so; else see `captures.captured`",
            ),
            ("media", "the media type that a server or an archive stated, with the charset"),
            ("authors", "who wrote it, a list in JSON"),
            ("section", "the section it is filed under"),
            ("reader", "the version of Variorum that read it"),
        ],
    },
    Table {
        name: "blocks",
        about: "A stretch of an article's text of one kind; blocks tile the text",
        columns: &[
            ARTICLE,
            ("n", "number in the article, from 0"),
            ("kind", "paragraph, heading, list, caption, blockquote, notice or residue"),
            START,
            END,
            ("continues", "1 where it goes on with the paragraph before a residue block"),
        ],
    },
    Table {
        name: "notes",
        about: "What a reader should know of how an article was read",
        columns: &[
            ARTICLE,
            ("n", "number in the article, from 0"),
            ("message", "one sentence"),
            ("start", "first byte of the article's text; empty where it is about the whole article"),
            END,
        ],
    },
    Table {
        name: "entities",
        about: "Who or what is named in an article",
        columns: &[
            ARTICLE,
            ("n", "number in the article, from 0"),
            ("name", "the fullest form of the name"),
            ("type", "person, organisation, place or other"),
            ("mentions", "how often it is mentioned by name"),
        ],
    },
    Table {
        name: "names",
        about: "A mention of an entity by name",
        columns: &[
            ARTICLE,
            ("n", "number in the article, from 0"),
            START,
            END,
            ("entity", "whom or what it names, `entities.n`"),
        ],
    },
    Table {
        name: "times",
        about: "An expression of time as in TIMEX3",
        columns: &[
            ARTICLE,
            ("n", "number in the article, from 0"),
            START,
            END,
            ("type", "DATE, TIME, DURATION or SET"),
            ("value", "what it comes to, counted from the date of the report or of what was said"),
        ],
    },
    Table {
        name: "quotations",
        about: "What somebody is given as saying or thinking; one row for each part of it",
        columns: &[
            ARTICLE,
            ("n", "number in the article, from 0"),
            ("kind", "direct: all of it in marks, which are left out; mixed: some; indirect: none"),
            START,
            END,
            ("part_of", "of a further part: the `n` of the first one"),
            (
                "within",
                "of words quoted within somebody's own words: the `n` of the quotation whose speaker says that they were said",
            ),
            ("cue_start", "first byte of the word of saying"),
            ("cue_end", "one past its last byte"),
            ("speaker", "who speaks, by the fullest name or first description in the article"),
            ("speaker_start", "first byte of the words beside the cue that say who"),
            ("speaker_end", "one past their last byte"),
            ("channel", "where it was said or published"),
            ("addressee", "to whom"),
            ("addressee_start", "first byte of the words that say to whom"),
            ("addressee_end", "one past their last byte"),
            ("time", "when it was said, `times.n`"),
            ("time_basis", "stated beside the cue, or carried over"),
        ],
    },
    notices::NOTICES,
    notices::SERVICES,
    notices::CONTACTS,
    notices::HOURS,
    Table {
        name: "stories",
        about: "The articles that tell one event, as `variorum stories --library` has grouped them",
        columns: &[
            ("id", "number of the story, `s12` in commands; those of stories that were joined to others are left out"),
            ("title", "the title of its first article that has one"),
            ("first", "the earliest date of publication"),
            ("last", "the latest"),
            ("articles", "how many articles it has"),
            ("outlets", "how many outlets they are of"),
            ("parts", "how many parts it has: a silence of some days begins a new one"),
        ],
    },
    Table {
        name: "story_articles",
        about: "Which story an article is in",
        columns: &[
            ("article", "the article, `articles.id`"),
            ("story", "the story, `stories.id`"),
            ("part", "number of the part of the story, from 1"),
            ("continues", "the part that this part follows; empty in the first"),
            ("day", "day of publication, counted from 1 January of the year 1"),
            ("report", "its place in the stream in which articles were grouped, from 0"),
        ],
    },
    Table {
        name: "story_decisions",
        about: "What was decided by hand, and holds over every score",
        columns: &[
            ("decision", "number of the decision"),
            ("list", "number of the list in the decision, from 0"),
            ("kind", "together: its articles tell one event; apart: no two of them do"),
            ("article", "the article, `articles.id`"),
            ("made", "when, UTC, ISO 8601"),
        ],
    },
    Table {
        name: "story_window",
        about: "Articles that later ones are compared with, in a form of the program's own",
        columns: &[
            ("report", "`story_articles.report`"),
            ("held", "words, names, numbers and days with their weights"),
        ],
    },
    Table {
        name: "story_links",
        about: "How those articles stand to each other, in a form of the program's own",
        columns: &[("report", "`story_articles.report`"), ("links", "scores of pairs")],
    },
    Table {
        name: "story_words",
        about: "How many articles each word stood in, by hash, in a form of the program's own",
        columns: &[("n", "number of the piece"), ("counts", "what it adds to the counts, compressed with Zstandard")],
    },
    Table {
        name: "story_stream",
        about: "Where grouping is to be taken up; one row",
        columns: &[
            ("id", "1"),
            ("last", "all articles up to this number are in a story"),
            ("reports", "how many articles were grouped"),
            ("halved", "how often the counts of words were halved"),
            ("state", "the rest, in a form of the program's own"),
        ],
    },
    Table {
        name: "articles_fts",
        about: "The full-text index over titles and texts (FTS5, `content=articles`, words without accents)",
        columns: &[("title", "`articles.title`"), ("text", "`articles.text`")],
    },
    watching::FEEDS,
    watching::PAGES,
    watching::FETCHES,
    watching::ROBOTS,
];
