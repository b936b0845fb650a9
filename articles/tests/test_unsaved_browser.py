"""What was typed into a piece's form is not thrown away without a question."""

from typing import Any

import pytest

from articles.models import Article

from .desk_forms import change_url
from .factories import make_article, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("browser")]


@pytest.fixture
def asked(page: Any, live_server: Any, sign_in: Any) -> list[str]:
    """A published piece's form is open; whoever leaves it stays. The questions the browser asks."""
    sign_in(page, make_user("Publisher"))
    found: list[str] = []

    def stay(dialog: Any) -> None:
        found.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(f"{live_server.url}{change_url(make_article(headline='Ferry', status='published'))}")
    return found


def attach(page: Any) -> None:
    page.get_by_text("Corrections", exact=True).click()
    page.locator("#correction_text").fill("It is stone.")
    page.get_by_role("button", name="Attach the correction").click(no_wait_after=True)


def test_another_form_of_the_page_asks_before_it_throws_words_away(page: Any, asked: list[str]) -> None:
    page.get_by_label("Headline").fill("Ferries")
    with page.expect_event("dialog"):
        attach(page)
    assert asked == ["beforeunload"]
    assert page.get_by_label("Headline").input_value() == "Ferries"
    assert not Article.objects.get().corrections.exists()


def test_saving_and_leaving_what_was_not_changed_ask_nothing(page: Any, asked: list[str]) -> None:
    attach(page)
    page.get_by_text("The correction is attached.").wait_for()
    page.get_by_label("Headline").fill("Ferries")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/articles/article/")
    assert asked == []
    assert Article.objects.get().headline == "Ferries"


def test_opening_a_working_copy_takes_the_words_along(page: Any, asked: list[str]) -> None:
    page.get_by_label("Headline").fill("Ferries")
    page.get_by_role("button", name="Open a working copy").click()
    page.get_by_text("This is the working copy.").wait_for()
    assert page.get_by_label("Headline").input_value() == "Ferries"
    assert asked == []
    assert {*Article.objects.values_list("headline", "status")} == {
        ("Ferry", "published"),
        ("Ferries", "draft"),
    }


def test_the_enter_key_saves_and_does_nothing_else(page: Any, live_server: Any, asked: list[str]) -> None:
    draft = make_article(headline="Pier")
    for piece, headline in ((draft, "Piers"), (Article.objects.get(headline="Ferry"), "Ferries")):
        before = piece.status
        page.goto(f"{live_server.url}{change_url(piece)}")
        page.get_by_label("Headline").fill(headline)
        page.get_by_label("Headline").press("Enter")
        page.get_by_text("was changed successfully").wait_for()
        piece.refresh_from_db()
        assert (piece.headline, piece.status) == (headline, before)
    assert Article.objects.count() == 2
