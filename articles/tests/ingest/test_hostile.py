"""Input made to break importers is read or refused, in bounded time, and keeps the ledger law all the same."""

import signal
import sys
from collections.abc import Iterator
from types import FrameType

import pytest

from articles.errors import ReadingError
from articles.ingest import rendering, shingles
from articles.ingest.lexicon import lexicon
from articles.ingest.line_kinds import is_menu
from articles.ingest.reading.characters import MOST
from articles.ingest.reading.decoding import MAX_CHARACTERS
from articles.ingest.reading.layout import MAX_PASSAGES

from .pieces import FIRST, LAST, body, lines, obeyed, story, within

LIMIT = 20  # seconds of the processor's time, so that a busy machine fails nothing


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    """Stop a test that computes for ever."""

    def late(_signal: int, _frame: FrameType | None) -> None:
        pytest.fail(f"still computing after {LIMIT} seconds", pytrace=False)

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


# Each is a line made to send a regular expression back and forth, and how often its part is repeated.
BAIT = {
    "spaces": " ",
    "spaces and a word": "   a",
    "tabs": "\t",
    "no-break spaces": "\u00a0",
    "capitals": "A",
    "capitals and hyphens": "A-",
    "capitals and spaces": "A ",
    "capitalised words": "Aa ",
    "small letters": "a",
    "seams": "aA",
    "digits": "1",
    "digits and points": "1.",
    "digits and spaces": "1 ",
    "digits and strokes": "1/1/",
    "dates": "3 May 2021 ",
    "dates, nearly": "3 May 202",
    "times": "10:30 ",
    "dashes": "-",
    "long dashes": "—",
    "dashes and spaces": " - ",
    "straight quotation marks": '"',
    "quotation marks": "“",
    "quotation marks, open and shut": "“a” ",
    "guillemets": "«",
    "apostrophes": "a'",
    "brackets": "(",
    "brackets, open and shut": "()",
    "square brackets": "[",
    "curly brackets": "{",
    "angle brackets": "<",
    "quote marks": ">",
    "bars": "|",
    "bars and spaces": " | ",
    "commas": "a, ",
    "colons": "a: ",
    "semicolons": "a; ",
    "full stops": ".",
    "sentences": "A. ",
    "questions": "? ",
    "stars": "*",
    "stars and spaces": "* ",
    "hashes": "#",
    "backticks": "`",
    "backticks apart": "` ",
    "footnotes": "[^1] ",
    "tildes": "~",
    "underlines": "_",
    "equals signs": "=",
    "bylines": "By Anna Kerr and ",
    "bylines of letters": "By A and ",
    "credits": "Photo: ",
    "credits in brackets": "(Photo: A",
    "prices": "£1 ",
    "addresses": "a@a.",
    "links": "https://a.example/",
    "Markdown links": "[a](",
    "Markdown emphasis": "*a _b ",
    "copyright signs": "© ",
    "names of agencies": "(AP) ",
    "datelines": "PORT, ",
    "datelines with dashes": "PORT — ",
    "scraper's dates": "date 2021-05-03 ",
    "ellipses": "…",
    "mojibake": "Ã©",
    "mojibake, unfinished": "Ã",
    "accents alone": "\u0301",
    "an accent a letter": "e\u0301",
    "zero width": "\u200b",
    "right to left": "\u202e",
    "Japanese": "桟",
    "Japanese full stops": "。",
    "Japanese brackets": "「",
    "Arabic": "ا",
    "Arabic words": "با ",
    "emoji": "👩‍🚒",
    "entities": "&amp;",
    "subscribe": "Subscribe",
    "subscribe, apart": "subscribe ",
    "comments": "3 comments ",
    "shares": "Facebook ",
    "hours ago": "3 hours ago ",
}


