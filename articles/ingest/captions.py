"""Captions of pictures that are gone: a short line that ends in a credit."""

import re
from functools import lru_cache

from .features import ends_sentence, fold, word_count
from .lexicon import Lexicon

SHORTEST, LONGEST = 3, 60  # words
LONGEST_CREDIT = 10
_HOUSES = (
    r"getty|reuters|afp|\bap\b|epa|alamy|shutterstock|\bpa\b|dpa|efe|ansa|handout|unsplash|flickr|wikimedia|istock|"
    r"picture alliance"
)
_VIA = re.compile(
    rf"(?:(?:/|\bvia\b|©)\s*(?:[\w .'-]{{0,40}})?(?:{_HOUSES})|\((?:getty|alamy|shutterstock|reuters)\b)"
    r"[\w /.,'-]*\)?\s*$",
    re.I,
)
_SHOT = re.compile(r"(?:撮影|写真|提供)[)）]?\s*$|[=＝](?:.{0,40})(?:撮影|提供)$")
_ENLARGE = re.compile(r"^(?:\[\d+/\d+\]|\d+\s*/\s*\d+\s|Item \d+ of \d+ )")
# Whatever is a caption holds one of these; most paragraphs do not, and are not looked at any closer.
_SIGNS = re.compile(
    r"[:：©|/(（\[|＝=]|\b(?:via|courtesy|photos?|images?|pictures?|foto|by)\b|撮影|写真|提供|Item \d", re.I
)
_LABELLED = re.compile(r"(?:photo|foto|image|imagen|bild|immagine|picture)\s*:\s\S", re.I)
_COURTESY = re.compile(
    r"\b(?:photo|image|picture)s?\s(?:courtesy|via|by)\s(?:of\s)?(?:the\s)?[A-Z][^.]{2,60}$", re.I
)
_HOUSE = re.compile(r"\((?:[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,4}): [A-Z][^():]{1,60}\)\.?$")
# `… in the yard. / Irene Cobo`, `… at the quay. | L'ÉCHO DU PORT`: who took it, behind a stroke
_STROKED = re.compile(
    r"(?<!\d)[\w.!?»”\"] ?[/|] ?(?:(?:de|del|di|du|des|da|do|the|of|/)\s|[A-ZÀ-Þ][\w.'’-]*\s?){1,6}$"
)
_SOURCED = re.compile(r"\([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3} ?/ ?[A-Z][^()]{1,40}\)\.?$")


@lru_cache(maxsize=64)
def _credit(lex: Lexicon) -> re.Pattern[str]:
    words = "|".join(
        re.escape(w).replace(r"\ ", r"\s+")
        for w in sorted(set(lex.tables["caption"]["credits"]), key=len, reverse=True)
    )
    return re.compile(
        rf"(?:^|[\s(（\[.。|])(?:{words})\s*(?:[:：©/]|\s[A-Z]\w+ [A-Z]\w+\)?$)\s*(?P<who>[^:：]{{2,100}})$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def _bracketed(lex: Lexicon) -> re.Pattern[str]:
    """`(foto di Elio Baratta)`, `(Picture Tamsin Roke)`: a credit in brackets at the end, without a colon."""
    words = "|".join(re.escape(word) for word in sorted(lex.words("caption", "credits")) if " " not in word)
    return re.compile(
        rf"\((?i:{words})\s(?:(?:by|di|de|von|da|do|par|por)\s)?[A-ZÀ-Þ][\w.'’-]*(?:[\s/]+[A-ZÀ-Þ][\w.'’-]*){{1,4}}\)\.?$"
    )


def _names_somebody(who: str) -> bool:
    """Whether what stands behind `Photo:` is a credit, and no sentence."""
    sentence = re.search(r"[.!?] ", who) or (ends_sentence(who) and word_count(who) > 4)
    return word_count(who) <= LONGEST_CREDIT and not sentence


def _names_writer(text: str, lex: Lexicon) -> bool:
    """`Text: Anna Rossi | Photos: Luis Mora`: a byline that ends as captions do."""
    label, colon, _rest = text.partition(":")
    return bool(colon) and fold(label) in lex.words("byline", "prefixes")


def is_caption(text: str, lex: Lexicon) -> bool:
    """Whether the line is a caption: it ends in a credit (`Photo: X / Agency`, `(Image: X)`, `X via AP`)."""
    if not SHORTEST <= word_count(text) <= LONGEST or len(text) > 500:
        return False
    if not _SIGNS.search(text) or _names_writer(text, lex):
        return False
    match = _credit(lex).search(text)
    if match and _names_somebody(match["who"]) and len(re.findall(r"[.!?…] ", text[: match.start()])) <= 2:
        return True
    if _LABELLED.match(text) and not ends_sentence(text):
        return True
    return bool(
        _COURTESY.search(text)
        or _HOUSE.search(text)
        or _VIA.search(text)
        or _SHOT.search(text)
        or _ENLARGE.match(text)
        or _SOURCED.search(text)
        or (ends_sentence(re.split(r" ?[/|]", text, maxsplit=1)[0]) and _STROKED.search(text))
        or _bracketed(lex).search(text)
    )
