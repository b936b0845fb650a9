"""Finding the files of an import and taking in their bytes, whatever stands in their place.

A folder is walked in the order of its names, folders inside it too. Left out without a word: hidden entries
(`.git`, `.DS_Store`), a folder's own README, and links to folders inside the one that was named, whose files
are met where they really are. Whatever else is not a regular, readable file is told as a ReadingError.

A picture that a piece shows comes with the piece if it lies in the folder that was named, or, where the piece
itself was named, in the piece's own; any other that is met is told at the end.
"""

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from articles.errors import ReadingError
from articles.ingest.story import Picture, SourceFile

from . import archives, errors_file, wxr, xml_source
from .album import Album
from .pictures import ENDINGS

MAX_BYTES = 20_000_000
MAX_EXPORT = 80_000_000  # of one that is read a piece at a time
STANDARD_INPUT = "-"
# O_NONBLOCK: opening a FIFO nobody writes to must not wait. O_NOFOLLOW: the path is resolved already.
OPENING = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read: its path as the person named it, and the real folder it must not lead out of."""

    path: Path
    root: Path | None = None


def sources(paths: Iterable[str | Path]) -> Iterator[SourceFile | ReadingError]:
    """Yield each file the paths name, one at a time, or what is wrong with it. `-` is standard input.

    An archive is a folder: what is in it is yielded.
    """
    gallery = Gallery()
    for found in find(paths):
        if isinstance(found, ReadingError):
            yield found
        elif found.path.name.lower().endswith(ENDINGS):
            gallery.met.append(found)
        else:
            try:
                yield from taken_in(found, gallery)
            except ReadingError as error:
                yield error
    yield from gallery.unshown()


def find(paths: Iterable[str | Path]) -> Iterator[Found | ReadingError]:
    """Yield the files that the paths name, without opening them; folders are gone through, sorted."""
    for named in paths:
        path = Path(named)
        if str(named) == STANDARD_INPUT or not _is_folder(path):
            yield Found(path)
        else:
            yield from _walk(path)


class Gallery:
    """The pictures in folders: those met on the way, and an album of each folder that pieces take theirs from."""

    def __init__(self) -> None:
        self.met: list[Found] = []
        self.albums: dict[Path, Album] = {}
        self._latest: Path | None = None

    def of(self, found: Found, real: Path, data: bytes) -> tuple[Picture, ...]:
        """Those that a piece shows, from the folder it is of and from nowhere else."""
        root = found.root or real.parent
        if self._latest not in (None, root):
            self.albums[self._latest].kept.clear()
        self._latest = root
        if root not in self.albums:
            self.albums[root] = Album(partial(_lies_in, root), partial(_picture_in, root))
        return self.albums[root].of(real.relative_to(root).as_posix(), data)

    def unshown(self) -> Iterator[ReadingError]:
        """What is wrong with those that pieces show and that cannot come, and with those that no piece shows."""
        known: set[str] = set()
        for root, album in self.albums.items():
            yield from album.refused.values()
            known.update(os.path.realpath(root / at) for at in (*album.shown, *album.refused))
        for found in self.met:
            if os.path.realpath(found.path) not in known:
                yield _unshown(found)


def taken_in(found: Found, gallery: Gallery | None = None) -> Iterator[SourceFile | ReadingError]:
    """One file, with the pictures beside it that it shows, or those in an archive or errors file.

    Raises ReadingError, in bounded time and memory.
    """
    name, origin = shown(found.path), ""
    images: tuple[Picture, ...] = ()
    try:
        if str(found.path) == STANDARD_INPUT:
            name, file = "standard input", _piped()
        else:
            real = _real(name, found)
            origin, file = f"path:{shown(real)}", _opened(name, real)
        with file:
            if archives.is_archive(name, file):
                yield from archives.opened(name, origin, file)
                return
            data = _checked(name, file)
        if origin:
            _check_place(name, found, real)
            images = gallery.of(found, real, data) if gallery else ()
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself, up to Python 3.12
        raise _unreadable(name, error) from error
    if errors_file.is_one(data):
        yield from errors_file.opened(name, data)
    else:
        yield SourceFile(name, data, origin, images=images)


def _unshown(found: Found) -> ReadingError:
    name = shown(found.path)
    try:
        _check_kind(name, _real(name, found).stat())
    except ReadingError as error:
        return error
    except (OSError, RuntimeError) as error:
        return _unreadable(name, error)
    return ReadingError(name, "is a picture that no piece beside it shows.", "Add it at the desk.")


def _lies_in(root: Path, at: str) -> bool:
    """Whether there is a picture at this path that one going through the folder would see."""
    hidden = any(part.startswith(".") for part in at.split("/"))
    return at.lower().endswith(ENDINGS) and not hidden and os.path.isfile(f"{root}/{at}")  # noqa: PTH113 (never raises)


def _picture_in(root: Path, at: str) -> tuple[str, bytes]:
    """The name and the bytes of the picture. Raises ReadingError, above all if it is a link that leads out."""
    found = Found(root / at, root)
    name = shown(found.path)
    try:
        real = _real(name, found)
        with _opened(name, real) as file:
            data = _checked(name, file)
        _check_place(name, found, real)
    except (OSError, RuntimeError) as error:
        raise _unreadable(name, error) from error
    return name, data


def _real(name: str, found: Found) -> Path:
    real = found.path.resolve(strict=True)
    if found.root and not real.is_relative_to(found.root):
        raise _leads_out(name)
    return real


def _check_place(name: str, found: Found, real: Path) -> None:
    if found.path.resolve(strict=True) != real:
        raise ReadingError(name, "was exchanged while it was read.", "Import it again.")


def _opened(name: str, real: Path) -> BinaryIO:
    _check_kind(name, real.stat())  # before opening, which some devices answer by doing something
    file = os.fdopen(os.open(real, OPENING), "rb")
    try:
        _check_kind(name, os.fstat(file.fileno()))  # what stands there may be another by now
    except ReadingError:
        file.close()
        raise
    return file


def _piped() -> BinaryIO:
    return io.BytesIO(sys.stdin.buffer.read(MAX_EXPORT + 1))


def shown(path: str | Path) -> str:
    """A path as it can be printed and stored: names need not be UTF-8 and may hold control characters."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def _walk(folder: Path) -> Iterator[Found | ReadingError]:
    root = folder.resolve()
    waiting = [folder]
    while waiting:
        at = waiting.pop()
        if at.is_symlink() and at != folder:
            yield from _linked(at, root)
            continue
        try:
            names = sorted(name for name in os.listdir(at) if not _is_aside(name))  # noqa: PTH208 (names, not paths)
        except OSError as error:
            yield _unreadable(shown(at), error)
            continue
        inner = []
        for name in names:
            path = at / name
            if _is_folder(path):
                inner.append(path)
            else:
                yield Found(path, root)
        waiting += reversed(inner)


