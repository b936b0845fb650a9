"""Word documents made in a test, part by part, as word processors write them."""

import io
import zipfile
from html import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = {
    "Title": "Title", "Untertitel": "Subtitle", "berschrift1": "heading 1", "berschrift2": "heading 2", "Zitat": "Quote",
    "Beschriftung": "caption",
}  # fmt: skip
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Picture 1" descr="{alt}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="{rel}"/>'
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def run(text: str, *properties: str) -> str:
    """Text in one run; properties are `b`, `i`, `u` …"""
    inside = "".join(f"<w:{name}/>" for name in properties)
    return f'<w:r><w:rPr>{inside}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of runs (or of plain text), in a style of STYLES."""
    inside = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f'<w:p><w:pPr>{f"""<w:pStyle w:val="{style}"/>""" if style else ""}</w:pPr>{inside}</w:p>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="1" w:author="Bo Lund">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="Bo Lund"><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def noted(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def commented(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def picture(rel: str, alt: str = "") -> str:
    return PICTURE.format(rel=rel, alt=escape(alt))


def word(
    *paragraphs: str,
    properties: dict[str, str] | None = None,
    footnotes: tuple[str, ...] = (),
    comments: tuple[str, ...] = (),
    pictures: dict[str, bytes] | None = None,
    links: dict[str, str] | None = None,
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    """A document of these paragraphs; `pictures` by their file name, to which `rel` is `r-NAME`, as to `links`."""
    related = [("styles", "styles.xml"), ("footnotes", "footnotes.xml"), ("comments", "comments.xml")]
    relations = "".join(
        f'<Relationship Id="r-{target}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for kind, target in [*related, *(("image", f"media/{name}") for name in pictures or {})]
    )
    relations = relations.replace("r-media/", "r-") + "".join(
        f'<Relationship Id="r-{rel}" Type="{RELATED}/hyperlink" Target="{target}" TargetMode="External"/>'
        for rel, target in (links or {}).items()
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{RELATED}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{''.join(paragraphs)}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{''.join(_style(*style) for style in STYLES.items())}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {W}>{''.join(_numbered('footnote', *n) for n in enumerate(footnotes, 1))}</w:footnotes>",
        "word/comments.xml": f"<w:comments {W}>{''.join(_numbered('comment', *n) for n in enumerate(comments, 1))}</w:comments>",
        **{f"word/media/{name}": data for name, data in (pictures or {}).items() if data},
    }
    if properties:
        files["docProps/core.xml"] = _core(properties)
    return zipped({**files, **(parts or {})})


def zipped(files: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def _style(key: str, name: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'


def _numbered(kind: str, number: int, text: str) -> str:
    return f'<w:{kind} w:id="{number}">{paragraph(text)}</w:{kind}>'


def _core(said: dict[str, str]) -> str:
    prefixes = {
        "title": "dc",
        "creator": "dc",
        "language": "dc",
        "keywords": "cp",
        "created": "dcterms",
        "modified": "dcterms",
    }
    inside = "".join(f"<{prefixes[k]}:{k}>{escape(v)}</{prefixes[k]}:{k}>" for k, v in said.items())
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{inside}</cp:coreProperties>"
    )
