"""Topics the newsroom knows are found by whole words; other names that come again are only proposed."""

from typing import Any

import pytest

from articles.ingest.story import Known

from .pieces import FIRST, LAST, above, lines, story

KNOWN = Known(
    topics={
        "herring": "Fishing",
        "fisheries": "Fishing",
        "Oak": "Oak",
        "Tallow Bay": "Tallow Bay",
        "São Tomé": "São Tomé",
    }
)


def topics(text: str, known: Known = KNOWN, **options: Any) -> tuple[str, ...]:
    return story(text, known=known, **options).facts.topics


def test_names_and_aliases_are_found_whatever_their_case() -> None:
    assert set(topics(lines(FIRST, LAST))) == {"Fishing", "Oak", "Tallow Bay"}


def test_the_headline_counts_more() -> None:
    assert topics(above("Oak, oak and more oak: what the pier is made of"))[0] == "Oak"


def test_what_is_declared_comes_first() -> None:
    assert topics(f"---\ntopics: [Piers]\n---\n{LAST}") == ("Piers", "Fishing", "Oak")


def test_what_the_person_said_comes_before_all() -> None:
    assert topics(f"---\ntopics: [Piers]\n---\n{LAST}", topics=("Harbours",)) == (
        "Harbours",
        "Piers",
        "Fishing",
        "Oak",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The herringbone pattern of the planks is what the keeper remembers, and what he has drawn on every wall of his house since.",
        "Nobody soaks or cloaks a pier, and nobody who has stood on one would think of it, the keeper of the light told the town.",
        "The bay of tallow, they call it, and not the other way round, when the wind is in the east and the candles are being made.",
    ],
)
def test_parts_of_words_are_no_topics(sentence: str) -> None:
    assert topics(lines(sentence)) == ()


def test_accents_belong_to_a_name() -> None:
    assert topics(
        lines(
            "The boat came from São Tomé with oranges, and went back to São Tomé with nothing but the letters of the keeper."
        )
    ) == ("São Tomé",)


def test_a_piece_has_so_many_and_no_more() -> None:
    many = Known(topics={f"word{n}": f"Word {n}" for n in range(30)})
    assert len(topics(lines(" ".join(many.topics)), many)) == 8


def test_names_that_come_again_inside_sentences_are_proposed() -> None:
    found = story(
        lines(
            "They asked Port Merrow for oak, and Port Merrow sent tar. Skerry sent nothing. The tar of Port Merrow’s yard was the last."
        )
    )
    assert "Port Merrow" in found.suggested_topics
    assert "Skerry" not in found.suggested_topics
    assert "They" not in found.suggested_topics


@pytest.mark.parametrize("language", ["de", "ja", "ar"])
def test_nothing_is_proposed_where_capitals_say_nothing(language: str) -> None:
    text = lines(
        "Der Hafen von Talgbucht und der Hafen von Möwenfels sind der Hafen, von dem der Hafenmeister von Talgbucht spricht."
    )
    assert story(text, language=language).suggested_topics == ()


def test_the_author_is_no_topic() -> None:
    text = lines(
        "The pier is back",
        "By Anna Kerr",
        "They met Anna Kerr at the pier. It was there that Anna Kerr had learned to row, the keeper said of Anna Kerr.",
    )
    assert "Anna Kerr" not in story(text).suggested_topics


MONTHS = "It was in {month} that the Skerry light went out, and in {month} that the Skerry boat came; a {day}, and again a {day}, they said."


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [("en", "October", "Thursday"), ("fr", "Octobre", "Jeudi"), ("es", "Octubre", "Jueves"), ("nl", "Oktober", "Donderdag")],
)  # fmt: skip
def test_months_and_weekdays_are_not_proposed(language: str, month: str, day: str) -> None:
    found = story(lines(MONTHS.format(month=month, day=day)), language=language)
    assert found.suggested_topics == ("Skerry",)


def test_a_name_that_is_a_month_elsewhere_is_proposed() -> None:
    text = lines(
        "They looked at Mars with the new glass, and Mars looked back: the red of Mars is that of rust."
    )
    assert story(text, language="en").suggested_topics == ("Mars",)


def test_a_topic_that_is_called_like_a_month_is_found() -> None:
    text = lines(MONTHS.format(month="October", day="Thursday"))
    assert topics(text, Known(topics={"October": "October"})) == ("October",)
