//! Words of saying and thinking, and what they take: the frames by which an attribution is read off a sentence's
//! grammar. All lists were written for this project.

use super::token::{Key, KeyMap};
use std::sync::OnceLock;

/// What a cue takes as its content, as bits.
pub(crate) type Frame = u16;

/// A clause: "said (that) it was shut", "asked whether it was".
pub(crate) const CLAUSE: Frame = 1;
/// An infinitive: "promised to pay".
pub(crate) const INFINITIVE: Frame = 2;
/// A person and what that person is to do: "urged people to stay"; the person belongs to the content.
pub(crate) const PERSON: Frame = 4;
/// A noun phrase: "criticised the decision".
pub(crate) const OBJECT: Frame = 8;
/// A verb in -ing: "denied taking it", "suggested meeting".
pub(crate) const ING: Frame = 16;
/// A phrase with "about", "of", "on", "for", "against", "over", "as": "complained about the noise".
pub(crate) const PHRASE: Frame = 32;
/// The object of the verb is who is spoken to: "told the Echo that …".
pub(crate) const TO: Frame = 64;
/// It may stand behind or inside what it reports: "…, police believe".
pub(crate) const BEHIND: Frame = 128;
/// Said in words, not only thought or meant.
pub(crate) const SPOKEN: Frame = 256;

/// The object may stand by itself where it could have a phrase behind it: "blamed the weather".
pub(crate) const ALONE: Frame = 512;

struct Group {
    frame: Frame,
    verbs: &'static str,
}

const VERBS: &[Group] = &[
    Group {
        frame: CLAUSE | BEHIND | SPOKEN,
        verbs: "say add write tweet post explain continue claim insist argue state declare admit note recall remark \
            comment joke quip conclude reveal concede testify allege contend maintain emphasize emphasise stress \
            reiterate repeat retort counter lament muse opine recount boast exclaim assert affirm aver respond \
            reply answer observe confess report disclose whisper shout yell mutter caption tease gush rave fume \
            complain elaborate clarify interject volunteer venture stipulate specify attest caution object protest submit \
            marvel grumble gripe scoff shrug sigh warn",
    },
    Group { frame: CLAUSE | BEHIND | SPOKEN | OBJECT, verbs: "announce confirm acknowledge predict estimate" },
    Group { frame: CLAUSE | SPOKEN | OBJECT | ING, verbs: "deny propose recommend suggest regret" },
    Group {
        frame: BEHIND,
        verbs: "suggest recommend find show indicate calculate speculate imply hint forecast project foresee \
            learn understand hear guess suppose imagine feel rule agree discover determine allow know see judge",
    },
    Group { frame: CLAUSE | OBJECT | SPOKEN, verbs: "accept concede lament deplore" },
    Group { frame: OBJECT | SPOKEN, verbs: "promise pledge threaten admit document" },
    Group { frame: CLAUSE | SPOKEN | INFINITIVE | BEHIND, verbs: "vow pledge promise swear warn threaten" },
    Group { frame: CLAUSE | TO | SPOKEN | BEHIND | PERSON, verbs: "tell advise remind" },
    Group { frame: CLAUSE | TO | SPOKEN, verbs: "inform assure notify convince persuade reassure" },
    Group {
        frame: CLAUSE | SPOKEN | PERSON | BEHIND | INFINITIVE,
        verbs: "ask demand plead beg order instruct command",
    },
    Group { frame: CLAUSE | BEHIND, verbs: "believe think suspect fear expect hope predict reckon" },
    Group {
        frame: CLAUSE,
        verbs: "know realize realise understand hear learn discover find decide determine assume suppose guess imagine doubt \
            wonder inquire hint imply insinuate caution theorize theorise speculate reason figure anticipate calculate \
            consider mean feel worry indicate show demonstrate signal rule agree disagree see conclude posit surmise \
            warrant intimate foresee forecast project certify stipulate mandate concur quibble",
    },
    Group {
        frame: INFINITIVE,
        verbs: "want plan intend hope agree refuse decline offer expect threaten vow decide promise pledge swear propose \
            claim wish prefer",
    },
    Group {
        frame: PERSON,
        verbs: "urge encourage direct invite request require want expect allow permit forbid implore entreat \
            exhort press pressure challenge advise call believe consider warn",
    },
    Group {
        frame: OBJECT | SPOKEN,
        verbs: "criticize criticise condemn denounce blast slam praise mock ridicule dismiss reject question dispute discuss \
            mention cite reference tout highlight underscore outline defend endorse oppose applaud welcome decry deride \
            lambaste bemoan hail extol describe detail demand deny reiterate echo refute rebut attack denigrate \
            disparage champion advocate protest recommend",
    },
    Group {
        frame: PHRASE | SPOKEN,
        verbs: "complain speak talk comment boast brag call argue joke speculate elaborate refer \
        lie worry rail apologize apologise warn approve disapprove despair appeal ask plead inquire testify insist",
    },
    Group { frame: ING | SPOKEN, verbs: "admit advocate oppose defend recall consider acknowledge confess" },
    Group {
        frame: OBJECT | PHRASE | SPOKEN,
        verbs: "call describe label brand dub characterize characterise accuse blame refer portray depict hail thank \
            pronounce proclaim deem term liken compare rate",
    },
    Group { frame: ALONE, verbs: "describe blame portray depict compare liken" },
];

