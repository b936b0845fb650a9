"""An import run: files in, articles and a row in the ledger out."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import reset_queries, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import relating, storing, workflow
from articles.errors import IngestError
from articles.ingest.story import Finding, Options, SourceFile
from articles.models import Article, ImportRun, Status
from articles.storing import Outcome, Piece, Result

from . import running
from .pool import Alone, Pool, Readers
from .reports import Reports

# One transaction for so many pieces, or so many bytes of them: what an import holds in memory at once. In a large
# archive each piece touches some twenty pages of the indexes: the more pieces, the more of these are the same.
BATCH_PIECES, BATCH_BYTES = 400, 4_000_000
UNPUBLISHED = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)
File = SourceFile | IngestError


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person importing wants done.

    `workers` is in how many processes files are read, `crew` how many files Celery workers read at once instead,
    `report` the folder for one NAME.json per piece.
    """

    options: Options = field(default_factory=Options)
    dry_run: bool = False
    publish: bool = False
    accept_guesses: bool = False
    workers: int = 1
    crew: int = 0
    report: Path | None = None
    user: User | None = None
    command: str = ""


class Import:
    """One run: iterate over it to make it happen, and get what became of each piece.

    `run` is its row in the ledger (none for a dry run, which writes nothing), `tally` counts the outcomes and
    `published` the pieces published, `readable_later` those of them that readers do not see yet. An error that stops
    the run marks it as failed and is raised; what was stored until then stays, and counts as unchanged when the
    import is run again.
    """

    def __init__(self, files: Iterable[File], wishes: Wishes) -> None:
        self.wishes = wishes
        self.run: ImportRun | None = None
        self.tally: Counter[Outcome] = Counter()
        self.published = self.readable_later = 0
        self._files = files
        self._known = storing.known()
        self._asked = self._options()
        self._planned = storing.Ledger(self._asked)
        self._reports = Reports(wishes.report) if wishes.report else None

    def __iter__(self) -> Iterator[Result]:
        if self.wishes.dry_run:
            for pieces in self._read():
                yield from self._import(pieces, None)
            return
        self.run = running.begun(
            command=self.wishes.command[:2000], options=self._asked, user=self.wishes.user
        )
        state = ImportRun.State.FAILED
        try:
            for pieces in self._read():
                yield from self._import(pieces, self.run)
            state = ImportRun.State.FINISHED
        finally:
            ImportRun.objects.filter(pk=self.run.pk).update(state=state, finished_at=timezone.now())
            self.run.refresh_from_db()

    def _read(self) -> Iterator[list[Piece]]:
        """The pieces, a batch at once and in order, while the readers are at the next ones."""
        readers = self._readers()
        handed: deque[Iterator[Piece]] = deque()
        try:
            for files in _batches(self._files):
                handed.append(self._pieces(files, readers))
                if len(handed) > readers.ahead:
                    yield from _cut(handed.popleft())
            while handed:
                yield from _cut(handed.popleft())
        finally:
            readers.close()

    def _readers(self) -> Readers:
        options, workers = self.wishes.options, self.wishes.workers
        if self.wishes.crew:
            from .crew import Crew  # which needs Celery

            return Crew(self.wishes.crew, options, self._known)
        return Pool(workers, options, self._known) if workers > 1 else Alone(options, self._known)

    def _import(self, pieces: Sequence[Piece], run: ImportRun | None) -> list[Result]:
        if run:
            results = self._store(pieces, run)
        else:
            results = storing.plan(pieces, self._planned, accept_guesses=self.wishes.accept_guesses)
            ready = self._publishable(results)
            for result, article in zip(ready, storing.foreseen(ready), strict=True):
                result.published, result.readable_from = True, workflow.readable_from(article)
        self.tally.update(result.outcome for result in results)
        self.published += sum(result.published for result in results)
        self.readable_later += sum(result.readable_from is not None for result in results)
        if self._reports:
            self._reports.write(results)
        if settings.DEBUG:
            reset_queries()  # Django keeps the text of them all: here, of every body
        return results

    def _pieces(self, files: Sequence[File], readers: Readers) -> Iterator[Piece]:
        """Have all read but what is stored already and of which no report is wanted."""
        bare = [Piece.refused(f) if isinstance(f, IngestError) else Piece.of(f) for f in files]
        known = set() if self._reports else storing.unchanged(bare, self._asked)
        new = [
            file if isinstance(file, SourceFile) and (piece.sha256, piece.origin) not in known else None
            for file, piece in zip(files, bare, strict=True)
        ]
        read = readers.read([file for file in new if file])
        return (
            piece for file, known_one in zip(new, bare, strict=True)
            for piece in (next(read) if file else [known_one])
        )  # fmt: skip

    def _store(self, pieces: Sequence[Piece], run: ImportRun) -> list[Result]:
        """Store, publish and count a batch in one transaction, so that a killed run's numbers are true."""
        with transaction.atomic():
            results = storing.store(pieces, run, accept_guesses=self.wishes.accept_guesses)
            self._publish(self._publishable(results))
            counts = Counter(str(result.outcome) for result in results)
            counts["offered"] = len(results)
            counts["published"] = sum(result.published for result in results)
            ImportRun.objects.filter(pk=run.pk).update(
                heard_at=timezone.now(), **{n: F(n) + more for n, more in counts.items()}
            )
        return results

    def _publishable(self, results: Sequence[Result]) -> list[Result]:
        """Those to be published; the others that are new are told why not."""
        accepts = self.wishes.accept_guesses
        waiting = storing.waiting.look_again(results) if self.wishes.publish or accepts else []
        if accepts and self.run:
            storing.waiting.accept_headlines(waiting)
        if not self.wishes.publish:
            return []
        accepted = {"headline-derived"} if accepts else set()
        found = []
        new = [result for result in results if result.outcome in (Outcome.CREATED, Outcome.UPDATED)]
        for result in (*new, *waiting):
            doubts = [_told(f) for f in result.findings if f.is_blocking and f.code not in accepted]
            if doubts or not result.in_place:
                result.unpublished_because = " ".join(doubts) or result.reason
            else:
                found.append(result)
        return _not_public(_without_copies(found))

    def _publish(self, results: Sequence[Result]) -> None:
        if not results:
            return
        articles = Article.objects.select_related("publication").in_bulk([r.article_id for r in results])
        refused = {article.pk: str(error) for article, error in workflow.publish_many(articles.values())}
        for result in results:
            article = articles[result.article_id or 0]
            result.unpublished_because = refused.get(article.pk, "")
            result.published = article.pk not in refused
            result.readable_from = workflow.readable_from(article)

    def _options(self) -> dict[str, object]:
        wishes, options = self.wishes, self.wishes.options
        said: dict[str, object] = {
            "publish": wishes.publish,
            "accept_guesses": wishes.accept_guesses,
            "publication": options.publication,
            "language": options.language,
            "topics": list(options.topics),
            "format": options.format,
            "encoding": options.encoding,
            "columns": [list(pair) for pair in options.columns],
        }
        return {name: value for name, value in said.items() if value}


