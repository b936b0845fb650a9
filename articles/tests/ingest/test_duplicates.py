"""Pull quotes and lines that stand twice: the copy in the running text stays, refrains stay too."""

import pytest

from articles.ingest.cleaning import duplicates

from .pieces import FIRST, LAST, body, lines, removed, story, within

QUOTE = "“I have buried two piers already, and I shall not be asked to bury a third,” the keeper said."
TELLING = f"The board heard him out. {QUOTE} Nobody at the long table looked up from the plans, and the clerk wrote it down."


@pytest.mark.parametrize(
    "pulled",
    [
        pytest.param(QUOTE, id="word by word"),
        pytest.param(QUOTE.upper(), id="in capitals"),
        pytest.param(
            "“I have buried two piers already, and I shall not be asked to bury a third”",
            id="the quotation alone",
        ),
        pytest.param(
            "I have buried two piers already, and I shall not be asked to bury a third",
            id="without its marks",
        ),
        pytest.param("I have buried two piers already, and I shall not be asked…", id="cut short"),
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_a_pull_quote_is_removed(pulled: str, place: str) -> None:
    text = within(pulled, TELLING) if place == "before" else within(TELLING, pulled)
    assert body(text) == [FIRST, TELLING, LAST]
    assert removed(text) == [("duplicate", pulled)]


def test_a_paragraph_that_stands_twice_is_kept_once() -> None:
    text = lines(FIRST, TELLING, LAST, TELLING)
    assert body(text) == [FIRST, TELLING, LAST]


@pytest.mark.parametrize(
    "pulled", [QUOTE, "Nobody at the long table looked up from the plans, and the clerk wrote it down."]
)
def test_a_button_glued_to_a_pull_quote_goes_apart(pulled: str) -> None:
    found = removed(lines(FIRST, TELLING, LAST, f"Subscribe{pulled}"))
    assert found == [("subscribe", "Subscribe"), ("duplicate", pulled)]


def test_a_japanese_pull_quote_is_removed() -> None:
    quote = "桟橋を最後に歩いたのは郵便配達の男だった。"
    prose = f"工事はニシンが去った後に始まり、四つの夏と多くの木材が要る。{quote}その日の手紙は今も届いていないという。"
    opening = "港町の役場は月曜日、十一年前の嵐で二か所が折れた東の桟橋を建て直すことを決め、町の人々に知らせを出した。"
    assert body(lines(opening, quote, prose), language="ja") == [opening, prose]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([TELLING, "The keeper said he would not be asked."], id="the same thing in other words"),
        pytest.param([TELLING, "“I have buried two piers.”"], id="fewer words than a pull quote has"),
        pytest.param(["It was not so.", TELLING, "It was not so."], id="a short line that comes again"),
        pytest.param(
            ["Row, keeper, row till the pier comes home,", "Row till the herring run,", "One winter gone,",
             "Row, keeper, row till the pier comes home,", "Row till the herring run,", "Two winters gone,"],
            id="a refrain of two lines",
        ),
        pytest.param([f"{QUOTE} So it began.", f"{QUOTE} So it ended."], id="a sentence in two paragraphs"),
    ],
)  # fmt: skip
def test_what_is_said_again_on_purpose_stays(parts: list[str]) -> None:
    assert body(within(*parts)) == [FIRST, *parts, LAST]


def test_the_headline_may_say_what_the_text_says() -> None:
    found = story(
        lines("The harbour board of Tallow Bay voted on Monday to rebuild the eastern pier", FIRST, LAST)
    )
    assert (
        found.facts.headline == "The harbour board of Tallow Bay voted on Monday to rebuild the eastern pier"
    )
    assert [block.text for block in found.body] == [FIRST, LAST]


def test_a_very_long_piece_is_not_searched_and_says_so() -> None:
    paragraphs = [f"{FIRST} Number {n}." for n in range(2500)]
    found = story(lines(*paragraphs))
    assert "duplicates-not-sought" in {finding.code for finding in found.findings}
    assert len(found.body) == 2500


def test_a_line_that_stands_a_thousand_times_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    inside = duplicates._inside_longer

    def counted(key: str, text: str, own: str = "") -> bool:
        looked_at.append(text.count(key))
        return inside(key, text, own)

    monkeypatch.setattr(duplicates, "_inside_longer", counted)
    story("the harbour ferry came back on a tuesday night, slowly\n\n" * 1000)
    assert looked_at
    assert max(looked_at) == 1
