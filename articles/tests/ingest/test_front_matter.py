"""What is declared before the text is believed; what only looks like it stays text; what is broken is told."""

from datetime import UTC, date, datetime

import pytest

from articles.ingest.reading import front_matter
from articles.ingest.story import Facts, Person, Story

from .pieces import FIRST, codes, lines, story

YAML = """---
headline: The pier is back
standfirst: Eleven winters later.
authors: [Anna Kerr, Bo Lund]
publication: The Tallow Gazette
date: 2021-05-03
language: en
topics: [piers, herring]
canonical_url: https://gazette.example/pier
id: tallow-42
slug: pier-back
genre: report
kicker: Harbour
dateline: TALLOW BAY
machine_translated: true
---
"""
TOML = """+++
title = "The pier is back"
author = "Anna Kerr and Bo Lund"
date = 2021-05-03
tags = ["piers", "herring"]
+++
"""
JSON = '{"title": "The pier is back", "author": ["Anna Kerr", "Bo Lund"], "date": "2021-05-03", "tags": ["piers", "herring"]}\n'


def facts(head: str) -> Facts:
    return story(head + FIRST).facts


def test_every_declared_fact_is_read() -> None:
    assert facts(YAML) == Facts(
        headline="The pier is back", standfirst="Eleven winters later.", kicker="Harbour", dateline="TALLOW BAY",
        authors=(Person("Anna Kerr"), Person("Bo Lund")), publication="The Tallow Gazette",
        published=date(2021, 5, 3), language="en", genre="report", canonical_url="https://gazette.example/pier",
        identity="tallow-42", topics=("piers", "herring"), slug="pier-back", is_machine_translated=True,
    )  # fmt: skip


@pytest.mark.parametrize("head", [YAML, TOML, JSON], ids=["YAML", "TOML", "JSON"])
@pytest.mark.parametrize("name", ["piece.txt", "piece.md"])
def test_each_form_says_the_same(head: str, name: str) -> None:
    found = story(head + FIRST, name)
    assert found.facts.headline == "The pier is back"
    assert found.facts.authors == (Person("Anna Kerr"), Person("Bo Lund"))
    assert found.facts.published == date(2021, 5, 3)
    assert found.facts.topics == ("piers", "herring")
    assert [block.text for block in found.body] == [FIRST]


def test_the_front_matter_is_one_field_of_the_ledger() -> None:
    (change,) = [c for c in story(YAML + FIRST).changes if c.kind.startswith("field:")]
    assert change.before == YAML.strip()


@pytest.mark.parametrize(
    ("line", "fact", "value"),
    [
        ("title: The pier", "headline", "The pier"),
        ("Title: 'The pier: a history'", "headline", "The pier: a history"),
        ("subtitle: Eleven winters", "standfirst", "Eleven winters"),
        ("description: Eleven winters", "standfirst", "Eleven winters"),
        ("byline: By Anna Kerr", "authors", (Person("Anna Kerr"),)),
        ("author: {name: Anna Kerr, bio: A writer., role: photographer}", "authors", (Person("Anna Kerr", "A writer.", "photographer"),)),
        ("authors:\n  - Anna Kerr\n  - name: Bo Lund", "authors", (Person("Anna Kerr"), Person("Bo Lund"))),
        ("keywords: piers, herring , piers", "topics", ("piers", "herring")),
        ("lang: pt_BR", "language", "pt_BR"),
        ("date: 2021-05-03T10:30:00+02:00", "published", datetime.fromisoformat("2021-05-03T10:30:00+02:00")),
        ("published: 2021-05-03T10:30:00Z", "published", datetime(2021, 5, 3, 10, 30, tzinfo=UTC)),
        ("pubDate: 3 May 2021", "published", date(2021, 5, 3)),
        ("date: 3. Mai 2021", "published", date(2021, 5, 3)),
        ("title: no", "headline", "no"),
        ("title: 2021", "headline", "2021"),
        ("url: javascript:alert(1)", "canonical_url", ""),
        ("link: https://gazette.example/a", "canonical_url", "https://gazette.example/a"),
        ("title: ''", "headline", ""),
        ("title: [not, one]", "headline", "not one"),
        ("title: {de: Steg}", "headline", ""),
        ("machine_translated: no", "is_machine_translated", False),
    ],
)  # fmt: skip
def test_spellings_and_kinds_of_values(line: str, fact: str, value: object) -> None:
    head = front_matter.read(f"---\n{line}\n---\nText.")
    assert getattr(head.facts, fact) == value


