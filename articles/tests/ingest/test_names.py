"""Names of people by their shape, and set as a byline would print them."""

import pytest

from articles.ingest.lexicon import lexicon
from articles.ingest.names import is_name, tidy


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Anna Kerr", "en"), ("ANNA KERR", "en"), ("Anna B. Kerr", "en"), ("A. B. Kerr", "en"), ("Anna O’Brien-Smythe", "en"),
        ("Anna McAllister", "en"), ("Jean-Luc d'Arvigny", "fr"), ("Éloïse Durand-Tessier", "fr"), ("Ana María de la Fuente", "es"),
        ("João dos Santos", "pt"), ("Jan van der Meer", "nl"), ("Jörg Überreuther", "de"), ("Marie von Hohenfels", "de"),
        ("Rania al-Khatib", "en"), ("Łucja Wąż", "pl"), ("سامي الخطيب", "ar"), ("山田花子", "ja"), ("ナオミ・アダムス", "ja"),
        ("Ngozi", "en"),
    ],
)  # fmt: skip
def test_this_may_be_a_person(text: str, language: str) -> None:
    assert is_name(text, lexicon(language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("", "en", id="nothing"),
        pytest.param("anna kerr", "en", id="no capitals"),
        pytest.param("Anna Kerr 2", "en", id="a digit"),
        pytest.param("The Tallow Gazette", "en", id="a paper"),
        pytest.param("Der Talger Anzeiger", "de", id="a paper, German"),
        pytest.param("La Voz del Muelle", "es", id="a paper, Spanish"),
        pytest.param("Le Courrier des Quais", "fr", id="a paper, French"),
        pytest.param("Pier rises from the sea", "en", id="a headline"),
        pytest.param("What the Board Said to the Town That Night in May", "en", id="too many words"),
        pytest.param("Anna and Bo", "en", id="two people"),
        pytest.param("News Sport", "en", id="a menu"),
        pytest.param("桟橋が帰ってきた。", "ja", id="a sentence"),
        pytest.param("——", "en", id="dashes"),
    ],
)
def test_this_is_nobody(text: str, language: str) -> None:
    assert not is_name(text, lexicon(language))


def test_one_word_is_a_name_only_where_one_will_do() -> None:
    assert is_name("Ngozi", lexicon("en"), least=1)
    assert not is_name("Ngozi", lexicon("en"), least=2)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ANNA L. KERR*", "Anna L. Kerr"),
        (" * Anna  Kerr, ", "Anna Kerr"),
        ("ANNA MCALLISTER", "Anna McAllister"),
        ("SEÁN O’BRIEN", "Seán O’Brien"),
        ("JAN VAN DER MEER", "Jan van der Meer"),
        ("ANA DE LA FUENTE", "Ana de la Fuente"),
        ("MARIE-CLAIRE D'ARVIGNY", "Marie-Claire D'Arvigny"),
        ("J.R. KERR", "J.R. Kerr"),
        ("ANNA KERR III", "Anna Kerr III"),
        ("JÖRG ÜBERREUTHER", "Jörg Überreuther"),
        ("ÉLOÏSE DURAND", "Éloïse Durand"),
        ("(山田花子)", "山田花子"),
        ("سامي الخطيب", "سامي الخطيب"),
    ],
)
def test_a_name_is_set_as_names_are(printed: str, expected: str) -> None:
    assert tidy(printed) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Anna Kerr",
        "bell hooks",
        "Anna DeWitt",
        "Jan van der Meer",
        "Sammy Davis Jr.",
        "AFP",
        "Rania al-Khatib",
    ],
)
def test_a_name_set_well_is_left_alone(name: str) -> None:
    assert tidy(name) == name
