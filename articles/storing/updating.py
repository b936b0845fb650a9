"""New text from where an article came from: in place while nobody has edited it, else a copy for the desk."""

from collections.abc import Iterable, Sequence
from enum import Enum

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.ingest.story import Finding
from articles.models import Article, Byline, Revision, Status, TaggedArticle
from articles.revisions import CONTENT, record_many

from . import keeping, recalls
from .drafts import Draft
from .entries import Entry
from .likeness import is_alike
from .values import is_whole


class Place(Enum):
    """Where the new text of a piece goes."""

    ARTICLE = "article"  # nobody has edited it since its text came in
    COPY = "copy"  # the working copy that an earlier import made, and nobody has touched
    NEW_COPY = "new copy"
    CALLED_BACK = "called back"  # by its provider: the words that are here stay, for the record
    NOWHERE = "nowhere"  # somebody is at work on the working copy: their words stay


class Targets:
    """The articles whose sources have changed, as they stand now, with their working copies."""

    def __init__(self, ids: Iterable[int], *, hold: bool) -> None:
        wanted = set(ids)
        rows = Article.objects.select_for_update() if hold else Article.objects.all()
        self.articles = rows.in_bulk(wanted)
        if len(self.articles) < len(wanted):
            raise IntegrityError("An article was deleted while its new text was being stored.")
        copies = Article.objects.filter(working_copy_of__in=wanted)
        self.copies = {copy.working_copy_of_id: copy for copy in copies}
        last = Revision.objects.filter(article__in=copies).order_by("number")
        self.kinds = dict(last.values_list("article", "kind"))

    def place(
        self, entry: Entry, *, is_whole: bool, said: str, called_back: str = ""
    ) -> tuple[Place, Article]:
        """Where a text that follows on `entry` goes; `is_whole` if it could be published as it is.

        `said` is its headline and body: what shares neither with a published text is another piece, for the desk.
        """
        article = self.articles[entry.article_id or 0]
        if called_back:
            return Place.CALLED_BACK, article
        if copy := self.copies.get(article.pk):
            is_ours = self.kinds.get(copy.pk) == Revision.Kind.IMPORT
            return (Place.COPY, copy) if is_ours else (Place.NOWHERE, article)
        is_untouched = article.version == entry.article_version
        if (
            is_untouched
            and article.status == Status.PUBLISHED
            and said
            and not is_alike(article.headline, article.body, said)
        ):
            return Place.NEW_COPY, article
        if is_untouched and (is_whole or article.status != Status.PUBLISHED):
            return Place.ARTICLE, article
        return Place.NEW_COPY, article


def update(drafts: Sequence[Draft]) -> None:
    """Give each draft the row its text goes into: the article it came from, its working copy, or none."""
    if not drafts:
        return
    targets = Targets((draft.decision.entry.article_id or 0 for draft in drafts), hold=True)
    changed, copied = [], []
    for draft in drafts:
        whole = is_whole(draft.story, draft.values["headline"], draft.values["body"])
        said = f"{draft.values['headline']}\n{draft.values['body']}"
        entry = draft.decision.entry
        draft.called_back = recalls.meant(draft, targets.articles[entry.article_id or 0])
        place, article = targets.place(entry, is_whole=whole, said=said, called_back=draft.called_back)
        draft.in_place = place is Place.ARTICLE
        draft.reason = told(place)
        if place is Place.CALLED_BACK:
            draft.version = entry.article_version
            draft.findings = (*draft.findings, Finding("called-back", draft.reason, confidence=1.0))
        elif place is Place.NOWHERE:
            draft.findings = (*draft.findings, Finding("update-waiting", draft.reason))
        elif place is Place.NEW_COPY:
            draft.article = _copy_of(article)
            copied.append(draft)
        else:
            draft.article = article
            changed.append(draft)
    keeping.look([*changed, *copied])
    _change(changed)
    _add(copied)


def told(place: Place) -> str:
    """Why the text did not go where one might think."""
    if place is Place.ARTICLE:
        return ""
    if place is Place.CALLED_BACK:
        return _("Its provider calls it back: it may not be public any longer. Its text is kept as it was.")
    if place is Place.NOWHERE:
        return _("Somebody is at work on its working copy: the new text is kept with its source only.")
    return _("It cannot simply be replaced: the new text waits at the desk as its working copy.")


def record(drafts: Sequence[Draft]) -> None:
    """Keep what the import made of the rows as a revision, once their bylines and topics are written.

    What people have written is put back into working copies first.
    """
    if articles := [draft.article for draft in drafts if draft.article]:
        files = keeping.keep(drafts)
        record_many(articles, kind=Revision.Kind.IMPORT, note=_("New text from its source."), files=files)


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
    said = dict.fromkeys(field for draft in drafts for field in draft.values)  # not every piece has pictures
    changed = [*said, "published_at", "published_at_assumed", "version", "updated_at"]
    Article.objects.bulk_update(articles, [field.removesuffix("_id") for field in changed])
    Byline.objects.filter(article__in=articles).delete()
    TaggedArticle.objects.filter(content_object__in=articles).delete()


def _record_unrecorded(articles: Sequence[Article]) -> None:
    """A piece that no one has touched has no revision yet: what its first text was is kept now."""
    recorded = set(Revision.objects.filter(article__in=articles).values_list("article", flat=True))
    if first := [article for article in articles if article.pk not in recorded]:
        record_many(first, kind=Revision.Kind.IMPORT, note=_("As it was brought in."))


def _copy_of(article: Article) -> Article:
    """A working copy with all that the file says nothing about; see `workflow.start_working_copy`, and `keeping`."""
    content = {field: getattr(article, field) for field in CONTENT}
    return Article(**content, working_copy_of=article, slug=f"working-copy-of-{article.pk}")


def _add(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        if draft.article:
            _fill(draft.article, draft)
    Article.objects.bulk_create([draft.article for draft in drafts if draft.article])


def _fill(article: Article, draft: Draft) -> None:
    for field, value in draft.values.items():
        setattr(article, field, value)
    if draft.published_at:
        article.published_at, article.published_at_assumed = draft.published_at, False
