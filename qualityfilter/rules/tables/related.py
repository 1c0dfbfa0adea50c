"""Other stories' headlines, teasers and links, and the headings that they stand under.

Seen in the outputs of extractors on news sites of many countries. A bare headline cannot be
told from a subheading by its wording, so every pattern wants the lead-in ("Read more:"), the
heading of the box, or the button. Words such as "related", "more" and "watch" are common in
prose: lead-ins count only at the start of a line and before a colon, bar or arrow.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"

RULES = (
    Rule(
        id="related.read-also",
        label="related",
        pattern=r"^[^\p{L}\d]{0,6}(?:(?:click here to |must |you (?:should|can) )?(?:read|watch|listen)[ -]*(?:also|more|next|too|on|as well)|(?:also|must|now|further|suggested|recommended)[ -](?:read(?:ing)?|watch|see)|see also|see more|more (?:on|about|from)(?: this)?(?: story| topic)?|go deeper|don't miss|trending(?: now| today)?|from the archives?|related(?: (?:article|story|news|post|coverage|reading|content|link|topic|video|headline|roundup)s?)?|also in this series|in case you missed it)[\])]? ?(?:[:|>•]|-{1,2} |\.{3}|…|\"{1,2}).{0,220}$",
        reason="a lead-in to another story",
        source=_SEEN,
        hits=("READ ALSO: Ferry crews call off their strike", "Related: Why the harbour silted up"),
        misses=(
            "Read more about the harbour in her memoir, she told the council.",
            "Related costs rose by a third, the auditor found: fuel, wages and rent.",
        ),
    ),
    Rule(
        id="related.more-colon",
        label="related",
        pattern=r"^(?:[-*•>(\[]+ ?)?(?:more|(?-i:READ|Read|ALSO|Also|MORE|LATEST|Latest))(?: ?: ?(?-i:[\p{Lu}\d'\"]).{8,170}[^.:;]| ?:)[)\]]?$",
        reason="a lead-in to another story",
        source=_SEEN,
        hits=("More: Bridge toll to rise in spring", "READ: What the tide tables hide"),
        misses=(
            "More than forty boats were lost: nobody knows why.",
            "More: the word that Oliver spoke in the workhouse has never lost its power.",
        ),
    ),
    Rule(
        id="related.heading",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:more (?:on|about) this|related|similar|recommended|suggested|further|connected)(?: (?:articles?|stor(?:y|ies)|posts?|news|contents?|coverage|links?|topics?|items?|videos?|readings?|headlines?|material|reads?|information|searches|galleries|to this story|to this article|for you|by|from the web)){0,3} ?[:.…>\"|]*$",
        reason="the heading of a box of other stories",
        source=_SEEN,
        hits=("Related stories", "Recommended for you:", "More on this story"),
        misses=(
            "Related stories were told in every village along the coast.",
            "Similar boats",
            "More on this story than on any other was written in May.",
        ),
        carry=4,
    ),
    Rule(
        id="related.popular-posts",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:(?:our |the |today's )?(?:popular|most (?:popular|read|viewed|commented|shared|recent|discussed|emailed|watched)|recent|latest|trending|featured|top|editors?'?s?'?|hot|must[- ]?reads?)(?: (?:now|today|this week|right now|in [^.,:;!?]{3,20}|on [^.,:;!?]{3,20}))? ?(?:posts?|stories|articles|news|picks?|headlines|reads|videos|topics|choice| ?from this blog| ?now| ?today| ?this week| ?on [^.,:;!?]{3,20}|in [^.,:;!?]{3,20}){1,3}|most (?:popular|read|viewed|commented|shared|watched)|popular now|trending(?: now)?|must[- ]?reads?|what's (?:hot|trending))[ :.…>\"]*$",
        reason="the heading of a list of other stories",
        source=_SEEN,
        hits=("Popular posts from this blog", "Most read stories"),
        misses=(
            "The latest news from the front reached the village on Friday.",
            "Top of the league",
        ),
        carry=4,
    ),
    Rule(
        id="related.you-may-like",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:you (?:might|may|will|'ll)(?: also)? (?:also )?(?:like|enjoy|love|be interested in|want to read|have missed|find interesting)|you may have missed|(?:stories|articles|posts|videos) (?:you (?:may|might)(?: also)? (?:like|have missed)|like this)|if you (?:liked|enjoyed) this(?: (?:story|article|post))?(?:,? you (?:might|may|will) (?:also )?(?:like|enjoy))?|what to read next|also read|read also|see also|also see|read next|up next|next up|(?:our )?readers (?:also (?:read|liked)|read next)|others? (?:also )?(?:read|are reading)|(?:people|users) are (?:also )?reading|what others are reading|more like this|from around the web|around the web|from the web|promoted stories|elsewhere on the web|in other news|also on (?:the )?[^ .,]{3,20})[ :.…>\"]*$",
        reason="the heading of a box of other stories",
        source=_SEEN,
        hits=("You may also like", "You might be interested in..."),
        misses=(
            "You may also like to know that the ferry runs on Sundays.",
            "From the web of canals a single lock remains.",
        ),
        carry=4,
    ),
    Rule(
        id="related.more-stories",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:more (?:great |top |latest |recent |related |news |must-read |local |breaking )?(?:stories|news|articles|posts|headlines|videos|coverage|reads)(?: (?:from|in|on|by|about|like this)(?: [^.,:;!?]{1,50})?)?|(?:all|other|other recent) (?:stories|articles|posts|news)(?: (?:from|in|on|by)(?: [^.,:;!?]{1,50}))?|(?:see|view|show|read|find|browse|explore) (?:all|more)(?: (?:stories|news|articles|posts|results|headlines|videos|related|top|latest|popular|trending|of our|from|on|in|by|about))+(?: [^.,:;!?]{1,50})?|(?-i:MORE|More) (?-i:FROM|From|IN|In|ON|On|BY|By) (?-i:[\p{Lu}\d])[^,:;!?]{1,50})[ :.…>\"]*$",
        reason="a link to more stories",
        source=_SEEN,
        hits=("More stories from the coast", "See all latest news"),
        misses=(
            "More stories are told about the bridge than about its builder.",
            "More from habit than from hope he read on, and the rain kept falling on the quay.",
        ),
    ),
    Rule(
        id="related.prev-next",
        label="related",
        pattern=r"^[^\p{L}\d]{0,3}(?-i:PREV|PREVIOUS|NEXT|Prev|PREV POST|NEXT POST|Prev Post)(?: (?-i:ARTICLE|POST|STORY|Article|Post|Story))?[ :>|\"-]+[^.]*(?-i:\p{Ll}{2}).{0,200}[^.:;]$",
        reason="the headline of the story before or after",
        source=_SEEN,
        hits=("PREV Council weighs a second bridge", "NEXT Storm shuts the eastern line"),
        misses=("NEXT STEPS FOR THE COUNCIL", "Next week the council weighs a second bridge."),
    ),
    Rule(
        id="related.previous-article",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:previous|prev|next|older|newer)(?: (?:in [^ .,]{3,20}|blog|news))? (?:article|post|story|entry|posts|articles|stories|entries)(?:[ :>|\"→»-]*|[:>|\"→-].{1,160}| ?(?-i:(?:Next|Newer|NEXT) (?:Article|Post|Story|article|post|story|posts|Posts)))$",
        reason="a link to the story before or after",
        source=_SEEN,
        hits=("Previous article", "Next post: How the ferry was saved"),
        misses=(
            "The previous article of the treaty was struck out.",
            "Next story to be told at the festival is that of the drowned bell.",
        ),
        carry=1,
    ),
    Rule(
        id="related.click-to-read",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:(?:click|tap|press)(?: on)? (?:here|the link|through)(?: below)?[,:]? (?:to|for|if)(?: [^!?]{1,110})?|(?:continue|keep|resume) reading(?: (?:below|here|more|now|on|at|in|this|the (?:main|full|rest|article|story))[^.!?;,]{0,80}|[:\"][^.!?;]{0,100})?|(?:read|see|view|watch|hear|listen to) (?:the |our |this |her |his |their )?(?:full|whole|entire|complete|original|rest of (?:the|this)) ?(?:story|article|post|interview|report|review|video|piece|text|column|list|statement|entry)?(?: (?:here|now|below|on|at|in|from)[^.!?;,]{0,80})?|read (?:it|the rest|the story|the article|more|on|full story)(?: (?:here|now|below|online|of this (?:story|article|post)))?(?: ?[:>]| (?:at|on|in|from|about|of) )[^.!?;,]{2,90}|read (?:it|the rest|the story|the article|more|on|full story)(?: (?:here|now|below|online|of this (?:story|article|post)))?)[ .…>\":→]*$",
        reason="a button that leads to a full or further story",
        source=_SEEN,
        hits=("Click here to read the whole report", "Continue reading »"),
        misses=(
            "Continue reading and you will grasp why the harbour failed, she wrote; nobody did.",
            "Read on her doorstep, the letter was brief. She burned it.",
        ),
    ),
    Rule(
        id="related.ends-in-read-more",
        label="related",
        pattern=r"^[^.!?…]*[^ .!?…,:]{2} ?(?:[|>-])? ?(?-i:Read more|READ MORE|Read More|Continue reading|Continue Reading|Full story|Full Story|Read full story|Read Full Story|Weiterlesen|Lire la suite|Leer más|Leia mais|Leggi tutto|Читать далее|Czytaj więcej|Lees meer)[ .…>\"→»]*$",
        reason="a teaser that ends in a button to the story",
        source=_SEEN,
        hits=(
            "Why the tides came early this year Read more",
            "Ferry fares to rise again in May | Read more »",
        ),
        misses=(
            "The pier is closed until May, the mayor said. Read more",
            "Few adults in the survey said that they wished to read more than they did.",
        ),
    ),
    Rule(
        id="related.media-headline",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:(?-i:WATCH|Watch|VIDEO|Video|PHOTOS|Photos|PICTURES|Pictures|IN PICTURES|In pictures|In Pictures|GALLERY|Gallery|PHOTO GALLERY|Photo gallery|SLIDESHOW|Slideshow|LISTEN|Listen|PODCAST|Podcast|QUIZ|Quiz|POLL|Poll|LIVE|EXPLAINED|EXPLAINER|Explainer|INTERACTIVE|Interactive|OPINION|INFOGRAPHIC|Infographic)(?: (?:above|below|now|here|live|this|more|gallery))?) ?[:|] ?.{10,170}[^.:;]$",
        reason="the headline of a video, a gallery or another story",
        source=_SEEN,
        hits=("WATCH: Rescued seal returns to the bay", "PHOTOS: The regatta in forty frames"),
        misses=(
            "Watch: a word that the sailors used for the four hours of their duty on deck.",
            "Video shows the wall falling, and the mayor said: it was rotten.",
        ),
    ),
    Rule(
        id="related.bracketed",
        label="related",
        pattern=r"^[\[(](?:more|(?:read|see|watch|click|learn)(?: more| also| next| on| here)?|also|related|photos?|video|live|next|previous|see also|also read|from)(?: (?:story|stories|article|on this|coverage))? ?[:|-] ?[^\])]{8,200}[\])]$",
        reason="another story's headline in brackets",
        source=_SEEN,
        hits=("(MORE: How the bridge was paid for)", "[Related: Ten lighthouses that still burn]"),
        misses=(
            "(The photo: taken by her father in 1931, is lost.)",
            "[See the harbour from the hill, he said.]",
        ),
    ),
    Rule(
        id="related.for-more",
        label="related",
        pattern=r"^[^\p{L}\d]{0,3}(?:for|to (?:learn|find out|read|see|know|hear|get)|want(?: to (?:learn|read|know|hear))?|find|get|learn|see|read|looking for) (?:even )?(?:(?:more|further|additional)(?:,| (?:[^ ]+ )?(?:on|about|info|information|details?|stories|news|of|from|like|tips|coverage|resources|videos|photos|background|analysis)(?: [^.!?:]*)?)|the latest [^.!?:]*|the most up-to-date [^.!?:]*)(?:,|:|\?)? (?:please |you can |just )?(?:visit|go to|see (?:the|our|this|here)|click|check out|read (?:the|our|this|here)|head (?:over )?to|listen to|follow our|browse|watch our|download) .{3,200}$",
        reason="sends the reader to more elsewhere",
        source=_SEEN,
        hits=(
            "For more on tides, visit the harbour museum's website.",
            "To learn more about kelp, go to the marine institute.",
        ),
        misses=(
            "For more than a year the crew had planned to visit the island.",
            "To see more, they climbed the tower and looked out over the bay.",
        ),
    ),
    Rule(
        id="related.has-more-on",
        label="related",
        pattern=r"^(?:visit|go to|see|check out) (?:the |our )?(?-i:\p{Lu})[^.!?]{2,110}(?:for more (?:on|about|stories|news|of)[^.!?]{0,80}|home ?page|to learn more[^.!?]{0,80})\.?$",
        reason="sends the reader to more elsewhere",
        source=_SEEN,
        hits=(
            "Visit the Marine Institute's homepage for more stories.",
            "See The Bay Review for more on kelp.",
        ),
        misses=(
            "Visit the islands in May, when the puffins nest.",
            "See the Marine Institute's plans and you ask for more than hope.",
        ),
    ),
    Rule(
        id="related.visit-source",
        label="related",
        pattern=r"^the (?-i:(?:\p{Lu}\.?)+\p{L}* )[^.!?]{4,90} has (?:more|further) (?:information )?(?:on|about) [^.!?]{3,70}\.?$",
        reason="sends the reader to more elsewhere",
        source=_SEEN,
        hits=(
            "The National Kelp Institute has more on seaweed.",
            "The U.S. Coast Office has more about rip tides.",
        ),
        misses=(
            "The institute has more on its mind than seaweed, its head said.",
            "The National Kelp Institute has more staff than it can pay.",
        ),
    ),
    Rule(
        id="related.german",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:(?:lesen sie|lies|hören sie|sehen sie) (?:auch|mehr|dazu|hier|weiter|jetzt)(?: (?:auch|mehr|dazu|hier|zum thema))*|mehr (?:zum thema|dazu|lesen|aus|von|über|erfahren|nachrichten|artikel)|auch interessant|auch lesenswert|zum thema|passend dazu|passend zum thema|siehe auch|weiterlesen|weitere (?:artikel|themen|nachrichten|meldungen|beiträge|news)|ähnliche (?:artikel|beiträge|themen)|das könnte (?:sie|dich|euch) (?:auch )?(?:noch )?interessieren|meistgelesen(?:e artikel)?|meist ?gelesen|verwandte (?:artikel|themen|beiträge)|lesetipps?|(?:zur|zu den) (?:fotostrecke|bildergalerie|bildern)|bilder ansehen|mehr zu diesen themen|die redaktion empfiehlt|unsere empfehlungen?|empfehlungen der redaktion|(?:vorheriger|nächster|voriger) (?:artikel|beitrag))(?: ?[:|>→…-].{0,180}| ?\"*)$",
        reason="German: a lead-in to other stories",
        source=_SEEN,
        hits=(
            "Lesen Sie auch: Wie die Fähre gerettet wurde",
            "Lesen Sie auch: Fähre fällt am Montag aus",
        ),
        misses=(
            "Lesen Sie auch die Fußnoten, riet der Lehrer.",
            "Mehr dazu wollte der Minister am Abend nicht sagen.",
        ),
    ),
    Rule(
        id="related.spanish-portuguese",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:l[ee][ae]r? (?:también|más|además)|lea también|le[ií]a (?:también|também|mais|ainda)|(?:ver|vea|mira|mire|veja|confira|ouça) (?:también|também|más|mais|ainda)|(?:también )?(?:te|le|les) (?:puede|podría|pode) interesar|(?:también )?te recomendamos|más (?:noticias|información|sobre este tema)|mais (?:notícias|lidas|sobre)|(?:noticias|notícias|artículos|artigos|matérias|temas|posts) relacionad[oa]s|(?:lo )?más (?:leído|visto)s?|(?:as )?mais (?:lidas|vistas)|saiba mais|seguir leyendo|continue lendo|siga leyendo|você (?:também )?pode gostar|veja mais|artículo anterior|artículo siguiente|artigo anterior|próximo artigo)(?: (?:notícias|noticias))?(?: ?[:|>→…-].{0,180}| ?\"*)$",
        reason="Spanish, Portuguese: a lead-in to other stories",
        source=_SEEN,
        hits=("Lea también: El puente que nadie quiso", "Leia também: A ponte que ninguém quis"),
        misses=(
            "Lea también las notas al pie, pidió el maestro a sus alumnos.",
            "Saiba mais quem puder, disse o prefeito aos vizinhos.",
        ),
    ),
    Rule(
        id="related.french-italian",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:(?:à |a )?(?:lire|voir|écouter) (?:aussi|également|plus|la suite|encore)|lisez aussi|à lire|(?:sur le |dans le )?même (?:sujet|thème)|articles? (?:liés|similaires|associés|précédent|suivant)|(?:les )?plus lus|en savoir plus|pour aller plus loin|nos articles|(?:ces articles )?(?:pourraient|peuvent|pourrait) (?:aussi |également )?vous (?:intéresser|plaire)|vous aimerez aussi|leggi (?:anche|tutto|pure|altro|di più)|guarda anche|vedi anche|(?:ti )?potrebbe (?:anche )?interessar(?:e|ti)(?: anche)?|potrebbe interessarti(?: anche)?|articoli (?:correlati|recenti|simili)|(?:i )?più letti|continua a leggere|articolo (?:precedente|successivo)|notizie correlate)(?: ?[:|>→…-].{0,180}| ?\"*)$",
        reason="French, Italian: a lead-in to other stories",
        source=_SEEN,
        hits=(
            "À lire aussi : Le pont dont personne ne voulait",
            "Leggi anche: Il ponte che nessuno voleva",
        ),
        misses=(
            "À lire aussi les notes de bas de page, on comprend mieux l'affaire.",
            "Leggi anche le note, diceva il maestro ai suoi alunni.",
        ),
    ),
    Rule(
        id="related.russian-ukrainian",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:(?:читайте|смотрите|слушайте|читай|смотри) (?:также|ещ[её]|нас|далее|подробнее)|читать (?:далее|также|ещ[её]|полностью|дальше|подробнее)|(?:материалы|новости|статьи|публикации) по теме|по теме|похожие (?:новости|статьи|материалы|записи)|другие новости|ещ[её] по теме|ранее по теме|самое (?:читаемое|популярное|интересное)|популярное|рекомендуем|подробно(?:сти)? (?:об этом|читайте)|вам может быть интересно|(?:читайте|дивіться|слухайте) (?:також|ще|далі)|читати (?:далі|також|більше)|(?:новини|матеріали) (?:за|по) тем[іи]|за темою|схожі новини|(?:предыдущая|следующая) (?:статья|запись|новость))(?: ?[:|>→…-].{0,180}| ?\"*)$",
        reason="Russian, Ukrainian: a lead-in to other stories",
        source=_SEEN,
        hits=(
            "Читайте также: Мост, который никто не хотел",
            "Читайте також: Міст, якого ніхто не хотів",
        ),
        misses=(
            "Читайте также сноски, советовал учитель своим ученикам.",
            "По теме спорили до вечера, но решения не нашли.",
        ),
    ),
    Rule(
        id="related.polish-dutch-turkish",
        label="related",
        pattern=r"^[^\p{L}\d]{0,4}(?:(?:czytaj|zobacz|przeczytaj|sprawdź|obejrzyj|posłuchaj) (?:także|też|również|więcej|dalej|całość)|czytaj więcej|(?:powiązane|podobne|polecane) (?:artykuły|tematy|wpisy)|polecamy|najczęściej czytane|(?:poprzedni|następny) (?:artykuł|wpis)|lees (?:ook|meer|verder|hier)|(?:bekijk|zie|luister) ook|meer lezen|meer over dit onderwerp|gerelateerde? (?:artikelen|berichten|nieuws)|meest gelezen|(?:bunu|bunları) da (?:oku|okuyun)|ayrıca (?:oku|okuyun|bakınız)|[iİ]lgili haber(?:ler)?|okumaya devam(?: et)?|daha fazla(?:sını)? oku|benzer haberler)(?: ?[:|>→…-].{0,180}| ?\"*)$",
        reason="Polish, Dutch, Turkish: a lead-in to other stories",
        source=_SEEN,
        hits=("Czytaj także: Most, którego nikt nie chciał", "Lees ook: De brug die niemand wilde"),
        misses=(
            "Czytaj także przypisy, radził nauczyciel swoim uczniom.",
            "Lees ook de noten, zei de leraar tegen zijn klas.",
        ),
    ),
    Rule(
        id="related.exclaimed-headline",
        label="related",
        pattern=r"^(?-i:\p{Lu})[^ .!?:;\"()]*(?: [^ .!?:;,\"()-][^ .!?:;,\"()]*){3,}! ?(?-i:\p{Lu})[^ .!?:;,\"()]*(?: [^ .!?:;,\"()-][^ .!?:;,\"()]*)+, [^ .!?:;\"(),-][^.!?:;\"()]{8,110}[^ .!?:;\"(),]$",
        reason="another story's headline: exclaimed, and without a full stop",
        source=_SEEN,
        hits=(
            "Harbour mayor raised neighbours' tension! The ferries, ready to sail, would be stopped",
            "Pension bill shakes the capital! From next year, every retired miner gets more",
        ),
        misses=(
            "What a night for the harbour choir! The crowd, wet to the skin, sang until two.",
            '"We raised the neighbours\' tension! The ferries, ready to sail, would be stopped", he said',
        ),
    ),
    Rule(
        id="related.title-case-bullets",
        label="related",
        pattern=r"^[•·▪●◦‣►▶■*>-] ?(?-i:[\p{Lu}\d$'\"][^ ,:;()]*(?: (?:a|an|the|of|in|on|at|to|for|and|or|with|by|from|its|is|are|as|vs|into|over|amid|amidst|after|against|before|since|[\p{Lu}\d$'\"][^ ,:;()]*)){5,17})$",
        reason="a list of other stories' headlines",
        source=_SEEN,
        hits=(
            "• Harbour Mayor Vows to Rebuild the Old Pier",
            "- Ferry Crews Walk Out Amid Row Over Winter Pay",
        ),
        misses=("• The mayor vows to rebuild the old pier", "• Ahmed Dale, Head of Pier Works"),
        run=2,
    ),
    Rule(
        id="related.live-and-latest",
        label="related",
        pattern=r"^(?:[-*•]+ ?)?(?:(?-i:Follow|FOLLOW|Get|GET|Read|READ|See|SEE|Watch|WATCH) (?:all )?(?:the |our )?(?:latest|live|full|top|most[- ]read) [^.!?]{0,60}(?:here|>+|\"|this hour|updates|coverage|of the day|news|stories)[ >\".]*|(?:do you (?:approve|support|think|agree)[^.]{5,120}\?) ?(?:vote (?:here )?now|take (?:the|our) poll)!?|vote (?:here )?now[:!]?|the latest[: ]*|latest(?: updates| headlines| news)? ?:)$",
        reason="a link to the latest news or to a poll",
        source=_SEEN,
        hits=("Read our full coverage here", "Do you support the new bridge? Vote Here Now"),
        misses=(
            "Read the full coverage of the trial and the doubts remain.",
            "The latest of the three bridges opened on Monday.",
        ),
    ),
    Rule(
        id="related.heading-foreign",
        label="related",
        pattern=(
            r"^[^\p{L}\d]{0,4}(?:(?:das könnte (?:sie|dich|euch) (?:auch )?(?:noch )?interessieren|meist ?gelesen(?:e artikel)?|am meisten gelesen|(?:ähnliche|verwandte|weitere) (?:artikel|beiträge|meldungen|nachrichten)|aktuelle (?:artikel|beiträge|meldungen|nachrichten)|neueste (?:artikel|beiträge|nachrichten)|die redaktion empfiehlt|empfehlungen der redaktion|mehr (?:zum thema|aus dem ressort|aus dieser rubrik)|top-?(?:artikel|themen|news)|auch interessant)"
            r"|(?:noticias|artículos|notas|entradas|contenidos|temas) relacionad[oa]s|(?:lo|las|los) más (?:leídos?|vistos?|leídas?|vistas?|comentad[oa]s?)|(?:te|le|os) (?:puede|podría|recomendamos)(?: interesar)?|también te puede interesar|últimas noticias|no te pierdas|más noticias|(?:notícias|matérias|artigos|posts|conteúdos) relacionad[oa]s|(?:as |os )?mais (?:lidas?|lidos?|vistas?|vistos?)|últimas notícias|você (?:também )?pode (?:gostar|se interessar)(?: de)?|mais notícias|recomendad[oa]s?(?: para (?:você|ti))?"
            r"|à ne pas (?:manquer|rater)|(?:les |articles |nos articles )*(?:les )?plus (?:lus|partagés|consultés|commentés|populaires)|(?:vous aimerez|à lire) aussi|(?:ces articles |cela )?(?:pourraient|pourrait) (?:aussi |également )?vous intéresser|(?:articles|contenus) (?:liés|similaires|associés|recommandés|récents)|dans la même (?:rubrique|catégorie)|sur le même (?:sujet|thème)|nos dernières actualités|articoli (?:correlati|recenti|simili)|notizie (?:correlate|dal web)|(?:i |gli |le )?(?:articoli )?più (?:letti|lette|visti|condivisi)|potrebbe(?:ro)? (?:anche )?interessarti(?: anche)?|ti potrebbe(?:ro)? interessare|da non perdere|ultime notizie|ultim'ora"
            r"|новости (?:партн[её]ров|по теме|сми2|дня|рубрики)|(?:материалы|статьи|публикации) по теме|(?:другие|последние|похожие|свежие) (?:новости|материалы|статьи)|самое (?:читаемое|популярное|обсуждаемое|интересное)(?: за (?:день|неделю|сутки))?|(?:вам|вас) (?:может|могут) (?:быть интересно|заинтересовать)|популярные (?:новости|статьи|материалы)|новини (?:партнерів|за темою|дня)|(?:останні|інші|схожі|популярні) (?:новини|матеріали|статті)|polecane(?: (?:artykuły|treści|dla ciebie))?|polecamy(?: również| też| także)?|(?:najczęściej|najchętniej) (?:czytane|komentowane)|najnowsze (?:artykuły|wiadomości|wpisy)|(?:powiązane|podobne) (?:artykuły|tematy|treści|wpisy)|może cię zainteresować|zobacz (?:również|także)"
            r"|meest gelezen|gerelateerde? (?:artikelen|berichten|nieuws)|aanbevolen(?: voor jou)?|(?:misschien )?ook interessant|laatste nieuws|[iİ]lgili haberler|benzer haberler|çok okunanlar|en çok okunanlar|son haberler|önerilen haberler)[ :.…>\"]*$"
        ),
        reason="the heading of a box of other stories, other languages",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("À ne pas manquer", "Новости партнёров"),
        misses=(
            "À ne pas manquer le train de six heures, on reste à quai.",
            "Новости партнёров по коалиции удивили канцлера.",
        ),
        carry=4,
    ),
    Rule(
        id="related.see-here-foreign",
        label="related",
        pattern=(
            r"^[^\p{L}\d\"]{0,4}(?:(?:vea|ver|consulte|consulta|mira|mire|lee|descubre|veja|confira|clique|leia|saiba mais|más información|haz clic|pinche|pulse)(?: \p{L}+){0,2} (?:aquí|aqui)(?: [^.!?,;:\"]{2,100})?\.?|(?:saiba mais|leia mais|veja mais) (?:sobre|em) [^.!?,;\"]{3,80}|(?:zobacz|obejrzyj|sprawdź) (?:też |także |więcej )?(?:zdjęcia|galerię(?: zdjęć)?|wideo|film|nagranie|fotki)(?: [^.!?,;\"]{2,60})?|qui (?:tutt[eoai]|il|la|i|le|gli) [^.!?,;\"]{3,70} ?>+|(?:hier (?:geht es|geht's) zu[mr]?|klicken sie hier,? (?:um|für|wenn)) [^.!?,;\"]{3,90}|hier finden sie (?:weitere|mehr|alle|auch|außerdem) [^.!?,;\"]{3,90}|подробн(?:ее|ости|о) ?(?:[-:]|об этом|читайте)[^.!?\"]{0,30}(?:в (?:нашем )?(?:материале|статье|тексте|сюжете)|на сайте|по ссылке|здесь|тут)[^!?\"]{0,60}|детальніше ?[-:]? ?(?:читайте )?(?:в (?:нашому )?матеріалі|у статті|тут|за посиланням)[^!?\"]{0,60}|(?:voir|découvrez|retrouvez|consultez|cliquez|lire) (?:aussi |tous |toutes )?(?:ici|les photos|notre dossier|nos photos|le diaporama|la vidéo)(?: [^.!?,;\"]{2,80})?)[ .>→]*$"
        ),
        reason="a link to more, other languages",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Vea aquí el calendario de cortes", "Подробнее — в нашем материале."),
        misses=(
            "Vea aquí, dijo el guía, la torre vieja. Todos miraron.",
            "Hier finden Sie, so der Bürgermeister, weder Bäcker noch Arzt.",
        ),
    ),
)
