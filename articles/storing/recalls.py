"""What a provider calls back is taken off the site at once: an agency's kill is a matter of law, not of taste.

IPTC: a canceled item may not be used, and who has published it must withdraw it at once. So it is, where the person
importing may publish; else it waits at the desk with a blocking finding. Its words stay, whoever wrote them, and
every revision. Only who brought a piece may call it back: the same declared id from the same publication.
"""

from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext as _

from articles import workflow
from articles.models import Article, ImportRun, Revision

from .drafts import Draft
from .ledger import DECLARED, Decision
from .pieces import Outcome


def meant(draft: Draft, article: Article) -> str:
    """Which word of its provider (`canceled`, `withheld`) calls the article back; empty if it is not for it to say."""
    is_its = draft.decision.piece.origin.startswith(DECLARED)
    is_theirs = draft.values["publication_id"] == article.publication_id
    return draft.story.facts.called_back if is_its and is_theirs else ""


def obey(decisions: Sequence[Decision], drafts: Sequence[Draft], run: ImportRun) -> None:
    """Call back what this run's files say is called back, if it may publish; in a fixed number of queries."""
    if not run.options.get("publish"):
        return
    new = {
        draft.decision.entry.article_id or 0: draft.decision.piece.name
        for draft in drafts
        if draft.called_back and draft.decision.outcome is Outcome.UPDATED
    }
    waiting = {
        decision.entry.source_id or 0: decision
        for decision in decisions
        if decision.outcome is Outcome.UNCHANGED and decision.entry.called_back
    }
    names = {**_still_waiting(waiting), **new}
    if not names:
        return
    articles = Article.objects.filter(pk__in=names, working_copy_of=None).order_by("pk")
    note = _("Its provider called it back: import %(run)d, %(files)s.")
    files = ", ".join(dict.fromkeys(names.values()))[:500]
    workflow.call_back(list(articles), note=note % {"run": run.pk, "files": files})


def _still_waiting(waiting: dict[int, Decision]) -> dict[int, str]:
    """Of those known from an earlier run the ones that nobody has published again since, knowing of it."""
    if not waiting:
        return {}
    again = Revision.objects.filter(
        article__sources__in=waiting,
        kind=Revision.Kind.PUBLISH,
        created_at__gt=F("article__sources__created_at"),
    )
    settled = set(again.values_list("article", flat=True))
    found = {d.entry.article_id or 0: d.piece.name for d in waiting.values()}
    return {article: name for article, name in found.items() if article not in settled}
