"""Changing a piece's state at the desk: who is offered what, and what each button and action does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.admin.access import may_edit, verbs_for
from articles.models import Article, Status

from .desk_forms import change_url, opened, saved
from .factories import make_article, make_author, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")


@pytest.fixture
def sit_down(client: Client) -> Callable[[str], User]:
    """Sign somebody of a group in."""

    def sit_down(group: str) -> User:
        user = make_user(group)
        client.force_login(user)
        return user

    return sit_down


def status_of(article: Article) -> str:
    return Article.objects.get(pk=article.pk).status


def select(client: Client, action: str, *articles: Article, **more: str) -> Any:
    sent = {"action": action, "_selected_action": [article.pk for article in articles], **more}
    return client.post(LIST, sent, follow=True)


def told(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


# --- What is offered ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "offered"),
    [
        ("Reporter", {"draft": {"submit"}}),
        (
            "Editor",
            {"draft": {"submit"}, "in_review": {"approve", "send_back"}, "approved": {"send_back"}},
        ),
        (
            "Publisher",
            {
                "draft": {"submit", "publish"},
                "in_review": {"approve", "send_back", "publish"},
                "approved": {"publish", "send_back"},
                "published": {"withdraw"},
                "withdrawn": {"publish", "send_back"},
            },
        ),
    ],
)
def test_each_group_is_offered_what_it_may_do(group: str, offered: dict[str, set[str]]) -> None:
    user = make_user(group)
    for status in Status.values:
        verbs = {verb.name for verb in verbs_for(user, Article(status=status))}
        assert verbs == offered.get(status, set()), status


def test_a_superuser_is_offered_no_step_that_leads_nowhere() -> None:
    user = make_user(is_superuser=True)
    assert [verb.name for verb in verbs_for(user, Article(status="published"))] == ["withdraw"]


def test_reporter_writes_in_own_drafts_only() -> None:
    reporter = make_user("Reporter")
    me = make_author(user=reporter)
    assert may_edit(reporter, make_article(authors=(me,)))
    assert not may_edit(reporter, make_article(authors=(make_author(),)))
    assert not may_edit(reporter, make_article(authors=(me,), status="in_review"))


def test_what_readers_read_is_edited_in_place_by_publishers_only() -> None:
    article = make_article(status="published")
    assert may_edit(make_user("Publisher"), article)
    assert not may_edit(make_user("Editor"), article)


def test_nobody_edits_in_place_while_a_working_copy_is_out() -> None:
    article = make_article(status="published")
    copy = workflow.start_working_copy(article, user=None)
    publisher = make_user("Publisher")
    assert not may_edit(publisher, article)
    assert may_edit(publisher, copy)


# --- Buttons --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "before", "verb", "after"),
    [
        ("Editor", "draft", "submit", "in_review"),
        ("Editor", "in_review", "approve", "approved"),
        ("Editor", "in_review", "send_back", "draft"),
        ("Publisher", "approved", "publish", "published"),
        ("Publisher", "published", "withdraw", "withdrawn"),
    ],
)
def test_button_saves_and_moves(
    client: Client, sit_down: Callable[[str], User], group: str, before: str, verb: str, after: str
) -> None:
    sit_down(group)
    article = make_article(status=before)
    saved(client, article, headline="Changed as well", _verb=verb, note="A reason.")
    article.refresh_from_db()
    assert (article.status, article.headline) == (after, "Changed as well")
    assert article.revisions.first().note == "A reason."  # type: ignore[union-attr]


def test_refused_step_leaves_the_words_saved(client: Client, sit_down: Callable[[str], User]) -> None:
    sit_down("Publisher")
    article = make_article(headline="", status="approved")
    answer = client.post(
        change_url(article), {**opened(client, article), "kicker": "Harbour", "_verb": "publish"}, follow=True
    )
    assert "it has no headline. Write one." in " ".join(told(answer))
    article.refresh_from_db()
    assert (article.status, article.kicker) == ("approved", "Harbour")


def test_a_verb_beyond_the_persons_rights_is_refused(client: Client, sit_down: Callable[[str], User]) -> None:
    sit_down("Editor")
    article = make_article(status="in_review")
    answer = saved(client, article, _verb="publish")
    assert "Ask a colleague of the group Publisher" in " ".join(told(client.get(answer.url)))
    assert status_of(article) == "in_review"


def test_editor_opens_a_working_copy_and_publisher_publishes_it(
    client: Client, sit_down: Callable[[str], User]
) -> None:
    sit_down("Editor")
    article = make_article(status="published", headline="As read")
    page = client.get(change_url(article))
    assert page.context["has_change_permission"] is False
    assert "Open a working copy" in page.content.decode()
    client.post(reverse("admin:articles_article_working_copy", args=[article.pk]))
    copy = Article.objects.get(working_copy_of=article)
    saved(client, copy, headline="As it will be read", _verb="submit")
    article.refresh_from_db()
    assert (article.headline, status_of(copy)) == ("As read", "in_review")
    sit_down("Publisher")
    answer = saved(client, copy, _verb="publish")
    article.refresh_from_db()
    assert article.headline == "As it will be read"
    assert answer.url == change_url(article)


def test_who_cannot_write_can_still_change_the_state(client: Client, sit_down: Callable[[str], User]) -> None:
    sit_down("Publisher")
    article = make_article(status="published")
    workflow.start_working_copy(article, user=None)
    state = reverse("admin:articles_article_state", args=[article.pk])
    assert f'action="{state}"' in client.get(change_url(article)).content.decode()
    client.post(state, {"_verb": "withdraw", "note": "Libel."})
    assert status_of(article) == "withdrawn"


@pytest.mark.parametrize("door", ["state", "working_copy"])
def test_looking_changes_nothing(client: Client, sit_down: Callable[[str], User], door: str) -> None:
    sit_down("Publisher")
    article = make_article(status="published")
    client.get(reverse(f"admin:articles_article_{door}", args=[article.pk]))
    assert (status_of(article), Article.objects.count()) == ("published", 1)


# --- Actions on the list --------------------------------------------------------------------------


def test_action_does_what_can_be_done_and_tells_the_rest(
    client: Client, sit_down: Callable[[str], User]
) -> None:
    sit_down("Publisher")
    ready, bare = make_article(status="approved"), make_article(status="approved", headline="")
    answer = select(client, "publish_selected", ready, bare)
    assert (status_of(ready), status_of(bare)) == ("published", "approved")
    assert told(answer)[0] == "1 piece: Published."
    assert "it has no headline. Write one." in told(answer)[1]


def test_list_offers_only_the_actions_one_may_take(client: Client, sit_down: Callable[[str], User]) -> None:
    sit_down("Reporter")
    make_article()
    page = client.get(LIST).content.decode()
    assert "submit_selected" in page
    assert not [name for name in ("publish", "approve", "withdraw", "delete") if f"{name}_selected" in page]


def test_many_are_moved_for_the_price_of_few(client: Client, sit_down: Callable[[str], User]) -> None:
    sit_down("Editor")

    def cost(many: int) -> int:
        pieces = [make_article() for _piece in range(many)]
        with CaptureQueriesContext(connection) as queries:
            select(client, "submit_selected", *pieces)
        assert {status_of(piece) for piece in pieces} == {"in_review"}
        return len(queries)

    cost(1)
    assert cost(20) == cost(2)


def test_withdrawing_asks_why_first(client: Client, sit_down: Callable[[str], User]) -> None:
    sit_down("Publisher")
    article = make_article(status="published")
    assert "Why?" in select(client, "withdraw_selected", article).content.decode()
    unanswered = select(client, "withdraw_selected", article, confirmed="yes", note="  ")
    assert "Say why first." in unanswered.content.decode()
    assert status_of(article) == "published"
    select(client, "withdraw_selected", article, confirmed="yes", note="Libel.")
    assert status_of(article) == "withdrawn"
    assert article.revisions.get().note == "Libel."


# --- Corrections ----------------------------------------------------------------------------------


def correction(client: Client, article: Article, **fields: str) -> list[str]:
    sent = {"kind": "correction", "text": "The pier is stone.", "public": "on", **fields}
    return told(client.post(reverse("admin:articles_article_correct", args=[article.pk]), sent, follow=True))


def test_correction_is_attached_to_what_has_been_read(
    client: Client, sit_down: Callable[[str], User]
) -> None:
    sit_down("Editor")
    article = make_article(status="published")
    assert "Attach the correction" in client.get(change_url(article)).content.decode()
    assert correction(client, article) == ["The correction is attached."]
    assert (article.corrections.get().text, article.corrections.get().public) == ("The pier is stone.", True)
    assert "The pier is stone." in client.get(change_url(article)).content.decode()


def test_correction_of_a_draft_or_without_words_is_refused(
    client: Client, sit_down: Callable[[str], User]
) -> None:
    sit_down("Editor")
    draft, published = make_article(), make_article(status="published")
    assert "Attach the correction" not in client.get(change_url(draft)).content.decode()
    assert "nobody has read it yet" in " ".join(correction(client, draft))
    assert correction(client, published, text=" ") == ["This field is required."]
    assert not draft.corrections.exists() and not published.corrections.exists()


def test_reporter_attaches_no_correction(client: Client, sit_down: Callable[[str], User]) -> None:
    sit_down("Reporter")
    article = make_article(status="published")
    assert "Ask a colleague of the group Editor" in " ".join(correction(client, article))
    assert not article.corrections.exists()


# --- Deleting -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "is_kept"), [("draft", False), ("published", True), ("withdrawn", True)])
def test_what_has_been_public_cannot_be_deleted(
    client: Client, sit_down: Callable[[str], User], status: str, is_kept: bool
) -> None:
    sit_down("Publisher")
    article = make_article(status=status)
    client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert Article.objects.filter(pk=article.pk).exists() is is_kept


# --- Preview and history --------------------------------------------------------------------------


def test_preview_shows_a_draft_to_the_desk_and_to_nobody_else(
    client: Client, sit_down: Callable[[str], User]
) -> None:
    article = make_article(headline="Not out yet", body="<p>Hush.</p>")
    address = reverse("admin:articles_article_preview", args=[article.pk])
    assert client.get(address).status_code == 302  # to the login
    client.force_login(make_user())
    assert client.get(address).status_code == 403
    sit_down("Reporter")
    page = client.get(address)
    assert "Not out yet" in page.content.decode() and "Readers cannot see this page." in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_history_compares_two_revisions_word_by_word(client: Client, sit_down: Callable[[str], User]) -> None:
    sit_down("Editor")
    article = make_article(body="<p>The ferry is late.</p>")
    saved(client, article, headline="First")
    saved(client, article, body="<p>The ferry is early.</p>")
    page = client.get(reverse("admin:articles_article_history", args=[article.pk]), {"from": "2", "to": "3"})
    shown = " ".join(page.content.decode().split())
    assert "taken out: </span>late</del>" in shown and "put in: </span>early</ins>" in shown
    assert [difference.field for difference in page.context["differences"]] == ["body"]


@pytest.mark.parametrize(
    "query", [{"from": "x", "to": "2"}, {"from": "9" * 40}, {"page": "-1"}, {"from": "\x00"}]
)
def test_history_takes_any_query(
    client: Client, sit_down: Callable[[str], User], query: dict[str, str]
) -> None:
    sit_down("Editor")
    address = reverse("admin:articles_article_history", args=[make_article().pk])
    assert client.get(address, query).status_code == 200


def test_older_words_are_put_back_as_a_new_revision(client: Client, sit_down: Callable[[str], User]) -> None:
    sit_down("Editor")
    article = make_article(headline="First")
    saved(client, article, kicker="k")
    saved(client, article, headline="Second")
    client.post(reverse("admin:articles_article_history", args=[article.pk]), {"restore": "1"})
    article.refresh_from_db()
    assert (article.headline, article.kicker, article.revisions.count()) == ("First", "", 4)


def test_reporter_puts_nothing_back_in_a_colleagues_piece(
    client: Client, sit_down: Callable[[str], User]
) -> None:
    sit_down("Editor")
    article = make_article(headline="First")
    saved(client, article, headline="Second")
    saved(client, article, headline="Third")
    sit_down("Reporter")
    client.post(reverse("admin:articles_article_history", args=[article.pk]), {"restore": "1"})
    article.refresh_from_db()
    assert article.headline == "Third"
