"""Bringing the same pieces in again: nothing twice, nothing lost, and never over a person's words."""

import pytest

from articles import search, workflow
from articles.errors import ReadingError
from articles.ingest.story import SourceFile
from articles.models import Article, Source
from articles.storing import Outcome, Piece, store, unchanged

from .stories import NEW, contents, make_piece, make_run, make_story, store_one, stored, text_of

pytestmark = pytest.mark.django_db

# --- Same bytes -------------------------------------------------------------------------------------


def test_the_same_pieces_again_write_nothing() -> None:
    pieces = [
        make_piece(make_story(f"Piece {n}.", authors=["Ada Marlow"], topics=("Ports",)), f"{n}.txt")
        for n in range(5)
    ]
    pieces.append(make_piece(make_story("Piece 1."), "copy-of-1.txt"))
    error = ReadingError("x.pdf", "is a PDF, not text.", "Convert it.")
    pieces += [Piece.refused(error, SourceFile("x.pdf", b"%PDF-1.4")), Piece.refused(error)]
    first = store(pieces, make_run())
    assert [str(r.outcome) for r in first] == ["created"] * 5 + ["duplicate"] + ["rejected"] * 2
    before = contents()
    again = store(pieces, make_run())
    assert [str(r.outcome) for r in again] == ["unchanged"] * 6 + ["rejected"] * 2
    assert contents() == before
    assert [r.article_id for r in again] == [r.article_id for r in first]


def test_what_is_stored_need_not_be_read_again() -> None:
    file, other = SourceFile("piece.txt", b"one", "path:/wire/piece.txt"), SourceFile("other.txt", b"two")
    store([Piece.of(file, make_story())], make_run())
    bare = Piece.of(file)
    assert unchanged([bare, Piece.of(other)]) == {(bare.sha256, bare.origin)}
    (result,) = store([bare], make_run())
    assert result.outcome is Outcome.UNCHANGED


def test_the_same_bytes_from_elsewhere_are_a_duplicate_and_unchanged_from_then_on() -> None:
    article = stored(make_story(), "piece.txt")
    result = store_one(make_story(), "copy.txt")
    assert (result.outcome, result.article_id) == (Outcome.DUPLICATE, article.pk)
    assert result.reason == "The very same file as piece.txt."
    before = contents()
    again = store_one(make_story(), "copy.txt")
    assert (again.outcome, again.article_id, again.reason) == (Outcome.UNCHANGED, article.pk, "")
    assert contents() == before


def test_what_was_uploaded_and_comes_from_a_folder_is_known_there_from_then_on() -> None:
    story = make_story()
    file = SourceFile("piece.txt", b"bytes")
    store([Piece.of(file, story)], make_run())
    at = SourceFile("piece.txt", b"bytes", "path:/wire/piece.txt")
    assert unchanged([Piece.of(at)]) == set()
    (first,), (again,) = (store([Piece.of(at, story)], make_run()) for _run in range(2))
    assert (first.outcome, again.outcome) == (Outcome.DUPLICATE, Outcome.UNCHANGED)
    (uploaded_again,) = store([Piece.of(file)], make_run())
    assert uploaded_again.outcome is Outcome.UNCHANGED


def test_files_of_the_same_bytes_without_words_are_one_piece() -> None:
    first = store_one(make_story("", headline="Only a headline"), "a.txt")
    second = store_one(make_story("", headline="Only a headline"), "b.txt")
    assert (second.outcome, second.article_id) == (Outcome.DUPLICATE, first.article_id)


def test_a_copy_of_what_was_deleted_at_the_desk_does_not_bring_it_back() -> None:
    stored(make_story(), "piece.txt").delete()
    result = store_one(make_story(), "copy.txt")
    assert (result.outcome, result.article_id) == (Outcome.UNCHANGED, None)
    assert "deleted" in result.reason


def test_a_piece_that_was_deleted_at_the_desk_does_not_come_back() -> None:
    stored(make_story()).delete()
    result = store_one(make_story())
    assert (result.outcome, result.article_id) == (Outcome.UNCHANGED, None)
    assert "deleted" in result.reason
    assert not Article.objects.exists()


