"""The queue of doubt and the source's page in a real browser: by keyboard, and nothing for axe to find."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from articles import deciding
from articles.models import Article, Decision

from .desk_forms import change_url
from .doubts import COMMENTS, GLUED, HEADLINE, MARKER, QUEUE, doubtful
from .factories import make_publication, make_user
from .test_admin_browser import DESKTOP, PHONE, violations
from .test_line_rules import piece
from .test_restoring import PARTS, brought_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("browser")]


@pytest.fixture
def desk(page: Any, live_server: Any, sign_in: Callable[..., None]) -> Callable[[str], Any]:
    sign_in(page, make_user("Editor"))

    def go(address: str) -> Any:
        page.goto(f"{live_server.url}{address}")
        return page

    return go


def test_questions_are_answered_with_one_key_each(desk: Callable[[str], Any]) -> None:
    source = doubtful(HEADLINE, GLUED, MARKER, COMMENTS, doubt=90)
    page = desk(QUEUE)
    focused = page.locator(".question:focus")
    assert focused.get_attribute("data-code") == "headline-derived"
    page.keyboard.press("n")
    page.keyboard.press("p")
    page.keyboard.press("a")
    page.get_by_text("The headline is set.").wait_for()
    page.locator(f"#q-{source.pk}-1:focus").wait_for()
    page.keyboard.press("r")
    page.locator(f"#q-{source.pk}-2:focus").wait_for()
    page.keyboard.press("n")
    assert focused.get_attribute("data-code") == "comments-suspected"
    page.keyboard.press("a")
    page.get_by_text("Taken out.").wait_for()
    assert [(one.action, one.kind) for one in Decision.objects.exclude(action="remove")] == [
        ("accept", "headline-derived"), ("reject", "glued-words"), ("accept", "comments-suspected"),
    ]  # fmt: skip
    assert Article.objects.get().headline == "It came back"


def test_all_of_one_kind_are_ticked_and_answered(desk: Callable[[str], Any]) -> None:
    for _piece in range(2):
        doubtful(GLUED, MARKER)
    page = desk(QUEUE)
    page.get_by_role("button", name="Split this word?").press("Enter")
    page.locator("#bulk").get_by_role("button", name="Yes").press("Enter")
    page.get_by_text("2 questions answered.").wait_for()
    assert Decision.objects.filter(kind="glued-words", action="accept").count() == 2


def test_words_are_put_back_and_taken_out_by_keyboard(desk: Callable[[str], Any]) -> None:
    source = brought_in()
    page = desk(change_url(source))
    page.get_by_role("button", name=f"Put back: {PARTS[2]}").press("Enter")
    page.get_by_text("Put back in its place").wait_for()
    page.get_by_role("checkbox", name=PARTS[2]).press("Space")
    page.get_by_label("It is").select_option("advert")
    page.get_by_role("button", name="Take out what is ticked").press("Enter")
    page.get_by_text("Taken out by people").wait_for()
    assert PARTS[2] not in Article.objects.get().body


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    desk: Callable[[str], Any], size: dict[str, int], scheme: str, complaints: list[str]
) -> None:
    doubtful(HEADLINE, GLUED, MARKER, doubt=90)
    source = brought_in()
    deciding.put_back(source, ["2"], version=1, user=make_user("Editor"))
    deciding.take_out(source, [2], "advert", version=2, user=make_user("Editor"))
    paper = make_publication(name="The Courier")
    for _piece in range(3):
        piece(paper, "remove")
    fidelity = reverse("admin:articles_source_fidelity", args=[source.pk])
    for address in (QUEUE, change_url(source), fidelity, "/admin/articles/publication/rules/"):
        page = desk(address)
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.wait_for_load_state("networkidle")
        assert complaints == [] and violations(page) == [], address
        complaints.clear()  # axe itself tries a style on the page, which the policy blocks
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
