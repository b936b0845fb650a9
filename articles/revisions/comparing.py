"""What differs between two revisions: word by word where there are words, metadata included."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from django.db.models import DateTimeField
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import moments
from articles.models import Article
from articles.plain_text import paragraphs

from .snapshots import CONTENT, Snapshot

FIELDS = (*CONTENT, "slug", "status")
WORDED = {"headline", "kicker", "standfirst", "dateline", "body", "lead_image_caption", "lead_image_credit"}
# A word, a character of a script without spaces, a run of space, or one sign.
UNSPACED = r"\u0e00-\u0eff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
TOKEN = re.compile(rf"\s+|[{UNSPACED}]|[^\W_{UNSPACED}]+|.", re.DOTALL)
PARAGRAPH = re.compile(r".+?(?:\n\n|\Z)", re.DOTALL)
# Two passages are compared word by word only while that takes a moment: up to 2,000 words against 2,000.
MAX_WORK = 4_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. What is the same or removed makes the text before; same or added, the one after."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs; `label` is its name for people, `before` and `after` its plain text.

    `kind` is `words` (`pieces` shows them), `names` (one to a piece), `markup` (the same words in other HTML) or
    `value`.
    """

    field: str
    label: str
    kind: Literal["words", "names", "markup", "value"]
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


def compare(before: Snapshot, after: Snapshot) -> list[Difference]:
    """Return what differs, in the order of the form; bylines and topics come last."""
    return list(_differences(before, after))


def _differences(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    for name in FIELDS:
        old, new = before["fields"].get(name), after["fields"].get(name)
        if old != new:
            label = capfirst(str(Article._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
            yield _field(name, label, old, new)
    bylines = [[_credit(entry) for entry in snapshot["bylines"]] for snapshot in (before, after)]
    topics = [[_credit(entry) for entry in snapshot["topics"]] for snapshot in (before, after)]
    for name, label, (old, new) in (("bylines", _("Byline"), bylines), ("topics", _("Topics"), topics)):
        if old != new:
            yield Difference(name, label, "names", "; ".join(old), "; ".join(new), tuple(_names(old, new)))


def _field(name: str, label: str, old: Any, new: Any) -> Difference:
    if name not in WORDED:
        return Difference(name, label, "value", _said(name, old), _said(name, new))
    texts = (_readable(old or ""), _readable(new or "")) if name == "body" else (old or "", new or "")
    if texts[0] == texts[1]:
        return Difference(name, label, "markup", str(old), str(new))
    return Difference(name, label, "words", *texts, tuple(pieces(*texts)))


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Yield how one text became the other: by paragraphs first, then by words inside those that differ."""
    for is_same, old, new in _matched(PARAGRAPH.findall(before), PARAGRAPH.findall(after)):
        yield from _both(is_same, old) if is_same else _words("".join(old), "".join(new))


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) * len(new) > MAX_WORK:
        old, new = [before], [after]
    for is_same, some, others in _matched(old, new):
        yield from _both(is_same, ["".join(some)], ["".join(others)])


def _names(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for is_same, old, new in _matched(before, after):
        yield from _both(is_same, old, new)


def _matched(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Yield runs of what is the same on both sides and of what is not."""
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield tag == "equal", before[i:j], after[k:m]


def _both(is_same: bool, old: Sequence[str], new: Sequence[str] = ()) -> Iterator[Piece]:
    if is_same:
        yield from (Piece("same", text) for text in old)
    else:
        yield from (Piece("removed", text) for text in old if text)
        yield from (Piece("added", text) for text in new if text)


def _readable(body: str) -> str:
    """Return the body's text with an empty line after each block."""
    return "\n\n".join(paragraphs(body))


def _credit(entry: dict[str, Any]) -> str:
    """Return a name in the byline with what it was credited for, or the name of a topic."""
    notes = [entry[key] for key in ("role", "affiliation_then") if entry.get(key)]
    return f"{entry['name']} ({', '.join(notes)})" if notes else str(entry["name"])


def _said(name: str, value: Any) -> str:
    """Return a field's value in a snapshot for people."""
    field: Any = Article._meta.get_field(name)
    if isinstance(value, dict):
        return str(value["name"])
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, DateTimeField) and isinstance(value, str):
        moment = parse_datetime(value)
        return moments.said(moment) if moment else value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
