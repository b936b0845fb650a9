"""What comes out of storing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from articles.ingest.story import Finding

from .entries import Entry
from .ledger import Decision
from .pieces import Outcome, Piece
from .values import far_off


@dataclass(slots=True)
class Result:
    """What became of one piece. `article_id` is the article it made, changed or repeats, if there is one.

    `reason` says why, where that is not plain. `in_place` is false where the text did not go into its article
    (but into a working copy, or nowhere yet); `findings` are the story's and those of storing it. `readable_from` is
    when readers will see what was published for later.
    """

    piece: Piece
    outcome: Outcome
    entry: Entry
    reason: str = ""
    article_id: int | None = None
    findings: tuple[Finding, ...] = ()
    in_place: bool = True
    published: bool = False
    readable_from: datetime | None = None
    unpublished_because: str = ""

    @classmethod
    def of(cls, decision: Decision) -> Self:
        story = decision.piece.story
        return cls(
            decision.piece,
            decision.outcome,
            decision.entry,
            decision.reason,
            decision.entry.article_id,
            (*story.findings, *far_off(story)) if story else (),
        )
