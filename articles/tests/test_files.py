"""Taking in files: what is there is found in order, and nothing in a file's place can stop the others."""

import os
import socket
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO

import pytest

from articles.errors import ReadingError
from articles.ingest.reading import files
from articles.ingest.story import SourceFile


def names(*paths: str | Path) -> list[str]:
    return [Path(source.name).name for source in files.sources(paths) if isinstance(source, SourceFile)]


def refusals(*paths: str | Path) -> dict[str, str]:
    """What was refused, by name, and why."""
    found = [source for source in files.sources(paths) if isinstance(source, ReadingError)]
    assert all(error.remedy for error in found)
    return {Path(error.name).name: error.reason for error in found}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder named for an import, with one good file in it, beside another folder that was not named."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("Not for import.")
    named = tmp_path / "named"
    named.mkdir()
    (named / "good.txt").write_text("A good piece.")
    return named


def test_a_folder_is_read_sorted_with_the_folders_in_it(folder: Path) -> None:
    for name in ("z.txt", "a.txt", "deep/er/b.txt", "deep/a.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    found = [source.name for source in files.sources([folder]) if isinstance(source, SourceFile)]
    inside = [name.removeprefix(f"{folder}/") for name in found]
    assert inside == ["a.txt", "good.txt", "z.txt", "deep/a.txt", "deep/er/b.txt"]


def test_paths_are_read_in_the_order_they_were_named(folder: Path) -> None:
    (folder / "a.txt").write_text("a")
    assert names(folder / "good.txt", folder / "a.txt") == ["good.txt", "a.txt"]


def test_a_file_comes_with_its_bytes_name_and_origin(folder: Path) -> None:
    (source,) = files.sources([folder / "good.txt"])
    assert isinstance(source, SourceFile)
    assert (source.data, source.name) == (b"A good piece.", f"{folder}/good.txt")
    assert source.origin == f"path:{(folder / 'good.txt').resolve()}"


def test_one_file_has_one_origin_however_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "link.txt").symlink_to("good.txt")
    monkeypatch.chdir(folder)
    found = list(files.sources(["good.txt", "../named/good.txt", "link.txt"]))
    assert len({source.origin for source in found if isinstance(source, SourceFile)}) == 1
    assert len(found) == 3


def test_hidden_files_and_readmes_in_a_folder_are_left_out(folder: Path) -> None:
    (folder / ".git").mkdir()
    for name in (".DS_Store", ".git/config", "README.md", "readme", "Reading room.txt"):
        (folder / name).write_text("x")
    assert names(folder) == ["Reading room.txt", "good.txt"]
    assert refusals(folder) == {}


def test_a_readme_named_itself_is_read(folder: Path) -> None:
    (folder / "README.md").write_text("Why not?")
    assert names(folder / "README.md") == ["README.md"]


def test_standard_input_is_one_piece_without_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"Piped in.")))
    (source,) = files.sources(["-"])
    assert source == SourceFile("standard input", b"Piped in.", origin="")


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b"x" * (files.MAX_BYTES + 1), "larger than 20 MB")]
)
def test_standard_input_is_bounded_as_well(data: bytes, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))
    assert reason in refusals("-")["standard input"]


# --- What is refused while the others go on --------------------------------------------------------


def test_an_empty_file_is_refused(folder: Path) -> None:
    (folder / "empty.txt").touch()
    assert refusals(folder) == {"empty.txt": "is empty."}
    assert names(folder) == ["good.txt"]


def test_a_missing_file_is_refused(folder: Path) -> None:
    assert refusals(folder / "gone.txt", folder) == {"gone.txt": "is not there."}


def test_a_file_too_large_is_refused_unread(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50 * 1024**3)  # a hole: reading it would take all memory
    assert refusals(folder) == {"huge.txt": "is larger than 20 MB."}
    assert names(folder) == ["good.txt"]


def test_a_file_of_just_the_largest_size_is_read(folder: Path) -> None:
    (folder / "good.txt").write_bytes(b"x" * files.MAX_BYTES)
    assert names(folder) == ["good.txt"]


