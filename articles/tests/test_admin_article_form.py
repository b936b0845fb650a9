"""The article's form: what is saved and how, and what it says of the importer's findings."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import search
from articles.models import Article, OldSlug, Revision

from .desk_forms import change_url, fields_of, opened, saved
from .factories import NOW, make_article, make_author, make_source, make_topic, make_user

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_article_add")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Publisher"))
    return client


def reread(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


# --- Saving ---------------------------------------------------------------------------------------


def test_saving_writes_a_revision_counts_words_and_feeds_the_search(desk: Client) -> None:
    article = make_article(headline="Old")
    saved(desk, article, headline="New", body="<p>Three short words.</p>")
    after = reread(article)
    assert (after.headline, after.word_count, after.version) == ("New", 3, article.version + 1)
    assert article.revisions.latest("number").snapshot["fields"]["headline"] == "New"
    assert search.search(Article.objects.all(), "short").get() == article


def test_saving_without_a_change_leaves_the_version_alone(desk: Client) -> None:
    article = make_article(authors=(make_author(),), topics=(make_topic(),), published_at=NOW)
    answer = saved(desk, article)
    assert answer.status_code == 302
    assert (reread(article).version, article.revisions.count()) == (article.version, 0)


def test_saving_writes_only_what_was_changed(desk: Client) -> None:
    article = make_article(status="in_review")
    form = opened(desk, article)
    Article.objects.filter(pk=article.pk).update(status="approved")  # a state is no words: no conflict
    desk.post(change_url(article), {**form, "headline": "New"})
    assert (reread(article).status, reread(article).headline) == ("approved", "New")


def test_body_is_sanitised(desk: Client) -> None:
    article = make_article()
    saved(desk, article, body='<p onclick="x()">Safe <script>alert(1)</script><strong>words</strong></p>')
    assert reread(article).body == "<p>Safe <strong>words</strong></p>"


def test_new_piece_begins_as_a_draft_of_its_writer(client: Client) -> None:
    reporter = make_user("Reporter")
    client.force_login(reporter)
    form = fields_of(client.get(ADD))
    client.post(ADD, {**form, "headline": "Harbour reopens", "body": "<p>It does.</p>"})
    article = Article.objects.get()
    assert (article.status, article.slug, article.version) == ("draft", "harbour-reopens", 2)
    assert article.revisions.get().author == reporter
    assert client.get(change_url(article)).context["has_change_permission"] is True


def test_how_a_piece_came_is_kept_before_its_first_change(desk: Client) -> None:
    article = make_article(headline="As it came", authors=(make_author(name="Ada"),))
    saved(desk, article, headline="Changed", **{"bylines-0-DELETE": "on"})
    came, changed = article.revisions.order_by("number")
    assert (came.kind, came.author, came.snapshot["fields"]["headline"]) == ("import", None, "As it came")
    assert [entry["name"] for entry in came.snapshot["bylines"]] == ["Ada"]
    assert changed.snapshot["bylines"] == []


@pytest.mark.parametrize(
    ("headline", "slug"),
    [("Harbour", "harbour-2"), ("العبارة", "العبارة"), ("हिन्दी", "हिन्दी"), ("", "piece")],
)
def test_slug_left_empty_is_made_and_never_taken_twice(desk: Client, headline: str, slug: str) -> None:
    make_article(slug="harbour")
    form = fields_of(desk.get(ADD))
    desk.post(ADD, {**form, "headline": headline, "slug": ""})
    assert Article.objects.latest("pk").slug == slug


def test_a_cleared_slug_is_made_again_and_what_is_the_pieces_own_is_no_hindrance(desk: Client) -> None:
    article = make_article(headline="Harbour", slug="harbour", status="published")
    saved(desk, article, slug="")
    assert reread(article).slug == "harbour"
    saved(desk, article, slug="elsewhere")
    saved(desk, article, slug="")  # back to an address that it had before
    assert reread(article).slug == "harbour"
    assert not OldSlug.objects.filter(slug="harbour").exists()


def test_a_cleared_slug_leaves_other_pieces_their_addresses(desk: Client) -> None:
    make_article(slug="harbour")
    OldSlug.objects.create(kind="article", slug="harbour-2", article=make_article())
    article = make_article(headline="Harbour", slug="ferry")
    saved(desk, article, slug="")
    assert reread(article).slug == "harbour-3"


def test_words_are_written_in_the_direction_of_their_script(desk: Client) -> None:
    fields = desk.get(ADD).context["adminform"].form.fields
    for name in ("kicker", "headline", "standfirst", "dateline"):
        assert fields[name].widget.attrs["dir"] == "auto"
    assert "dir" not in fields["slug"].widget.attrs


def test_changed_slug_of_a_public_piece_leaves_its_old_address_behind(desk: Client) -> None:
    article = make_article(slug="old", status="published")
    saved(desk, article, headline="Touched")
    saved(desk, article, slug="new")
    assert OldSlug.objects.get(slug="old").article == article


def test_another_pieces_old_address_cannot_be_taken(desk: Client) -> None:
    OldSlug.objects.create(kind="article", slug="taken", article=make_article())
    article = make_article()
    answer = saved(desk, article, slug="taken")
    assert "was the address of another piece" in answer.content.decode()
    assert reread(article).slug == article.slug


@pytest.mark.parametrize(
    ("typed", "stored"), [("FR", "fr"), ("pt-BR", "pt-BR"), ("french", None), ("e<", None)]
)
def test_language_is_a_code(desk: Client, typed: str, stored: str | None) -> None:
    article = make_article(language="en")
    answer = saved(desk, article, language=typed)
    assert reread(article).language == (stored or "en")
    assert answer.status_code == (302 if stored else 200)


def imported_draft(slug: str, **fields: Any) -> Article:
    """A draft as the importer leaves one whose headline it made of the first sentence."""
    article = make_article(headline="", slug=slug, **fields)
    derived = {"code": "headline-derived", "message": "It has none.", "suggestion": "The ferry came back"}
    make_source(article=article, findings=[derived])
    return article


@pytest.mark.parametrize("slug", ["the-ferry-came-back", "the-ferry-came-back-0f3a9c21"])
def test_the_slug_that_an_import_made_follows_the_headline_until_published(desk: Client, slug: str) -> None:
    article = imported_draft(slug)
    saved(desk, article, headline="Owls return")
    assert reread(article).slug == "owls-return"
    saved(desk, article, headline="Owls return to Skree")
    assert reread(article).slug == "owls-return-to-skree"
    Article.objects.filter(pk=article.pk).update(status="published", published_at=NOW, first_published_at=NOW)
    saved(desk, article, headline="Owls are back")
    assert reread(article).slug == "owls-return-to-skree"


def test_a_slug_that_a_person_or_the_file_gave_stays(desk: Client) -> None:
    by_file = imported_draft("ferry-harbour-2024")
    by_person = imported_draft("the-ferry-came-back-0f3a9c21")
    saved(desk, by_person, headline="Owls return", slug="owls")
    written = make_article(headline="Ferries", slug="ferries")  # at the desk
    untouched = imported_draft("the-ferry-came-back")
    for article in (by_file, by_person, written):
        saved(desk, article, headline="Owls return to Skree")
    saved(desk, untouched, standfirst="They are back.")
    slugs = [reread(article).slug for article in (by_file, by_person, written, untouched)]
    assert slugs == ["ferry-harbour-2024", "owls", "ferries", "the-ferry-came-back"]


def test_languages_are_offered_those_in_use_first(desk: Client) -> None:
    make_article(language="gsw")
    page = desk.get(ADD).content.decode()
    box = page.partition('id="language_in_use"')[2].partition("</datalist>")[0]
    offered = re.findall(r'<option value="([\w-]+)">', box)
    assert offered[0] == "gsw" and {"fr", "ar", "pt-br"} <= {*offered}
    assert len(offered) == len({*offered})


def test_a_date_given_by_hand_is_no_longer_ours(desk: Client) -> None:
    article = make_article(status="published", published_at=NOW, published_at_assumed=True)
    saved(desk, article, published_at_0="2020-01-02")
    assert reread(article).published_at_assumed is False


@pytest.mark.parametrize("emptied", [{"headline": ""}, {"published_at_0": "", "published_at_1": ""}])
def test_what_is_public_keeps_its_headline_and_date(desk: Client, emptied: dict[str, str]) -> None:
    article = make_article(status="published")
    answer = saved(desk, article, **emptied)
    assert "Readers are reading this piece" in answer.content.decode()
    assert (reread(article).headline, reread(article).published_at) == (
        article.headline,
        article.published_at,
    )


def test_a_piece_cannot_expire_before_its_embargo_ends(desk: Client) -> None:
    times = {"embargoed_until_0": "2030-02-01", "embargoed_until_1": "10:00", "expires_at_1": "10:00"}
    answer = saved(desk, make_article(), **times, expires_at_0="2030-01-01")
    assert "The piece would expire before its embargo ends." in answer.content.decode()


# --- Findings -------------------------------------------------------------------------------------


def test_findings_stand_on_the_form_until_settled(desk: Client) -> None:
    article = make_article()
    finding = {"code": "date-missing", "message": "The piece gives no date.", "blocking": False}
    source = make_source(article=article, doubt=30, findings=[finding])
    assert "The piece gives no date." in desk.get(change_url(article)).content.decode()
    saved(desk, article, settle_findings="on")
    source.refresh_from_db()
    assert (source.doubt, source.findings) == (0, [finding])
    assert "The piece gives no date." not in desk.get(change_url(article)).content.decode()


def test_saving_alone_settles_nothing(desk: Client) -> None:
    article = make_article()
    source = make_source(article=article, doubt=30, findings=[{"code": "c", "message": "m"}])
    saved(desk, article, headline="New")
    source.refresh_from_db()
    assert source.doubt == 30


def test_number_of_queries_does_not_grow_with_names_topics_and_revisions(desk: Client) -> None:
    def cost(many: int) -> int:
        authors = tuple(make_author() for _author in range(many))
        article = make_article(authors=authors, topics=tuple(make_topic() for _topic in range(many)))
        for number in range(1, many):
            Revision.objects.create(article=article, number=number, snapshot={})
        desk.get(change_url(article))
        with CaptureQueriesContext(connection) as queries:
            desk.get(change_url(article))
        return len(queries)

    assert cost(12) == cost(2) <= 20
