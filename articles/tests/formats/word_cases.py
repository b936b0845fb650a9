"""The cases of Word documents: each what the file is called, and the making of it."""

from collections.abc import Callable

from ..ingest.pieces import FIRST, LAST
from .packing import photo
from .word import commented, deleted, inserted, noted, paragraph, picture, run, word, zipped


def styled() -> bytes:
    return word(
        paragraph("The pier is back", style="Title"),
        paragraph("And the herring with it.", style="Untertitel"),
        paragraph("By Anna Kerr"),
        paragraph(FIRST),
        paragraph("What comes next", style="berschrift2"),
        paragraph("“Ours, all of it.”", style="Zitat"),
        paragraph(run("It is "), run("very", "b"), run(" much "), run("back", "i"), run(".")),
        paragraph(LAST),
        properties={
            "title": "Draft 3", "creator": "Bo Lund", "keywords": "piers; herring", "language": "en-GB",
            "created": "2020-01-01T00:00:00Z", "modified": "2024-05-03T10:00:00Z",
        },
    )  # fmt: skip


def bold_headings() -> bytes:
    return word(
        paragraph(run("The pier is back", "b")),
        paragraph(FIRST),
        paragraph(run("What ", "b"), run("comes next", "b")),
        paragraph(LAST),
        paragraph(run("This is a whole sentence in bold.", "b")),
        paragraph(
            run("Note", "b"), run(" that not all of this is bold, so that it is a paragraph as any other is.")
        ),
        properties={"title": "Document1", "creator": "Microsoft Office User"},
    )


def tracked() -> bytes:
    return word(
        paragraph("The pier is back", style="Title"),
        paragraph(run(FIRST), noted(1), commented(1)),
        paragraph(
            "It will ",
            deleted("not "),
            inserted("surely "),
            "stand for another hundred years, said the board.",
        ),
        paragraph(deleted("This whole paragraph is gone.")),
        paragraph(run(LAST), noted(2)),
        footnotes=("As told by the clerk.", "Or five."),
        comments=("Is this true? – the desk",),
    )


def pictures() -> bytes:
    return word(
        paragraph("The pier is back", style="Title"),
        paragraph(picture("r-a.png", "A pier at dusk")),
        paragraph("The pier, nearly whole. (Photo: Bo Lund / Tallow Media)", style="Beschriftung"),
        paragraph(FIRST),
        paragraph(picture("r-bad.png", "A chart")),
        paragraph(picture("r-gone.png", "Nothing")),
        paragraph(LAST),
        pictures={"a.png": photo(), "bad.png": b"not a picture at all", "gone.png": b""},
    )


def table_and_lists() -> bytes:
    cell = "<w:tc>{}</w:tc>"
    rows = "".join(
        f"<w:tr>{''.join(cell.format(paragraph(text)) for text in row)}</w:tr>"
        for row in (("Material", "Loads"), ("Oak", "12"), ("Tar", "7"))
    )
    link = f'<w:hyperlink r:id="r-link">{run("the board")}</w:hyperlink>'
    return word(
        paragraph("The pier is back", style="berschrift1"),
        paragraph(run(FIRST)),
        paragraph(run("See "), link, run(" for all of it, and for the plans of the other pier.")),
        f"<w:tbl><w:tblPr/>{rows}</w:tbl>",
        paragraph(LAST),
        links={"link": "https://tallow.example/board"},
    )


def properties_alone() -> bytes:
    return word(
        paragraph(FIRST), paragraph(LAST),
        properties={"title": "The pier is back", "creator": "Anna Kerr", "keywords": "piers", "modified": "2024-05-03T10:00:00Z"},
    )  # fmt: skip


def empty() -> bytes:
    return word(paragraph(" "))


def a_table_of_figures() -> bytes:
    types = '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    return zipped({"[Content_Types].xml": types, "xl/workbook.xml": "<workbook/>"})


def entities() -> bytes:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="w">&b;</w:document>'
    return word(parts={"word/document.xml": bomb})


def torn() -> bytes:
    return word(paragraph(FIRST), parts={"word/document.xml": "<w:document><w:body>"})


WORD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "styled": ("draft.docx", styled),
    "bold_headings": ("draft.docx", bold_headings),
    "tracked": ("draft.docx", tracked),
    "pictures": ("draft.docx", pictures),
    "table_and_lists": ("draft.docx", table_and_lists),
    "properties_alone": ("draft.docx", properties_alone),
    "called_otherwise": ("draft.bin", styled),
    "empty": ("draft.docx", empty),
    "entities": ("draft.docx", entities),
    "torn": ("draft.docx", torn),
    "not_word_but_a_spreadsheet": ("figures.xlsx", a_table_of_figures),
    "not_word_but_text": ("draft.docx", lambda: FIRST.encode()),
}
