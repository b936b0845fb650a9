"""The benchmark of pages: what it counts, on sets made here in the shape of the public ones."""

import gzip
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.management.benchmarking import extractors
from articles.management.benchmarking.pages import (
    Found,
    Gold,
    Score,
    readability_set,
    scrapinghub_set,
    shingles,
    trafilatura_set,
    word_f1,
)

PAGES = Path(__file__).parent / "html"


@pytest.fixture
def evaluation(tmp_path: Path) -> Path:
    (tmp_path / "tests" / "cache").mkdir(parents=True)
    shutil.copy(PAGES / "harbour.html", tmp_path / "tests" / "cache" / "harbour.html")
    item = {
        "file": "harbour.html",
        "with": ["an hour of sleep", "The agreement gives crews", "no such words"],
        "without": ["Nobody asked the passengers", "forty passengers"],
        "title": "Ferry crews return to work after nine days",
        "author": ["Ada Merrow", "Tom Lisle"],
        "date": "2024-05-15",
    }
    known = {"https://estuary.example/1": item, "https://estuary.example/2": {**item, "file": "gone.html"}}
    (tmp_path / "tests" / "evaldata.json").write_text(json.dumps(known), encoding="utf-8")
    return tmp_path


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    page = tmp_path / "test" / "test-pages" / "001"
    page.mkdir(parents=True)
    shutil.copy(PAGES / "asaichi.html", page / "source.html")
    (page / "expected.html").write_text("<div><p>市は二日</p></div>", encoding="utf-8")
    return tmp_path


@pytest.fixture
def bodies(tmp_path: Path) -> Path:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a1.html.gz").write_bytes(gzip.compress((PAGES / "harbour.html").read_bytes()))
    known = {"a1": {"articleBody": "and we have won an hour of sleep", "url": "https://estuary.example/1"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(known), encoding="utf-8")
    return tmp_path


def test_pages_that_are_there_are_measured(evaluation: Path) -> None:
    (gold,) = trafilatura_set(evaluation)
    assert gold.facts["author"] == "Ada Merrow; Tom Lisle"
    assert list(trafilatura_set(evaluation / "tests")) == [gold]


def test_reviewed_bodies_are_read_as_text(reviewed: Path) -> None:
    (gold,) = readability_set(reviewed)
    assert (gold.text, gold.inside) == ("市は二日", ())


def test_newsroom_is_scored_by_what_it_keeps_and_leaves_out(evaluation: Path) -> None:
    (gold,) = trafilatura_set(evaluation)
    score = Score()
    score.add(gold, extractors.run("Newsroom", gold.path.read_bytes()))
    assert (score.kept, score.missed, score.clutter) == (2, 1, 1)
    assert (score.share("title"), score.share("author"), score.share("date")) == (1, 1, 0)


def test_figures_are_those_of_the_sets_own_scorer() -> None:
    score = Score()
    score.add(Gold(Path(), ("a  b", "c"), ("x", "y")), Found("a b\nx"))
    score.add(Gold(Path(), ("d",), ("z",)), Found(failed=True))
    assert (score.precision, score.recall, score.f1) == (1 / 2, 1 / 3, 2 / 5)
    assert (score.empty, score.failed) == (0, 1)


def test_whole_texts_are_compared_word_by_word() -> None:
    assert word_f1("One two", "two ONE") == 1
    assert word_f1("one one", "one two") == 1 / 2
    assert word_f1("", "") == 0


def test_bodies_are_compared_by_stretches_of_four_words() -> None:
    assert shingles("One, two three four five.") == {
        ("One", "two", "three", "four"): 1,
        ("two", "three", "four", "five"): 1,
    }
    assert (shingles("one two"), shingles(" ")) == ({("one", "two"): 1}, {})
    score = Score()
    score.add(
        Gold(Path(), text="a b c d e", shingled=True), Found("a b c d x", standfirst="not counted here")
    )
    score.add(Gold(Path(), text="a b c d", shingled=True), Found(failed=True))  # says nothing of precision
    score.add(Gold(Path(), text="a b c d", shingled=True), Found("a b c d"))
    assert (score.precision, score.recall, score.f1) == (3 / 4, 1 / 2, 3 / 5)


def test_packed_pages_are_measured_by_their_body(bodies: Path) -> None:
    (gold,) = scrapinghub_set(bodies)
    score = Score()
    score.add(gold, extractors.run("Newsroom", gold.data))
    assert (score.recall, score.empty, score.failed) == (1, 0, 0)
    assert 0 < score.precision < 1


def test_page_that_cannot_be_read_counts_as_failed() -> None:
    assert extractors.run("Newsroom", b"<html><body></body></html>").failed
    assert extractors.run("readability-lxml", b"").failed


def test_command_prints_a_line_for_each_extractor(
    evaluation: Path, reviewed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractors, "is_installed", lambda name: name != "newspaper4k")
    out = StringIO()
    call_command("benchmark_html", trafilatura=evaluation, readability=reviewed, stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.split()[0] for line in lines if line[:1].strip()] == [
        "trafilatura:", *extractors.EXTRACTORS, "readability:", *extractors.EXTRACTORS,
    ]  # fmt: skip
    assert "date at least 0.88" in lines[2] and "0.667" in lines[2]
    assert lines[5] == "newspaper4k        not installed"


def test_command_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Name the copy"):
        call_command("benchmark_html")
    with pytest.raises(CommandError, match=r"evaldata\.json is missing"):
        call_command("benchmark_html", trafilatura=tmp_path)
