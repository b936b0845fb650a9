"""Lines over the text that name a section or a format and nothing else: `Reviews`, `Sport / Football`."""

import re

from ..document import Document, Passage
from ..features import ends_sentence, fold, is_cjk, word_count
from ..lexicon import Lexicon

STEP = "head"
WINDOW, MOST = 20, 3  # passages looked at; lines over the headline that may name sections
LONGEST, LONGEST_PART, MOST_PARTS = 14, 3, 6  # words, words, steps of a trail
GLUED, LONGEST_LABEL = 3, 12  # names in a row of them without spaces; letters of one
LABEL, LISTED = 3, 3  # words of a label; so many lines are a list
_STEP = re.compile(r"\s*[/>›»|·•＞／｜]\s*|\s+[–—-]\s+")
_STROKES = re.compile(r"[>›»＞/|／｜]")  # dots and dashes part other things, too
_SEAM = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])")  # `KulturMusik`


def is_section(text: str, lex: Lexicon) -> bool:
    """Whether the line says where on a site or in what form the piece stands, and nothing of the piece."""
    if word_count(text) > LONGEST or ends_sentence(text):
        return False
    here = lex.phrases("section", "here").opening(fold(text))
    if here and (":" in text or "：" in text or _STEP.search(text)):
        return True
    parts = [part for part in _STEP.split(text.strip()) if part.strip()]
    if len(parts) > 1:
        return _is_trail(parts, bool(_STROKES.search(text)), lex)
    return bool(parts) and (names(text, lex) or _is_glued(text.strip(), lex))


def names(text: str, lex: Lexicon) -> bool:
    """Whether the words are a section's or a format's name (`Culture`, `Long read`)."""
    folded = fold(text)
    if folded in lex.words("section", "formats") | lex.words("section", "names"):
        return True
    if is_cjk(text):
        return folded in lex.words("row", "navigation")
    tokens = [token for token in folded.split() if token not in lex.words("glue", "small")]
    known = lex.singles("row", "navigation") | lex.words("section", "names")
    return 0 < len(tokens) <= LONGEST_PART and known.issuperset(tokens)


def _is_trail(parts: list[str], strokes: bool, lex: Lexicon) -> bool:
    """A trail of short steps; strokes and arrows lead from a section we know to any other (`Sport / Tallow Bay`)."""
    if len(parts) > MOST_PARTS or any(word_count(part) > LONGEST_PART for part in parts):
        return False
    known = [names(part, lex) for part in parts]
    return all(known) or (known[0] and strokes)


def _is_glued(text: str, lex: Lexicon) -> bool:
    """`KulturMusikKonzertkritik`: sections whose links stood side by side. Without capitals the words must tell."""
    if not any(c.isupper() or c.islower() for c in text):
        return _pieces(fold(text).replace(" ", ""), lex) >= GLUED
    parts = _SEAM.split(text) if " " not in text else []
    known = sum(names(part, lex) for part in parts)
    return len(parts) > 1 and names(parts[0], lex) and 2 * known >= len(parts)


def _pieces(letters: str, lex: Lexicon) -> int:
    """Into how many names of sections the letters come apart, the longest first; 0 if something is left."""
    labels = lex.words("row", "navigation") | lex.words("section", "names") | lex.words("section", "formats")
    known = {label.replace(" ", "") for label in labels}
    at = count = 0
    while at < len(letters):
        size = next((n for n in range(LONGEST_LABEL, 1, -1) if letters[at : at + n] in known), 0)
        if not size:
            return 0
        at, count = at + size, count + 1
    return count


def led(document: Document, lex: Lexicon) -> Document:
    """Marks the sections and formats over everything else; the last of them is the kicker.

    A piece whose headline is declared keeps its lines: one of them may be the text's own.
    """
    passages = list(document.passages)
    found: list[int] = []
    for i in [i for i, p in enumerate(passages[:WINDOW]) if p.in_body][:MOST]:
        if passages[i].fate != "p" or not is_section(passages[i].text, lex):
            break
        found.append(i)
    if not found or document.facts.headline:
        return document
    for i in found[:-1]:
        passages[i] = passages[i].as_kind("navigation", STEP, "section", 0.8, "A section or a label.")
    kicker = found[-1]
    passages[kicker] = passages[kicker].as_kind("field:kicker", STEP, "section over the headline", 0.8)
    return document.with_passages(passages).stating(kicker=passages[kicker].text)


def labels(passages: list[Passage], free: list[int], lex: Lexicon) -> list[int]:
    """Which of the lines left over in the head are labels. Several of one word, most of which name no
    section, are a list of the piece: `Soup`, `Bread`, `Eel`."""
    found = [i for i in free if word_count(passages[i].text) <= LABEL and not ends_sentence(passages[i].text)]
    known = sum(is_section(passages[i].text, lex) for i in found)
    single = all(word_count(passages[i].text) == 1 for i in found)
    listed = single and len(found) >= LISTED and known * 2 < len(found)
    return [] if listed else found
