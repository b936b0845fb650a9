"""Words that are put back keep the links and the emphasis that the source gave them."""

from pathlib import Path

import pytest

from articles import deciding
from articles.ingest import ledger
from articles.ingest.document import Document, Mark, Passage
from articles.models import Article, Source
from articles.placing import insert

from .factories import make_user
from .wire import Told

pytestmark = pytest.mark.django_db
PROSE = [
    "The ferry came back to the harbour on Tuesday, three years after the storm took the pier and half of the town.",
    "It carries two hundred people and, on a good day, their bicycles, dogs and one piano that nobody has claimed.",
]
PROMPT = "Subscribe now to read the rest of this article and support our journalism."
LINK = '<a href="https://pier.example/subscribe" rel="noopener nofollow">now</a>'


def put_back(path: Path, text: str) -> str:
    """Import the piece, put back the prompt that was taken out, and return the body."""
    path.write_text(text, encoding="utf-8")
    Told(path)
    source = Source.objects.get()
    assert PROMPT not in body_of(source)
    (gone,) = [one for one in deciding.gone_from(source, deciding.decoded(source)) if "Subscribe" in one.text]
    article = deciding.piece_of(source)
    assert article
    deciding.put_back(source, [gone.key], version=article.version, user=make_user("Editor"))
    return body_of(source)


def body_of(source: Source) -> str:
    return Article.objects.get(sources=source).body


def test_of_a_web_page_links_and_emphasis_come_back(tmp_path: Path) -> None:
    prompt = PROMPT.replace("now", '<a href="https://pier.example/subscribe" onclick="x()">now</a>')
    prompt = prompt.replace("support", "<em>support</em>")
    body = "".join(f"<p>{part}</p>" for part in (PROSE[0], prompt, PROSE[1]))
    page = f"<html lang=en><head><title>The ferry is back</title></head><body><article><h1>The ferry is back</h1>{body}</article></body></html>"
    back = put_back(tmp_path / "ferry.html", page)
    assert f"<p>{PROMPT.replace('now', LINK).replace('support', '<em>support</em>')}</p>" in back
    assert back.index(PROSE[0]) < back.index("Subscribe") < back.index(PROSE[1])
    assert "onclick" not in back


def test_of_markdown_links_come_back(tmp_path: Path) -> None:
    prompt = PROMPT.replace("now", "[now](https://pier.example/subscribe)")
    text = "\n\n".join(["# The ferry is back", PROSE[0], prompt, PROSE[1]])
    assert f"<p>{PROMPT.replace('now', LINK)}</p>" in put_back(tmp_path / "ferry.md", text)


def test_of_plain_text_the_words_come_back_as_they_are(tmp_path: Path) -> None:
    prompt = PROMPT.replace("now", "<b>now</b>")
    text = "\n\n".join(["The ferry is back", PROSE[0], prompt, PROSE[1]])
    assert f"<p>{PROMPT.replace('now', '&lt;b&gt;now&lt;/b&gt;')}</p>" in put_back(
        tmp_path / "ferry.txt", text
    )


# --- What is kept -----------------------------------------------------------------------------------


def kept(text: str, *marks: Mark, fate: str = "share", blocks: dict[int, str] | None = None) -> str:
    passage = Passage(text, 0, len(text), fate=fate)
    (change,) = ledger.changes(Document("x", text, (passage,), marks=marks, blocks=blocks or {}))
    return change.html


def test_markup_is_kept_of_what_was_removed_and_of_nothing_else() -> None:
    bold = Mark(0, 5, "strong")
    assert kept("Share this", bold) == "<strong>Share</strong> this"
    assert kept("Share this") == ""
    assert kept("Share this", bold, fate="field:headline") == ""


def test_a_table_is_kept_and_a_picture_is_not() -> None:
    table = "<table><tr><td>1</td></tr></table>"
    assert kept("1", blocks={0: table}) == table
    assert kept("1", blocks={0: '<figure><img src="a.jpg"></figure>'}) == ""


def test_a_block_is_put_back_without_a_paragraph_around_it() -> None:
    assert insert("<p>a</p>", 1, "<table></table>") == "<p>a</p>\n<table></table>"
    assert insert("<p>a</p>", 1, "<em>b</em>") == "<p>a</p>\n<p><em>b</em></p>"