@pytest.mark.parametrize("name", ["piece.txt", "piece.md"])
@pytest.mark.parametrize("part", BAIT.values(), ids=BAIT.keys())
def test_a_long_line_of_one_thing_is_read(part: str, name: str) -> None:
    bait = part * (20_000 // len(part))
    data = lines(FIRST, bait, bait[:150], bait[:400], LAST).encode()
    assert obeyed(data, name, "en")


@pytest.mark.parametrize("language", ["de", "ar", "ja"])
@pytest.mark.parametrize("part", ["A ", "a, ", "1.", "ا", "桟", "「", "“"])
def test_a_long_line_is_read_in_other_languages(part: str, language: str) -> None:
    bait = part * (20_000 // len(part))
    assert obeyed(lines(bait, bait[:150], FIRST).encode(), "piece.txt", language)


@pytest.mark.parametrize(
    "part",
    ["- a\n", "a\n\n", "# a\n\n", "> a\n", "| a | b |\n", "1. a\n", "    a\n", "\n", "A.\r", "***\n\n"],
)
@pytest.mark.parametrize("name", ["piece.txt", "piece.md"])
def test_many_lines_of_one_thing_are_read(part: str, name: str) -> None:
    assert obeyed(f"{FIRST}\n\n{part * 2000}\n\n{LAST}".encode(), name, "en")


@pytest.mark.parametrize("name", ["piece.txt", "piece.md"])
def test_as_many_lines_as_are_allowed_are_read(name: str) -> None:
    text = "- a\n" * (MAX_PASSAGES - 2)
    assert obeyed(f"{FIRST}\n\n{text}\n\n{LAST}".encode(), name, "en")


def test_as_many_divided_words_as_there_are_lines_are_looked_up_once() -> None:
    lines_of = ["the old pier stood there through all the storms of a winter that ended mend-"] * (
        MAX_PASSAGES // 2
    )
    between = ["ed the boards and the nails, and all that was mended once, was mended again a"] * (
        MAX_PASSAGES // 2
    )
    text = "\n".join(line for pair in zip(lines_of, between, strict=True) for line in pair)
    found = story(text)
    assert (
        "ended mended the boards" in found.source_text.replace("-\n", "") and "mend-" not in found.body_text
    )


def test_as_many_fences_as_there_are_lines_are_gone_through_once() -> None:
    text = "```\n\n" * (MAX_CHARACTERS // 5 - 100)
    with pytest.raises(ReadingError, match="lines, more than the"):
        story(f"{FIRST}\n\n{text}", "piece.md")


def test_characters_that_cannot_be_seen_are_taken_out_of_every_paragraph_of_markdown() -> None:
    paragraphs = [f"> The{chr(0x200B)} pier, in{chr(0xA0)}year {n}." for n in range(MAX_PASSAGES)]
    found = story("\n\n".join(paragraphs), "piece.md")
    assert found.body[-1].text == f"The pier, in year {MAX_PASSAGES - 1}."


def test_a_line_of_a_megabyte_is_a_piece() -> None:
    line = "The pier fell and rose. " * (MAX_CHARACTERS // 24 - 1)
    assert body(line) == [line.strip()]


def test_a_line_longer_than_any_piece_is_refused() -> None:
    with pytest.raises(ReadingError, match="1,000,001 characters"):
        body("a" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize("name", ["piece.txt", "piece.md"])
def test_more_lines_than_any_piece_has_are_refused(name: str) -> None:
    text = "The pier.\n\n" * (MAX_PASSAGES + 1)
    with pytest.raises(ReadingError, match="5,001 "):
        story(text, name)


def test_the_same_paragraph_a_thousand_times_is_kept_once() -> None:
    assert body(f"{FIRST}\n" * 1000 + LAST) == [FIRST, LAST]


def test_a_thousand_different_paragraphs_are_all_kept() -> None:
    paragraphs = [f"{FIRST} So it was in year {n}." for n in range(1000)]
    assert body(lines(*paragraphs)) == paragraphs


@pytest.mark.parametrize("text", ["\u200b" * 1000, "\ufeff\n\u200b\n", "\u00ad\u2060 \n"])
def test_text_of_nothing_that_can_be_seen_is_empty(text: str) -> None:
    try:
        found = story(text)
    except ReadingError as error:
        assert "empty" in error.reason
    else:
        assert "body-empty" in {finding.code for finding in found.findings}
        assert found.body_text == ""


def test_direction_overrides_cannot_turn_the_text_around() -> None:
    found = story(within("The pier \u202eis back\u202c and \u2066stands\u2069."))
    assert found.body[1].text == "The pier is back and stands."


def test_a_headline_of_ten_thousand_characters_is_none() -> None:
    headline = "The pier " * 1111
    found = story(lines(headline, "By Anna Kerr", FIRST, LAST))
    assert len(found.facts.headline) <= 300
    assert "The pier The pier" in found.source_text


def test_facts_taken_from_the_text_stay_within_bounds() -> None:
    found = story(lines("By " + " and ".join(f"Anna K{chr(97 + n % 26)}rr" for n in range(100)), FIRST, LAST))
    assert len(found.facts.authors) <= 50
    assert all(len(person.name) <= 200 for person in found.facts.authors)


@pytest.mark.parametrize("nest", ["> ", "- ", "[", "(", "*", "<div>"])
def test_deep_nesting_in_markdown_is_read(nest: str) -> None:
    assert obeyed(f"{FIRST}\n\n{nest * 5000}a\n\n{LAST}\n".encode(), "piece.md", "en")


@pytest.mark.parametrize("sign", ["[", "![a](", "*a **b ", "_a__b", "&", "> ", "|a", "=", "a@", "1:"])
def test_markdown_of_more_signs_than_words_stands_as_it_is(sign: str) -> None:
    bait = sign * (rendering.MOST_SIGNS // sum(map(sign.count, rendering.SIGNS)) + 1)
    found = story(within(f"The *pier*. {bait}"), "piece.md")
    assert "<em>" not in "".join(block.html for block in found.body)
    assert "The *pier*." in found.body_text


def test_markdown_of_as_many_signs_as_are_allowed_is_rendered() -> None:
    found = story(within("The *pier*. " + "[ " * (rendering.MOST_SIGNS - 2)), "piece.md")
    assert "<em>pier</em>" in found.body[1].html


@pytest.mark.parametrize("name", ["piece.txt", "piece.md"])
def test_text_full_of_what_cannot_be_seen_is_refused(name: str) -> None:
    with pytest.raises(ReadingError, match="cannot be seen"):
        story(within("a\u202e" * (MOST + 1)), name)
    assert "\u202e" not in story(within("a\u202e" * 1000), name).body_text


def test_a_gap_of_any_length_is_gone_through_once() -> None:
    text = f"Piers |{' ' * 300_000}> Oak and tar{' ' * 300_000}and more"
    assert is_menu(text, lexicon("en")) is False
    assert is_menu("Home | Cities | Piers", lexicon("en")) is True


@pytest.mark.parametrize("part", ["桟橋", "桟橋，", "ท่าเรือ"])
def test_a_text_without_spaces_is_compared_up_to_a_bound(part: str) -> None:
    assert len(shingles.words(part * (shingles.MOST_WORDS + 1))) == shingles.MOST_WORDS
    assert shingles.words(part * 10)[:2] == shingles.words(part)[:2]


def test_words_glued_by_the_thousand_are_left_alone_after_some() -> None:
    glued = " ".join(f"Nobody{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}andwill" for n in range(500))
    found = story(within(f"andwill {glued}."))
    assert sum(change.rule == "glued words" for change in found.changes) <= 40
    assert sum(finding.code == "glued-words" for finding in found.findings) <= 40


def test_the_recursion_limit_is_as_it_was() -> None:
    before = sys.getrecursionlimit()
    obeyed(("[" * 10_000).encode(), "piece.md", "en")
    assert sys.getrecursionlimit() == before
