"""A merge is undone: the piece comes back as it was, but for what people have changed since."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from articles import relating, revisions, search
from articles.errors import MergeError
from articles.models import (
    Article,
    Awaited,
    Event,
    EventPiece,
    Fingerprint,
    Likeness,
    OldSlug,
    Revision,
)  # fmt: skip
from articles.storing import Outcome

from .factories import DAY, NOW, make_article, make_author, make_source, make_topic, make_user
from .merges import make_pair, merged, state, undone
from .stories import make_story, store_one

pytestmark = pytest.mark.django_db


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
    Awaited.objects.create(article=pair.article, declared="https://paper.example/first")
    before = state(pair.article_id)
    assert undone(merged(pair)) == []
    assert state(pair.article_id) == before
    assert Awaited.objects.get(article=pair.article_id).declared == "https://paper.example/first"
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