def test_a_declared_headline_wins_and_its_copy_over_the_text_is_a_duplicate() -> None:
    found = story("---\ntitle: The pier is back\n---\n" + lines("The pier is back", FIRST))
    assert [c.kind for c in found.removed] == ["duplicate"]
    assert [block.text for block in found.body] == [FIRST]
    assert not found.headline_derived


def test_a_declared_author_wins_over_a_byline() -> None:
    found = story("---\nauthor: Anna Kerr\n---\n" + lines("The pier is back", "By Bo Lund", FIRST))
    assert found.facts.authors == (Person("Anna Kerr"),)


def findings(head: str) -> Story:
    return story(head + FIRST)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("---\ntitle: [unclosed\n---\n", id="broken YAML"),
        pytest.param("---\na: &a [x, x]\nb: *a\n---\n", id="an alias, which could be a bomb"),
        pytest.param("+++\ntitle = unquoted words\n+++\n", id="broken TOML"),
        pytest.param(
            "---\ntitle: !!python/object/apply:os.system [ls]\n---\n", id="a tag that would run something"
        ),
    ],
)
def test_front_matter_that_cannot_be_read_stays_in_the_text_and_is_told(head: str) -> None:
    found = story(head + FIRST)
    assert "front-matter-unreadable" in codes(found)
    assert FIRST in found.body_text
    assert found.facts.topics == ()


@pytest.mark.parametrize(
    ("head", "code", "evidence"),
    [
        ("---\ntitle: The pier\ndate: soon\n---\n", "date-unreadable", "soon"),
        ("---\ntitle: The pier\ndate: 2021-02-31\n---\n", "date-unreadable", "2021-02-31"),
        ("---\ntitle: The pier\ndate: 3/5/2021\n---\n", "date-unreadable", "3/5/2021"),
        ("---\ntitle: The pier\nlayout: post\nmood: grim\n---\n", "front-matter-ignored", "layout, mood"),
    ],
)
def test_what_is_declared_but_not_understood_is_told(head: str, code: str, evidence: str) -> None:
    (finding,) = [finding for finding in story(head + FIRST).findings if finding.code == code]
    assert finding.evidence == evidence


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"---\n{FIRST}\n---\n", id="a rule over and under a paragraph"),
        pytest.param(f"---\n\n{FIRST}", id="a rule first"),
        pytest.param(f"---\ntitle: The pier\n{FIRST}", id="no closing fence"),
        pytest.param(f"{FIRST}\n---\ntitle: The pier\n---\n", id="fences later in the text"),
        pytest.param(f"{{curly}} {FIRST}", id="a bracket that opens no object"),
        pytest.param(f"[1, 2]\n{FIRST}", id="a list"),
        pytest.param(f"--- {FIRST} ---", id="dashes in the line"),
        pytest.param(f"---\n---\n{FIRST}", id="an empty fence"),
    ],
)
def test_what_only_looks_like_front_matter_stays_text(text: str) -> None:
    head = front_matter.read(text)
    assert (head.end, head.facts) == (0, Facts())
    assert FIRST in story(text).body_text


def test_a_fence_in_the_text_after_the_front_matter_is_text() -> None:
    found = story(f"---\ntitle: The pier\n---\n{FIRST}\n\n---\n\ntitle: of a song\n")
    assert found.facts.headline == "The pier"
    assert "title: of a song" in found.body_text


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(end: str) -> None:
    found = story(("\ufeff" + YAML + FIRST).replace("\n", end).encode())
    assert found.facts.headline == "The pier is back"
    assert [block.text for block in found.body] == [FIRST]