def _linked(link: Path, root: Path) -> Iterator[ReadingError]:
    """What is wrong with a link to a folder: nothing as long as the folder is gone through anyway."""
    real = link.resolve()
    if not real.is_relative_to(root):
        yield _leads_out(shown(link))
    elif link.parent.resolve().is_relative_to(real):
        yield ReadingError(
            shown(link), "is a link that leads back to a folder it stands in.", "Remove the link."
        )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # reading it will tell why


def _is_aside(name: str) -> bool:
    return name.startswith(".") or name.partition(".")[0].upper() == "README"


def _check_kind(name: str, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = KINDS.get(stat.S_IFMT(found.st_mode), "something else")
        raise ReadingError(name, f"is {kind}, not a file.", "Give the path of a file or a folder.")


def _checked(name: str, file: BinaryIO) -> bytes:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    most = MAX_BYTES
    if size > most and wxr.accepts(SourceFile(name, file.read(xml_source.HEAD))):
        most = MAX_EXPORT
    if size > most:
        raise _too_large(name, most)
    file.seek(0)
    before = _state(file)
    data = file.read(most + 1)
    if not data:
        raise ReadingError(name, "is empty.", "Leave it out, or get it again from its source.")
    if len(data) > most or _state(file) != before:
        raise ReadingError(name, "was written to while it was read.", "Import it again.")
    return data


def _state(file: BinaryIO) -> tuple[int, int] | None:
    """What changes when somebody writes to a file."""
    told = None if isinstance(file, io.BytesIO) else os.fstat(file.fileno())
    return (told.st_size, told.st_mtime_ns) if told else None


def _too_large(name: str, most: int) -> ReadingError:
    return ReadingError(
        name, f"is larger than {most // 1_000_000} MB.", "Split it into one file for each piece."
    )


def _leads_out(name: str) -> ReadingError:
    return ReadingError(
        name,
        "is a link that leads out of the folder to be imported.",
        "Name the file itself to import it.",
    )


def _unreadable(name: str, error: OSError | RuntimeError) -> ReadingError:
    match error:
        case FileNotFoundError():
            return ReadingError(name, "is not there.", "Check the path; a link may lead nowhere.")
        case PermissionError():
            return ReadingError(name, "may not be read.", "Give this account the right to read it.")
        case OSError():
            said = error.strerror or "unknown error"
            return ReadingError(name, f"cannot be read ({said}).", "Check the file and its disk.")
        case _:
            return ReadingError(name, "is a link that leads to itself.", "Remove the link.")
