//! The words that notices are read by, in lower case unless said otherwise.

use crate::calendar::{SHORT_WEEKDAYS, WEEKDAYS};

/// All the time.
pub(super) const ALWAYS: &[&str] = &[
    "24/7",
    "24-7",
    "24 / 7",
    "around the clock",
    "round the clock",
    "around-the-clock",
    "round-the-clock",
    "day and night",
    "day or night",
    "night and day",
    "any time of the day or night",
    "any time, day or night",
    "rund um die uhr",
    "tag und nacht",
    "jour et nuit",
    "día y noche",
];

/// All day long; of which days is another question.
pub(super) const ALL_DAY: &[&str] = &[
    "24 hours a day",
    "24 hours",
    "24-hours",
    "24-hour",
    "24 hour",
    "24hrs",
    "24 hrs",
    "24 hr",
    "24hr",
    "24-hr",
    "24h",
    "24hours",
    "24hour",
    "twenty-four hours a day",
    "twenty-four hours",
    "24 stunden am tag",
    "24 stunden",
    "24 heures sur 24",
    "24h/24",
    "24h sur 24",
    "24 h/24",
    "las 24 horas del día",
    "las 24 horas",
    "24 horas al día",
];

/// Every day of the week.
pub(super) const EVERY_DAY: &[&str] = &[
    "daily",
    "every day",
    "everyday",
    "each day",
    "seven days a week",
    "7 days a week",
    "7-days-a-week",
    "seven days",
    "7 days",
    "every day of the week",
    "every day of the year",
    "365 days a year",
    "365 days of the year",
    "a day, every day",
    "täglich",
    "an sieben tagen die woche",
    "sieben tage die woche",
    "tous les jours",
    "7j/7",
    "7 jours sur 7",
    "7j sur 7",
    "todos los días",
    "los 7 días de la semana",
    "los siete días de la semana",
];

/// Monday to Friday.
pub(super) const MONDAY_TO_FRIDAY: &[&str] =
    &["weekdays", "week days", "week-days", "on weekdays", "each weekday", "every weekday"];

/// Saturday and Sunday.
pub(super) const SATURDAY_SUNDAY: &[&str] =
    &["weekends", "at weekends", "on weekends", "at the weekend", "the weekend", "am wochenende", "le week-end"];

/// Before a range of times.
pub(super) const FROM: &[&str] = &["from", "between", "von", "zwischen", "de", "entre", "desde las", "de las"];

/// Between the two ends of a range.
pub(super) const TO: &[&str] = &[
    "to",
    "-",
    "–",
    "—",
    "‑",
    "until",
    "till",
    "til",
    "through",
    "thru",
    "and",
    "bis",
    "und",
    "à",
    "au",
    "a",
    "al",
    "a las",
    "y las",
    "hasta las",
    "jusqu'à",
    "et",
];

/// Between two rules.
pub(super) const AND: &[&str] = &["and", "&", "und", "et", "y"];

/// Before days.
pub(super) const ON: &[&str] = &["on", "every", "du", "le", "de", "los", "von"];

/// Between days and times.
pub(super) const AT: &[&str] = &["from", "between", "open", "at", "von", "de", "entre", "zwischen", "jeweils"];

/// A time that stands alone behind one of these is an end of the hours.
pub(super) const EDGES: &[&str] = &[
    "until",
    "till",
    "from",
    "after",
    "before",
    "opens at",
    "closes at",
    "open until",
    "bis",
    "ab",
    "jusqu'à",
    "hasta las",
];

/// No time, at the end of a range.
pub(super) const LATE: &[&str] = &["late", "dusk", "close", "closing"];

pub(super) const NOON: &[&str] = &["noon", "midday", "midi", "mediodía", "12 noon", "12noon", "12 midday"];
pub(super) const MIDNIGHT: &[&str] = &["midnight", "mitternacht", "minuit", "medianoche", "12 midnight"];
pub(super) const AM: &[&str] = &["am", "a.m.", "a.m", "a. m."];
pub(super) const PM: &[&str] = &["pm", "p.m.", "p.m", "p. m."];
/// Behind a time of 24 hours.
pub(super) const OCLOCK: &[&str] = &["uhr", "h", "hrs", "heures", "horas"];