def test_a_file_rejected_once_is_stored_when_it_can_be_read() -> None:
    file = SourceFile("piece.txt", b"bytes", "path:/wire/piece.txt")
    error = ReadingError("piece.txt", "is in no encoding we know.", "Name it with --encoding.")
    store([Piece.refused(error, file)], make_run())
    (result,) = store([Piece.of(file, make_story())], make_run())
    assert result.outcome is Outcome.CREATED
    assert sorted(Source.objects.values_list("outcome", flat=True)) == ["created", "rejected"]


def test_a_rejected_piece_is_written_down_without_its_bytes() -> None:
    error = ReadingError("piece.bin", "is not text.", "Convert it.")
    store([Piece.refused(error, SourceFile("piece.bin", b"\0" * 100, "path:/wire/piece.bin"))], make_run())
    source = Source.objects.get()
    assert (source.outcome, source.article, bytes(source.raw)) == ("rejected", None, b"")
    assert source.reason == "is not text. Convert it."
    assert source.origin == "path:/wire/piece.bin"


# --- Same words from elsewhere ----------------------------------------------------------------------


def test_the_same_words_from_elsewhere_are_a_duplicate_linked_to_the_article() -> None:
    article = stored(make_story("“It sank,” she said.\n\nTwice."), "ours.txt")
    result = store_one(make_story('"It  SANK", she said. Twice.', headline="Sunk"), "theirs.txt")
    assert (result.outcome, result.article_id) == (Outcome.DUPLICATE, article.pk)
    assert result.reason == "The same text as ours.txt."
    assert Article.objects.count() == 1
    assert [s.outcome for s in article.sources.order_by("id")] == ["created", "duplicate"]


def test_duplicates_within_a_batch_are_found_and_linked_to_the_first() -> None:
    pieces = [make_piece(make_story(headline=f"Edition {n}"), f"{n}.txt") for n in range(3)]
    results = store(pieces, make_run())
    assert [str(r.outcome) for r in results] == ["created", "duplicate", "duplicate"]
    assert {r.article_id for r in results} == {Article.objects.get().pk}


def test_pieces_without_text_are_no_duplicates_of_one_another() -> None:
    for number in range(2):
        assert store_one(make_story("", headline=f"{number}"), f"{number}.txt").outcome is Outcome.CREATED


def test_other_words_are_no_duplicate() -> None:
    stored(make_story("The ferry is back."), "a.txt")
    assert store_one(make_story("The ferry is not back."), "b.txt").outcome is Outcome.CREATED


def test_a_duplicate_that_gets_words_of_its_own_becomes_an_article() -> None:
    first = stored(make_story(), "a.txt")
    store_one(make_story(headline="Same"), "b.txt")
    result = store_one(make_story(NEW), "b.txt")
    assert result.outcome is Outcome.CREATED
    assert result.article_id != first.pk
    assert "came back" in text_of(first)


# --- Other bytes from the same origin ---------------------------------------------------------------


def test_a_changed_file_changes_its_article_in_place() -> None:
    article = stored(make_story(authors=["Ada Marlow"], topics=("Ports",), standfirst="Old."))
    slug = article.slug
    result = store_one(make_story(NEW, headline="Sunk", authors=["Bo Elm"], topics=("Wrecks",)))
    assert (result.outcome, result.article_id, result.in_place) == (Outcome.UPDATED, article.pk, True)
    article.refresh_from_db()
    assert (article.headline, article.standfirst, article.slug) == ("Sunk", "", slug)
    assert "sank again" in article.body
    assert [b.author.name for b in article.bylines.all()] == ["Bo Elm"]
    assert list(article.topics.names()) == ["Wrecks"]
    assert article.version == 2
    assert Article.objects.count() == 1


