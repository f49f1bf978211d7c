//! Italian: what its attributions are made of.

use super::tables::*;

pub(super) static ITALIAN: Tables = Tables {
    code: "it",
    words: &[
        (
            FUNCTION,
            "il lo la i gli le un uno una e o ma non che di del dello della dei degli delle a al allo alla ai agli alle da dal \
             dalla dai in nel nello nella nei nelle con su sul sulla per tra fra è sono era erano ha hanno aveva essere si ci ne \
             mi io lui lei loro noi voi questo questa questi queste quello quella come quando dove perché se più anche già ancora \
             sempre mai molto tutto tutti tutta tutte suo sua suoi sue nostro nostra c'è dopo prima ed stato stata così",
        ),
        (
            CUE,
            "detto disse dice dicono dissero diceva dichiarato dichiara dichiarò dichiarano spiegato spiega spiegò spiegano \
             aggiunto aggiunge aggiunse scritto scrive scrisse affermato afferma affermò sottolineato sottolinea sottolineò \
             assicurato assicura assicurò commentato commenta commentò chiesto chiede chiese domandato domanda risposto risponde \
             rispose replicato replica replicò ribadito ribadisce ribadì precisato precisa precisò osservato osserva osservò \
             ricordato ricorda ricordò raccontato racconta raccontò concluso conclude concluse proseguito prosegue proseguì \
             continuato continua continuò annunciato annuncia annunciò confermato conferma confermò ammesso ammette ammise \
             denunciato denuncia denunciò criticato critica criticò avvertito avverte avvertì insistito insiste esclamato esclama \
             esclamò gridato grida tuonato tuona attaccato attacca sostenuto sostiene sostenne riferito riferisce riferì \
             evidenziato evidenzia promesso promette confessato confessa confidato confida scherzato scherza lamentato lamenta \
             rilanciato rilancia rivelato rivela twittato postato pubblicato rimarcato rimarca puntualizzato puntualizza \
             auspicato auspica garantito garantisce ironizza ironizzato legge sbotta lamentata sfogato sfogata augurato \
             augurata domandata difeso difesa disse rivendica precisano fanno",
        ),
        (
            WEAK,
            "parlato parla parlò parlano definito definisce definì descritto descrive accusato accusa ringraziato ringrazia \
             bollato bolla chiamato chiama invocato citato cita respinto respinge evocato",
        ),
        (NOUN, "nota comunicato dichiarazione parole messaggio lettera discorso risposta tweet intervista post"),
        (AUX, "ha hanno aveva avevano è ebbe"),
        (CLITIC, "si gli le ci lo mi"),
        (
            ADVERB,
            "anche ieri oggi poi quindi inoltre infine invece ancora lunedì martedì mercoledì giovedì venerdì sabato domenica \
             stamattina stasera così subito dopo più tardi dal canto suo però",
        ),
        (HE, "lui egli"),
        (SHE, "lei ella"),
        (THEY, "loro essi"),
        (SPEAKING, "io noi"),
        (DET, "il lo la i gli le un uno una suo sua l questo questa l'"),
        (MALE_DET, "il lo un uno"),
        (FEMALE_DET, "la una"),
        (
            TITLE,
            "sig signor signora dott dottor dottoressa prof professor professoressa avv avvocato avvocata ing ingegner on onorevole \
             sindaco sindaca ministro ministra presidente presidentessa premier governatore governatrice assessore assessora \
             consigliere consigliera direttore direttrice portavoce segretario segretaria capo comandante generale colonnello \
             capitano giudice procuratore procuratrice allenatore allenatrice ricercatore ricercatrice leader candidato candidata \
             re regina principe principessa vescovo cardinale don papa deputato deputata senatore senatrice responsabile prefetto \
             questore titolare autore autrice",
        ),
        (
            MALE,
            "sig signor uomo padre figlio fratello re giovanni giuseppe antonio mario luigi francesco marco luca andrea \
                alessandro roberto stefano paolo pietro carlo matteo davide simone giorgio franco enzo dottor professor",
        ),
        (
            FEMALE,
            "signora donna madre figlia sorella regina maria anna giulia francesca laura elena chiara sara paola lucia \
                  valentina silvia federica elisa rosa teresa giovanna caterina dottoressa professoressa sindaca ministra \
                  direttrice avvocata presidentessa",
        ),
        (PARTICLE, "di de del della dei degli da dal dalla la lo d'"),
        (
            PREP,
            "di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai dagli in nel nello nella nei nelle \
             con su sul sulla sui per tra fra durante dopo contro verso presso secondo all dell nell sull",
        ),
        (OF, "di del dello della dei degli delle dell per"),
        (THAT, "che"),
        (TO, "a al allo alla ai agli alle all"),
        (
            HEARER,
            "stampa giornalisti giornale quotidiano radio rete agenzia rivista media microfoni cronisti consiglio parlamento \
             tribunale senato televisione deputati emittente settimanale",
        ),
        (
            ABBREVIATION,
            "sig sigg dott dr prof avv ing on arch geom rag egr gent ecc cfr pag art n es p v s st tel ca min col gen",
        ),
        (
            MONTH,
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì \
             mercoledì giovedì venerdì sabato domenica",
        ),
        (NEGATION, "non mai nessuno nessuna niente nulla né neanche nemmeno neppure senza"),
        (
            MODAL,
            "può possono potrebbe potrebbero deve devono dovrebbe dovrebbero vuole vogliono vorrebbe possiamo dobbiamo potrà",
        ),
        (
            PERSONAL,
            "io mi me mio mia miei mie tu ti te tuo tua lui lei gli le suo sua suoi sue si noi ci nostro nostra nostri nostre voi \
             vi loro li",
        ),
        (WORK, "film romanzo libro canzone disco album serie opera quadro giornale quotidiano rivista nave titolo"),
        (
            INSTITUTION,
            "partito ministero università banca società sindacato associazione federazione polizia comune spa",
        ),
    ],
    endings: &[],
    according: &[
        "secondo",
        "per",
        "a detta di",
        "a detta del",
        "a detta della",
        "stando a",
        "stando al",
        "stando alla",
        "a giudizio di",
        "così",
        "parola di",
        "a parere di",
    ],
    channels: &[
        ("intervista", "interview"),
        ("colloquio", "interview"),
        ("nota", "statement"),
        ("comunicato", "statement"),
        ("dichiarazione", "statement"),
        ("conferenza", "press conference"),
        ("lettera", "letter"),
        ("discorso", "speech"),
        ("aula", "court"),
        ("tribunale", "court"),
        ("messaggio", "message"),
        ("video", "video"),
        ("libro", "book"),
        ("radio", "radio"),
        ("televisione", "television"),
        ("rapporto", "report"),
        ("post", "post"),
        ("tweet", "twitter"),
        ("podcast", "podcast"),
        ("dibattito", "debate"),
        ("mail", "email"),
    ],
    numbers: "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette \
              diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    stems: &[
        "amento", "amenti", "azione", "azioni", "ando", "endo", "ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute",
        "ito", "ita", "iti", "ite", "are", "ere", "ire", "ano", "ono", "iamo", "o", "a", "e", "i", "ò", "à",
    ],
    persons: &[
        "io lui lei",
        "noi loro",
        "mio suo",
        "mia sua",
        "miei suoi",
        "mie sue",
        "nostro loro",
        "nostra loro",
        "mi si",
        "ci si",
        "ho ha",
        "sono è",
        "abbiamo hanno",
        "siamo sono",
    ],
    style: Style { nouns_capital: false, drops_subject: true, speaks_between: true, dashes: true },
};
