"""`Headline - Site`: the title of the page over the piece, cut in two; the headline repeated below is a duplicate."""

import re

from .. import captions, line_kinds, zones
from ..document import Document, Passage
from ..features import ends_sentence, fold, word_count
from ..lexicon import Lexicon, lexicon
from ..names import PAPER, PARTICLES, is_paper
from . import bare_names, bylines, date_lines, sections

STEP = "title"
WINDOW, TITLES = 8, 5
LEAST_TITLE = 4  # words before a site's name that nothing else proves to be one
HEAD, SHORT, TAIL = 12, 20, 4000  # passages, words of a line, characters at the end
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+\.(?:[a-z]{2,4}|info|news|media)(?:\.[a-z]{2})?$", re.I)
LONGEST = 6  # words of a site's name
LONGEST_TITLE = 400  # characters
SHORTEST_STEM = 8  # characters of a title that was cut short
SMALL, ALIKE, SHARED = 3, 3, 0.6  # letters of words that tell nothing; words that two titles have, and share
ARTICLES = frozenset({"the", "le", "la", "les", "el", "il", "der", "die", "das", "o", "a"})
TWICE = "The title of the page; the headline stands below."
# The spaces in front from their first one on, lest a long row of them is gone through again and again.
_SEAM = re.compile(r"(?<!\s)\s+(?:[|–—·•»-]|::|｜)\s+|(?<!\s)\s*[|｜]\s*|(?<!\s)\s*：\s*|: (?=\S)")


def apply(document: Document) -> Document:
    """Cuts the site's name off titles in the first lines and removes repeated headlines there."""
    passages = list(document.passages)
    first, last = zones.running(document)
    end = min(WINDOW, len(passages), first if last >= 0 else WINDOW)
    lex = lexicon(document.language)
    titles = [i for i in range(end) if passages[i].in_body and _may_be_title(passages[i].text)]
    titles = [i for i in titles if not _leads(passages[i].text, lex)][:TITLES]
    for i in titles:
        if _says_else(passages[i].text, lex) or (i != titles[0] and bare_names.parsed(passages[i].text, lex)):
            break
        parts = _split(passages[i], passages[:end], _elsewhere(document, i), lex)
        if parts:
            title, name = parts
            document = document if _is_cut_short(name) else document.hinting(site=name)
            passages[i : i + 1] = _cut(passages[i], title, name)
            end += 1
        if _printed_below(passages[: end + 1], i, cut=bool(parts)):
            passages[i] = passages[i].as_kind("duplicate", STEP, "title of the page", 0.9, TWICE)
            break
        if parts:
            break
    return _without_copies(document.with_passages(passages), end)


def _elsewhere(document: Document, index: int) -> str:
    """What the piece says in short lines over the text and at its end, folded: a site names itself there again."""
    head = [p.text for i, p in enumerate(document.passages[:HEAD]) if i not in (0, index)]
    below = document.text[document.passages[index].end :][-TAIL:]
    return fold(" ".join([below, *(text for text in head if word_count(text) < SHORT)]))


def _leads(text: str, lex: Lexicon) -> bool:
    """Whether the line only leads to the piece: a menu, a section."""
    return line_kinds.is_menu(text, lex) or sections.is_section(text, lex)


def _is_cut_short(text: str) -> bool:
    return text.rstrip().endswith(("…", "..."))


def _printed_below(head: list[Passage], at: int, cut: bool) -> bool:
    """Whether the headline follows a title that was cut short (`The pier that …`), or made of its words for the page.

    `cut`: a site's name was cut off, so it is the page's title for sure. Copies to the letter are `_without_copies`'s.
    """
    title = head[at].text
    stem = fold(title)
    for passage in head[at + 1 :]:
        below = fold(passage.text)
        if not passage.in_body or len(passage.text) > LONGEST_TITLE or below == stem:
            continue
        if _is_cut_short(title) and len(stem) >= SHORTEST_STEM and below.startswith(stem):
            return True
        if cut and not ends_sentence(passage.text) and _retold(stem, below):
            return True
    return False


def _retold(title: str, below: str) -> bool:
    """Whether two headlines are made of the same words, and no standfirst takes one of them up."""
    one, other = ({word for word in text.split() if len(word) > SMALL} for text in (title, below))
    least, most = sorted((len(one), len(other)))
    return least >= ALIKE and 2 * least > most and len(one & other) >= SHARED * least


def _may_be_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and word_count(text) <= 30


def _split(passage: Passage, head: list[Passage], everything: str, lex: Lexicon) -> list[str]:
    """[title, site's name] if the line is both; the name may also stand first."""
    text = passage.text
    for seam in reversed(list(_SEAM.finditer(text))):
        title, name = text[: seam.start()].strip(), text[seam.end() :].strip()
        if _is_site(name, title, seam.group(), head, everything):
            return [_without_section(title, lex), name]
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


def _without_section(title: str, lex: Lexicon) -> str:
    """`The pier is back | Local news`, before the site's name: the headline alone."""
    for seam in reversed(list(_SEAM.finditer(title))):
        if seam.group().strip() == ":" or not sections.names(title[seam.end() :], lex):
            break
        title = title[: seam.start()].strip()
    return title


def _is_site(name: str, title: str, seam: str, head: list[Passage], everything: str) -> bool:
    if (
        not name
        or not 0 < word_count(name) <= LONGEST
        or len(name) > 60
        or word_count(title) < 2
        or (ends_sentence(name) and not _is_cut_short(name))
    ):
        return False
    if any(c.isdigit() for c in name) or (name[0].islower() and name[0].isascii() and "." not in name):
        return False
    key = fold(name)
    if any(fold(p.text) == fold(title) for p in head):
        return True
    if _is_cut_short(name):
        return False
    known = bool(key) and key in everything
    if ":" in seam or "：" in seam:
        return is_paper(name)
    if known or (" " in _unarticled(key) and _unarticled(key) in everything):
        return True
    if word_count(title) >= LEAST_TITLE and _is_titled(name):
        return True
    bar = seam.strip() in ("|", "｜", "»")
    return bar or (seam.strip() in ("-", "–", "—", "·") and bool(PAPER.search(key)))


def _is_titled(name: str) -> bool:
    """Whether two words or more, all with capitals but the small ones, may be a site's name: `El Faro de Mar`."""
    words = name.split()
    titled = all(word[0].isupper() or word.lower() in (*PARTICLES, "of", "the", "and") for word in words)
    return len(words) > 1 and titled and words[-1][0].isupper()


def _unarticled(key: str) -> str:
    first, _space, rest = key.partition(" ")
    return rest if first in ARTICLES else key


def _says_else(text: str, lex: Lexicon) -> bool:
    """Whether the line is a byline, a date or a caption: such lines have separators of their own."""
    byline = bylines.parse(text, lex)
    credited = byline and (byline.marked or byline.agency or byline.dated or byline.rolled)
    return bool(credited or date_lines.parse(text, lex) or captions.is_caption(text, lex))


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