def test_an_update_keeps_what_was_there_as_a_revision() -> None:
    article = stored(make_story(authors=["Ada Marlow"]))
    store_one(make_story(NEW))
    revisions = list(article.revisions.order_by("number"))
    assert [r.kind for r in revisions] == ["import", "import"]
    assert "came back" in revisions[0].snapshot["fields"]["body"]
    assert [b["name"] for b in revisions[0].snapshot["bylines"]] == ["Ada Marlow"]
    assert "sank again" in revisions[1].snapshot["fields"]["body"]


def test_an_updated_piece_is_found_by_its_new_words_only() -> None:
    article = stored(make_story())
    store_one(make_story(NEW))
    assert list(search.search(Article.objects.all(), "wednesday")) == [article]
    assert list(search.search(Article.objects.all(), "tuesday")) == []


def test_updates_follow_on_one_another() -> None:
    article = stored(make_story())
    for word in ("second", "third", "fourth"):
        assert store_one(make_story(f"The {word} text.")).outcome is Outcome.UPDATED
    assert "fourth" in text_of(article)
    assert article.version == 4
    assert article.revisions.count() == 4


def test_a_file_that_goes_back_to_its_first_text_takes_the_article_back() -> None:
    article = stored(make_story())
    store_one(make_story(NEW))
    result = store_one(make_story())
    assert result.outcome is Outcome.UPDATED
    assert "came back" in text_of(article)
    assert store_one(make_story()).outcome is Outcome.UNCHANGED
    assert store_one(make_story(NEW)).outcome is Outcome.UPDATED
    assert "sank again" in text_of(article)


def test_an_identity_or_an_address_is_an_origin_wherever_the_file_lies() -> None:
    known_by: list[dict[str, str]] = [
        {"identity": "urn:wire:42"},
        {"identity": "42", "publication": "The Courier"},
        {"canonical_url": "https://x.example/ferry"},
        {"canonical_url": "https://x.example/?id=42"},
    ]
    for number, facts in enumerate(known_by):
        article = stored(make_story(f"Text {number}.", **facts), f"monday/{number}.txt")
        result = store_one(make_story(f"Text {number}, changed.", **facts), f"tuesday/{number}.txt")
        assert (result.outcome, result.article_id) == (Outcome.UPDATED, article.pk)


@pytest.mark.parametrize("facts", [{"identity": "42"}, {"canonical_url": "https://x.example/"}])
def test_a_number_or_a_front_page_says_too_little_to_be_an_origin(facts: dict[str, str]) -> None:
    for name in ("monday/1.txt", "tuesday/1.txt"):
        assert store_one(make_story(f"Text of {name}.", **facts), name).outcome is Outcome.CREATED


def test_a_number_is_an_origin_within_its_folder() -> None:
    store_one(make_story("Text.", identity="42"), "monday/1.txt")
    assert store_one(make_story("New text.", identity="42"), "monday/2.txt").outcome is Outcome.UPDATED


def test_two_versions_in_one_batch_make_one_article_with_the_later_text() -> None:
    pieces = [
        make_piece(make_story(text, identity="urn:wire:42"), name)
        for text, name in [("First.", "1.txt"), ("Second.", "2.txt")]
    ]
    results = store(pieces, make_run())
    assert [str(r.outcome) for r in results] == ["created", "updated"]
    assert "Second." in Article.objects.get().body


def test_standard_input_has_no_origin_and_updates_nothing() -> None:
    for text in ("One.", "Two."):
        piece = Piece.of(SourceFile("standard input", text.encode()), make_story(text))
        (result,) = store([piece], make_run())
        assert result.outcome is Outcome.CREATED


def test_an_update_of_a_published_piece_keeps_its_date_unless_it_brings_one() -> None:
    article = stored(make_story())
    workflow.publish(article)
    article.refresh_from_db()
    store_one(make_story(NEW))
    updated = Article.objects.get(pk=article.pk)
    assert (updated.status, updated.published_at) == ("published", article.published_at)
    assert updated.published_at_assumed
    assert "sank again" in updated.body


def test_publishing_alone_is_no_edit() -> None:
    article = stored(make_story())
    workflow.publish(article)
    assert store_one(make_story(NEW)).in_place
