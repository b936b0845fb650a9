"""Answers to the importer's questions: each acts on the piece, is kept, and leaves less doubt."""

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import placing
from articles.errors import WorkflowError
from articles.ingest.story import REMOVAL_KINDS
from articles.models import Article, Decision, Publication, Source, Status, Topic, TopicAlias, name_key
from articles.sanitising import sanitise
from articles.workflow.telling import not_allowed

from .changing import changing
from .findings import note_answer, with_weight
from .questions import question_of
from .words import decoded, gone_from, piece_of, reading_of, take_out

CHANGE_SOURCE = "articles.change_source"
KIND = re.compile(r"\bas ([a-z]+)\.?$")
Finding = dict[str, Any]


@transaction.atomic
def answer(source_id: int, number: int, *, accepted: bool, user: User) -> str:
    """Answer the source's finding of that number (from 0), and do what follows; return what was done, in words."""
    source = Source.objects.select_for_update().filter(pk=source_id).first()
    article = piece_of(source) if source else None
    if source is None or article is None or not 0 <= number < len(source.findings):
        raise WorkflowError(_("There is no such question any more. Load the page again."))
    finding = source.findings[number]
    if why := _why_not(user, finding, source, accepted=accepted) or _lacks(
        article, finding, accepted=accepted
    ):
        raise WorkflowError(_("“%(piece)s” was not changed: %(why)s") % {"piece": article, "why": why})
    act = (ON_YES if accepted else ON_NO).get(str(finding.get("code")))
    done = act(source, article, finding, user) if act else _("Noted.")
    action = Decision.Action.ACCEPT if accepted else Decision.Action.REJECT
    Decision.objects.create(
        source=source, article=article, action=action, start=finding.get("start", -1),
        end=finding.get("end", -1), kind=str(finding.get("code"))[:100],
        text=finding.get("suggestion") or finding.get("evidence") or finding.get("message", ""), user=user,
    )  # fmt: skip
    note_answer(source, finding, "accepted" if accepted else "rejected")
    return done


def _why_not(user: User, finding: Finding, source: Source, *, accepted: bool) -> str:
    if not user.has_perm(CHANGE_SOURCE):
        return not_allowed(user, [CHANGE_SOURCE])
    if finding.get("answer"):
        return _("somebody has answered this already.")
    question = question_of({**with_weight(finding, source.article), "source": source.pk, "number": 0})
    if not accepted and not question.asked.reject:
        return _("“No” cannot be acted upon here. Mend it in the piece itself.")
    return ""


def _lacks(article: Article, finding: Finding, *, accepted: bool) -> str:
    """What is asked for and is still not there; empty if it is."""
    if accepted and finding.get("code") == "body-empty" and not article.word_count:
        return _("it has no text yet.")
    if accepted and finding.get("code") == "headline-missing" and not article.headline:
        return _("it has no headline yet.")
    return ""


def _headline(source: Source, article: Article, finding: Finding, user: User) -> str:
    suggestion = str(finding.get("suggestion", ""))[:300]
    if not suggestion or article.headline:
        return _("The piece has a headline; it stays.")
    with changing(article, user=user, note=_("Headline accepted: “%(words)s”") % {"words": suggestion}):
        article.headline = suggestion
    return _("The headline is set.")


def _split(source: Source, article: Article, finding: Finding, user: User) -> str:
    text = decoded(source)
    word, apart = text[finding["start"] : finding["end"]], str(finding.get("suggestion", ""))
    body = _mended(source, article, text, finding["start"], word, apart) if word and apart else None
    if body is None:
        return _("“%(word)s” does not stand in the piece any more.") % {"word": word}
    note = _("“%(word)s” set apart: “%(apart)s”") % {"word": word, "apart": apart}
    with changing(article, user=user, note=note):
        article.body = sanitise(body)
    return note


