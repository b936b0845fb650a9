"""How a piece stood at one moment: taken down, kept, put back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NotRequired, TypedDict

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.models import (
    Article,
    Author,
    AuthorAlias,
    Byline,
    Image,
    Publication,
    Revision,
    TaggedArticle,
    Topic,
    TopicAlias,
    name_key,
)
from articles.plain_text import word_count

# What an editor writes and settles. A working copy carries it, folding and restoring write it.
CONTENT = (
    "headline", "kicker", "standfirst", "dateline", "body", "language", "genre", "publication", "source_url",
    "usage_terms", "is_machine_translated", "translation_of", "lead_image", "lead_image_caption", "lead_image_credit",
    "published_at", "published_at_assumed", "embargoed_until", "expires_at",
)  # fmt: skip
# What the row knows about itself: kept in the snapshot, never put back.
BOOKKEEPING = (
    "slug", "status", "first_published_at", "created_at", "updated_at", "word_count", "version",
    "working_copy_of", "copy_of",
)  # fmt: skip
LINKS = ("working_copy_of", "copy_of")  # of which only the id is kept


class Snapshot(TypedDict):
    """A piece as JSON. Moments are ISO 8601; a publication, image or piece is `{"id": …, "name": …}` or None."""

    fields: dict[str, Any]
    bylines: list[dict[str, Any]]  # id and name of the author, role, affiliation_then
    topics: list[dict[str, Any]]  # id, name
    file: NotRequired[
        "Snapshot"
    ]  # of an import: what its file alone says, where people's words stay beside it


def snapshots(article_ids: Sequence[int]) -> dict[int, Snapshot]:
    """Return the articles as they stand in the database, in three queries however many there are."""
    bylines: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for byline in (
        Byline.objects.filter(article__in=article_ids).select_related("author").order_by("position")
    ):
        bylines[byline.article_id].append(
            {"id": byline.author_id, "name": byline.author.name, "role": byline.role}
            | {"affiliation_then": byline.affiliation_then}
        )
    topics: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    tagged = TaggedArticle.objects.filter(content_object__in=article_ids).order_by("tag__name")
    for article_id, pk, name in tagged.values_list("content_object_id", "tag_id", "tag__name"):
        topics[article_id].append({"id": pk, "name": name})
    linked = Article.objects.select_related("publication", "lead_image", "translation_of")
    articles = linked.defer("translation_of__body").filter(pk__in=article_ids)
    return {
        article.pk: {"fields": _fields(article), "bylines": bylines[article.pk], "topics": topics[article.pk]}
        for article in articles.order_by()
    }


def record_many(
    articles: Iterable[Article],
    *,
    kind: Revision.Kind,
    user: User | None = None,
    note: str = "",
    at: datetime | None = None,
    files: Mapping[int, Snapshot] | None = None,
) -> list[Revision]:
    """Write one revision of each article, as it stands now, in a fixed number of queries.

    `files` are what the files of an import say of the articles, by their ids, where they stand otherwise now.
    The caller's transaction must hold the articles' rows, so that no number is given twice.
    """
    article_ids = [article.pk for article in articles]
    taken = dict(
        Revision.objects.filter(article__in=article_ids)
        .order_by()
        .values_list("article_id")
        .annotate(Max("number"))
    )
    at = at or timezone.now()
    return Revision.objects.bulk_create(
        Revision(
            article_id=pk, number=taken.get(pk, 0) + 1, author=user, created_at=at, note=note[:500], kind=kind,
            snapshot=snapshot | ({"file": files[pk]} if files and pk in files else {}),
        )
        for pk, snapshot in sorted(snapshots(article_ids).items())
    )  # fmt: skip


def record(article: Article, **how: Any) -> Revision:
    """Write one revision of the article; see `record_many`."""
    return record_many([article], **how)[0]


def put_back(article: Article, snapshot: Snapshot) -> list[str]:
    """Give the article the content, bylines and topics of the snapshot, and save it.

    Return the names of what cannot be put back because it has been deleted since.
    """
    lost: list[str] = []
    for name in CONTENT:
        setattr(article, name, _value(name, snapshot["fields"].get(name), lost))
    article.save(update_fields=[*CONTENT, "updated_at"])
    _put_back_bylines(article, snapshot["bylines"], lost)
    topics = [(entry["name"], _topic(entry)) for entry in snapshot["topics"]]
    lost += [name for name, topic in topics if topic is None]
    article.tagged_topics.all().delete()
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=article, tag=topic) for topic in {topic for _, topic in topics if topic}
    )
    return lost


def put_back_many(pieces: Mapping[Article, Snapshot]) -> None:
    """Give each article the content of a snapshot of which nothing has been deleted, in a fixed number of queries."""
    if not pieces:
        return
    bylines, topics = [], []
    for article, snapshot in pieces.items():
        for name in CONTENT:
            value = snapshot["fields"].get(name)
            if Article._meta.get_field(name).is_relation:
                setattr(article, f"{name}_id", value and value["id"])
            else:
                setattr(article, name, _value(name, value, []))
        article.word_count = word_count(article.body)
        bylines += [
            Byline(
                article=article, author_id=entry["id"], role=entry["role"], position=position,
                affiliation_then=entry["affiliation_then"],
            )
            for position, entry in enumerate(snapshot["bylines"], start=1)
        ]  # fmt: skip
        topics += [TaggedArticle(content_object=article, tag_id=entry["id"]) for entry in snapshot["topics"]]
    Article.objects.bulk_update(pieces, [*CONTENT, "word_count"])
    Byline.objects.filter(article__in=pieces).delete()
    TaggedArticle.objects.filter(content_object__in=pieces).delete()
    Byline.objects.bulk_create(bylines)
    TaggedArticle.objects.bulk_create(topics)


def _put_back_bylines(article: Article, entries: list[dict[str, Any]], lost: list[str]) -> None:
    bylines: dict[Author, Byline] = {}
    for entry in entries:
        if author := _author(entry):
            then = entry["affiliation_then"]
            byline = Byline(article=article, author=author, role=entry["role"], affiliation_then=then)
            bylines.setdefault(author, byline)
        else:
            lost.append(entry["name"])
    for position, byline in enumerate(bylines.values(), start=1):
        byline.position = position
    article.bylines.all().delete()
    Byline.objects.bulk_create(bylines.values())


def _fields(article: Article) -> dict[str, Any]:
    return {name: _plain(getattr(article, name)) for name in CONTENT} | {
        name: _plain(getattr(article, f"{name}_id" if name in LINKS else name)) for name in BOOKKEEPING
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Article | Publication | Image):
        return {"id": value.pk, "name": str(value)}
    return value


def _value(name: str, plain: Any, lost: list[str]) -> Any:
    """Return what stands in the snapshot as the model wants it."""
    field = Article._meta.get_field(name)
    if field.is_relation and plain:
        found = field.related_model._default_manager.filter(pk=plain["id"]).first()  # type: ignore[union-attr]
        lost += [] if found else [plain["name"]]
        return found
    if isinstance(plain, str) and field.get_internal_type() == "DateTimeField":
        return parse_datetime(plain)
    return plain


def _author(entry: dict[str, Any]) -> Author | None:
    """Return the author of a byline; one merged into another since is found by the alias that it left."""
    alias = AuthorAlias.objects.filter(name_key=name_key(entry["name"])).select_related("author").first()
    return Author.objects.filter(pk=entry["id"]).first() or (alias.author if alias else None)


def _topic(entry: dict[str, Any]) -> Topic | None:
    alias = TopicAlias.objects.filter(name_key=name_key(entry["name"])).select_related("topic").first()
    return Topic.objects.filter(pk=entry["id"]).first() or (alias.topic if alias else None)
