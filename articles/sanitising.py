"""The one place where HTML is made safe: importer, admin and every later way in call `sanitise()`."""

import nh3

from .ingest.footnotes import ID

BLOCKS = "p h2 h3 h4 ul ol li blockquote hr br code pre figure figcaption img dl dt dd"
TABLES = "table caption thead tbody tfoot tr th td"
INLINE = "strong b em i u s sub sup a cite abbr q time"
TAGS = frozenset(f"{BLOCKS} {TABLES} {INLINE}".split())
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "time": {"datetime"},
    "abbr": {"title"},
}
SCHEMES = frozenset({"http", "https", "mailto"})
# Tags whose content is no text for readers, so it goes with the tag.
UNREADABLE = {"script", "style", "template", "iframe", "object", "noscript", "svg", "math"}


def _restricted(tag: str, name: str, value: str) -> str | None:
    """Of ids only those of footnotes: any other could be taken for one of the page's own."""
    return None if name == "id" and not ID.fullmatch(value) else value


_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=_restricted,
    url_schemes=set(SCHEMES),
    clean_content_tags=UNREADABLE,
    link_rel="noopener nofollow",
    strip_comments=True,
)


def sanitise(html: str) -> str:
    """Return `html` with nothing but the allowed tags, attributes and URL schemes. Idempotent."""
    return _cleaner.clean(html)
