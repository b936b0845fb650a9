"""What the workflow says: to the person, why something cannot be done; to the log, what was."""

from collections.abc import Sequence

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Revision
from articles.permissions import APPROVE, CORRECT, PUBLISH, SUBMIT

# Whom to ask: the group that may, by the permission.
GROUPS = {SUBMIT: "Reporter", APPROVE: "Editor", CORRECT: "Editor", PUBLISH: "Publisher"}

# A piece, given as `article`, has other words than before. Sent within the transaction that gives it them.
words_changed = Signal()


def not_allowed(user: User, permissions: Sequence[str]) -> str:
    """Return why the user may not, and whom to ask; empty if all the permissions are there."""
    missing = [permission for permission in permissions if not user.has_perm(permission)]
    if not missing:
        return ""
    return _("%(user)s may not do this. Ask a colleague of the group %(group)s.") % {
        "user": user.get_username(),
        "group": GROUPS.get(missing[-1], "Editor"),
    }


def changed_meanwhile(article: Article) -> str:
    """Return who was faster, when, and how the piece stands now, which the caller has just read."""
    last = Revision.objects.filter(article=article).select_related("author").defer("snapshot").first()
    return _("%(who)s changed it at %(when)s; it is now “%(status)s”. Look at it again before you go on.") % {
        "who": last.author.get_username() if last and last.author else _("Somebody"),
        "when": timezone.localtime(last.created_at if last else article.updated_at).strftime("%H:%M"),
        "status": article.get_status_display(),
    }


def log(articles: Sequence[Article], user: User | None, message: str, flag: int = CHANGE) -> None:
    """Write a line per article into the admin's log; the system's own doings stand in the revisions only."""
    if user is not None and articles:
        LogEntry.objects.log_actions(user.pk, articles, flag, message)
