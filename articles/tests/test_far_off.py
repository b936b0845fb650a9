"""A date or an embargo years ahead is asked about; one of days or months holds a piece until then and no longer."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.deciding import answer, findings_of
from articles.errors import WorkflowError
from articles.ingest.story import BLOCKING
from articles.models import Article, Source

from .factories import make_user
from .stories import make_story, store_one
from .wire import Told, write

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SOON, FAR = NOW + timedelta(days=300), NOW.replace(year=NOW.year + 50, month=3, day=1)


def stored(**facts: Any) -> Article:
    return Article.objects.get(pk=store_one(make_story(**facts)).article_id or 0)


def codes(article: Article) -> list[str]:
    return [finding["code"] for finding in findings_of(article)]


def piece(folder: Path, *lines: str) -> Path:
    path = write(folder, "ferry.txt")
    path.write_text(path.read_text().replace("date: 2024-05-03", "\n".join(lines)))
    return path


@pytest.mark.parametrize(("fact", "code"), [("published", "date-far-off"), ("embargoed", "embargo-far-off")])
def test_years_ahead_are_a_question_and_the_date_stays_as_it_was_given(fact: str, code: str) -> None:
    article = stored(**{fact: FAR})
    (finding,) = findings_of(article)
    assert (finding["code"], finding["evidence"], finding["blocking"]) == (code, f"{FAR:%Y-%m-%d}", True)
    assert code in BLOCKING
    assert FAR in (article.published_at, article.embargoed_until)
    assert Source.objects.get().doubt >= 20


@pytest.mark.parametrize("fact", ["published", "embargoed"])
@pytest.mark.parametrize(
    "when", [SOON, SOON.date(), NOW - timedelta(days=80_000)], ids=["moment", "day", "past"]
)
def test_days_months_and_the_past_are_left_alone(fact: str, when: Any) -> None:
    if fact == "published" or when != SOON.date():  # an embargo is a moment
        assert codes(stored(**{fact: when})) == []


@pytest.mark.parametrize("line", [f"date: {FAR:%Y-%m-%d}", f"date: 2024-05-03\nembargo: {FAR:%Y-%m-%d}"])
def test_an_import_publishes_no_such_piece_and_a_dry_run_says_the_same(tmp_path: Path, line: str) -> None:
    path = piece(tmp_path, *line.splitlines())
    for options in (["--dry-run"], [], []):  # when it is there already, too
        told = Told(path, "--publish", *options)
        assert "; 0 " in told.summary
        assert "not published" in told.out[0] and "years" in told.out[0]
    assert Article.objects.get().status == "draft"


def test_an_embargo_of_months_is_published_as_ever(tmp_path: Path) -> None:
    path = piece(tmp_path, "date: 2024-05-03", f"embargo: {SOON:%Y-%m-%d}")
    assert Told(path, "--publish").summary.endswith("; 1 published, 1 of them readable later")


def test_what_readers_read_is_not_hidden_by_a_slip_in_a_new_text(tmp_path: Path) -> None:
    path = piece(tmp_path, "date: 2024-05-03")
    Told(path, "--publish")
    text = path.read_text().replace("2024-05-03", f"{FAR:%Y-%m-%d}")
    path.write_text(text.replace("missed", "missed much"))
    Told(path, "--publish")
    article = Article.objects.get(working_copy_of=None)
    assert article.is_live()
    assert Article.objects.get(working_copy_of=article).published_at == FAR.replace(
        hour=0, minute=0, second=0, microsecond=0
    )


# --- The answer -----------------------------------------------------------------------------------


@pytest.fixture
def editor() -> User:
    return make_user("Editor")


@pytest.mark.parametrize(("fact", "field"), [("published", "published_at"), ("embargoed", "embargoed_until")])
def test_no_takes_it_off(editor: User, fact: str, field: str) -> None:
    article = stored(**{fact: FAR})
    answer(Source.objects.get().pk, 0, accepted=False, user=editor)
    article.refresh_from_db()
    assert (getattr(article, field), codes(article)) == (None, [])


@pytest.mark.parametrize(("fact", "field"), [("published", "published_at"), ("embargoed", "embargoed_until")])
def test_yes_leaves_it(editor: User, fact: str, field: str) -> None:
    article = stored(**{fact: FAR})
    answer(Source.objects.get().pk, 0, accepted=True, user=editor)
    article.refresh_from_db()
    assert (getattr(article, field), codes(article)) == (FAR, [])


def test_the_embargo_of_what_is_published_is_not_taken_off_by_an_answer(editor: User) -> None:
    article = stored(embargoed=FAR)
    Article.objects.filter(pk=article.pk).update(
        status="published", published_at=NOW, first_published_at=NOW, headline="Ferry"
    )
    with pytest.raises(WorkflowError, match="set its embargo there"):
        answer(Source.objects.get().pk, 0, accepted=False, user=editor)
    article.refresh_from_db()
    assert article.embargoed_until == FAR
