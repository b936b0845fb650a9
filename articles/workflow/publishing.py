"""Publishing: a piece becomes readable, or the working copy of one takes its place."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from articles.errors import WorkflowError
from articles.models import Article, Status

from .copies import fold
from .states import PUBLISHING, Refused, move

AT_ONCE = 500


def publish(
    article: Article, *, user: User | None = None, note: str = "", at: datetime | None = None
) -> None:
    """Make the piece readable, from the moment of its date, embargo and licence on.

    A piece without a date gets the moment of publishing, marked as ours if the piece came from elsewhere. A
    working copy is folded into its original and deleted; `article.working_copy_of` is what readers see then.
    """
    for _article, error in publish_many([article], user=user, note=note, at=at):
        raise error


def publish_many(
    articles: Iterable[Article], *, user: User | None = None, note: str = "", at: datetime | None = None
) -> Refused:
    """Publish all that can be; return the others, each with the error that says why.

    The number of queries does not grow with the number of pieces (of each 500), except for working copies,
    which are folded one by one.
    """
    refused: Refused = []
    pieces = []
    for article in articles:
        if article.working_copy_of_id is None:
            pieces.append(article)
            continue
        try:
            fold(article, user=user, note=note, at=at)
        except WorkflowError as error:
            refused.append((article, error))
    for start in range(0, len(pieces), AT_ONCE):
        refused += move(pieces[start : start + AT_ONCE], PUBLISHING, user=user, note=note, at=at)
    return refused


def readable_from(article: Article, at: datetime | None = None) -> datetime | None:
    """The moment from which readers will see a published piece that they do not see yet; None of any other."""
    at = at or timezone.now()
    licensed = article.publication.licence_from if article.publication else None
    begins = [moment for moment in (article.published_at, article.embargoed_until, licensed) if moment]
    if article.status != Status.PUBLISHED or max(begins, default=at) <= at:
        return None
    return max(begins) if article.is_live(max(begins)) else None
