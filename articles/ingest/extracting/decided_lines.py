"""Lines about which the newsroom has decided, for one publication: always the site's, or always the piece's."""

from collections.abc import Sequence
from dataclasses import replace

from ..document import Document, Passage
from ..features import fold
from ..story import REMOVAL_KINDS, LineRule

STEP = "decided"
REASON = "Editors decided so for this publication."


def apply(document: Document, rules: Sequence[LineRule]) -> Document:
    """Takes out or keeps every passage that is a decided line, whatever the other rules thought of it."""
    decided = {fold(rule.line): rule for rule in rules}
    if not decided:
        return document
    passages = [_decided(passage, decided.get(fold(passage.text))) for passage in document]
    settled = {(new.start, new.end) for old, new in zip(document, passages, strict=True) if new is not old}
    if not settled:
        return document
    open_still = tuple(f for f in document.findings if (f.start, f.end) not in settled)
    return replace(document.with_passages(passages), findings=open_still)


def _decided(passage: Passage, rule: LineRule | None) -> Passage:
    if rule and rule.action == "remove" and passage.in_body and rule.kind in REMOVAL_KINDS:
        return passage.as_kind(rule.kind, STEP, "decided line", 1.0, REASON)
    if rule and rule.action == "keep" and passage.fate in REMOVAL_KINDS:
        return passage.as_kind("p", STEP, "decided line", 1.0, REASON)
    return passage
