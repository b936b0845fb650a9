"""The two forms in which Ghost's editors keep a text, as HTML: lexical (a tree) and mobiledoc (tables and numbers)."""

from collections.abc import Callable
from html import escape
from typing import Any

from .exchange import listed, mapped, text_of

_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (8, "u"), (16, "code"), (32, "sub"), (64, "sup"))
_BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "list": "ul",
    "listitem": "li",
    "table": "table",
    "tablerow": "tr",
    "tablecell": "td",
}
_MARKUPS = frozenset(["a", "b", "strong", "i", "em", "s", "u", "code", "sub", "sup", "del"])
_SECTIONS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "pull-quote"])


def lexical(value: Any) -> str:
    """The HTML of a lexical document (`{"root": {"children": [...]}}`)."""
    return _node(mapped(mapped(value).get("root")))


def _node(node: Any) -> str:
    kind = text_of(node.get("type"))
    if kind in ("text", "extended-text"):
        return _formatted(node)
    if kind in ("linebreak", "tab"):
        return "<br>" if kind == "linebreak" else " "
    if kind in CARDS:
        return CARDS[kind](node)
    inside = "".join(_node(mapped(child)) for child in listed(node.get("children")))
    if kind in ("heading", "extended-heading"):
        tag = text_of(node.get("tag"))
        return _element(tag if tag in _SECTIONS else "h2", inside)
    if kind in ("link", "autolink"):
        return f'<a href="{escape(text_of(node.get("url")))}">{inside}</a>'
    tag = "ol" if kind == "list" and node.get("listType") == "number" else _BLOCKS.get(kind, "")
    return _element(tag, inside) if tag else inside


def _formatted(node: Any) -> str:
    html = escape(str(node.get("text") or ""), quote=False)
    flags = node.get("format")
    for flag, tag in _FORMATS:
        if isinstance(flags, int) and flags & flag:
            html = f"<{tag}>{html}</{tag}>"
    return html


def mobiledoc(value: Any) -> str:
    """The HTML of a mobiledoc 0.3 document; atoms are breaks, cards are looked up by their name."""
    document = mapped(value)
    return "".join(_section(listed(section), document) for section in listed(document.get("sections")))


def _section(section: list[Any], document: Any) -> str:
    """1: a text block [1, tag, markers]; 3: a list [3, tag, items]; 2: a picture [2, src]; 10: a card [10, number]."""
    match section:
        case [1, str(tag), list(markers), *_]:
            html = _markers(markers, document)
            known = tag.lower() if tag.lower() in _SECTIONS else "p"
            return _element("blockquote" if known in ("aside", "pull-quote") else known, html)
        case [3, str(tag), list(items), *_]:
            inside = "".join(_element("li", _markers(listed(item), document)) for item in items)
            return _element("ol" if tag == "ol" else "ul", inside)
        case [2, str(src), *_]:
            return _image({"src": src})
        case [10, int(number), *_]:
            card = _at(document.get("cards"), number)
            kind, payload = text_of(card[0]) if card else "", mapped(card[1]) if len(card) > 1 else {}
            return CARDS[kind](payload) if kind in CARDS else ""
    return ""


def _markers(markers: list[Any], document: Any) -> str:
    """Each [kind, markups that open here, how many close after it, text or number of an atom]."""
    parts: list[str] = []
    opened: list[str] = []
    for marker in markers:
        match marker:
            case [int(kind), list(opening), int(closing), value, *_]:
                for number in opening:
                    tag, html = _opening(_at(document.get("markups"), number))
                    opened.append(tag)
                    parts.append(html)
                parts.append(escape(text_of(value) and str(value), quote=False) if kind == 0 else "<br>")
                for _ in range(min(closing, len(opened))):
                    tag = opened.pop()
                    parts.append(f"</{tag}>" if tag else "")
    return "".join([*parts, *(f"</{tag}>" for tag in reversed(opened) if tag)])


def _opening(markup: list[Any]) -> tuple[str, str]:
    tag = text_of(markup[0]).lower() if markup else ""
    if tag not in _MARKUPS:
        return "", ""
    values = listed(markup[1]) if len(markup) > 1 else []
    pairs = dict(zip(map(text_of, values[::2]), map(text_of, values[1::2]), strict=False))
    return tag, f'<a href="{escape(pairs.get("href", ""))}">' if tag == "a" else f"<{tag}>"


def _at(table: Any, number: Any) -> list[Any]:
    rows = listed(table)
    return listed(rows[number]) if isinstance(number, int) and 0 <= number < len(rows) else []


def _element(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag}>"


def _image(card: Any) -> str:
    source, caption = text_of(card.get("src")), text_of(card.get("caption"))
    alt = escape(text_of(card.get("alt")) or text_of(card.get("altText")))
    said = _element("figcaption", caption) if caption else ""
    return f'<figure><img src="{escape(source)}" alt="{alt}">{said}</figure>' if source else ""


def _gallery(card: Any) -> str:
    return "".join(_image(mapped(image)) for image in listed(card.get("images"))) + _captioned(card)


def _captioned(card: Any) -> str:
    caption = text_of(card.get("caption"))
    return _element("p", caption) if caption else ""


def _html_card(card: Any) -> str:
    return text_of(card.get("html"))


def _markdown(card: Any) -> str:
    from markdown_it import MarkdownIt  # only old posts need it

    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text_of(card.get("markdown"))))


def _code(card: Any) -> str:
    return _element("pre", _element("code", escape(text_of(card.get("code")), quote=False)))


def _bookmark(card: Any) -> str:
    about = mapped(card.get("metadata"))
    url = text_of(card.get("url")) or text_of(about.get("url"))
    return f'<p><a href="{escape(url)}">{escape(text_of(about.get("title")) or url)}</a></p>' if url else ""


def _embed(card: Any) -> str:
    url = text_of(card.get("url"))
    return (f'<p><a href="{escape(url)}">{escape(url)}</a></p>' if url else "") + _captioned(card)


def _callout(card: Any) -> str:
    return _element("p", text_of(card.get("calloutText")))


def _toggle(card: Any) -> str:
    return _element("h3", text_of(card.get("heading"))) + text_of(card.get("content"))


def _header(card: Any) -> str:
    lines = (text_of(card.get("header")), text_of(card.get("subheader")))
    return "".join(_element(tag, line) for tag, line in zip(("h2", "p"), lines, strict=True) if line)


def _product(card: Any) -> str:
    return _element("h3", text_of(card.get("productTitle"))) + text_of(card.get("productDescription"))


def _left_out(card: Any) -> str:
    """Buttons, sign-up forms, the paywall's mark: no words of the piece."""
    return ""


CARDS: dict[str, Callable[[Any], str]] = {
    "image": _image,
    "gallery": _gallery,
    "html": _html_card,
    "markdown": _markdown,
    "card-markdown": _markdown,
    "code": _code,
    "codeblock": _code,
    "bookmark": _bookmark,
    "embed": _embed,
    "callout": _callout,
    "toggle": _toggle,
    "header": _header,
    "hr": lambda card: "<hr>",
    "horizontalrule": lambda card: "<hr>",
    "button": _left_out,
    "email": _left_out,
    "email-cta": _left_out,
    "call-to-action": _left_out,
    "signup": _left_out,
    "paywall": _left_out,
    "product": _product,
    "audio": _left_out,
    "video": _captioned,
    "file": _captioned,
}
