"""What the desk decides about copies: one is merged into the other, linked to it, or both are kept."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from articles import relating, workflow
from articles.errors import MergeError
from articles.models import Article, Event, EventPiece, Likeness, OldSlug, Publication, Source
from articles.storing import Outcome

from .factories import DAY, NOW, make_article, make_author, make_publication, make_source, make_user
from .stories import make_story, store_one

pytestmark = pytest.mark.django_db


def make_pair(**fields: Any) -> Likeness:
    """The first to come is the original, a day older than its copy."""
    first = make_article(headline="First", status="published", published_at=NOW - 2 * DAY)
    copy = make_article(**{"headline": "Copy", "status": "published", "published_at": NOW - DAY, **fields})
    return Likeness.objects.create(article=copy, other=first, kind="same", overlap=97)


def settled(pair: Likeness) -> str:
    pair.refresh_from_db()
    return pair.decision


def canonical(client: Client, article: Article) -> str:
    page = client.get(article.get_absolute_url()).content.decode()
    return page.partition('<link rel="canonical" href="')[2].partition('"')[0]


def test_a_merged_piece_that_was_public_is_withdrawn_and_its_address_leads_on(client: Client) -> None:
    pair = make_pair()
    kept, spare, address = pair.other, pair.article, pair.article.get_absolute_url()
    relating.merge_copy(pair, kept, user=make_user("Publisher"))
    spare.refresh_from_db()
    assert (spare.status, settled(pair)) == ("withdrawn", "merged")
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, kept.get_absolute_url())


def test_a_merged_piece_can_be_changed_and_published_again(client: Client) -> None:
    pair, user = make_pair(), make_user("Publisher")
    relating.merge_copy(pair, pair.other, user=user)
    spare = Article.objects.get(pk=pair.article_id)
    workflow.record_edit(spare, user=user)
    workflow.publish(Article.objects.get(pk=spare.pk), user=user)
    assert client.get(Article.objects.get(pk=spare.pk).get_absolute_url()).status_code == 200


def test_a_merged_piece_that_never_was_public_is_deleted_and_its_file_stays() -> None:
    pair = make_pair(status="draft")
    source = make_source(article=pair.article, article_version=1, raw=b"The ferry came back.")
    relating.merge_copy(pair, pair.other, user=make_user("Publisher"))
    assert [*Article.objects.all()] == [pair.other]
    assert not OldSlug.objects.exists()
    source.refresh_from_db()
    assert (source.article, bytes(source.raw)) == (pair.other, b"The ferry came back.")


@pytest.mark.parametrize("source", [{}, {"raw": b""}, {"raw": b"x", "article_version": 7}])
def test_a_merged_draft_with_words_that_stand_nowhere_else_stays_a_draft(source: dict[str, Any]) -> None:
    """Written at the desk, of a file that is not kept, or changed since it came."""
    pair, user = make_pair(status="draft"), make_user("Publisher")
    if source:
        make_source(**{"article": pair.article, "article_version": 1, **source})
    relating.merge_copy(pair, pair.other, user=user)
    spare = Article.objects.get(pk=pair.article_id)
    assert (spare.status, spare.copy_of, settled(pair)) == ("draft", pair.other, "merged")
    assert spare.revisions.get().note == "Merged into “First”."


def test_a_merged_draft_that_somebody_has_edited_stays_a_draft() -> None:
    pair, user = make_pair(status="draft"), make_user("Publisher")
    workflow.record_edit(pair.article, user=user)
    make_source(article=pair.article, article_version=2, raw=b"The ferry came back.")
    relating.merge_copy(pair, pair.other, user=user)
    assert Article.objects.get(pk=pair.article_id).status == "draft"


def test_no_word_of_a_merged_piece_that_was_public_is_lost() -> None:
    pair, user = make_pair(body="<p>Words of its own.</p>", authors=(make_author(),)), make_user("Publisher")
    relating.merge_copy(pair, pair.other, user=user)
    spare = Article.objects.get(pk=pair.article_id)
    assert spare.body == "<p>Words of its own.</p>"
    snapshot = spare.revisions.get().snapshot
    assert (snapshot["fields"]["body"], len(snapshot["bylines"])) == (spare.body, 1)
    assert LogEntry.objects.filter(object_id=str(spare.pk), change_message__contains="Merged into").exists()


def test_either_of_the_two_may_stay() -> None:
    pair = make_pair()
    relating.merge_copy(pair, pair.article, user=make_user("Publisher"))
    assert Article.objects.get(pk=pair.other_id).status == "withdrawn"
    assert Article.objects.get(pk=pair.article_id).status == "published"


def test_older_addresses_of_the_other_lead_on_too(client: Client) -> None:
    pair = make_pair()
    OldSlug.objects.create(kind="article", slug="long-ago", article=pair.article)
    relating.merge_copy(pair, pair.other, user=make_user("Publisher"))
    assert client.get("/articles/long-ago/")["Location"] == pair.other.get_absolute_url()


def test_sources_go_over_and_change_nothing_there_later() -> None:
    original = Article.objects.get(pk=store_one(make_story(), "first.txt").article_id or 0)
    came = store_one(make_story("Another text of the ferry altogether.\n\nAs it happens."), "copy.txt")
    pair = Likeness.objects.create(
        article_id=came.article_id or 0, other=original, kind="reworked", overlap=60
    )
    relating.merge_copy(pair, original, user=make_user("Publisher"))
    assert {*Source.objects.values_list("article", "outcome")} == {
        (original.pk, "created"),
        (original.pk, "duplicate"),
    }
    body = original.body
    again = store_one(make_story("Another text of the ferry altogether!\n\nAs it happens."), "copy.txt")
    assert again.outcome is Outcome.DUPLICATE
    original.refresh_from_db()
    assert original.body == body


def test_place_in_the_event_translations_and_copies_go_over() -> None:
    pair = make_pair()
    event = Event.objects.create(name="The ferry")
    relating.move([pair.article_id], event)
    german = make_article(language="de", translation_of=pair.article)
    other = make_article(copy_of=pair.article)
    relating.merge_copy(pair, pair.other, user=make_user("Publisher"))
    german.refresh_from_db()
    other.refresh_from_db()
    assert (german.translation_of, other.copy_of) == (pair.other, pair.other)
    assert EventPiece.objects.get(article=pair.other).event == event


def test_a_working_copy_stands_in_the_way_of_merging() -> None:
    pair, user = make_pair(), make_user("Publisher")
    workflow.start_working_copy(pair.article, user=user)
    with pytest.raises(MergeError, match="“Copy” has a working copy"):
        relating.merge_copy(pair, pair.other, user=user)
    assert Article.objects.get(pk=pair.article_id).status == "published"
    assert settled(pair) == "open"


def test_other_open_pairs_of_the_merged_piece_are_closed_and_decided_ones_stay() -> None:
    pair = make_pair()
    third, fourth = make_article(), make_article()
    still = Likeness.objects.create(article=third, other=pair.article, kind="same", overlap=90)
    kept = Likeness.objects.create(
        article=fourth, other=pair.article, kind="same", overlap=90, decision="kept"
    )
    relating.merge_copy(pair, pair.other, user=make_user("Publisher"))
    assert (settled(still), settled(kept)) == ("merged", "kept")


def test_a_linked_copy_names_the_original_as_canonical(client: Client) -> None:
    pair = make_pair()
    relating.link_copy(pair, pair.other, user=make_user("Editor"))
    assert settled(pair) == "linked"
    assert canonical(client, pair.article) == f"http://testserver{pair.other.get_absolute_url()}"
    assert canonical(client, pair.other) == f"http://testserver{pair.other.get_absolute_url()}"
    assert (
        f'"mainEntityOfPage": "{canonical(client, pair.article)}"'
        in client.get(pair.article.get_absolute_url()).content.decode()
    )


def test_the_canonical_address_of_the_original_goes_for_its_copy(client: Client) -> None:
    pair = make_pair(source_url="https://copy.example/2")
    Article.objects.filter(pk=pair.other_id).update(source_url="https://original.example/1")
    relating.link_copy(pair, pair.other, user=make_user("Editor"))
    assert canonical(client, pair.article) == "https://original.example/1"


def test_an_original_that_cannot_be_read_here_is_no_canonical_address(client: Client) -> None:
    pair = make_pair(source_url="https://copy.example/2")
    relating.link_copy(pair, pair.other, user=make_user("Editor"))
    Article.objects.filter(pk=pair.other_id).update(status="withdrawn")
    assert canonical(client, pair.article) == "https://copy.example/2"


def test_the_policy_of_the_original_is_its_own(client: Client) -> None:
    pair = make_pair()
    paper = make_publication(canonical_policy=Publication.CanonicalPolicy.OURS)
    Article.objects.filter(pk=pair.other_id).update(
        publication=paper, source_url="https://original.example/1"
    )
    relating.link_copy(pair, pair.other, user=make_user("Editor"))
    assert canonical(client, pair.article).endswith(pair.other.get_absolute_url())


def test_linking_the_other_way_round_turns_the_link() -> None:
    pair, user = make_pair(), make_user("Editor")
    relating.link_copy(pair, pair.other, user=user)
    relating.link_copy(pair, pair.article, user=user)
    assert Article.objects.get(pk=pair.article_id).copy_of is None
    assert Article.objects.get(pk=pair.other_id).copy_of == pair.article


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    pair, user = make_pair(), make_user("Editor")
    third = make_article()
    chain = Likeness.objects.create(article=third, other=pair.article, kind="same", overlap=90)
    relating.link_copy(pair, pair.other, user=user)
    relating.link_copy(chain, pair.article, user=user)
    assert Article.objects.get(pk=third.pk).copy_of == pair.other


def test_keeping_both_takes_a_link_away_and_leaves_others() -> None:
    pair, user = make_pair(), make_user("Editor")
    relating.link_copy(pair, pair.other, user=user)
    relating.keep_both(pair, user=user)
    assert settled(pair) == "kept"
    assert not Article.objects.exclude(copy_of=None).exists()
    third = make_article()
    Article.objects.filter(pk=pair.article_id).update(copy_of=third)
    relating.keep_both(pair, user=user)
    assert Article.objects.get(pk=pair.article_id).copy_of == third


@pytest.mark.parametrize("group", ["Reporter", "Editor"])
def test_who_may_not_publish_may_not_merge(group: str) -> None:
    pair = make_pair()
    with pytest.raises(MergeError, match="may not do this"):
        relating.merge_copy(pair, pair.other, user=make_user(group))
    assert settled(pair) == "open"


def test_a_reporter_decides_nothing() -> None:
    pair, user = make_pair(), make_user("Reporter")
    with pytest.raises(MergeError, match="may not do this"):
        relating.link_copy(pair, pair.other, user=user)
    with pytest.raises(MergeError, match="may not do this"):
        relating.keep_both(pair, user=user)
    assert settled(pair) == "open"


def test_what_was_decided_is_in_the_log_and_in_the_history() -> None:
    pair, user = make_pair(), make_user("Publisher")
    make_source(article=pair.article)
    relating.merge_copy(pair, pair.other, user=user)
    assert LogEntry.objects.filter(object_id=str(pair.other_id), change_message__contains="“Copy”").exists()
    assert pair.article.revisions.get(number=1).note == "Merged into “First”."
    pair.refresh_from_db()
    assert (pair.decided_by, pair.decided_at is not None) == (user, True)


def test_a_piece_deleted_meanwhile_is_told() -> None:
    pair = make_pair(status="draft")
    Article.objects.filter(pk=pair.article_id).delete()
    with pytest.raises(MergeError, match="has been deleted"):
        relating.keep_both(pair, user=make_user("Publisher"))


def test_what_was_merged_is_not_decided_otherwise_before_that_is_undone() -> None:
    pair, user = make_pair(), make_user("Publisher")
    relating.merge_copy(pair, pair.other, user=user)
    with pytest.raises(MergeError, match="Undo the merge first"):
        relating.keep_both(pair, user=user)
    assert settled(pair) == "merged"
