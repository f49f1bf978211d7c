//! The short word lists the rules of this room use for English; other languages have theirs in `language`.
//!
//! All lists were written for this project.

use super::token::{Key, KeyMap, TokenKind};
use std::sync::OnceLock;

/// What a word can be in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A verb of saying in a finite form: said, wrote, tweeted.
    Cue,
    /// Its -ing form: writing, adding.
    CueIng,
    /// A verb that gives somebody's words only beside a quotation: called, described, shared.
    WeakCue,
    /// A noun of saying: statement, claim.
    Noun,
}

const CUES: &str = "said says say told tells tell added adds add wrote writes write tweeted tweets tweet posted posts \
    explained explains explain continued continues asked asks ask replied replies reply answered answers \
    claimed claims claim insisted insists warned warns argued argues argue stated states announced announces \
    declared declares admitted admits confirmed confirms denied denies noted notes recalled recalls \
    remarked remarks commented comments shouted shouts yelled cried whispered joked jokes quipped concluded \
    concludes predicted predicts suggested suggests urged urges acknowledged acknowledges responded responds \
    complained complains observed observes revealed reveals vowed vows pledged pledges promised promises \
    conceded concedes testified testifies alleged alleges contended contends maintained maintains \
    emphasized emphasised stressed stresses reiterated repeated repeats captioned retorted countered blasted \
    lamented mused opined recounted remembered gushed raved boasted fumed thundered thought thinks believes believed \
    demanded demands exclaimed chanted murmured muttered pleaded read reads went goes";
const CUES_ING: &str = "saying writing adding telling explaining tweeting posting asking claiming insisting warning arguing \
    admitting noting recalling joking vowing promising stating declaring calling describing announcing revealing \
    confessing commenting concluding captioning";
const WEAK: &str = "called calls call described describes describe spoke speaks speak talked talks shared shares dubbed \
    labelled labeled branded termed referred refers hailed praised thanked accused criticised criticized condemned \
    mocked mentioned cited quoted expressed voiced spoken dismissed rejected recognised felt feared hoped \
    detailed discussed touted likened compared cautioned hinted gave signed wished accepted welcomed apologised \
    apologized regretted penned hopes fears feels";
const NOUNS: &str = "statement claim claims comment comments remark remarks message letter email e-mail post caption tweet \
    note words reply answer response speech interview testimony";

fn roles() -> &'static KeyMap<Role> {
    static ROLES: OnceLock<KeyMap<Role>> = OnceLock::new();
    ROLES.get_or_init(|| {
        let mut map = KeyMap::default();
        for (list, role) in [(NOUNS, Role::Noun), (WEAK, Role::WeakCue), (CUES_ING, Role::CueIng), (CUES, Role::Cue)] {
            for word in list.split_whitespace() {
                map.insert(Key::word(word), role);
            }
        }
        map
    })
}

/// The role of a word in an attribution, if it has one.
pub(crate) fn role(key: Key) -> Option<Role> {
    (key.kind() == TokenKind::Word).then(|| roles().get(&key).copied()).flatten()
}

/// Whether a noun is one for something written or said, wherever it is no verb: "a statement", "her tweet".
pub(crate) fn is_paper(key: Key) -> bool {
    static ALSO: List = List::new("tweet tweets posts");
    role(key) == Some(Role::Noun) || ALSO.has(key)
}

/// A closed list of words, for membership tests by key.
pub(crate) struct List {
    words: &'static str,
    keys: OnceLock<KeyMap<()>>,
}

impl List {
    pub(crate) const fn new(words: &'static str) -> Self {
        Self { words, keys: OnceLock::new() }
    }

    pub(crate) fn has(&self, key: Key) -> bool {
        self.keys.get_or_init(|| self.words.split_whitespace().map(|w| (Key::word(w), ())).collect()).contains_key(&key)
    }
}

/// Third-person and first-person subjects.
pub(crate) static PRONOUN_SUBJECTS: List =
    List::new("he she they it i we he's she's they've he'd she'd they'd she'll he'll they're you who");
