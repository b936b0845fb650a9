"""What a piece's form tells of the pieces that it belongs with."""

from typing import Any

from django.db.models import Q

from ..models import Article, EventPiece, Likeness

PAIRS_SHOWN, PIECES_SHOWN = 5, 30


def belonging(article: Article) -> dict[str, Any]:
    """Return its copies, its event with the other pieces of that, and its translations."""
    pk = article.working_copy_of_id or article.pk
    pairs = Likeness.objects.filter(Q(article=pk) | Q(other=pk)).select_related("article", "other")
    place = EventPiece.objects.filter(article=pk).select_related("event").first()
    event = place.event if place else None
    others = (
        Article.objects.filter(event_piece__event=event).exclude(pk=pk) if event else Article.objects.none()
    )
    languages = Article.objects.filter(translation_of=pk, working_copy_of=None)
    return {
        "copy_pairs": pairs.defer("article__body", "other__body")[:PAIRS_SHOWN],
        "copy_of": article.copy_of,
        "event": event,
        "event_pieces": others.defer("body").select_related("publication").newest_first()[:PIECES_SHOWN],
        "translations": languages.defer("body")[:PIECES_SHOWN],
    }
