"""The importer's findings as questions: each answer acts, is kept, and leaves less doubt."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.deciding import open_findings
from articles.deciding.answers import answer
from articles.errors import WorkflowError
from articles.ingest.story import Finding
from articles.models import Decision, Source

from .desk_forms import change_url
from .doubts import BODY, COMMENTS, GLUED, HEADLINE, MARKER, PARTS, again, asked, doubtful, finding, say
from .factories import make_article, make_author, make_publication, make_source, make_topic, make_user
from .stories import make_story, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_user("Editor")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


# --- Answers act ----------------------------------------------------------------------------------


def test_accepted_headline_is_set_recorded_and_logged(desk: Client, editor: User) -> None:
    source = doubtful(HEADLINE)
    assert say(desk, "accept", f"{source.pk}-0") == ["The headline is set."]
    article = again(source).article
    assert article and article.headline == "It came back"
    assert [(r.kind, r.author) for r in article.revisions.order_by("number")] == [
        ("import", None),
        ("edit", editor),
    ]
    decision = Decision.objects.get()
    assert (decision.action, decision.kind, decision.text, decision.user) == (
        "accept", "headline-derived", "It came back", editor,
    )  # fmt: skip


def test_rejected_headline_leaves_the_piece_without_one(desk: Client) -> None:
    source = doubtful(HEADLINE)
    say(desk, "reject", f"{source.pk}-0")
    article = again(source).article
    assert article and (article.headline, article.version) == ("", 1)
    assert again(source).findings[0]["answer"] == "rejected"


def test_headline_that_somebody_wrote_meanwhile_stays(desk: Client) -> None:
    source = doubtful(HEADLINE, headline="Written by hand")
    say(desk, "accept", f"{source.pk}-0")
    assert str(again(source).article) == "Written by hand"


@pytest.mark.parametrize(
    ("one", "gone", "there"),
    [
        (GLUED, "theharbour", "to the harbour on"),
        (MARKER, PARTS[1], PARTS[2]),
        (COMMENTS, PARTS[3], PARTS[1]),
    ],
)
def test_accepted_change_of_the_text_is_made_and_a_rejected_one_is_not(
    desk: Client, one: dict[str, Any], gone: str, there: str
) -> None:
    accepted, rejected = doubtful(one), doubtful(one)
    say(desk, "accept", f"{accepted.pk}-0")
    say(desk, "reject", f"{rejected.pk}-0")
    body = again(accepted).article.body  # type: ignore[union-attr]
    assert gone not in body and there in body
    assert again(rejected).article.body == BODY  # type: ignore[union-attr]


def test_what_is_taken_out_by_an_answer_can_be_put_back(desk: Client) -> None:
    source = doubtful(COMMENTS)
    say(desk, "accept", f"{source.pk}-0")
    taken = Decision.objects.filter(action="remove")
    assert [(one.kind, one.text) for one in taken] == [("comments", PARTS[2]), ("comments", PARTS[3])]
    assert desk.get(change_url(source)).content.decode().count(">put back<") == 0


def test_words_that_no_longer_stand_do_no_harm(desk: Client) -> None:
    source = doubtful(GLUED, MARKER, body="<p>New.</p>")
    assert "not stand in the piece" in say(desk, "accept", f"{source.pk}-0")[0]
    assert "not stand in the piece" in say(desk, "accept", f"{source.pk}-1")[0]
    assert again(source).article.body == "<p>New.</p>"  # type: ignore[union-attr]


def test_topics_and_publication_are_accepted(desk: Client) -> None:
    paper, topic = make_publication(name="The Courier"), make_topic(name="Ferries")
    found = [
        finding("topics-suggested", suggestion="ferries; Pier"),
        finding("publication-missing", suggestion="the courier"),
    ]
    source = doubtful(*found, headline="Ferry")
    say(desk, "accept", f"{source.pk}-0", f"{source.pk}-1")
    article = again(source).article
    assert article and article.publication == paper
    assert topic in article.topics.all() and {t.name for t in article.topics.all()} == {"Ferries", "Pier"}


@pytest.mark.parametrize("guess", ["date-of-file", "date-guessed"])
def test_guessed_author_and_date_are_taken_off_when_they_are_wrong(desk: Client, guess: str) -> None:
    found = [finding("byline-of-file", "Scanner 7"), finding(guess, "2024-05-14")]
    source = doubtful(*found, headline="Ferry", authors=(make_author(name="Scanner 7"),))
    say(desk, "reject", f"{source.pk}-0", f"{source.pk}-1")
    article = again(source).article
    assert article and not article.bylines.exists() and article.published_at is None


def test_names_that_an_import_suggests_as_topics_are_asked_about(desk: Client) -> None:
    missing = Finding("byline-missing", "No author.")
    story = replace(make_story(findings=(missing,)), suggested_topics=("Pier", "Harbour Trust"), doubt=8)
    article = stored(story)
    source = Source.objects.get(article=article)
    assert asked(desk) == [["byline-missing", "topics-suggested"]]
    say(desk, "accept", f"{source.pk}-1")
    assert {topic.name for topic in article.topics.all()} == {"Pier", "Harbour Trust"}
    assert asked(desk) == [["byline-missing"]] and again(source).doubt == 8


# --- What counts as open --------------------------------------------------------------------------


def test_answered_question_is_asked_no_more_and_the_last_answer_ends_the_doubt(desk: Client) -> None:
    source = doubtful(GLUED, MARKER, doubt=40)
    say(desk, "reject", f"{source.pk}-0")
    assert asked(desk) == [["marker-kept"]]
    assert 0 < again(source).doubt < 40
    say(desk, "reject", f"{source.pk}-1")
    assert asked(desk) == [] and again(source).doubt == 0
    assert not Source.objects.in_doubt().exists() and open_findings([again(source)], None) == []


def test_same_doubt_of_a_second_file_is_answered_with_the_first(desk: Client) -> None:
    first = doubtful(GLUED)
    second = make_source(article=first.article, findings=[GLUED], doubt=10)
    assert asked(desk) == [["glued-words"]]
    say(desk, "accept", f"{first.pk}-0")
    assert again(second).doubt == 0 and again(second).findings[0]["answer"] == "accepted"


def test_answered_twice_is_refused(desk: Client) -> None:
    source = doubtful(GLUED, MARKER)
    say(desk, "reject", f"{source.pk}-0")
    assert "already" in say(desk, "accept", f"{source.pk}-0")[0]
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "1-", "999999-0", "1-99", "1-0-0"])
def test_question_that_is_none_is_refused(desk: Client, key: str) -> None:
    doubtful(GLUED)
    assert "no such question" in say(desk, "accept", key)[0]


def test_no_that_cannot_be_acted_upon_leaves_the_question_open(desk: Client) -> None:
    source = doubtful(finding("byline-missing"))
    assert "Mend it in the piece" in say(desk, "reject", f"{source.pk}-0")[0]
    assert asked(desk) == [["byline-missing"]]
    say(desk, "accept", f"{source.pk}-0")
    assert asked(desk) == []


@pytest.mark.parametrize(
    ("code", "lacking"), [("body-empty", "no text"), ("headline-missing", "no headline")]
)
def test_what_is_still_missing_is_not_answered_with_yes(editor: User, code: str, lacking: str) -> None:
    article = make_article(headline="", body="")
    source = make_source(article=article, findings=[finding(code)], doubt=60)
    with pytest.raises(WorkflowError, match=lacking):
        answer(source.pk, 0, accepted=True, user=editor)
    source.refresh_from_db()
    assert "answer" not in source.findings[0]
