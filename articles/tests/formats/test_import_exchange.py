"""Files of several pieces, all the way into the tables: each piece is known by itself, wherever it comes from."""

from pathlib import Path

import pytest
from django.test import Client

from articles import workflow
from articles.ingest.story import SourceFile
from articles.jobs import Import, Wishes
from articles.models import Article, Source
from articles.storing import Outcome

from ..factories import make_user

pytestmark = pytest.mark.django_db

HEAD = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Shore Notes</title>
<language>en-GB</language><wp:base_blog_url>https://shore.example</wp:base_blog_url>
<wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Quill</wp:author_display_name></wp:author>"""
POST = """<item><title>Post {n}</title><link>https://shore.example/{n}/</link><dc:creator>ada</dc:creator>
<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>{n}</wp:post_id><wp:status>{status}</wp:status>
<wp:post_date_gmt>2026-11-0{n} 08:00:00</wp:post_date_gmt><wp:post_type>post</wp:post_type>
<category domain="post_tag" nicename="sea">Sea</category></item>"""
TEXTS = {
    1: "The pier went down at four on Sunday morning, and nobody was on it when it did.",
    2: "Eels are back in the ditches behind the church after an absence of nineteen years.",
    3: "The board of the ferry met for two hours and decided that it would meet again.",
}


def export(texts: dict[int, str], name: str = "export.xml", status: str = "publish") -> SourceFile:
    posts = "".join(POST.format(n=n, text=text, status=status) for n, text in texts.items())
    return SourceFile(name, f"{HEAD}{posts}</channel></rss>".encode(), f"path:/inbox/{name}")


def outcomes(*files: SourceFile, publish: bool = False) -> list[Outcome]:
    return [result.outcome for result in Import(list(files), Wishes(publish=publish))]


def test_each_post_of_an_export_is_an_article() -> None:
    assert outcomes(export(TEXTS), publish=True) == [Outcome.CREATED] * 3
    articles = Article.objects.order_by("published_at")
    assert [article.headline for article in articles] == ["Post 1", "Post 2", "Post 3"]
    first = articles[0]
    assert first.publication is not None
    assert first.publication.name == "Shore Notes"
    assert [byline.author.name for byline in first.bylines.all()] == ["Ada Quill"]
    assert [topic.name for topic in first.topics.all()] == ["Sea"]
    assert first.source_url == "https://shore.example/1/"
    assert Article.objects.live().count() == 3


def test_a_source_keeps_its_own_part_of_the_file_and_no_more() -> None:
    outcomes(export(TEXTS))
    for number, source in enumerate(Source.objects.order_by("id"), start=1):
        raw = bytes(source.raw or b"").decode()
        assert raw.startswith("<item><title>Post")
        assert TEXTS[number] in raw
        assert source.text == TEXTS[number]


def test_the_same_export_again_is_unchanged_piece_by_piece() -> None:
    outcomes(export(TEXTS))
    assert outcomes(export(TEXTS)) == [Outcome.UNCHANGED] * 3
    assert Source.objects.count() == Article.objects.count() == 3


def test_comments_and_plugins_notes_are_not_kept_and_change_nothing() -> None:
    outcomes(export(TEXTS))
    comment = "<wp:comment><wp:comment_author_email>ada@example.org</wp:comment_author_email></wp:comment>\n"
    meta = "<wp:postmeta><wp:meta_key>_edit_lock</wp:meta_key><wp:meta_value>17:1</wp:meta_value></wp:postmeta>\n"
    busy = SourceFile("busy.xml", export(TEXTS).data.replace(b"</item>", f"{comment}{meta}</item>".encode()))
    assert outcomes(busy) == [Outcome.UNCHANGED] * 3
    assert not any(b"ada@example.org" in bytes(source.raw or b"") for source in Source.objects.all())


def test_a_later_export_changes_what_changed_and_adds_what_is_new() -> None:
    outcomes(export({1: TEXTS[1], 2: TEXTS[2]}))
    changed = {1: TEXTS[1], 2: TEXTS[2] + " They are small.", 3: TEXTS[3]}
    assert outcomes(export(changed, "later.xml")) == [Outcome.UNCHANGED, Outcome.UPDATED, Outcome.CREATED]
    assert "They are small." in Article.objects.get(headline="Post 2").body


def test_drafts_wait_at_the_desk_though_publishing_was_asked_for() -> None:
    outcomes(export(TEXTS, status="draft"), publish=True)
    assert Article.objects.count() == 3
    assert not Article.objects.live().exists()


def test_a_feed_of_the_same_site_changes_the_article_the_export_made() -> None:
    """The id WordPress puts into its feeds says which post of which site it is."""
    outcomes(export({1: TEXTS[1]}))
    feed = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Shore Notes</title>
    <item><title>Post 1</title><guid isPermaLink="false">https://shore.example/?p=1</guid>
    <content:encoded>&lt;p&gt;{TEXTS[1]} It was old.&lt;/p&gt;</content:encoded></item></channel></rss>"""
    assert outcomes(SourceFile("feed.xml", feed.encode(), "path:/inbox/feed.xml")) == [Outcome.UPDATED]
    assert Article.objects.count() == 1


def test_one_piece_that_cannot_be_read_leaves_the_others() -> None:
    deep = {1: TEXTS[1], 2: "<!-- wp:html -->" + "<div>" * 5_000, 3: TEXTS[3]}
    assert outcomes(export(deep)) == [Outcome.CREATED, Outcome.REJECTED, Outcome.CREATED]


def test_an_item_known_under_another_version_is_updated(tmp_path: Path) -> None:
    item = '{{"uri": "urn:newsml:wire.example:9", "type": "text", "version": "{0}", "headline": "Dam", "body_text": "The dam {1}."}}'
    first = SourceFile("1.json", item.format(1, "holds").encode(), "path:/wire/1.json")
    second = SourceFile("2.json", item.format(2, "broke").encode(), "path:/wire/2.json")
    assert outcomes(first) == [Outcome.CREATED]
    assert outcomes(second) == [Outcome.UPDATED]
    assert "broke" in Article.objects.get().body


def test_terms_of_use_stand_with_the_piece_at_the_desk_and_not_on_the_site(client: Client) -> None:
    item = (
        '{"uri": "urn:newsml:wire.example:9", "type": "text", "headline": "Dam", "body_text": "The dam holds.",'
        ' "usageterms": "Not for use in Halveden"}'
    )
    outcomes(SourceFile("1.json", item.encode(), "path:/wire/1.json"), publish=True)
    article = Article.objects.live().get()
    assert article.usage_terms == "Not for use in Halveden"
    assert b"Halveden" not in client.get(article.get_absolute_url()).content
    client.force_login(make_user("Publisher", is_staff=True))
    desk = client.get(f"/admin/articles/article/{workflow.start_working_copy(article, user=None).pk}/change/")
    assert b"Not for use in Halveden" in desk.content


def test_a_summary_does_not_take_the_place_of_a_published_text() -> None:
    outcomes(export({1: TEXTS[1]}), publish=True)
    feed = """<rss version="2.0"><channel><title>Shore Notes</title><item><title>Post 1</title>
    <guid isPermaLink="false">https://shore.example/?p=1</guid><description>The pier is gone.</description></item></channel></rss>"""
    assert outcomes(SourceFile("feed.xml", feed.encode(), "path:/inbox/feed.xml"), publish=True) == [
        Outcome.UPDATED
    ]
    assert TEXTS[1] in Article.objects.live().get().body
