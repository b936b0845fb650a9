"""Names in stories: authors, publications and topics are recognised or added, slugs are new and readable."""

from dataclasses import replace

import pytest

from articles.ingest.story import Person
from articles.models import Article, Author, AuthorAlias, OldSlug, Topic, TopicAlias
from articles.storing import known, store

from .factories import make_article, make_author, make_publication, make_topic
from .stories import derived, make_piece, make_run, make_story, stored

pytestmark = pytest.mark.django_db


# --- Authors ----------------------------------------------------------------------------------------


def test_bylines_keep_order_role_and_affiliation() -> None:
    article = stored(
        make_story(
            authors=[Person("Zoe Ash"), Person("Bo Elm", role="photographer", affiliation="Vey Institute")]
        )
    )
    rows = article.bylines.values_list("position", "author__name", "role", "affiliation_then")
    assert list(rows) == [(1, "Zoe Ash", "", ""), (2, "Bo Elm", "photographer", "Vey Institute")]


def test_an_unknown_author_is_added_with_everything_that_follows_from_the_name() -> None:
    stored(make_story(authors=[Person("Åsa L. Nyström", bio="Åsa Nyström writes about ports.")]))
    author = Author.objects.get()
    assert (author.name, author.slug, author.sort_name) == (
        "Åsa L. Nyström",
        "asa-l-nystrom",
        "Nyström, Åsa L.",
    )
    assert author.name_key == "asa l nystrom"
    assert author.bio == "Åsa Nyström writes about ports."


def test_an_author_is_known_by_any_spelling() -> None:
    author = make_author(name="Nina L. Khrushcheva")
    AuthorAlias.objects.create(author=author, name="N. Khrushcheva")
    for spelling in ("NINA L KHRUSHCHEVA", "n khrushcheva"):
        assert (
            stored(make_story(f"By {spelling}.", authors=[spelling]), f"{spelling}.txt").authors.get()
            == author
        )
    assert Author.objects.count() == 1


def test_one_author_by_two_spellings_is_credited_once_in_the_first_place() -> None:
    author = make_author(name="Nina L. Khrushcheva")
    AuthorAlias.objects.create(author=author, name="N. Khrushcheva")
    article = stored(make_story(authors=["N. Khrushcheva", "Bo Elm", "Nina L. Khrushcheva"]))
    assert [byline.author.name for byline in article.bylines.all()] == ["Nina L. Khrushcheva", "Bo Elm"]


def test_a_biography_is_filled_in_only_where_there_is_none() -> None:
    full, empty = make_author(name="Zoe Ash", bio="Ours."), make_author(name="Bo Elm")
    stored(make_story(authors=[Person("Zoe Ash", bio="Theirs."), Person("Bo Elm", bio="Bo grows elms.")]))
    full.refresh_from_db()
    empty.refresh_from_db()
    assert (full.bio, empty.bio) == ("Ours.", "Bo grows elms.")


def test_a_name_without_letters_is_nobody() -> None:
    assert stored(make_story(authors=["***", " "])).bylines.count() == 0


def test_namesakes_are_the_first_of_them() -> None:
    first = make_author(name="Zoe Ash")
    make_author(name="Zoë Ash")
    assert stored(make_story(authors=["ZOE ASH"])).authors.get() == first


# --- Publications and topics ------------------------------------------------------------------------


def test_a_publication_is_known_by_its_name_or_a_fingerprint() -> None:
    courier = make_publication(name="The Harbour Courier", fingerprints=["Courier Media Group"])
    for number, name in enumerate(["THE HARBOUR COURIER", "courier media group"]):
        assert (
            stored(make_story(f"Number {number}.", publication=name), f"{number}.txt").publication == courier
        )


def test_an_unknown_publication_is_added() -> None:
    publication = stored(make_story(publication="Der Norden")).publication
    assert publication is not None
    assert (publication.name, publication.slug, publication.is_house) == ("Der Norden", "der-norden", False)


