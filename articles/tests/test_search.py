"""Text search, the same on both databases: what is found, in which order, and that no text is a wrong one."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import search
from articles.models import Article, Author, Topic

from .factories import DAY, NOW, make_article, make_author, make_publication, make_topic

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    """The headlines found in the whole archive, best first."""
    return list(search.search(Article.objects.all(), text).values_list("headline", flat=True))


@pytest.mark.parametrize(
    "text", ["lock", "barges", "standstill", "bruges", "basin", "marlow", "canals", "gazette"]
)
def test_each_part_of_a_piece_is_searched(text: str) -> None:
    make_article(
        headline="Lock gates reopen", standfirst="Barges pass again.", kicker="Standstill", dateline="BRUGES",
        body="<p>They met at the <em>ba</em>sin.</p>", authors=(make_author(name="Ada Marlow"),),
        topics=(make_topic(name="Canals"),), publication=make_publication(name="The Gazette"),
    )  # fmt: skip
    make_article(headline="Another piece", body="<p>Nothing of it.</p>")
    assert found(text) == ["Lock gates reopen"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("l’Élysée", "elysee"), ("STRASSE", "straße"), ("Łódź", "lodz"),
        ("Ångström", "ANGSTROM"), ("e\u0301te\u0301", "été"), ("ﬁnance", "finance"), ("Ｎａｔｏ", "nato"),
        ("İstanbul", "istanbul"), ("ПУТЬ", "путь"), ("Ὀδυσσεύς", "οδυσσευς"), ("Đà Nẵng", "da nang"),
        ("don’t", "don't"), ("co-operate", "co operate"), ("soft\u00adhyphen", "softhyphen"),
        ("½ price", "1 2"), ("תל־אביב", "תל אביב"), ("السّوق", "السوق"),
        ("المُتَحَدِّث", "المتحدث"), ("إلى أنقرة", "الى انقره"), ("العـــربية", "العربية"),
        ("تهران کی", "تهران كي"), ("ＵＮＥＳＣＯ", "unesco"), ("Großbritannien", "GROSSBRIT"),
        ("שָׁלוֹם", "שלום"), ("हिन्दी समाचार", "हिन्दी"), ("ﾄｳｷｮｳ", "トウキョウ"), ("AT&amp;T", "at&t"),
    ],
)  # fmt: skip
def test_case_accents_and_width_do_not_count(written: str, typed: str) -> None:
    make_article(headline="Found", body=f"<p>… {written} …</p>")
    make_article(headline="Other")
    assert found(typed) == ["Found"]


@pytest.mark.parametrize(
    "typed", ["東京", "東京都", "京都で", "雨", "都", "観光客は橋", "観光客 東京", "橋を渡った。"]
)
def test_japanese_is_found_by_any_part(typed: str) -> None:
    make_article(headline="東京都で雨が降る", body="<p>観光客は橋を渡った。</p>", slug="ame")
    make_article(headline="大阪の朝", body="<p>静かだった。</p>", slug="asa")
    assert found(typed) == ["東京都で雨が降る"]


@pytest.mark.parametrize("typed", ["京東", "雨東", "客観", "か"])
def test_japanese_characters_must_stand_together_as_typed(typed: str) -> None:
    make_article(headline="東京都で雨が降る", body="<p>観光客は橋を渡った。がんばる</p>", slug="ame")
    assert found(typed) == []


@pytest.mark.parametrize("typed", ["iPhone発売", "発売", "iphone 発売日", "新型iPhone"])
def test_latin_words_inside_chinese_and_japanese_are_found(typed: str) -> None:
    make_article(headline="新型iPhone発売日", slug="iphone")
    assert found(typed) == ["新型iPhone発売日"]


@pytest.mark.parametrize("typed", ["서울", "서울에서", "กรุงเทพ", "เทพ"])
def test_korean_and_thai_are_found_by_parts(typed: str) -> None:
    make_article(headline="서울에서 กรุงเทพมหานคร", slug="seoul")
    assert len(found(typed)) == 1


def test_the_last_word_may_be_unfinished_and_only_the_last() -> None:
    make_article(headline="Harbour ferries")
    assert found("harbour ferr") == found("FER") == ["Harbour ferries"]
    assert found("harb ferries") == []
    assert found("fe") == []  # begins too many words to help


def test_all_words_must_stand_in_the_piece() -> None:
    make_article(headline="Harbour ferries", body="<p>On strike.</p>")
    assert found("strike harbour") == ["Harbour ferries"]
    assert found("strike airport") == []


def test_words_in_quotes_must_follow_one_another() -> None:
    make_article(headline="The night ferry")
    make_article(headline="Ferry at night")
    assert set(found("night ferry")) == {"The night ferry", "Ferry at night"}
    assert found('"night ferry"') == found("“night ferry”") == ["The night ferry"]


def test_a_phrase_does_not_run_from_one_field_into_the_next() -> None:
    make_article(headline="Night", standfirst="Ferry", body="<p>Ferry</p><p>boat</p>")
    assert found('"night ferry"') == []


def test_headline_ranks_over_standfirst_over_names_over_body() -> None:
    lone = "<p>Nothing of it here.</p>"
    make_article(headline="Body", body="<p>" + "Harbour by harbour. " * 40 + "</p>")
    make_article(headline="Names", body=lone, topics=(make_topic(name="Harbour"),))
    make_article(headline="Standfirst", standfirst="At the harbour.", body=lone)
    make_article(headline="Harbour", body=lone)
    for number in range(12):
        make_article(headline=f"Another {number}", body=lone)
    assert found("harbour") == ["Harbour", "Standfirst", "Names", "Body"]


def test_equal_matches_come_newest_first() -> None:
    for age in (2, 1, 3):
        make_article(headline="Harbour", status="published", published_at=NOW - age * DAY)
    dates = search.search(Article.objects.all(), "harbour").values_list("published_at", flat=True)
    assert list(dates) == [NOW - DAY, NOW - 2 * DAY, NOW - 3 * DAY]


TYPED = [
    '"', '""', '"a', 'a" OR "b', "harbour AND", "OR", "NOT harbour", "NEAR(a b)", "harbour*", "*", "^harbour",
    "-a", "headline:harbour", "{headline body}: a", "(((", "a:*", "'a' & !b | c <-> d", "a'b", "\\", "%s %d",
    "%(x)s", ";--",
    "\0", "har\0bour", "\x1f", "\ud800", "😀", "👩🏽‍🚀 harbour", "\u202eharbour", "a\u0301" * 300,
    "東" * 10_000,
    "x" * 10_000, "harbour " * 5_000, "'" * 10_000, '"' * 9_999, "́" * 100, "\n\t", "１２３", "𝓗𝓪𝓻𝓫𝓸𝓾𝓻",
]  # fmt: skip


@pytest.mark.parametrize("text", TYPED, ids=lambda text: ascii(text[:20]))
def test_any_typed_text_is_safe(text: str) -> None:
    make_article(headline="Harbour", status="published")
    pieces = search.search(Article.objects.live().for_list(), text)
    assert pieces.count() == len(pieces) <= 1


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000"])
def test_empty_text_leaves_the_queryset_as_it_is(text: str) -> None:
    pieces = Article.objects.live().newest_first()
    assert search.search(pieces, text) is pieces


@pytest.mark.parametrize("text", ["!?", "😀", '""', "\0"])
def test_text_without_a_word_finds_nothing(text: str) -> None:
    make_article(headline="Harbour 😀!?")
    assert found(text) == []


def test_only_pieces_of_the_queryset_are_found() -> None:
    paper = make_publication()
    inside = make_article(headline="Harbour", status="published", publication=paper, language="fr")
    make_article(headline="Harbour", status="published")
    make_article(headline="Harbour", publication=paper)
    pieces = Article.objects.live().filter(publication=paper, language="fr")
    assert list(search.search(pieces, "harbour")) == [inside]
    assert search.search(pieces, "harbour").filter(language="en").count() == 0
    nested = Article.objects.filter(pk__in=search.search(pieces, "harbour").values("pk"))
    assert list(nested) == [inside]


def test_a_search_composes_with_filters_that_join_many_rows() -> None:
    topics = (make_topic(name="Harbour"), make_topic(name="Ferries"))
    piece = make_article(headline="Harbour", topics=topics, authors=(make_author(), make_author()))
    pieces = search.search(Article.objects.all(), "harbour").filter(topics__in=topics, authors__isnull=False)
    assert list(pieces.distinct()) == [piece]


def test_a_search_is_one_query_that_starts_from_the_index() -> None:
    for _ in range(3):
        make_article(headline="Harbour", status="published")
    with CaptureQueriesContext(connection) as queries:
        assert len(search.search(Article.objects.live(), "harbour")[:20]) == 3
    assert len(queries) == 1


@pytest.mark.only_on("sqlite")
def test_sqlite_looks_into_the_index_before_the_archive() -> None:
    """Also where SQLite, which has no statistics at first, takes a filter for a sharp one."""
    pieces = Article.objects.live().filter(language="en", publication__slug="x", genre="news")
    for queryset in (Article.objects.all(), Article.objects.live(), pieces):
        plan = search.search(queryset, "harbour")[:20].explain()
        tables = re.findall(r"(?:SCAN|SEARCH) (articles_(?:search|article))\b", plan)
        assert tables == ["articles_search", "articles_article"]


@pytest.mark.only_on("postgresql")
def test_postgresql_looks_into_the_index_before_the_archive() -> None:
    Article.objects.bulk_create(
        Article(headline=f"Harbour number{number}", slug=f"harbour-{number}") for number in range(2_000)
    )
    search.refresh_many(list(Article.objects.values_list("pk", flat=True)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('articles_search_terms')")  # as autovacuum does
        cursor.execute("ANALYZE articles_article, articles_search")
        cursor.execute("SET LOCAL enable_seqscan = off")  # texts this short are as soon read through
    plan = search.search(Article.objects.all(), "harbour number77 ")[:20].explain()
    assert "Bitmap Index Scan on articles_search_terms" in plan
    assert "Index Cond: (id = articles_search.article_id)" in plan


def test_a_name_changed_is_found_after_a_refresh() -> None:
    author, topic = make_author(name="Ada Marlow"), make_topic(name="Canals")
    piece = make_article(headline="Piece", authors=(author,), topics=(topic,))
    Author.objects.update(name="Bea Hollin")
    Topic.objects.update(name="Rivers")
    search.refresh_many([piece.pk])
    assert found("hollin rivers") == ["Piece"]
    assert found("marlow") == found("canals") == []


def test_refreshing_twice_finds_a_piece_once() -> None:
    piece = make_article(headline="Harbour")
    search.refresh_many([piece.pk, piece.pk])
    search.refresh_many([piece.pk])
    assert found("harbour") == ["Harbour"]


def test_a_refresh_waits_for_the_commit(django_capture_on_commit_callbacks: object) -> None:
    piece = make_article(headline="Harbour")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        search.refresh_on_commit(piece)
        Article.objects.update(headline="Airport")
        assert found("airport") == []
    assert found("airport") == ["Airport"]


def test_ids_of_no_piece_are_passed_over() -> None:
    search.refresh_many([0, 10**12])
    assert found("ferry") == []


def test_a_deleted_piece_leaves_the_index_and_the_others_stay() -> None:
    kept = make_article(headline="Harbour kept")
    make_article(headline="Harbour one").delete()
    make_article(headline="Harbour two")
    Article.objects.exclude(pk=kept.pk).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_search")
        assert cursor.fetchone() == (1,)
    assert found("harbour") == ["Harbour kept"]


def test_refreshing_takes_as_many_queries_for_thirty_pieces_as_for_two() -> None:
    counts = []
    for number in (2, 30):
        ids = [make_article(authors=(make_author(),), topics=(make_topic(),)).pk for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            search.refresh_many(ids)
        counts.append(len(queries))
    assert counts == [4, 4]


def test_reindexing_brings_in_what_is_missing_and_drops_what_is_gone() -> None:
    pieces = [make_article(headline=f"Harbour {number}") for number in range(3)]
    Article.objects.update(headline="Airport")
    Article.objects.filter(pk=pieces[0].pk)._raw_delete(using="default")
    out = StringIO()
    call_command("reindex", stdout=out)
    assert out.getvalue() == "2 articles indexed.\n"
    assert found("airport") == ["Airport", "Airport"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_search")
        assert cursor.fetchone() == (2,)


def test_reindexing_goes_through_a_large_archive_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "AT_ONCE", 2)
    for _ in range(5):
        make_article(headline="Harbour")
    assert search.rebuild() == 5
    assert len(found("harbour")) == 5


@pytest.mark.parametrize(
    "body",
    [
        " ".join(f"w{number}" for number in range(150_000)),
        "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(300_000)),
        "word " * 200_000,
        "x" * 1_000_000,
    ],
    ids=["distinct words", "distinct characters", "one word", "one long word"],
)
def test_a_book_can_be_stored_and_is_found(body: str) -> None:
    make_article(headline="Book", body=f"<p>Opening {body}</p>")
    assert found("opening") == ["Book"]
