//! Every word the block rules know, in lower case, with straight apostrophes and single spaces.
//!
//! Another language's words go into the same lists: none of the rules asks which language a text is in. An entry
//! should be one that running text in any other language does not begin a paragraph with.

use crate::calendar::{MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS};
use std::collections::HashSet;
use std::sync::LazyLock;

/// The first words of some lists. Nearly every paragraph begins with none of them, and is spared the lists.
pub(super) type Openings = LazyLock<HashSet<&'static str>>;

/// Of everything that can be residue at any length.
pub(super) static LEFTOVER_OPENINGS: Openings =
    LazyLock::new(|| openings(&[LEFTOVERS, LEFTOVER_STARTS, LEFTOVER_LINES, &["follow"]]));

/// Of share bars, counts and stamps, which are short.
pub(super) static BAR_OPENINGS: Openings = LazyLock::new(|| {
    openings(&[SHARE, SHARE_FILL, COUNTED, STAMP_LABELS, STAMP_FILL, &WEEKDAYS, SHORT_WEEKDAYS, &MONTHS, SHORT_MONTHS])
});

/// Of captions.
pub(super) static CAPTION_OPENINGS: Openings = LazyLock::new(|| openings(&[CAPTIONS, CAPTION_STARTS]));

/// Of the labels of notices.
pub(super) static LABEL_OPENINGS: Openings = LazyLock::new(|| openings(&[NOTICE_LABELS, WEAK_LABELS, WHOM]));

/// Of service paragraphs.
pub(super) static SERVICE_OPENINGS: Openings = LazyLock::new(|| openings(&[SERVICE_STARTS]));

