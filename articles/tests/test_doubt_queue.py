"""The queue of doubt: the most doubtful piece first, each question in its own words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.deciding import findings_of, question_of, see_to
from articles.models import Article, Decision

from .desk_forms import change_url
from .doubts import GLUED, HEADLINE, MARKER, QUEUE, asked, doubtful, finding, say
from .factories import NOW, make_publication, make_source, make_user
from .wire import Told, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Editor"))
    return client


# --- The page -------------------------------------------------------------------------------------


def test_most_doubtful_piece_comes_first_with_its_questions(desk: Client) -> None:
    doubtful(GLUED, doubt=10)
    doubtful(HEADLINE, MARKER, doubt=90)
    assert asked(desk) == [["headline-derived", "marker-kept"], ["glued-words"]]


def test_one_piece_can_be_asked_about_by_itself(desk: Client) -> None:
    doubtful(GLUED)
    only = doubtful(HEADLINE)
    assert asked(desk, source=only.pk) == [["headline-derived"]]


def test_answer_leads_on_to_the_next_question(desk: Client) -> None:
    source = doubtful(GLUED, MARKER)
    page = desk.get(QUEUE).content.decode()
    assert f'name="then" value="{source.pk}-1"' in page
    data = {"answer": "reject", "question": f"{source.pk}-0", "then": f"{source.pk}-1", "page": "1"}
    assert desk.post(f"{QUEUE}answer/", data)["Location"] == f"{QUEUE}?page=1#q-{source.pk}-1"
    assert desk.post(f"{QUEUE}answer/", {**data, "then": "//evil", "page": "x"})["Location"] == QUEUE


def test_ticked_questions_are_answered_in_one_go(desk: Client) -> None:
    sources = [doubtful(GLUED) for _piece in range(3)]
    missing = doubtful(finding("byline-missing"))
    told = say(desk, "reject", *[f"{source.pk}-0" for source in [*sources, missing]])
    assert told[0] == "3 questions answered." and "Mend it" in told[1]
    assert asked(desk) == [["byline-missing"]]


def test_reporter_looks_and_answers_nothing(client: Client) -> None:
    client.force_login(make_user("Reporter"))
    source = doubtful(HEADLINE, headline="Ferry")
    page = client.get(QUEUE).content.decode()
    assert "Accept this headline?" in page and "aria-keyshortcuts" not in page
    assert "may not do this" in say(client, "accept", f"{source.pk}-0")[0]
    assert not Decision.objects.exists()


def test_answer_by_address_alone_is_refused(desk: Client) -> None:
    assert desk.get(f"{QUEUE}answer/").status_code == 405


@pytest.mark.parametrize("pieces", [2, 10])
def test_page_costs_the_same_whatever_it_shows(
    desk: Client, pieces: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _piece in range(pieces):
        doubtful(HEADLINE, GLUED, publication=make_publication())
    with django_assert_max_num_queries(6):
        assert len(asked(desk)) == pieces


def test_the_text_stands_beside_the_questions(desk: Client) -> None:
    source = doubtful(HEADLINE)
    Article.objects.filter(sources=source).update(
        body=f"<p>{'The ferry came back. ' * 400}</p><p>The end.</p>"
    )
    page = desk.get(QUEUE).content.decode()
    assert "<p>The ferry came back." in page and "The end." not in page  # a beginning is enough to answer by


@pytest.mark.parametrize(("day", "codes"), [("31/31/2026", ["date-unreadable"]), ("", ["date-missing"])])
def test_a_date_that_cannot_be_read_is_asked_about_once(tmp_path: Path, day: str, codes: list[str]) -> None:
    path = write(tmp_path, "ferry.txt")
    path.write_text(path.read_text().replace("date: 2024-05-03", f"date: {day}" if day else ""))
    Told(path)
    article = Article.objects.get()
    asked = [question_of(one) for one in findings_of(article) if str(one["code"]).startswith("date-")]
    assert [question.code for question in asked] == codes
    assert not any("Set the date" in str(question.asked.question) for question in asked)
    article.published_at = NOW
    article.save()
    see_to(article, {"published_at"})
    assert not [one for one in findings_of(article) if str(one["code"]).startswith("date-")]


# --- One piece only ---------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["999999", "x", "-1", "9" * 40, "²"])
def test_the_questions_of_no_source_are_no_questions_answered(desk: Client, key: str) -> None:
    doubtful(HEADLINE)
    page = desk.get(QUEUE, {"source": key}, follow=True)
    assert page.redirect_chain == [(QUEUE, 302)]
    assert f"There is no source “{key}”." in page.content.decode()
    assert "Accept this headline?" in page.content.decode()


def test_a_source_without_open_questions_says_so_of_itself(desk: Client) -> None:
    doubtful(HEADLINE)
    page = desk.get(QUEUE, {"source": make_source().pk}).content.decode()
    assert "Nothing is in doubt about this one" in page
    assert "Accept this headline?" not in page


# --- Languages --------------------------------------------------------------------------------------


def test_what_has_no_suggestion_is_asked_about_by_its_name(desk: Client) -> None:
    doubtful(finding("publication-missing"), headline="Ferry")
    page = desk.get(QUEUE).content.decode()
    assert "Is it all right without a publication?" in page
    assert "Did it appear here?" not in page


def test_a_language_that_was_guessed_is_asked_about(desk: Client) -> None:
    doubtful(finding("language-unsure", "nl", "nl"))
    assert "Is this its language?" in desk.get(QUEUE).content.decode()


def test_without_a_guess_the_language_of_the_piece_is_asked_about(desk: Client) -> None:
    source = doubtful(finding("language-unsure"))
    page = desk.get(QUEUE).content.decode()
    assert "Is the language that the piece is filed under right?" in page
    assert "Is this its language?" not in page
    assert f'href="{change_url(source.article)}">No: mend the piece' in page
