r"""Structures: junk that is no phrase, but a form. Dates, addresses, counts, credits, residue.

The patterns know no language: a date is digits, a word and a year. They are RE2, blind to case,
and see folded text (plain blanks and dashes; `»` is `"`). A hit is evidence, it decides nothing.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"
_PAGES = "seen on labelled pages, train sites"
_KNOWN = "general knowledge of news sites and their software"

_W = r"[^ -@]"
"""A sign of a word. All of Unicode's letters would make each automaton a hundred times larger."""

_C = r"(?-i:[A-ZÀ-ÞĀ-ŽΑ-Я])"
"""A capital."""

_LEAD = r"^[ -/|•·]{0,3}(?:" + _W + r"{3,}(?: " + _W + r"+){0,2}[.,:]{0,2} ?)?"
_CLOCK = r"(?:[ ,|/T(-]{1,3}[^ \d]* ?\d+[:.h]\d\d.{0,12})?"
_NUMERIC = r"\d{1,4}(?:\.\d\d?\.|/\d\d?/|-\d\d?-)\d{2,4}"

RULES: tuple[Rule, ...] = (
    Rule(
        id="metadata.date-numeric",
        label="metadata",
        pattern=_LEAD + _NUMERIC + r"[.,]?" + _CLOCK + r"[.|)]?$",
        reason="a date in digits on a line of its own",
        source=_SEEN,
        hits=("12.03.2021, 14:05 Uhr", "Updated: 2021-03-12 08:15:00", "Птн, 12/03/2021 - 09:40"),
        misses=("On 12.03.2021 the pier burnt down.", "12.03.2021: the pier burns down, 4 hurt"),
    ),
    Rule(
        id="metadata.date-day-first",
        label="metadata",
        pattern=r"^[ -/|•·]{0,3}(?:"
        + _W
        + r"+(?: "
        + _W
        + r"+)?[,.:] ?|"
        + _W
        + r"+ on )?\d\d?[^ \d]{0,2}[ -](?:de )?"
        + _W
        + r"{3,12}[.,]{0,2}[ -](?:del? )?(?:19|20)\d\d\.?"
        + _CLOCK
        + r"(?: г\.?)?$",
        reason="a date with a word for its month on a line of its own",
        source=_SEEN,
        hits=("Friday, 12 March 2021 14:05", "12 de março de 2021", "12. März 2021, 14.05 Uhr"),
        misses=("On 12 March 2021 the pier burnt.", "12 boats of 2021"),
    ),
    Rule(
        id="metadata.date-month-first",
        label="metadata",
        pattern=_LEAD
        + _W
        + r"{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
        + _CLOCK
        + r"[.|)]?$",
        reason="a date with a word for its month on a line of its own",
        source=_SEEN,
        hits=("March 12, 2021", "Published on Mar. 12th, 2021 at 9:15 pm"),
        misses=("March 12, 2021 was a day of joy.", "By March 12, 2021, four boats had sunk"),
    ),
    Rule(
        id="metadata.date-no-year",
        label="metadata",
        pattern=_LEAD
        + r"(?:\d{1,2}\.? ?"
        + _W
        + r"{3,12}|"
        + _W
        + r"{3,9}\.? \d{1,2})[., |-]{1,3}\d{1,2}[:.h]\d\d[ apm.]{0,5}(?:"
        + _W
        + r"{2,4})?$",
        reason="a day and a time on a line of its own",
        source=_PAGES,
        hits=("12 March, 14:05", "Mar 12, 9:15 am ET"),
        misses=("12 March, 14:05: the alarm sounds at the pier", "Train 12 left at 14:05."),
    ),
    Rule(
        id="metadata.date-cjk",
        label="metadata",
        pattern=r"^(?:[^\d ]{2,4}[：:] ?)?\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일] ?(?:[(（].{1,3}[)）])? ?(?:(?:[^\d ]{2} ?)?\d{1,2}[:：時时]\d\d(?:[:：分]\d{0,2})?)?$",
        reason="a Chinese, Japanese or Korean date on a line of its own",
        source=_KNOWN,
        hits=("2021年3月12日 14:05", "更新:2021年3月12日", "2021년 3월 12일 09:40"),
        misses=("2021年3月12日、港の桟橋が全焼し、四人がけがをした。", "港は三月に開く。"),
    ),
    Rule(
        id="metadata.date-with-name",
        label="metadata",
        pattern=r"^[^ .!?:;,\d|]+(?: [^ .!?:;,\d|]+){1,5} ?[|·•,/-] ?(?:"
        + _NUMERIC
        + r"|[^ \d]+ \d\d?,? 20\d\d|\d\d?\.? [^ \d]+ 20\d\d)"
        + _CLOCK
        + r"$",
        reason="a name, place or section with a date",
        source=_PAGES,
        hits=(
            "Jane Doe | March 12, 2021",
            "Old Dale, 12.03.2021 14:05",
            "Food & Drink · 12 March 2021",
        ),
        misses=("The pier burnt down on March 12, 2021.", "He died in Dale: 12 March 2021"),
    ),
    Rule(
        id="metadata.time",
        label="metadata",
        pattern=r"^(?:0?0:\d\d|[ -/|•·]{0,3}"
        + _W
        + r"{3,}[.:]? \d?\d[:h][0-5]\d(?: ?[a-z.]{1,4}){0,2}|\d?\d[:.h][0-5]\d ?(?:[ap]\.?m\.?(?: [a-z]{2,4})?|Uhr|[A-Z]{3}))$",
        reason="a time on a line of its own",
        source=_SEEN,
        hits=("Updated 9:15 am ET", "14:05 Uhr", "0:00"),
        misses=("14:05", "20:15 Film of the week, drama"),
    ),
    Rule(
        id="metadata.relative",
        label="metadata",
        pattern=r"^[ -/|•·]{0,3}(?:"
        + _W
        + r"+ )?\d\d? ?(?:[shdwmy]|(?:min|hr|hour|day|week|month|hora|día|heure|jour|stunde|tag|jam|godz|час|дн|saat|giờ|小时|時間|시간)"
        + _W
        + r"{0,5})\.?(?: "
        + _W
        + r"{2,8})?$",
        reason="a short stamp of how long ago",
        source=_SEEN,
        hits=("3h ago", "vor 5 Stunden", "2 小时前"),
        misses=("3 hours ago the pier still stood.", "5 boats"),
    ),
    Rule(
        id="metadata.reading-time",
        label="metadata",
        pattern=r"^[^\d.!?]{0,32}\d{1,2}[ '-]{0,2}(?:min|мин|хв|dk|phút|分|분)"
        + _W
        + r"{0,6}\.?(?: "
        + _W
        + r"{2,9}){0,3}$",
        reason="how long it takes to read",
        source=_SEEN,
        hits=("4 min read", "Lesezeit: 3 Min.", "Время чтения: 2 мин"),
        misses=("It took 4 minutes to reach the pier.", "Simmer for 20 minutes. Stir."),
    ),
    Rule(
        id="metadata.dateline",
        label="metadata",
        pattern=r"^(?-i:[A-Z][A-Z ,.]{3,30}) -+$|^"
        + _C
        + r"[^\d.!?:()]{1,28}(?:,? (?:"
        + _W
        + r"+\.? \d\d?|\d\d?\.? "
        + _W
        + r"+)(?: 20\d\d)?,? ?\([^()\d]+\)[ .:-]*|,? ?\((?-i:[A-Z]{2,6}|dpa|[A-Z][a-z]+)\) ?[:-]+)$",
        reason="a place, a day and an agency, and nothing after them",
        source=_SEEN,
        hits=("DALE, March 12 (AFP) -", "OLD DALE, DC -", "Dale (dpa) -", "Dale, 12 March (APZ)"),
        misses=("DALE (AFP) - The pier burnt down.", "The mayor (who fell ill) is back."),
    ),
    Rule(
        id="metadata.initials",
        label="metadata",
        pattern=r"^(?:[\[(/*-]{1,2}(?-i:[a-zà-ž]{2,4}|[A-ZА-Я]{2,5})(?: news)?[\])/*.]{0,2}|[\[(]?(?-i:[A-Z]{2,4}|[a-z]{2,4})(?:[/-][a-z]{2,9}){1,4}[\])]?|(?-i:AFP|APA|EFE|PTI|ANI|UPI|IANS|dpa))$",
        reason="initials or an agency's letters alone on a line",
        source=_SEEN,
        hits=("(tok/sid)", "dpa/afp", "[jmu]", "/БПА/"),
        misses=("(laughs out loud)", "Soup"),
    ),
    Rule(
        id="metadata.field-name",
        label="metadata",
        pattern=r"^[(\[-]? ?"
        + _C
        + r"[^ -@]{2,12}(?: [a-z]+)? ?: ?"
        + _C
        + _W
        + r"+(?:[ -]"
        + _C
        + r"[^ \d:;,!?]*){1,3}[)\]]?\.?$",
        reason="a field with a name",
        source=_SEEN,
        hits=("Foto: Ann Roe", "Автор: Анна Роу", "Source: Dale Harbour Board"),
        misses=("Result: Dale won", "Ann Roe: I saw it burn."),
    ),
    Rule(
        id="social.glued-names",
        label="social",
        pattern=r"^(?-i:(?:[A-Z][a-z]+){2,}[A-Z][A-Za-z]+)$",
        reason="words with capitals in one run, as glued buttons leave them",
        source=_SEEN,
        hits=("FacebookTwitterEmail", "ShareTweetPinMail"),
        misses=("McDonald", "YouTube"),
    ),
    Rule(
        id="metadata.brackets-end",
        label="metadata",
        pattern=r"[.!?…।。][\"']? ?(?P<junk>[(\[（][^ ()\[\]!?\".…\d][^ ()\[\]!?\"]{0,15}(?: [^ ()\[\]!?\"\d]{1,14}){0,2}[)\]）]\d{0,8})[. *]*$",
        reason="initials, a name or an agency in brackets at the end of the text",
        source=_SEEN,
        hits=(
            "The pier stays shut. (dpa)",
            "Das sagte der Trainer. (jmu/tok)",
            "It rained. [ian]",
            "It rained. (ann roe)",
        ),
        misses=("It rained all day (sic)", "It rained. (So he stayed in.)"),
        scope="match",
    ),
    Rule(
        id="metadata.name-end",
        label="metadata",
        pattern=r"^.{40}.*[^ -@][.…]\"? ?(?P<junk>(?:--? ?|(?-i:[A-Za-z])[a-z]{1,9} )"
        + _C
        + r"[^ \d.!?:,]{2,} "
        + _C
        + r"[^ \d.!?:,]{2,})$",
        reason="a name after the last sentence",
        source=_SEEN,
        hits=(
            "The pier stays shut until the board has met, said the mayor of Dale on Monday. Von Ann Roe",
            "It rained all day in Dale, and nobody came to see the last boat sail out. --Jane Doe",
        ),
        misses=("The pier belongs to Jane Doe", "It rained. Jane Doe stayed."),
        scope="match",
    ),
    Rule(
        id="metadata.agency-end",
        label="metadata",
        pattern=r"[.!?…\"'] ?(?P<junk>(?:--? ?|/)?(?-i:[A-Z]{2,5}(?:[-/][A-Za-z]{2,8})?|[a-z]{2,4}/[a-z]{2,4}|dpa)/?|--? ?(?-i:[A-Z][a-z]+)|/[a-z]{2,8}(?:[/-][a-z]{0,8}){0,2})$",
        reason="an agency's letters or a name after the last sentence",
        source=_SEEN,
        hits=("The pier stays shut. AFP", "The pier stays shut. --APZ", 'He said "no". - Reuters'),
        misses=("The pier belongs to the AFP", "He works for AFP."),
        scope="match",
    ),
    Rule(
        id="metadata.date-end",
        label="metadata",
        pattern=r"[.!?…\"'] (?P<junk>[(\[]?(?:"
        + _NUMERIC
        + r"|\d\d?\.? [^ \d]{3,10} 20\d\d|[A-Z][^ \d]{2,9} \d\d?, 20\d\d)"
        + _CLOCK
        + r"[)\]]?)$",
        reason="a bare date after the last sentence",
        source=_SEEN,
        hits=("The pier stays shut. 12.03.2021", "It rained all day. March 12, 2021"),
        misses=("The pier burnt down on 12.03.2021", "It was no. 12 March 2021 was dry."),
        scope="match",
    ),
    Rule(
        id="metadata.credit-cjk",
        label="metadata",
        pattern=r"(?:^|[。!?」』]) ?(?P<junk>[\[(（【]?[^ -\x{2fff}。、，]{1,6} ?[：:/|=] ?[^ -\x{3002}，：]{2,6}(?:[ 、][^ -\x{3002}，：]{2,6})*[\])）】]?)$",
        reason="a field with a name in Chinese or Korean",
        source=_SEEN,
        hits=("(责任编辑:王小明)", "港は閉鎖された。文/山田太郎", "记者:李明"),
        misses=("港は閉鎖された。", "市长说:桥梁将于明年三月重新开放,届时渡轮将停运。"),
        scope="match",
    ),
    Rule(
        id="metadata.hashtags",
        label="metadata",
        pattern=r"^[ -\"$-/]{0,3}(?:" + _W + r"+: ?)?#[^ #.!?]{2,}(?:[ ,|]{0,3}#[^ #.!?]+)*[ .,]*$",
        reason="a row of hashtags",
        source=_SEEN,
        hits=("#harbour #ferries", "Tags: #pier, #storm, #dale"),
        misses=("#harbour is what the town talks of", "The tag #pier spread."),
    ),
    Rule(
        id="metadata.field-address",
        label="metadata",
        pattern=r"^[\[(]?(?:"
        + _W
        + r"+[ /]){0,2}"
        + _W
        + r"+ ?[:-] ?(?:https?://|www\.)[^ ]+[\])]?$",
        reason="a source or link field with an address",
        source=_SEEN,
        hits=("Source: https://example.org/pier", "Quelle: www.example.org"),
        misses=("Source: the harbour board", "See www.example.org for the rules of the race."),
    ),
    Rule(
        id="metadata.domain",
        label="metadata",
        pattern=r"^[ -/]{0,3}(?:"
        + _W
        + r"+:? ?){0,2}(?:[^ -,/:-@]+\.){1,3}(?-i:com|org|net|[a-z]{2}|info|news|tv|press|media|online|today)/?[)\]|]?$",
        reason="a site's address alone on a line",
        source=_SEEN,
        hits=("example.org", "(www.example.co)"),
        misses=("The site example.org is down.", "e.g. soup"),
    ),
    Rule(
        id="artifact.address",
        label="artifact",
        pattern=r"^(?:[<(\[]?(?:https?:/[^ ]+|www\.[^ ]+|(?:[a-z\d-]+\.)+[a-z]{2,4}/[^ \d][^ ]+)[ ,]*)+$|^\?(?:s=\d\d|ref_src=)[^ ]*$",
        reason="a web address alone on a line",
        source=_SEEN,
        hits=(
            "https://example.org/live?id=12",
            "pic.twitter.com/Ab12Cd https://t.co/xyz123",
            "example.com/janedoe",
        ),
        misses=("https://example.org lists the boats.", "See https://example.org/boats"),
    ),
    Rule(
        id="artifact.address-end",
        label="artifact",
        pattern=r"^[^.!?\"]{1,80}[( ]https?://(?:[^t]|t[^.])[^ ]+$",
        reason="a short line that ends in a web address",
        source=_SEEN,
        hits=(
            "The pier stays shut https://example.org/1",
            "Storm over Dale: https://example.org/2",
        ),
        misses=("The site https://example.org is down.", "What a night https://t.co/xyz123"),
    ),
    Rule(
        id="social.handle",
        label="social",
        pattern=r"^[ -/|•]{0,3}(?:"
        + _C
        + r"[^ :,@]*[:,]? ?[-|/(]? ?){0,4}@[a-z\d_.]{2,30}(?:[ ,|/&]{1,3}@[a-z\d_.]{2,30})*[)\].]?$",
        reason="an account's name alone or after a name",
        source=_SEEN,
        hits=("@janedoe", "Twitter: @dalenews", "Jane Doe (@janedoe)"),
        misses=("Ask @janedoe what she saw.", "He bought eggs @ 3 a dozen"),
    ),
    Rule(
        id="social.counts",
        label="social",
        pattern=r"^(?:(?:[(\[+]\d{1,5}[)\]]?|\d{1,3}(?:[.,]\d{1,3})? ?(?:k|m|тыс\.?|万)\+?|\d{1,3}(?:,\d{3})+|0|[3-9]\d{3}|2[1-9]\d\d|\d{5,8})(?:[ |]+(?:\d+[km]?|\d[.,]\d[km]))*)$",
        reason="a bare number",
        source=_SEEN,
        hits=("12 K", "(3)", "1,204", "11K 1.7K 718"),
        misses=("12 kg", "1931"),
    ),
    Rule(
        id="social.counter",
        label="social",
        pattern=r"^[ -/|•►▼▸]{0,3}(?:[^ -\"$-@]+ ){0,2}(?:"
        + _W
        + r"{3,}|\d{4}):? ?\((?:\d{1,3}|\d+[.,]\d+|\d+[.,]?\d*[km]\+?)\)$",
        reason="a word and a number in brackets",
        source=_SEEN,
        hits=("Comments (3)", "Share (1,204)"),
        misses=("The boat (3) sank.", "Queen of Dale (4100)"),
    ),
    Rule(
        id="navigation.of",
        label="navigation",
        pattern=r"^[(\[]?(?:(?:"
        + _W
        + r"+ )?\d{1,3} ?(?:of|von|de|из|sur|di|van|z) ?\d{1,3}|\d{1,3} ?/ ?\d{1,3})[)\]]?$",
        reason="which of how many pages or pictures",
        source=_PAGES,
        hits=("1 of 7", "Page 2 of 9", "(3/12)"),
        misses=("1 of 7 boats", "3 boats of 12"),
    ),
    Rule(
        id="navigation.pages",
        label="navigation",
        pattern=r"^[^\d.]{0,16}1(?:[ |,·-]+2[ |,·-]+3|23[4…]|234)(?:[ |,·-]*(?:\d{1,4}|…|\.\.\.))*[^\d.]{0,20}$",
        reason="a row of page numbers",
        source=_SEEN,
        hits=("1 2 3 4 … 12 Next", "1 | 2 | 3", "12345678910"),
        misses=("12, 23 and 34 are the numbers drawn.", "Act 1, scenes of 2 boats"),
    ),
    Rule(
        id="about.e-mail",
        label="about",
        pattern=r"^[^@.!?\"]{0,60}(?:[^ @]+ ?(?:@|\[at\]|\(at\)) ?[^ -,@]*[^\d @][^ -,@]*\.[a-z]{2,8}|\[email.protected\])[^@.!?\"]{0,40}\.?$",
        reason="a line with an e-mail address",
        source=_SEEN,
        hits=("E-Mail: news@example.org", "ann@example.org | Dale Post", "[email protected]"),
        misses=("He sold it @ 3.50 a dozen", 'He wrote: "me@example.org is mine." Nobody cared.'),
    ),
    Rule(
        id="about.phone",
        label="about",
        pattern=r"^[^\d.!?\"%$€£]{0,40}(?:\+|00|\(?0\d{1,5}\)? ?/? ?|\(?[2-9]\d\d\)?[ -]\d{3}-)[\d ()-]{5,18}\d(?:[ ,;|/]{1,3}(?:"
        + _W
        + r"+[.:]? ?)?[\d ()./+-]{7,20})?[)\].]?$",
        reason="a line with a telephone number",
        source=_PAGES,
        hits=("Tel: +44 20 0000 0000", "Redaktion 030 / 000 00 00", "Fax: (0555) 010 0000"),
        misses=("The lot went for 12,500,000", "Call in on 12 March."),
    ),
    Rule(
        id="about.address",
        label="about",
        pattern=r"^(?-i:[A-ZÀ-Я\d][^ ,.!?:\"@]*(?: [A-Z][^ ,!?:\"@]*){0,2} \d{1,4}[a-z]?, \d{5,6} "
        + _C
        + r"[^.,!?\"\d]{2,40}|[^.!?:\"@]{3,60}, [A-Z]{2} \d{5}(?:-\d{4})?)$",
        reason="a postal address",
        source=_PAGES,
        hits=("Hafenstraße 12, 12345 Dalen", "4 Quay Road, Dale, AB 12345"),
        misses=(
            "The pier of Dale fell in 1931.",
            "He won in Dale, 12345 votes against 400.",
            "Bath house, Quay 3, 12345 Dalen",
        ),
    ),
    Rule(
        id="caption.credit-slash",
        label="caption",
        pattern=r"^[(\[©]{0,2} ?(?:"
        + _W
        + r"+: ?)?"
        + _C
        + r"[^ \d/]+(?: [^ \d/]+){0,4} ?/ ?(?:"
        + _C
        + r"|dpa)[^ \d]*(?: [^ \d]+){0,4}[)\]]?$",
        reason="a name, a slash and an agency",
        source=_SEEN,
        hits=("Jane Doe/Dale Press", "(Jane Doe / APZ)", "FOTO: Ann Roe / Dale Bild"),
        misses=("and/or", "Jane Doe said she and/or her brother saw it"),
    ),
    Rule(
        id="caption.credit-brackets",
        label="caption",
        pattern=r"[(\[](?:(?:"
        + _W
        + r"+[ -]){0,2}"
        + _W
        + r"+ ?[:©] ?(?:"
        + _C
        + r"|@)[^()\[\]]{1,60}|"
        + _C
        + r"[^()\[\]/:;.\d]{2,40} ?(?:[/|]|via) ?"
        + _C
        + r"[^()\[\]\d]{1,40})[)\]]\.?$",
        reason="ends in a credit in brackets",
        source=_SEEN,
        hits=("The pier at dawn (Jane Doe/APZ)", "The mayor in May. [Bild: Ann Roe]"),
        misses=("It burnt down (the mayor was out).", "He came (late) to Dale."),
    ),
    Rule(
        id="caption.credit-colon",
        label="caption",
        pattern=r"(?:^|[.!?\"')|] ?)(?P<junk>"
        + _C
        + _W
        + r"{2,11}(?: [a-z]+)? ?[:©] ?[©@]? ?"
        + _C
        + r"[^ \d]+(?: [^ \d]+){0,3} ?[/|] ?[^ \d][^!?:;\d]{1,40})[)\]]?$",
        reason="a word, a colon, and a name with its agency",
        source=_SEEN,
        hits=("The pier at dawn. Foto: Ann Roe/APZ", "PHOTO: Jane Doe | Dale Post"),
        misses=("Result: Dale won 3/1 at home", "Verdict: and/or guilty"),
    ),
    Rule(
        id="caption.file-name",
        label="caption",
        pattern=r"^[^!?]{1,120}\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|avif|mp4|m4v|mov|mp3|pdf)(?:\?[^ ]*)?[)\]]?(?: .{0,30})?$",
        reason="the name of a file",
        source=_SEEN,
        hits=("pier-at-dawn-1024x768.jpg", "IMG 2031.JPG"),
        misses=(
            "Send it as a jpg or a png.",
            "He kept each .pdf of the case for the court of Dale to see.",
        ),
    ),
    Rule(
        id="caption.copyright-name",
        label="caption",
        pattern=r"(?P<junk>[(\[]?(?:©|\(c\)|ⓒ) ?" + _W + r"[^!?:;()\d]{1,60}[)\]]?)\.?$",
        reason="ends in a copyright sign and a name",
        source=_SEEN,
        hits=("© Jane Doe", "The pier at dawn (c) Ann Roe/APZ"),
        misses=("© is the sign printers feared; not so now: it is free.", "Clause (c) 4 applies"),
        scope="match",
    ),
    Rule(
        id="legal.copyright-year",
        label="legal",
        pattern=r"^.{0,80}(?:©|\(c\)|ⓒ|&copy;) ?(?:[^!?;]{0,60}[ ,-])?(?:19|20)\d\d.{0,120}$",
        reason="a copyright sign and a year",
        source=_SEEN,
        hits=("© 2021 Dale Media Ltd", "Copyright (c) 1998-2021 Dale Post."),
        misses=("Copyright law changed in 1998.", "Clause (c) was struck out, he said"),
    ),
    Rule(
        id="advertising.price",
        label="advertising",
        pattern=r"^[^.!?\"\d]{0,50}[$£€₹₽¥₺₩฿]? ?\d[\d.,]* ?(?:[$£€₹₽₺](?:\*| ?/ ?"
        + _W
        + r"+| -?\d+ ?%| \d[\d.,]* ?[$£€₹₽₺])|\*| ?/ ?(?:mo|month|yr|year|week)| -\d+ ?%| [$£€₹]\d[\d.,]*)\.?$",
        reason="a price box",
        source=_PAGES,
        hits=("€ 12,99*", "Rain coat, blue $49.00 $39.00", "$4/month"),
        misses=("The pier cost $49.00, the board said.", "Fare: $49"),
    ),
    Rule(
        id="advertising.ticker",
        label="advertising",
        pattern=r"^[^.!?\"\d]{2,24}[ :(]+[$£€]?\d[\d.,]* ?[(]?(?:[▲▼↑↓+-] ?\d[\d.,]*%?[ )(]*)*[▲▼↑↓+-] ?\d[\d.,]*(?:%|\))[ )]*$",
        reason="a quotation of a share or currency",
        source=_PAGES,
        hits=("DALEX 12,345.60 +0.52%", "Dale Motors: 31.20 (-1.4%)"),
        misses=("Dale won 3-1.", "Shares of Dale fell by 1.4%"),
    ),
    Rule(
        id="navigation.breadcrumb",
        label="navigation",
        pattern=r"^[ -/]{0,3}[^>›→/\".!?|]{2,40}(?: ?[>›→] ?| \" | / | :: )[^>›→/\".!?]{2,60}(?:(?: ?[>›→] ?| \" | / | :: )[^>›→/\"!?]{2,90})+$",
        reason="a trail of sections",
        source=_SEEN,
        hits=("Dale > Sport > Rowing", "Start » Politik » Inland", "News / Local / Pier"),
        misses=("The ratio a > b holds.", "win / lose"),
    ),
    Rule(
        id="navigation.row",
        label="navigation",
        pattern=r"^[ -/•·]{0,3}[^|•·¦.!?:]{2,32}(?: ?[|•·¦●] ?[^|•·¦●.!?]{2,32}){2,}$|^[^ \d.,:;!?]+(?: [^ \d.,:;!?]+){0,2}(?: {3,}[^ \d.,:;!?]+(?: [^ \d.,:;!?]+){0,2}){2,}$",
        reason="words in a row, parted by bars, dots or wide blanks",
        source=_SEEN,
        hits=("News | Sport | Weather | Boats", "Dale • Ferry • Pier", "Top   Local News   Ferry"),
        misses=(
            "| Dale | 3 | 1 |",
            "Club  Played  Won",
            "Dale | A quiet town by the sea. It has a pier.",
        ),
    ),
    Rule(
        id="navigation.stars",
        label="navigation",
        pattern=r"^[ (]*[★☆⭐✩✭✮]{3,}[ \d./()]*$|^[^\d.!?]{0,24}\d(?:[.,]\d\d?)? ?/ ?(?:5|10)\.? ?[(-] ?\d[^()]{0,20}\)?$",
        reason="a rating in stars or points",
        source=_KNOWN,
        hits=("★★★★☆", "Rating: 4.5/5 (12 votes)"),
        misses=("Our verdict ★★★★☆", "Dale won 4/5 races this year"),
    ),
    Rule(
        id="navigation.player",
        label="navigation",
        pattern=r"^[^.!?\"]{0,40}\d{1,2}:\d\d(?::\d\d)? ?[/|] ?-?\d{1,2}:\d\d(?::\d\d)?.{0,40}$|^\d{1,2}:\d\d:?\d{0,2} ?[▶►⏸].{0,60}$",
        reason="the times of a player",
        source=_KNOWN,
        hits=("00:00 / 03:12", "Play 0:00 / 1:47 1x"),
        misses=("20:15 News, 21:00 film", "Dale beat Wick 2:1 and 3:0"),
    ),
    Rule(
        id="comments.field",
        label="comments",
        pattern=r"^"
        + _C
        + r"[^ -&+,./-@]*(?: [^ -&+-@]+){0,3}(?: ?\([^()]{1,20}\))? ?[*:]?\*[:.]?$",
        reason="a field of a form that must be filled",
        source=_PAGES,
        hits=("Name *", "E-Mail *"),
        misses=("*Soup of the day", "Dale won 3 * 2 = 6 points"),
    ),
    Rule(
        id="subscription.checkbox",
        label="subscription",
        pattern=r"^(?:[-*] )?(?:\[[ xX]?\]|[☐☑☒✅🔲]) ?.{0,160}$",
        reason="a box to tick",
        source=_PAGES,
        hits=("☐ Keep me posted about the harbour", "[ ] I want the weekly letter"),
        misses=("[Laughs] No, he said.", "The box was ticked ✓ by the clerk"),
    ),
    Rule(
        id="related.arrow-end",
        label="related",
        pattern=r"^[^\">]{2,160}(?: ?>{1,3}| ?[›→➜➔▶►▸⇒]| \")\)?$",
        reason="ends in an arrow",
        source=_SEEN,
        hits=("Storm over the harbour »", "Ferry fares >>", "The whole list →"),
        misses=('He said "no"', "Boats > cars, he wrote"),
    ),
    Rule(
        id="related.arrow-start",
        label="related",
        pattern=r"^(?:>{2,3}|[-=]>|[›→➜➔▶►▸⇒◄←‹➤👉➡]|<{1,2}|\" )\x{fe0f}? ?[^\"]{3,200}$",
        reason="starts with an arrow",
        source=_SEEN,
        hits=("→ Ferry crews call off their strike", ">> Why the harbour silted up"),
        misses=("> quoted words of the mayor", "The way → the pier"),
    ),
    Rule(
        id="related.teaser-brackets",
        label="related",
        pattern=r"[^ \[(] ?(?:[\[(](?:…|\.{2,4}|&hellip;)[\])]|\[\+\d+ chars\])[ .\">|]{0,5}$",
        reason="breaks off with dots in brackets",
        source=_PAGES,
        hits=("The pier was rebuilt in May and [...]", "The storm came early (…)"),
        misses=("The pier (…) was rebuilt.", "He paused..."),
    ),
    Rule(
        id="related.teaser-dots",
        label="related",
        pattern=r"^[^\".!?,…]{20,110}[^ -@…] ?(?:…|\.\.\.)$",
        reason="breaks off with dots",
        source=_SEEN,
        hits=(
            "Pier rebuilt in May after a storm that ...",
            "Ferry crews will not sail until the board…",
        ),
        misses=("Wait...", '"I do not know who would have wanted to burn it down..."'),
    ),
    Rule(
        id="related.glued-button",
        label="related",
        pattern=r"[.!?…\"](?P<junk>\p{Ll}{4,12}(?: \p{Ll}{2,12})? ?(?:>{2,4}|→))",
        scope="match",
        reason="a button glued to the end of a sentence",
        source=_SEEN,
        hits=("The council votes on Monday.visit >>>", "It rained all day.read more >>"),
        misses=("The council votes on Monday. Visit the town hall.", "a.b >> c"),
    ),
    Rule(
        id="related.bracket-end",
        label="related",
        pattern=r"^[^.!?\"\[]{12,120} (?P<junk>\[(?-i:[A-Z][a-z]+|[A-Z]{3,})\])$",
        reason="a headline that ends in a word in brackets",
        source=_SEEN,
        hits=("Storm over the harbour [Video]", "Ferry crews walk out [PHOTOS]"),
        misses=("He saw it [the pier] burn.", "The mayor of [Dale] spoke [at length]"),
        scope="match",
    ),
    Rule(
        id="related.title-case",
        label="related",
        pattern=r"^[•·▪●◦‣►▶■*>-] ?(?-i:[A-Z\d$'\"][^ .,:;()]*(?: (?:[a-z]{1,5}|[A-Z\d$'\"][^ .,:;()]*)){5,17})$",
        reason="a bullet and a headline in title case",
        source=_PAGES,
        hits=(
            "• Harbour Mayor Vows to Rebuild the Old Pier",
            "- Ferry Crews Walk Out Amid Row Over Pay",
        ),
        misses=("- two cups of flour", "• The mayor was asked about the old pier."),
    ),
    Rule(
        id="social.emoji-call",
        label="social",
        pattern=r"^[\x{1F300}-\x{1FAFF}\x{2705}\x{26A1}\x{203C}\x{2757}\x{2714}\x{27A1}\x{2B07}\x{1F446}-\x{1F449}]\x{fe0f}? ?.{2,160}$",
        reason="a call that starts with an emoji",
        source=_SEEN,
        hits=("📲 Our channel: the harbour by the hour", "👉 Read it here"),
        misses=("The mayor sent a 👍 to all.", "❄ is the sign for frost"),
    ),
    Rule(
        id="artifact.separator",
        label="artifact",
        pattern=r"^[^\pL\pN\pM\p{Sc}\"?!%]+$|^[\"?]+$",
        reason="signs without a word",
        source=_SEEN,
        hits=("***", "-----", "|"),
        misses=("5 %", "A"),
    ),
    Rule(
        id="artifact.template",
        label="artifact",
        pattern=r"(?P<junk>\{\{[^{}]*\}?\}|\{%[^{}]*%\}|<%.*%>|\$\{[^}]+\}|%\d?\$?[sd](?:[ :/]|$)|^#[a-z]{4,}#|\[/[a-z_]{3,20}\]|\[\[?[a-z][a-z\d_-]+(?: [a-z_]+ ?=[^\[\]]*|=[^\[\] ]+|:[^\[\] ]+)/?\])",
        reason="residue of a template or an embed",
        source=_SEEN,
        hits=(
            "{{ article.title }}",
            "[gallery ids=1,2]",
            "[Gambas:Video]",
            "%s",
            "[/caption]",
            "#related#",
        ),
        misses=("They wrote {sic} beside it.", "He [Roe] laughed."),
        scope="match",
    ),
    Rule(
        id="artifact.value",
        label="artifact",
        pattern=r"(?:^|[.!?\"')…:] ?)(?P<junk>(?-i:undefined|null|NaN|None|\[object Object\])|&(?:nbsp|raquo|laquo|hellip|#\d{2,5}|[lg]t);?)[ |.]{0,3}$",
        reason="a leaked value of a program",
        source=_KNOWN,
        hits=("undefined", "The pier is shut.[object Object]", "&nbsp;"),
        misses=("The law is null", "None of them"),
        scope="match",
    ),
    Rule(
        id="artifact.tag",
        label="artifact",
        pattern=r"(?P<junk></?(?:[a-z]+|h\d)(?: [a-z-]+ ?= ?[\"'][^>]*| ?/)?>|<!-.*|->$|&(?:nbsp|amp|quot|raquo|#\d{2,5}|#x[0-9a-f]+);)",
        reason="residue of HTML",
        source=_SEEN,
        hits=('<div class="box">', "The pier&nbsp;is shut", "</p>"),
        misses=("a < b and c > d", "R&D; then sales"),
        scope="match",
    ),
    Rule(
        id="artifact.code",
        label="artifact",
        pattern=r"function ?\([^)]*\) ?\{|(?:^|[;{ ])(?:var|let|const) [a-z_$][^ ]* ?= |window\.[a-z]|document\.[a-z]+\(|\$\(|\.push\(|^[^ ]+ ?\{ ?[a-z-]+ ?:|;\}|^[.#@][a-z-]+[^{]{0,60}\{|^\[?\{ ?\"|encoding=\"|^\}$",
        reason="residue of a script, style sheet or JSON",
        source=_SEEN,
        hits=(
            "var slot = document.createElement('div');",
            'version="1.0" encoding="UTF-8"?',
            ".box { color: #333; }",
            '{"id": 3}',
        ),
        misses=("The function (and form) changed.", "Let x be the pier, she wrote"),
    ),
    Rule(
        id="artifact.mojibake",
        label="artifact",
        pattern=r"(?-i:(?:Ã[\x{80}-\x{bf}ƒ©¨\"' ]|Â[ ©®°»«\"]|â€|[ÐÑ][\x{80}-\x{bf}°±²³´µ¶·¸¹º»¼½¾¿]|ï¿½|\x{fffd}).{0,12}){5}",
        reason="text decoded with the wrong code",
        source=_KNOWN,
        hits=("Ã©tÃ© Ã  la mÃ©diathÃ¨que dÃ©jÃ ", "Ð¿Ð¾Ð¶Ð°Ñ€ Ð½Ð° Ð¿Ñ€Ð¸Ñ‡Ð°Ð»Ðµ"),
        misses=("The clerk typed Ã© for é.", "L'été à la médiathèque"),
    ),
    Rule(
        id="artifact.machine-id",
        label="artifact",
        pattern=r"^[^ ]{0,12}?(?:\d{9,22}|[0-9a-f]*\d[0-9a-f]{15,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z\d]+(?:_[a-z\d]+){2,}|(?:%[0-9a-f]{2}){3,}[^ ]*)$",
        reason="an identifier of a machine",
        source=_SEEN,
        hits=("191216033648272", "3f2a9c1d0b7e4a55", "top_banner_mobile_2"),
        misses=("12345", "2021-03-12"),
    ),
)
