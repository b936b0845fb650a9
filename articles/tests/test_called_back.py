"""What a provider calls back goes off the site, if who imports may publish; and only what is its own."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.ingest.story import SourceFile
from articles.jobs import Import, Wishes, undo
from articles.models import Article, ImportRun, Revision, Source, Status
from articles.storing import Result

from .stories import edit

pytestmark = pytest.mark.django_db

URI = "urn:newsml:wire.example:9"


def item(
    version: int = 1, text: str = "The dam holds, said the engineer on Monday.", **said: Any
) -> SourceFile:
    whole = {
        "uri": URI, "type": "text", "version": str(version), "versioncreated": f"2026-05-0{version}T10:00:00Z",
        "headline": "The dam", "body_text": text, "infosource": [{"name": "Wire"}],
    } | said  # fmt: skip
    return SourceFile(f"{version}.json", json.dumps(whole).encode(), f"path:/wire/{version}-{len(said)}.json")


def kill(version: int = 2, state: str = "canceled", **said: Any) -> SourceFile:
    return item(version, "Kill this story.", pubstatus=state, **said)


def bring_in(file: SourceFile, *, publish: bool = True) -> Result:
    (result,) = Import([file], Wishes(publish=publish))
    return result


def the_dam() -> Article:
    return Article.objects.get(working_copy_of=None, headline="The dam")


@pytest.mark.parametrize("state", ["canceled", "withheld"])
def test_a_live_piece_that_is_called_back_is_withdrawn_with_its_words(state: str) -> None:
    bring_in(item())
    assert the_dam().is_live()
    result = bring_in(kill(state=state))
    assert (str(result.outcome), result.in_place) == ("updated", False)
    article = the_dam()
    assert article.status == Status.WITHDRAWN
    assert "The dam holds" in article.body
    last = article.revisions.first()
    assert last is not None
    assert last.note == f"Its provider called it back: import {ImportRun.objects.latest('id').pk}, 2.json."
    assert Source.objects.latest("id").article == article


def test_without_leave_to_publish_it_waits_at_the_desk_and_says_so() -> None:
    bring_in(item())
    result = bring_in(kill(), publish=False)
    assert the_dam().is_live()
    assert {"held-back", "called-back"} <= {finding.code for finding in result.findings}
    assert any(finding.is_blocking for finding in result.findings)
    again = bring_in(kill())
    assert str(again.outcome) == "unchanged"
    assert the_dam().status == Status.WITHDRAWN


def test_a_piece_that_a_person_has_edited_is_withdrawn_too_and_keeps_their_words() -> None:
    bring_in(item())
    edit(the_dam(), body="<p>A person's words.</p>")
    bring_in(kill())
    article = the_dam()
    assert article.status == Status.WITHDRAWN
    assert article.body == "<p>A person's words.</p>"
    assert not Article.objects.filter(working_copy_of=article).exists()


def test_a_working_copy_outlives_it() -> None:
    bring_in(item())
    copy = workflow.start_working_copy(the_dam(), user=None)
    bring_in(kill())
    copy.refresh_from_db()
    assert "The dam holds" in copy.body


def test_what_waits_for_publication_is_a_draft_again() -> None:
    bring_in(item(), publish=False)
    article = the_dam()
    workflow.submit(article)
    workflow.approve(article)
    bring_in(kill())
    assert the_dam().status == Status.DRAFT
    assert str(bring_in(kill()).outcome) == "unchanged"
    assert the_dam().status == Status.DRAFT


@pytest.mark.parametrize("other", [{"infosource": [{"name": "Another"}]}, {"infosource": []}])
def test_another_provider_cannot_call_it_back(other: dict[str, Any]) -> None:
    bring_in(item())
    bring_in(kill(**other))
    assert the_dam().is_live()
    assert "The dam holds" in the_dam().body
    assert Source.objects.latest("id").called_back == ""
    assert str(bring_in(item(3, "The dam holds, said the engineer on Friday.")).outcome) == "updated"


def test_another_piece_of_the_provider_is_left_alone() -> None:
    bring_in(item())
    bring_in(kill(uri="urn:newsml:wire.example:10"))
    assert Article.objects.live().get().headline == "The dam"


def test_what_a_person_publishes_again_stays_published() -> None:
    bring_in(item())
    bring_in(kill())
    workflow.publish(the_dam())
    assert str(bring_in(kill()).outcome) == "unchanged"
    assert the_dam().is_live()


def test_what_was_called_back_is_not_brought_in_again_by_an_elder_state() -> None:
    bring_in(item(1))
    bring_in(kill(3))
    for elder in (item(1), item(2, "The dam holds, said the engineer on Tuesday.")):
        assert str(bring_in(elder).outcome) == "unchanged"
    assert the_dam().status == Status.WITHDRAWN


def test_a_piece_called_back_before_it_came_is_not_published_when_it_does() -> None:
    bring_in(kill(2))
    assert str(bring_in(item(1)).outcome) == "unchanged"
    assert not Article.objects.live().exists()


def test_a_newer_state_waits_for_the_desk_to_bring_the_piece_back() -> None:
    bring_in(item(1))
    bring_in(kill(2, "withheld"))
    result = bring_in(item(3, "The dam holds, said the engineer on Wednesday."))
    assert "withdrawn" in result.unpublished_because
    assert the_dam().status == Status.WITHDRAWN
    assert "Wednesday" in the_dam().body


def test_a_dry_run_withdraws_nothing() -> None:
    bring_in(item())
    (result,) = Import([kill()], Wishes(publish=True, dry_run=True))
    assert (str(result.outcome), result.in_place, result.published) == ("updated", False, False)
    assert the_dam().is_live()


def test_undoing_the_import_does_not_bring_it_back() -> None:
    bring_in(item())
    bring_in(kill())
    undone = undo(ImportRun.objects.latest("id"))
    assert [left.why for left in undone.left] == [
        "Its provider has called it back: to bring it back is for the desk."
    ]
    assert the_dam().status == Status.WITHDRAWN


def test_many_at_once_take_as_many_queries_as_few() -> None:
    counts = []
    for count in (2, 12):
        uris = [f"urn:newsml:wire.example:{count}:{n}" for n in range(count)]
        texts = [
            item(text=f"The dam holds, says number {n} of {count}.", uri=uri) for n, uri in enumerate(uris)
        ]
        list(Import(texts, Wishes(publish=True)))
        with CaptureQueriesContext(connection) as queries:
            list(Import([kill(uri=uri) for uri in uris], Wishes(publish=True)))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert not Article.objects.live().exists()
    assert Revision.objects.filter(kind=Revision.Kind.STATE).count() == 14
