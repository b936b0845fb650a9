"""Revisions: what they take down, how two of them differ, and how one is put back."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import revisions, workflow
from articles.errors import WorkflowError
from articles.merging import merge_authors
from articles.models import Article, Author, Publication, Revision, Topic
from articles.revisions import CONTENT, Difference, Piece, Snapshot, compare
from articles.revisions.snapshots import BOOKKEEPING

from .factories import DAY, HOUR, NOW, make_article, make_author, make_publication, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece() -> Article:
    article = make_article(
        headline="Lock gates reopen", body="<p>Barges pass again.</p>", published_at=NOW,
        embargoed_until=NOW + HOUR, publication=make_publication(name="The Gazette"),
        authors=(make_author(name="Ada"), make_author(name="Bea")), topics=(make_topic(name="Canals"),),
    )  # fmt: skip
    article.bylines.filter(position=2).update(role="photographer", affiliation_then="Staff")
    return article


def taken(article: Article) -> Snapshot:
    return revisions.snapshots([article.pk])[article.pk]


def changed(snapshot: Snapshot, **fields: Any) -> Snapshot:
    return {**snapshot, "fields": {**snapshot["fields"], **fields}}


def test_every_column_is_content_or_bookkeeping() -> None:
    """A field added to the model must be sorted into one of the two, or copies and restores would lose it."""
    columns = {field.name for field in Article._meta.concrete_fields} - {"id"}
    assert columns == {*CONTENT, *BOOKKEEPING}
    assert not {*CONTENT} & {*BOOKKEEPING}


def test_a_snapshot_holds_fields_bylines_and_topics(piece: Article) -> None:
    snapshot = taken(piece)
    assert set(snapshot["fields"]) == {*CONTENT, *BOOKKEEPING}
    assert snapshot["fields"]["published_at"] == "2024-05-14T09:30:00+00:00"
    assert snapshot["fields"]["publication"]["name"] == "The Gazette"
    assert [(entry["name"], entry["role"], entry["affiliation_then"]) for entry in snapshot["bylines"]] == [
        ("Ada", "", ""), ("Bea", "photographer", "Staff"),
    ]  # fmt: skip
    assert [entry["name"] for entry in snapshot["topics"]] == ["Canals"]


def test_a_snapshot_survives_the_database(piece: Article) -> None:
    revision = revisions.record(piece, kind=Revision.Kind.EDIT)
    assert Revision.objects.get(pk=revision.pk).snapshot == taken(piece)


def test_revisions_are_numbered_per_piece(piece: Article) -> None:
    other = make_article()
    for _ in range(2):
        revisions.record_many([piece, other], kind=Revision.Kind.EDIT)
    revisions.record(other, kind=Revision.Kind.EDIT)
    assert list(piece.revisions.values_list("number", flat=True)) == [2, 1]
    assert list(other.revisions.values_list("number", flat=True)) == [3, 2, 1]


def test_recording_takes_as_many_queries_for_thirty_pieces_as_for_two() -> None:
    counts = []
    for number in (2, 30):
        articles = [make_article(authors=(make_author(),), topics=(make_topic(),)) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            revisions.record_many(articles, kind=Revision.Kind.IMPORT)
        counts.append(len(queries))
    assert counts == [5, 5]


def test_equal_snapshots_do_not_differ(piece: Article) -> None:
    assert compare(taken(piece), taken(piece)) == []


def test_words_are_compared_one_by_one(piece: Article) -> None:
    before = taken(piece)
    (difference,) = compare(before, changed(before, headline="Lock gates stay open"))
    assert difference == Difference(
        field="headline",
        label="Headline",
        kind="words",
        before="Lock gates reopen",
        after="Lock gates stay open",
        pieces=(Piece("same", "Lock gates "), Piece("removed", "reopen"), Piece("added", "stay open")),
    )


def test_a_body_is_compared_by_its_words_not_its_tags(piece: Article) -> None:
    before = changed(taken(piece), body="<p>One stays.</p><p>Two <em>goes</em> by.</p>")
    after = changed(before, body="<p>One stays.</p><h2>New</h2><p>Two comes by.</p>")
    (difference,) = compare(before, after)
    assert (difference.before, difference.after) == (
        "One stays.\n\nTwo goes by.", "One stays.\n\nNew\n\nTwo comes by.",
    )  # fmt: skip
    assert [piece.text for piece in difference.pieces if piece.kind == "removed"] == ["goes"]
    assert "New\n\n" in [piece.text for piece in difference.pieces if piece.kind == "added"]


def test_markup_alone_is_a_difference_too(piece: Article) -> None:
    before = changed(taken(piece), body="<p>Barges pass.</p>")
    after = changed(before, body='<p>Barges <a href="https://example.org">pass</a>.</p>')
    (difference,) = compare(before, after)
    assert (difference.kind, difference.before, difference.after) == (
        "markup", "<p>Barges pass.</p>", '<p>Barges <a href="https://example.org">pass</a>.</p>',
    )  # fmt: skip


def test_metadata_is_compared_too(piece: Article) -> None:
    before = taken(piece)
    after = changed(
        before, publication=None, is_machine_translated=True, embargoed_until=None, status="approved"
    )
    assert {
        difference.field: (difference.kind, difference.before, difference.after)
        for difference in compare(before, after)
    } == {
        "publication": ("value", "The Gazette", ""),
        "is_machine_translated": ("value", "no", "yes"),
        "embargoed_until": ("value", "14 May 2024, 10:30", ""),
        "status": ("value", "draft", "approved"),
    }


def test_bylines_and_topics_are_compared_name_by_name(piece: Article) -> None:
    before = taken(piece)
    piece.bylines.filter(position=1).delete()
    piece.topics.add(make_topic(name="Rivers"))
    bylines, topics = compare(before, taken(piece))
    assert (bylines.before, bylines.after) == ("Ada; Bea (photographer, Staff)", "Bea (photographer, Staff)")
    assert bylines.pieces == (Piece("removed", "Ada"), Piece("same", "Bea (photographer, Staff)"))
    assert topics.pieces == (Piece("same", "Canals"), Piece("added", "Rivers"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "new"), ("old", ""), ("a b c", "c b a"), ("東京で雨", "大阪で雨が"),
        ("one\n\ntwo", "two\n\none\n\n"),
        ("x  y", "x y"), ("’quoted’", "'quoted'"), ("word " * 3000, "other " * 3000), ("\n\n\n", "\n"),
    ],
)  # fmt: skip
def test_the_pieces_make_both_texts(piece: Article, before: str, after: str) -> None:
    old = changed(taken(piece), standfirst=before)
    (difference,) = compare(old, changed(old, standfirst=after))
    assert "".join(part.text for part in difference.pieces if part.kind != "added") == before
    assert "".join(part.text for part in difference.pieces if part.kind != "removed") == after


def edit_everything(piece: Article) -> None:
    Article.objects.filter(pk=piece.pk).update(
        headline="Changed", body="", publication=None, published_at=None, embargoed_until=None, slug="changed"
    )
    piece.bylines.all().delete()
    piece.topics.clear()
    piece.refresh_from_db()


def test_restoring_brings_back_words_bylines_and_topics(piece: Article) -> None:
    before = taken(piece)
    revision = revisions.record(piece, kind=Revision.Kind.EDIT)
    edit_everything(piece)
    restored = workflow.restore(piece, revision, user=make_user("Editor"))
    now = taken(piece)
    assert {name: now["fields"][name] for name in CONTENT} == {
        name: before["fields"][name] for name in CONTENT
    }
    assert (now["bylines"], now["topics"]) == (before["bylines"], before["topics"])
    assert (restored.kind, restored.note, restored.snapshot) == ("restore", "Revision 1 put back.", now)


def test_restoring_leaves_state_and_address_alone(piece: Article) -> None:
    revision = revisions.record(piece, kind=Revision.Kind.EDIT)
    edit_everything(piece)
    workflow.submit(piece)
    workflow.restore(piece, revision, user=None)
    now = Article.objects.get(pk=piece.pk)
    assert (now.status, now.slug, now.version) == ("in_review", "changed", 2)


def test_restoring_tells_what_is_gone_and_brings_back_the_rest(piece: Article) -> None:
    revision = revisions.record(piece, kind=Revision.Kind.EDIT)
    edit_everything(piece)
    Author.objects.filter(name="Ada").delete()
    Topic.objects.all().delete()
    Publication.objects.all().delete()
    restored = workflow.restore(piece, revision, user=None)
    assert restored.note == "Revision 1 put back. Gone since then: The Gazette, Ada, Canals."
    assert [byline.author.name for byline in piece.bylines.all()] == ["Bea"]
    assert Article.objects.get(pk=piece.pk).headline == "Lock gates reopen"


def test_restoring_finds_an_author_merged_since(piece: Article) -> None:
    revision = revisions.record(piece, kind=Revision.Kind.EDIT)
    survivor = make_author(name="Ada Marlow")
    merge_authors(survivor, [Author.objects.get(name="Ada")])
    restored = workflow.restore(piece, revision, user=None)
    assert [byline.author.name for byline in piece.bylines.all()] == ["Ada Marlow", "Bea"]
    assert restored.note == "Revision 1 put back."


def test_a_published_piece_is_restored_in_its_working_copy(piece: Article) -> None:
    revision = revisions.record(piece, kind=Revision.Kind.EDIT)
    edit_everything(piece)
    Article.objects.filter(pk=piece.pk).update(body="<p>New</p>", headline="New")
    piece.refresh_from_db()
    workflow.publish(piece, at=NOW - DAY)
    with pytest.raises(WorkflowError, match=r"Start a working copy and restore there"):
        workflow.restore(piece, revision, user=None)
    copy = workflow.start_working_copy(piece, user=None)
    workflow.restore(copy, revision, user=None)
    assert Article.objects.get(pk=piece.pk).headline == "New"
    workflow.publish(copy, at=NOW)
    assert Article.objects.get().headline == "Lock gates reopen"


def test_the_revision_of_another_piece_is_refused(piece: Article) -> None:
    revision = revisions.record(make_article(), kind=Revision.Kind.EDIT)
    with pytest.raises(WorkflowError, match="the revision is of another piece"):
        workflow.restore(piece, revision, user=None)
