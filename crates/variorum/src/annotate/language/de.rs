//! German: what its attributions are made of.

use super::tables::*;

pub(super) static GERMAN: Tables = Tables {
    code: "de",
    words: &[
        (
            FUNCTION,
            "der die das den dem des ein eine einen einem einer und oder aber nicht ist sind war waren wird werden wurde \
             wurden auch auf aus bei mit nach von vor zum zur im am vom für über unter durch gegen ohne um sich es er sie wir \
             ihr ich man wie wenn weil dass noch nur schon sehr mehr hier dort dann so was wer kein keine hat haben hatte \
             seit zwischen als an bis ab in zu wieder immer doch ja nein alle alles diese dieser dieses",
        ),
        (
            CUE,
            "sagte sagt sagten sagen gesagt erklärte erklärt erklärten schrieb schreibt schrieben geschrieben betonte betont \
             betonten meinte meint meinten fügte ergänzte ergänzt berichtete berichtet berichteten rief ruft antwortete \
             antwortet fragte fragt gefragt kritisierte kritisiert warnte warnt warnten gewarnt behauptete behauptet forderte \
             fordert gefordert mahnte mahnt versicherte versichert teilte mitgeteilt kommentierte kommentiert entgegnete \
             entgegnet erwiderte erwidert erzählte erzählt unterstrich verkündete verkündet kündigte angekündigt bestätigte \
             bestätigt räumte eingeräumt gab beklagte beklagt lobte lobt twitterte twittert postete postet zitierte scherzte \
             schimpfte klagte bilanzierte resümierte stellte hieß heißt bekräftigte bekräftigt äußerte urteilte urteilt \
             konstatierte befand findet fand gestand verteidigte wünschte wünscht hofft hoffte schilderte schildert bemerkte \
             versprach verspricht freute bat schwor schwört jubelte spottete spottet stöhnte seufzte verriet verrät rechtfertigte \
             gratulierte appellierte appelliert ließ prognostizierte vermutete vermutet witzelte",
        ),
        (
            WEAK,
            "sprach spricht sprachen gesprochen bezeichnete bezeichnet bezeichneten nannte nennt nannten genannt redete redet \
             beschrieb beschreibt warf wirft bescheinigte attestierte rügte dankte verwies wertete wertet geißelte erinnerte",
        ),
        (
            NOUN,
            "worte worten wörtlich erklärung mitteilung stellungnahme aussage schreiben brief rede beitrag post interview",
        ),
        (AUX, "hat haben hatte hatten habe habt ist war wurde hätte haben soll will ließ lässt"),
        (CLITIC, "sich ihm ihr ihnen mir uns ihn mit hinzu an ein zu fest weiter her zurück heraus wissen"),
        (
            ADVERB,
            "auch gestern heute dann später zuvor außerdem zudem weiter weiterhin jedoch aber am montag dienstag mittwoch \
             donnerstag freitag samstag sonnabend sonntag abend morgen mittag nachmittag montagabend dienstagabend \
             mittwochabend donnerstagabend freitagabend wörtlich gleichzeitig daraufhin anschließend damals unterdessen bereits \
             dazu dabei lachend schließlich nun erneut etwa noch ebenfalls selbst danach darauf vorab einmal kürzlich indes dagegen \
             hingegen knapp trocken",
        ),
        (HE, "er"),
        (SHE, "sie"),
        (SPEAKING, "ich wir man"),
        (
            DET,
            "der die das den dem des ein eine einen einem einer ihr ihre ihrem ihrer sein seine seinem seiner dieser diese",
        ),
        (FEMALE_DET, "eine"),
        (
            TITLE,
            "bruder schwester vater mutter sohn tochter mann herr frau doktor dr professor professorin prof kanzler kanzlerin minister ministerin präsident präsidentin \
             bürgermeister bürgermeisterin sprecher sprecherin chef chefin leiter leiterin direktor direktorin vorsitzender \
             vorsitzende vorsitzenden abgeordneter abgeordnete trainer trainerin richter richterin anwalt anwältin polizist \
             polizistin senator senatorin landrat landrätin pfarrer pfarrerin bischof bischöfin general oberst kapitän \
             kapitänin autor autorin forscher forscherin zeuge zeugin wirt wirtin lehrer lehrerin hafenmeister hafenmeisterin \
             geschäftsführer geschäftsführerin ingenieur ingenieurin",
        ),
        (
            MALE,
            "herr mann vater sohn bruder hans peter thomas michael andreas stefan martin klaus jürgen wolfgang jan tim lukas \
                jonas felix paul max karl heinz uwe dirk frank markus christian olaf friedrich tom jens bernd ralf otto emil",
        ),
        (
            FEMALE,
            "frau mutter tochter schwester anna maria petra sabine claudia ursula monika julia lena laura katrin katharina \
                  susanne angela ute heike birgit christine johanna greta clara klara ingrid hanna eva lisa sophie marie ilse \
                  nora mia emma martha renate",
        ),
        (PARTICLE, "von van de der den zu zum zur vom"),
        (
            PREP,
            "in im an am auf aus bei mit nach seit von vom vor zum zur zu für über unter durch gegen ohne um während wegen \
             trotz bis ab gegenüber neben hinter zwischen beim ins ans laut",
        ),
        (OF, "der des von vom für"),
        (THAT, "dass daß ob"),
        (TO, "gegenüber"),
        (DATIVE, "dem der den einem einer"),
        (BEHIND, "zufolge"),
        (
            HEARER,
            "zeitung blatt sender agentur nachrichtenagentur magazin presse journalisten reportern reporter medien rundfunk \
             radio fernsehen rat stadtrat gemeinderat parlament landtag bundestag ausschuss gericht mitarbeitern anhängern \
             rundfunksender tageszeitung wochenzeitung nachrichtenmagazin portal",
        ),
        (
            ABBREVIATION,
            "z b d h u a dr prof bzw ca nr st str abs art evtl ggf inkl mio mrd tsd usw vgl hl geb gest sog jan feb mär apr jun \
             jul aug sep sept okt nov dez mo di mi do fr sa so hrsg frl max min tel verf ing dipl",
        ),
        (
            MONTH,
            "januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch \
             donnerstag freitag samstag sonnabend sonntag uhr",
        ),
        (NEGATION, "nicht kein keine keinen keinem keiner nie niemals niemand nichts nirgends weder noch ohne kaum"),
        (
            MODAL,
            "kann können könnte könnten muss müssen müsste soll sollen sollte sollten will wollen wollte darf dürfen dürfte \
                 mag möchte wird werden würde würden",
        ),
        (
            PERSONAL,
            "ich mich mir mein meine meinem meinen meiner du dich dir dein er ihn ihm sein seine seinem seinen seiner sie ihr \
             ihre ihrem ihren ihrer es wir uns unser unsere unserem unseren unserer euch euer ihnen",
        ),
        (
            WORK,
            "film roman buch lied song album serie stück oper gemälde zeitung blatt magazin schiff titel band gruppe",
        ),
        (
            INSTITUTION,
            "gmbh ag kg se ev partei polizei ministerium amt verband verein universität zeitung bank million millionen milliarde milliarden prozent euro kronen franken dollar",
        ),
    ],
    endings: &[
        "minister",
        "ministerin",
        "meister",
        "meisterin",
        "sprecher",
        "sprecherin",
        "chef",
        "chefin",
        "präsident",
        "präsidentin",
        "kanzler",
        "kanzlerin",
        "leiter",
        "leiterin",
        "direktor",
        "direktorin",
        "führer",
        "führerin",
        "forscher",
        "forscherin",
        "trainer",
        "trainerin",
        "anwalt",
        "anwältin",
        "rat",
        "rätin",
        "vorsitzende",
        "vorsitzender",
        "sekretär",
        "sekretärin",
        "händler",
        "händlerin",
        "besitzer",
        "besitzerin",
        "wissenschaftler",
        "wissenschaftlerin",
        "ärztin",
        "arzt",
        "fahrer",
        "fahrerin",
        "ingenieur",
        "ingenieurin",
        "experte",
        "expertin",
        "lehrer",
        "lehrerin",
        "wirt",
        "wirtin",
    ],
    according: &[
        "laut",
        "nach angaben von",
        "nach angaben",
        "nach den worten von",
        "nach den worten",
        "nach worten",
        "so",
        "nach aussage von",
        "nach aussage",
        "nach auskunft von",
        "nach auskunft",
        "nach ansicht von",
        "nach ansicht",
        "nach meinung von",
        "nach meinung",
    ],
    channels: &[
        ("interview", "interview"),
        ("gespräch", "interview"),
        ("pressekonferenz", "press conference"),
        ("erklärung", "statement"),
        ("mitteilung", "statement"),
        ("pressemitteilung", "statement"),
        ("stellungnahme", "statement"),
        ("brief", "letter"),
        ("schreiben", "letter"),
        ("rede", "speech"),
        ("ansprache", "speech"),
        ("gericht", "court"),
        ("beitrag", "post"),
        ("post", "post"),
        ("video", "video"),
        ("podcast", "podcast"),
        ("buch", "book"),
        ("rundfunk", "radio"),
        ("radio", "radio"),
        ("fernsehen", "television"),
        ("e-mail", "email"),
        ("bericht", "report"),
        ("debatte", "debate"),
        ("blog", "blog"),
    ],
    numbers: "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn \
              neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    stems: &[
        "endsten", "ungen", "enden", "stem", "sten", "ung", "ten", "tem", "ter", "tes", "est", "end", "en", "er", "es",
        "em", "te", "st", "e", "n", "s", "t",
    ],
    persons: &[
        "ich er sie",
        "wir sie",
        "mein sein ihr",
        "meine seine ihre",
        "meinen seinen ihren",
        "meinem seinem ihrem",
        "meiner seiner ihrer",
        "mir ihm ihr",
        "mich ihn sie",
        "bin ist sei",
        "habe hat",
        "unser ihr",
        "unsere ihre",
    ],
    style: Style { nouns_capital: true, drops_subject: false, speaks_between: false, dashes: false },
};
