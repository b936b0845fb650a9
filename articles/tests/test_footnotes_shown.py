"""Footnotes on the site and at the desk: no words for search and feeds, whole again when put back."""

from pathlib import Path

import pytest
from django.test import Client

from articles import deciding, placing, search
from articles.models import Article, Source
from articles.plain_text import plain_text, word_count

from .factories import make_user
from .wire import PIECE, Told

pytestmark = pytest.mark.django_db
MARK = '<a id="fnref-1" href="#fn-1" rel="noopener nofollow"><sup>1</sup></a>'
NOTE = '<a id="fn-1" href="#fnref-1" rel="noopener nofollow"><sup>1</sup></a> It was the small one.'


def bring(folder: Path) -> Source:
    text = PIECE.format(headline="The ferry is back", word="ferry").replace("quay.", "quay.[^Boat]", 1)
    (folder / "ferry.md").write_text(f"{text}\n[^Boat]: It was the small one.\n", encoding="utf-8")
    assert Told(folder / "ferry.md", "--publish").status == 0
    return Source.objects.get()


def body_of(source: Source) -> str:
    article = deciding.piece_of(source)
    assert article
    return Article.objects.get(pk=article.pk).body


def test_they_are_no_words_for_search_feeds_and_counting(tmp_path: Path, client: Client) -> None:
    article = bring(tmp_path).article
    assert article
    assert f"on the quay.{MARK}</p>" in article.body
    assert article.body.endswith(f"<p>{NOTE}</p>")
    assert "quay. Every" in " ".join(plain_text(article.body).split())
    assert (
        article.word_count == word_count(article.body) == word_count(article.body.replace("<sup>1</sup>", ""))
    )
    assert list(search.search(Article.objects.live(), "“the quay”")) == [article]
    assert "on the quay. Every" in client.get("/feed/").content.decode()


def test_a_number_in_small_print_that_leads_to_no_note_is_a_word() -> None:
    assert plain_text('<p>m<sup>2</sup> and <a href="#top">9</a></p>').split() == ["m2", "and", "9"]


@pytest.mark.parametrize("index", [0, 2], ids=["the text that mentions it", "the note"])
def test_what_is_taken_out_and_put_back_leads_to_its_other_half_again(tmp_path: Path, index: int) -> None:
    source, user = bring(tmp_path), make_user("Publisher")
    article = deciding.piece_of(source)
    assert article
    before = article.body
    (taken,) = deciding.take_out(source, [index], "other", version=article.version, user=user)
    assert (MARK in body_of(source), NOTE in body_of(source)) == (index == 2, index == 0)
    assert taken.start >= 0
    article = deciding.piece_of(source)
    assert article
    ((_gone, how),) = deciding.put_back(source, [f"d{taken.pk}"], version=article.version, user=user)
    assert how == "exact"
    assert body_of(source) == before


@pytest.mark.parametrize("label", ["1", "tar", "12"])
def test_a_block_is_found_in_its_source_whatever_its_notes_are_called(label: str) -> None:
    source = f"The pier[^{label}] is of oak.\n\n[^{label}]: Not tar."
    body = f"<p>The pier{MARK} is of oak.</p><p>{NOTE.replace('It was the small one', 'Not tar')}</p>"
    found = placing.locate(placing.units(body), placing.reading(source, [], []))
    assert all(found)
