"""Place, date and agency before the first words of a report; what is part of the sentence stays in it."""

from datetime import date

import pytest

from articles.ingest.story import Story

from .pieces import FIRST, LAST, PROSE, lines, story


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("TALLOW BAY — ", "TALLOW BAY"),
        ("TALLOW BAY – ", "TALLOW BAY"),
        ("TALLOW BAY - ", "TALLOW BAY"),
        ("TALLOW BAY (Reuters) - ", "TALLOW BAY (Reuters)"),
        ("TALLOW BAY, Skerry (AP) — ", "TALLOW BAY, Skerry (AP)"),
        ("TALLOW BAY, May 3 (Reuters) - ", "TALLOW BAY, May 3 (Reuters)"),
        ("Tallow Bay (dpa) - ", "Tallow Bay (dpa)"),
        ("Tallow Bay — ", "Tallow Bay"),
        ("ÉVREUX-SUR-MER — ", "ÉVREUX-SUR-MER"),
    ],
)
def test_a_dateline_becomes_a_field(opening: str, dateline: str) -> None:
    found = story(lines(opening + FIRST, LAST))
    assert found.facts.dateline == dateline
    assert [block.text for block in found.body] == [FIRST, LAST]


def test_a_full_date_in_it_dates_the_piece() -> None:
    found = story(lines("TALLOW BAY, May 3, 2021 (Reuters) — " + FIRST, LAST))
    assert found.facts.published == date(2021, 5, 3)


def test_a_date_line_wins_over_it() -> None:
    found = story(
        lines("The pier is back", "By Anna Kerr", "4 May 2021", "TALLOW BAY, May 3, 2021 — " + FIRST, LAST)
    )
    assert found.facts.published == date(2021, 5, 4)
    assert found.facts.dateline.startswith("TALLOW BAY")


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("The pier — what is left of it — stands in the harbour of the town where nobody has walked on it for eleven winters.", id="a dash in the sentence"),
        pytest.param("NATO, the WHO and the IMF have nothing to do with the pier, which the harbour board of the town voted on Monday to rebuild.", id="capitals, no dash"),
        pytest.param("“TALLOW BAY — the end of the world”, said the board over the door of the harbour office, and somebody had painted it out.", id="a quotation"),
        pytest.param("Monday: nothing. Tuesday: rain, and the herring, and a letter from the board, which the keeper did not open until the Sunday.", id="a day and a colon"),
        pytest.param("Anna Kerr, who has lived at the end of the pier since it had one, says that the board may rebuild it without her boat or her bench.", id="a name and a comma"),
    ],
)  # fmt: skip
def test_a_sentence_keeps_its_opening(opening: str) -> None:
    found = story(lines(opening, LAST))
    assert found.facts.dateline == ""
    assert [block.text for block in found.body] == [opening, LAST]


def test_the_speakers_of_an_interview_are_no_places() -> None:
    talk = [
        "ANNA: The pier was there in the morning, and in the evening it was not, and that is all that I can tell you about it, or anybody.",
        "KEEPER: It was there in the evening, too, but the light was bad, and you had been at the herring supper since noon, as I recall it.",
    ]
    assert [block.text for block in story(lines(*talk)).body] == talk


def test_only_the_first_paragraph_has_one() -> None:
    second = "PORT MERROW — " + LAST
    assert second in story(lines(FIRST, second)).body_text


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("VALBRUNE. - ", "VALBRUNE"),
        ("VALBRUNE.- ", "VALBRUNE"),
        ("SAN SEBASTIÁN.— ", "SAN SEBASTIÁN"),
        ("Valbrune. — ", "Valbrune"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_full_stop_and_a_dash_as_french_and_spanish_papers_print_it(
    opening: str, dateline: str, language: str
) -> None:
    first, last = PROSE[language]
    found = story(lines(opening + first, last), language=language)
    assert found.facts.dateline == dateline
    assert [block.text for block in found.body] == [first, last]


@pytest.mark.parametrize(
    "opening", ["Note. - ", "NOTE. - ", "Note. — ", "NOTA.- ", "EXCLUSIF. — ", "Valbrune. "]
)
def test_what_stands_there_and_is_no_place_stays(opening: str) -> None:
    first, last = PROSE["fr"]
    found = story(lines(opening + first, last), language="fr")
    assert found.facts.dateline == ""
    assert found.body[0].text == opening + first


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("TALLOW BAY —", "TALLOW BAY"),
        ("TALLOW BAY (Reuters) -", "TALLOW BAY (Reuters)"),
        ("TALLOW BAY, May 3 –", "TALLOW BAY, May 3"),
    ],
)
@pytest.mark.parametrize("below", [[], ["What happens next"]], ids=["over the text", "over a subhead"])
def test_a_dateline_on_a_line_of_its_own_is_nobody(line: str, dateline: str, below: list[str]) -> None:
    menu, title = "Home | News | Politics", "The pier that fell twice is to rise again"
    found = story(lines(menu, title, "By Anna Kerr", line, *below, FIRST, LAST))
    assert found.facts.dateline == dateline
    assert found.facts.headline == title
    assert [person.name for person in found.facts.authors] == ["Anna Kerr"]
    assert [block.text for block in found.body] == [*below, FIRST, LAST]


@pytest.mark.parametrize("line", ["— ANNA KERR", "ANNA KERR | AFP"])
def test_a_name_on_a_line_of_its_own_is_no_dateline(line: str) -> None:
    found = story(lines("The pier that fell twice is to rise again", line, "3 May 2021", FIRST, LAST))
    assert found.facts.dateline == ""
    assert [person.name for person in found.facts.authors] == ["Anna Kerr"]


def test_capitals_before_a_dash_over_everything_are_no_dateline() -> None:
    assert story(lines("TALLOW BAY —", FIRST, LAST)).facts.dateline == ""


def eastern(bracket: str) -> Story:
    first, last = PROSE["ja"]
    return story(lines("東の桟橋、再建へ", bracket + first, last), language="ja")


def test_a_japanese_dateline_names_the_place_and_who_wrote() -> None:
    found = eastern("【港町=山田花子】")
    assert (found.facts.dateline, [p.name for p in found.facts.authors]) == ("港町", ["山田花子"])
    assert found.body[0].text == PROSE["ja"][0]


@pytest.mark.parametrize("who", ["共同", "港町支局"])
def test_an_agency_or_an_office_in_it_is_no_author(who: str) -> None:
    found = eastern(f"【港町={who}】")
    assert found.facts.dateline == "港町"
    assert not found.facts.authors


def test_other_words_in_such_brackets_stay() -> None:
    found = eastern("【速報】")
    assert not found.facts.dateline
    assert not found.facts.authors
