"""Pages saved from the web: the article, what it declares, and everything else in the ledger."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.errors import ReadingError
from articles.ingest import ledger, pipeline, reading, rendering
from articles.ingest.document import Document
from articles.ingest.story import REMOVAL_KINDS, Known, Options, SourceFile, Story
from articles.sanitising import sanitise

FOLDER = Path(__file__).parent / "html"
CASES = sorted(path.stem for path in FOLDER.glob("*.json"))
PROSE = "The harbour board met on Monday and decided, after a long debate, that the ferry should stay. " * 4


def source(stem: str) -> SourceFile:
    path = next(path for path in FOLDER.glob(f"{stem}.*") if path.suffix != ".json")
    return SourceFile(path.name, path.read_bytes())


def expected(stem: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{stem}.json").read_text(encoding="utf-8"))
    return found


def document(html: str | bytes, name: str = "page.html", options: Options | None = None) -> Document:
    data = html if isinstance(html, bytes) else html.encode()
    (read,) = reading.read(SourceFile(name, data), options or Options())
    return read


def story(read: SourceFile) -> Story:
    (found,) = pipeline.stories(read, Options(), Known())
    return found


def page(body: str, head: str = "", title: str = "") -> str:
    return f"<!doctype html><html lang=en><head>{head}<title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("stem", CASES)
def test_case_is_read_by_its_reader(stem: str) -> None:
    readers = reading.readers().values()
    assert next(r.name for r in readers if r.accepts(source(stem))) == expected(stem).get("reader", "html")


@pytest.mark.parametrize("stem", CASES)
def test_case_declares_its_facts(stem: str) -> None:
    wanted, facts = expected(stem), story(source(stem)).facts
    said = {
        "headline": facts.headline,
        "authors": [person.name for person in facts.authors],
        "published": facts.published.isoformat() if facts.published else None,
        "publication": facts.publication,
        "language": facts.language,
        "canonical_url": facts.canonical_url,
        "topics": list(facts.topics),
    }
    assert {name: said[name] for name in said if name in wanted} == {
        n: wanted[n] for n in said if n in wanted
    }


@pytest.mark.parametrize("stem", CASES)
def test_case_keeps_its_body_and_accounts_for_the_rest(stem: str) -> None:
    wanted, found = expected(stem), story(source(stem))
    html = sanitise(rendering.body_html(found.body))
    assert [block.kind for block in found.body] == wanted.get("kinds", [block.kind for block in found.body])
    assert [words for words in wanted["body"] if words not in found.body_text] == []
    assert [
        part for part in wanted.get("html", []) if part not in html.replace(' rel="noopener nofollow"', "")
    ] == []
    for kind, texts in wanted.get("removed", {}).items():
        gone = " ".join(change.before for change in found.changes if change.kind == kind)
        assert [words for words in texts if words not in gone] == [], kind
        assert [words for words in texts if words in found.body_text.splitlines()] == []
    assert [words for words in wanted.get("nowhere", []) if words in found.source_text or words in html] == []
    assert found.encoding == wanted.get("encoding", "utf-8")


@pytest.mark.parametrize("stem", CASES)
def test_ledger_law_holds_for_pages(stem: str) -> None:
    found = story(source(stem))
    assert ledger.replay(found.body_text, found.changes) == found.source_text
    assert all(c.reason and c.rule for c in found.changes if c.kind in REMOVAL_KINDS)


def test_canonical_address_names_the_piece() -> None:
    facts = document(source("harbour").data).facts
    assert facts.identity == facts.canonical_url == "https://estuary.example/2024/05/ferry-crews-return"


def test_address_of_the_front_page_names_no_piece() -> None:
    assert (
        document(page(f"<p>{PROSE}", '<link rel=canonical href="https://x.example/">')).facts.identity == ""
    )


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        ("", "<h1>One ferry</h1>", "One ferry"),
        ('<meta property="og:site_name" content="Post">', "<h1>Post</h1>", "A ferry"),
        ('<meta property="og:title" content="Shared ferry">', "<h1>One</h1><h1>Two</h1>", "Shared ferry"),
        ("", "<h1>The Post</h1><h2>A ferry</h2>", "The Post"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Said ferry"}</script>',
            "<h1>a</h1><h1>b</h1>",
            "Said ferry",
        ),
    ],
)
def test_headline_is_the_heading_of_the_piece_not_of_the_site(head: str, body: str, headline: str) -> None:
    assert document(page(f"{body}<p>{PROSE}", head, "A ferry | Post")).facts.headline == headline


@pytest.mark.parametrize(
    "script",
    [
        "{",
        '{"@type": "NewsArticle", "author": 7, "headline": {"a": []}, "datePublished": ["x"]}',
        "[" * 100_000,
        '{"@type": "Article", "author": {"@id": "#a"}}',
        "null",
    ],
)
def test_broken_declarations_are_no_facts_and_no_failure(script: str) -> None:
    read = document(
        page(f"<h1>One ferry</h1><p>{PROSE}", f'<script type="application/ld+json">{script}</script>')
    )
    assert (read.facts.headline, read.facts.authors) == ("One ferry", ())


@pytest.mark.parametrize("value", ["0000-00-00", "9999-99-99", "tomorrow", "<b>"])
def test_dates_that_are_none_are_left_out(value: str) -> None:
    assert (
        document(
            page(f"<p>{PROSE}", f'<meta property="article:published_time" content="{value}">')
        ).facts.published
        is None
    )


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (page(f"<p>Été {PROSE}").encode("utf-8-sig"), "utf-8-sig"),
        (page(f"<p>Été {PROSE}").encode("utf-16"), "utf-16"),
        (page(f"<p>Été {PROSE}", "<meta charset=iso-8859-1>").encode(), "utf-8"),
        (page(f"<p>Été {PROSE}", "<meta charset=iso-8859-1>").encode("latin-1"), "cp1252"),
        (page(f"<p>Été {PROSE}", "<meta charset=no-such>").encode("cp1252"), None),
        (page(f"<p>Été {PROSE}", "<meta charset=hex>").encode(), "utf-8"),
        (page(f"<p>Été {PROSE}", "<meta charset=utf-8>").replace("Monday", "M\0onday").encode(), "utf-8"),
        (page(f"<p>Été {'é' * 50} {PROSE}").encode() + b"\xc3<p>", "utf-8"),
    ],
)
def test_charset_is_what_the_bytes_say(data: bytes, encoding: str | None) -> None:
    read = document(data)
    assert "Été" in read.text and "Monday" in read.text
    assert encoding in (None, read.encoding)


def test_named_encoding_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ReadingError, match="not in the encoding"):
        document(page("<p>Été").encode("latin-1"), options=Options(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("note.txt", b"<html> is a tag. What follows it is not a page at all."),
        ("sum.txt", b"< 5 and > 3, said the teacher."),
        ("feed.xml", b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>'),
        ("page.txt", b"<p>A paragraph</p>"),
    ],
)
def test_what_merely_begins_like_markup_is_no_page(name: str, data: bytes) -> None:
    assert not reading.readers()["html"].accepts(SourceFile(name, data))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page", b"<!DOCTYPE html>\n<title>x</title><p>y"),
        ("page.txt", b"\xef\xbb\xbf<!-- saved -->\n<HTML lang=en><BODY>x</BODY></HTML>"),
        ("page.bin", "<!doctype html><html><head><title>x</title></head>".encode("utf-16")),
        (
            "page.xhtml",
            b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html><body>x</body></html>',
        ),
        ("page.htm", b"<p>x"),
    ],
)
def test_pages_are_known_by_their_beginning_and_by_their_name(name: str, data: bytes) -> None:
    assert reading.readers()["html"].accepts(SourceFile(name, data))


@pytest.mark.parametrize("html", [page(""), page("<script>alert(1)</script>"), page("<img src=x>")])
def test_page_without_a_word_is_refused(html: str) -> None:
    with pytest.raises(ReadingError, match="without a word"):
        document(html)


def test_deep_nesting_is_refused_and_named() -> None:
    with pytest.raises(ReadingError, match=r"deep\.html: has tags nested"):
        document(page("<div>" * 10_000 + PROSE), name="deep.html")


def test_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(ReadingError, match="15,000 tags"):
        document(page("<a href=/x>x</a>" * 15_001))


def test_large_page_is_read() -> None:
    rows = "".join(f"<p>{PROSE} Number {n}.</p>" for n in range(400))
    read = document(
        page(f"<!-- {'x' * 2_000_000} --><script>{'y' * 100_000}</script><article>{rows}</article>")
    )
    assert sum(passage.in_body for passage in read) > 350


def test_entities_of_the_page_are_not_resolved() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    read = document(bomb + f"<html><body><p>{PROSE} &c; &f;</p></body></html>")
    assert "lollol" not in read.text and "root:" not in read.text


def test_scripts_and_handlers_reach_no_body() -> None:
    html = page(
        f"<article><p onclick='evil()'>{PROSE}<script>evil()</script><a href='javascript:evil()'>x</a></p>"
        f"<svg><script>evil()</script></svg><p>{PROSE}<img src='x' onerror='evil()'></p><iframe srcdoc='evil()'></iframe></article>"
    )
    found = story(SourceFile("page.html", html.encode()))
    assert "evil" not in found.source_text and "evil" not in rendering.body_html(found.body)
    assert len(found.body) >= 1


SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>", "</p>", "<div class=comments>", "<article>", "</article>", "<table><tr><td>", "<h1>", "</h1>", "<a href='/x'>",
                "<script>", "</script>", "<li>", "<br>", "<img src=/a.jpg>", "<figure>", "</figure>", "&#1;", "&#xD800;", "&amp;", "\x01", "<!--", "-->",
                "<meta property='article:published_time' content='2024-13-01'>", '<script type="application/ld+json">{"@type":"Article","author":[1,{"name":2}]',
            ]
        ),
        st.text(max_size=12),
        st.just(PROSE),
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=40, deadline=timedelta(seconds=10), suppress_health_check=[HealthCheck.too_slow])
@given(SOUP)
def test_any_page_is_accounted_for_or_refused(soup: str) -> None:
    try:
        found = story(
            SourceFile("page.html", f"<!doctype html><html><body>{soup}</body>".encode("utf-8", "replace"))
        )
    except ReadingError:
        return
    assert ledger.replay(found.body_text, found.changes) == found.source_text
    assert "<script" not in sanitise(rendering.body_html(found.body))