/// Every personal and possessive pronoun, for the flag on variants.
pub(crate) static PRONOUNS: List = List::new(
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers \
     herself it its itself they them their theirs themselves i'm i've i'd i'll we're we've we'd we'll you're you've \
     you'd you'll he's he'd he'll she's she'd she'll they're they've they'd they'll it's",
);
/// Words that deny.
pub(crate) static NEGATIONS: List = List::new(
    "not no never none nobody nothing nowhere neither nor without cannot can't won't don't doesn't didn't isn't aren't \
     wasn't weren't hasn't haven't hadn't wouldn't shouldn't couldn't mustn't ain't needn't hardly barely scarcely unlikely",
);
/// Modal verbs and their contractions.
pub(crate) static MODALS: List = List::new(
    "can could may might must shall should will would ought can't couldn't mustn't shan't shouldn't won't wouldn't \
     cannot i'll i'd we'll we'd you'll you'd he'll he'd she'll she'd they'll they'd it'll",
);
/// What leaves open whether the words beside it hold: conditions, doubts, what somebody else is to have said.
pub(crate) static DOUBTS: List = List::new(
    "if unless whether maybe perhaps possibly probably apparently allegedly reportedly supposedly alleged supposed think \
     thought believe believed suppose guess reckon suspect doubt assume imagine seems seemed unsure uncertain",
);
/// Numbers in words.
pub(crate) static NUMBER_WORDS: List = List::new(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
     eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million \
     millions billion billions trillion dozen dozens half third quarter first second twice once both double triple zero",
);
/// Words too common to tell one sentence from another.
pub(crate) static COMMON: List = List::new(
    "the a an and or but of to in on at by for with from as is are was were be been being am it its it's this that these \
     those there here he she they we i you his her their our your my him them us me who whom which what when where why how \
     not no so if then than too very just also can could may might must shall should will would do does did done has have \
     had having up out about into over after before all any some more most much many one only own same other such",
);
/// Words that every speaker uses: rarer than [`COMMON`], and still little to tell one saying from another.
pub(crate) static EVERYDAY: List = List::new(
    "get gets got getting gotten give gives gave given giving go goes going gone went come comes came coming take takes \
     took taken taking make makes made making put puts putting let lets keep keeps kept keeping bring brings brought see \
     sees saw seen seeing look looks looked looking find finds found know knows knew known knowing think thinks thought \
     thinking feel feels felt feeling believe believes believed hope hopes hoped hoping want wants wanted wanting need \
     needs needed try tries tried trying like likes liked love loves loved mean means meant say says said saying tell \
     tells told telling talk talks talked talking ask asks asked asking call calls called calling hear hears heard show \
     shows showed shown work works worked working use uses used using help helps helped helping seem seems seemed become \
     becomes became start starts started begin begins began happen happens happened happening turn turns turned leave \
     leaves left stay stays stayed stand stands stood standing run runs ran running move moves moved live lives lived \
     living play plays played change changes changed end ends ended stop stops stopped continue continues continued set \
     people person persons man men woman women child children kid kids family families friend friends everybody everyone \
     somebody someone anybody anyone nobody everything something anything nothing thing things stuff way ways time times \
     year years month months week weeks day days today tomorrow yesterday night nights morning hour hours minute minutes \
     moment moments world country countries state states place places home house part parts number numbers lot lots bit \
     kind kinds sort side sides point points fact facts case cases question questions problem problems issue issues \
     reason reasons job jobs hand hands word words life story stories group groups member members team teams office \
     government company companies law laws money business service services public good better best bad worse worst great \
     big bigger biggest little small large long short high low old new young early late right wrong true real sure clear \
     important hard easy able ready different first last next second two three four five six seven eight nine ten hundred \
     thousand million both each every another else few less least several enough whole full back away around down off \
     under through between against without within during while since until because though although however whether again \
     always ever never often sometimes still yet already even now really actually absolutely certainly probably maybe \
     perhaps quite rather pretty well together today's that's there's here's what's who's let's yes please thank thanks \
     okay anyway forward along across behind",
);
/// Capitalised words at the head of a sentence that begin no name.
pub(crate) static OPENERS: List = List::new(
    "the a an and or but of to in on at by for with from as is are was were be it its it's this that these those there here \
     he she they we i you his her their our your my who which what when where why how not no so if then than also \
     after before during while since until because although though however meanwhile yet still now today yesterday tomorrow \
     some many most all both each every another other one two three four five six seven eight nine ten more less several \
     few according last next later earlier once even just only despite under over between among through without within \
     monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september \
     october november december i'm i've i'd i'll we're we've he's she's they're that's there's don't didn't let's mum dad \
     following including regarding concerning contrary amid unlike throughout yes well oh read asked speaking writing photo photos image video related share sign click",
);
/// Words that may stand before a name and belong to it as a title.
pub(crate) static TITLES: List = List::new(
    "mr mrs ms miss dr prof professor sir dame lord lady sen senator rep representative gov governor gen general col \
     colonel lt lieutenant sgt sergeant capt captain president vice secretary minister prime chancellor judge justice \
     officer detective inspector chief mayor king queen prince princess pope rev reverend father sister coach mum mom dad \
     maj brig cpl cmdr adm supt insp det \
     harbormaster harbourmaster director chairman chairwoman chair commissioner spokesman spokeswoman spokesperson attorney \
     agent ambassador superintendent constable commander admiral major sheriff councillor cllr mp skipper manager editor",
);
/// Letters that stand behind a name and are no part of it: "Ann Lowe KC".
pub(crate) static LETTERS: List = List::new("kc qc mp mep msp phd obe cbe mbe md dds esq frs");
/// What tells those of one name apart, behind their last name.
pub(crate) static SUFFIXES: List = List::new("jr sr junior senior ii iii iv");
/// Articles that a hyphen joins to the name behind them: "al-Harun".
pub(crate) static ARTICLES: List = List::new("al el ul ur ad ar ash az");
/// Small words that join the parts of a name.
pub(crate) static PARTICLES: List = List::new("de van von der den la le al bin ibn da di du dos del ter ten el");

