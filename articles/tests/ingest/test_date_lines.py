"""Lines that say when the piece appeared; lines that only mention a date are none."""

from datetime import UTC, date, datetime

import pytest

from articles.ingest.extracting import date_lines
from articles.ingest.lexicon import lexicon

DAY = date(2021, 5, 3)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3 May 2021", "en"),
        ("Monday, May 3, 2021", "en"),
        ("Published 3 May 2021", "en"),
        ("PUBLISHED: 12:30, 3 May 2021 | UPDATED: 09:15, 4 May 2021", "en"),
        ("Posted Mon 3 May 2021 at 6:04am, updated Mon 3 May 2021 at 11:48am", "en"),
        ("First published on Mon 3 May 2021 06.00 BST".replace(" 06.00 BST", ""), "en"),
        ("May 3, 2021 • 4 min read", "en"),
        ("Last updated: 4 May 2021. Published: 3 May 2021", "en"),
        ("Montag, 3. Mai 2021", "de"),
        ("Veröffentlicht am 03.05.2021 um 10:30 Uhr", "de"),
        ("Stand: 03.05.2021, 10:30 Uhr", "de"),
        ("Publié le 3 mai 2021 à 10h30", "fr"),
        ("Publié le 3 mai 2021, mis à jour le 4 mai 2021", "fr"),
        ("Lunes, 3 de mayo de 2021", "es"),
        ("Publicado el 3 de mayo de 2021 a las 10:30", "es"),
        ("Publicado em 3 de maio de 2021 às 10h30", "pt"),
        ("Pubblicato il 3 maggio 2021", "it"),
        ("3 mei 2021", "nl"),
        ("الاثنين، 3 مايو 2021 - 10:30 ص", "ar"),
        ("2021年5月3日 10時30分", "ja"),
        ("公開日：2021年5月3日", "ja"),
        ("令和3年5月3日", "ja"),
        ("二〇二一年五月三日", "ja"),
        ("٣ أيار/مايو ٢٠٢١", "ar"),
        ("Stand: 4. Mai 2021, veröffentlicht am 3. Mai 2021", "de"),
        ("Veröffentlicht am 03.05.21", "de"),
        ("03.05.21, 18:22 Uhr", "de"),
        ("03/05/21 à 10h30", "fr"),
        ("03/05/21 - 10:30", "es"),
    ],
)
def test_a_date_line_says_when(text: str, language: str) -> None:
    line = date_lines.parse(text, lexicon(language))
    assert line is not None, text
    assert line.published is not None
    assert f"{line.published:%Y-%m-%d}" == f"{DAY}"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Stand: 03.05.2021, 10:30 Uhr", "de"),
        ("Publié le 3 mai 2021 à 10h30", "fr"),
        ("Publicado el 3 de mayo de 2021 a las 10:30", "es"),
        ("Publicado em 3 de maio de 2021 às 10h30", "pt"),
        ("3 mei 2021 10:30 uur", "nl"),
        ("2021年5月3日 10時30分", "ja"),
        ("Updated 4 May 2021 11:45, published 3 May 2021 10:30", "en"),
    ],
)
def test_a_time_without_its_zone_is_kept_without(text: str, language: str) -> None:
    line = date_lines.parse(text, lexicon(language))
    assert line is not None, text
    assert line.published == datetime(2021, 5, 3, 10, 30)  # noqa: DTZ001


def test_a_time_with_its_zone_is_kept() -> None:
    line = date_lines.parse("Published 3 May 2021 10:30 GMT", lexicon("en"))
    assert line is not None
    assert line.published == datetime(2021, 5, 3, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["Updated 3 hours ago", "May 2021", "Published: Monday 3rd", "Last updated 5 minutes ago"]
)
def test_a_line_about_time_without_a_full_date_says_no_day(text: str) -> None:
    line = date_lines.parse(text, lexicon("en"))
    assert line is not None, text
    assert line.published is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("8 November at 11:10 pm", "en"),
        ("Mon 8 Nov, 18:02", "en"),
        ("8. November, 23:10 Uhr", "de"),
        ("Le 8 novembre à 23h10", "fr"),
        ("8 de noviembre a las 23:10", "es"),
        ("8 de novembro às 23h10", "pt"),
        ("8 Novembre alle 23:10", "it"),
        ("8 نوفمبر 23:10", "ar"),
        ("11月8日 23時10分", "ja"),
    ],
)
def test_a_day_with_a_time_but_no_year_is_a_date_line_without_a_date(text: str, language: str) -> None:
    line = date_lines.parse(text, lexicon(language))
    assert line is not None, text
    assert line.published is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("8 November", "en"),
        ("The 8 November storm at 23:10", "en"),
        ("8 November, 9 gulls, 10:1", "en"),
        ("03.05.21 im Hafen", "de"),
        ("Version 03.05.21", "de"),
        ("03.05.21", "en"),
        ("令和の桟橋", "ja"),
    ],
)
def test_a_day_that_a_line_says_more_about_is_no_date_line(text: str, language: str) -> None:
    assert date_lines.parse(text, lexicon(language)) is None


def test_a_name_beside_the_date_is_kept_apart() -> None:
    line = date_lines.parse("The Tallow Gazette, 3 May 2021", lexicon("en"))
    assert line is not None
    assert (line.published, line.rest) == (DAY, "The Tallow Gazette")


def test_a_day_that_may_be_two_is_unsure() -> None:
    line = date_lines.parse("Published 03/05/2021", lexicon("en"))
    assert line is not None
    assert not line.sure


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("On 3 May 2021 the pier fell into the sea.", "en", id="a sentence"),
        pytest.param("The pier fell on 3 May 2021", "en", id="a headline with a date"),
        pytest.param("3 May 2021: gulls, rain, nobody came", "en", id="an entry of a log"),
        pytest.param("Anna Kerr, born 3 May 2021, weighed four kilos", "en", id="a birth"),
        pytest.param("Am 3. Mai 2021 brach der Steg", "de", id="a sentence, German"),
        pytest.param("El 3 de mayo de 2021 cayó el muelle", "es", id="a sentence, Spanish"),
        pytest.param("Le ponton du 3 mai 2021 n’est plus", "fr", id="a sentence, French"),
        pytest.param("May was cold and 3 piers fell", "en", id="a month at the beginning of a sentence"),
        pytest.param("2021", "en", id="a year"),
        pytest.param("12", "en", id="a number"),
        pytest.param("May", "en", id="a month alone"),
        pytest.param("Chapter 3", "en", id="a chapter"),
        pytest.param("Pier rises from the sea", "en", id="a headline"),
        pytest.param("", "en", id="nothing"),
    ],
)
def test_other_lines_are_no_date_lines(text: str, language: str) -> None:
    assert date_lines.parse(text, lexicon(language)) is None
