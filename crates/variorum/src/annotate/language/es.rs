//! Spanish: what its attributions are made of.

use super::tables::*;

pub(super) static SPANISH: Tables = Tables {
    code: "es",
    words: &[
        (
            FUNCTION,
            "el la los las un una unos unas y o pero no que de del al en con por para sin sobre entre desde hasta es son era \
             eran fue fueron ha han había hay ser está están esta este estos estas se le les lo su sus me nos mi mis yo él ella \
             ellos ellas qué cuando donde como si muy más menos también ya todavía siempre nunca todo todos toda todas porque \
             según ante tras durante a e sí aquí así",
        ),
        (
            CUE,
            "dijo dice dicen dijeron decía dicho afirmó afirma afirmaron afirmado explicó explica explicaron explicado añadió \
             añade añadieron añadido escribió escribe escrito aseguró asegura aseguraron asegurado declaró declara declararon \
             declarado señaló señala señalaron señalado indicó indica indicado preguntó pregunta preguntado respondió responde \
             respondido contestó contesta contestado comentó comenta comentado manifestó manifiesta manifestado sostuvo sostiene \
             sostenido subrayó subraya subrayado recalcó recalca recalcado insistió insiste insistido advirtió advierte \
             advertido denunció denuncia denunciado criticó critica criticado lamentó lamenta lamentado admitió admite admitido \
             reconoció reconoce reconocido confirmó confirma confirmado anunció anuncia anunciado aclaró aclara aclarado precisó \
             precisa precisado agregó agrega agregado apuntó apunta apuntado destacó destaca destacado expresó expresa expresado \
             relató relata relatado contó cuenta contado recordó recuerda recordado concluyó concluye concluido exclamó exclama \
             gritó grita replicó replica zanjó zanja sentenció sentencia opinó opina prometió promete tuiteó publicó celebró \
             celebra reiteró reitera reiterado consideró considera señalan matizó bromeó confesó confiesa pidió pide alertó \
             alerta remarcó detalló detalla informó informa continuó continúa prosiguió resumió resume espetó murmuró",
        ),
        (
            WEAK,
            "habló habla hablaron calificó califica calificaron calificado describió describe descrito tachó tacha tildó tilda \
             llamó llama definió define acusó acusa agradeció agradece aludió alude rechazó rechaza pidió exigió exige tachado",
        ),
        (NOUN, "comunicado declaración declaraciones palabras mensaje carta discurso respuesta tuit entrevista nota"),
        (AUX, "ha han había habían he fue era"),
        (CLITIC, "se le les lo me nos"),
        (
            ADVERB,
            "también ayer hoy después luego además entonces lunes martes miércoles jueves viernes sábado domingo este el ya por \
             su parte así asimismo finalmente incluso anoche recientemente posteriormente",
        ),
        (HE, "él"),
        (SHE, "ella"),
        (THEY, "ellos ellas"),
        (SPEAKING, "yo nosotros"),
        (DET, "el la los las un una su sus este esta nuestro"),
        (MALE_DET, "el un este"),
        (FEMALE_DET, "la una esta"),
        (
            TITLE,
            "sr sra srta dr dra d don doña señor señora presidente presidenta ministro ministra alcalde alcaldesa gobernador \
             gobernadora director directora portavoz secretario secretaria consejero consejera concejal concejala diputado \
             diputada senador senadora jefe jefa juez jueza fiscal abogado abogada general coronel capitán comandante entrenador \
             entrenadora profesor profesora doctor doctora investigador investigadora líder candidato candidata rey reina \
             príncipe princesa obispo vecino vecina responsable dirigente ingeniero ingeniera autor autora",
        ),
        (
            MALE,
            "sr don señor hombre padre hijo hermano rey juan josé carlos luis antonio manuel francisco javier miguel pedro \
                pablo jorge alberto fernando sergio andrés diego raúl tomás ramón jaime alcalde ministro director abogado",
        ),
        (
            FEMALE,
            "sra srta doña señora mujer madre hija hermana reina maría ana carmen isabel laura elena marta lucía paula rosa \
                  teresa cristina pilar sofía julia beatriz inés raquel alba alcaldesa ministra presidenta directora portavoza",
        ),
        (PARTICLE, "de del la las los y"),
        (
            PREP,
            "a al de del en con por para sin sobre entre desde hasta hacia contra ante bajo tras durante según mediante",
        ),
        (OF, "de del para"),
        (THAT, "que"),
        (TO, "a al ante"),
        (
            HEARER,
            "prensa periodistas diario periódico radio cadena agencia revista medios emisora reporteros pleno congreso parlamento \
             tribunal senado televisión diputados concejales vecinos seguidores",
        ),
        (
            ABBREVIATION,
            "sr sra srta sres dr dra d dña ud uds av avda c pág núm art etc ej p a b prof gral st sto sta ee uu tel aprox",
        ),
        (
            MONTH,
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles \
             jueves viernes sábado domingo",
        ),
        (NEGATION, "no nunca jamás nadie nada ningún ninguno ninguna ni tampoco sin"),
        (
            MODAL,
            "puede pueden podría podrían debe deben debería deberían quiere quieren querría hay podemos podrá podrán tiene",
        ),
        (
            PERSONAL,
            "yo me mí mi mis tú te ti tu tus él ella le lo la su sus se nosotros nos nuestro nuestra nuestros nuestras ellos \
             ellas les los las usted ustedes",
        ),
        (
            WORK,
            "película novela libro canción disco álbum serie obra ópera cuadro diario periódico revista barco título",
        ),
        (
            INSTITUTION,
            "partido ministerio universidad banco compañía sindicato asociación federación policía ayuntamiento sa",
        ),
    ],
    endings: &[],
    according: &["según", "para", "a juicio de", "en palabras de", "de acuerdo con", "en opinión de"],
    channels: &[
        ("entrevista", "interview"),
        ("declaraciones", "interview"),
        ("comunicado", "statement"),
        ("declaración", "statement"),
        ("nota", "statement"),
        ("rueda", "press conference"),
        ("conferencia", "press conference"),
        ("carta", "letter"),
        ("discurso", "speech"),
        ("juicio", "court"),
        ("tribunal", "court"),
        ("mensaje", "message"),
        ("vídeo", "video"),
        ("video", "video"),
        ("libro", "book"),
        ("radio", "radio"),
        ("televisión", "television"),
        ("informe", "report"),
        ("correo", "email"),
        ("tuit", "twitter"),
        ("podcast", "podcast"),
        ("publicación", "post"),
        ("debate", "debate"),
    ],
    numbers: "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho \
              diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    stems: &[
        "amientos", "amiento", "aciones", "ación", "ados", "adas", "idos", "idas", "aron", "ieron", "ando", "iendo",
        "ado", "ada", "ido", "ida", "aba", "aban", "amos", "emos", "ar", "er", "ir", "an", "en", "os", "as", "es", "o",
        "a", "e", "s", "ó", "é",
    ],
    persons: &[
        "yo él ella",
        "nosotros ellos",
        "mi su",
        "mis sus",
        "nuestro su",
        "nuestra su",
        "nuestros sus",
        "nuestras sus",
        "me se le",
        "nos se les",
        "estoy está",
        "soy es",
        "he ha",
        "somos son",
        "hemos han",
    ],
    style: Style { nouns_capital: false, drops_subject: true, speaks_between: true, dashes: true },
};
