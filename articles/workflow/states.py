"""From draft to review, approval, publication and withdrawal: conditional updates, many pieces at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import revisions
from articles.errors import WorkflowError
from articles.models import Article, Revision, Source, Status
from articles.permissions import APPROVE, CHANGE, PUBLISH, SUBMIT, own
from articles.plain_text import plain_text

from .telling import changed_meanwhile, log, not_allowed

Refused = list[tuple[Article, WorkflowError]]


@dataclass(frozen=True)
class Step:
    """One way to go: from which states with which permissions, and where it leads.

    Whoever leaves a step out needs the permission for that one as well.
    """

    to: Status
    needs: Mapping[Status, tuple[str, ...]]
    refusal: str | Promise
    done: str | Promise
    kind: Revision.Kind = Revision.Kind.STATE


SUBMITTING = Step(
    Status.IN_REVIEW,
    {Status.DRAFT: (SUBMIT,)},
    gettext_lazy("“%(piece)s” cannot be sent to review: %(why)s"),
    gettext_lazy("Sent to review."),
)
APPROVING = Step(
    Status.APPROVED,
    {Status.IN_REVIEW: (APPROVE,)},
    gettext_lazy("“%(piece)s” cannot be approved: %(why)s"),
    gettext_lazy("Approved."),
)
SENDING_BACK = Step(
    Status.DRAFT,
    {Status.IN_REVIEW: (APPROVE,), Status.APPROVED: (APPROVE,), Status.WITHDRAWN: (PUBLISH,)},
    gettext_lazy("“%(piece)s” cannot be sent back: %(why)s"),
    gettext_lazy("Sent back to draft."),
)
PUBLISHING = Step(
    Status.PUBLISHED,
    {
        Status.DRAFT: (SUBMIT, APPROVE, PUBLISH),
        Status.IN_REVIEW: (APPROVE, PUBLISH),
        Status.APPROVED: (PUBLISH,),
        Status.WITHDRAWN: (PUBLISH,),
    },
    gettext_lazy("“%(piece)s” cannot be published: %(why)s"),
    gettext_lazy("Published."),
    Revision.Kind.PUBLISH,
)
WITHDRAWING = Step(
    Status.WITHDRAWN,
    {Status.PUBLISHED: (PUBLISH,)},
    gettext_lazy("“%(piece)s” cannot be withdrawn: %(why)s"),
    gettext_lazy("Withdrawn."),
)
# What to do about a piece that is not where the step begins.
WAYS_OUT = {
    Status.DRAFT: gettext_lazy("it is a draft. Send it to review first."),
    Status.IN_REVIEW: gettext_lazy("it is in review. Approve it, or send it back."),
    Status.APPROVED: gettext_lazy("it is approved. Publish it, or send it back."),
    Status.PUBLISHED: gettext_lazy("it is published. To change it, start a working copy."),
    Status.WITHDRAWN: gettext_lazy("it is withdrawn. Publish it again, or send it back to draft."),
}


def submit(article: Article, *, user: User | None = None, note: str = "", at: datetime | None = None) -> None:
    _move_one(article, SUBMITTING, user, note, at)


def approve(
    article: Article, *, user: User | None = None, note: str = "", at: datetime | None = None
) -> None:
    _move_one(article, APPROVING, user, note, at)


def send_back(
    article: Article, *, user: User | None = None, note: str = "", at: datetime | None = None
) -> None:
    """Make it a draft again: from review, from approval, or after a withdrawal."""
    _move_one(article, SENDING_BACK, user, note, at)


def withdraw(
    article: Article, *, user: User | None = None, note: str = "", at: datetime | None = None
) -> None:
    """Take a published piece from the public; the row stays, its page says so. `note` gives the reason."""
    if not note.strip():
        raise cannot(article, WITHDRAWING, _("no reason is given. Say why in the note."))
    _move_one(article, WITHDRAWING, user, note, at)


def call_back(
    articles: Sequence[Article], *, user: User | None = None, note: str, at: datetime | None = None
) -> Refused:
    """Take from the public, or from those who would publish it, what its provider called back; return the others.

    A published piece is withdrawn, one in review or approved is a draft again, a draft stays one.
    """
    ways = ((WITHDRAWING, (Status.PUBLISHED,)), (SENDING_BACK, (Status.IN_REVIEW, Status.APPROVED)))
    refused: Refused = []
    for step, states in ways:
        moving = [article for article in articles if article.status in states]
        refused += move(moving, step, user=user, note=note, at=at) if moving else []
    return refused


def move(
    articles: Sequence[Article], step: Step, *, user: User | None, note: str = "", at: datetime | None = None
) -> Refused:
    """Take the step with all articles that can, in a fixed number of queries; return the others and why."""
    at = at or timezone.now()
    refused: Refused = []
    moving: list[Article] = []
    with transaction.atomic():
        rows = hold(articles)
        strange = strangers(rows, user)
        for article in articles:
            row = rows.get(article.pk)
            if why := why_not(article, row, step, user, at, article.pk in strange):
                refused.append((article, cannot(row or article, step, why)))
            else:
                moving.append(article)
        if moving:
            _update(moving, step, at)
            revisions.record_many(moving, kind=step.kind, user=user, note=note, at=at)
            log(moving, user, f"{step.done} {note}".strip())
    return refused


def hold(articles: Sequence[Article]) -> dict[int, Article]:
    """Return the rows as they are now, held until the transaction ends."""
    return Article.objects.select_for_update().in_bulk([article.pk for article in articles])


def strangers(rows: Mapping[int, Article], user: User | None) -> set[int]:
    """Return the ids of those pieces that are no business of the user's: a reporter's colleagues' drafts."""
    if user is None or user.has_perm(CHANGE):
        return set()
    return set(rows) - set(own(Article.objects.filter(pk__in=rows), user).values_list("pk", flat=True))


