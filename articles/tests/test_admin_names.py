"""Authors, publications and topics at the desk: how much there is of each, other names, one made of two."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import search
from articles.models import Article, Author, AuthorAlias, OldSlug, Publication, Topic

from .desk_forms import change_url, fields_of, opened
from .factories import make_article, make_author, make_publication, make_topic, make_user

pytestmark = pytest.mark.django_db
MAKERS: dict[str, Callable[..., Any]] = {
    "author": make_author,
    "publication": make_publication,
    "topic": make_topic,
}


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Publisher"))
    return client


def list_url(kind: str) -> str:
    return reverse(f"admin:articles_{kind}_changelist")


def piece_about(kind: str, row: Any, **fields: Any) -> Article:
    named = {"author": {"authors": (row,)}, "publication": {"publication": row}, "topic": {"topics": (row,)}}
    return make_article(**named[kind], **fields)


def merge(client: Client, kind: str, *rows: Any, **more: Any) -> Any:
    sent = {"action": "merge_selected", "_selected_action": [row.pk for row in rows], **more}
    return client.post(list_url(kind), sent, follow=True)


# --- Counts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", MAKERS)
def test_list_says_how_many_pieces_are_live_of_how_many(desk: Client, kind: str) -> None:
    row = MAKERS[kind]()
    piece_about(kind, row, status="published")
    piece_about(kind, row)
    piece_about(kind, row, working_copy_of=piece_about(kind, MAKERS[kind](), status="published"))
    page = desk.get(list_url(kind)).content.decode()
    assert '<span class="visually-hidden">1 live of 2</span>' in page


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("rows", [5, 50])
def test_counts_cost_no_query_a_row(desk: Client, kind: str, rows: int) -> None:
    for _row in range(rows):
        piece_about(kind, MAKERS[kind](), status="published")
    desk.get(list_url(kind))
    with CaptureQueriesContext(connection) as queries:
        assert len(desk.get(list_url(kind)).context["cl"].result_list) == rows
    assert len(queries) <= 6
    counting = [query["sql"] for query in queries if query["sql"].startswith("SELECT COUNT")]
    assert counting and not [sql for sql in counting if "live_pieces" in sql or "LIMIT" not in sql]


@pytest.mark.parametrize("kind", MAKERS)
def test_count_leads_to_the_pieces(desk: Client, kind: str) -> None:
    row = MAKERS[kind]()
    article = piece_about(kind, row)
    make_article()
    counted = desk.get(list_url(kind)).content.decode()
    address = counted.split(reverse("admin:articles_article_changelist") + "?")[1].split('"')[0]
    page = desk.get(reverse("admin:articles_article_changelist") + "?" + address)
    assert [piece.pk for piece in page.context["cl"].result_list] == [article.pk]


# --- Changing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", MAKERS)
def test_changed_address_leaves_the_old_one_behind(desk: Client, kind: str) -> None:
    row = MAKERS[kind](slug="old")
    desk.post(change_url(row), {**opened(desk, row), "slug": "new"})
    assert OldSlug.objects.get(kind=kind, slug="old").target == row


@pytest.mark.parametrize("kind", MAKERS)
def test_changed_name_is_found_by_the_search(desk: Client, kind: str) -> None:
    row = MAKERS[kind](name="Quillfeather")
    article = piece_about(kind, row)
    search.refresh_many([article.pk])
    desk.post(change_url(row), {**opened(desk, row), "name": "Periwinkle"})
    assert search.search(Article.objects.all(), "periwinkle").get() == article
    assert not search.search(Article.objects.all(), "quillfeather").exists()


def test_aliases_are_written_beside_the_name(desk: Client) -> None:
    ada = make_author()
    form = {
        **opened(desk, ada),
        "aliases-TOTAL_FORMS": "1",
        "aliases-0-name": "A. Marlow",
        "aliases-0-author": ada.pk,
    }
    desk.post(change_url(ada), form)
    assert ada.aliases.get().name_key == "a marlow"


def test_same_spelling_for_two_authors_is_refused_in_words(desk: Client) -> None:
    AuthorAlias.objects.create(author=make_author(name="Ben Okoro"), name="B. O.")
    ada = make_author()
    form = {
        **opened(desk, ada),
        "aliases-TOTAL_FORMS": "1",
        "aliases-0-name": "b o",
        "aliases-0-author": ada.pk,
    }
    answer = desk.post(change_url(ada), form)
    assert "This spelling already stands for Ben Okoro." in answer.content.decode()
    assert not ada.aliases.exists()


@pytest.mark.parametrize(
    ("spellings", "told"), [(("B. O.", "b o"), "“b o” is there twice."), (("…",), "has no letters")]
)
def test_spellings_that_mean_nothing_or_the_same_are_refused(
    desk: Client, spellings: tuple[str, ...], told: str
) -> None:
    ada = make_author()
    rows = {f"aliases-{number}-name": spelling for number, spelling in enumerate(spellings)}
    rows |= {f"aliases-{number}-author": str(ada.pk) for number in range(len(spellings))}
    answer = desk.post(change_url(ada), {**opened(desk, ada), "aliases-TOTAL_FORMS": len(spellings), **rows})
    assert told in answer.content.decode()
    assert not ada.aliases.exists()


def test_author_with_pieces_cannot_be_deleted(desk: Client) -> None:
    ada = make_author()
    make_article(authors=(ada,))
    desk.post(reverse("admin:articles_author_delete", args=[ada.pk]), {"post": "yes"})
    assert Author.objects.filter(pk=ada.pk).exists()


def test_new_publication_is_added(desk: Client) -> None:
    add = reverse("admin:articles_publication_add")
    desk.post(add, {**fields_of(desk.get(add)), "name": "The Courier", "slug": "courier"})
    assert Publication.objects.get().name == "The Courier"


# --- Merging --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", MAKERS)
def test_merging_asks_which_one_stays_and_says_what_will_happen(desk: Client, kind: str) -> None:
    rows = [MAKERS[kind](), MAKERS[kind]()]
    page = merge(desk, kind, *rows).content.decode()
    assert "Which one stays?" in page and "This cannot be undone." in page
    assert page.count('name="survivor"') == 2
    assert type(rows[0]).objects.count() == 2


@pytest.mark.parametrize("kind", MAKERS)
def test_merging_moves_everything_and_is_logged(desk: Client, kind: str) -> None:
    kept, gone = MAKERS[kind](name="Kept"), MAKERS[kind](name="Gone", slug="gone")
    article = piece_about(kind, gone)
    answer = merge(desk, kind, kept, gone, survivor=kept.pk, merge="Merge")
    assert "Merged “Gone” into “Kept”." in answer.content.decode()
    assert type(kept).objects.get() == kept
    names = {"author": article.authors.all(), "topic": article.topics.all()}
    moved = names[kind].get() if kind in names else Article.objects.get().publication
    assert moved == kept
    assert OldSlug.objects.get(slug="gone").target == kept
    assert "Gone" in LogEntry.objects.get().change_message


def test_one_alone_is_not_merged(desk: Client) -> None:
    answer = merge(desk, "author", make_author())
    assert "Select from two to 20 to merge." in answer.content.decode()


def test_one_that_was_not_selected_cannot_survive(desk: Client) -> None:
    rows = [make_author(), make_author()]
    merge(desk, "author", *rows, survivor=make_author().pk, merge="Merge")
    assert Author.objects.count() == 3


def test_what_cannot_be_merged_is_told(desk: Client) -> None:
    rows = [make_author(user=make_user()), make_author(user=make_user())]
    answer = merge(desk, "author", *rows, survivor=rows[0].pk, merge="Merge")
    assert "more than one of them has an account" in answer.content.decode()
    assert Author.objects.count() == 2


def test_who_may_not_delete_may_not_merge(client: Client) -> None:
    client.force_login(make_user("Editor"))
    kept, gone = make_topic(), make_topic()
    merge(client, "topic", kept, gone, survivor=kept.pk, merge="Merge")
    assert Topic.objects.count() == 2
