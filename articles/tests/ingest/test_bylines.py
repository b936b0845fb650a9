"""The grammar of bylines: who wrote it, in which words, and that other lines are none."""

import pytest

from articles.ingest.extracting import bylines, roles
from articles.ingest.lexicon import lexicon


def people(text: str, language: str = "en") -> list[str]:
    byline = bylines.parse(text, lexicon(language))
    assert byline is not None, f"no byline: {text}"
    return [person.name for person in byline.people if person.role == "author"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("By Anna Kerr", "en", ["Anna Kerr"]),
        ("BY ANNA KERR", "en", ["Anna Kerr"]),
        ("By Anna Kerr (words) and Bo Lund (photographs)", "en", ["Anna Kerr"]),
        ("Ana Lima (texto) e Rui Mora (fotografia)", "pt", ["Ana Lima"]),
        ("Par notre correspondante à Port-Saliou, Éloïse Durand", "fr", ["Éloïse Durand"]),
        ("by Anna Kerr and Bo Lund", "en", ["Anna Kerr", "Bo Lund"]),
        ("By Anna Kerr, Bo Lund and Cai Pugh", "en", ["Anna Kerr", "Bo Lund", "Cai Pugh"]),
        ("By Anna Kerr & Bo Lund", "en", ["Anna Kerr", "Bo Lund"]),
        ("Written by Anna Kerr", "en", ["Anna Kerr"]),
        ("Words: Anna Kerr", "en", ["Anna Kerr"]),
        ("By Anna Kerr, Chief Reporter", "en", ["Anna Kerr"]),
        ("By Anna Kerr Chief Reporter", "en", ["Anna Kerr"]),
        ("By Anna Kerr in Tallow Bay", "en", ["Anna Kerr"]),
        ("By Anna Kerr | The Tallow Gazette", "en", ["Anna Kerr"]),
        ("By Anna Kerr (anna@gazette.example)", "en", ["Anna Kerr"]),
        ("By Anna Kerr @annakerr", "en", ["Anna Kerr"]),
        ("By Anna Kerr, 3 May 2021", "en", ["Anna Kerr"]),
        ("ANNA L. KERR*", "en", ["Anna L. Kerr"]),
        ("— Anna Kerr", "en", ["Anna Kerr"]),
        ("(Reporting by Anna Kerr; Editing by Bo Lund)", "en", ["Anna Kerr"]),
        ("(Reporting by Anna Kerr in Port Merrow and Bo Lund in Skerry; Editing by Cai Pugh)", "en", ["Anna Kerr", "Bo Lund"]),
        ("Von Anna Kerr", "de", ["Anna Kerr"]),
        ("Von Anna Kerr und Jörg Überreuther", "de", ["Anna Kerr", "Jörg Überreuther"]),
        ("Von: Anna Kerr", "de", ["Anna Kerr"]),
        ("Par Éloïse Durand", "fr", ["Éloïse Durand"]),
        ("Propos recueillis par Éloïse Durand", "fr", ["Éloïse Durand"]),
        ("Por Ana de la Fuente", "es", ["Ana de la Fuente"]),
        ("Por Ana de la Fuente y Luis Prado", "es", ["Ana de la Fuente", "Luis Prado"]),
        ("Por João dos Santos e Ana Lima", "pt", ["João dos Santos", "Ana Lima"]),
        ("di Carla Bruni Rossetti", "it", ["Carla Bruni Rossetti"]),
        ("Door Jan van der Meer", "nl", ["Jan van der Meer"]),
        ("بقلم: سامي الخطيب", "ar", ["سامي الخطيب"]),
        ("كتب: سامي الخطيب", "ar", ["سامي الخطيب"]),
        ("文=山田花子", "ja", ["山田花子"]),
        ("（山田花子）", "ja", ["山田花子"]),
        ("山田花子記者", "ja", ["山田花子"]),
    ],
)  # fmt: skip
def test_a_byline_names_who_wrote_it(text: str, language: str, expected: list[str]) -> None:
    assert people(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Photos: Anna Kerr", "en"),
        ("Photography by Anna Kerr", "en"),
        ("Edited by Anna Kerr", "en"),
        ("Translated by Anna Kerr", "en"),
        ("Illustration by Anna Kerr", "en"),
        ("By our correspondent", "en"),
        ("By Staff Reporter", "en"),
        ("Fotos: Anna Kerr", "de"),
        ("Traducción de Ana Lima", "es"),
        ("anna@gazette.example", "en"),
    ],
)
def test_a_credit_that_names_no_author_is_a_byline_of_nobody(text: str, language: str) -> None:
    assert people(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("By the sea, the pier is waiting for its people.", "en", id="a sentence that begins with By"),
        pytest.param("By Monday the pier had gone", "en", id="By and a day"),
        pytest.param("By and large", "en", id="an idiom"),
        pytest.param("Pier rises from the sea", "en", id="a headline"),
        pytest.param("“By Anna Kerr,” it said on the plate.", "en", id="a quotation"),
        pytest.param("Words fail the harbour board", "en", id="a headline that begins with Words"),
        pytest.param("Von Montag an fährt die Fähre wieder", "de", id="Von, German prose"),
        pytest.param("Par temps de pluie, le ponton glisse.", "fr", id="Par, French prose"),
        pytest.param("Por fin vuelve el muelle", "es", id="Por, Spanish headline"),
        pytest.param("By Anna Kerr’s account, the pier fell at nine and nobody saw it but the gulls.", "en", id="an account"),
        pytest.param("Anna Kerr said no.", "en", id="somebody in a sentence"),
        pytest.param("桟橋が帰ってきた。", "ja", id="a sentence, Japanese"),
        pytest.param("By " + "Anna Kerr and " * 40 + "Bo Lund", "en", id="longer than any byline"),
    ],
)  # fmt: skip
def test_other_lines_are_no_bylines(text: str, language: str) -> None:
    byline = bylines.parse(text, lexicon(language))
    assert byline is None or not (byline.marked or byline.people)


