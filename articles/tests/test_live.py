"""What the public may read: `live()` and `is_live()` are one rule written twice, held together here."""

from datetime import datetime
from itertools import product
from typing import Any

import pytest

from articles.models import Article, Publication, Status

from .factories import DAY, NOW, make_article, make_publication

pytestmark = pytest.mark.django_db

# Around the moment asked about: a day before it, at it to the microsecond, a day after.
BEFORE, AT, AFTER = NOW - DAY, NOW, NOW + DAY
MOMENTS = [None, BEFORE, AT, AFTER]
READABLE: dict[str, Any] = {"status": "published", "published_at": BEFORE, "first_published_at": BEFORE}

# Each field on its own: the piece, the window of its publication's licence, and whether it is public at NOW.
TABLE: list[tuple[dict[str, Any], dict[str, datetime] | None, bool]] = [
    ({}, None, True),
    ({"status": "draft"}, None, False),
    ({"status": "in_review"}, None, False),
    ({"status": "approved"}, None, False),
    ({"status": "withdrawn"}, None, False),
    ({"published_at": AT}, None, True),
    ({"published_at": AFTER}, None, False),
    ({"status": "draft", "published_at": None}, None, False),
    ({"embargoed_until": BEFORE}, None, True),
    ({"embargoed_until": AT}, None, True),
    ({"embargoed_until": AFTER}, None, False),
    ({"expires_at": BEFORE}, None, False),
    ({"expires_at": AT}, None, False),
    ({"expires_at": AFTER}, None, True),
    ({"embargoed_until": BEFORE, "expires_at": AFTER}, None, True),
    ({"embargoed_until": BEFORE, "expires_at": AT}, None, False),
    ({}, {}, True),
    ({}, {"licence_from": BEFORE}, True),
    ({}, {"licence_from": AT}, True),
    ({}, {"licence_from": AFTER}, False),
    ({}, {"licence_until": BEFORE}, False),
    ({}, {"licence_until": AT}, False),
    ({}, {"licence_until": AFTER}, True),
    ({}, {"licence_from": BEFORE, "licence_until": AFTER}, True),
    ({}, {"licence_from": BEFORE, "licence_until": AT}, False),
    ({"status": "draft"}, {"licence_from": BEFORE, "licence_until": AFTER}, False),
    ({"embargoed_until": AFTER}, {"licence_from": BEFORE}, False),
]


def agreed(article: Article, at: datetime | None) -> bool:
    """Return whether the piece is live, having made sure that row and query say the same."""
    is_live = Article.objects.get(pk=article.pk).is_live(at)
    assert Article.objects.live(at).filter(pk=article.pk).exists() is is_live
    return is_live


@pytest.mark.parametrize(("fields", "licence", "expected"), TABLE)
def test_query_and_row_agree_on_what_is_public(
    fields: dict[str, Any], licence: dict[str, datetime] | None, expected: bool
) -> None:
    publication = None if licence is None else make_publication(**licence)
    article = make_article(**{**READABLE, **fields}, publication=publication)
    assert agreed(article, NOW) is expected


@pytest.mark.parametrize("status", [status for status in Status if status != Status.PUBLISHED])
def test_a_working_copy_is_never_public(status: Status) -> None:
    original = make_article(**READABLE)
    copy = make_article(**{**READABLE, "status": status}, working_copy_of=original)
    assert agreed(copy, NOW) is False
    assert agreed(original, NOW) is True


def test_the_row_of_a_working_copy_says_no_even_when_told_to_be_published() -> None:
    copy = Article(**READABLE, working_copy_of=Article(pk=1))
    assert not copy.is_live(NOW)


def test_every_mixture_of_states_and_moments_is_agreed_upon() -> None:
    """Every status with every order of the three moments and of three licences, in one query each way."""
    publications: list[Publication | None] = [
        None,
        make_publication(licence_from=AFTER),
        make_publication(licence_from=BEFORE, licence_until=AFTER),
        make_publication(licence_until=AT),
    ]
    mixtures = [
        mixture
        for mixture in product(Status, MOMENTS, MOMENTS, MOMENTS, publications)
        if is_storable(*mixture[:4])
    ]
    assert len(mixtures) > 500
    rows = Article.objects.bulk_create(
        Article(
            headline="Mixture", slug=f"mixture-{number}", status=status, published_at=published,
            first_published_at=BEFORE, embargoed_until=embargoed, expires_at=expires, publication=publication,
        )
        for number, (status, published, embargoed, expires, publication) in enumerate(mixtures)
    )  # fmt: skip
    for at in (BEFORE, AT, AFTER):
        live = set(Article.objects.live(at).values_list("pk", flat=True))
        assert live == {row.pk for row in rows if row.is_live(at)}
    assert live


def is_storable(
    status: Status, published: datetime | None, embargoed: datetime | None, expires: datetime | None
) -> bool:
    """Whether the database's own rules let such a row in."""
    is_dated = status != Status.PUBLISHED or published is not None
    return is_dated and (embargoed is None or expires is None or expires > embargoed)


def test_without_a_moment_it_is_now() -> None:
    assert agreed(make_article(**READABLE), None) is True
    assert agreed(make_article(**{**READABLE, "status": "draft"}), None) is False
    assert agreed(make_article(**{**READABLE, "published_at": NOW.replace(year=9000)}), None) is False
    assert agreed(make_article(**READABLE, embargoed_until=NOW.replace(year=9000)), None) is False
