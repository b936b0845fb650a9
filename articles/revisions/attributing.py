"""Whose words are whose: a piece's text as it stands, with who put in what and who took out what."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib.auth.models import User

from articles.models import Article, Revision
from articles.plain_text import paragraphs

from .comparing import pieces
from .snapshots import Snapshot

MOST = 60  # revisions; the changes before these are taken for how the piece came


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words; `added` and `removed` name who did it: "" is nobody, IMPORTER a later import."""

    text: str
    added: str = ""
    removed: str = ""


IMPORTER = "\N{RIGHTWARDS ARROW}"  # no name of a person


def attributed(article: Article) -> list[Stretch]:
    """The piece's words, those of the headline and the standfirst first, from how it came to how it stands."""
    last = article.revisions.select_related("author").order_by("-number")[:MOST]
    revisions = list(reversed(last))
    now = text_of(article.headline, article.standfirst, article.body)
    texts = [(_said(one.snapshot), _who(one)) for one in revisions]
    first = texts[0][0] if texts else now
    return follow(first, [*texts[1:], (now, texts[-1][1] if texts else "")])


def follow(first: str, later: Iterable[tuple[str, str]]) -> list[Stretch]:
    """What became of a text; `later`: how it stood after each change, and who made that."""
    stretches = [Stretch(first)]
    before = first
    for text, who in later:
        if text != before:
            stretches = _changed(stretches, before, text, who)
            before = text
    return _joined(stretches)


def text_of(headline: str, standfirst: str, body: str) -> str:
    return "\n\n".join(part for part in (headline, standfirst, *paragraphs(body)) if part)


def _changed(stretches: list[Stretch], before: str, after: str, who: str) -> list[Stretch]:
    waiting, done = deque(stretches), list[Stretch]()
    for piece in pieces(before, after):
        if piece.kind == "added":
            done.append(Stretch(piece.text, added=who or IMPORTER))
            continue
        length = len(piece.text)
        while length:
            one = waiting.popleft()
            if one.removed:
                done.append(one)
                continue
            taken, rest = one.text[:length], one.text[length:]
            length -= len(taken)
            if rest:
                waiting.appendleft(replace(one, text=rest))
            if piece.kind == "same":
                done.append(replace(one, text=taken))
            elif not one.added:  # what somebody put in and took out again is nobody's loss
                done.append(replace(one, text=taken, removed=who or IMPORTER))
    return [*done, *waiting]


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for one in stretches:
        if found and (found[-1].added, found[-1].removed) == (one.added, one.removed):
            found[-1] = replace(one, text=found[-1].text + one.text)
        elif one.text:
            found.append(one)
    return found


def _said(snapshot: Snapshot) -> str:
    fields = snapshot["fields"]
    return text_of(*(str(fields.get(name) or "") for name in ("headline", "standfirst", "body")))


def _who(revision: Revision) -> str:
    author: User | None = revision.author
    return (author.get_full_name() or author.get_username()) if author else ""
