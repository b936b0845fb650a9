"""What a line between paragraphs is: a sub-heading, an item of a list, or a paragraph of few words."""

import re

from ..document import Document, Passage
from ..features import ends_sentence, opens_quoted, word_count
from ..line_kinds import bullet

STEP = "structure"
SUBHEAD_WORDS = 12
_SIGNED = re.compile(r"^[^\W\d_][^,]{2,40}, [^\W\d_]")  # a letter's signature: name, place
_STAMP = re.compile(r"\d{1,2}[:.h]\d{2}|^\d{4}-\d\d-\d\d|\d/\d")
_NUMBERED = re.compile(r"^(\d{1,2})[.)]\s+\S")
_RULE = re.compile(r"^[\s*_\-–—=~.·•#◆◇■□★☆✽❖⁂]+$")


def apply(document: Document) -> Document:
    """Gives list items and sub-headings their kinds and takes bullets off, as edits."""
    if document.media_type == "text/markdown":
        return document
    passages = list(document.passages)
    strong = _strong(document)
    body = [i for i, p in enumerate(passages) if p.in_body]
    for place, i in enumerate(body):
        following = passages[body[place + 1]] if place + 1 < len(body) else None
        before = passages[body[place - 1]] if place else None
        passages[i] = _structured(passages[i], before, following, strong)
    return document.with_passages(passages)


def _strong(document: Document) -> frozenset[int] | None:
    """Where passages begin that are strong as a whole, as headings may be; None where markup marks no headings."""
    said = any(p.step == "reading" and p.fate in ("h2", "h3") for p in document)
    if document.media_type != "text/html" and not said:
        return None
    starts = {mark.start: mark.end for mark in document.marks if mark.tag in ("strong", "b")}
    return frozenset(p.start for p in document if starts.get(p.start, -1) >= p.end)


def _structured(
    passage: Passage, before: Passage | None, following: Passage | None, strong: frozenset[int] | None
) -> Passage:
    text = passage.text
    if passage.fate != "p":
        return passage
    if _RULE.match(text):
        return passage.as_kind("hr", STEP, "section break", 0.8)
    marked = bullet(text)
    if marked and _is_item(text, marked, before, following):
        kind = "oli" if text[0].isdigit() else "li"
        passage = passage.edited(0, marked, "", "bullet", 1.0, "The mark of a list item.")
        return passage.as_kind(kind, STEP, "list item")
    if (strong is None or passage.start in strong) and _is_subhead(text, before, following):
        return passage.as_kind("h2", STEP, "line between paragraphs", 0.8)
    return passage


def _is_item(text: str, marked: int, before: Passage | None, following: Passage | None) -> bool:
    """A dash may open speech instead of an item: then its neighbours do not tell; bullets always do."""
    mark = text[:marked].strip()
    if mark in ("—", "–"):
        return False
    if mark == "-" or mark[0].isdigit():
        neighbours = [p for p in (before, following) if p is not None]
        return any(p.fate in ("li", "oli") or bullet(p.text) for p in neighbours)
    return True


def _is_subhead(text: str, before: Passage | None, following: Passage | None) -> bool:
    if following is None or word_count(text) > SUBHEAD_WORDS or len(text) > 100 or bullet(text):
        return False
    if ends_sentence(text) or text.rstrip().endswith((",", ";", ":", "：")) or opens_quoted(text):
        return False
    if _SIGNED.match(text) or _STAMP.search(text) or not any(c.isalpha() for c in text):
        return False
    return bool(
        word_count(following.text) > word_count(text)
        and (ends_sentence(following.text) or bullet(following.text))
    )
