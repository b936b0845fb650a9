"""The body as HTML: what the blocks are, and nothing that the text did not mean as markup."""

import pytest

from articles.ingest import rendering
from articles.ingest.document import Document, Passage
from articles.ingest.story import Block
from articles.sanitising import sanitise

from .pieces import FIRST, LAST, story, within


def blocks(*parts: tuple[str, str]) -> str:
    return rendering.body_html(
        rendering.block(Passage(text, 0, len(text), fate=kind), Document("piece", text, ()))
        for kind, text in parts
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("p", "The pier.")], "<p>The pier.</p>"),
        ([("h2", "Oak"), ("h3", "Tar")], "<h2>Oak</h2>\n<h3>Tar</h3>"),
        ([("li", "Oak"), ("li", "Tar")], "<ul>\n<li>Oak</li>\n<li>Tar</li>\n</ul>"),
        ([("oli", "Oak"), ("li", "Tar")], "<ol>\n<li>Oak</li>\n</ol>\n<ul>\n<li>Tar</li>\n</ul>"),
        ([("li", "Oak"), ("p", "And."), ("li", "Tar")], "<ul>\n<li>Oak</li>\n</ul>\n<p>And.</p>\n<ul>\n<li>Tar</li>\n</ul>"),
        ([("quote", "Ours.")], "<blockquote><p>Ours.</p></blockquote>"),
        ([("p", "One."), ("hr", "***"), ("p", "Two.")], "<p>One.</p>\n<hr>\n<p>Two.</p>"),
        ([], ""),
    ],
)  # fmt: skip
def test_each_kind_has_its_element(parts: list[tuple[str, str]], expected: str) -> None:
    assert blocks(*parts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("Oak & tar < rope", "<p>Oak &amp; tar &lt; rope</p>"),
        ("&amp; is an ampersand", "<p>&amp;amp; is an ampersand</p>"),
        (
            "*no emphasis* in [plain](https://x.example) text",
            "<p>*no emphasis* in [plain](https://x.example) text</p>",
        ),
        ("“Quotes” and ‘more’ stay", "<p>“Quotes” and ‘more’ stay</p>"),
    ],
)
def test_plain_text_is_never_markup(text: str, expected: str) -> None:
    assert blocks(("p", text)) == expected


def test_sanitising_leaves_what_we_render_as_it_is() -> None:
    html = rendering.body_html(story(within("Four summers", "• Oak\n• Tar", "* * *", "“Ours & yours”")).body)
    assert sanitise(html) == html


@pytest.mark.parametrize("name", ["piece.txt", "piece.md"])
def test_the_words_of_the_html_are_those_of_the_body(name: str) -> None:
    found = story(within("Oak & tar <b>stay</b> as they are written, and so does a < b."), name)
    assert [block.kind for block in found.body] == ["p", "p", "p"]
    assert found.body[0] == Block("p", FIRST, FIRST, 0, len(FIRST))
    assert found.body[2].html == LAST
