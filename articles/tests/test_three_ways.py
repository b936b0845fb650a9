"""A piece that people and its file have both changed: whose words stand in the end."""

from typing import Any

import pytest
from django.test import Client

from articles import workflow
from articles.models import Article, Source
from articles.revisions import Snapshot, brought_together

from .desk_forms import change_url, saved
from .factories import make_author, make_publication, make_user
from .stories import NEW, TEXT, edit, make_story, store_one, stored, text_of

BASE = {"headline": "Old", "body": "<p>Old.</p>", "lead_image": None, "lead_image_caption": ""}


def snapshot(bylines: list[int] | None = None, **fields: Any) -> Snapshot:
    named = [{"id": pk, "name": f"Author {pk}", "role": "", "affiliation_then": ""} for pk in bylines or []]
    return {"fields": BASE | fields, "bylines": named, "topics": []}


@pytest.mark.parametrize(
    ("name", "base", "ours", "theirs", "stands"),
    [
        ("headline", "Old", "Ours", "Old", "Ours"),
        ("headline", "Old", "Old", "Theirs", "Theirs"),
        ("headline", "Old", "Ours", "Theirs", "Ours"),
        ("headline", "Old", "Same", "Same", "Same"),
        ("standfirst", "Old", "", "Old", ""),
        ("standfirst", "Old", "Old", "", ""),
        ("body", "Old", "Ours", "Old", "Ours"),
        ("body", "Old", "Old", "Theirs", "Theirs"),
        ("body", "Old", "Ours", "Theirs", "Theirs"),
    ],
)
def test_each_field_has_what_was_changed(name: str, base: str, ours: str, theirs: str, stands: str) -> None:
    before, mine, new = (snapshot([], **{name: value}) for value in (base, ours, theirs))
    assert brought_together(before, mine, new)["fields"][name] == stands


ONE, TWO, THREE = "<p>The ferry is late.</p>", "<ul><li>Tea</li><li>Rope</li></ul>", "<p>It came at nine.</p>"


@pytest.mark.parametrize(
    ("ours", "theirs", "stands"),
    [
        (["<p>Ours.</p>", TWO, THREE], [ONE, TWO, "<p>Theirs.</p>"], ["<p>Ours.</p>", TWO, "<p>Theirs.</p>"]),
        ([ONE, TWO], ["<p>Theirs.</p>", TWO, THREE], ["<p>Theirs.</p>", TWO]),
        ([ONE, "<hr>", TWO, THREE], [ONE, TWO, THREE, "<p>More.</p>"], [ONE, "<hr>", TWO, THREE, "<p>More.</p>"]),
        (["<p>Same.</p>", TWO, THREE], ["<p>Same.</p>", TWO, THREE], ["<p>Same.</p>", TWO, THREE]),
        (["<p>Ours.</p>", TWO, THREE], ["<p>Theirs.</p>", TWO, THREE], ["<p>Theirs.</p>", TWO, THREE]),
        ([ONE, TWO, THREE, "<p>Ours.</p>"], [ONE, TWO, THREE, "<p>More.</p>"], [ONE, TWO, THREE, "<p>More.</p>"]),
    ],
    ids=["two places", "one taken out", "put in and put on", "the same", "one place", "both put on"],
)  # fmt: skip
def test_the_text_has_the_paragraphs_that_either_changed(
    ours: list[str], theirs: list[str], stands: list[str]
) -> None:
    before, mine, new = (snapshot(body="\n".join(body)) for body in ([ONE, TWO, THREE], ours, theirs))
    assert brought_together(before, mine, new)["fields"]["body"] == "\n".join(stands)


def test_where_nobody_knows_how_it_stood_people_keep_their_facts() -> None:
    mine, new = snapshot([1], headline="Ours", body="Ours"), snapshot([2], headline="Theirs", body="Theirs")
    together = brought_together(None, mine, new)
    assert (together["fields"]["headline"], together["fields"]["body"]) == ("Ours", "Theirs")
    assert together["bylines"] == mine["bylines"]


def test_bylines_go_by_who_is_named_and_not_by_the_spelling() -> None:
    before, mine, new = snapshot([1]), snapshot([1]), snapshot([2])
    mine["bylines"][0]["name"] = "Married since"
    assert brought_together(before, mine, new)["bylines"] == new["bylines"]
    assert brought_together(before, snapshot([3]), snapshot([1]))["bylines"][0]["id"] == 3


def test_a_publication_that_has_another_name_now_is_the_same_one() -> None:
    before, mine, new = (
        snapshot(publication={"id": pk, "name": name}) for pk, name in ((1, "A"), (1, "B"), (2, "C"))
    )
    assert brought_together(before, mine, new)["fields"]["publication"]["id"] == 2


