r"""Comment forms, counters and the marks around readers' comments.

Readers' comments themselves have no fixed wording and are left to the model. "No comment."
is a quotation often enough to be left alone.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"
_FORMS = "comment forms of WordPress, Blogger, Disqus and others, seen on train pages"

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\p{L}*\.?"

RULES = (
    Rule(
        id="comments.counter",
        label="comments",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:view |show |see |read |load |hide |all |top |recent |latest |reader |most |facebook |new |older |newer |more |previous |post |user |your |the |say something|\d[\d.,]* )*(?:comments|discussion|responses?|replies|trackbacks?|pingbacks?|thoughts)"
            r"(?: ?[(\[{]? ?\d[\d.,]* ?[)\]}]?)?(?: (?:so far|yet|rss|feed|below|closed|off|on this (?:article|story|post|entry)|to this (?:article|story|post|entry)|and \d+ trackbacks?))*|(?:one|1|two) (?:comment|reply|response|thought|trackback|pingback)(?: (?:so far|on this post))?|no comments(?: yet| so far| posted| have been posted)?[^\p{L}]{0,3}(?:be the first[^.!?\"]{0,40})?|comments?[^\p{L}\p{N}]{1,4}\d+"
            r"|(?:\d+|one) (?:comments?|responses?|replies|thoughts?) (?:on|to|for):? \"?(?-i:[\p{Lu}\p{Lo}\d]).{3,120}|\{ ?\d+ (?:comments?|trackbacks?)[^}]*\})[^\p{L}\p{N}]*$"
        ),
        reason="comment counter or heading",
        source=_FORMS,
        hits=("3 Comments", "View all comments (12)"),
        misses=("Comments on the plan split the town.", '"No comment," said the coach.'),
    ),
    Rule(
        id="comments.invitation",
        label="comments",
        pattern=(
            r"^[^\p{L}\"]*(?:be the first to (?:comment|leave|write|review)|(?:please )?(?:click here to |log ?in (?:or register )?to |register to |sign in to )?(?:leave|post|add|write|make|submit|give|view|read|see|join|start|follow)(?: us)?(?: an?| your| the| in| or view| new| all| \d+)* (?:comments?|reply|replies|response|conversation|discussion|feedback|public comment|debate)(?: (?:below|here|on this (?:article|story|post)|now|cancel reply|to|with|about|by))*[^\p{L}]*(?:cancel reply|log ?in.{0,40}|sign in.{0,40}|\(\d+\)|\d+)?"
            r"|have your say|join the (?:conversation|discussion|debate)|speak your mind|got something to say\??|(?:got something to say\? )?(?:leave|share|post|add) your (?:thoughts|views?|opinions?)(?: with us)?(?: (?:below|here))?|your (?:comment|thoughts|opinion|reply|message|review)|what do you think\? (?:leave|share|let us|tell us|post|comment|have your say|join)[^\"]{0,80}|comments?|reply|replies|post (?:your )?(?:comment|reply)|cancel reply|click here to cancel reply|comment (?:now|here|on this (?:story|article|post)|as a guest|help)|submit (?:a )?comment|reader (?:comments|interactions)|say something)[^\p{L}\"]*$"
        ),
        reason="invites a comment",
        source=_FORMS,
        hits=(
            "Leave a Comment",
            "Post a Comment",
            "Got something to say? Leave your thoughts below.",
        ),
        misses=(
            "Join the debate or lose it, she tells the young.",
            "Leave a reply on the table, the note said.",
        ),
    ),
    Rule(
        id="comments.invitation-sentence",
        label="comments",
        pattern=(
            r"(?:(?:^|[.!?)] ?)[^\p{L}\"]*(?:please |so |and |as always,? |then )?(?:share|leave|post|tell us|give us|add your|drop|sound off|weigh in|comment|join|want to)[^.!?\"]{0,90} (?:in|via|using|through) (?:the |our )?comments?(?: (?:section|box|below|form|area|thread)| below)*(?:[^\p{L}]|$)|let (?:us|me) know (?:what you think|your (?:thoughts|views|opinion)) (?:in|below|on|at|by)|(?:sound off|comment) below|leave (?:us )?(?:a|your) comments?(?: [^.!?\"]{0,30})? below|(?:we (?:want|would love|'d love|'d like) to hear (?:from you|your (?:thoughts|views|opinion)|what you think)))"
        ),
        reason="invites a comment, in a sentence",
        source=_SEEN,
        hits=(
            "Have something to add? Share it in the comments.",
            "Let us know what you think below!",
        ),
        misses=(
            "The threat was found in a forum, and the comments were deleted.",
            '"Leave it in the past," he said of the comments.',
        ),
        scope="sentence",
    ),
    Rule(
        id="comments.form",
        label="comments",
        pattern=(
            r"^[^\p{L}\"]*(?:your e-?mail (?:address )?(?:will not|won't|is never|is not) (?:be )?(?:published|shown|shared|displayed|made public)[^\"]{0,60}|required fields (?:are )?marked.{0,10}|(?:your )?(?:name|e-?mail|mail|e-?mail address|website|url|comment|comments|web ?site|phone|subject|message|captcha code|site name)(?: address)? ?[:(*](?:[^\p{L}]*(?:required|optional|will not|never|not (?:be )?published)[^.!?\"]{0,50}|[^\p{L}]*)|save my name,? e-?mail[^\"]{0,100}|notify me (?:of|when|by|via|about)[^\"]{0,80}|(?:you may|you can) use these html[^\"]{0,20}.{0,300}|(?:allowed|some|basic|no) html[^\"]{0,120}"
            r"|(?:please )?enter your (?:comment|name|message)(?: here)?|you have entered an incorrect e-?mail.{0,20}|please enter (?:an answer in digits|your (?:comment|name)).{0,40}|maximum \d+ characters.{0,40}|\d+ characters (?:remaining|left).{0,30}|(?:name|e-?mail|website)(?:[^\p{L}]+(?:name|e-?mail|website|url|comment|comments)){1,4}|fill in your details below.{0,60}|you are commenting using.{0,80}|(?:e-?mail )?\(?(?:required|will not be published|address never made public|optional)\)?|preview(?: comment)?|remember (?:me|my (?:personal )?(?:info|information|details))[^\"]{0,30}|prove you(?:'re| are) (?:human|not a robot)[^\"]{0,40}|captcha(?: code)?)[^\p{L}]*$"
        ),
        reason="comment form",
        source=_FORMS,
        hits=(
            "Your email will not be published. Required fields have a star",
            "Name (required)",
        ),
        misses=(
            "Comment: the minister has lost the plot, and his party knows it better than anyone in the street where he lives.",
            "Your email will not be published in the inquiry's report, the judge told the witness, and nor will your home address or that of your children.",
        ),
    ),
    Rule(
        id="comments.policy",
        label="comments",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:sorry,? )?(?:we are not (?:currently )?accepting comments|(?:the )?comments? (?:are|is|have been|has been|were)(?: now| currently)? (?:closed|disabled|moderated|turned off|off|not available|no longer)|comments on this[^\"]{0,40}(?:are|have))[^\"]{0,80}|(?:you )?(?:must|need to|have to)(?: be)? (?:logged in|log ?in|login|registered|signed in|sign in|register)[^.!?\"]{0,30}(?:comment|reply|discussion|post|vote)[^\"]{0,60}|(?:log ?in|login|sign in|register)(?: or (?:register|create an account|sign up|log in))? to (?:post|leave|add|reply|comment|join|view)[^.!?\"]{0,40}"
            r"|(?:please )?keep (?:your )?comments[^\"]{0,120}|(?:all )?comments (?:are subject|must|will be|may be|should be|posted|that|which)[^.\"]{0,60}(?:moderat|remov|delet|approv|publish|screen|guideline|polic|responsib)[^\"]{0,160}|this site uses akismet.{0,80}|learn how your comment data.{0,20}|[^.\"]{2,40} is committed to maintaining a lively but civil forum.{0,400}|(?:please )?(?:read|review|see|follow|respect) our (?:comments?|commenting|community) (?:policy|guidelines|rules|standards).{0,80}|we (?:ask|reserve)[^.!?\"]{0,40} (?:keep your comments|the right to (?:remove|delete|edit|moderate))[^\"]{0,160})[^\p{L}]*$"
        ),
        reason="rules or state of the comments",
        source=_FORMS,
        hits=("Comments are closed.", "You must be logged in to leave a comment here."),
        misses=(
            "Comments are free, facts are dear, the editor used to say to us.",
            "You must be logged in to the ship's net, says the sailor.",
        ),
    ),
    Rule(
        id="comments.system",
        label="comments",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:blog )?comments (?:powered by|by) \S+|powered by (?:disqus|livefyre|facebook comments|hyvor|coral|openweb|viafoura|spot\.?im)|please enable javascript to view the.{0,40}|view the (?:discussion thread|comments).{0,30}|(?:load|show|see|view|read|hide|expand|open|close|collapse)(?: all| more| older| newer| the| previous)* (?:comments?|replies|discussion)(?: ?\(?\d*\)?)?(?: add a comment)?|get livefyre|sort(?:ed)?(?: by)? ?:? ?(?:newest|oldest|best|most (?:liked|recent|popular)|top)(?:[^\p{L}]+(?:newest|oldest|best|first|most (?:liked|recent)))*|(?:newest|oldest|most (?:liked|voted|recent|replied))(?: first)?(?:[^\p{L}]+(?:newest|oldest|most (?:voted|liked|recent))(?: first)?)*"
            r"|(?:report|flag)(?: this| as)? (?:comment|abuse|inappropriate|spam)(?: .{0,20})?|log ?in to reply|reply to (?:this|comment|\p{L}+ ?\p{L}*)|\+? ?follow (?:this )?(?:conversation|discussion|thread).{0,30}|subscribe to (?:comments?|this thread).{0,20}|(?:like|reply|share|report)(?:[^\p{L}\p{N}]+(?:like|likes|reply|share|report|\d+|[hmdw]|ago|edited|hours?|minutes?|days?|report abuse)){1,8}|(?:permalink|report abuse|thumbs? (?:up|down)|up ?vote|down ?vote|quote|mark as spam|awaiting moderation|your comment is awaiting moderation|reply quote|reply with quote))[^\p{L}]*$"
        ),
        reason="button of a comment system",
        source=_FORMS,
        hits=("Comments powered by Hyvor", "Please enable JavaScript to view the replies to this."),
        misses=(
            "Read the comments in the report, the lawyer said.",
            "Report spam calls to the regulator, he advises.",
        ),
    ),
    Rule(
        id="comments.stamp",
        label="comments",
        pattern=(
            r"^(?:[^,:;!?|\"()/&]{1,40}?,? )?(?:on )?(?:(?:mon|tue|wed|thu|fri|sat|sun)\p{L}*,? )?"
            + _MONTH
            + r" \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d (?:at )?\d{1,2}:\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: ?[-|#]? ?(?:reply|permalink|edit|quote|#|\(edit\)|log in to reply|says:?))+[^\p{L}]*$"
            r"|^posted by:? [^.!?\",]{2,40} (?:\||at|on) [^.!?\"]{0,30}(?:\d:\d\d|(?:19|20)\d\d)[^.!?\"\p{L}]{0,10}(?:[ap]m)?[^\p{L}]*$|^[^,:;!?|\"()/@&]{2,40},? (?:on )?"
            + _MONTH
            + r" \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d at \d{1,2}:\d\d ?[ap]m(?: (?:said|says|wrote))?:?$"
        ),
        reason="stamp of a reader's comment",
        source=_FORMS,
        hits=("August 9, 2012 at 1:31 pm | Reply", "Posted by: Annex | August 9, 2012 at 01:31 PM"),
        misses=(
            "August 9, 2012: the first letter arrives.",
            "Posted by rail on May 3, 2012, the parcel never came.",
        ),
    ),
    Rule(
        id="comments.german-dutch",
        label="comments",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:\d+ |keine |alle |neue |neueste |zu den |weitere |ihr |ihre |mein |zum |leser)*(?:kommentare?|leserkommentare|diskussion|reacties)(?: ?[(\[]?\d*[)\]]?)?(?: (?:anzeigen|lesen|laden|ausblenden|schließen|zu diesem (?:artikel|beitrag)|sind (?:deaktiviert|geschlossen)|zu:? .{3,90}))?|(?:einen )?(?:kommentar|kommentare)s? (?:schreiben|verfassen|hinterlassen|abgeben|abschicken|hinzufügen|absenden|lesen|melden)|(?:schreiben sie|schreibe|schreib|hinterlassen sie|hinterlasse) (?:einen|ihren|uns|eine)[^.!?\"]{0,20}(?:kommentar|antwort)[^.!?\"]{0,30}|antwort(?:en)? (?:abbrechen|schreiben)|antworten|diskutieren sie mit|jetzt (?:mitdiskutieren|kommentieren)|mitdiskutieren"
            r"|(?:ihre|deine|die) e-?mail-?adresse wird nicht veröffentlicht[^\"]{0,80}|erforderliche felder sind.{0,40}|meinen namen, (?:meine )?e-?mail.{0,140}|benachrichtige mich über.{0,80}|(?:name|e-?mail) ?\(?(?:erforderlich|pflichtfeld)\)?|die kommentarfunktion[^\"]{0,80}|(?:laat een|geef een) (?:reactie|antwoord)[^.!?\"]{0,40}|reageer(?: op dit artikel)?|je e-?mailadres (?:wordt|zal) niet[^\"]{0,80})[^\p{L}]*$"
        ),
        reason="comment form or counter, German and Dutch",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Schreiben Sie einen Kommentar", "12 Kommentare"),
        misses=(
            "Kommentare zum Urteil kamen aus allen Parteien, auch aus der eigenen.",
            "Antworten gab es keine.",
        ),
    ),
    Rule(
        id="comments.romance",
        label="comments",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:\d+ |ver |los |voir |les |tous |todos |os |vedi |aucun |nenhum |sin |nessun |ningún )*(?:comentarios?|comentários?|commentaires?|commenti|réactions?)(?: ?[(\[]?\d*[)\]]?)?|(?:deja|dejar|escribe|publicar?|añadir?|agregar?|haz) (?:un|una|tu|su)? ?(?:comentario|respuesta)[^.!?\"]{0,30}|cancelar (?:la )?respuesta|(?:laisser|laissez|écrire|ajouter|poster|publier|déposer) (?:un|votre) (?:commentaire|réponse)[^.!?\"]{0,30}|annuler la réponse|(?:deixe|deixar|escreva|adicionar|comente)(?: um| o seu| uma| seu)? ?(?:comentário|resposta|aqui)[^.!?\"]{0,30}|(?:lascia|scrivi|aggiungi|inserisci) un (?:commento|tuo commento)[^.!?\"]{0,30}|annulla risposta|responder|répondre|rispondi"
            r"|(?:tu|su) (?:dirección de )?correo electrónico no será publicad[oa][^\"]{0,80}|los campos (?:obligatorios|requeridos)[^\"]{0,40}|votre adresse e-?mail ne sera pas publiée[^\"]{0,80}|les champs obligatoires[^\"]{0,40}|o seu endereço de e-?mail não será publicado[^\"]{0,80}|campos obrigatórios[^\"]{0,40}|il tuo indirizzo e-?mail non sarà pubblicato[^\"]{0,80}|guarda(?:r)? mi nombre, correo[^\"]{0,120}|enregistrer mon nom, mon e-?mail[^\"]{0,120}|salvar meus dados[^\"]{0,120})[^\p{L}]*$"
        ),
        reason="comment form or counter, Spanish, French, Portuguese and Italian",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Deja un comentario", "Laisser un commentaire"),
        misses=(
            "Los comentarios del ministro molestaron a sus socios.",
            "Les commentaires du maire ont surpris la salle.",
        ),
    ),
    Rule(
        id="comments.slavic",
        label="comments",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:\d+ |все |показать |читать |нет |всі |показати |немає |pokaż |wszystkie |zobacz |brak )*(?:комментари(?:и|й|ев|я)|коментар(?:і|ів|ий)?|обсуждение|обговорення|komentarz(?:e|y)?|komentarzy)(?: ?[(\[]?\d*[)\]]?)?|(?:оставить|добавить|написать|оставьте|напишите) (?:свой |ваш )?(?:комментарий|отзыв|ответ)[^.!?\"]{0,30}|(?:залишити|додати|написати) (?:свій )?(?:коментар|відгук|відповідь)[^.!?\"]{0,30}|(?:dodaj|napisz|zostaw|skomentuj)(?: swój)? ?(?:komentarz|odpowiedź|artykuł)?|anuluj (?:pisanie odpowiedzi|odpowiedź)|ответить|відповісти|odpowiedz"
            r"|ваш (?:адрес )?(?:e-?mail|электронн\p{L}+)[^.\"]{0,20}не будет опубликован[^\"]{0,80}|обязательные поля помечены.{0,10}|ваша e-?mail адреса не[^\"]{0,80}|(?:twój adres e-?mail|twój e-?mail) nie zostanie opublikowany[^\"]{0,80}|wymagane pola są[^\"]{0,30}|(?:войдите|авторизуйтесь|зарегистрируйтесь)[^.!?\"]{0,40}(?:чтобы|для)[^.!?\"]{0,30}коммент\p{L}+[^\"]{0,30}|bir yorum (?:yaz\p{L}*|bırak\p{L}*)|yorum (?:yap|yaz|gönder)\p{L}*|yorumlar(?: ?\(\d+\))?|e-?posta (?:hesabınız|adresiniz) yayımlanmayacak[^\"]{0,60})[^\p{L}]*$"
        ),
        reason="comment form or counter, Russian, Ukrainian, Polish and Turkish",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("Оставить комментарий", "Dodaj komentarz"),
        misses=("Комментарии министра удивили зал.", "Komentarz premiera był krótki."),
    ),
    Rule(
        id="comments.calls",
        label="comments",
        pattern=(
            r"^[^\p{L}\p{N}\"]*(?:(?:jump|skip|go|scroll)(?: down)? to (?:the |all |our )?(?:\d+ )?(?:reader )?comments?(?: (?:on|about|for|below)[^.!?\",]{0,40})?|add your (?:voice|view|opinion|say|thoughts?)(?: (?:to|below|here|in)[^.!?\",]{0,40})?|be the first to (?:comment|reply|respond|have your say)(?: (?:on|to|about) th(?:is|e) [^.!?\",]{2,30})?|share your (?:thoughts?|views?|opinions?)(?: (?:below|here|with us|in the comments?))|(?:there are )?no comments (?:on|for) th(?:is|e) \p{L}+(?: yet)?)"
            r"(?:[^\p{L}\p{N}]+\d+)?[^\p{L}\p{N}]*$"
        ),
        reason="calls for comments",
        source=_SEEN,
        hits=("Jump to the 9 comments on this story", "Be the first to comment on this report"),
        misses=(
            "Be the first to comment, the host urged, and the hall fell silent.",
            "Jump to the comments of the judges and the mood turns.",
        ),
    ),
    Rule(
        id="comments.closed-sentence",
        label="comments",
        pattern=r"(?:^|[.!?…] ?)(?P<junk>(?:sorry, )?comments (?:are|have been) (?:now |currently )?(?:closed|disabled|turned off|switched off|not available) (?:for|on) this (?:article|story|post|page|item|piece|entry)(?:[.!]|$))",
        reason="says that comments are closed, in a sentence",
        source=_FORMS,
        hits=(
            "The price fell again. Comments are closed for this article.",
            "Comments have been disabled on this story.",
        ),
        misses=(
            "Comments are closed for this article more often than for any other kind, the study found.",
            "He said comments are closed for good.",
        ),
        scope="sentence",
    ),
    Rule(
        id="comments.calls-german-dutch",
        label="comments",
        pattern=(
            r"^[^\p{L}\p{N}\"]*(?:(?:diskutieren sie|diskutier|diskutiere|reden sie|debattieren sie|praat|discussieer) (?:doch |jetzt |hier )?(?:mit|mee)(?: [^.!?\",:]{2,40})?|mitreden|(?:ihre|deine) meinung(?: ist gefragt| zählt| interessiert uns| zum thema)|(?:zu diesem (?:artikel|beitrag) )?(?:(?:wurden|gibt es|sind) )?(?:noch |bisher |leider )*keine (?:leser)?kommentare(?: (?:vorhanden|abgegeben|verfasst|geschrieben|veröffentlicht))?(?:[.!] (?:sei|seien|schreib)[^.!?\"]{2,50})?|(?:zu diesem (?:artikel|beitrag) )(?:wurden|gibt es|sind) (?:noch |bisher |leider )*keine kommentare[^.!?\"]{0,20}"
            r"|(?:sei|seien sie|schreib|schreiben sie|verfassen sie) (?:als )?(?:der|die|den) erste[nr]?(?: [^.!?\",]{0,20}(?:komment\p{L}+|beitrag))|(?:zu den|zum) kommentar(?:en)?(?: springen)?|(?:bitte )?(?:melden sie sich|melde dich|loggen sie sich|logge dich|einloggen|anmelden)[^.!?\"]{0,40} (?:um|und)[^.!?\"]{0,50}(?:komment\p{L}+|(?:mit)?(?:zu)?diskutieren(?: sie mit)?)[^.!?\"]{0,25}|(?:sie müssen|du musst)[^.!?\"]{0,30}(?:angemeldet|eingeloggt|registriert)[^.!?\"]{0,12}sein,? um[^.!?\"]{0,30}komment[^.!?\"]{0,30}|(?:alle |letzte |neueste |neue |weitere )*kommentare (?:einblenden|ausblenden|als rss|abonnieren)|kommentare-feed|(?:letzte|neueste) kommentare|(?:neuen|einen neuen|jetzt einen|deinen) kommentar (?:schreiben|hinzufügen|verfassen)|kommentar (?:verfassen|hinterlassen) antworten? abbrechen|hinterlasse jetzt einen kommentar|gib hier deinen kommentar ein|diese website verwendet akismet.{0,140}|benachrichtig\p{L}+ (?:mich )?(?:bei|über)[^.!?\"]{0,20} kommentaren?[^.!?\"]{0,40}|(?:netiquette für kommentare|kommentar-?regeln)|log in om te reageren|(?:wees|ben jij) de eerste[^.!?\"]{0,30}reage\p{L}+)"
            r"(?:[^\p{L}\p{N}]+\d* ?(?:kommentare?|beiträge|reacties)?)?[^\p{L}\p{N}]*$"
        ),
        reason="calls for comments, German and Dutch",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Diskutieren Sie mit: 12 Kommentare", "Melden Sie sich an und diskutieren Sie mit"),
        misses=(
            "Diskutieren Sie mit Ihrem Arzt, rät die Kasse, bevor Sie das Mittel absetzen.",
            "Kommentare einblenden will der Sender erst im Herbst.",
        ),
    ),
    Rule(
        id="comments.calls-romance",
        label="comments",
        pattern=(
            r"^[^\p{L}\p{N}\"]*(?:(?:inicia|inicie|iniciá) sesión (?:o [^.!?\",]{2,20} )?para (?:comentar|participar|dejar|opinar)[^.!?\",]{0,30}|(?:sé|se|sea) (?:el|la) primer[oa] en (?:comentar|opinar)[^.!?\",]{0,30}|(?:únete|únase|súmate|participa) (?:a|en) la (?:conversación|discusión)|(?:debes|debe|necesitas|tienes que)[^.!?\",]{0,30} para (?:comentar|publicar|dejar|escribir)[^.!?\",]{0,30}comentarios?|(?:los )?comentarios (?:están |han sido )?(?:cerrados|desactivados)[^.!?\",]{0,30}|comenta (?:esta noticia|aquí)|(?:escribe|añade|deja|danos) tu (?:opinión|comentario)[^.!?\",]{0,30}|normas de (?:los comentarios|participación)"
            r"|réagi(?:r|ssez)(?: (?:à|sur) (?:cet |l'|cette |ce )?(?:article|actualité|info|sujet))?|(?:connectez-vous|identifiez-vous|se connecter) pour (?:laisser|commenter|réagir|poster|publier|participer)[^.!?\",]{0,40}|soyez le premier à (?:commenter|réagir|donner|laisser)[^.!?\",]{0,40}|vous devez (?:être|vous)[^.!?\",]{0,30} pour[^.!?\",]{0,40}(?:comment\p{L}+|réagir)[^.!?\",]{0,20}|(?:les )?commentaires (?:sont )?(?:fermés|clos|désactivés)[^.!?\",]{0,30}|donnez votre avis|charte des commentaires|(?:publier|soumettre|voir|lire|afficher) (?:un |le |les |tous les )?(?:nouveau )?commentaires?|rejoindre la (?:discussion|conversation)"
            r"|seja o primeiro a comentar[^.!?\",]{0,30}|(?:faça|efetue) (?:o )?login[^.!?\",]{0,20} para comentar[^.!?\",]{0,20}|(?:dê|deixe) (?:a |aqui )?(?:a )?sua opinião[^.!?\",]{0,30}|comente (?:aqui|esta notícia|a matéria|esta matéria)|participe da (?:conversa|discussão)|comentários (?:fechados|encerrados|desativados)"
            r"|(?:accedi|effettua il login|registrati)(?: o [^.!?\",]{2,20})? per (?:commentare|lasciare un commento)|(?:partecipa|unisciti) alla (?:discussione|conversazione)|sii il primo a commentare[^.!?\",]{0,30}|(?:leggi|vedi) (?:tutti )?i commenti|commenta (?:la notizia|l'articolo|qui)|commenti ?:? ?\d+[^\p{L}\p{N}]+accedi per commentare)"
            r"(?:[^\p{L}\p{N}]+\d+)?[^\p{L}\p{N}]*$"
        ),
        reason="calls for comments, Spanish, French, Portuguese and Italian",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Inicia sesión para comentar", "Réagissez à cet article (7)"),
        misses=(
            "Réagir à cet article fut une erreur, dit le maire.",
            "Seja o primeiro a comentar, pediu o juiz, e ninguém falou.",
        ),
    ),
    Rule(
        id="comments.calls-slavic-turkish",
        label="comments",
        pattern=(
            r"^[^\p{L}\p{N}\"]*(?:(?:войдите|авторизуйтесь|зарегистрируйтесь)[^.!?\"]{0,40} чтобы (?:оставить|оставлять|комментировать|написать|обсудить)[^.!?\"]{0,40}|комментари(?:ев|и) (?:пока нет|отсутствуют|отключены|закрыты|временно отключены)|(?:пока )?нет комментариев|(?:будьте|станьте) первым[^.!?\"]{0,30}(?:комментари\p{L}+|прокомментир\p{L}+|отзыв)|(?:оставлять комментарии|комментировать)[^.!?\",]{0,20} могут только[^.!?\"]{0,70}|(?:обсудить|обсуждение)(?: (?:новость|статью|на форуме|в комментариях|в telegram))?(?: ?\(\d+\))?|(?:что вы думаете|а что вы думаете|ваше мнение)[^.!?\"]{0,30}\? ?(?:пишите|поделитесь|напишите|делитесь)[^.!?\"]{0,40}(?:комментари\p{L}+)|коментарі (?:відсутні|закриті|вимкнено)|коментарів (?:ще |поки )?немає|увійдіть,? щоб (?:залишити|коментувати)[^.!?\"]{0,30}"
            r"|(?:dodaj|napisz) komentarz (?:jako pierwszy|jako pierwsza)|(?:bądź|zostań) pierwsz\p{L}+[^.!?\",]{0,20}(?:komentarz\p{L}*|skomentuj\p{L}*|komentuj\p{L}*)[^.!?\",]{0,20}|skomentuj (?:jako pierwszy|artykuł|ten artykuł|wpis)|zaloguj się,? (?:aby|żeby|by) (?:dodać|komentować|skomentować|napisać)[^.!?\",]{0,30}|dołącz do dyskusji|(?:jeszcze )?(?:brak|nie ma)(?: jeszcze)? komentarzy|(?:komentarze|możliwość komentowania)[^.!?\",]{0,20}(?:wyłączone|wyłączona|zablokowan\p{L}+)"
            r"|ilk yorumu sen (?:yap|yaz)|yorum yapmak için[^.!?\",]{0,30}|(?:henüz )?yorum (?:yapılmamış|yok))"
            r"(?:[^\p{L}\p{N}]+\d+)?[^\p{L}\p{N}]*$"
        ),
        reason="calls for comments, Russian, Ukrainian, Polish and Turkish",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("Войдите, чтобы оставить комментарий", "Dodaj komentarz jako pierwszy"),
        misses=(
            "Обсудить бюджет депутаты решили в мае.",
            "Dołącz do dyskusji o budżecie, prosił wójt mieszkańców.",
        ),
    ),
)
