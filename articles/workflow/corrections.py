"""Corrections: what readers are told about a change to what they may have read."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import revisions
from articles.errors import WorkflowError
from articles.models import Article, Correction, Revision, Status
from articles.permissions import CORRECT

from .states import hold
from .telling import log, not_allowed

# Revisions that changed what readers see, provided the piece was published then.
READ = (Revision.Kind.PUBLISH, Revision.Kind.EDIT, Revision.Kind.RESTORE, Revision.Kind.IMPORT)


@transaction.atomic
def correct(
    article: Article,
    *,
    kind: Correction.Kind,
    text: str,
    user: User | None,
    public: bool = True,
    at: datetime | None = None,
) -> Correction:
    """Attach a correction to a piece that has been public, tied to the last change of its published words."""
    at = at or timezone.now()
    row = hold([article]).get(article.pk)
    why = not_allowed(user, [CORRECT]) if user else ""
    if row is None or row.status not in {Status.PUBLISHED, Status.WITHDRAWN}:
        why = why or _("nobody has read it yet. Change the piece itself.")
    if not text.strip():
        why = why or _("the note is empty. Say what was wrong and what is right.")
    if article.corrections.filter(text=text, public=public).exists():
        why = why or _("the same note stands there already. Withdraw that one, or say what is new.")
    if why:
        raise WorkflowError(
            _("“%(piece)s” cannot be corrected: %(why)s") % {"piece": row or article, "why": why}
        )
    after = revisions.record(article, kind=Revision.Kind.CORRECTION, user=user, note=text, at=at)
    read = article.revisions.filter(kind__in=READ, snapshot__fields__status=Status.PUBLISHED)
    ids = list(read.values_list("pk", flat=True)[:2])  # as it reads now, and as it read before
    log([article], user, _("%(kind)s attached.") % {"kind": Correction.Kind(kind).label})
    return Correction.objects.create(
        article=article, kind=kind, text=text, public=public, created_at=at,
        revision_before_id=ids[-1] if ids else None, revision_after=after,
    )  # fmt: skip


@transaction.atomic
def withdraw_note(correction: Correction, *, user: User | None, at: datetime | None = None) -> None:
    """Take a correction from the public. It stays at the desk, and what it said stays in the history."""
    article = hold([correction.article])[correction.article_id]
    is_public = Correction.objects.filter(pk=correction.pk, public=True)
    why = not_allowed(user, [CORRECT]) if user else ""
    if not is_public.exists():
        why = why or _("readers do not see it any more.")
    if why:
        raise WorkflowError(
            _("The note on “%(piece)s” cannot be withdrawn: %(why)s") % {"piece": article, "why": why}
        )
    is_public.update(public=False)
    told = _("Note withdrawn: %(text)s") % {"text": correction.text}
    revisions.record(article, kind=Revision.Kind.CORRECTION, user=user, note=told, at=at)
    log([article], user, told)
