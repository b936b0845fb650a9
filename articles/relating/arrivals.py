"""What happens to pieces that arrive: they are looked up, compared, and grouped, a batch at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.ingest.shingles import fingerprint, words
from articles.ingest.telling import Names, signs, telling
from articles.models import Article, Fingerprint
from articles.plain_text import paragraphs

from . import copies, events
from .holders import Holders


@dataclass(frozen=True, slots=True)
class Arrival:
    """A piece that is stored, and what it is recognised by. `at` is its own date; None if that is ours."""

    article_id: int
    paragraphs: Sequence[str]
    values: Sequence[int]
    names: Names
    at: datetime | None

    @classmethod
    def of(cls, article: Article) -> "Arrival":
        text = paragraphs(article.body)
        whole = "\n\n".join(text)
        title = f"{article.headline}\n{article.standfirst}"
        at = None if article.published_at_assumed else article.published_at
        return cls(article.pk, text, fingerprint(words(whole)), telling(title, whole), at)


def relate(arrivals: Sequence[Arrival], *, known: bool = False) -> None:
    """Find what the pieces are copies of and which events they are about; keep what they are found by.

    Inside the caller's transaction, in a fixed number of queries for up to a few hundred pieces. `known` says
    that some have been here before.
    """
    if not arrivals:
        return
    signed = {arrival.article_id: signs(arrival.names, arrival.at) for arrival in arrivals}
    if known:
        Fingerprint.objects.filter(article__in=signed).delete()
    values = {value for arrival in arrivals for value in arrival.values}
    # Those it is filed under are read, too: of each no more are kept than `MOST`.
    holders = Holders(values.union(*(sought for both in signed.values() for sought in both)))
    alike: dict[int, dict[int, int]] = {}
    near: dict[int, dict[int, int]] = {}
    for arrival in arrivals:
        filed, looked_up = signed[arrival.article_id]
        alike[arrival.article_id] = holders.like(arrival.values, least=copies.SHARED, most=copies.COMPARED)
        near[arrival.article_id] = holders.like(looked_up, least=1, most=events.COMPARED)
        holders.add(arrival.article_id, (*arrival.values, *filed))
    holders.write()
    copies.find(arrivals, alike)
    events.group(arrivals, near)
