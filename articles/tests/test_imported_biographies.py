"""Biographies that an import wrote: taken back with it, or once their words stand in the piece again."""

from pathlib import Path

import pytest

from articles import jobs, merging
from articles.deciding.words import put_back
from articles.models import Article, Author, ImportRun, Source

from .factories import make_article, make_author, make_source, make_user
from .wire import Told

pytestmark = pytest.mark.django_db
BIO = "Ada Marlow writes about boats."
PIECE = f"""---
title: {{headline}}
date: 2024-05-03
authors:
  - name: Ada Marlow
    bio: {BIO}
---

The {{word}} came back to the harbour. Another {{word}} had gone before any {{word}} was missed on the quay.
"""


def brought(folder: Path, word: str = "ferry") -> tuple[ImportRun, Path]:
    path = folder / f"{word}.md"
    path.write_text(PIECE.format(headline=f"The {word} is back", word=word))
    Told(path)
    return ImportRun.objects.latest("pk"), path


def ada() -> Author:
    return Author.objects.get(name="Ada Marlow")


def back_in(text: str, *authors: Author) -> Article:
    """A piece by these, to which the line of the source is put back."""
    span = {"kind": "bio", "start": 13, "end": 13 + len(text), "step": "", "rule": "", "confidence": 1}
    article = make_article(body="<p>The ferry.</p>", authors=authors)
    source = make_source(
        article=article, raw=f"The ferry.\n\n\n{text}".encode(), encoding="utf-8", spans=[span]
    )
    assert text in bytes(source.raw).decode()
    put_back(source, ["1"], version=article.version, user=make_user("Editor"))
    article.refresh_from_db()
    return article


def imported_author(bio: str = BIO) -> Author:
    run = ImportRun.objects.create(command="import_articles")
    return make_author(name="Ada Marlow", bio=bio, imported_bio=bio, bio_brought_by=run)


# --- Undoing the import ---------------------------------------------------------------------------------


def test_undo_gives_an_author_who_was_here_before_no_biography_again(tmp_path: Path) -> None:
    make_author(name="Ada Marlow")
    run, _path = brought(tmp_path)
    assert ada().bio == BIO
    jobs.undo(run)
    assert ada().bio == ""


def test_undo_leaves_a_biography_that_a_person_wrote_before_or_since(tmp_path: Path) -> None:
    make_author(name="Ada Marlow", bio="Ours.")
    jobs.undo(brought(tmp_path)[0])
    assert ada().bio == "Ours."
    Author.objects.update(bio="")
    run, _path = brought(tmp_path)
    Author.objects.update(bio=f"{BIO} She lives on one.")
    jobs.undo(run)
    assert ada().bio == f"{BIO} She lives on one."


def test_a_biography_stays_with_a_piece_of_the_import_that_stays(tmp_path: Path) -> None:
    make_author(name="Ada Marlow")
    run, _path = brought(tmp_path)
    Article.objects.update(headline="A person's", version=9)
    assert len(jobs.undo(run).left) == 1
    assert ada().bio == BIO


def test_undo_of_another_import_leaves_it(tmp_path: Path) -> None:
    make_author(name="Ada Marlow")
    brought(tmp_path)
    later, _path = brought(tmp_path, "lantern")
    jobs.undo(later)
    assert ada().bio == BIO


def test_a_dry_run_leaves_it(tmp_path: Path) -> None:
    make_author(name="Ada Marlow")
    run, _path = brought(tmp_path)
    jobs.undo(run, dry_run=True)
    assert ada().bio == BIO


def test_undo_finds_it_with_the_author_it_was_merged_into(tmp_path: Path) -> None:
    survivor = make_author(name="A. Marlow")
    run, _path = brought(tmp_path)
    merging.merge_authors(survivor, [ada()])
    jobs.undo(run)
    survivor.refresh_from_db()
    assert survivor.bio == ""


# --- Putting the words back into the piece --------------------------------------------------------------


@pytest.mark.parametrize("line", [BIO, f"About the author: {BIO}", BIO.replace(" ", "\n", 1)])
def test_a_line_that_is_back_in_the_piece_is_no_biography_any_more(line: str) -> None:
    author = imported_author()
    assert BIO in back_in(line, author).body
    author.refresh_from_db()
    assert (author.bio, author.imported_bio, author.bio_brought_by) == ("", "", None)


def test_of_two_lines_the_other_stays() -> None:
    author = imported_author(f"{BIO} She lives on one.")
    back_in(BIO, author)
    author.refresh_from_db()
    assert author.bio == author.imported_bio == "She lives on one."
    assert author.bio_brought_by


def test_a_persons_biography_and_somebody_elses_stay_where_they_are() -> None:
    edited, other = imported_author(), imported_author("Bo Elm grows elms.")
    Author.objects.filter(pk=edited.pk).update(bio="Ours.")
    own = make_author(bio=BIO)
    back_in(BIO, edited, other, own)
    bios = Author.objects.filter(pk__in=[edited.pk, other.pk, own.pk]).order_by("pk")
    assert list(bios.values_list("bio", flat=True)) == ["Ours.", "Bo Elm grows elms.", BIO]


def test_an_imported_line_is_known_by_the_source_it_came_from(tmp_path: Path) -> None:
    """From the file to the desk: the sentence stands once, whatever is done."""
    path = tmp_path / "pier.txt"
    lines = [
        "The pier opens again",
        "By Ada Marlow",
        "The pier opened again on Tuesday, three years after the storm, the harbour master said.",
        "Nobody was there to see it but the gulls, for it was raining, and the band had stayed at home.",
        "Ada Marlow is a reporter who writes about boats.",
    ]
    path.write_text("\n\n".join(lines))
    Told(path)
    assert ada().bio == lines[-1]
    source = Source.objects.get()
    number = next(n for n, span in enumerate(source.spans, 1) if span["kind"] == "bio")
    put_back(source, [str(number)], version=1, user=make_user("Editor"))
    assert ada().bio == ""
    assert lines[-1] in Article.objects.get().body
