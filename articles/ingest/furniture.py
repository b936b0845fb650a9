"""Furniture of a site, told by the classes of its words: `Votre article continue sous la publicité`.

No list holds all its wordings. Such a line says one thing in words of few classes (`[trade]` in the lexicons), in any
order, and nothing else: all its words are of these classes, and those that make the sense are all there. One word
more, and it is the story's.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from .features import fold, is_cjk, opens_quoted, word_count
from .lexicon import Lexicon

LONGEST = 18  # words; what is longer tells something
LONGEST_LABEL = 8  # words of what stands before a title
LONGEST_TITLE = 25
SMALL = "small"
_ARROW = re.compile(r"^[>»›→►▶]{1,3}\s*")  # of a list of links
_STOP = re.compile(r"[.。…]\s*$")
_LABELLED = re.compile(r"^(?P<label>[^:：|>»–—]{3,60}?)\s*(?:[:：|>»–—]|\s-\s)\s*(?P<title>\S.*)$")
_BRACKETED = re.compile(r"^[【\[［(（](?P<label>[^】\]］)）]{3,40})[】\]］)）]\s*(?P<title>\S.*)$")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of line: each of `needs` is met by a word of one of its classes; words of `may` can stand beside them.

    One with `ends` may end in a full stop.
    """

    kind: str
    rule: str
    needs: tuple[frozenset[str], ...]
    may: frozenset[str] = frozenset()
    ends: bool = False

    @property
    def classes(self) -> frozenset[str]:
        return frozenset.union(self.may, {SMALL}, *self.needs)

    def fits(self, parts: list[frozenset[str]]) -> bool:
        return all(part & self.classes for part in parts) and all(
            any(part & need for part in parts) for need in self.needs
        )


def _form(kind: str, rule: str, needs: str, may: str = "", ends: bool = False) -> Form:
    """`needs` as in `ad goes_on|scroll`: what must be there, and between strokes what does as well."""
    wanted = tuple(frozenset(need.split("|")) for need in needs.split())
    return Form(kind, rule, wanted, frozenset(may.split()), ends)


FORMS = (
    _form(
        "advert", "goes on after an advert", "ad goes_on|scroll piece|below|scroll", "piece below", ends=True
    ),
    _form("other", "read aloud", "hear piece|length", "this length"),
    _form("other", "errors wanted", "mistake report", "piece this", ends=True),
    _form("other", "content from elsewhere", "outside allow", "piece this", ends=True),
    _form("other", "asks for scripts", "script enable", "piece this outside allow", ends=True),
    _form("navigation", "sifts entries", "entry sift", "this piece"),
    _form("navigation", "asks to reload", "refresh piece|entry", "this entry", ends=True),
    _form("comments", "state of the comments", "talk shut", "piece this outside", ends=True),
    _form("other", "asks how it was", "liked piece|this", "this"),
    _form("share", "keep for later", "keep piece|recipe this|later", ends=True),
    _form("share", "keep for later", "keep mine", "piece recipe this"),
)
LIKED = _form("related", "points elsewhere", "like", "piece also this")
READ_TOO = _form("related", "points elsewhere", "read also|same", "piece this")
READ_OURS = _form("related", "points elsewhere", "read ours piece", "also this")
LABELS = (  # before the title of another piece, or over a list of titles
    LIKED,
    READ_TOO,
    READ_OURS,
    _form("related", "points elsewhere", "same", "piece also this"),
    _form("related", "points elsewhere", "piece also|same|kin", "this"),
)
JOINS = _form("subscribe", "button of a box", "join")


def _key(text: str) -> str:
    """Its words, folded; an article with an apostrophe is a word (`l’article`)."""
    return fold(text.replace("’", "'").replace("'", "' ")) if "’" in text or "'" in text else fold(text)


