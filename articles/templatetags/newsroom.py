"""What the public templates need besides Django's own tags."""

import json
import re
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..filters import language_name
from ..models import Article
from ..plain_text import opening_words
from .pictures import illustrated

register = template.Library()
register.filter(language_name)

OPENING, OPENING_WORDS = 4_000, 110
# Inside a script element only these could end it or be taken for markup.
SCRIPT_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.filter
def body_html(article: Article) -> SafeString:
    """The body as HTML, opened by its dateline. The one place that trusts it: it was sanitised when stored."""
    body = illustrated(article.body)
    if article.dateline:
        dateline = format_html('<span class="dateline">{}</span> ', article.dateline)
        runs_in = body.startswith("<p>")
        body = f"<p>{dateline}{body[3:]}" if runs_in else f"<p>{dateline}</p>{body}"
    return mark_safe(body)  # noqa: S308


@register.filter
def opening(article: Article) -> str:
    """How the text begins, for the piece that leads the front page. Reads the body."""
    return opening_words(article.body[:OPENING], OPENING_WORDS)


@register.filter
def after_name(bio: str, name: str) -> str:
    """What goes behind the name of whom a biography is about: all of it, or what follows where it begins so itself."""
    rest = bio[len(name) :]
    begins_so = bio[: len(name)].casefold() == name.casefold() and not rest[:1].isalnum()
    return rest if begins_so else f" {bio}"


@register.filter
def day(moment: datetime) -> str:
    """The date as it is printed."""
    return date_format(timezone.localtime(moment), _("j F Y"))


@register.filter
def host(url: str) -> str:
    """The part of an address that people recognise."""
    return re.sub(r"^\w+://(?:www\.)?|[/?#].*$", "", url)


@register.simple_tag
def site_name() -> str:
    return settings.SITE_NAME


@register.simple_tag(takes_context=True)
def absolute(context: RequestContext, address: str) -> str:
    return str(context["request"].build_absolute_uri(address))


class Json:
    """A value that renders as JSON which no text in it can break out of."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __html__(self) -> str:
        return json.dumps(self.value, ensure_ascii=False).translate(SCRIPT_ESCAPES)


@register.simple_tag
def structured(data: dict[str, Any]) -> SafeString:
    """Structured data for machines: a data block, which no browser runs and no policy has to allow."""
    return format_html('<script type="application/ld+json">{}</script>', Json(data))
