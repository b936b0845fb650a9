"""Pictures on pages: in the sizes that are there, as they came where there are none, and at no query of their own."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Image

from .factories import DAY, NOW, make_article, make_author, make_publication

pytestmark = pytest.mark.django_db
SIZES = [
    {"width": w, "height": w // 2, "avif": f"renditions/aa/{w}.avif", "webp": f"renditions/aa/{w}.webp"} for w in (480, 960)
]  # fmt: skip
AVIF = "/media/renditions/aa/480.avif 480w, /media/renditions/aa/960.avif 960w"


def make_image(file: str = "images/2024/05/pier.jpg", *, rendered: bool = True, **fields: Any) -> Image:
    made = {"of": file, "sizes": SIZES} if rendered else {}
    return Image.objects.create(file=file, renditions=made, **{"width": 3000, "height": 1500, **fields})


def lead(**fields: Any) -> Article:
    return make_article(slug="ferry", status="published", lead_image=make_image(**fields))


def page(client: Client, address: str = "/articles/ferry/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def tags(html: str, name: str) -> list[str]:
    return re.findall(rf"<{name}\b[^>]*>", html)


def shown(image: Image, rest: str = '"100vw"') -> str:
    return (
        Template(f"{{% load pictures %}}{{% picture image {rest} %}}")
        .render(Context({"image": image}))
        .strip()
    )


# --- The tag ------------------------------------------------------------------------------------------------


def test_the_browser_chooses_format_and_size() -> None:
    html = shown(make_image(alt='A "pier"'), '"50vw"')
    avif, webp = tags(html, "source")
    assert avif == f'<source type="image/avif" srcset="{AVIF}" sizes="50vw" />'
    assert webp == avif.replace("avif", "webp")
    (image,) = tags(html, "img")
    assert 'src="/media/renditions/aa/960.webp" alt="A &quot;pier&quot;" width="960" height="480"' in image
    assert "pier.jpg" not in html  # which holds all that the camera wrote into it


def test_until_they_are_made_the_picture_is_shown_as_it_came() -> None:
    html = shown(make_image(rendered=False))
    assert tags(html, "source") == []
    assert 'src="/media/images/2024/05/pier.jpg" alt="" width="3000" height="1500"' in html


def test_those_of_an_earlier_file_are_not_shown() -> None:
    image = make_image()
    Image.objects.update(file="images/2024/05/other.jpg")
    assert "renditions/" not in shown(Image.objects.get(pk=image.pk))


def test_one_of_unknown_size_says_none() -> None:
    image = make_image(rendered=False)
    image.width = image.height = None
    assert "width" not in shown(image)


def test_only_what_leads_is_fetched_at_once() -> None:
    assert 'fetchpriority="high"' in shown(make_image(), '"100vw" leads=True')
    assert "loading" not in shown(make_image(), '"100vw" leads=True')
    assert 'loading="lazy" decoding="async"' in shown(make_image())


@pytest.mark.parametrize(
    ("x", "y", "classes"),
    [(0.5, 0.5, ""), (0.0, 1.0, "focus-x-0 focus-y-10"), (0.52, 0.26, "focus-y-3"), (0.9, 0.48, "focus-x-9")],
)
def test_the_focal_point_is_a_class(x: float, y: float, classes: str) -> None:
    html = shown(make_image(focal_x=x, focal_y=y))
    assert re.findall(r'class="([^"]*)"', html) == ([classes] if classes else [])
    assert "style=" not in html


def test_each_class_of_a_focal_point_is_in_the_sheet() -> None:
    sheet = (Path(settings.BASE_DIR) / "articles/static/articles/site.css").read_text(encoding="utf-8")
    for axis in "xy":
        for tenths in (0, 1, 2, 3, 4, 6, 7, 8, 9, 10):
            assert f".focus-{axis}-{tenths} {{ --focus-{axis}: {tenths * 10}%; }}" in sheet


# --- Pages --------------------------------------------------------------------------------------------------


def test_the_lead_picture_comes_first_and_whole(client: Client) -> None:
    lead(alt="A pier")
    (image,) = tags(page(client), "img")
    assert 'alt="A pier"' in image
    assert 'fetchpriority="high"' in image


def test_machines_are_given_a_sensible_size_by_its_full_address(client: Client) -> None:
    lead()
    html = page(client)
    address = "http://testserver/media/renditions/aa/960.webp"
    assert f'<meta property="og:image" content="{address}" />' in html
    assert (
        '<meta property="og:image:width" content="960" /><meta property="og:image:height" content="480" />'
        in html
    )
    assert f'"image": {{"@type": "ImageObject", "url": "{address}", "width": 960, "height": 480}}' in html


def test_cards_show_it_beside_the_headline_and_say_it_once(client: Client) -> None:
    lead(alt="A pier", focal_x=0.1)
    (image,) = tags(page(client, "/articles/"), "img")
    assert 'alt=""' in image
    assert 'class="thumb focus-x-1"' in image
    assert 'loading="lazy"' in image


def test_a_piece_without_a_picture_has_none(client: Client) -> None:
    make_article(slug="ferry", status="published")
    for address in ("/", "/articles/", "/articles/ferry/"):
        assert tags(page(client, address), "img") == []
    assert "og:image" not in page(client)


def test_portraits_and_logos_are_small_ones(client: Client) -> None:
    author = make_author(slug="ada", bio="She rows.", photo=make_image("images/2024/05/ada.jpg"))
    paper = make_publication(slug="courier", logo=make_image("images/2024/05/logo.png"))
    make_article(slug="ferry", status="published", publication=paper, authors=(author,))
    for address in ("/articles/ferry/", "/authors/ada/", "/publications/courier/"):
        assert [AVIF in tag for tag in tags(page(client, address), "source")] == [True, False], address


@pytest.mark.parametrize("address", ["/", "/articles/"])
def test_a_list_asks_no_question_for_its_pictures(client: Client, address: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, address)
        return len(queries)

    author = make_author()
    for number in range(11):
        make_article(
            status="published", published_at=NOW - number * DAY, authors=(author,), standfirst="So it is."
        )
    bare = cost()
    for number, article in enumerate(Article.objects.all()):
        Article.objects.filter(pk=article.pk).update(lead_image=make_image(f"images/2024/05/{number}.jpg"))
    assert cost() <= bare  # the front page reads a text less: the picture stands in its place
    assert len(tags(page(client, address), "picture")) == 11


# --- In a text ----------------------------------------------------------------------------------------------

INSIDE = "images/imported/ab/" + "ab" * 20 + ".jpg"


@pytest.fixture
def inside() -> Iterator[Image]:
    yield make_image(INSIDE, alt="Not this")


def text(client: Client, *addresses: str, rest: str = "") -> str:
    figures = "".join(
        f'<figure><img src="{address}" alt="The &quot;quay&quot;"></figure>' for address in addresses
    )
    make_article(slug="ferry", status="published", body=f"<p>The ferry is back.</p>{figures}{rest}")
    return page(client).partition('<div class="body">')[2].partition("</div>")[0]


def test_pictures_in_a_text_are_shown_in_their_sizes(client: Client, inside: Image) -> None:
    html = text(client, f"/media/{INSIDE}", rest="<p>So they say.</p>")
    assert AVIF in html
    (image,) = tags(html, "img")
    assert 'alt="The &quot;quay&quot;" width="960"' in image
    assert "</picture></figure><p>So they say.</p>" in html


def test_other_pictures_in_a_text_are_left_alone(client: Client, inside: Image) -> None:
    other = "images/imported/cd/" + "cd" * 20 + ".jpg"
    make_image(other, rendered=False)
    for address in (
        f"/media/{other}",
        "/media/images/2024/05/gone.jpg",
        "http://testserver/media/images/2024/05/pier.jpg",
    ):
        Article.objects.all().delete()
        assert f'<figure><img src="{address}" alt="The &quot;quay&quot;"></figure>' in text(client, address)


def test_a_text_costs_one_query_however_many_pictures_it_holds_and_none_without(
    client: Client, inside: Image
) -> None:
    def asked(*addresses: str) -> int:
        Article.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            text(client, *addresses)
        return sum(
            query["sql"].startswith("SELECT") and 'FROM "articles_image"' in query["sql"] for query in queries
        )

    several = [f"images/2024/05/{number}.jpg" for number in range(5)]
    for name in several:
        make_image(name)
    assert asked(*(f"/media/{name}" for name in several)) == 1
    assert asked("https://elsewhere.example/pier.jpg") == 0
    assert asked() == 0
