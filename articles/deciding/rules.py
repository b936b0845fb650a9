"""Rules from decisions: what editors decided three times about a line of one publication is proposed as a rule."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from articles import placing
from articles.errors import WorkflowError
from articles.ingest.features import fold
from articles.models import Decision, Publication, Source
from articles.workflow.telling import log, not_allowed

from .words import decoded, gone_from

ENOUGH = 3  # pieces in which editors decided the same
LONGEST_KEY = 199  # longer lines are cut in the key, and could be taken for one another
CHANGE_PUBLICATION = "articles.change_publication"
MOST_PIECES = 200  # earlier ones, on which a rule's effect is shown
ACTIONS = {Decision.Action.REMOVE: "remove", Decision.Action.RESTORE: "keep"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule that editors' decisions speak for, in so many pieces. `key` names it in forms."""

    publication: Publication
    line: str
    action: str
    kind: str
    pieces: int

    @property
    def key(self) -> str:
        return f"{self.publication.pk}:{self.action}:{fold(self.line)}"


def proposals() -> list[Proposal]:
    """What may become a rule: decided in three pieces more than the other way round, and no rule yet."""
    alike: defaultdict[tuple[int, str], list[Decision]] = defaultdict(list)
    for decision in _decisions():
        assert decision.article and decision.article.publication_id
        alike[decision.article.publication_id, decision.line_key].append(decision)
    papers = Publication.objects.in_bulk({publication for publication, _key in alike})
    found = (_proposal(papers[pk], decisions) for (pk, _key), decisions in alike.items())
    return sorted(filter(None, found), key=lambda one: (one.publication.name, -one.pieces, one.line))


def _decisions() -> Iterable[Decision]:
    """Those that stand: words put back after a person had taken them out say nothing about the importer."""
    undone = Decision.objects.exclude(undoes=None).values("undoes")
    standing = Decision.objects.filter(action__in=ACTIONS, undoes=None, article__publication__isnull=False)
    standing = standing.exclude(line_key="").exclude(pk__in=undone).order_by("id")
    counted = standing.order_by().values("article__publication", "line_key", "action")
    often = counted.annotate(pieces=Count("article", distinct=True)).filter(pieces__gte=ENOUGH)
    likely = standing.filter(line_key__in=often.values("line_key"))
    return likely.select_related("article").defer("html", "article__body")


def _proposal(publication: Publication, decisions: list[Decision]) -> Proposal | None:
    pieces = {action: {one.article_id for one in decisions if one.action == action} for action in ACTIONS}
    action = max(pieces, key=lambda action: len(pieces[action]))
    ahead = 2 * len(pieces[action]) - sum(map(len, pieces.values()))
    last = [one for one in decisions if one.action == action][-1]
    line = " ".join(last.text.split())
    ruled = {fold(rule["line"]) for rule in publication.line_rules}
    if ahead < ENOUGH or len(last.line_key) > LONGEST_KEY or not fold(line) or fold(line) in ruled:
        return None
    return Proposal(publication, line, ACTIONS[action], last.kind, len(pieces[action]))


def effect_of(proposal: Proposal) -> list[Source]:
    """The publication's earlier pieces, the newest first, in which the rule would have done something."""
    key = fold(proposal.line)
    earlier = Source.objects.filter(article__publication=proposal.publication).order_by("-id")
    if proposal.action == "remove":
        earlier = earlier.defer("raw", "text", "spans")
    return [
        source
        for source in earlier.select_related("article").prefetch_related("decisions")[:MOST_PIECES]
        if any(fold(words) == key for words in _concerned(source, proposal.action))
    ]


def _concerned(source: Source, action: str) -> Iterable[str]:
    """What a rule of that action could change in a piece: the words in its body, or those taken out."""
    if action == "remove":
        return (unit.text for unit in placing.units(source.article.body if source.article else ""))
    return (gone.text for gone in gone_from(source, decoded(source)))


@transaction.atomic
def decide_rule(key: str, *, accepted: bool, user: User) -> Proposal:
    """Make the proposed rule one of its publication's, or keep that there is to be none."""
    if why := not_allowed(user, [CHANGE_PUBLICATION]):
        raise WorkflowError(why)
    proposal = next((one for one in proposals() if one.key == key), None)
    if proposal is None:
        raise WorkflowError(_("This rule is not proposed any more. Load the page again."))
    publication = Publication.objects.select_for_update().get(pk=proposal.publication.pk)
    rule = {"line": proposal.line, "action": proposal.action if accepted else "none"}
    if accepted and proposal.action == "remove":
        rule["kind"] = proposal.kind
    publication.line_rules = [*publication.line_rules, rule]
    publication.save(update_fields=["line_rules"])
    said = _("Rule accepted: “%(line)s”") if accepted else _("Rule declined: “%(line)s”")
    log([publication], user, said % {"line": proposal.line})  # type: ignore[list-item]
    return proposal