def why_not(
    article: Article,
    row: Article | None,
    step: Step,
    user: User | None,
    at: datetime,
    is_strange: bool = False,
) -> str:
    """Return why the step cannot be taken and what to do; empty if it can. `row` is the piece as it is."""
    if row is None:
        return _("it has been deleted.")
    if (row.status, row.version) != (article.status, article.version):
        return changed_meanwhile(row)
    if row.status not in step.needs:
        is_there = row.status == step.to
        return _("it already is.") if is_there else str(WAYS_OUT[Status(row.status)])
    if user and (why := not_allowed(user, step.needs[Status(row.status)])):
        return why
    if is_strange:
        return _("it is a colleague's. Ask its author or an editor.")
    return " ".join(problems(row, at)) if step is PUBLISHING else ""


def problems(article: Article, at: datetime | None = None) -> list[str]:
    """Return what keeps the piece from being published, as sentences that say what to do."""
    at = at or timezone.now()
    found = []
    if not article.headline.strip():
        found.append(_("it has no headline. Write one."))
    if not plain_text(article.body).strip():
        found.append(_("it has no text. Write or import it."))
    if article.expires_at and article.expires_at <= at:
        found.append(_("it has expired already. Change the moment it expires."))
    return found


def cannot(article: Article, step: Step, why: str) -> WorkflowError:
    return WorkflowError(step.refusal % {"piece": article, "why": why})


def _move_one(article: Article, step: Step, user: User | None, note: str, at: datetime | None) -> None:
    for _article, error in move([article], step, user=user, note=note, at=at):
        raise error


def _update(articles: Sequence[Article], step: Step, at: datetime) -> None:
    """Write the new state into rows and instances; the version stays, for it counts changes of words."""
    changes: dict[str, Any] = {"status": step.to, "updated_at": at}
    if step is PUBLISHING:
        # Of a piece that was written here, the moment of publishing is no guess: it is its date.
        came = Exists(Source.objects.filter(article=OuterRef("pk")))
        is_ours = When(came, published_at=None, then=Value(True))
        changes |= {
            "published_at": Coalesce("published_at", Value(at)),
            "published_at_assumed": Case(is_ours, default=F("published_at_assumed")),
            "first_published_at": Coalesce("first_published_at", Value(at)),
        }
    rows = Article.objects.filter(pk__in=[article.pk for article in articles])
    if rows.filter(status__in=step.needs).update(**changes) != len(articles):
        raise WorkflowError(
            _("A colleague was faster with one of the pieces. Nothing was changed: try again.")
        )
    written = {values["pk"]: values for values in rows.values("pk", *changes)}
    for article in articles:
        for name in changes:
            setattr(article, name, written[article.pk][name])
