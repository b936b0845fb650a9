"""Working copies: how a published piece is changed while readers go on reading it as it was."""

from datetime import datetime

from django.contrib.admin.models import ADDITION
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import revisions, search
from articles.errors import WorkflowError
from articles.models import Article, Byline, Correction, Revision, Source, Status, TaggedArticle
from articles.permissions import CHANGE
from articles.plain_text import word_count

from .states import PUBLISHING, cannot, hold, why_not
from .telling import log, not_allowed, words_changed


@transaction.atomic
def start_working_copy(article: Article, *, user: User | None) -> Article:
    """Return the working copy of a published piece: the one that is there, or a new draft just like it."""
    original = hold([article]).get(article.pk)
    if original is None or original.status != Status.PUBLISHED:
        raise WorkflowError(_("“%(piece)s” is not published: edit it as it is.") % {"piece": article})
    if user and (why := not_allowed(user, [CHANGE])):
        raise WorkflowError(_("“%(piece)s”: no working copy. %(why)s") % {"piece": article, "why": why})
    if existing := Article.objects.filter(working_copy_of=original).first():
        return existing
    content = {name: getattr(original, name) for name in revisions.CONTENT}
    copy = Article.objects.create(
        **content,
        working_copy_of=original,
        slug=f"working-copy-of-{original.pk}",
        word_count=original.word_count,
    )
    for byline in original.bylines.all():
        byline.pk, byline.article = None, copy
        byline.save(force_insert=True)
    copy.topics.add(*original.topics.all())
    revisions.record(copy, kind=Revision.Kind.EDIT, user=user, note=_("Working copy begun."))
    search.refresh_many([copy.pk])
    log([copy], user, _("Working copy begun."), ADDITION)
    return copy


@transaction.atomic
def fold(copy: Article, *, user: User | None, note: str = "", at: datetime | None = None) -> None:
    """Put the working copy's words, bylines, topics, sources and history into its original, and delete it."""
    at = at or timezone.now()
    rows = hold([copy, Article(pk=copy.working_copy_of_id)])
    row, original = rows.get(copy.pk), rows.get(copy.working_copy_of_id or 0)
    if why := why_not(copy, row, PUBLISHING, user, at):
        raise cannot(copy, PUBLISHING, why)
    if row is None or original is None or original.status != Status.PUBLISHED:
        raise cannot(copy, PUBLISHING, _("its original has been withdrawn. Publish that one again first."))
    _take_over(original, row, at)
    _move_rows(original, copy)
    copy.delete()
    revisions.record(original, kind=Revision.Kind.PUBLISH, user=user, note=note, at=at)
    search.refresh_many([original.pk])
    words_changed.send(Article, article=original)
    log([original], user, _("Working copy published. %(note)s") % {"note": note})
    copy.working_copy_of = original


def _take_over(original: Article, copy: Article, at: datetime) -> None:
    date = original.published_at, original.published_at_assumed
    for name in revisions.CONTENT:
        setattr(original, name, getattr(copy, name))
    if original.published_at is None:  # emptied in the copy, but out since then all the same
        original.published_at, original.published_at_assumed = date
    original.word_count = word_count(original.body)
    original.version += 1
    original.updated_at = at
    Article.objects.filter(pk=original.pk).update(
        **{
            name: getattr(original, name)
            for name in (*revisions.CONTENT, "word_count", "version", "updated_at")
        }
    )


def _move_rows(original: Article, copy: Article) -> None:
    """Bylines and topics are replaced by the copy's; its sources, corrections and history are added."""
    original.bylines.all().delete()
    original.tagged_topics.all().delete()
    Byline.objects.filter(article=copy).update(article=original)
    TaggedArticle.objects.filter(content_object=copy).update(content_object=original)
    Source.objects.filter(article=copy).update(article=original)
    Correction.objects.filter(article=copy).update(article=original)
    last = original.revisions.values_list("number", flat=True).first() or 0
    Revision.objects.filter(article=copy).update(article=original, number=F("number") + last)
