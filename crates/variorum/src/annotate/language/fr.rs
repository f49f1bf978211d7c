//! French: what its attributions are made of.

use super::tables::*;

pub(super) static FRENCH: Tables = Tables {
    code: "fr",
    words: &[
        (
            FUNCTION,
            "le la les un une des du de au aux et ou mais ne pas plus est sont était étaient a ont avait être avoir il elle ils \
             elles on nous vous je ce cet cette ces que qui quoi dont où dans sur sous avec pour par sans chez entre vers depuis \
             pendant après avant selon comme si très aussi encore déjà toujours jamais tout tous toute toutes son sa ses leur \
             leurs notre nos mon ma mes se en y été fait peut faut c'est l'on d'une d'un qu'il qu'elle n'est",
        ),
        (
            CUE,
            "dit dis disait disent déclaré déclare déclarait déclarent affirmé affirme affirmait affirment expliqué explique \
             expliquait expliquent ajouté ajoute ajoutait écrit écrivait écrivent assuré assure assurait lance lancé lançait \
             raconte raconté racontait précise précisé précisait souligne souligné soulignait estime estimé estimait juge jugé \
             jugeait répond répondu répondait réplique répliqué rétorque rétorqué demande demandé demandait interroge interrogé \
             exclame exclamé exclamait indigne indigné insurge insurgé inquiète inquiété réjouit réjoui félicite félicité désole \
             désolé conclut conclu poursuit poursuivi reprend repris martèle martelé insiste insisté confie confié confirme \
             confirmé annonce annoncé indique indiqué indiquait rappelle rappelé reconnaît reconnu admet admis avoue avoué \
             commente commenté observe observé note noté constate constaté dénonce dénoncé déplore déploré regrette regretté \
             prévient prévenu avertit averti promet promis tweete tweeté publie plaide plaidé ironise ironisé soupire soupiré \
             résume résumé témoigne témoigné glisse glissé salue salué critique critiqué tonne tonné peste pesté détaille \
             détaillé relève relevé soutient soutenu prône argue rapporte rapporté murmure crie crié demanda répondit ajouta lança exclama \
             déclara expliqua affirma précisa murmura cria reprit répliqua rétorqua assura souligna confia protesta rappela avertit \
             sourit rit plaisante plaisanté souffle soufflé renchérit nuance nuancé tempère tempéré décrit-il tranche tranché \
             alerte alerté enchaîne appelle écrivit",
        ),
        (
            WEAK,
            "parle parlé parlait parlent évoque évoqué évoquait évoquent qualifie qualifié qualifiait qualifient décrit décrivait \
             dénonçait cite cité fustige fustigé vante vanté remercie remercié accuse accusé traite traité réclame réclamé",
        ),
        (NOUN, "communiqué déclaration mots propos message lettre discours réponse tweet tribune entretien interview"),
        (AUX, "a ont avait avaient est était sont eu aura aurait"),
        (CLITIC, "se lui leur y en nous me s t il"),
        (
            ADVERB,
            "aussi hier lundi mardi mercredi jeudi vendredi samedi dimanche alors ensuite également encore ainsi pourtant enfin \
             toutefois notamment déjà matin soir après-midi aujourd'hui d'abord immédiatement récemment plus tard même ce \
             simplement sobrement d'ailleurs quant là",
        ),
        (HE, "il"),
        (SHE, "elle"),
        (THEY, "ils elles"),
        (SPEAKING, "je nous on"),
        (DET, "le la les un une des son sa ses leur leurs ce cet cette notre"),
        (MALE_DET, "le un"),
        (FEMALE_DET, "la une"),
        (
            TITLE,
            "m mm mme mlle mgr me dr pr monsieur madame ministre président présidente maire préfet préfète député députée \
             sénateur sénatrice directeur directrice porte parole secrétaire général générale chef cheffe commandant capitaine \
             juge avocat avocate procureur procureure professeur professeure docteur docteure chercheur chercheuse entraîneur \
             entraîneuse patron patronne responsable conseiller conseillère adjoint adjointe élu élue candidat candidate premier \
             première reine roi prince princesse colonel évêque curé éleveur éleveuse habitant habitante",
        ),
        (
            MALE,
            "m monsieur homme père fils frère roi prince jean pierre paul jacques michel andré louis nicolas philippe alain \
                bernard françois laurent éric thierry pascal olivier christophe julien antoine luc marc hugo thomas lucas henri \
                rené gérard patrick bruno emmanuel directeur président sénateur député avocat",
        ),
        (
            FEMALE,
            "mme madame mlle femme mère fille sœur reine princesse marie anne sophie claire isabelle catherine nathalie \
                  sylvie françoise monique martine hélène julie camille léa chloé emma manon louise jeanne élise alice céline \
                  valérie brigitte présidente directrice députée sénatrice avocate préfète cheffe adjointe",
        ),
        (PARTICLE, "de du des la le d'"),
        (
            PREP,
            "à au aux de du des d dans sur sous avec pour par sans chez entre vers depuis pendant après avant devant contre \
             lors en dès jusqu parmi auprès hors selon durant lundi",
        ),
        (OF, "de du des d au aux à"),
        (THAT, "que"),
        (TO, "à au aux auprès devant"),
        (
            HEARER,
            "presse journalistes journal quotidien hebdomadaire radio chaîne agence magazine médias micro reporters conseil \
             assemblée parlement tribunal sénat députés élus correspondant site télévision afp",
        ),
        (
            ABBREVIATION,
            "m mm mme mmes mlle dr pr me mgr st ste av bd p ex etc cf n art vol env janv févr avr juil sept oct nov déc tél",
        ),
        (
            MONTH,
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi \
             vendredi samedi dimanche",
        ),
        (NEGATION, "ne pas jamais rien personne aucun aucune ni non sans n'est n'a n'ont n'y nul guère"),
        (
            MODAL,
            "peut peuvent pourrait pourraient doit doivent devrait devraient faut faudra faudrait veut veulent voudrait sait",
        ),
        (
            PERSONAL,
            "je me moi mon ma mes tu te toi ton ta tes il elle lui son sa ses nous notre nos vous votre vos ils elles eux leur \
             leurs on se j'ai j'avais",
        ),
        (
            WORK,
            "film roman livre chanson album série pièce opéra tableau journal quotidien magazine hebdomadaire navire titre",
        ),
        (
            INSTITUTION,
            "parti ministère université banque compagnie syndicat association fédération police mairie société",
        ),
    ],
    endings: &[],
    according: &["selon", "d'après", "pour", "de l'avis de", "aux dires de", "à en croire", "dixit"],
    channels: &[
        ("entretien", "interview"),
        ("interview", "interview"),
        ("communiqué", "statement"),
        ("déclaration", "statement"),
        ("conférence", "press conference"),
        ("lettre", "letter"),
        ("discours", "speech"),
        ("allocution", "speech"),
        ("tribune", "report"),
        ("message", "message"),
        ("tribunal", "court"),
        ("vidéo", "video"),
        ("livre", "book"),
        ("radio", "radio"),
        ("télévision", "television"),
        ("rapport", "report"),
        ("courriel", "email"),
        ("tweet", "twitter"),
        ("podcast", "podcast"),
        ("publication", "post"),
        ("débat", "debate"),
        ("blog", "blog"),
    ],
    numbers: "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf \
              vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix",
    stems: &[
        "issements",
        "issement",
        "ements",
        "ement",
        "ations",
        "ation",
        "antes",
        "ante",
        "ants",
        "ées",
        "ait",
        "aient",
        "ée",
        "és",
        "er",
        "ez",
        "ent",
        "ant",
        "ons",
        "ies",
        "ie",
        "es",
        "e",
        "é",
        "s",
        "x",
    ],
    persons: &[
        "je il elle",
        "nous ils elles",
        "mon son",
        "ma sa",
        "mes ses",
        "notre leur",
        "nos leurs",
        "me se",
        "j'ai a",
    ],
    style: Style { nouns_capital: false, drops_subject: false, speaks_between: true, dashes: true },
};