fn openings(lists: &[&[&'static str]]) -> HashSet<&'static str> {
    lists.iter().flat_map(|list| list.iter()).map(|phrase| first_word(phrase)).collect()
}

/// The first run of letters and digits.
fn first_word(s: &str) -> &str {
    let s = s.trim_start_matches(|c: char| !c.is_alphanumeric());
    s.get(..s.find(|c: char| !c.is_alphanumeric()).unwrap_or(s.len())).unwrap_or_default()
}

/// Whether the first word of `content`, in any case, is among `openings`.
pub(super) fn opens(content: &str, openings: &HashSet<&'static str>) -> bool {
    let word = first_word(content);
    if !word.is_ascii() {
        return openings.contains(word.to_lowercase().as_str());
    }
    let mut lower = [0; 16];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|word| openings.contains(word))
}

/// Bullets that open a list item without white space behind them too.
pub(super) const BULLETS: &[char] = &['•', '▪', '‣', '·', '●', '◦', '∙', '■', '►', '▸'];

/// Signs that are a bullet only before white space: they are also hyphens, dashes and footnote marks.
pub(super) const DASHES: &[char] = &['-', '*', '–'];

/// Whole-block residue: the block is the phrase, or the phrase and then a colon, dash, arrow or bar.
pub(super) const LEFTOVERS: &[&str] = &[
    "a a",
    "trending stories",
    "previous",
    "previously",
    "previous stories",
    "previous story",
    "previous coverage",
    "earlier story",
    "read",
    "watch",
    "video",
    "videos",
    "raw video",
    "photo galleries",
    "mugshots",
    "play",
    "pause",
    "related headlines",
    "ad",
    "ads",
    "ads by google",
    "advertisement",
    "advertisement - story continues below",
    "advertising",
    "ad feedback",
    "sponsored",
    "sponsored content",
    "promoted",
    "promoted stories",
    "also read",
    "also see",
    "read also",
    "see also",
    "read more",
    "read next",
    "read full story",
    "read full article",
    "read the full story",
    "more",
    "more from",
    "more on this",
    "more on this story",
    "more stories",
    "more news",
    "more coverage",
    "more to read",
    "related",
    "related article",
    "related articles",
    "related content",
    "related coverage",
    "related link",
    "related links",
    "related news",
    "related stories",
    "related story",
    "related topics",
    "related video",
    "related videos",
    "recommended",
    "recommended for you",
    "you may also like",
    "you might also like",
    "up next",
    "most read",
    "most popular",
    "most viewed",
    "trending",
    "trending now",
    "top stories",
    "popular now",
    "don't miss",
    "must read",
    "must watch",
    "editor's picks",
    "continue reading",
    "keep reading",
    "show more",
    "show less",
    "load more",
    "view more",
    "view gallery",
    "view all",
    "view photos",
    "see more",
    "learn more",
    "loading",
    "please wait",
    "now playing",
    "replay",
    "skip ad",
    "autoplay",
    "play video",
    "watch live",
    "watch now",
    "watch video",
    "watch the video",
    "watch the video above",
    "watch the video below",
    "video player is loading",
    "this video file cannot be played",
    "javascript is disabled",
    "back to top",
    "top",
    "close",
    "close this",
    "copy link",
    "link copied",
    "print this article",
    "print this story",
    "email this article",
    "share this",
    "share this article",
    "share this story",
    "share this page",
    "share this with",
    "share this video",
    "share on facebook",
    "share on twitter",
    "tweet this",
    "save this story",
    "save for later",
    "bookmark",
    "subscribe",
    "subscribe now",
    "sign in",
    "sign up",
    "sign up now",
    "log in",
    "register",
    "newsletter",
    "get the app",
    "download the app",
    "download our app",
    "comments",
    "leave a comment",
    "post a comment",
    "add a comment",
    "view comments",
    "show comments",
    "hide comments",
    "join the conversation",
    "be the first to comment",
    "report a typo",
    "report an error",
    "enlarge",
    "click to enlarge",
    "enlarge image",
    "enlarge this image",
    "hide caption",
    "toggle caption",
    "expand",
    "tags",
    "filed under",
    "30",
    "ends",
    "weiterlesen",
    "anzeige",
    "lire aussi",
    "publicité",
    "lea también",
    "publicidad",
];

/// Whole-block residue: a short block that begins with the phrase, whatever follows.
pub(super) const LEFTOVER_STARTS: &[&str] = &[
    "read or share this",
    "what others are clicking on",
    "using our app",
    "view image on",
    "download our mobile",
    "download our free",
    "get the latest news by email",
    "read more about",
    "read more at",
    "read more from",
    "read more here",
    "read more on",
    "read more stories",
    "read the full article",
    "read the full story",
    "click here",
    "click on the link",
    "click on the video",
    "click the link",
    "click the video",
    "click through",
    "click to",
    "tap here",
    "scroll down",
    "story continues",
    "article continues",
    "continue reading",
    "sign up for our",
    "sign up for the",
    "sign up here",
    "sign up to our",
    "sign up to receive",
    "subscribe to our",
    "subscribe to the",
    "get our newsletter",
    "download our app",
    "follow us on",
    "follow us at",
    "follow @",
    "like us on",
    "find us on",
    "like and follow",
    "join us on",
    "join our",
    "connect with us",
    "watch live:",
    "watch below:",
    "watch more:",
    "mobile users",
    "on mobile?",
    "if you can't see the",
    "can't see the",
    "app users",
    "your browser does not support",
    "please enable javascript",
    "this video is not available",
    "this material may not be published",
    "copyright ©",
    "copyright (c)",
    "c) 20",
    "© 20",
    "© 19",
    "copyright 20",
    "copyright 19",
    "mehr zum thema",
    "lesen sie auch",
];

/// Whole-block residue: a short block that begins with the phrase and is no sentence.
pub(super) const LEFTOVER_LINES: &[&str] = &[
    "also on",
    "copyright",
    "more on",
    "more from",
    "more media",
    "more news",
    "more stories",
    "quick clicks",
    "read more",
    "related coverage",
    "related headlines",
    "related stories",
    "related to this",
    "see more",
    "view all",
    "view results",
    "watch a facebook live",
    "watch latest",
    "watch live",
    "watch this",
    "watch video",
    "get the app",
];

/// Whole-block residue: a short block with the phrase anywhere in it. Each holds "ved".
pub(super) const LEFTOVER_PARTS: &[&str] = &["rights reserved", "right reserved"];

/// Where "follow ..." is an invitation and no prose.
pub(super) const SOCIAL: &[&str] =
    &["on twitter", "on facebook", "on instagram", "on youtube", "on tiktok", "twitter.com", "facebook.com", "@"];

/// Agencies whose name in brackets at the end of a paragraph is a credit for the words, not for a picture.
pub(super) const AGENCIES: &[&str] = &["ap", "afp", "reuters", "dpa", "upi", "pa", "efe", "ansa", "tass", "xinhua"];

/// Last words of a line that introduces what somebody said.
pub(super) const CUES: &[&str] =
    &["said", "says", "tweeted", "tweets", "wrote", "writes", "added", "posted", "replied", "asked"];

/// The words of a share bar.
pub(super) const SHARE: &[&str] = &[
    "pocket",
    "share",
    "shares",
    "tweet",
    "email",
    "e-mail",
    "mail",
    "print",
    "pin",
    "save",
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "reddit",
    "pinterest",
    "messenger",
    "telegram",
    "flipboard",
    "tumblr",
    "sms",
    "copy",
    "link",
    "google",
    "gmail",
    "teilen",
    "partager",
    "compartir",
];

/// Words that may stand between those of a share bar.
pub(super) const SHARE_FILL: &[&str] =
    &["this", "article", "story", "page", "on", "via", "by", "to", "with", "or", "and", "more", "comment", "comments"];

/// What a count of reactions counts: "12 comments", "1.2k shares".
pub(super) const COUNTED: &[&str] =
    &["comment", "comments", "share", "shares", "like", "likes", "view", "views", "min read", "minute read"];

/// Words that call a date line a stamp.
pub(super) const STAMP_LABELS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "modified",
    "created",
    "revised",
    "veröffentlicht",
    "aktualisiert",
    "publié",
    "publicado",
    "actualizado",
];

/// Other words of a date line, beside months, days of the week and numbers.
pub(super) const STAMP_FILL: &[&str] = &[
    "at", "on", "of", "last", "first", "date", "time", "am", "pm", "a", "p", "m", "noon", "midnight", "ago", "hour",
    "hours", "hrs", "minute", "minutes", "mins", "day", "days", "gmt", "utc", "bst", "cet", "cest", "est", "edt", "et",
    "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "ist", "aest", "nzdt", "nzst", "ist", "local", "the",
];

/// Whether a word is a month or a day of the week, in full or cut short.
pub(super) fn is_calendar(word: &str) -> bool {
    [&MONTHS[..], SHORT_MONTHS, &WEEKDAYS, SHORT_WEEKDAYS].iter().any(|list| list.contains(&word))
}

/// Last words of a bracketed emoji name: "[Red heart emoji]".
pub(super) const EMOJI: &[&str] = &["emoji", "emojis", "emoticon", "emoticons", "emoji's"];

/// `:name:` emoji without an underscore in their name.
pub(super) const SHORTCODES: &[&str] = &[
    "heart",
    "hearts",
    "joy",
    "sob",
    "smile",
    "smiley",
    "grin",
    "cry",
    "fire",
    "pray",
    "wink",
    "clap",
    "rofl",
    "tada",
    "rage",
    "blush",
    "kiss",
    "wave",
    "muscle",
    "rocket",
    "skull",
    "sunglasses",
    "thumbsup",
    "+1",
    "100",
];

/// A caption begins with one of these and a colon.
pub(super) const CAPTIONS: &[&str] = &[
    "gallery",
    "slideshow",
    "photo gallery",
    "photo",
    "photos",
    "photo credit",
    "photograph",
    "photographs",
    "photography",
    "picture",
    "pictures",
    "picture credit",
    "pictured",
    "image",
    "images",
    "image credit",
    "image source",
    "image caption",
    "media caption",
    "caption",
    "credit",
    "credits",
    "illustration",
    "file photo",
    "foto",
    "fotos",
    "bild",
    "crédit photo",
    "crédit",
];

/// A caption begins with one of these.
pub(super) const CAPTION_STARTS: &[&str] = &[
    "buy photo",
    "image via",
    "photo by",
    "photos by",
    "photo courtesy",
    "photo provided",
    "photo via",
    "photo illustration",
    "photograph by",
    "picture by",
    "image by",
    "image caption",
    "image copyright",
    "image courtesy",
    "image source",
    "media caption",
    "file photo",
    "file image",
    "ap photo",
    "afp photo",
    "getty images",
    "courtesy photo",
    "google maps image",
];

/// In brackets at the end of a block, or as its very end, these make it a caption.
pub(super) const CREDITS: &[&str] = &[
    "source:",
    "credit:",
    "family photo",
    "photo courtesy",
    "getty images",
    "photo by",
    "ap photo",
    "afp photo",
    "file photo",
    "photo:",
    "image:",
    "picture:",
    "photo/",
    "via getty",
    "/getty",
    "/reuters",
    "/afp",
    "/ap",
    "courtesy photo",
    "photo courtesy",
];

/// A short line that begins with one of these, or has it behind a dash or colon, opens a notice.
pub(super) const NOTICE_LABELS: &[&str] = &[
    "where to get help",
    "where to find help",
    "where to go for help",
    "where to seek help",
    "where to get support",
    "how to get help",
    "who to contact",
    "if you need help",
    "if you need support",
    "if you need to talk",
    "if you or someone you know",
    "if it is an emergency",
    "for help and support",
    "for counselling and support",
    "for support and information",
    "help and support",
    "information and support",
    "support services",
    "crisis support services",
    "helpline numbers",
    "helplines",
    "crisis lines",
    "useful contacts",
    "other helplines",
    "other organisations that can help",
    "hier finden sie hilfe",
    "où trouver de l'aide",
    "dónde pedir ayuda",
];

/// A short line that begins with one of these and tells nothing else opens a notice in the same way.
pub(super) const WHOM: &[&str] = &[
    "if you have been affected by",
    "if you've been affected by",
    "if you’ve been affected by",
    "if you are affected by",
    "if you were affected by",
    "if you have been touched by",
    "anyone affected by",
    "for anyone affected by",
    "for those affected by",
    "for people affected by",
];

/// A short line that is one of these, word for word, opens a notice if a contact stands in or behind it.
pub(super) const WEAK_LABELS: &[&str] = &[
    "need help",
    "do you need help",
    "need to talk",
    "need support",
    "get help",
    "getting help",
    "get support",
    "get in touch",
    "who to call",
    "helpline",
    "hotline",
    "hotlines",
    "contact",
    "contacts",
    "support",
    "resources",
    "useful links",
    "help is available",
    "support is available",
    "for more information",
    "hilfe",
];

/// A service paragraph begins with one of these.
pub(super) const SERVICE_STARTS: &[&str] = &[
    "if you",
    "if anyone you know",
    "if this story",
    "if this article",
    "anyone affected",
    "anyone who needs",
    "anyone needing",
    "anyone seeking",
    "anyone struggling",
    "for help",
    "for support",
    "for confidential",
    "for free",
    "for information and support",
    "for mental health",
    "for more help",
    "need help",
    "help is available",
    "help and support",
    "support is available",
    "readers",
    "those in need",
    "samaritans",
    "the samaritans",
    "lifeline",
    "in the u.s., call",
    "in the us, call",
    "in the us, the",
    "in the uk,",
    "in the uk and ireland",
    "in the united states, call",
    "in australia, the",
    "the national suicide prevention",
    "the national domestic violence hotline",
    "the national sexual assault",
    "call the national",
    "call samaritans",
    "call or text",
    "wenn sie",
    "si vous",
    "if anything in this",
    "if anyone is",
    "anyone who has been affected",
    "anyone experiencing",
    "anyone in crisis",
    "anyone in distress",
    "for anyone",
    "to talk to someone",
    "to speak to someone",
    "help is at hand",
    "people affected by",
    "alternatively, call",
    "alternatively, contact",
    "in the uk and ireland, samaritans",
    "in the us, call or text",
    "in the us, dial",
    "the crisis text line",
    "crisis text line",
    "the suicide and crisis lifeline",
    "the suicide & crisis lifeline",
    "the 988",
    "call 988",
    "dial 988",
    "text home to",
    "childline",
    "you can contact",
    "you can call",
    "you can reach",
    "wenn du",
    "sollten sie",
    "haben sie",
    "leiden sie",
    "betroffene",
    "hilfe",
    "menschen mit",
    "si usted",
    "si necesita",
    "si tienes",
    "toute personne",
    "vous pouvez",
    "en cas de",
];

/// What a service paragraph is about.
pub(crate) const SERVICE_TOPICS: &[&str] = &[
    "support",
    "help",
    "counsel",
    "suicid",
    "crisis",
    "samaritans",
    "affected by",
    "struggling",
    "lifeline",
    "helpline",
    "hotline",
    "abuse",
    "mental health",
    "bereave",
    "depress",
    "distress",
    "grief",
    "hilfe",
    "aide",
    "suizid",
    "selbstmord",
    "krise",
    "seelsorge",
    "beratung",
    "soutien",
    "violence",
    "ayuda",
    "crise",
];

/// What a service paragraph asks its reader to do.
pub(super) const SERVICE_ACTIONS: &[&str] = &[
    "call",
    "text",
    "contact",
    "visit",
    "phone",
    "ring",
    "dial",
    "email",
    "e-mail",
    "go to",
    "chat",
    "reach",
    "speak to",
    "available",
    "anrufen",
    "appelez",
    "contacted",
    "reached",
    "calling",
    "texting",
    "rufen",
    "erreichbar",
    "erreichen",
    "wählen",
    "wenden",
    "appeler",
    "composez",
    "contactez",
    "llame",
    "llamar",
    "contacte",
];

/// A police appeal is part of the story, however much it looks like a service paragraph.
pub(super) const APPEALS: &[&str] = &[
    "information",
    "witness",
    "police",
    "crime stoppers",
    "crimestoppers",
    "detective",
    "sheriff",
    "suspect",
    "tipster",
];

/// Endings by which a web address without `www.` is told; `example` is kept for examples.
pub(crate) const TLDS: &[&str] = &[
    "org", "com", "net", "gov", "edu", "info", "int", "co", "uk", "nz", "au", "ca", "ie", "eu", "de", "fr", "es", "it",
    "in", "za", "mil", "scot", "wales", "ch", "at", "be", "nl", "se", "dk", "fi", "pl", "pt", "br", "mx", "jp", "tv",
    "news", "io", "app", "chat", "help", "care", "health", "support", "charity", "ngo", "example",
];

/// Words before a number of three to six digits that make it one to call.
pub(crate) const DIAL: &[&str] = &[
    "call", "text", "dial", "phone", "ring", "tel", "helpline", "hotline", "lifeline", "texting", "calling", "phoning",
    "sms",
];

/// A short number or a count of thousands is one to call if what follows it is none of its nouns but one of these.
pub(crate) const AFTER_NUMBER: &[&str] = &[
    "or",
    "and",
    "for",
    "to",
    "if",
    "from",
    "at",
    "between",
    "in",
    "any",
    "anytime",
    "day",
    "night",
    "free",
    "who",
    "which",
    "where",
    "when",
    "is",
    "are",
    "before",
    "now",
    "immediately",
    "directly",
    "anonymously",
    "quoting",
    "with",
    "by",
    "via",
    "on",
    "toll",
    "then",
    "also",
    "they",
    "you",
    "it",
    "as",
    "text",
    "call",
    "email",
    "visit",
    "available",
    "open",
    "lines",
    "that",
    "oder",
    "und",
    "ou",
    "et",
    "o",
    "y",
    "ext",
    "extension",
    "option",
    "press",
    "instead",
    "but",
    "the",
    "your",
    "our",
    "its",
    "this",
    "there",
    "around",
    "seven",
    "every",
    "operates",
    "has",
    "can",
    "will",
    "during",
    "until",
    "option",
];

/// Prepositions before a contact: "Samaritans on 116 123".
pub(super) const BEFORE_NUMBER: &[&str] = &[
    "on", "at", "via", "number", "tel", "phone", "auf", "unter", "au", "al", "line", "helpline", "hotline", "lifeline",
];

/// A number behind one of these is no number to call.
pub(super) const REFERENCES: &[&str] = &[
    "account",
    "case",
    "reference",
    "ref",
    "incident",
    "log",
    "quoting",
    "quote",
    "charity",
    "iban",
    "isbn",
    "registration",
    "flight",
    "event",
    "occurrence",
];
