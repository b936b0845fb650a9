"""Bios under the text: of the author, and of somebody whom nothing else names."""

import pytest

from .pieces import FIRST, LAST, PROSE, above, codes, lines, story
from .test_bare_names import NAMES
from .test_sections import TITLE

BIOS = [
    ("en", "{} is a science writer who lives beside a canal."),
    ("en", "{}, a science writer, lives beside a canal."),
    ("fr", "{}, écrivain, est l’auteur de La Chambre aux lampes."),
    ("it", "{} insegna storia all’università di Sego."),
    ("en", "{} writes about harbours and is working on a book."),
    ("de", "{} ist Autorin und lebt am Deich."),
    ("fr", "{} est géographe. Il a enseigné à l’université de Lorne."),
    ("es", "{} es periodista y escribe sobre puertos."),
    ("pt", "{} é jornalista e vive à beira do rio."),
    ("it", "{} è scrittrice e vive in collina."),
    ("ar", "{} كاتبة وصحفية تقيم في العاصمة."),
    ("ja", "{}(はやせ・かおり) 1971年生まれ。作家。"),
]
WORKS = [
    ("en", "{}’s most recent novel is The Lamp Room."),
    ("de", "{}s jüngster Roman heißt „Die Lampenkammer“."),
    ("fr", "Le dernier roman d’{} s’intitule La Chambre aux lampes."),
    ("fr", "Le dernier livre de {} s’intitule La Chambre aux lampes."),
    ("es", "La última novela de {} es El cuarto de las lámparas."),
    ("pt", "O romance mais recente de {} chama-se A sala das lâmpadas."),
    ("it", "L’ultimo romanzo di {} è La stanza delle lampade."),
    ("ar", "أحدث روايات {} غرفة المصابيح."),
    ("ja", "{}の近著に『灯の部屋』がある。"),
    ("en", "{} cooks and writes in Skerrowmouth and has done so since 1986."),
    ("es", "{} cocina, escribe y friega en Valdemar desde 1986."),
    ("it", "{} cucina, scrive e lava i piatti a Valmora dal 1986."),
]


@pytest.mark.parametrize(("language", "bio"), BIOS)
def test_whom_the_last_line_introduces_is_the_author_as_a_guess(language: str, bio: str) -> None:
    line = bio.format(NAMES[language])
    found = story(lines(TITLE[language], *PROSE[language], line), language=language)
    assert [(p.name, p.bio) for p in found.facts.authors] == [(NAMES[language], line)]
    assert "byline-guessed" in codes(found)
    assert [block.text for block in found.body] == [*PROSE[language]]


def test_under_a_label_any_verb_of_bios_introduces_the_author() -> None:
    line = "Winifred Ashgrove lives beside the pier."
    found = story(lines(TITLE["en"], FIRST, LAST, "About the author", line))
    assert [(p.name, p.bio) for p in found.facts.authors] == [("Winifred Ashgrove", line)]
    assert [block.text for block in found.body] == [FIRST, LAST]


@pytest.mark.parametrize(("language", "bio"), [*BIOS, *WORKS])
def test_the_bio_of_the_author_is_theirs(language: str, bio: str) -> None:
    line = bio.format(NAMES[language])
    found = story(lines(TITLE[language], NAMES[language], *PROSE[language], line), language=language)
    assert [(p.name, p.bio) for p in found.facts.authors] == [(NAMES[language], line)]
    assert "byline-guessed" not in codes(found)


@pytest.mark.parametrize(
    "line",
    [
        "Bo Lund is an engineer who thinks that the third pier will stand no longer than the first.",
        "Bo Lund is a fisherman who lives beside the pier.",
        "Bo Lund, an engineer, thinks that the third pier will stand no longer than the first.",
        "Bo Lund, who lives beside the pier, is not a writer of letters.",
        "Bo Lund was a writer who lived beside the pier.",
        "Bo Lund lives beside the pier and does not mean to move.",
        "Bo Lund, a writer who lives beside the pier, said that he would believe it.",
        "Bo Lund is a writer, he told the board, and nobody asked what he had written.",
        "The harbour master is a writer who lives beside the pier.",
    ],
)
def test_reporting_at_the_end_stays(line: str) -> None:
    found = story(lines(TITLE["en"], FIRST, LAST, line))
    assert not found.facts.authors
    assert found.body[-1].text == line


def test_who_is_told_of_before_is_not_introduced() -> None:
    told = "Bo Lund has sold ropes on the quay since the first pier fell, and he does not believe in the third one."
    last = "Bo Lund is a writer who lives beside the pier."
    found = story(lines(TITLE["en"], FIRST, told, LAST, last))
    assert not found.facts.authors
    assert found.body[-1].text == last


def test_what_an_author_did_in_the_piece_is_no_bio() -> None:
    text = (
        above(TITLE["en"], "By Winifred Ashgrove")
        + "\nWinifred Ashgrove fell into the harbour beside the mayor.\n"
    )
    assert story(text).body[-1].text == "Winifred Ashgrove fell into the harbour beside the mayor."


def test_somebody_else_at_the_end_is_no_bio_of_the_author() -> None:
    last = "Bo Lund is a writer who lives beside the pier."
    found = story(lines(TITLE["en"], "By Winifred Ashgrove", FIRST, LAST, last))
    assert [person.name for person in found.facts.authors] == ["Winifred Ashgrove"]
    assert found.body[-1].text == last
