"""Bytes become text by what they say; what is no text is refused with what it is and what to do."""

import codecs

import pytest

from articles.errors import ReadingError
from articles.ingest.reading.decoding import MAX_CHARACTERS, decode
from articles.ingest.story import SourceFile

FRENCH = "À l’école, l’été dernier, la fête a coûté à peine 12 €.\n"
POLISH = "Zażółć gęślą jaźń, mówiła każdej wiosny ciotka Łucja, idąc przez śnieg.\n" * 8


def source(data: bytes) -> SourceFile:
    return SourceFile("piece.txt", data)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(FRENCH.encode(), "utf-8", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + FRENCH.encode(), "utf-8-sig", id="UTF-8 with its mark"),
        pytest.param(FRENCH.encode("utf-16"), "utf-16", id="UTF-16 with its mark"),
        pytest.param(codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-16", id="UTF-16, big end first"),
        pytest.param(FRENCH.encode("utf-32"), "utf-32", id="UTF-32 with its mark"),
    ],
)
def test_text_is_read_by_its_mark_or_as_utf_8(data: bytes, encoding: str) -> None:
    assert decode(source(data)) == (FRENCH, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(FRENCH * 3, "cp1252", id="French"),
        pytest.param(
            "Ärger über die Straße: „Größer“ heißt nicht besser – sagt Jörg.\n" * 4, "cp1252", id="German"
        ),
        pytest.param(
            "吾輩は猫である。名前はまだない。どこで生れたか見当がつかぬ。\n" * 4, "shift_jis", id="Japanese"
        ),
        pytest.param(
            "吾輩は猫である。名前はまだない。どこで生れたか見当がつかぬ。\n" * 4,
            "euc_jp",
            id="Japanese, Unix",
        ),
        pytest.param(
            "عاد الجسر القديم إلى أهله بعد عشرين عاماً من الانتظار والصبر\n" * 4, "cp1256", id="Arabic"
        ),
        pytest.param(
            "Старый мост вернулся к людям через двадцать лет ожидания.\n" * 4, "cp1251", id="Russian"
        ),
        pytest.param(POLISH, "iso8859_2", id="Polish"),
    ],
)
def test_older_encodings_are_found_out(text: str, encoding: str) -> None:
    assert decode(source(text.encode(encoding)))[0] == text


def test_a_declaration_in_the_first_line_is_believed() -> None:
    data = f"# -*- coding: iso-8859-2 -*-\n{POLISH}".encode("iso-8859-2")
    text, encoding = decode(source(data))
    assert POLISH in text
    assert encoding == "iso-8859-2"


def test_a_false_declaration_is_not() -> None:
    data = b"charset=klingon\n" + FRENCH.encode("cp1252")
    assert FRENCH in decode(source(data))[0]


def test_the_encoding_named_by_the_person_wins() -> None:
    assert decode(source(POLISH.encode("cp1250")), "cp1250") == (POLISH, "cp1250")


def test_a_word_about_encodings_later_in_the_text_declares_nothing() -> None:
    text = f"The pier.\nHe wrote charset=latin-1 on the wall. {FRENCH}"
    assert decode(source(text.encode())) == (text, "utf-8")


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        pytest.param(b"The pier", "klingon", "'klingon'", id="no such encoding"),
        pytest.param(FRENCH.encode("cp1252"), "utf-8", "'utf-8'", id="not in the one named"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8a", "", "byte order mark", id="broken behind its mark"),
        pytest.param(b"%PDF-1.7 ...", "", "a PDF", id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "", "a PNG picture", id="picture"),
        pytest.param(b"PK\x03\x04 word/document.xml", "", "ZIP archive or office document", id="office document"),
        pytest.param(b"{\\rtf1 text}", "", "Rich Text", id="Rich Text"),
        pytest.param(b"The pier\0is back", "", "NUL", id="NUL bytes"),
        pytest.param(b"a\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f", "", "control characters", id="controls"),
        pytest.param(b" \n\t\r\n", "", "empty", id="only white space"),
        pytest.param("\ufeff\u200b\u00a0\n".encode(), "", "empty", id="only what cannot be seen"),
        pytest.param(b"a" * (MAX_CHARACTERS + 1), "", "1,000,001 characters", id="longer than any piece"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(data: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(ReadingError) as refused:
        decode(source(data), encoding)
    assert reason in refused.value.reason
    assert refused.value.name == "piece.txt"
    assert refused.value.remedy.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("PK is short for player killer.", id="begins with the letters of an archive"),
        pytest.param("MZ, the initials, stood on the door.", id="begins with the letters of a program"),
        pytest.param("RIFFRAFF, said the colonel.", id="begins with the letters of a sound"),
        pytest.param("BZhang came first.", id="begins with the letters of bzip2"),
        pytest.param("Bell\x07 and tab\t and escape\x1b[0m", id="a few controls"),
        pytest.param("�", id="one replacement character"),
        pytest.param("a" * MAX_CHARACTERS, id="as long as a piece may be"),
    ],
)
def test_text_is_not_refused(text: str) -> None:
    assert decode(source(text.encode()))[0] == text
