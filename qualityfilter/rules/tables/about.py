r"""Author bios, contact lines, tip lines and what a site says of itself.

A sentence such as "X is a professor at Y" is body in a report, so a bio must name the trade of
writing, or send the reader to the author's own account or address. Appeals of the police for
witnesses are body: contact lines want "me", "us", the author or the newsroom.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"
_PAGES = "contact blocks and footers, seen on train pages"

_NAME = (
    r"(?:dr\.? |prof\.? )?(?-i:[\p{Lu}][\p{L}'.-]*(?: (?:[\p{Lu}][\p{L}'.-]*|de|del|der|da|di|la|van|von|al|bin|el|ten|Jr\.?))"
    r"{1,3})"
)
_MAIL = r"[\p{L}\d._%+-]+ ?(?:@|\[at\]|\(at\)) ?[\p{L}\d.-]+\.[\p{L}]{2,}"
_TRADE = (
    r"(?:(?:[\p{L}\d'&.-]+ ){0,3}(?:reporters?|correspondent|columnist|journalist|staff writer|writer|freelancer|contributor|editor(?:[- ]in[- ]chief|[- ]at[- ]large)?"
    r"|editorial (?:writer|assistant|fellow|intern)|bureau chief|blogger|photojournalist|news intern|news producer))"
)

_FOREIGN_TRADE = (
    r"(?:journaliste|rédact(?:eur|rice)(?: en chef)?|correspondante?|grand reporter|chroniqueu(?:r|se)|éditorialiste|periodista|corresponsal|redactora?|reportera?|columnista|cronista|repórter|jornalista|correspondente|colunista|redatora?|giornalista|redattore|redattrice|corrispondente|inviat[oa]|dziennikarz|dziennikarka|redaktork?a?|publicyst(?:a|ka)|reporterk?a?|korespondentk?a?"
    r"|журналист(?:ка)?|корреспондент(?:ка)?|обозреватель(?:ница)?|редактор|колумнист|спецкор|журналіст(?:ка)?|кореспондент(?:ка)?|оглядач(?:ка)?)"
)

RULES = (
    Rule(
        id="about.reach",
        label="about",
        pattern=(
            r"(?:^|[.!?)] )[^\p{L}\"]*(?P<junk>(?:you can |please )?(?:reach|e-?mail|contact|follow|write to|message|find|tweet)(?: him| her| me| the (?:reporter|author|writer|editor))(?: directly)?(?: by e-?mail| via e-?mail)? ?(?:at|on|via|:|@):?[^.!?\":,]{0,30}(?:@|twitter|facebook|instagram|linkedin|threads|bluesky|mastodon))"
        ),
        reason="where to reach the author",
        source=_SEEN,
        hits=(
            "Ann Example covers courts. Reach her at ann@example.org",
            "Follow him on Twitter @annexample.",
        ),
        misses=(
            "Reach them by bus 12 from the station.",
            '"Follow me at your own risk," the guide said on the ridge.',
        ),
        scope="sentence",
    ),
    Rule(
        id="about.reached",
        label="about",
        pattern=(
            r"(?:(?:can|may) be (?:reached|contacted|followed|e-?mailed|found)(?: directly)? (?:via|by|at|on|through)[^.!?\"]{0,30}(?:@|\[email protected\]|twitter|facebook|instagram|linkedin|threads|bluesky)|(?:his|her|their|my) (?:e-?mail(?: address)?|twitter(?: handle)?) is |(?:tweets?|is on (?:twitter|x)|on (?:twitter|x)|you can follow (?:him|her|them)|follow (?:him|her|them) on (?:twitter|x|facebook|instagram))(?: at| as| here)? ?[:(]? ?@[\p{L}\d_]+)"
        ),
        reason="where to reach the author",
        source=_SEEN,
        hits=(
            "Ann Example covers courts. She can be reached at ann@example.org",
            "You can follow him on Twitter @annexample.",
        ),
        misses=(
            "Anyone who saw the van is asked to call the police on 101.",
            '"Follow me at your own risk," the guide said on the ridge.',
        ),
        scope="sentence",
    ),
    Rule(
        id="about.bio",
        label="about",
        pattern=(
            r"^[^\p{L}\"]*(?:about the author: )?"
            + _NAME
            + r"(?:,? \(?@[\p{L}\d_]+\)?,?)? is (?:an? |the |our )?(?:[\p{L}'&.-]+'s )?"
            + _TRADE
            + r"(?:,? (?:who (?:covers|writes|reports)|who has (?:covered|written|worked)|covering|specializing|focusing on|based|writing)[^\"]{0,260}|,? (?:for|at|with|of) (?-i:(?:the )?[\p{Lu}\d])[^\"]{2,200})?$"
        ),
        reason="author bio",
        source=_SEEN,
        hits=(
            "Ann Example is a reporter covering courts and crime.",
            "Ann Example is a staff writer at The Daily Sample.",
        ),
        misses=(
            "Ann Example is a nurse covering nights in Leeds.",
            "He is a reporter covering the war, and he was shot at.",
        ),
    ),
    Rule(
        id="about.bio-covers",
        label="about",
        pattern=(
            r"^[^\p{L}\"]*"
            + _NAME
            + r"(?:,? \(?@[\p{L}\d_]+\)?,?)? (?:(?:covers|reports on|blogs about|writes about) [^\".]{2,80} (?:for|at) (?-i:(?:the |The )?[\p{Lu}\d])[^\"]{2,200}|(?:writes|reports|blogs) for (?-i:(?:the |The )?[\p{Lu}\d])[^\"]{2,160}|[^\"]{0,160}(?:is )?the author (?:of|or)(?: the (?:book|novel|forthcoming book|new book))?,? \"[^\"]{2,120}\"[^\"]{0,160})$"
        ),
        reason="author bio",
        source=_SEEN,
        hits=(
            "Ann Example covers schools for The Daily Sample.",
            'Ann Example is the author of "The Long Bridge" (Example House).',
        ),
        misses=("Ann Example covers her ears.", "Ann writes for hours each night, her son says."),
    ),
    Rule(
        id="about.bio-follow",
        label="about",
        pattern=(
            r"^[^\p{L}\"]*"
            + _NAME
            + r",? (?:is|was|are|covers|writes|teaches|serves|hosts|works|reports|runs|edits|leads|has|graduated|lives|,)[^\"]{5,420}(?:(?-i:[.!?] (?:You can )?(?:Follow|follow|Find|find)) (?:him|her|them|"
            + _NAME
            + r"|(?-i:\p{Lu}\p{L}+))[^.!?\"]{0,30} (?:on|at|via) (?:twitter|x|facebook|instagram|linkedin|threads|bluesky)|(?:follow|tweet|twitter:|e-?mail:?)(?: (?:him|her|them))?(?: (?:on|at))? ?@[\p{L}\d_]+).{0,100}$"
        ),
        reason="author bio that ends with an account to follow",
        source=_SEEN,
        hits=(
            "Ann Example is a lawyer in Example City. Follow her on Twitter: @annexample",
            "Ann Example teaches law at Example College. Follow Ann on Twitter at @annexample.",
        ),
        misses=(
            "Ann Example said fans who follow her husband on Twitter had found the flat.",
            "Ann Example teaches law, and her students follow the court on foot.",
        ),
    ),
    Rule(
        id="about.contact-author",
        label="about",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:contact|e-?mail|reach|write to|message|call)(?: (?:us|me|the (?:reporter|author|writer|newsroom|news (?:desk|team)|editors?|webmaster)|our (?:news(?:room| desk| team)|editors?|reporters?)|\p{L}+ ?(?:reporter|writer|columnist|editor)?(?: "
            + _NAME
            + r")?|"
            + _NAME
            + r"))(?: (?:at|on|by|via|with|directly|:))*:? ?(?:[\d(][\d() .+-]{6,} ?(?:or|and|,)? ?)?"
            + _MAIL
            + r"|(?:e-?mail|mail|contact|e-?mail address)(?: us| me)? ?[:|-]+ ?(?:"
            + _MAIL
            + r"|\[email protected\])|"
            + _NAME
            + r"(?:'s e-?mail(?: address)? is| can be reached)[^\"]{0,30}"
            + _MAIL
            + r"|(?:"
            + _MAIL
            + r"[ ,;|/]*)+).{0,140}$"
        ),
        reason="address of the author or the newsroom",
        source=_SEEN,
        hits=(
            "Contact Ann Example at ann@example.org or follow @annexample on Twitter.",
            "Email: news@example.org",
        ),
        misses=(
            "Contact with the crew was lost at noon.",
            "Police ask anyone with information to email tips@example.org.",
        ),
    ),
    Rule(
        id="about.tips",
        label="about",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:do you )?(?:have|got|know)(?: you)?(?: an?| any| some)? (?:(?:news |confidential |hot |story )?tips?|story(?: idea)?|news|(?:story )?ideas?|question|concern|photos?|videos?|information)(?: or [^\d.,:;!?|\"()/@&'_-]{2,20})?(?: (?:to (?:share|tell)|for (?:us|our [^\d.,:;!?|\"()/@&'_-]{2,20})|you (?:want|would like|'d like)[^?]{0,40}|about[^?]{0,40}|we should[^?]{0,40}|on [^?]{0,30}))?\?.{0,200}"
            r"|(?:please )?(?:send|submit|share|e-?mail|drop|give|leak)(?: us| in| me)? (?:an?|your|any|news|story)? ?(?:confidential |secure |anonymous |news |story )*(?:tips?|story ideas?|news tip|corrections?|questions?/?(?:comments)?|letters? to the editor|press releases?|feedback)(?: (?:to|about|or|for|at|here|via|on)[^\"]{0,120})?|(?:for more stories like this,?|get in touch with our)[^\"]{0,160}|(?:spotted|found|seen|see) an? (?:error|mistake|typo|inaccuracy)\?.{0,160}|(?:to )?report (?:an? )?(?:error|typo|correction|inaccurac\p{L}+|issue with this)s?(?: .{0,120})?|(?:how )?to (?:submit|respond to|send|comment on) (?:an?|this|the|your) (?:letter|column|editorial|op-?ed|article|tip)[^\"]{0,200}"
            r"|(?:letters|submissions?|op-?eds?) (?:to the editor )?(?:should|may|can|must) be (?:sent|e-?mailed|submitted|addressed)[^\"]{0,160}|(?:the [^\d.,:;!?|\"()/@&'_-]{2,40} is|we(?:'re| are)) committed to publishing a diversity of letters.{0,300}|tip ?line[ :].{0,60})[^\p{L}]*$"
        ),
        reason="asks for tips, letters or corrections",
        source=_SEEN,
        hits=("Got a tip? Write to the desk.", "Send a tip to the news team."),
        misses=(
            "Got a tip from a neighbour, he searched the barn.",
            "Send a letter to the front, the children were told.",
        ),
    ),
    Rule(
        id="about.tips-sentence",
        label="about",
        pattern=(
            r"(?:(?:do|if) you (?:have|know)[^.!?\"]{0,60}(?:tips?|story|stories|information|news)[^.!?\"]{0,60}[?,] ?(?:please )?(?:e-?mail|contact|message|get in touch with|write to)(?: us| me| our (?:reporters?|newsroom|news team|team)|: ?\S+@)|get in touch with (?:us|our (?:news|team)[^\d.,:;!?|\"()/@&'_-]{0,20})(?: at| by| via|\.|$)|(?:e-?mail|contact|message) (?:our|the) (?:news ?(?:room|desk|team)|reporters?|editors?) (?:at|on|via)|send (?:your )?(?:tips|story ideas|feedback|comments|questions) (?:and [^\d.,:;!?|\"()/@&'_-]{2,20} )?to \S+@)"
        ),
        reason="asks for tips, in a sentence",
        source=_SEEN,
        hits=(
            "Do you have a story for us? Email our newsroom at news@example.org.",
            "If you have a tip about schools, please contact us.",
        ),
        misses=(
            "If you have information about the fire, call the police.",
            "The couple got in touch with our grandmother in 1950.",
        ),
        scope="sentence",
    ),
    Rule(
        id="about.heading",
        label="about",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:about|contact|meet|connect with)(?: (?:the|our|this|your|us|me|author|authors|writer|writers|editor|editors|team|company|publisher|publication|site|website|blog|journal|reporter|contributor|podcast|newsroom|webmaster|info|information|details|page|form|and|&))+|contact(?:s| information| details| info)?|about|author(?: bio(?:graphy)?| profile| info)?|(?:our )?(?:staff|team|newsroom|mission|editorial (?:staff|team|values statement))|who we are|our story|masthead|view (?:my complete |full |author )*profile|company (?:info|profile)|corporate info|media contacts?|press contacts?|careers|work (?:with|for) us|write for us)[^\p{L}\p{N}]*$"
        ),
        reason="heading of an author or contact box",
        source=_PAGES,
        hits=("About the Author", "Contact Us"),
        misses=("About the storm", "Contact with the enemy"),
    ),
    Rule(
        id="about.author-box",
        label="about",
        pattern=r"^[^\p{L}\"]*(?:about (?:the )?(?:authors?|writer|reporter|contributor) ?(?::|-|(?-i: \p{Lu}))\S?.{10,}|(?:view|see|read|show)(?: all| more| other)* (?:posts?|articles?|stories|content) (?:by|from) .{2,60}|(?:more|other|all|latest|recent) (?:posts?|articles?|stories) (?:by|from) (?:this author|the author|"
        + _NAME
        + r")|(?:published )?posts: \d+|\+ ?posts|author (?:archive|page)|(?:this|the) (?:writer|author),? "
        + _NAME
        + r",? is .{5,160}|(?:the writer|the author) is (?:an? |the )[^\"]{5,200}|see .{2,40}'s (?:full )?(?:bio|profile|archive).{0,20})$",
        reason="author box",
        source=_PAGES,
        hits=("View all posts by Ann Example", "The writer is a retired judge in Example City."),
        misses=(
            "About the author little is known.",
            'The author is dead, the theory goes. "Not yet," she wrote.',
        ),
    ),
    Rule(
        id="about.boilerplate",
        label="about",
        pattern=r"^[^\p{L}]*(?:our standards ?: ?[^.!?\"]{0,60}(?:principles|code|guidelines)|for (?:more|further) information(?: (?:on|about) (?:our|us|the (?:company|institute|agency|journal|society|association))[^.!?\"]{0,60})?,? (?:please )?(?:visit|contact|call|go to|see|e-?mail)[^\"]{0,140}|about (?:the )?(?-i:\p{Lu})[^.:?!\"]{0,80}(?:institutes?|journal|society|association|company|university|foundation|network|agency|cent(?:er|re)|group|inc\.?|hospital|college|open|corporation|health|\([\p{Lu}]{2,8}\)): [^\"]{80,}|(?:inquiries )?(?:for )?(?:news )?(?:media|press|investor) (?:contacts?|inquiries|enquiries|relations|contact information|info) ?[:-].{0,120}|(?:to arrange|for) (?:an )?interviews?(?: with [^,]{2,60})?,? (?:please )?(?:call|contact|e-?mail)[^\"]{0,120}|[^.!?\"]{2,80} is (?:a|the) (?:world(?:'s)? |global |leading |largest |premier |world-?wide )+(?:leading |largest )?(?:provider|manufacturer|supplier|publisher|organi[sz]ation|organization of|source) of [^\"]{10,500}(?:www\.|http|follow @|visit )[^\"]{3,160})$",
        reason="about the company, contact for the press",
        source="press releases, train sites",
        hits=(
            "For more information, visit www.example.org.",
            "Media contact: Ann Example, 555-0100",
            "Our standards: the Regional Press code",
        ),
        misses=(
            "For more information the judge will wait until May.",
            "Media inquiries found no proof, and the matter rested.",
        ),
    ),
    Rule(
        id="about.address",
        label="about",
        pattern=r"^[^\p{L}\d+]*(?:(?:tel(?:ephone)?|phone|fax|call(?: us)?|mobile|cell|telefon|teléfono|téléphone|office|hotline|main|toll[- ]free|whatsapp)[ .:]*(?:no\.? ?)?[+(\d][\d() ./+-]{5,}(?: ?(?:ext|x)\.? ?\d+)?(?: .{0,30})?|(?:p\.? ?o\.? ?box|postfach|apartado(?: postal)?) \d+.{0,80}|[^.!?\"]{0,50}p\.? ?o\.? ?box \d+.{0,80}|(?:office|opening|business) hours ?:.{0,60}|address ?:(?: .{0,80})?)$",
        reason="telephone or postal address",
        source=_PAGES,
        hits=("Tel: +44 20 0000 0000", "P.O. Box 100, Example City"),
        misses=("Call 1999 a good year, the vintner says.", "The phone rang at 5 in the morning."),
    ),
    Rule(
        id="about.german",
        label="about",
        pattern=r"^[^\p{L}\p{N}]*(?:(?:über|zum|zur|mehr (?:über|zum|zur)) (?:uns|mich|den autor|die autorin|die autoren|autor|autorin|person)|wir über uns|kontakt(?:e|formular|ieren sie uns)?(?: zur redaktion)?(?: ?: ?\S+@\S+)?|(?:unsere )?redaktion|das team|autor(?:in)?(?:enprofil)?|(?:der autor|die autorin|unser autor|unsere autorin)[ ,:]+(?:ist|schreibt|arbeitet|lebt|lehrt|war)[^\"]{5,240}|(?:zu|alle|mehr|weitere) (?:artikel|beiträge|texte)n? (?:von|des autors|der autorin)[^\"]{0,50}|(?:haben sie|hast du) (?:einen |fragen|hinweise|anregungen|ein )[^?]{0,40}\? ?(?:dann )?(?:schreiben|schicken|melden|kontaktieren)[^\"]{0,140}|(?:so erreichen sie|schreiben sie) (?:uns|der redaktion|dem autor|der autorin)[^\"]{0,100}|(?:fehler (?:gefunden|entdeckt|melden)|korrektur melden)[^\"]{0,80}|(?:telefon|tel\.?|fax|e-?mail) ?: ?[^\p{L}\"]{5,40}|stellenangebote|wir stellen ein)[^\p{L}\p{N}]*$",
        reason="contact or author, German",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Über uns", "Fehler gefunden? Jetzt melden."),
        misses=(
            "Über uns kreist der Milan.",
            "Der Autor des Gesetzes ist Jurist, die Fraktion war dagegen und ging.",
        ),
    ),
    Rule(
        id="about.romance",
        label="about",
        pattern=r"^[^\p{L}\p{N}]*(?:qui[eé]nes somos|nosotros|sobre nosotros|acerca de(?: nosotros| el autor|l autor)?|sobre (?:el|o|a) autora?|cont[aá]ct(?:o|enos|anos|ame)|redacción|nuestro equipo|à propos(?: de (?:nous|l'auteure?))?|qui sommes-nous ?|(?:nous )?contact(?:er|ez-nous)?|la rédaction|l'équipe|sobre nós|quem somos|fale conosco|contactos?|contato|expediente|redação|chi siamo|contatti|contattaci|redazione|la redazione|sull'autore|trabaja con nosotros|(?:ver|voir|vedi|leia) (?:todos|tous|tutti|todas|mais|más)[^.!?\"]{0,20} (?:artículos|articles|articoli|artigos|posts|entradas)[^.!?\"]{0,40}|(?:correo|e-?mail|teléfono|téléphone|telefone) ?: ?\S*(?:@|\d{3})[^\"]{0,60})[^\p{L}\p{N}]*$",
        reason="contact or author, Spanish, French, Portuguese and Italian",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Quiénes somos", "Contactez-nous"),
        misses=(
            "Nosotros no fuimos, dijo el alcalde.",
            "À propos de la grève, le maire reste muet.",
        ),
    ),
    Rule(
        id="about.other-languages",
        label="about",
        pattern=r"^[^\p{L}\p{N}]*(?:(?:о нас|об авторе|о проекте|о компании|о редакции|контакты|контактная информация|обратная связь|связаться с нами|редакция|написать (?:нам|в редакцию|автору)|сообщить (?:об ошибке|новость)|про нас|про автора|контакти|зворотний зв'язок|редакція|повідомити про помилку|o nas|o autorze|o redakcji|kontakt z redakcją|redakcja|napisz do (?:nas|autora|redakcji)|zgłoś błąd|over ons|over de auteur|neem contact op|contactgegevens|redactie|colofon|hakkımızda|iletişim|bize ulaşın|künye|会社概要|お問い合わせ|関于我们|关于我们|联系我们|聯絡我們)(?:[^\p{L}\p{N}]+|$)){1,4}$"
        r"|^[^\p{L}\"]*(?:нашли (?:ошибку|опечатку)|заметили (?:ошибку|опечатку)|если вы (?:нашли|заметили|обнаружили) (?:ошибку|опечатку)|знайшли помилку|якщо ви (?:знайшли|помітили) помилку|помітили помилку)[^\"]{0,140}$",
        reason="contact, author or report a mistake, other languages",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("О нас", "Нашли ошибку? Выделите текст и нажмите Ctrl+Enter."),
        misses=("О нас вспомнили через год.", "Redakcja milczy, autor listu też."),
    ),
    Rule(
        id="about.desk-asks",
        label="about",
        pattern=r"(?:(?:^|[.?!…] )(?P<junk>our [^\d.,:;!?|\"()/@&'_-]{2,25}(?:desk|team|reporters?|newsroom|editors?|journalists?) (?:wants?|would (?:love|like)|'d love|loves?|is keen) to hear (?:from you|your stor)|(?:do you )?have (?:you )?(?:got )?a (?:story|tip)(?: to tell| to share| for us)? from your (?:village|town|street|area|neighbou?rhood|school|city|community)\?|[^.!?\"]{0,120}[ :](?:newsdesk|newsroom|editors?|letters|desk|redaktion|redaccion|redaction|redacao|redazione|redakcja|redactie)@[\p{L}\d-]+\.|our (?:[\p{L}-]+ )?(?:columnist|critic|blogger) (?:has (?:walked|written|covered|reviewed|lived)|writes|reviews|lives)[^.!?\"]{5,120}\.$))",
        reason="asks for tips, or tells of the columnist",
        source=_SEEN,
        hits=(
            "Seen something odd? Our science desk wants to hear from you: 555 0100.",
            "Our nature columnist has walked the shore every week since 2003.",
        ),
        misses=(
            '"Our team wants to hear from the owners," the union said.',
            "He asked: have you got a story from home?",
        ),
        scope="sentence",
    ),
    Rule(
        id="about.bio-german",
        label="about",
        pattern=r"^[^\p{L}\"]*"
        + _NAME
        + r" (?:\([^,:;!?|\"()/&'-]{1,20}\) )?(?:ist|arbeitet|schreibt|berichtet|leitet)(?: (?:seit|als|freie[rn]?|politische[rn]?|stellvertretende[rn]?|die|der|eine?|das|unser|unsere|ressort|leitende[rn]?|\d{4}|in \p{L}+|für \p{L}+)){0,5} ?\p{L}*(?:redakteur|redaktor|reporter|korrespondent|journalist|ressortleiter|volontär|kolumnist|redaktionsleiter)(?:in)?(?: (?:bei|beim|der|des|im|in|für|und|am|aus|mit|von|vom|sowie|auf)[^\".]{2,260})?\.?(?: (?-i:Sie|Er|Zuvor|Kontakt|Mehr|E-Mail)[^\p{L}][^\"]{2,200})?$",
        reason="author bio, German",
        source="partly seen on train pages, the rest from general knowledge",
        hits=(
            "Erika Mustermann ist seit 2016 Redakteurin beim Hafenboten.",
            "Max Mustermann ist freier Journalist und berichtet über den Hafen.",
        ),
        misses=(
            "Erika Mustermann ist Lehrerin, ihr Mann Redakteur beim Hafenboten.",
            "Der Redakteur ist seit Montag im Hafen.",
        ),
    ),
    Rule(
        id="about.bio-foreign",
        label="about",
        pattern=r"^[^\p{L}\"]*"
        + _NAME
        + r"(?:(?:,? est|,? es|,? é|,? è| -)(?: (?:un|une|una|um|uma|grand|notre|nuestr[oa]|freelance|ex|l'))? ?"
        + _FOREIGN_TRADE
        + r"(?: (?-i:\p{Ll}+)){0,2} (?:au|aux|à|chez|du|de|del|della|dell'|en|em|no|na|do|da|di|per|para|pour|presso|w|we|dla|в|газеты|журнала|портала|(?-i:\p{Lu})|\"|y|e|et|specjaliz\p{L}+|spécialis\p{L}+|especializad\p{L}+|specializzat\p{L}+)[^!?.]{2,220}|, "
        + _FOREIGN_TRADE
        + r" [^!?.,\"]{3,60}, (?:suit|couvre|écrit|travaille|cubre|escribe|sigue|cobre|escreve|segue|scrive|si occupa)[^!?.\"]{3,160}|(?:, nat[oa] [^.!?\",]{2,40},)? scrive (?:di|per|su) [^.!?\"]{3,140})\.?(?: [^.!?]{3,60}@[^ ]{3,60})?$",
        reason="author bio, other languages",
        source="written from general knowledge of such sites, not checked against a list",
        hits=(
            "Ana Silva é repórter de economia e apresenta um podcast.",
            "Jan Kowalski – dziennikarz „Portu”, autor reportaży o morzu.",
        ),
        misses=(
            "Ana Silva é repórter, o marido cuida da horta.",
            "Ana Silva, periodista de la radio, dijo que el puerto seguía cerrado.",
        ),
    ),
)
