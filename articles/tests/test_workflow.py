"""From draft to withdrawal: who may take a piece from where to where, what is written down."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.errors import WorkflowError
from articles.models import Article, Revision, Status

from .factories import DAY, HOUR, NOW, make_article, make_author, make_source, make_user

pytestmark = pytest.mark.django_db

STEPS = {
    "submit": (workflow.submit, "in_review"),
    "approve": (workflow.approve, "approved"),
    "send_back": (workflow.send_back, "draft"),
    "publish": (workflow.publish, "published"),
    "withdraw": (workflow.withdraw, "withdrawn"),
}
# From which states each step may be taken, and by which groups; every pair left out is refused to all.
ALLOWED = {
    ("submit", "draft"): {"Reporter", "Editor", "Publisher", "the system"},
    ("approve", "in_review"): {"Editor", "Publisher", "the system"},
    ("send_back", "in_review"): {"Editor", "Publisher", "the system"},
    ("send_back", "approved"): {"Editor", "Publisher", "the system"},
    ("send_back", "withdrawn"): {"Publisher", "the system"},
    ("publish", "draft"): {"Publisher", "the system"},
    ("publish", "in_review"): {"Publisher", "the system"},
    ("publish", "approved"): {"Publisher", "the system"},
    ("publish", "withdrawn"): {"Publisher", "the system"},
    ("withdraw", "published"): {"Publisher", "the system"},
}


def make_begun(user: User | None, **fields: Any) -> Article:
    """A piece whose first revision is the user's."""
    article = make_article(**fields)
    Revision.objects.create(article=article, number=1, snapshot={}, author=user)
    return article


def same_row(article: Article) -> Article:
    """The same piece as a colleague's window holds it."""
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("group", ["", "Reporter", "Editor", "Publisher", "the system"])
def test_each_step_is_open_from_its_states_to_its_groups_only(step: str, status: str, group: str) -> None:
    user = None if group == "the system" else make_user(group)
    article = make_begun(user, status=status)
    take, leads_to = STEPS[step]
    is_open = group in ALLOWED.get((step, status), set())
    if is_open:
        take(article, user=user, note="Because.")
    else:
        with pytest.raises(WorkflowError):
            take(article, user=user, note="Because.")
    assert article.status == same_row(article).status == (leads_to if is_open else status)
    assert article.revisions.count() == (2 if is_open else 1)
    assert LogEntry.objects.count() == int(is_open and user is not None)


def test_a_step_leaves_a_revision_and_a_line_in_the_log() -> None:
    editor = make_user("Editor")
    article = make_article(status="in_review", headline="Lock gates reopen")
    workflow.approve(article, user=editor, note="Checked twice.", at=NOW)
    revision = article.revisions.get()
    assert (revision.author, revision.note, revision.kind, revision.created_at) == (
        editor, "Checked twice.", "state", NOW,
    )  # fmt: skip
    assert revision.snapshot["fields"]["status"] == "approved"
    line = LogEntry.objects.get()
    assert (line.user, line.object_id, line.change_message) == (
        editor, str(article.pk), "Approved. Checked twice.",
    )  # fmt: skip


def test_a_reporter_submits_own_drafts_but_no_colleagues() -> None:
    reporter, colleague = make_user("Reporter"), make_user("Reporter")
    begun, signed = make_begun(reporter), make_article(authors=(make_author(user=reporter),))
    workflow.submit(begun, user=reporter)
    workflow.submit(signed, user=reporter)
    with pytest.raises(WorkflowError, match=r"it is a colleague's. Ask its author or an editor"):
        workflow.submit(make_begun(colleague), user=reporter)


def test_a_refusal_names_the_piece_the_person_and_whom_to_ask() -> None:
    article = make_article(headline="Lock gates reopen", status="approved")
    with pytest.raises(WorkflowError) as refusal:
        workflow.publish(article, user=make_user("Editor", username="bea"))
    assert str(refusal.value) == (
        "“Lock gates reopen” cannot be published: bea may not do this. "
        "Ask a colleague of the group Publisher."
    )


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"headline": "  "}, "it has no headline. Write one."),
        ({"body": "<p> </p><hr>"}, "it has no text. Write or import it."),
        ({"expires_at": NOW}, "it has expired already. Change the moment it expires."),
    ],
)
def test_an_unfinished_piece_is_not_published(fields: dict[str, Any], why: str) -> None:
    article = make_article(status="approved", slug="a-piece", **fields)
    with pytest.raises(WorkflowError, match=why):
        workflow.publish(article, at=NOW)
    assert same_row(article).status == "approved"
    assert [why] == workflow.problems(article, at=NOW)


