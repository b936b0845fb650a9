"""Findings that an edit at the desk has seen to are closed by it; the others stay open."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from articles import workflow
from articles.models import Article, Source

from .desk_forms import change_url, saved
from .factories import make_article, make_author, make_publication, make_source, make_user

pytestmark = pytest.mark.django_db
MOMENT = datetime(2021, 5, 3, 14, 5, tzinfo=UTC)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Publisher"))
    return client


def in_doubt(article: Article, *codes: str) -> Source:
    findings = [{"code": code, "message": f"About {code}.", "evidence": code} for code in codes]
    return make_source(article=article, doubt=60, findings=findings)


def left(source: Source) -> list[str]:
    source.refresh_from_db()
    return [finding["code"] for finding in source.findings if not finding.get("answer")]


@pytest.mark.parametrize("code", ["headline-missing", "headline-derived"])
def test_a_headline_that_was_typed_blocks_no_more(desk: Client, code: str) -> None:
    article = make_article(headline="")
    source = in_doubt(article, code, "comments-suspected")
    assert "blocking" in desk.get(change_url(article)).content.decode()
    saved(desk, article, headline="Harbour reopens")
    page = desk.get(change_url(article)).content.decode()
    assert "blocking" not in page and f"About {code}." not in page
    assert left(source) == ["comments-suspected"]
    assert 0 < source.doubt < 60
    assert "seen to in the piece" in desk.get(change_url(source)).content.decode()


def test_an_edit_of_something_else_leaves_it_open(desk: Client) -> None:
    article = make_article(headline="")
    source = in_doubt(article, "headline-missing", "byline-missing", "date-missing", "publication-missing")
    saved(desk, article, kicker="Ferries")
    assert len(left(source)) == 4
    assert source.doubt == 60


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("body-empty", {"body": "<p>It does.</p>"}),
        ("date-missing", {"published_at_0": "2021-05-03", "published_at_1": "14:05"}),
        ("date-of-file", {"published_at_0": "2021-05-03", "published_at_1": "14:05"}),
        ("language-unsure", {"language": "nl"}),
    ],
)
def test_what_was_missing_or_guessed_is_written(desk: Client, code: str, written: dict[str, Any]) -> None:
    article = make_article(body="")
    source = in_doubt(article, code)
    saved(desk, article, kicker="Ferries")
    assert left(source) == [code]
    saved(desk, article, **written)
    assert left(source) == []
    assert source.doubt == 0


def test_a_publication_and_a_byline_that_were_given_are_seen(desk: Client) -> None:
    article = make_article()
    source = in_doubt(article, "publication-missing", "byline-missing")
    byline = {"bylines-TOTAL_FORMS": "1", "bylines-0-author": make_author().pk, "bylines-0-position": "1"}
    saved(desk, article, publication=make_publication().pk, **byline)
    assert left(source) == []


def test_who_took_the_pictures_is_not_the_author_that_was_missing(desk: Client) -> None:
    article = make_article(authors=(make_author(),))
    article.bylines.update(role="photographer")
    source = in_doubt(article, "byline-missing")
    saved(desk, article, kicker="Ferries")
    assert left(source) == ["byline-missing"]


def test_a_guess_that_was_left_as_it_is_stays_a_guess(desk: Client) -> None:
    article = make_article(published_at=MOMENT, authors=(make_author(),))
    source = in_doubt(article, "date-of-file", "byline-of-file", "language-unsure")
    saved(desk, article, headline="Another")
    assert len(left(source)) == 3


def test_a_date_of_ours_is_none_of_the_piece(desk: Client) -> None:
    article = make_article(published_at=MOMENT, published_at_assumed=True)
    source = in_doubt(article, "date-missing")
    saved(desk, article, headline="Another")
    assert left(source) == ["date-missing"]


def test_a_working_copy_shows_and_closes_what_is_open_about_its_piece(desk: Client) -> None:
    article = make_article(status="published")
    source = in_doubt(article, "publication-missing", "comments-suspected")
    copy = workflow.start_working_copy(article, user=None)
    assert "About publication-missing." in desk.get(change_url(copy)).content.decode()
    saved(desk, copy, kicker="Ferries")
    assert len(left(source)) == 2
    saved(desk, copy, publication=make_publication().pk)
    assert left(source) == ["comments-suspected"]
    saved(desk, copy, settle_findings="on")
    source.refresh_from_db()
    assert source.doubt == 0


@pytest.mark.parametrize(
    ("code", "fields", "blocks"),
    [
        ("headline-derived", {"headline": ""}, True),
        ("headline-derived", {"headline": "It came back"}, False),
        ("body-empty", {"word_count": 0}, True),
        ("body-empty", {"word_count": 7}, False),
        ("held-back", {}, True),
        ("held-back", {"status": "published"}, False),
        ("date-missing", {}, False),
    ],
)
def test_only_what_keeps_a_piece_from_being_published_is_said_to(
    desk: Client, code: str, fields: dict[str, Any], blocks: bool
) -> None:
    """A guess may have been accepted by who imported the piece: it stays open, and blocks nothing."""
    article = make_article(**fields)
    source = in_doubt(article, code)
    for address in ("/admin/articles/article/", change_url(article)):
        assert ("blocking" in desk.get(address).content.decode()) == blocks
    for address in ("/admin/articles/source/doubt/", change_url(source)):
        assert ("keeps it from being published" in desk.get(address).content.decode()) == blocks
