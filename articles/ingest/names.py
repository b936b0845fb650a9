"""Names of people, as lines print them."""

import re

from .features import fold, is_cjk
from .lexicon import Lexicon, lexicon

_EDGE = " \t,;:–—-|/·•*†.()[]【】（）〈〉"
_TOKEN = re.compile(r"^(?:[^\W\d_]\.?|[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*)[.*†]?$")
_SMALL = re.compile(r"\b(Mc)([a-z])|\b([OD]['’])([a-z])")
LONGEST_NAME = 6
LONGEST_CJK = 12  # characters of a paper's name
_ALL = lexicon("")  # what holds whatever the language
PARTICLES = frozenset(_ALL.tables["names"]["particles"])  # as they are spelled
# Words in the names of papers, so that `The Skerrow Gazette` is taken for nobody.
PAPER = re.compile(
    "|".join(rf"\b{word}\b" if word.isascii() else word for word in sorted(_ALL.words("names", "papers")))
)


def is_name(text: str, lex: Lexicon, least: int = 1) -> bool:
    """Whether the text is shaped like a person's name of at least `least` words.

    For scripts without capitals only shape and length can be judged.
    """
    text = text.strip(_EDGE)
    if not text or any(c.isdigit() for c in text):
        return False
    if is_cjk(text):
        if fold(text) in lex.words("row", "navigation"):
            return False
        return 2 <= len(re.sub(r"[\s・･]", "", text)) <= 10 and not re.search(r"[。、はがをにで]", text)
    tokens = text.split()
    if not least <= len(tokens) <= LONGEST_NAME or not all(_TOKEN.match(t) for t in tokens):
        return False
    if not any(c.isupper() or c.islower() for c in text):
        return len(tokens) <= 4  # Arabic, Hebrew
    folded = [fold(t) for t in tokens]
    if least > 1 and folded[0] in lex.words("byline", "articles"):
        return False  # `Der Anleger`
    if any(t in lex.words("glue", "small") and t not in PARTICLES and len(t) > 1 for t in folded):
        return False
    if PAPER.search(" ".join(folded)):
        return False
    if folded[0] in lex.words("row", "navigation") and folded[-1] in lex.words("row", "navigation"):
        return False
    capital = [t for t in tokens if t[0].isupper()]
    small = [
        t
        for t in tokens
        if not t[0].isupper() and fold(t) not in PARTICLES and not t.startswith(("al-", "el-", "d’", "d'"))
    ]
    return bool(capital) and not small and any(c.isupper() for c in tokens[-1])


def is_paper(text: str) -> bool:
    """Whether a line is the name of a paper: short, capitalised, with such a word at its end or beginning."""
    tokens = text.split()
    if is_cjk(text) and len(tokens) == 1:
        words = [match.group() for match in PAPER.finditer(text) if match.end() == len(text)]
        return bool(words) and len(words[0]) < len(text) <= LONGEST_CJK
    if not 2 <= len(tokens) <= 5 or any(t[0].islower() and fold(t) not in (*PARTICLES, "of") for t in tokens):
        return False
    return any(PAPER.fullmatch(fold(t)) for t in (tokens[-1], tokens[0], tokens[1]))


def is_initials(name: str) -> bool:
    """`A. K.`: the sign of somebody named elsewhere."""
    return all(len(token.strip(".")) <= 1 for token in name.split())


def tidy(name: str) -> str:
    """The name as it is printed in a byline: no stars or brackets, capitals only where names have them.

    >>> tidy("NINA L. KHRUSHCHEVA*")
    'Nina L. Khrushcheva'
    """
    name = re.sub(r"\s+", " ", name.strip(_EDGE + '’"“”'))
    if re.search(r"(?:^|\s)[^\W\d_]\.[^\W\d_]$|\b(?:Jr|Sr)$", name):
        name += "."
    return _cased(name) if name.isupper() and len(name) > 3 else name


def _cased(name: str) -> str:
    words = []
    for number, word in enumerate(name.split()):
        low = word.lower()
        if number and low in PARTICLES:
            words.append(low)
        elif re.fullmatch(r"(?:[^\W\d_]\.)+", word) or low in ("ii", "iii", "iv"):
            words.append(word)
        else:
            words.append("-".join(part[:1].upper() + part[1:].lower() for part in word.split("-")))
    return _SMALL.sub(lambda m: (m[1] or m[3]) + (m[2] or m[4]).upper(), " ".join(words))