def test_what_stands_beside_the_name_is_read_too() -> None:
    byline = bylines.parse("By ANNA KERR*, Industry Correspondent | The Tallow Gazette", lexicon("en"))
    assert byline is not None
    assert (byline.marked, byline.starred, byline.rolled) == (True, True, True)
    assert byline.publication == "The Tallow Gazette"
    assert byline.people[0].affiliation == "Industry Correspondent"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("By Anna Kerr | AFP", "AFP"),
        ("Anna Kerr (Reuters)", "Reuters"),
        ("By Anna Kerr, Harbour News Agency", ""),
    ],
)
def test_an_agency_beside_the_name_is_told(text: str, agency: str) -> None:
    byline = bylines.parse(text, lexicon("en"))
    assert byline is not None
    assert byline.agency == agency


@pytest.mark.parametrize("text", ["AFP", "PROJECT HARBOUR SYNDICATE", "Tallow News Agency", "Reuters"])
def test_a_line_that_is_an_agency_is_known(text: str) -> None:
    assert bylines.is_agency(text, lexicon("en"))


@pytest.mark.parametrize(
    "text", ["The press has gone home for the night.", "Anna Kerr", "Harbour", "The agency said so", "共同"]
)
def test_other_lines_are_no_agency(text: str) -> None:
    assert not bylines.is_agency(text, lexicon("en"))


@pytest.mark.parametrize(
    "text", ["Chief Reporter", "Senior Political Correspondent", "Editor of the Sunday magazine desk"]
)
def test_a_job_title_is_a_role(text: str) -> None:
    assert roles.is_role(text, lexicon("en"))


@pytest.mark.parametrize(
    "text", ["Anna Kerr", "Tallow Bay", "The reporter who went to sea and came back with a herring", ""]
)
def test_a_name_or_a_headline_is_no_role(text: str) -> None:
    assert not roles.is_role(text, lexicon("en"))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("(Drafting: Anna Kerr. Translation: English desk)", "en", ["Anna Kerr"]),
        ("(Redacción: Ana Ruiz. Edición: Eva Lund)", "es", ["Ana Ruiz"]),
        ("(Rédaction: Éloïse Durand. Traduction: Bo Lund)", "fr", ["Éloïse Durand"]),
        ("Reporting by Anna Kerr for Coast Radio", "en", ["Anna Kerr"]),
        ("Von Anna Kerr für Radio Talgbucht", "de", ["Anna Kerr"]),
    ],
)
def test_the_desk_says_who_did_what_and_for_whom(text: str, language: str, expected: list[str]) -> None:
    assert people(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "(Landing: Anna Kerr. Sailing: Bo Lund)",
        "Drafting: the board meets on Monday. Translation: nobody knows.",
        "By Road for Rome",
        "By boat for the island",
    ],
)
def test_such_words_of_others_sign_nothing(text: str) -> None:
    byline = bylines.parse(text, lexicon("en"))
    assert byline is None or not byline.people


def test_for_whom_somebody_wrote_is_left_to_who_knows_the_publications() -> None:
    byline = bylines.parse("Reporting by Anna Kerr for Coast Radio", lexicon("en"))
    assert byline
    assert byline.left == "Coast Radio"
