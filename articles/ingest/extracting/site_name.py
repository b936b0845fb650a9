"""`Headline - Site`: the title of the page over the piece, cut in two; the headline repeated below is a duplicate."""

import re

from .. import captions, line_kinds, zones
from ..document import Document, Passage
from ..features import ends_sentence, fold, word_count
from ..lexicon import Lexicon, lexicon
from ..names import PAPER, is_paper
from . import bylines, date_lines

STEP = "title"
WINDOW, TITLES = 8, 5
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+\.(?:[a-z]{2,4}|info|news|media)(?:\.[a-z]{2})?$", re.I)
LONGEST = 6  # words of a site's name
LONGEST_TITLE = 400  # characters
# The spaces in front from their first one on, lest a long row of them is gone through again and again.
_SEAM = re.compile(r"(?<!\s)\s+(?:[|–—·•»-]|::|｜)\s+|(?<!\s)\s*[|｜]\s*|(?<!\s)\s*：\s*|: (?=\S)")


def apply(document: Document) -> Document:
    """Cuts the site's name off titles in the first lines and removes repeated headlines there."""
    passages = list(document.passages)
    first, last = zones.running(document)
    end = min(WINDOW, len(passages), first if last >= 0 else WINDOW)
    everything = fold(
        document.text[-4000:] + " " + " ".join(p.text for p in passages[1:12] if word_count(p.text) < 20)
    )
    titles = [i for i in range(end) if passages[i].in_body and _may_be_title(passages[i].text)][:TITLES]
    for i in titles:
        if _says_else(passages[i].text, lexicon(document.language)):
            break
        parts = _split(passages[i], passages[:end], everything)
        if parts:
            name = parts.pop()
            document = document.hinting(site=name)
            passages[i : i + 1] = _cut(passages[i], parts[0], name)
            end += 1
            break
    return _without_copies(document.with_passages(passages), end)


def _may_be_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and word_count(text) <= 30


def _split(passage: Passage, head: list[Passage], everything: str) -> list[str]:
    """[title, site's name] if the line is both; the name may also stand first."""
    text = passage.text
    for seam in reversed(list(_SEAM.finditer(text))):
        title, name = text[: seam.start()].strip(), text[seam.end() :].strip()
        if _is_site(name, title, seam.group(), head, everything):
            return [title, name]
    first = _SEAM.search(text)
    paper = first and first.group().strip() in ("-", "–", "—") and is_paper(text[: first.start()])
    if first and (
        paper or _DOMAIN.match(text[: first.start()]) or first.group().strip() in ("|", "·", "｜", "»")
    ):
        name, title = text[: first.start()].strip(), text[first.end() :].strip()
        if word_count(title) > 3 and (
            paper or _DOMAIN.match(name) or _is_site(name, title, first.group(), head, everything)
        ):
            return [title, name]
    return []


def _is_site(name: str, title: str, seam: str, head: list[Passage], everything: str) -> bool:
    if (
        not name
        or not 0 < word_count(name) <= LONGEST
        or len(name) > 60
        or word_count(title) < 2
        or ends_sentence(name)
    ):
        return False
    if any(c.isdigit() for c in name) or (name[0].islower() and name[0].isascii() and "." not in name):
        return False
    key = fold(name)
    if any(fold(p.text) == fold(title) for p in head):
        return True
    if ":" in seam or "：" in seam:
        return False
    if everything.count(key) >= 1 and key:
        return True
    bar = seam.strip() in ("|", "｜", "»")
    return bar or (seam.strip() in ("-", "–", "—", "·") and bool(PAPER.search(key)))


def _says_else(text: str, lex: Lexicon) -> bool:
    """Whether the line is a byline, a date or a caption: such lines have separators of their own."""
    menu = line_kinds.is_menu(text, lex)
    byline = bylines.parse(text, lex)
    credited = byline and (byline.marked or byline.agency or byline.dated or byline.rolled)
    return bool(menu or credited or date_lines.parse(text, lex) or captions.is_caption(text, lex))


def _cut(passage: Passage, title: str, name: str) -> list[Passage]:
    reason = "The site's name in the title of the page."
    if passage.text.startswith(title):
        left, right = passage.cut(len(title))
        return [left, right.as_kind("other", STEP, "site's name", 0.93, reason)]
    left, right = passage.cut(passage.text.rindex(title))
    return [left.as_kind("other", STEP, "site's name", 0.93, reason), right]


def _without_copies(document: Document, end: int) -> Document:
    """The first copy of a line in the head stays, later ones go."""
    passages = list(document.passages)
    seen: set[str] = set()
    for i in range(min(end + 1, len(passages))):
        passage = passages[i]
        key = fold(passage.text)
        if passage.in_body and key in seen and word_count(passage.text) >= 3:
            passages[i] = passage.as_kind(
                "duplicate", STEP, "headline again", 0.95, "The headline stands twice."
            )
        if passage.in_body:
            seen.add(key)
    return document.with_passages(passages)
