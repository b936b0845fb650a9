"""Dates are read as newspapers print them, in every language we know, and nothing else is taken for one."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articles.ingest import dates

DAY = date(2021, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "3 May 2021", "May 3, 2021", "May 3rd, 2021", "3rd of May 2021", "MAY 03, 2021", "Monday, 3 May 2021", "Mon 03-May-2021",
        "2021-05-03", "2021/05/03", "2021.05.03", "3.5.2021", "03. 05. 2021",
        "3. Mai 2021", "Montag, den 3. Mai 2021", "03.05.2021", "3 mai 2021", "lundi 3 mai 2021",
        "3 de mayo de 2021", "lunes, 3 de mayo de 2021", "3 mayo 2021", "3 de maio de 2021", "3 maggio 2021", "lunedì 3 maggio 2021",
        "3 mei 2021", "2021年5月3日", "２０２１年５月３日", "٣ مايو ٢٠٢١", "3 مايو 2021", "2021년 5월 3일",
    ],
)  # fmt: skip
def test_a_printed_date_is_found(text: str) -> None:
    (found,) = dates.find(f"— {text} —")
    assert found.when == DAY
    assert found.sure
    assert text[:2] in f"— {text} —"[found.start : found.end] or text[0].isalpha()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1er janvier 2024", "fr", date(2024, 1, 1)),
        ("1º de enero de 2024", "es", date(2024, 1, 1)),
        ("29 Feb 2024", "en", date(2024, 2, 29)),
        ("31 décembre 1999", "fr", date(1999, 12, 31)),
        ("5. Jänner 2024", "de", date(2024, 1, 5)),
        ("12 août 2024", "fr", date(2024, 8, 12)),
        ("5 de março de 2024", "pt", date(2024, 3, 5)),
        ("11 أكتوبر 2023", "ar", date(2023, 10, 11)),
        ("05/23/2024", "en", date(2024, 5, 23)),
        ("23/05/2024", "fr", date(2024, 5, 23)),
        ("04/04/2024", "en", date(2024, 4, 4)),
        ("٨ شباط/فبراير ٢٠٢٢", "ar", date(2022, 2, 8)),
        ("令和4年2月8日", "ja", date(2022, 2, 8)),
        ("令和元年十二月三十一日", "ja", date(2019, 12, 31)),
        ("昭和六十三年十月二十日", "ja", date(1988, 10, 20)),
        ("二〇二二年二月八日", "ja", date(2022, 2, 8)),
    ],
)
def test_a_date_is_read_as_its_language_prints_it(text: str, language: str, expected: date) -> None:
    (found,) = dates.find(text, language)
    assert (found.when, found.sure) == (expected, True)


@pytest.mark.parametrize("text", ["03/05/2021", "3/5/2021", "03-05-2021"])
def test_a_date_that_may_be_two_is_unsure_in_english_only(text: str) -> None:
    assert [found.sure for found in dates.find(text, "en")] == [False]
    assert [(found.when, found.sure) for found in dates.find(text, "es")] == [(DAY, True)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("31 February 2021", id="a day that no calendar has"),
        pytest.param("29 February 2023", id="no leap year"),
        pytest.param("2021-13-01", id="thirteenth month"),
        pytest.param("00.05.2021", id="day nought"),
        pytest.param("May 2021", id="a month"),
        pytest.param("3 May", id="a day without its year"),
        pytest.param("May 3", id="a day without its year, American"),
        pytest.param("May I have 3 of the 2021 apples?", id="a verb"),
        pytest.param("in may 2021 of them", id="a number after a verb"),
        pytest.param("It was 3 march 20210 of them", id="five digits"),
        pytest.param("version 10.2.2021.4", id="a version"),
        pytest.param("call 020-2021-05-03-99", id="a telephone number"),
        pytest.param("ratio 3/5 in 2021", id="a fraction"),
        pytest.param("3 Marchant Road 2021", id="a street"),
        pytest.param("3 May 1021", id="too old for a newspaper"),
        pytest.param("3 May 9021", id="too far ahead"),
        pytest.param("2021", id="a year"),
        pytest.param("", id="nothing"),
        pytest.param("昭和三年", id="an era"),
        pytest.param("令和4年13月1日", id="thirteenth month of an era"),
        pytest.param("二〇二二年二月", id="a month in Japanese figures"),
        pytest.param("二二年二月八日", id="two figures of a year, of no era"),
    ],
)
def test_what_is_no_date_for_sure_is_none(text: str) -> None:
    assert dates.find(text) == []


def test_several_dates_come_in_the_order_of_the_text() -> None:
    found = dates.find("Published 3 May 2021, updated May 5, 2021, first seen 2020-12-31")
    assert [item.when for item in found] == [DAY, date(2021, 5, 5), date(2020, 12, 31)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 May 2021 10:30 GMT", datetime(2021, 5, 3, 10, 30, tzinfo=UTC)),
        ("3 May 2021 at 10.30 BST", datetime(2021, 5, 3, 10, 30, tzinfo=timezone(timedelta(hours=1)))),
        ("May 3, 2021, 3:05 p.m. EDT", datetime(2021, 5, 3, 15, 5, tzinfo=timezone(timedelta(hours=-4)))),
        ("May 3, 2021 12:00 am UTC", datetime(2021, 5, 3, 0, 0, tzinfo=UTC)),
        ("May 3, 2021 12:15 pm UTC", datetime(2021, 5, 3, 12, 15, tzinfo=UTC)),
        (
            "2021-05-03T10:30:00+05:30",
            datetime(2021, 5, 3, 10, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        ),
        ("2021-05-03T10:30Z", datetime(2021, 5, 3, 10, 30, tzinfo=UTC)),
        ("3 May 2021 10:30 UTC-3", datetime(2021, 5, 3, 10, 30, tzinfo=timezone(timedelta(hours=-3)))),
    ],
)
def test_a_time_with_its_zone_makes_it_a_moment(text: str, expected: datetime) -> None:
    (found,) = dates.find(text)
    assert found.when == expected
    assert isinstance(found.when, datetime)
    assert found.when.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("3 May 2021 10:30", 10, 30),
        ("May 3, 2021, 3:05 p.m.", 15, 5),
        ("May 3, 2021 at 12:15 am | Updated May 4, 2021", 0, 15),
        ("3. Mai 2021 um 14.05 Uhr", 14, 5),
        ("lundi 3 mai 2021 à 9h05", 9, 5),
        ("2021年5月3日 10時30分", 10, 30),
    ],
)
def test_a_time_without_its_zone_stays_without(text: str, hour: int, minute: int) -> None:
    found = dates.find(text)[0]
    assert found.when == datetime(2021, 5, 3, hour, minute)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "3 May 2021 at 3 pm",
        "3 May 2021 and 10:30 GMT was the time",
        "3 de mayo de 2021, 3:05 p. m.",
        "3 مايو 2021 10:30 مساء",
        "2021年5月3日 午後3時30分",
        "3 May 2021, 10.50 euros",
        "3 May 2021, 10:30 Tokyo",
        "3 May 2021 10.5",
    ],
)
def test_a_time_that_may_be_another_is_left_out(text: str) -> None:
    assert [found.when for found in dates.find(text)] == [DAY]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-05-03", DAY),
        (" 2021-05-03 ", DAY),
        ("20210503", DAY),
        ("2021-05-03 10:30:00", datetime.fromisoformat("2021-05-03T10:30")),
        ("3 de mayo de 2021", DAY),
        ("03/05/2021", None),
        ("2021-05-03 or 2021-05-04", None),
        ("soon", None),
        ("", None),
        ("0000-00-00", None),
        ("1021-05-03", None),
        ("9" * 5000, None),
    ],
)  # fmt: skip
def test_a_declared_date_is_one_date_for_sure_or_none(value: str, expected: date | None) -> None:
    assert dates.parse(value) == expected


@pytest.mark.parametrize(("value", "language"), [("03/05/2021", "fr"), ("3/5/2021", "es")])
def test_the_language_settles_a_declared_date(value: str, language: str) -> None:
    assert dates.parse(value, language) == DAY
