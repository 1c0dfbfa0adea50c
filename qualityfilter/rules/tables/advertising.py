r"""Markers of advertising, sponsored pieces, shop and job offers.

Prose about advertising ("Advertising revenue fell") is body; a marker stands alone on its
line, or has the fixed form "Story continues below".
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"
_MARKERS = "partly seen on train pages, the rest from general knowledge"

RULES = (
    Rule(
        id="advertising.marker",
        label="advertising",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:close|skip|hide|end of|start of|scroll past|scroll for more after|google|remove|x|the) )?(?:advertisements?|advertorial|advertising|adverts?|ads?|ad ?choice|sponsored(?: (?:content|links?|posts?|stor(?:y|ies)|by|ads?|message|results?|listings?|headlines))?|sponsors?(?: posts?| content)?"
            r"|promoted(?: (?:content|stories|posts?|links?|by))?|paid (?:content|posts?|partnership|program(?:me)?|advertisement|promotion)|partner content|brand(?:ed)? content|ad (?:policy|feedback|placeholder|block(?:er)?|unit|break|loading)|native ad|commercial break|affiliate content)"
            r"(?:[^\p{L}\p{N}]+(?:advertisements?|ads?|advertising|oop|\d+|x|close|feedback|scroll to continue|here|continues? (?:reading )?below|continue reading(?: the main story)?|story continues(?: below)?|article continues(?: below)?|keep reading))*[^\p{L}\p{N}]*$"
        ),
        reason="marks an advertisement",
        source=_MARKERS,
        hits=("Close advertising", "- Advertisement -"),
        misses=("Advertising revenue fell by a tenth.", "Ads for gambling to be banned"),
    ),
    Rule(
        id="advertising.continues",
        label="advertising",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:advertisement[^\p{L}]+)?(?:(?:the |this |your )?(?:story|article|post|text|content|coverage|column|review|list|gallery|recipe)s? (?:continues|resumes|below)(?: (?:below|after|beneath|following|on next page|the|this|these|an?|our|video|photos?|gallery|graphic|map|chart|tweet|image|slideshow|audio|ads?|advert|advertisement|advertising|break|sign-?up|newsletter|form|promo|message|from|sponsors?))*"
            r"|(?:continue|keep|scroll (?:down )?(?:for|to)|continued?) (?:to )?(?:reading|read|continue|continue reading|article|below|more)(?: (?:below|the|main|story|this|after|with|content|article|advertisement|ad|full|for|more|reading|continue))*)(?:[^\p{L}]+(?:advertisement|ad))?[^\p{L}\p{N}]*$"
        ),
        reason="says the story goes on after an ad",
        source=_SEEN,
        hits=("Story continues below", "Article continues after this ad"),
        misses=(
            "The story continues below ground, where miners dig on.",
            "Continue reading to children at night, teachers say.",
        ),
    ),
    Rule(
        id="advertising.inline",
        label="advertising",
        pattern=(
            r"(?:^|[.!?\"'…)\d] ?)(?P<junk>(?-i:ADVERTISEMENT|Advertisement|Ad Policy|Story continues below(?: advertisement| ad)?|Article continues (?:below|after)(?: this)?(?: advertisement| ad)?|STORY CONTINUES BELOW(?: (?:THIS )?(?:ADVERTISEMENT|AD|GRAPHIC|VIDEO))?|Story [Cc]ontinued [Bb]elow|This advertisement has not loaded yet, but your article continues below)"
            r"(?:[ .:-]+(?-i:Continue [Rr]eading(?: [Bb]elow| the main story)?|Story continues below|Article continues below|Scroll to continue))?\.?)$"
        ),
        reason="ad marker glued to a paragraph",
        source=_SEEN,
        hits=(
            "The minister left at noon. Advertisement",
            "The minister left at noon.Story continues below",
        ),
        misses=(
            "The word at the top of the page was Advertisement",
            "He paid for an advertisement",
        ),
        scope="match",
    ),
    Rule(
        id="advertising.inline-middle",
        label="advertising",
        pattern=(
            r"[.!?\"'…)] ?(?P<junk>(?-i:ADVERTISEMENT|Advertisement[ .:-]+(?:Continue reading the main story|Story continues below|Article continues below|Scroll to continue)|Story continues below advertisement|Article continues below advertisement|Article continues after advertisement|STORY CONTINUES BELOW(?: ADVERTISEMENT)?|- Advertisement -)) *(?:(?-i:\p{Lu})|\"|$)"
        ),
        reason="ad marker in mid-paragraph",
        source=_SEEN,
        hits=(
            "The minister left at noon. ADVERTISEMENT She did not return.",
            "It rained. ADVERTISEMENT The match went on.",
        ),
        misses=(
            "He saw the word ADVERTISEMENT in red.",
            "The ad ended. Advertisement rules are strict, he said.",
        ),
        scope="match",
    ),
    Rule(
        id="advertising.not-loaded",
        label="advertising",
        pattern=r"^[^\p{L}\"]*(?:this (?:ad|advertisement) (?:has not loaded yet|will (?:close|end|play) (?:in|after))|we apologize, but this video has failed to load|(?:please )?(?:turn off|disable|pause|whitelist)[^.!?\"]{0,40}ad[- ]?block|(?:it (?:looks|seems) like )?you(?:'re| are)? (?:are )?(?:using|have) an ad[- ]?block|ad[- ]?blocker detected|(?:report|hide|stop seeing|why (?:am i seeing )?)(?: this)? ad[^\p{L}]|ads? (?:by|via|from|powered by|supplied by) |jobs powered by |your ad here|if you want to go ad-free|go ad[- ]free|get ad[- ]free).{0,140}$",
        reason="message of an ad slot or an ad-block notice",
        source=_SEEN,
        hits=(
            "This advertisement has not loaded yet. Please wait a moment.",
            "Please disable your ad blocker to read on.",
        ),
        misses=(
            "This advertisement has been seen by four million people.",
            '"Please disable your ad blocker," the page begged him.',
        ),
    ),
    Rule(
        id="advertising.advertise-here",
        label="advertising",
        pattern=r"^[^\p{L}]*(?:advertise|advertising|place (?:an |your )ads?|buy (?:an )?ads?|sponsor)(?: (?:here|with us|with \p{L}+|on (?:this|our|my) (?:site|blog|page|website)|on \p{L}+\.\p{L}+|in \p{L}+|enquiries|opportunities|info(?:rmation)?|rates|contact|terms))+[^\p{L}]*$",
        reason="sells advertising space",
        source=_MARKERS,
        hits=("Advertise with us", "Advertise on this site"),
        misses=(
            "Advertise here and lose, his rivals said of the old paper.",
            "Advertising with dogs works best, a study finds",
        ),
    ),
    Rule(
        id="advertising.sponsored-by",
        label="advertising",
        pattern=r"^[^\p{L}]*(?:(?:this (?:article|post|story|content|section|series|episode|content) (?:is|was) )?(?:sponsored|presented|promoted|paid for|brought to you|made possible) by|(?:paid )?(?:content|message|post|story) (?:from|by)(?: our)? (?:sponsor|partner|advertis)|from our (?:partners?|sponsors?|advertisers?)|(?:a )?(?:word|message) from our sponsors?|(?:in )?(?:paid )?partnership with|(?:produced|created) (?:by [^\d.,:;!?|\"()/@&'_-]{2,30} )?in (?:paid )?(?:association|partnership) with|thanks to our sponsors?|our sponsors|this is (?:a )?(?:sponsored|paid) (?:content|post|article|advertorial))(?: [^.!?\"]{0,60})?[.:!]?$",
        reason="names a sponsor",
        source=_SEEN,
        hits=("Sponsored by Example Motors", "This post was sponsored by Example Bank."),
        misses=(
            "Sponsored by both parties, the bill passed with ease. It goes to the president now.",
            "The bill, sponsored by a senator, failed.",
        ),
    ),
    Rule(
        id="advertising.shop",
        label="advertising",
        pattern=r"^[^\p{L}\p{N}]*(?:(?:buy|shop|order|pre-?order|book|get (?:it|yours|the deal|this deal|the book|your copy|a quote|quotes?)|add to (?:cart|basket|bag)|see (?:deal|price|offer)|view (?:deal|offer)|check (?:price|availability)|visit (?:store|shop)|now on sale|apply now|claim (?:your )?(?:offer|bonus)|download (?:the |your )?(?:free )?(?:white ?paper|e-?book|brochure|guide)|free download|request a (?:demo|quote)|start (?:your )?free trial|compare (?:prices|quotes|rates))(?: (?:now|today|here|online|it|now!|(?:at|on|from) (?:amazon|ebay|walmart|target|best buy|argos|currys|john lewis)))*(?: ?(?:-|for|from|:)? ?[$£€₹] ?[\d.,]+)?|[$£€₹] ?[\d.,]+ (?:at|from|on) (?:amazon|ebay|walmart|target|best buy)|(?:buy|shop|order|get it|available|see it) (?:now )?(?:at|on|from) (?:amazon|ebay|walmart|target|best buy)(?:\.com)?(?: .{0,25})?)[^\p{L}\p{N}]*$",
        reason="shop button or offer",
        source=_MARKERS,
        hits=("Buy Now", "Shop now at Amazon"),
        misses=("Buy now, pay later firms face new rules", "Book closed at noon."),
    ),
    Rule(
        id="advertising.deal",
        label="advertising",
        pattern=r"^[^\p{L}\"]*(?:(?:get|save|enjoy|take|grab|up to|extra|flat)[^.!?\"]{0,20} \d+% off[^.\"]{0,60}(?:code|coupon|promo|order|today|now|selected|here|shop|sitewide|amazon)|use (?:the )?(?:promo |discount |coupon )?code [\p{Lu}\d]{4,}[^.\"]{0,80}|(?:\*?terms(?: and conditions)?|t&cs?|conditions) appl(?:y|ies)(?:\. .{0,60})?|(?:18\+|gamble responsibly|begambleaware)[^\"]{0,80}|for (?:more )?(?:coupons|discount codes)[^.\"]{0,60}|(?:featured|local|top) (?:local savings|deals|offers|jobs|properties|real estate|homes)|today'?s (?:top |best )?deals?|(?:see|view|browse|search|find|post) (?:all |more |a |local )*jobs?(?: .{0,30})?|more jobs|white ?papers?|see all white ?papers.{0,20})[^\p{L}]*$",
        reason="discount, coupon or job offer",
        source=_SEEN,
        hits=("Get 20% off your first order today", "See all jobs"),
        misses=(
            "Get more than 20% off the streets, the mayor told police of the guns.",
            "Find jobs or leave: the choice for a generation",
        ),
    ),
    Rule(
        id="advertising.widget",
        label="advertising",
        pattern=r"^[^\p{L}]*(?:(?:content |links? |recommended |stories |promoted |sponsored )*(?:by|from) (?:taboola|outbrain|revcontent|zergnet|mgid|dianomi|ligatus|plista|adblade)|(?:taboola|outbrain|mgid|revcontent)(?: feed)?|sponsored stories you may like|you may like (?:sponsored|by).{0,30}|around the web.{0,20}|from (?:around )?the web|(?:paid|promoted|sponsored) (?:links|stories)(?: .{0,30})?|more from our (?:partners|sponsors)|(?:trending )?offers? (?:and|&) promotions?|partner (?:offers|links|sites)|featured (?:offers|partners?|sponsors?))[^\p{L}]*$",
        reason="heading of a sponsored link widget",
        source="partly seen on train pages, the rest from general knowledge",
        hits=(
            "Sponsored Links by Taboola",
            "From around the web",
            "Promoted stories from around the web",
        ),
        misses=("From the web of canals the city took its name.", "Outbrain said profits rose."),
        carry=6,
    ),
    Rule(
        id="advertising.german",
        label="advertising",
        pattern=r"^[^\p{L}\p{N}]*(?:(?:anzeigen?|werbung|advertorial|gesponsert|sponsored|bezahlte (?:anzeige|werbung|partnerschaft)|werbeanzeige|(?:anzeige|werbung) (?:schließen|überspringen|ausblenden|beenden)|ende der (?:anzeige|werbung)|(?:artikel|text|beitrag|inhalt)(?: wird)? (?:geht )?(?:unter|nach|unterhalb)(?: dieser| der)? (?:anzeige|werbung) (?:weiter|fortgesetzt)|nach der (?:anzeige|werbung) (?:geht es weiter|weiterlesen)|(?:hier|jetzt) werben|werben sie hier|(?:jetzt )?(?:bestellen|kaufen|zum shop|zum angebot)|in zusammenarbeit mit [^.]{2,40}|(?:der )?artikel wird (?:unten|nach der anzeige) fortgesetzt|lesen sie nach der (?:anzeige|werbung)[^.]{0,20})[^\p{L}\p{N}]*){1,2}$",
        reason="marks an advertisement, German",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("- Anzeige -", "Artikel wird unter dieser Anzeige fortgesetzt"),
        misses=("Anzeige erstattet hat die Frau am Montag.", "Werbung wirkt"),
    ),
    Rule(
        id="advertising.romance",
        label="advertising",
        pattern=r"^[^\p{L}\p{N}]*(?:(?:publicidad|publicité|publicidade|pubblicità|publicitat|publi[- ]?reportaje|publirreportaje|contenido patrocinado|contenu (?:sponsorisé|partenaire)|conteúdo patrocinado|contenuto sponsorizzato|patrocinad[oa]|sponsorisé|informe publicitario|annonces?|anúncios?|anuncios?|(?:cerrar|fermer|fechar|chiudi) (?:la )?(?:publicidad|publicité|anuncio|anúncio|publicidade|pubblicità)|pas de publicité|inserzione|publireportage"
        r"|(?:la |el |a |o )?(?:noticia|nota|artículo|contenido|texto|matéria|reportagem|información)? ?(?:continúa|continua|sigue) (?:después|depois|debajo|abaixo|dopo|tras|luego)(?: de| da| do| la)?(?: la| el)? ?(?:publicidad|publicidade|anuncio|anúncio|pubblicità)|la suite (?:de l'article )?(?:après|sous) (?:la|cette) (?:publicité|pub)|(?:l'articolo )?continua (?:a leggere )?dopo (?:la|questa) pubblicità|la suite après (?:la|cette) (?:publicité|pub)|continua depois da publicidade)[^\p{L}\p{N}]*){1,2}$",
        reason="marks an advertisement, Spanish, French, Portuguese and Italian",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Publicidad", "La suite après cette publicité"),
        misses=("Publicidad engañosa: la multa sube", "La publicité baisse, la radio souffre."),
    ),
    Rule(
        id="advertising.slavic",
        label="advertising",
        pattern=r"^[^\p{L}\p{N}]*(?:(?:реклама|на правах рекламы|рекламный (?:блок|материал)|партн[её]рский материал|партнерський матеріал|спонсорский материал|закрыть рекламу|пропустить рекламу|реклама(?:\.| -| ·| \|) ?(?:ооо|ао|пао|ип|16\+|18\+|0\+|erid)[^.]{0,60}|erid ?:? ?\S+|продолжение (?:после|под) реклам\p{L}+|(?:статья|новость|текст) продолжается (?:после|под) реклам\p{L}+|reklam[aęy]|reklama zamknij|materiał (?:sponsorowany|partnera|promocyjny|reklamowy)|artykuł sponsorowany|(?:dalsz[aey] (?:ciąg|część)|ciąg dalszy)[^.]{0,30} (?:pod|po) rekl\p{L}+|artykuł kontynuowany pod reklamą|kontynuuj czytanie pod reklamą|inzerce|inzercia|oglas|oglasi|реклама от google|реклами?|реклама закрити)[^\p{L}\p{N}]*){1,2}$",
        reason="marks an advertisement, Slavic languages",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("РЕКЛАМА", "Dalsza część tekstu pod reklamą"),
        misses=("Реклама пива запрещена с марта.", "Reklama dźwignią handlu, mówiono dawniej."),
    ),
    Rule(
        id="advertising.other-languages",
        label="advertising",
        pattern=r"^[^\p{L}\p{N}]*(?:(?:advertenties?|reclame|gesponsord|(?:artikel|tekst|verhaal) gaat verder onder(?: de| deze)? (?:advertentie|reclame|foto|video)|de tekst gaat (?:door|verder) onder de (?:advertentie|foto|video)|reklam(?:lar)?|reklamı? (?:kapat|geç)|i̇lan|haberin devamı(?: reklamın altında)?|annons(?:er)?|annonsørinnhold|annonse|annonce|mainos|hirdetés|διαφήμιση|διαφημιση|iklan|quảng cáo|oglas|広告|広告の後に続く|スポンサーリンク|广告|廣告|광고|विज्ञापन|বিজ্ঞাপন|إعلان|إعلانات|اعلان|تبلیغات|פרסומת|โฆษณา)[^\p{L}\p{N}]*){1,2}$",
        reason="marks an advertisement, other languages",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("Advertentie", "Reklam"),
        misses=("Reclame voor gokken wordt verboden", "Annons i tidningen gav svar direkt."),
    ),
    Rule(
        id="advertising.labelled",
        label="advertising",
        pattern=r"^[^\p{L}\p{N}\"]*(?:(?:sponsored(?: content| post| story| link)?|advertorial|paid (?:content|post|partnership)|promoted(?: content| story)?|partner content|(?:contenido|conteúdo) patrocinado|patrocinado|contenu sponsorisé|sponsorisé|contenuto sponsorizzato|gesponsert(?:er inhalt|er beitrag)?|materiał (?:sponsorowany|partnera|reklamowy)|artykuł sponsorowany|партн[её]рский материал|на правах рекламы) ?[:|] ?[^\"]{5,140}[^.!?\"]|реклама ?[.:|] ?(?:ооо|оао|пао|ао|зао|ип|нко|тоо|тов|фоп)[^\p{L}].{2,200}|erid ?[:=-] ?\S{6,}.{0,160}|(?:jobs|homes|flats|properties|deals|offers|singles) near you ?:.{3,120})$",
        reason="an advertisement with its label",
        source=_MARKERS,
        hits=("Sponsored: quiet flats by the lake from 48,000", "Реклама. ООО «Окна». Скидка 30 %"),
        misses=(
            "Sponsored: the word stood on every page of the free paper, and nobody minded.",
            "Реклама. Она повсюду, вздыхает продавец.",
        ),
    ),
    Rule(
        id="advertising.continues-foreign",
        label="advertising",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:weiter(?:lesen)?|(?:hier )?geht es weiter|geht's weiter|(?:der |dieser |unser )?(?:artikel|text|beitrag|inhalt|bericht)(?: wird| geht)?) (?:gleich |direkt )?(?:nach|unter|unterhalb|hinter) (?:der |dieser |einer )?(?:werbung|anzeige|werbeunterbrechung|werbeanzeige)(?: weiter| fortgesetzt)?|nach (?:der|dieser) (?:werbung|anzeige) (?:weiter(?:lesen)?|geht's weiter)"
            r"|(?:continúa|continua|sigue|siga|continúe|continue|continuar|seguir) (?:leyendo|lendo|a leer|a ler|la lectura|a leitura) (?:después|debajo|tras|luego|más abajo|abajo|após|depois|abaixo)(?: (?:de|del|da|do|d[ae]ste|la|el|o|a|este|esta|un|una))* ?(?:publicidad|anuncio|anúncio|publicidade|vídeo|video)?|(?:continua|continúa|sigue|segue) (?:após|depois|después|abaixo|tras)(?: (?:de|del|da|do|la|el|o|a))* ?(?:publicidad|anuncio|anúncio|publicidade)|(?:la )?(?:suite|lecture)[^.!?\"]{0,30} (?:après|sous|en dessous de) (?:la |cette |l')(?:publicité|pub|annonce)|(?:votre |l'|cet )?(?:article|contenu)[^.!?\"]{0,20} (?:continue|se poursuit|reprend) (?:après|sous|en dessous de) (?:la |cette |l')(?:publicité|pub|annonce|vidéo)|(?:l'articolo |la lettura |il testo )?(?:prosegue|continua|prosegui|riprende)(?: la lettura| a leggere)? (?:dopo|sotto) (?:la|questa|il|questo|l') ?(?:pubblicità|annuncio|video|sponsor)"
            r"|(?:продолжение|статья продолжается|продовження) (?:ниже|после рекламы|под рекламой|після реклами|нижче)|(?:dalsz[aey] (?:ciąg|część)|ciąg dalszy|reszta)[^.!?\"]{0,30} (?:pod|po) (?:rekl\p{L}+|(?:materiał\p{L}* )?(?:wideo|video)|film\p{L}*|zdjęci\p{L}+|galeri\p{L}+)|czytaj dalej pod (?:reklamą|wideo|zdjęciem)|(?:lees |tekst |verhaal |artikel )*(?:gaat )?(?:verder|door) (?:onder|na) (?:de|deze) (?:advertentie|reclame|video|foto|afbeelding)|(?:haberin|yazının) devamı (?:reklamdan sonra|aşağıda))[^\p{L}\p{N}]*$"
        ),
        reason="says that the text goes on after an ad, other languages",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("Weiter nach der Werbung", "Continúa leyendo después del anuncio"),
        misses=(
            "Weiter nach der Werbung zu fragen lohnt sich nicht.",
            "La suite après la publicité mensongère fut un procès.",
        ),
    ),
    Rule(
        id="advertising.reading-goes-on",
        label="advertising",
        pattern=r"^[^\p{L}\p{N}]*(?:ad(?:vert(?:isement)?)?[^\p{L}\p{N}]+)?(?:(?:scroll|swipe)(?: on| down| past (?:the|this) ads?)? (?:for|to (?:read|see|view|continue|keep)(?: reading)?) ?(?:the |this |your )?(?:rest|remainder|full|whole|more|main)?(?: of)?(?: the| this)? ?(?:story|article|text|report|piece|recipe|post)?|(?:your |the |this )?(?:reading|story|article|text|report|content|recipe) (?:goes on|carries on|continues|resumes|picks up)(?: again)? (?:underneath|beneath|below|after (?:the|this) (?:ad|advert|advertisement|break|promotion))(?: (?:the|this) (?:ad|advert|advertisement|promotion|video|form))?)[^\p{L}\p{N}]*$",
        reason="says the story goes on after an ad",
        source=_SEEN,
        hits=("Scroll on for the rest of the story", "Advert - your reading goes on underneath"),
        misses=(
            "The story goes on underneath the city, where rail crews dig.",
            "Scroll down for the story behind the pier, and you meet the mayor's aunt",
        ),
    ),
)
