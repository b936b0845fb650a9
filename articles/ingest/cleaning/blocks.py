"""`Related stories` and the list under it: the heading is known, the items are lines that are not sentences."""

import re

from .. import calls, furniture, zones
from ..document import Document, Passage
from ..features import ends_sentence, fold, is_prose, word_count
from ..lexicon import Lexicon, lexicon
from ..line_kinds import bullet, judge

STEP = "blocks"
LONGEST_ITEM, MOST_ITEMS = 25, 12
SUBHEAD_MOST = 12  # words of a sub-heading
SUBHEAD_WORDS = 4  # an unmarked line so short, right before a paragraph, may be a sub-heading
REASON = "A list of other pieces."


def apply(document: Document) -> Document:
    """Removes block headings with their items, in the text and after it."""
    lex = lexicon(document.language)
    passages = list(document.passages)
    first, _last = zones.running(document)
    for i, passage in enumerate(passages):
        heading = passage.text.strip().rstrip(":：")
        if not passage.in_body or word_count(heading) > 10 or is_prose(passage.text):
            continue
        kind = lex.blocks.kind_of(fold(heading)) or ("related" if furniture.heads_list(heading, lex) else "")
        if not kind:
            continue
        items = _items(document, passages, i, lex)
        if kind == "subscribe":  # its items are calls, too; else `Newsletter` heads a part of the story
            items = [
                j for j in items if calls.score(passages[j].text, fold(passages[j].text), kind, lex) >= 1
            ]
        if not items and first <= i and not _ends(passages, i):
            continue  # a heading without a list is a sub-heading
        for j in (i, *items):
            passages[j] = passages[j].as_kind(kind, STEP, "list under a heading", 0.9, REASON)
    return document.with_passages(passages)


def _ends(passages: list[Passage], index: int) -> bool:
    return not any(p.in_body for p in passages[index + 1 :])


def _items(document: Document, passages: list[Passage], heading: int, lex: Lexicon) -> list[int]:
    """Indexes of the items: they share the heading's block, or are bulleted or title-like lines after it."""
    found: list[int] = []
    together = heading + 1 < len(passages) and not document.opens_block(heading + 1)
    headed = _has_subheads(document, passages, heading, lex)
    for j in range(heading + 1, min(len(passages), heading + 1 + MOST_ITEMS)):
        passage = passages[j]
        if not passage.in_body:
            if passage.fate in ("related", "navigation", "subscribe"):
                continue
            break
        if lex.comments.kind_of(fold(passage.text)) == "anchors":
            break
        if together and document.opens_block(j):
            break
        marked = (passage.fate in ("li", "oli") or bullet(passage.text)) and not _is_sentence(passage.text)
        if not marked and not _is_title(passages, j, bool(found) and not headed):
            break
        found.append(j)
    return found


def _is_sentence(text: str) -> bool:
    """A list item that is a whole sentence belongs to the story: titles do not end in a full stop."""
    return text.rstrip().endswith((".", "。")) and word_count(text) > 6


def _has_subheads(document: Document, passages: list[Passage], heading: int, lex: Lexicon) -> bool:
    """Whether short lines head paragraphs of the piece elsewhere than under the heading."""
    first, last = zones.running(document)
    return any(
        word_count(passages[i].text) <= SUBHEAD_MOST
        and not ends_sentence(passages[i].text)
        and is_prose(passages[i - 1].text)
        and is_prose(passages[i + 1].text)
        and not judge(passages[i].text, lex)
        for i in range(first + 1, last)
        if i != heading and passages[i].in_body
    )


def _is_title(passages: list[Passage], index: int, among_others: bool) -> bool:
    text = passages[index].text
    if (
        word_count(text) > LONGEST_ITEM
        or re.search(r"[.!] [^\W\d_]|\? [^\W\d_].*[.!?]$", text)
        or (ends_sentence(text) and not text.rstrip().endswith(("?", "!", "؟", "？")))
    ):
        return False
    following = next((p for p in passages[index + 1 :] if p.in_body), None)
    before_prose = following is not None and is_prose(following.text)
    return among_others or not (before_prose and word_count(text) <= SUBHEAD_WORDS)
