"""What machines left behind: template and script residue, errors, separators, model chatter.

Seen in the outputs of extractors on news sites, but for the chatter of language models, whose
wording comes from the stock phrases of chat assistants. Reports quote such phrases, so
every chatter pattern starts the line, without a quotation mark before it, and speaks as "I".
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"
_CHAT = "stock phrases of chat assistants; almost none in the labelled data"

RULES = (
    Rule(
        id="artifact.template",
        label="artifact",
        pattern=r"^(?:[^{}]{0,40}\{\{[^{}]{0,160}\}?\}\}.*|\[\[[a-z_]{2,20}[:=][^\[\]]{1,60}\]\]|<%.{0,160}%>|\$\{[^}]{1,80}\}|%(?:\d\$)?[sd]\d?(?: ?/ ?%[sd]\d?)?(?: [\p{L}]+ [\p{L}]+(?: [\p{L}]+)?:?)?|\[/?(?:embed|caption|gallery|video|audio|youtube|tweet|twitter|instagram|facebook|playlist|soundcloud|shortcode|vc_[a-z_]+|et_pb_[a-z_]+|ad[a-z_-]*|sharequote|pullquote|ooyala|brightcove|iframe|contact-form[^\]]*|wp[a-z_-]+)(?: [^\]]*=[^\]]*|=[^\]]*)?\].{0,300}|#related#|\{\"[\p{L}_@$].*|\[ ?\{ ?\".*)$",
        reason="residue of a template",
        source=_SEEN,
        hits=("{{ article.title }}", "[embed]https://example.org/clip[/embed]"),
        misses=(
            "The embed in the deed, {sic}, was struck out.",
            "[Video of the fire was shown to the jury.]",
        ),
    ),
    Rule(
        id="artifact.entity",
        label="artifact",
        pattern=r"^(?:&(?:nbsp|amp|lt|gt|quot|raquo|laquo|hellip|mdash|ndash|#\d{2,5}|#x[0-9a-f]{2,5});? ?)+$|^<!?-{0,2}\[?(?:/?(?:div|p|span|br|iframe|script|style|img|a|ul|li|td|tr|table|h\d|strong|em|endif|if [a-z]+|section|figure|center|font|noscript|object|embed)(?:[ /=\"].*)?)\]?-{0,2}>?.*>$|^(?:-->|<!--.*)$",
        reason="residue of HTML",
        source=_SEEN,
        hits=("&nbsp;", '<div class="box"></div>'),
        misses=("The tag <p> opens a paragraph in HTML.", "&c., as the clerks wrote"),
    ),
    Rule(
        id="artifact.script",
        label="artifact",
        pattern=r"^[^\p{L}\"]{0,6}(?:(?:!?\(?function ?[\p{L}_$]*\([^)]{0,60}\) ?\{|var [\p{L}_$][^ =]{0,40} ?= ?|let [\p{L}_$][^ =]{0,40} = |const [\p{L}_$][^ =]{0,40} = |window\.[\p{L}_$]|document\.(?:write|get|add|create|query|ready)|\$\((?:document|window|function|['\"][#.])|jquery\(|googletag\.|gtag\(|fbq\(|dataLayer|_gaq|adsbygoogle|@media (?:only |screen|print|\()|@import |@font-face|OO\.(?:ready|Player)|if \((?:typeof|window|document|!)|try ?\{|setTimeout\(|console\.log\(|new (?:Image|Date|Swiper)\().*|[#.]?[\p{L}][^ {}]{0,60}(?: [#.>]?[\p{L}][^ {}]{0,40})*(?:, ?[#.][^{}]{1,80})? ?\{ ?[a-z-]{3,30} ?: ?[^{}]{1,400};? ?\}.*|//(?:<!\[CDATA\[|\]\]>).*|\]\]>|/\* ?<!\[CDATA.*|.{0,200}\.(?:push|ready|addEventListener|createElement|getElementById)\(.*)$",
        reason="residue of a script or style sheet",
        source=_SEEN,
        hits=("var slot = document.createElement('div');", ".caption { color: #333; margin: 0; }"),
        misses=(
            "The function (and the form) of the pier changed.",
            "Let no man say that x = y, he wrote.",
        ),
    ),
    Rule(
        id="artifact.undefined",
        label="artifact",
        pattern=r"^(?:undefined|null|nan|\[?object object\]?|\[object [\p{L}]+\]|none none|placeholder|lorem ipsum.{0,400}|test test|article content|alt text|image/svg\+xml|ie8 fix|group|created with sketch\.?|account_circle|arrow_(?:back|forward|drop_down)|chevron_(?:left|right)|(?:sub ?menu )?divider \d*|do not follow this link or you will be banned from the site!?)$",
        reason="a leaked value of a program",
        source=_SEEN,
        hits=("undefined", "[object Object]"),
        misses=("Null and void, the court said.", "Undefined terms in the deed let the board off."),
    ),
    Rule(
        id="artifact.loading",
        label="artifact",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:now )?(?:loading|submitting|processing|buffering|searching|please wait|sending)(?: (?:the |more |your |comments?|tweets?|videos?|articles?|posts?|stories|content|player|poll|map|facebook[^.]{0,20}|results|data|page|next article))*(?:,? (?:please wait|bitte warten|one moment(?: please)?))?|video loading|video (?:unavailable|player is loading|is loading|link)|player (?:is )?loading|page took [\d.]+ seconds to load|wird geladen|lädt|inhalt wird geladen|cargando|chargement(?: en cours)?|carregando|caricamento(?: in corso)?|загрузка|завантаження|ładowanie|laden|yükleniyor)(?: ?\.{2,}| ?…|\.)?$",
        reason="a placeholder that waits to load",
        source=_SEEN,
        hits=("Loading…", "Loading comments..."),
        misses=("Loading the ferry took all night.", "Processing fees rose by a tenth."),
    ),
    Rule(
        id="artifact.javascript",
        label="artifact",
        pattern=r"^[^.!?\"]{0,120}(?:(?:please |must |need to |to view this video,? please |bitte |por favor,? |veuillez |s'il vous plaît |пожалуйста,? )?(?:enable|activate|turn on|switch on|allow|aktivieren sie|habilit[ae]|active?z|activa|attiva|ativ[ae]|включите|увімкніть|włącz)[ -](?:your )?(?:java ?script|flash|cookies|adobe flash)|java ?script (?:is |appears to be |ist |está |n'est pas |must be |needs to be |is currently |seems to be )(?:not |currently )?(?:disabled|required|enabled|turned off|deaktiviert|desactivado|activé|desativado)|(?:requires|without|needs) java ?script|(?:you need|requires|install|upgrade|get) (?:the |to (?:install|have|upgrade) )?(?:latest version of )?(?:adobe )?flash(?: player| plugin)?|(?:your|this|a|using an?) (?:web ?)?(?:browser|device|version of (?:internet explorer|your browser)) (?:does(?: not|n't)|is (?:not|out ?of|outdated|unsupported)|isn't|we don't|version (?:with|is|does)|has java ?script)|(?:we've detected|it (?:seems|looks like|appears)(?: that)? you(?:'re| are)) (?:using )?(?:an? )?(?:ad[- ]?block|unsupported browser|outdated browser)|(?:disable|turn off|switch off|whitelist|deactivate)(?: your| the| this| our)* (?:ad[- ]?block|site in your ad))[^.!?]{0,200}.{0,300}$",
        reason="a message about the browser",
        source=_SEEN,
        hits=(
            "Please enable JavaScript to see this content.",
            "Your browser does not support the video tag.",
        ),
        misses=(
            "Browsers ship with scripts that few people read, she said.",
            "JavaScript was written in ten days in May 1995.",
        ),
    ),
    Rule(
        id="artifact.error",
        label="artifact",
        pattern=r"^[^\p{L}\d\"]{0,3}(?:(?:error|http(?: error)?|status)(?: code)? ?:? ?(?:40[0134]|50[0234])(?:[ :-]+.{0,60})?|(?:40[34]|50[0234])[ :-]+(?:page )?(?:not found|forbidden|internal server error|bad gateway|service unavailable|error)|(?:404 )?page not found|access denied|(?:an|some) (?:unknown |unexpected )?error (?:has )?occ?urr?ed.{0,80}|(?:oops|sorry|whoops|uh oh)[!,.]* (?:something went wrong|an error|the page|this page|this content is not|this video|we can't find|we couldn't|that page|your blog cannot|no results|there was an|you need to|but the page).{0,120}|something went wrong.{0,60}|(?:we apologi[sz]e, but )?this (?:video|content|page|post|audio|section|media|file|feature|browser|image) (?:has failed to load|failed to load|is (?:not|no longer|currently(?: not)?|un)\s?(?:available|supported|unavailable)|can(?:not|'t) be (?:played|displayed|loaded)|could not be loaded|isn't available|is coming soon)[^!?]{0,120}|(?:post was not sent|email check failed|error loading|failed to load|no (?:compatible|supported) source|the media could not be loaded|there (?:was|has been) an? (?:error|problem) (?:loading|processing|with your|submitting|saving|sending)|try (?:refreshing|reloading)|please (?:try again(?: later)?|reload|refresh)(?: the| this| your| page| browser)*|nothing (?:to show|found)|no (?:public )?twitter messages|please enter an? (?:valid|non-empty) |please check your (?:inbox|username|email)|invalid (?:email|zip|username|password|login)|this field is|leave this field|please leave this field|the recaptcha).{0,120}|warning: [\p{L}_]+\(\).{0,200}|fatal error: .{0,200}|(?:parse|database) error.{0,160}|<1> )$",
        reason="an error message of the page",
        source=_SEEN,
        hits=("404 Not Found", "This video is no longer available."),
        misses=(
            "An error by the pilot sank the ferry.",
            "This page of the log was torn out by the mate, the court heard.",
        ),
    ),
    Rule(
        id="artifact.separator",
        label="artifact",
        pattern=r"^(?:#{2,}|[=_~^+]{3,}|[|¦ ]+|[.·•]|-|[<>\"»«›‹]{1,3}|[\x{200b}-\x{200f}\x{feff}\x{e000}-\x{f8ff}\x{fffd}\x{2580}-\x{25ff} ]+|\?{3,}|[(){}\[\];,/\\'`]+|[*=]{6,})$",
        reason="a separator or a stray sign",
        source=_SEEN,
        hits=("###", "======"),
        misses=("***", "x = y"),
    ),
    Rule(
        id="artifact.mojibake",
        label="artifact",
        pattern=r"(?-i:(?:[ÄÅ][\x{80}-\x{bf}ŸžŒœš€‚ƒ„…†‡ˆ‰Š‹•™›]|à[\x{a4}-\x{bf}'Ÿ]|[µ¶][\x{80}-\x{bf}•‡†ˆ‰Š‹€‚ƒ„…]|ï¿½|Ã[ \x{80}-\x{bf}ƒ‚€™œ¢£©ª«®¯°±²³´µ¶·¸¹º»¼½¾¿\"']|â€[™œ\x{9d}\x{99}\x{9c}\"'¦-]|Â[ \x{a0}£©®°»«]|Ð[\x{80}-\x{bf}°±²³´µ¶·¸¹º»¼½¾¿]|Ñ[\x{80}-\x{8f}€‚ƒ„…†‡ˆ‰Š]|\x{fffd})[^\x{fffd}ÃâÐÑ]{0,12}){5,}",
        reason="text decoded with the wrong code",
        source="the usual ways in which UTF-8 read as Windows-1252 goes wrong",
        hits=("Ã©tÃ© Ã  la mÃ©diathÃ¨que dÃ©jÃ ", "Ð¿Ð¾Ð¶Ð°Ñ€ Ð½Ð° Ð¿Ñ€Ð¸Ñ‡Ð°Ð»Ðµ"),
        misses=(
            "The clerk typed Ã© for é, and nobody saw.",
            "L'été à la médiathèque était déjà fini.",
        ),
    ),
    Rule(
        id="artifact.machine-id",
        label="artifact",
        pattern=r"^(?:\d{12,20}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[a-f]{0,16}\d[0-9a-f]{16,63}|ua-\d{4,10}-\d+|(?:https?://)?(?:www\.)?youtube\.com(?:/[^ ]*)?|https?://youtu\.be/[^ ]+|https?://(?:t\.co|bit\.ly|pic\.twitter\.com)/[^ ]+|https?://[^ ]+\.(?:mp3|mp4|jpe?g|png|gif|webp|m3u8|js|css)(?:\?[^ ]*)?|(?:[a-z0-9]+%[0-9a-f]{2}){3,}[^ ]*)$",
        reason="an identifier or an address of a file",
        source=_SEEN,
        hits=("191216033648272", "https://example.org/img/pier.jpg"),
        misses=("The photo pier.jpg was sent at nine.", "191216 crowns"),
    ),
    Rule(
        id="artifact.assistant-disclaimer",
        label="artifact",
        pattern=r"^[*_]*(?:(?:i'm sorry|i am sorry|sorry|i apologi[sz]e|apologies|unfortunately|however|but|note|please note)[,:]?(?: but)?(?: that)? )?as an? (?:ai|artificial intelligence|large language model|language model|ai-powered|virtual assistant)(?:[ -](?:language |based |powered |text |chat)?(?:model|assistant|chatbot|bot|system|program|tool))?(?: (?:developed|trained|created|made) by [^,.]{2,30})?, (?:i |my |i'm |it is not |it's not |there are ).{0,600}$",
        reason="chatter of a language model",
        source=_CHAT,
        hits=(
            "As an AI language model, I do not have access to live news.",
            "I'm sorry, but as an AI assistant, I cannot browse the page.",
        ),
        misses=(
            '"As an AI language model, I cannot vote," the chatbot told the reporter.',
            "As an AI language model spreads through the newsroom, editors worry.",
        ),
    ),
    Rule(
        id="artifact.assistant-opening",
        label="artifact",
        pattern=r"^[*_#]*(?:(?:sure(?: thing)?|certainly|of course|absolutely|okay|ok|great|no problem|definitely|got it|understood|alright|gladly)[!,.:-]+ ?(?:i(?:'d be| would be| am|'m) (?:happy|glad|delighted) to help[^.!?]{0,40}[.!] ?)?(?:here(?:'s| is| are|'re)(?: the| a| an| your| my| some| one)?|below is(?: the| a| an| your)?|i(?:'ve| have) (?:rewritten|revised|summari[sz]ed|edited|translated|written|created)(?: the| a| an| your)?|i can help|let me) .{0,200}|(?:here(?:'s| is)|below is|this is|the following is) (?:the|a|an|your|my) (?:[\p{L}-]+ ){0,3}?(?:rewritten|re-written|rewrite|revised|reworded|rephrased|paraphrased|condensed|polished|improved|humani[sz]ed|simplified|proofread|cleaned[- ]up|seo-optimi[sz]ed|requested)(?: [\p{L}-]+){0,3} ?(?:article|version|text|summary|passage|paragraph|content|story|translation|post|headline|title|draft|output)[^.!?\"]{0,120}[:.]?|here(?:'s| is) (?:the|your) (?:news |full |complete |final )?article(?: (?:you (?:requested|asked for)|based on[^.!?]{3,80}|with (?:the )?[^.!?]{3,60}))? ?:|here(?:'s| is) (?:a|the|your) (?:[\p{L}-]+ ){0,2}(?:rewrite|paraphrase|rewording|rephrasing) .{0,120})[*_]*$",
        reason="chatter of a language model",
        source=_CHAT,
        hits=("Here is the rewritten article:", "Sure, here's a summary:"),
        misses=(
            "Here is the full statement:",
            "Sure, the mayor said, here is a man who knows his pier.",
        ),
    ),
    Rule(
        id="artifact.assistant-closing",
        label="artifact",
        pattern=r"^[*_(]*(?:(?:please )?(?:let me know|tell me) if (?:you(?:'d| would) (?:like|prefer) (?:me to|any (?:changes|adjustments|revisions|further|other|more)|a (?:different|shorter|longer)|further|additional|more)|you (?:need|want|have) (?:any (?:further|other|more|additional|changes|adjustments|revisions|modifications)|me to|further|additional|anything else|more (?:help|changes))|this (?:works|meets|helps|is what)|there(?:'s| is) anything else).{0,200}|(?:i )?hope (?:this|that) helps[.!]?(?: (?:please )?(?:let me know|feel free|if you).{0,200})?|i hope this (?:rewrite|rewritten|version|article|summary|revision|response|revised)[^.!?]{0,40} (?:helps|meets|works|suits|is).{0,200}|(?:please )?feel free to (?:ask|let me know|reach out|adjust|modify|edit|customi[sz]e|tweak)(?: (?:if|this|the|it|any|me|for|further|as|and))[^.!?]{0,120}(?:further|questions|needs?|changes|assistance|necessary|fit|style|like|else)[^.!?]{0,60}[.!]?|would you like me to (?:make|add|rewrite|change|expand|shorten|summari[sz]e|adjust|continue|provide|write|translate|help|include|create|refine|format)[^.!?]{0,160}\?|is there anything else (?:i can|you(?:'d| would) like)[^.!?]{0,80}\?|\[?(?:note: )?i(?:'ve| have) (?:kept|maintained|preserved|removed|rewritten|rephrased|reworded|paraphrased|revised) (?:the|your|all|any)[^.!?\"]{0,60}(?:original|article|text|tone|structure|meaning|content|wording|ads|boilerplate)[^!?\"]{0,160})[*_)\]]*$",
        reason="chatter of a language model",
        source=_CHAT,
        hits=("Let me know if you would like me to make any changes!", "I hope this helps!"),
        misses=(
            "Let me know if you see my brother, the old man said.",
            '"I hope this helps," the mayor said of the new pier.',
        ),
    ),
    Rule(
        id="artifact.assistant-refusal",
        label="artifact",
        pattern=r"^[*_]*(?:(?:i'm sorry|i am sorry|sorry|i apologi[sz]e|apologies|unfortunately)[,.]?(?: but)?,? )?(?:i(?:'m| am) (?:unable|not able) to|i can(?:'t|not|not in good conscience)|i (?:do not|don't) have (?:the ability|access|enough (?:context|information)|real[- ]time|any (?:specific )?information)|i won't be able to)(?: to)? ?(?:fulfill?|assist with|help with|comply with|complete|process|generate|create|write|rewrite|provide|produce|continue with|access|browse|open|summari[sz]e|respond to|engage|the|to|about|in|information)? ?(?:[\p{L}-]+ ){0,4}?(?:requests?|prompts?|article|content|urls?|links?|internet|real[- ]time (?:information|data|news)|personal (?:opinions|beliefs)|provided text|external (?:websites|links)|copyrighted)[^.!?\"]{0,120}[.!]?(?: (?:i|if|however|please|is|would|let|my|instead|but|as)[ '].{0,300})?$",
        reason="a language model's refusal",
        source=_CHAT,
        hits=("I cannot fulfil this request.", "I'm sorry, but I can't assist with that request."),
        misses=(
            '"I cannot fulfil this request," the clerk wrote to the mayor.',
            "I cannot help with the pier, said the mayor, but the board can.",
        ),
    ),
    Rule(
        id="artifact.assistant-cutoff",
        label="artifact",
        pattern=r"(?:^|[.!?] )(?:(?:please )?note that )?(?:as of|up to|based on) my (?:last|latest|most recent|knowledge|training)(?: knowledge| training)? ?(?:update|cut-?off|data|knowledge)|(?:^|[.!?] )my (?:knowledge cut-?off|training data) (?:is|was|only|does|goes|ends|extends|includes)[^\"]{0,80}20\d\d",
        reason="chatter of a language model",
        source=_CHAT,
        hits=(
            "As of my last knowledge update in 2023, the pier was open.",
            "The pier is closed. My training data only goes up to 2022.",
        ),
        misses=(
            "As of my last visit the pier was open.",
            "My training data, said the pilot, were lost in 2015.",
        ),
        scope="sentence",
    ),
    Rule(
        id="artifact.assistant-note",
        label="artifact",
        pattern=r"^[\[(*_]*(?:(?:to be )?continued in (?:the|my|a) next (?:response|message|reply|prompt|output)[^\"]{0,80}|(?:please )?note:? (?:that )?(?:the|this|all|any|these|some)(?: \p{L}+){0,3} (?:quotes?|quotations?|article|story|events?|details?|characters?|statistics|figures|sources?|content|information|text|names and quotes)(?: \p{L}+){0,3} (?:is|are|was|were|has been|have been) (?:entirely |purely |completely |partly )?(?:invented|fictional|fabricated|fictitious|made up|generated|hypothetical)[^\"]{0,300}|(?:shall i|do you want me to|should i) (?:continue|add|write|expand|go on|proceed)[^\"?]{0,120}\?|\(?word count ?: ?\d[\d,]*(?: words)?|this (?:is a |news |article is |story is )*(?:purely |entirely )?(?:fictional|simulated|fictitious)(?: news)? (?:article|story|piece|scenario)[^\"]{0,160})[\])*_]*$",
        reason="chatter of a language model",
        source=_CHAT,
        hits=(
            "[Continued in the next response due to length limits]",
            "Please note that the quotes above are invented for illustration.",
        ),
        misses=(
            "Note that the quotes are real, the editor said.",
            "The tale is continued in the next volume, due in May.",
        ),
    ),
)
