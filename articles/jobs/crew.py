"""Reading on any number of machines: files go out to Celery workers, their pieces come back to be stored here.

Reading, cleaning and extracting are most of the work, and any process can do them. Storing stays with the import,
in the order of the files. That order is part of what is stored (a later file changes what an earlier one of the same
origin has made; of two alike, the first is the original), and two never store at once anyway. So the rows, the
ledger and the reports are those of an import on one machine, and a file that two workers read, or none, is still
stored exactly once.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from celery.exceptions import TimeoutError as Unanswered
from celery.result import AsyncResult
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from articles.errors import DistributingError
from articles.ingest.story import Known, Options, SourceFile
from articles.storing import Piece
from newsroom import celery

from . import parcels
from .pool import Pool

AT_ONCE, MOST_BYTES = 20, 1_000_000  # of a message: so many files, or so many bytes and the last file
LARGEST = 4_000_000  # bytes of a file that is sent; a larger one is read here
PATIENCE = 120.0  # seconds until files are read here that nobody has answered for
CALL, MOST_CALLS = 1.0, 10  # seconds for workers to answer to a call, and how often it is made
MOST_AHEAD = 8  # batches in memory
BROKEN = (OperationalError, OSError)  # what is raised if the broker goes away
logger = logging.getLogger(__name__)


def gathered() -> int:
    """How many files the workers read at once. Raises DistributingError if anything keeps them from it."""
    if not settings.CELERY_BROKER_URL:
        remedy = _("Set it to amqp://user:password@host:5672// or redis://host:6379/0, here and for workers.")
        raise DistributingError(f"{_('BROKER_URL is not set.')} {remedy}")
    if connection.vendor != "postgresql":
        remedy = _("Set DATABASE_URL to a PostgreSQL, here and for workers.")
        raise DistributingError(f"{_('The database is SQLite, which machines cannot share.')} {remedy}")
    for _call in range(MOST_CALLS):
        if workers := _called():
            return _fit(workers)
    raise _nobody()


def _called() -> dict[str, dict[str, Any]]:
    """The workers that take from our queue, by name, and what they say of themselves."""
    try:
        answers = celery.app.control.broadcast("importer", reply=True, timeout=CALL) or []
    except BROKEN as error:
        raise _broken(error) from error
    queue = celery.app.conf.task_default_queue
    return {
        name: said for answer in answers for name, said in answer.items() if queue in said.get("queues", ())
    }


def _fit(workers: dict[str, dict[str, Any]]) -> int:
    if others := sorted(name for name, said in workers.items() if said["version"] != parcels.version()):
        raise _unlike(", ".join(others[:20]))
    return sum(said["slots"] for said in workers.values())


class Crew:
    """Reads on the workers, which read so many files at once, and here what they cannot read."""

    def __init__(self, slots: int, options: Options, known: Known) -> None:
        self.options, self.known = options, known
        # A batch is some ten messages; each slot has one to read, and another one waiting.
        self.ahead = min(MOST_AHEAD, 1 + slots // 4)
        self._told = parcels.pack((options, known))
        self._out: dict[str, AsyncResult] = {}
        self._pool: Pool | None = None

    def read(self, files: Sequence[SourceFile]) -> Iterator[Iterable[Piece]]:
        return chain.from_iterable([self._handed(part) for part in _parts(files)])

    def close(self) -> None:
        if self._out:
            try:
                celery.app.control.revoke(list(self._out))
            except BROKEN as error:
                logger.warning("The messages left are not called back (%s): they expire.", error)
        if self._pool:
            self._pool.close()

    def _handed(self, files: Sequence[SourceFile]) -> Iterator[Iterable[Piece]]:
        if sum(map(_size, files)) > LARGEST:
            return self._read_here(files)
        message = (parcels.version(), self._told, parcels.pack(files))
        try:
            sent = celery.app.send_task("articles.read", message, expires=PATIENCE)
        except BROKEN as error:
            raise _broken(error) from error
        self._out[sent.id] = sent
        return self._answered(sent, files, time.monotonic() + PATIENCE)

    def _answered(
        self, sent: AsyncResult, files: Sequence[SourceFile], until: float
    ) -> Iterator[Iterable[Piece]]:
        """What a worker has read; or, read here, what it could not, or what none has answered for until then."""
        try:
            answer = sent.get(timeout=max(1.0, until - time.monotonic()), propagate=False)
            sent.forget()
        except Unanswered:
            answer = None
            if not _called():
                raise _nobody() from None
            sent.revoke()
        except BROKEN as error:
            raise _broken(error) from error
        self._out.pop(sent.id)
        if isinstance(answer, dict) and answer["version"] != parcels.version():
            raise _unlike(_("A worker"))
        if isinstance(answer, dict) and answer["pieces"]:
            yield from parcels.unpack(answer["pieces"])
            return
        logger.warning("No worker has read %s and what came with it (%r).", files[0].name, answer)
        yield from self._read_here(files)

    def _read_here(self, files: Sequence[SourceFile]) -> Iterator[Iterable[Piece]]:
        """In a process of its own, which such a file may take along."""
        self._pool = self._pool or Pool(1, self.options, self.known)
        return self._pool.read(files)


def _parts(files: Sequence[SourceFile]) -> Iterator[list[SourceFile]]:
    part: list[SourceFile] = []
    for file in files:
        if part and (len(part) >= AT_ONCE or sum(map(_size, part)) + _size(file) > MOST_BYTES):
            yield part
            part = []
        part.append(file)
    if part:
        yield part


def _size(file: SourceFile) -> int:
    return len(file.data) + sum(len(image.data) for image in file.images)


def _nobody() -> DistributingError:
    told = _("No worker takes from the queue %(queue)s of the broker. Start one, here or on other machines:")
    how = _("celery -A newsroom worker, with the same BROKER_URL and DATABASE_URL.")
    return DistributingError(f"{told % {'queue': celery.app.conf.task_default_queue}} {how}")


def _unlike(who: str) -> DistributingError:
    told = _("%(who)s has another version of the importer than this machine.") % {"who": who}
    return DistributingError(f"{told} {_('Install the same, and start it again.')}")


def _broken(error: Exception) -> DistributingError:
    where = celery.app.connection().as_uri()  # without the password
    said = " ".join(str(error).split())[:300]
    told = _("The broker %(where)s does not answer (%(said)s). Look at BROKER_URL, and whether it runs.")
    return DistributingError(told % {"where": where, "said": said})
