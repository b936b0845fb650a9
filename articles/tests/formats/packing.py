"""Archives made in a test."""

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image

# By name, or as pairs where a name comes twice.
Files = Mapping[str, Any] | Sequence[tuple[str, Any]]


def zipped(files: Files) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items() if isinstance(files, Mapping) else files:
            archive.writestr(name, data)
    return file.getvalue()


def tarred(files: Files, mode: str = "w", links: Mapping[str, bytes] | None = None) -> bytes:
    """A tar of the files; `links` are members that are no files, with their type."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items() if isinstance(files, Mapping) else files:
            info = tarfile.TarInfo(name)
            content = data.encode() if isinstance(data, str) else data
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for name, kind in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return file.getvalue()


def photo(colour: str = "red", kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()