/// Before bare figures that are hours.
pub(super) const OPEN: &[&str] = &["open", "hours", "lines open", "opening hours", "phone hours", "geöffnet"];

/// Behind hours: what comes is beyond the grammar.
pub(super) const EXCEPTIONS: &[&str] = &[
    "except",
    "excluding",
    "apart from",
    "not including",
    "closed on",
    "closed bank",
    "closed public",
    "außer",
    "sauf",
    "excepto",
];

/// Time zones, as they are written.
pub(super) const ZONES: &[&str] = &[
    "ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "GMT", "BST", "UTC", "CET", "CEST",
    "AEST", "AEDT", "NZST", "NZDT", "IST", "SAST", "Eastern", "Central", "Pacific",
];

/// Before "24 hours" that are no hours of a service.
pub(super) const NOT_HOURS_BEFORE: &[&str] = &[
    "within", "last", "past", "next", "every", "for", "after", "than", "about", "nearly", "almost", "previous", "first",
];
/// Behind them.
pub(super) const NOT_HOURS_AFTER: &[&str] =
    &["later", "after", "before", "ago", "of", "notice", "earlier", "to", "in advance"];

/// Days in other languages than English, from Monday.
const DAYS_ABROAD: [&[&str]; 7] = [
    &["montag", "montags", "lundi", "lunes"],
    &["dienstag", "dienstags", "mardi", "martes"],
    &["mittwoch", "mittwochs", "mercredi", "miércoles"],
    &["donnerstag", "donnerstags", "jeudi", "jueves"],
    &["freitag", "freitags", "vendredi", "viernes"],
    &["samstag", "samstags", "sonnabend", "samedi", "sábado"],
    &["sonntag", "sonntags", "dimanche", "domingo"],
];
/// The same in two letters, as German and the English of some signs have them.
const TWO_LETTERS: [&[&str]; 7] =
    [&["mo"], &["di", "tu"], &["mi", "we"], &["do", "th"], &["fr"], &["sa"], &["so", "su"]];

/// The number of a day, from Monday as 0, and whether the word is cut short.
pub(super) fn day(word: &str) -> Option<(u8, bool)> {
    let row = |lists: &[&[&str]; 7]| lists.iter().position(|l| l.contains(&word)).map(|n| n as u8);
    let whole = |w: &str| WEEKDAYS.iter().position(|d| *d == w).map(|n| n as u8);
    if let Some(day) = whole(word).or_else(|| word.strip_suffix('s').and_then(whole)).or_else(|| row(&DAYS_ABROAD)) {
        return Some((day, false));
    }
    let cut = (SHORT_WEEKDAYS.contains(&word) || word == "weds").then(|| word.get(..3)).flatten();
    let cut = cut.and_then(|c| WEEKDAYS.iter().position(|d| d.starts_with(c))).map(|n| n as u8);
    cut.or_else(|| row(&TWO_LETTERS)).map(|day| (day, true))
}

/// How a number is used, by the words before or behind it.
pub(super) const CUES: &[(&str, Use)] = &[
    ("call", Use::Call),
    ("calls", Use::Call),
    ("called", Use::Call),
    ("calling", Use::Call),
    ("freecall", Use::Call),
    ("phone", Use::Call),
    ("phoning", Use::Call),
    ("telephone", Use::Call),
    ("tel", Use::Call),
    ("ring", Use::Call),
    ("ringing", Use::Call),
    ("dial", Use::Call),
    ("dialling", Use::Call),
    ("dialing", Use::Call),
    ("freephone", Use::Call),
    ("text", Use::Text),
    ("texts", Use::Text),
    ("texting", Use::Text),
    ("texted", Use::Text),
    ("txt", Use::Text),
    ("sms", Use::Text),
    ("whatsapp", Use::Chat),
    ("telegram", Use::Chat),
    ("chat", Use::Chat),
    ("webchat", Use::Chat),
    ("messenger", Use::Chat),
    ("fax", Use::Fax),
    ("telefax", Use::Fax),
    ("anrufen", Use::Call),
    ("telefon", Use::Call),
    ("telefonnummer", Use::Call),
    ("telefonisch", Use::Call),
    ("appelez", Use::Call),
    ("appeler", Use::Call),
    ("téléphone", Use::Call),
    ("composez", Use::Call),
    ("llame", Use::Call),
    ("llamar", Use::Call),
    ("teléfono", Use::Call),
];

