"""Stories as the pipeline hands them over, made by hand, so that storing is tested by itself."""

from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db.models import Model

from articles import workflow
from articles.ingest.story import Block, Facts, Finding, Person, SourceFile, Story
from articles.models import (
    Article,
    ImportRun,
)
from articles.storing import Piece, Result, store

from .factories import make_user

# Every table that an import may write to, but that of its runs.
WRITTEN: list[type[Model]] = [
    model for model in apps.get_app_config("articles").get_models() if model is not ImportRun
]
NEW = "The ferry sank again on Wednesday.\n\nNobody was on board."
TEXT = "The ferry came back to the harbour on Tuesday.\n\nThree years had passed since the storm."


def make_story(text: str = TEXT, **facts: Any) -> Story:
    """A story with a headline, unless `facts` say otherwise. Empty lines set its paragraphs apart."""
    paragraphs = [part for part in text.split("\n\n") if part]
    findings: tuple[Finding, ...] = facts.pop("findings", ())
    body = tuple(Block("p", part, part, 0, len(part)) for part in paragraphs)
    facts = {"headline": "The ferry is back", "language": "en", **facts}
    facts["authors"] = tuple(
        person if isinstance(person, Person) else Person(person) for person in facts.get("authors", ())
    )
    return Story("piece.txt", Facts(**facts), body, (), findings, text, "utf-8", "text/plain")


def make_piece(story: Story, name: str = "piece.txt", data: bytes | None = None) -> Piece:
    """The piece as read from a file of that name; its bytes say all that the story does, unless given."""
    raw = repr(story).encode("utf-8", "backslashreplace") if data is None else data
    return Piece.of(SourceFile(name, raw, origin=f"path:/wire/{name}"), story)


def make_run() -> ImportRun:
    return ImportRun.objects.create(command="import_articles")


def store_one(story: Story, name: str = "piece.txt", **how: Any) -> Result:
    (result,) = store([make_piece(story, name)], make_run(), **how)
    return result


def stored(story: Story, name: str = "piece.txt", **how: Any) -> Article:
    """The article that the story became."""
    return Article.objects.get(pk=store_one(story, name, **how).article_id or 0)


def derived(story: Story, suggestion: str = "The ferry came back") -> Story:
    """The story as of a piece without a headline: it has only a suggestion of one."""
    finding = Finding("headline-derived", "No headline in the text.", suggestion=suggestion)
    facts = replace(story.facts, headline=suggestion)
    return replace(story, facts=facts, headline_derived=True, findings=(*story.findings, finding))


def contents(*models: type[Model]) -> dict[str, list[dict[str, Any]]]:
    """All rows of the tables (of all that an import writes to, if none is named), to be compared."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in models or WRITTEN
    }


def edit(article: Article, **fields: Any) -> None:
    """Save the piece as a person at the desk does."""
    Article.objects.filter(pk=article.pk).update(**fields)
    article.refresh_from_db()
    workflow.record_edit(article, user=make_user("Publisher"))


def text_of(article: Article) -> str:
    article.refresh_from_db()
    return article.body
