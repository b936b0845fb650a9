"""What is left of a body when its HTML is taken away."""

import html
import re

from .ingest.footnotes import without_marks

# Tags inside a word do not cut it in two; all others stand between words.
INSIDE_WORDS = re.compile(r"</?(?:strong|b|em|i|u|s|sub|sup|a|cite|abbr|q|time)(?:\s[^>]*)?>")
TAG = re.compile(r"<[^>]*>")
BLOCK_END = re.compile(r"</(?:p|h[2-4]|li|blockquote|pre|figcaption|caption|t[dh]|d[dt])>|<[hb]r\s*/?>")
# A character of a script without spaces counts as a word, as word processors count it.
UNSPACED = r"\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
COUNTED = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:['’.,-][^\W_{UNSPACED}]+)*")

LONGEST_WORD = 12  # characters, with the space behind it: few texts have longer ones on average


def plain_text(body: str) -> str:
    """Return the text of a sanitised body, blocks set apart by spaces, without the numbers of footnotes."""
    text = TAG.sub(" ", INSIDE_WORDS.sub("", without_marks(body))) if "<" in body else body
    return html.unescape(text) if "&" in text else text


def opening_words(body: str, words: int) -> str:
    """Return so many words at most of how a body begins; of a script without spaces, as much as they would take.

    The body may have been cut off anywhere, within a tag, too.
    """
    whole = body[: body.rfind("<")] if body.rfind("<") > body.rfind(">") else body
    found = plain_text(whole).split()
    text = " ".join(found)
    begins = " ".join(found[:words])[: words * LONGEST_WORD]
    return begins if begins == text else f"{begins} …"


def paragraphs(body: str) -> list[str]:
    """Return the text of each block of a sanitised body, white space made even."""
    blocks = (" ".join(plain_text(block).split()) for block in BLOCK_END.split(body))
    return [block for block in blocks if block]


def word_count(body: str) -> int:
    """Return the number of words a reader reads."""
    return len(COUNTED.findall(plain_text(body)))
