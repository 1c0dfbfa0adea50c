"""The Spanish cues, by label. Their scores are measured: see `lexica.json`.

There is no model for Spanish: a cue that counts marks its sentence. Patterns are blind to case,
and know the letters of Latin-1. The examples are made up.
"""

from __future__ import annotations

from qualityfilter.hedging.cue import Cue, whole_words

_SEEN = "news sentences in Spanish that were read"

CUES: tuple[Cue, ...] = (
    Cue(
        "speculative.es-adverb",
        "speculative",
        whole_words(
            r"quiz[aá]s?|tal vez|a lo mejor|posiblemente|probablemente|presumiblemente|aparentemente|al parecer|por lo visto|potencialmente"
        ),
        None,
        "an adverb of doubt",
        _SEEN,
        (
            "Quizás el puente abra antes del verano.",
            "El incendio empezó probablemente en la cocina.",
        ),
        (
            "La probabilidad se enseña en el tercer curso.",
            "Las apariencias engañan, dijo la maestra.",
        ),
    ),
    Cue(
        "speculative.es-podria",
        "speculative",
        whole_words(
            r"podr[ií]a(?:n|mos)?|(?:puede|pueden|pudo|pudieron) haber [\p{L}]+[dt]o|pudieran? (?:haber|ser|estar)"
        ),
        r"(?:no|ni|cómo|quién|que yo) (?:se |le |lo )?podr[ií]a[n]?|podr[ií]an? (?:decirse|parecer|traducirse|ser|sonar) [^;]{0,30}, pero|podr[ií]an? (?:parecer|traducirse|decirse)|para que [^;]*pudier|como podr[ií]a",
        "podría: something that is possible",
        _SEEN,
        ("El puerto podría cerrar durante dos semanas.", "Varias aldeas podrían quedarse sin luz."),
        (
            "No podría haberlo hecho mejor, dijo el juez al cocinero.",
            "Abrieron la puerta para que la gente pudiera salir.",
        ),
    ),
    Cue(
        "speculative.es-probable",
        "speculative",
        whole_words(
            r"puede (?:ser )?que|(?:es|sea|lo) (?:muy |poco |más |menos |bastante )?(?:posible|(?:im)?probable)(?:s)? que|lo más probable|(?:im)?probable que|cabe la posibilidad|existe la posibilidad|no se descarta"
        ),
        r"puede que (?:piense|te|se pregunte|hayas|no lo sepa)",
        "something is called possible or likely",
        _SEEN,
        ("Es probable que la obra termine en mayo.", "Puede que llueva el domingo en la costa."),
        (
            "El alcalde puede firmar la orden el lunes.",
            "Puede que te preguntes dónde está la llave.",
        ),
    ),
    Cue(
        "speculative.es-parece",
        "speculative",
        whole_words(
            r"parec(?:e|en|ía|ían|ería) (?:que|ser|haber|estar|tener|evidente|claro|poco|muy|más)"
        ),
        r"se parecen? |por extraño que parezca",
        "parece: how it looks",
        _SEEN,
        ("Parece que el barco salió sin permiso.", "La avería parece ser más grave."),
        ("Los dos hermanos se parecen mucho.", "La niña se parece a su abuela."),
    ),
    Cue(
        "speculative.es-estima",
        "speculative",
        whole_words(
            r"(?:se|lo que se) (?:estima|espera|prevé|calcula|cree|presume|teme|sospecha|proyecta|pronostica)n?|(?:estima|calcula|prevé|sospecha|creen?|temen?|sospechan|creemos|creo|estiman|calculan|prevén|pronostica|temerosos de) (?:que|una|un|el|la)"
        ),
        r"(?:no|se) lo cree|se espera a|cree en",
        "what is estimated, expected or believed",
        _SEEN,
        (
            "Se espera que lleguen veinte mil visitantes.",
            "El instituto calcula que faltan diez mil casas.",
        ),
        ("El cura cree en los milagros.", "Se lo contó, pero ni él mismo se lo cree."),
    ),
    Cue(
        "speculative.es-sugiere",
        "speculative",
        whole_words(
            r"sugier[ae]n?|apuntan? a que|(?:hay|existen) (?:indicios|sospechas)|indicios de que"
        ),
        None,
        "signs from which something follows",
        _SEEN,
        ("El estudio sugiere una relación con el calor.", "Hay indicios de un escape de gas."),
        ("La guía dio una sugerencia a los turistas.", "El indicio fue archivado por la jueza."),
    ),
    Cue(
        "speculative.es-posible",
        "speculative",
        whole_words(r"(?:una?|el|la|su|del?|al) (?:posible|probable|eventual|potencial) [\p{L}]+"),
        r"(?:lo|el) (?:antes|mejor|máximo) posible|hacer posible",
        "something is called possible",
        _SEEN,
        (
            "La policía investiga un posible sabotaje en la presa.",
            "El ayuntamiento estudia una eventual subida del agua.",
        ),
        ("Llame lo antes posible a la oficina.", "Hicieron posible la fiesta con su trabajo."),
    ),
    Cue(
        "speculative.es-unclear",
        "speculative",
        whole_words(
            r"no (?:está|queda) claro si|se desconoce si|no se sabe si|está por verse|habrá que ver"
        ),
        None,
        "it is open whether it is so",
        _SEEN,
        (
            "No está claro si el conductor vio la señal.",
            "Se desconoce si había alguien en la casa.",
        ),
        ("No está claro el color de la bandera en la foto.", "Se desconoce el nombre del pintor."),
    ),
    Cue(
        "unattributed.es-rumour",
        "unattributed",
        whole_words(
            r"rumor(?:es)?|se rumorea|se dice que|se comenta|trascendió|dicen que|se especula|hay quien(?:es)?"
        ),
        None,
        "rumours",
        _SEEN,
        ("Corren rumores de una venta del club.", "Se rumorea que la cantante dejará el grupo."),
        ("El rumiante más viejo del parque murió ayer.", "La radio de Ruma emitió el concierto."),
    ),
    Cue(
        "unattributed.es-sources",
        "unattributed",
        whole_words(
            r"(?:según )?(?:las )?fuentes (?:[\p{L}]+ )?(?:cercanas|próximas|militares|anónimas|consultadas|diplomáticas|policiales|judiciales|de la|del|de)|(?:una|la) fuente (?:cercana|anónima|consultada|del|de la)|según (?:fuentes|versiones|trascendió|medios)"
        ),
        r"fuentes? de (?:energía|ingresos|alimento|agua|empleo|financiación|vitamina|proteína|riqueza)",
        "sources without a name",
        _SEEN,
        (
            "Según fuentes cercanas al club, el portero se irá.",
            "Fuentes policiales hablan de tres detenidos.",
        ),
        (
            "El turismo es una de las fuentes de ingresos de la isla.",
            "Las fuentes de energía del pueblo son dos molinos.",
        ),
    ),
    Cue(
        "unattributed.es-alleged",
        "unattributed",
        whole_words(r"supuest[oa]s?|supuestamente|presunt[oa]s?|presuntamente"),
        r"por supuesto|(?:este|el|ese|en) supuesto",
        "alleged, by nobody in particular",
        _SEEN,
        ("Un supuesto fraude duró cuatro años.", "El gerente presuntamente cobró dos veces."),
        ("Por supuesto, la entrada es gratis.", "En este supuesto la multa es doble."),
    ),
    Cue(
        "unattributed.es-some",
        "unattributed",
        whole_words(
            r"(?:algunos |muchos |varios |los )?(?:expertos|analistas|críticos|observadores|detractores|especialistas|testigos) (?:creen|dicen|afirman|señalan|consideran|advierten|aseguran|temen|apuntan|opinan|sostienen|estiman|coinciden)|(?:para|según) (?:algunos|muchos)|(?:algunos|muchos) (?:creen|dicen|afirman|consideran|opinan|aseguran|piensan|señalan|temen)"
        ),
        None,
        "experts or critics without a name",
        _SEEN,
        (
            "Algunos expertos creen que el lago se secará.",
            "Los críticos afirman que la ley llega tarde.",
        ),
        ("Tres expertos de Lima visitaron la mina.", "La crítica Ana Ruiz elogió la obra."),
    ),
    Cue(
        "unattributed.es-conditional",
        "unattributed",
        whole_words(
            r"habr[ií]an? (?:sido |estado )?[\p{L}]+[dt][oa]s?|estar[ií]an? (?:[\p{L}]+ndo|a cargo|detrás)"
        ),
        r"(?:si|sin|de haber|hubiera|hubiese|hubieran)(?:[^\p{L}])[^;]*(?:habr|estar)[ií]an?|(?:no|nunca|jamás) (?:se )?habr[ií]an?|habr[ií]an? [\p{L}]+[dt]o (?:si|sin)",
        "habría with a participle: hearsay",
        _SEEN,
        (
            "El director habría pedido dinero a los vecinos.",
            "El cantante estaría preparando un disco nuevo.",
        ),
        ("Si hubiera llovido, el río habría crecido.", "Sin la vacuna habría muerto más gente."),
    ),
    Cue(
        "hypothetical.es-if",
        "hypothetical",
        whole_words(
            r"si (?:[^ ,;]+ ){0,4}(?:[\p{L}]+(?:ara|aran|iera|ieran|ase|asen|iese|iesen)|fueran?|fuesen?|tendrían?)"
        ),
        r"para|compara|como si nada",
        "a condition that does not hold",
        _SEEN,
        (
            "Si el tren llegara a la costa, el pueblo viviría del turismo.",
            "Si tuviera alas, volaría hasta la torre.",
        ),
        ("Si el tren llega tarde, llamen a la oficina.", "Compara la casa si quieres comprarla."),
    ),
    Cue(
        "hypothetical.es-as-if",
        "hypothetical",
        whole_words(r"como si"),
        r"como si nada|como si de nada",
        "as if",
        _SEEN,
        ("Corría como si lo siguiera un toro.", "Habla como si fuera el dueño del puerto."),
        ("Siguió cantando como si nada.", "Dime cómo y si vienes mañana."),
    ),
    Cue(
        "hypothetical.es-had",
        "hypothetical",
        whole_words(
            r"(?:hubiera|hubieran|hubiese|hubiesen|hubiéramos) [\p{L}]+[dt][oa]|de haber(?:se)? [\p{L}]+[dt]o|(?:no|nunca|jamás) (?:se )?habr[ií]an? [\p{L}]+[dt]o"
        ),
        r"(?:que|aunque|cuando) (?:ya |se )?hubier",
        "what did not happen",
        _SEEN,
        (
            "Hubiera ganado la carrera con otra bicicleta.",
            "De haber llovido, la fiesta sería en la iglesia.",
        ),
        ("Esperaron hasta que hubieran llegado todos.", "Ha ganado la carrera con otra bicicleta."),
    ),
    Cue(
        "hypothetical.es-would",
        "hypothetical",
        whole_words(
            r"ser[ií]an? (?:un|una|el|la|más|muy|mejor|peor|como|capaz|posible|necesario)|(?:perder|har|dar|permitir|supondr|significar|provocar|bajar|subir|aumentar|costar|implicar|evitar|obligar|ganar|cobrar|mejorar|tendr)(?:ía|ian|ían)"
        ),
        r"(?:dijo|anunció|aseguró|prometió|informó|señaló|afirmó|explicó|pensó|prometiste|adelantó|confirmó|mencionó|pensaba|creía|sabía)(?:[^\p{L}])[^;]* [\p{L}]+rían?",
        "an imagined event",
        _SEEN,
        (
            "Un túnel permitiría cruzar en diez minutos.",
            "Cerrar la escuela sería un golpe para el valle.",
        ),
        ("La ministra dijo que la obra sería la más larga.", "La mayoría votó en la librería."),
    ),
    Cue(
        "hypothetical.es-imagine",
        "hypothetical",
        whole_words(
            r"imagin(?:a|e|en|emos|ad)(?:te|se|rse)? (?:que|un|una|si)|en teoría|hipotétic[oa]s?|hipotéticamente|(?:de ganar|de confirmarse|de aprobarse|de concretarse|de ser así)"
        ),
        None,
        "an imagined situation",
        _SEEN,
        ("Imagina que el pueblo se queda sin agua.", "En teoría, la presa aguanta otro metro."),
        ("La teoría se enseña en junio.", "Tiene mucha imaginación, dice su madre."),
    ),
)
"""Every Spanish cue; ids are unique."""
