"""Rules from decisions: proposed after three alike, shown with their effect, followed by the importer once accepted."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import deciding, merging, storing
from articles.errors import WorkflowError
from articles.ingest import pipeline
from articles.ingest.story import Finding, Known, LineRule, Options, SourceFile, Story
from articles.models import Decision, Publication, Source

from .desk_forms import saved
from .factories import make_article, make_publication, make_source, make_user

TEXT = """The ferry is back

The ferry came back to the harbour on Tuesday, three years after the storm took the pier.

Stay with us, sailors.

Nobody was on board when the lines were cast off at noon, the harbour master said on the quay.
"""
LINE = "Stay with us, sailors."
PROSE = "Nobody was on board when the lines were cast off"


def imported(*rules: LineRule, text: str = TEXT, publication: str = "The Courier") -> Story:
    known = Known(rules={"The Courier": rules})
    (story,) = pipeline.stories(SourceFile("a.txt", text.encode()), Options(publication=publication), known)
    return story


# --- The importer follows them ----------------------------------------------------------------------


def test_decided_line_is_taken_out_with_its_kind_and_nothing_else_is() -> None:
    plain, ruled = imported(), imported(LineRule("STAY WITH US — SAILORS", "remove", "share"))
    assert LINE in plain.body_text and LINE not in ruled.body_text and PROSE in ruled.body_text
    (gone,) = [change for change in ruled.removed if change.before == LINE]
    assert (gone.kind, gone.step, gone.confidence) == ("share", "decided", 1.0)


def test_line_that_is_always_kept_stays_whatever_the_rules_think() -> None:
    text = TEXT.replace(LINE, "Subscribe now for full access")
    plain, ruled = imported(text=text), imported(LineRule("Subscribe now for full access", "keep"), text=text)
    assert "Subscribe now" not in plain.body_text and "Subscribe now" in ruled.body_text


@pytest.mark.parametrize(
    ("rule", "publication"),
    [
        (LineRule(LINE, "remove", "share"), "Another Paper"),
        (LineRule(LINE, "none"), "The Courier"),
        (LineRule(LINE, "remove", "no-kind"), "The Courier"),
        (LineRule("sailors", "remove", "share"), "The Courier"),
    ],
)
def test_line_is_left_alone_elsewhere_and_where_it_is_but_a_part(rule: LineRule, publication: str) -> None:
    assert LINE in imported(rule, publication=publication).body_text


def test_doubt_about_a_decided_line_is_no_doubt_any_more() -> None:
    from articles.ingest.document import Document, Passage
    from articles.ingest.extracting import decided_lines

    passage = Passage(LINE, 0, len(LINE))
    notes = (Finding("marker-kept", "?", start=0, end=len(LINE)), Finding("byline-missing", "?"))
    document = Document("a.txt", LINE, (passage,), findings=notes)
    ruled = decided_lines.apply(document, [LineRule(LINE, "remove", "share")])
    assert [finding.code for finding in ruled.findings] == ["byline-missing"]


# --- They are proposed ------------------------------------------------------------------------------


@pytest.fixture
def paper(db: None) -> Publication:
    return make_publication(name="The Courier")


@pytest.fixture
def editor(db: None) -> User:
    return make_user("Editor")


def piece(paper: Publication, *decided: str) -> Source:
    """A piece of the paper with the line in it, and what editors decided about the line."""
    article = make_article(publication=paper, body=f"<p>{PROSE}.</p><p>{LINE}</p>")
    source = make_source(article=article, raw=TEXT.encode(), encoding="utf-8")
    for action in decided:
        words: dict[str, Any] = {"text": LINE, "line_key": "stay with us sailors", "kind": "share"}
        Decision.objects.create(source=source, article=article, action=action, **words)
    return source


@pytest.mark.parametrize(("actions", "proposed"), [("remove", "remove"), ("restore", "keep")])
def test_three_decisions_alike_propose_a_rule_and_two_do_not(
    paper: Publication, actions: str, proposed: str
) -> None:
    piece(paper, actions)
    piece(paper, actions, actions)
    assert deciding.proposals() == []
    piece(paper, actions)
    (proposal,) = deciding.proposals()
    assert (proposal.publication, proposal.line, proposal.action, proposal.pieces) == (
        paper,
        LINE,
        proposed,
        3,
    )


def test_decisions_about_several_papers_or_against_one_another_propose_nothing(paper: Publication) -> None:
    piece(paper, "remove"), piece(paper, "remove"), piece(make_publication(), "remove")
    assert deciding.proposals() == []
    piece(paper, "remove"), piece(paper, "restore")
    assert deciding.proposals() == []


def test_what_editors_took_out_and_put_back_themselves_does_not_count(
    paper: Publication, editor: User
) -> None:
    for _piece in range(3):
        source = piece(paper)
        (taken,) = deciding.take_out(source, [1], "share", version=1, user=editor)
        deciding.put_back(source, [f"d{taken.pk}"], version=2, user=editor)
    assert deciding.proposals() == []


def test_effect_is_shown_on_the_earlier_pieces_that_have_the_line(paper: Publication, editor: User) -> None:
    sources = [piece(paper) for _piece in range(5)]
    for source in sources[:3]:
        deciding.take_out(source, [1], "share", version=1, user=editor)
    (proposal,) = deciding.proposals()
    assert deciding.effect_of(proposal) == [sources[4], sources[3]]


@pytest.mark.parametrize("action", ["remove", "restore"])
def test_effect_costs_the_same_however_many_pieces_there_are(
    paper: Publication, action: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    for _piece in range(6):
        piece(paper, action)
    with django_assert_num_queries(4):
        (proposal,) = deciding.proposals()
        deciding.effect_of(proposal)


# --- They are decided -------------------------------------------------------------------------------


def test_accepted_rule_is_followed_by_the_next_import(
    client: Client, paper: Publication, editor: User
) -> None:
    for _piece in range(3):
        piece(paper, "remove")
    client.force_login(editor)
    url = reverse("admin:articles_publication_rules")
    page = client.get(url).content.decode()
    assert LINE in page and "It stands in 3 earlier pieces still:" in page
    assert storing.known().rules == {}
    client.post(url, {"rule": deciding.proposals()[0].key, "answer": "accept"})
    assert storing.known().rules == {"The Courier": (LineRule(LINE, "remove", "share"),)}
    options = Options(publication="The Courier")
    (story,) = pipeline.stories(SourceFile("a.txt", TEXT.encode()), options, storing.known())
    assert LINE not in story.body_text
    assert "No rule is proposed now." in client.get(url).content.decode()


def test_declined_rule_is_neither_followed_nor_proposed_again(
    client: Client, paper: Publication, editor: User
) -> None:
    for _piece in range(3):
        piece(paper, "restore")
    deciding.decide_rule(deciding.proposals()[0].key, accepted=False, user=editor)
    assert deciding.proposals() == []
    assert LINE in imported(*storing.known().rules["The Courier"]).body_text


def test_reporter_decides_no_rule(paper: Publication) -> None:
    for _piece in range(3):
        piece(paper, "remove")
    with pytest.raises(WorkflowError, match="may not do this"):
        deciding.decide_rule(deciding.proposals()[0].key, accepted=True, user=make_user("Reporter"))
    paper.refresh_from_db()
    assert paper.line_rules == []


def test_merged_publications_keep_their_rules(paper: Publication) -> None:
    rule = {"line": LINE, "action": "remove", "kind": "share"}
    merging.merge_publications(paper, [make_publication(line_rules=[rule])])
    paper.refresh_from_db()
    assert paper.line_rules == [rule]


@pytest.mark.parametrize(
    ("rules", "taken"),
    [
        ([{"line": "Read more", "action": "remove", "kind": "related"}], True),
        ([{"line": "Read more", "action": "explode"}], False),
        ([{"line": "", "action": "keep"}], False),
        (["Read more"], False),
        ({"line": "Read more"}, False),
    ],
)
def test_rules_are_edited_with_the_publication_and_checked(
    client: Client, paper: Publication, editor: User, rules: object, taken: bool
) -> None:
    client.force_login(editor)
    saved(client, paper, line_rules=json.dumps(rules))  # type: ignore[arg-type]
    paper.refresh_from_db()
    assert (paper.line_rules == rules) is taken
