"""Under the text: byline, agency, bio, credits, from the end upwards; the last paragraph stays."""

import pytest

from articles.ingest.story import Person

from .pieces import FIRST, LAST, PROSE, above, below, body, codes, lines, removed, story

BIO = "Anna Kerr is a writer and the author of two books about herring. She lives in Port Merrow."


def test_a_starred_name_a_syndicate_and_a_starred_bio_are_one_author() -> None:
    found = story(
        below(
            "ANNA L. KERR*",
            "HARBOUR SYNDICATE",
            "* Professor of Piers at the University of Tallow, and author of ‘Planks’ (2019).",
        )
    )
    assert found.facts.authors == (
        Person(
            "Anna L. Kerr", "Professor of Piers at the University of Tallow, and author of ‘Planks’ (2019)."
        ),
    )
    assert found.facts.publication == "Harbour Syndicate"
    assert [block.text for block in found.body] == [FIRST, LAST]
    assert [c.kind for c in found.removed] == ["byline", "other", "bio"]


@pytest.mark.parametrize(
    "line",
    [
        "— Anna Kerr",
        "By Anna Kerr",
        "(Anna Kerr)",
        "(Reporting by Anna Kerr; Editing by Bo Lund)",
        "ANNA KERR",
    ],
)
def test_a_byline_under_the_text_names_the_author(line: str) -> None:
    found = story(below(line))
    assert [person.name for person in found.facts.authors] == ["Anna Kerr"]
    assert [(c.kind, c.before) for c in found.removed] == [("byline", line)]


def test_a_bio_is_matched_to_the_byline_over_the_text() -> None:
    found = story(
        lines(
            "The pier is back",
            "By Anna Kerr and Bo Lund",
            FIRST,
            LAST,
            BIO,
            "Bo Lund covers the harbour for the Gazette.",
        )
    )
    assert found.facts.authors == (
        Person("Anna Kerr", BIO),
        Person("Bo Lund", "Bo Lund covers the harbour for the Gazette."),
    )
    assert [block.text for block in found.body] == [FIRST, LAST]


@pytest.mark.parametrize(
    ("byline", "bio", "language"),
    [
        ("Von Jörg Überreuther", "Jörg Überreuther ist Journalist und lebt in Talgbucht.", "de"),
        ("Par Éloïse Durand", "Éloïse Durand est journaliste à Baie-au-Suif.", "fr"),
        ("Por Ana de la Fuente", "Ana de la Fuente es periodista y autora de dos libros.", "es"),
        ("Por João dos Santos", "João dos Santos é jornalista em Lisboa.", "pt"),
        ("di Carla Rossetti", "Carla Rossetti è giornalista e scrittrice.", "it"),
    ],
)
def test_bios_of_other_languages(byline: str, bio: str, language: str) -> None:
    found = story(lines("Talgbucht", byline, *PROSE[language], bio), language=language)
    assert [person.bio for person in found.facts.authors] == [bio]
    assert ("bio", bio) in [(c.kind, c.before) for c in found.removed]


@pytest.mark.parametrize("agency", ["AFP", "Reuters", "Tallow News Agency", "PROJECT HARBOUR SYNDICATE"])
def test_an_agency_line_is_removed(agency: str) -> None:
    assert body(below(agency)) == [FIRST, LAST]
    assert removed(below(agency))[0][0] in ("other", "byline")


@pytest.mark.parametrize("line", ["© 2021 Tallow Media Ltd. All rights reserved.", "© The Tallow Gazette"])
def test_a_copyright_line_is_removed(line: str) -> None:
    assert removed(below(line)) == [("copyright", line)]


@pytest.mark.parametrize(
    "last",
    [
        pytest.param("Anna Kerr is dead.", id="a short last sentence that begins with a name"),
        pytest.param("The keeper is a writer now, and nobody rows.", id="somebody who is a writer"),
        pytest.param("She was a professor once.", id="a professor, in the story"),
        pytest.param("Nobody came.", id="two words"),
        pytest.param("“Ask the herring,” said Anna Kerr.", id="a quotation"),
        pytest.param("And the pier? It stands.", id="a question"),
        pytest.param("Writer or not, he had to row.", id="begins with what people are"),
        pytest.param("By morning it had gone.", id="begins with By"),
    ],
)
def test_the_last_sentence_of_the_story_stays(last: str) -> None:
    assert body(below(last)) == [FIRST, LAST, last]


def test_the_tail_stops_at_running_text() -> None:
    found = story(lines(FIRST, "By Anna Kerr", LAST))
    assert [block.text for block in found.body][-1] == LAST


def test_an_editor_of_the_piece_is_no_author() -> None:
    found = story(above("The pier is back", "By Anna Kerr") + "Edited by Bo Lund\n")
    assert [person.name for person in found.facts.authors] == ["Anna Kerr"]


WRITER = "Anna Kerr is a writer in Tallow Bay."


