"""The ledger law over whatever can be thought of: body, fields and removed spans are the source, to the letter."""

from datetime import date

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis: pip install -r requirements-dev.txt")

from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.ingest.lexicon import LANGUAGES, lexicon

from .pieces import FIRST, LAST, obeyed

NAMES = pytest.mark.parametrize("name", ["piece.txt", "piece.md"])
# What has tripped importers before: line ends of every system, what cannot be seen, marks, other scripts.
ODD = st.sampled_from(
    [
        "\n", "\r\n", "\r", "\n\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\t", "    ", " ", "\u00a0", "\u3000", "\u202f",
        "\u200b", "\ufeff", "\u00ad", "\u200d", "\u202e", "\u2066", "\x07", "\x9f", "\u0301", "e\u0301", "\ufffd", "Ã©", "â€™",
        "---\n", "+++\n", "```\n", "# ", "## ", "> ", "- ", "* ", "1. ", "***", "| a | b |\n|---|---|\n", "{", "}", "title: x\n", "===\n",
        "©", "(", ")", "“", "”", "«", "»", "「", "」", ":", ";", "—", " - ", "*", "/", "|", "بقلم", "عربي", "日本語", "。", "İ", "ß", "ﬁ",
        "²", "٣", "date 2023-10-01 ", "By ", "Photo: ", "SubscribeThe ", "e-\n", "[^1]", "[^1]: ", "\n[^a]: ", "Subscribe", "eastern Russiafor", "inGrantholm",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "the",
        "harbour",
        "Anna",
        "Kerr",
        "of",
        "Tallow",
        "BAY",
        "voted",
        "on",
        "Monday,",
        "said.",
        "and",
        "storm.",
        "Überfahrt",
        "l’été",
        "«oui»",
        "東京で雨。",
    ]
)


def phrases() -> list[str]:
    """Every phrase of every list of every language, its slots filled, and lines that go with such phrases."""
    found = {
        phrase.replace("{n}", "3").replace("{x}", "the pier").replace("{name}", "Anna Kerr")
        for language in LANGUAGES
        for section, table in lexicon(language).tables.items()
        if section
        in ("whole", "opening", "closing", "block", "comments", "byline", "bio", "caption", "correction")
        for listed in table.values()
        for phrase in listed
        if isinstance(phrase, str)
    }
    return sorted(found)


PHRASES = phrases()
FIXED = st.sampled_from(
    [
        FIRST, LAST, "ANNA L. KERR*", "By Anna Kerr and Bo Lund, Chief Reporter | The Tallow Gazette", "* Professor of piers.",
        "Anna Kerr is a writer.", "The pier is back - The Tallow Gazette", "TALLOW BAY, 3 May 2021 (AP) —", "1. A list item", "• An item",
        "“The pier is ours,” she said.", "Photo: Anna Kerr / AP", "Published 3 May 2021 at 10:30 GMT", "2021-05-03T10:00:00+02:00", "***", "12",
        "© 2021 Tallow Media Ltd. All rights reserved.", "Anna Kerr says:", "3 hours ago", "PROJECT HARBOUR", " date 2021-05-03 ",
        "HomeNewsSportMarketsCompanies", "بقلم: سامي الخطيب", "（共同）", "文=山田花子", "", " ", "\u200b",
    ]
)  # fmt: skip
DATES = st.dates(min_value=date(1700, 1, 1)).map(lambda day: f"{day:%d %B %Y}")
LINES = st.one_of(
    st.sampled_from(PHRASES),
    st.tuples(
        st.sampled_from(PHRASES), st.sampled_from(["", " ", ": ", ":", "! ", " | "]), st.sampled_from(PHRASES)
    ).map("".join),
    st.lists(WORDS, max_size=30).map(" ".join),
    FIXED,
    DATES,
    st.text(max_size=30),
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n", "\n\n\n\n", "", " ", "\u2028", "\n    "])


@st.composite
def assembled(draw: st.DrawFn) -> str:
    """A piece in form only: head, text, clutter and tail in any order, set apart in any way."""
    parts = draw(st.lists(st.tuples(LINES, BREAKS), max_size=24))
    return "".join(line + end for line, end in parts)


@NAMES
@settings(max_examples=150)
@given(st.text(max_size=400))
@example("\u200b")
@example("---\n---\n")
def test_the_law_holds_for_any_text(name: str, text: str) -> None:
    obeyed(text.encode(), name)


@NAMES
@settings(max_examples=200)
@given(st.lists(st.one_of(ODD, WORDS, st.text(max_size=4)), max_size=60).map("".join))
def test_the_law_holds_for_characters_that_trip_importers(name: str, text: str) -> None:
    obeyed(text.encode(), name)


@NAMES
@settings(max_examples=200)
@given(assembled(), st.sampled_from(["", *sorted(LANGUAGES), "xx"]))
def test_the_law_holds_for_lines_that_look_like_clutter(name: str, text: str, language: str) -> None:
    obeyed(text.encode(), name, language)


@NAMES
@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(name: str, data: bytes) -> None:
    obeyed(data, name)