/// What a cue says of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Call,
    Text,
    Chat,
    Fax,
}

/// Words that stand between two cues of one number: "call or text", "phone, text".
pub(super) const CUE_JOINTS: &[&str] =
    &["or", "and", "free", "by", "please", "also", "can", "you", "und", "oder", "ou", "et", "o", "y", "toll"];

/// Words between a cue and its number that are no name; the way back to the cue goes over anything.
pub(super) const LONGEST_CUE: usize = 8;

/// Words that are in no name of a service, though they may be written with a capital: what is done, where, by whom.
/// Months and weekdays are none either.
pub(super) const NO_NAME: &[&str] = &[
    "a",
    "about",
    "address",
    "advice",
    "affected",
    "after",
    "all",
    "also",
    "alternatively",
    "always",
    "and",
    "anonymous",
    "anonymously",
    "another",
    "any",
    "anyone",
    "anybody",
    "are",
    "article",
    "at",
    "available",
    "because",
    "by",
    "call",
    "callers",
    "calling",
    "calls",
    "can",
    "chat",
    "concerned",
    "confidential",
    "confidentially",
    "contact",
    "contacts",
    "counselling",
    "crisis",
    "day",
    "details",
    "dial",
    "do",
    "e",
    "email",
    "emergency",
    "emergencies",
    "everyone",
    "facebook",
    "fax",
    "find",
    "for",
    "free",
    "freecall",
    "freephone",
    "from",
    "further",
    "general",
    "get",
    "go",
    "he",
    "help",
    "helpline",
    "helplines",
    "here",
    "hotline",
    "hotlines",
    "hours",
    "how",
    "i",
    "if",
    "in",
    "information",
    "instagram",
    "international",
    "it",
    "leave",
    "lifeline's",
    "lines",
    "local",
    "log",
    "mail",
    "message",
    "mobile",
    "more",
    "mr",
    "mrs",
    "ms",
    "national",
    "nationwide",
    "need",
    "night",
    "no",
    "not",
    "number",
    "of",
    "on",
    "online",
    "open",
    "or",
    "other",
    "our",
    "out",
    "outside",
    "people",
    "phone",
    "please",
    "police's",
    "post",
    "questions",
    "readers",
    "resources",
    "ring",
    "see",
    "she",
    "should",
    "sms",
    "someone",
    "speak",
    "struggling",
    "submit",
    "support",
    "tel",
    "telephone",
    "text",
    "that",
    "the",
    "their",
    "them",
    "there",
    "these",
    "they",
    "this",
    "those",
    "tip",
    "tips",
    "tipsters",
    "to",
    "toll",
    "tollfree",
    "twitter",
    "txt",
    "us",
    "use",
    "victims",
    "via",
    "visit",
    "we",
    "web",
    "website",
    "webchat",
    "what",
    "whatsapp",
    "when",
    "where",
    "who",
    "with",
    "witnesses",
    "worried",
    "write",
    "you",
    "your",
    "youth",
    "adults",
    "children",
    "men",
    "women",
    "parents",
    "english",
    "spanish",
    "order",
    "tickets",
    "ticket",
    "booking",
    "bookings",
    "admission",
    "doors",
    "residents",
    "customers",
    "consumers",
    "officers",
    "detectives",
    "investigators",
    "weekdays",
    "weekends",
    "am",
    "pm",
    "hr",
    "hrs",
    "anonymous",
    "anonymously",
    "reach",
    "send",
    "meanwhile",
    "elsewhere",
    "however",
    "both",
    "either",
    "wenn",
    "sie",
    "sich",
    "hilfe",
    "telefon",
    "beratung",
    "rufen",
    "unter",
    "si",
    "vous",
    "le",
    "la",
    "les",
    "appelez",
    "numéro",
    "gratuit",
    "para",
    "llame",
    "el",
    "teléfono",
    "im",
    "in",
    "der",
    "die",
    "das",
    "bei",
    "und",
    "oder",
    "au",
    "du",
    "en",
    "pour",
    "par",
    "kostenlos",
    "montag",
    "freitag",
    "mo",
    "di",
    "mi",
    "fr",
    "sa",
    "so",
    "uhr",
    "aus",
    "nummer",
    "rufnummer",
    "telefonnummer",
    "notruf",
    "tell",
    "watch",
    "follow",
    "tip",
    "internet",
    "anyone's",
    "callers",
    "detective",
    "officials",
    "authorities",
];