def test_a_pictures_words_go_with_the_picture() -> None:
    one, other = {"id": 1, "name": "one.jpg"}, {"id": 2, "name": "other.jpg"}
    before = snapshot(lead_image=one, lead_image_caption="A ferry")
    mine = snapshot(lead_image=other, lead_image_caption="")
    new = snapshot(lead_image=one, lead_image_caption="The ferry")
    together = brought_together(before, mine, new)["fields"]
    assert (together["lead_image"], together["lead_image_caption"]) == (other, "")


# --- As it happens ----------------------------------------------------------------------------------


@pytest.fixture
def piece(db: None) -> Article:
    """A published piece whose headline, slug and byline a person has changed since its import."""
    article = stored(make_story(authors=["Ada Marlow"], standfirst="Old."))
    workflow.publish(article)
    article.refresh_from_db()
    article.bylines.update(author=make_author(name="Cy Dunn"))
    edit(article, headline="Ferries return", slug="ferries-return")
    return article


def published(article: Article) -> Article:
    workflow.publish(Article.objects.get(working_copy_of=article))
    article.refresh_from_db()
    return article


def test_a_persons_headline_slug_and_byline_survive_the_next_file(piece: Article) -> None:
    store_one(make_story(NEW, authors=["Ada Marlow"], standfirst="New."))
    copy = piece.working_copy
    assert (copy.headline, copy.standfirst) == ("Ferries return", "New.")
    assert "sank again" in copy.body and copy.word_count == 10
    assert [byline.author.name for byline in copy.bylines.all()] == ["Cy Dunn"]
    after = published(piece)
    assert (after.headline, after.slug, after.standfirst) == ("Ferries return", "ferries-return", "New.")


def test_they_survive_every_further_file_before_and_after_publishing(piece: Article) -> None:
    for text in (NEW, "And again."):
        store_one(make_story(text, authors=["Ada Marlow"]))
    assert (piece.working_copy.headline, piece.working_copy.body) == ("Ferries return", "<p>And again.</p>")
    published(piece)
    store_one(make_story("And once more.", authors=["Ada Marlow"], headline="Sunk"))
    piece.refresh_from_db()
    assert Article.objects.get(working_copy_of=piece).headline == "Ferries return"
    assert "once more" in Article.objects.get(working_copy_of=piece).body


def test_a_persons_text_stays_where_the_file_changed_something_else(piece: Article) -> None:
    edit(piece, body="<p>A person's text.</p>")
    store_one(make_story(TEXT, authors=["Ada Marlow"], standfirst="New."))
    copy = piece.working_copy
    assert (copy.body, copy.standfirst, copy.word_count) == ("<p>A person's text.</p>", "New.", 3)


def test_a_persons_paragraph_stays_where_the_file_changed_another(piece: Article) -> None:
    edit(piece, body=piece.body.replace("on Tuesday", "on Tuesday at noon"))
    store_one(make_story(TEXT.replace("Three years", "Four years"), authors=["Ada Marlow"]))
    copy = piece.working_copy
    assert "on Tuesday at noon" in copy.body and "Four years" in copy.body
    assert copy.word_count == 18
    store_one(make_story(TEXT.replace("Tuesday", "Friday"), authors=["Ada Marlow"]))
    copy.refresh_from_db()
    assert "on Friday" in copy.body and "noon" not in copy.body  # both have changed it: the file's


def test_what_nobody_has_changed_follows_the_file(piece: Article) -> None:
    make_publication(name="The Courier")
    store_one(
        make_story(NEW, authors=["Ada Marlow"], kicker="Ports", genre="feature", publication="The Courier")
    )
    copy = piece.working_copy
    assert (copy.kicker, copy.standfirst, copy.genre, str(copy.publication)) == (
        "Ports", "", "feature", "The Courier",
    )  # fmt: skip


def test_the_form_of_a_copy_says_of_which_file_it_is_and_leads_to_what_differs(
    piece: Article, client: Client
) -> None:
    client.force_login(make_user("Publisher"))
    store_one(make_story(NEW, authors=["Ada Marlow"]))
    source = Source.objects.latest("id")
    page = client.get(change_url(piece.working_copy))
    assert page.context["newer_file"] == source
    for address in (change_url(source), change_url(source.run), "history/?against=published"):
        assert address in page.content.decode()
    history = client.get(f"/admin/articles/article/{piece.working_copy.pk}/history/?against=published")
    assert [difference.label for difference in history.context["differences"]] == ["Standfirst", "Body"]
    saved(client, piece.working_copy, _verb="publish")
    assert "sank again" in text_of(piece) and piece.headline == "Ferries return"


def test_a_copy_that_a_person_began_is_of_no_file(piece: Article, client: Client) -> None:
    user = make_user("Publisher")
    client.force_login(user)
    copy = workflow.start_working_copy(piece, user=user)
    store_one(make_story(NEW))
    assert client.get(change_url(copy)).context["newer_file"] is None
    assert client.get(change_url(piece)).context["newer_file"] is None
