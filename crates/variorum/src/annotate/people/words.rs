//! Words for people and bodies: what may stand for a name, and which words mean the same office.

use crate::annotate::lexicon::{FEMALE_WORDS, List, MALE_WORDS, TITLES};
use crate::annotate::token::{Key, KeyMap};
use std::sync::OnceLock;

/// Words that may stand before a noun and say that it is somebody known.
pub(super) static DEFINITE: List = List::new("the his her their its our my that this these those");
/// Words that say it is somebody new, or one of many.
pub(super) static INDEFINITE: List =
    List::new("a an one another some several many two three four five six most few both other any every each no");
/// What people are called when the writer wants another word for them.
static EPITHETS: List = List::new(
    "star model singer actor actress striker winger midfielder defender goalkeeper keeper batsman bowler champion veteran \
     mother father mum mom dad grandmother grandfather widow widower presenter host comedian rapper influencer youtuber \
     beauty brunette blonde redhead starlet diva legend icon ace hero newlywed teenager pensioner native \
     novelist author writer founder billionaire millionaire tycoon politician democrat republican incumbent \
     lawmaker businessman businesswoman entrepreneur heiress heir royal playmaker forward skipper gaffer man woman funnyman \
     politico frontman crooner songstress musician dancer chef designer driver rider runner swimmer boxer golfer \
     queen king prince princess guru bombshell favourite favorite hitmaker warbler hunk hardman conman stopper machine \
     defendant dissident vet climber candidate nominee octogenarian septuagenarian nonagenarian retiree bride groom \
     mum-of-two father-of-two newcomer rookie sensation sweetheart loser winner scorer mogul boss supremo ex champ \
     great maestro virtuoso wunderkind socialite trader lad lass girl boy lady gent guy bloke fella player patient \
     teacher nurse farmer postman plumber baker builder",
);
/// Nouns for bodies that a report calls so once it has named them.
static BODIES: List = List::new(
    "club company firm group business party paper newspaper magazine team side brand chain bank band charity airline \
     retailer insurer maker union label studio broadcaster network start-up startup developer landlord publisher producer \
     manufacturer operator supplier think-tank institute foundation trust association federation league society agency \
     ministry department council university college school hospital museum church regulator watchdog outfit outlet bidder \
     carrier lender grocer brewer drugmaker carmaker supermarket giant conglomerate consultancy tabloid weekly daily site \
     commission committee authority court board government embassy laboratory lab practice contractor bakery employer",
);
/// Of those, what stands for whichever body is spoken of, whatever its name.
static ANY_BODY: List = List::new(
    "club company firm group business party paper newspaper magazine brand chain bank band charity airline retailer insurer \
     maker label studio broadcaster start-up startup developer landlord publisher manufacturer operator supplier outfit \
     outlet carrier lender grocer brewer drugmaker carmaker supermarket giant conglomerate consultancy tabloid weekly daily \
     bidder think-tank bakery",
);
/// What somebody without a name is called: one such word may go on where another began.
static UNNAMED: List = List::new("source insider friend pal spy onlooker eyewitness witness mole confidant");
/// Nouns for somebody's people, who are not himself.
static RELATIVES: List = List::new(
    "wife husband mother father mum mom dad brother sister son daughter uncle aunt cousin nephew niece widow widower \
     grandmother grandfather grandson granddaughter nan gran grandma grandad partner girlfriend boyfriend fiancé fiancée ex \
     lawyer attorney agent publicist manager spokesman spokeswoman spokesperson representative rep counsel solicitor \
     friend colleague neighbour neighbor boss coach doctor predecessor successor deputy rival opponent critic ally aide \
     editor abbot teacher supervisor counterpart ex-wife ex-husband parents mates assistant secretary bandmate team camp",
);
/// Nouns for many at once.
static GROUPS: List = List::new("couple pair duo two trio newlyweds twins siblings lovebirds signatories authors");
/// Where a people's name stands for one of them: "the Dane".
static PEOPLES: List = List::new(
    "dane swede finn pole turk scot spaniard briton frenchman frenchwoman dutchman dutchwoman englishman irishman welshman \
     scotsman czech slovak serb croat greek swiss swede icelander new-zealander argentine filipino norwegian portuguese \
     japanese chinese uruguayan \
     italian german russian american canadian australian nigerian brazilian mexican belgian austrian hungarian romanian \
     bulgarian ukrainian korean indian egyptian moroccan algerian tunisian kenyan ghanaian senegalese cameroonian ivorian \
     croatian serbian slovenian slovakian bosnian albanian georgian armenian iranian iraqi israeli palestinian syrian \
     lebanese colombian chilean peruvian venezuelan ecuadorian bolivian paraguayan jamaican cuban haitian vietnamese thai \
     indonesian malaysian singaporean estonian latvian lithuanian maltese cypriot texan californian londoner parisian \
     scouser geordie yorkshireman kiwi aussie yank",
);