/// Countries and parts of them, by which lists are ordered; no names of services.
pub(super) const REGIONS: &[&str] = &[
    "uk",
    "u.k",
    "us",
    "usa",
    "u.s",
    "u.s.a",
    "united states",
    "united kingdom",
    "britain",
    "great britain",
    "england",
    "scotland",
    "wales",
    "northern ireland",
    "ireland",
    "republic of ireland",
    "uk and ireland",
    "the uk",
    "the us",
    "canada",
    "australia",
    "new zealand",
    "nz",
    "south africa",
    "india",
    "germany",
    "france",
    "spain",
    "austria",
    "switzerland",
    "europe",
    "america",
    "american",
    "british",
    "deutschland",
    "österreich",
    "schweiz",
    "belgique",
    "españa",
    "méxico",
    "mexico",
    "out of hours",
    "after hours",
    "in an emergency",
];

/// Lower-case words inside a name: "Society for the Prevention of …".
pub(super) const IN_NAME: &[&str] =
    &["of", "for", "the", "and", "&", "de", "des", "du", "der", "für", "la", "del", "against"];

/// Lower-case nouns that end a name: "Wexcombe police", "the Tern helpline".
pub(super) const NAME_ENDS: &[&str] = &[
    "police",
    "helpline",
    "hotline",
    "line",
    "lifeline",
    "crisis",
    "service",
    "services",
    "centre",
    "center",
    "department",
    "office",
    "team",
    "detectives",
    "support",
    "sheriff's",
    "sheriff’s",
    "box",
    "council",
    "hospital",
    "trust",
    "foundation",
    "telefonseelsorge",
];

/// Where an address of the post begins.
pub(super) const POST: &[&str] =
    &["po box", "p.o. box", "p o box", "freepost", "postfach", "boîte postale", "apartado de correos"];

/// Words by which a sentence goes on with the service before it.
pub(super) const GOES_ON: &[&str] = &[
    "or",
    "they",
    "it",
    "its",
    "their",
    "lines",
    "the line",
    "the lines",
    "the service",
    "the helpline",
    "calls",
    "you can also",
    "also",
    "this service",
    "and",
    "open",
    "available",
    "oder",
    "ou",
    "o",
    "the number",
    "text",
    "email",
    "webchat",
    "callers",
];

/// Verbs that, between a name and a number, tell that the name is not the number's: "Smith urged anyone to call 555-0142".
pub(super) const ACTS: &[&str] =
    &["call", "text", "email", "e-mail", "visit", "dial", "ring", "send", "contact", "go", "writing", "write"];

/// Most words between a name and its number.
pub(super) const APART: usize = 9;

/// Before an address in the story that its reader is sent to.
pub(super) const WEB_LEADS: &[&str] = &[
    "visit",
    "visiting",
    "to",
    "at",
    "on",
    "online",
    "via",
    "website",
    "site",
    "web",
    "from",
    "through",
    "or",
    "and",
    "email",
    "emailing",
    "contact",
    "by",
    "see",
    "with",
    "contacting",
    "mail",
    "address",
    "page",
];

/// Hosts of pictures and short links that stand under posts.
pub(super) const POST_HOSTS: &[&str] = &["pic.twitter.com", "t.co"];
