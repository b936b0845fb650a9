"""What was taken out of a piece is put back, paragraphs are taken out: from the source's page, logged, recorded."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import search, workflow
from articles.models import Article, Decision, Source
from articles.placing import units

from .desk_forms import change_url
from .factories import make_article, make_source, make_user

PARTS = [
    "The ferry came back to the harbour on Tuesday.",
    "Subscribe <b>now</b> & save.",
    "Read on for half the price.",
    "Nobody was on board, the harbour master said.",
    "Ada Marlow writes about boats.",
]
RAW = "\n\n".join(PARTS)
BODY = f'<p>{PARTS[0]}</p>\n<p>Nobody was <a href="https://pier.example/" rel="noopener nofollow">on board</a>, the harbour master said.</p>'

pytestmark = pytest.mark.django_db


def span(number: int, kind: str) -> dict[str, Any]:
    start = RAW.index(PARTS[number])
    return {
        "kind": kind,
        "start": start,
        "end": start + len(PARTS[number]),
        "step": "",
        "rule": "",
        "confidence": 1,
    }


SPANS = [span(1, "paywall"), span(2, "paywall"), span(4, "bio")]


@pytest.fixture
def editor() -> User:
    return make_user("Editor")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def brought_in(**fields: Any) -> Source:
    article = make_article(headline="Ferry", body=BODY, **fields)
    return make_source(article=article, raw=RAW.encode(), encoding="utf-8", spans=SPANS, article_version=1)


def read(source: Source) -> list[str]:
    assert source.article
    source.article.refresh_from_db()
    return [unit.text for unit in units(source.article.body)]


def post(desk: Client, source: Source, address: str, **data: Any) -> list[str]:
    """Send the form as the page shows it now; return what the desk says."""
    assert source.article
    shown = Article.objects.filter(working_copy_of=source.article).first() or source.article
    shown.refresh_from_db()
    url = reverse(f"admin:articles_source_{address}", args=[source.pk])
    answer = desk.post(url, {"version": shown.version, **data}, follow=True)
    return [str(message) for message in answer.context["messages"]]


def test_one_click_puts_words_back_in_their_place(desk: Client, editor: User) -> None:
    source = brought_in()
    assert 'name="span" value="2"' in desk.get(change_url(source)).content.decode()
    assert post(desk, source, "restore", span="2") == [f"Put back in its place: “{PARTS[2]}”"]
    assert read(source) == [PARTS[0], PARTS[2], PARTS[3]]
    decision = Decision.objects.get()
    assert (decision.action, decision.kind, decision.text, decision.user) == (
        "restore",
        "paywall",
        PARTS[2],
        editor,
    )
    assert (decision.start, decision.end) == (SPANS[1]["start"], SPANS[1]["end"])


def test_what_is_put_back_is_recorded_counted_indexed_and_its_markup_is_words(
    desk: Client, editor: User
) -> None:
    source = brought_in()
    post(desk, source, "restore", span="1")
    assert source.article and read(source)[1] == PARTS[1]
    assert "Subscribe &lt;b&gt;now&lt;/b&gt; &amp; save." in source.article.body
    kinds = [(revision.kind, revision.author) for revision in source.article.revisions.order_by("number")]
    assert kinds == [("import", None), ("edit", editor)]
    assert source.article.version == 2 and source.article.word_count == 22
    assert list(search.search(Article.objects.all(), "subscribe")) == [source.article]


def test_several_go_back_in_the_order_of_the_source(desk: Client) -> None:
    source = brought_in()
    post(desk, source, "restore", span="3,2,1")
    assert read(source) == PARTS
    assert source.article and source.article.revisions.count() == 2


def test_the_legend_counts_what_is_still_out(desk: Client) -> None:
    source = brought_in()

    def legend() -> dict[str, int]:
        return {one.kind: count for one, count in desk.get(change_url(source)).context["legend"]}

    assert legend() == {"paywall": 2, "bio": 1}
    post(desk, source, "restore", span="1")
    assert legend() == {"paywall": 1, "bio": 1}


def test_words_that_are_back_are_not_put_back_twice(desk: Client) -> None:
    source = brought_in()
    post(desk, source, "restore", span="2")
    page = desk.get(change_url(source)).content.decode()
    assert 'name="span" value="2"' not in page and "put back since" in page
    assert "already" in post(desk, source, "restore", span="2")[0]
    assert read(source).count(PARTS[2]) == 1


def test_desk_says_where_the_place_is_not_sure(desk: Client) -> None:
    source = brought_in()
    Article.objects.update(body="<p>All of it was written anew.</p>")
    assert "at the end" in post(desk, source, "restore", span="1")[0]
    assert read(source) == ["All of it was written anew.", PARTS[1]]


def test_paragraph_is_taken_out_with_a_kind_and_put_back_with_its_markup(desk: Client) -> None:
    source = brought_in()
    assert post(desk, source, "remove", block="1", kind="copyright") == [f"Taken out: “{PARTS[3]}”"]
    assert read(source) == [PARTS[0]]
    taken = Decision.objects.get()
    assert (taken.action, taken.kind, RAW[taken.start : taken.end] in PARTS[3]) == (
        "remove",
        "copyright",
        True,
    )
    post(desk, source, "restore", span=f"d{taken.pk}")
    assert source.article and read(source) == [PARTS[0], PARTS[3]]
    assert source.article.body == BODY


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"block": "1", "kind": ""}, "no kind was chosen"),
        ({"block": "1", "kind": "evil"}, "no kind was chosen"),
        ({"kind": "advert"}, "no paragraph was ticked"),
        ({"block": ["9", "x"], "kind": "advert"}, "no paragraph was ticked"),
        ({"block": "1", "kind": "advert", "version": "7"}, "changed it at"),
        ({"block": "1", "kind": "advert", "version": "x"}, "changed it at"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(desk: Client, data: Any, told: str) -> None:
    source = brought_in()
    assert told in post(desk, source, "remove", **data)[0]
    assert read(source) == [PARTS[0], PARTS[3]]
    assert not Decision.objects.exists() and source.article and source.article.version == 1


def test_who_may_not_write_in_the_piece_changes_nothing(client: Client) -> None:
    client.force_login(make_user("Reporter"))
    source = brought_in()
    assert "colleague" in post(client, source, "restore", span="1")[0]
    assert 'id="put-back"' not in client.get(change_url(source)).content.decode()
    assert read(source) == [PARTS[0], PARTS[3]]


def test_published_piece_is_changed_in_its_working_copy(desk: Client, editor: User) -> None:
    source = brought_in(status="published")
    assert "working copy" in post(desk, source, "restore", span="1")[0]
    assert source.article
    copy = workflow.start_working_copy(source.article, user=editor)
    post(desk, source, "restore", span="1")
    copy.refresh_from_db()
    assert [unit.text for unit in units(copy.body)][1] == PARTS[1]
    assert read(source) == [PARTS[0], PARTS[3]]


def test_publisher_changes_what_is_published_in_place(client: Client) -> None:
    client.force_login(make_user("Publisher"))
    source = brought_in(status="published")
    post(client, source, "restore", span="1")
    assert read(source)[1] == PARTS[1]


def test_source_without_a_piece_has_nothing_to_do(desk: Client) -> None:
    source = make_source(raw=RAW.encode(), spans=SPANS)
    assert 'id="put-back"' not in desk.get(change_url(source)).content.decode()


def test_page_costs_the_same_whatever_was_decided(
    desk: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    source = brought_in()
    for number in (1, 2, 3):
        post(desk, source, "restore", span=str(number))
        post(desk, source, "remove", block="1", kind="advert")
    with django_assert_max_num_queries(14):
        desk.get(change_url(source))
