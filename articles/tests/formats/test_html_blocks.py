"""HTML as text and passages: what is a line, what is kept of the markup, what is never text."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.errors import ReadingError
from articles.ingest import ledger, rendering
from articles.ingest.document import Document
from articles.ingest.reading.html_blocks import Blocks, blocks

BASE = "https://news.example/2024/05/ferry.html"


def document(html: str, offset: int = 0) -> Document:
    found = blocks(html, BASE, offset)
    return Document(
        "x.html", " " * offset + found.text, found.passages, marks=found.marks, blocks=found.blocks
    )


def body(html: str) -> str:
    read = document(html)
    return rendering.body_html(rendering.block(passage, read) for passage in read.body)


def kinds(html: str) -> list[tuple[str, str]]:
    return [(passage.fate, passage.text) for passage in blocks(html, BASE).passages]


def test_blocks_become_lines_of_their_kind() -> None:
    found = kinds(
        "<h1>One</h1><h3>Two</h3>loose <p>Three</p><ul><li>four<li>five</ul><ol><li>six</ol><blockquote><p>Seven</p></blockquote>tail"
    )
    assert found == [
        ("h2", "One"),
        ("h3", "Two"),
        ("p", "loose"),
        ("p", "Three"),
        ("li", "four"),
        ("li", "five"),
        ("oli", "six"),
        ("quote", "Seven"),
        ("p", "tail"),
    ]


def test_text_has_one_line_a_block_and_offsets_count_from_where_it_goes() -> None:
    found = blocks("<p>One</p>\n<p>Two</p>", offset=10)
    assert found.text == "One\n\nTwo"
    assert [(p.start, p.end) for p in found.passages] == [(10, 13), (15, 18)]


def test_one_line_end_is_a_line_and_two_are_a_paragraph() -> None:
    assert blocks("<p>By Ada<br>12 May<br><br>The ferry</p>").text == "By Ada\n12 May\n\nThe ferry"
    assert blocks("<h2>The ferry<br>sails</h2>").text == "The ferry sails"


def test_inline_tags_do_not_cut_words_and_blocks_do() -> None:
    assert blocks("<p>un<b>believ</b>able<div>news</div>").text == "unbelievable\n\nnews"


def test_markup_inside_lines_comes_back() -> None:
    html = body(
        '<p>The <a href="/ferry?a=1&amp;b=2"><b>new</b> ferry</a> <i>sails</i> at H<sub>2</sub>O &lt;b&gt;.</p>'
    )
    assert html == (
        '<p>The <a href="https://news.example/ferry?a=1&amp;b=2"><strong>new</strong> ferry</a> <em>sails</em>'
        " at H<sub>2</sub>O &lt;b&gt;.</p>"
    )


def test_a_tag_that_spans_blocks_goes_on_in_each() -> None:
    assert (
        body("<strong><div>One</div><h2>Two</h2></strong>")
        == "<p><strong>One</strong></p>\n<h2><strong>Two</strong></h2>"
    )


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", " java\nscript:x", "data:text/html,x", "#top", "", "http://[", "ftp://x/y"],
)
def test_links_that_lead_nowhere_keep_their_words_only(href: str) -> None:
    assert body(f'<p>See <a href="{href}">this</a></p>') == "<p>See this</p>"


def test_mail_addresses_stay_links() -> None:
    assert 'href="mailto:desk@news.example"' in body('<p><a href="mailto:desk@news.example">Write</a></p>')


def test_tables_of_data_stay_whole() -> None:
    html = "<table><tr><th>Port<th colspan=2>Calls</tr><tr><td>Kiel<td>3 &lt; 4<script>x()</script><td>5</tr></table>"
    found = blocks(html)
    assert [(p.fate, p.text) for p in found.passages] == [("raw", "Port Calls\nKiel 3 < 4 5")]
    assert found.blocks[0] == (
        '<table><tbody><tr><th>Port</th><th colspan="2">Calls</th></tr>'
        "<tr><td>Kiel</td><td>3 &lt; 4</td><td>5</td></tr></tbody></table>"
    )


def test_tables_that_lay_out_a_page_are_read_through() -> None:
    assert kinds(f"<table><tr><td><p>{'word ' * 100}</p><td>Menu</tr><tr><td>a<td>b</tr></table>")[1] == (
        "p",
        "Menu",
    )
    assert kinds("<table><tr><td>One<br>Two</td></tr></table>") == [("p", "One"), ("p", "Two")]


def test_figures_keep_picture_and_caption() -> None:
    html = '<p>Before</p><figure><a href="/big"><img src="x.gif" data-src="/f.jpg" alt="A ferry" onerror="x()"></a><figcaption>The <b>ferry</b></figcaption></figure>'
    found = blocks(html, BASE)
    assert [(p.fate, p.text) for p in found.passages] == [("p", "Before"), ("raw", "The ferry")]
    assert list(found.blocks.values()) == [
        '<figure><img src="https://news.example/f.jpg" alt="A ferry"><figcaption>The ferry</figcaption></figure>'
    ]


def test_a_picture_alone_is_a_figure_with_a_sign_for_its_place() -> None:
    assert kinds('<p>One <img src="/f.jpg" alt="A ferry"> two</p>') == [
        ("p", "One"),
        ("raw", "▣"),
        ("p", "two"),
    ]


@pytest.mark.parametrize(
    "img", ['<img src="data:image/png;base64,x">', '<img src="/p.gif" width="1" height="1">', "<img>"]
)
def test_pictures_that_show_nothing_do_not_cut_a_line(img: str) -> None:
    assert kinds(f"<p>One {img}two</p>") == [("p", "One two")]


def test_code_keeps_its_lines() -> None:
    assert body("<pre>if a:\n    b &lt; <b>c</b>\n</pre>") == "<pre><code>if a:\n    b &lt; c</code></pre>"


@pytest.mark.parametrize(
    "tag", ["script", "style", "template", "noscript", "iframe", "svg", "object", "title"]
)
def test_what_no_reader_sees_is_no_text(tag: str) -> None:
    assert blocks(f"<p>One</p><{tag}>alert(1)</{tag}><p onclick='x()'>Two</p>").text == "One\n\nTwo"


def test_formulas_are_read_in_their_line_and_hidden_copies_are_not() -> None:
    html = '<p>When <math><mi>a</mi><mo>≠</mo><mn>0</mn><annotation>a \\ne 0</annotation></math>, two<span style="display: none">x</span>.</p>'
    assert blocks(html).text == "When a≠0, two."


def test_comments_and_instructions_are_no_text_and_what_follows_them_is() -> None:
    assert blocks("<p>One<!-- two -->three<?php x ?> four</p>").text == "Onethree four"


def test_invisible_characters_are_edits() -> None:
    found = blocks("<p>fer\u00adry&nbsp;sails</p><p>\u200b&nbsp;</p>")
    assert [p.text for p in found.passages] == ["ferry sails"]
    assert [e.rule for e in found.passages[0].edits] == ["invisible", "nbsp"]


def test_nesting_without_end_is_refused_and_wide_pages_are_not() -> None:
    with pytest.raises(ReadingError, match="nested"):
        blocks("<div>" * 10_000 + "deep")
    assert len(blocks("<p>one<i>two</i></p>" * 5_000).passages) == 5_000


def test_more_than_a_piece_can_hold_is_refused() -> None:
    with pytest.raises(ReadingError, match="5,000 paragraphs"):
        blocks("<p>x" * 20_001)
    with pytest.raises(ReadingError, match="1,000,000 characters"):
        blocks("<p>" + "word " * 500_000)


@pytest.mark.parametrize("html", ["", " \n", "<!-- -->", "<script>x</script>", "\0"])
def test_nothing_is_no_blocks(html: str) -> None:
    assert blocks(html) == Blocks("", (), (), {})


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "b",
        "i",
        "a",
        "ul",
        "li",
        "ol",
        "h1",
        "blockquote",
        "table",
        "tr",
        "td",
        "figure",
        "figcaption",
        "img",
        "br",
        "hr",
        "pre",
        "script",
        "span",
        "q",
        "td",
    ]
)
PIECE = st.one_of(
    st.text("ab \n\u00a0\u00ad<&é世", max_size=8),
    TAGS.map(lambda tag: f"<{tag} href='/x' src='/y.jpg'>"),
    TAGS.map(lambda tag: f"</{tag}>"),
)


@settings(max_examples=150, deadline=timedelta(seconds=5))
@given(st.lists(PIECE, max_size=30).map("".join), st.integers(0, 5))
def test_passages_tile_the_text_and_marks_nest(html: str, offset: int) -> None:
    read = document(html, offset)
    rest = list(read.text)
    for passage in read:
        assert read.text[passage.start : passage.end].strip()
        assert "".join(rest[passage.start : passage.end]).strip(), "in two passages"
        rest[passage.start : passage.end] = " " * (passage.end - passage.start)
    assert not "".join(rest).strip(" \n\u00a0\u00ad")
    for one in read.marks:
        assert all(
            other.end <= one.start
            or other.start >= one.end
            or (one.start <= other.start and other.end <= one.end)
            or (other.start <= one.start and one.end <= other.end)
            for other in read.marks
        )
    assert set(read.blocks) <= {passage.start for passage in read if passage.fate == "raw"}
    text = "\n\n".join(passage.text for passage in read.body)
    assert ledger.replay(text, ledger.changes(read)) == read.text
