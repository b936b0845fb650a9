"""Read, clean, extract: from the bytes of a file to stories. No Django, no clock, no network."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from . import language, ledger, reading, rendering, zones
from .cleaning import blocks, comments, duplicates, labels, markers, scrape_prefix
from .document import Document, Documents, each
from .extracting import (
    dateline,
    decided_lines,
    doubts,
    glue,
    head,
    headline,
    publication,
    site_name,
    structure,
    tail,
    topics,
)
from .story import Finding, Known, Options, Person, SourceFile, Story

# Each step takes what the ones before it left in the body.
CLEANING: tuple[Callable[[Document], Document], ...] = (
    scrape_prefix.apply,
    site_name.apply,
    duplicates.apply,
    blocks.apply,
    markers.apply,
    comments.apply,
    labels.apply,
)
EXTRACTING: tuple[Callable[[Document], Document], ...] = (
    dateline.alone,  # before the head takes it for a name
    head.apply,
    tail.apply,
    dateline.apply,
    structure.apply,
)


def stories(source: SourceFile, options: Options, known: Known) -> Iterator[Story]:
    """The pieces in a file. Raises IngestError, naming the file, if it or a part of it cannot be read."""
    for document in read(source, options):
        yield story(document, options, known)


def story(document: Document, options: Options, known: Known) -> Story:
    """What a document tells. Raises the error of one that is no piece."""
    if document.error:
        raise document.error
    return extract(clean(document, options, known), options, known)


def read(source: SourceFile, options: Options) -> Documents:
    """The documents in a file, each knowing its language."""
    return each(reading.read(source, options), lambda document: _with_language(document, options))


def clean(document: Document, options: Options, known: Known) -> Document:
    """The document with clutter marked as removed."""
    for step in CLEANING:
        document = step(document)
    return document


def extract(document: Document, options: Options, known: Known) -> Story:
    """The document's facts, body and findings as a story."""
    for step in EXTRACTING:
        document = step(document)
    document = _from_properties(_of_update(_dated(document)))
    document = publication.apply(document, known)
    if options.publication:
        document = replace(document, facts=replace(document.facts, publication=options.publication))
    document = decided_lines.apply(document, known.rules.get(document.facts.publication, ()))
    document = glue.apply(document, known)
    document, derived = headline.apply(document)
    document, suggested = topics.apply(document, known)
    wanted = tuple(dict.fromkeys([*options.topics, *document.facts.topics]))
    document = replace(document, facts=replace(document.facts, topics=wanted))
    return _story(document, derived, suggested)


def _with_language(document: Document, options: Options) -> Document:
    if document.error:
        return document
    said = options.language or document.facts.language
    if declared := language.code_of(said):
        return replace(document, language=declared, facts=replace(document.facts, language=declared))
    if said:
        message = "The declared language is no code like en, fr or pt-BR; it was found out instead."
        document = document.noting(Finding("language-unknown", message, said[:100], confidence=0.5))
    paragraphs = [document.passages[i].text for i in zones.prose(document)] or [p.text for p in document.body]
    code, sure = language.detect(paragraphs)
    if sure < language.SURE:
        document = document.noting(
            Finding(
                "language-unsure",
                "The language is a guess." if code else "The language could not be found out.",
                evidence=code,
                suggestion=code,
                confidence=sure,
            )
        )
    return replace(document, language=code, facts=replace(document.facts, language=code))


def _dated(document: Document) -> Document:
    """A date said by a line of the piece stands; else the dateline's, else the scraper's."""
    for hint in ("dateline_date", "scraped_date"):
        if document.hints.get(hint):
            document = document.stating(published=date.fromisoformat(document.hints[hint][:10]))
    return document


def _of_update(document: Document) -> Document:
    """The day of a change, as a guess, where no line names that of publication."""
    said = document.hints.get("updated_date", "")
    if not said or document.facts.published:
        return document
    message = "The date is when the piece was last changed; it does not say when it appeared."
    return document.stating(published=date.fromisoformat(said[:10])).noting(
        Finding("date-guessed", message, said[:10], confidence=0.5)
    )


def _from_properties(document: Document) -> Document:
    """What only the properties of the file say, as a guess: who typed it, and when it was saved.

    The likeliest of the dates on a web page is no better known.
    """
    said, facts = document.hints, document.facts
    if said.get("guessed_date") and not facts.published:
        document = document.stating(published=date.fromisoformat(said["guessed_date"]))
        message = "The date is the likeliest one on the page; nothing there says that it is the piece's."
        document = document.noting(Finding("date-guessed", message, said["guessed_date"], confidence=0.6))
    if said.get("file_date") and not facts.published:
        document = document.stating(published=date.fromisoformat(said["file_date"]))
        message = "The date is when the file was saved; the piece itself names none."
        document = document.noting(Finding("date-of-file", message, said["file_date"], confidence=0.3))
    if said.get("file_author") and not facts.authors:
        document = document.stating(authors=(Person(said["file_author"]),))
        message = "The author is who made the file; the piece itself names nobody."
        document = document.noting(Finding("byline-of-file", message, said["file_author"], confidence=0.4))
    return document


def _story(document: Document, derived: bool, suggested: tuple[str, ...]) -> Story:
    notes = rendering.numbered(document)
    findings = (*document.findings, *rendering.left(document, notes), *doubts.of(document))
    return Story(
        name=document.name,
        facts=rendering.said(document),
        body=tuple(rendering.blocks(document, notes)),
        changes=ledger.changes(document, notes),
        findings=findings,
        source_text=document.text,
        encoding=document.encoding,
        media_type=document.media_type,
        headline_derived=derived,
        suggested_topics=suggested,
        doubt=doubts.doubt(document, findings),
        raw=document.raw,
        images=document.images,
    )
