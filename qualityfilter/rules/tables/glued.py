"""Junk that an extractor glued to good text: only the match falls, the rest of the line stays.

Seen in the outputs of extractors on news sites of many countries. The label is that of the
junk. Every pattern wants a sign that no sentence holds: arrows, a capital without a space
before it, a lead-in with its colon straight after the end of a sentence.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"

RULES = (
    Rule(
        id="glued.visit-arrows",
        label="related",
        pattern=r"(?P<junk>(?:(?:for (?:more|details|full story)[^.!?>]{0,40},? )?(?:please )?(?:visit|click(?: here)?|read (?:more|on|full story|full article|also)|see (?:more|also)|view(?: more)?|watch(?: now| video)?|continue(?: reading)?|know more|learn more|find out more|full story|details|more)(?: (?:here|now|at|on|to|website|site|link|below))* ?(?:>{2,}|→|[›»]+|\">?\"+)))",
        reason="a button glued to the text",
        source=_SEEN,
        hits=(
            "The ferry was approved by the council.visit >>>",
            "The pier is closed until May. Read more >> The mayor said so.",
        ),
        misses=(
            "Visit the pier > walk to its end > look back.",
            "He told them to read more, and they did.",
        ),
        scope="match",
    ),
    Rule(
        id="glued.read-more-end",
        label="related",
        pattern=r"(?:[\p{Ll}\d,] ?(?:\[(?:…|\.\.\.)\]|…|\.{3})|[.!?\"')\]…]|(?-i:\p{Ll})) ?(?P<junk>\(?\[?(?-i:Read more|READ MORE|Read More|Continue reading|Continue Reading|CONTINUE READING|Read full story|Read Full Story|Read the full story|Full Story|Keep reading|Read full article|Read Full Article|Read the full article|View Post|View Article|Weiterlesen|Mehr lesen|Lire la suite|Lire plus|Leer más|Seguir leyendo|Leia mais|Continue lendo|Leggi tutto|Continua a leggere|Читать далее|Читать полностью|Читати далі|Czytaj więcej|Czytaj dalej|Lees meer|Lees verder|Devamını oku)(?: ?\.{3}| ?…| ?[>\"→›]+)?\]?\)?[ .]*)$",
        reason="a button glued to the end of the text",
        source=_SEEN,
        hits=(
            "The pier is closed until May [...] Read More",
            "The pier is closed until May.Read more »",
        ),
        misses=("The teacher told the class that they should read more", "Read more"),
        scope="match",
    ),
    Rule(
        id="glued.bare-read-more",
        label="related",
        pattern=r"(?:[.!?…\"')\]]|\.\.\.) ?(?P<junk>(?-i:READ MORE|Read More|CLICK HERE TO READ MORE|CONTINUE READING|STORY CONTINUES|SCROLL DOWN FOR MORE))(?: ?(?-i:\p{Lu}\p{Ll}))",
        reason="a button glued between two sentences",
        source=_SEEN,
        hits=(
            "The pier is closed.READ MORE The mayor said so.",
            "The pier is closed until May... Read MoreThe mayor said so.",
        ),
        misses=(
            "The sign said READ MORE BOOKS to all who passed.",
            "They read more. The mayor did not.",
        ),
        scope="match",
    ),
    Rule(
        id="glued.read-also",
        label="related",
        pattern=r"(?:[.!?\"')\]…]|\.\.\.) ?(?P<junk>[\[(]?(?-i:READ ALSO|ALSO READ|READ MORE|READ NEXT|SEE ALSO|ALSO SEE|MUST READ|DON'T MISS|RELATED|READ HERE|ALSO WATCH|WATCH ALSO|RELATED STORY|RELATED STORIES|RELATED ARTICLE|Read Also|Read also|Also Read|Also read|Read More|Read more|See Also|Read Next|Must Read|Related Story|Related Article|Recommended)(?: ?[:|]| [-] ) ?(?:https?://[^ ]+(?: pic\.twitter\.com/[^ ]+)?|[^.!?]{6,110}(?:[.!?][\])]?|[\])]|$)))",
        reason="another story's headline amid the text",
        source=_SEEN,
        hits=(
            "The pier is closed. READ ALSO: Ferry crews strike again. The mayor said so.",
            "The council agreed. ALSO READ: Storm shuts the eastern line",
        ),
        misses=(
            "The sign by the pier says READ ALSO THE SMALL PRINT.",
            "He read more: three books a week. Nobody else did.",
        ),
        scope="match",
    ),
    Rule(
        id="glued.read-also-other",
        label="related",
        pattern=r"(?:[.!?\"')\]…]|\.\.\.) ?(?P<junk>[\[(]?(?:lesen sie (?:auch|mehr|dazu|hier)(?: auch)?|lies auch|mehr zum thema|auch interessant|(?:à |a )?lire (?:aussi|également)|lea también|lee también|le puede interesar|te puede interesar|leia (?:também|mais)|veja também|saiba mais|leggi anche|читайте (?:также|ещ[её]|также на сайте)|смотрите также|читайте також|дивіться також|czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również)|lees ook|bekijk ook|ayrıca okuyun) ?: ?(?:https?://[^ ]+(?: pic\.twitter\.com/[^ ]+)?|[^.!?]{6,110}(?:[.!?][\])]?|[\])]|$)))",
        reason="another story's headline amid the text",
        source=_SEEN,
        hits=(
            "Die Mole ist zu. Lesen Sie auch: Fähren stehen still. Das sagte der Bürgermeister.",
            "Причал закрыт. Читайте также: Паромы встали. Так решил мэр.",
        ),
        misses=(
            "Lire aussi les notes de bas de page, disait le maître.",
            "Он просил: читайте также сноски.",
        ),
        scope="match",
    ),
    Rule(
        id="glued.advertisement",
        label="advertising",
        pattern=r"(?:[.!?\"')…]|(?-i:\p{Ll}))(?P<junk>(?-i:Advertisement|ADVERTISEMENT|ADVERTISING|Advertising|Close advertisement|Close ad|CLOSE AD|Ad Policy|Story continues below advertisement|Story continues below the video|Story continues below|Article continues below|Article continues after ad|Anzeige|ANZEIGE|Publicidad|PUBLICIDAD|Publicité|Publicidade|PUBLICIDADE|Реклама|РЕКЛАМА|Reklama|REKLAMA|Pubblicità))(?:(?-i:\p{Lu})|[ \"'.-]|$)",
        reason="an advertisement's label glued to the text",
        source=_SEEN,
        hits=(
            "The pier is closed.AdvertisementThe mayor said so.",
            "The pier is closed until May.Close ad",
        ),
        misses=(
            "The advertisement showed the pier.",
            "It ran in the paper. Advertisement sales fell.",
        ),
        scope="match",
    ),
    Rule(
        id="glued.advertisement-spaced",
        label="advertising",
        pattern=r"[.!?\"')…] (?P<junk>(?-i:ADVERTISEMENT|ADVERTISING|Advertisement|Ad Policy|Story continues below(?: this)?(?: advertisement| ad)?\.?|Article continues below(?: this)?(?: advertisement| ad)?\.?|Article continues after (?:this )?(?:ad|advertisement)\.?|Advertisement - (?:story|scroll to|article) continues?(?: below)?\.?|ANZEIGE|PUBLICIDAD|PUBLICITÉ|PUBLICIDADE|РЕКЛАМА))(?: (?-i:The|A|An|He|She|It|They|We|I|In|On|At|But|And|This|That|There|For|As|After|Mr|Ms|Mrs|Dr|Die|Der|Das|El|La|Los|Las|Le|Les|O|Os|В|На|По) | \"|$)",
        reason="an advertisement's label amid the text",
        source=_SEEN,
        hits=(
            "The pier is closed. ADVERTISEMENT The mayor said so.",
            "The pier is closed. Story continues below this ad",
        ),
        misses=(
            "It was bad for trade. Advertisement sales fell.",
            "The clerk wrote ADVERTISEMENT across the page.",
        ),
        scope="match",
    ),
    Rule(
        id="glued.section-name",
        label="navigation",
        pattern=r"^(?:.*(?-i:\p{Ll}{2}|\d|[?!'\")])(?P<junk>(?-i:Top Stories|Top News|Latest News|World News|Breaking News|Local News|National News|Business News|Sports News|Political News|Entertainment News|Health News|Featured News|Top Story|Latest Stories|Editor's Pick|Editors' Picks|Editor's Picks|Press Release|Press Releases|News & Politics|Crime & Courts|Food & Drink|Arts & Culture|Life & Style|Science & Tech|Home News|General News|Other News|Main News|Metro News|Must Read|Trending Now)))$",
        reason="a section's name glued to a title",
        source=_SEEN,
        hits=(
            "Ferries return to the northern valleyTop Stories",
            "Council backs the second bridge over the rivers at lastBreaking News",
        ),
        misses=(
            "The site calls its front page Top Stories",
            "Top Stories of the year were told at the pier.",
        ),
        scope="match",
    ),
    Rule(
        id="glued.section-word",
        label="navigation",
        pattern=r"^[^ ]+ [^ ]+ [^ ]+ (?:.* )?(?-i:\p{Ll}{3,})(?P<junk>(?-i:Business|Sports|Politics|Entertainment|Lifestyle|Technology|Education|Opinion|Headlines|National|Featured|Uncategorized|Crime|Economy))$",
        reason="a section's name glued to a title",
        source=_SEEN,
        hits=(
            "Council backs the second bridge over the riverPolitics",
            "Ferry fares to rise again in the springBusiness",
        ),
        misses=("The town at last talks of Politics", "She wrote for the site called YahooSports"),
        scope="match",
    ),
    Rule(
        id="glued.script-tail",
        label="artifact",
        pattern=r"(?P<junk>(?:\{\{ ?[^{}]*\}\}|\[/?embed\]|\[embed\][^ ]+\[/embed\]|\[caption [^\]]+\]|\[/caption\]|&nbsp;|#related#|\[/?(?:sharequote|pullquote)[^\]]*\]|<!--[^>]*-->|\(?adsbygoogle ?=[^;]*;|googletag\.cmd\.push\([^;]*;))",
        reason="residue of a template amid the text",
        source=_SEEN,
        hits=(
            "The pier is closed.[embed]https://example.org/clip[/embed]",
            "The pier&nbsp;is closed until May.",
        ),
        misses=("The embed in the deed was struck out.", "They wrote {sic} beside it."),
        scope="match",
    ),
    Rule(
        id="glued.photo-credit-end",
        label="caption",
        pattern=r"[.!?\"] ?(?P<junk>\((?:image source(?: from)?|(?:photo|image|picture|pic) (?:source|credit|courtesy)s?) ?:[^()]{2,100}\)|\[(?:image|photo|picture) (?:source|credit|via|courtesy)[^\[\]]{2,100}\])\.?$",
        reason="a picture's credit glued to the text",
        source=_SEEN,
        hits=(
            "The pier is closed until the first of May, the mayor said on Monday after a long night in council. (Image source from: Dale Board)",
            "The pier is closed until the first of May, the mayor said on Monday after a long night in council. [Image via Dale Board]",
        ),
        misses=(
            "The pier is closed until the first of May, the mayor said on Monday after a long night in council. (Image rights lie with the board.)",
            "The image source: a phone.",
        ),
        scope="match",
    ),
    Rule(
        id="glued.label-sentence",
        label="advertising",
        pattern=r"[.!?\"'…)] (?P<junk>(?-i:Advertisement|ADVERTISEMENT|Sponsored content|Anzeige|Publicidad|Publicité|Publicidade|Pubblicità|Реклама|Reklama|Weiter nach der Werbung|Artikel wird nach der Werbung fortgesetzt)\.)(?: (?-i:\p{Lu})| \"|$)",
        reason="an advertisement's label amid the text",
        source=_SEEN,
        hits=(
            "The pier is closed. Advertisement. The mayor said so.",
            "Le port est fermé. Publicité. Le maire l'a dit.",
        ),
        misses=(
            "He stared at the page. Advertisement. not news, he wrote.",
            "Tout est publicité. Le maire l'a dit.",
        ),
        scope="match",
    ),
    Rule(
        id="glued.follow-foreign",
        label="social",
        pattern=(
            r"(?:[.!?\"')…]) ?(?P<junk>¡?(?-i:Síguenos|Síganos|Seguinos|Siga-nos|Suivez-nous|Rejoignez-nous|Retrouvez-nous|Seguici|Folgen Sie uns|Folge uns|Folgt uns|Obserwuj nas|Śledź nas|Polub nas|Dołącz do nas|Подписывайтесь на нас|Подписывайтесь на наш [\p{Ll}-]+|Подпишитесь на наш [\p{Ll}-]+|Читайте нас|Volg ons|Bizi) (?:también |aussi |auch |jetzt |ook |anche )?(?:en|no|na|sur|su|auf|bei|w|op|в|на|via) (?:nuestro canal de |notre chaîne |unserem |nuestras |nossas )?(?:google (?:noticias|news|nachrichten|actualités|notícias)|facebooku?|whats ?appu?|telegrama?|telegram-\p{L}+|телеграм\p{L}*|дзен\p{L}*|вконтакте|instagramie?|instagram|twitterze|twitter|x|tik ?toku?|youtube|redes sociales|redes sociais|les réseaux(?: sociaux)?)"
            r"(?:(?:,| y| e| et| und| i| и| o) (?:en |no |sur |auf |na |w |в )?(?:google (?:noticias|news|nachrichten|actualités|notícias)|facebook|whats ?app|telegram|instagram|twitter|x|tik ?tok|youtube|threads))*(?: (?:y|e|et|para|pour|und|um|i|aby|и|чтобы) (?-i:\p{Ll}+)(?: (?-i:[\p{Ll}']+)){0,8})?[.!]?)(?:$|[^\p{L}])"
        ),
        reason="asks to follow the site, glued to a paragraph",
        source=_SEEN,
        hits=(
            "Cayeron catorce. Síguenos en Google Noticias y no te pierdas nada Dos abandonaron.",
            "Dyrektorka zapewnia. Dołącz do nas na Facebooku!",
        ),
        misses=(
            "Dijo: síguenos en silencio y no te pierdas.",
            "Er rief: Folgen Sie uns auf den Turm!",
        ),
        scope="match",
    ),
    Rule(
        id="glued.follow-french",
        label="social",
        pattern=r"[.!?\"')…] ?(?P<junk>(?-i:Suivez|Retrouvez) (?:toute )?l'(?:actualité|info)[^.!?\"]{0,60} sur (?:notre|nos) (?:chaînes?|pages?|comptes?|canal|canaux) (?:whats ?app|telegram|facebook|instagram|youtube|tik ?tok|x|twitter)[.!]?)$",
        reason="asks to follow the site, glued to a paragraph",
        source="the wording of French papers",
        hits=(
            "Le port rouvre lundi. Suivez toute l'actualité du port sur notre chaîne WhatsApp",
            "Il pleut.Retrouvez l'info locale sur notre page Facebook.",
        ),
        misses=(
            "Il l'a dit. Suivez toute l'actualité avec prudence.",
            "On nous répète : suivez l'info sur notre chaîne WhatsApp",
        ),
        scope="match",
    ),
    Rule(
        id="glued.rights-end",
        label="legal",
        pattern=r"[.!?\"')…] ?(?P<junk>(?:© ?)?(?:(?-i:RIPRODUZIONE RISERVATA)|(?-i:Riproduzione riservata)(?: ?©)?)\.?)$",
        reason="a note that rights are reserved, glued to the end of the text",
        source="the wording of Italian papers",
        hits=(
            "Il ponte riapre lunedì. © RIPRODUZIONE RISERVATA",
            "Il ponte riapre lunedì.Riproduzione riservata ©",
        ),
        misses=(
            "Il giudice parla di riproduzione riservata.",
            "La scritta dice: RIPRODUZIONE RISERVATA",
        ),
        scope="match",
    ),
    Rule(
        id="glued.paywall-foreign",
        label="subscription",
        pattern=r"(?:[.!?\"')…]) ?(?P<junk>(?-i:Weiterlesen mit [\p{Lu}][^.!?\"]{2,80}|Jetzt weiterlesen(?: mit [^.!?\"]{2,60})?|(?:Cet article est |Article |Contenu )réservé (?:aux|à nos) abonnés\.?(?: Il vous reste .{5,70})?|Il vous reste [\d.,]+ ?% de cet article à (?:découvrir|lire)\.?(?: .{0,60})?|La suite est réservée aux abonnés\.?|Contenido exclusivo para (?:suscriptores|socios|abonados)\.?|Conteúdo exclusivo para assinantes\.?|Contenuto riservato agli abbonati\.?|Dieser Artikel ist (?:nur )?für (?:unsere )?Abonnenten[^.!?\"]{0,40}\.?|Ten artykuł jest dostępny tylko dla [^.!?\"]{3,40}\.?|Материал доступен только по подписке\.?))$",
        reason="a paywall's note glued to the end of the text",
        source=_SEEN,
        hits=(
            "Das sagte der Trainer. Weiterlesen mit Hafen+: vier Wochen gratis",
            "Le maire se tait.Article réservé aux abonnés. Il vous reste 60 % de cet article à découvrir.",
        ),
        misses=(
            "Il a dit : article réservé aux abonnés du théâtre.",
            "Das Kind wollte weiterlesen mit der Lampe. Weiterlesen mit vollem Bauch",
        ),
        scope="match",
    ),
    Rule(
        id="glued.initials-end",
        label="metadata",
        pattern=r"[.!?\"] (?P<junk>\((?-i:\p{Ll}{2,4}(?:/\p{Ll}{2,6}){1,3})\))$",
        reason="the writers' initials at the end of the text",
        source="seen on extractor output; the sign-offs of German papers",
        hits=("Die Mole bleibt zu. (tok/sid)", "Das sagte der Trainer. (jmu/dpa)"),
        misses=("Er las das Wort (und/oder) laut vor.", "Gemeint sind alle. (und/oder"),
        scope="match",
    ),
    Rule(
        id="glued.button-foreign",
        label="related",
        pattern=r"[.!?\"')…] ?(?P<junk>(?-i:Saiba mais aqui|Leia mais aqui|Veja mais aqui|Más información aquí|En savoir plus ici|Mehr dazu hier|Подробнее ?- ?в (?:нашем )?материале(?: [^.!?]{2,60})?|Детальніше ?- ?у (?:нашому )?матеріалі|Więcej (?:na ten temat )?(?:tutaj|w naszym artykule))\.?|>{1,2} ?(?:à lire|lire aussi|leggi anche|lea también|leia também|lees ook|czytaj także|lesen sie auch|siehe auch) ?:? [^.!?]{6,120}[.?!]?)$",
        reason="a button glued to the end of the text",
        source=_SEEN,
        hits=(
            "Juros de 6% ao ano. Saiba mais aqui.",
            "Sous une fausse appellation. >> À lire : Comment reconnaître une étiquette",
        ),
        misses=(
            "Er schrieb: Saiba mais aqui. Niemand las es.",
            "A placa dizia saiba mais aqui",
        ),
        scope="match",
    ),
    Rule(
        id="glued.button-between",
        label="related",
        pattern=r"[.!?\"')…] ?(?P<junk>(?-i:ZOBACZ ZDJĘCIA|ZOBACZ WIDEO|OBEJRZYJ WIDEO|ZOBACZ TAKŻE|VER FOTOS|VER VIDEO|MIRA EL VIDEO|VEJA FOTOS|VEJA O VÍDEO|VOIR LES PHOTOS|VOIR LA VIDÉO|GUARDA IL VIDEO|GUARDA LE FOTO|ZUR FOTOSTRECKE|СМОТРИТЕ ВИДЕО|ФОТО И ВИДЕО)) (?-i:\p{Lu}\p{Ll}|[AIOUWZYE] \p{Ll})",
        reason="a button glued between two sentences",
        source=_SEEN,
        hits=(
            "Budowa kosztowała 23 mln. ZOBACZ ZDJĘCIA Miała się skończyć w maju.",
            "Ardió el muelle. VER VIDEO El alcalde lo confirmó.",
        ),
        misses=(
            "Na tablicy był napis. ZOBACZ ZDJĘCIA I FILMY głosił plakat.",
            "Pidió ver video. El alcalde se negó.",
        ),
        scope="match",
    ),
    Rule(
        id="glued.undefined",
        label="artifact",
        pattern=r"[.!?\"')…](?P<junk>(?-i:undefined|\[object Object\]|null|NaN))$",
        reason="a leaked value of a program at the end of the text",
        source=_SEEN,
        hits=("The pier is closed.undefined", "It rained on Monday.[object Object]"),
        misses=("The term was left undefined", "It was void. null, he wrote."),
        scope="match",
    ),
    Rule(
        id="glued.continues-end",
        label="advertising",
        pattern=r"[.!?\"')…] ?(?P<junk>(?-i:Weiter nach der (?:Werbung|Anzeige)|(?:Der )?Artikel wird (?:unten|nach der (?:Werbung|Anzeige)|unter dieser Anzeige) fortgesetzt|La suite après (?:la|cette) publicité|Continúa (?:leyendo )?después de(?: la|l) (?:publicidad|anuncio)|Continua (?:após|depois) da publicidade|Continua dopo la pubblicità|Dalsza część (?:tekstu|artykułu) pod (?:reklamą|materiałem wideo)|Продолжение после рекламы|Lees verder onder de advertentie)\.?)$",
        reason="says that the text goes on after an ad, glued to a paragraph",
        source="the ad markers of such sites, from general knowledge",
        hits=(
            "Das sagte der Trainer.Weiter nach der Werbung",
            "Le port est fermé. La suite après cette publicité",
        ),
        misses=(
            "Er will weiter nach der Werbung fragen",
            "Weiter nach der Werbung geht es um Sport. Danach folgt das Wetter",
        ),
        scope="match",
    ),
)
