"""Sentences of the story that begin as bios, calls and notices do stay in it; what is one of those goes."""

import pytest

from .pieces import FIRST, LAST, PROSE, body, codes, lines, removed, story, within

SIGNED = {"en": "By Layla Haddad", "de": "Von Layla Haddad", "fr": "Par Layla Haddad", "es": "Por Layla Haddad",
          "pt": "Por Layla Haddad"}  # fmt: skip
SAID = [
    ("en", "The engineer Sami Najjar said that the work took two years and forty men."),
    ("en", "Email traffic rose by a third, the ministry said."),
    ("fr", "Journaliste et maire ont déclaré que le ponton resterait fermé."),
    ("es", "El autor es inocente, dijo la junta."),
]
UNSURE = [
    ("en", "The author is expected to appeal against the sentence next week."),
    ("en", "The writer has denied every charge and will appear in court on Monday."),
    ("en", "Email accounts of three ministers were among those leaked."),
    ("en", "A journalist was arrested at the gate of the harbour."),
    ("en", "Editor Mary Quill, who lives by the pier, was among the crowd."),
    ("de", "Die Autorin ist am Montag vor Gericht."),
    ("fr", "L’auteur est attendu lundi au tribunal."),
    ("es", "Periodista y alcalde discutieron en la plaza durante una hora."),
    ("pt", "O autor é esperado no tribunal na segunda-feira."),
]
BIOS = [
    ("en", "The author is a writer in Tallow Bay."),
    ("en", "The writer has written three books about herring."),
    ("en", "Layla Haddad was a keeper of the light and is a writer now."),
    ("en", "Email: layla@gazette.example"),
    ("en", "Former Skerry Gazette correspondent and author of two books."),
    ("de", "Die Autorin ist Journalistin in Talgbucht."),
    ("fr", "Journaliste et autrice de deux livres."),
    ("es", "Periodista y autora de dos libros."),
    ("pt", "O autor é jornalista em Lisboa."),
]


def signed(line: str, language: str) -> str:
    return lines("Tallow Bay", SIGNED[language], "3/5/2021", *PROSE[language], line)


@pytest.mark.parametrize(("language", "line"), [*SAID, *UNSURE])
def test_reporting_under_a_signed_piece_is_nobodys_bio(language: str, line: str) -> None:
    found = story(signed(line, language), language=language)
    assert found.body[-1].text == line
    assert [person.bio for person in found.facts.authors] == [""]


@pytest.mark.parametrize(("language", "line"), BIOS)
def test_a_bio_under_a_signed_piece_is_the_authors(language: str, line: str) -> None:
    found = story(signed(line, language), language=language)
    assert [person.bio for person in found.facts.authors] == [line]
    assert "bio-suspected" not in codes(found)


@pytest.mark.parametrize(("language", "line"), UNSURE)
def test_what_begins_like_a_bio_and_is_left_is_asked_about(language: str, line: str) -> None:
    (asked,) = [
        f for f in story(signed(line, language), language=language).findings if f.code == "bio-suspected"
    ]
    assert asked.evidence == line


@pytest.mark.parametrize(("language", "line"), [SAID[0], ("en", "The pier will open in May.")])
def test_what_is_plainly_reported_is_not(language: str, line: str) -> None:
    assert "bio-suspected" not in codes(story(signed(line, language), language=language))


def test_nor_is_a_piece_that_nobody_signed() -> None:
    found = story(lines(FIRST, LAST, "Email traffic fell in three counties."))
    assert found.body[-1].text == "Email traffic fell in three counties."
    assert "bio-suspected" not in codes(found)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to the plan or leave the country, the minister told the growers on Thursday.",
        "Advertisement spending fell for the third year, the agency said.",
        "Advertisement spending falls.",
        "All rights reserved for the northern tribes were withdrawn in 1931.",
        "Sign up closes on Friday, said the school, and 300 children are on the list.",
        "Read more: that was the advice Mr Quill gave to the councillors who had not opened the report.",
        "Watch: that was the one word the old keeper left his son.",
        "Already a subscriber to three newspapers, Mrs Quill says she trusts none of them.",
        "Log in to any forum in Tallow Bay and you will find the same anger.",
    ],
)
def test_a_sentence_that_opens_like_a_notice_stays(line: str) -> None:
    assert body(within(line)) == [FIRST, line, LAST]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Subscribe to our pages and get unlimited access from £2 a month.", "paywall"),
        ("Read more: why the pier fell", "related"),
        ("Watch: the moment the pier falls", "related"),
        ("Already a subscriber? Log in to read the rest of this story.", "paywall"),
        ("Log in to continue reading this article.", "paywall"),
        ("Advertisement", "advert"),
        ("All rights reserved by the Gazette and its heirs.", "copyright"),
        ("Sign up to our newsletter and get the best of the harbour in your inbox.", "subscribe"),
    ],
)
def test_the_notice_itself_goes(line: str, kind: str) -> None:
    assert removed(within(line)) == [(kind, line)]


