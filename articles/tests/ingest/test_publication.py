"""Where a piece appeared: declared, in the title, the byline, the copyright line, by a fingerprint, an agency."""

import pytest

from articles.ingest.story import Known

from .pieces import FIRST, LAST, PROSE, above, below, codes, lines, story


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"---\npublication: The Tallow Gazette\n---\n{FIRST}", id="declared"),
        pytest.param(above("The pier is to rise again | The Tallow Gazette"), id="behind the headline"),
        pytest.param(
            above("The pier is to rise again", "By Anna Kerr | The Tallow Gazette"), id="in the byline"
        ),
        pytest.param(
            above("The pier is to rise again", "The Tallow Gazette, 3 May 2021"), id="beside the date"
        ),
        pytest.param(below("© 2021 The Tallow Gazette. All rights reserved."), id="who holds the rights"),
        pytest.param(
            above("The Tallow Gazette - The pier is to rise again from the mud"), id="before the headline"
        ),
        pytest.param(below("Copyright The Tallow Gazette Ltd 2021"), id="who holds the rights, a company"),
        pytest.param(
            lines(FIRST, "Subscribe to The Tallow Gazette for £1 a week. Cancel any time.", LAST),
            id="whom the paywall names",
        ),
    ],
)
def test_the_publication_is_stated(text: str) -> None:
    assert story(text).facts.publication == "The Tallow Gazette"


@pytest.mark.parametrize(
    ("language", "notice", "name"),
    [
        ("en", "Sign up for The Tallow Gazette’s morning newsletter", "The Tallow Gazette"),
        ("en", "Follow Tallow Gazette on Facebook", "Tallow Gazette"),
        ("de", "Folgen Sie dem Talgbuchter Kurier auf Instagram", "Talgbuchter Kurier"),
        ("fr", "Suivez La Dépêche du Suif sur Facebook", "La Dépêche du Suif"),
        ("fr", "La Dépêche du Suif – Tous droits réservés – Reproduction interdite", "La Dépêche du Suif"),
        ("es", "Suscríbete a la newsletter de El Diario de Sebo", "El Diario de Sebo"),
        ("pt", "Siga o canal do Jornal do Sebo no WhatsApp", "Jornal do Sebo"),
        ("it", "Segui Il Corriere di Sego su Facebook", "Il Corriere di Sego"),
        ("it", "Il Corriere di Sego © RIPRODUZIONE RISERVATA", "Il Corriere di Sego"),
        ("ar", "جميع الحقوق محفوظة لصحيفة الميناء 2021", "صحيفة الميناء"),
        ("ar", "تابعوا صحيفة الميناء على فيسبوك", "صحيفة الميناء"),
        ("ja", "Copyright (C) 港町日報社 記事・写真の無断複製を禁じます", "港町日報"),
    ],
)
def test_the_site_s_notices_name_the_paper(language: str, notice: str, name: str) -> None:
    assert story(lines(*PROSE[language], notice), language=language).facts.publication == name


@pytest.mark.parametrize(
    "notice",
    [
        "Sign up for our morning newsletter",
        "Sign up for Daily News",
        "Follow Anna Kerr on Facebook",
        "© abc-infocom, abc:210503-930-17755/2",
        "© 2021 abc-infocom. All rights reserved.",
    ],
)
def test_notices_that_name_no_paper_say_nothing(notice: str) -> None:
    assert not story(below(notice)).facts.publication


def test_of_two_papers_in_notices_neither_is_taken() -> None:
    found = story(below("Follow The Tallow Gazette on Facebook", "Follow The Skerry Courier on Facebook"))
    assert not found.facts.publication


def test_a_paper_of_which_the_text_tells_is_not_its_own() -> None:
    told = "The Tallow Gazette had printed the news of the pier a week before the board met, and nobody believed it."
    assert not story(lines(FIRST, told, LAST)).facts.publication


@pytest.mark.parametrize(
    "line", ["Remedios Olmedilla | Ainara Goñi", "Texto: Remedios Olmedilla | Fotos: Ainara Goñi"]
)
def test_a_person_behind_the_byline_is_no_publication(line: str) -> None:
    text = lines("El muelle que cayó dos veces vuelve", line, *PROSE["es"])
    found = story(text, language="es")
    assert [p.name for p in found.facts.authors if p.role == "author"] == ["Remedios Olmedilla"]
    assert not found.facts.publication


def test_a_section_under_the_text_is_no_publication() -> None:
    assert not story(below("Local News")).facts.publication


def test_an_agency_under_the_text_is_stated_if_nothing_better_is() -> None:
    assert story(below("HARBOUR SYNDICATE")).facts.publication == "Harbour Syndicate"
    better = above("The pier is to rise again | The Tallow Gazette") + "\nHARBOUR SYNDICATE\n"
    assert story(better).facts.publication == "The Tallow Gazette"


def test_what_the_person_said_wins_over_all() -> None:
    text = above("The pier is to rise again | The Tallow Gazette")
    assert story(text, publication="The Skerry Post").facts.publication == "The Skerry Post"


def test_a_spelling_we_know_becomes_the_name_we_use() -> None:
    known = Known(publications={"The Tallow Gazette": "Tallow Gazette", "Tallow Gazette": "Tallow Gazette"})
    text = below("© 2021 The Tallow Gazette. All rights reserved.")
    assert story(text, known=known).facts.publication == "Tallow Gazette"


def test_a_fingerprint_betrays_the_publication() -> None:
    known = Known(fingerprints={"our man on the pier": "The Skerry Post"})
    text = lines(
        FIRST,
        "As our man on the pier saw it, nobody fell and nobody rose, and the band played on until the herring had all been sold.",
    )
    assert story(text, known=known).facts.publication == "The Skerry Post"
    assert story(text).facts.publication == ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lines(FIRST, LAST), id="nothing"),
        pytest.param(lines(FIRST, "The Tallow Gazette wrote in May that the pier was safe, and sold four copies more than it did in April."), id="a paper in the story"),
        pytest.param(above("Pier talks: board – keeper"), id="a dash in the headline"),
        pytest.param(above("Pier: a history"), id="a colon in the headline"),
        pytest.param(below("All rights reserved."), id="rights, of nobody"),
        pytest.param(above("The pier is to rise again", "By Anna Kerr, Chief Reporter"), id="a role beside the name"),
    ],
)  # fmt: skip
def test_without_evidence_there_is_none_and_it_is_told(text: str) -> None:
    found = story(text)
    assert found.facts.publication == ""
    assert "publication-missing" in codes(found)


def test_whoever_took_the_picture_holds_no_rights_in_the_piece() -> None:
    assert (
        story(
            above("The pier is to rise again", "The pier in winter, on Friday. © Anna Kerr")
        ).facts.publication
        == ""
    )
    assert story(below("© Riproduzione riservata")).facts.publication == ""
