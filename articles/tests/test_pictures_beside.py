"""Pictures beside pieces in a plain folder come with the pieces that show them, and nothing from outside ever does."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from articles.errors import ReadingError
from articles.ingest.reading import album, files, references
from articles.ingest.story import SourceFile
from articles.models import Article, Image

from .formats.packing import photo
from .wire import PIECE, Told

RED, BLUE = photo("red", "JPEG"), photo("blue", "JPEG")
SHOWING = (
    PIECE.format(headline="The ferry is back", word="ferry")
    + '\n![A pier](img/pier.jpg "At dusk (Photo: Bo Lund)")\n'
)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder named for an import, beside another one that was not, each with a picture."""
    for name, data in {"secret.jpg": BLUE, "inbox/img/pier.jpg": RED}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path / "inbox"


def put(folder: Path, name: str, text: str) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def taken(*paths: Path) -> dict[str, list[bytes]]:
    """The pictures that came with each piece, by its name."""
    found = [source for source in files.sources(paths) if isinstance(source, SourceFile)]
    return {Path(source.name).name: [picture.data for picture in source.images] for source in found}


def told(*paths: Path) -> dict[str, str]:
    """What was refused, by name, and why."""
    found = [source for source in files.sources(paths) if isinstance(source, ReadingError)]
    assert all(error.remedy for error in found)
    return {Path(error.name).name: error.reason for error in found}


# --- Found ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("a.md", "![A pier](img/pier.jpg)"), ("a.md", "![A pier](<./img/pier.jpg>)"), ("a.md", "![A pier](/img/pier.jpg)"),
        ("posts/a.md", "![A pier](../img/pier.jpg)"), ("posts/en/a.md", "![A pier](/img/pier.jpg 'At dusk')"),
        ("a.html", '<img src="img/pier.jpg">'), ("a.html", "<IMG alt=x SRC = 'img/pier.jpg?w=600#top'>"),
        ("a.html", "<img src=img/pier.jpg>"), ("a.txt", 'It was here: <img src="img/p%69er.jpg">'),
        ("a.md", "![Elsewhere](https://elsewhere.example/img/pier.jpg)\n\n![A pier](img/pier.jpg)"),
    ],
)  # fmt: skip
def test_a_picture_in_the_folder_comes_with_the_piece_that_shows_it(
    inbox: Path, name: str, shows: str
) -> None:
    put(inbox, name, f"The ferry is back.\n\n{shows}\n")
    assert taken(inbox) == {Path(name).name: [RED]}
    assert told(inbox) == {}


def test_a_name_of_two_words_is_found_however_it_is_written(inbox: Path) -> None:
    (inbox / "img" / "the pier.jpg").write_bytes(BLUE)
    put(inbox, "a.html", '<img src="img/the pier.jpg">')
    put(inbox, "b.md", "![](img/the%20pier.jpg)")
    assert taken(inbox) == {"a.html": [BLUE], "b.md": [BLUE]}


def test_a_piece_named_itself_takes_from_its_own_folder(inbox: Path) -> None:
    piece = put(inbox, "a.md", "![A pier](img/pier.jpg)")
    assert taken(piece) == {"a.md": [RED]}
    deep = put(inbox, "posts/b.md", "![A pier](../img/pier.jpg)")
    assert taken(deep) == {"b.md": []}
    assert told(piece, deep) == {}


def test_a_picture_named_beside_its_piece_is_no_piece_itself(inbox: Path) -> None:
    piece = put(inbox, "a.md", "![A pier](img/pier.jpg)")
    assert told(inbox / "img" / "pier.jpg", piece) == {}
    assert "no piece" in told(inbox / "img" / "pier.jpg")["pier.jpg"]


def test_each_picture_comes_once_to_each_piece(inbox: Path) -> None:
    put(inbox, "a.md", "![](img/pier.jpg) ![](./img/pier.jpg)")
    put(inbox, "b.md", "![](img/pier.jpg)")
    assert taken(inbox) == {"a.md": [RED], "b.md": [RED]}


@pytest.mark.django_db
def test_it_becomes_the_article_s_with_its_words(inbox: Path) -> None:
    put(inbox, "ferry.md", SHOWING)
    ran = Told(inbox)
    assert (ran.status, ran.err, ran.summary[:21]) == (0, [], "1 offered: 1 created,")
    image = Article.objects.get().lead_image
    assert image
    assert (image.alt, image.caption, image.credit) == ("A pier", "At dusk", "Bo Lund")
    with default_storage.open(str(image.file.name)) as file:
        assert file.read() == RED


@pytest.mark.django_db
def test_a_dry_run_stores_none(inbox: Path) -> None:
    put(inbox, "ferry.md", SHOWING)
    assert Told(inbox, "--dry-run").status == 0
    assert not Image.objects.exists()


# --- Not found, or of no use --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["img/gone.jpg", "img", "img/pier.txt", "", "img/pier.jpg/x.jpg", "x" * 400 + ".jpg", "%00.jpg"],
)
def test_what_is_not_there_is_left_out_as_in_an_archive(inbox: Path, address: str) -> None:
    put(inbox, "a.html", f'<p>The ferry is back.</p><img src="{address}">')
    assert taken(inbox) == {"a.html": []}
    assert told(inbox) == {"pier.jpg": "is a picture that no piece beside it shows."}


