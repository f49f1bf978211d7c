//! Portuguese: what its attributions are made of.

use super::tables::*;

pub(super) static PORTUGUESE: Tables = Tables {
    code: "pt",
    words: &[
        (
            FUNCTION,
            "o a os as um uma uns umas e ou mas não que de do da dos das em no na nos nas ao aos à às por pelo pela com para sem \
             sobre entre desde até é são era eram foi foram tem têm há ser está estão este esta esse essa isso se lhe me meu minha \
             seu sua seus suas eu ele ela eles elas nós você quando onde como muito mais menos também já ainda sempre nunca todo \
             todos toda todas porque segundo após durante num numa então",
        ),
        (
            CUE,
            "disse diz dizem disseram dizia dito afirmou afirma afirmaram afirmado explicou explica explicaram explicado \
             acrescentou acrescenta acrescentado escreveu escreve escreveram escrito declarou declara declararam declarado \
             garantiu garante garantido assegurou assegura contou conta contado relatou relata comentou comenta comentado \
             perguntou pergunta respondeu responde ressaltou ressalta destacou destaca frisou frisa sublinhou sublinha salientou \
             salienta observou observa lembrou lembra recordou recorda avaliou avalia alertou alerta advertiu adverte criticou \
             critica lamentou lamenta admitiu admite reconheceu reconhece confirmou confirma anunciou anuncia informou informa \
             prometeu promete completou completa concluiu conclui argumentou argumenta defendeu defende insistiu insiste reforçou \
             reforça enfatizou enfatiza apontou aponta indicou indica revelou revela esclareceu esclarece exclamou exclama gritou \
             grita brincou desabafou desabafa tuitou publicou postou ironizou rebateu rebate justificou justifica referiu refere \
             atirou vincou realçou notou continuou continua prosseguiu prossegue disparou dispara resumiu resume retorquiu sustentou sustenta pediu",
        ),
        (
            WEAK,
            "falou fala falaram classificou classifica classificaram descreveu descreve chamou chama acusou acusa agradeceu \
             agradece considerou considera definiu define citou cita rejeitou rejeita referiu-se",
        ),
        (
            NOUN,
            "comunicado nota declaração declarações palavras mensagem carta discurso resposta tuíte entrevista publicação",
        ),
        (AUX, "tem têm tinha tinham havia foi"),
        (CLITIC, "se lhe lhes o me nos"),
        (
            ADVERB,
            "também ontem hoje depois ainda então segunda terça quarta quinta sexta sábado domingo feira nesta neste já assim \
             posteriormente finalmente logo esta este além disso por sua vez",
        ),
        (HE, "ele"),
        (SHE, "ela"),
        (THEY, "eles elas"),
        (SPEAKING, "eu nós"),
        (DET, "o a os as um uma seu sua este esta nosso"),
        (MALE_DET, "o um este"),
        (FEMALE_DET, "a uma esta"),
        (
            TITLE,
            "sr sra dr dra dom dona senhor senhora presidente presidenta ministro ministra prefeito prefeita governador \
             governadora diretor diretora secretário secretária vereador vereadora deputado deputada senador senadora chefe juiz \
             juíza procurador procuradora promotor promotora advogado advogada delegado delegada general coronel capitão capitã \
             treinador treinadora técnico professor professora doutor doutora pesquisador pesquisadora investigador investigadora \
             líder candidato candidata rei rainha bispo padre porta voz morador moradora responsável dirigente autarca \
             engenheiro engenheira comandante autor autora empresário empresária",
        ),
        (
            MALE,
            "sr dom senhor homem pai filho irmão rei joão josé antónio antônio manuel carlos paulo pedro luís luiz francisco \
                miguel rui jorge fernando sérgio andré diogo raul tomás nuno tiago marcelo ricardo rafael prefeito ministro \
                diretor advogado",
        ),
        (
            FEMALE,
            "sra dona senhora mulher mãe filha irmã rainha maria ana helena isabel laura marta lúcia paula rosa teresa \
                  cristina beatriz inês joana mariana fernanda juliana camila sofia catarina prefeita ministra presidenta \
                  diretora juíza",
        ),
        (PARTICLE, "de do da dos das e"),
        (
            PREP,
            "à ao aos às de do da dos das em no na nos nas num numa por pelo pela com para sem sobre entre desde até contra \
             perante após durante segundo conforme",
        ),
        (OF, "de do da dos das para"),
        (THAT, "que"),
        (TO, "à ao aos às perante"),
        (
            HEARER,
            "imprensa jornalistas jornal diário rádio rede agência revista emissora repórteres câmara congresso parlamento \
             tribunal senado televisão tv deputados vereadores moradores seguidores lusa portal canal",
        ),
        (
            ABBREVIATION,
            "sr sra srs dr dra d prof profa eng av r pág núm art etc ex exmo v s n nº min máx tel aprox gen cel",
        ),
        (
            MONTH,
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro segunda-feira terça-feira \
             quarta-feira quinta-feira sexta-feira sábado domingo",
        ),
        (NEGATION, "não nunca jamais ninguém nada nenhum nenhuma nem tampouco sem"),
        (
            MODAL,
            "pode podem poderia poderiam deve devem deveria deveriam quer querem queria precisa podemos devemos poderá",
        ),
        (
            PERSONAL,
            "eu me mim meu minha meus minhas tu te ti teu tua ele ela lhe o a seu sua seus suas se nós nos nosso nossa nossos \
             nossas eles elas lhes você vocês",
        ),
        (
            WORK,
            "filme romance livro canção música disco álbum série obra ópera quadro jornal diário revista navio título novela",
        ),
        (
            INSTITUTION,
            "partido ministério universidade banco empresa sindicato associação federação polícia prefeitura câmara sa",
        ),
    ],
    endings: &[],
    according: &["segundo", "conforme", "para", "de acordo com", "nas palavras de", "na opinião de"],
    channels: &[
        ("entrevista", "interview"),
        ("declarações", "interview"),
        ("comunicado", "statement"),
        ("nota", "statement"),
        ("declaração", "statement"),
        ("coletiva", "press conference"),
        ("conferência", "press conference"),
        ("carta", "letter"),
        ("discurso", "speech"),
        ("tribunal", "court"),
        ("mensagem", "message"),
        ("vídeo", "video"),
        ("livro", "book"),
        ("rádio", "radio"),
        ("televisão", "television"),
        ("relatório", "report"),
        ("e-mail", "email"),
        ("tuíte", "twitter"),
        ("podcast", "podcast"),
        ("publicação", "post"),
        ("postagem", "post"),
        ("debate", "debate"),
    ],
    numbers: "dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove \
              vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    stems: &[
        "amentos", "amento", "ações", "ação", "ados", "adas", "idos", "idas", "aram", "eram", "iram", "ando", "endo",
        "ado", "ada", "ido", "ida", "ava", "avam", "amos", "emos", "ou", "eu", "iu", "ar", "er", "ir", "am", "em",
        "os", "as", "es", "o", "a", "e", "s",
    ],
    persons: &[
        "eu ele ela",
        "nós eles",
        "meu seu",
        "minha sua",
        "meus seus",
        "minhas suas",
        "nosso seu",
        "nossa sua",
        "me se lhe",
        "nos se lhes",
        "estou está",
        "sou é",
        "somos são",
        "tenho tem",
        "temos têm",
    ],
    style: Style { nouns_capital: false, drops_subject: true, speaks_between: true, dashes: true },
};
