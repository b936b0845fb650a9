"""Pages saved from the web: the article found in them, all their other words in the ledger.

The text of the document is the whole page, a line a block. Lines of the article are open for the cleaning that
follows, as lines of plain text are; all others are removed here, with the place they stand in as the reason.
"""

import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import replace
from html import escape, unescape
from itertools import islice

from ...errors import ReadingError
from ..document import Document, Passage
from ..features import fold, is_prose, word_count
from ..story import Facts, Options, Picture, SourceFile
from . import html_facts, html_furniture, html_links, html_page, html_paywall
from .decoding import BOMS
from .html_blocks import Line, laid_out, lines
from .html_charset import decode_page
from .html_main import main_lines
from .html_tree import address, parse

name = "html"
media_type = "text/html"
suffixes = (".html", ".htm", ".xhtml", ".shtml")
_OPENING = re.compile(
    # Atomic: exports begin with dozens of comments, and nothing is gained by dividing them otherwise.
    r"\s*(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*)*+(?:<!doctype\s+html|<html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_TAGS = re.compile(r"<(?:head|body|title|meta|p|div)[\s>/]", re.IGNORECASE)
MAX_ELEMENTS = 15_000  # a long page has some 5,000
STANDFIRST = (8, 80)  # words
LEADS = frozenset({  # classes
    "lead", "lede", "standfirst", "dek", "deck", "intro", "subtitle", "chapo", "chapeau", "entradilla", "vorspann",
})  # fmt: skip
LEAST_LEAD = 4  # words
_TITLES = ("h2", "p", "navigation", "other")  # what a headline may be taken for


def accepts(source: SourceFile) -> bool:
    """A whole page, whatever it is called; or what is called a page."""
    return is_page(source.data) or source.name.lower().endswith(suffixes)


def is_page(data: bytes) -> bool:
    """Whether it begins as pages do and has a page's tags: a text may begin with `<`, too."""
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), "latin-1")
    head = data[:20_000].decode(encoding, "ignore").lstrip("\ufeffï»¿")
    return bool(_OPENING.match(head)) and bool(_TAGS.search(head))


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """One document. Raises ReadingError if the page has no words, or is nested too deeply."""
    text, encoding = decode_page(source, options.encoding)
    tree = parse(text, source.name)
    if sum(1 for _ in islice(tree.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        raise ReadingError(
            source.name,
            f"has more than {MAX_ELEMENTS:,} tags.",
            "Save the article without what surrounds it.",
        )
    page = html_page.page(tree, text)
    facts, guess = html_facts.facts(page)
    found = list(lines(tree, page.base, source.name))
    if not found:
        raise ReadingError(
            source.name, "is empty: a page without a word.", "Save it again, with its text, from a browser."
        )
    paid = html_paywall.declared(page)
    article = main_lines(tree, found)
    kept = _kept(found, article)
    laid = laid_out([line for line, _ in kept])
    passages = [
        passage if inside else _removed(passage, line)
        for passage, (line, inside) in zip(laid.passages, kept, strict=True)
    ]
    facts, passages = _stated(page, facts, html_links.removed(facts.headline, passages, laid.marks))
    if not facts.standfirst:
        facts, passages = _led(facts, passages, [line for line, _ in kept])
    document = Document(
        source.name, laid.text, tuple(passages), facts, encoding=encoding, media_type=media_type
    )
    blocks = _beside(laid.blocks, source.images, page.base)
    document = replace(document, marks=laid.marks, blocks=blocks)
    document = document.noting(*html_paywall.findings(page, paid, passages))
    return (document.hinting(guessed_date=guess.isoformat()[:10]) if guess else document,)


def _beside(blocks: dict[int, str], images: Iterable[Picture], base: str) -> dict[int, str]:
    """Pictures that came with the page keep the names that they have there, by which they are put in their places."""
    named = {address(image.name, base): image.name for image in images}
    named.pop("", None)

    def said(match: re.Match[str]) -> str:
        name = named.get(unescape(match[1]))
        return match[0] if name is None else f'src="{escape(name)}"'

    return {at: _SOURCE.sub(said, html) for at, html in blocks.items()} if named else blocks


def _kept(found: list[Line], article: frozenset[int]) -> list[tuple[Line, bool]]:
    """The lines with words, and whether they belong to the article; pictures and rules only inside of it.

    A picture stands in the article if its neighbours with words do, or if the article begins below it.
    """
    worded = [n for n, line in enumerate(found) if not _is_wordless(line)]
    kept = []
    for number, line in enumerate(found):
        inside = number in article
        if _is_wordless(line) and article:
            at = bisect(worded, number)
            after = at < len(worded) and worded[at] in article
            inside = inside or (after and (worded[at] == min(article) or worded[at - 1] in article))
        if inside or not _is_wordless(line) or "<figcaption>" in line.html:
            kept.append((line, inside))
    return kept


def _is_wordless(line: Line) -> bool:
    return line.kind == "hr" or (line.kind == "raw" and "<img" in line.html)


def _removed(passage: Passage, line: Line) -> Passage:
    kind, sure, reason = html_furniture.kind_of(line)
    return passage.as_kind(kind, "reading", html_furniture.RULE, sure, reason)


def _stated(page: html_page.Page, facts: Facts, passages: list[Passage]) -> tuple[Facts, list[Passage]]:
    """The lines that say what the page declares: they are its headline and standfirst, not its text."""
    described = page.meta("og:description", "description", "twitter:description")
    for index, passage in enumerate(passages):
        if passage.fate in _TITLES and fold(facts.headline) == fold(passage.text) != "":
            passages[index] = _field(passage, "headline")
            break
    for index, passage in enumerate(passages if fold(described) != fold(facts.headline) else ()):
        if not passage.in_body and fold(described) == fold(passage.text) and _is_standfirst(passage.text):
            passages[index] = _field(passage, "standfirst")
            return replace(facts, standfirst=passage.text), passages
    return facts, passages


def _led(facts: Facts, passages: list[Passage], found: list[Line]) -> tuple[Facts, list[Passage]]:
    """The line between the headline and the text that is marked as the standfirst (`<p class="lead">`)."""
    headed = next(
        (n for n, passage in enumerate(passages) if passage.fate == "field:headline"), len(passages)
    )
    for index in range(headed + 1, len(passages)):
        passage, classes = passages[index], set((found[index].element.get("class") or "").lower().split())
        if LEADS & classes and passage.fate in ("p", "h2", "h3") and word_count(passage.text) >= LEAST_LEAD:
            if word_count(passage.text) > STANDFIRST[1] or not any(
                p.fate == "p" for p in passages[index + 1 :]
            ):
                break
            passages[index] = passage.as_kind("field:standfirst", "reading", "marked standfirst", 0.95)
            return replace(facts, standfirst=passage.text), passages
        if passage.in_body and is_prose(passage.text):
            break
    return facts, passages


def _is_standfirst(text: str) -> bool:
    return STANDFIRST[0] <= word_count(text) <= STANDFIRST[1]


def _field(passage: Passage, field: str) -> Passage:
    return passage.as_kind(f"field:{field}", "reading", f"declared {field}", 1.0, "The page declares it.")
