"""How a decision changes a piece: held, checked, saved and recorded like any other edit."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles import revisions, workflow
from articles.errors import WorkflowError
from articles.models import Article, Revision
from articles.permissions import may_change
from articles.workflow.telling import log


@contextmanager
def changing(article: Article, *, user: User, note: str, version: int | None = None) -> Iterator[Article]:
    """Hold the piece while its fields are changed inside, then save and record it as the user's edit.

    `version` is the one that the person saw; None where the change holds for any.
    """
    with transaction.atomic():
        workflow.hold_version(article, article.version if version is None else version)
        if not may_change(user, article):
            raise WorkflowError(
                _("“%(piece)s” was not changed: it is a colleague's, or you may not write in pieces like it.")
                % {"piece": article}
            )
        keep_as_it_came(article)
        yield article
        article.save()
        told = Truncator(note).chars(400)
        workflow.record_edit(article, user=user, note=told)
        log([article], user, told)


def keep_as_it_came(article: Article) -> None:
    """Before the first change: an import writes no revision."""
    if not article.revisions.exists():
        revisions.record(article, kind=Revision.Kind.IMPORT, note=_("As it came."))
