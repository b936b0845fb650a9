"""Copies: candidates compared paragraph by paragraph, and what is a copy put before the desk."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from articles.ingest.shingles import ONE_IN, Overlap, overlap
from articles.models import Article, Likeness
from articles.plain_text import paragraphs

if TYPE_CHECKING:
    from .arrivals import Arrival

# Of its values a piece must share so many with another to be compared with it, and with so many at most.
SHARED, COMPARED = 2, 4
# Of the values that the shorter of the two may be thought to have, too: less is a standing note, or a quotation.
SHARED_PART, LETTERS = 0.15, 6  # and so many characters to a word, with the space after it
# The part of one's words that must stand in the other; and what counts as all of them.
COPIED, WHOLE = 0.5, 0.8
READ = 200_000  # characters of a body that are compared


def find(arrivals: Sequence["Arrival"], alike: Mapping[int, Mapping[int, int]]) -> None:
    """Note which of the arrivals are copies; `alike` gives each one's candidates, with what they share."""
    texts: dict[int, Sequence[str]] = {arrival.article_id: arrival.paragraphs for arrival in arrivals}
    wanted = {other for others in alike.values() for other in others} - texts.keys()
    if wanted:
        rows = Article.objects.filter(pk__in=wanted).order_by().values_list("pk", "body")
        texts |= {pk: paragraphs(body[:READ]) for pk, body in rows}
    found = []
    for arrival in arrivals:
        for other, shared in alike[arrival.article_id].items():
            both = texts[arrival.article_id], texts.get(other, ())
            if shared < SHARED_PART * min(map(values_of, both)):
                continue
            if max(compared := overlap(*both)) >= COPIED:
                found.append(pair(arrival.article_id, other, compared))
    # A pair that is there stays as it is: it may have been decided.
    Likeness.objects.bulk_create(found, ignore_conflicts=True)


def values_of(text: Sequence[str]) -> float:
    """About how many values a text of this length has."""
    return sum(map(len, text)) / LETTERS / ONE_IN


def pair(one: int, other: int, compared: Overlap) -> Likeness:
    return Likeness(
        article_id=max(one, other),
        other_id=min(one, other),
        kind=kind_of(compared),
        overlap=round(100 * max(compared)),
    )


def kind_of(compared: Overlap) -> Likeness.Kind:
    if min(compared) >= WHOLE:
        return Likeness.Kind.SAME
    return Likeness.Kind.PART if max(compared) >= WHOLE else Likeness.Kind.REWORKED
