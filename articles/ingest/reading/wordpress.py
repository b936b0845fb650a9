"""What WordPress keeps a post's text in: blocks as comments, paragraphs as empty lines, shortcodes in brackets."""

import re
from collections.abc import Iterator
from html import escape

# Shortcodes whose content is words, or a picture with words, and those that stand for something else entirely.
_KNOWN = frozenset(
    [
        "gallery",
        "playlist",
        "audio",
        "video",
        "embed",
        "caption",
        "wp_caption",
        "youtube",
        "vimeo",
        "twitter",
        "tweet",
        "instagram",
        "facebook",
        "soundcloud",
        "contact-form",
        "contact-form-7",
        "contact-field",
        "polldaddy",
        "poll",
        "slideshow",
        "googlemaps",
        "archives",
        "ad",
        "adrotate",
        "toc",
        "newsletter",
    ]
)
_SHORTCODE = re.compile(
    r"\[(?P<escaped>\[)?(?P<shut>/)?(?P<name>[A-Za-z][\w-]{1,40})"
    r"(?P<values>(?:\s+(?:[\w-]{1,40}\s*=\s*(?:\"[^\"\]]*\"|'[^'\]]*'|[^\s\]\"']+)|[^\s\[\]<>=\"']+))*)\s*(?P<empty>/)?\](?(escaped)\])"
)
_CAPTION = re.compile(
    r"\[(?:wp_)?caption(?P<values>[^\[\]]{0,2000})\](?P<inner>(?:(?!\[/?(?:wp_)?caption\b).)*)\[/(?:wp_)?caption\]",
    re.DOTALL,
)
_PICTURE = re.compile(
    r"\s*(?P<picture>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)\s*(?P<words>.*)", re.DOTALL
)
_EMBED = re.compile(r"\[embed[^\[\]]{0,200}\]\s*(https?://[^\s\[\]<>\"]{1,2000})\s*\[/embed\]")
_VALUE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_BLOCK_TAG = (
    "address|article|aside|blockquote|details|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li"
    "|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|script|style|object|video|audio"
)
_OPENS_BLOCK = re.compile(rf"\s*</?(?:{_BLOCK_TAG})\b", re.IGNORECASE)
_OPENS_WHOLE = re.compile(
    r"<(pre|table|ul|ol|dl|script|style|blockquote|figure|form)\b[^<>]*>", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CUT = re.compile(r"<!--\s*(?:more|nextpage)")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")


def as_html(content: str) -> tuple[str, list[str]]:
    """The text of a post as HTML, and the shortcodes that were left out of it, by name."""
    has_blocks = "<!-- wp:" in content
    content = _COMMENT.sub(lambda m: "\n\n" if _CUT.match(m.group()) else "", content)
    content = _CAPTION.sub(_figure, content)
    content = _EMBED.sub(lambda m: f'\n\n<p><a href="{escape(m[1])}">{escape(m[1])}</a></p>\n\n', content)
    content, dropped = _without_shortcodes(content)
    return (content if has_blocks else paragraphs(content)), dropped


def _figure(match: re.Match[str]) -> str:
    values = {key: next(filter(None, said), "") for key, *said in _VALUE.findall(match["values"])}
    inside = _PICTURE.fullmatch(match["inner"])
    if not inside:
        return match["inner"]
    words = inside["words"].strip() or escape(values.get("caption", ""))
    return f"\n\n<figure>{inside['picture']}<figcaption>{words}</figcaption></figure>\n\n"


def _without_shortcodes(content: str) -> tuple[str, list[str]]:
    """The content of unknown ones stays; what merely stands in brackets (`[sic]`, `[1]`) is none."""
    closed = {m["name"].lower() for m in _SHORTCODE.finditer(content) if m["shut"]}
    dropped: dict[str, None] = {}

    def told(match: re.Match[str]) -> str:
        if match["escaped"]:
            return match.group()[1:-1]
        name = match["name"].lower()
        if not (
            match["shut"] or match["empty"] or name in _KNOWN or name in closed or "=" in match["values"]
        ):
            return match.group()
        dropped[name] = None
        return ""

    return _SHORTCODE.sub(told, content), list(dropped)


def paragraphs(content: str) -> str:
    """Empty lines as paragraphs and line ends as <br>, around what is marked up already."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    parts: list[str] = []
    at = 0
    for start, end in _wholes(content):
        parts += [_split(content[at:start]), content[start:end]]
        at = end
    return "\n".join([*parts, _split(content[at:])])


def _wholes(content: str) -> Iterator[tuple[int, int]]:
    """The stretches from the start to the end of a list, table or the like; one that is never closed is none."""
    at = 0
    hopeless: set[str] = set()
    for opening in _OPENS_WHOLE.finditer(content):
        tag = opening[1].lower()
        if opening.start() < at or tag in hopeless:
            continue
        closing = re.compile(rf"</{tag}\s{{0,20}}>", re.IGNORECASE).search(content, opening.end())
        if closing:
            at = closing.end()
            yield opening.start(), at
        else:
            hopeless.add(tag)


def _split(text: str) -> str:
    chunks = (chunk.strip() for chunk in _EMPTY_LINE.split(text))
    return "\n".join(_paragraph(chunk) for chunk in chunks if chunk)


def _paragraph(chunk: str) -> str:
    if _OPENS_BLOCK.match(chunk):
        return chunk
    return "<p>" + re.sub(r"(?<!>)\n", "<br>\n", chunk) + "</p>"
