"""What travels to the workers and back: files and pieces as JSON, compressed. Nothing that could be run."""

import hashlib
import zlib
from base64 import b64decode, b64encode
from dataclasses import fields
from functools import cache, partial
from pathlib import Path
from typing import Any

from kombu.utils import json

from articles import errors, ingest
from articles.ingest import story
from articles.storing import Piece

LARGEST = 10_000_000  # characters of a parcel: RabbitMQ takes messages of 16 MB
MOST = 400_000_000  # characters in a parcel, when it is unpacked: a mistake, or a trick
TRAVELLERS: tuple[type[Any], ...] = (
    story.SourceFile, story.Picture, story.Options, story.Known, story.LineRule,
    story.Story, story.Facts, story.Person, story.Block, story.Change, story.Finding, Piece,
)  # fmt: skip
# The particular ones first: the first that fits is what it is sent as.
ERRORS = (errors.ReadingError, errors.CleaningError, errors.ExtractingError, errors.IngestError)


def pack(thing: object) -> str:
    """As text; the same thing comes out of `unpack`. Its sequences have to be tuples."""
    return b64encode(zlib.compress(json.dumps(thing).encode(), 1)).decode()  # type: ignore[no-untyped-call]


def unpack(parcel: str) -> Any:
    """Raises ValueError for what is no parcel, or one of absurd size."""
    opening = zlib.decompressobj()
    try:
        said = opening.decompress(b64decode(parcel), MOST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if opening.unconsumed_tail or not opening.eof:
        raise ValueError("A parcel is torn, or larger than anything that is sent.")
    return _tuples(json.loads(said))  # type: ignore[no-untyped-call]


@cache
def version() -> str:
    """The importer's own: where two machines differ in it, they would read the same file differently."""
    importer = Path(str(ingest.__file__)).parent
    digest = hashlib.sha256()
    for path in sorted(importer.rglob("*")):
        if path.suffix in (".py", ".toml"):
            digest.update(f"{path.relative_to(importer)}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _tuples(value: Any) -> Any:
    """JSON knows lists only, and what travels holds tuples only."""
    if isinstance(value, dict):
        return {key: _tuples(one) for key, one in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _values(names: tuple[str, ...], one: object) -> list[Any]:
    return [getattr(one, name) for name in names]


def _made(kind: type[Any], values: list[Any]) -> Any:
    return kind(*map(_tuples, values))


for kind in TRAVELLERS:
    names = tuple(field.name for field in fields(kind))
    json.register_type(kind, kind.__name__, partial(_values, names), partial(_made, kind))
for kind in ERRORS:
    names = ("name", "reason", "remedy")
    json.register_type(kind, kind.__name__, partial(_values, names), partial(_made, kind))
