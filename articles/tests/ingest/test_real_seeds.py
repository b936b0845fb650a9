"""The two real pieces that Newsroom was asked for come out as their README says.

Nothing of them is written here but the names it gives: they are other people's, and stay where they are.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from articles.ingest.story import Story

from .pieces import codes, story

pytestmark = pytest.mark.needs("real_seeds")


def read(folder: Path, number: str) -> Story:
    (path,) = folder.glob(f"{number}_*.txt")
    return story(path.read_bytes(), path.name, language="")


@pytest.fixture
def comment(real_seeds: Path) -> Story:
    """The comment piece from behind a soft paywall."""
    return read(real_seeds, "000")


@pytest.fixture
def column(real_seeds: Path) -> Story:
    """The syndicated column, machine-translated on the way."""
    return read(real_seeds, "003")


def test_the_comment_piece_keeps_its_six_paragraphs_whole(comment: Story) -> None:
    source = [line for line in comment.source_text.splitlines() if line.strip()]
    assert [(block.kind, block.text) for block in comment.body] == [("p", line) for line in source[:6]]


def test_the_comment_piece_loses_paywall_pull_quote_and_comments(comment: Story) -> None:
    counted = Counter(change.kind for change in comment.removed)
    glued = [c for c in comment.removed if c.before.startswith("Subscribe")]
    assert counted["comments"] == 3
    assert counted["paywall"] + counted["subscribe"] == 4 + len([c for c in glued if c.before == "Subscribe"])
    assert counted["duplicate"] == 1
    assert (
        sum(counted.values())
        == counted["comments"] + counted["paywall"] + counted["subscribe"] + counted["duplicate"]
    )
    assert all(change.reason and change.rule for change in comment.removed)


def test_the_pull_quote_is_a_repeat_of_the_third_paragraph(comment: Story) -> None:
    (quote,) = [change for change in comment.removed if change.kind == "duplicate"]
    assert quote.before.removeprefix("Subscribe") in comment.body[2].text


def test_the_comment_piece_lacks_headline_byline_and_date_and_says_so(comment: Story) -> None:
    assert comment.headline_derived
    assert comment.facts.headline
    assert (comment.facts.authors, comment.facts.published) == ((), None)
    assert {"headline-derived", "byline-missing", "date-missing"} <= codes(comment)
    assert any(finding.is_blocking for finding in comment.findings)


def test_the_derived_headline_is_the_pieces_own_words(comment: Story) -> None:
    assert comment.body[0].text.startswith(comment.facts.headline)
    assert len(comment.facts.headline) <= 70
    assert len(comment.facts.headline.split()) <= 12


def test_the_column_is_dated_by_its_first_line(column: Story) -> None:
    assert column.facts.published == date(2023, 10, 1)
    assert column.removed[0].kind == "date"
    assert column.removed[0].before.split() == ["date", "2023-10-01"]


def test_the_column_keeps_fifteen_paragraphs_and_two_subheads(column: Story) -> None:
    assert Counter(block.kind for block in column.body) == {"p": 15, "h2": 2}
    assert [block.text for block in column.body if block.kind == "h2"] == [
        "A limited relationship",
        "Calculation change",
    ]


def test_the_column_loses_its_advert_marker(column: Story) -> None:
    assert [change.before for change in column.removed if change.kind == "advert"] == ["An advert"]


def test_the_column_has_its_author_with_her_bio(column: Story) -> None:
    (author,) = column.facts.authors
    assert author.name == "Nina L. Khrushcheva"
    assert author.bio.startswith("Professor of International Affairs")
    assert author.role == "author"


def test_the_column_comes_from_the_syndicate(column: Story) -> None:
    assert column.facts.publication == "Project Syndicate"


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("Russiafor", "Russia for"),
        ("Jinpingwho", "Jinping who"),
        ("cosmodromethis", "cosmodrome this"),
        ("cooperationas", "cooperation as"),
    ],
)
def test_glued_words_are_repaired_or_proposed(column: Story, glued: str, apart: str) -> None:
    text = column.body_text
    proposed = [f.suggestion for f in column.findings if f.code == "glued-words"]
    assert (apart in text and glued not in text) or apart in proposed


def test_both_are_english_by_their_words(comment: Story, column: Story) -> None:
    assert comment.facts.language == column.facts.language == "en"
    assert "language-unsure" not in codes(comment) | codes(column)


def test_the_names_both_are_about_are_proposed_as_topics(comment: Story, column: Story) -> None:
    shared = set(comment.suggested_topics) & set(column.suggested_topics)
    assert "North Korea" in shared
