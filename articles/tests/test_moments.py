"""How moments are said at the desk: in one style, and without a time of day that nobody gave."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.formats import date_format

from articles import moments
from articles.revisions import compare, record

from .desk_forms import change_url
from .factories import make_article, make_user
from .stories import make_story, stored

AFTERNOON = datetime(2021, 5, 3, 14, 5, tzinfo=UTC)


def test_a_moment_is_its_day_and_time() -> None:
    assert moments.said(AFTERNOON) == "3 May 2021, 14:05"


def test_a_day_alone_has_no_midnight() -> None:
    assert moments.said(AFTERNOON.replace(hour=0, minute=0)) == "3 May 2021"
    assert moments.said(AFTERNOON.replace(hour=0, minute=1)) == "3 May 2021, 00:01"


def test_midnight_is_that_of_the_newsroom(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Madrid"
    assert moments.said(AFTERNOON.replace(day=2, hour=22, minute=0)) == "3 May 2021"


def test_lists_and_forms_write_days_and_times_alike() -> None:
    assert date_format(AFTERNOON, "DATETIME_FORMAT") == date_format(AFTERNOON, "SHORT_DATETIME_FORMAT")
    assert date_format(AFTERNOON, "DATETIME_FORMAT") == moments.said(AFTERNOON)


@pytest.mark.django_db
@pytest.mark.parametrize(("hour", "minute", "said"), [(0, 0, "3 May 2021"), (14, 5, "3 May 2021, 14:05")])
def test_the_desk_says_the_time_only_where_there_is_one(
    client: Client, hour: int, minute: int, said: str
) -> None:
    article = make_article(published_at=AFTERNOON.replace(hour=hour, minute=minute))
    client.force_login(make_user("Editor"))
    assert f"<span>{said}</span>" in client.get(change_url(article)).content.decode()
    assert f'title="{said}">3 May 2021<' in client.get("/admin/articles/article/").content.decode()


@pytest.mark.django_db
def test_a_changed_date_is_compared_in_the_same_style() -> None:
    article = make_article(published_at=AFTERNOON.replace(hour=0, minute=0))
    before = record(article, kind="edit").snapshot
    article.published_at = AFTERNOON
    article.save()
    (difference,) = compare(before, record(article, kind="edit").snapshot)
    assert (difference.before, difference.after) == ("3 May 2021", "3 May 2021, 14:05")


# --- Imported times ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_time_without_a_zone_is_the_newsrooms_and_says_so(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Madrid"
    article = stored(make_story(published=datetime(2021, 5, 3, 14, 5)))  # noqa: DTZ001
    assert article.published_at == datetime(2021, 5, 3, 14, 5, tzinfo=ZoneInfo("Europe/Madrid"))
    (finding,) = article.sources.get().findings
    assert (finding["code"], finding["evidence"]) == ("time-zone-assumed", "2021-05-03 14:05")
    assert "Europe/Madrid" in finding["message"]


@pytest.mark.django_db
@pytest.mark.parametrize("published", [date(2021, 5, 3), AFTERNOON])
def test_nothing_is_assumed_of_a_day_or_of_a_time_with_its_zone(published: date) -> None:
    assert stored(make_story(published=published)).sources.get().findings == []
