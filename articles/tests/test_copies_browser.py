"""Copies and events in a real browser: decided by keyboard, and nothing for axe to find."""

from collections.abc import Callable
from typing import Any

import pytest

from articles import relating
from articles.models import Event, Likeness, Merge

from .desk_forms import change_url
from .factories import DAY, NOW, make_article, make_publication, make_user
from .test_admin_browser import DESKTOP, PHONE, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("browser")]


@pytest.fixture
def pair(page: Any, live_server: Any, sign_in: Callable[..., None]) -> Likeness:
    """Two pieces of one event, one a copy of the other, before a publisher who is signed in."""
    sign_in(page, make_user("Publisher"))
    first = make_article(headline="The ferry is back", publication=make_publication(), published_at=NOW - DAY)
    copy = make_article(headline="Ferry back", publication=make_publication(), published_at=NOW)
    make_article(language="de", translation_of=first)
    relating.move([first.pk, copy.pk], Event.objects.create(name="The return of the ferry"))
    return Likeness.objects.create(article=copy, other=first, kind="same", overlap=97)


def make_merge() -> Likeness:
    """A pair that was merged: its copy had been public."""
    first, copy = (
        make_article(headline="The pier stands", status="published"),
        make_article(headline="Pier again", status="published"),
    )
    merged = Likeness.objects.create(article=copy, other=first, kind="same", overlap=97)
    relating.merge_copy(merged, first, user=make_user("Publisher"))
    return merged


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    page: Any, live_server: Any, pair: Likeness, size: dict[str, int], scheme: str, complaints: list[str]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    event = Event.objects.get()
    lists = [f"/admin/articles/{name}/" for name in ("likeness", "event", "merge")]
    settled = make_merge()
    merge = Merge.objects.get()
    kept = Likeness.objects.create(
        article=make_article(), other=pair.other, kind="same", overlap=80, decision="kept"
    )
    shown = [pair, event, pair.article, settled, merge, kept]
    for address in [*lists, *map(change_url, shown)]:
        page.goto(f"{live_server.url}{address}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert complaints == [], address
        assert violations(page) == [], address
        complaints.clear()  # axe itself writes styles that the policy refuses


def test_a_pair_is_decided_by_keyboard(page: Any, live_server: Any, pair: Likeness) -> None:
    page.goto(f"{live_server.url}{change_url(pair)}")
    page.get_by_role("radio", name="The ferry is back").focus()
    page.keyboard.press("ArrowDown")  # the other one is the original
    assert page.get_by_role("radio", name="Ferry back").is_checked()
    page.get_by_role("button", name="Link as a syndicated copy").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Linked: search engines are told").wait_for()
    pair.other.refresh_from_db()
    assert pair.other.copy_of == pair.article


def test_a_merge_is_undone_by_keyboard(page: Any, live_server: Any, pair: Likeness) -> None:
    merged = make_merge()
    page.goto(f"{live_server.url}{change_url(merged)}")
    page.get_by_role("button", name="Undo the merge").press("Enter")
    page.get_by_text("The merge was undone").wait_for()
    merged.article.refresh_from_db()
    assert merged.article.status == "published"


def test_a_piece_is_put_into_an_event_by_keyboard(page: Any, live_server: Any, pair: Likeness) -> None:
    event = Event.objects.get()
    comes = make_article(headline="Lighthouse lit")
    page.goto(f"{live_server.url}{change_url(event)}")
    page.get_by_role("searchbox", name="Pieces").focus()
    page.keyboard.type("lighthouse")
    page.get_by_role("option", name="Lighthouse lit").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.get_by_text("was changed successfully").wait_for()
    assert event.pieces.filter(article=comes, by_person=True).exists()
