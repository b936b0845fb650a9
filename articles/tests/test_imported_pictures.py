"""Pictures beside a piece in an archive become the article's: with their words, once, and for all to see."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.ingest.reading import files
from articles.jobs import Import, Wishes
from articles.models import Article, Image

from .formats.packing import photo, zipped
from .formats.word import paragraph, picture, word
from .ingest.pieces import FIRST, LAST
from .wire import Told

pytestmark = pytest.mark.django_db
MARKDOWN = f"""# The pier is back

![The pier at dusk](img/pier.png "The pier, nearly whole (Photo: Bo Lund)")

{FIRST}

![Herring](img/herring%20two.png)

{LAST}
"""


def imported(path: Path, data: bytes, **wishes: object) -> Article:
    path.write_bytes(data)
    for _result in Import(files.sources([path]), Wishes(**wishes)):  # type: ignore[arg-type]
        pass
    return Article.objects.get()


def markdown(tmp_path: Path) -> Article:
    pictures = {"posts/img/pier.png": photo("red"), "posts/img/herring two.png": photo("blue")}
    return imported(tmp_path / "all.zip", zipped({"posts/pier.md": MARKDOWN, **pictures}))


def test_the_first_picture_leads_the_piece_with_its_words(tmp_path: Path) -> None:
    article = markdown(tmp_path)
    image = article.lead_image
    assert image is not None
    assert (image.alt, image.caption, image.credit) == (
        "The pier at dusk",
        "The pier, nearly whole",
        "Bo Lund",
    )
    assert (image.width, image.height) == (40, 30)
    with default_storage.open(str(image.file.name)) as file:
        assert file.read() == photo("red")
    assert "pier.png" not in article.body


def test_the_others_stand_in_the_body_where_they_stood(tmp_path: Path) -> None:
    article = markdown(tmp_path)
    other = Image.objects.exclude(pk=article.lead_image_id or 0).get()
    before, _tag, after = article.body.partition(f'src="{other.file.url}"')
    assert "voted on Monday" in before
    assert "Work is to begin" in after
    assert 'alt="Herring"' in article.body


def test_a_picture_is_stored_once_however_often_it_comes(tmp_path: Path) -> None:
    pieces = {
        f"{n}.md": MARKDOWN.replace("img/", "").replace("pier is", f"pier {n} is").replace("Bo", f"Bo {n}")
        for n in "ab"
    }
    pieces["b.md"] = pieces["b.md"].replace("four summers", "five winters").replace("Monday", "Tuesday")
    (tmp_path / "all.zip").write_bytes(
        zipped({**pieces, "pier.png": photo("red"), "herring two.png": photo("blue")})
    )
    for _result in Import(files.sources([tmp_path / "all.zip"]), Wishes()):
        pass
    assert Image.objects.count() == 2
    first, second = Article.objects.order_by("id")
    assert first.lead_image == second.lead_image
    assert (first.lead_image_credit, second.lead_image_credit) == ("", "Bo b Lund")


def test_a_figure_of_a_page_gives_caption_and_credit_apart(tmp_path: Path) -> None:
    figure = '<figure><img src="../img/p.jpg?w=600" alt="A pier"><figcaption>The pier. <span class="credit">Ada Marlow</span></figcaption></figure>'
    page = f"<!DOCTYPE html><html><head><title>The pier is back</title></head><body><article><h1>The pier is back</h1>{figure}<p>{FIRST}</p><p>{LAST}</p></article></body></html>"
    article = imported(tmp_path / "site.zip", zipped({"en/pier.html": page, "img/p.jpg": photo(kind="JPEG")}))
    image = article.lead_image
    assert image is not None
    assert (image.alt, image.caption, image.credit) == ("A pier", "The pier.", "Ada Marlow")
    assert str(image.file.name).endswith(".jpg")


def test_pictures_of_a_page_stand_where_they_stood_once(tmp_path: Path) -> None:
    shown = "<figure><img src='img/{0}.png' alt='{0}'><figcaption>{1}</figcaption></figure>"
    text = f"<h1>The pier is back</h1>{shown.format('pier', 'The pier.')}<p>{FIRST}</p>{shown.format('herring', 'A herring.')}<p>{LAST}</p>"
    there = "<figure><img src='img/gone.png' alt='gone'></figure>"
    page = f"<!doctype html><html><head><link rel=canonical href='https://bay.example/a/pier'></head><body><article>{text}{there}<p>{FIRST}</p></article></body></html>"
    pictures = {"a/img/pier.png": photo("red"), "a/img/herring.png": photo("blue")}
    article = imported(tmp_path / "all.zip", zipped({"a/pier.html": page, **pictures}))
    assert article.lead_image is not None and article.lead_image.caption == "The pier."
    assert article.body.count("A herring.") == 1 and "The pier.</figcaption>" not in article.body
    assert article.body.index(FIRST) < article.body.index("A herring.") < article.body.index(LAST)
    assert [part.split('"')[0] for part in article.body.split("https://bay.example/")[1:]] == [
        "a/img/gone.png"
    ]


def test_a_word_document_brings_its_pictures(tmp_path: Path) -> None:
    made = word(
        paragraph("The pier is back", style="Title"), paragraph(FIRST), paragraph(picture("r-a.png", "A pier")),
        paragraph("The pier at dusk. (Photo: Bo Lund)", style="Beschriftung"), paragraph(LAST), pictures={"a.png": photo()},
    )  # fmt: skip
    article = imported(tmp_path / "pier.docx", made)
    assert article.lead_image is not None
    assert (article.lead_image.alt, article.lead_image.credit) == ("A pier", "Bo Lund")
    assert "dusk" not in article.body


def test_a_piece_without_pictures_has_none_and_costs_no_query(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# The pier is back\n\n{FIRST}\n")
    with CaptureQueriesContext(connection) as queries:
        for _result in Import(files.sources([tmp_path]), Wishes()):
            pass
    article = Article.objects.get()
    assert article.lead_image is None
    told = [query["sql"] for query in queries.captured_queries]
    assert [sql for sql in told if '"articles_image"' in sql] == []


def test_a_picture_that_is_none_and_one_nobody_shows_are_told(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(
        zipped(
            {
                "posts/pier.md": MARKDOWN,
                "posts/img/pier.png": b"\x89PNG\r\n\x1a\n" + b"x" * 50,
                "logo.gif": photo(kind="GIF"),
            }
        )
    )
    told = Told(tmp_path / "all.zip")
    assert told.summary.startswith("3 offered: 1 created")
    reasons = dict(line.removeprefix(f"{tmp_path}/all.zip/").split(": ", 1) for line in told.err)
    assert reasons["posts/img/pier.png"].startswith("is no picture")
    assert "no piece of the archive shows" in reasons["logo.gif"]
    assert Article.objects.get().lead_image is None


def test_pictures_come_again_with_a_new_text_and_an_editors_own_stays(tmp_path: Path) -> None:
    article = markdown(tmp_path)
    pictures = {"posts/img/pier.png": photo("green")}
    imported(
        tmp_path / "all.zip", zipped({"posts/pier.md": MARKDOWN.replace("Monday", "Sunday"), **pictures})
    )
    article.refresh_from_db()
    assert article.lead_image is not None
    with default_storage.open(str(article.lead_image.file.name)) as file:
        assert file.read() == photo("green")
    kept = article.lead_image
    imported(tmp_path / "all.zip", zipped({"posts/pier.md": MARKDOWN.replace("Monday", "Friday")}))
    article.refresh_from_db()
    assert "Friday" in article.body
    assert article.lead_image == kept
