"""The German cues, by label. Their scores are measured: see `lexica.json`.

There is no model for German: a cue that counts marks its sentence. Patterns are blind to case but
where they say otherwise, and know the letters of Latin-1. The examples are made up.
"""

from __future__ import annotations

from qualityfilter.hedging.cue import Cue, whole_words

_SEEN = "news sentences in German that were read"

CUES: tuple[Cue, ...] = (
    Cue(
        "speculative.de-adverb",
        "speculative",
        whole_words(
            r"vielleicht|vermutlich|wahrscheinlich|offenbar|anscheinend|womöglich|möglicherweise|(?-i:wohl)|schätzungsweise|voraussichtlich|höchstwahrscheinlich|scheinbar|allem anschein nach|mutmaßlich"
        ),
        r"(?:ja|sehr|gleich|sich|so|rundum) wohl|wohl (?:fühl|bekannt|oder übel|gemerkt|wissend|kaum jemand)[\p{L}]*|vielleicht (?:nur|eine? (?:bahn|bisschen))",
        "an adverb of doubt",
        _SEEN,
        (
            "Die Brücke bleibt vermutlich bis zum Herbst gesperrt.",
            "Der Bürgermeister hat wohl von dem Plan gewusst.",
        ),
        (
            "Die Kinder fühlten sich wohl in der neuen Schule.",
            "Das Wohl der Tiere geht vor, sagte die Ärztin.",
        ),
    ),
    Cue(
        "speculative.de-koennte",
        "speculative",
        whole_words(r"könnten?"),
        r"(?:wie|wer|was) [^;]{0,50}könnten?|könnten? (?:sie|du|ihr|wir) (?:bitte|mir|uns)|könnte ich|ich könnte|als könnte|wenn [^;]*könnte",
        "könnte: something that is possible",
        _SEEN,
        (
            "Der Hafen könnte schon im Mai wieder öffnen.",
            "Mehrere Dörfer könnten ohne Strom bleiben.",
        ),
        (
            "Könnten Sie mir bitte das Salz reichen?",
            "Sie fragte, wer ihr beim Umzug helfen könnte.",
        ),
    ),
    Cue(
        "speculative.de-duerfte",
        "speculative",
        whole_words(r"dürften?"),
        None,
        "dürfte: a guess at what is so",
        _SEEN,
        (
            "Der Umbau dürfte zwei Millionen Euro kosten.",
            "Die meisten Gäste dürften am Freitag anreisen.",
        ),
        (
            "Hunde dürfen im Park frei laufen.",
            "Nach der Pause durfte das Kind wieder mitspielen.",
        ),
    ),
    Cue(
        "speculative.de-seem",
        "speculative",
        whole_words(r"scheint|scheinen|schien|schienen"),
        r"(?:sonne|mond|licht|lampe) (?:schein|schien)[\p{L}]*|schein(?:t|en|) die sonne",
        "scheint: how it looks",
        _SEEN,
        (
            "Der Streit um den Zaun scheint beigelegt zu sein.",
            "Die Zahlen schienen ihr zu hoch.",
        ),
        (
            "Am Sonntag scheint die Sonne den ganzen Tag.",
            "Durch das Fenster sah man, wie der Mond schien: Mond schien auf den Hof.",
        ),
    ),
    Cue(
        "speculative.de-expect",
        "speculative",
        whole_words(
            r"rechne[nt]? (?:[^ ,;]+ ){0,8}mit|rechne[nt]? [^;]{0,60} mit|zu (?:erwarten|rechnen|befürchten)|wird erwartet|erwarte[nt]|prognostizier[\p{L}]+|schätzungen|schätzt|schätzen"
        ),
        r"(?:sie|euch|dich|was|uns) (?:[^ ;]+ )?erwartet|schätzen (?:wissen|sie|wir)|erwartet (?:sie|euch|dich|die besucher|haben)|würden [^;]*erwartet|als erwartet|wie erwartet",
        "what is expected or estimated",
        _SEEN,
        (
            "Die Stadt rechnet mit zwanzigtausend Besuchern.",
            "Weitere Verspätungen sind zu erwarten.",
        ),
        (
            "Es kamen mehr Leute als erwartet.",
            "Im Museum erwartet Sie eine neue Ausstellung.",
        ),
    ),
    Cue(
        "speculative.de-believes",
        "speculative",
        whole_words(
            r"glaub(?:t|en|te|ten|e)|vermute(?:n|t|te)?|ich denke|(?:be)?fürchte(?:n|t|te|ten)|nimmt an|nehmen an|davon aus|(?:der|den|im) verdacht"
        ),
        r"glaubt (?:ja|mir|an)|glauben an|im verdacht, (?:gegen)",
        "somebody believes, fears or suspects it",
        _SEEN,
        (
            "Die Polizei vermutet einen Defekt an der Heizung.",
            "Anwohner befürchten, dass der Damm nicht hält.",
        ),
        (
            "Die Gemeinde glaubt an Gott.",
            "Er glaubt mir kein Wort, sagte sie.",
        ),
    ),
    Cue(
        "speculative.de-possible",
        "speculative",
        whole_words(
            r"mögliche[rsnm]?|denkbar|nicht ausgeschlossen|nicht auszuschließen|ist es möglich, dass|potenzielle[rnsm]?|seien möglich"
        ),
        r"(?:alles|alle) mögliche[n]?",
        "something is called possible",
        _SEEN,
        (
            "Als mögliche Ursache gilt ein defektes Kabel.",
            "Ein Abbruch der Gespräche ist nicht ausgeschlossen.",
        ),
        (
            "Auf dem Flohmarkt gab es alles Mögliche zu kaufen.",
            "Bitte kommen Sie möglichst früh.",
        ),
    ),
    Cue(
        "speculative.de-unclear",
        "speculative",
        whole_words(
            r"(?:unklar|offen|fraglich|ungewiss|ungeklärt)(?: [^ ,]+){0,3}, ob|bleibt abzuwarten|ob [^;]{3,80} (?:ist|bleibt) (?:unklar|offen|fraglich)|zweifel daran|hinweise darauf|deutet darauf hin|deuten darauf hin|spricht dafür"
        ),
        None,
        "it is open whether it is so",
        _SEEN,
        (
            "Es ist unklar, ob der Fahrer die Ampel gesehen hat.",
            "Vieles spricht dafür, dass das Feuer im Keller begann.",
        ),
        (
            "Warum der Zug hielt, blieb unklar.",
            "Sie fragte, ob der Laden offen ist.",
        ),
    ),
    Cue(
        "unattributed.de-soll",
        "unattributed",
        whole_words(
            r"(?:soll|sollen) (?:[^.;?]+ )?(?:[\p{L}]*ge[\p{L}]+|[\p{L}]+(?:t|en)) (?:haben|sein|worden sein|haben soll)(?:[^\p{L}]|$)|(?:haben|sein) (?:soll|sollen)(?:[^\p{L}]|$)"
        ),
        r"soll(?:en)? (?:[^;]+ )?(?:laut|zufolge|nach angaben)|(?:laut|nach angaben|bis|ab) [^;]*soll(?:en)?|soll(?:en)? (?:bis|ab|künftig|in zukunft|ermöglicht)[^;]*|(?:schluss|möglich|fertig) sein soll",
        "soll with a perfect: hearsay",
        _SEEN,
        (
            "Der Mann soll mehrere Fahrräder gestohlen haben.",
            "Bei dem Fest sollen zwei Zelte eingestürzt sein.",
        ),
        (
            "Der Umbau soll im Sommer beginnen.",
            "Laut Polizei soll er die Tür selbst geöffnet haben.",
        ),
        core=r"(?:haben |sein )?soll(?:en)?",
    ),
    Cue(
        "unattributed.de-alleged",
        "unattributed",
        whole_words(
            r"angeblich(?:e[nrsm]?)?|gerücht(?:e|en)?|(?:[\p{L}-]*medien|presse)?berichten zufolge|laut (?:[\p{L}]+-)?(?:medien|insider)[\p{L}]*|unbestätigte[\p{L}]*|dem vernehmen nach|insidern zufolge|es wird gemunkelt|sogenannten? kreisen|(?:regierungs|partei|sicherheits|koalitions|finanz|banken|diplomaten|branchen|verhandlungs|unternehmens)kreise[n]?"
        ),
        None,
        "hearsay: nobody is named who says so",
        _SEEN,
        (
            "Der Verein hat angeblich seit Jahren keine Miete gezahlt.",
            "Medienberichten zufolge wird das Werk verkauft.",
        ),
        (
            "Der Laden gab an, seit Jahren Miete zu zahlen.",
            "Laut Bericht des Landkreises stieg der Pegel.",
        ),
    ),
    Cue(
        "unattributed.de-crowd",
        "unattributed",
        whole_words(
            r"(?:kritiker|experten|beobachter|analysten|insider|skeptiker|befürworter|gegner|[\p{L}]+experten|ökonomen|fachleute|augenzeugen) (?:hatten |haben |zufolge|erklär|sag|mein|glaub|fürcht|befürcht|warn|rechn|erwart|vermut|seh|geh|werf|halt|sprech|kritis|bemäng|monier|schätz)[\p{L}]*|(?:ansicht|meinung|einschätzung|schätzung|angaben) (?:von|vieler|mancher) [\p{L}-]*(?:experten|kritikern?|beobachtern?|analysten|fachleuten)|(?:manche|viele|einige) (?:glauben|meinen|sagen|vermuten|experten|beobachter|kritiker|befürchten|halten)|(?:sagen|meinen|warnen|fürchten|befürchten) (?:kritiker|experten|beobachter|analysten|viele|manche|insider)"
        ),
        None,
        "experts or critics without a name",
        _SEEN,
        (
            "Kritiker werfen der Stadt vor, zu spät gehandelt zu haben.",
            "Experten warnen vor einem trockenen Sommer.",
        ),
        (
            "Drei Experten aus Lund begleiten den Umbau.",
            "Der Kritiker Jan Holm lobte das Stück.",
        ),
    ),
    Cue(
        "hypothetical.de-would",
        "hypothetical",
        whole_words(r"(?-i:[wW]ürde)|wären?"),
        r"(?:sagte|erklärte|versprach|hieß|teilte mit|kündigte an|erwähnt)[^;]* würde|würde gern|würde (?:mich|ich) (?:freuen|sagen)|lassen würde|die würde|wünsch[\p{L}]+ [^;]*(?:würde|wäre)",
        "würde or wäre: an imagined event",
        _SEEN,
        (
            "Ein Tunnel würde die Fahrt um eine Stunde verkürzen.",
            "Ohne den Deich wäre das Dorf heute eine Insel.",
        ),
        (
            "Sie sagte, dass sie am Montag kommen würde.",
            "Ich würde gern einen Tisch bestellen.",
        ),
    ),
    Cue(
        "hypothetical.de-had",
        "hypothetical",
        whole_words(
            r"hätten? [^.;]*(?:können|müssen|sollen|dürfen|lassen)(?:[^\p{L}]|$)|(?:wenn|falls) [^.;]* (?:hätten?|käme|gäbe|könnten?|ginge|würden)|gäbe es|hätten? [^.;]*(?:wenn|würde|wäre|ohne)"
        ),
        None,
        "hätte: what did not happen",
        _SEEN,
        (
            "Der Wärter hätte die Schranke früher schließen müssen.",
            "Wenn der Regen früher gekommen wäre und sie Zeit hätten, bliebe das Feld grün.",
        ),
        (
            "Die Zeugen hatten den Wagen früher sehen können.",
            "Wenn der Regen kommt, haben die Bauern Zeit.",
        ),
        core=r"hätten?|wenn|falls|gäbe",
    ),
    Cue(
        "hypothetical.de-as-if",
        "hypothetical",
        whole_words(
            r"als ob|als (?:wäre|hätte|würde|könnte)n?|angenommen,|hypothetisch[\p{L}]*|stell(?:en|t)? (?:sie sich|dir|euch) (?:[\p{L}]+ )*vor|gedankenexperiment|theoretisch"
        ),
        None,
        "an imagined situation",
        _SEEN,
        (
            "Er tat so, als ob er den Brief nie gelesen habe.",
            "Stellen Sie sich eine Stadt ohne Lampen vor, stellen Sie sich das einmal vor.",
        ),
        (
            "Das Haus ist größer als das alte.",
            "Sie stellte sich dem neuen Chor vor.",
        ),
    ),
)
"""Every German cue; ids are unique."""
