"""What readers said: everything from the head of the comments to the end, if it is after the text.

Anchored by a line such as `4 comments`, by the head of a single comment (`Anna says:`, `3 hours ago`), or by a
paywall box that ends the piece and asks to join the discussion.
"""

import re
from dataclasses import replace
from datetime import datetime

from .. import dates, zones
from ..document import Document, Passage
from ..features import ends_sentence, fold, is_prose, word_count
from ..lexicon import Lexicon, lexicon
from ..story import Finding

STEP = "comments"
LATE = 0.5  # comments come after so much of the text
MOST = 0.35  # more than this is not cut without proof that these are comments
LONG_RUN = 3  # so many paragraphs of running text in a row are a story, not comments
REASON = "Readers' comments after the text."
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_TALK = re.compile(r"discuss|coment|comment|kommentar|conversa|debat|コメント|تعليق|نقاش")
_HEAD_MARK = re.compile(r"[:：·•|,、]|\d\s*$|\)$")
_INITIAL = re.compile(r"(?<=\b[^\W\d_])\.$")  # `Johanne B.` is no sentence
_MACHINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d")


def apply(document: Document) -> Document:
    """Cuts the comments off the end of the piece, or notes that there may be some."""
    lex = lexicon(document.language)
    start = _start(document, lex)
    if start is None or not _may_cut(document, start, lex):
        document = _released(document)
    if start is None:
        return document
    if not _may_cut(document, start, lex):
        passage = document.passages[start]
        return document.noting(_suspected(passage))
    passages = list(document.passages)
    for i in range(start, len(passages)):
        passage = passages[i]
        if passage.in_body or (
            passage.fate in ("duplicate", "bio", "other", "share") and passage.step == "markers"
        ):
            passages[i] = passage.as_kind("comments", STEP, "from the head of the comments on", 0.9, REASON)
    return document.with_passages(passages)


def _released(document: Document) -> Document:
    """Without comments after the text, a `Reply` between its paragraphs is quoted there."""
    first, last = zones.running(document)
    passages = [
        replace(p, fate="p", step="", rule="", reason="", confidence=1.0)
        if first < i < last and p.fate == "comments" and p.step == "markers" and len(p.text) < 20
        else p
        for i, p in enumerate(document.passages)
    ]
    return document.with_passages(passages)


def _start(document: Document, lex: Lexicon) -> int | None:
    """Index of the first passage of the comments."""
    if not zones.prose(document) and _opens_with_comments(document, lex):
        return 0
    first, _last = zones.running(document)
    heads = [
        i for i, p in enumerate(document.passages) if i > first and p.in_body and is_head(document, i, lex)
    ]
    shares = zones.shares_before(document)
    for i, passage in enumerate(document.passages):
        if i <= first or word_count(passage.text) > 30 or shares[i] < LATE:
            continue
        if _may_open(passage, any(i < head <= i + 3 for head in heads)) and is_anchor(passage.text, lex):
            return i
    heads = [i for i in heads if shares[i] >= LATE]
    if heads and (len(heads) > 1 or heads[0] >= len(document) - 6):
        return (
            _with_text(document, heads)
            if heads[-1] == _last_open(document)
            else _with_name(document, heads[0], lex)
        )
    return _after_paywall(document)


def _may_open(passage: Passage, is_followed: bool) -> bool:
    """Whether comments may begin here. On web pages they have places of their own, and what comes after such a
    place is the article's, unless a comment's head follows.
    """
    return passage.in_body or (passage.fate == "comments" and (passage.step != "reading" or is_followed))


def _opens_with_comments(document: Document, lex: Lexicon) -> bool:
    """A page of comments without the piece: it begins with their head and holds no paragraph."""
    opening = next((i for i, p in enumerate(document.passages) if p.in_body), None)
    if opening is None:
        return False
    counted = is_anchor(document.passages[opening].text, lex)
    heads = sum(is_head(document, i, lex) for i in range(len(document)) if document.passages[i].in_body)
    return heads > 0 and (counted or is_head(document, opening, lex))


def is_anchor(text: str, lex: Lexicon) -> bool:
    """Whether the line opens the comments: as a whole, or each of its sentences."""
    phrases = lex.comments
    whole = phrases.kind_of(fold(re.sub(r"[()\[\]（）]", " ", text)))
    if whole == "anchors":
        return True
    parts = [fold(part) for part in re.split(r"(?<=[.!?؟？|])\s+", text) if fold(part)]
    return len(parts) > 1 and all(phrases.kind_of(part) == "anchors" for part in parts)


