r"""Newsletters, paywalls, registration, donations and app downloads.

Prose about subscriptions, donors or apps is body; the patterns want the imperative that
speaks to the reader of the site ("your inbox", "our journalism"), or a form's own wording.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"
_FORMS = "sign-up forms and paywalls, seen on train pages"

RULES = (
    Rule(
        id="subscription.button",
        label="subscription",
        pattern=(
            r"^[^\p{L}\p{N}]*(?:(?:subscribe|sign[ -]?up|register|join|donate|contribute|log ?in|sign ?in|subscriptions?|become a (?:paid )?(?:member|subscriber|supporter|patron|insider)"
            r"|support us|newsletters?|e-?newsletters?|email newsletters?|newsletter sign-?up|sign me up|gift subscriptions?|start (?:your )?free trial|create (?:an |new )?(?:free )?account|manage (?:subscriptions?|newsletters?)|free sign[ -]?up)"
            r"(?: (?:now|today|here|free|for free|or|and|/|in|by e-?mail|via e-?mail|via rss|rss|with \p{L}+|a month))*[^\p{L}\p{N}]*){1,3}$"
        ),
        reason="sign-up, log-in or donate button",
        source=_FORMS,
        hits=("Subscribe Now", "SIGN UP"),
        misses=("Register closed", "Donate blood now, hospital pleads"),
    ),
    Rule(
        id="subscription.countries",
        label="subscription",
        pattern=r"^[^\p{L}]*(?:please )?(?:choose|select) (?:your |a )?country[ :*]+(?:united (?:states|kingdom)|afghanistan|albania|algeria|australia)(?:[^\p{L}]|$)",
        reason="a form's list of countries",
        source=_FORMS,
        hits=(
            "Choose your country United States of America",
            "Select a country: Afghanistan Albania Algeria",
        ),
        misses=(
            "Please select your country.",
            "Choose a country where the summers are mild, advisers say.",
        ),
        carry=250,
    ),
    Rule(
        id="subscription.newsletter-line",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:newsletters? |please |also |click here to |tap here to |(?:if|when) you (?:enjoyed|liked|like) this (?:post|article|story),? (?:please )?)?"
            r"(?:sign[ -]?up|subscribe|register|join)(?: now| here| today| free| for free)*,? (?:for|to|up for|up to|with)"
            r"(?: [\p{L}\d'&.,+*-]+){0,9} (?:news ?letters?|e-?news|mailing list|e-?mail (?:list|alerts|updates?|newsletters?)|(?:daily|morning|evening|afternoon|weekly|weekend|monthly|breaking[ -]news) (?:digest|briefing|email|recap|letter|bulletin|updates?|round-?up|alerts?)|rss feeds?|news alerts|push (?:alerts|notifications)|blog(?: via e-?mail)?|e-?edition|digital edition)"
            r"(?:[ ,.!:;(-].{0,140})?$"
        ),
        reason="asks to sign up for a newsletter",
        source=_SEEN,
        hits=(
            "If you liked this post, sign up for our newsletter",
            "Sign up for our morning briefing",
        ),
        misses=(
            "Sign up for our morning run along the canal, the mayor says.",
            '"Sign up for the newsletter," the fraudster wrote to each victim.',
        ),
    ),
    Rule(
        id="subscription.sign-up-here",
        label="subscription",
        pattern=(
            r"(?:^|[.!?…\])]\"? ?|: )(?P<junk>\[?(?-i:Sign[ -][Uu]p|SIGN UP|Subscribe|SUBSCRIBE|Click here to (?:subscribe|sign up)|CLICK HERE to (?:subscribe|sign up)|Register)(?: for free| now| today)?"
            r"(?: (?:here|now)(?: to get| to receive| for)?[^.!?\"]{0,100}| (?:for|to) (?:our|my|the [^.!?\"]{0,40})[^.!?\"]{0,40}(?:news ?letters?|mailing list|e-?mails?|alerts|channel|podcast|(?-i:Letter|Bulletin|Briefing|Digest|Weekly))[^.!?\"]{0,100})[.!?\]]*|(?-i:Download|Install) our (?:free |new |mobile |news )*app(?: [^.!?\"]{0,60})?[.!]?)(?:$| )"
        ),
        reason="asks to sign up for a newsletter, glued to a paragraph",
        source=_SEEN,
        hits=(
            "The council meets again in May. Sign up for our morning newsletter here.",
            "Want more of this? Subscribe here.",
        ),
        misses=(
            "Volunteers sign up for our rescue service at the harbour office.",
            "Readers subscribe to the paper's newsletter by the thousand, it says.",
        ),
        scope="match",
    ),
    Rule(
        id="subscription.inbox",
        label="subscription",
        pattern=(
            r"(?:^|[.!?…] ?|\()[^\p{L}\"]*(?P<junk>(?:and )?(?:get|receive|want|sign up|subscribe|join|like|looking|enjoy|have|we'll send|let us|if you(?:'d| would) like|to (?:get|receive)|start|have us|a weekly|a daily|the best|our best|all the|the latest|breaking|news|stories|columns|start(?:ing)?|upgrade|newsletter|must-?reads?)"
            r"[^.!?\"]{0,160}(?:(?:straight|delivered|sent|right|directly|direct|free)[^\d.:;!?|\"()/@&'_-]{0,30} ?(?:in)?to|in|by) (?:your|my) (?:e-?mail ?)?(?:in-?box|mailbox|e-?mail)|[^.!?\"]{0,160} (?:delivered|sent|straight|direct|directly) to your phone)"
        ),
        reason="promises news in your inbox",
        source=_SEEN,
        hits=(
            "(And get daily dose of gadget news straight to your inbox)",
            "Get our best stories in your inbox every morning.",
            "If you would like our morning briefing in your inbox, sign up here.",
            "Get the day's top stories delivered to your phone every evening.",
        ),
        misses=(
            "Messages that land in your inbox at night are often fraud, the bank says.",
            '"It was sent straight to your inbox," the lawyer told him.',
        ),
        scope="sentence",
    ),
    Rule(
        id="subscription.enjoyed",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:more: ?)?(?:(?:do you |did you )?(?:like|love|enjoy|enjoying|enjoyed|loving|liked) (?:what you(?:'re| are)? (?:read(?:ing)?|see(?:ing)?)|the reporting you see(?: here)?|reading (?:this|our)[^.!?\"]{0,30}|th(?:is|ese) (?:article|story|post|content|column|piece|stor(?:y|ies))|our (?:latest )?(?:content|work|journalism|coverage|stories|articles))"
            r"|want (?:to (?:read|see) )?more [^.!?\"]{0,60}(?:like (?:this|these)|newsletter|stories|insights)[^.!?\"]{0,40}|looking for more\?)[^\p{L}]*(?:[?,] ?.{0,200})?$"
        ),
        reason="asks whether you liked it, to sell a subscription",
        source=_SEEN,
        hits=(
            "Like what you're reading? Download our app",
            "Enjoying this article? Become a member today.",
        ),
        misses=(
            "Like what you're told to like, the satire goes.",
            'Did you like the film? "No," she said.',
        ),
    ),
    Rule(
        id="subscription.paywall",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:this|the) (?:article|story|content|page|post|section|video) is (?:only )?(?:available |reserved |exclusively |free )?(?:only )?(?:to|for) (?:our )?(?:\p{L}+ )?(?:subscribers|members|registered (?:users|readers))"
            r"|(?:premium )?(?:content|articles?|stories) (?:is |are )?(?:exclusive |exclusively )?(?:for|to) (?:our )?(?:\p{L}+ )?(?:subscribers|members)(?: only)?|(?:exclusive (?:to|for) |for )?(?:our )?subscribers? only|subscriber[- ]exclusive|subscribers'? (?:area|login)"
            r"|already (?:a |an )?(?:\p{L}+ )?(?:subscriber|subscribed|subscribe|member|registered)(?: to [^?]{0,30})?\?|not (?:a |yet a |yet )?(?:subscriber|registered|a member)(?: yet)?\?|don't have an account|existing users? log|have an account\? (?:log|sign)"
            r"|(?:please )?(?:subscribe|sign in|log in|register|sign up)(?: now| here)?(?: or (?:subscribe|sign up|register|log in))? to (?:continue|keep|unlock|read (?:the (?:full|rest)|more|this|full)|access|view|save|bookmark|finish|get (?:full|unlimited))"
            r"|to (?:continue|keep) reading,? (?:this [\p{L}]+,? )?(?:please )?(?:subscribe|sign|log|register|create|you)|you(?:'ve| have) (?:reached|read|used|hit|exceeded) (?:your|the|all|all of)[^.!?\"]{0,30}(?:free|article|limit|stories|monthly)"
            r"|(?:you )?(?:have|'ve) \d+ (?:free )?(?:articles?|stories) (?:left|remaining)|(?:get|enjoy|for) (?:unlimited|full|instant|immediate|exclusive)(?: \p{L}+)? access|unlock (?:this|the|unlimited|full|all|more)(?: [\p{L}]+)? (?:article|story|access|content|stories|articles)|unlimited (?:digital )?access|(?:this is a )?(?:premium|paid|subscriber) (?:article|content|story))"
            r"(?:[^\p{L}].{0,200})?$"
        ),
        reason="paywall or registration wall",
        source=_FORMS,
        hits=("This article is for subscribers only.", "Already a subscriber? Log in"),
        misses=(
            "He is already a subscriber to three opera houses.",
            "The article is available in many libraries, the historian says.",
        ),
    ),
    Rule(
        id="subscription.offer",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:subscribe|join|try|access|get|digital|unlimited|from|start|upgrade|renew|read|just|only|your first)[^.!?\"]{0,80}(?:for|from|only|just|at|as little as) ?(?:only |just |as little as |less than )*(?:us)?[$£€₹rn]{1,3} ?\d[\d.,]*(?: ?p)?(?: ?(?:/|a|per|for|your|every|each|the first) ?(?:\d+ )?(?:week|month|year|wk|mo|first|day|annum)s?)[^\p{L}]*.{0,60}"
            r"|subscribe (?:now |today )?(?:for|from) (?:only |just |as little as )?(?:us)?[$£€₹] ?\d.{0,40}|(?:join|subscribe) for \d+p.{0,20}|your subscription (?:will auto|supports|helps).{0,120}|cancel (?:at )?any ?time\.?|start your free trial.{0,40}|save \d+% (?:on|off) (?:your|an?|the)[^.]{0,30}subscription.{0,40})$"
        ),
        reason="price of a subscription",
        source=_FORMS,
        hits=(
            "Subscribe today for as little as $4 a month!",
            "Try The Daily Sample for only $1 per week",
        ),
        misses=(
            "Subscribe or perish: papers charge from $2 and lose readers",
            "Only families earning less than $900 a month qualify, the ministry's own figures show for most of the regions it has looked at so far this year.",
        ),
    ),
    Rule(
        id="subscription.support-journalism",
        label="subscription",
        pattern=(
            r"(?:^|[.!?…] ?|\? ?)[^\p{L}\"]*(?P<junk>(?:(?:please )?(?:help(?: us)?(?: to)?|consider|keep|and)? ?(?:support(?:ing)?|fund(?:ing)?|sustain|back|invest in|power|donate to|subscribe to (?:help )?support)"
            r" (?:our|independent|local|quality|non-?profit|investigative|fearless|honest|free|public|community|progressive|conservative|ethnic|latino|trusted|award-winning|[^,:;!?|\"()/@&'_-]{2,25}'s?)[^\d.:;!?|\"()/@&'_]{0,30}(?:journalism|reporting|newsroom|journalists|media|mission))(?:[^\p{L},]|$)"
            r"|(?:your|every|a) (?:support|contribution|donation|gift|dime|dollar|subscription)[^\d.,:;!?|\"()/@&'_-]{0,40} (?:helps|keeps|makes|funds|enables|allows|lets|goes|will help|we make)[^\d.:;!?|\"()/@&'_-]{0,50}(?:journalism|reporting|newsroom|news|site|us continue|cover the cost)"
            r"|[^\d.,:;!?|\"()/@&_-]{2,40} is (?:reader|listener|viewer|member)[- ](?:supported|funded)[:.] (?:chip|please|help|donate|become|your|support)|(?:donate|contribute)(?: now| today)? to (?:help )?(?:support|fund) our |(?:help )?support [^\d.,:;!?|\"()/@&_-]{2,40} with a (?:tax-deductible )?(?:donation|contribution)|(?:make|click here to make|consider making) a (?:one-time |monthly |small |tax-deductible |recurring )+(?:donation|contribution|gift)|buy (?:me|us) a (?:coffee|beer)|(?:please )?chip in (?:\$|£|€|what))"
        ),
        reason="asks for money for the site",
        source=_SEEN,
        hits=(
            "Support independent journalism by becoming a member.",
            "Your donation helps us continue to do this work and keeps our reporting free.",
        ),
        misses=(
            "The fund says it supports local journalism in eight states.",
            '"Support our reporting staff," the union leader shouted.',
        ),
        scope="sentence",
    ),
    Rule(
        id="subscription.app",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:please |also |to get[^.!?\"]{0,40}, ?)?(?:download|get|install|try|grab|use)(?: now)? (?:our|the (?:new |official |free |all-new )?[^.!?\"]{0,30}?)(?: [\p{L}\d]+){0,3} ?(?:mobile |news |iphone |ipad |android |ios )*apps?(?: (?:now|today|here|for|on|from|and|to)[^.!?\"]{0,70})?"
            r"|(?:available|get it|download(?: it)?|now) (?:on|from|at|in) (?:the )?(?:google play|app store|apple store|play store).{0,50}|(?:google play|app store|play store|get the app|our apps?|mobile apps?|download (?:the |our )?app)(?: (?:google play|app store))?|download (?:for|on) (?:ios|android|iphone).{0,40}"
            r"|(?:[^.!?\"]{0,60}\? )?our (?:free |new |news |mobile )*app is (?:free|available)[^.!?\"]{0,60}|for (?:the latest|more|breaking|all)[^.!?\"]{0,60},? download [^.!?\"]{0,60}|read us on (?:android|ios).{0,50})[^\p{L}]*$"
        ),
        reason="asks to install the app",
        source=_SEEN,
        hits=(
            "Download our app for breaking news",
            "Get it on Google Play",
            "Want more local news? Our app is free.",
        ),
        misses=(
            "Download speeds of the app fell by half, users complained.",
            "The app store said it would lower its fees.",
        ),
    ),
    Rule(
        id="subscription.form",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:please )?(?:enter|provide|type|add)(?: in)? (?:a |your )(?:valid )?(?:first name|(?:name and )?e-?mail)(?: address)?(?: (?:to|below|here|and|for)[^.!?\"]{0,120})?|invalid e-?mail(?: address)?.{0,80}|your (?:e-?mail(?: address)?|first name|last name|username)|e-?mail address(?: sign up)?"
            r"|(?:thanks|thank you) for (?:signing up|subscribing|registering|your subscription).{0,120}|(?:you(?:'re| are) (?:now )?(?:signed up|subscribed|all set)).{0,60}|(?:there was|we encountered|\*?sorry,? there was) an? (?:error|issue|problem)[^.!?\"]{0,40}(?:e-?mail|sign|subscri)[^\"]{0,60}"
            r"|a password will be e-?mailed to you|(?:we'?ll|we will|i'?ll|i will) never (?:share|sell|spam|send)[^\"]{0,100}|(?:no spam|unsubscribe (?:at )?any ?time)[^\"]{0,60}|you (?:can|may) (?:unsubscribe|opt[- ]out)[^.\"]{0,80}|check your (?:inbox|e-?mail)[^.\"]{0,60}(?:confirm|link)[^\"]{0,40}|leave this field empty.{0,40}"
            r"|welcome! (?:register|log into).{0,40}|(?:forgot|lost|recover) your password\??(?: get help)?|password recovery|your username|the next (?:issue|edition) of .{0,60} will soon be in your inbox.{0,20}|manage your print subscription.{0,60}|you must select a newsletter.{0,40})[^\p{L}]*$"
        ),
        reason="sign-up form",
        source=_FORMS,
        hits=("Enter your e-mail address to begin", "Thanks for signing up!"),
        misses=(
            "Enter your email address into such a form and you are lost, says the expert. He has seen hundreds.",
            "Your email was read in court.",
        ),
    ),
    Rule(
        id="subscription.consent",
        label="subscription",
        pattern=r"(?:^|[.!?…] ?)[^\p{L}\"]*(?P<junk>by (?:signing up|subscribing|registering|clicking (?:subscribe|sign up)|entering your e-?mail|providing your e-?mail|submitting your e-?mail|creating an account|(?:pressing|tapping|hitting) (?:join|subscribe|sign up|register|submit))[^.!?\",]{0,40},? (?:you|i) (?:also )?(?:agree|consent|confirm|accept|acknowledge|will|have read)|you may (?:unsubscribe|opt[- ]out)[^.!?\"]{0,40}(?:any ?time|any communication)|you (?:will|agree to) receive (?:occasional )?(?:e-?mails|updates|promotional)[^.!?\"]{0,60}|check the box if you do not wish to receive)",
        reason="terms of a sign-up form",
        source=_FORMS,
        hits=(
            "By signing up, you agree to our terms.",
            "By registering you agree to the rules of our club.",
        ),
        misses=(
            "By signing up, he lost the right to sue.",
            "Workers agree to receive updates on pay, the deal says.",
        ),
        scope="sentence",
    ),
    Rule(
        id="subscription.never-miss",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:interested in [^?]{2,60}\? add .{2,60} as an interest.{0,120}|(?:love [^?]{2,40}\? )?become a (?:founding |paid |proud )?(?:member|supporter|subscriber)(?: of [^.]{2,40})?(?: today| now)?|never miss (?:a|an|any|our|out on)(?: \p{L}+){0,3}? ?(?:story|stories|post|update|updates|headline|beat|article|news|recipe|episode|deal|issue|moment|thing)|don't miss (?:a|our|any|another)(?: [\p{L}\d-]+){0,3}? (?:story|stories|post|posts|update|updates|headline|article|news|newsletter|issue|episode)"
            r"|stay (?:connected|informed|updated|up[- ]to[- ]date|in the know|in touch|in the loop|tuned for more|on top of)(?: (?:with|on|by|of) (?:our|the|us|all)[^.!?\"]{0,60})?|be the first to know|keep up with (?:this story and more|the (?:latest|news))[^.!?\"]{0,60}|get (?:the latest|breaking|daily|instant|email|e-mail|free|real-time|our|more)[^.!?\"]{0,50}(?:news|updates|headlines|alerts|newsletter|newsletters|digest)(?: (?:here|now|today|daily|by e-?mail|on your|sent|delivered|from|straight|and)[^.!?\"]{0,50})?)"
            r"(?:[.!?:,] ?(?:subscribe|sign|click|join|get|follow|download|register|enter|with)[^\"]{0,120})?[^\p{L}]*$"
        ),
        reason="sells a subscription: never miss a story",
        source=_SEEN,
        hits=("Never miss a story: subscribe today.", "Get breaking news alerts"),
        misses=(
            "Never miss a chance to be silent, his father said.",
            "Get the latest figures and the picture changes again, she says.",
        ),
    ),
    Rule(
        id="subscription.feed",
        label="subscription",
        pattern=r"^[^\p{L}\"]*(?:(?:subscribe|follow)(?: to)?:? (?:via |by |with |in |to |our |my |this |the )*(?:rss|rss feeds?|atom|e-?mail|feed|a reader|post comments(?: \(atom\))?|comments(?: by e-?mail| via rss)?|posts(?: by e-?mail| \(atom\))?|blog(?:'s)?(?: main)? feed|blog|podcast|magazine|newsletters?|notifications|print|youtube(?: channel)?)|rss feeds?|entries \(?rss\)?|(?:entries|posts|comments) (?:feed|rss)|full site feed|posts? by e-?mail|follow by e-?mail|feedburner|(?:turn on|enable|allow|get|manage) (?:push |desktop |browser )?notifications)(?: (?:or|and|\|) (?:rss|e-?mail|atom))?(?: here| now| today)?[^\p{L}]*$",
        reason="offers a feed or notifications",
        source="seen on train pages; blog templates of the 2000s",
        hits=("Subscribe via RSS", "Subscribe via RSS or e-mail"),
        misses=(
            "Subscribe to the feed store's theory and hay costs nothing, farmers say.",
            "Posts by email were read aloud at the hearing.",
        ),
    ),
    Rule(
        id="subscription.german",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:jetzt |gleich |hier |kostenlos(?:en)? )*(?:newsletter|abo|abonnement|premium)? ?(?:abonnieren|anmelden|registrieren|einloggen|kostenlos testen|gratis testen|abo (?:abschließen|bestellen|testen)|mitglied werden|spenden)|zum newsletter anmelden|newsletter(?:-anmeldung)?|abo|e-?paper|abo[- ]shop|zur startseite"
            r"|(?:abonnieren sie|abonniere|abonniert|melden sie sich|bestellen sie|jetzt (?:den|unseren?|zum|für|kostenlos))[^.!?\"]{0,60}(?:newsletter|abo)[^.!?\"]{0,80}|(?:keine|nichts) [^.!?\"]{0,40}(?:mehr )?verpassen[!?.]?(?: .{0,80})?|(?:sie (?:haben|sind)|du (?:hast|bist)|haben sie|bist du|sind sie) (?:bereits|schon) (?:ein(?:en)? )?(?:\p{L}+-?)?(?:abo|abonnent|abonnentin|digitalabo|zugang|registriert|kunde|mitglied|konto)[^.\"]{0,40}(?:\?.{0,60})?"
            r"|(?:dieser|der|diesen) (?:artikel|beitrag|inhalt|text)[^.!?\"]{0,40} (?:nur )?(?:für|mit|unseren?) (?:\p{L}+ ){0,3}?(?:abonnenten|abonnentinnen|abo|plus|registrierte)[^.\"]{0,60}|weiterlesen mit [^.!?\"]{0,50}|(?:jetzt )?weiterlesen|exklusiv für abonnenten[^.\"]{0,30}|(?:unterstützen sie|unterstütze) (?:unsere?n?|unabhängigen) [^.!?\"]{0,80}|monatlich kündbar[^\"]{0,40}|(?:jetzt )?app (?:herunterladen|laden|downloaden)|den newsletter können sie[^\"]{0,80})[^\p{L}]*$"
        ),
        reason="newsletter or paywall, German",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Jetzt Newsletter abonnieren", "Sie haben bereits ein Abo? Hier anmelden"),
        misses=(
            "Jetzt meldet sich der Verein mit einem Abo für alle zurück, doch der Preis steigt.",
            "Weiterlesen lohnt sich, sagt die Lehrerin.",
        ),
    ),
    Rule(
        id="subscription.romance",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:suscríbete|suscríbase|suscribite|suscribirse|regístrate|inscríbete|abonnez-vous|s'abonner|je m'abonne|inscrivez-vous|je m'inscris|assine|assinar|inscreva-se|cadastre-se|subscreva|abbonati|iscriviti|registrati|accedi|se connecter|iniciar sesión|hazte (?:socio|miembro)|faire un don|doe agora|dona ora|dona ahora)"
            r"(?: (?:ahora|ya|gratis|aquí|agora|grátis|aqui|maintenant|ici|ora|subito|qui|gratuitement|por|dès|desde|partir|a |à |al |alla |ao |au|para|pour|per|y |e |et |en |nuestr|nossa|notre|nos |la |las |los |le |les |o |os )[^.!?\"]{0,110})?"
            r"|(?:contenido|artículo|nota|noticia) (?:exclusiv[oa] |solo |sólo |solamente )+para (?:suscriptores|socios|abonados)[^\"]{0,40}|conteúdo exclusivo para assinantes[^\"]{0,40}|(?:article|contenu|cet article est) (?:est )?réservé (?:à nos|aux) abonnés[^\"]{0,60}|(?:contenuto|articolo) (?:riservato|esclusivo) (?:agli|per gli) abbonati[^\"]{0,40}|il vous reste [\d.,]+ ?% de cet article[^\"]{0,80}|la suite est réservée aux abonnés[^\"]{0,40}"
            r"|(?:déjà|ya eres|já é|sei già|déja) (?:un |una )?(?:abonn[éo]e?|suscriptor|assinante|abbonato|inscrit)\??[^\"]{0,50}|(?:recevez|recibe|reciba|receba|ricevi)[^.!?\"]{0,70}(?:newsletter|e-?mail|correo|boletín|boîte|mail|whatsapp)[^.!?\"]{0,30}|(?:descarga|télécharge[rz]?|baixe|scarica) (?:nuestra|notre|l'|o |nosso |la )[^.!?\"]{0,15}(?:app|application|aplicación|aplicativo)[^.!?\"]{0,50}|(?:les |nos |la )?newsletters?|boletines?)[^\p{L}]*$"
        ),
        reason="newsletter or paywall, Spanish, French, Portuguese and Italian",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Suscríbete a nuestro boletín diario", "Article réservé aux abonnés"),
        misses=(
            "Suscríbete y verás, dijo ella. Nadie lo hizo.",
            "L'article réservé aux abonnés fut lu à la télévision le soir même, et le ministre répondit aussitôt.",
        ),
    ),
    Rule(
        id="subscription.other-languages",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:подписаться(?: на .{0,50})?|подпишитесь на (?:нашу |еженедельную |ежедневную )?(?:рассылку|новости)[^.!?\"]{0,60}|підписатися(?: на .{0,50})?|зарегистрироваться|войти|(?:поддержите|поддержать|підтримайте|підтримати) (?:нас|наш\p{L}*|редакци\p{L}*|редакці\p{L}*|проект|журналистов)[^.!?\"]{0,60}|оформить подписку[^.!?\"]{0,40}|скачать приложение|(?:скачайте|завантажте) (?:наше )?приложение[^.!?\"]{0,40}"
            r"|zapisz się (?:na|do)[^.!?\"]{0,20}newsletter[^.!?\"]{0,60}|zapisz się|(?:zaloguj|zarejestruj) się|subskrybuj(?: .{0,40})?|(?:ten )?(?:artykuł|tekst|treść|materiał)[^.!?\"]{0,30} (?:tylko )?dla (?:zalogowanych|prenumeratorów|subskrybentów)[^\"]{0,40}|wykup (?:dostęp|subskrypcję|prenumeratę)[^\"]{0,40}|(?:wesprzyj|wspieraj) (?:nas|nasz[ąe])[^.!?\"]{0,50}"
            r"|(?:meld je|schrijf je|abonneer|word)(?: je)?(?: nu| hier)? (?:aan|in|op|lid|abonnee)[^.!?\"]{0,70}|abone ol(?:un)?|üye ol(?:un)?|giriş yap|[^.!?\"]{0,30}bültenimize[^.!?\"]{0,40}|購読する|登録する)[^\p{L}]*$"
        ),
        reason="newsletter or paywall, Russian, Ukrainian, Polish, Dutch and Turkish",
        source="written from general knowledge of such sites, not checked against a list",
        hits=("Подпишитесь на рассылку", "Zapisz się na newsletter"),
        misses=(
            "Подписаться под этим, сказал он, значит предать друзей. И ушёл.",
            "Zapisz się w historii, radzi trener.",
        ),
    ),
    Rule(
        id="subscription.free-reads",
        label="subscription",
        pattern=(
            r"^[^\p{L}\d\"]*(?:(?:this is |you(?:'re| are) reading |you have read |you've read )?(?:article|story|stories|articles)? ?\d+ of (?:the |your |our )?\d+ (?:you can |free |articles? |stories |free of charge |complimentary |left )[^\"]{0,200}|you(?:'ve| have) [\p{L}\d]{1,8} (?:more |complimentary )?free (?:articles?|stories|reads?) (?:left|remaining)[^\"]{0,80}|join (?:more than |over |our |the |nearly |almost )*[\d.,]+(?:k|m| thousand| million)?\+? (?:other |happy |loyal )*(?:readers|subscribers)(?: [^\"]{0,120})?|to (?:read on|continue(?: reading)?|keep reading|read (?:the rest|more|on|this (?:story|article)|the full (?:story|article))),? (?:please |you (?:need|have|must)(?: to)? )?(?:log ?in|sign ?in|sign up|buy|subscribe|register|become|choose|create|purchase|take out)[^\"]{0,140}|(?:[^.!?\"]{2,60}[:-] )(?:download|get|install) (?:the|our) [^.!?\"]{2,40} app(?: (?:for|on|now|from|today) [^.!?\"]{0,40})?|free (?:e-?mail |daily |weekly )*newsletter ?: ?.{5,240}|(?:enjoyed|enjoying|liked|like|loved) (?:this|what you(?:'re| are)? read(?:ing)?)(?: \p{L}+)?\? .{0,120}(?:e-?mail|newsletter|inbox|sign up|subscribe|address).{0,120}|donate (?:by|via|with|through|using) (?:bank|card|credit|paypal|mobile|cheque|check)[^\"]{0,160})[^\p{L}]*$"
        ),
        reason="counts the free articles or asks to subscribe",
        source=_FORMS,
        hits=(
            "This is article 3 of the 5 you can read free this month.",
            "You have two free articles left this month.",
            "Join 40,000 readers who get our Sunday letter.",
            "To read on, please log in or buy a day pass.",
        ),
        misses=(
            "Article 3 of the treaty lets each state read the files.",
            "To read on, he lit a candle; the book was that good.",
        ),
    ),
    Rule(
        id="subscription.asks-sentence",
        label="subscription",
        pattern=(
            r"(?:^|[.!?…] ?)(?P<junk>(?:please )?(?:enter|leave|type) your (?:e-?mail )?address (?:below|here)(?:[^\p{L}]|$)|our (?:reporting|journalism|coverage) (?:is|stays|remains) free[^.!?\"]{0,40} (?:because|thanks to)[^.!?\"]{0,40}(?:readers|supporters|members)|(?:please )?chip in (?:today|now)(?:[^\p{L}]|$)|if (?:our|this) (?:reporting|journalism|work|coverage|site) (?:is worth|matters|means|has helped)[^.!?\"]{0,60},? (?:please )?(?:give|donate|support|consider|chip|help|become)|(?:please )?support our [^.!?\"]{2,40} with an? (?:one-off|one-time|monthly|regular|small|yearly)[^.!?\"]{0,30}(?:gift|donation|contribution|payment|support)|(?:make|give) a (?:one-off|monthly|regular) (?:gift|donation) (?:to|and) (?:our|support|keep|help)|(?:your e-?mail address: )?sign me up(?: for (?:the|our)[^.!?\"]{0,40})?$)"
        ),
        reason="asks for an address or a gift, in a sentence",
        source=_FORMS,
        hits=(
            "Our Saturday email brings the best reads. Enter your address below.",
            "Good work needs friends. Support our nature desk with a monthly donation.",
            "Our reporting is free because readers pay for it. Chip in today.",
        ),
        misses=(
            "The form said to enter your address below the line.",
            '"If our work matters to the city, it should give us a hall," the choir says.',
        ),
        scope="sentence",
    ),
    Rule(
        id="subscription.newsletter-foreign",
        label="subscription",
        pattern=(
            r"^[^\p{L}\"]*(?:(?:(?:suscríbete|suscríbase|apúntate|inscríbete|recibe|reciba|regístrate|abonnez-vous|inscrivez-vous|recevez|découvrez|iscriviti|ricevi|assine|receba|inscreva-se|cadastre-se|abonnieren sie|abonniere|bestellen sie|melden sie sich|melde dich|holen sie sich|hol dir|zapisz się|zamów|otrzymuj|подпишитесь|подписывайтесь|получайте|оформите|підпишіться|отримуйте|meld je|schrijf je|ontvang|kaydol\p{L}*|abone)[^!?]{0,100}[^\p{L}](?:newsletter[-\p{L}]*|boletín|boletines|boletim|infolettre|lettre d'info\p{L}*|рассылк\p{L}+|розсилк\p{L}+|дайджест\p{L}*|biuletyn\p{L}*|nieuwsbrief|e-?bülten\p{L}*|bülten\p{L}*))(?:[^\p{L}].{0,180})?"
            r"|(?:introduce|ingresa|escribe|introduzca|digite|insira|informe|entrez|saisissez|indiquez|inserisci|geben sie|gib|wpisz|podaj|введите|укажите|vul) (?:hier |hier )?(?:tu|su|o seu|seu|votre|la tua|la|ihre|deine|swój|ваш|свой|je) (?:dirección de |adresse |adresse e-?mail|indirizzo )?(?:correo|e-?mail|mail|adres|электронн\p{L}+|adresse)[^.!?\",]{0,40}|[^\"]{0,160}(?-i:Ihr(?:em)?|[Dd]ein(?:em)?) (?:e-?mail-?|mail-?)?postfach[^\"]{0,40}(?:jetzt|kostenlos|anmelden|abonnieren|bestellen|newsletter)[^\"]{0,80}|(?:sie möchten|möchten sie|wollen sie|möchtest du)[^.!?\"]{0,60}(?:journalismus|redaktion|arbeit|berichterstattung)[^.!?\"]{0,30}(?:fördern|unterstützen)\?.{0,120}|(?:werden sie|werde) (?:jetzt |noch heute )?(?:mitglied|abonnent(?:in)?|fördermitglied|unterstützer(?:in)?)[^.!?\",]{0,60}|sie haben kein aktives abo.{0,160}|(?:jetzt )?weiterlesen mit [^!?\"]{3,90})[^\p{L}]*$"
        ),
        reason="asks to sign up for a newsletter, other languages",
        source="partly seen on train pages, the rest from general knowledge",
        hits=(
            "Suscríbete a «El cántaro», nuestro boletín semanal sobre el campo",
            "Zapisz się na newsletter „Port”. Wiadomości prosto na skrzynkę.",
        ),
        misses=(
            "Suscríbete a nada, decía el viejo.",
            "Werden Sie Mitglied, rief der Vorsitzende, und zahlen Sie den Beitrag.",
        ),
    ),
)
