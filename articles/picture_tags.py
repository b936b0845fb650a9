"""How a picture stands in a sanitised body: the one place that knows what an `<img>` there looks like.

`sanitise` puts every value between double quotes, and no such quote stands in one; any other sign may.
"""

import re
from html import escape, unescape
from typing import NamedTuple

IMAGE = re.compile(r'<img\b(?:[^">]|"[^"]*")*>')
_SAID = re.compile(r'\b(src|alt)="([^"]*)"')


class Said(NamedTuple):
    """What a picture's tag says, as it is meant, not as HTML writes it; empty where it does not."""

    src: str
    alt: str


def said_of(tag: str) -> Said:
    found = {name: unescape(value) for name, value in _SAID.findall(tag)}
    return Said(found.get("src", ""), found.get("alt", ""))


def sources(html: str) -> list[str]:
    """The addresses of the pictures, one for each, in their order."""
    return [said_of(tag).src for tag in IMAGE.findall(html)] if "<img" in html else []


def readdressed(tag: str, address: str) -> str:
    """The tag with another address in the place of its own."""
    return _SAID.sub(lambda match: f'src="{escape(address)}"' if match[1] == "src" else match.group(), tag)
