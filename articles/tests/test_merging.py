"""Merging: nothing that pointed at the others is lost, nothing else is touched."""

import pytest

from articles import merging
from articles.errors import MergeError
from articles.models import Article, Author, AuthorAlias, Byline, OldSlug, Publication, Topic, TopicAlias

from .factories import make_article, make_author, make_publication, make_topic, make_user

pytestmark = pytest.mark.django_db


def byline_of(article: Article) -> list[str]:
    return [byline.author.name for byline in article.bylines.select_related("author")]


# --- Authors --------------------------------------------------------------------------------------


def test_authors_bylines_move_to_the_survivor() -> None:
    ada, spelt = make_author(name="Ada Marlow"), make_author(name="A. Marlow")
    article = make_article(authors=(spelt,))
    merging.merge_authors(ada, [spelt])
    assert byline_of(article) == ["Ada Marlow"]
    assert not Author.objects.filter(pk=spelt.pk).exists()


def test_other_bylines_stay_where_they_are() -> None:
    ada, spelt, ben = make_author(name="Ada Marlow"), make_author(), make_author(name="Ben Okoro")
    article = make_article(authors=(ben, spelt))
    elsewhere = make_article(authors=(ben,))
    merging.merge_authors(ada, [spelt])
    assert byline_of(article) == ["Ben Okoro", "Ada Marlow"]
    assert byline_of(elsewhere) == ["Ben Okoro"]


def test_a_piece_by_both_names_the_survivor_once_in_the_first_place() -> None:
    ada, spelt, third = make_author(name="Ada Marlow"), make_author(), make_author()
    ben = make_author(name="Ben Okoro")
    article = make_article(authors=(spelt, ben, ada, third))
    merging.merge_authors(ada, [spelt, third])
    assert byline_of(article) == ["Ada Marlow", "Ben Okoro"]
    assert Byline.objects.filter(article=article, author=ada).get().position == 1


def test_merged_name_and_its_aliases_become_aliases() -> None:
    ada, spelt = make_author(name="Ada Marlow"), make_author(name="A. Marlowe")
    AuthorAlias.objects.create(author=spelt, name="Adda Marlow")
    merging.merge_authors(ada, [spelt])
    assert {alias.name for alias in ada.aliases.all()} == {"A. Marlowe", "Adda Marlow"}


def test_a_mere_other_spelling_needs_no_alias() -> None:
    ada, spelt = make_author(name="Ada Marlow"), make_author(name="ADA MARLOW")
    merging.merge_authors(ada, [spelt])
    assert not ada.aliases.exists()


def test_a_third_authors_alias_is_left_to_them() -> None:
    ada, spelt, third = make_author(name="Ada Marlow"), make_author(name="A. Marlow"), make_author()
    alias = AuthorAlias.objects.create(author=third, name="A Marlow")
    merging.merge_authors(ada, [spelt])
    alias.refresh_from_db()
    assert alias.author == third


def test_old_addresses_lead_to_the_survivor() -> None:
    ada, spelt = make_author(slug="ada"), make_author(slug="a-marlow")
    OldSlug.objects.create(kind="author", slug="older-still", author=spelt)
    merging.merge_authors(ada, [spelt])
    kept = {old.slug: old.target for old in OldSlug.objects.filter(kind="author")}
    assert kept == {"a-marlow": ada, "older-still": ada}


def test_empty_facts_are_filled_and_given_ones_kept() -> None:
    ada = make_author(bio="", job_title="Editor")
    spelt = make_author(bio="Writes on harbours.", job_title="Intern", user=make_user())
    account = spelt.user
    merging.merge_authors(ada, [spelt])
    ada.refresh_from_db()
    assert (ada.bio, ada.job_title, ada.user) == ("Writes on harbours.", "Editor", account)