def _without_copies(results: Sequence[Result]) -> list[Result]:
    """Those that do not look like copies of what readers have; the others are told of what. One query."""
    originals = relating.unsettled({result.article_id for result in results if result.article_id})
    for result in results:
        if original := originals.get(result.article_id or 0):
            paper = f" ({original.publication})" if original.publication else ""
            result.unpublished_because = _(
                "It is most likely a copy of “%(piece)s”%(paper)s: settle it under Copies."
            ) % {"piece": original, "paper": paper}
    return [result for result in results if result.article_id not in originals]


def _not_public(results: Sequence[Result]) -> list[Result]:
    """Those that are still to be published; the withdrawn ones are told that they stay so. One query."""
    stored = Article.objects.filter(pk__in={result.article_id for result in results if result.article_id})
    states = dict(stored.values_list("pk", "status"))
    for result in results:
        if states.get(result.article_id or 0) == Status.WITHDRAWN:
            result.unpublished_because = _("It was withdrawn: to bring it back is for the desk.")
    return [result for result in results if states.get(result.article_id or 0, Status.DRAFT) in UNPUBLISHED]


def _told(finding: Finding) -> str:
    return f"{finding.message} “{finding.suggestion}”" if finding.suggestion else finding.message


def _cut(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """In batches of BATCH_PIECES: one file may hold very many."""
    while batch := list(islice(pieces, BATCH_PIECES)):
        yield batch


def _batches(files: Iterable[File]) -> Iterator[list[File]]:
    """Cut the stream of files into batches of BATCH_PIECES, or of BATCH_BYTES and the last file."""
    batch: list[File] = []
    size = 0
    for file in files:
        batch.append(file)
        if isinstance(file, SourceFile):
            size += len(file.data) + sum(len(image.data) for image in file.images)
        if len(batch) >= BATCH_PIECES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
