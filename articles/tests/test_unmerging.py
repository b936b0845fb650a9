"""A merge is undone: the piece comes back as it was, but for what people have changed since."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from articles import relating, revisions, search, workflow
from articles.errors import MergeError
from articles.models import (
    Article,
    Author,
    Event,
    EventPiece,
    Fingerprint,
    Likeness,
    Merge,
    OldSlug,
    Revision,
    Source,
)  # fmt: skip
from articles.storing import Outcome

from .factories import DAY, NOW, make_article, make_author, make_source, make_topic, make_user
from .stories import make_story, store_one

pytestmark = pytest.mark.django_db


def make_pair(**fields: Any) -> Likeness:
    """The first to come is the original, a day older than its copy."""
    first = make_article(headline="First", status="published", published_at=NOW - 2 * DAY)
    copy = make_article(**{"headline": "Copy", "status": "published", "published_at": NOW - DAY, **fields})
    return Likeness.objects.create(article=copy, other=first, kind="same", overlap=97)


def make_deleted(**fields: Any) -> tuple[Likeness, Merge]:
    """A pair whose copy, a draft as its file brought it, was deleted by the merge."""
    pair = make_pair(status="draft", **fields)
    revisions.record(pair.article, kind=Revision.Kind.IMPORT)
    make_source(article=pair.article, article_version=1, raw=b"The ferry came back.")
    merge = merged(pair)
    assert not Article.objects.filter(pk=merge.spare_id).exists()
    return pair, merge


def merged(pair: Likeness) -> Merge:
    return relating.merge_copy(pair, pair.other, user=make_user("Publisher"))


def undone(merge: Merge) -> list[str]:
    return relating.undo_merge(merge, user=make_user("Publisher"))


def state(article_id: int) -> dict[str, Any]:
    """How a piece stands, but for when that was written."""
    snapshot = revisions.snapshots([article_id])[article_id]
    fields = {name: value for name, value in snapshot["fields"].items() if name != "updated_at"}
    return {**snapshot, "fields": fields}


def test_a_piece_that_was_public_is_public_again_at_its_address(client: Client) -> None:
    pair = make_pair(authors=(make_author(),), topics=(make_topic(),))
    OldSlug.objects.create(kind="article", slug="long-ago", article=pair.article)
    before, address = state(pair.article_id), pair.article.get_absolute_url()
    merge = merged(pair)
    assert client.get(address).status_code == 301
    assert undone(merge) == []
    assert state(pair.article_id) == before
    assert client.get(address).status_code == 200
    assert client.get("/articles/long-ago/")["Location"] == address


def test_the_one_that_was_kept_says_what_it_said() -> None:
    pair = make_pair()
    before = state(pair.other_id)
    undone(merged(pair))
    assert state(pair.other_id) == before


def test_a_deleted_draft_comes_back_with_all_it_had() -> None:
    topic, author = make_topic(), make_author()
    words = " ".join(f"ferry{number}" for number in range(400))
    pair = make_pair(
        status="draft", authors=(author,), topics=(topic,), kicker="Harbours", body=f"<p>{words}</p>"
    )
    third = make_article()
    kept = Likeness.objects.create(
        article=third, other=pair.article, kind="part", overlap=80, decision="kept"
    )
    revisions.record(pair.article, kind=Revision.Kind.IMPORT, note="As it came.")
    source = make_source(article=pair.article, article_version=1, raw=b"The ferry came back.")
    event = Event.objects.create(name="The ferry")
    relating.move([pair.article_id], event)
    before = state(pair.article_id)
    assert undone(merged(pair)) == []
    assert state(pair.article_id) == before
    spare = Article.objects.get(pk=pair.article_id)
    assert [r.note for r in spare.revisions.order_by("number")] == [
        "As it came.", "The merge into “First” was undone.",
    ]  # fmt: skip
    source.refresh_from_db()
    assert (source.article, source.outcome, source.article_version) == (spare, "created", 1)
    assert EventPiece.objects.get(article=spare).event == event
    assert {*Likeness.objects.values_list("pk", "decision")} == {(pair.pk, "open"), (kept.pk, "kept")}
    assert search.search(Article.objects.all(), "harbours").contains(spare)
    assert Fingerprint.objects.filter(article=spare).exists()


def test_a_draft_that_stayed_is_no_copy_any_more() -> None:
    pair = make_pair(status="draft")
    merge = merged(pair)
    assert Article.objects.get(pk=pair.article_id).copy_of == pair.other
    assert undone(merge) == []
    assert Article.objects.get(pk=pair.article_id).copy_of is None


def test_files_translations_copies_and_the_place_in_the_event_go_back() -> None:
    pair = make_pair()
    event = Event.objects.create(name="The ferry")
    relating.move([pair.article_id], event)
    german = make_article(language="de", translation_of=pair.article)
    other, kept_ones = make_article(copy_of=pair.article), make_article(copy_of=pair.other)
    source = make_source(article=pair.article, article_version=1, reason="It came so.")
    of_kept = make_source(article=pair.other)
    assert undone(merged(pair)) == []
    for row in (german, other, kept_ones, source, of_kept):
        row.refresh_from_db()
    assert (german.translation_of, other.copy_of) == (pair.article, pair.article)
    assert (kept_ones.copy_of, of_kept.article) == (pair.other, pair.other)
    assert (source.article, source.outcome, source.reason) == (pair.article, "created", "It came so.")
    assert EventPiece.objects.get(article=pair.article).event == event
    assert not EventPiece.objects.filter(article=pair.other).exclude(event=None).exists()


def test_what_comes_again_from_its_place_changes_the_piece_again() -> None:
    original = Article.objects.get(pk=store_one(make_story(), "first.txt").article_id or 0)
    came = store_one(make_story("Another text of the ferry altogether.\n\nAs it happens."), "copy.txt")
    pair = Likeness.objects.create(
        article_id=came.article_id or 0, other=original, kind="reworked", overlap=60
    )
    assert undone(merged(pair)) == []
    again = store_one(make_story("Another text of the ferry altogether!\n\nAs it happens."), "copy.txt")
    assert (again.outcome, again.article_id) == (Outcome.UPDATED, came.article_id)


def test_the_pair_and_those_closed_with_it_are_open_again() -> None:
    pair = make_pair()
    third, fourth = make_article(), make_article()
    of_third = Likeness.objects.create(article=third, other=pair.article, kind="same", overlap=90)
    decided = Likeness.objects.create(
        article=fourth, other=pair.article, kind="same", overlap=90, decision="kept"
    )
    merge = merged(pair)
    assert not Likeness.objects.filter(decision="open").exists()
    undone(merge)
    assert {*Likeness.objects.filter(decision="open")} == {pair, of_third}
    decided.refresh_from_db()
    assert decided.decision == "kept"
    pair.refresh_from_db()
    assert (pair.decided_by, pair.decided_at) == (None, None)


def test_it_can_be_merged_and_undone_again() -> None:
    pair, before = make_pair(), None
    for _again in range(2):
        before = before or state(pair.article_id)
        pair.refresh_from_db()
        undone(merged(pair))
        assert state(pair.article_id) == before


# --- What has been changed since ----------------------------------------------------------------------


def test_a_piece_edited_since_keeps_its_new_words_and_is_not_published() -> None:
    pair = make_pair()
    merge = merged(pair)
    spare = Article.objects.get(pk=pair.article_id)
    spare.headline = "Better"
    spare.save(update_fields=["headline"])
    workflow.record_edit(spare, user=make_user("Publisher"))
    assert undone(merge) == [
        "“Better” is not published again but “withdrawn”: somebody has worked on it since."
    ]
    spare.refresh_from_db()
    assert (spare.headline, spare.status, spare.slug) == (
        "Better",
        "withdrawn",
        pair.article.slug.removeprefix(f"merged-{spare.pk}-"),
    )


def test_a_piece_published_again_meanwhile_stays_published() -> None:
    pair = make_pair()
    merge = merged(pair)
    workflow.publish(Article.objects.get(pk=pair.article_id), user=make_user("Publisher"))
    assert undone(merge) == []
    assert Article.objects.get(pk=pair.article_id).status == "published"


def test_what_cannot_be_published_says_why() -> None:
    pair = make_pair()
    merge = merged(pair)
    Article.objects.filter(pk=pair.article_id).update(expires_at=NOW)
    (left,) = undone(merge)
    assert "it has expired already" in left


def test_an_address_given_since_stays() -> None:
    pair = make_pair()
    merge = merged(pair)
    spare = Article.objects.get(pk=pair.article_id)
    workflow.change_slug(spare, "another-address", user=make_user("Publisher"))
    assert undone(merge)[0] == "“Copy” keeps the address it has now: another-address."
    assert Article.objects.get(pk=spare.pk).slug == "another-address"


def test_the_address_that_the_kept_one_has_taken_stays_there() -> None:
    pair = make_pair()
    slug = pair.article.slug
    merge = merged(pair)
    workflow.change_slug(Article.objects.get(pk=pair.other_id), slug)
    assert "keeps the address" in undone(merge)[0]
    assert Article.objects.get(slug=slug) == pair.other


def test_links_and_places_changed_since_stay() -> None:
    pair = make_pair()
    event, another = Event.objects.create(name="The ferry"), Event.objects.create(name="The pier")
    relating.move([pair.article_id], event)
    german = make_article(language="de", translation_of=pair.article)
    merge = merged(pair)
    relating.move([pair.other_id], another)
    Article.objects.filter(pk=german.pk).update(translation_of=None)
    assert undone(merge) == ["“First” stays in the event that it is in now."]
    german.refresh_from_db()
    assert german.translation_of is None
    assert EventPiece.objects.get(article=pair.other).event == another


def test_files_that_are_gone_and_files_that_came_since_are_told() -> None:
    pair = make_pair()
    gone, same = make_source(article=pair.article, origin="a"), make_source(article=pair.article, origin="b")
    merge = merged(pair)
    Source.objects.filter(pk=gone.pk).delete()
    came = make_source(article=pair.other, origin="b", outcome="duplicate")
    assert undone(merge) == [
        "Files of “Copy” that are gone, or have gone elsewhere: 1.",
        "Newer files of “Copy” that came meanwhile stay with “First”: 1.",
    ]
    same.refresh_from_db()
    came.refresh_from_db()
    assert (same.article, came.article) == (pair.article, pair.other)


def test_names_deleted_since_are_told_and_the_rest_comes_back() -> None:
    one, gone = make_author(), make_author()
    _pair, merge = make_deleted(authors=(one, gone))
    Author.objects.filter(pk=gone.pk).delete()
    assert undone(merge) == [f"Gone since then: {gone.name}."]
    assert [*Article.objects.get(pk=merge.spare_id).authors.all()] == [one]


def test_a_draft_whose_slug_was_taken_meanwhile_gets_another() -> None:
    pair, merge = make_deleted()
    make_article(slug=pair.article.slug)
    undone(merge)
    assert Article.objects.get(pk=merge.spare_id).slug == f"{pair.article.slug}-{merge.spare_id}"


def test_the_one_kept_may_be_gone() -> None:
    pair, merge = make_deleted()
    source = Source.objects.get()
    Article.objects.filter(pk=pair.other_id).delete()
    assert undone(merge) == []
    source.refresh_from_db()
    assert source.article_id == merge.spare_id
    assert not Likeness.objects.exists()


# --- When it cannot be --------------------------------------------------------------------------------


def test_a_merge_is_undone_once() -> None:
    merge = merged(make_pair())
    undone(merge)
    with pytest.raises(MergeError, match="has been undone already"):
        undone(merge)


def test_a_later_merge_of_the_one_kept_is_undone_first() -> None:
    pair = make_pair()
    third = make_article(headline="Third", status="published", published_at=NOW - 3 * DAY)
    merge = merged(pair)
    on = Likeness.objects.create(article=third, other=pair.other, kind="same", overlap=99)
    later = relating.merge_copy(on, third, user=make_user("Publisher"))
    with pytest.raises(MergeError, match="“First” into “Third” was merged since"):
        undone(merge)
    undone(later)
    assert undone(merge) == []


def test_a_piece_that_somebody_has_deleted_since_stays_deleted() -> None:
    pair = make_pair()
    merge = merged(pair)
    Article.objects.filter(pk=pair.article_id).delete()
    with pytest.raises(MergeError, match="“Copy” has been deleted since it was merged"):
        undone(merge)


@pytest.mark.parametrize("group", ["Reporter", "Editor"])
def test_who_may_not_merge_may_not_undo_it(group: str) -> None:
    pair = make_pair()
    merge = merged(pair)
    with pytest.raises(MergeError, match="may not do this"):
        relating.undo_merge(merge, user=make_user(group))
    assert Article.objects.get(pk=pair.article_id).status == "withdrawn"


def test_who_undid_it_is_in_the_log_and_in_the_history() -> None:
    pair, user = make_pair(), make_user("Publisher")
    merge = merged(pair)
    relating.undo_merge(merge, user=user)
    last = Revision.objects.filter(article=pair.article).first()
    assert last and (last.author, last.note) == (user, "The merge into “First” was undone.")
    logged = LogEntry.objects.filter(user=user, change_message__contains="undone")
    assert {*logged.values_list("object_id", flat=True)} == {str(pair.article_id), str(pair.other_id)}
    merge.refresh_from_db()
    assert (merge.undone_by, merge.undone_at is not None) == (user, True)
