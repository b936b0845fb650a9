"""Pictures in a real browser: it takes the form that fits, nothing jumps, and the focal point stays in the frame."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile

from articles.jobs import renditions
from articles.models import Image

from .factories import make_article, make_author
from .formats.packing import photo
from .test_site_browser import DESKTOP, PHONE, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("browser")]


@pytest.fixture
def site(live_server: Any, settings: Any, tmp_path: Path) -> Callable[[str], str]:
    """A piece with a picture over it and one in it; returns the full address of a page."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    data = photo(kind="JPEG", size=(1000, 1500))
    lead, inside = (
        Image.objects.create(file=ContentFile(data, "pier.jpg"), alt="A pier", focal_x=0.1) for _ in "ab"
    )
    for image in (lead, inside):
        renditions.make(image.pk)
    make_article(
        slug="ferry", status="published", lead_image=lead, authors=(make_author(bio="She rows.", photo=lead),),
        body=f'<p>The ferry is back.</p><figure><img src="{inside.file.url}" alt="A quay"></figure>',
    )  # fmt: skip
    return lambda address: f"{live_server.url}{address}"


@pytest.mark.parametrize(
    ("size", "chosen"), [(PHONE, "480.avif"), (DESKTOP, "960.avif")], ids=["phone", "desktop"]
)
def test_each_screen_takes_what_fits_it(
    page: Any, site: Callable[[str], str], size: dict[str, int], chosen: str
) -> None:
    page.set_viewport_size(size)
    for address in ("/articles/ferry/", "/"):
        page.goto(site(address), wait_until="networkidle")
        assert page.evaluate("document.querySelector('.picture img').currentSrc").endswith(chosen)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []


def test_its_place_is_kept_before_it_is_there(page: Any, site: Callable[[str], str]) -> None:
    heights = "[...document.querySelectorAll('main img')].map(image => Math.round(image.getBoundingClientRect().height))"
    page.route("**/media/**", lambda route: None)  # never answered
    page.goto(site("/articles/ferry/"), wait_until="domcontentloaded")
    page.wait_for_function("[...document.querySelectorAll('link[rel=stylesheet]')].every(link => link.sheet)")
    before = page.evaluate(heights)
    page.unroute_all(behavior="ignoreErrors")
    page.goto(site("/articles/ferry/"), wait_until="networkidle")
    assert page.evaluate(heights) == before
    assert min(before) > 60


def test_a_tall_one_leaves_room_for_the_text(page: Any, site: Callable[[str], str]) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(site("/articles/ferry/"))
    height = page.evaluate("document.querySelector('.picture img').getBoundingClientRect().height")
    assert height <= 0.85 * DESKTOP["height"] + 1


def test_where_it_is_cropped_its_focal_point_stays(page: Any, site: Callable[[str], str]) -> None:
    for address, place in (("/", ".lead img"), ("/articles/", ".thumb"), ("/articles/ferry/", ".bio img")):
        page.goto(site(address))
        shown = f"getComputedStyle(document.querySelector('{place}'))"
        assert page.evaluate(f"{shown}.objectFit") == "cover", address
        assert page.evaluate(f"{shown}.objectPosition") == "10% 50%", address