def _mended(source: Source, article: Article, text: str, start: int, word: str, apart: str) -> str | None:
    """The body with the word set apart: in the block that it stood in, or else in the first that has it."""
    read = reading_of(source, text, gone_from(source, text))
    blocks = placing.units(article.body)
    at = bisect_left(read.places, start)
    bounds = placing.locate(blocks, read)
    home = [block for block, where in zip(blocks, bounds, strict=True) if where and where[0] <= at < where[1]]
    tried = (placing.mended(article.body, block, word, apart) for block in [*home, *blocks])
    return next((body for body in tried if body is not None), None)


def _take_out(source: Source, article: Article, finding: Finding, user: User, *, to_end: bool = False) -> str:
    match = KIND.search(str(finding.get("suggestion", "")))
    kind = "comments" if to_end else match[1] if match else "other"
    text = decoded(source)
    read = reading_of(source, text, gone_from(source, text))
    begin = bisect_left(read.places, finding["start"])
    stop = len(read.places) if to_end else bisect_left(read.places, finding["end"])
    located = placing.locate(placing.units(article.body), read)
    indices = [n for n, where in enumerate(located) if where and begin <= where[0] and where[1] <= stop]
    if finding["start"] < 0 or not indices:
        return _("These words do not stand in the piece any more.")
    kind = kind if kind in REMOVAL_KINDS else "other"
    take_out(source, indices, kind, version=article.version, user=user)
    return _("Taken out.")


def _take_out_rest(source: Source, article: Article, finding: Finding, user: User) -> str:
    return _take_out(source, article, finding, user, to_end=True)


def _publication(source: Source, article: Article, finding: Finding, user: User) -> str:
    name = str(finding.get("suggestion", ""))
    if not name:
        return _("Noted.")
    publication = Publication.objects.filter(name__iexact=name).first()
    if publication is None:
        raise WorkflowError(_("There is no publication “%(name)s”. Add it first.") % {"name": name})
    with changing(article, user=user, note=_("Publication accepted: %(name)s") % {"name": name}):
        article.publication = publication
    return _("The publication is set.")


def _topics(source: Source, article: Article, finding: Finding, user: User) -> str:
    names = [name.strip() for name in str(finding.get("suggestion", "")).split(";") if name.strip()]
    topics = [_topic(name) for name in names]
    with changing(article, user=user, note=_("Topics added: %(names)s") % {"names": ", ".join(names)}):
        article.topics.add(*topics)
    return _("The topics are added.")


def _topic(name: str) -> Topic:
    """The topic of that name or alias, or a new one."""
    alias = TopicAlias.objects.filter(name_key=name_key(name)).select_related("topic").first()
    found = alias.topic if alias else Topic.objects.filter(name__iexact=name).first()
    return found or Topic.objects.create(name=name)


def _no_author(source: Source, article: Article, finding: Finding, user: User) -> str:
    name = str(finding.get("evidence", ""))
    wrong = article.bylines.filter(author__name_key=name_key(name))
    with changing(article, user=user, note=_("%(name)s taken off the byline") % {"name": name}):
        wrong.delete()
    return _("The name is off the byline.")


def _no_date(source: Source, article: Article, finding: Finding, user: User) -> str:
    if article.status == Status.PUBLISHED:
        raise WorkflowError(_("“%(piece)s” is published: give it its right date there.") % {"piece": article})
    with changing(article, user=user, note=_("The date taken off")):
        article.published_at = None
    return _("The date is off.")


def _no_embargo(source: Source, article: Article, finding: Finding, user: User) -> str:
    if article.status == Status.PUBLISHED:
        raise WorkflowError(_("“%(piece)s” is published: set its embargo there.") % {"piece": article})
    with changing(article, user=user, note=_("The embargo taken off")):
        article.embargoed_until = None
    return _("The embargo is off.")


Act = Callable[[Source, Article, Finding, User], str]
ON_YES: dict[str, Act] = {
    "headline-derived": _headline,
    "glued-words": _split,
    "marker-kept": _take_out,
    "comments-suspected": _take_out_rest,
    "publication-missing": _publication,
    "topics-suggested": _topics,
}
ON_NO: dict[str, Act] = {
    "byline-of-file": _no_author,
    "byline-guessed": _no_author,
    "date-of-file": _no_date,
    "date-guessed": _no_date,
    "date-far-off": _no_date,
    "embargo-far-off": _no_embargo,
}
