"""From stories to tables: the only room that knows both.

`store()` writes a batch in one transaction, the row in Source together with the article it is about, so that
a run may be killed at any moment and started again. `plan()` says what it would do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.db import DataError, IntegrityError, connection, transaction

from articles.ingest.story import Known, LineRule
from articles.models import Author, AuthorAlias, ImportRun, Publication, Topic, TopicAlias

from . import waiting
from .foreseeing import foreseen
from .ledger import Ledger
from .pieces import Outcome, Piece, refusal
from .results import Result
from .updating import Place, Targets, told
from .values import headline_of, is_whole
from .writing import write

__all__ = [
    "Ledger",
    "Outcome",
    "Piece",
    "Result",
    "alone",
    "foreseen",
    "known",
    "plan",
    "store",
    "unchanged",
    "waiting",
]

# A single piece that meets another import storing the same one is tried so often.
ATTEMPTS = 3
LOCK = 7_301_944  # any number, the same in all processes


def known() -> Known:
    """The names the newsroom has, for the text to be matched against.

    Without those that runs not finished yet have brought, so that a run that was killed goes on as it began,
    and two at once read alike.
    """
    last = _last_finished()
    papers = Publication.objects.exclude(brought_by__gt=last).values_list(
        "name", "fingerprints", "line_rules"
    )
    topics, people = (model.objects.exclude(brought_by__gt=last) for model in (Topic, Author))
    return Known(
        topics=dict(TopicAlias.objects.values_list("name", "topic__name"))
        | {name: name for name in topics.values_list("name", flat=True)},
        people=dict(AuthorAlias.objects.values_list("name", "author__name"))
        | {name: name for name in people.values_list("name", flat=True)},
        publications={name: name for name, _phrases, _rules in papers},
        fingerprints={str(phrase): name for name, phrases, _rules in papers for phrase in phrases},
        rules={name: tuple(LineRule(**rule) for rule in rules) for name, _phrases, rules in papers if rules},
    )


def _last_finished() -> int:
    finished = ImportRun.objects.filter(state__in=["finished", "undone"]).order_by("-id")
    return finished.values_list("id", flat=True).first() or 0


def unchanged(pieces: Sequence[Piece], asked: Mapping[str, object] | None = None) -> set[tuple[str, str]]:
    """Hash and origin of those whose very bytes are stored already, so that they need not be read again."""
    ledger = Ledger(asked)
    ledger.look_up(pieces)
    return {(piece.sha256, piece.origin) for piece in pieces if not piece.error and ledger.is_known(piece)}


def plan(pieces: Sequence[Piece], ledger: Ledger, *, accept_guesses: bool = False) -> list[Result]:
    """What storing would make of them; `ledger` remembers from one call to the next."""
    decisions = [decision for batch in _apart(pieces) for decision in ledger.decisions(batch)]
    updates = {d.entry.article_id for d in decisions if d.outcome is Outcome.UPDATED and d.entry.article_id}
    targets = Targets(updates, hold=False)
    results = []
    for decision in decisions:
        result = Result.of(decision)
        if result.article_id in updates and decision.piece.story:
            headline = headline_of(decision.piece.story, accept_guesses=accept_guesses)
            whole = is_whole(decision.piece.story, headline, decision.piece.story.body)
            called_back = decision.piece.story.facts.called_back
            said = f"{headline}\n{decision.piece.story.body_text}"
            place, _article = targets.place(
                decision.entry, is_whole=whole, said=said, called_back=called_back
            )
            result.in_place, result.reason = place is Place.ARTICLE, told(place)
        results.append(result)
    return results


def store(pieces: Sequence[Piece], run: ImportRun, *, accept_guesses: bool = False) -> list[Result]:
    """Store the pieces, in the same order. One that the database will not take is rejected, the others go on.

    The number of queries does not depend on the number of pieces (up to a few hundred).
    """
    return [
        result for batch in _apart(pieces) for result in _store_surely(batch, run, accept_guesses, attempt=1)
    ]


def _apart(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Cut where a piece comes from the same origin as an earlier one: it changes what that one has made."""
    batch: list[Piece] = []
    origins: set[str] = set()
    for piece in pieces:
        if piece.origin and piece.origin in origins:
            yield batch
            batch, origins = [], set()
        batch.append(piece)
        origins.add(piece.origin)
    if batch:
        yield batch


def _store_surely(pieces: list[Piece], run: ImportRun, accept_guesses: bool, attempt: int) -> list[Result]:
    try:
        with transaction.atomic():
            alone()
            decisions = Ledger(run.options, run.pk).decisions(pieces)
            return write(decisions, run, accept_guesses=accept_guesses)
    except (DataError, IntegrityError, OverflowError, ValueError) as error:
        if len(pieces) > 1:
            middle = len(pieces) // 2
            halves = (pieces[:middle], pieces[middle:])
            return [r for half in halves for r in _store_surely(half, run, accept_guesses, attempt=1)]
        if attempt < ATTEMPTS and isinstance(error, IntegrityError):
            return _store_surely(pieces, run, accept_guesses, attempt + 1)
        if pieces[0].error:
            raise
        refused = replace(pieces[0], story=None, error=refusal(pieces[0], error))
        return _store_surely([refused], run, accept_guesses, attempt=ATTEMPTS)


def alone() -> None:
    """Wait for other imports that are storing: what is known of a piece is looked up and written at once.

    Until the transaction ends. SQLite lets in one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
