"""Undoing an import takes the pictures it brought, with their files, unless something else shows them or a person tends them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command

from articles import jobs, relating
from articles.jobs import Undone
from articles.models import Article, Image, ImportRun, Likeness

from .factories import make_article, make_author, make_publication, make_user
from .formats.packing import photo, zipped
from .stories import edit
from .wire import PIECE, Told

pytestmark = pytest.mark.django_db
Commit = Callable[..., AbstractContextManager[Any]]
PICTURES = {"pier.jpg": photo("red", "JPEG"), "quay.jpg": photo("blue", "JPEG")}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def undo(django_capture_on_commit_callbacks: Commit) -> Callable[..., Undone]:
    def undo(run: ImportRun | None = None, **how: Any) -> Undone:
        with django_capture_on_commit_callbacks(execute=True):
            return jobs.undo(run or ImportRun.objects.latest("id"), **how)

    return undo


def bring(tmp_path: Path, name: str = "all.zip", word: str = "ferry") -> Article:
    """A piece with a picture over it and one in it."""
    piece = (
        PIECE.format(headline=f"The {word} is back", word=word) + "\n![Pier](pier.jpg)\n\n![Quay](quay.jpg)\n"
    )
    (tmp_path / name).write_bytes(zipped({f"{word}.md": piece, **PICTURES}))
    assert Told(tmp_path / name).status == 0
    return Article.objects.latest("id")


def files(media: Path) -> set[str]:
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def originals(media: Path) -> set[str]:
    """The files that came, without the sizes that were made of them."""
    return {name for name in files(media) if name.startswith("images/")}


def quay(article: Article) -> Image:
    """The picture in the text of the article."""
    return Image.objects.exclude(pk=article.lead_image_id or 0).get()


def test_they_go_with_their_files_and_renditions(
    undo: Callable[..., Undone], tmp_path: Path, media: Path
) -> None:
    bring(tmp_path)
    assert len(files(media)) == 6
    done = undo()
    assert (done.removed, done.pictures) == (1, 2)
    assert not Image.objects.exists()
    assert files(media) == set()


def test_the_same_files_bring_them_again(undo: Callable[..., Undone], tmp_path: Path, media: Path) -> None:
    bring(tmp_path)
    before = originals(media)
    undo()
    assert quay(bring(tmp_path)).file
    assert originals(media) == before


@pytest.mark.parametrize("use", ["lead", "text", "copy", "photo", "logo"])
def test_what_something_else_shows_stays(
    use: str, undo: Callable[..., Undone], tmp_path: Path, media: Path
) -> None:
    image = quay(bring(tmp_path))
    shown = f'<p>So it is.</p><figure><img src="{image.file.url}"></figure>'
    match use:
        case "lead":
            make_article(lead_image=image)
        case "text":
            make_article(body=shown)
        case "copy":
            make_article(body=shown, working_copy_of=make_article(status="published"))
        case "photo":
            make_author(photo=image)
        case "logo":
            make_publication(logo=image)
    assert undo().pictures == 1
    assert Image.objects.get() == image
    assert files(media) == {str(image.file.name), *image.rendition_names}


def test_what_a_piece_that_is_left_alone_shows_stays(
    undo: Callable[..., Undone], tmp_path: Path, media: Path
) -> None:
    edit(bring(tmp_path), headline="A person's headline")
    done = undo()
    assert (done.removed, done.pictures, len(done.left)) == (0, 0, 1)
    assert len(originals(media)) == Image.objects.count() == 2


def test_what_a_person_has_tended_stays(undo: Callable[..., Undone], tmp_path: Path) -> None:
    image = quay(bring(tmp_path))
    LogEntry.objects.log_actions(make_user().pk, [image], 2, "Described.")
    assert undo().pictures == 1
    assert Image.objects.get() == image


def test_what_was_there_before_stays(undo: Callable[..., Undone], tmp_path: Path, media: Path) -> None:
    mine = Image.objects.create(file="images/2024/05/mine.jpg", width=4, height=3)
    bring(tmp_path, "first.zip")
    bring(tmp_path, "second.zip", "mail boat")
    assert undo().pictures == 0  # the first run brought them, and its piece shows them
    assert undo(ImportRun.objects.earliest("id")).pictures == 2
    assert Image.objects.get() == mine
    assert files(media) == set()


def test_what_a_later_import_shows_stays(undo: Callable[..., Undone], tmp_path: Path, media: Path) -> None:
    bring(tmp_path, "first.zip")
    later = bring(tmp_path, "second.zip", "mail boat")
    done = undo(ImportRun.objects.earliest("id"))
    assert (done.removed, done.pictures) == (1, 0)
    later.refresh_from_db()
    assert later.lead_image
    assert len(originals(media)) == 2


def test_those_of_a_new_text_go_when_the_old_one_is_put_back(
    undo: Callable[..., Undone], tmp_path: Path, media: Path
) -> None:
    piece = PIECE.format(headline="The ferry is back", word="ferry")
    for text, pictures in ((piece, {}), (f"{piece}\n![Pier](pier.jpg)\n", PICTURES)):
        (tmp_path / "all.zip").write_bytes(zipped({"ferry.md": text, **pictures}))
        Told(tmp_path / "all.zip")
    assert Article.objects.get().lead_image
    for how in ({"dry_run": True}, {}):
        done = undo(**how)
        assert (done.restored, done.pictures) == (1, 1)
    assert Article.objects.get().lead_image is None
    assert files(media) == set()


def test_a_dry_run_tells_them_and_takes_none(
    undo: Callable[..., Undone], tmp_path: Path, media: Path
) -> None:
    bring(tmp_path)
    assert undo(dry_run=True).pictures == 2
    assert len(originals(media)) == Image.objects.count() == 2
    out = StringIO()
    call_command("undo_import", str(ImportRun.objects.get().pk), "--dry-run", stdout=out)
    assert "1 removed, 0 restored, 0 left alone; 2 pictures removed with them (dry run" in out.getvalue()


def test_a_file_that_another_row_names_stays(tmp_path: Path, media: Path) -> None:
    image = quay(bring(tmp_path))
    jobs.leftovers.remove_files([str(image.file.name)])
    assert str(image.file.name) in files(media)


def test_those_of_a_piece_that_a_merge_deleted_stay_for_it_to_come_back(
    undo: Callable[..., Undone], tmp_path: Path, media: Path
) -> None:
    kept, piece, user = make_article(), bring(tmp_path), make_user("Publisher")
    pair = Likeness.objects.create(article=piece, other=kept, kind="same", overlap=90)
    merge = relating.merge_copy(pair, kept, user=user)
    assert not Article.objects.filter(pk=piece.pk).exists()
    assert undo().pictures == 0
    assert len(originals(media)) == 2
    assert relating.undo_merge(merge, user=user) == []
    assert Article.objects.get(pk=piece.pk).lead_image == piece.lead_image
