"""The desk in a real browser: writing under the strict policy, by keyboard, and nothing for axe to find."""

from collections.abc import Callable
from typing import Any

import pytest

from articles import workflow
from articles.models import Article, readable_slug

from .desk_forms import change_url
from .factories import make_article, make_author, make_publication, make_source, make_topic, make_user
from .test_admin_sources import CHANGES, FINDINGS, RAW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("browser")]

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PAGES = """/admin/ /admin/articles/article/ /admin/articles/article/add/ {article} {preview}
{history} {source} /admin/articles/source/ /admin/articles/importrun/ {run}
/admin/articles/importrun/upload/ /admin/articles/author/ {author} /admin/articles/publication/ {publication}
/admin/articles/topic/ {topic} /admin/articles/image/ /admin/articles/image/add/"""


@pytest.fixture
def desk(page: Any, live_server: Any, sign_in: Callable[..., None]) -> Callable[[str], Any]:
    """Signed in as a publisher; goes to an address."""
    sign_in(page, make_user("Publisher"))

    def go(address: str) -> Any:
        page.goto(f"{live_server.url}{address}")
        return page

    return go


@pytest.fixture
def pages() -> list[str]:
    """The addresses of the desk's pages, each with something on it."""
    author, paper, topic = make_author(), make_publication(), make_topic()
    article = make_article(
        headline="The ferry is back", authors=(author,), topics=(topic,), publication=paper
    )
    for headline in ("The ferry was back", "The ferry is back"):
        article.headline = headline
        article.save()
        workflow.record_edit(article, user=None)
    source = make_source(
        article=article, raw=RAW.encode(), encoding="utf-8", spans=CHANGES, findings=FINDINGS, doubt=60
    )
    rows = {"article": article, "source": source, "run": source.run}
    rows |= {"author": author, "publication": paper, "topic": topic}
    addresses = {name: change_url(row) for name, row in rows.items()}
    beside = addresses["article"].removesuffix("change/")
    return PAGES.format(
        **addresses, preview=f"{beside}preview/", history=f"{beside}history/?from=1&to=2"
    ).split()


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def names_over(article: Article) -> list[str]:
    return [byline.author.name for byline in article.bylines.order_by("position")]


def editor(page: Any) -> Any:
    """The box of the text's editor; a bare textarea instead means that the policy blocked its scripts."""
    return page.get_by_role("textbox", name="Text", exact=False).and_(page.locator(".ProseMirror"))


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    desk: Callable[[str], Any], pages: list[str], size: dict[str, int], scheme: str, complaints: list[str]
) -> None:
    for address in pages:
        page = desk(address)
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.wait_for_load_state("networkidle")
        assert complaints == [], address
        assert violations(page) == [], address
        complaints.clear()  # axe itself tries a style on the page, which the policy blocks
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_text_is_written_in_the_editor_and_saved(desk: Callable[[str], Any]) -> None:
    article = make_article(headline="Ferry", body="<p>The ferry came back.</p>")
    page = desk(change_url(article))
    box = editor(page)
    box.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("And then")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("people cheered")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/articles/article/")
    article.refresh_from_db()
    assert article.body == (
        "<p>The ferry came back.</p><p>And then</p><p><strong>people cheered</strong></p>"
    )


def test_editing_one_paragraph_leaves_the_markup_of_the_others(desk: Callable[[str], Any]) -> None:
    body = (
        '<p lang="fr" dir="ltr">Oui, <cite>Le Temps</cite>, <abbr title="Harbour Trust">HT</abbr>, <q>non</q>.</p>'
        '<dl><dt>Tide</dt><dd>Comes in.</dd></dl><h3>At <time datetime="2024-05-14">noon</time></h3>'
        "<ul><li><p>One</p></li></ul><blockquote><p>“It floats.”</p></blockquote><hr>"
        '<p><a href="https://pier.example/" rel="noopener nofollow">H<sub>2</sub>O</a></p>'
    )
    article = make_article(headline="Ferry", body=f"{body}<p>Last.</p>")
    page = desk(change_url(article))
    page.get_by_text("Last.", exact=True).click()
    page.keyboard.press("End")
    page.keyboard.type(" Words.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/articles/article/")
    article.refresh_from_db()
    assert article.body == f"{body}<p>Last. Words.</p>"


