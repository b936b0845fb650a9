"""Who wrote a page: people before houses, and nobody who only commented on it."""

import pytest

from articles.ingest import reading
from articles.ingest.story import Options, SourceFile

PROSE = "The harbour board met on Monday and decided, after a long debate, that the ferry should stay. " * 4
SITE = '<link rel=canonical href="https://estuary.example/1/ferry"><meta property="og:site_name" content="Estuary">'


def names(body: str, head: str = "", place: str = "") -> list[str]:
    html = f"<!doctype html><html lang=en><head>{SITE}{head}<title>A ferry</title></head><body {place}><h1>A ferry</h1>{body}<p>{PROSE}</p></body>"
    (read,) = reading.read(SourceFile("page.html", html.encode()), Options())
    return [person.name for person in read.facts.authors]


def linked(author: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>'


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<a rel="author" href="/a">Ada Merrow</a>', ["Ada Merrow"]),
        ('<a rel="author" href="/a">tidewatcher2012</a>', ["tidewatcher2012"]),
        (
            '<p class="byline">Von Ada Merrow, Tom Lisle und Zoë Quill</p>',
            ["Ada Merrow", "Tom Lisle", "Zoë Quill"],
        ),
        ('<p class="author-link">Zeige alle Beiträge von Ada Merrow</p>', ["Ada Merrow"]),
        ('<a href="/authors/ada-merrow">Ada Merrow</a>', ["Ada Merrow"]),
        ('<span class="author">~ Ada Merrow ~</span>', ["Ada Merrow"]),
        ('<p class="autorenzeile">Ada Merrow, Chief Reporter</p>', ["Ada Merrow"]),
    ],
)
def test_places_that_name_an_author_are_read(body: str, found: list[str]) -> None:
    assert names(body) == found


@pytest.mark.parametrize(
    "body",
    [
        '<div class="comments"><span class="author">Gull said:</span></div>',
        '<ul class="related"><li><b class="autorenzeile">Tom Lisle</b></li></ul>',
        '<form><b class="autorenzeile">Tom Lisle</b></form>',
        '<p class="autorenzeile">More than forty passengers waited for the last boat of the day</p>',
        '<a href="/authors/">All authors</a>',
    ],
)
def test_who_comments_or_wrote_another_piece_is_nobody_here(body: str) -> None:
    assert names(body) == []


def test_page_with_open_comments_and_a_sidebar_still_names_its_author() -> None:
    body = '<article class="post comments-open"><span class="author">Ada Merrow</span></article>'
    assert names(body, place='class="has-sidebar responsive"') == ["Ada Merrow"]


@pytest.mark.parametrize(
    ("declared", "body", "found"),
    [
        ('{"@type": "Person", "name": "Tom Lisle"}', '<a rel="author">Ada Merrow</a>', ["Tom Lisle"]),
        (
            '{"@type": "Organization", "name": "Estuary Media"}',
            '<a rel="author">Ada Merrow</a>',
            ["Ada Merrow"],
        ),
        ('{"@type": "Organization", "name": "Estuary Media"}', "", ["Estuary Media"]),
        ('{"@type": "Person", "name": "Estuary"}', '<a rel="author">Ada Merrow</a>', ["Ada Merrow"]),
        ('{"@type": "Person", "name": "Estuary"}', "", ["Estuary"]),
    ],
)
def test_people_come_before_the_house(declared: str, body: str, found: list[str]) -> None:
    assert names(body, linked(declared)) == found


def test_address_of_the_site_signs_nothing() -> None:
    assert names("", '<meta name="author" content="estuary.example">') == []


def test_name_is_spelled_as_the_page_prints_it() -> None:
    meta = '<meta name="author" content="Ada M. Merrow">'
    assert names("", meta) == ["Ada M. Merrow"]
    assert names('<span class="author">Zoe Quill</span>', linked('"Zoë Quill"')) == ["Zoë Quill"]