/// Verbs that report only with the particle behind them.
const WITH_PARTICLE: &[(&str, &str, Frame)] = &[
    ("point", "out", CLAUSE | BEHIND | SPOKEN | OBJECT),
    ("point", "to", OBJECT | SPOKEN),
    ("find", "out", CLAUSE),
    ("make", "clear", CLAUSE | SPOKEN),
    ("let", "slip", CLAUSE | SPOKEN),
    ("rule", "out", OBJECT | ING | SPOKEN),
    ("spell", "out", OBJECT | SPOKEN),
    ("lay", "out", OBJECT | SPOKEN),
    ("set", "out", OBJECT | SPOKEN),
    ("play", "down", OBJECT | SPOKEN),
    ("shrug", "off", OBJECT | SPOKEN),
    ("laugh", "off", OBJECT | SPOKEN),
    ("turn", "down", OBJECT | SPOKEN),
    ("chime", "in", CLAUSE | BEHIND | SPOKEN),
    ("chip", "in", CLAUSE | BEHIND | SPOKEN),
    ("hit", "back", CLAUSE | BEHIND | SPOKEN),
    ("fire", "back", CLAUSE | BEHIND | SPOKEN),
    ("shoot", "back", CLAUSE | BEHIND | SPOKEN),
    ("sum", "up", OBJECT | SPOKEN),
    ("read", "out", OBJECT | SPOKEN),
    ("stand", "by", OBJECT | SPOKEN),
];

/// Verbs of what goes on in somebody's mind, which needs no place where it was said.
const THINKING: &str = "believe think suspect fear hope expect plan want intend wish prefer doubt assume suppose feel \
    worry regret know imagine guess understand reckon anticipate";

/// Verbs of what is wanted or held of a person, who need not be told.
const OF_A_PERSON: &str = "want expect allow believe consider permit call require forbid request";

/// Verbs of thinking and telling whose passive takes the subject of what is thought: "is believed to have left".
const RAISING: &str =
    "expected believed reported thought understood said rumored rumoured alleged estimated considered";

const NOUNS: &str = "claim statement warning promise pledge vow accusation allegation suggestion assertion belief admission \
    announcement prediction view opinion argument insistence complaint fear hope notion idea assurance conclusion finding \
    report rumor rumour speculation acknowledgment acknowledgement contention declaration demand denial proposal \
    recommendation remark revelation threat concern doubt message testimony estimate charge feeling sense hint \
    confession boast reminder guarantee conviction expectation suspicion assumption";

/// What people are said to be who think or say so: "is adamant that it was shut".
const ADJECTIVES: &[(Frame, &str)] = &[
    (
        CLAUSE,
        "adamant convinced hopeful insistent fearful unsure unaware doubtful determined disappointed unhappy \
            satisfied glad proud sorry afraid surprised clear",
    ),
    (
        CLAUSE | PHRASE,
        "confident worried concerned certain sceptical skeptical optimistic pessimistic uncertain wary aware",
    ),
    (PHRASE, "critical supportive dismissive scathing"),
];

const IRREGULAR: &[(&str, &str)] = &[
    ("say", "says said saying"),
    ("tell", "tells told telling"),
    ("write", "writes wrote written writing"),
    ("think", "thinks thought thinking"),
    ("know", "knows knew known knowing"),
    ("hear", "hears heard hearing"),
    ("find", "finds found finding"),
    ("feel", "feels felt feeling"),
    ("mean", "means meant meaning"),
    ("show", "shows showed shown showing"),
    ("see", "sees saw seen seeing"),
    ("swear", "swears swore sworn swearing"),
    ("stand", "stands stood standing"),
    ("speak", "speaks spoke spoken speaking"),
    ("understand", "understands understood understanding"),
    ("forbid", "forbids forbade forbidden forbidding"),
    ("foresee", "foresees foresaw foreseen foreseeing"),
    ("forecast", "forecasts forecast forecasting"),
    ("beg", "begs begged begging"),
    ("admit", "admits admitted admitting"),
    ("plan", "plans planned planning"),
    ("quip", "quips quipped quipping"),
    ("refer", "refers referred referring"),
    ("permit", "permits permitted permitting"),
    ("slam", "slams slammed slamming"),
    ("brag", "brags bragged bragging"),
    ("concur", "concurs concurred concurring"),
    ("dub", "dubs dubbed dubbing"),
    ("rebut", "rebuts rebutted rebutting"),
    ("prefer", "prefers preferred preferring"),
    ("lie", "lies lied lying"),
    ("aver", "avers averred averring"),
    ("hint", "hints hinted hinting"),
    ("make", "makes made making"),
    ("let", "lets letting"),
    ("lay", "lays laid laying"),
    ("set", "sets setting"),
    ("shrug", "shrugs shrugged shrugging"),
    ("chip", "chips chipped chipping"),
    ("hit", "hits hitting"),
    ("shoot", "shoots shot shooting"),
    ("sum", "sums summed summing"),
    ("read", "reads reading"),
    ("go", "goes went gone going"),
];

