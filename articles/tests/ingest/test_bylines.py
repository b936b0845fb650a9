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


# --- Titles, other people's credits, and what is left ----------------------------------------------


def titles(text: str, language: str = "en") -> list[tuple[str, str]]:
    byline = bylines.parse(text, lexicon(language))
    assert byline is not None, f"no byline: {text}"
    assert not byline.publication
    assert not byline.left
    return [(person.name, person.affiliation) for person in byline.people]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("By Anna Kerr, Fish and Tidal Affairs Editor", "en", [("Anna Kerr", "Fish and Tidal Affairs Editor")]),
        ("By Anna Kerr and Bo Lund, Lower Harbour Correspondents", "en", [("Anna Kerr", "Lower Harbour Correspondents"), ("Bo Lund", "Lower Harbour Correspondents")]),
        ("By Anna Kerr, Chief Reporter, and Bo Lund", "en", [("Anna Kerr", "Chief Reporter"), ("Bo Lund", "")]),
        ("By Anna Kerr, Chief Reporter, Bo Lund, Fish Editor", "en", [("Anna Kerr", "Chief Reporter"), ("Bo Lund", "Fish Editor")]),
        ("By Anna Kerr, Tidal Affairs Editor and Bo Lund", "en", [("Anna Kerr", "Tidal Affairs Editor"), ("Bo Lund", "")]),
        ("By Anna Kerr | Tidal Affairs Editor", "en", [("Anna Kerr", "Tidal Affairs Editor")]),
        ("Von Anna Kerr, Redakteurin für Häfen und Fischerei", "de", [("Anna Kerr", "Redakteurin für Häfen und Fischerei")]),
        ("Von Anna Kerr, Redakteurin für Häfen, und Jörg Überreuther", "de", [("Anna Kerr", "Redakteurin für Häfen"), ("Jörg Überreuther", "")]),
        ("Par Éloïse Durand, correspondante à Port-Saliou, et Luc Morel", "fr", [("Éloïse Durand", "correspondante à Port-Saliou"), ("Luc Morel", "")]),
        ("Por Ana de la Fuente, enviada especial a Bahía Sebo, y Luis Prado", "es", [("Ana de la Fuente", "enviada especial a Bahía Sebo"), ("Luis Prado", "")]),
        ("Ana Prado y Luis Mora, corresponsales de Pesca y Puertos", "es", [("Ana Prado", "corresponsales de Pesca y Puertos"), ("Luis Mora", "corresponsales de Pesca y Puertos")]),
        ("Por Ana Prado, corresponsal de Pesca y Luis Mora", "es", [("Ana Prado", "corresponsal de Pesca"), ("Luis Mora", "")]),
        ("di Carla Rossetti, caposervizio Esteri", "it", [("Carla Rossetti", "caposervizio Esteri")]),
        ("di Carla Rossetti, inviata a Baia Sego, e Marco Bini", "it", [("Carla Rossetti", "inviata a Baia Sego"), ("Marco Bini", "")]),
        ("Por João dos Santos, enviado especial a Lagos, e Ana Lima", "pt", [("João dos Santos", "enviado especial a Lagos"), ("Ana Lima", "")]),
        ("بقلم: سامي الخطيب، محرر الشؤون البحرية والمينائية", "ar", [("سامي الخطيب", "محرر الشؤون البحرية والمينائية")]),
        ("By Anna Kerr, Professor of Tidal History at Skerry University", "en", [("Anna Kerr", "Professor of Tidal History at Skerry University")]),
        ("By Anna Kerr PA Political Editor", "en", [("Anna Kerr", "PA Political Editor")]),
        ("ANNA L KERR CHIEF REPORTER", "en", [("Anna L Kerr", "CHIEF REPORTER")]),
        ("بقلم: سامي الخطيب ومراسلنا في القاهرة", "ar", [("سامي الخطيب", "مراسلنا في القاهرة")]),
        ("矢野記者", "ja", [("矢野", "記者")]),
        ("矢野記者、鈴木記者", "ja", [("矢野", "記者"), ("鈴木", "記者")]),
        ("編集委員 山田花子", "ja", [("山田花子", "編集委員")]),
        ("論説委員・山田花子", "ja", [("山田花子", "論説委員")]),
    ],
)  # fmt: skip
def test_titles_of_several_words_are_titles(
    text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert titles(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("By Anna Kerr, Bo Lund and Cai Pugh", "en", ["Anna Kerr", "Bo Lund", "Cai Pugh"]),
        ("By Anna Kerr and Madonna", "en", ["Anna Kerr", "Madonna"]),
        ("Por Ana de La Fuente", "es", ["Ana de La Fuente"]),
        ("文=山田花子、鈴木一郎", "ja", ["山田花子", "鈴木一郎"]),
        ("كتب: سامي الخطيب وماجد حداد", "ar", ["سامي الخطيب", "ماجد حداد"]),
        ("بقلم: سامي الخطيب، وماجد حداد", "ar", ["سامي الخطيب", "ماجد حداد"]),
        ("بقلم: سامي محمد وليد حداد", "ar", ["سامي محمد وليد حداد"]),
        ("بقلم: وليد حداد", "ar", ["وليد حداد"]),
        ("Story and photos by Anna Kerr", "en", ["Anna Kerr"]),
        ("Text und Fotos: Anna Kerr", "de", ["Anna Kerr"]),
    ],
)
def test_names_are_no_titles(text: str, language: str, expected: list[str]) -> None:
    assert titles(text, language) == [(name, "") for name in expected]


