r"""Invitations to follow, like, share or join a channel, and the widgets around them.

Seen in the outputs of extractors on news sites of many countries. Prose *about* Telegram,
WhatsApp or sharing is body, so every pattern wants the imperative, "us" and "our", or the
form of a widget, and most are held to the whole line.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"
_WIDGETS = "share and follow widgets of common site builders, seen on train pages"

_PLATFORM = (
    r"(?:facebook|fb|messenger|twitter|x|instagram|insta|ig|youtube|linked-?in|tik ?tok|telegram|whats ?app|viber"
    r"|google ?news|google ?(?:\+|plus)|pinterest|threads|bluesky|mastodon|flip ?board|tumblr|reddit|snapchat"
    r"|truth social|stumble ?upon|delicious|del\.icio\.us|digg|vk|weibo|wechat|rss)"
)
_MESSENGER = r"(?:telegram|whats ?app|viber|signal|wechat|arattai)"
_NETWORK = r"(?:facebooku?|messenger|twitter|x|instagrama?m?|youtube|linked-?in|tik ?tok|telegrama?|whats ?appu?|viber|google (?:news|noticias|notícias|nachrichten|actualités)|threads|bluesky|mastodon|rss)"
_BUTTON = (
    r"(?:share(?: this (?:article|story|page|item)| current article)?(?: (?:via|on|to))?|tweet|pin(?: it)?|post|like|follow(?: us)?|print|e-?mail"
    r"|copy(?: link)?|link copied|send|save|comments?|more|sms|blogthis|teilen|partager|compartir|condividi|"
    + _PLATFORM[3:]
)

RULES = (
    Rule(
        id="social.join-channel",
        label="social",
        pattern=(
            r"^[^\p{L}]*(?:please |kindly |also |now |click (?:here )?to |tap (?:here )?to )?"
            r"(?:join|follow|subscribe to|connect with)(?: us| me| now)?(?: on| to| via)?"
            r"(?: (?:our|my|us|the official|this)[^\d.,:;!?|\"()/@&'_-]{0,25})? ?"
            + _MESSENGER
            + r"(?: (?:news )?(?:channel|group|community))?"
            r"(?: ?(?:by|for|to|and get|and stay)[^\p{L}][^.\"]{0,80}| ?[^\p{L}]*(?:click here|here|now|link|today))?[^\p{L}]*$"
        ),
        reason="invites to a messenger channel",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("Join our Telegram channel", "Join Telegram- Click Here"),
        misses=(
            "Join Telegram channels run by strangers and you will soon meet a swindler, the police warned.",
            "Telegram said on Monday it had closed the channel.",
        ),
    ),
    Rule(
        id="social.join-channel-sentence",
        label="social",
        pattern=(
            r"(?:you can(?: also)?|you may|please|kindly|don't forget to|do not forget to|make sure (?:to|you)|be sure to"
            r"|if you (?:want|wish) to|click (?:here|below|the link|on the link)[^.!?\"]{0,20} to) (?:also )?"
            r"(?:join|follow|subscribe(?: to)?|connect (?:with|to))[^.!?\"]{0,50}"
            r"(?:our|us on|with us|my)[^.!?\"]{0,40}" + _MESSENGER
        ),
        reason="invites to a messenger channel",
        source="written from general knowledge of such sites, not checked against a list",
        hits=(
            "Friends, if you want to connect with us daily, you can join our Telegram channel by clicking on the link below.",
            "The vote was postponed. Please join our WhatsApp group for news from your ward.",
        ),
        misses=(
            "Members told the court they were asked to join a WhatsApp group for news from the ward.",
            '"You can join us in court," he wrote, and the message spread on Telegram.',
        ),
        scope="sentence",
    ),
    Rule(
        id="social.join-glued",
        label="social",
        pattern=(
            r"[.!?…](?:\"? +)?(?P<junk>(?-i:Join|JOIN|Follow|FOLLOW|Subscribe|Click here to (?:join|follow))"
            r"(?: us on| to)? (?:our|us|me)(?: on)? (?:[^.!?\"]{0,30} )?(?:"
            + _MESSENGER
            + r"|google news|instagram|facebook|twitter|youtube)[^.!?\"]{0,90}(?:\.(?-i:[\p{Ll}\d])\S*|[.!?])?)"
        ),
        reason="invites to a channel, glued to a paragraph",
        source=_SEEN,
        hits=(
            "The road stays closed until Friday.Join our WhatsApp channel for updates",
            "The strike ended on Monday. Follow us on Google News for more.",
        ),
        misses=(
            'The slogan on the van reads: "Join our Telegram channel today."',
            "Follow our reporter through the streets where Facebook began. It is a short walk.",
        ),
        scope="match",
    ),
    Rule(
        id="social.follow-us",
        label="social",
        pattern=(
            r"^[^\p{L}]*(?:(?:please|also|and|you can(?: also)?|don't forget to|make sure to|to stay updated,?"
            r"|(?:for|to get|get) [^.!?\"]{0,60}(?:updates?|news|stories|info(?:rmation)?|content|alerts|more),?)[ -]+)?"
            r"(?:follow|like|find|join|visit|catch|watch|add|connect with|stay connected with|fan)(?: and (?:like|follow))?"
            r" (?:us|me)(?: (?:on|at|via|in|through|over on|here|\p{L}+ on))?(?: our| the)?(?: (?:official|new|social media))?[ :]+"
            + _PLATFORM
            + r"(?:[^\p{L}].{0,100})?$"
        ),
        reason="asks to follow the site or its author",
        source=_SEEN,
        hits=("For more updates follow us on Google News", "Follow Me On Insta- Click Here"),
        misses=(
            "Follow the money, she told students, and Facebook is where it leads.",
            "They follow us on every street, the activist wrote from Warsaw.",
        ),
    ),
    Rule(
        id="social.follow-bare",
        label="social",
        pattern=(
            r"^[^\p{L}]*(?:follow ?:|follow on:?|(?:please )?(?:follow|like|find|connect(?: with)?|stay connected(?: with)?|join|keep in touch(?: with)?)"
            r" (?:us|me)(?: on| via| here| at)?(?: (?:our )?(?:social(?:s| media| networks?)?|blog|page))?)[^\p{L}]*$"
        ),
        reason="asks to follow the site or its author",
        source=_WIDGETS,
        hits=("Follow us:", "FOLLOW US ON SOCIAL MEDIA"),
        misses=(
            "Follow us into the valley and the noise of the road fades.",
            "They like us on paper, and nowhere else.",
        ),
    ),
    Rule(
        id="social.follow-sentence",
        label="social",
        pattern=(
            r"(?:^|[.!?:;,)|\]] ?|[^\p{L}\"'](?:and|please|also|or|can|forget to|sure to|want to) )(?P<junk>(?:follow|like|find|join)(?: and (?:follow|like))? (?:us|me)"
            r" (?:on|at|via) (?:our |the )?(?:official )?(?:"
            + _PLATFORM[3:-1]
            + r"|@[\p{L}\d_]+|twitter\.com)(?:[^\p{L}]|$)"
            r"|(?-i:Follow|FOLLOW) [^.!?\"]{2,60} on (?:twitter|x|instagram|threads|bluesky) ?:? ?(?:at )?@[\p{L}\d_]+)"
        ),
        reason="asks to follow the site, in a sentence",
        source=_SEEN,
        hits=(
            "The verdict is due in June. Don't forget to like our page and follow us on Twitter!",
            "[Our opinion desk is now on Threads. Follow us at @sampleopinion.]",
        ),
        misses=(
            "More than half of those who follow us on Instagram never vote, the party found.",
            '"Follow us on Facebook," read a sign at the gate.',
        ),
        scope="sentence",
    ),
    Rule(
        id="social.follow-somebody",
        label="social",
        pattern=(
            r"^[^\p{L}\"]*(?:you can |please )?(?:follow|like)(?: \"?[(]?(?:@|[\p{L}\d])[\p{L}\d@_.'&()-]*\"?,?){1,9}"
            r" (?:on|at|via|in) "
            + _PLATFORM
            + r"(?:[ ,.:/&|)]*(?:and|or|at|here|on|"
            + _PLATFORM
            + r"|@[\p{L}\d_.]+|(?:https?://|www\.|twitter\.com)\S+))*[^\p{L}]*$"
        ),
        reason="asks to follow a writer or a page",
        source=_SEEN,
        hits=(
            "Follow Ann Example (@annexample) on Twitter",
            "Follow The Daily Sample on Facebook and Instagram.",
        ),
        misses=(
            "Follow the argument on Twitter and you will find both sides shouting.",
            "He told fans to like the page on Facebook.",
        ),
    ),
    Rule(
        id="social.handles",
        label="social",
        pattern=(
            r"^[^\p{L}@]*(?:(?:follow(?: (?:us|me|him|her|them))?(?: on)? ?|tweets? (?:by|from) |"
            + _PLATFORM
            + r" ?[:/-] ?)+(?:(?:https?://|www\.)\S+|@[\p{L}\d_.]+)(?: on "
            + _PLATFORM
            + r")?[ ,.;&|)]*)+$"
        ),
        reason="names an account to follow",
        source=_SEEN,
        hits=("Follow @sampledesk Follow @annexample", "Twitter: @annexample"),
        misses=(
            '"Follow @sampledesk," the minister joked, "if you want fiction."',
            "Twitter: how a small start-up became the square of the world",
        ),
    ),
    Rule(
        id="social.preferred-source",
        label="social",
        pattern=(
            r"^[^\p{L}]*(?:add|choose|make|set|select|prefer|follow)[ :][^.!?\"]{2,50}(?:\"|')?(?:as (?:a|your) ['\"]?(?:preferred|trusted) source"
            r"|to your google news(?: feed)?|(?:on|in) (?:your )?google ?news)['\"]?(?: on google(?: news)?)?.{0,70}$"
        ),
        reason="asks to be set as a source in Google News",
        source=_SEEN,
        hits=(
            "Add The Daily Sample as a preferred source on Google",
            "Follow The Daily Sample on Google News for updates",
        ),
        misses=(
            "Publishers add a label so that readers find them on Google News, the study says. It helped few.",
            "Google said it would add a preferred source button in June.",
        ),
    ),
    Rule(
        id="social.buttons",
        label="social",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:listen to article \d+:\d\d )?"
            + _BUTTON.replace("|x|", "|")
            + r"(?:[^\p{L}\p{N}]+(?:[\d.,]+k?|"
            + _BUTTON[3:]
            + r"){1,20}[^\p{L}\p{N}]*$"
        ),
        reason="a row of share or follow buttons",
        source=_WIDGETS,
        hits=("Facebook WhatsApp Mastodon Email", "Share 367 Tweet 230"),
        misses=(
            "Facebook and Twitter declined to comment.",
            "Email, WhatsApp or post: what courts accept",
        ),
    ),
    Rule(
        id="social.button-list",
        label="social",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:share|tweet(?: this)?|pin it|pin|e-?mail(?: this)?|print|copy(?: link)?|save|"
            + _PLATFORM[3:-1]
            + r"|google|github|pocket|instapaper|gettr|parler|gab|buffer|yummly|evernote|skype|line|sms|flickr|xing)[^\p{L}\p{N}]*$"
        ),
        reason="share or follow buttons, one a line",
        source=_WIDGETS,
        hits=("Facebook", "Copy Link"),
        misses=("Facebook fined", "Printing press"),
        run=2,
    ),
    Rule(
        id="social.share-prompt",
        label="social",
        pattern=(
            r"^[^\p{L}]*(?:please |click (?:here )?to |read or |like (?:it|and)[?,]? ?)?(?:share|e-?mail|tweet|bookmark|print)"
            r"(?: or comment on| and print| or (?:save|print|bookmark))? "
            r"(?:this|the|current|via|on|with|your|it|and enjoy|options|selection)(?: (?:article|story|post|page|item|link|news|content|blog|entry"
            r"|recipe|video|love|with|via|on|to|in|by|a|your|friends?|family|social|networks?|media|thoughts|following|e-?mail|this|and|"
            + _PLATFORM[3:-1]
            + r"|[(]?opens in new window[)]?|share|copy link|more|options))*(?: ?: .{0,160})?[^\p{L}]*$"
        ),
        reason="asks to share the article",
        source=_WIDGETS,
        hits=("Share this article", "Share This With Your Friends!"),
        misses=(
            "Share this fear with a doctor, he advises, before it grows.",
            "Share on Friday fell by a tenth, the bank said.",
        ),
    ),
    Rule(
        id="social.share-phrase",
        label="social",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:sharing is caring|spread the (?:love|word|news)|be sociable, share|like this|liked it|share ?this"
            r"|social (?:share|sharing|links?|networks|media links)|share(?: now| it| article| via| with)?|shares|thanks for sharing"
            r"|link (?:is )?copied(?: to clipboard)?|copied(?: to clipboard)?|copy to clipboard|click to (?:copy|tweet)(?: url)?"
            r"|(?:e-?mail|send|forward|tell)(?: (?:this|it|article|story|post|link|page))* (?:to )?(?:a|your) friends?|e-?mail (?:this )?(?:article|post|page)|be the first to like this|like loading"
            r"|share (?:on |to |via )+"
            + _PLATFORM
            + r"|(?:share|send) this (?:page|item) (?:to someone )?(?:on|via) \p{L}+"
            r"|click to (?:share|e-?mail|print)[^.]{0,60}opens in new window)[^\p{L}\p{N}]*$"
        ),
        reason="share or like widget",
        source="partly seen on train pages, the rest from general knowledge",
        hits=(
            "Click to share on Mastodon (Opens in new window)",
            "Sharing is caring!",
            "Send this story to a friend",
        ),
        misses=(
            "Sharing is caring, the kindergarten taught, and then the toys were sold.",
            "Spread the word on the street was that the bank had failed.",
        ),
    ),
    Rule(
        id="social.share-sentence",
        label="social",
        pattern=(
            r"(?:if you (?:really |have )?(?:like|liked|love|loved|enjoy|enjoyed|found)[^.!?\"]{0,20} (?:this|our|the)"
            r"[^.!?\"]{0,30}(?:post|article|story|news|blog|content|piece|video|information|recipe|helpful)[^.!?\"]{0,40}"
            r"(?:share|follow|like|comment|subscribe|sign up|leave|pin|let us know)"
            r"|(?:please |do |don't forget to |must )share (?:this|it|our)[^.!?\"]{0,30}(?:friends|post|article|story|social media|facebook|whatsapp)[^.!?\"]{0,60})"
        ),
        reason="asks to share or follow, in a sentence",
        source="partly seen on train pages, the rest from general knowledge",
        hits=(
            "If you liked this article, please share it with your friends.",
            "The fee is due in March. Do share this post on social media so others know.",
        ),
        misses=(
            "If you liked this film, the critic wrote, you will like nothing else.",
            "Officials asked residents not to share this kind of video.",
        ),
        scope="sentence",
    ),
    Rule(
        id="social.counter",
        label="social",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:[\d][\d.,]* ?[km]?)[ +]*(?:(?:facebook|google plus|twitter|total) )?"
            r"(?:shares?|likes?|followers?|fans?|subscribers?|tweets?|retweets?|views?|reads?|pins?|reposts?|abonnenten|nachfolger|vistas|vues)"
            r"(?: (?:follow|like|share|subscribe|folgen|abonnieren|gefällt mir|views?|shares?))?[^\p{L}\p{N}]*$"
        ),
        reason="counter of shares, likes or views",
        source=_WIDGETS,
        hits=("1.2K Shares", "856 Followers Follow"),
        misses=("1.2 million shares changed hands.", "20 likes and 3,000 angry replies in an hour"),
    ),
    Rule(
        id="social.counter-sentence",
        label="social",
        pattern=r"^(?:this (?:story|article|post) has been (?:shared|viewed|read) [\d.,]+ times|(?:views|shares|hits|reads|post views|total views|visits) ?: ?[\d.,]+k?).{0,15}$",
        reason="counter of shares or views",
        source=_WIDGETS,
        hits=("This story has been shared 2,345 times. 2,345", "Post Views: 812"),
        misses=(
            "This story has been shared by mothers for 500 years in the valley.",
            "Views: the five best hills around the lake",
        ),
    ),
    Rule(
        id="social.embed",
        label="social",
        pattern=r"^[^\p{L}]*(?:(?:view|see) this (?:post|photo|profile|reel) on (?:instagram|threads)|(?:una publicación compartida por|ein beitrag geteilt von|une publication partagée par|um post compartilhado por|a (?:post|photo|video) (?:shared|posted) by) .{2,80}|tweets? by @\S+|recent tweets|my tweets|twitter (?:feed|updates|stream)|latest tweets)[^\p{L}]*$",
        reason="what is left of an embedded post",
        source="Instagram and Twitter embeds, seen on train pages",
        hits=("View this post on Instagram", "A post shared by Ann Example (@annexample)"),
        misses=(
            "A post shared by the mayor drew 4,000 replies before it was deleted, and the council met at once to discuss it.",
            "View this post on the hill as a border stone.",
        ),
    ),
    Rule(
        id="social.rating",
        label="navigation",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:please )?rate this(?: \p{L}+)?(?: ?:)?|click (?:on a star )?to rate(?: (?:it|this \p{L}+))?|(?:no|\d[\d.,]*) (?:votes?|ratings?)(?: so far)?"
            r"|(?:user|average|current|reader|article|post|overall)s?'? ?rating:? ?[^\p{L}]*(?:\d[^\p{L}]*|votes?|no ratings yet)"
            r"|(?:rating|rated) ?:? ?\d[\d.,]*(?: ?/ ?\d+| out of \d+)?(?:[^\p{L}]*(?:(?:from|based on) \d+ )?(?:votes?|ratings?)(?: cast)?)?"
            r"|\d[\d.,]* ?(?:/|out of) ?\d+ ?[(\[-] ?\d+ (?:votes?|ratings?)|\d+ votes?, average:? .{0,40}|vote count: \d+|no votes so far.{0,40}|[1-5] stars?(?: [1-5] stars?)+)[^\p{L}\p{N}]*$"
        ),
        reason="star rating or vote widget",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Rate This Article", "(0 votes)"),
        misses=(
            "0 votes separated the two at noon.",
            "Rate this budget as a failure, the union said, but it passed.",
        ),
    ),
    Rule(
        id="social.click-here",
        label="navigation",
        pattern=(
            r"^[^.!?\"]{0,80}(?:[-:>→=]|👉|➡️?) *(?-i:Click|CLICK|Tap|click)(?-i: [Hh]ere| HERE)(?-i: [Nn]ow| NOW| to (?:[Jj]oin|[Rr]ead|[Ss]ubscribe|[Ff]ollow|[Dd]ownload|[Aa]pply)[^\d.,:;!?|\"()/@&'_-]{0,30})?[^\p{L}]*$"
            r"|^[^\p{L}]*(?:click|tap) here(?: now)?[^\p{L}]*$"
        ),
        reason="a link that says click here",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Official Notification - Click Here", "Download the App: Click here"),
        misses=(
            "The mail bore one line: a button marked 'click here' that led to a copy of the bank's site.",
            "Do not click here, the screen warned.",
        ),
    ),
    Rule(
        id="social.de-nl",
        label="social",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:folgen sie|folge|folgt|volg) (?:uns|mir|ons)(?: (?:auch|doch|schon|jetzt|hier|auf|bei|in|op|den|via|soziale[nr]?|medien|netzwerken|ook|sociale?|media|und|en|"
            + _PLATFORM[3:-1]
            + r"))*|(?:diesen |den )?(?:artikel|beitrag|seite)? ?(?:teilen|weiterempfehlen|empfehlen|merken|drucken|versenden)(?: (?:sie|auf|via|per|mit|"
            + _PLATFORM[3:-1]
            + r"|freunden))*|(?:teilen sie|teile) (?:diesen|den|diese)[^.!?\"]{0,40}|(?:auf|per|via|bei) (?:"
            + _PLATFORM[3:-1]
            + r") (?:teilen|folgen|senden)|(?:abonnieren sie|abonniere|abonniert|folgen sie|folge|hier geht's zu|jetzt)[^.!?\"]{0,50}(?:whatsapp|telegram)-?(?:kanal|channel|newsletter)[^.!?\"]{0,60}"
            r"|deel (?:dit|op|via|deze)[^.!?\"]{0,30}|delen(?: op \p{L}+)?)[^\p{L}\p{N}]*$"
        ),
        reason="asks to share or follow, German and Dutch",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Folgen Sie uns auf Facebook und Instagram!", "Auf WhatsApp teilen"),
        misses=(
            "Folgen Sie uns in das Tal, wo die Straße endet.",
            "Teilen ist schwer, sagt der Soziologe, und Facebook macht es nicht leichter.",
        ),
    ),
    Rule(
        id="social.romance",
        label="social",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:síguenos|siguenos|seguinos|síganos|siga-nos|suivez-nous|seguici|seguiteci|nos siga|retrouvez-nous|encuéntranos)(?: .{0,90})?"
            r"|(?:y |e |et )?(?:siga|sigue|suivez|segui)[^.!?\"]{2,60} (?:en|no|na|sur|su|nas|nos) (?:nuestr[oa]s? |nos? )?(?:"
            + _PLATFORM[3:-1]
            + r"|redes sociales|redes sociais)[^.!?\"]{0,50}"
            r"|(?:únete|unite|únase|rejoignez|abonnez-vous|suscríbete|inscreva-se|participe|entre|iscriviti|entra|clique aqui e entre)[^.!?\"]{0,50}(?:canal|chaîne|groupe|grupo|canale|gruppo)[^.!?\"]{0,20}"
            + _MESSENGER
            + r"[^.!?\"]{0,80}|(?:compart[ei]r?|compartilhar?|compartilhe|partager?|partagez|partilhar?|partilhe|condividi)(?: (?:en|no|na|sur|su|via|por|con|com|este?a?|esta|esse|o|l'|la|le|il|cet|cette|questo|art[íi]culo|artigo|article|articolo|noticia|notícia|nota|post|página|lien|enlace|tus amigos|"
            + _PLATFORM[3:-1]
            + r"))*(?:l'article)?)[^\p{L}\p{N}]*$"
        ),
        reason="asks to share or follow, Spanish, French, Portuguese and Italian",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Síguenos en Google News", "Partager sur Facebook"),
        misses=(
            "Siga el dinero, dijo, y llegará a las oficinas de Facebook en Madrid.",
            "Partager sa voiture coûte moins cher, selon l'étude.",
        ),
    ),
    Rule(
        id="social.slavic",
        label="social",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:подписывайтесь|подпишитесь|подпишись|підписуйтесь|підписуйтеся|підпишіться|присоединяйтесь|вступайте|долучайтеся|приєднуйтесь)[^.!?\"]{0,30}(?: на нас| нас| наш| наши| наша| к нам| до нас| до наш| страниц|сторінк|канал|групп| в )[^.!?\"]{0,90}"
            r"|(?:читайте|следите за|смотрите|слідкуйте за|дивіться) (?:нас|нами|нашими новостями|нашими новинами)[^.!?\"]{0,80}|мы в (?:соцсетях|телеграм|telegram|дзен|vk|вк)\p{L}*"
            r"|(?:поделиться|поделитесь|поширити|поділитися|рассказать друзьям)(?: .{0,40})?"
            r"|(?:obserwuj|śledź|polub|dołącz do|znajdź) nas[^.!?\"]{0,70}|(?:udostępnij|podziel się)(?: .{0,40})?|dołącz do nasz[^.!?\"]{0,70})[^\p{L}\p{N}]*$"
        ),
        reason="asks to share or follow, Russian, Ukrainian and Polish",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("Подписывайтесь на наш Telegram-канал", "Obserwuj nas w Google News"),
        misses=(
            "Подписывайтесь под тем, что прочли, советует юрист.",
            "Podziel się chlebem, mówi przysłowie, a wróci do ciebie. Tak myślą w tej wsi do dziś.",
        ),
    ),
    Rule(
        id="social.other-languages",
        label="social",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:bizi (?:\p{L}+'?\p{L}* ){0,3}takip edin|(?:[^.!?\"]{0,40})(?:whatsapp|telegram) (?:kanalımıza|grubumuza)[^.!?\"]{0,30}|paylaş|tweetle|google news'?\p{L}* .{0,30}(?:abone|takip)[^.!?\"]{0,20}"
            r"|[^.!?।\"]{0,60}(?:टेलीग्राम|व्हाट्सएप|व्हाट्सऐप|वॉट्सऐप|whatsapp|telegram)[^.!?।\"]{0,40}(?:जुड़ें|जुड़े|ज्वाइन|जॉइन|फॉलो)[^.!?।\"]{0,30}|शेयर करें|শেয়ার(?: করুন)?|مشاركة|شارك)[^\p{L}\p{N}]*$"
        ),
        reason="asks to share or follow, Turkish, Hindi, Bengali and Arabic",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("Bizi takip edin", "हमारे व्हाट्सएप ग्रुप से जुड़ें"),
        misses=(
            "Bizi takip edin diyen ses kalabalıkta kayboldu.",
            "पुलिस ने व्हाट्सएप संदेश की जांच शुरू की।",
        ),
    ),
    Rule(
        id="social.promo",
        label="social",
        pattern=(
            r"(?:^|[.!?;:,…] ?)(?P<junk>(?:[^.!?\",;]{0,50} )?(?:become (?:an? )?(?:part|member) of|hop (?:on ?to|into)|head (?:over )?to|jump (?:on ?to|into)|come (?:on ?to|into)|check out) our (?:[\p{L}]+ ){0,2}(?:telegram|whats ?app|viber|instagram|facebook|tik ?tok|youtube) (?:channel|group|page|community|account|feed)|(?:star|bookmark|add|find|follow|save) us (?:on|in|to) google news|(?:please )?like and share (?:if|this|the (?:post|page|article|story)|with your|our page)|if you care,? (?:like|share))"
        ),
        reason="promotes a channel, in a sentence",
        source=_SEEN,
        hits=(
            "Dear students, for old papers become part of our Telegram channel today.",
            "Never miss an update: star us on Google News.",
        ),
        misses=(
            "Fans want to become part of our club, the coach wrote on Telegram.",
            "Readers like and share if a story is false, the study found; a true one bores them.",
        ),
        scope="sentence",
    ),
    Rule(
        id="social.channel-foreign",
        label="social",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:[^.!?\"]{2,60}[:!?-] ?)?(?:(?:hier (?:geht es|geht's) zu(?:m| unserem) |(?:folgen sie|folge|folgt|abonnieren sie|abonniere|abonniert)(?: jetzt| auch| hier)* (?:uns(?:erem?|eren)?|dem|den|der|unserer|die)? ?)[^.!?\",]{0,50}"
            + _NETWORK
            + r"[^.!?\"]{0,60}|(?:suivez|rejoignez|retrouvez|abonnez-vous à)[^.!?\"]{2,80} (?:sur|à) (?:notre |nos |la |le )?(?:page |chaîne |compte |canal |groupe )?"
            + _NETWORK
            + r"[^.!?\"]{0,60}|(?:sigue|siga|únete|entra|ingresa|suscríbete|participa|participe|entre|acompanhe|siga-nos|receba|recibe)[^.!?\"]{2,70} (?:canal|grupo|comunidad|comunidade|perfil|cuenta|página|lista|noticias|notícias)[^.!?\"]{0,30} ?"
            + _NETWORK
            + r"[^.!?\"]{0,60}|(?:segui|iscriviti|unisciti|entra)[^.!?\"]{2,70} (?:canale|gruppo|pagina|profilo)[^.!?\"]{0,20} "
            + _NETWORK
            + r"[^.!?\"]{0,60})"
            r"|folg(?:st du|en sie)(?: uns)?(?: schon)? [^.!?\"]{2,40} (?:auf|bei) "
            + _NETWORK
            + r"\?|klick(?:en)?(?: sie)?,? (?:um|hier)[^.!?\"]{0,50}(?:teilen|senden|drucken|tweeten|versenden|posten)[^.!?\"]{0,50}|(?:ya estamos|estamos|ahora estamos) en "
            + _NETWORK
            + r"[!.]? ?[^.!?\"]{0,80}|.{2,60} (?:в|на) .{0,3}(?:дзен\p{L}*|telegram|телеграм\p{L}*|вконтакте|vk|вк|max|youtube|viber|одноклассник\p{L}+)\"? ?[:-] ?(?:жмите|читайте|подписывайтесь|подпишитесь|следите|присоединяйтесь).{0,60}|(?:подписывайтесь|подпишитесь|присоединяйтесь|вступайте|читайте нас|следите за нами) (?:на|к|в) .{0,100}(?:telegram|телеграм|дзен|вконтакте|max|whatsapp|viber|канал|групп|сообществ)\p{L}*.{0,60}"
            r"|(?:(?:condividi|compart[ei]r?|partager?|partagez|compartilhar?|compartilhe|udostępnij|teilen|поделиться) (?:via|por|par|per|auf|na|no|en|su|в|через) (?:e-?mail|correo|mail|"
            + _NETWORK
            + r"))|(?:copy link|share|print|save|send to a friend|e-?mail(?: this)?|teilen|drucken|merken|condividi|imprimir|imprimer)(?: {2,}(?:copy link|share|print|save|send to a friend|e-?mail(?: this)?|teilen|drucken|merken|condividi|imprimir|imprimer))+|share (?:this )?(?:on|via) "
            + _NETWORK
            + r"(?:(?:,| or| and|, or) (?:by |via |on )?(?:e-?mail|link|"
            + _NETWORK
            + r"))*|[\d.,]+k? (?:people|readers|users|persons) (?:have )?(?:read|liked|shared|viewed) this (?:story|article|post)|jetzt teilen(?: auf)?|(?:inhalte?|artikel auf \p{L}+) teilen)[^\p{L}\p{N}]*$"
        ),
        reason="promotes a channel or asks to share, other languages and rows of buttons",
        source="partly seen on train pages, the rest from general knowledge",
        hits=(
            "Nichts mehr verpassen: Hier geht es zu unserem WhatsApp-Kanal",
            "Suivez toute l'actualité de la mer sur notre chaîne WhatsApp",
        ),
        misses=(
            "Folgen Sie dem Fluss, und Sie stehen vor dem Sitz von Facebook.",
            "Suivez l'argent, disait-il, et vous arriverez sur Facebook. Il avait raison.",
        ),
    ),
)
