//! Dutch: what its attributions are made of.

use super::tables::*;

pub(super) static DUTCH: Tables = Tables {
    code: "nl",
    words: &[
        (
            FUNCTION,
            "de het een en of maar niet is zijn was waren wordt worden werd ook op aan uit bij met naar van voor over onder door \
             tegen zonder om zich er hij zij ze wij we jullie ik je men hoe wat wie wanneer als omdat dat die deze dit nog al zeer \
             meer hier daar dan zo geen heeft hebben had hadden te in sinds tussen tot nu weer altijd toch ja nee alle alles 't 's \
             naar blijft",
        ),
        (
            CUE,
            "zei zegt zeggen zeiden gezegd schreef schrijft schreven geschreven vertelde vertelt vertelden verteld verklaarde \
             verklaart verklaarden verklaard voegde toegevoegd legt uitgelegd legde benadrukte benadrukt meldde meldt gemeld \
             antwoordde antwoordt vroeg vraagt gevraagd riep roept stelde stelt gesteld waarschuwde waarschuwt gewaarschuwd \
             beweerde beweert bevestigde bevestigt bevestigd erkende erkent erkend vindt vond gevonden reageerde reageert \
             gereageerd liet laat laten weten concludeerde concludeert twitterde twittert plaatste beloofde belooft belaagde \
             klaagde klaagt grapte grapt besluit besloot herhaalde herhaalt betoogde betoogt bekende bekent onthulde onthult \
             oordeelde oordeelt constateerde constateert zuchtte zucht lichtte licht toegelicht verzekerde verzekert denkt dacht \
             vervolgde vervolgt vervolgt sneerde merkte merkt opgemerkt kondigde aangekondigd geeft gaf toegegeven blikt hoopt \
             hoopte aldus",
        ),
        (
            WEAK,
            "sprak spreekt spraken gesproken noemde noemt noemden genoemd beschreef beschrijft omschreef omschrijft bestempelde \
             bestempelt beschuldigde beschuldigt bedankte bedankt prees prijst hekelde hekelt bekritiseerde verwees verwijst \
             noemen",
        ),
        (NOUN, "verklaring woorden bericht brief toespraak reactie tweet persbericht boodschap interview mededeling"),
        (AUX, "heeft hebben had hadden is was werd zou wil"),
        (CLITIC, "zich hem haar hun mij ons toe uit mee aan vast op er eraan daaraan hieraan weten"),
        (
            ADVERB,
            "ook gisteren vandaag toen later eerder verder maandag dinsdag woensdag donderdag vrijdag zaterdag zondag avond \
             ochtend middag maandagavond dinsdagavond woensdagavond donderdagavond vrijdagavond daarna vervolgens bovendien \
             echter lachend inmiddels nu opnieuw nog zelf alvast nuchter daarover hierover erover dan weer wel",
        ),
        (HE, "hij"),
        (SHE, "zij ze"),
        (SPEAKING, "ik wij we men"),
        (DET, "de het een zijn haar hun deze dit die"),
        (
            TITLE,
            "meneer mevrouw heer dr drs prof ir mr professor minister premier president staatssecretaris burgemeester wethouder \
             voorzitter woordvoerder woordvoerster directeur directrice hoogleraar kamerlid raadslid commissaris advocaat \
             advocate rechter officier generaal kolonel kapitein trainer coach onderzoeker onderzoekster leider lijsttrekker \
             koning koningin prins prinses bisschop pastoor dominee bewoner bewoonster hoofd chef secretaris eigenaar eigenares \
             boer boerin havenmeester schrijver schrijfster ingenieur",
        ),
        (
            MALE,
            "meneer heer man vader zoon broer koning prins jan piet pieter kees henk willem johan peter hans klaas gerrit dirk \
                bas tom tim daan sem lucas bram mark rob erik paul frank ruud geert sjoerd joost thijs",
        ),
        (
            FEMALE,
            "mevrouw vrouw moeder dochter zus koningin prinses anna maria johanna els ingrid marieke sanne lotte emma sophie \
                  julia eva lisa anneke wilma femke saskia esther linda petra karin ilse noor fleur hanneke woordvoerster \
                  directrice schrijfster",
        ),
        (PARTICLE, "van de der den ter ten te 't"),
        (
            PREP,
            "in op aan uit bij met naar van voor over onder door tegen zonder om na sinds tussen tot tijdens vanwege volgens \
             tegenover naast achter vanuit rond",
        ),
        (OF, "van voor der"),
        (THAT, "dat of"),
        (TO, "tegen tegenover aan"),
        (
            HEARER,
            "krant pers journalisten verslaggevers omroep zender persbureau dagblad weekblad radio televisie media raad \
             gemeenteraad kamer parlement rechtbank rechter medewerkers aanhangers",
        ),
        (
            ABBREVIATION,
            "dr drs prof mr ir ing mw mevr dhr bv nl o a d w z m i v t enz ca nr blz jl st art incl excl jan feb mrt apr jun jul aug sep sept okt nov dec tel min max",
        ),
        (
            MONTH,
            "januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag \
             donderdag vrijdag zaterdag zondag uur",
        ),
        (NEGATION, "niet geen nooit niemand niets nergens noch zonder nauwelijks"),
        (
            MODAL,
            "kan kunnen kon konden moet moeten moest moesten mag mogen mocht wil willen wilde zal zullen zou zouden hoeft",
        ),
        (PERSONAL, "ik mij me mijn jij je jou jouw hij hem zijn zij ze haar wij we ons onze jullie u uw hen hun zich"),
        (WORK, "film roman boek lied nummer album serie stuk opera schilderij krant tijdschrift schip titel blad"),
        (
            INSTITUTION,
            "partij ministerie universiteit bank bedrijf vakbond vereniging politie gemeente bv nv stichting",
        ),
    ],
    endings: &[
        "minister",
        "meester",
        "voorzitter",
        "woordvoerder",
        "woordvoerster",
        "directeur",
        "directrice",
        "leider",
        "lid",
        "houder",
        "president",
        "trainer",
        "onderzoeker",
        "onderzoekster",
        "advocaat",
        "secretaris",
        "commissaris",
        "chef",
        "eigenaar",
        "hoogleraar",
        "ondernemer",
        "onderneemster",
    ],
    according: &["volgens", "aldus", "naar eigen zeggen van", "in de woorden van", "naar de mening van"],
    channels: &[
        ("interview", "interview"),
        ("gesprek", "interview"),
        ("vraaggesprek", "interview"),
        ("persconferentie", "press conference"),
        ("verklaring", "statement"),
        ("persbericht", "statement"),
        ("reactie", "statement"),
        ("mededeling", "statement"),
        ("brief", "letter"),
        ("toespraak", "speech"),
        ("rechtbank", "court"),
        ("bericht", "post"),
        ("video", "video"),
        ("boek", "book"),
        ("radio", "radio"),
        ("televisie", "television"),
        ("rapport", "report"),
        ("mail", "email"),
        ("tweet", "twitter"),
        ("podcast", "podcast"),
        ("debat", "debate"),
        ("blog", "blog"),
    ],
    numbers: "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien \
              negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    stems: &["ingen", "enden", "ende", "ing", "den", "ten", "en", "er", "de", "te", "st", "e", "s", "t", "d", "n"],
    persons: &[
        "ik hij zij ze",
        "wij we zij ze",
        "mijn zijn haar",
        "onze hun",
        "ons hun",
        "me zich hem haar mij",
        "heb heeft",
        "ben is",
    ],
    style: Style { nouns_capital: false, drops_subject: false, speaks_between: false, dashes: false },
};
