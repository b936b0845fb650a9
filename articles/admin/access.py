"""What the desk lets a person do with a piece, before they try."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import workflow
from ..models import Article, Status
from ..permissions import CHANGE, PUBLISH, SUBMIT, may_change
from ..workflow import states


@dataclass(frozen=True)
class Verb:
    """Something to do with a piece's state: its name in forms, its button, the step it takes."""

    name: str
    label: str | Promise
    saving_label: str | Promise
    step: states.Step
    do: Callable[..., None]
    needs_note: bool = False


VERBS = {
    verb.name: verb
    for verb in [
        Verb("publish", _("Publish"), _("Save and publish"), states.PUBLISHING, workflow.publish),
        Verb("approve", _("Approve"), _("Save and approve"), states.APPROVING, workflow.approve),
        Verb("submit", _("Send to review"), _("Save and send to review"), states.SUBMITTING, workflow.submit),
        Verb("send_back", _("Send back"), _("Save and send back"), states.SENDING_BACK, workflow.send_back),
        Verb("withdraw", _("Withdraw"), _("Save and withdraw"), states.WITHDRAWING, workflow.withdraw, True),
    ]
}  # fmt: skip


def person(request: HttpRequest) -> User:
    """Whoever works at the desk is logged in."""
    return cast(User, request.user)


def verbs_for(user: User, article: Article) -> list[Verb]:
    """Return what the user may do with the piece as it stands, the step furthest on first."""
    status = Status(article.status)
    possible = (verb for verb in VERBS.values() if status in verb.step.needs)
    return [verb for verb in possible if user.has_perms(verb.step.needs[status])]


def may_edit(user: User, article: Article | None) -> bool:
    """Whether the user may write in the piece's row; None asks whether in any at all.

    What readers read is edited in place by those who may publish, and not while a working copy is out.
    """
    if article is None:
        return bool(user.has_perm(CHANGE) or user.has_perm(SUBMIT))
    if article.status == Status.PUBLISHED and (not user.has_perm(PUBLISH) or working_copy_of(article)):
        return False
    return may_change(user, article)


def working_copy_of(article: Article) -> Article | None:
    return Article.objects.filter(working_copy_of=article.pk).first() if article.pk else None
