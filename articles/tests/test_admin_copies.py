"""Copies at the desk: the list, both pieces with their differences, and the decision; what a piece belongs with."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles import relating
from articles.models import Article, Byline, Event, Likeness, Merge

from .desk_forms import change_url, opened, saved
from .factories import DAY, NOW, make_article, make_author, make_publication, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_likeness_changelist")


def make_pair(number: int = 1, **fields: Any) -> Likeness:
    first = make_article(
        headline=f"First {number}", body="<p>The ferry came back on Tuesday.</p>", status="published",
        published_at=NOW - 2 * DAY, publication=make_publication(name=f"Courier {number}"),
    )  # fmt: skip
    copy = make_article(
        headline=f"Copy {number}", body="<p>The ferry came back on Wednesday.</p>", status="published",
        published_at=NOW - DAY, publication=make_publication(name=f"Echo {number}"),
    )  # fmt: skip
    return Likeness.objects.create(article=copy, other=first, kind="same", overlap=97, **fields)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Publisher"))
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_list_shows_open_pairs_first_with_what_each_is(desk: Client) -> None:
    make_pair(1, decision="kept")
    make_pair(2)
    make_pair(3, decision="linked")
    page = text(desk.get(LIST))
    assert page.index("Copy 2") < page.index("Copy 3") < page.index("Copy 1")
    assert page.index("Copy 2") < page.index("Echo 2") < page.index("First 2") < page.index("Courier 2")
    assert "97 %" in page


def test_the_list_costs_the_same_for_many_pairs(desk: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        make_pair(number)
    with django_assert_max_num_queries(6) as queries:
        desk.get(LIST)
    assert not any('"articles_article"."body"' in query["sql"] for query in queries.captured_queries)


def test_a_pair_shows_both_pieces_and_the_words_that_differ(desk: Client) -> None:
    page = text(desk.get(change_url(make_pair())))
    assert page.index("Likely original") < page.index("Courier 1") < page.index("Likely copy")
    assert "Tuesday</del>" in page
    assert "Wednesday</ins>" in page


def test_names_of_the_two_bylines_are_set_apart(desk: Client) -> None:
    pair = make_pair()
    mara = make_author(name="Mara Quist")
    for article, first in ((pair.other, "Jane Aldous"), (pair.article, "Tom Whitby")):
        for position, author in enumerate((make_author(name=first), mara), start=1):
            Byline.objects.create(article=article, author=author, position=position)
    page = text(desk.get(change_url(pair)))
    assert "Jane Aldous</del>; <ins>" in page
    assert "Tom Whitby</ins>; Mara Quist</p>" in page
    assert "Tuesday</del><ins>" in page.replace(
        '<span class="visually-hidden">put in: </span>', ""
    )  # words are not


def test_a_pair_costs_a_fixed_number_of_queries(desk: Client, django_assert_max_num_queries: Any) -> None:
    pair = make_pair()
    with django_assert_max_num_queries(10):
        desk.get(change_url(pair))


def test_the_chosen_one_stays_when_they_are_merged(desk: Client) -> None:
    pair = make_pair()
    answer = desk.post(
        change_url(pair), {"original": pair.article_id, "decision": "merge", "sure": "on"}, follow=True
    )
    assert "Merged: “Copy 1” stays." in text(answer)
    assert Article.objects.get(pk=pair.other_id).status == "withdrawn"


def test_nothing_is_merged_by_a_slip(desk: Client) -> None:
    pair = make_pair()
    answer = desk.post(change_url(pair), {"original": pair.article_id, "decision": "merge"}, follow=True)
    assert "Tick that you are sure" in text(answer)
    assert Article.objects.filter(status="published").count() == 2


@pytest.mark.parametrize("decision", ["merge", "link"])
@pytest.mark.parametrize("chosen", ["third", "", "x" * 500])
def test_an_original_that_is_neither_of_the_two_is_refused(desk: Client, decision: str, chosen: str) -> None:
    pair = make_pair()
    third = make_article(status="published", published_at=NOW)
    original = str(third.pk) if chosen == "third" else chosen
    said = {"original": original, "decision": decision, "sure": "on"}
    page = text(desk.post(change_url(pair), said, follow=True))
    assert f"Nothing was changed: “{original[:20]}” is neither of the two." in page
    pair.refresh_from_db()
    assert (pair.decision, Merge.objects.count()) == ("open", 0)
    assert Article.objects.filter(status="published", copy_of=None).count() == 3


@pytest.mark.parametrize(("decision", "becomes"), [("link", "linked"), ("keep", "kept")])
def test_an_editor_links_and_keeps(client: Client, decision: str, becomes: str) -> None:
    client.force_login(make_user("Editor"))
    pair = make_pair()
    assert 'value="merge"' not in text(client.get(change_url(pair)))
    client.post(change_url(pair), {"original": pair.other_id, "decision": decision})
    pair.refresh_from_db()
    assert pair.decision == becomes


def test_an_editor_is_told_why_merging_is_not_for_them(client: Client) -> None:
    client.force_login(make_user("Editor"))
    pair = make_pair()
    answer = client.post(
        change_url(pair), {"original": pair.other_id, "decision": "merge", "sure": "on"}, follow=True
    )
    assert "Ask a colleague of the group Publisher" in text(answer)
    assert Article.objects.filter(status="published").count() == 2


def test_a_reporter_sees_the_pair_and_decides_nothing(client: Client) -> None:
    client.force_login(make_user("Reporter"))
    pair = make_pair()
    assert 'name="decision"' not in text(client.get(change_url(pair)))
    assert client.post(change_url(pair), {"decision": "keep"}).status_code == 403


def test_nobody_from_outside_sees_pairs(client: Client) -> None:
    assert client.get(change_url(make_pair())).status_code == 302


@pytest.mark.parametrize("address", ["0", "999", "x"])
def test_a_pair_that_is_not_there_is_not_found(desk: Client, address: str) -> None:
    assert desk.get(f"{LIST}{address}/change/").status_code == 404


def test_a_merged_pair_offers_nothing_more(desk: Client) -> None:
    page = text(desk.get(change_url(make_pair(decision="merged"))))
    assert 'name="decision"' not in page
    assert "They have been merged." in page


@pytest.fixture
def merge(desk: Client) -> Merge:
    pair = make_pair()
    desk.post(change_url(pair), {"original": pair.other_id, "decision": "merge", "sure": "on"})
    return Merge.objects.get()


def undo_url(merge: Merge) -> str:
    return reverse("admin:articles_merge_undo", args=[merge.pk])


def test_a_merge_is_undone_with_one_click_where_the_pair_is(desk: Client, merge: Merge) -> None:
    assert undo_url(merge) in text(desk.get(change_url(Likeness.objects.get())))
    assert "The merge was undone: “Copy 1”" in text(desk.post(undo_url(merge), follow=True))
    assert Article.objects.filter(status="published").count() == 2
    assert undo_url(merge) not in text(desk.get(change_url(merge)))


def test_merges_are_listed_and_undone_where_no_pair_is_left(desk: Client, merge: Merge) -> None:
    Likeness.objects.all().delete()
    page = text(desk.get(reverse("admin:articles_merge_changelist"))).partition("result_list")[2]
    assert page.index("Copy 1") < page.index("First 1")
    assert undo_url(merge) in text(desk.get(change_url(merge)))


def test_what_undoing_leaves_alone_is_told(desk: Client, merge: Merge) -> None:
    Article.objects.filter(pk=merge.spare_id).update(slug="elsewhere")
    assert "Left alone: “Copy 1” keeps the address" in text(desk.post(undo_url(merge), follow=True))


def test_a_merge_that_cannot_be_undone_says_why(desk: Client, merge: Merge) -> None:
    Article.objects.filter(pk=merge.spare_id).delete()
    assert "has been deleted since" in text(desk.post(undo_url(merge), follow=True))


@pytest.mark.parametrize("group", ["Reporter", "Editor"])
def test_who_may_not_publish_sees_the_merge_and_cannot_undo_it(
    client: Client, merge: Merge, group: str
) -> None:
    client.force_login(make_user(group))
    for address in (change_url(merge), change_url(Likeness.objects.get())):
        page = client.get(address)
        assert page.status_code == 200
        assert undo_url(merge) not in text(page)
    assert client.post(undo_url(merge)).status_code == 403
    assert Article.objects.filter(status="published").count() == 1


def test_looking_undoes_nothing(desk: Client, merge: Merge) -> None:
    assert desk.get(undo_url(merge)).status_code == 405
    assert Article.objects.filter(status="published").count() == 1


def test_an_editor_opens_a_decided_pair_again(client: Client) -> None:
    client.force_login(make_user("Editor"))
    pair = make_pair(decision="kept")
    assert 'value="reopen"' in text(client.get(change_url(pair)))
    assert "The pair is open again." in text(
        client.post(change_url(pair), {"decision": "reopen"}, follow=True)
    )
    pair.refresh_from_db()
    assert pair.decision == "open"
    assert 'value="reopen"' not in text(client.get(change_url(pair)))


def test_a_headline_is_text_in_the_list_and_in_the_pair(desk: Client) -> None:
    pair = make_pair()
    Article.objects.update(headline="<script>alert(1)</script>")
    for address in (LIST, change_url(pair)):
        assert "<script>alert(1)" not in text(desk.get(address))


def test_a_pieces_form_tells_what_it_belongs_with(desk: Client) -> None:
    pair = make_pair()
    event = Event.objects.create(name="The ferry's return")
    relating.move([pair.article_id, pair.other_id], event)
    make_article(headline="Die Fähre", language="de", translation_of=pair.article)
    page = text(desk.get(change_url(pair.article)))
    for told in ("It looks like a copy of “First 1” (97 %)", "The ferry&#x27;s return", "Die Fähre"):
        assert told in page
    assert "“Copy 1” looks like a copy of it (97 %)" in text(desk.get(change_url(pair.other)))


def test_a_piece_that_stands_alone_tells_nothing(desk: Client) -> None:
    make_pair()
    assert "What it belongs with" not in text(desk.get(change_url(make_article())))


def test_an_editor_links_a_translation(desk: Client) -> None:
    original, german = make_article(), make_article(language="de")
    saved(desk, german, translation_of=original.pk)
    german.refresh_from_db()
    assert german.translation_of == original


def test_a_translation_of_a_translation_is_one_of_the_original(desk: Client) -> None:
    original = make_article()
    german, french = make_article(language="de", translation_of=original), make_article(language="fr")
    saved(desk, french, translation_of=german.pk)
    french.refresh_from_db()
    assert french.translation_of == original


def test_a_piece_is_no_translation_of_itself_or_of_its_own(desk: Client) -> None:
    original = make_article()
    german = make_article(language="de", translation_of=original)
    for chosen in (original, german):
        page = text(saved(desk, original, translation_of=chosen.pk))
        assert "This is the piece itself" in page
    original.refresh_from_db()
    assert original.translation_of is None
    assert str(opened(desk, german)["translation_of"]) == str(original.pk)
