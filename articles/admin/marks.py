"""Small marks in lists. Each says in words what its colour says."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import moments
from ..models import Status


def status_mark(status: str, *, readable_from: datetime | None = None) -> SafeString:
    """The state; of a published piece that readers do not see yet, also from when they will."""
    mark = format_html('<span class="mark status-{}">{}</span>', status, Status(status).label)
    if readable_from is None:
        return mark
    told = _("readable from %(moment)s") % {"moment": moments.said(readable_from)}
    return format_html('{} <span class="quiet">{}</span>', mark, told)


def doubt_mark(doubt: int) -> SafeString:
    """From 0 (sure of everything) to 100."""
    if not doubt:
        return format_html('<span class="mark doubt-none">{}</span>', _("none"))
    degree, word = ("high", _("much")) if doubt >= 50 else ("some", _("some"))
    return format_html(
        '<span class="mark doubt-{}">{} <span class="number">{}</span></span>', degree, word, doubt
    )


def moment_mark(moment: datetime | None) -> SafeString | str:
    """The day, with the time, if it is known, at hand."""
    if moment is None:
        return "—"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(), moments.said(moment), date_format(timezone.localtime(moment), "DATE_FORMAT"),
    )  # fmt: skip


def numbered(degree: str, word: str, number: int) -> SafeString:
    mark = '<span class="mark doubt-{}">{} <span class="number">{}</span></span>'
    return format_html(mark, degree, word, number)


def copy_mark() -> SafeString:
    return format_html('<span class="mark working-copy">{}</span>', _("working copy"))


def findings_mark(findings: Sequence[Mapping[str, Any]]) -> SafeString | str:
    """How many, and whether any of them keeps the piece from being published."""
    if not findings:
        return "—"
    if any(finding.get("blocking") for finding in findings):
        return format_html(
            '<span class="mark doubt-high">{} <span class="number">{}</span></span>',
            _("blocking"),
            len(findings),
        )
    return format_html('<span class="mark doubt-some">{}</span>', len(findings))
