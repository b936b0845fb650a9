"""Markdown: block marks say what a block is and leave the text; inline marks are rendered; the rest is text."""

import pytest

from articles.ingest import rendering
from articles.sanitising import sanitise

from .pieces import FIRST, LAST, codes, kinds, lines, story


def blocks(text: str) -> list[tuple[str, str]]:
    return kinds(text, name="piece.md")


def html(text: str) -> str:
    return rendering.body_html(story(text, "piece.md").body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("## The pier\n", [("h2", "The pier")], id="heading"),
        pytest.param("#### The pier ####\n", [("h3", "The pier")], id="deeper heading, closed"),
        pytest.param("The pier\n--------\n", [("h2", "The pier")], id="underlined heading"),
        pytest.param("- oak\n- tar\n", [("li", "oak"), ("li", "tar")], id="list"),
        pytest.param("* oak\n+ tar\n", [("li", "oak"), ("li", "tar")], id="list, other marks"),
        pytest.param("1. oak\n2) tar\n", [("oli", "oak"), ("oli", "tar")], id="numbered list"),
        pytest.param(
            "> The pier is ours.\n> All of it.\n", [("quote", "The pier is ours.\nAll of it.")], id="quote"
        ),
        pytest.param("***\n", [("hr", "***")], id="rule"),
        pytest.param(
            "| a | b |\n|---|---|\n| 1 | 2 |\n", [("raw", "| a | b |\n|---|---|\n| 1 | 2 |")], id="table"
        ),
        pytest.param(
            "```\nif pier:\n\n    fall()\n```\n", [("raw", "```\nif pier:\n\n    fall()\n```")], id="code"
        ),
        pytest.param("A line\nand another\n", [("p", "A line\nand another")], id="a paragraph of two lines"),
    ],
)
def test_blocks_are_known_by_their_marks(text: str, expected: list[tuple[str, str]]) -> None:
    found = blocks(f"# A pier of two towns\n\n{FIRST}\n\n{text}\n{LAST}\n")
    assert found == [("p", FIRST), *expected, ("p", LAST)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("#pier was the word of the day, the board said, and nobody knew why.", id="a hash without a space"),
        pytest.param("-5 degrees is what the harbour thermometer read that night.", id="a minus sign"),
        pytest.param("1.5 million oak pegs hold the pier, or held it, the board believes.", id="a number with a point"),
        pytest.param("*The Herring* is the name of the only boat that still calls there.", id="emphasis first"),
        pytest.param("A > B was chalked on the pier, and B > A on the other side of it.", id="a sign in the line"),
    ],
)  # fmt: skip
def test_lines_that_only_look_like_blocks_are_paragraphs(line: str) -> None:
    assert blocks(f"{FIRST}\n\n{line}\n\n{LAST}\n") == [("p", FIRST), ("p", line), ("p", LAST)]


def test_the_first_heading_is_the_headline() -> None:
    found = story(f"# The pier is back\n\n{FIRST}\n", "piece.md")
    assert found.facts.headline == "The pier is back"
    assert not found.headline_derived
    assert [block.text for block in found.body] == [FIRST]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The *pier* is **back**.", "<p>The <em>pier</em> is <strong>back</strong>.</p>"),
        ("See [the board](https://board.example/).", '<p>See <a href="https://board.example/">the board</a>.</p>'),
        ("Oak & tar < rope", "<p>Oak &amp; tar &lt; rope</p>"),
        ("- oak\n- tar", "<ul>\n<li>oak</li>\n<li>tar</li>\n</ul>"),
        ("1. oak\n2. tar", "<ol>\n<li>oak</li>\n<li>tar</li>\n</ol>"),
        ("> Ours.", "<blockquote><p>Ours.</p></blockquote>"),
        ("| a |\n|---|\n| 1 |", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>"),
    ],
)  # fmt: skip
def test_marks_become_html(text: str, expected: str) -> None:
    assert expected in html(f"{FIRST}\n\n{text}\n\n{LAST}\n")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[the pier](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "```\n<script>alert(1)</script>\n```",
        "| <script>alert(1)</script> |\n|---|\n| x |",
    ],
)
def test_nothing_in_it_can_run(text: str) -> None:
    made = sanitise(html(f"{FIRST}\n\n{text}\n\n{LAST}\n"))
    assert "<script" not in made
    assert "<img" not in made
    assert 'href="javascript' not in made


def test_code_is_never_taken_for_clutter() -> None:
    code = "```\nAdvertisement\n\nSubscribe now\n```"
    assert ("raw", code) in blocks(f"{FIRST}\n\n{code}\n\n{LAST}\n")


def test_clutter_in_markdown_goes_as_in_text() -> None:
    found = story(f"{FIRST}\n\nAdvertisement\n\n{LAST}\n", "piece.md")
    assert [(c.kind, c.before) for c in found.removed] == [("advert", "Advertisement")]


@pytest.mark.parametrize(
    "mark", ["[^1]", "<img src=x onerror=alert(1)>", "<br>", "</span>", '<a href="https://example.org">']
)
def test_footnotes_and_html_that_stay_in_the_text_are_asked_about(mark: str) -> None:
    found = story(lines("# The pier", FIRST.replace("storm", "storm " + mark), LAST), name="piece.md")
    (asked,) = [f for f in found.findings if f.code == "markup-left"]
    assert asked.evidence == mark
    assert mark in found.body_text


def test_a_paragraph_that_ends_with_a_footnote_is_one() -> None:
    found = story(lines("# The pier", FIRST + "[^1]", LAST, "[^1]: It was a Tuesday."), name="piece.md")
    assert (found.facts.standfirst, found.body[0].text) == ("", FIRST + "[^1]")


@pytest.mark.parametrize(
    "words", ["`[^1]` and `<br>`", "<https://example.org>", "<anna@example.org>", "2 < 3 and 5 > 4", "[a note](https://example.org)"]
)  # fmt: skip
def test_code_addresses_and_figures_are_not(words: str) -> None:
    assert "markup-left" not in codes(story(lines("# The pier", FIRST + " " + words, LAST), name="piece.md"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("What **you** need to know", "What you need to know"),
        ("The _Merrow_ sails again", "The Merrow sails again"),
        ("Inside [the pier](https://example.org/pier)", "Inside the pier"),
        ("Why `main` failed", "Why main failed"),
        ("2 * 3 is 6, and the_old_pier stays", "2 * 3 is 6, and the_old_pier stays"),
        ("Q&A: five stars ***** for the pier", "Q&A: five stars ***** for the pier"),
    ],
)
@pytest.mark.parametrize("place", ["# {}", "---\ntitle: '{}'\n---"])
def test_a_headline_shows_no_marks_of_markdown(place: str, typed: str, shown: str) -> None:
    assert story(lines(place.format(typed), FIRST, LAST), name="piece.md").facts.headline == shown
