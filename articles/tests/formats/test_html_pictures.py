"""Pictures in the text of a page: where they stood, with addresses that lead somewhere; icons and spacers are none."""

import pytest

from articles.ingest import pipeline
from articles.ingest.story import Known, Options, SourceFile
from articles.sanitising import sanitise

PROSE = "The harbour board met on Monday and decided, after a long debate, that the ferry should stay. " * 3
CANONICAL = '<link rel="canonical" href="https://x.example/2024/ferry">'


def body(between: str, head: str = CANONICAL) -> list[str]:
    """The blocks of a page with this between its two paragraphs; those that are whole as readers get them."""
    article = f"<article><h1>A ferry stays</h1><p>{PROSE}</p>{between}<p>{PROSE}</p></article>"
    html = f"<!doctype html><html lang=en><head>{head}<title>A ferry stays</title></head><body>{article}</body></html>"
    (story,) = pipeline.stories(SourceFile("page.html", html.encode()), Options(), Known())
    return [sanitise(block.html) if block.kind == "raw" else block.kind for block in story.body]


def figure(address: str, words: str = "") -> str:
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f'<figure><img src="{address}" alt="a boat">{caption}</figure>'


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://cdn.example/boat.jpg", "https://cdn.example/boat.jpg"),
        ("/boat.jpg", "https://x.example/boat.jpg"),
        ("boat.jpg", "https://x.example/2024/boat.jpg"),
        ("../boat.jpg", "https://x.example/boat.jpg"),
        ("//cdn.example/pixelated.png", "https://cdn.example/pixelated.png"),
    ],
)
def test_picture_stands_where_it_stood_with_a_whole_address(address: str, leads_to: str) -> None:
    bare = f'<p><img src="{address}" alt="a boat"></p>'
    assert body(bare) == ["p", figure(leads_to), "p"]
    assert body(figure(address, "The last boat.")) == ["p", figure(leads_to, "The last boat."), "p"]


def test_every_picture_of_the_text_is_kept() -> None:
    three = "".join(figure(f"/{n}.jpg", f"Boat {n}.") for n in range(3))
    assert body(three) == ["p", *(figure(f"https://x.example/{n}.jpg", f"Boat {n}.") for n in range(3)), "p"]


def test_address_is_completed_by_the_base_of_the_page_first() -> None:
    head = f'<base href="https://old.example/a/">{CANONICAL}'
    assert body(figure("boat.jpg"), head) == ["p", figure("https://old.example/a/boat.jpg"), "p"]


def test_picture_that_is_loaded_late_has_its_late_address() -> None:
    late = '<img src="/placeholder.gif" data-src="/boat.jpg" alt="a boat">'
    listed = '<img src="data:image/gif;base64,R0lG" srcset="/boat.jpg 600w, /large.jpg 1200w" alt="a boat">'
    assert body(late) == body(listed) == ["p", figure("https://x.example/boat.jpg"), "p"]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/p.gif" width="1" height="1">',
        '<img src="/boat.png" width="32">',
        '<img src="/share.png" class="icon">',
        '<img src="/img/spacer.gif">',
        '<img src="/t/pixel.png?id=7">',
        '<img src="data:image/gif;base64,R0lG">',
        '<img src="javascript:alert(1)">',
        '<img srcset=" ">',
        "<img>",
    ],
)
def test_icons_pixels_and_spacers_are_no_pictures(image: str) -> None:
    assert body(f"<p>{image}</p>") == ["p", "p"]


def test_picture_whose_address_leads_nowhere_is_left_out() -> None:
    assert body(figure("boat.jpg"), head="") == ["p", "p"]


def test_pictures_of_other_pieces_stay_outside() -> None:
    teasers = '<aside class="related"><a href="/2"><img src="/2.jpg"></a><p>More about boats</p></aside>'
    assert body(teasers) == ["p", "p"]