def test_a_name_that_is_spelled_like_a_verb_says_nothing() -> None:
    bio = "Writer and critic, holder of the Edward Said chair in Port Merrow."
    assert [p.bio for p in story(signed(bio, "en")).facts.authors] == [bio]


BOX = {
    "en": "Sign up to our newsletter and get the best of the harbour in your inbox.",
    "de": "Newsletter abonnieren",
    "fr": "Abonnez-vous à notre newsletter",
    "es": "Suscríbete a nuestra newsletter",
    "it": "Iscriviti alla newsletter",
    "pt": "Assine a nossa newsletter",
}
REPORTED = [
    ("en", "Read more: “It stands in the pilot’s book,” said the pier master, who has kept it since 1988."),
    ("en", "Subscribe now! the town crier used to shout from the pier, and nobody did."),
    ("en", "All rights reserved the oak for the crown until 1911, and the town did without."),
    ("en", "Sign up for our newsletter, she told the pilot, and he did."),
    ("en", "Subscribe to the idea that a pier must end somewhere, the pilot says, and the rest follows."),
    ("de", "Der Newsletter des Hafens, sagt die Lotsin, sei das Beste, was im Winter ins Haus kommt."),
    ("de", "Newsletter abonnieren, rief der Lotse über den Anleger, und niemand kam."),
    ("fr", "Abonnez-vous, criait chaque matin le crieur du ponton, mort lundi dans la tempête."),
    ("es", "Suscríbete, gritaba cada mañana el pregonero del muelle, muerto el lunes en la tormenta."),
    ("it", "Iscriviti, gridava ogni mattina il banditore del molo, morto lunedì nella tempesta."),
    ("pt", "Assine, gritava todas as manhãs o pregoeiro do cais, morto na segunda-feira na tempestade."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "line"), REPORTED)
def test_what_attributes_or_tells_stays_between_paragraphs_under_them_and_beside_a_box(
    language: str, line: str
) -> None:
    first, last = PROSE[language]
    assert body(lines(first, line, last), language=language) == [first, line, last]
    assert body(lines(first, last, line), language=language) == [first, last, line]
    found = story(lines(first, last, line, BOX[language]), language=language)
    assert [block.text for block in found.body] == [first, last, line]
    assert "removed-unsure" not in codes(found)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Subscribe to see what the pilot says about the pier, the herring and the oak."),
        ("en", "Sign up for our newsletter, with all that was new in your harbour."),
        ("de", "Abonnieren Sie unseren Newsletter, und Sie lesen, was der Hafen Ihnen jeden Freitag bringt."),
        ("es", "Suscríbete a nuestra newsletter, crea tu cuenta, y recibe cada viernes lo mejor del puerto."),
        ("fr", "Abonnez-vous à notre newsletter et recevez chaque vendredi le meilleur du port."),
    ],
)
def test_a_call_beside_a_box_goes_with_it(language: str, line: str) -> None:
    assert body(lines(*PROSE[language], line, BOX[language]), language=language) == [*PROSE[language]]


UNSURE_CALL = "Unlimited access from £1 a week for every reader of our harbour pages, on paper and online."


def test_sentences_taken_out_without_being_sure_are_asked_about_once() -> None:
    other = "Get the harbour pages: one good herring story every Friday from our newsletter."
    found = story(lines(FIRST, UNSURE_CALL, LAST, other))
    assert [block.text for block in found.body] == [FIRST, LAST]
    (asked,) = [f for f in found.findings if f.code == "removed-unsure"]
    assert asked.evidence.splitlines() == [UNSURE_CALL, other]


@pytest.mark.parametrize(
    "line", ["Advertisement", "Subscribe now", "All rights reserved.", "The pier will open in May."]
)
def test_what_is_sure_short_or_left_is_not(line: str) -> None:
    assert "removed-unsure" not in codes(story(within(line)))