def is_head(document: Document, index: int, lex: Lexicon) -> bool:
    """Whether the line heads a single comment: who, and when or `says`."""
    text = document.passages[index].text
    if word_count(text) > 14 or len(text) > 120:
        return False
    folded = fold(text)
    if lex.phrases("date", "updated").within(folded) or lex.phrases("date", "published").opening(folded):
        return False
    kind = lex.comments.kind_of(folded)
    if kind == "ago":
        return not text.isupper()  # `64D` is a shelf mark or a seat
    if kind == "headers" and not text.rstrip().endswith(("?", "!", "؟", "？")):
        return bool(_HEAD_MARK.search(text)) or bool(re.search(r"\d", text))
    if index + 1 < len(document) and not ends_sentence(text) and _is_stamp(document, index, lex):
        return True
    return bool(re.match(r"^\d{1,4}\. \S.{0,40}\(\d{1,2}[:.h]\d{2}\)$", text))


def _is_stamp(document: Document, index: int, lex: Lexicon) -> bool:
    """Whether the line is a day and a time of day beside somebody's name, in the line or on the one before it.

    `Doors: 4 May, 19:30` is an appointment, and a stamp with nobody near, or as programs write it, is nobody's.
    """
    text = document.passages[index].text
    found = dates.find(text)
    if not found or text[: found[0].start].rstrip().endswith(":") or _MACHINE.match(text):
        return False
    rest = f"{text[: found[0].start]} {text[found[-1].end :]}"
    if not _CLOCK.search(rest) and not isinstance(found[-1].when, datetime):
        return False
    said = [word for word in fold(_CLOCK.sub("", rest)).split() if word not in lex.singles("date", "noise")]
    before = document.passages[index - 1].text if index else ""
    signed = 0 < word_count(before) <= 4 and not ends_sentence(before) and not dates.find(before)
    return len(said) <= 6 and (bool(said) or signed)


def _last_open(document: Document) -> int:
    return max(i for i, p in enumerate(document.passages) if p.in_body)


def _with_text(document: Document, heads: list[int]) -> int:
    """Where the time stands under each comment, its name and words stand before the first time."""
    start = heads[0]
    while start > 0 and start > heads[0] - 4:
        before = document.passages[start - 1]
        if not before.in_body or is_prose(before.text):
            break
        start -= 1
    return start


def _with_name(document: Document, head: int, lex: Lexicon) -> int:
    """The name may stand on a line of its own before the time."""
    if lex.comments.kind_of(fold(document.passages[head].text)) != "ago" and not dates.find(
        document.passages[head].text
    ):
        return head
    before = head - 1
    if before >= 0 and document.passages[before].in_body:
        name = _INITIAL.sub("", document.passages[before].text)
        if word_count(name) <= 4 and not ends_sentence(name):
            return before
    return head


def _after_paywall(document: Document) -> int | None:
    """Short lines behind the last paywall box, when the box asks to talk or repeats the text: what readers said."""
    boxed = [
        i
        for i, p in enumerate(document.passages)
        if p.fate in ("paywall", "subscribe") and p.step != "reading"
    ]
    if not boxed or zones.share_before(document, boxed[-1]) < 0.7:
        return None
    after = boxed[-1] + 1
    while after < len(document) and document.passages[after].fate == "duplicate":
        after += 1
    rest = [p for p in document.passages[after:] if p.in_body]
    talk = any(_TALK.search(fold(document.passages[i].text)) for i in boxed)
    repeated = after > boxed[-1] + 1
    credited = any(p.fate in ("byline", "bio") for p in document.passages[after // 2 : after])
    if not rest or any(word_count(p.text) > 60 or p.fate in ("li", "oli") for p in rest):
        return None
    if not (talk or repeated or credited):
        return None
    return after


def _may_cut(document: Document, start: int, lex: Lexicon) -> bool:
    """Guards: no long story after the anchor, and not more of the text than comments would be, without proof."""
    rest = [i for i in range(start + 1, len(document)) if document.passages[i].in_body]
    if start == 0:
        return True
    proof = sum(is_head(document, i, lex) for i in rest) + _controls(document.passages[start:])
    run = longest = 0
    for i in rest:
        run = run + 1 if is_prose(document.passages[i].text) else 0
        longest = max(longest, run)
    if proof:
        return longest < LONG_RUN
    counted = any(c.isdigit() for c in document.passages[start].text) or document.passages[start].fate != "p"
    if not counted and rest and is_prose(document.passages[rest[0]].text):
        return False  # a heading `Comments` over a paragraph may be a sub-heading
    return longest < LONG_RUN and zones.share_before(document, start) >= 1 - MOST


def _controls(passages: tuple[Passage, ...]) -> int:
    return sum(p.fate == "comments" and p.step == "markers" for p in passages[1:])


def _suspected(passage: Passage) -> Finding:
    return Finding(
        "comments-suspected",
        "Readers' comments may begin here.",
        evidence=passage.text[:200],
        suggestion="Take out everything from here to the end.",
        start=passage.start,
        end=passage.end,
        confidence=0.5,
    )