@pytest.mark.parametrize(
    ("language", "label", "bio"),
    [
        ("en", "About the author: ", WRITER),
        ("en", "About the author ", WRITER),
        ("en", "About the author: Anna Kerr. ", WRITER),
        ("de", "Über die Autorin: ", "Anna Kerr ist Journalistin in Talgbucht."),
        ("es", "Sobre la autora: ", "Anna Kerr es periodista en la bahía."),
        ("pt", "Sobre a autora — ", "Anna Kerr é jornalista na baía."),
        ("fr", "À propos de l’autrice : ", "Anna Kerr est journaliste à la baie."),
        ("nl", "Over de auteur: ", "Anna Kerr is journaliste in de baai."),
        ("ja", "著者紹介：", "山田花子 記者。桟橋を担当。"),
    ],
)
def test_a_bio_has_no_label_and_says_the_name_once(language: str, label: str, bio: str) -> None:
    byline = "文=山田花子" if language == "ja" else {"de": "Von", "es": "Por", "pt": "Por", "fr": "Par", "nl": "Door"}.get(language, "By") + " Anna Kerr"  # fmt: skip
    found = story(
        lines("Tallow Bay", byline, *PROSE.get(language, (FIRST, LAST)), label + bio), language=language
    )
    assert [person.bio for person in found.facts.authors] == [bio]
    assert ("bio", label + bio) in [(c.kind, c.before) for c in found.removed]


def test_a_label_on_a_line_of_its_own_is_no_part_of_the_bio() -> None:
    found = story(lines("The pier is back", "By Anna Kerr", FIRST, LAST, "About the author", WRITER))
    assert [person.bio for person in found.facts.authors] == [WRITER]
    assert ("bio", "About the author") in [(c.kind, c.before) for c in found.removed]


@pytest.mark.parametrize("bio", [
    "Anna Kerr is a writer: of boats, and of other books.",
    "Anna Kerr is the author of Anna Kerr, a novel about herself.",
    "The author is a writer in Tallow Bay.",
])  # fmt: skip
def test_words_that_are_no_label_stay_in_the_bio(bio: str) -> None:
    found = story(lines("The pier is back", "By Anna Kerr", FIRST, LAST, bio))
    assert [person.bio for person in found.facts.authors] == [bio]


def test_a_writer_who_says_i_in_the_last_paragraph_is_no_bio() -> None:
    last = "Ich bin dagegen. Nicht jeder Anleger muss einen Antrag haben, und dieser hatte nie einen."
    first, second = PROSE["de"]
    assert body(lines(first, second, last), language="de")[-1] == last
    last = "I am a creature of the pier, and I shall miss it."
    assert body(below(last))[-1] == last


def test_a_name_with_a_post_behind_a_stroke_is_the_author() -> None:
    found = story(lines(*PROSE["es"], "Édgar Quiñones / Corresponsal"), language="es")
    assert [person.name for person in found.facts.authors] == ["Édgar Quiñones"]


def test_a_rule_drawn_under_the_text_goes_and_one_inside_it_stays() -> None:
    assert ("other", "___") in removed(below("___", "Reporting by Anna Kerr"))
    assert ("other", "___") not in removed(lines(FIRST, "___", LAST))


def test_capitals_under_a_starred_name_are_the_syndicate_whatever_it_is_called() -> None:
    found = story(
        lines("The pier", FIRST, LAST, "ANNA KERR*", "COLUMNA BREMMOR", "* Anna Kerr is a writer in Skerry.")
    )
    assert [p.name for p in found.facts.authors] == ["Anna Kerr"]
    assert [b.text for b in found.body] == [FIRST, LAST]


def test_two_names_in_capitals_without_a_star_are_two_authors() -> None:
    found = story(lines("The pier", FIRST, LAST, "ANNA KERR", "BO BREMMOR"))
    assert [p.name for p in found.facts.authors] == ["Anna Kerr", "Bo Bremmor"]


# --- Who helped -------------------------------------------------------------------------------------


def credited(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(p.name, p.role) for p in story(text, language=language).facts.authors]


@pytest.mark.parametrize(
    ("line", "language", "name"),
    [
        ("Additional reporting by Bo Lund", "en", "Bo Lund"),
        ("Additional reporting by Bo Lund.", "en", "Bo Lund"),
        ("Unter Mitarbeit von Jörg Überreuther", "de", "Jörg Überreuther"),
        ("Avec la collaboration de Luc Martin", "fr", "Luc Martin"),
        ("Con la colaboración de Luis Prado", "es", "Luis Prado"),
        ("Ha collaborato Marco Bini", "it", "Marco Bini"),
        ("Colaborou Ana Lima", "pt", "Ana Lima"),
        ("شارك في التغطية: ماجد حداد", "ar", "ماجد حداد"),
        ("取材協力=鈴木一郎", "ja", "鈴木一郎"),
    ],
)
def test_who_helped_is_credited_for_it(line: str, language: str, name: str) -> None:
    found = story(lines(*PROSE[language], line), language=language)
    assert [(p.name, p.role) for p in found.facts.authors] == [(name, "contributor")]
    assert [(c.kind, c.before) for c in found.removed] == [("byline", line)]
    assert "byline-missing" in codes(found)


def test_who_helped_stands_after_who_wrote() -> None:
    piece = lines("The pier is back", "By Anna Kerr", FIRST, LAST, "Additional reporting by Bo Lund")
    assert credited(piece) == [("Anna Kerr", "author"), ("Bo Lund", "contributor")]


@pytest.mark.parametrize(
    "line",
    [
        "Additional reporting by the committee was refused.",
        "Photos: Bo Lund",
        "Skerry Wire contributed to this report.",
    ],
)
def test_other_lines_credit_nobody(line: str) -> None:
    assert credited(below(line)) == []
