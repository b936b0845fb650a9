"""A folder of pieces as a wire service leaves it, and the command that brings them in."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

# Full of its word, so that two of them are no copies of one another.
PIECE = """---
title: {headline}
author: Ada Marlow
date: 2024-05-03
---

The {word} came back to the harbour. Another {word} had gone, {word} by {word}, before any {word} was missed on the quay.

Every {word} knows another {word}, said the harbour master, but his {word} was the {word} of all, and no {word} left.
"""


class Told:
    """What one call of the command said, and the status it ended with."""

    def __init__(self, *args: Any, **options: Any) -> None:
        out, err = StringIO(), StringIO()
        self.status = 0
        self.error = ""
        try:
            call_command("import_articles", *map(str, args), stdout=out, stderr=err, **options)
        except CommandError as error:
            self.status, self.error = error.returncode, str(error)
        self.out, self.err = out.getvalue().splitlines(), err.getvalue().splitlines()
        self.summary = self.out[-1] if self.out else ""


def write(folder: Path, name: str, headline: str = "The ferry is back", word: str = "ferry") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PIECE.format(headline=headline, word=word), encoding="utf-8")
    return path


def make_wire(folder: Path) -> Path:
    """Fill the folder with two good pieces and one without a headline."""
    write(folder, "ferry.txt")
    write(folder, "deep/lamp.txt", "The lamp is lit", "lighthouse keeper")
    text = PIECE.format(headline="x", word="mail boat").replace("title: x\n", "")
    (folder / "nameless.txt").write_text(text)
    return folder
