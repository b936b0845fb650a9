"""Published, and not for readers yet: the desk says from when they will see the piece."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import moments, workflow
from articles.models import Article

from .desk_forms import saved
from .factories import DAY, NOW, make_article, make_publication, make_user

pytestmark = pytest.mark.django_db
LATER = (timezone.now() + timedelta(days=1_000)).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"published_at": NOW + DAY}, NOW + DAY),
        ({"embargoed_until": NOW + DAY}, NOW + DAY),
        ({"published_at": NOW + DAY, "embargoed_until": NOW + 2 * DAY}, NOW + 2 * DAY),
        ({"licence_from": NOW + DAY}, NOW + DAY),
        ({}, None),
        ({"status": "approved", "published_at": NOW + DAY}, None),
        ({"published_at": NOW + DAY, "expires_at": NOW + DAY}, None),
        ({"expires_at": NOW - DAY}, None),
    ],
)
def test_the_last_of_date_embargo_and_licence_counts(
    fields: dict[str, Any], expected: datetime | None
) -> None:
    licence_from = fields.pop("licence_from", None)
    publication = make_publication(licence_from=licence_from)
    article = make_article(**{"status": "published", "publication": publication, **fields})
    assert workflow.readable_from(article, NOW) == expected
    if expected:
        assert Article.objects.to_come(NOW).get() == article
        assert not Article.objects.to_come(expected).exists()


@pytest.mark.parametrize(
    "fields", [{}, {"status": "approved", "published_at": NOW + DAY}, {"expires_at": NOW - DAY}]
)
def test_what_is_read_or_not_published_is_not_to_come(fields: dict[str, Any]) -> None:
    make_article(**{"status": "published", **fields})
    assert not Article.objects.to_come(NOW).exists()


@pytest.mark.parametrize("moment", [LATER, NOW], ids=["to come", "past"])
def test_saving_a_date_to_come_says_so_and_so_does_the_list(client: Client, moment: datetime) -> None:
    client.force_login(make_user("Publisher"))
    article = make_article(status="published")
    local = timezone.localtime(moment)
    answer = saved(client, article, published_at_0=f"{local:%Y-%m-%d}", published_at_1=f"{local:%H:%M:%S}")
    page = client.get(answer.url)
    warned = [str(message) for message in page.context["messages"] if message.level_tag == "warning"]
    said = moments.said(moment)
    assert warned == ([f"Readers will see it from {said}."] if moment == LATER else [])
    listed = client.get(reverse("admin:articles_article_changelist")).content.decode()
    assert (f"readable from {said}" in listed) is (moment == LATER)


def test_publishing_under_embargo_says_from_when(client: Client) -> None:
    client.force_login(make_user("Publisher"))
    article = make_article(status="approved", embargoed_until=LATER)
    page = client.get(saved(client, article, _verb="publish").url)
    told = [str(message) for message in page.context["messages"]]
    assert told[1:] == [f"Readers will see it from {moments.said(LATER)}."]
