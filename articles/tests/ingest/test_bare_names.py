"""A name on a line of its own, over or under the text, is who wrote the piece, if nothing else can explain it."""

import pytest

from .pieces import FIRST, LAST, PROSE, above, below, body, lines, story
from .test_sections import TITLE

NAMES = {
    "en": "Winifred Ashgrove",
    "de": "Gundula Wiesenthal",
    "fr": "Éloi de la Brosse",
    "es": "Remedios Olmedilla",
    "pt": "Joaquim dos Anzóis",
    "it": "Ottavia Brambati",
    "ar": "هيفاء المنصوري",
    "ja": "早瀬かおり",
}
EACH = pytest.mark.parametrize("language", sorted(NAMES))
CASED = pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "pt"])


def authors(text: str, language: str = "en") -> list[str]:
    return [person.name for person in story(text, language=language).facts.authors]


@EACH
def test_a_name_under_the_headline_is_the_author(language: str) -> None:
    assert authors(lines(TITLE[language], NAMES[language], *PROSE[language]), language) == [NAMES[language]]


@EACH
def test_a_name_under_a_section_headline_and_buttons_is_the_author(language: str) -> None:
    label = {"ja": "書評", "ar": "حوار"}.get(
        language, "Interview" if language in ("en", "de", "fr") else "Cultura"
    )
    text = lines(label, TITLE[language], "Facebook", "X", NAMES[language], *PROSE[language])
    assert authors(text, language) == [NAMES[language]]


@EACH
def test_a_name_alone_under_the_text_is_the_author(language: str) -> None:
    found = story(lines(TITLE[language], *PROSE[language], NAMES[language]), language=language)
    assert [person.name for person in found.facts.authors] == [NAMES[language]]
    assert [(c.kind, c.before) for c in found.removed] == [("byline", NAMES[language])]


@CASED
@pytest.mark.parametrize("over", [True, False])
def test_capitals_become_a_name_s_own(language: str, over: bool) -> None:
    shout, prose = NAMES[language].upper(), PROSE[language]
    text = lines(TITLE[language], shout, *prose) if over else lines(TITLE[language], *prose, shout)
    assert [name.casefold() for name in authors(text, language)] == [NAMES[language].casefold()]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Winifred Ashgrove and Bo Lund", ["Winifred Ashgrove", "Bo Lund"]),
        ("Winifred Ashgrove (now) and Bo Lund (earlier)", ["Winifred Ashgrove", "Bo Lund"]),
        ("Winifred Ashgrove, Skerrowmouth", ["Winifred Ashgrove"]),
        ("Winifred Ashgrove in Skerrowmouth", ["Winifred Ashgrove"]),
        ("Ludo van der Meersch", ["Ludo van der Meersch"]),
        ("by winifred ashgrove", ["Winifred Ashgrove"]),
    ],
)
def test_names_in_other_forms(line: str, names: list[str]) -> None:
    found = story(above(TITLE["en"], line))
    assert [person.name for person in found.facts.authors] == names
    assert not found.facts.publication


@pytest.mark.parametrize(
    ("language", "line", "paper"),
    [
        ("en", "Reporting by Winifred Ashgrove for The Tallow Gazette", "The Tallow Gazette"),
        ("en", "Winifred Ashgrove for The Tallow Gazette", "The Tallow Gazette"),
        ("de", "Von Gundula Wiesenthal für den Talgbuchter Kurier", "Talgbuchter Kurier"),
        ("fr", "Par Éloi de la Brosse pour La Dépêche du Suif", "La Dépêche du Suif"),
        ("es", "Por Remedios Olmedilla para El Diario de Sebo", "El Diario de Sebo"),
        ("pt", "Por Joaquim dos Anzóis para o Jornal do Sebo", "Jornal do Sebo"),
        ("it", "di Ottavia Brambati per Il Corriere di Baia Sego", "Il Corriere di Baia Sego"),
    ],
)
def test_a_byline_says_for_which_paper(language: str, line: str, paper: str) -> None:
    found = story(lines(TITLE[language], line, *PROSE[language]), language=language)
    assert ([p.name for p in found.facts.authors], found.facts.publication) == ([NAMES[language]], paper)


