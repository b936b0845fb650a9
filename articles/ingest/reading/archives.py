"""An archive is a folder: each file in it is read as a file of its own, with the pictures that it shows.

What lies in a folder and is left out there (hidden files, READMEs) is left out here, too. A picture that a piece
shows comes with the piece; any other is told, as are members that must not be read.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from ...errors import ReadingError
from ..story import SourceFile
from . import packed, pictures
from .album import Album

MAX_DEPTH = 2  # an archive in an archive
_OTHERS = (
    "[Content_Types].xml",
    "mimetype",
    "META-INF/MANIFEST.MF",
)  # documents and programs that are zips inside
HEAD = 1024


@dataclass(slots=True)
class _Folder:
    """An archive that is being read: what it is called and the pictures in it."""

    name: str
    origin: str
    depth: int
    budget: packed.Budget
    pictures: dict[str, packed.Member] = field(default_factory=dict)
    album: Album = field(init=False)

    def __post_init__(self) -> None:
        self.album = Album(lambda path: path in self.pictures, self.picture)

    def called(self, path: str) -> str:
        """A member's path as it can be printed and stored."""
        printable = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in path)
        return f"{self.name}/{printable}".encode("utf-8", "backslashreplace").decode()

    def picture(self, path: str) -> tuple[str, bytes]:
        name = self.called(path)
        return name, packed.taken(self.pictures[path], name, self.budget)


def is_archive(name: str, file: BinaryIO) -> bool:
    """Whether the file is a zip or tar of pieces. Office documents are zips, too, but each is one piece."""
    file.seek(0)
    head = file.read(HEAD)
    if packed.is_tar(head):
        return True
    if not packed.is_zip(head):
        return False
    try:
        return not any(member.path in _OTHERS for member in packed.zip_members(name, file))
    except ReadingError:
        return not name.lower().endswith((".docx", ".docm", ".dotx"))


def opened(
    name: str, origin: str, file: BinaryIO, depth: int = 1, budget: packed.Budget | None = None
) -> Iterator[SourceFile | ReadingError]:
    """The files in an archive, one at a time, or what is wrong with each. Nothing is written to disk."""
    file.seek(0)
    is_tar = packed.is_tar(file.read(HEAD))
    folder = _Folder(name, origin, depth, budget or packed.Budget())
    try:
        members = list((packed.tar_members if is_tar else packed.zip_members)(name, file))
        folder.budget.count(name, len(members))
    except ReadingError as error:
        yield error
        return
    members = [member for member in members if not _is_aside(member.path)]
    if not members:
        yield ReadingError(name, "is an archive without a file to read.", "Leave it out.")
    yield from _gone_through(folder, members)


def _gone_through(folder: _Folder, members: list[packed.Member]) -> Iterator[SourceFile | ReadingError]:
    folder.pictures = {
        m.path: m for m in members if m.path.lower().endswith(pictures.ENDINGS) and not m.reason
    }
    seen: set[str] = set()
    for member in members:
        if member.path in seen:
            yield ReadingError(
                folder.called(member.path),
                "stands in the archive more than once.",
                "Give each file a name of its own.",
            )
        elif member.path not in folder.pictures:
            yield from _file(folder, member)
        seen.add(member.path)
    for path in folder.pictures:
        if path not in folder.album.shown:
            yield folder.album.refused.get(path) or ReadingError(
                folder.called(path), "is a picture that no piece of the archive shows.", "Add it at the desk."
            )


def _file(folder: _Folder, member: packed.Member) -> Iterator[SourceFile | ReadingError]:
    name = folder.called(member.path)
    origin = f"{folder.origin}!{name.removeprefix(f'{folder.name}/')}" if folder.origin else ""
    try:
        data = packed.taken(member, name, folder.budget)
        if not data:
            raise ReadingError(name, "is empty.", "Leave it out, or get it again from its source.")
        inner = io.BytesIO(data)
        if not is_archive(name, inner):
            shown = folder.album.of(member.path, data) if folder.pictures else ()
            yield SourceFile(name, data, origin, images=shown)
            return
        if folder.depth >= MAX_DEPTH:
            raise ReadingError(name, f"is an archive more than {MAX_DEPTH} deep.", "Unpack it first.")
    except ReadingError as error:
        yield error
        return
    yield from opened(name, origin, inner, folder.depth + 1, folder.budget)


def _is_aside(path: str) -> bool:
    """Hidden files, those that systems leave behind, and READMEs."""
    parts = path.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return (
        hidden or parts[0] == "__MACOSX" or parts[-1].partition(".")[0].upper() == "README" or not parts[-1]
    )
