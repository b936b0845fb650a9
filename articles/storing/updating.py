"""New text from where an article came from: in place while nobody has edited it, else a copy for the desk."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.ingest.story import Finding
from articles.models import Article, Byline, Revision, Status, TaggedArticle
from articles.revisions import CONTENT, record_many

from . import slugs
from .drafts import Draft


def update(drafts: Sequence[Draft]) -> None:
    """Give each draft the row its text goes into: the article it came from, or its working copy, or none."""
    if not drafts:
        return
    ids = {draft.decision.entry.article_id for draft in drafts}
    articles = Article.objects.select_for_update().in_bulk(ids)
    if len(articles) < len(ids):
        raise IntegrityError("An article was deleted while its new text was being stored.")
    copies = {copy.working_copy_of_id: copy for copy in Article.objects.filter(working_copy_of__in=ids)}
    edited = _edited(copies.values())
    new = []
    for draft in drafts:
        article = articles[draft.decision.entry.article_id or 0]
        copy = copies.get(article.pk)
        if copy is None and _may_change(article, draft):
            draft.article = article
        elif copy is None:
            new.append((draft, article))
        elif copy.pk not in edited:
            draft.article, draft.in_place = copy, False
            draft.reason = _in_working_copy()
        else:
            _leave(draft)
    _change([draft for draft in drafts if draft.article])
    _copy(new)


def _may_change(article: Article, draft: Draft) -> bool:
    """Whether the words are still those of the importer, and readers would lose no headline or text."""
    untouched = article.version == draft.decision.entry.article_version
    whole = bool(draft.values["headline"] and draft.values["body"])
    return untouched and (whole or article.status != Status.PUBLISHED)


def _edited(copies: Iterable[Article]) -> set[int]:
    """The working copies that a person has laid hands on: their last revision is not the importer's."""
    ids = [copy.pk for copy in copies]
    last = Revision.objects.filter(article__in=ids).order_by("number").values_list("article", "kind")
    kinds = dict(last)
    return {pk for pk in ids if kinds.get(pk) != Revision.Kind.IMPORT}


def _change(drafts: Sequence[Draft]) -> None:
    """Put the new text into rows that are there, keeping how they stood before as a revision."""
    articles = [draft.article for draft in drafts if draft.article]
    if not articles:
        return
    _record_unrecorded(articles)
    for draft, article in zip(drafts, articles, strict=True):
        _fill(article, draft)
        article.version += 1
        article.updated_at = timezone.now()
        draft.version = article.version if draft.in_place else None
    changed = [*drafts[0].values, "published_at", "published_at_assumed", "version", "updated_at"]
    Article.objects.bulk_update(articles, [field.removesuffix("_id") for field in changed])
    Byline.objects.filter(article__in=articles).delete()
    TaggedArticle.objects.filter(content_object__in=articles).delete()


def _fill(article: Article, draft: Draft) -> None:
    for field, value in draft.values.items():
        setattr(article, field, value)
    if draft.published_at:
        article.published_at, article.published_at_assumed = draft.published_at, False


def record(drafts: Sequence[Draft]) -> None:
    """Keep what the import made of the rows as a revision, once their bylines and topics are written."""
    if articles := [draft.article for draft in drafts if draft.article]:
        record_many(articles, kind=Revision.Kind.IMPORT, note=_("New text from its source."))


def _record_unrecorded(articles: Sequence[Article]) -> None:
    """A piece that no one has touched has no revision yet: what its first text was is kept now."""
    recorded = set(Revision.objects.filter(article__in=articles).values_list("article", flat=True))
    if first := [article for article in articles if article.pk not in recorded]:
        record_many(first, kind=Revision.Kind.IMPORT, note=_("As it was brought in."))


def _copy(pairs: Sequence[tuple[Draft, Article]]) -> None:
    """Make the working copies: the new text, with what only the article knows."""
    if not pairs:
        return
    wanted = {str(article.pk): f"{article.slug[:90]}-copy" for _draft, article in pairs}
    chosen = slugs.unused(Article, wanted, "copy")
    rows = []
    for draft, article in pairs:
        copy = Article(working_copy_of=article, slug=chosen[str(article.pk)])
        for field in CONTENT:
            setattr(copy, field, getattr(article, field))
        _fill(copy, draft)
        rows.append(copy)
    for (draft, _article), copy in zip(pairs, Article.objects.bulk_create(rows), strict=True):
        draft.article, draft.in_place = copy, False
        draft.reason = _in_working_copy()


def _in_working_copy() -> str:
    return _("Somebody has edited the piece: the new text waits at the desk as its working copy.")


def _leave(draft: Draft) -> None:
    """Somebody is at work on the working copy already, and their words stay."""
    draft.in_place = False
    draft.reason = _("Somebody is at work on the piece: the new text is kept with its source only.")
    note = Finding("update-waiting", draft.reason, suggestion=_("Compare the source with the working copy."))
    draft.findings = (*draft.findings, note)
