"""What addresses in a body lead to: those that lead nowhere go, their words stay; pictures from elsewhere are told."""

import re
from collections.abc import Sequence
from html import escape, unescape
from urllib.parse import urlsplit

from django.utils.translation import ngettext

from articles.ingest.extracting.doubts import WEIGHTS
from articles.ingest.story import Finding
from articles.models.image import far_hosts, is_ours
from articles.picture_tags import IMAGE, said_of
from articles.plain_text import word_count
from articles.sanitising import sanitise

from .drafts import Draft

LONGEST_EVIDENCE = 300
_LINK = re.compile(r'<a\b((?:[^">]|"[^"]*")*)>(.*?)</a>', re.DOTALL)
_HREF = re.compile(r'\bhref="([^"]*)"')
_FIGURE = re.compile(r"<figure>.*?</figure>", re.DOTALL)
_EMPTY = re.compile(r"<(p|figure|li)>\s*</\1>\s*")


def mend(drafts: Sequence[Draft]) -> None:
    """Take out relative addresses, which nothing on the site answers, once the pictures have theirs."""
    for draft in drafts:
        body = draft.values["body"]
        if "<img" in body or "<a " in body:
            _mend(draft, body)


def _mend(draft: Draft, body: str) -> None:
    missing: list[str] = []
    dead: list[str] = []

    def picture(match: re.Match[str], *, is_captioned: bool = False) -> str:
        address, alt = said_of(match.group())
        if address and not _is_relative(address):
            return match.group()
        missing.append(address or "?")
        return "" if is_captioned else escape(alt)

    def figure(match: re.Match[str]) -> str:
        """The caption says what the alternative text would."""
        if "<figcaption" not in match.group():
            return match.group()
        return IMAGE.sub(lambda image: picture(image, is_captioned=True), match.group())

    def link(match: re.Match[str]) -> str:
        address = _HREF.search(match[1])
        if not address or not _is_relative(unescape(address[1])):
            return match.group()
        dead.append(unescape(address[1]))
        return match[2]

    changed = _LINK.sub(link, IMAGE.sub(picture, _FIGURE.sub(figure, body)))
    if missing or dead:
        draft.values["body"] = sanitise(_EMPTY.sub("", changed))
        draft.values["word_count"] = word_count(draft.values["body"])
    _tell(draft, missing, dead, far_hosts(changed))


def _is_relative(address: str) -> bool:
    """Whether it counts from where the piece lay. Part of the same page, or a picture of ours, it does not."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return not (parts.scheme or parts.netloc or address.startswith("#") or is_ours(address))


def _tell(draft: Draft, missing: list[str], dead: list[str], far: list[str]) -> None:
    told = [
        ("picture-missing", missing, ngettext(
            "A picture of the piece did not come with it; its words stayed.",
            "%(count)d pictures of the piece did not come with it; their words stayed.", len(missing))),
        ("link-relative", dead, ngettext(
            "A link led to a file beside the piece; its words stayed.",
            "%(count)d links led to files beside the piece; their words stayed.", len(dead))),
        ("pictures-elsewhere", far, ngettext(
            "A picture is on another site: readers are shown a link to it. Upload it to show it.",
            "%(count)d pictures are on other sites: readers are shown links to them. Upload them to show them.",
            len(far))),
    ]  # fmt: skip
    for code, addresses, message in told:
        if addresses:
            evidence = ", ".join(dict.fromkeys(addresses))[:LONGEST_EVIDENCE]
            counted = message % {"count": len(addresses)}
            draft.findings = (*draft.findings, Finding(code, counted, evidence, confidence=1.0))
            draft.doubt = min(100, draft.doubt + WEIGHTS[code])
