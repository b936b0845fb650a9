"""Pictures and links that readers cannot be given: what becomes of them on pages, and when pieces arrive."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from articles.models import Article, Source
from articles.models.image import far_hosts
from articles.sanitising import sanitise
from articles.templatetags.pictures import illustrated

from .factories import make_article
from .formats.packing import photo
from .wire import PIECE, Told

FAR = "https://far.example/img/bridge.jpg"


# --- On pages -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_readers_are_given_a_link_to_a_picture_elsewhere_and_its_caption(client: Client) -> None:
    body = f'<p>So.</p><figure><img src="{FAR}"><figcaption>The bridge</figcaption></figure>'
    make_article(slug="ferry", status="published", body=body)
    html = client.get("/articles/ferry/").content.decode()
    link = f'<a href="{FAR}" rel="noopener nofollow">Picture at far.example</a>'
    assert f"<figure>{link}<figcaption>The bridge</figcaption></figure>" in html
    assert "<img" not in html


def test_its_alternative_text_is_what_the_link_says() -> None:
    html = illustrated(f'<p><img src="{FAR}" alt="The &quot;old&quot; bridge"></p>')
    assert ">The &quot;old&quot; bridge (picture at far.example)</a></p>" in html


def test_in_a_link_it_is_words_of_that_link() -> None:
    around = '<p><a href="https://far.example/">{}</a> and {}</p>'
    html = illustrated(around.format(f'<img src="{FAR}">', f'<img src="{FAR}">'))
    assert html.startswith('<p><a href="https://far.example/">Picture at far.example</a> and <a href="')
    assert html.count("<a ") == html.count("</a>") == 2


@pytest.mark.parametrize("alt", ['x><script>alert("1")</script>', '" onclick="x', "a > b", "<b>bold</b>"])
def test_no_markup_comes_out_of_alternative_text(alt: str) -> None:
    html = illustrated(sanitise(f'<p><img src="{FAR}" alt="{escape(alt)}"></p>'))
    link = f'<a href="{FAR}" rel="noopener nofollow">'
    assert html == f"<p>{link}{escape(alt)} (picture at far.example)</a></p>"


@pytest.mark.parametrize(
    "address",
    ["/media/images/2024/05/pier.jpg", "http://testserver/media/pier.jpg", "pier.jpg", "https://[far/p.jpg"],
)
def test_what_is_on_our_site_or_no_address_is_no_link(address: str) -> None:
    body = f'<p><img src="{address}"></p>'
    assert far_hosts(body) == []


def test_pictures_in_a_storage_of_ours_elsewhere_are_shown(settings: Any) -> None:
    settings.MEDIA_ORIGINS = ["https://*.amazonaws.com"]
    assert far_hosts('<img src="https://ours.amazonaws.com/p.jpg"><img src="//www.far.example/p.jpg">') == [
        "far.example"
    ]


def test_a_body_without_pictures_is_left_as_it_is() -> None:
    with translation.override("en"):
        body = '<p>A <a href="https://far.example/">link</a>.</p>'
        assert illustrated(body) == body


# --- When pieces arrive ---------------------------------------------------------------------------------


def imported(folder: Path, *lines: str) -> tuple[Article, dict[str, tuple[str, str]]]:
    """The piece with these lines at its end, and what was said of it: message and evidence by code."""
    path = folder / "ferry.md"
    path.write_text(PIECE.format(headline="The ferry is back", word="ferry") + "\n" + "\n\n".join(lines))
    Told(path, "--publish")
    findings = Source.objects.get().findings
    return Article.objects.get(), {one["code"]: (one["message"], one["evidence"]) for one in findings}


@pytest.mark.django_db
def test_how_many_pictures_are_elsewhere_is_told_and_does_not_hold_the_piece(tmp_path: Path) -> None:
    article, told = imported(tmp_path, f"![One]({FAR})", f"![Two]({FAR}?2)")
    message, evidence = told["pictures-elsewhere"]
    assert message.startswith("2 pictures are on other sites")
    assert evidence == "far.example"
    assert article.status == "published"
    assert FAR in article.body


@pytest.mark.django_db
def test_a_picture_that_did_not_come_goes_and_its_words_stay(tmp_path: Path) -> None:
    article, told = imported(tmp_path, "![The pier <at> dusk](gone.png)", "![](/img/none.png)", "The end.")
    assert "<img" not in article.body
    assert "<p>The pier &lt;at&gt; dusk</p>\n<p>The end.</p>" in article.body
    assert told["picture-missing"] == (
        "2 pictures of the piece did not come with it; their words stayed.",
        "gone.png, /img/none.png",
    )
    assert Source.objects.get().doubt > 0


@pytest.mark.django_db
def test_a_link_to_a_file_beside_the_piece_becomes_words(tmp_path: Path) -> None:
    article, told = imported(
        tmp_path, "See [the *other* one](x.md), [this](/about) and [that](//far.example/)."
    )
    assert "See the <em>other</em> one, this and <a " in article.body
    assert told["link-relative"] == (
        "2 links led to files beside the piece; their words stayed.",
        "x.md, /about",
    )


@pytest.mark.django_db
def test_a_link_around_a_missing_picture_goes_with_it(tmp_path: Path) -> None:
    article, told = imported(tmp_path, "[![The pier](pier.png)](pier.md)")
    assert article.body.endswith("<p>The pier</p>")
    assert {"picture-missing", "link-relative"} <= told.keys()


@pytest.mark.django_db
def test_pictures_that_came_and_whole_addresses_stay_and_nothing_is_said(tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(photo("red" if name == "one.png" else "blue"))
    lines = ("![One](one.png)", "![Two](two.png)", "A [site](https://far.example/) and [below](#end).")
    article, told = imported(tmp_path, *lines)
    assert article.lead_image
    assert 'alt="Two"' in article.body
    assert 'href="https://far.example/"' in article.body and 'href="#end"' in article.body
    assert not {"picture-missing", "link-relative", "pictures-elsewhere"} & told.keys()
