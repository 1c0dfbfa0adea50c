"""Captions and credits of pictures and videos.

Seen in the outputs of extractors on news sites of many countries. What betrays a caption is
its credit: an agency after a slash or in brackets, "Photo:", "FILE PHOTO". Prose that merely
speaks of a photograph ("The photo: taken by ...", "Getty Images said") is body.
"""

from __future__ import annotations

from qualityfilter.rules.rule import Rule

_SEEN = "seen on extractor output, train sites"

_GETTY = r"(?:getty(?: images)?(?: (?:news|sports?|entertainment|europe|north america|south america|latin america|asiapac|for [^.,]{3,30}))?|gettyimages)"
_HOUSE = (
    r"(?:"
    + _GETTY
    + r"|picture[- ]alliance|imago(?: images)?|shutterstock|istock(?:photo)?|alamy(?: stock photo)?|anadolu(?: agency| images)?|unsplash|pexels|pixabay|flickr|wikimedia(?: commons)?|creative commons|zuma(?: press| wire)?|nurphoto|pa (?:wire|images|media)|rex features|corbis|adobe stock|stock\.adobe\.com|depositphotos|dreamstime|thinkstock|lapresse|sipa(?: usa| press)?|maxppp|cq roll call|splash news|screengrab|screenshot|handout|file photo|file|bigstock|123rf|swns|epa(?:-efe)?|stock photo|stock image|ap photo|afp photo|reuters photo)"
)
_AGENCY = (
    r"(?:"
    + _HOUSE
    + r"|reuters|associated press|ap|afp|efe|dpa(?:-zentralbild)?|bloomberg|xinhua|pti|ani|ians|tass|тасс|риа новости|ria novosti|sputnik|pa|press association|upi|apa|keystone|ansa|lusa|pap|cnp|usa today(?: network| sports)?|kyodo|yonhap|unian|уніан|укрінформ|anp|belga)"
)

