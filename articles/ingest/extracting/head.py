"""What stands over the text: section, headline, standfirst, byline, date, caption, in whatever order.

The head reaches down to the last line that is a byline or a date before the second paragraph of running text.
"""

import re
from dataclasses import dataclass, field

from .. import captions, dates, line_kinds, zones
from ..document import Document, Passage
from ..features import ends_sentence, fold, is_cjk, is_prose, opens_quoted, word_count
from ..lexicon import Lexicon, lexicon
from ..names import is_name, is_paper
from ..story import Person
from . import bare_names, bylines, credited, date_lines, roles, sections

STEP = "head"
WINDOW = 20
HEADLINE_WORDS, STANDFIRST_WORDS, SUBHEAD_WORDS = 30, 70, 5
AFTER_HEAD = 3  # unfinished lines between byline and text that may still be titles
_PAIR = re.compile(r"\w+(?: \w+)?\s*[|·]\s*\w+(?: \w+)?")  # `MERIDIA | Valdepinos`: an agency, a place
PROSE_LIMIT = 75  # words: a standfirst is shorter than a paragraph


@dataclass
class _Head:
    """The lines over the text by what they are; `end` is the index where the text begins."""

    end: int = 0
    kinds: dict[int, str] = field(default_factory=dict)
    credits: dict[int, bylines.Byline] = field(default_factory=dict)
    dates: dict[int, date_lines.DateLine] = field(default_factory=dict)


def apply(document: Document) -> Document:
    """Moves the lines of the head into fields and removed spans, and states what they say."""
    lex = lexicon(document.language)
    document = sections.led(document, lex)
    head = _survey(document, lex)
    _bare_names(document, head, lex)
    passages = list(document.passages)
    for i, kind in head.kinds.items():
        passages[i] = _settled(passages[i], kind)
    document = _state(document.with_passages(passages), head, lex)
    return _titles(document, head, lex)


def _survey(document: Document, lex: Lexicon) -> _Head:
    head = _Head()
    prose = signed = titles = 0
    stopped = False
    for i, passage in enumerate(document.passages[:WINDOW]):
        if not passage.in_body:
            if not prose:
                head.end = i + 1
            continue
        kind = _kind(document, i, head, lex)
        if kind in ("byline", "date") or (kind == "caption" and prose == 0):
            if stopped:
                break
            head.kinds[i], head.end = kind, i + 1
            signed += kind != "caption" and titles > 0
        elif kind == "caption" and prose == 1 and signed and not document.passages[i - 1].in_body:
            head.kinds[i] = kind
        elif is_prose(passage.text):
            prose, titles = prose + 1, titles + 1
            stopped = stopped or bool(signed)
            if prose > 1 or word_count(passage.text) > PROSE_LIMIT:
                break
        else:
            titles += 1
    for i in [i for i in head.kinds if i >= head.end and head.kinds[i] != "caption"]:
        del head.kinds[i]
    if not prose and not head.kinds:
        head.end = max(head.end, 0)
    return head


def _kind(document: Document, index: int, head: _Head, lex: Lexicon) -> str:
    text = document.passages[index].text
    if opens_quoted(text) or document.passages[index].fate != "p":
        return ""
    line = date_lines.parse(text.lstrip("|•·– -"), lex)
    byline = bylines.parse(text, lex)
    byline = bare_names.placed(byline, document.passages) if byline else None
    rolled = byline and byline.rolled and bool(re.search(r"[,|/]", text))
    dated = byline and byline.dated and not _speaks_of_time(byline, lex)
    if byline and (byline.marked or byline.agency or rolled or dated or (line and line.rest)):
        _note_date(head, index, text, line, lex)
        single = line and line.rest and len(byline.people) == 1 and not byline.marked and not byline.rolled
        signed = any(credit.people for credit in head.credits.values())
        if not single or (not signed and bare_names.before_date(text, byline, document, lex)):
            head.credits[index] = byline
            return "byline"
    if line:
        head.dates[index] = line
        return "date"
    return "caption" if captions.is_caption(text, lex) else ""


def _speaks_of_time(byline: bylines.Byline, lex: Lexicon) -> bool:
    """Whether the supposed name is a label such as `Published`."""
    labels = lex.singles("date", "published") | lex.singles("date", "updated") | lex.singles("date", "noise")
    return any(token in labels for p in byline.people for token in fold(p.name).split())


