"""Where a piece appeared: declared, in the title, the byline, the copyright line, by a fingerprint, an agency."""

import pytest

from articles.ingest.story import Known

from .pieces import FIRST, LAST, above, below, codes, lines, story


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