def test_staff_beside_a_name_is_nobody() -> None:
    byline = bylines.parse("By Anna Kerr, Associated Press, and Staff Writers", lexicon("en"))
    assert byline is not None
    assert [person.name for person in byline.people] == ["Anna Kerr"]
    assert (byline.publication, byline.left) == ("Associated Press", "")


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("Words by Anna Kerr, photographs by Bo Lund", "en", "photographer"),
        ("Words by Anna Kerr and photographs by Bo Lund", "en", "photographer"),
        ("By Anna Kerr (words) and Bo Lund (photographs)", "en", "photographer"),
        ("By Anna Kerr; translated by Bo Lund", "en", "translator"),
        ("By Anna Kerr; additional reporting by Bo Lund", "en", "contributor"),
        ("Text: Anna Kerr, Fotos: Bo Lund", "de", "photographer"),
        ("Texte Anna Kerr, photos Bo Lund", "fr", "photographer"),
        ("Texto: Anna Kerr, fotos de Bo Lund", "es", "photographer"),
        ("Texto de Anna Kerr, ilustrações de Bo Lund", "pt", "illustrator"),
        ("Testo di Anna Kerr, foto di Bo Lund", "it", "photographer"),
    ],
)
def test_who_did_something_else_is_credited_for_it(text: str, language: str, role: str) -> None:
    byline = bylines.parse(text, lexicon(language))
    assert byline is not None
    assert [(p.name, p.role) for p in byline.people] == [("Anna Kerr", "author"), ("Bo Lund", role)]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("文=山田花子、写真=鈴木一郎", "ja", ["山田花子", "鈴木一郎"]),
        ("بقلم: سامي الخطيب، تصوير: ماجد حداد", "ar", ["سامي الخطيب", "ماجد حداد"]),
    ],
)
def test_photographers_of_other_scripts(text: str, language: str, names: list[str]) -> None:
    byline = bylines.parse(text, lexicon(language))
    assert byline is not None
    assert [(p.name, p.role) for p in byline.people] == list(
        zip(names, ["author", "photographer"], strict=True)
    )


@pytest.mark.parametrize(
    "text", ["By Anna Kerr; edited by Bo Lund", "(Reporting by Anna Kerr; Editing by Bo Lund)"]
)
def test_who_edited_is_not_told(text: str) -> None:
    assert people(text) == ["Anna Kerr"]
    byline = bylines.parse(text, lexicon("en"))
    assert byline is not None
    assert len(byline.people) == 1


