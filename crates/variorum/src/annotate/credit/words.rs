//! The words by which credits are told. All lists were written for this project.

use crate::annotate::lexicon::List;

/// Agencies, picture agencies and broadcasters known the world over, by names that do not show what they are; those
/// that pages print in brackets stand in the rules for blocks.
pub(super) const KNOWN: &[&str] = &[
    "AFP",
    "AP",
    "PA",
    "UPI",
    "EFE",
    "ANSA",
    "TASS",
    "dpa",
    "DPA",
    "Reuters",
    "Thomson Reuters",
    "Associated Press",
    "Press Association",
    "Agence France-Presse",
    "Agence France Presse",
    "PA Media",
    "Bloomberg",
    "Xinhua",
    "Tass",
    "Ansa",
    "Itar-Tass",
    "Interfax",
    "RIA Novosti",
    "RIA",
    "Sputnik",
    "Kyodo",
    "Jiji",
    "Yonhap",
    "KCNA",
    "PTI",
    "IANS",
    "ANI",
    "UNI",
    "AAP",
    "Anadolu",
    "IRNA",
    "ISNA",
    "Mehr",
    "Fars",
    "Tasnim",
    "SANA",
    "WAFA",
    "Bernama",
    "Antara",
    "Ritzau",
    "NTB",
    "STT",
    "Lusa",
    "Belga",
    "ANP",
    "Keystone-ATS",
    "Ukrinform",
    "CTK",
    "Tanjug",
    "Hina",
    "BNS",
    "Getty",
    "Getty Images",
    "Shutterstock",
    "Alamy",
    "EPA",
    "EPA-EFE",
    "Rex",
    "Rex Features",
    "WireImage",
    "FilmMagic",
    "Corbis",
    "iStock",
    "BBC",
    "CNN",
    "NBC",
    "ABC",
    "CBS",
    "NPR",
    "PBS",
    "MSNBC",
    "CNBC",
    "ITV",
    "ITN",
    "ESPN",
    "CBC",
    "RTE",
    "RTÉ",
    "Al Jazeera",
    "Al-Jazeera",
    "Al Arabiya",
    "Deutsche Welle",
    "DW",
    "ARD",
    "ZDF",
    "NHK",
    "RAI",
    "RFE",
    "VOA",
    "SBS",
    "RNZ",
    "C-SPAN",
    "PR Newswire",
    "PRNewswire",
    "Business Wire",
    "GlobeNewswire",
];

/// Platforms on which anybody posts.
pub(super) static PLATFORMS: List = List::new(
    "twitter x facebook instagram tiktok youtube snapchat whatsapp telegram mastodon bluesky linkedin reddit threads \
     weibo vkontakte tumblr pinterest twitch truth",
);

/// Last words of mastheads and stations that hardly end another name.
pub(super) static MASTHEADS: List = List::new(
    "times post herald echo mail gazette courier tribune news journal chronicle observer mirror telegraph guardian \
     examiner sentinel dispatch bulletin globe weekly daily magazine inquirer enquirer advertiser argus mercury ledger \
     beacon lantern clarion messenger reporter recorder newswire wire tv fm television broadcasting newspapers mailonline \
     picayune intelligencer citizen docket broadsheet gleaner today newsnight \
     newsweek newsday newspaper monthly fortnightly digest podcast zeitung rundschau tageblatt nachrichten blatt \
     allgemeine tagblatt anzeiger corriere gazzetta repubblica diario periodico tijd dagblad avisen tidende posten \
     nyheter pravda izvestia vestnik",
);

/// Last words of mastheads that end other names too.
pub(super) static PERHAPS: List = List::new(
    "star sun record review standard express press independent register leader network media world sport sports union \
     monitor radio week life bee eagle wave voice insider business brass kettle spectator economist \
     online digital report reports hour nation people republic democrat broadcast channel politico watch scotsman \
     irishman welshman oregonian columbian californian tennessean missoulian statesman republican constitution line desk sundial satellite antenna pilot advocate telegram vindicator",
);

/// First words of a station's name.
pub(super) static STATIONS: List = List::new("radio channel tv television canal kanal rádio");

/// Words that call what they stand beside an outlet.
pub(super) static OUTLETS: List = List::new(
    "newspaper newspapers paper magazine tabloid daily weekly monthly broadsheet website site blog outlet agency newswire \
     wire broadcaster channel station network podcast programme program portal publication zeitung newsletter \
     periodical glossy fanzine",
);

/// Words by which an outlet that has been named is spoken of again.
pub(super) static ANAPHORS: List = List::new(
    "newspaper paper magazine agency broadcaster network station channel site website weekly daily tabloid outlet \
     publication programme program show podcast",
);

/// Last words of offices, houses and bodies: they are told things too.
pub(super) static BODIES: List = List::new(
    "court courts council parliament congress senate commons lords committee commission police inquest jury tribunal \
     assembly ministry department university mps peers office authority authorities board bank house senators congressmen \
     democrats republicans tories labour conservatives party government cabinet bundestag knesset duma kremlin pentagon \
     church school college hospital club united city county fbi cia nsa nato un eu who imf fda cdc epa ira irs sec fcc \
     doj dhs nhs mod mi5 mi6 gp gps md ceo us uk usa uae who wto opec fifa uefa nba nfl mlb nhl ufc iaea osce icc nypd \
     lapd isis isil pm dup snp gop dnc rnc hmrc dea atf ice tsa faa ntsb nasa noaa ukip afd eta plo pkk ypg iaaf ioc \
     wada lawyers officials officers americans british americans russians germans god americans inc ltd corp company \
     group foundation institute union association federation league trust service society agency administration \
     bureau centre center team army navy force forces bar bench tribunal security union district state states",
);

/// What may stand between an outlet and its verb.
pub(super) static BETWEEN: List = List::new(
    "has have had is was are were been also first later earlier previously exclusively recently originally today yesterday monday \
     tuesday wednesday thursday friday saturday sunday on reportedly now then too separately",
);

/// What may stand before an outlet's noun: "the local news site".
pub(super) static DESCRIPTIONS: List = List::new(
    "local state regional national private public independent semi official pro government controlled owned run - \
     backed news radio television tv online investigative conservative liberal leading rival sister celebrity gossip \
     sports business music fashion women's men's trade industry student community satellite cable german french \
     italian military political satirical celebrated best selling mass market right left wing far sunday morning \
     evening financial entertainment influential popular prominent respected press wire photo picture",
);

/// Words for a report that speaks of itself: "this article was first published …".
pub(super) static ITSELF: List = List::new(
    "article story post piece report column essay op-ed item interview excerpt review editorial commentary dispatch \
     content version transcript",
);

/// What stands where a picture's outlet may stand and is nobody's name: "Ann Lowe / Staff".
pub(super) static NOBODYS: List = List::new(
    "staff file handout submitted contributed provided courtesy archive archives stringer pool freelance photographer",
);

/// Behind a name: a new clause has begun with the name's last word.
pub(crate) static CLAUSES: List = List::new("was is were are had has have would will could can did does went came");

/// What is written over or before a picture's credit.
pub(super) static PICTURES: List = List::new(
    "photo photos photograph photographs picture pictures image images credit credits source photographer graphic \
     illustration video footage",
);