def test_two_accounts_are_for_a_person_to_settle() -> None:
    ada, spelt = make_author(user=make_user()), make_author(user=make_user())
    article = make_article(authors=(spelt,))
    with pytest.raises(MergeError, match="more than one of them has an account"):
        merging.merge_authors(ada, [spelt])
    assert article.bylines.get().author == spelt


def test_one_alone_or_one_that_is_gone_is_refused() -> None:
    ada, gone = make_author(), make_author()
    with pytest.raises(MergeError, match="Nothing was merged"):
        merging.merge_authors(ada, [ada])
    Author.objects.filter(pk=gone.pk).delete()
    with pytest.raises(MergeError, match="Nothing was merged"):
        merging.merge_authors(ada, [gone])


# --- Publications ---------------------------------------------------------------------------------


def test_publications_pieces_move_and_the_name_is_known() -> None:
    courier, spelt = make_publication(name="The Courier"), make_publication(name="Courier", slug="courier")
    article = make_article(publication=spelt)
    elsewhere = make_article(publication=make_publication(name="The Ledger"))
    merging.merge_publications(courier, [spelt])
    article.refresh_from_db()
    elsewhere.refresh_from_db()
    courier.refresh_from_db()
    assert article.publication == courier
    assert elsewhere.publication is not None and elsewhere.publication.name == "The Ledger"
    assert courier.fingerprints == ["Courier"]
    assert OldSlug.objects.get(kind="publication", slug="courier").target == courier


def test_fingerprints_are_joined_each_once() -> None:
    courier = make_publication(name="The Courier", fingerprints=["Courier Media"])
    spelt = make_publication(name="Courier", fingerprints=["Courier Media", "Harbour House"])
    merging.merge_publications(courier, [spelt])
    courier.refresh_from_db()
    assert courier.fingerprints == ["Courier Media", "Courier", "Harbour House"]


def test_the_mark_of_the_house_passes_on_and_the_terms_do_not() -> None:
    courier = make_publication(canonical_policy="source")
    house = make_publication(is_house=True, canonical_policy="ours", credit_line="© The House")
    merging.merge_publications(courier, [house])
    courier.refresh_from_db()
    assert (courier.is_house, courier.credit_line) == (True, "© The House")
    assert courier.canonical_policy == "source"
    assert Publication.objects.count() == 1


# --- Topics ---------------------------------------------------------------------------------------


def test_topics_pieces_move_each_once() -> None:
    ferries, boats = make_topic(name="Ferries"), make_topic(name="Boats", slug="boats")
    both, one, none = (
        make_article(topics=(ferries, boats)),
        make_article(topics=(boats,)),
        make_article(topics=(make_topic(name="Bees"),)),
    )
    merging.merge_topics(ferries, [boats])
    assert [topic.name for topic in both.topics.all()] == ["Ferries"]
    assert [topic.name for topic in one.topics.all()] == ["Ferries"]
    assert [topic.name for topic in none.topics.all()] == ["Bees"]
    assert [alias.name for alias in TopicAlias.objects.filter(topic=ferries)] == ["Boats"]
    assert OldSlug.objects.get(kind="topic", slug="boats").target == ferries


def test_narrower_topics_move_under_the_survivor() -> None:
    ferries, boats = make_topic(name="Ferries"), make_topic(name="Boats")
    canoes = make_topic(name="Canoes", parent=boats)
    merging.merge_topics(ferries, [boats])
    canoes.refresh_from_db()
    assert canoes.parent == ferries


def test_no_topic_comes_to_stand_over_itself() -> None:
    transport = make_topic(name="Transport")
    ships = make_topic(name="Ships", parent=transport)
    boats = make_topic(name="Boats", parent=ships)
    ferries = make_topic(name="Ferries", parent=boats)
    merging.merge_topics(ferries, [ships])
    ferries.refresh_from_db()
    boats.refresh_from_db()
    assert (ferries.parent, boats.parent) == (transport, ferries)
    assert Topic.objects.count() == 3