def of(text: str, lex: Lexicon) -> Form | None:
    """The form of the line, if it is furniture by its words alone."""
    if word_count(text) > LONGEST or opens_quoted(text):
        return None
    parts = _parts(_key(text), lex)
    stopped = bool(_STOP.search(text))
    return _fitting(parts, (*FORMS, LIKED), stopped) if parts else None


def heads_list(text: str, lex: Lexicon) -> bool:
    """Whether the line is what stands over a list of other pieces: `IT MAY INTEREST YOU`."""
    return _is_label(text, LABELS, lex)


def joins(text: str, lex: Lexicon) -> bool:
    """Whether the line is what somebody presses who joins: `Count me in`. By itself it proves nothing."""
    parts = _parts(_key(text), lex) if word_count(text) <= LONGEST_LABEL else None
    return bool(parts and JOINS.fits(parts))


def points(text: str, lex: Lexicon) -> bool:
    """Whether the line is the title of another piece behind what points to it: `À lire aussi Le retour des vaches`."""
    if word_count(text) > LONGEST_TITLE or _STOP.search(text) or opens_quoted(text):
        return False
    text = _ARROW.sub("", text)
    match = _BRACKETED.match(text) or _LABELLED.match(text)
    if match and _is_label(match["label"], LABELS, lex):
        return True
    words = text.split()
    return any(
        (words[at][0].isupper() or opens_quoted(words[at]))
        and _is_label(" ".join(words[:at]), (READ_TOO,), lex)
        for at in range(2, min(LONGEST_LABEL, len(words)))
        if not is_cjk(text) and words[0].lower() != words[1].lower()
    )


def _is_label(text: str, forms: tuple[Form, ...], lex: Lexicon) -> bool:
    if word_count(text) > LONGEST_LABEL or opens_quoted(text) or text[:1].isdigit():
        return False
    parts = _parts(_key(text), lex)
    return bool(parts and _fitting(parts, forms, bool(_STOP.search(text))))


def _fitting(parts: list[frozenset[str]], forms: tuple[Form, ...], stopped: bool) -> Form | None:
    return next((form for form in forms if (form.ends or not stopped) and form.fits(parts)), None)


@lru_cache(maxsize=64)
def _classes(lex: Lexicon) -> dict[str, frozenset[str]]:
    """The classes of each folded phrase of the trade."""
    found: dict[str, frozenset[str]] = {}
    for name, phrases in lex.tables.get("trade", {}).items():
        for phrase in phrases:
            found[_key(phrase)] = found.get(_key(phrase), frozenset()) | {name}
    return found


@lru_cache(maxsize=64)
def _longest(lex: Lexicon) -> int:
    return max((phrase.count(" ") + 1 for phrase in _classes(lex)), default=1)


def _parts(folded: str, lex: Lexicon) -> list[frozenset[str]] | None:
    """The classes of each phrase the text consists of, the longest taken first; None if any word is of none."""
    known, words = _classes(lex), folded.split()
    parts: list[frozenset[str]] = []
    at = 0
    while at < len(words):
        size = next(
            (
                n
                for n in range(min(_longest(lex), len(words) - at), 0, -1)
                if " ".join(words[at : at + n]) in known
            ),
            0,
        )
        if size:
            parts.append(known[" ".join(words[at : at + size])])
        elif (inside := _inside(words[at], known)) is None:
            return None
        else:
            parts += inside
        at += size or 1
    return parts


def _inside(word: str, known: dict[str, frozenset[str]]) -> list[frozenset[str]] | None:
    """The parts of a number with its unit (`7min`), or of words written without spaces."""
    word = word.lstrip("0123456789")
    if not word or word in known:
        return [known[word]] if word else []
    if not is_cjk(word):
        return None
    parts: list[frozenset[str]] = []
    while word:
        size = next((n for n in range(len(word), 0, -1) if word[:n] in known), 0)
        if not size:
            return None
        parts.append(known[word[:size]])
        word = word[size:].lstrip("0123456789")
    return parts
