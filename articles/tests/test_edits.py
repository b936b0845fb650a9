"""What follows from a save: version, words, index, who may, and who was faster. Corrections, too."""

import pytest

from articles import search, workflow
from articles.errors import WorkflowError
from articles.models import Article, Correction, Revision

from .factories import DAY, NOW, make_article, make_author, make_user

pytestmark = pytest.mark.django_db


def published() -> Article:
    article = make_article(headline="Lock gates reopen", status="approved")
    workflow.publish(article, at=NOW - DAY)
    return article


def test_an_edit_counts_the_version_and_the_words_and_is_found() -> None:
    editor = make_user("Editor")
    article = make_article()
    article.body = "<p>Three short <em>wo</em>rds.</p>"
    article.save()
    revision = workflow.record_edit(article, user=editor, note="Cut.")
    now = Article.objects.get()
    assert (now.version, now.word_count) == (article.version, article.word_count) == (2, 3)
    assert (revision.kind, revision.author, revision.note) == ("edit", editor, "Cut.")
    assert revision.snapshot["fields"]["version"] == 2
    assert list(search.search(Article.objects.all(), "words")) == [article]


def test_words_of_scripts_without_spaces_are_counted_by_character() -> None:
    article = make_article(body="<p>東京で雨、NHK発。</p>")
    workflow.record_edit(article, user=None)
    assert article.word_count == 6


def test_a_stale_form_is_refused_with_the_name_of_who_was_faster() -> None:
    article = make_article(headline="Lock gates reopen")
    workflow.record_edit(article, user=make_user("Editor", username="ada"))
    with pytest.raises(WorkflowError, match="“Lock gates reopen” was not changed: ada changed it at"):
        workflow.hold_version(article, 1)


def test_a_fresh_form_is_not() -> None:
    article = make_article()
    workflow.hold_version(article, 1)
    workflow.record_edit(article, user=make_user("Editor"))
    workflow.hold_version(article, 2)


def test_a_form_of_a_deleted_piece_is_refused() -> None:
    article = make_article()
    Article.objects.all().delete()
    with pytest.raises(WorkflowError, match=r"has been deleted. Copy your words"):
        workflow.hold_version(article, 1)


def test_a_reporter_edits_own_drafts_only() -> None:
    reporter = make_user("Reporter")
    own, signed = make_article(), make_article(authors=(make_author(user=reporter),))
    workflow.record_edit(own, user=reporter)  # the first save, which makes it the reporter's
    workflow.record_edit(own, user=reporter)
    workflow.record_edit(signed, user=reporter)
    colleagues = make_article()
    workflow.record_edit(colleagues, user=make_user("Reporter"))
    workflow.submit(own, user=reporter)
    for article in (colleagues, own):
        with pytest.raises(WorkflowError, match="was not changed: "):
            workflow.record_edit(article, user=reporter)
        assert not article.revisions.filter(author=reporter, number__gt=3).exists()


def test_somebody_without_a_group_edits_nothing() -> None:
    with pytest.raises(WorkflowError, match="may not do this"):
        workflow.record_edit(make_article(), user=make_user())


def test_a_published_piece_is_changed_directly_by_publishers_only() -> None:
    article = published()
    with pytest.raises(WorkflowError, match=r"it is published. Start a working copy"):
        workflow.record_edit(article, user=make_user("Editor"))
    workflow.record_edit(article, user=make_user("Publisher"))
    assert article.revisions.first().kind == "edit"  # type: ignore[union-attr]


def test_a_piece_with_a_working_copy_is_changed_there() -> None:
    article = published()
    copy = workflow.start_working_copy(article, user=None)
    with pytest.raises(WorkflowError, match=r"it has a working copy. Change that one"):
        workflow.record_edit(article, user=make_user("Publisher"))
    workflow.record_edit(copy, user=make_user("Editor"))


def test_a_correction_is_tied_to_the_words_it_changed() -> None:
    article = published()
    before = article.revisions.get()
    copy = workflow.start_working_copy(article, user=None)
    Article.objects.filter(pk=copy.pk).update(headline="Lock gates stay shut")
    copy.refresh_from_db()
    workflow.publish(copy, at=NOW)
    editor = make_user("Editor")
    correction = workflow.correct(
        article, kind=Correction.Kind.CORRECTION, text="The gates are shut.", user=editor, at=NOW
    )
    assert (correction.article, correction.public, correction.created_at) == (article, True, NOW)
    assert correction.revision_before == before
    after = correction.revision_after
    assert after is not None
    assert (after.kind, after.author, after.note) == ("correction", editor, "The gates are shut.")
    assert after.snapshot["fields"]["headline"] == "Lock gates stay shut"


def test_a_second_correction_of_the_same_change_points_at_the_same_words() -> None:
    article = published()
    first, second = (
        workflow.correct(article, kind=Correction.Kind.UPDATE, text=text, user=None) for text in ("A.", "B.")
    )
    assert first.revision_before == second.revision_before == article.revisions.get(kind="publish")


@pytest.mark.parametrize("status", ["draft", "in_review", "approved"])
def test_what_nobody_has_read_is_not_corrected(status: str) -> None:
    with pytest.raises(WorkflowError, match="nobody has read it yet"):
        workflow.correct(make_article(status=status), kind=Correction.Kind.UPDATE, text="New.", user=None)


def test_a_withdrawn_piece_can_still_be_corrected() -> None:
    article = published()
    workflow.withdraw(article, note="Libel claim.")
    workflow.correct(article, kind=Correction.Kind.RETRACTION, text="It was wrong.", user=make_user("Editor"))
    assert Correction.objects.get().kind == "retraction"


def test_a_correction_says_something() -> None:
    with pytest.raises(WorkflowError, match="the note is empty"):
        workflow.correct(published(), kind=Correction.Kind.UPDATE, text=" \n", user=None)


def test_a_reporter_may_not_correct() -> None:
    article = published()
    with pytest.raises(WorkflowError, match="Ask a colleague of the group Editor"):
        workflow.correct(article, kind=Correction.Kind.UPDATE, text="New.", user=make_user("Reporter"))
    assert Revision.objects.filter(kind="correction").count() == 0
