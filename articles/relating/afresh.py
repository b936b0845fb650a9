"""Looking at the whole archive anew: what arrived at once, what was written at the desk, what was changed since."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef

from articles.models import Article, Event, EventPiece

from .arrivals import Arrival, relate

AT_ONCE = 200


def regroup() -> Iterator[int]:
    """Find copies and events of all pieces, part by part; yield how many pieces were looked at each time.

    What a person has decided holds, and so does an event that a person has named, with its pieces. It may be
    stopped at any moment and run again.
    """
    forget()
    last = 0
    while found := part_after(last):
        last = found[-1]
        yield len(found)


@transaction.atomic
def forget() -> None:
    """Undo what grouping alone has done, and drop the events that nothing is left of."""
    EventPiece.objects.filter(by_person=False, event__name="").update(event=None)
    pieces = EventPiece.objects.filter(event=OuterRef("pk"))
    Event.objects.filter(~Exists(pieces), name="").delete()


@transaction.atomic
def part_after(last: int) -> list[int]:
    pieces = Article.objects.filter(pk__gt=last, working_copy_of=None).order_by("pk")
    wanted = pieces.only("body", "headline", "standfirst", "published_at", "published_at_assumed")
    arrivals = [Arrival.of(article) for article in wanted[:AT_ONCE]]
    relate(arrivals, known=True)
    return [arrival.article_id for arrival in arrivals]
