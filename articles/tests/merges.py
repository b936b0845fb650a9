"""Pairs of copies, merged and given back."""

from typing import Any

from articles import relating, revisions
from articles.models import Article, Likeness, Merge, Revision

from .factories import DAY, NOW, make_article, make_source, make_user


def make_pair(**fields: Any) -> Likeness:
    """The first to come is the original, a day older than its copy."""
    first = make_article(headline="First", status="published", published_at=NOW - 2 * DAY)
    copy = make_article(**{"headline": "Copy", "status": "published", "published_at": NOW - DAY, **fields})
    return Likeness.objects.create(article=copy, other=first, kind="same", overlap=97)


def make_deleted(**fields: Any) -> tuple[Likeness, Merge]:
    """A pair whose copy, a draft as its file brought it, was deleted by the merge."""
    pair = make_pair(status="draft", **fields)
    revisions.record(pair.article, kind=Revision.Kind.IMPORT)
    make_source(article=pair.article, article_version=1, raw=b"The ferry came back.")
    merge = merged(pair)
    assert not Article.objects.filter(pk=merge.spare_id).exists()
    return pair, merge


def merged(pair: Likeness) -> Merge:
    return relating.merge_copy(pair, pair.other, user=make_user("Publisher"))


def undone(merge: Merge) -> list[str]:
    return relating.undo_merge(merge, user=make_user("Publisher"))


def state(article_id: int) -> dict[str, Any]:
    """How a piece stands, but for when that was written."""
    snapshot = revisions.snapshots([article_id])[article_id]
    fields = {name: value for name, value in snapshot["fields"].items() if name != "updated_at"}
    return {**snapshot, "fields": fields}
