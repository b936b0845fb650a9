"""Footnotes in a real browser: readers get there and back, and the desk's editor keeps them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from articles.models import Article

from .desk_forms import change_url
from .factories import make_article, make_user
from .test_admin_browser import DESKTOP, PHONE, editor, violations
from .test_footnotes_shown import MARK, NOTE, bring

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("browser")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_readers_get_there_and_back(
    page: Any, live_server: Any, tmp_path: Path, size: dict[str, int], scheme: str, complaints: list[str]
) -> None:
    article = bring(tmp_path).article
    assert article
    Article.objects.filter(pk=article.pk).update(
        body=article.body.replace("</p>\n<p><a", f"</p>{'<p>So.</p>' * 60}<p><a")
    )
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    for there in ("#fn-1", "#fnref-1"):
        page.locator(f'a[href="{there}"]').click()
        page.wait_for_function(
            "name => { const box = document.querySelector(name).getBoundingClientRect();"
            " return location.hash === name && box.top >= 0 && box.bottom <= innerHeight }",
            arg=there,
        )
    assert complaints == []
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_editor_keeps_them(page: Any, live_server: Any, sign_in: Callable[..., None]) -> None:
    body = f"<p>The ferry came back.{MARK}</p><p>{NOTE}</p>"
    article = make_article(headline="Ferry", body=f"{body}<p>Last.</p>")
    sign_in(page, make_user("Publisher"))
    page.goto(f"{live_server.url}{change_url(article)}")
    editor(page).wait_for()
    page.get_by_text("Last.", exact=True).click()
    page.keyboard.press("End")
    page.keyboard.type(" Words.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/articles/article/")
    article.refresh_from_db()
    assert article.body == f"{body}<p>Last. Words.</p>"
