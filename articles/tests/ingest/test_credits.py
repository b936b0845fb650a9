"""What stands beside names in bylines: titles, who took the pictures, papers, and what is none of these."""

import pytest

from articles.ingest.extracting import bylines
from articles.ingest.lexicon import lexicon

from .test_bylines import people

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


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("By Anna Kerr, Professor of Salt and Economics at Merrow, and Bo Lund, Chief Reporter", "en", [("Anna Kerr", "Professor of Salt and Economics at Merrow"), ("Bo Lund", "Chief Reporter")]),
        ("By Anna Kerr, author of Salt and Iron and The Long Pier", "en", [("Anna Kerr", "author of Salt and Iron and The Long Pier")]),
        ("Par Éloïse Durand, professeure de droit et d'économie à Saliou, avec Luc Morel", "fr", [("Éloïse Durand", "professeure de droit et d'économie à Saliou"), ("Luc Morel", "")]),
        ("di Carla Rossetti, docente di diritto e di economia", "it", [("Carla Rossetti", "docente di diritto e di economia")]),
        ("Por Ana Prado, profesora de Derecho y Economía, y Luis Mora", "es", [("Ana Prado", "profesora de Derecho y Economía"), ("Luis Mora", "")]),
        ("Door Anna de Vries, hoogleraar recht en economie", "nl", [("Anna de Vries", "hoogleraar recht en economie")]),
    ],
)  # fmt: skip
def test_a_title_keeps_its_joins(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert titles(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "names", "left"),
    [
        ("Von Anna Kerr, Ministerin für Bildung und Forschung", "de", ["Anna Kerr"], "Forschung"),
        ("By Anna Kerr, MP for Merrow and Skerry", "en", ["Anna Kerr"], "MP for Merrow and Skerry"),
        ("By Anna Kerr, Institute for Tides and Piers, and Bo Lund", "en", ["Anna Kerr", "Bo Lund"], "Institute for Tides and Piers"),
        ("By Anna Kerr, Professor of Salt and Bo Lund", "en", ["Anna Kerr"], "Professor of Salt and Bo Lund"),
    ],
)  # fmt: skip
def test_what_may_be_of_a_title_is_nobody(text: str, language: str, names: list[str], left: str) -> None:
    byline = bylines.parse(text, lexicon(language))
    assert byline is not None
    assert [person.name for person in byline.people] == names
    assert (byline.publication, byline.left) == ("", left)


def test_a_title_is_of_nobody_before_a_publication() -> None:
    byline = bylines.parse("By Anna Kerr, Tallow Courier, and Bo Lund, the deputy editor", lexicon("en"))
    assert byline is not None
    assert [(p.name, p.affiliation) for p in byline.people] == [
        ("Anna Kerr", ""),
        ("Bo Lund", "the deputy editor"),
    ]
    assert byline.publication == "Tallow Courier"


def test_contributions_are_credited_as_such() -> None:
    byline = bylines.parse("By Anna Kerr, with contributions from Bo Lund and Cai Pugh", lexicon("en"))
    assert byline is not None
    assert [p.role for p in byline.people] == ["author", "contributor", "contributor"]
