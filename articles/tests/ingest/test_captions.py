"""Captions end in a credit; sentences that speak of pictures are none."""

import pytest

from articles.ingest.captions import is_caption
from articles.ingest.lexicon import lexicon

from .pieces import FIRST, LAST, body, removed, within


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The pier in winter. Photo: Anna Kerr", "en"),
        ("The pier in winter (Photo: Anna Kerr)", "en"),
        ("The pier in winter | Photograph: Anna Kerr/Reuters", "en"),
        ("The pier in winter. Image: Tallow Museum", "en"),
        ("Photo: Anna Kerr", "en"),
        ("The pier in winter (picture Anna Kerr)", "en"),
        ("El guarda del muelle, en la nave. / Ana Lima", "es"),
        ("Le ponton en hiver. | L’ÉCHO DU PORT", "fr"),
        ("Il molo d’inverno (foto di Carla Rossetti)", "it"),
        ("Anna Kerr/Getty Images", "en"),
        ("A herring boat at the pier, last spring. (Anna Kerr via AP)", "en"),
        ("The pier, before the storm. © Anna Kerr / AFP", "en"),
        ("Image courtesy of the Tallow Museum", "en"),
        ("Der Anleger im Winter. Foto: Anna Kerr/dpa", "de"),
        ("Le ponton en hiver. Photo : Éloïse Durand", "fr"),
        ("El muelle en invierno. Foto: Ana Lima/EFE", "es"),
        ("O cais no inverno. Foto: Ana Lima", "pt"),
        ("Il molo d’inverno. Foto: Carla Rossetti/ANSA", "it"),
        ("冬の桟橋＝2021年5月3日、山田花子撮影", "ja"),
        ("冬の桟橋（写真：山田花子）", "ja"),
    ],
)
def test_a_line_that_ends_in_a_credit_is_a_caption(text: str, language: str) -> None:
    assert is_caption(text, lexicon(language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("The photo shows the pier before the storm.", "en", id="a sentence about a photo"),
        pytest.param(
            "She took the picture: it was of the pier, in winter. Nobody is on it.",
            "en",
            id="a colon after picture",
        ),
        pytest.param("“Photo: nobody,” the caption read, and that was the joke.", "en", id="a quotation"),
        pytest.param("Source of the fire found", "en", id="a headline with Source"),
        pytest.param("He sold the pictures to Getty Images for a song.", "en", id="an agency in a sentence"),
        pytest.param("Anna Kerr", "en", id="a name"),
        pytest.param("Das Foto zeigt den Anleger vor dem Sturm.", "de", id="a sentence, German"),
        pytest.param(
            "La photo : un souvenir que personne n’a gardé. Elle a brûlé avec la maison.",
            "fr",
            id="two sentences",
        ),
        pytest.param("写真は冬の桟橋。", "ja", id="a sentence, Japanese"),
        pytest.param("", "en", id="nothing"),
        pytest.param(f"{FIRST} {LAST} Photo: Anna Kerr", "en", id="a paragraph longer than any caption"),
    ],
)
def test_other_lines_are_no_captions(text: str, language: str) -> None:
    assert not is_caption(text, lexicon(language))


def test_a_caption_between_paragraphs_is_removed() -> None:
    caption = "The pier in winter. Photo: Anna Kerr"
    assert removed(within(caption)) == [("caption", caption)]
    assert body(within(caption)) == [FIRST, LAST]


def test_a_sentence_about_a_photo_stays() -> None:
    line = "The photo that everybody remembers shows the pier before the storm."
    assert body(within(line)) == [FIRST, line, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "The price of oak is 3.50 / 4",
        "He wrote to the board (photo albums lay open on the desk) and waited.",
        "The ship was of the class of HMS VICTORY.",
        "Where the landers will come down for NASA",
        "The server SHOULD NOT",
        "Oak and/or Larch",
    ],
)
def test_a_stroke_a_bracket_or_capitals_alone_are_no_credit(line: str) -> None:
    assert not is_caption(line, lexicon("en"))
