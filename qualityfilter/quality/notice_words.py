"""Words of the notices that stand in place of an article, by kind and language.

Patterns of RE2, blind to case, each matched as whole words; in languages without blanks between
words, anywhere. `any` stands for words that many languages share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Words = Mapping[str, str]
"""Patterns by ISO 639-1 code."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of notice.

    Attributes:
        reason: the reason that it gives.
        label: of the lines that it is made of, where the filter cuts them.
        groups: of the lexicon, whose phrases are as good as a word of `sure`.
        sure: words of it that are hardly found elsewhere; one is needed.
        more: other words of it; with those of `sure` two different ones are needed.
        needs: what a sentence or line of it does at least: hold its `words`, speak to its `reader`,
            or give an `order`, as a button does.
        closing: words that say that the article goes on behind it.
    """

    reason: str
    label: str
    groups: tuple[str, ...]
    sure: Words
    more: Words
    needs: Literal["words", "reader", "order"]
    closing: Words = field(default_factory=dict)


NOTICES = (
    Notice(
        "javascript",
        "artifact",
        ("artifact.javascript", "advertising.blocker"),
        {
            "any": r"java ?script|ad[ -]?block\w*",
            "en": r"(?:unsupported|outdated|older) browsers?|browser (?:is |isn't )?(?:no longer |not |out of |out-of-|too )?(?:supported|date|old)|support this (?:version|browser)|(?:blocking|hiding|allow)(?: our| the)? (?:ads|advertise?ments)",
            "de": r"werbeblocker\w*|veraltete\w* browsers?|browser (?:wird )?(?:nicht )?(?:mehr )?unterst\w+",
            "fr": r"bloqueurs? de publicit\w+",
            "es": r"bloqueador\w* de (?:anuncios|publicidad)",
            "it": r"blocco (?:degli annunci|della pubblicità)",
            "pt": r"bloqueador\w* de (?:anúncios|publicidade)",
            "nl": r"adverten?tieblokker\w*",
            "ru": r"блокировщик\w* рекламы|браузер (?:устарел|не поддерживается)",
        },
        {
            "en": r"enabled?|disabled?|turn(?:ed)? (?:off|on)|switch(?:ed)? off|browser\w*|updates?|upgrade|extensions?|pause|allow|requires?|without|scripts?|ads",
            "de": r"aktivier\w*|deaktivier\w*|eingeschaltet",
            "fr": r"navigateur|activ\w+|d[ée]sactiv\w+",
            "es": r"navegador|habilit\w+|desact[ií]v\w+",
            "it": r"attiv\w+|disattiv\w+|abilit\w+",
            "pt": r"ativ\w+|desativ\w+|recarreg\w+",
            "nl": r"inschakel\w*|ingeschakeld|uitgeschakeld",
            "pl": r"włącz\w*|wyłącz\w*|przeglądar\w+",
            "ru": r"включ\w+|отключ\w+|браузер\w*|обновите",
            "uk": r"увімк\w+|вимк\w+|оновіть",
            "tr": r"etkinleştir\w*|tarayıcı\w*",
        },
        "reader",
    ),
    Notice(
        "consent",
        "legal",
        ("legal.cookies",),
        {
            "any": r"cookies?",
            "en": r"consent|tracking",
            "de": r"einwilligung\w*|zustimmung\w*|werbecookies",
            "fr": r"consentement\w*|traceurs",
            "es": r"consentimiento\w*",
            "it": r"consenso",
            "pt": r"consentimento",
            "nl": r"toestemming",
            "pl": r"plik\w* cookies?|ciasteczk\w*",
            "ru": r"куки|файл\w* cookies?",
            "tr": r"çerez\w*",
            "ja": r"クッキー",
            "zh": r"甜餅|隐私偏好",
        },
        {
            "en": r"accept\w*|reject\w*|agree\w*|partners?|vendors|privacy|choices?|preferences|personali[sz]ed|manage|advertis\w+|ads|devices?|withdraw|track\w*|say yes",
            "de": r"akzeptier\w*|ablehnen|einverstanden|datenschutz|notwendig\w*|werbung",
            "fr": r"accepter|refuser|partenaires|publicit\w+",
            "es": r"aceptar|rechazar|socios|privacidad|configurar|publicidad|terceros",
            "it": r"accett\w+|rifiut\w+|preferenze|pubblicità|annunci|tecnologie",
            "pt": r"aceit\w+|rejeit\w+|parceiros|privacidade|personaliz\w+|anúncios|tecnologias",
            "nl": r"accepteren|weigeren|voorkeuren|advertenties|technieken|technologie\w*",
            "pl": r"akceptuj\w*|odrzuć|zgod\w+|zgodę|plik\w*|śledząc\w+|reklam\w*|technologi\w+|prywatnoś\w+",
            "ru": r"принять|отклонить|согла\w+|партн[её]р\w*|реклам\w+|конфиденциальност\w*|настройк\w+|технологи\w+",
            "uk": r"прийняти|відхилити|згод\w+",
            "tr": r"kabul|reddet\w*|ortaklar\w*|gizlilik\w*|teknoloji\w*|izin",
            "ja": r"パートナー|広告|同意|許可|プライバシー",
        },
        "reader",
    ),
    Notice(
        "error_page",
        "artifact",
        ("artifact.error",),
        {
            "any": r"(?:(?:error|erreur|erro|fehler|errore|ошибка|помилка|błąd|fout|hata|http|code) |(?m:^))(?:40[0-9]|410|429|451|50[0-4]|52[0-9])",
            "en": r"not found|page not|(?:page|page that) can(?:no|')t be (?:found|displayed)|forbidden|access denied|denied|unavailable|(?:not|no longer) available|captcha|verify (?:that )?you are|you are human|a robot|bad gateway|time-?out|timed out|server error|went wrong|an error|can(?:no|')t (?:find|be found|be reached)|no longer exists?",
            "de": r"nicht gefunden|nicht (?:mehr )?(?:verf[üu]gbar|erreichbar|vorhanden)|gibt es (?:leider )?nicht mehr|fehler\w*|zugriff",
            "fr": r"introuvable|erreur|d[ée]plac[ée]e|n'existe (?:pas|plus)|refus[ée]",
            "es": r"no encontrad[ao]|no (?:se )?(?:ha )?(?:podido )?encontra\w+|no existe|denegado|no (?:est[áa] )?disponible",
            "it": r"non (?:[èe] stata )?trovat[ao]|errore|non esiste|accesso negato|non (?:[èe] )?(?:pi[ùu] )?disponibile",
            "pt": r"não (?:foi )?encontrad[ao]|erro|não existe|acesso negado|indisponível|não (?:está )?(?:mais )?disponível",
            "nl": r"niet gevonden|bestaat niet|toegang geweigerd|niet (?:meer )?beschikbaar",
            "pl": r"nie (?:została )?znalezion[ay]|nie istnieje|błąd|odmowa dostępu",
            "ru": r"не найден[ао]?|ошибк\w+|такой страницы|не существует|доступ (?:запрещ[её]н|ограничен)|не робот",
            "uk": r"не знайден[ао]?|помилк\w+|не існує|доступ (?:заборонено|обмежено)",
            "tr": r"bulunamadı|hata",
        },
        {
            "en": r"errors?|page|server\w*|request\w*|reference|address|link|homepage|home ?page|front page|try again|moved|renamed|removed|blocked|permission|security|connection|country|region|automated|trace|ip|support|retry",
            "de": r"seite|adresse|startseite|versuchen|anfrage",
            "fr": r"adresse|page d'accueil|accueil|lien",
            "es": r"servidor|p[áa]gina|direcci[óo]n|inicio|portada|enlace",
            "it": r"pagina|indirizzo|riprova\w*",
            "pt": r"página\w*|endereço|tente|removid[ao]",
            "nl": r"pagina|startpagina|adres|opnieuw",
            "pl": r"stron\w+|adres\w*|ponownie",
            "ru": r"страниц\w+|адрес\w*|главную|удален[ао]|запрос\w*|попробуйте|заблокирован\w*|безопасности",
            "uk": r"сторінк\w+|головну|запит\w*",
            "tr": r"sayfa\w*|adres\w*",
        },
        "words",
    ),
    Notice(
        "paywall",
        "subscription",
        ("subscription.paywall", "subscription.log-in"),
        {
            "any": r"premium|paywall|abo",
            "en": r"subscribe|subscriptions? (?:for|from|to)|subscribers?[- ](?:only|exclusive)|members?[- ](?:only|exclusive)|(?:for|to) (?:our )?(?:subscribers|members)|become a (?:subscriber|member)|already a (?:subscriber|member)|register|sign(?:ed)? in|log(?:ged)? in|unlock\w*",
            "de": r"\w*abonn\w+|\w+-abo|registrier\w+|freischalten",
            "fr": r"abonnez|abonn[ée]\w*|abonnement\w*|inscrivez",
            "es": r"suscr\w+|reg[íi]str\w+",
            "it": r"abbon\w+|registrati|accedi",
            "pt": r"assin\w+|cadastre\w*",
            "nl": r"abonnee\w*|abonnement\w*|registreer|inloggen",
            "pl": r"prenumerat\w*|subskry\w+|zaloguj|abonament\w*",
            "ru": r"подписк\w+|подписчик\w*|подпишитесь|войдите|зарегистрируйтесь",
            "uk": r"передплат\w*|підписк\w+|увійдіть",
            "tr": r"abone\w*|üye\w*",
            "ja": r"有料記事|会員登録|ログイン|有料会員",
        },
        {
            "en": r"subscri\w+|members?|membership|registered|continue|(?:keep|to|and) read(?:ing)?|reading|unlimited|full access|free articles?|(?:this|the) (?:article|story|piece)|trial|account|access",
            "de": r"weiterlesen|diese[rn]? (?:artikel|inhalt|beitrag)|alle artikel|login",
            "fr": r"lire|suite|cet article|compte",
            "es": r"leer|leyendo|seguir|este (?:art[íi]culo|contenido)|cuenta",
            "it": r"leggere|continua|quest'articolo|account",
            "pt": r"ler|lendo|conteúdo|login|conta|matérias",
            "nl": r"lezen|dit artikel|account",
            "pl": r"czyta\w*|artykuł\w*|konto",
            "ru": r"читать|дочитать|материал|статьи|статью|статей|доступ\w*",
            "uk": r"читати|матеріал|статт\w+",
            "tr": r"okumaya|haberin|devamı",
            "ja": r"残り|続き",
        },
        "order",
        {
            "en": r"(?:continue|keep|finish) reading|read on|read the (?:rest|full|whole|entire|complete)|(?:rest|remainder) of (?:this|the) (?:article|story|piece|post)|full (?:article|story)|(?:this|the) (?:article|story|piece|content|post)(?: \w+){0,3} (?:for|to) (?:our |paying |registered )?(?:members|subscribers)|subscriber-only (?:article|story|content)|(?:limit|last|all) of (?:your )?(?:\w+ )?free (?:articles|stories)|unlock (?:this|the) (?:article|story)",
            "de": r"weiterlesen|weiterzulesen|(?:ganzen|vollständigen|kompletten) (?:artikel|text|beitrag)|diese[rn]? (?:artikel|inhalt|beitrag|text)(?: \w+){0,4} (?:abonnent\w*|abonnement|abo)|artikel freischalten",
            "fr": r"lire la suite|la suite (?:de cet article|est)|continuer (?:votre|la) lecture|poursuivre (?:votre|la) lecture|de l'article à lire|cet article(?: \w+){0,3} (?:abonn[ée]s|abonnement)",
            "es": r"(?:seguir|contin[úu]\w+|sigue) leyendo|art[íi]culo completo|(?:este|esta) (?:art[íi]culo|contenido|noticia)(?: \w+){0,3} (?:suscriptores|suscritos)",
            "it": r"continua(?:re)? a leggere|(?:questo|quest') ?(?:articolo|contenuto)(?: \w+){0,3} abbonati|articolo completo",
            "pt": r"continuar lendo|continue lendo|(?:matéria|notícia|texto) complet[ao]|(?:este|esta) (?:artigo|conteúdo|matéria)(?: \w+){0,3} assinantes",
            "nl": r"verder (?:te )?lezen|lees verder|dit artikel(?: \w+){0,3} (?:abonnees|leden)",
            "pl": r"czyta(?:ć|j) dalej|(?:cały|pełny) artykuł|dalsza część artykułu",
            "ru": r"дочитать|читать дальше|(?:этот|весь|полный) (?:материал|текст)|продолжение (?:доступно|статьи)|полн\w+ верси\w+",
            "uk": r"дочитати|читати далі|(?:цей|весь|повний) (?:матеріал|текст)",
            "tr": r"okumaya devam|haberin devamı",
            "ja": r"有料記事|残り\d+文字|続きを読む",
        },
    ),
    Notice(
        "promotion",
        "advertising",
        (),
        {
            "en": r"newsletters?|channels?|apps?|codes?|vouchers?|coupons?|discounts?|offers?|deals?|inbox|giveaway",
            "de": r"angebot\w*|rabatt\w*|gutschein\w*|kanal",
        },
        {
            "en": r"sign up|join|download|follow|subscribe|save|free|tap|like|share|exclusive|today|now|shop|win|advertise|never miss|first to know|hurry",
            "de": r"vorteile|sichern|laden sie|folgen sie|kostenlos\w*|jetzt",
        },
        "order",
    ),
)
"""Where several fit, the first is meant."""

READER: Words = {
    "en": r"you|your|yours|you're|you've|you'll|we|we're|we've|our|us|please",
    "de": r"(?-i:Sie|Ihre?[nmrs]?)|wir|unsere?[nmrs]?|bitte",
    "fr": r"vous|votre|vos|nous|notre|nos|veuillez",
    "es": r"usted|nosotros|nuestr[ao]s?|tu|tus|te|por favor",
    "it": r"voi|vostr[oaie]|nostr[oaie]|tuo[i]?|tu[ae]|ti",
    "pt": r"você|vocês|nós|nosso?s?|nossas?|por favor",
    "nl": r"je|jij|jouw|uw|wij|we|ons|onze|alstublieft",
    "pl": r"twój|twoje|twoj\w+|państw\w+|nasz\w*|prosimy|proszę|klikając|wyrażasz|możesz|wyrażam",
    "ru": r"вы|вас|вам|вами|ваш\w*|мы|нам|наш\w*|пожалуйста|\w+йте(?:сь)?",
    "uk": r"ви|вас|вам|ваш\w*|ми|нам|наш\w*|будь ласка|\w+йте(?:ся)?",
    "tr": r"siz\w*|biz|bizim|lütfen|\w+(?:ınız|iniz|unuz|ünüz)|\w+(?:ıyoruz|iyoruz|uyoruz|üyoruz|abilirsiniz|ebilirsiniz)",
    "ja": r"当社|当サイト|弊社|お客様|あなた|ください|下さい|いたします",
}
"""Words by which a text speaks to its reader, or of those who run the page."""

MAYBE_READER: Words = {
    "es": r"su|sus|\w+(?:ate|ete|ite|alo|ala)|solo para|exclusiv[ao]s? para",
    "pt": r"seu|seus|sua|suas|utilizamos|usamos",
    "it": r"utilizziamo|usiamo|i suoi",
    "pl": r"ich|jej|jego|nam|używamy|korzystamy|używają",
    "nl": r"u|zijn|gebruiken|gebruikt",
    "fr": r"son|ses",
    "ru": r"его|её|используют|используем|доступен только",
    "tr": r"kullan\w+",
    "ja": r"使用し\w*|使用します",
}
"""Words that do so where a word of the notice stands beside them: `su` is also `his` and `her`."""

ORDERS: Words = {
    "en": "accept add allow become buy cancel check choose click continue copy create disable download enable follow get go hurry join like log manage open pause read refresh register reject return save search select send share sign start subscribe support switch tap try turn unlock update upgrade use verify visit",
    "es": "acepta accede activa actualiza continúa crea desactiva elige entra inicia regístrate suscríbete vuelve",
    "it": "abbonati accedi accetta attiva clicca continua leggi registrati riprova scopri torna",
    "pt": "aceite acesse assine ative atualize cadastre-se clique continue crie entre escolha recarregue tente volte",
    "nl": "accepteer bekijk ga klik kies lees log probeer registreer",
    "pl": "akceptuj czytaj kliknij kup przejdź spróbuj wróć wybierz włącz zaloguj zarejestruj",
    "fr": "acceptez activez cliquez connectez-vous continuez créez abonnez-vous inscrivez-vous",
    "ru": "войдите оформите перейдите подтвердите примите включите обновите",
}
"""Verbs that tell the reader what to do where a sentence starts with them."""

SAID: Words = {
    "en": r"said|says|told",
    "de": r"sagte|sagt|erkl[äa]rte",
    "fr": r"a d[ée]clar[ée]|dit-il",
    "es": r"dijo|afirm[óo]",
    "it": r"ha detto|ha dichiarato",
    "pt": r"disse|afirmou",
    "ru": r"сказал[аи]?|рассказал[аи]?|сообщил[аи]?",
}
"""Words of who reports what somebody says; a notice has none."""
