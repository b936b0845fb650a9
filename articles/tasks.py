"""What Celery workers do: thin, over the functions that an import on one machine calls, too."""

from functools import lru_cache
from typing import Any

from celery.worker.control import inspect_command

from articles.jobs import parcels, reading
from newsroom.celery import app


@app.task(name="articles.read")  # type: ignore[untyped-decorator]
def read(version: str, told: str, files: str) -> dict[str, str]:
    """The pieces of each of the files, as a parcel; empty if that is too large to send, or for another version."""
    answer = {"version": parcels.version(), "pieces": ""}
    if version == answer["version"]:
        options, known = _told(told)
        pieces = [tuple(reading.pieces(file, options, known)) for file in parcels.unpack(files)]
        parcel = parcels.pack(pieces)
        answer["pieces"] = parcel if len(parcel) <= parcels.LARGEST else ""
    return answer


@lru_cache(maxsize=2)
def _told(parcel: str) -> Any:
    """The same for all the files of an import, and as large as all the names that the newsroom has."""
    return parcels.unpack(parcel)


@inspect_command()  # type: ignore[untyped-decorator]
def importer(state: Any) -> dict[str, Any]:
    """Which importer this worker has, how many files it reads at once, and from which queues it takes them."""
    consumer = state.consumer
    return {
        "version": parcels.version(),
        "slots": consumer.controller.concurrency,
        "queues": [queue.name for queue in consumer.task_consumer.queues],
    }
