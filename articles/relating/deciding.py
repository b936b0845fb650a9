"""What a person says about events; no later grouping changes it."""

from collections.abc import Iterable

from django.db import transaction

from articles.models import Event, EventPiece


@transaction.atomic
def move(article_ids: Iterable[int], event: Event | None) -> None:
    """Put the pieces into the event, out of any other; None takes them out of all."""
    wanted = {*article_ids}
    known = EventPiece.objects.filter(article__in=wanted)
    known.update(event=event, by_person=True)
    new = wanted - {*known.values_list("article_id", flat=True)}
    EventPiece.objects.bulk_create(
        EventPiece(article_id=pk, event=event, by_person=True) for pk in sorted(new)
    )
