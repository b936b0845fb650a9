"""The queue of doubt: the importer's findings as questions, each answer acting, kept, and leaving less doubt."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.deciding import open_findings
from articles.deciding.answers import answer
from articles.errors import WorkflowError
from articles.ingest.story import Finding
from articles.models import Decision, Source

from .desk_forms import change_url
from .factories import make_article, make_author, make_publication, make_source, make_topic, make_user
from .stories import make_story, stored

PARTS = [
    "It came back to theharbour on Tuesday.",
    "Adverts on this page pay for it.",
    "Comments",
    "Bob says he likes boats.",
]
RAW = "\n\n".join(PARTS)
BODY = "\n".join(f"<p>{part}</p>" for part in PARTS)
QUEUE = "/admin/articles/source/doubt/"

pytestmark = pytest.mark.django_db


def finding(code: str, words: str = "", suggestion: str = "", **more: Any) -> dict[str, Any]:
    start = RAW.index(words) if words and words in RAW else -1
    end = start + len(words) if start >= 0 else -1
    about = {"message": f"About {code}.", "evidence": words, "suggestion": suggestion}
    return {"code": code, **about, "start": start, "end": end, "confidence": 0.5, **more}


HEADLINE = finding("headline-derived", suggestion="It came back")
GLUED = finding("glued-words", "theharbour", "the harbour")
MARKER = finding("marker-kept", PARTS[1], "Take it out as advert.")
COMMENTS = finding("comments-suspected", PARTS[2], "Take out everything from here to the end.")


@pytest.fixture
def editor() -> User:
    return make_user("Editor")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def doubtful(*findings: dict[str, Any], doubt: int = 40, **fields: Any) -> Source:
    article = make_article(**{"headline": "", "body": BODY, **fields})
    return make_source(
        article=article, raw=RAW.encode(), encoding="utf-8", findings=list(findings), doubt=doubt
    )


def say(desk: Client, answer: str, *keys: str, **data: Any) -> list[str]:
    url = reverse("admin:articles_source_answer")
    shown = desk.post(url, {"answer": answer, "question": list(keys), **data}, follow=True)
    return [str(message) for message in shown.context["messages"]]


def asked(desk: Client, **query: Any) -> list[list[str]]:
    page = desk.get(QUEUE, query)
    return [[question.code for question, _then in one[-1]] for one in page.context["pieces"]]


def again(source: Source) -> Source:
    return Source.objects.select_related("article").get(pk=source.pk)


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


# --- The page -------------------------------------------------------------------------------------


def test_most_doubtful_piece_comes_first_with_its_questions(desk: Client) -> None:
    doubtful(GLUED, doubt=10)
    doubtful(HEADLINE, MARKER, doubt=90)
    assert asked(desk) == [["headline-derived", "marker-kept"], ["glued-words"]]


def test_one_piece_can_be_asked_about_by_itself(desk: Client) -> None:
    doubtful(GLUED)
    only = doubtful(HEADLINE)
    assert asked(desk, source=only.pk) == [["headline-derived"]]


def test_answer_leads_on_to_the_next_question(desk: Client) -> None:
    source = doubtful(GLUED, MARKER)
    page = desk.get(QUEUE).content.decode()
    assert f'name="then" value="{source.pk}-1"' in page
    data = {"answer": "reject", "question": f"{source.pk}-0", "then": f"{source.pk}-1", "page": "1"}
    assert desk.post(f"{QUEUE}answer/", data)["Location"] == f"{QUEUE}?page=1#q-{source.pk}-1"
    assert desk.post(f"{QUEUE}answer/", {**data, "then": "//evil", "page": "x"})["Location"] == QUEUE


def test_ticked_questions_are_answered_in_one_go(desk: Client) -> None:
    sources = [doubtful(GLUED) for _piece in range(3)]
    missing = doubtful(finding("byline-missing"))
    told = say(desk, "reject", *[f"{source.pk}-0" for source in [*sources, missing]])
    assert told[0] == "3 questions answered." and "Mend it" in told[1]
    assert asked(desk) == [["byline-missing"]]


def test_reporter_looks_and_answers_nothing(client: Client) -> None:
    client.force_login(make_user("Reporter"))
    source = doubtful(HEADLINE, headline="Ferry")
    page = client.get(QUEUE).content.decode()
    assert "Accept this headline?" in page and "aria-keyshortcuts" not in page
    assert "may not do this" in say(client, "accept", f"{source.pk}-0")[0]
    assert not Decision.objects.exists()


def test_answer_by_address_alone_is_refused(desk: Client) -> None:
    assert desk.get(f"{QUEUE}answer/").status_code == 405


@pytest.mark.parametrize("pieces", [2, 10])
def test_page_costs_the_same_whatever_it_shows(
    desk: Client, pieces: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _piece in range(pieces):
        doubtful(HEADLINE, GLUED, publication=make_publication())
    with django_assert_max_num_queries(6):
        assert len(asked(desk)) == pieces


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


# --- One piece only ---------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["999999", "x", "-1", "9" * 40, "²"])
def test_the_questions_of_no_source_are_no_questions_answered(desk: Client, key: str) -> None:
    doubtful(HEADLINE)
    page = desk.get(QUEUE, {"source": key}, follow=True)
    assert page.redirect_chain == [(QUEUE, 302)]
    assert f"There is no source “{key}”." in page.content.decode()
    assert "Accept this headline?" in page.content.decode()


def test_a_source_without_open_questions_says_so_of_itself(desk: Client) -> None:
    doubtful(HEADLINE)
    page = desk.get(QUEUE, {"source": make_source().pk}).content.decode()
    assert "Nothing is in doubt about this one" in page
    assert "Accept this headline?" not in page


# --- Languages --------------------------------------------------------------------------------------


def test_what_has_no_suggestion_is_asked_about_by_its_name(desk: Client) -> None:
    doubtful(finding("publication-missing"), headline="Ferry")
    page = desk.get(QUEUE).content.decode()
    assert "Is it all right without a publication?" in page
    assert "Did it appear here?" not in page


def test_a_language_that_was_guessed_is_asked_about(desk: Client) -> None:
    doubtful(finding("language-unsure", "nl", "nl"))
    assert "Is this its language?" in desk.get(QUEUE).content.decode()


def test_without_a_guess_the_language_of_the_piece_is_asked_about(desk: Client) -> None:
    source = doubtful(finding("language-unsure"))
    page = desk.get(QUEUE).content.decode()
    assert "Is the language that the piece is filed under right?" in page
    assert "Is this its language?" not in page
    assert f'href="{change_url(source.article)}">No: mend the piece' in page
