"""The list of articles at the desk: what a row says, how it is narrowed down, what it costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin import site
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import search
from articles.admin.base import BoundedPaginator
from articles.models import Article

from .factories import NOW, make_article, make_author, make_publication, make_source, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Editor"))
    return client


@pytest.fixture
def listed(desk: Client) -> Callable[..., list[str]]:
    def listed(**query: Any) -> list[str]:
        answer = desk.get(LIST, query, follow=True)
        assert answer.status_code == 200
        return [article.headline for article in answer.context["cl"].result_list]

    return listed


def test_row_says_status_in_words_publication_byline_date_and_findings(desk: Client) -> None:
    ada, ben = make_author(name="Ada Marlow"), make_author(name="Ben Okoro")
    courier = make_publication(name="The Harbour Courier")
    article = make_article(status="published", authors=(ada, ben), publication=courier, published_at=NOW)
    make_source(article=article, doubt=40, findings=[{"code": "date-missing", "message": "No date."}])
    page = desk.get(LIST).content.decode()
    for said in ("published</span>", "Ada Marlow, Ben Okoro", "The Harbour Courier", "14 May 2024"):
        assert said in page
    assert '<td class="field-findings"><span class="mark doubt-some">1</span></td>' in page


def test_settled_findings_are_no_longer_counted(desk: Client) -> None:
    make_source(article=make_article(), doubt=0, findings=[{"code": "date-missing", "message": "No date."}])
    assert '<td class="field-findings">—</td>' in desk.get(LIST).content.decode()


def test_a_finding_brought_twice_counts_once(desk: Client) -> None:
    article = make_article()
    for _import in range(2):
        make_source(article=article, doubt=9, findings=[{"code": "c", "evidence": "e", "message": "m"}])
    assert '<span class="mark doubt-some">1</span>' in desk.get(LIST).content.decode()


@pytest.mark.parametrize("rows", [5, 50])
def test_number_of_queries_does_not_grow_with_the_rows(desk: Client, rows: int) -> None:
    publication = make_publication()
    for _row in range(rows):
        article = make_article(authors=(make_author(), make_author()), publication=publication)
        make_source(article=article, doubt=5, findings=[{"code": "c", "message": "m"}])
    desk.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = desk.get(LIST)
    assert len(page.context["cl"].result_list) == rows
    # Session, user, two of permissions; publications and languages to filter by; count, page, bylines and
    # their authors, sources.
    assert len(queries) <= 11
    assert not [query for query in queries if '"articles_article"."body"' in query["sql"]]


def test_a_piece_without_a_headline_is_listed_with_the_suggested_one(desk: Client) -> None:
    bare, named = make_article(headline=""), make_article(headline="The ferry is back")
    for article in (bare, named):
        finding = {"code": "headline-derived", "message": "None.", "suggestion": "It came back"}
        make_source(article=article, doubt=40, findings=[finding])
    rows = desk.get("/admin/articles/article/").content.decode()
    assert rows.count("(no headline) “It came back”") == 1
    assert rows.count("It came back") == 1


def test_search_finds_by_headline_byline_and_text(listed: Callable[..., list[str]]) -> None:
    ada = make_author(name="Ada Quillfeather")
    make_article(headline="Dredging begins")
    make_article(headline="By her", authors=(ada,))
    make_article(headline="In the text", body="<p>A lighthouse keeper speaks.</p>")
    search.rebuild()
    assert listed(q="dredging") == ["Dredging begins"]
    assert listed(q="quillfeather") == ["By her"]
    assert listed(q="lighthouse keeper") == ["In the text"]
    assert listed(q="zebra") == []


@pytest.mark.parametrize("typed", ['"', "AND (", "*", "\x00", "'; DROP TABLE", "a" * 5_000])
def test_any_typed_search_gives_a_page(listed: Callable[..., list[str]], typed: str) -> None:
    make_article()
    listed(q=typed)


def test_date_range_includes_both_its_days(listed: Callable[..., list[str]]) -> None:
    for day in (12, 13, 14, 15):
        moment = NOW.replace(day=day, hour=23, minute=59)
        make_article(headline=f"May {day}", status="published", published_at=moment)
    found = listed(published_at_from="2024-05-13", published_at_to="2024-05-14")
    assert sorted(found) == ["May 13", "May 14"]


@pytest.mark.parametrize("day", ["0000-00-00", "9999-12-31", "tomorrow", "2024-13-40", "\x00"])
def test_no_day_gives_a_page_all_the_same(listed: Callable[..., list[str]], day: str) -> None:
    make_article()
    listed(published_at_from=day, published_at_to=day)


def test_filters_narrow_the_list(listed: Callable[..., list[str]]) -> None:
    courier = make_publication()
    make_article(headline="Ours", language="fr", publication=courier, genre="review", status="in_review")
    doubtful = make_article(headline="Doubtful")
    make_source(article=doubtful, doubt=70, findings=[{"code": "c", "message": "m"}])
    assert listed(language="fr") == ["Ours"]
    assert listed(publication=courier.pk) == ["Ours"]
    assert listed(genre__exact="review") == ["Ours"]
    assert listed(status__exact="in_review") == ["Ours"]
    assert listed(findings="open") == ["Doubtful"]
    assert listed(findings="none") == ["Ours"]


@pytest.mark.parametrize(
    "query", [{"publication": "9" * 30}, {"publication": "x"}, {"language": "zz"}, {"p": "-1"}, {"p": "99"}]
)
def test_unknown_values_give_a_page(listed: Callable[..., list[str]], query: dict[str, str]) -> None:
    make_article()
    listed(**query)


@pytest.mark.parametrize("lookup", ["bylines__author", "tagged_topics__tag", "sources__run", "id__in"])
def test_a_number_beyond_all_rows_is_a_bad_filter(desk: Client, lookup: str) -> None:
    make_article()
    for value in ("9" * 23, f"-{'9' * 23}"):
        answer = desk.get(LIST, {lookup: value})
        assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?e=1")


@pytest.mark.parametrize(
    "lookup", ["bylines__author", "tagged_topics__tag", "sources__run", "id__in", "id__gt"]
)
def test_the_largest_number_there_is_is_asked_for(desk: Client, lookup: str) -> None:
    make_article()
    assert not desk.get(LIST, {lookup: str(2**63 - 1)}).context["cl"].result_list


@pytest.mark.parametrize("model", [model for model in site._registry if model._meta.app_label == "articles"])
def test_every_list_refuses_numbers_beyond_all_rows(client: Client, model: type[Model]) -> None:
    client.force_login(make_user(is_superuser=True))
    address = reverse(f"admin:articles_{model._meta.model_name}_changelist")
    assert client.get(address, {"id__in": f"1,{'9' * 23}"})["Location"] == f"{address}?e=1"
    assert client.get(address, {"id__in": "1,2"}).status_code == 200


def test_languages_to_choose_are_those_in_use(desk: Client) -> None:
    for language in ("fr", "ar", "en", "fr"):
        make_article(language=language)
    page = desk.get(LIST).content.decode()
    assert "français (fr)" in page and "العربيّة (ar)" in page
    assert "Deutsch" not in page


def test_a_working_copy_says_that_it_is_one(desk: Client) -> None:
    make_article(headline="Copy", working_copy_of=make_article(status="published"))
    assert desk.get(LIST).content.decode().count('<span class="mark working-copy">') == 1


def test_paginator_stops_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundedPaginator, "LIMIT", 3)
    for _piece in range(5):
        make_article()
    paginator = BoundedPaginator(Article.objects.order_by("-updated_at"), 2)
    with CaptureQueriesContext(connection) as queries:
        assert (paginator.count, paginator.is_cut, paginator.num_pages) == (3, True, 2)
    assert "LIMIT 3" in queries[0]["sql"] and "ORDER BY" not in queries[0]["sql"]


@pytest.mark.only_on("sqlite")  # PostgreSQL sorts what is so little
def test_list_reads_its_order_off_the_index() -> None:
    found = Article.objects.order_by("-updated_at", "-id").defer("body")
    assert "USING INDEX article_desk" in found.explain()
