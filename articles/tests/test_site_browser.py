"""The site in a real browser: nothing for axe to find, nothing blocked, all within reach of the keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from articles import search
from articles.models import Article

from .factories import DAY, NOW, make_article, make_author, make_publication, make_topic

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("browser")]

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
BODY = """<p>When the governor, Ines Vale, met Jock Amund at Corriemouth, the Sound Trust took over.</p>
<h2>The pier</h2><blockquote><p>“It floats.”</p></blockquote><ul><li>Oak</li><li>Stone</li></ul>
<p>Nobody asked Amund what a <a href="https://pier.example/">pier of wordsthatgoonandonandon</a> costs.</p>"""
SITE = """/ /articles/ /articles/?genre=review&since=2024-13-01 /articles/ferry/ /articles/zawraq/
/articles/teccho/ /authors/ /authors/ines/ /publications/ /publications/courier/ /topics/ /topics/piers/"""


@pytest.fixture
def site(live_server: Any) -> Callable[[str], str]:
    """A small site; returns the full address of a page."""
    cache.clear()
    paper = make_publication(name="The Courier", slug="courier")
    writer = make_author(slug="ines", bio="She rows.")
    topic = make_topic(name="Piers", slug="piers")

    def published(**fields: Any) -> Article:
        fields = {"publication": paper, "body": BODY, **fields}
        return make_article(status="published", authors=(writer,), topics=(topic,), **fields)

    article = published(
        slug="ferry", headline="The ferry is back", standfirst="After three years.", kicker="Harbour",
        dateline="VEY, 13 May", is_machine_translated=True, source_url="https://courier.example/x",
        published_at_assumed=True,
    )  # fmt: skip
    article.corrections.create(text="The pier is stone.")
    published(slug="zawraq", headline="مكتبة على زورق", language="ar", body="<p>يُسمع الزورق.</p>")
    published(slug="teccho", headline="海女の手帳", language="ja", body="<p>台所の引き出し。</p>")
    for number in range(26):
        published(headline=f"Piece {number}", published_at=NOW - number * DAY)
    search.refresh_many(list(Article.objects.values_list("pk", flat=True)))
    return lambda address: f"{live_server.url}{address}"


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    page: Any, site: Callable[[str], str], size: dict[str, int], scheme: str
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    for address in SITE.split():
        page.goto(site(address))
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_empty_site_and_missing_page_are_accessible(
    page: Any, live_server: Any, complaints: list[str]
) -> None:
    page.goto(f"{live_server.url}/")
    assert violations(page) == []
    page.goto(f"{live_server.url}/nowhere/")
    assert violations(page) == []
    assert [complaint for complaint in complaints if "404" not in complaint] == []
    complaints.clear()  # the browser's own line about the 404


def test_keyboard_skips_to_the_content_and_sees_where_it_is(page: Any, site: Callable[[str], str]) -> None:
    page.goto(site("/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_filter_works_from_the_keyboard_alone(page: Any, site: Callable[[str], str]) -> None:
    page.goto(site("/articles/"))
    assert not page.get_by_label("Topic").is_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Topic").fill("Piers")
    page.get_by_label("Language").select_option("ar")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**topic=Piers**")
    assert page.locator("main .card h2").all_inner_texts() == ["مكتبة على زورق"]
    assert page.get_by_label("Topic").input_value() == "Piers"


def test_search_box_of_every_page_finds(page: Any, site: Callable[[str], str]) -> None:
    page.goto(site("/topics/"))
    page.get_by_label("Search all pieces").fill("ferry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/?q=ferry")
    assert page.locator("main .card h2").all_inner_texts() == ["The ferry is back"]


def test_arabic_reads_from_the_right(page: Any, site: Callable[[str], str]) -> None:
    page.goto(site("/articles/zawraq/"))
    paragraph = "getComputedStyle(document.querySelector('.body p'))"
    assert page.evaluate(f"{paragraph}.direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") in {"normal", "0px"}
    page.goto(site("/articles/ferry/"))
    assert page.evaluate(f"{paragraph}.direction") == "ltr"


def test_dark_is_dark_and_light_is_light(page: Any, site: Callable[[str], str]) -> None:
    shades = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(site("/"))
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shades[scheme] = sum(map(int, colour.removeprefix("rgb(").removesuffix(")").split(",")))
    assert shades["light"] > 600
    assert shades["dark"] < 150


def test_print_leaves_the_piece_and_drops_the_rest(page: Any, site: Callable[[str], str]) -> None:
    page.goto(site("/articles/ferry/"))
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".body").is_visible()
    assert not page.get_by_role("navigation", name="Main").is_visible()
    assert not page.locator(".find").is_visible()
