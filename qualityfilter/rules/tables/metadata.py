"""Dates, bylines, tags, agency lines and credits of contributors, each on a line of its own.

Seen in the outputs of extractors on news sites of many countries. A dateline ("LONDON -")
opens the first paragraph and is body; a date or a name counts only where the line holds
nothing else.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_TIME = r"(?:[ ,|@/·•-]*(?:at |um |à |a las |às |alle |в |o )?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?: ?uhr| ?h)?(?: ?[ap]\.?m\.?)?(?: ?\(?(?:gmt|utc|[a-z]{2,3}t|bst|ist|wat|eat|cat|cet|cest|et|pt|local time)\)?)?(?: ?[+-]\d{1,2}(?::?\d\d)?)?| ?-? ?\d{1,2} ?[ap]\.?m\.?(?: (?:et|[ecmp][sd]t|gmt|ist|bst))?)"
_LEAD = r"(?:(?:first |originally |date |story |article |last |post |news )?(?:published|updated?|posted|modified|created|added|date|uploaded|edited|revised|reviewed|issued|released|submitted|filed|written|online|last update)(?: ?(?:on|at|by|date|time)?)? ?[:|-]? ?)"
_DATE = (
    r"(?:(?:"
    + _DAY
    + _MONTH
    + r" \d{1,2}(?:st|nd|rd|th)?,? ?,? ?(?:199[5-9]|20\d\d)|"
    + _DAY
    + r"\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?"
    + _MONTH
    + r",?[ -](?:199[5-9]|20\d\d)|"
    + _DAY
    + r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}t?))"
)
_FOREIGN_MONTH = r"(?:januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|januari|februari|maart|mei|augustus|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık)"
_NAME = r"(?-i:(?:\p{Lu}[\p{L}.'-]*|d[eiua]|van|von|der|den|del|la|le|al|el|bin|ben|dos|da)(?: (?:\p{Lu}[\p{L}.'-]*|d[eiua]|van|von|der|den|del|la|le|al|el|bin|ben|dos|da))*)"
_FULL_NAME = r"(?-i:\p{Lu}[\p{L}.'-]+(?: (?:d[aeio]|del|dos|das|van|von|de la|la|le|el|y))?(?: \p{Lu}[\p{L}.'-]+){1,3})"
_AGENCY = r"(?:reuters|afp|associated press|the associated press|ap|upi|dpa|apa|epa|efe|ansa|ani|pti|ians|tass|тасс|риа новости|интерфакс|interfax|xinhua|bloomberg|agence france-presse|press association|pa media|kyodo|yonhap|anadolu(?: agency)?|pap|lusa|belga|anp|sda|keystone-sda|canadian press|the canadian press|agencies|agencia efe|europa press|укринформ|укрінформ|unian|уніан)"

RULES = (
    Rule(
        id="metadata.date",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}"
        + _LEAD
        + r"?"
        + _DATE
        + r"(?:"
        + _TIME
        + r")?(?:[ |,·•/(-]*"
        + _LEAD
        + r"(?:"
        + _DATE
        + r")?(?:"
        + _TIME
        + r")?)?(?:[ |,·•/-]*(?:last updated )?(?:an?|\d{1,3})[ -]\p{L}+ (?:ago|read))*[ |,.)·•-]*$",
        most=2,
        reason="a date on a line of its own",
        source=_SEEN,
        hits=("June 19, 2024 15:44", "Published: Monday, 3 March 2025 at 9:15 am GMT"),
        misses=("On June 19, 2024 the pier burnt down.", "June 19, 2024: the pier burns down"),
    ),
    Rule(
        id="metadata.updated",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:"
        + _LEAD
        + r"(?:"
        + _DAY
        + r"(?:"
        + _MONTH
        + r" \d{1,2}(?:st|nd|rd|th)?|\d{1,2} "
        + _MONTH
        + r"))?(?:"
        + _TIME
        + r")?(?: on)?(?: (?:today|yesterday))?|"
        + _LEAD
        + r"?(?:about |over )?(?:an?|\d{1,3}) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|yrs?|years?) ago|(?:last )?(?:updated|modified) (?:just now|today|yesterday).{0,20})(?: by "
        + _NAME
        + r")?[ .|·•]*$",
        reason="when the piece was published or changed",
        source=_SEEN,
        hits=("Updated 3 hours ago", "Last updated at 10:32 a.m."),
        misses=(
            "Updated plans for the pier were shown on Monday.",
            "3 hours ago the pier was still standing.",
        ),
    ),
    Rule(
        id="metadata.date-foreign",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:veröffentlicht|aktualisiert|stand|erstellt|publicado|actualizado|atualizado|publié|mis à jour|modifié|pubblicato|aggiornato|опубликовано|обновлено|опубліковано|оновлено|дата публикации|opublikowano|aktualizacja|zaktualizowano|gepubliceerd|bijgewerkt|yayınlanma|güncelleme)(?: (?:am|el|le|em|il|op|em|:|tarihi))* ?:? ?)?(?:(?:(?:mo|di|mi|do|fr|sa|so)(?:\.|ntag|enstag|ittwoch|nnerstag|eitag|mstag|nntag)|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:segunda|terça|quarta|quinta|sexta)-feira|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье),? )?(?:(?:le|am|den|el|il|em) )?(?:(?:\d{1,2}\.?(?:er|º)? (?:de )?"
        + _FOREIGN_MONTH
        + r"|\d{1,2}\. (?:april|august|september|november)|\d{1,2} (?-i:april|august|september|november)),?(?: de| del)? ?,?(?:19|20)\d\d(?: ?г(?:ода)?\.?| ?r\.)?|\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d)(?:,? ?(?:"
        + _TIME
        + r"))?(?: ?[|·,-].{0,40})?[ .|]*$",
        most=2,
        reason="a date on a line of its own",
        source=_SEEN,
        hits=("19. März 2024, 15:44 Uhr", "Опубликовано: 19 июня 2024 г., 15:44"),
        misses=(
            "Am 19. März 2024 brannte die Mole.",
            "19 de junio de 2024 fue el día en que ardió el muelle.",
        ),
    ),
    Rule(
        id="metadata.relative-foreign",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:vor|hace|il y a|há) \d{1,3} (?:sekunden|minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?|anos?|minutes?|heures?|jours?|semaines?|mois|ans?)|\d{1,3} (?:минут[уы]?|час(?:а|ов)?|дн(?:я|ей)|недел[июь]|годин[иу]?|хвилин[иу]?|minut[ya]?|godzin[ya]?|dni|minuti|ore|giorni|minuten|uur|dagen|dakika|saat|gün) (?:назад|тому|temu|fa|geleden|önce))[ .|]*$",
        reason="when the piece was published",
        source=_SEEN,
        hits=("vor 3 Stunden", "2 часа назад"),
        misses=("Vor 3 Stunden stand die Mole noch.", "Hace 3 años ardió el muelle."),
    ),
    Rule(
        id="metadata.byline",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:story |words |text |posted |written |article |report |reporting |published |authored |compiled |reviewed |edited |submitted |created |analysis |opinion |comment |interview |video )?(?-i:by|By|BY) ?:? ?)"
        + _NAME
        + r"(?:(?:,? and |,? & |, | \| )"
        + _NAME
        + r"){0,3}(?:[,|·•/ -]+(?:(?:staff|senior|chief|political|special|contributing|associate|managing|health|news|education|business|our|freelance|deputy|sports?)[ -]?)*(?:writer|reporter|correspondent|editor|staff|columnist|contributor|blogger|journalist)s?)?(?:[ ,|·•@/-]*(?:on |at |in )?(?:"
        + _LEAD
        + r")?"
        + _DATE
        + r"(?:"
        + _TIME
        + r")?)?[ .,|:·•\d-]*$",
        reason="the byline",
        source=_SEEN,
        hits=("By Jane Doe", "By JANE DOE and John de Vries, Staff Writers"),
        misses=(
            "By Monday the harbour had frozen over.",
            "By the time Jane Doe came the harbour was empty.",
        ),
    ),
    Rule(
        id="metadata.byline-foreign",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?-i:Von|VON|Por|POR|Par|PAR) |(?:ein (?:kommentar|gastbeitrag|interview|essay|bericht) von|(?:text|texte|texto|testo|текст|tekst|fotos?|redaktion|autor(?:in|en|a|es)?|auteure?s?|autore|автор(?:ы|и)?|door|yazan|redacción|rédaction) ?:|propos recueillis par|(?:автор|текст) ?[:-]) ?)"
        + _NAME
        + r"(?:(?:,? (?:und|y|et|e|и|i|en|ve) |, |/)"
        + _NAME
        + r"){0,3}(?:[ ,|·•/-]*\d{1,2}[./]\d{1,2}[./]\d{2,4}[^.]{0,20})?[ .,|:]*$",
        reason="the byline",
        source=_SEEN,
        hits=("Von Erika Mustermann", "Автор: Анна Иванова"),
        misses=("Von der Mole blieb nichts übrig.", "Por la tarde ardió el muelle."),
    ),
    Rule(
        id="metadata.posted-by",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:posted|published|submitted|created|added|uploaded|modified|updated|(?:written|authored|contributed|filed|edited) (?:by|on) (?-i:[\p{Lu}\d]))(?: ?:)?(?: (?:by|on|in|at|under))? ?[^.!?]{2,60}(?:(?:19|20)\d\d|\d[:.]\d\d ?(?:[ap]\.?m\.?)?|[ap]\.?m\.?|permalink|comments?(?: \(?\d*\)?)?|/\d\d|\d{1,2}\.\d{1,2}\.\d\d)[^.!?]{0,60}|(?:posted|submitted|written|authored|uploaded) by:? (?-i:[\p{Lu}\d@])[^.!?]{1,40})[ .|]*$",
        reason="who posted it, and when",
        source=_SEEN,
        hits=("Posted by Jane Doe at 3:02 PM", "Posted on May 3, 2012 by editor | Permalink"),
        misses=(
            "Posted by the harbour wall, the guard saw nothing of the fire that broke out at 3:02 a.m. in the hold of the ferry, nor of the men.",
            "Written by hand in 1931, the letter was sold.",
        ),
    ),
    Rule(
        id="metadata.reading-time",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:(?:estimated |est\. )?read(?:ing)?(?: time)? ?[:-]? ?)(?:about |less than )?\d{1,2}[ -]?(?:min(?:ute)?s?)(?: read)?|(?:about |less than )?\d{1,2}[ -]?min(?:ute)?s?[ -]?(?:read|listen|watch|video)|\d{1,3} (?:views?|reads?|words?)|lesezeit ?:? ?(?:ca\. )?\d{1,2} ?min(?:uten?)?\.?|\d{1,2} min(?:uten?)?\.? lesezeit|tiempo de lectura ?:? ?\d{1,2} ?min(?:utos?)?\.?|\d{1,2} min(?:utos)? de lectur?a|(?:temps de lecture|lecture) ?:? ?\d{1,2} ?min(?:utes?)?\.?|tempo (?:de leitura|di lettura) ?:? ?\d{1,2} ?min(?:utos?|uti)?\.?|время (?:чтения|на чтение) ?:? ?\d{1,2} ?мин(?:ут[аы]?)?\.?|czas czytania ?:? ?\d{1,2} ?min(?:ut[ya]?)?\.?|leestijd ?:? ?\d{1,2} ?min(?:uten|uut)?\.?|okuma süresi ?:? ?\d{1,2} ?d(?:a)?k(?:ika)?\.?)[ .|]*$",
        reason="the reading time",
        source=_SEEN,
        hits=("4 min read", "Lesezeit: 3 Minuten"),
        misses=(
            "The 4 min read by the judge moved the court.",
            "Reading time is the best time of the day.",
        ),
    ),
    Rule(
        id="metadata.tags",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:tags?|tagged(?: (?:as|with|under|in))?|filed (?:under|in|to|as)|topics?(?:\(s\))?|keywords?|labels?|categor(?:y|ies)|posted in|published in|listed in|related topics|schlagw[oö]rte?r?|schlagworte|stichw[oö]rte?r?|themen|etiquetas|temas|palabras clave|mots[- ]clés|thèmes|étiquettes|palavras-chave|assuntos|argomenti|parole chiave|теги|тэги|метки|ключевые слова|рубрики|мітки|tagi|słowa kluczowe|trefwoorden|onderwerpen|etiketler)(?: ?[:|] ?|(?: and tagged)? (?-i:[\p{Lu}#])[^.!?,:]{1,40}, (?-i:[\p{Lu}#\p{Ll}]))[^.!?]{2,300}$",
        reason="the tags of the piece",
        source=_SEEN,
        hits=("Tags: harbour, ferries, winter", "Filed under: Politics | Transport"),
        misses=(
            "Tags sewn into the coats named the makers: all of them local. Nobody knew.",
            "Filed under oath, the papers name the harbour master.",
        ),
    ),
    Rule(
        id="metadata.tags-heading",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:tags?|tagged(?: (?:as|with|under|in))?|filed (?:under|in)|(?:(?:related|more|explore|read) )?(?:more on )?(?:the )?(?:topics?|tags)(?: in this (?:story|article))?|keywords?|posted in|published in|more on these topics|explore (?:more )?(?:on )?(?:these|the) topics(?: in this story)?|schlagw[oö]rte?r?|schlagworte|stichworte|etiquetas|palabras clave|mots[- ]clés|palavras-chave|argomenti|теги|тэги|метки|ключевые слова|теґи|мітки|tagi|słowa kluczowe|trefwoorden|etiketler) ?:?$",
        reason="the heading of the tags",
        source=_SEEN,
        hits=("Tagged Under :", "Tags"),
        misses=("Tags on the coats", "Topics for the next council"),
        carry=2,
    ),
    Rule(
        id="metadata.agency",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:source|sources|by|with|quelle|fuente|fonte|источник|джерело|źródło|bron|kaynak|via|from|agency)[ :]+(?:with )?(?:the )?)?"
        + _AGENCY
        + r"(?: ?(?:[,/&+|-]|and|und|y|et|/) ?(?:the )?"
        + _AGENCY
        + r"| ?/ ?[^ .,]{2,14}){0,3}[)\]. |]*$",
        reason="the agency that the piece came from",
        source=_SEEN,
        hits=("Source: Reuters", "dpa/afp"),
        misses=("Reuters was told of the fire at dawn.", "Source: close to the harbour master"),
    ),
    Rule(
        id="metadata.source",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:source|sources|via|h/t|hat tip|quelle|quellen|fuente|fuentes|fonte|источник|источники|джерело|źródło|bron|kaynak) ?: ?(?:https?://[^ ]+|www\.[^ ]+|(?-i:[\p{Lu}])[^.!?:]{1,60})|h/t [^.!?]{2,40})[ .)\]]*$",
        reason="the source of the piece",
        source=_SEEN,
        hits=("Source: Harbour Board of Dale", "Quelle: Hafenamt"),
        misses=(
            "Source: nobody would say who had told her. It hardly mattered.",
            "The source: a boy of nine",
        ),
    ),
    Rule(
        id="metadata.contributed",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?-i:\p{Lu})[^.!?:;\"]{2,60}[^!?:;\"]{0,200} contributed(?: (?:to|reporting(?: to| for| from)?|research(?: to)?)(?: this| the)?(?: [\p{L}]+)?(?: (?:story|report|article|post|piece|dispatch))?(?: from [^.!?]{2,50})?)?|(?:additional |further |other )(?:reporting|research|contributions|material|writing|editing)(?: (?:contributed|also contributed|was contributed))? (?:by|from) .{3,220}|with (?:additional )?(?:reporting|contributions|assistance|files|inputs|reports?|material) (?:by|from) .{3,220}|with (?:assistance|post wires|wire reports|agency inputs|inputs from|agencies).{0,220}|contribut(?:ing|ors?) ?: .{3,200})[.)\]]*$",
        reason="who contributed to the piece",
        source=_SEEN,
        hits=(
            "Jane Doe in Dale contributed to this report.",
            "Additional reporting by John de Vries",
        ),
        misses=(
            "Strong winds contributed to the fire, the chief said.",
            "Jane Doe contributed to this town's wealth for decades.",
        ),
    ),
    Rule(
        id="metadata.reporting-by",
        label="metadata",
        pattern=r"^[(\[]?(?:reporting|writing|editing|edited|compiled|translated|written|reported|production|produced) (?:and (?:writing|editing) )?by (?-i:\p{Lu})[^()]{3,220}(?:; ?(?:editing|writing|additional|graphics|edited|production)[^()]{0,160})?[.)\]]*$|^\((?:reporting|editing|writing|additional reporting|with inputs from|this (?:story|article|report) (?:has|was)|agencies|with agency)[^()]{3,260}\)\.?$",
        reason="who reported and edited the piece",
        source="seen on extractor output, train sites; the sign-offs of news agencies",
        hits=("(Reporting by Jane Doe; Editing by John de Vries)", "Editing by Jane Doe"),
        misses=(
            "Reporting by candlelight, she filed her story at dawn.",
            "Editing by hand takes weeks.",
        ),
    ),
    Rule(
        id="metadata.originally",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:this (?:story|article|post|piece|essay|report|column|op-ed|interview|content|press release|item|commentary)(?: was| has been| is)?(?: also| first)? (?:(?:originally|first|previously|initially) )?|(?:the|a version of this|an earlier version of this) (?:story|article|post|piece|essay|report|column|op-ed|interview|content|commentary)(?: was| has been| is)? (?:also |originally |first |previously |initially ))(?:appeared|published|posted|ran|produced|written|republished|reprinted|syndicated|cross-posted|reproduced|adapted|provided|excerpted|sourced|taken|featured)(?: (?:originally|first|previously))?(?: (?:by|on|in|at|from|with|here|under|courtesy)).{0,200}|(?:originally|first|previously) (?:published|appeared|posted|reported)(?: (?:by|on|in|at|here))? .{2,120}|(?:re(?:published|printed|posted)|cross-?posted|syndicated|reproduced)(?: (?:with|by) permission)? (?:from|at|on|with|by) .{2,200}|(?:dieser (?:artikel|text|beitrag) (?:erschien|ist|wurde) (?:zuerst|zunächst|ursprünglich)?|este artículo (?:fue|se) public|cet article (?:a été|est) (?:d'abord |initialement )?(?:publié|paru)|este artigo foi (?:originalmente )?publicado|questo articolo è (?:stato )?(?:pubblicato|apparso)|(?:эта )?(?:статья|материал) (?:впервые )?(?:был[аи]? )?(?:впервые )?опубликован).{0,160})$",
        reason="where the piece was first published",
        source=_SEEN,
        hits=(
            "This story was originally published in the Dale Review.",
            "Republished with permission from the Harbour Post.",
        ),
        misses=(
            "The story was told first in the bars of the harbour.",
            "This article of the treaty was written in haste.",
        ),
    ),
    Rule(
        id="metadata.role",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:by )?(?:(?:our|special|staff|senior|chief|political|opinion|guest|contributing|freelance|deputy|news|business|health|sports?|crime|education|environment|science|foreign|us|uk|web|digital|online|city|national|washington|africa|asia|europe)[ -])+(?:correspondents?|reporters?|writers?|contributors?|columnists?|editors?|bureau|desk|opinion contributor|staff)|(?-i:\p{Lu}[\p{L}]+ (?:\p{Lu}[\p{L}]+ )?(?:Reporter|Correspondent|Contributor|Columnist|Staff Writer|Staff Writers))|special (?:for|to) (?:the )?(?-i:\p{Lu})[^.!?,]{2,30}|analysis ?/ ?opinion|opinion ?/ ?analysis|editorial board|contributors?|for immediate release|press release|media release|news release|(?:by )?(?:agency|wire) (?:reports?|staff)|staff(?: reports?| and agencies| writer)|(?:by )?(?:newsroom|web ?desk|news ?desk|online desk|staff reports?)|redaktion|redacción|la rédaction|da redação|redazione|redakcja)(?: ?: ?(?:"
        + _DATE
        + r")?)?[ .|:]*$",
        reason="the author's role or the kind of the piece",
        source=_SEEN,
        hits=("Opinion contributor", "For Immediate Release: March 3, 2017"),
        misses=("Our correspondent was on the pier when it fell.", "Press release of prisoners"),
    ),
    Rule(
        id="metadata.date-and-crumbs",
        label="metadata",
        pattern=r"^[^\p{L}\d]{0,3}(?:"
        + _DATE
        + r"(?:"
        + _TIME
        + r")?[ |,·•/-]+(?:(?:by|von|por|par) "
        + _NAME
        + r"|(?:posted|filed|published|updated|in|under) [^.!?]{3,80}|\d{1,5} (?:comments?|views|min read|shares)[^.!?]{0,30}|permalink.{0,30}|[\p{Lu}][^.!?,]{2,30})|"
        + _NAME
        + r" ?[|·•/,-] ?"
        + _DATE
        + r"(?:"
        + _TIME
        + r")?|[^.!?]{3,60}[ |·•/-]"
        + _DATE
        + _TIME
        + r"[^.!?]{0,40})$",
        reason="a date with a name, a section or a counter",
        source=_SEEN,
        hits=("March 3, 2017 | by Jane Doe", "Jane Doe, 3 March 2017 9:15 am"),
        misses=(
            "March 3, 2017 by the harbour was a day of joy.",
            "It was on March 3, 2017 that the pier burnt down.",
        ),
    ),
    Rule(
        id="metadata.record-field",
        label="metadata",
        pattern=r"^(?:(?:author|authors|writer|reporter|photographer|contributor|byline|isin|section|modified|created|news id|hits|views|word count) ?: ?)(?:"
        + _NAME
        + r"|\d[\d,. ]{0,12})(?: ?[|,/] ?"
        + _NAME
        + r"){0,2}$",
        reason="a field of the piece's record",
        source=_SEEN,
        hits=("Author: Jane Doe", "Views: 1,204"),
        misses=(
            "Author: nobody knows who wrote the song",
            "Section: a cut through the hull, with the mast down",
        ),
    ),
    Rule(
        id="metadata.role-of-name",
        label="metadata",
        pattern=r"^[^\p{L}\d\"]{0,3}(?:"
        + _NAME
        + r",? (?-i:(?:Chief |Senior |Staff |Special |Political |Health |Science |Business |Education |Environment |Crime |Court |Sports? |Foreign |Local |Democracy |Home |Affairs |Social |Arts |City |Our |Defence |Defense |Economics |Transport |Technology |Entertainment )*(?:Correspondent|Reporter|Columnist|Staff Writer))|by (?:our|an?|the) (?:own |special |staff |foreign |local )?(?:correspondents?|reporters?|staff(?: reporters?| writers?)?)(?: in "
        + _NAME
        + r")?(?:,? "
        + _DATE
        + r")?|(?:published|posted|filed) in (?-i:\p{Lu}[^\d.,:;!?|\"()/@_-]{2,30}))[ .|]*$",
        reason="the author with a role",
        source=_SEEN,
        hits=("Jane Doe, Health Correspondent", "By our correspondent in Dale, 18 October 2022"),
        misses=(
            "Jane Doe, Health Correspondent of the Dale Post, was held for two days.",
            "By our correspondent's count, four boats sank.",
        ),
    ),
    Rule(
        id="metadata.section-date",
        label="metadata",
        pattern=r"^(?:(?-i:\p{Lu})[^\d.,:;!?|\"()/@_-]{2,28} ?(?:,|·|\||•) ?"
        + _DATE
        + r"(?: ?[·|•,] ?(?:"
        + _TIME
        + r"|\d{1,2} min\p{L}* read))?|\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?|uhr)?,? (?:on )?"
        + _DATE
        + r"|"
        + _DAY[:-1]
        + r"\d{1,2}(?:st|nd|rd|th)? "
        + _MONTH
        + r",? \d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?)[ .|]*$",
        most=1,
        reason="the section and the date of the piece",
        source=_SEEN,
        hits=("Food & Drink, 1 December 2021", "7:00 am, 23 January 2024"),
        misses=(
            "Sunday 4 February, 21:55: the alarm sounds",
            "Food & Drink, 1 December 2021 issue, had the recipe.",
        ),
    ),
    Rule(
        id="metadata.place-agency",
        label="metadata",
        pattern=r"^(?-i:\p{Lu}{2}[\p{Lu} .'-]*(?:, \p{Lu}[^\d,:;!?|\"()/@&'_-]{2,20})?),?(?: (?:\d{1,2}[ .]*\p{L}{3,10}\.?|\p{L}{3,10}\.? \d{1,2})(?:,? \d{4})?,?)? ?\((?:(?-i:\p{Lu})[^()]{0,30} )?(?:"
        + _AGENCY
        + r"|(?-i:Press|News|Agency|Wire|Newswire|Service|Agentur|Agence|Agencia|Agência|Agenzia)(?: [\p{L}]{2,12}){0,2})\)[ .:-]*$",
        reason="the place and the agency",
        source=_SEEN,
        hits=("DALE, (Harbour News Agency)", "DALE, 5 July (Harbour Press)"),
        misses=(
            "DALE, 5 July (Harbour Press) - The pier burnt down on Friday.",
            "Dale Harbour Agency (in the red since May)",
        ),
    ),
    Rule(
        id="metadata.published-sentence",
        label="metadata",
        pattern=r"(?:^|[.!?…\"] )(?P<junk>(?:(?:first|originally|last) )?(?:published|posted|updated)(?: online)? on "
        + _DATE
        + r"(?:"
        + _TIME
        + r")?(?: by (?-i:\p{Lu})[^.!?\",;:]{2,40})?(?:\.|$))",
        reason="when the piece was published, in a sentence",
        source=_SEEN,
        hits=(
            "Prices fell again. Published on 2 July 2023 by Farm Desk.",
            "Updated on July 2, 2023.",
        ),
        misses=(
            "Published on 2 July 2023 by a small press, the book sold out.",
            "The list was published on 2 July 2023 by the board.",
        ),
        scope="sentence",
    ),
    Rule(
        id="metadata.initials",
        label="metadata",
        pattern=r"^(?:[(\[](?-i:\p{Ll}{2,4}(?:/\p{L}{2,6}){1,3})[)\]]\.?|(?:reporting|writing|editing|words|additional reporting|translation|research) ?: ?"
        + _NAME
        + r"(?:(?:,| and|;| &) [^.!?\"]{2,160})?\.?)$",
        reason="who wrote the piece",
        source=_SEEN,
        hits=("(tok/sid)", "Reporting: Jane Doe; additional reporting: John de Vries"),
        misses=("(laughs and sits)", "Editing: a craft that machines do not master, she says."),
    ),
    Rule(
        id="metadata.credits-foreign",
        label="metadata",
        pattern=r"^[^\p{L}\d\"]{0,3}(?:(?-i:Por|Par|Von|Di|di) "
        + _FULL_NAME
        + r"(?:, (?-i:\p{Lu})[^.!?,:;\"]{2,40})?|aus (?-i:\p{Lu}[\p{L}-]+) berichte[nt] "
        + _FULL_NAME
        + r"|(?:la )?(?-i:Redacción|Redação|Redazione|Redakcja|Rédaction) (?-i:\p{Lu}[\p{L}]+)(?: (?-i:\p{Lu}[\p{L}]+)){0,2}|(?:la )?rédaction (?:de [^.!?\"]{2,40} )?avec [^.!?\"]{2,40}|(?:con (?:información|informaciones|datos|reportes) de|com informações d[aeo]s?|mit (?:material|informationen) (?:von|der)|mit agenturmaterial|met medewerking van) (?-i:\p{Lu})[^.!?\"]{2,80}|(?:avec|con|com|mit) (?:afp|efe|reuters|ap|dpa|ansa|lusa|agências|agencias|agenturen|agences)(?:(?:,| y| e| et| und) [^.!?\"]{2,30}){0,2}|(?:archivado en|más (?:sobre|temas)|temas (?:relacionados|en esta nota)|en esta nota|classé dans|sur le même thème|arquivado em|tudo sobre|mais sobre|archiviato in|più informazioni su|abgelegt (?:in|unter)|mehr zu (?:den|diesen|diesem) themen?|lesen sie mehr zu (?:den|diesen|diesem) themen?|темы|сюжеты?|категории|kategori[ae]|kategorien|tematy|categor[ií]as?|catégories?|categorie|rubriken?|rubrique) ?:(?: ?[^.!?\"]{2,160})?)[ .)|]*$",
        reason="byline, credits or tags, other languages",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Por Ana Silva, Folha do Porto", "Archivado en: Sequía · Embalses"),
        misses=(
            "Di Maria nessuno parlava più nel porto.",
            "Con información de la policía se cerró el caso, dijo el juez.",
        ),
    ),
)