@pytest.mark.parametrize(
    "line",
    [
        "Tallow Bay",
        "by popular demand",
        "Local News",
        "Email Print Reprints",
        "A Last Word",
        "Bo Lund Anna Kerr Ida Moe",
    ],
)
@pytest.mark.parametrize("over", [True, False])
def test_other_short_lines_are_nobody(line: str, over: bool) -> None:
    assert authors(above(TITLE["en"], line) if over else below(line)) == []


@pytest.mark.parametrize(
    ("language", "line"), [("ja", "速報"), ("ja", "港町市役所"), ("de", "Lokales"), ("fr", "La Coopérative")]
)
def test_a_section_or_an_office_is_nobody(language: str, line: str) -> None:
    assert authors(lines(TITLE[language], line, *PROSE[language]), language) == []


def test_a_name_of_whom_the_text_tells_is_no_signature() -> None:
    told = "Bo Lund has sold ropes on the quay since the first pier fell, and he does not believe in the third one."
    found = story(lines(TITLE["en"], FIRST, told, LAST, "Bo Lund"))
    assert not found.facts.authors
    assert found.body[-1].text == "Bo Lund"


def test_several_signatures_are_letters() -> None:
    letters = lines("Letters", FIRST, "Anna Kerr, Skerrowmouth", LAST, "Bo Lund, Ilminster")
    assert authors(letters) == []
    assert body(letters)[-1] == "Bo Lund, Ilminster"


@EACH
@pytest.mark.parametrize("seam", [" | ", " - ", " · "])
def test_a_name_and_the_date_on_one_line_are_the_author_and_the_day(language: str, seam: str) -> None:
    found = story(
        lines(TITLE[language], f"{NAMES[language]}{seam}2021-05-03", *PROSE[language]), language=language
    )
    assert [person.name for person in found.facts.authors] == [NAMES[language]]
    assert str(found.facts.published)[:10] == "2021-05-03"
    assert not found.facts.publication


@pytest.mark.parametrize(
    "line",
    [
        "The Tallow Gazette | 3 May 2021",
        "Deep Water | 3 May 2021",
        "Port Merrow | 3 May 2021",
        "Rome | 3 May 2021",
    ],
)
def test_a_paper_or_a_place_beside_the_date_is_nobody(line: str) -> None:
    assert authors(above(TITLE["en"], line)) == []


def test_beside_the_date_a_second_name_is_nobody_where_a_byline_names_the_author() -> None:
    assert authors(above(TITLE["en"], "By Winifred Ashgrove", "Bramble Osk | 3 May 2021")) == [
        "Winifred Ashgrove"
    ]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Port Merrow"),
        ("en", "PORT MERROW, Skerry"),
        ("es", "Puerto Olmedo"),
        ("ar", "يتبع غدا"),
        ("ja", "港町再建計画"),
    ],
)
def test_a_place_or_a_note_alone_is_nobody(language: str, line: str) -> None:
    assert authors(lines(TITLE[language], line, *PROSE[language]), language) == []
    assert authors(lines(TITLE[language], *PROSE[language], line), language) == []


def test_who_signs_for_an_office_is_no_author() -> None:
    assert authors(below("J. T. Oakapple, Clerk to the Board")) == []


def test_a_headline_may_be_a_name() -> None:
    found = story(above("Winifred Ashgrove", "3 May 2021"))
    assert (found.facts.headline, found.facts.authors) == ("Winifred Ashgrove", ())


@pytest.mark.parametrize(
    ("language", "place"),
    [("en", "Tallow Bay"), ("ar", "خليج الشمع"), ("es", "Bahía Sebo"), ("it", "Baia Sego")],
)
def test_of_a_place_and_a_name_the_place_is_nobody(language: str, place: str) -> None:
    date = {"ar": "3 مايو 2021", "es": "3 de mayo de 2021", "it": "3 maggio 2021"}.get(language, "3 May 2021")
    found = story(
        lines(TITLE[language], f"{place} – {NAMES[language]}", date, *PROSE[language]), language=language
    )
    assert [person.name for person in found.facts.authors] == [NAMES[language]]
    assert not found.facts.publication
