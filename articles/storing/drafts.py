"""A piece on its way into an article."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.utils.translation import gettext as _

from articles.ingest.extracting.doubts import WEIGHTS
from articles.ingest.story import Finding, Person, Story
from articles.models import Article
from articles.revisions import Snapshot

from .ledger import Decision
from .values import Fitting, article_values, far_off


@dataclass(slots=True)
class Draft:
    """The columns of the article, and the names that are yet to be resolved.

    `article` is the row whose bylines and topics are to be written; `version` what Source remembers of it, to
    tell whether a person has edited it since.
    """

    decision: Decision
    story: Story
    values: dict[str, Any]
    published_at: datetime | None
    publication: str
    people: dict[str, Person]
    topics: dict[str, str]
    findings: tuple[Finding, ...]
    doubt: int = 0
    article: Article | None = None
    in_place: bool = True
    version: int | None = None
    reason: str = ""
    ours: Snapshot | None = None  # how people have the piece whose working copy is written
    called_back: str = ""  # by whom may do so; see `recalls`

    @classmethod
    def of(cls, decision: Decision, story: Story, *, accept_guesses: bool) -> Self:
        fitting = Fitting()
        values = article_values(story, fitting, accept_guesses=accept_guesses)
        draft = cls(
            decision,
            story,
            values,
            fitting.moment(story.facts.published),
            fitting.publication(story.facts.publication),
            fitting.people(story.facts.authors),
            fitting.topics(story.facts.topics),
            (),
        )
        late = far_off(story)
        draft.doubt = min(100, story.doubt + sum(WEIGHTS[finding.code] for finding in late))
        draft.called_back = story.facts.called_back
        draft.findings = (*story.findings, *late, *fitting.findings, *_topics_to_add(story))
        return draft


def _topics_to_add(story: Story) -> tuple[Finding, ...]:
    """Names that may be topics are for the desk to accept; they make no doubt by themselves."""
    if not story.suggested_topics:
        return ()
    names = "; ".join(story.suggested_topics)
    return (Finding("topics-suggested", _("The piece names these often."), suggestion=names),)
