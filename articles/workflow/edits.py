"""What follows when a person has saved a piece; changing its address; putting back older words."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import revisions, search
from articles.errors import WorkflowError
from articles.models import Article, OldSlug, Revision, Status
from articles.permissions import ADD, CHANGE, PUBLISH, may_change
from articles.plain_text import word_count

from .states import hold
from .telling import changed_meanwhile, not_allowed, words_changed


def hold_version(article: Article, version: int) -> None:
    """Make sure that nobody has saved the piece since that version, nor will before the transaction ends.

    To be called first when an edit comes in, with the version that the person's form was made from.
    """
    row = hold([article]).get(article.pk)
    if row is None:
        raise WorkflowError(
            _("“%(piece)s” has been deleted. Copy your words from here.") % {"piece": article}
        )
    if row.version != version:
        raise _refusal(row, changed_meanwhile(row))


@transaction.atomic
def record_edit(
    article: Article, *, user: User | None, note: str = "", kind: Revision.Kind = Revision.Kind.EDIT
) -> Revision:
    """Settle what follows from a save, with all its bylines and topics: version, words, old address, index.

    Raises WorkflowError, whereupon the caller's transaction must be undone, if the user may not change the
    piece as it is now, or if its slug is another piece's old one.
    """
    row = hold([article])[article.pk]
    last_slug = article.revisions.values_list("snapshot__fields__slug", flat=True).first()
    if user and (why := _why_not(row, user, is_new=last_slug is None)):
        raise _refusal(row, why)
    _settle_slug(row, last_slug)
    article.word_count = word_count(row.body)
    article.updated_at = timezone.now()
    Article.objects.filter(pk=row.pk).update(
        version=F("version") + 1, word_count=article.word_count, updated_at=article.updated_at
    )
    article.version = row.version + 1
    revision = revisions.record(article, kind=kind, user=user, note=note, at=article.updated_at)
    search.refresh_many([article.pk])
    words_changed.send(Article, article=article)
    return revision


@transaction.atomic
def change_slug(article: Article, slug: str, *, user: User | None = None) -> None:
    """Give the piece another address; if it has been public, the one that it had goes on leading to it."""
    try:
        article.slug = Article._meta.get_field("slug").clean(slug, article)
    except ValidationError as error:
        raise _refusal(article, " ".join(error.messages)) from error
    if Article.objects.filter(slug=slug).exclude(pk=article.pk).exists():
        raise _refusal(article, _("another piece has the slug “%(slug)s”. Choose another.") % {"slug": slug})
    Article.objects.filter(pk=article.pk).update(slug=slug)
    record_edit(article, user=user, note=_("Address changed."))


@transaction.atomic
def restore(article: Article, revision: Revision, *, user: User | None, note: str = "") -> Revision:
    """Put the words, bylines and topics of an older revision back, of the piece or of its original.

    The new revision's note names what could not be put back because it has been deleted since.
    """
    if revision.article_id not in {article.pk, article.working_copy_of_id}:
        raise _refusal(article, _("the revision is of another piece. Choose one of this piece."))
    if article.status == Status.PUBLISHED:
        raise _refusal(article, _("it is published. Start a working copy and restore there."))
    if user and (why := _why_not(article, user, is_new=False)):
        raise _refusal(article, why)
    lost = revisions.put_back(article, revision.snapshot)
    told = [note or _("Revision %(number)s put back.") % {"number": revision.number}]
    if lost:
        told.append(_("Gone since then: %(names)s.") % {"names": ", ".join(lost)})
    return record_edit(article, user=user, note=" ".join(told), kind=Revision.Kind.RESTORE)


def _why_not(row: Article, user: User, *, is_new: bool) -> str:
    if is_new and user.has_perm(ADD):
        return ""
    if not may_change(user, row):
        return not_allowed(user, [CHANGE]) or _("it is a colleague's, or no draft any more.")
    if row.status != Status.PUBLISHED:
        return ""
    if Article.objects.filter(working_copy_of=row).exists():
        return _("it has a working copy. Change that one.")
    return _("it is published. Start a working copy.") if not_allowed(user, [PUBLISH]) else ""


def _settle_slug(row: Article, last_slug: str | None) -> None:
    """Keep the address that a public piece had; take none that leads to another piece."""
    old = OldSlug.objects.filter(kind=OldSlug.Kind.ARTICLE)
    if old.filter(slug=row.slug).exclude(article=row).exists():
        raise _refusal(
            row, _("the slug “%(slug)s” is another piece's old address. Choose another.") % {"slug": row.slug}
        )
    if not last_slug or last_slug == row.slug:
        return
    old.filter(slug=row.slug).delete()  # its own once more
    if row.first_published_at and row.working_copy_of_id is None:
        OldSlug.objects.get_or_create(kind=OldSlug.Kind.ARTICLE, slug=last_slug, article=row)


def _refusal(article: Article, why: str) -> WorkflowError:
    return WorkflowError(_("“%(piece)s” was not changed: %(why)s") % {"piece": article, "why": why})
