"""Lines become paragraphs: wrapped ones are joined, others are a paragraph each."""

import textwrap

import pytest

from articles.errors import ReadingError
from articles.ingest.reading import layout

from .pieces import FIRST, LAST

ENGLISH = f"{FIRST} {LAST} The last man to walk to its end was the postman, and that day’s letters are still awaited."
FULL = f"{FIRST} {LAST}"  # wrapped at 72, its last line is as long as the others
GERMAN = (
    "Der Hafenrat von Talgbucht hat am Montag beschlossen, den östlichen Anleger wieder aufzubauen, den ein Sturm "
    "vor elf Wintern an zwei Stellen zerbrochen hatte und auf dem seither niemand mehr gegangen ist. Begonnen wird, "
    "wenn die Heringe fort sind, und der Rat rechnet mit vier Sommern, viel Eichenholz und noch mehr Geduld."
)
JAPANESE = 2 * (
    "港町の役場は月曜日、十一年前の嵐で二か所が折れた東の桟橋を建て直すことを決めた。"
    "工事はニシンが去った後に始まり、四つの夏と多くの木材、そして町がこれまでに見せたことのない忍耐が要ると見込まれている。"
    "桟橋を最後に歩いたのは郵便配達の男で、その日の手紙は今も届いていないという。"
)


def read(text: str) -> list[str]:
    return [passage.text for passage in layout.passages("piece.txt", text, [])]


def wrapped(text: str, width: int = 72, **how: str) -> str:
    return textwrap.fill(text, width, break_on_hyphens=False, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(wrapped(ENGLISH), [ENGLISH], id="at 72"),
        pytest.param(wrapped(GERMAN, 65), [GERMAN], id="at 65, German"),
        pytest.param(wrapped(ENGLISH, 90), [ENGLISH], id="at 90"),
        pytest.param(wrapped(ENGLISH) + "\n\n" + wrapped(GERMAN), [ENGLISH, GERMAN], id="empty lines between"),
        pytest.param(
            "\n".join(wrapped(t, initial_indent="    ") for t in (FULL, GERMAN)), [FULL, GERMAN], id="indents instead"
        ),
        pytest.param(wrapped(ENGLISH).replace("\n", "\r\n"), [ENGLISH], id="of Windows"),
        pytest.param(
            "\n".join(JAPANESE[i : i + 42] for i in range(0, len(JAPANESE), 42)), [JAPANESE], id="Japanese, no space put in"
        ),
    ],
)  # fmt: skip
def test_wrapped_lines_are_one_paragraph(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def broken(before: str, after: str) -> str:
    """Wrapped text in which a line ends in `before` and the next begins with `after`."""
    lines = wrapped(ENGLISH).split("\n")
    return "\n".join([lines[0], f"{lines[1]} {before}"[-72:], f"{after} {lines[2]}"[:72], *lines[3:]])


def test_a_word_broken_at_the_line_is_mended() -> None:
    assert " harbour which" in read(broken("har-", "bour"))[0]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("Saint-", "Ives", "Saint-Ives", id="a name"),
        pytest.param("–", "which", "– which", id="a dash"),
    ],
)
def test_a_hyphen_that_is_part_of_the_text_stays(before: str, after: str, expected: str) -> None:
    assert expected in read(broken(before, after))[0]


def test_a_short_line_ends_a_wrapped_paragraph() -> None:
    assert read(wrapped(ENGLISH) + "\n" + wrapped(ENGLISH)) == [ENGLISH, ENGLISH]


def test_menus_and_comments_do_not_make_wrapped_lines_paragraphs() -> None:
    names = "\n\n".join(f"Reader {i}\nNever a pier like it.\nReply" for i in range(9))
    assert read(f"{wrapped(ENGLISH)}\n\n{names}")[0] == ENGLISH


def test_verses_of_which_few_are_full_stay_lines() -> None:
    verses = [
        "The harbour waits the winter through",
        "for what the tide will bring to you",
        "and rows",
        "on water",
    ]
    poem = "\n\n".join("\n".join(verses) for _ in range(4))
    assert read(poem) == verses * 4


def test_headings_and_bylines_over_wrapped_text_stand_by_themselves() -> None:
    assert read(f"The pier is back\nBy Anna Kerr\n{wrapped(ENGLISH)}") == [
        "The pier is back",
        "By Anna Kerr",
        ENGLISH,
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([FIRST, LAST], id="a paragraph a line"),
        pytest.param(["The pier fell.", "The pier rose.", "The pier stood."], id="short lines"),
        pytest.param(
            [
                "O pier that stood where gulls were fed,",
                "O boards that knew my father’s tread,",
                "The winter took you, plank by plank,",
                "And left us standing on the bank",
                "To count the herring, and the dead.",
            ],
            id="verse",
        ),
        pytest.param(["9.00 Opening of the bridge", "9.30 Brass band", "10.00 The mayor speaks", "11.00 Lunch"], id="a programme"),
        pytest.param(["Kettle Bay 2 Tallow Bay 1", "Anstey Town 0 Port Merrow 0", "Gull Rock 3 Skerry 4"], id="results"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n", "\r", "\n \n\n"])
def test_other_lines_stay_apart(lines: list[str], end: str) -> None:
    assert read(end.join(lines) + end) == lines


def test_a_joint_is_an_edit_that_says_why() -> None:
    (passage,) = layout.passages("piece.txt", wrapped(ENGLISH), [])
    assert {(edit.rule, edit.after) for edit in passage.edits} == {("wrapped line", " ")}
    assert all(edit.reason for edit in passage.edits)


def test_a_file_of_more_lines_than_a_piece_can_have_is_refused() -> None:
    with pytest.raises(ReadingError, match="5,001 lines"):
        read("a\n" * (layout.MAX_PASSAGES + 1))


def test_as_many_lines_as_a_piece_may_have_are_read() -> None:
    assert len(read("a\n" * layout.MAX_PASSAGES)) == layout.MAX_PASSAGES
