"""The place (and date, and agency) that opens a news report: `GENEVA, 3 May (Agency) — The …`."""

import re

from .. import dates, zones
from ..document import Document
from ..features import fold, word_count
from ..lexicon import lexicon
from ..names import is_name, tidy
from ..story import Person
from . import bylines, credited

STEP = "dateline"
_DASH = r"\s*(?:[.]?\s*[—–]|\.?\s+-{1,2}|:)\s+"
_UPPER = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ'’.-]*"
_PLACE = rf"{_UPPER}(?:[ /-]{_UPPER}){{0,4}}"
_TITLE = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]+(?:[ /-][^\W\d_a-zß-öø-ÿ][\w'’.-]+){0,3}"
_AGENCY = r"\s*[(（](?P<agency>[^()（）]{2,40})[)）]"
_REST = r"(?P<rest>,\s?[^—–()]{2,40}?)?"
_FORMS = (
    re.compile(rf"(?P<place>{_PLACE}){_REST}{_AGENCY}(?:{_DASH}|\s*[.,]\s+|\s+)"),
    re.compile(rf"(?P<place>{_PLACE}){_REST}\s*(?:[—–]|\s-{{1,2}}|:)\s+"),
    re.compile(rf"(?P<place>{_TITLE}){_REST}{_AGENCY}(?:{_DASH}|\s*\.\s*[—–-]?\s+|\s*[—–-]\s+)"),
    re.compile(rf"(?P<place>{_TITLE}){_REST}\s*\.?\s?[—–]\s+"),
    re.compile(rf"(?P<place>{_PLACE}){_REST}\s?\.\s?(?:-{{1,2}}|[—–])\s+"),  # `MADRID.- `
)
# `【ソウル=山田太郎】`: where the writer is, and who
_EAST = re.compile(r"【(?P<place>[^【】=＝\s]{1,12})[=＝](?P<name>[^【】=＝\d]{2,10})】\s*")
_OFFICE = re.compile(r"(?:本社|支社|支局|総局|編集部|取材班)$")
_SPEAKER = re.compile(rf"{_PLACE}:\s")
LONGEST = 70  # characters
WINDOW, MOST_PLACE = 20, 3  # passages over the text; words of a place that stands alone


def apply(document: Document) -> Document:
    """Cuts the dateline off the first paragraph of the text and states it, the agency and a full date."""
    first, last = zones.running(document)
    if last < 0:
        return document
    passage = document.passages[first]
    if east := _EAST.match(passage.text):
        return _eastern(document, first, east)
    match = next((m for form in _FORMS if (m := form.match(passage.text))), None)
    if not match or match.end() > LONGEST or not _is_place(match, document):
        return document
    dateline, rest = passage.cut(match.end())
    if word_count(rest.text) < 5 or not (
        rest.text[0].isupper() or not rest.text[0].isalpha() or not rest.text[0].islower()
    ):
        return document
    passages = list(document.passages)
    passages[first : first + 1] = [
        dateline.as_kind("field:dateline", STEP, "place before the text", 0.9),
        rest,
    ]
    return _stated(document.with_passages(passages), match, dateline.text)


def _eastern(document: Document, index: int, match: re.Match[str]) -> Document:
    """Cuts off a Japanese dateline; whom it names is the author of a piece that no line signs, or an agency."""
    dateline, rest = document.passages[index].cut(match.end())
    if not rest.text:
        return document
    passages = list(document.passages)
    kept = dateline.as_kind("field:dateline", STEP, "place and writer before the text", 0.9)
    passages[index : index + 1] = [kept, rest]
    document = document.with_passages(passages).stating(dateline=match["place"])
    lex, name = lexicon(document.language), match["name"]
    if credited.agency(name, lex):
        return document.hinting(agency=name)
    signed = document.facts.authors or _OFFICE.search(name) or not is_name(name, lex)
    return document if signed else document.stating(authors=(Person(tidy(name)),))


def alone(document: Document) -> Document:
    """States a dateline on a line of its own over the text (`PORT MERROW —`), which looks like a name otherwise."""
    first, last = zones.running(document)
    passages = list(document.passages)
    for i in range(1, min(first, WINDOW) if last >= 0 else 0):
        text = passages[i].text.strip()
        if not passages[i].in_body or passages[i].fate != "p" or not text.endswith(("—", "–", "-")):
            continue
        match = next((m for form in _FORMS[:2] if (m := form.fullmatch(f"{text} "))), None)
        if match and word_count(match["place"]) <= MOST_PLACE and _is_place(match, document):
            passages[i] = passages[i].as_kind("field:dateline", STEP, "place over the text", 0.9)
            return _stated(document.with_passages(passages), match, text)
    return document


def _stated(document: Document, match: re.Match[str], text: str) -> Document:
    lex = lexicon(document.language)
    agency = (match.groupdict().get("agency") or "").strip()
    document = document.stating(dateline=re.sub(r"[\s—–:.-]+$", "", text)[:120])
    found = dates.find(match["rest"] or "", lex.language)
    document = document.hinting(dateline_date=str(found[0].when)) if found and found[0].sure else document
    return document.hinting(agency=agency) if agency and bylines.parse(agency, lex) is None else document


def _is_place(match: re.Match[str], document: Document) -> bool:
    """Not a speaker in an interview (`ANNA: I was …`) nor a sentence that begins with two names and a dash."""
    place = match["place"]
    if fold(place) in lexicon(document.language).words("dateline", "labels"):
        return False  # `Note. — The …`
    colon = match.group().rstrip().endswith(":")
    if colon:
        speakers = sum(bool(_SPEAKER.match(p.text)) for p in document.body)
        return place.isupper() and len(place) > 3 and word_count(place) <= 3 and speakers == 1
    return len(place) > 2