/// The forms of a regular verb, the plain one first.
fn forms(verb: &str) -> Vec<String> {
    if let Some((_, forms)) = IRREGULAR.iter().find(|f| f.0 == verb) {
        return std::iter::once(verb).chain(forms.split(' ')).map(str::to_owned).collect();
    }
    let mut out = vec![verb.to_owned()];
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    match verb.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u'])) {
        Some(s) => out.extend([format!("{s}ies"), format!("{s}ied"), format!("{verb}ing")]),
        None if verb.ends_with(['s', 'x', 'h']) && !verb.ends_with("th") => {
            out.extend([format!("{verb}es"), format!("{verb}ed"), format!("{verb}ing")]);
        }
        None => out.extend([format!("{verb}s"), format!("{stem}ed"), format!("{stem}ing")]),
    }
    out
}

struct Cues {
    verbs: KeyMap<Frame>,
    /// Verbs that need a particle, with each of them what they then take.
    particles: KeyMap<Vec<(Key, Frame)>>,
    nouns: KeyMap<()>,
    raising: KeyMap<()>,
    adjectives: KeyMap<Frame>,
    thinking: KeyMap<()>,
    of_a_person: KeyMap<()>,
}

fn cues() -> &'static Cues {
    static CUES: OnceLock<Cues> = OnceLock::new();
    CUES.get_or_init(|| {
        let mut verbs: KeyMap<Frame> = KeyMap::default();
        for group in VERBS {
            for form in group.verbs.split_whitespace().flat_map(forms) {
                *verbs.entry(Key::word(&form)).or_default() |= group.frame;
            }
        }
        let mut nouns = KeyMap::default();
        for noun in NOUNS.split_whitespace() {
            nouns.insert(Key::word(noun), ());
            nouns.insert(Key::word(&format!("{noun}s")), ());
        }
        let mut particles: KeyMap<Vec<(Key, Frame)>> = KeyMap::default();
        for (verb, particle, frame) in WITH_PARTICLE {
            for form in forms(verb) {
                particles.entry(Key::word(&form)).or_default().push((Key::word(particle), *frame));
            }
        }
        let raising = RAISING.split_whitespace().map(|w| (Key::word(w), ())).collect();
        let each = ADJECTIVES.iter().flat_map(|(frame, list)| list.split_whitespace().map(|w| (Key::word(w), *frame)));
        let all = |list: &str| list.split_whitespace().flat_map(forms).map(|f| (Key::word(&f), ())).collect();
        let (thinking, of_a_person) = (all(THINKING), all(OF_A_PERSON));
        Cues { verbs, particles, nouns, raising, adjectives: each.collect(), thinking, of_a_person }
    })
}

/// What a verb takes, whatever its form; 0 for a word that is no cue.
pub(crate) fn frame(key: Key) -> Frame {
    cues().verbs.get(&key).copied().unwrap_or(0)
}

/// What a verb takes with the word behind it as its particle; 0 if that makes no cue.
pub(crate) fn with_particle(verb: Key, particle: Key) -> Frame {
    let list = cues().particles.get(&verb).map_or(&[][..], Vec::as_slice);
    list.iter().find(|p| p.0 == particle).map_or(0, |p| p.1)
}

/// Whether a participle takes the subject of what is thought for its own: "is believed to have left".
pub(crate) fn raises(key: Key) -> bool {
    cues().raising.contains_key(&key)
}

/// Whether a verb tells of a thought, not of words.
pub(crate) fn thinks(key: Key) -> bool {
    cues().thinking.contains_key(&key)
}

/// Whether whom the verb takes as its object is told something by it: "urged people to stay".
pub(crate) fn speaks_to_object(key: Key) -> bool {
    frame(key) & (PERSON | TO) != 0 && !cues().of_a_person.contains_key(&key)
}

/// Whether a verb reports something once its particle stands behind it.
pub(crate) fn may_take_particle(verb: Key) -> bool {
    cues().particles.contains_key(&verb)
}

/// Whether a noun reports what somebody says or thinks.
pub(crate) fn is_noun(key: Key) -> bool {
    cues().nouns.contains_key(&key)
}

/// What an adjective takes that tells what somebody thinks or says; 0 for any other word.
pub(crate) fn adjective(key: Key) -> Frame {
    cues().adjectives.get(&key).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs() {
        assert_eq!(forms("claim"), ["claim", "claims", "claimed", "claiming"]);
        assert_eq!(forms("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms("promise"), ["promise", "promises", "promised", "promising"]);
        assert_eq!(forms("say"), ["say", "says", "said", "saying"]);
        assert_eq!(forms("stress"), ["stress", "stresses", "stressed", "stressing"]);
        assert_eq!(forms("swear"), ["swear", "swears", "swore", "sworn", "swearing"]);
    }
}
