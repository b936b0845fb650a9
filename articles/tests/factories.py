"""Rows for tests: plain functions, every field open, nothing random.

`make_article(status="published")` is a readable piece: dates left out are set as the database wants them.
Pieces are in the full-text index, as they are when they came by the importer or the desk.
"""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils.text import slugify

from articles import search
from articles.models import Article, Author, Byline, ImportRun, Publication, Source, Topic

# A moment for tests that pass the time in. Past by every clock, so what is live then is live now.
NOW = datetime(2024, 5, 14, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
BODY = "<p>The ferry came back to the harbour on Tuesday, three years after the storm took the pier.</p>"

numbers = count(1)


def make_article(
    *, authors: tuple[Author, ...] = (), topics: tuple[Topic, ...] = (), **fields: Any
) -> Article:
    """A draft unless `status` says otherwise; `authors` in the order of the byline."""
    number = next(numbers)
    fields = {"headline": f"The ferry is back, part {number}", "body": BODY, **fields}
    fields.setdefault("slug", f"{slugify(fields['headline'])[:100] or 'piece'}-{number}")
    if fields.get("status") == "published":
        fields.setdefault("published_at", NOW - DAY)
    if fields.get("status") in {"published", "withdrawn"}:
        fields.setdefault("first_published_at", fields.get("published_at") or NOW - DAY)
    article = Article.objects.create(**fields)
    for position, author in enumerate(authors, start=1):
        Byline.objects.create(article=article, author=author, position=position)
    article.topics.add(*topics)
    search.refresh_many([article.pk])
    return article


def make_author(**fields: Any) -> Author:
    number = next(numbers)
    fields = {"name": f"Ada Marlow the {number}th", "slug": f"ada-marlow-{number}", **fields}
    return Author.objects.create(**fields)


def make_publication(**fields: Any) -> Publication:
    number = next(numbers)
    fields = {"name": f"The Harbour Courier {number}", "slug": f"harbour-courier-{number}", **fields}
    return Publication.objects.create(**fields)


def make_topic(**fields: Any) -> Topic:
    number = next(numbers)
    fields = {"name": f"Ferries {number}", "slug": f"ferries-{number}", **fields}
    topic: Topic = Topic.objects.create(**fields)
    return topic


def make_user(group: str | None = None, **fields: Any) -> User:
    """A person who may enter the admin; `group` is Reporter, Editor or Publisher."""
    fields = {"username": f"ada-{next(numbers)}", "is_staff": True, **fields}
    user = User.objects.create_user(**fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_source(**fields: Any) -> Source:
    number = next(numbers)
    run = fields.pop("run", None) or ImportRun.objects.create(command="import_articles")
    fields = {"name": f"piece-{number}.txt", "sha256": f"{number:064x}", "outcome": "created", **fields}
    return Source.objects.create(run=run, **fields)
