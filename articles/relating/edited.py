"""What was written or changed at the desk is looked up as what arrives, once it is saved."""

from typing import Any

from django.db import transaction

from articles.models import Article

from .arrivals import Arrival, relate


def look_up_when_saved(*, article: Article, **_said: Any) -> None:
    """Look the piece up after the commit. An error there is logged, and undoes nothing of what was saved."""
    transaction.on_commit(lambda: look_up(article.pk), robust=True)


@transaction.atomic
def look_up(article_id: int) -> None:
    """Find what the piece, as it is now, is a copy of and which event it is about; not that of a working copy."""
    pieces = Article.objects.select_for_update().filter(pk=article_id, working_copy_of=None)
    relate([Arrival.of(article) for article in pieces], known=True)
