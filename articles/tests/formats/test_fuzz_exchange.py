"""Whatever the bytes: each reader answers with documents that account for every word, or with a ReadingError."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.errors import ReadingError
from articles.ingest import reading
from articles.ingest.document import Document
from articles.ingest.reading import ghost_cards, wordpress
from articles.ingest.story import Options, SourceFile

from .test_formats import CASES, READERS, source_of

FEW = settings(max_examples=25, deadline=None)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
OBJECTS = ("jsonfeed", "ghost", "ninjs")


def holds_the_law(document: Document) -> bool:
    at = 0
    for passage in document.passages:
        if passage.start < at or document.text[at : passage.start].strip():
            return False
        at = passage.end
    return not document.text[at:].strip()


def check(name: str, source: SourceFile) -> None:
    reader = reading.readers()[name]
    assert reader.accepts(source) in (True, False)
    try:
        documents = reader.read(source, Options())
    except ReadingError as error:
        assert error.name == source.name
        return
    assert all(holds_the_law(document) for document in documents if not document.error)


@pytest.mark.parametrize("name", READERS.values())
@FEW
@given(data=st.binary(max_size=400))
def test_any_bytes(name: str, data: bytes) -> None:
    check(name, SourceFile("fuzz", data or b"x"))


@pytest.mark.parametrize("folder", READERS)
@FEW
@given(data=st.data())
def test_a_good_file_with_a_stretch_of_it_replaced(folder: str, data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([case for case in CASES if case.parent.name == folder]))
    whole = source_of(case).data
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 60)))
    instead = data.draw(
        st.binary(max_size=20) | st.sampled_from([b"<", b"&", b"]]>", b"<![CDATA[", b"\0", b'"', b"{"])
    )
    check(READERS[folder], SourceFile("fuzz", whole[:start] + instead + whole[end:]))


@pytest.mark.parametrize("folder", OBJECTS)
@FEW
@given(data=st.data())
def test_a_good_object_with_any_value_in_any_place(folder: str, data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([case for case in CASES if case.parent.name == folder]))
    value = json.loads(case.read_text(encoding="utf-8"))
    holder = value
    while True:
        key = data.draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
        inner = holder[key]
        if not (isinstance(inner, dict | list) and inner) or data.draw(st.booleans()):
            holder[key] = data.draw(JSON)
            break
        holder = inner
    check(READERS[folder], SourceFile("fuzz", json.dumps(value).encode("utf-8", "replace")))


@FEW
@given(JSON)
def test_editors_forms_of_any_shape(value: Any) -> None:
    assert isinstance(
        ghost_cards.lexical({"root": {"children": [value, {"type": "paragraph", "children": value}]}}), str
    )
    sections = [value, [1, "p", [value]], [3, "ul", [value]], [10, 0], [1, "p", [[0, [0], 1, value]]]]
    assert isinstance(
        ghost_cards.mobiledoc({"sections": sections, "cards": [value], "markups": [value]}), str
    )


@FEW
@given(st.text(alphabet='[]/<>!-"= \ncaptionimgp', max_size=200))
def test_any_text_of_a_post(content: str) -> None:
    html, dropped = wordpress.as_html(content)
    assert isinstance(html, str)
    assert all(isinstance(name, str) for name in dropped)