def test_what_is_no_picture_is_told_once_and_the_piece_comes_all_the_same(inbox: Path) -> None:
    (inbox / "img" / "bad.jpg").write_bytes(b"no picture")
    for name in ("a.md", "b.md"):
        put(inbox, name, "![](img/bad.jpg) ![](img/pier.jpg)")
    assert taken(inbox) == {"a.md": [RED], "b.md": [RED]}
    found = [error.reason for error in files.sources([inbox]) if isinstance(error, ReadingError)]
    assert found == ["is no picture that can be shown."]


def test_a_piece_without_pictures_is_not_looked_at_closely(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> Any:
        raise AssertionError(args)

    monkeypatch.setattr(references, "pictures", fail)
    put(inbox, "a.txt", "The ferry is back.")
    put(inbox, "b.html", '<img src="https://elsewhere.example/img/pier.jpg"><img src="img/gone.jpg">')
    assert taken(inbox) == {"a.txt": [], "b.html": []}


# --- Outside --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["md", "html"])
@pytest.mark.parametrize(
    "address",
    [
        "../secret.jpg", "img/../../secret.jpg", "/../secret.jpg", "..%2Fsecret.jpg", "%2e%2e/secret.jpg",
        "..\\secret.jpg", "{outside}/secret.jpg", "file://{outside}/secret.jpg", "//{outside}/secret.jpg",
    ],
)  # fmt: skip
def test_nothing_outside_of_the_folder_is_read(inbox: Path, kind: str, address: str) -> None:
    said = address.format(outside=inbox.parent)
    piece = put(inbox, f"a.{kind}", f'<img src="{said}">' if kind == "html" else f"![]({said})")
    for path in (inbox, piece):
        assert taken(path) == {f"a.{kind}": []}


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_that_leads_out_is_not_followed_and_told(inbox: Path, link: str) -> None:
    if link == "file":
        (inbox / "out.jpg").symlink_to("../secret.jpg")
    else:
        (inbox / "out").symlink_to("..")
    put(inbox, "a.md", "![](out.jpg) ![](out/secret.jpg) ![](img/pier.jpg)")
    assert taken(inbox) == {"a.md": [RED]}
    assert "is a link that leads out of the folder to be imported." in told(inbox).values()
    assert taken(inbox / "a.md") == {"a.md": [RED]}


def test_a_link_that_stays_inside_is_followed(inbox: Path) -> None:
    (inbox / "latest.jpg").symlink_to("img/pier.jpg")
    put(inbox, "a.md", "![](latest.jpg)")
    assert taken(inbox) == {"a.md": [RED]}
    assert told(inbox) == {}


def test_hidden_ones_and_what_is_no_file_are_left_alone(inbox: Path) -> None:
    (inbox / ".cache").mkdir()
    (inbox / ".cache" / "pier.jpg").write_bytes(BLUE)
    os.mkfifo(inbox / "pipe.jpg")
    (inbox / "loop.jpg").symlink_to("loop.jpg")
    put(inbox, "a.md", "![](.cache/pier.jpg) ![](pipe.jpg) ![](loop.jpg)")
    assert taken(inbox) == {"a.md": []}
    assert told(inbox) == {
        "loop.jpg": "is a link that leads to itself.",
        "pier.jpg": "is a picture that no piece beside it shows.",
        "pipe.jpg": "is a named pipe, not a file.",
    }


# --- Bounds -----------------------------------------------------------------------------------------------------


def test_a_piece_brings_so_many_pictures_and_no_more(inbox: Path) -> None:
    for number in range(album.MAX_PICTURES + 2):
        (inbox / f"{number}.jpg").write_bytes(RED)
    put(inbox, "a.md", " ".join(f"![]({number}.jpg)" for number in range(album.MAX_PICTURES + 2)))
    assert len(taken(inbox)["a.md"]) == album.MAX_PICTURES
    assert len(told(inbox)) == 3  # those two, and the pier


def test_a_piece_brings_so_many_bytes_and_no_more(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "quay.jpg").write_bytes(BLUE)
    put(inbox, "a.md", "![](img/pier.jpg) ![](quay.jpg)")
    monkeypatch.setattr(album, "MAX_BYTES", len(RED) + 10)
    assert taken(inbox) == {"a.md": [RED]}


def test_a_picture_too_large_is_told(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(inbox, "a.md", "![](img/pier.jpg)")
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    assert taken(inbox) == {"a.md": []}
    assert "is larger than" in told(inbox)["pier.jpg"]


def test_addresses_without_end_are_looked_for_up_to_a_bound(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(album, "MAX_ADDRESSES", 3)
    put(inbox, "a.md", "![](a) ![](b) ![](img/pier.jpg)")
    put(inbox, "b.md", "![](a) ![](b) ![](c) ![](img/pier.jpg)")
    assert taken(inbox) == {"a.md": [RED], "b.md": []}