/// Where words are published or spoken: the word, the name of the channel, and whether it names a platform.
pub(crate) const CHANNELS: &[(&str, &str, bool)] = &[
    ("instagram", "Instagram", true),
    ("twitter", "Twitter", true),
    ("tweet", "Twitter", true),
    ("tweets", "Twitter", true),
    ("tweeted", "Twitter", true),
    ("tweeting", "Twitter", true),
    ("facebook", "Facebook", true),
    ("tiktok", "TikTok", true),
    ("youtube", "YouTube", true),
    ("snapchat", "Snapchat", true),
    ("whatsapp", "WhatsApp", true),
    ("telegram", "Telegram", true),
    ("mastodon", "Mastodon", true),
    ("bluesky", "Bluesky", true),
    ("linkedin", "LinkedIn", true),
    ("reddit", "Reddit", true),
    ("weibo", "Weibo", true),
    ("vkontakte", "VKontakte", true),
    ("caption", "caption", false),
    ("captioned", "caption", false),
    ("post", "post", false),
    ("posted", "post", false),
    ("statement", "statement", true),
    ("interview", "interview", true),
    ("conference", "press conference", true),
    ("reporters", "reporters", true),
    ("journalists", "reporters", true),
    ("briefing", "briefing", true),
    ("podcast", "podcast", true),
    ("letter", "letter", true),
    ("email", "email", true),
    ("memoir", "book", true),
    ("autobiography", "book", true),
    ("court", "court", true),
    ("testimony", "testimony", true),
    ("speech", "speech", true),
    ("rally", "rally", true),
    ("debate", "debate", true),
    ("blog", "blog", true),
];

/// Words before a quoted title: "the song …", "a film called …".
pub(crate) static WORKS: List = List::new(
    "song songs single album film movie book novel play show series episode musical poem painting track hit memoir titled \
     entitled called named programme program documentary podcast magazine ship ferry boat yacht vessel tanker trawler video \
     for game opera ballet sculpture column essay article headlined commentary trailer soundtrack sitcom drama",
);

/// Words that make a run of capitals the name of an institution or a place rather than of a person.
pub(crate) static INSTITUTIONS: List = List::new(
    "party control senate house republicans democrats republican democratic committee department ministry university court \
     city county street road company inc ltd corp line lines union council police office agency association center centre \
     institute school college church bank times post news herald journal tribune gazette courier review ledger press \
     foundation trust club united states america kingdom new york washington london north south east west island islands \
     river bay lake mountain beach park hotel hospital airport bridge harbour harbor port service board commission \
     congress parliament government administration army navy force forces league cup act bill law day week network radio \
     television tv fm channel tower square korean american russian chinese japanese \
     british french german israeli iranian syrian ukrainian mexican canadian european asian african arab group holdings partners steps wall boats festival awards rovers wanderers albion athletic",
);

/// What the names of streets end in, where it is no common surname.
pub(crate) static STREETS: List = List::new(
    "avenue avenues ave street streets road drive boulevard blvd highway parkway terrace crescent expressway freeway plaza \
     turnpike",
);

/// What kind of street a word in small letters names, in one spelling; nothing where it names none.
pub(crate) fn street_kind(word: &str) -> &'static str {
    match word.trim_end_matches('.') {
        "st" | "street" | "streets" => "street",
        "ave" | "avenue" | "avenues" => "avenue",
        "rd" | "road" | "roads" => "road",
        "dr" | "drive" => "drive",
        "blvd" | "boulevard" => "boulevard",
        _ => "",
    }
}

/// What the names of houses and grounds end in that are called after somebody.
static HOUSES: List = List::new(
    "tower towers hotel mall building hall resort stadium arena terminal pier lane square bridge park airport lake beach \
     island campaign",
);

/// Whether a word ends names that are called after somebody and speak for nobody: "Leck Tower", "Leck Avenue".
pub(crate) fn is_house(key: Key) -> bool {
    HOUSES.has(key) || STREETS.has(key)
}

/// Capitalised words that name a time, never a person.
pub(crate) static CALENDAR: List = List::new(
    "monday tuesday wednesday thursday friday saturday sunday january february july september october november december \
     edt est gmt bst cet utc",
);

/// Nouns for men and boys.
pub(crate) static MALE_WORDS: List = List::new(
    "man boy father dad husband son brother uncle grandfather grandson nephew king prince duke lord sir actor waiter \
     widower bachelor groom bridegroom policeman fireman businessman salesman fisherman gentleman \
     frontman funnyman batsman postman stepfather stepson boyfriend fiancé monk priest",
);
/// Nouns for women and girls.
pub(crate) static FEMALE_WORDS: List = List::new(
    "woman girl mother mum mom wife daughter sister aunt grandmother granddaughter niece queen princess duchess lady dame \
     actress waitress widow bride policewoman spokeswoman chairwoman businesswoman saleswoman heiress hostess stepmother \
     stepdaughter girlfriend fiancée nun starlet songstress headmistress landlady mayoress seamstress",
);