/// Words for one office; the first stands for all.
const SAME: &[&str] = &[
    "lawyer attorney counsel solicitor barrister advocate",
    "spokesman spokeswoman spokesperson representative rep publicist",
    "manager gaffer coach boss",
    "mother mum mom mam",
    "father dad",
    "grandmother gran nan grandma granny",
    "president chairman chairwoman chair",
    "captain skipper skip",
    "goalkeeper keeper stopper",
    "singer songstress crooner warbler vocalist musician hitmaker",
    "policeman officer cop constable policewoman",
    "author writer novelist",
    "doctor dr physician medic",
    "scientist researcher academic",
    "politician lawmaker senator sen congressman congresswoman assemblywoman assemblyman representative",
    "councillor cllr councilman councilwoman alderman",
    "governor gov",
    "general gen",
    "colonel col",
    "sergeant sgt",
    "lieutenant lt",
    "professor prof",
    "judge magistrate",
    "comedian funnyman comic",
    "leader head boss chief",
    "presenter host",
    "vet veterinarian",
    "priest vicar reverend",
    "forecaster weathergirl weatherman",
    "paper newspaper tabloid daily weekly",
    "company firm business",
    "survey poll",
];

/// The word that stands for all that mean the same office.
pub(super) fn office(key: Key) -> Key {
    static MAP: OnceLock<KeyMap<Key>> = OnceLock::new();
    let map = MAP.get_or_init(|| {
        let mut map = KeyMap::default();
        for list in SAME {
            let first = list.split(' ').next().map_or(key, Key::word);
            for word in list.split(' ') {
                map.entry(Key::word(word)).or_insert(first);
            }
        }
        map
    });
    map.get(&key).copied().unwrap_or(key)
}

pub(super) fn is_body(key: Key) -> bool {
    BODIES.has(key)
}

pub(super) fn is_any_body(key: Key) -> bool {
    ANY_BODY.has(key)
}

pub(super) fn is_unnamed(key: Key) -> bool {
    UNNAMED.has(key)
}

/// Whether a noun is one for somebody who is another's: "sister", "doctor".
pub(in crate::annotate) fn is_relative(key: Key) -> bool {
    RELATIVES.has(key)
}

pub(super) fn is_group(key: Key) -> bool {
    GROUPS.has(key)
}

/// Whether a noun may stand for a person already named, without giving an office: "the brunette", "the Dane".
pub(super) fn is_epithet(key: Key) -> bool {
    EPITHETS.has(key) || PEOPLES.has(key)
}

/// Whether a title says nothing of somebody's office.
pub(super) fn is_honour(key: Key) -> bool {
    static HONOURS: List = List::new("mr mrs ms miss dr doctor prof professor sir dame lord lady captain");
    HONOURS.has(key)
}

/// Whether an adjective says what somebody was: "the former ski instructor" is somebody the report knows.
pub(super) fn is_past(word: &str) -> bool {
    matches!(word, "former" | "retired" | "ex" | "disgraced" | "veteran" | "ousted" | "sacked" | "onetime")
}

/// Whether a noun behind the name of a place is one for somebody from there: "a Dunmere man".
pub(in crate::annotate) fn is_anybody(key: Key) -> bool {
    static ANYBODY: List = List::new(
        "man woman boy girl teenager teen couple family resident mother father mum mom dad native pensioner student \
         driver neighbour neighbor grandmother grandfather",
    );
    ANYBODY.has(key)
}

/// Whether a noun is one for a person at all.
pub(super) fn is_person(key: Key, word: &str) -> bool {
    let lower = word.to_lowercase();
    let ending =
        ["er", "or", "ist", "ian", "man", "woman", "eer", "ee", "ant", "ent", "queen", "king", "maker", "star"];
    is_epithet(key)
        || matches!(lower.as_str(), "magistrate" | "delegate" | "candidate" | "advocate" | "executive")
        || TITLES.has(key)
        || MALE_WORDS.has(key)
        || FEMALE_WORDS.has(key)
        || RELATIVES.has(key)
        || lower.len() > 4 && !is_body(key) && ending.iter().any(|e| lower.ends_with(e))
}

/// Whether a noun counts time, and so speaks for nobody.
pub(in crate::annotate) fn is_time(word: &str) -> bool {
    matches!(
        word.strip_suffix('s').unwrap_or(word),
        "second"
            | "minute"
            | "hour"
            | "day"
            | "week"
            | "month"
            | "year"
            | "decade"
            | "time"
            | "night"
            | "morning"
            | "evening"
    )
}

/// Whether a noun tells the sex of who is called so: true for a woman.
pub(super) fn sex(key: Key, word: &str) -> Option<bool> {
    let lower = word.to_lowercase();
    if FEMALE_WORDS.has(key)
        || lower.ends_with("woman")
        || matches!(lower.as_str(), "brunette" | "blonde" | "diva" | "mrs" | "ms" | "miss")
    {
        Some(true)
    } else if MALE_WORDS.has(key)
        || lower.ends_with("man") && lower != "chairman" && lower.len() > 5
        || matches!(lower.as_str(), "bloke" | "mr" | "sir")
    {
        Some(false)
    } else {
        None
    }
}