def _note_date(head: _Head, index: int, text: str, line: date_lines.DateLine | None, lex: Lexicon) -> None:
    """The date in a byline (`X | The Review | June 3, 2024`)."""
    found = dates.find(text, lex.language)
    if line and line.published:
        head.dates[index] = line
    elif found:
        head.dates[index] = date_lines.said(text, found, lex)


def _bare_names(document: Document, head: _Head, lex: Lexicon) -> None:
    """A name on a line of its own is a byline beside a date or a credit, or where nothing else explains it."""
    named = any(byline.people for byline in head.credits.values())
    place = -1  # index of the line that says where the writer is
    first, last = zones.running(document)
    for i in range(min(max(head.end + 1, 3, first if last >= 0 else 0), WINDOW, len(document))):
        text = document.passages[i].text
        if i in head.kinds or not document.passages[i].in_body or named:
            continue
        if i == place or (_PAIR.fullmatch(text) and head.kinds.get(i + 1) == "date"):
            head.kinds[i] = "byline"
            continue
        if i == 0:
            continue  # a name over everything is a headline
        byline = _beside(document, head, i, lex) or bare_names.over_text(document, i, lex)
        if byline:
            head.kinds[i], head.credits[i] = "byline", byline
            head.end = max(head.end, i + 1)
            place = i + 1 if _is_place(document, head, i + 1, lex) else -1
        elif any(head.kinds.get(j) == "byline" for j in (i - 1, i + 1)) and roles.is_role(text, lex):
            head.kinds[i] = "byline"


def _beside(document: Document, head: _Head, index: int, lex: Lexicon) -> bylines.Byline | None:
    """The names in a line beside a date or another credit; a bio that begins with the name is as good."""
    text = document.passages[index].text
    byline = bylines.parse(text, lex)
    if not byline or not byline.people or word_count(text) > 8:
        return None
    beside = any(head.kinds.get(j) in ("date", "byline") for j in (index - 1, index + 1))
    beside = beside or (is_name(text, lex, 2) and _is_place(document, head, index + 1, lex))
    if beside and head.end > 1:
        return bare_names.placed(byline, document.passages)
    if not is_name(text, lex, 2) or any(p.in_body and is_prose(p.text) for p in document.passages[:index]):
        return None
    bio = any(p.text.startswith(text) and len(p.text) > len(text) for p in document.passages[-12:])
    return byline if bio else None


def _is_place(document: Document, head: _Head, index: int, lex: Lexicon) -> bool:
    """`Anna Rossi`, `Rome`, the date: where the writer is. What may be a person as well is a place the text names."""
    if head.kinds.get(index + 1) != "date" or not document.passages[index].in_body:
        return False
    text = document.passages[index].text
    if not text[:1].isupper() or ends_sentence(text) or word_count(text) > 5:
        return False
    if word_count(text) <= 3 and not is_name(text, lex, 2):
        return True
    return any(text in p.text for p in document.passages[index + 2 :] if p.in_body and is_prose(p.text))


def _settled(passage: Passage, kind: str) -> Passage:
    reasons = {
        "byline": "Names who wrote the piece.",
        "date": "Says when the piece appeared.",
        "caption": "Caption of a picture that is not here.",
    }
    return passage.as_kind(kind, STEP, f"{kind} over the text", 0.93, reasons[kind])


def _state(document: Document, head: _Head, lex: Lexicon) -> Document:
    people: list[Person] = []
    for _i, byline in sorted(head.credits.items()):
        people += [p for p in byline.people if p.name not in {q.name for q in people}]
        document = document.hinting(**byline.hints())
        if byline.starred:
            document = document.hinting(starred="yes")
    lines = [line for _i, line in sorted(head.dates.items()) if line.published and line.sure]
    published = [line.published for line in lines if not line.updated]
    document = document.hinting(updated_date=str(lines[0].published)) if lines else document
    for i, line in head.dates.items():
        if line.rest and i not in head.credits:
            key = "date_publication" if credited.names_paper(line.rest, lex) else "byline_left"
            document = document.hinting(**{key: document.hints.get(key) or " ".join(line.rest.split())})
        document = document if line.sure else document.hinting(unsure_date=str(line.published))
    return document.stating(authors=tuple(people), published=published[0] if published else None)


