"""Finding the files of an import and taking in their bytes, whatever stands in their place.

A folder is walked in the order of its names, folders inside it too. Left out without a word: hidden entries
(`.git`, `.DS_Store`), a folder's own README, and links to folders inside the one that was named, whose files
are met where they really are. Whatever else is not a regular, readable file is told as a ReadingError.
"""

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from articles.errors import ReadingError
from articles.ingest.story import SourceFile

from . import archives, errors_file

MAX_BYTES = 20_000_000
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
    for found in find(paths):
        if isinstance(found, ReadingError):
            yield found
            continue
        try:
            yield from taken_in(found)
        except ReadingError as error:
            yield error


def find(paths: Iterable[str | Path]) -> Iterator[Found | ReadingError]:
    """Yield the files that the paths name, without opening them; folders are gone through, sorted."""
    for named in paths:
        path = Path(named)
        if str(named) == STANDARD_INPUT or not _is_folder(path):
            yield Found(path)
        else:
            yield from _walk(path)


def taken_in(found: Found) -> Iterator[SourceFile | ReadingError]:
    """One file, or those in an archive or errors file. Raises ReadingError, in bounded time and memory."""
    name, origin = shown(found.path), ""
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
        if origin and found.path.resolve(strict=True) != real:
            raise ReadingError(name, "was exchanged while it was read.", "Import it again.")
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself, up to Python 3.12
        raise _unreadable(name, error) from error
    if errors_file.is_one(data):
        yield from errors_file.opened(name, data)
    else:
        yield SourceFile(name, data, origin)


def _real(name: str, found: Found) -> Path:
    real = found.path.resolve(strict=True)
    if found.root and not real.is_relative_to(found.root):
        raise _leads_out(name)
    return real


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
    return io.BytesIO(sys.stdin.buffer.read(MAX_BYTES + 1))


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
    if size > MAX_BYTES:
        raise _too_large(name)
    data = file.read(MAX_BYTES + 1)
    if not data:
        raise ReadingError(name, "is empty.", "Leave it out, or get it again from its source.")
    if len(data) > MAX_BYTES:  # it has grown since
        raise _too_large(name)
    return data


def _too_large(name: str) -> ReadingError:
    return ReadingError(
        name, f"is larger than {MAX_BYTES // 1_000_000} MB.", "Split it into one file for each piece."
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
