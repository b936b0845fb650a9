"""Pieces that are most likely copies, and that nobody has decided about yet: they are not to go out by themselves."""

from collections.abc import Collection

from django.db.models import Q

from articles.models import Article, Likeness, Status


def unsettled(article_ids: Collection[int]) -> dict[int, Article]:
    """Return those of the pieces that are nearly the same as one that is published, or is among them and came first.

    By their ids, each with that other piece. One query, none for no pieces.
    """
    if not article_ids:
        return {}
    pairs = Likeness.objects.filter(
        Q(article__in=article_ids) | Q(other__in=article_ids),
        decision=Likeness.Decision.OPEN,
        kind=Likeness.Kind.SAME,
    ).select_related("article__publication", "other__publication")
    found: dict[int, Article] = {}
    for pair in pairs.defer("article__body", "other__body").order_by("id"):
        original, copy = pair.original, pair.copy
        if original.status != Status.PUBLISHED and copy.status == Status.PUBLISHED:
            original, copy = copy, original
        will_be_read = original.status == Status.PUBLISHED or (
            original.pk in article_ids and original.pk not in found
        )
        if copy.status != Status.PUBLISHED and copy.pk in article_ids and will_be_read:
            found.setdefault(copy.pk, original)
    return found