def test_opening_and_saving_leaves_the_text_as_it_was(desk: Callable[[str], Any]) -> None:
    body = '<p lang="fr">Oui</p><dl><dt>a</dt><dd>b</dd></dl><p><cite>x</cite></p>'
    article = make_article(headline="Ferry", body=body)
    page = desk(change_url(article))
    editor(page).wait_for()
    page.get_by_label("Headline").fill("Ferries")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/articles/article/")
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Ferries", body)


def test_name_is_found_added_and_moved_up_with_the_keyboard(desk: Callable[[str], Any]) -> None:
    article = make_article(headline="Ferry", authors=(make_author(name="Ada Marlow"),))
    make_author(name="Ben Okoro")
    page = desk(change_url(article))
    page.get_by_role("button", name="Add another Byline").press("Enter")
    page.locator("#bylines-1 .select2-selection").focus()
    page.keyboard.press("Enter")
    page.get_by_role("searchbox", name="Author").fill("okoro")
    page.get_by_role("option", name="Ben Okoro").wait_for()
    page.keyboard.press("Enter")
    page.locator("#bylines-1").get_by_role("button", name="Move up").press("Enter")
    assert page.locator("#id_bylines-1-position").input_value() == "1"
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/articles/article/")
    assert [byline.author.name for byline in article.bylines.order_by("position")] == [
        "Ben Okoro",
        "Ada Marlow",
    ]


def test_row_added_and_removed_again_leaves_the_order(desk: Callable[[str], Any]) -> None:
    article = make_article(headline="Ferry", authors=(make_author(name="Ada"), make_author(name="Ben")))
    page = desk(change_url(article))
    page.get_by_role("button", name="Add another Byline").click()
    page.locator("#bylines-1").get_by_role("button", name="Move up").click()
    page.locator("#bylines-2").get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Remove").last.click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/articles/article/")
    assert names_over(article) == ["Ben", "Ada"]


def test_topics_are_chosen_taken_away_and_saved(desk: Callable[[str], Any]) -> None:
    article = make_article(headline="Ferry", topics=(make_topic(name="Bees"),))
    make_topic(name="Tidal power")
    page = desk(change_url(article))
    field = page.get_by_label("Topics")
    field.press_sequentially("tid")
    page.locator("datalist option[value='Tidal power']").wait_for(state="attached")
    field.fill("tidal power")
    field.press("Enter")
    page.get_by_role("button", name="Remove Bees").press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/articles/article/")
    assert [topic.name for topic in article.topics.all()] == ["Tidal power"]


def test_piece_is_saved_and_published_with_one_button(desk: Callable[[str], Any]) -> None:
    article = make_article(headline="", body="")
    page = desk(change_url(article))
    page.get_by_label("Headline").fill("Ferry returns")
    editor(page).click()
    page.keyboard.type("It did.")
    page.get_by_role("button", name="Save and publish").click()
    page.get_by_text("“Ferry returns”: Published.").wait_for()
    article.refresh_from_db()
    assert (article.status, article.headline, article.body) == (
        "published",
        "Ferry returns",
        "<p>It did.</p>",
    )


@pytest.mark.parametrize(
    "headline",
    [
        "Größe zählt: l’été", "عودةُ «العبّارة»", "東京のNHK", "हिन्दी में: ‘नाव’ लौटी!", "क्‍षेत्र श‍्री", "ที่นี่มีน้ำ", "தமிழ் நாடு 2024", "שָׁלוֹם לְכֻלָּם",
        "за́мок и замо́к", "東京 \u2764\ufe0f 葛\U000e0100", "\u0902 नाव", "न" * 79 + "की नाव", "word " * 40,
    ],
)  # fmt: skip
def test_slug_is_typed_along_as_the_importer_makes_it(desk: Callable[[str], Any], headline: str) -> None:
    page = desk("/admin/articles/article/add/")
    page.get_by_label("Headline").fill(headline)
    page.get_by_label("Headline").press("End")
    assert page.get_by_label("Slug").input_value() == readable_slug(headline)


def test_slug_follows_the_headline_of_a_new_piece(desk: Callable[[str], Any]) -> None:
    page = desk("/admin/articles/article/add/")
    page.get_by_label("Headline").press_sequentially("Harbour reopens")
    assert page.get_by_label("Slug").input_value() == "harbour-reopens"
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/articles/article/")
    assert Article.objects.get().slug == "harbour-reopens"
