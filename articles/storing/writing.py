"""Writing a batch of pieces: as many queries for one piece as for two hundred."""

from collections.abc import Sequence

from articles import relating, search
from articles.ingest.story import Person
from articles.models import Article, Byline, ImportRun, Source, TaggedArticle, readable_slug

from . import addresses, images, names, recalls, slugs, translations, updating
from .drafts import Draft
from .ledger import Decision
from .pieces import Outcome
from .results import Result
from .values import as_findings, as_spans, suggested_headline

IMPORTER_VERSION = "1"
PLAIN = ("text/plain", "text/markdown")  # the file is its own text


def write(decisions: Sequence[Decision], run: ImportRun, *, accept_guesses: bool) -> list[Result]:
    """Write what was decided, inside the caller's transaction."""
    drafts = [
        Draft.of(decision, decision.piece.story, accept_guesses=accept_guesses)
        for decision in decisions
        if decision.outcome in (Outcome.CREATED, Outcome.UPDATED) and decision.piece.story
    ]
    _set_publications(drafts, run)
    images.store(drafts, run)
    addresses.mend(drafts)
    _create([draft for draft in drafts if draft.decision.outcome is Outcome.CREATED])
    updating.update([draft for draft in drafts if draft.decision.outcome is Outcome.UPDATED])
    touched = [draft for draft in drafts if draft.article]
    _write_bylines(touched, run)
    _write_topics(touched, run)
    updating.record([draft for draft in touched if draft.decision.outcome is Outcome.UPDATED])
    _write_sources(decisions, drafts, run)
    recalls.obey(decisions, drafts, run)
    translations.link(touched)
    search.refresh_many([draft.article.pk for draft in touched if draft.article])
    _relate(touched)
    return _results(decisions, drafts)


def _set_publications(drafts: Sequence[Draft], run: ImportRun) -> None:
    named = {draft.publication.casefold(): draft.publication for draft in drafts if draft.publication}
    found = names.publications(named, run)
    for draft in drafts:
        draft.values["publication_id"] = found.get(draft.publication.casefold())


def _create(drafts: Sequence[Draft]) -> None:
    if not drafts:
        return
    wanted = {draft.decision.piece.sha256: _wanted_slug(draft) for draft in drafts}
    chosen = slugs.unused(Article, wanted, "piece")
    rows = [
        Article(slug=chosen[draft.decision.piece.sha256], published_at=draft.published_at, **draft.values)
        for draft in drafts
    ]
    for draft, article in zip(drafts, Article.objects.bulk_create(rows), strict=True):
        draft.article, draft.version = article, article.version
        draft.decision.entry.article_id = article.pk


def _wanted_slug(draft: Draft) -> str:
    """From the declared slug, the headline, or the one suggested: nobody sees that before it is published."""
    said = (draft.story.facts.slug, draft.values["headline"], suggested_headline(draft.story))
    return next(filter(None, map(readable_slug, said)), "")


def _write_bylines(drafts: Sequence[Draft], run: ImportRun) -> None:
    people: dict[str, Person] = {}
    for draft in drafts:
        for key, person in draft.people.items():
            if key not in people or (person.bio and not people[key].bio):
                people[key] = person
    found = names.authors(people, run)
    rows: list[Byline] = []
    for draft in drafts:
        credited: dict[int, Person] = {}
        for key, person in draft.people.items():
            credited.setdefault(found[key], person)  # two spellings may be one author, who is credited once
        rows += [
            Byline(
                article=draft.article,
                author_id=author,
                position=position,
                role=person.role,
                affiliation_then=person.affiliation,
            )
            for position, (author, person) in enumerate(credited.items(), start=1)
        ]
    Byline.objects.bulk_create(rows)


def _write_topics(drafts: Sequence[Draft], run: ImportRun) -> None:
    found = names.topics({key: name for draft in drafts for key, name in draft.topics.items()}, run)
    rows = [
        TaggedArticle(content_object=draft.article, tag_id=topic)
        for draft in drafts
        for topic in dict.fromkeys(found[key] for key in draft.topics)
    ]
    TaggedArticle.objects.bulk_create(rows)


def _write_sources(decisions: Sequence[Decision], drafts: Sequence[Draft], run: ImportRun) -> None:
    freed = [decision.frees for decision in decisions if decision.frees]
    if freed:
        Source.objects.filter(id__in=freed).update(sha256="")
    by_decision = {id(draft.decision): draft for draft in drafts}
    rows = [
        _source(decision, by_decision.get(id(decision)), run) for decision in decisions if decision.writes
    ]
    Source.objects.bulk_create(rows)


def _source(decision: Decision, draft: Draft | None, run: ImportRun) -> Source:
    piece, story = decision.piece, decision.piece.story
    source = Source(
        run=run,
        name=piece.name[:1000],
        origin=piece.origin,
        part_of=piece.part_of,
        sha256=piece.sha256,
        text_sha256=piece.text_sha256,
        outcome=decision.outcome,
        reason=(draft.reason if draft and draft.reason else decision.reason)[:2000],
        importer_version=IMPORTER_VERSION,
    )
    if story:
        source.raw = piece.data
        source.declared_version = story.facts.version
        source.called_back = draft.called_back if draft else ""
        source.media_type, source.encoding = story.media_type[:100], story.encoding[:40]
        # Spans count characters of the decoded file, or of the text a reader of a markup format made of it.
        source.text = "" if story.media_type in PLAIN else story.source_text.replace("\0", "\ufffd")
        source.doubt = draft.doubt if draft else story.doubt
        source.spans = as_spans(story)
        source.findings = as_findings(draft.findings if draft else story.findings)
        source.article_id = decision.entry.article_id
        source.article_version = draft.version if draft else None
    return source


def _relate(drafts: Sequence[Draft]) -> None:
    """Look for copies and events of the pieces that have new text; a working copy is no piece of its own."""
    arrivals = [
        relating.Arrival(
            article.pk,
            [block.text for block in draft.story.body],
            draft.decision.piece.values,
            draft.decision.piece.names,
            None if article.published_at_assumed else article.published_at,
        )
        for draft in drafts
        if (article := draft.article) and article.working_copy_of_id is None
    ]
    relating.relate(arrivals, known=any(d.decision.outcome is Outcome.UPDATED for d in drafts))


def _results(decisions: Sequence[Decision], drafts: Sequence[Draft]) -> list[Result]:
    by_decision = {id(draft.decision): draft for draft in drafts}
    results = []
    for decision in decisions:
        result = Result.of(decision)
        if draft := by_decision.get(id(decision)):
            result.findings, result.in_place = draft.findings, draft.in_place
            result.reason = draft.reason or decision.reason
        results.append(result)
    return results
