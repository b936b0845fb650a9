"""Storing: what a story becomes in the tables, in a fixed number of queries, whatever it holds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import search
from articles.errors import ReadingError
from articles.ingest.story import Change, Finding, Person, SourceFile, Story
from articles.models import Article, Publication, Source
from articles.storing import Outcome, Piece, store

from .stories import derived, make_piece, make_run, make_story, store_one, stored

pytestmark = pytest.mark.django_db


def codes(article: Article) -> list[str]:
    return [finding["code"] for finding in article.sources.get().findings]


# --- The article ------------------------------------------------------------------------------------


def test_a_story_becomes_a_draft_with_all_its_facts() -> None:
    article = stored(
        make_story(
            standfirst="Three years late.",
            kicker="Harbour",
            dateline="VEY, 3 May",
            genre="Feature",
            language="pt-BR",
            canonical_url="https://courier.example/ferry",
            is_machine_translated=True,
            publication="The Harbour Courier",
            published=datetime(2024, 5, 3, 8, 15, tzinfo=UTC),
        )
    )
    assert article.status == "draft"
    assert article.headline == "The ferry is back"
    assert article.standfirst == "Three years late."
    assert (article.kicker, article.dateline) == ("Harbour", "VEY, 3 May")
    assert (article.genre, article.language) == ("feature", "pt-BR")
    assert article.source_url == "https://courier.example/ferry"
    assert article.is_machine_translated
    assert article.publication == Publication.objects.get(name="The Harbour Courier")
    assert article.published_at == datetime(2024, 5, 3, 8, 15, tzinfo=UTC)
    assert article.first_published_at is None
    assert article.word_count == 16
    assert article.version == 1


def test_a_story_without_facts_leaves_them_open() -> None:
    article = stored(make_story(headline=""))
    assert article.headline == article.standfirst == article.source_url == ""
    assert (article.publication, article.published_at) == (None, None)
    assert (article.genre, article.status) == ("news", "draft")


def test_the_body_is_sanitised() -> None:
    article = stored(make_story("Before <script>alert(1)</script> <b onclick='x()'>after</b>"))
    assert article.body.strip() == "<p>Before  <b>after</b></p>"


def test_words_in_japanese_are_counted_by_character() -> None:
    assert stored(make_story("港に船が戻った。", language="ja")).word_count == 7


@pytest.mark.parametrize(
    ("zone", "moment"),
    [("UTC", datetime(2024, 5, 3, tzinfo=UTC)), ("Asia/Tokyo", datetime(2024, 5, 2, 15, tzinfo=UTC))],
)
def test_a_day_alone_is_its_first_moment_in_the_time_zone_of_the_site(
    zone: str, moment: datetime, settings: Any
) -> None:
    settings.TIME_ZONE = zone
    assert stored(make_story(published=date(2024, 5, 3))).published_at == moment


def test_a_derived_headline_stays_a_suggestion() -> None:
    article = stored(derived(make_story()))
    assert article.headline == ""
    assert codes(article) == ["headline-derived"]
    assert article.sources.get().findings[0]["suggestion"] == "The ferry came back"


def test_a_derived_headline_is_taken_when_guesses_are_accepted() -> None:
    assert stored(derived(make_story()), accept_guesses=True).headline == "The ferry came back"


def test_a_new_piece_is_found_by_its_words() -> None:
    article = stored(make_story(authors=["Ada Marlow"]))
    assert list(search.search(Article.objects.all(), "harbour storm")) == [article]
    assert list(search.search(Article.objects.all(), "marlow")) == [article]


# --- The source -------------------------------------------------------------------------------------


def test_the_source_keeps_the_file_and_what_was_done_to_it() -> None:
    cut = Change("cleaning", "share-row", "share", 10, 20, "Share this", "", 0.9, "a whole line")
    gap = Change("layout", "paragraphs", "layout", 20, 22, "\n\n\n", "\n\n")
    glued = Change("reading", "glued", "edit", 30, 38, "ferryfor", "ferry for", 1.0)
    doubt = Finding("date-missing", "No date.", evidence="3 May", start=5, end=10, confidence=0.3)
    story = replace(make_story(findings=(doubt,)), changes=(cut, gap, glued), doubt=40, encoding="cp1252")
    run = make_run()
    piece = make_piece(story, data=b"the raw bytes \xff")
    store([piece], run)
    source = Source.objects.get()
    assert (source.run, source.name, source.origin) == (run, "piece.txt", "path:/wire/piece.txt")
    assert bytes(source.raw) == b"the raw bytes \xff"
    assert (source.encoding, source.media_type, source.doubt) == ("cp1252", "text/plain", 40)
    assert source.outcome == "created"
    assert source.article_version == 1
    assert source.spans == [
        {
            "start": 10, "end": 20, "kind": "share", "step": "cleaning", "rule": "share-row",
            "confidence": 0.9, "reason": "a whole line",
        },
        {
            "start": 30, "end": 38, "kind": "edit", "step": "reading", "rule": "glued",
            "confidence": 1.0, "reason": "", "after": "ferry for",
        },
    ]  # fmt: skip
    assert source.findings == [
        {
            "code": "date-missing", "message": "No date.", "evidence": "3 May", "suggestion": "",
            "start": 5, "end": 10, "confidence": 0.3,
        }
    ]  # fmt: skip


# --- What does not fit ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "length", "code"),
    [("headline", 300, "headline-cut"), ("kicker", 100, "kicker-cut"), ("dateline", 120, "dateline-cut"),
     ("standfirst", 1000, "standfirst-cut")],
)  # fmt: skip
def test_what_is_too_long_is_cut_and_told(fact: str, length: int, code: str) -> None:
    article = stored(make_story(**{fact: "ferry " * 5000}))
    assert len(getattr(article, fact)) == length
    assert getattr(article, fact).endswith("…")
    assert codes(article) == [code]


def test_what_just_fits_is_left_alone() -> None:
    article = stored(make_story(headline="x" * 300, standfirst="y" * 1000, kicker="z" * 100))
    assert (article.headline, article.kicker) == ("x" * 300, "z" * 100)
    assert codes(article) == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x.example/", "not an address", "http://x.example/" + "y" * 1000]
)
def test_an_address_that_is_none_is_left_out_and_told(url: str) -> None:
    article = stored(make_story(canonical_url=url))
    assert article.source_url == ""
    assert codes(article) == ["address-unusable"]


@pytest.mark.parametrize(
    ("facts", "code", "field", "value"),
    [
        ({"genre": "horoscope"}, "genre-unknown", "genre", "news"),
        ({"language": "Klingon?"}, "language-unknown", "language", "en"),
        ({"published": date(1, 1, 1)}, "date-unusable", "published_at", None),
    ],
)
def test_what_makes_no_sense_is_left_out_and_told(
    facts: dict[str, Any], code: str, field: str, value: object, settings: Any
) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"  # whose first day began before it did in UTC
    article = stored(make_story(**facts))
    assert getattr(article, field) == value
    assert codes(article) == [code]


def test_nulls_and_half_characters_do_not_reach_the_database() -> None:
    odd = "a\0b\ud800c"
    article = stored(
        make_story(
            f"The text {odd}.", headline=odd, standfirst=odd, authors=[Person(odd, bio=odd)], topics=(odd,),
            publication=odd, findings=(Finding("odd", odd, odd, odd),), identity=odd,
        )
    )  # fmt: skip
    article.refresh_from_db()
    assert article.headline == "ab?c"
    assert [topic.name for topic in article.topics.all()] == ["ab?c"]
    assert article.sources.get().findings[0]["evidence"] == "ab?c"


def test_crowds_are_bounded_and_told() -> None:
    article = stored(
        make_story(
            authors=[f"Author Number{n}" for n in range(100)], topics=tuple(f"topic {n}" for n in range(900))
        )
    )
    assert article.bylines.count() == 30
    assert article.topics.count() == 50
    assert codes(article) == ["authors-left-out", "topics-left-out"]


def test_findings_are_bounded() -> None:
    article = stored(make_story(findings=tuple(Finding("glued", f"{n}") for n in range(3000))))
    assert len(article.sources.get().findings) == 500


def test_a_piece_the_database_refuses_is_rejected_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(body: str) -> str:
        if "poison" in body:
            raise ValueError("year 0 is out of range")
        return body

    monkeypatch.setattr("articles.storing.values.sanitise", failing)
    pieces = [
        make_piece(make_story(f"Piece {word} of the wire.", headline=word), f"{word}.txt")
        for word in ("one", "two", "poison", "three")
    ]
    run = make_run()
    results = store(pieces, run)
    assert [str(r.outcome) for r in results] == ["created", "created", "rejected", "created"]
    assert "year 0 is out of range" in results[2].reason
    assert sorted(Article.objects.values_list("headline", flat=True)) == ["one", "three", "two"]
    assert Source.objects.get(outcome="rejected").name == "poison.txt"


# --- Cost -------------------------------------------------------------------------------------------


def batch(count: int, word: str) -> list[Piece]:
    """So many new pieces, each with names of its own, and a rejected one."""
    stories: list[Story] = [
        make_story(
            f"The {word} ferry number {n} came back.", headline=f"{word} {n}",
            authors=[f"Ada {word} Marlow {n}"], topics=(f"{word} {n}",), publication=f"{word} Courier {n}",
        )
        for n in range(count)
    ]  # fmt: skip
    error = ReadingError(f"{word}.pdf", "is a PDF, not text.", "Convert it.")
    pieces = [make_piece(story, f"{word}-{n}.txt") for n, story in enumerate(stories)]
    return [*pieces, Piece.refused(error, SourceFile(error.name, word.encode()))]


def test_a_large_batch_takes_as_many_queries_as_a_small_one() -> None:
    counts = []
    for count, word in [(3, "small"), (25, "large")]:
        pieces, run = batch(count, word), make_run()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            results = store(pieces, run)
        assert [r.outcome for r in results] == [*[Outcome.CREATED] * count, Outcome.REJECTED]
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 40


def test_storing_one_piece_gives_its_article() -> None:
    result = store_one(make_story())
    assert result.outcome is Outcome.CREATED
    assert Article.objects.get().pk == result.article_id
