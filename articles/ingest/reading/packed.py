"""Zip and tar files opened with bounds: how many members, how large they unpack, what they may be called.

Nothing is unpacked before its name, its kind and its size are looked at, and nothing is ever written to disk.
"""

import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from ...errors import ReadingError

MAX_MEMBERS = 10_000
MAX_MEMBER = 20_000_000  # bytes of one member, unpacked
MAX_TOTAL = 500_000_000  # bytes of all that is read of an archive, and of those inside it
MAX_TAR = 100_000_000  # bytes of a compressed tar, unpacked: it is held in memory
MAX_RATIO, FREE = 200, 1_000_000  # text packs to a tenth; what is small may pack better
MAX_DIRECTORY = 4_000_000  # bytes of a list of members, or of one header
DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, OverflowError,
    RecursionError, NotImplementedError, KeyError, IndexError, MemoryError,
)  # fmt: skip
_LOCKED, _UTF8 = 0x1, 0x800  # flags of a zip member


@dataclass(slots=True)
class Budget:
    """What may still be taken out of an archive and of the archives inside it."""

    most: int = MAX_MEMBERS
    size: int = MAX_TOTAL
    members: int = 0

    def count(self, name: str, members: int) -> None:
        self.members += members
        if self.members > self.most:
            raise too_many(name, self.most)

    def spend(self, name: str, size: int) -> None:
        self.size -= size
        if self.size < 0:
            raise ReadingError(name, f"unpacks to more than {MAX_TOTAL // 1_000_000} MB.", "Split it.")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: `path` as it stands there, `size` unpacked; `read` gives its bytes, or raises."""

    path: str
    size: int
    read: Callable[[], bytes] = field(repr=False)
    reason: str = ""  # why it must not be read
    remedy: str = "Pack it as an ordinary file."


class _TooLongError(zipfile.BadZipFile):
    """A list of members, or the header of one, is longer than any archive in bounds has."""


class _Window(io.RawIOBase):
    """A file of which no more than `most` bytes are read at once, so that no header can ask for all memory."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self.file, self.most = file, most

    def read(self, size: int | None = -1, /) -> bytes:
        data = self.file.read(self.most + 1 if size is None or size < 0 else min(size, self.most + 1))
        if len(data) > self.most:
            raise _TooLongError
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


def is_zip(head: bytes) -> bool:
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def is_tar(head: bytes) -> bool:
    """Whether a file that begins so is a tar, compressed by gzip or not."""
    if head[:3] == b"\x1f\x8b\x08":
        try:
            head = zlib.decompressobj(31).decompress(head, 512)
        except zlib.error:
            return False
    return head[257:262] == b"ustar"


def zip_members(name: str, file: BinaryIO) -> Iterator[Member]:
    """The members of a zip. Raises ReadingError if it is damaged or out of bounds."""
    size = file.seek(0, io.SEEK_END)
    window = _Window(file, MAX_DIRECTORY)
    try:
        archive = zipfile.ZipFile(window)
    except DAMAGED as error:
        raise damaged(name, "zip", error) from error
    window.most = MAX_MEMBER + 1
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_MEMBERS:
        raise too_many(name)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > FREE and unpacked > MAX_RATIO * size:
        raise ReadingError(
            name,
            f"unpacks to {unpacked / size:,.0f} times its size.",
            "Pack it again from the files themselves.",
        )
    for entry in entries:
        yield _zip_member(archive, entry)


def _zip_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Member:
    def read() -> bytes:
        with archive.open(entry) as file:
            return file.read(MAX_MEMBER + 1)

    path, mode = _name(entry), entry.external_attr >> 16
    reason = ""
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        reason = "is a link or device, not a file."
    elif entry.flag_bits & _LOCKED:
        return Member(path, entry.file_size, read, "is locked with a password.", "Unlock it first.")
    elif entry.file_size > FREE and entry.file_size > MAX_RATIO * entry.compress_size:
        reason = f"unpacks to more than {MAX_RATIO} times its size."
    return Member(path, entry.file_size, read, reason or out_of_place(entry.orig_filename))


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: without the flag for UTF-8 it is said to be cp437, and often is UTF-8 all the same."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def tar_members(name: str, file: BinaryIO) -> Iterator[Member]:
    """The members of a tar, compressed by gzip or not. Raises ReadingError if it is damaged or out of bounds."""
    file.seek(0)
    try:
        plain = _unzipped(name, file)
        window = _Window(plain, MAX_DIRECTORY)
        archive = tarfile.open(fileobj=window, mode="r:")  # noqa: SIM115
        entries: list[tarfile.TarInfo] = []
        for entry in archive:
            if len(entries) >= MAX_MEMBERS:
                raise too_many(name)
            if not entry.isdir():
                entries.append(entry)
    except DAMAGED as error:
        raise damaged(name, "tar", error) from error
    window.most = MAX_MEMBER + 1
    for entry in entries:
        yield _tar_member(archive, entry)


def _unzipped(name: str, file: BinaryIO) -> BinaryIO:
    is_zipped = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    if not is_zipped:
        return file
    with gzip.GzipFile(fileobj=file) as packed:
        data = packed.read(MAX_TAR + 1)
    if len(data) > MAX_TAR:
        raise ReadingError(
            name, f"unpacks to more than {MAX_TAR // 1_000_000} MB.", "Split it, or pack it as zip."
        )
    return io.BytesIO(data)


def _tar_member(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Member:
    def read() -> bytes:
        file = archive.extractfile(entry)
        data = file.read(MAX_MEMBER + 1) if file else b""
        if len(data) < entry.size <= MAX_MEMBER:
            raise EOFError("the archive ends in the middle of it")
        return data

    is_file = entry.isreg() and not entry.issparse() and entry.size >= 0
    reason = out_of_place(entry.name) if is_file else "is a link or device, not a file."
    return Member(entry.name.removeprefix("./"), entry.size, read, reason)


def out_of_place(path: str) -> str:
    """What is wrong with a member's path: it must lead to a place within the archive."""
    parts = re.split(r"[/\\]", path)
    if "\0" in path or ".." in parts or parts[0] == "" or re.match(r"[A-Za-z]:", path):
        return "has a path that leads out of the archive."
    return ""


def taken(member: Member, name: str, budget: Budget) -> bytes:
    """The bytes of a member. Raises ReadingError, naming it `name`."""
    if member.reason:
        raise ReadingError(name, member.reason, member.remedy)
    if member.size > MAX_MEMBER:
        raise ReadingError(name, f"is larger than {MAX_MEMBER // 1_000_000} MB.", "Split it.")
    budget.spend(name, member.size)
    try:
        data = member.read()
    except DAMAGED as error:
        raise damaged(name, "packed file", error) from error
    if len(data) > MAX_MEMBER:
        raise ReadingError(name, f"is larger than {MAX_MEMBER // 1_000_000} MB.", "Split it.")
    return data


def too_many(name: str, most: int = MAX_MEMBERS) -> ReadingError:
    return ReadingError(
        name, f"holds too many files: more than {most:,} in all.", "Split it into several archives."
    )


def damaged(name: str, what: str, error: BaseException) -> ReadingError:
    if isinstance(error, _TooLongError):
        return too_many(name)
    said = " ".join(str(error).split())[:100] or type(error).__name__
    return ReadingError(
        name, f"is a damaged {what} ({said}).", "Get it again from its source, or pack it again."
    )