def test_an_unfinished_piece_may_go_to_review_all_the_same() -> None:
    article = make_article(headline="", slug="a-piece")
    workflow.submit(article)
    assert same_row(article).status == "in_review"


@pytest.mark.parametrize("came", [True, False], ids=["imported", "written here"])
def test_a_piece_without_a_date_gets_the_moment_of_publishing_and_says_so_if_it_came(came: bool) -> None:
    article = make_article()
    make_source(article=article if came else make_article())
    workflow.publish(article, at=NOW)
    for seen in (article, same_row(article)):
        assert (seen.published_at, seen.first_published_at, seen.published_at_assumed) == (NOW, NOW, came)
    assert article.is_live(NOW)


def test_a_piece_with_a_date_keeps_it() -> None:
    article = make_article(published_at=NOW - 900 * DAY)
    workflow.publish(article, at=NOW)
    for seen in (article, same_row(article)):
        assert (seen.published_at, seen.published_at_assumed) == (NOW - 900 * DAY, False)
        assert seen.first_published_at == NOW


def test_a_piece_published_again_keeps_its_first_moment() -> None:
    article = make_article(status="published", published_at=NOW - DAY, first_published_at=NOW - DAY)
    workflow.withdraw(article, note="Libel claim.", at=NOW)
    workflow.publish(article, at=NOW + HOUR)
    assert same_row(article).first_published_at == NOW - DAY
    assert same_row(article).is_live(NOW + HOUR)


def test_a_withdrawal_needs_its_reason() -> None:
    article = make_article(status="published")
    with pytest.raises(WorkflowError, match=r"no reason is given. Say why in the note"):
        workflow.withdraw(article, user=make_user("Publisher"), note=" ")
    assert same_row(article).is_live()


def test_a_withdrawn_piece_keeps_its_row_and_tells_why() -> None:
    article = make_article(status="published")
    workflow.withdraw(article, note="Libel claim.")
    assert not same_row(article).is_live()
    assert article.revisions.get().note == "Libel claim."


def test_the_slower_of_two_editors_is_told_who_was_faster() -> None:
    ada, bea = make_user("Editor", username="ada"), make_user("Editor", username="bea")
    article = make_article(status="in_review", headline="Lock gates reopen")
    in_the_other_window = same_row(article)
    workflow.approve(article, user=ada, at=NOW)
    with pytest.raises(WorkflowError) as refusal:
        workflow.send_back(in_the_other_window, user=bea)
    assert str(refusal.value) == (
        "“Lock gates reopen” cannot be sent back: ada changed it at 09:30; it is now “approved”. "
        "Look at it again before you go on."
    )
    assert same_row(article).status == "approved"
    assert article.revisions.count() == 1


def test_words_changed_meanwhile_stop_an_approval_given_to_the_old_ones() -> None:
    article = make_article(status="in_review")
    seen = same_row(article)
    workflow.record_edit(article, user=make_user("Editor", username="ada"))
    with pytest.raises(WorkflowError, match="ada changed it at"):
        workflow.approve(seen, user=make_user("Editor"))


def test_a_deleted_piece_is_told_to_be_so() -> None:
    article = make_article()
    Article.objects.filter(pk=article.pk).delete()
    with pytest.raises(WorkflowError, match="cannot be sent to review: it has been deleted"):
        workflow.submit(article)


def test_publish_many_publishes_what_it_can_and_tells_the_rest() -> None:
    good, bad, done = make_article(), make_article(headline=""), make_article(status="published")
    refused = workflow.publish_many([good, bad, done], at=NOW)
    assert [(article, str(error)) for article, error in refused] == [
        (bad, "“(no headline)” cannot be published: it has no headline. Write one."),
        (done, f"“{done}” cannot be published: it already is."),
    ]
    assert same_row(good).status == "published"
    assert same_row(bad).status == "draft"


def test_publish_many_takes_as_many_queries_for_thirty_pieces_as_for_two() -> None:
    publisher = make_user("Publisher")
    counts = []
    for number in (2, 30):
        articles = [make_article(authors=(make_author(),)) for _ in range(number)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert workflow.publish_many(articles, user=User.objects.get(pk=publisher.pk)) == []
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert LogEntry.objects.count() == Revision.objects.count() == 32


def test_a_state_change_does_not_count_as_an_edit() -> None:
    article = make_article()
    workflow.publish(article)
    assert same_row(article).version == article.version == 1


def test_nothing_is_written_if_the_log_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("The log is full.")

    article = make_article(status="in_review")
    monkeypatch.setattr("articles.workflow.states.log", fail)
    with pytest.raises(RuntimeError):
        workflow.approve(article, user=make_user("Editor"))
    assert same_row(article).status == "in_review"
    assert article.revisions.count() == 0
