"""` date 2023-10-01 ` before the text is the mark of a scraper; a run of menu words may be glued behind it."""

import re
from datetime import date

from ..document import Document, Passage
from ..features import fold
from ..lexicon import lexicon

_PREFIX = re.compile(r"date\s+(\d{4})-(\d\d)(?:-(\d\d))?(?=\s|$)")
_SEAM = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")  # HomeMarketsCompanies
MENU_SEAMS = 3
STEP = "prefix"


def apply(document: Document) -> Document:
    """Takes the prefix off the first passage and a glued menu off any of the first few."""
    passages = list(document.passages)
    first = next((i for i, p in enumerate(passages) if p.in_body), None)
    if first is None:
        return document
    match = _PREFIX.match(passages[first].text)
    if match:
        mark, rest = passages[first].cut(match.end())
        mark = mark.as_kind("date", STEP, "scraper's date", 0.98, "A scraper wrote the date before the text.")
        passages[first : first + 1] = [mark, rest] if rest.start < rest.end else [mark]
        document = document.hinting(**_hint(match))
    passages = [piece for i, p in enumerate(passages) for piece in (_menu(document, p) if i < 8 else [p])]
    return document.with_passages(passages)


def _hint(match: re.Match[str]) -> dict[str, str]:
    year, month, day = match.groups()
    if not day:
        return {"month": match.group(0).split()[-1]}
    try:
        return {"scraped_date": date(int(year), int(month), int(day)).isoformat()}
    except ValueError:
        return {}


def _menu(document: Document, passage: Passage) -> list[Passage]:
    """The passage without the menu run glued together at its beginning."""
    if not passage.in_body or len(_SEAM.findall(passage.text[:300])) < MENU_SEAMS:
        return [passage]
    menu = lexicon(document.language).words("row", "navigation")
    end = 0
    for word in re.finditer(r"\S+", passage.text):
        glued = len(_SEAM.findall(word.group()))
        if glued or (end and fold(word.group()) in menu) or (not end and fold(word.group()) in menu):
            end = word.end()
        else:
            break
    run = passage.text[:end]
    if len(_SEAM.findall(run)) < MENU_SEAMS or re.search(r"[.!?]", run):
        return [passage]
    head, rest = passage.cut(end)
    head = head.as_kind("navigation", STEP, "glued menu", 0.95, "Menu words of the site, glued together.")
    return [head, rest] if rest.start < rest.end else [head]
