"""What travels to workers and back comes out as it went in, and nothing else does."""

import zlib
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from articles import errors
from articles.ingest.reading import files
from articles.ingest.story import Facts, Known, LineRule, Options, Picture, SourceFile
from articles.jobs import reading
from articles.storing import Piece

from .conftest import has

pytestmark = pytest.mark.skipif(not has("kombu"), reason="needs rabbitmq, which is not here without Celery")


def through(thing: object) -> object:
    from articles.jobs import parcels

    return parcels.unpack(parcels.pack(thing))


def test_pieces_of_all_kinds_come_out_as_they_went_in() -> None:
    cases = sorted((Path(__file__).parent / "formats").glob("*/*.*"))
    one_each = {path.parent: path for path in cases if not path.name.endswith((".expected.json", ".py"))}
    offered = tuple(file for file in files.sources(one_each.values()) if isinstance(file, SourceFile))
    pieces = tuple(
        piece for file in offered for piece in reading.pieces(file, Options(), Known()) if piece.story
    )
    assert len({piece.story.media_type for piece in pieces if piece.story}) > 5
    assert through(offered) == offered
    assert through(pieces) == pieces


@pytest.mark.parametrize(
    "thing",
    [
        SourceFile("\udcff\0.txt", bytes(range(256)), images=(Picture("a", b"\xff\xd8", alt="A pier"),)),
        Facts(published=date(2024, 5, 3)),
        Facts(published=datetime(2024, 5, 3, 12, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))),
        Facts(embargoed=datetime(2024, 5, 3, tzinfo=UTC), is_machine_translated=True),
        Known(topics={"port": "Ports"}, rules={"Post": (LineRule("Read on", "remove"),)}),
        Options(columns=(("headline", "Title"), ("body", "Text"))),
        Piece("a.txt", values=(0, 2**63), names={"pier": 0.1 + 0.2}),
    ],
    ids=lambda thing: type(thing).__name__,
)  # fmt: skip
def test_odd_values_come_out_as_they_went_in(thing: object) -> None:
    assert through((thing,)) == (thing,)


@pytest.mark.parametrize("kind", [errors.ReadingError, errors.CleaningError, errors.ExtractingError])
def test_what_was_refused_comes_out_with_what_is_wrong(kind: type[errors.IngestError]) -> None:
    piece = Piece.refused(kind("a.txt", "is torn.", "Mend it."), SourceFile("a.txt", b"\0", "path:/a.txt"))
    came = through(piece)
    assert isinstance(came, Piece)
    assert type(came.error) is kind
    assert str(came.error) == "a.txt: is torn. Mend it."
    assert replace(came, error=None) == replace(piece, error=None)


@pytest.mark.parametrize(
    "said",
    [
        zlib.compress(b'{"__type__": "Path", "__value__": ["/etc"]}'),
        zlib.compress(b"[1, 2"),
        zlib.compress(b"[1, 2]")[:-3],
        b"[1, 2]",
    ],
    ids=["of an unknown kind", "no JSON", "torn", "not compressed"],
)
def test_what_is_no_parcel_is_refused(said: bytes) -> None:
    from articles.jobs import parcels

    with pytest.raises(ValueError, match=r"\w"):
        parcels.unpack(b64encode(said).decode())


def test_a_parcel_of_absurd_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from articles.jobs import parcels

    monkeypatch.setattr(parcels, "MOST", 1000)
    assert len(parcels.unpack(parcels.pack("x" * 998))) == 998
    with pytest.raises(ValueError, match="larger than anything"):
        parcels.unpack(parcels.pack("x" * 5000))


def test_another_importer_has_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from articles import ingest
    from articles.jobs import parcels

    versions = set()
    for rule in ("", "", "a = 1\n"):
        (tmp_path / "rule.py").write_text(rule)
        monkeypatch.setattr(ingest, "__file__", str(tmp_path / "__init__.py"))
        versions.add(parcels.version.__wrapped__())
    assert len(versions) == 2
