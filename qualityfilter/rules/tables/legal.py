r"""Copyright, consent, terms, disclaimers and affiliate disclosure.

Prose about cookies, privacy or copyright is body; the patterns want the notice's own voice
("we use cookies", "this material may not be published") or a line of links alone.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"
_NOTICES = "consent banners and footers, seen on train pages"

RULES = (
    Rule(
        id="legal.links",
        label="legal",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:(?:your |our |read (?:our )?|view |see |full |digital |editorial |site |website |web |legal |online |general |advertising |ad |donations? |competition |community |user |copyright |california |eu |cookies? (?:and |& )?|privacy (?:and |& )?|terms (?:and |& )?)*"
            r"(?:privacy(?: (?:policy|notice|statement|cent(?:er|re)|settings|preferences|manager|choices|rights|overview|guidelines|options))?|terms(?: ?(?:(?:and|&|of|/) ?(?:use|service|services|sale|conditions|privacy|policy|policies))+)|terms|cookies?(?: (?:policy|notice|settings|preferences|statement|consent|information|choices|declaration|manager))|policies|disclaimers?|conditions of use|legal(?: (?:notices?|information|info|stuff|terms|disclaimer))?|copyright(?: (?:policy|notice|information|complaints?|and permissions|& permissions|& licensing))?|dmca(?: (?:policy|notice))?|(?:ad|adchoices|ad choices?|advertising|affiliate|advertiser|amazon associates|ftc) (?:disclosures?|policy|choices)|ad ?choices|do not (?:sell|share|rent)[^.\"]{0,45}(?:info(?:rmatio)?n?|data)|accessibility(?: (?:statement|policy|help))?|modern slavery (?:act )?statement|(?:reprints?|permissions|licensing)(?:(?:,| &| and|,? &)? (?:reprints?|permissions|licensing))*|code of (?:conduct|ethics)|community (?:guidelines|standards|rules)|(?:comments?|commenting|corrections|ethics|editorial|refund|brand|takedown|ai|fact[- ]check(?:ing)?|sourcing) (?:policy|guidelines)|your privacy choices|california notice at collection|notice (?:at|of) collection|interest-based ads|about (?:our|your|this)? ?(?:ads|ad choices|cookies)|manage (?:cookies?|consent|preferences|privacy)[^.\"]{0,30}|site ?map|contact(?: us)?|about(?: us)?|advertise(?: with us)?|rss|help|faqs?|home|imprint|subscribe)"
            r")[^\p{L}\p{N}]*(?:and |or )?){1,10}$"
        ),
        reason="links to terms, privacy and the like",
        source=_NOTICES,
        hits=("Privacy Policy", "Terms of Use | Privacy Policy | Contact Us"),
        misses=("Privacy policy under fire", "Terms of the deal were kept secret."),
    ),
    Rule(
        id="legal.copyright",
        label="legal",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:content |site |text |all (?:site )?contents? |all photos? |image |photographs? |portions )?(?:(?:are |is )?(?:copyright|copyleft|©|\(c\))(?: ?(?:©|\(c\)|copyright))?|©)[ :,]{0,3}(?:by )?(?:(?:19|20)\d\d[^\"]{0,160}|(?-i:\p{Lu})[^\d:;!?|\"()/@_-]{0,40},? (?:19|20)\d\d(?:[^\p{L}][^\p{L}\"]{0,20})?)|©[^\"]{0,60}(?:19|20)\d\d[^\"]{0,100}|(?:19|20)\d\d ?(?:©|\(c\))[^\"]{0,140}|© ?\p{Lu}[^\"]{0,60}all rights reserved.{0,80}"
            r"|[^.\"]{0,60}(?:©|copyright|\(c\))[^\"]{0,80}all rights? (?:are )?reserved.{0,100}|all rights? (?:are )?reserved(?:[ .,|/-].{0,100})?|[^.\"]{2,50}, \d{4} © .{0,60}|copyright(?: ©|©)? [\p{Lu}][^.\"]{0,40}(?:ltd|limited|inc|llc|media|news|group|gmbh|plc)\.?)[^\p{L}]*$"
        ),
        reason="copyright notice",
        source=_NOTICES,
        hits=("Copyright 2019 The Example Press. All rights reserved.", "© 2021 Example Media"),
        misses=(
            "Copyright law changed in 1998, and the song became free.",
            "Copyright in the letters passed to her heirs, the court ruled in 2003.",
        ),
    ),
    Rule(
        id="legal.copyright-glued",
        label="legal",
        pattern=r"(?:^|[.!?\"…)-] ?)(?P<junk>(?:\(c\)|©|copyright ?(?:©|\(c\)|\d{4})) ?(?:copyright )?[^.\"]{0,60}\.? ?all rights reserved\.?)",
        reason="copyright notice at the end of a paragraph",
        source=_SEEN,
        hits=(
            "The game ended 2-1. Copyright 2019 Example Press. All rights reserved.",
            "He won. © 2019 Example Wire. All rights reserved.",
        ),
        misses=(
            "He holds the copyright for all his songs and has all rights reserved in a trust.",
            '"All rights reserved" was painted on the door.',
        ),
        scope="match",
    ),
    Rule(
        id="legal.republication",
        label="legal",
        pattern=(
            r"(?:(?:this|the|these) (?:material|content|article|story|report|text|document|contents?|copy|publication)s?(?: on this (?:web)?site| herein)?,? (?:may|must|can) ?not be (?:published|reproduced|republished|copied|reprinted|used|distributed|rewritten)"
            r"|no (?:part|portion) of (?:this|the) (?:site|website|publication|material|article|content|story)[^.!?\"]{0,30} may be (?:reproduced|copied|used|published)|(?:any )?(?:unauthori[sz]ed|commercial) (?:use|reproduction|copying|duplication|distribution)[^.!?\"]{0,60} (?:is|are) (?:strictly )?(?:prohibited|forbidden)"
            r"|(?:reproduction|republication|duplication|copying|redistribution)[^.!?\"]{0,60} without[^.!?\"]{0,40}(?:permission|consent)[^.!?\"]{0,20} is (?:strictly |expressly )*(?:prohibited|forbidden)|(?:re-?)?(?:printed|published|posted|produced|used) (?:here )?(?:with|by) (?:the )?(?:kind |express )?permission(?: (?:of|from)|\.|$)|click here for reprint permission|for (?:reprint rights|reprints and permissions|permission to (?:reprint|republish))"
            r"|you (?:may|can|are free to) republish (?:this|our) (?:article|stories|story|work)|republish our (?:articles|stories) for free|please do not (?:copy|reproduce|republish) (?:my|our|this))"
        ),
        reason="forbids or allows republication",
        source=_SEEN,
        hits=(
            "This material may not be republished, rewritten or redistributed.",
            "Reproduction without written permission is strictly prohibited.",
        ),
        misses=(
            "The letter may not be published before the queen's death, the court ruled.",
            "Reproduction of the fish slowed without warm water.",
        ),
        scope="sentence",
    ),
    Rule(
        id="legal.cookies",
        label="legal",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:(?:this|our) (?:web ?)?site|we(?: and our[^.\"]{0,30}partners)?|[^\d,:;!?|\"()/@_]{2,40}) (?:also )?uses? cookies(?:,| and| to| for|\.| on)|cookies (?:help us|are (?:small )?(?:necessary|used|absolutely|essential)|on this)|(?:necessary|functional|analytical|analytics|performance|advertisement|advertising|marketing|statistics?|strictly necessary|non-necessary|other uncategorized|essential) cookies|(?:by|if you) (?:continu(?:ing|e)|using|use|browsing|clicking|visiting|staying|stay|accept(?:ing)?)[^.!?\",]{0,60},? (?:you (?:agree|consent|accept|are agreeing|are giving|can|allow)|we will assume)"
            r"|any cookies that may not be|out of these(?: cookies)?,? the cookies|these cookies (?:will be|do not|are|help|track|allow)|you (?:also )?(?:have the option to|can (?:change|withdraw|manage|opt))[^.\"]{0,60}(?:cookie|consent)|(?:accept|reject|allow|decline|enable|disable|manage|customi[sz]e|deny)(?: (?:all|or|and|non-essential|necessary|selected|enable|disable|reject|accept|cookie|cookies|settings|preferences|consent|only))+(?: (?:cookies?|settings))*[^\p{L}]*$|(?:i )?accept(?: all)?(?: cookies)?[^\p{L}]*$|cookies?(?:-| )(?:settings|einstellungen|preferences|name|laufzeit|duration|type|informationen|notice)[^.]{0,60}$|we value your privacy[^\p{L}]*$|your privacy (?:is important to us|matters|choices)[^\p{L}]*$|always (?:enabled|active)[^\p{L}]*$)"
        ),
        reason="cookie or consent notice",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("We use cookies to improve your experience.", "Accept all cookies"),
        misses=(
            '"We use cookies to count visits," the company told the court.',
            "The regulator wants sites to ask before they set cookies.",
        ),
    ),
    Rule(
        id="legal.consent",
        label="legal",
        pattern=(
            r"(?:^|[.!?…*] ?)[^\p{L}\"]*(?P<junk>by (?:clicking|ticking|submitting|continuing|using (?:this|our)|proceeding|checking|posting|commenting|providing your|accessing)[^.!?\",]{0,80},? (?:you|i) (?:also |hereby )?(?:agree|consent|acknowledge|accept|confirm|understand|have read)|i (?:have read and )?(?:agree|consent|understand)[^.!?\"]{0,20} (?:to|that|and|my|the)[^.!?\"]{0,80}(?:privacy|terms|newsletter|personal (?:data|information)|third part)"
            r"|(?:please |you can )?(?:read|see|view|review|learn more about)(?: more about)? (?:our|the) (?:full )?(?:privacy (?:policy|notice)|terms (?:of|and)|cookie policy)|(?:this|your)[^.!?\"]{0,40}(?:is )?protected by re-?captcha)"
        ),
        reason="consent to terms",
        source=_NOTICES,
        hits=(
            "By clicking submit, you agree to our Terms of Use.",
            "This site is protected by reCAPTCHA.",
        ),
        misses=(
            "By clicking on a map, users see what they agree on.",
            '"I agree to the terms," said the king.',
        ),
        scope="sentence",
    ),
    Rule(
        id="legal.affiliate",
        label="legal",
        pattern=(
            r"(?:(?:we|i|[^\d.,:;!?|\"()/@&_-]{2,40}) (?:may|might|can|will|could) (?:also )?(?:earn|receive|get|make|collect|be paid) (?:an? )?(?:small |affiliate |referral |share of (?:the )?|portion of (?:the )?)*(?:commissions?|compensation|revenue|sales|fee)[^.!?\"]{0,60}(?:link|purchase|buy|product|click|site|no (?:extra|additional) cost|website|sales?)|(?:amazon associates?(?: program)?,? (?:i|we|[^\d.,:;!?|\"()/@&'_-]{2,30}) (?:may )?earns?|participant in the amazon)"
            r"|(?:this|our|these|some of the|the) (?:post|article|site|page|links?|stor(?:y|ies)|products?|content)[^.!?\"]{0,40} (?:may )?(?:contains?|includes?|are|have) (?:\p{L}+ )?affiliate (?:links|partners|marketing)|we earn a commission|if you (?:buy|purchase|click)[^.!?\"]{0,60}(?:earn|get|receive) (?:an? )?(?:small |affiliate )*commission|when you (?:buy|purchase|shop|click)[^.!?\"]{0,60}(?:we|i) (?:may |might )?(?:earn|receive|get)|(?:all )?products? (?:and services )?(?:featured |recommended )?(?:here |on [^.!?\"]{2,25} )?(?:is|are) (?:independently )?(?:selected|chosen|reviewed) by our (?:editors|team|writers))"
        ),
        reason="affiliate disclosure",
        source="partly seen on train pages, the rest from general knowledge",
        hits=(
            "We may earn a commission if you buy through our links.",
            "As an Amazon Associate we earn from some purchases.",
        ),
        misses=(
            "Agents may earn a commission of five percent, the union says.",
            "The affiliate of the bank will receive compensation from the state.",
        ),
        scope="sentence",
    ),
    Rule(
        id="legal.opinions",
        label="legal",
        pattern=(
            r"(?:^|[.!?)\]*:|] ?|[.!?]\" ?)[^\p{L}\"]*(?P<junk>(?:all |any |disclaimer:? )?(?:the )?(?:views?|opinions?|comments?|content|statements?|facts)(?:,? (?:and|or|&|/) ?(?:views?|opinions?|comments?|facts|statements?))*(?:,? (?:expressed|presented|contained|stated))?(?: (?:in|by|on|here(?:in)?|within|above)[^.!?\"]{0,60})? (?:is|are|belong|represent|do(?:es)?|may|reflect)(?: \p{L}+){0,3} (?:those of|solely|her own|his own|their own|my own|not (?:necessarily|reflect|represent)|necessarily|the (?:sole )?(?:responsibility|opinions?) of|hers|his|theirs|mine|personal|to (?:her|him|the author))[^.!?\"]{0,160})"
        ),
        reason="disclaims opinions",
        source=_SEEN,
        hits=(
            "The opinions expressed in this column are those of its author alone.",
            "Views are his own and do not represent the university.",
        ),
        misses=(
            "Her views on the war are not popular at home.",
            '"The views expressed are mine," said the judge.',
        ),
        scope="sentence",
    ),
    Rule(
        id="legal.not-advice",
        label="legal",
        pattern=(
            r"(?:(?:this|the|our|all|any|these)(?: above| following)? (?:information|article|content|material|site|website|blog|post|story|newsletter|views?)s?[^.!?\"]{0,80} (?:is|are|does|do|should|must|constitutes?)(?: (?:only|also))? ?(?:not|for (?:general )?(?:information|educational|entertainment)[^.!?\"]{0,60} (?:purposes?|only))[^.!?\"]{0,80}(?:advice|substitute|recommendation|purposes|relied|solicitation|endorse)"
            r"|not (?:intended )?(?:as |to be )?(?:a |an )?(?:substitute for|replacement for) professional (?:medical )?advice|always (?:consult|seek the advice of) (?:a|your) (?:physician|doctor|qualified|professional|financial)[^.!?\"]{0,60}(?:regarding any|with any questions|before (?:making|starting|taking))|(?:readers|you) should (?:do|conduct) (?:their|your) own (?:research|due diligence)[^.!?\"]{0,40}(?:before|prior)|past performance is (?:not|no)[^.!?\"]{0,40}(?:indicat|guarantee))"
        ),
        reason="disclaims advice",
        source=_SEEN,
        hits=(
            "The information in this article is for educational purposes only and is not medical advice.",
            "This content does not constitute investment advice.",
        ),
        misses=(
            "His advice is not a substitute for courage, he joked.",
            "The information was not shared with the prosecutor.",
        ),
        scope="sentence",
    ),
    Rule(
        id="legal.footer",
        label="legal",
        pattern=(
            r"^[^\p{L}]*(?:(?:proudly |site |website |blog |forum |forum software |community |platform )?(?:(?:site|website|blog|page|forum|theme|template|code|branding|web)(?: is)? (?:powered|hosted|designed?|developed|built|maintained)? ?by|powered by|hosted by|design(?:ed)?(?: (?:and|&) develop(?:ed|ment))? by|developed by|theme by|hosting by)[ :]+(?-i:\p{Lu})[^.!?,\"]{0,60}(?:\.\p{L}{2,4})?|[^.\"]{0,60}(?:proudly powered by|template\. powered by|theme (?:by|on)|powered by (?:wordpress|blogger|typepad|drupal|ghost|vbulletin))[^\"]{0,60}|blog at wordpress\.com.{0,30}|(?:except where otherwise noted|unless otherwise (?:noted|stated|indicated)),? [^\"]{0,100}(?:licen[sc]e|copyright).{0,80}"
            r"|[^.\"]{0,80} (?:is|are|stands?) (?:published |licensed )?under (?:a |the )?creative commons.{0,120}|all trademarks[^\"]{0,120}owners\.?|(?:a )?(?:division|part|subsidiary|member) of (?:the )?[^\d.:;!?|\"()/@_-]{2,60}(?:group|network|media|institute)|(?:registered in|registration number|vat (?:no|number)|company (?:no|number)|issn)[ :.]+.{0,80}|content (?:delivery|copyright).{0,40}|icons by .{0,60}|ipso regulated)[^\p{L}]*$"
        ),
        reason="footer of the site's makers or licence",
        source=_NOTICES,
        hits=("Powered by WordPress", "Site design by Ann Example"),
        misses=(
            "Powered by wind and by sun, the island sells its surplus.",
            "Built by slaves, the canal is still in use.",
        ),
    ),
    Rule(
        id="legal.site-disclaimer",
        label="legal",
        pattern=r"^[^\p{L}\"]*(?:(?:legal |editorial |medical |financial |investment |risk |general |full |ftc |affiliate |advertiser )?(?:disclaimer|risk warning|legal notice|(?:affiliate|advertiser|ftc) disclosure)s? ?[:.-]+ ?\S[^\"]{0,160}(?:site|website|blog|views?|opinions?|advice|informational|affiliat|responsib|liab|endors|submissions?|comments|advertiser)[^\"]{0,600}|(?:[^\d,:;!?|\"()/@&_-]{2,40}|we|this (?:web)?site) (?:is|are|cannot be|can not be|assumes?|accepts?|takes? no)(?: held)? (?:not |no )?(?:responsib(?:le|ility)|liab(?:le|ility)) for (?:the )?(?:content|accuracy|any (?:errors|loss)|external|comments|opinions|third)[^\"]{0,160})$",
        reason="disclaimer",
        source=_NOTICES,
        hits=(
            "Disclaimer: this site has no link with the makers named here.",
            "We are not responsible for the content of external sites.",
        ),
        misses=(
            "Disclaimer or not, the firm must pay, the judge said.",
            "The mayor is not responsible for the river, he told the inquiry.",
        ),
    ),
    Rule(
        id="legal.german",
        label="legal",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:(?:impressum|datenschutz(?:erklärung|hinweise?|bestimmungen|einstellungen|richtlinien?)?|agb|nutzungsbedingungen|nutzungsrechte|haftungsausschluss|barrierefreiheit(?:serklärung)?|cookies?(?:-| )?(?:einstellungen(?: (?:widerrufen|ändern|anpassen|verwalten))?|richtlinien?|hinweis|policy|verwendung|informationen anzeigen)|privatsphäre(?:-?einstellungen)?|widerruf(?:srecht|sbelehrung)?|verträge hier kündigen|vertrag widerrufen|abo kündigen|utiq verwalten|kontakt|mediadaten|jugendschutz|netiquette|sitemap|rss|hilfe|faq)(?:[^\p{L}\p{N}]+(?:und |& )?|$)){1,12}"
            r"|[^.!?\"]{0,60}alle rechte vorbehalten.{0,60}|(?:wir|diese (?:web)?seite|diese website|unsere (?:web)?seite|[^\d,:;!?|\"()/@&'_-]{2,30}) (?:verwenden|verwendet|nutzen|nutzt|setzt|setzen) (?:auf dieser (?:web)?seite )?cookies[^\"]{0,240}|(?:alle )?(?:cookies )?(?:akzeptieren|ablehnen|zustimmen)(?: (?:und|&) (?:weiter|schließen))?(?: akzeptieren)?|mit (?:dem laden|deinem besuch|der nutzung|ihrem besuch|klick auf)[^.!?\"]{0,80}(?:datenschutz|cookies|akzeptier|zustimm)[^\"]{0,160}"
            r"|(?:empfohlener|externer) (?:redaktioneller )?inhalt.{0,80}|an dieser stelle (?:finden sie|findest du|befindet sich)[^\"]{0,160}|(?:ich bin|sind sie) damit einverstanden,? dass[^\"]{0,200}|(?:hier|an dieser stelle)[^.!?\"]{0,40}extern\p{L}+ inhalt[^\"]{0,160}|(?:video|inhalt|beitrag|post|tweet|karte)e? (?:laden|anzeigen|immer entsperren)|[^\d.,:;!?|\"()/@&'_]{3,20} immer entsperren|(?:weitere informationen|mehr)[^.!?\"]{0,60} in unser\p{L}+ datenschutz\p{L}+.{0,40}|wir (?:erhalten|bekommen)[^.!?\"]{0,80}(?:provision|kommission)[^\"]{0,120}|(?:die )?(?:mit|als)[^.!?\"]{0,40}(?:\*|stern|affiliate)[^.!?\"]{0,60}(?:link|provision)[^\"]{0,160})[^\p{L}\p{N}]*$"
        ),
        reason="imprint, privacy or consent, German",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Impressum | Datenschutz | AGB", "Empfohlener redaktioneller Inhalt"),
        misses=(
            "Datenschutz bleibt ein Streitpunkt der Koalition.",
            "Wir nutzen Cookies nicht aus Bosheit, sagt der Forscher, und die Zahl der Banner steigt trotzdem. Der Verband sieht das anders, er fordert seit Jahren eine Regel, die alle Browser bindet und die Nutzer nicht länger fragt; am Ende entscheidet, wie immer in solchen Fragen, das Gericht in Luxemburg.",
        ),
    ),
    Rule(
        id="legal.romance",
        label="legal",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:(?:política de (?:privacidad(?:e)?|cookies|privacitat)|política de cookies|aviso (?:legal|de privacidad(?:e)?)|términos (?:y condiciones|de (?:uso|servicio))(?: de uso)?|termos (?:de uso|e condições)|condiciones (?:de uso|generales)|mentions légales|politique (?:de confidentialité|de cookies|relative aux cookies)|données personnelles|protection des données|conditions générales(?: (?:de vente|d'utilisation))?|cgu|cgv|gestion des cookies|paramétrer les cookies|gérer (?:les|mes) cookies|plan du site|informativa (?:sulla )?privacy|note legali|termini (?:e condizioni|d'uso)|privacy(?: policy)?|cookie policy|código de ética|contacto|contact)(?:[^\p{L}\p{N}]+(?:y |e |et )?|$)){1,8}"
            r"|[^.!?\"]{0,80}(?:todos los derechos reservados|tous droits réservés|todos os direitos reservados|tutti i diritti riservati|reservados todos los derechos|prohibida (?:su|la) reproducción|proibida a reprodução|reproduction interdite|riproduzione riservata|drets reservats)[^\"]{0,120}|(?:utilizamos|usamos|este sitio (?:web )?(?:usa|utiliza)|esta (?:web|página) (?:usa|utiliza)|este site (?:usa|utiliza)|nous utilisons|ce site utilise|questo sito (?:usa|utilizza)|utilizziamo)(?: des| i| os| las?)? cookies?[^\"]{0,240}|(?:aceptar|accepter|aceitar|accetta|rechazar|refuser|tout accepter|tout refuser)(?: (?:todas?|tout|todos|tutti|las|les|los|os|i|y|et|e|cookies|cerrar|fermer))*"
            r"|(?:en )?(?:poursuivant|continuant) (?:votre|la) navigation[^\"]{0,160}|(?:al|si) (?:continuar|continúa)[^.!?\"]{0,30}navegando[^\"]{0,160}|continuer sans accepter)[^\p{L}\p{N}]*$"
        ),
        reason="privacy, copyright or consent, Spanish, French, Portuguese and Italian",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Todos los derechos reservados", "Mentions légales"),
        misses=(
            "Todos los derechos humanos cuentan, dijo.",
            "La politique de confidentialité du groupe inquiète les députés, qui veulent entendre son patron.",
        ),
    ),
    Rule(
        id="legal.other-languages",
        label="legal",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:(?:политика (?:конфиденциальности|обработки персональных данных|cookies?)|пользовательское соглашение|правила (?:использования|пользования)[^.]{0,30}|політика (?:конфіденційності|приватності)|правила користування|polityka (?:prywatności|cookies)|regulamin|ustawienia (?:prywatności|cookies)|privacybeleid|privacyverklaring|cookiebeleid|cookie-instellingen|algemene voorwaarden|gebruiksvoorwaarden|gizlilik (?:politikası|sözleşmesi)|kullanım (?:koşulları|şartları)|çerez (?:politikası|ayarları)|kvkk|künye|プライバシーポリシー|利用規約|特定商取引法[^.]{0,20}|隐私政策|個人情報保護方針|개인정보처리방침)(?:[^\p{L}\p{N}]+|$)){1,8}"
            r"|[^.!?\"]{0,90}(?:все права защищены|усі права захищені|всі права захищені|wszelkie prawa zastrzeżone|wszystkie prawa zastrzeżone|alle rechten voorbehouden|tüm hakları saklıdır|všechna práva vyhrazena|alle rettigheder forbeholdes|all rättigheter|sva prava (?:zadržana|pridržana)|toate drepturile rezervate|सर्वाधिकार सुरक्षित|সর্বস্বত্ব|版权所有|無断転載)[^\"]{0,140}|(?:мы используем|этот сайт использует|сайт использует|ми використовуємо|цей сайт використовує)[^.!?\"]{0,20} (?:файлы |файли )?(?:cookies?|куки)[^\"]{0,240}|(?:ta strona|nasz serwis|serwis|ta witryna|nasza strona)[^.!?\"]{0,20}(?:używa|korzysta z|wykorzystuje)[^.!?\"]{0,15}(?:cookies|ciastecz\p{L}+)[^\"]{0,240}|(?:wij|we|deze (?:web)?site) (?:gebruiken|gebruikt|maakt gebruik van)[^.!?\"]{0,15} cookies[^\"]{0,240}"
            r"|(?:при (?:полном |частичном |любом )*(?:использовании|цитировании|перепечатке|копировании)|перепечатка|копирование|использование|передрук|використання)[^.!?\"]{0,60} (?:материалов|матеріалів)[^\"]{0,200}(?:ссылк|посиланн|разрешен|дозвол|запрещ|заборон)\p{L}*[^\"]{0,100})[^\p{L}\p{N}]*$"
        ),
        reason="privacy, copyright or consent, other languages",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("Все права защищены", "Wszelkie prawa zastrzeżone"),
        misses=("Все права на фильм проданы.", "Regulamin zabrania gry w piłkę na dziedzińcu."),
    ),
    Rule(
        id="legal.cookie-notice",
        label="legal",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:this|our) (?:web ?)?site (?:stores|places|sets|saves|collects)[^.!?\",]{0,20} cookies(?:\.| on | to | in | that | for )[^\"]{0,240}|we (?:store|place|set|save)[^.!?\",]{0,20} cookies (?:on|to|for) [^\"]{0,240}|(?:to|in order to) (?:see|view|watch|show|display|load|play)[^.!?\"]{2,40}(?:you (?:have|need|must)|we need)(?: to)? [^.!?\"]{0,40}cookies\.?(?: [^\"]{0,120})?|your privacy (?:matters|is important)(?: to us)?\. [^\"]{0,200}|(?:manage|update|change|review|save|withdraw)(?: (?:my|your|all|the))* (?:choices?|consents?|privacy settings|cookie settings|privacy choices|cookie preferences))[^\p{L}]*$"
        ),
        reason="cookie or consent notice",
        source=_NOTICES,
        hits=("This website stores cookies on your device.", "Manage my choices"),
        misses=(
            "This website stores cookies, said the regulator, and asks nobody.",
            "We store cookies in tins until the fair opens. Nobody has complained so far, says the baker, who has run the stall for thirty years and who means to hand it to her son in the autumn, when the harbour festival is over and the last of the visitors have gone home to the hills, as they do each year.",
        ),
    ),
    Rule(
        id="legal.partners-foreign",
        label="legal",
        pattern=(
            r"^[^\p{L}\"]*(?:avec votre (?:accord|consentement),? [^.!?\"]{0,80}(?:partenaires|cookies)|(?:nous et )?nos (?:\d+ )?partenaires(?: et nous)?[^.!?\"]{0,60}(?:cookies|données)|mit ihrer (?:zustimmung|einwilligung)[^.!?\"]{0,80}(?:partner|cookies|daten)|wir und unsere (?:\d+ )?partner [^.!?\"]{0,100}|(?:con su (?:acuerdo|consentimiento|permiso),? )?nosotros y nuestros (?:\d+ )?(?:socios|proveedores)[^.!?\"]{0,100}|(?:com o seu consentimento,? )?nós e (?:os )?nossos (?:\d+ )?(?:parceiros|fornecedores)[^.!?\"]{0,100}|(?:informativa ?:? ?)?noi e (?:le )?(?:\d+ )?(?:terze parti|i nostri \d* ?partner|alcuni partner)[^.!?\"]{0,140}|my i nasi (?:\d+ )?(?:zaufani )?partnerzy[^.!?\"]{0,100}|wij en onze (?:\d+ )?partners[^.!?\"]{0,100}"
            r"|durch die (?:weitere )?(?:nutzung|verwendung) (?:unserer|dieser|der) [^.!?\"]{0,40}(?:stimmen sie|stimmst du|erklären sie)[^.!?\"]{0,60}(?:cookies|zu)|wenn (?:sie|du) [^.!?\"]{0,50}(?:weiter|nutzen|nutzt|fortfahren)[^.!?\"]{0,30} (?:stimmen sie|stimmst du)[^.!?\"]{0,60}cookies|(?:datenschutz & cookies|um unsere web\p{L}+)[^.!?\"]{0,110} cookies|(?:продолжая|оставаясь|используя)[^.!?\"]{0,60} (?:вы )?(?:соглашаетесь|да[её]те согласие|принимаете)|(?:продовжуючи|залишаючись)[^.!?\"]{0,60} (?:ви )?(?:погоджуєтесь|погоджуєтеся|даєте згоду)|szanown\p{L} użytkowni\p{L}+|(?:klikając|kontynuując|korzystając z (?:naszej|tej|serwisu|portalu))[^.!?]{0,80} (?:zgadzasz|wyrażasz|akceptujesz)|door (?:verder te|gebruik te|deze)[^.!?\"]{0,60} (?:akkoord|accepteert|toestemming))[^!?]{0,400}$"
        ),
        reason="consent notice, other languages",
        source="partly seen on train pages, the rest from general knowledge",
        hits=(
            "Avec votre accord, nos partenaires et nous utilisons des cookies.",
            "Wir und unsere 120 Partner verarbeiten Daten.",
        ),
        misses=(
            "Avec votre accord, dit le juge, l'audience reprend demain.",
            "Unsere Partner zögern, sagte der Minister über die Cookies.",
        ),
    ),
    Rule(
        id="legal.disclaimer-foreign",
        label="legal",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:os|los) coment[aá]rios[^.!?\"]{0,60} (?:responsabilidade|responsabilidad)|(?:as opiniões|las opiniones|los (?:textos|artículos))[^.!?\"]{0,60} (?:responsabilidade|responsabilidad|no (?:reflejan|representan)|não (?:refletem|representam)|son exclusiv\p{L}+)|(?:i commenti|le opinioni)[^.!?\"]{0,60} (?:non (?:riflettono|rappresentano)|responsabilità)|les (?:commentaires|opinions|propos)[^.!?\"]{0,60} n'engagent|мнение (?:редакции|автор\p{L}+)[^.!?\"]{0,40} (?:может|могут) (?:не )?(?:совпадать|отличаться)|редакция не нес[её]т ответственности|думка (?:редакції|автора)[^.!?\"]{0,30} може не|(?:opinie|redakcja)[^.!?\"]{0,50} (?:nie ponosi odpowiedzialności|może nie)|(?:gastkommentare|gastbeiträge|die meinung de[sr]|namentlich gekennzeichnete)[^.!?\"]{0,100} (?:müssen nicht|muss nicht|geben nicht|nicht (?:unbedingt|notwendig|zwingend)[^.!?\"]{0,20} (?:die )?meinung)|tre[śs](?:ci|ć)[^.!?\"]{0,40} (?:charakter informacyjny|nie zastępuj\p{L}+)|(?:dieser artikel|die inhalte|unsere inhalte|dieser beitrag)[^.!?\"]{0,60} (?:ersetz\p{L}+|stell\p{L}+)[^.!?\"]{0,30} kein\p{L}*[^.!?\"]{0,40}(?:beratung|arzt|anlage|empfehlung|besuch)|(?:este|el presente) (?:artículo|contenido|material)[^.!?\"]{0,60} (?:no (?:constituye|sustituye|reemplaza)|es (?:meramente|únicamente) informativ\p{L})"
            r"|при (?:полном |частичном |любом |полной |частичной )*(?:или частичном )?(?:использовании|цитировании|перепечатке|копировании) (?:наших |любых |авторских |текстовых )?материал\p{L}+.{0,160}(?:ссылк|разрешен|запрещ)\p{L}*|(?:перепечатка|копирование|использование|воспроизведение) (?:любых |наших |авторских )?материал\p{L}+.{0,120}(?:ссылк|разрешен|запрещ)\p{L}*|при використанні матеріал\p{L}+.{0,160}посиланн\p{L}*)[^!?]{0,240}$"
        ),
        reason="disclaimer or terms of use, other languages",
        source="partly seen on train pages, the rest from general knowledge",
        hits=(
            "Os comentários são de responsabilidade de seus autores.",
            "При использовании материалов ссылка на «Портовый вестник» обязательна. 16+",
        ),
        misses=(
            "Os comentários do prefeito, de cuja responsabilidade ninguém duvida, ecoam! Até hoje",
            "При использовании материалов дела адвокат ошибся.",
        ),
    ),
)