def test_long_values_and_lists_are_cut() -> None:
    head = front_matter.read(f"---\ntitle: {'a' * 5000}\ntopics: {', '.join(map(str, range(200)))}\n---\n")
    assert len(head.facts.headline) == 2000
    assert len(head.facts.topics) == 50


def test_front_matter_longer_than_any_real_one_is_text() -> None:
    assert front_matter.read(f"---\ntitle: {'a' * front_matter.MAX_LENGTH}\n---\n").end == 0


def test_deep_nesting_is_told_not_raised() -> None:
    assert front_matter.read("---\na: " + "[" * 5000 + "\n---\n").findings
    assert front_matter.read('{"a": ' + "[" * 50_000).end == 0


# --- Not to be published --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "draft: true",
        "published: false",
        "status: draft",
        "status: Withheld",
        "draft: yes",
        "embargo: soon, we hope",
    ],
)
def test_a_piece_that_is_not_to_be_published_is_held_back(line: str) -> None:
    found = story(f"---\ntitle: The pier\n{line}\n---\n\n{FIRST}\n")
    assert "held-back" in {finding.code for finding in found.findings if finding.is_blocking}
    assert found.facts.headline == "The pier"


@pytest.mark.parametrize(
    "line",
    ["draft: false", "published: true", "status: published", "status: superuser", "published: 2024-05-03"],
)
def test_any_other_word_about_it_holds_nothing_back(line: str) -> None:
    found = story(f"---\ntitle: The pier\n{line}\n---\n\n{FIRST}\n")
    assert not any(finding.is_blocking for finding in found.findings)


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("2030-05-03T06:00:00+02:00", "2030-05-03T06:00:00+02:00"),
        ("2030-05-03 06:00", "2030-05-03T06:00:00+00:00"),
        ("2030-05-03", "2030-05-03T23:59:59.999999+00:00"),
    ],
)
def test_an_embargo_is_a_moment(said: str, until: str) -> None:
    found = story(f"---\ntitle: The pier\nembargo: {said}\n---\n\n{FIRST}\n")
    assert found.facts.embargoed is not None
    assert found.facts.embargoed.isoformat() == until


def test_a_toml_key_of_very_many_parts_is_not_read() -> None:
    found = front_matter.read(f"+++\ntitle = 'x'\n{'a.' * 20_000}a = 1\n+++\n\nThe pier.")
    assert [finding.code for finding in found.findings] == ["front-matter-unreadable"]
    assert front_matter.read("+++\ntitle = 'x'\na.b.c = 1\n+++\n\nThe pier.").facts.headline == "x"


@pytest.mark.parametrize(
    ("address", "asked"),
    [("javascript:alert(1)", True), ("data:text/html,x", True), ("/2021/pier", False), ("https://gazette.example/pier", False)],
)  # fmt: skip
def test_an_address_that_is_none_of_a_page_is_told(address: str, asked: bool) -> None:
    found = story(f"---\nurl: {address}\n---\n\n{FIRST}\n", "piece.md")
    assert ("address-unusable" in codes(found)) == asked
    assert found.facts.canonical_url == (address if address.startswith("https") else "")


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("Anna Kerr, Professor of Salt and Iron; Bo Lund", [("Anna Kerr", "Professor of Salt and Iron"), ("Bo Lund", "")]),
        ("Anna Kerr und Bo Lund, Ressort Wirtschaft und Politik", [("Anna Kerr", "Ressort Wirtschaft und Politik"), ("Bo Lund", "Ressort Wirtschaft und Politik")]),
        ("Anna Kerr, Bo Lund and Cai Pugh", [("Anna Kerr", ""), ("Bo Lund", ""), ("Cai Pugh", "")]),
        ("Anna Kerr, Bo Lund, and Cai Pugh", [("Anna Kerr", ""), ("Bo Lund", ""), ("Cai Pugh", "")]),
    ],
)  # fmt: skip
def test_declared_authors_are_told_from_their_titles(declared: str, expected: list[tuple[str, str]]) -> None:
    found = front_matter.read(f'---\nauthor: "{declared}"\n---\nText.\n')
    assert [(person.name, person.affiliation) for person in found.facts.authors] == expected
