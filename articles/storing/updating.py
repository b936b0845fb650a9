"""New text from where an article came from: in place while nobody has edited it, else a copy for the desk."""

from collections.abc import Iterable, Sequence
from enum import Enum

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.ingest.features import fold
from articles.ingest.story import Finding
from articles.models import Article, Byline, Revision, Status, TaggedArticle
from articles.plain_text import plain_text
from articles.revisions import CONTENT, record_many

from .drafts import Draft
from .ledger import Entry
from .values import is_whole

LEAST_ALIKE = 0.1  # of the runs of words: less is another piece


class Place(Enum):
    """Where the new text of a piece goes."""

    ARTICLE = "article"  # nobody has edited it since its text came in
    COPY = "copy"  # the working copy that an earlier import made, and nobody has touched
    NEW_COPY = "new copy"
    NOWHERE = "nowhere"  # somebody is at work on the working copy: their words stay


class Targets:
    """The articles whose sources have changed, as they stand now, with their working copies."""

    def __init__(self, ids: Iterable[int], *, hold: bool) -> None:
        wanted = set(ids)
        rows = Article.objects.select_for_update() if hold else Article.objects.defer("body")
        self.articles = rows.in_bulk(wanted)
        if len(self.articles) < len(wanted):
            raise IntegrityError("An article was deleted while its new text was being stored.")
        copies = Article.objects.filter(working_copy_of__in=wanted)
        self.copies = {copy.working_copy_of_id: copy for copy in copies}
        last = Revision.objects.filter(article__in=copies).order_by("number")
        self.kinds = dict(last.values_list("article", "kind"))

    def place(self, entry: Entry, *, is_whole: bool, said: str = "") -> tuple[Place, Article]:
        """Where a text that follows on `entry` goes; `is_whole` if it could be published as it is.

        `said` is its headline and body: what shares neither with a published text is another piece, for the desk.
        """
        article = self.articles[entry.article_id or 0]
        if copy := self.copies.get(article.pk):
            is_ours = self.kinds.get(copy.pk) == Revision.Kind.IMPORT
            return (Place.COPY, copy) if is_ours else (Place.NOWHERE, article)
        is_untouched = article.version == entry.article_version
        if is_untouched and article.status == Status.PUBLISHED and said and not _is_alike(article, said):
            return Place.NEW_COPY, article
        if is_untouched and (is_whole or article.status != Status.PUBLISHED):
            return Place.ARTICLE, article
        return Place.NEW_COPY, article


def _is_alike(article: Article, said: str) -> bool:
    """Whether a text says something of what the article says: its headline, or runs of its words."""
    old, new = fold(f"{article.headline}\n{plain_text(article.body)}"), fold(plain_text(said))
    if article.headline and fold(article.headline) in new:
        return True
    ours, theirs = _runs(old), _runs(new)
    return not ours or not theirs or len(ours & theirs) >= LEAST_ALIKE * min(len(ours), len(theirs))


def _runs(folded: str) -> set[str]:
    """Three words in a row; of scripts without spaces, eight characters."""
    words = folded.split()
    if len(words) * 12 < len(folded):
        return {folded[at : at + 8] for at in range(0, max(1, len(folded) - 7))}
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


def update(drafts: Sequence[Draft]) -> None:
    """Give each draft the row its text goes into: the article it came from, its working copy, or none."""
    if not drafts:
        return
    targets = Targets((draft.decision.entry.article_id or 0 for draft in drafts), hold=True)
    changed, copied = [], []
    for draft in drafts:
        whole = is_whole(draft.story, draft.values["headline"], draft.values["body"])
        said = f"{draft.values['headline']}\n{draft.values['body']}"
        place, article = targets.place(draft.decision.entry, is_whole=whole, said=said)
        draft.in_place = place is Place.ARTICLE
        draft.reason = told(place)
        if place is Place.NOWHERE:
            draft.findings = (*draft.findings, Finding("update-waiting", draft.reason))
        elif place is Place.NEW_COPY:
            draft.article = _copy_of(article)
            copied.append(draft)
        else:
            draft.article = article
            changed.append(draft)
    _change(changed)
    _add(copied)


def told(place: Place) -> str:
    """Why the text did not go where one might think."""
    if place is Place.ARTICLE:
        return ""
    if place is Place.NOWHERE:
        return _("Somebody is at work on its working copy: the new text is kept with its source only.")
    return _("It cannot simply be replaced: the new text waits at the desk as its working copy.")


def record(drafts: Sequence[Draft]) -> None:
    """Keep what the import made of the rows as a revision, once their bylines and topics are written."""
    if articles := [draft.article for draft in drafts if draft.article]:
        record_many(articles, kind=Revision.Kind.IMPORT, note=_("New text from its source."))


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
    """A working copy with all that the file says nothing about; see `workflow.start_working_copy`."""
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
