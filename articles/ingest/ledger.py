"""The ledger law: body, fields and removed spans account for every character, and can be put back.

Every change has a place in the source and what stands there now, so the body text together with the changes is
the source again, to the letter.
"""

from collections.abc import Callable, Iterable, Mapping

from .document import Document, Passage
from .footnotes import Note
from .rendering import NO_NOTES, markup_of
from .story import REMOVAL_KINDS, Change

BETWEEN = "\n\n"  # what stands between two blocks of the body text


def changes(document: Document, notes: Mapping[str, Note] = NO_NOTES) -> tuple[Change, ...]:
    """All that was done to the source, in its order, without overlaps.

    White space that merely stands differently is kind `layout`; a passage that left the body is one change, which
    takes in the edits inside it. `notes` are the footnotes as `rendering.numbered` counts them.
    """
    markup = markup_of(document, notes)
    found: list[Change] = []
    at, begun = 0, False
    for passage in document.passages:
        between = BETWEEN if passage.in_body and begun else ""
        found += _gap(document.text, at, passage.start, between)
        begun = begun or passage.in_body
        found += _of_passage(document.text, passage, markup)
        at = passage.end
    return (*found, *_gap(document.text, at, len(document.text), ""))


def _gap(source: str, start: int, end: int, after: str) -> list[Change]:
    before = source[start:end]
    return [] if before == after else [Change("layout", "paragraphs", "layout", start, end, before, after)]


def _of_passage(source: str, passage: Passage, markup: Callable[[Passage], str]) -> list[Change]:
    if passage.in_body:
        return [
            Change(
                "reading",
                e.rule,
                "edit",
                e.start,
                e.end,
                source[e.start : e.end],
                e.after,
                e.confidence,
                e.reason,
            )
            for e in passage.edits
        ]
    before = source[passage.start : passage.end]
    return [
        Change(
            passage.step,
            passage.rule,
            passage.fate,
            passage.start,
            passage.end,
            before,
            "",
            passage.confidence,
            passage.reason,
            markup(passage) if passage.fate in REMOVAL_KINDS else "",
        )
    ]


def replay(body_text: str, done: Iterable[Change]) -> str:
    """The source, from the body text and the changes that led to it."""
    source: list[str] = []
    source_at = body_at = 0
    for change in done:
        kept = change.start - source_at
        source += [body_text[body_at : body_at + kept], change.before]
        body_at += kept + len(change.after)
        source_at = change.end
    return "".join(source) + body_text[body_at:]
