"""Word documents (docx): the text as its author sees it, insertions in, deletions out, footnotes at the end."""

import io
import re
import zipfile
from dataclasses import dataclass, field, replace
from typing import Any

from ...errors import ReadingError
from ..document import Document, Passage
from ..story import Finding, Options, Picture, SourceFile
from . import html_blocks, html_tree, packed, pictures, word_parts

name = "docx"
media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
suffixes = (".docx", ".docm", ".dotx")
STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1.title:fresh",
        "p[style-name='Subtitle'] => p.subtitle:fresh",
        *(
            f"p[style-name='{quote}'] => blockquote > p:fresh"
            for quote in ("Quote", "Intense Quote", "Block Text", "Quotations", "Pull Quote", "Blockquote")
        ),
        "r[style-name='Quote Char'] =>",
        *(f"p[style-name='{caption}'] => p.caption:fresh" for caption in ("caption", "Caption", "Figure")),
        "r[style-name='Emphasis'] => em",
    )
)
MAX_PICTURES = 30
HEADING_WORDS = 12
_SENTENCE_END = re.compile(r"[.!?…:;,。！？]['\"”’»)]*$")


@dataclass(slots=True)
class _Pictures:
    """The pictures met while converting, and the names of those that cannot be shown."""

    found: list[Picture] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def take(self, image: Any) -> dict[str, str]:
        """What mammoth is to write as the attributes of the <img>."""
        number = len(self.found) + len(self.refused) + 1
        called = f"picture-{number}"
        try:
            with image.open() as file:
                data = file.read(pictures.MAX_BYTES + 1)
            pictures.looked_at(called, data)
        except (ReadingError, KeyError, ValueError, OSError):
            self.refused.append(image.content_type or called)
            return {"src": ""}
        if len(self.found) >= MAX_PICTURES:
            self.refused.append(called)
            return {"src": ""}
        self.found.append(Picture(called, data, " ".join((image.alt_text or "").split())[:500]))
        return {"src": called}


def accepts(source: SourceFile) -> bool:
    """By what is in it; one that is damaged, by its ending."""
    if not packed.is_zip(source.data):
        return False
    return source.name.lower().endswith(suffixes) or word_parts.is_word(source.data)


def read(source: SourceFile, options: Options) -> tuple[Document, ...]:
    """One document. What its properties say counts where the text itself says nothing."""
    parts = word_parts.checked(source)
    found = _Pictures()
    tree = html_tree.parse(_html(source.name, parts, found), source.name)
    _bold_to_headings(tree)
    _tidy_notes(tree)
    said = {kind: _classed(tree, kind) for kind in ("title", "subtitle")}
    captions = _captions(tree, found)
    text, passages, marks, blocks = html_blocks.blocks(tree, name=source.name)
    if not text.strip() and not found.found:
        raise ReadingError(source.name, "is an empty document: it holds no word.", "Check how it was saved.")
    properties = word_parts.properties(source.name, parts)
    facts = replace(
        properties.facts,
        headline=said["title"] or ("" if _opens_with_heading(passages) else properties.facts.headline),
        standfirst=said["subtitle"],
    )
    document = Document(
        source.name, text, _told(passages, said, captions), facts, encoding="utf-8", media_type=media_type,
        marks=marks, blocks=blocks, images=tuple(found.found),
    )  # fmt: skip
    return (_with_findings(document, found).hinting(**properties.hints),)


def _html(name: str, parts: dict[str, bytes], found: _Pictures) -> str:
    import mammoth

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as whole:
        for path, data in parts.items():
            whole.writestr(path, data)
    try:
        return str(
            mammoth.convert_to_html(
                file,
                style_map=STYLES,
                include_embedded_style_map=False,  # what comes from outside does not say how it is read
                external_file_access=False,
                convert_image=mammoth.images.img_element(found.take),
            ).value
        )
    except (*packed.DAMAGED, AttributeError, TypeError, AssertionError) as error:
        raise packed.damaged(name, "Word document", error) from error
    except SyntaxError as error:  # of XML
        raise packed.damaged(name, "Word document", error) from error


def _bold_to_headings(tree: Any) -> None:
    """A short paragraph all in bold is a heading by hand."""
    for paragraph in [
        p for p in tree.iter("p") if not p.get("class") and html_tree.tag_of(p.getparent()) == "body"
    ]:
        text = html_tree.words(paragraph)
        bold = " ".join(html_tree.words(strong) for strong in paragraph.findall("strong"))
        loose = (paragraph.text or "") + "".join(child.tail or "" for child in paragraph)
        is_short = text and len(text.split()) <= HEADING_WORDS and not text.isdigit()
        if is_short and bold == text and not loose.strip() and not _SENTENCE_END.search(text):
            paragraph.tag = "h2"
            for strong in paragraph.findall("strong"):
                strong.tag = "span"


def _tidy_notes(tree: Any) -> None:
    """The arrows that lead back from the notes lead nowhere here."""
    for link in [a for a in tree.iter("a") if re.match(r"#(?:foot|end)note-ref-", a.get("href") or "")]:
        link.drop_tree()


def _classed(tree: Any, kind: str) -> str:
    return next(
        (text for p in tree.iter("h1", "p") if p.get("class") == kind and (text := html_tree.words(p))), ""
    )


def _captions(tree: Any, found: _Pictures) -> set[str]:
    """Give each picture the caption below it, and take the <img> out: the text has no place for it yet."""
    captions = set()
    for image in list(tree.iter("img")):
        holder = next((p for p in image.iterancestors("p")), None)
        below = holder.getnext() if holder is not None else None
        caption = html_tree.words(below) if below is not None and below.get("class") == "caption" else ""
        for at, picture in enumerate(found.found):
            if caption and picture.name == image.get("src"):
                words, credit = pictures.credited(caption)
                found.found[at] = replace(picture, caption=words, credit=credit)
                captions.add(caption)
        image.drop_tree()
    return captions


def _opens_with_heading(passages: tuple[Passage, ...]) -> bool:
    return bool(passages) and passages[0].fate == "h2"


def _told(passages: tuple[Passage, ...], said: dict[str, str], captions: set[str]) -> tuple[Passage, ...]:
    """Title, subtitle and captions told elsewhere leave the body."""
    fields = {said["subtitle"]: "field:standfirst", said["title"]: "field:headline"}
    fields.pop("", None)
    told = []
    for passage in passages:
        if kind := fields.pop(passage.text, ""):
            passage = passage.as_kind(kind, "reading", "style", 1.0, "Its style in the document says so.")
        elif passage.text in captions:
            reason = "It goes with its picture."
            passage = passage.as_kind("caption", "reading", "picture's caption", 1.0, reason)
        told.append(passage)
    return tuple(told)


def _with_findings(document: Document, found: _Pictures) -> Document:
    if not found.refused:
        return document
    message = "Pictures of the document cannot be shown, so they were left out."
    evidence = ", ".join(sorted(set(found.refused)))[:300]
    suggestion = "Add them by hand, as JPEG, PNG or WebP."
    return document.noting(Finding("pictures-left-out", message, evidence, suggestion, confidence=1.0))