def _titles(document: Document, head: _Head, lex: Lexicon) -> Document:
    """Headline, standfirst and kicker among the lines of the head that nothing else explains."""
    passages = list(document.passages)
    free = [i for i in range(min(_text_starts(document, head), len(passages))) if _is_free(passages, i)]
    if document.facts.headline:
        return _declared(document, free)
    for i in [i for i in free if is_paper(passages[i].text) and len(free) > 1]:
        passages[i] = passages[i].as_kind(
            "other", STEP, "site's name", 0.8, "The site's name over the piece."
        )
        document, free = document.hinting(site=passages[i].text), [j for j in free if j != i]
    if free and _is_kicker(passages, free, lex):
        passages[free[0]] = passages[free[0]].as_kind(
            "field:kicker", STEP, "short line over the headline", 0.7
        )
        document, free = document.stating(kicker=passages[free[0]].text), free[1:]
    headline = next((i for i in free if not sections.names(passages[i].text, lex)), -1)
    if headline < 0 or not _is_headline(passages[headline].text, bool(head.kinds), len(free) > 1):
        return document.with_passages(passages)
    free.remove(headline)
    passages[headline] = passages[headline].as_kind("field:headline", STEP, "first line of the head", 0.9)
    document = document.stating(headline=" ".join(passages[headline].text.split()))
    stand = next((i for i in free if _is_standfirst(passages, i, headline, head)), None)
    if stand is not None:
        passages[stand] = passages[stand].as_kind("field:standfirst", STEP, "line under the headline", 0.85)
        document = document.stating(standfirst=" ".join(passages[stand].text.split()))
        free.remove(stand)
    for i in sections.labels(passages, [i for i in free if i < head.end], lex):
        reason = "A section or a label."
        passages[i] = passages[i].as_kind("navigation", STEP, "label over the text", 0.7, reason)
    return document.with_passages(passages)


def _is_free(passages: list[Passage], index: int) -> bool:
    """Whether nothing explains the line yet; Markdown's first heading is a title like any other."""
    passage = passages[index]
    if passage.fate == "h2":
        return not any(p.in_body for p in passages[:index])
    return passage.in_body and passage.fate == "p" and not line_kinds.bullet(passage.text)


def _text_starts(document: Document, head: _Head) -> int:
    """Index of the first passage of the text: after the head, the unfinished lines that follow it are titles too."""
    first, last = zones.running(document)
    if last < 0:
        return head.end
    if head.end:
        start = head.end
        while (
            start < first
            and not ends_sentence(document.passages[start].text)
            and start - head.end < AFTER_HEAD
        ):
            start += 1
        return start
    start = 0
    while start < min(first, 3) and (start == 0 or not ends_sentence(document.passages[start].text)):
        start += 1
    return start


def _declared(document: Document, free: list[int]) -> Document:
    """The headline is declared: a copy of it over the text is a duplicate."""
    passages = list(document.passages)
    for i in free:
        for fact in (document.facts.headline, document.facts.standfirst):
            if fact and fold(passages[i].text) == fold(fact):
                passages[i] = passages[i].as_kind("duplicate", STEP, "repeats a declared field", 0.97)
    return document.with_passages(passages)


def _is_kicker(passages: list[Passage], free: list[int], lex: Lexicon) -> bool:
    """Whether a short line over the headline is no part of it: capitals, words of sections, `Sport: rowing`."""
    text = passages[free[0]].text
    if len(free) < 2 or ends_sentence(text) or word_count(passages[free[1]].text) < 4 or word_count(text) > 3:
        return False
    labels, small = lex.singles("row", "navigation"), lex.words("glue", "small")
    named = all(token in labels or token in small for token in fold(text).split())
    return named or text.isupper() or ":" in text[1:-1]


def _is_headline(text: str, credited: bool, others: bool) -> bool:
    if not any(c.isalpha() for c in text) or _PAIR.fullmatch(text.strip()):
        return False
    if word_count(text) > HEADLINE_WORDS or (is_prose(text) and not credited):
        return False
    if text.rstrip().endswith((".", "。")) and not text.rstrip().endswith(("...", "…")):
        return credited or (others and word_count(text) <= 15)
    return not text.rstrip().endswith((":", ",", ";")) and not line_kinds.bullet(text)


def _is_standfirst(passages: list[Passage], index: int, headline: int, head: _Head) -> bool:
    text = passages[index].text
    above = [i for i, kind in head.kinds.items() if kind in ("byline", "date") and i > headline]
    if above and max(above) < index and ends_sentence(text):
        return False  # the first paragraph, however short
    if word_count(text) > STANDFIRST_WORDS or (
        opens_quoted(text) and ends_sentence(text) and index >= head.end
    ):
        return False
    if word_count(text) < 4 and not is_cjk(text):
        return False  # a section, a paper, a label
    return index < head.end or word_count(text) > SUBHEAD_WORDS