def test_a_pipe_a_socket_and_a_device_are_refused_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.chdir(folder)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        assert refusals(folder, "/dev/zero") == {
            "pipe.txt": "is a named pipe, not a file.",
            "socket.txt": "is a socket, not a file.",
            "zero": "is a device, not a file.",
        }
    assert names(folder) == ["good.txt"]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "may not be read"),
        (OSError(5, "Input/output error"), "error)"),
    ],
)
def test_what_the_system_says_becomes_a_reason(
    error: OSError, reason: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> int:
        raise error

    monkeypatch.setattr("os.open", failing)
    assert reason in refusals(folder / "good.txt")["good.txt"]
    monkeypatch.setattr("os.listdir", failing)
    assert reason in refusals(folder)["named"]


# --- Links -----------------------------------------------------------------------------------------


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "file.txt").symlink_to("../elsewhere/secret.txt")
    (folder / "away").symlink_to("../elsewhere")
    reason = "is a link that leads out of the folder to be imported."
    assert refusals(folder) == {"file.txt": reason, "away": reason}
    assert names(folder) == ["good.txt"]


def test_a_link_out_by_another_link_is_refused(folder: Path) -> None:
    (folder / "away.lnk").symlink_to("../elsewhere/secret.txt")
    (folder / "x.txt").symlink_to("away.lnk")
    assert set(refusals(folder)) == {"away.lnk", "x.txt"}


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "also.txt").symlink_to("good.txt")
    assert names(folder) == ["also.txt", "good.txt"]


def test_a_link_named_itself_is_followed(folder: Path) -> None:
    link = folder / "file.txt"
    link.symlink_to("../elsewhere/secret.txt")
    (folder.parent / "door").symlink_to("named")
    assert names(link) == ["file.txt"]
    assert names(folder.parent / "door") == ["good.txt"]


def test_links_that_lead_back_or_nowhere_are_refused(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "back").symlink_to("..")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "dead.txt").symlink_to("nothing")
    assert refusals(folder) == {
        "back": "is a link that leads back to a folder it stands in.",
        "dead.txt": "is not there.",
        "self.txt": "is a link that leads to itself.",
    }
    assert names(folder) == ["good.txt"]


def test_a_folder_linked_from_beside_is_read_once(folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / "real" / "piece.txt").write_text("x")
    (folder / "again").symlink_to("real")
    assert names(folder) == ["good.txt", "piece.txt"]
    assert refusals(folder) == {}


@pytest.mark.parametrize("change", [b"Half of it", b"All of it, and more than there was before."])
def test_a_file_that_changes_while_it_is_read_is_refused(
    change: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = files._opened

    def changing(name: str, real: Path) -> BinaryIO:
        file = opening(name, real)
        reading = file.read

        def read(size: int = -1) -> bytes:
            data = reading(size)
            real.write_bytes(change)
            return data

        monkeypatch.setattr(file, "read", read, raising=False)
        return file

    monkeypatch.setattr(files, "_opened", changing)
    assert refusals(folder) == {"good.txt": "was written to while it was read."}


def test_a_file_exchanged_for_a_link_after_it_was_found_is_refused(folder: Path) -> None:
    (found,) = [f for f in files.find([folder]) if isinstance(f, files.Found)]
    (folder / "good.txt").unlink()
    (folder / "good.txt").symlink_to("../elsewhere/secret.txt")
    with pytest.raises(ReadingError, match="leads out"):
        list(files.taken_in(found))


# --- Names -----------------------------------------------------------------------------------------


def test_a_name_that_is_no_text_can_still_be_printed_and_stored(folder: Path) -> None:
    bad = os.fsencode(folder) + b"/caf\xe9\n\x1b[31m.txt"
    Path(os.fsdecode(bad)).write_bytes(b"x")
    (source,) = [s for s in files.sources([folder]) if s.name != f"{folder}/good.txt"]
    assert isinstance(source, SourceFile)
    assert source.name == f"{folder}/caf\\xe9\\x0a\\x1b[31m.txt"
    assert source.name.encode("utf-8")
    assert source.origin.isprintable()
