"""Sub-headings, list items and section breaks are told from paragraphs of few words."""

import pytest

from .pieces import FIRST, LAST, PROSE, between, kinds, lines, within


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Four summers", "en"), ("What the keeper saw", "en"), ("Oak and tar", "en"), ("Port Merrow", "en"), ("Back to the sea", "en"),
        ("Vier Sommer", "de"), ("Der Hering ist fort", "de"), ("Quatre étés", "fr"), ("Cuatro veranos", "es"), ("Quatro verões", "pt"),
        ("Quattro estati", "it"), ("العودة إلى الرصيف", "ar"), ("أربعة فصول", "ar"), ("二つの桟橋", "ja"), ("四つの夏", "ja"),
    ],
)  # fmt: skip
def test_a_short_line_between_paragraphs_is_a_sub_heading(line: str, language: str) -> None:
    first, last = PROSE[language]
    assert kinds(between(line, language), language=language) == [("p", first), ("h2", line), ("p", last)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Nobody came.", id="a sentence"),
        pytest.param("Nobody?", id="a question"),
        pytest.param("“Ours”", id="a quotation"),
        pytest.param("Four summers,", id="a line that goes on"),
        pytest.param("The board said:", id="a line that opens something"),
        pytest.param("Anna Kerr, Port Merrow", id="the signature of a letter"),
        pytest.param("10:30", id="a time"),
        pytest.param("3/4", id="a fraction"),
        pytest.param("12", id="a number"),
        pytest.param("What the keeper of the light at the end of the pier saw on that night", id="too long"),
    ],
)
def test_other_short_lines_are_paragraphs(line: str) -> None:
    assert ("p", line) in kinds(within(line))


def test_a_short_line_before_a_shorter_one_is_none() -> None:
    found = kinds(lines(FIRST, "Kettle Bay two, Tallow Bay one", "Skerry nil", LAST))
    assert ("h2", "Kettle Bay two, Tallow Bay one") not in found


def test_the_last_line_heads_nothing() -> None:
    assert kinds(lines(FIRST, LAST, "Four summers"))[-1] == ("p", "Four summers")


@pytest.mark.parametrize("mark", ["•", "·", "‣", "▪", "*", "■"])
def test_bulleted_lines_are_items_without_their_marks(mark: str) -> None:
    items = [f"{mark} Oak from three counties", f"{mark} Tar, two barrels"]
    assert kinds(within("\n".join(items)))[1:-1] == [
        ("li", "Oak from three counties"),
        ("li", "Tar, two barrels"),
    ]


def test_dashes_and_numbers_are_items_where_there_are_several() -> None:
    assert kinds(within("- Oak\n- Tar\n- Rope"))[1:-1] == [("li", "Oak"), ("li", "Tar"), ("li", "Rope")]
    assert kinds(within("1. Oak\n2. Tar"))[1:-1] == [("oli", "Oak"), ("oli", "Tar")]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("— Nobody asked me, said the keeper.", id="speech after a dash"),
        pytest.param("- Nobody asked me, said the keeper.", id="a dash by itself"),
        pytest.param(
            "1. FC Talgbucht won by the odd goal in five, and nobody saw it.",
            id="a club that begins with a number",
        ),
        pytest.param("*Herring* is the name of a boat.", id="a star without a space"),
        pytest.param("3 piers have stood here.", id="a number without a point"),
    ],
)
def test_other_dashes_and_numbers_stay_in_the_text(line: str) -> None:
    assert ("p", line) in kinds(within(line))


@pytest.mark.parametrize("line", ["***", "* * *", "———", "◆ ◆ ◆", "~", "=====", "☆"])
def test_a_line_of_ornaments_is_a_break(line: str) -> None:
    assert kinds(within(line)) == [("p", FIRST), ("hr", line), ("p", LAST)]