def test_topics_are_known_by_name_or_alias_whatever_their_case() -> None:
    climate, ports = make_topic(name="Élections", slug="elections"), make_topic(name="Ports", slug="ports")
    TopicAlias.objects.create(topic=ports, name="Harbours")
    article = stored(make_story(topics=("ÉLECTIONS", "harbours", "PORTS", "Ports")))
    assert set(article.topics.all()) == {climate, ports}
    assert Topic.objects.count() == 2


def test_declared_topics_are_added_and_suggested_ones_are_not() -> None:
    story = replace(make_story(topics=("Ferries", "渡船")), suggested_topics=("Tuesday",))
    assert sorted(stored(story).topics.names()) == ["Ferries", "渡船"]
    assert not Topic.objects.filter(name="Tuesday").exists()


def test_topics_whose_slugs_are_alike_stay_apart() -> None:
    article = stored(make_story(topics=("C", "C++")))
    assert sorted(article.topics.names()) == ["C", "C++"]


def test_what_the_newsroom_knows_is_there_for_the_text_to_be_matched() -> None:
    author = make_author(name="Zoe Ash")
    AuthorAlias.objects.create(author=author, name="Z. Ash")
    TopicAlias.objects.create(topic=make_topic(name="Ports"), name="Harbours")
    make_publication(name="The Courier", fingerprints=["Courier Media"])
    names = known()
    assert names.people == {"Zoe Ash": "Zoe Ash", "Z. Ash": "Zoe Ash"}
    assert names.topics == {"Ports": "Ports", "Harbours": "Ports"}
    assert names.publications == {"The Courier": "The Courier"}
    assert names.fingerprints == {"Courier Media": "The Courier"}


# --- Slugs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "slug"),
    [
        ({"headline": "Größe zählt: Łódź & Ærø"}, "grosse-zahlt-lodz-aero"),
        ({"headline": "The ferry", "slug": "Declared Slug"}, "declared-slug"),
        ({"headline": "word " * 40}, "-".join(["word"] * 16)),
    ],
)
def test_the_slug_says_the_headline_in_plain_letters(facts: dict[str, str], slug: str) -> None:
    assert stored(make_story(**facts)).slug == slug


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("عودة العبارة إلى الميناء", "عودة-العبارة-إلى-الميناء"),
        ("港に船が戻ったNHK", "港に船が戻ったnhk"),
        ("हिन्दी में", "हिन्दी-में"),
    ],
)
def test_the_slug_says_the_headline_in_its_script(headline: str, slug: str) -> None:
    assert stored(make_story(headline=headline)).slug == slug


@pytest.mark.parametrize("headline", ["???", ""])
def test_a_headline_that_letters_cannot_say_gives_a_neutral_slug(headline: str) -> None:
    slug = stored(make_story(headline=headline)).slug
    assert slug.startswith("piece-")
    assert len(slug) == len("piece-") + 8


def test_a_draft_without_a_headline_is_filed_under_the_suggested_one() -> None:
    assert stored(derived(make_story())).slug == "the-ferry-came-back"


def test_slugs_are_unique_in_the_batch_in_the_table_and_among_old_ones() -> None:
    article = make_article(slug="the-ferry-is-back")
    OldSlug.objects.create(kind="article", slug="old-address", article=article)
    pieces = [
        make_piece(make_story("One.", headline="The ferry is back"), "1.txt"),
        make_piece(make_story("Two.", headline="The ferry is back"), "2.txt"),
        make_piece(make_story("Three.", headline="Old address"), "3.txt"),
        make_piece(make_story("Four.", headline="Old, old address"), "4.txt"),
        make_piece(make_story("Five.", headline="Old old address"), "5.txt"),
    ]
    ids = [result.article_id or 0 for result in store(pieces, make_run())]
    slugs = list(Article.objects.filter(pk__in=ids).order_by("pk").values_list("slug", flat=True))
    assert len(set(slugs)) == 5
    assert slugs[3] == "old-old-address"
    for slug, base in zip(
        slugs, ["the-ferry-is-back"] * 2 + ["old-address", "", "old-old-address"], strict=True
    ):
        if base:
            assert slug.startswith(f"{base}-")
            assert len(slug) == len(base) + 9
