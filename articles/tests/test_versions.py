"""States of one piece that come in the wrong order: the newer one stays."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articles.ingest import versions
from articles.models import Article, Source
from articles.storing import Ledger, Outcome, plan

from .stories import contents, make_piece, make_story, store_one, stored, text_of

URN = "urn:wire:42"


@pytest.mark.parametrize(
    ("one", "other", "is_older"),
    [
        (versions.of(2), versions.of(10), True),
        (versions.of(10), versions.of(2), False),
        (versions.of(2), versions.of(2), False),
        (versions.of(2, date(2026, 5, 3)), versions.of(3, date(2026, 5, 1)), True),
        (versions.of(2, date(2026, 5, 1)), versions.of(2, date(2026, 5, 3)), True),
        (versions.of("", date(2026, 5, 1)), versions.of(3, date(2026, 5, 3)), True),
        (versions.of("", date(2026, 5, 3)), versions.of(3), False),
        (versions.of("", datetime(2026, 5, 3, 10, tzinfo=UTC)), versions.of("", date(2026, 5, 3)), False),
        (versions.of("", datetime(2026, 5, 3, 10, tzinfo=UTC)), versions.of("", date(2026, 5, 4)), True),
        ("", versions.of(3), False),
        (versions.of("one"), versions.of(3), False),
        (versions.of("9" * 40), versions.of(3), False),
    ],
)
def test_what_is_surely_older(one: str, other: str, is_older: bool) -> None:
    assert versions.is_older(one, other) is is_older


def test_moments_are_compared_in_one_zone() -> None:
    early = datetime.fromisoformat("2026-05-03T11:30:00+02:00")
    late = datetime.fromisoformat("2026-05-03T10:00:00+00:00")
    assert versions.is_older(versions.of(when=early), versions.of(when=late))
    assert versions.of(when=datetime.max.replace(tzinfo=timezone(timedelta(hours=-1)))) != ""


@pytest.mark.django_db
def test_an_older_state_in_a_later_file_changes_nothing_and_is_told() -> None:
    article = stored(make_story("The second text.", identity=URN, version=versions.of(2)), "b.json")
    before = contents()
    late = make_story("The first text.", identity=URN, version=versions.of(1))
    result = store_one(late, "a.json")
    assert (result.outcome, result.article_id) == (Outcome.UNCHANGED, article.pk)
    assert result.reason == "It is older than what is here (b.json)."
    assert contents() == before
    (planned,) = plan([make_piece(late, "a.json")], Ledger())
    assert (planned.outcome, planned.reason) == (result.outcome, result.reason)


@pytest.mark.django_db
@pytest.mark.parametrize("version", [versions.of(2), versions.of(3), ""])
def test_a_state_that_is_not_surely_older_is_an_update(version: str) -> None:
    article = stored(make_story("The second text.", identity=URN, version=versions.of(2)), "b.json")
    assert (
        store_one(make_story("Another text.", identity=URN, version=version), "c.json").outcome
        is Outcome.UPDATED
    )
    assert "Another" in text_of(article)
    assert Source.objects.latest("id").declared_version == version


@pytest.mark.django_db
def test_the_state_of_one_piece_says_nothing_of_another() -> None:
    stored(make_story("The ferry.", identity=URN, version=versions.of(2)), "b.json")
    other = make_story("The whale.", identity="urn:wire:43", version=versions.of(1))
    assert store_one(other, "a.json").outcome is Outcome.CREATED
    assert Article.objects.count() == 2
