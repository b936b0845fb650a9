"""What is left of a body when its HTML is taken away."""

import html
import re

# Tags inside a word do not cut it in two; all others stand between words.
INSIDE_WORDS = re.compile(r"</?(?:strong|b|em|i|u|s|sub|sup|a|cite|abbr|q|time)(?:\s[^>]*)?>")
TAG = re.compile(r"<[^>]*>")
# A character of a script without spaces counts as a word, as word processors count it.
UNSPACED = r"\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
COUNTED = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:['’.,-][^\W_{UNSPACED}]+)*")


def plain_text(body: str) -> str:
    """Return the text of a sanitised body, blocks set apart by spaces."""
    text = TAG.sub(" ", INSIDE_WORDS.sub("", body)) if "<" in body else body
    return html.unescape(text) if "&" in text else text


def word_count(body: str) -> int:
    """Return the number of words a reader reads."""
    return len(COUNTED.findall(plain_text(body)))