@pytest.mark.parametrize(
    ("text", "language", "publication"),
    [
        ("By Anna Kerr for The Tallow Courier", "en", "The Tallow Courier"),
        ("By Anna Kerr of the Press Association", "en", "Press Association"),
        ("By Anna Kerr, Tallow Gazette", "en", "Tallow Gazette"),
        ("By Anna Kerr and the Associated Press", "en", "Associated Press"),
        ("Par Éloïse Durand, de l’Agence France-Presse", "fr", "Agence France-Presse"),
        ("Por Ana Lima, da Agência Lusa", "pt", "Agência Lusa"),
        ("Von Anna Kerr für die Talg Zeitung", "de", "Talg Zeitung"),
        ("Par Éloïse Durand pour La Gazette de Saliou", "fr", "La Gazette de Saliou"),
        ("Por Ana Prado para La Voz de Sebo", "es", "La Voz de Sebo"),
        ("di Carla Rossetti per Il Corriere di Sego", "it", "Il Corriere di Sego"),
        ("Por João dos Santos para o Diário do Sebo", "pt", "Diário do Sebo"),
    ],
)
def test_a_publication_is_told_by_its_form(text: str, language: str, publication: str) -> None:
    byline = bylines.parse(text, lexicon(language))
    assert byline is not None
    assert len(byline.people) == 1
    assert (byline.publication, byline.left) == (publication, "")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("By Anna Kerr, Chief Reporter, Port Merrow", "Port Merrow"),
        ("By Anna Kerr, Merrow", "Merrow"),
        ("By Anna Kerr, MP", "MP"),
        ("By Anna Kerr | Tallow Bay Today", "Tallow Bay Today"),
        ("By Anna Kerr, Chief Reporter, Port Merrow | Tallow Bay Today", "Port Merrow; Tallow Bay Today"),
    ],
)
def test_what_has_no_such_form_is_left(text: str, left: str) -> None:
    byline = bylines.parse(text, lexicon("en"))
    assert byline is not None
    assert [person.name for person in byline.people] == ["Anna Kerr"]
    assert (byline.publication, byline.left) == ("", left)


def test_who_took_the_pictures_together_is_credited_together() -> None:
    byline = bylines.parse("Words by Anna Kerr, photographs by Bo Lund and Cai Pugh", lexicon("en"))
    assert byline is not None
    assert [p.role for p in byline.people] == ["author", "photographer", "photographer"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("By Press Association Reporters", "en"),
        ("By the Editor of The Gazette", "en"),
        ("Photos by Bo Lund and Cai Pugh", "en"),
        ("編集 山田花子", "ja"),
    ],
)
def test_staff_and_others_alone_sign_nothing(text: str, language: str) -> None:
    assert people(text, language) == []


@pytest.mark.parametrize("text", ["By Sport", "By Royal Appointment for the Town"])
def test_for_and_of_alone_make_no_byline(text: str) -> None:
    assert bylines.parse(text, lexicon("en")) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Posted by admin on March 11, 2024 at 5:30 pm", "en"),
        ("Posted by harbourweb on March 11, 2024", "en"),
        ("Veröffentlicht von Admin am 11. März 2024", "de"),
        ("Publié par admin le 11 mars 2024", "fr"),
        ("Publicado por admin el 11 de marzo de 2024", "es"),
        ("Publicado por admin em 11 de março de 2024", "pt"),
        ("Pubblicato da admin il 11 marzo 2024", "it"),
        ("投稿者：管理人 2024年3月11日", "ja"),
        ("نشر بواسطة أدمن في 11 مارس 2024", "ar"),
    ],
)
def test_an_account_is_nobody(text: str, language: str) -> None:
    assert people(text, language) == []


def test_who_posts_by_name_wrote_it() -> None:
    assert people("Posted by Anna Kerr on March 11, 2024 at 5:30 pm") == ["Anna Kerr"]
