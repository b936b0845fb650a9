"""A working headline for a piece that has none: made from its first sentence, marked as derived."""

import re

from ..document import Document
from ..features import is_cjk
from ..lexicon import lexicon
from ..story import Finding

LONGEST, MOST_WORDS, LONGEST_CJK = 70, 12, 30
_SENTENCE = re.compile(
    r".+?(?:[。！？]|(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?…؟](?=[\s\"”’»」]|$))|.+",
    re.DOTALL,
)
_CLAUSE = re.compile(r"[,;:،、—–(]|\s-\s")
_STEM = re.compile(r"[^\W\d_]{2,}")


def apply(document: Document) -> tuple[Document, bool]:
    """The document with a headline if it has none, and whether that headline is derived."""
    if document.facts.headline:
        return document, False
    first = next((p.text for p in document.body if p.fate in ("p", "quote")), "")
    derived = from_name(document.name) or from_sentence(first, document.language)
    if not derived:
        return document.noting(_missing()), False
    return document.stating(headline=derived).noting(_derived(derived, first)), True


def from_name(name: str) -> str:
    """A file name or slug of three words or more, as a headline: better than a first sentence."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}$", "", name.replace("\\", "/").rsplit("/", 1)[-1])
    words = _STEM.findall(stem)
    if (
        len(words) < 3
        or re.search(r"\d{3}|[0-9a-f]{8}", stem)
        or len(words) != len(re.split(r"[-_ ]+", stem))
    ):
        return ""
    if all(len(word) < 4 for word in words):
        return ""
    return " ".join(words).capitalize()[:LONGEST]


def from_sentence(text: str, language: str) -> str:
    """The first sentence, cut at the end of a clause; never ending in an article or preposition."""
    match = _SENTENCE.match(text.strip())
    if not match:
        return ""
    sentence = re.sub(r"\s+", " ", match.group()).strip(' "“”„«»「」')
    if is_cjk(sentence):
        return sentence.rstrip("。")[:LONGEST_CJK]
    if len(sentence) > LONGEST or len(sentence.split()) > MOST_WORDS:
        sentence = _shortened(sentence, language)
    return sentence.rstrip(" .,;:،—–-")


def _shortened(sentence: str, language: str) -> str:
    fitting = [m.start() for m in _CLAUSE.finditer(sentence) if m.start() <= LONGEST]
    fitting = [at for at in fitting if 4 <= len(sentence[:at].split()) <= MOST_WORDS]
    if fitting:
        return sentence[: fitting[-1]]
    weak = lexicon(language).words("headline", "weak")
    words = sentence.split()[:MOST_WORDS]
    while words and (len(" ".join(words)) > LONGEST or words[-1].lower() in weak):
        words.pop()
    return " ".join(words)


def _derived(headline: str, evidence: str) -> Finding:
    return Finding(
        "headline-derived",
        "The piece has no headline; this one was made from it.",
        evidence=evidence[:300],
        suggestion=headline,
        confidence=0.4,
    )


def _missing() -> Finding:
    return Finding(
        "headline-missing", "The piece has no headline, and none could be made from it.", confidence=1.0
    )
