"""A merge is undone after people have gone on working: what they changed is left alone, and told."""

import pytest

from articles import relating, workflow
from articles.models import Article, Author, Event, EventPiece, Likeness, OldSlug, Source

from .factories import NOW, make_article, make_author, make_source, make_user
from .merges import make_deleted, make_pair, merged, undone

pytestmark = pytest.mark.django_db


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
    assert undone(merge) == [
        "Copies and translations of “Copy” that are gone, or linked otherwise by now: 1.",
        "“First” stays in the event that it is in now.",
    ]
    german.refresh_from_db()
    assert german.translation_of is None
    assert EventPiece.objects.get(article=pair.other).event == another


def test_a_draft_linked_otherwise_since_stays_so() -> None:
    pair, third = make_pair(status="draft"), make_article()
    merge = merged(pair)
    Article.objects.filter(pk=pair.article_id).update(copy_of=third)
    assert undone(merge) == ["“Copy” has been linked otherwise since, and stays so."]
    assert Article.objects.get(pk=pair.article_id).copy_of == third


def test_the_kept_one_that_was_a_copy_is_one_again_unless_it_was_linked_since() -> None:
    for third in (None, make_article()):
        pair = make_pair()
        Article.objects.filter(pk=pair.other_id).update(copy_of=pair.article)
        merge = merged(pair)
        Article.objects.filter(pk=pair.other_id).update(copy_of=third)
        told = ["“First” has been linked otherwise since, and stays so."]
        assert undone(merge) == (told if third else [])
        assert Article.objects.get(pk=pair.other_id).copy_of == (third or pair.article)


def test_an_event_that_is_gone_is_told() -> None:
    pair = make_pair(status="draft")
    make_source(article=pair.article, article_version=1, raw=b"The ferry came back.")
    relating.move([pair.article_id], event := Event.objects.create(name="The ferry"))
    merge = merged(pair)
    event.delete()
    assert "The event of “Copy” is gone." in undone(merge)
    assert EventPiece.objects.get(article=pair.article_id).event is None


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


@pytest.mark.parametrize("is_old", [False, True], ids=["a piece's", "an old address"])
def test_a_draft_whose_slug_was_taken_meanwhile_gets_another(is_old: bool) -> None:
    pair, merge = make_deleted()
    slug = pair.article.slug
    other = make_article(slug="another" if is_old else slug)
    if is_old:
        OldSlug.objects.create(kind="article", slug=slug, article=other)
    undone(merge)
    assert Article.objects.get(pk=merge.spare_id).slug == f"{slug}-{merge.spare_id}"


def test_the_one_kept_may_be_gone() -> None:
    pair, merge = make_deleted()
    source = Source.objects.get()
    Article.objects.filter(pk=pair.other_id).delete()
    assert undone(merge) == []
    source.refresh_from_db()
    assert source.article_id == merge.spare_id
    assert not Likeness.objects.exists()