RULES = (
    Rule(
        id="caption.source-from",
        label="caption",
        pattern=r"^[(\[]? ?(?:(?:feature(?:d)?|header|heading|lead|cover|main|title|hero|top|stock|thumbnail|homepage|file|banner|preview) )?(?:image|photo|picture|pic|photograph|graphic|screenshot|screengrab|infographic|illustration|cartoon|artwork|map|photos|images|pictures|pics)s?(?: ?-?(?:source|sources|credits?|courtesy|copyright|by|via|used|provided|supplied|from|of))*(?: (?:from|of|by|via))? ?[:=/] ?[^!?]{2,160}[)\]]?$",
        reason="a picture's credit",
        source=_SEEN,
        hits=("(Image source from: Dale Harbour Board)", "Photo: Jane Doe/The Dale Post"),
        misses=(
            "The photo: it shows the pier, or what was left of it. Why did nobody ask?",
            "Images of the pier were shown in court.",
        ),
    ),
    Rule(
        id="caption.credit",
        label="caption",
        pattern=r"^[(\[]? ?(?:(?:photo|image|picture|video|cover|file|art|media)?[ -]?credits?(?: line)?|courtesy(?: of)?|photographer|photography by|illustrations?|pic|image copyright|image caption|photo caption|media caption) ?: ?[^!?]{2,160}[)\]]?$",
        reason="a picture's credit",
        source=_SEEN,
        hits=("Credit: Dale Harbour Board", "Photographer: Jane Doe"),
        misses=(
            "Credit: who gets it, and who pays for it? The board would not say.",
            "Photographer Jane Doe was on the pier that night.",
        ),
    ),
    Rule(
        id="caption.credit-by",
        label="caption",
        pattern=r"^[(\[]? ?(?:(?:feature(?:d)?|header|heading|lead|cover|main|file|stock|all|top) )?(?:photos?|images?|pictures?|pics?|photographs?|graphics?|screenshots?|screengrabs?|illustrations?|video)(?: credit| credits| courtesy| provided| supplied| used| taken)?(?: with permission)? (?:by|via|courtesy of|courtesy|from|of|©|copyright|\|) (?:[^.!?,]{2,50}[)\]]|(?-i:(?:the )?[\p{Lu}©@][^ .!?,]*(?: (?:of|for|the|de|van|von|and|&|via|/|\||-|[\p{Lu}@\d(][^ .!?,]*)){0,8}[)\]]?))\.?$",
        reason="a picture's credit",
        source=_SEEN,
        hits=("Photo by Jane Doe/Dale Post", "[Image via Harbour Board]"),
        misses=(
            "Photos by the hundred lay on the floor.",
            "Images from the harbour showed the fire.",
        ),
    ),
    Rule(
        id="caption.agency-slash",
        label="caption",
        pattern=r"^[^|]{1,400}?(?-i:[\p{Lu}\d])[^ ]*(?: ?[/|] ?| via )"
        + _AGENCY
        + r"(?: ?[/,] ?"
        + _AGENCY
        + r"| via "
        + _AGENCY
        + r"){0,3}(?: file| pool| photo| images?)?[)\]]?\.?(?: ?(?:more|less|hide caption|enlarge)+)?$",
        reason="ends in a picture agency's credit",
        source=_SEEN,
        hits=("Jane Doe/Getty Images", "The pier at dawn on Tuesday. [Jane Doe/Reuters]"),
        misses=(
            "The fire was out by dawn, Jane Doe told Reuters.",
            "She sold her pictures to Getty Images.",
        ),
    ),
    Rule(
        id="caption.agency-brackets",
        label="caption",
        pattern=r"^.{2,400}[(\[] ?(?:(?:ap|afp|reuters|getty|pa|file|stock|epa|courtesy|handout)[ -])?(?:(?:photo|image|picture|pic|credit|screenshot|screengrab|foto|bild|photos|images|video|courtesy|graphic)s?(?: ?(?:credit|source|by|via|from|courtesy|of|provided by|copyright))* ?[:/©]? ?(?-i:[\p{Lu}@©\d])[^()\[\]]{1,90}|"
        + _HOUSE
        + r"|[^()\[\]]{5,60}(?:/| via )"
        + _AGENCY
        + r")[)\]]\.?$",
        reason="ends in a picture's credit in brackets",
        source=_SEEN,
        hits=(
            "The pier at dawn (Photo: Jane Doe)",
            "The mayor on the pier on Tuesday (Jane Doe/AFP)",
        ),
        misses=(
            "The pier burnt down at dawn (photos were shown in court).",
            "Nobody was hurt (the agency was told).",
        ),
    ),
    Rule(
        id="caption.photo-sentence",
        label="caption",
        pattern=r"^.{10,400}[.!?)\"'] ?[(\[]?(?:(?:AP|AFP|Reuters|file|stock)? ?(?-i:Photo|PHOTO|Photograph|Image|Picture|Credit|Photographer|Pic|Foto|Bild|Courtesy)s?(?: (?-i:credit|Credit|courtesy|by|via|source|supplied))?(?: ?[:/©] ?| courtesy of )(?-i:[\p{Lu}@])[^.!?:]{1,60})[.)\]]*$",
        reason="ends in a picture's credit",
        source=_SEEN,
        hits=(
            "The pier burns on Monday. Photo: Jane Doe",
            "The mayor at the pier on Tuesday. (Image credit: Harbour Board)",
        ),
        misses=(
            "The pier burnt down. A photo shows the mayor: he wept.",
            "It was a 50/50 call. Nobody dared.",
        ),
    ),
    Rule(
        id="caption.agency-photo",
        label="caption",
        pattern=r"(?:^.{0,400}[(\[]|^.{0,400}[.\"] |^)(?:(?-i:AP|AFP|EPA|Reuters|REUTERS|PTI|UPI|PA|CP|Getty|ANP|dpa|AAP)(?:/[^ ]{2,20})? (?:file )?(?:photos?|images|pictures?|pics?)|(?:file|handout|stock|courtesy|contributed|submitted|undated|representational|representative|archive) (?:photo|image|picture|pic|photograph|footage)s?)(?: ?[:/] ?[^!?]{2,60}| by [^!?.]{2,60}| courtesy of [^!?.]{2,60})?[)\]]?\.?$",
        reason="an agency's or archive picture",
        source=_SEEN,
        hits=("The mayor in 2019. AP Photo/Jane Doe", "(stock photo)"),
        misses=("The AP photo hangs in the mayor's office.", "He kept the file photo in a drawer."),
    ),
    Rule(
        id="caption.file-photo",
        label="caption",
        pattern=r"^[(\[]?(?:file(?: photo| picture| image| pic| -)?|(?:undated|handout|archive|stock|representational|representative|combination|screen ?grab|still) (?:photo|image|picture|photograph)?)s?(?: ?[:-]+ ?|\. |\) )(?-i:[\p{Lu}\d'\"]).{5,500}$",
        reason="a picture from the archive",
        source=_SEEN,
        hits=(
            "FILE PHOTO: The pier before the fire",
            "FILE - The mayor speaks on the pier in 2019.",
        ),
        misses=(
            "File: a word that the clerks used for the whole cabinet.",
            "File photos lined the wall of the mayor's office.",
        ),
    ),
    Rule(
        id="caption.in-this-photo",
        label="caption",
        pattern=r"^(?:\(?file\)? ?-? ?|FILE PHOTO: ?)?in this (?:undated|file|(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[^ ]* \d{1,2},? \d{4},?)|\d{4}|courtroom|image|photo|aerial|combination|frame|screen)[^.!?]{0,50}(?:photo|image|picture|frame|video|sketch|photograph|grab|made available|provided|released|taken)[^.]{0,300}.{0,200}$",
        reason="a caption in the agencies' style",
        source="seen on extractor output, train sites; the caption style of news agencies",
        hits=(
            "In this June 3, 2019 file photo, the mayor opens the pier.",
            "In this undated photo provided by the Harbour Board, the pier burns.",
        ),
        misses=(
            "In this photo of hers I saw the pier for the last time.",
            "In this picture of the town's past nobody smiles.",
        ),
    ),
    Rule(
        id="caption.agency-alone",
        label="caption",
        pattern=r"^[(\[©]* ?(?:(?:photo|image|picture|credit|copyright|source|via|by|from|courtesy|\(c\)|©) ?[:/]? ?)?(?:(?:afp|ap|pa|anadolu|bloomberg|nurphoto|epa|corbis|dpa|zuma|reuters|istock|[^ .]+)? ?(?:via|/|-|\|) ?)?(?:"
        + _GETTY
        + r"|gettyimages[^ ]*|shutterstock[^ ]*|istock(?:photo)?(?:\.com)?|alamy(?: stock photo)?|wikimedia commons|picture[- ]alliance|imago images|ap photo|afp photo|pa wire|pa images|thinkstock|stock photo|unsplash|adobe stock|file photo|cc[ -]by(?:-[a-z]{2}){0,2}(?: \d\.\d)?|creative commons|public domain)[)\].]*$",
        reason="a picture agency's name",
        source=_SEEN,
        hits=("AFP via Getty Images", "CC BY-SA 3.0"),
        misses=("Getty Images sued the firm in May.", "Creative commons is a fine idea"),
    ),
    Rule(
        id="caption.copyright-name",
        label="caption",
        pattern=r"^[(\[]?(?:©|\(c\)|copyright:) ?(?:(?-i:\p{Lu})[^.!?,:;]{1,50}(?:[/|,-] ?[^.!?,:;]{2,40})?|"
        + _AGENCY
        + r")[)\]]?$",
        reason="a picture's copyright",
        source=_SEEN,
        hits=("© Jane Doe", "(c) Erika Mustermann / Hafenamt"),
        misses=(
            "© is the sign that the printers feared most.",
            "(c) the owner of the boat must be named in the deed;",
        ),
    ),
    Rule(
        id="caption.buttons",
        label="caption",
        pattern=r"^(?:(?-i:CLOSE|CAPTION|Buy Photo|View gallery|Click to expand Image|Enlarge this image|Open this photo in gallery:|Image caption|Media caption|Image copyright|Photo caption|Play video|Image Credits?:?|hide caption|toggle caption|Enlarge) ?-?[(\[]?(?-i:[\p{Lu}\d'\"©][\p{Ll} .\d']).{6,600}|(?:image|photo|photos|picture|foto|bild)(?: (?:caption|credits?|copyright|source|courtesy))? ?:?|(?:hide|toggle|show|view|read) caption|stock photo|file photo)$",
        reason="a caption with its picture's button",
        source=_SEEN,
        hits=("Buy Photo The mayor opens the pier in May.", "Photo credit"),
        misses=(
            "CLOSE CALL AT THE PIER",
            "Enlarge the pier, the board was told, or lose the ferry.",
        ),
    ),
    Rule(
        id="caption.german",
        label="caption",
        pattern=r"^(?:.{2,300}[ (\[.])?(?:(?-i:Foto|FOTO|Bild|Fotos|Symbolbild|Symbolfoto|Archivbild|Archivfoto|Titelbild|Beitragsbild|Bildquelle|Bildnachweis|Fotocredit|Quelle|Grafik|Screenshot|Aufmacherbild|Archiv|Bildrechte|Fotograf|Fotografin|Fotografie)(?: ?\([^)]{2,30}\))?(?: ?[:©/|] ?| von )(?:© ?)?(?-i:[\p{Lu}\p{Ll}\d@])[^!?:]{1,90}|©? ?(?:[^ ]+ ?/ ?)?(?:dpa|picture alliance|imago(?: images)?|apa|keystone|epd|kna)(?: ?/ ?[^!?:]{2,60})?)[)\]]?\.?$",
        reason="German: a picture's credit",
        source=_SEEN,
        hits=("Foto: dpa", "Die Mole am Dienstag. (Symbolbild: Hafenamt)"),
        misses=(
            "Das Bild: ein Fund vom Dachboden, sagte die Erbin! Wer hätte das gedacht?",
            "Die dpa meldete den Brand am Morgen.",
        ),
    ),
    Rule(
        id="caption.romance",
        label="caption",
        pattern=r"^[(\[]?(?:.{2,300}[ (\[.])?(?-i:Foto|FOTO|Fotos|Fotograf[ií]a|Imagen|Imagem|Crédito|Créditos|Crédit|Crédits|Crédit photo|Photo|PHOTO|Fuente|Fonte|Immagine|Credits|Reprodução|Divulgação|Cortesía|Archivo|Ilustración|Infografía|Légende|Image d'illustration|Imagen de archivo|Foto de archivo|Foto de arquivo|Foto d'archivio|Photo d'archives|Crédito da foto|Crédito de la imagen)(?: ?[:/©|] ?| (?-i:de|di|por|da) (?-i:archivo|arquivo|archivio)[:.]? ?)(?:© ?)?[^!?:]{2,90}[)\]]?\.?$",
        reason="a picture's credit",
        source=_SEEN,
        hits=("Foto: Ana Silva/Divulgação", "Crédit photo : Mairie de Dale"),
        misses=(
            "La foto: un hallazgo del desván. ¿Quién lo diría?",
            "Fuente de todo mal es la prisa, dijo el alcalde.",
        ),
    ),
    Rule(
        id="caption.slavic-dutch-turkish",
        label="caption",
        pattern=r"^[(\[]?(?:.{2,300}[ (\[.])?(?-i:Фото|ФОТО|Fot\.|Фотография|Фотографія|Иллюстрация|Скриншот|Скріншот|Изображение|Зображення|Источник фото|Джерело фото|Fot|Zdjęcie|Zdjęcia|Źródło zdjęcia|Foto|Beeld|Afbeelding|Fotoğraf|Görsel|Kaynak)\.?(?: ?[:/©|] ?| (?:из|с|з|від|предоставлено|пресс-служб[аы]) )[^!?:]{2,90}[)\]]?\.?$|^[(\[]?(?-i:Fot\.) (?-i:\p{Lu})[^.!?:]{2,60}$",
        reason="a picture's credit",
        source=_SEEN,
        hits=("Фото: пресс-служба порта", "Fot.: Jan Kowalski / Agencja Portowa"),
        misses=(
            "Фото пожара видели все жители города.",
            "Beeld en geluid waren slecht, zei de kapitein.",
        ),
    ),
    Rule(
        id="caption.credit-end",
        label="caption",
        pattern=r"^[^|]{10,300}[.!?)\"] ?(?:/ (?-i:(?:\p{Lu}\. ?){0,2}\p{Lu}{3}[\p{Lu}.'-]*(?: \p{Lu}[\p{Lu}.'-]+){0,3}(?: ?[/(] ?[^/]{2,30})?)|© ?(?-i:[^\P{Lu}R]|R[^I])[^.!?©\"]{2,70}|(?-i:PHOTOS?|FOTOS?|PH\.?|FOTO DI|PHOTO PAR|FOTO DE)(?: ?[:.-])? (?-i:\p{Lu}{2}[\p{Lu}.'-]*(?: \p{Lu}[\p{Lu}.'-]+){0,4})(?: ?[/,] ?[^.!?]{2,40})?|(?-i:[Ff]ot\.|FOT\.|[Ff]oto|[Zz]dj\.|[Pp]h\.?|[Фф]ото)(?: ?[:.-])? (?-i:\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]+){1,3})(?: ?[/,] ?[^.!?]{2,40})?)$",
        reason="ends in a picture's credit",
        source="seen on extractor output, train sites; the caption style of Spanish, French and Polish papers",
        hits=(
            "Una vecina llena garrafas en la plaza. / R. GARCÍA",
            "Le maire, jeudi. PHOTO LUCIE DURAND",
        ),
        misses=(
            "Le maire parlait d'une photo. Lucie Durand l'avait prise.",
            "The pier reads 50/50. / Nobody knew why",
        ),
    ),
)
