"""From bytes to text: by what the bytes say, not by what the file is called."""

import codecs
import re

from ...errors import ReadingError
from ..story import SourceFile

MAX_CHARACTERS = 1_000_000  # an article has some 5,000; a novel 800,000
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How files begin that are not text (magic numbers, with enough of them that no word begins so).
SIGNATURES = tuple(
    (re.compile(pattern, re.DOTALL), what)
    for pattern, what in (
        (rb"%PDF-\d", "a PDF"),
        (rb"\x89PNG", "a PNG picture"),
        (rb"\xff\xd8\xff", "a JPEG picture"),
        (rb"GIF8[79]a", "a GIF picture"),
        (rb"PK(?:\x03\x04|\x05\x06)", "a ZIP archive or office document"),
        (rb"\xd0\xcf\x11\xe0", "an old office document"),
        (rb"\x1f\x8b", "a gzip archive"),
        (rb"RIFF.{4}(?:WAVE|AVI |WEBP)", "a picture, sound or film"),
        (rb"\x7fELF|MZ\x90", "a program"),
        (rb"\{\\rtf", "a Rich Text document"),
        (rb"ID3[\x02-\x04]|OggS\x00", "a sound file"),
        (rb"7z\xbc\xaf|BZh[1-9]1AY&SY|\xfd7zXZ", "an archive"),
        (rb"SQLite format 3\x00", "a database"),
    )
)
DAMAGED = "It is damaged, or was cut off: fetch it again, or save it anew as UTF-8."
CONVERT = "Convert it to plain text or Markdown first."
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_DECLARED = re.compile(rb"(?i)\A\s*(?:#.*)?[^\n]{0,80}?(?:coding|charset)\s*[:=]\s*[\"']?([\w.-]+)")


def decode(source: SourceFile, encoding: str = "", most: int = MAX_CHARACTERS) -> tuple[str, str]:
    """The text of the file, `most` characters of it, and the encoding it was in.

    In order: the encoding the person named, a byte order mark, a declaration in the first line, strict UTF-8, and
    then the best guess of chardet. Raises ReadingError for what is not text.
    """
    data = source.data
    _refuse_signatures(source)
    if encoding:
        text = _strictly(
            source, encoding, "named for this import", "Leave the encoding out to have it found."
        )
    else:
        text, encoding = sniffed(source)
    if "\0" in text or len(_CONTROLS.findall(text[:100_000])) > max(8, len(text[:100_000]) // 100):
        raise ReadingError(source.name, "is not text: it is full of control characters.", CONVERT)
    if len(text) > most:
        raise ReadingError(
            source.name,
            f"has {len(text):,} characters, more than the {most:,} of the longest piece.",
            "Split it into single pieces.",
        )
    if not text.strip("\ufeff\u200b\u200c\u200d\u2060 \t\r\n\f\v\u00a0"):
        raise ReadingError(
            source.name, f"is empty: {len(data)} bytes without a word.", "Check how it was saved."
        )
    return text, encoding


def _refuse_signatures(source: SourceFile) -> None:
    for signature, what in SIGNATURES:
        if signature.match(source.data):
            raise ReadingError(source.name, f"is {what}, not text.", CONVERT)


def _strictly(source: SourceFile, encoding: str, how: str, remedy: str) -> str:
    try:
        return source.data.decode(encoding)
    except LookupError as error:
        raise ReadingError(
            source.name,
            f"has the encoding {encoding!r} {how}, which does not exist.",
            "Name one such as utf-8 or cp1252.",
        ) from error
    except (UnicodeDecodeError, ValueError) as error:
        raise ReadingError(source.name, f"is not in the encoding {encoding!r} {how}.", remedy) from error


def _remedy(data: bytes) -> str:
    """What to do about NUL bytes: every second one of UTF-16 in a Western language is."""
    head = data[:2000]
    for name, half in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if half.count(0) > 0.8 * len(half):
            return f"If it is text in UTF-16, name the encoding {name}."
    return CONVERT


def sniffed(source: SourceFile) -> tuple[str, str]:
    """The text, whatever its length, and its encoding, with nothing said about it from outside."""
    for bom, encoding in BOMS:
        if source.data.startswith(bom):
            return _strictly(source, encoding, "said by its byte order mark", DAMAGED), encoding
    if b"\0" in source.data:
        raise ReadingError(source.name, "is not text: it holds NUL bytes.", _remedy(source.data))
    try:
        return source.data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _guessed(source)


def _guessed(source: SourceFile) -> tuple[str, str]:
    declared = _DECLARED.match(source.data)
    if declared:
        name = declared.group(1).decode("ascii")
        try:
            return source.data.decode(name), name.lower()
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration is common; the bytes decide
    import chardet  # heavy, and most files are UTF-8

    guess = chardet.detect(source.data[:200_000])
    for encoding in (guess["encoding"], "cp1252"):
        try:
            if encoding:
                return source.data.decode(encoding), encoding.lower()
        except (LookupError, UnicodeDecodeError):
            continue
    raise ReadingError(
        source.name,
        "is in no encoding that could be found out.",
        "Name it with --encoding, or save the file as UTF-8.",
    )
