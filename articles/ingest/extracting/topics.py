"""What a piece is about: topics the newsroom knows, by whole words; other names as suggestions."""

import re
from collections import Counter
from functools import lru_cache

from ..document import Document
from ..features import ends_sentence, fold
from ..lexicon import LANGUAGES, lexicon
from ..story import Known

MOST, LEAST = 8, 2  # topics a piece gets; times an unknown name must occur
HEADLINE_WEIGHT = 2
_NAME = re.compile(
    r"(?<![.!?…“\"«]\s)(?<!^)(?<![\w’'-])[A-ZÀ-ÖØ-Þ][\w’'-]+(?:\s(?:of|de|du|der|von|al-)?\s?[A-ZÀ-ÖØ-Þ][\w’'-]+){0,3}"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_WORDY = re.compile(r"\w+")


def apply(document: Document, known: Known) -> tuple[Document, tuple[str, ...]]:
    """The document with known topics stated (after declared ones), and names that might be topics."""
    body = "\n".join(p.text for p in document.body)
    found = _known(f"{document.facts.headline}\n" * HEADLINE_WEIGHT + body, known)
    declared = document.facts.topics
    topics = tuple(dict.fromkeys([*declared, *found]))[: max(MOST, len(declared))]
    document = document if declared == topics else _restated(document, topics)
    return document, _suggested(body, document, set(topics))


def _restated(document: Document, topics: tuple[str, ...]) -> Document:
    from dataclasses import replace

    return replace(document, facts=replace(document.facts, topics=topics))


def _known(text: str, known: Known) -> list[str]:
    """Known names in the text, most frequent first: tried word by word, so that thousands of names cost no more."""
    if not known.topics:
        return []
    by_first: dict[str, list[str]] = {}
    for spelling in known.topics:
        first = _WORDY.search(spelling)
        if first:
            by_first.setdefault(first.group().casefold(), []).append(spelling)
    folded = text.casefold()
    counts: Counter[str] = Counter()
    for word in _WORDY.finditer(folded):
        for spelling in by_first.get(word.group(), ()):
            end = word.start() + len(spelling)
            if folded.startswith(spelling.casefold(), word.start()) and not folded[end : end + 1].isalnum():
                counts[known.topics[spelling]] += 1
    return [name for name, _count in counts.most_common(MOST)]


@lru_cache(maxsize=32)
def _calendar(language: str) -> frozenset[str]:
    """Months and weekdays, folded, of the language; of all we know where we do not know it."""
    found: set[str] = set()
    for known in [language] if language in LANGUAGES else sorted(LANGUAGES):
        dates = lexicon(known).tables["date"]
        found.update(fold(name) for names in dates.get("months", []) for name in names)
        found.update(fold(name) for name in dates.get("weekdays", []))
    return frozenset(found)


def _suggested(body: str, document: Document, taken: set[str]) -> tuple[str, ...]:
    """Capitalised names inside sentences, at least twice; nothing in languages that capitalise every noun or none."""
    if document.language in ("de", "ja", "zh", "ar", "he", "th", "ko"):
        return ()
    weak = lexicon(document.language).words("headline", "weak")
    authors = {p.name for p in document.facts.authors}
    calendar = _calendar(document.language.partition("-")[0])
    counts: Counter[str] = Counter()
    for match in _NAME.finditer(body):
        name = _POSSESSIVE.sub("", match.group())
        is_when = calendar.issuperset(fold(name).split())
        if len(name) > 3 and name.lower() not in weak and not is_when and not ends_sentence(name):
            counts[name] += 1
    names = [
        n
        for n, count in counts.most_common(3 * MOST)
        if count >= LEAST and n not in taken and n not in authors
    ]
    return tuple(names[:MOST])
