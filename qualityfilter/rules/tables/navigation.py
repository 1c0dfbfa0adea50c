"""Menus, breadcrumbs, buttons, pagination and player controls.

Seen in the outputs of extractors on news sites of many countries. A section name alone
("Politics") may be a subheading, so only wordings that no writer uses between two paragraphs
are here; every pattern is anchored at both ends.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"

_ITEM = r"[^\d .,:;!?|\"()/@_&'-][^\d .,:;!?|\"()@_]*(?: [^\d .,:;!?|\"()@_]+){0,2}"
_SECTION = r"(?:home|menu|news|sports?|politics|business|opinion|weather|lifestyle|entertainment|obituaries|classifieds|about(?: us)?|contact(?: us)?|advertise|archives?|rss|search|login|e-?paper|top stories|startseite|politik|wirtschaft|kultur|inicio|portada|deportes|economía|política|accueil|politique|économie|cronaca|esporte|главная|политика|спорт)"

RULES = (
    Rule(
        id="navigation.breadcrumb",
        label="navigation",
        pattern=r"^(?:you are here ?:? ?)?(?:(?:home(?: ?page)?|start(?:seite)?|inicio|portada|accueil|in[ií]cio|главная|головна|strona główna|anasayfa) ?(?:>|›|\"|/|→|::|\||»|·|•) ?\S[^.!?]*|[^>›.!?]{2,40} ?[>›] ?[^>›.!?]{2,40} ?[>›] ?[^.!?>›]{2,120})$",
        reason="a breadcrumb trail",
        source=_SEEN,
        hits=("Home > News > World", "Startseite › Politik › Inland"),
        misses=(
            "Home / away form counts for little in a cup tie. Ask the keeper.",
            "The ratio a > b holds only for the older boats.",
        ),
    ),
    Rule(
        id="navigation.you-are-here",
        label="navigation",
        pattern=r"^(?:you are here|sie sind hier|sie befinden sich hier|estás en|vous êtes ici|você está aqui|вы (?:находитесь )?здесь|jesteś tutaj)(?: ?:.{0,120}| ?[>›\"]?)$",
        reason="a breadcrumb trail",
        source=_SEEN,
        hits=("You are here:", "Vous êtes ici : Accueil"),
        misses=(
            "You are here because the harbour let you in, she said.",
            "Sie sind hier, weil das Meer sie brachte.",
        ),
    ),
    Rule(
        id="navigation.skip-back",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,4}(?:(?:skip|jump)(?: directly)? to (?:the )?(?:main )?(?:content|navigation|article|footer|header|search|menu|comments|primary|secondary|sidebar|end|results|site)(?: [^.,!?]{1,25})?|(?:back|go|return|scroll)(?: back)?(?: up)? to (?:the )?(?:top|home ?page|main page|home|blog|index|news|articles?|search results|all [^ .,]+)(?: of (?:the )?page)?|to the top|return to (?:the )?[^.,!?]+ (?:blog|home ?page)|(?:zum|zur) (?:inhalt|hauptinhalt|navigation|seitenanfang|startseite|hauptnavigation|fußzeile|suche)(?: springen)?|nach oben|zurück(?: zur (?:startseite|übersicht))?|(?:ir|saltar|pular|ir para) (?:al|o|para o|directamente al) (?:contenido|conteúdo)(?: principal)?|volver(?: arriba| al inicio)|voltar ao topo|(?:aller|passer|retour) (?:au (?:contenu|menu)(?: principal)?|en haut(?: de (?:la )?page)?|à l'accueil)|vai al contenuto|torna su|(?:перейти|вернуться) к (?:содержимому|содержанию|началу|основному содержанию)|наверх|przejdź do (?:treści|głównej treści)|(?:ga )?naar (?:de )?inhoud|terug naar boven)[ .!:>\"↑^]*$",
        reason="a link to the page's top or its content",
        source=_SEEN,
        hits=("Skip to content", "Back to top ↑"),
        misses=(
            "Back to the top of the hill they went.",
            "Return to the harbour is planned for May.",
        ),
    ),
    Rule(
        id="navigation.pagination",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:page ?:? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|seite \d{1,3}(?: (?:von|/) \d{1,3})?|página \d{1,3} de \d{1,3}|\d{1,3} of \d{1,3}|(?:(?:prev(?:ious)?|first|older|newer|\d{1,4}) ?(?:[|>\"‹›<…,·-]+|\.\.\.)? ?){0,4}(?:\d{1,4} ?(?:[|>\"‹›<…,·-]+|\.\.\.)? ?)*(?:\d{1,4} ?(?:[|>\"‹›<…,·-]+|\.\.\.)? ?(?:next|last|older|newer)|\d{1,4}(?: [|>\"‹›<…·-]* ?| ?\.\.\. ?)\d{1,4} ?(?:>|\"|›))(?: ?(?:page|last|>|\"|›|→)){0,4}|(?:prev(?:ious)?|next|first|last|older|newer)(?: (?:page|slide|image|photo|track|video|pages|\d{1,2}))?|(?:prev(?:ious)?|back) ?[|/,·-]? ?next|next page ?:? .{3,80}|(?:nächste|vorherige|letzte|erste)(?: seite)?|weiter|(?:siguiente|anterior|próxima|próximo|suivante?|précédente?|pagina successiva|назад|вперед|вперёд|następna|poprzednia|volgende|vorige|sonraki|önceki))[ .>\"›→|:]*$",
        reason="a link to another page",
        source=_SEEN,
        hits=("Page 1 of 3", "1 2 3 4 Next »"),
        misses=(
            "Next to the pier stands the old customs house.",
            "Page 12 of the report names the harbour master.",
        ),
    ),
    Rule(
        id="navigation.tools",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:print(?: (?:this|article|page|story|this (?:page|article|story|post)|friendly(?: version)?|version|edition|pdf))?|printer[- ]friendly(?: version| page)?|(?:e-?mail|save|bookmark|download|copy|report|flag|rate|listen to|like)(?: (?:to )?(?:this |the |a )?(?:article|page|story|post|link|friend|list|pdf|permalink|issue))(?: to (?:a )?friend)?|bookmark|permalink|copy (?:link|url)|text[- ]?size(?: ?[:+aA -]*)?|font[- ]?size(?: ?[:+aA -]*)?|(?:increase|decrease|reset|larger|smaller|bigger)(?: the)? (?:font|text)(?: size)?|a ?[-+] ?a ?[-+]|a a a|drucken|artikel drucken|imprimir|imprimer|распечатать|drukuj|stampa|afdrukken|yazdır|версия для печати)[ .:>\"|]*$",
        reason="a button of the page",
        source=_SEEN,
        hits=("Print this article", "Text size: A A A"),
        misses=("Print runs fell by half in a decade.", "Save the pier"),
    ),
    Rule(
        id="navigation.menu",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:main |primary |secondary |top |site |footer |mobile |sub|user )?(?:menu|navigation)|(?:open|close|toggle|show|hide|expand|collapse|exit|view)(?: (?:the|main|mobile|sub|primary|side|search|all|navigation|full))* ?(?:menu|navigation|sidebar|search|submenu|nav|search bar|dropdown|panel|modal|dialog|window|sections|filters|options|child menu|menu options|gallery|captions?|transcript|slideshow|image|thumbnails)|menü(?: (?:öffnen|schließen))?|menú|menu principal|hauptmenü|hauptnavigation|schließen|cerrar|fermer|fechar|chiudi|меню|закрыть|zamknij|sluiten|kapat|close|close x|x close|expand|collapse|dismiss|hamburger(?: menu)?|search(?: icon| for| form| this (?:site|blog|website)| the site| here| results| site| box| query| articles| by keyword| and press enter|\.{3})?|site search|advanced search|suche(?: nach)?|suchen|buscar|rechercher?|cerca|поиск|пошук|szukaj|zoeken|pesquisar|ara|site ?map|rss(?: feeds?)?|feeds?|sitemap)[ .:…|>\"]*$",
        reason="a menu or search button",
        source=_SEEN,
        hits=("Toggle navigation", "Search for:"),
        misses=("Menu prices rose by a tenth, the owner said.", "Search crews left at dawn"),
    ),
    Rule(
        id="navigation.account",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:sign|log)[ -]?(?:in|out|on|up|off)(?: (?:here|now|to your account|with [^ .,]+|or (?:register|sign up|join|create an account)|/ ?(?:register|sign up|join)|to (?:continue|comment|reply)))?|login(?: / ?(?:register|signup))?|logout|register(?: now| here| / ?(?:log ?in|sign ?in))?|(?:create|manage)(?: an| your| my)? (?:account|profile)|(?:my|your) (?:account|profile|bookmarks|settings|dashboard|library|feed|subscriptions?)|(?:forgot(?:ten)?|lost|reset)(?: your)? ?(?:password|username)\??|remember me|edit profile|account settings|anmelden|abmelden|registrieren|einloggen|mein konto|iniciar sesión|cerrar sesión|regístrate|mi cuenta|se connecter|connexion|s'inscrire|mon compte|entrar|accedi|registrati|войти|выйти|регистрация|увійти|zaloguj(?: się)?|zarejestruj się|inloggen|giriş yap|kayıt ol|(?:ihr|dein) (?:passwort|benutzername)|passwort (?:zurücksetzen|vergessen\??)|password recovery)[ .:|>\"]*$",
        reason="a sign-in button",
        source=_SEEN,
        hits=("Sign in", "Forgot your password?"),
        misses=(
            "Register of boats lost since 1900",
            "Log in the river, the pilot warned, and turned the wheel.",
        ),
    ),
    Rule(
        id="navigation.player",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:play|watch|pause|replay|resume|stop|load)(?: (?:the|this|full|next|now|original))? ?(?:video|audio|live|slideshow|clip|again|stream|episode|all|later|/ ?pause)|play(?:/pause)?(?: \d{1,2}:\d\d)?|pause|(?:un)?mute|replay|(?:toggle |enter |exit )?full ?screen|auto ?play(?: (?:on|off|next video))?|volume(?: ?\d{1,3} ?%)?|playback (?:rate|speed)|current time ?\d?\S{0,8}|duration(?: time)?:? ?\d?\S{0,8}|remaining time ?-?\d?\S{0,8}|\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d|stream type:? live|seek to live.{0,40}|picture-in-picture.{0,20}|(?:captions|subtitles|descriptions|chapters) (?:off|on|settings)[^.]{0,60}|playing in picture-in-picture|now playing ?:? ?watch this ?: .{4,160}|just watched .{4,250} (?:must watch|replay|more videos).{0,160}|replay more videos.{0,20}|must watch|(?:embed|copy)? ?embed(?: code)?|listen(?: now| to this| to (?:this |the )?(?:article|story|episode|post))|scroll (?:down|up) (?:for|to (?:see|view|watch)) [^.!?]{2,40}|video abspielen|artikel anhören|(?:reproducir|ver) vídeo?|lire la vidéo|écouter (?:l'article|cet article)|escuchar (?:artículo|este artículo)|смотреть видео)[ .:>\"|]*$",
        reason="a control of a player",
        source=_SEEN,
        hits=("Play Video", "0:00 / 2:34"),
        misses=(
            "Play resumed after the rain had passed.",
            "Volume two of the harbour's history appeared in May.",
        ),
    ),
    Rule(
        id="navigation.gallery",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:view|see|open|launch|show|start|hide|enlarge|expand)(?: (?:the|this|full|photo|all|more|larger|fullscreen|in|image|slideshow|picture|\d{1,3})){0,3} (?:gallery|images?|photos?|pictures?|slideshow|fullscreen|caption|captions|size|\d{1,3} (?:images|photos|items))|(?:click|tap) (?:here )?(?:to|on|for)(?: the| this| an?)? (?:enlarge|expand|view|zoom|image|photo|picture|play|larger)[^.!?]{0,60}|open (?:this )?(?:photo|image) in (?:gallery|new tab)|slide \d{1,3} of \d{1,3}|image \d{1,3} of \d{1,3}|photo \d{1,3} of \d{1,3}|\d{1,3} ?/ ?\d{1,3} ?(?:photos|images|slides)|hide caption|toggle caption|(?:fotostrecke|bildergalerie|bilderstrecke|galería|galerie|fotogalería|fotogalleria)(?: (?:öffnen|anzeigen|starten))?|bild \d{1,3} von \d{1,3}|bild vergrößern|(?:ver|voir) (?:la )?(?:galería|galerie))[ .:>\"|]*$",
        reason="a button of a gallery",
        source=_SEEN,
        hits=("View gallery", "Image 3 of 12"),
        misses=(
            "View from the gallery is the best in town.",
            "Open house at the pier: see photos of the day.",
        ),
    ),
    Rule(
        id="navigation.more-button",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:show|load|view|see|display|browse)(?: (?:all|more|less|full|fewer))(?: (?:results|posts|comments|articles|items|options|tags|topics|sections|categories|authors|replies|archives))?|(?:expand|collapse|select|clear) all|more\.{2,3}|more(?: …|…|\+| ?[>\"]+)|learn more|find out more|read less|mehr (?:anzeigen|laden)|alle anzeigen|ver (?:más|mais|todos|todas|tudo)|voir (?:plus|tout)|(?:mostra|vedi) (?:altro|tutti)|показать (?:ещ[её]|все)|загрузить ещ[её]|pokaż (?:więcej|wszystkie)|toon meer|daha fazla göster)[ .:>\"…|→]*$",
        reason="a button that shows more",
        source=_SEEN,
        hits=("Load more", "See all topics"),
        misses=(
            "More than that, nobody knew.",
            "Show all the pier's owners, and you show the town's history.",
        ),
    ),
    Rule(
        id="navigation.footer-links",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:contact|about|advertise|advertising|work|connect|partner|write|shop)(?: (?:us|with us|for us|here|info|information))|(?:about|contact)(?: (?:the )?(?:author|site|blog|this site))?|help(?: (?:center|centre|desk|& support|and support|topics))|faqs?|careers?|site ?map|masthead|media (?:kit|center|centre)|press (?:room|office|centre|center)|(?:browse )?archives?|categories|blog ?roll|classifieds|e-?paper|digital (?:edition|replica)|(?:rss|news) feeds?|site (?:index|map)|(?:edit )?(?:cookie|privacy) settings|support us|submit (?:a )?(?:story|tip|letter|news)|help|kontakt|impressum|mediadaten|über uns|contacto|quiénes somos|mapa del sitio|nous contacter|plan du site|contactez-nous|fale conosco|quem somos|mapa do site|контакты|о нас|реклама на сайте|контакти|про нас|kontakt z nami|o nas|chi siamo|contatti|künye|iletişim)[ .:|>\"]*$",
        reason="a link of the page's menu or foot",
        source=_SEEN,
        hits=("Contact us", "Site Map"),
        misses=(
            "About the ferry nobody would speak.",
            "Careers at sea are short, the captain said.",
        ),
    ),
    Rule(
        id="navigation.home",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:home|startseite|(?:главная|головна|strona główna|anasayfa|accueil|página principal)|(?:world|local|top|breaking|latest|national|business|sports?|politics) news|news ?(?:&|and) ?(?:politics|features|analysis|opinion)|arts ?(?:&|and) ?(?:culture|entertainment|leisure|books)|(?:life|health|science|business|food|home|style|travel) ?& ?(?:style|arts|fitness|wellness|tech(?:nology)?|environment|finance|economy|drink|garden|wine|culture|lifestyle)|letters to the editor|real estate|personal finance|crossword|horoscopes?|obituaries|puzzles|tv listings|e-edition|all (?:news|posts|topics|sections|articles|stories|authors|categories)|sections|uncategori[sz]ed)[ .:|>\"]*$",
        reason="a section name of the menu",
        source=_SEEN,
        hits=("World News", "Home"),
        misses=("Home is where the harbour is", "Local news died with the printing house."),
    ),
    Rule(
        id="navigation.bar-list",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:home|news|world|sports?|politics|business|login|about(?: us)?|contact(?: us)?|print|e-?mail|subscribe|privacy(?: policy)?|terms(?: of (?:use|service))?|rss|help|sitemap|advertise|careers|faq|archives?|permalink|register|startseite|impressum|kontakt|datenschutz|inicio|accueil)(?: ?(?:\||·|•|::|/) ?[^|·•.!?]{2,40}){2,}[ |·•]*$",
        reason="a menu in one line",
        source=_SEEN,
        hits=("Home | News | Sport | Contact", "About us · Careers · Advertise · Help"),
        misses=(
            "Sport / leisure spending fell for the third year.",
            "News, sport and weather follow at nine.",
        ),
    ),
    Rule(
        id="navigation.month-archive",
        label="navigation",
        pattern=r"^[►▼▸▾+-]? ?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: (?:19|20)\d\d)? ?(?:\(\d{1,5}\))|(?:january|february|march|april|may|june|july|august|september|october|november|december) 20[01]\d|[►▼▸▾] ?[^ .,]* ?(?:(?:19|20)\d\d)?(?: ?\(\d{1,5}\))?|(?:19|20)\d\d ?\(\d{1,5}\))$",
        reason="an entry of an archive list",
        source=_SEEN,
        hits=("July 2012 (14)", "► 2011 (120)"),
        misses=(
            "July 2012 saw the harbour freeze (14 boats sank).",
            "In 2011 (120 years on) the pier reopened.",
        ),
        run=3,
    ),
    Rule(
        id="navigation.language",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,3}(?:(?:en )?español|(?:en )?français|português|deutsch|italiano|русский|українська|polski|türkçe|nederlands|(?:read|view|lire|leer)(?: (?:this|it|the|article|page|story|post|cet|este))* (?:in|en) (?:english|spanish|español|french|français|german|deutsch|portuguese|russian|chinese|arabic|hindi)|(?:choose|select|change)(?: your| a)? (?:language|region|edition|location|country)|sprache wählen|switch to the [^ .]+ edition|(?:us|uk|international|global|asia|europe|africa) edition)[ .:|>\"]*$",
        reason="a switch of language or edition",
        source=_SEEN,
        hits=("En Español", "Choose your language"),
        misses=(
            "Español is spoken in the harbour's every bar.",
            "Read this in the English newspapers",
        ),
    ),
    Rule(
        id="navigation.spaced-menu",
        label="navigation",
        pattern=r"^(?:(?:"
        + _ITEM
        + r" {2,}){0,12}"
        + _SECTION
        + r"(?: {2,}"
        + _ITEM
        + r"){2,16}|(?:"
        + _ITEM
        + r" {2,}){2,12}"
        + _SECTION
        + r"(?: {2,}"
        + _ITEM
        + r"){0,16}|(?:(?:menu|menú|menü|suche|suchen|buscar|search|rechercher|cerca|anmelden|login|iniciar sesión|se connecter|abo|e-?paper|newsletter|shop|podcasts?)(?: +|$)){3,8})$",
        reason="a menu in one line",
        source=_SEEN,
        hits=("Menu  News  Farming  Markets  Weather", "Menú Buscar Iniciar sesión"),
        misses=(
            "Soup  Salad  Weather permitting",
            "The news  as ever  was bad, and the weather no better.",
        ),
    ),
    Rule(
        id="navigation.section-crumbs",
        label="navigation",
        pattern=r"^(?:(?:\p{L}[^/.!?,:;\"]{1,30} / ){1,3}(?:news|sports?|business|politics|opinion|world|local|culture|travel|health|science|technology|lifestyle)(?: / [^/.!?,:;\"]{2,60}){0,3}|(?:capa|página inicial|hoofdpagina|prima pagina|hlavní stránka) ?[>›\"/|] ?[^.!?]{2,100})$",
        reason="a breadcrumb trail",
        source=_SEEN,
        hits=("Islands Today / News / Transport", "Capa » Agronegócio"),
        misses=(
            "Roses are red / news to nobody / said the king.",
            "Capa de chuva protege os ciclistas",
        ),
    ),
    Rule(
        id="navigation.controls",
        label="navigation",
        pattern=(
            r"^[^\p{L}\d]{0,3}(?:(?:(?:play|pause|stop|(?:un)?mute|full ?screen|captions|subtitles|settings|quality|speed|volume|live|cc|\d(?:\.\d+)?x|\d{1,2}:\d\d(?: ?/ ?\d{1,2}:\d\d)?)(?:[^\p{L}\p{N}]+|$)){3,12}|(?:(?:(?:decrease|increase|reset|larger|smaller|bigger|normal)(?: the)? (?:font|text)(?:[ -]?size)?|(?:font|text)[ -]?size(?: (?:decrease|increase|reset|larger|smaller|normal))?)(?:[^\p{L}\p{N}]+|$)){2,6}|(?:font|text)[ -]?size (?:decrease|increase|reset)|rate this(?: \p{L}+)?[^\p{L}\p{N}]+(?:[1-5][^\p{L}\p{N}]*){3,5}"
            r"|(?:view|see|open|launch|show|start) (?:the |photo |image |full )?gallery ?\(?(?:photo |image )?\d{1,3} (?:of|/) \d{1,3}\)?|(?:écouter (?:l'|cet )article|artikel anhören|beitrag anhören|escuchar (?:el |este )?artículo|ascolta (?:l'|questo )articolo|ouça (?:este|o) (?:artigo|conteúdo)|ouvir (?:artigo|notícia|matéria)|(?:od)?słuchaj artykułu?|posłuchaj artykułu|(?:слушать|прослушать|послушать) (?:статью|новость)|listen to (?:this |the )?(?:article|story)|beluister dit artikel)[^\p{L}\p{N}]*(?:\d{1,2}(?::\d\d)? ?(?:min\p{L}*|мин\p{L}*)?)?)[ .:>\"|()]*$"
        ),
        reason="controls of a player, a gallery or the text's size",
        source=_SEEN,
        hits=(
            "Play  Mute  0:00 / 1:47  Fullscreen",
            "font size decrease font size increase font size",
        ),
        misses=(
            "Play, pause and stop: the old buttons return to the car",
            "Rate this item by item, the judges were told.",
        ),
    ),
    Rule(
        id="navigation.top-foreign",
        label="navigation",
        pattern=r"^[^\p{L}\d]{0,4}(?:haut de (?:la )?page|(?:retour(?:ner)? )?(?:en|vers le) haut(?: de (?:la )?page)?|(?:ir |volver |subir )?arriba|(?:volver|ir) (?:al inicio|a (?:la )?portada)|(?:ir |voltar )?(?:para|ao) (?:o )?(?:topo|início)|inizio pagina|torna (?:all'inizio|in alto|alla home)|(?:nach|wieder nach) oben(?: springen| scrollen)?|(?:zum )?seitenanfang|(?:в начало|к началу)(?: страницы)?|вверх|на главную|на головну|(?:do|w) góry?|(?:powrót )?(?:do góry|na górę)(?: strony)?|przejdź do (?:serwisu|strony głównej|artykułu)|terug naar boven|naar boven|yukarı çık|sayfa başı|başa dön|(?:externen |den )?inhalt anzeigen|copier le lien|copiar enlace|copiar link|link kopieren|copia link|скопировать ссылку|скопіювати посилання|kopiuj link|link kopiëren|bağlantıyı kopyala)[ .:!>\"↑^]*$",
        reason="a link to the page's top or its content, other languages",
        source="partly seen on train pages, the rest from general knowledge",
        hits=("Haut de page", "Przejdź do serwisu"),
        misses=("Haut de page en page, le récit avance.", "Nach oben offen ist die Skala nicht."),
    ),
)
