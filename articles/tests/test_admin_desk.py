"""The desk's first page: what waits, and how a new newsroom begins."""

from typing import Any

import pytest
from django.test import Client

from articles.templatetags import desk as desk_tags

from .desk_forms import change_url
from .factories import make_article, make_source, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("Editor"))
    return client


def waiting(client: Client) -> dict[str, str]:
    """The counts on the page, by what is counted."""
    counts = desk_tags.desk_panel(client.get("/admin/").wsgi_request.user)["counts"]  # type: ignore[arg-type]
    return {kind: count for _label, kind, _address, count in counts}


def test_page_says_what_waits_and_leads_there(desk: Client) -> None:
    make_source(
        article=make_article(headline="Doubtful", status="in_review"),
        doubt=50,
        findings=[{"message": "Why?"}],
    )
    make_article()
    page = desk.get("/admin/").content.decode()
    assert waiting(desk) == {"doubt": "1", "in_review": "1", "approved": "0", "draft": "1", "published": "0"}
    assert "Doubtful" in page and "Why?" in page
    for address in ("?findings=waiting", "?status__exact=in_review"):
        assert f'href="/admin/articles/article/{address}"' in page
        assert len(desk.get(f"/admin/articles/article/{address}").context["cl"].result_list) == 1


@pytest.mark.parametrize(("group", "offered"), [("Editor", "Answer"), ("Reporter", "See")])
def test_only_who_may_answer_is_asked_to(client: Client, group: str, offered: str) -> None:
    client.force_login(make_user(group))
    source = make_source(article=make_article(), doubt=50, findings=[{"message": "Why?"}])
    for address in ("/admin/", change_url(source), "/admin/articles/source/"):
        page = client.get(address).content.decode()
        said = [words for words in ("Answer", "See") if f"{words} the questions" in page]
        assert said == [offered], address


def test_most_doubtful_stand_first_and_are_few(desk: Client) -> None:
    for doubt in range(1, 10):
        make_source(
            article=make_article(headline=f"Doubt {doubt}"), doubt=doubt, findings=[{"message": "Why?"}]
        )
    page = desk.get("/admin/").content.decode()
    assert page.index("Doubt 9") < page.index("Doubt 8")
    assert "Doubt 4" not in page


def test_a_piece_without_a_headline_is_known_by_its_file(desk: Client) -> None:
    findings = [{"message": "Settled.", "answer": "accepted"}, {"message": "Why?"}]
    make_source(article=make_article(headline=""), name="wire/ferry.txt", doubt=50, findings=findings)
    page = desk.get("/admin/").content.decode()
    assert "(no headline)" in page and "<bdi>ferry.txt</bdi>" in page
    assert "Why?" in page and "Settled." not in page


def test_published_pieces_with_open_questions_are_counted_by_themselves(desk: Client) -> None:
    for status in ("draft", "approved", "published", "published", "published", "withdrawn"):
        make_source(
            article=make_article(headline=f"Is {status}", status=status),
            doubt=50,
            findings=[{"message": "Why?"}],
        )
    counts = waiting(desk)
    assert (counts["doubt"], counts["published"]) == ("2", "3")
    page = desk.get("/admin/").content.decode()
    for address, count in (("waiting", 2), ("published", 3), ("open", 6)):
        found = desk.get(f"/admin/articles/article/?findings={address}").context["cl"].result_list
        assert len(found) == count
        assert address == "open" or f"?findings={address}" in page


def test_a_piece_that_came_twice_counts_once(desk: Client) -> None:
    article = make_article()
    for _time in range(2):
        make_source(article=article, doubt=50, findings=[{"message": "Why?"}])
    assert waiting(desk)["doubt"] == "1"


def test_the_most_doubtful_say_which_readers_see_already(desk: Client) -> None:
    for status in ("draft", "published"):
        make_source(article=make_article(status=status), doubt=50, findings=[{"message": "Why?"}])
    assert desk.get("/admin/").content.decode().count('class="mark status-published"') == 1


def test_of_very_many_doubtful_pieces_at_least_so_many_are_told(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_tags, "COUNTED", 2)
    for _piece in range(4):
        make_source(article=make_article(), doubt=50, findings=[{"message": "Why?"}])
    assert waiting(desk)["doubt"] == "2+"


def test_slight_doubt_without_a_finding_waits_for_nobody(desk: Client) -> None:
    make_source(article=make_article(), doubt=4, findings=[])
    assert waiting(desk)["doubt"] == "0"


def test_past_a_thousand_nobody_counts(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_tags, "COUNTED", 2)
    for _piece in range(3):
        make_article()
    assert waiting(desk)["draft"] == "2+"


def test_settled_desk_says_so(desk: Client) -> None:
    make_article()
    page = desk.get("/admin/").content.decode()
    assert "every finding has been settled" in page and "Nothing waits for review." in page


def test_new_newsroom_is_told_how_to_begin(desk: Client) -> None:
    page = desk.get("/admin/").content.decode()
    assert "A new newsroom" in page
    assert "/admin/articles/article/add/" in page and "/admin/articles/importrun/upload/" in page


def test_who_has_no_business_at_the_desk_sees_no_panel(client: Client) -> None:
    client.force_login(make_user())
    make_article()
    assert "What waits" not in client.get("/admin/").content.decode()


def test_first_page_costs_the_same_whatever_waits(desk: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        make_source(article=make_article(status="in_review"), doubt=number, findings=[{"message": "Why?"}])
    desk.get("/admin/")
    with django_assert_max_num_queries(12):
        desk.get("/admin/")


def test_menu_leads_to_what_one_may_see(desk: Client) -> None:
    menu = desk.get("/admin/").content.decode().split('class="desk-menu"')[1].split("</nav>")[0]
    for name in ("Articles", "Authors", "Import runs", "Publications", "Sources", "Topics"):
        assert f">{name}</a>" in menu
    assert "Users" not in menu
