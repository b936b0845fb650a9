"""How the raw text of a source is shown: cut where the importer did something, so that each stretch can be
marked in place. No Django here but for the words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Past these the page would choke the browser; the whole file can be downloaded.
MAX_CHARACTERS = 200_000
MAX_SPANS = 3_000
MAX_FINDINGS = 300

ALIKE = ("kind", "step", "rule", "after", "reason", "confidence")

KIND_NAMES: dict[str, str | Promise] = {
    "paywall": _("paywall"),
    "advert": _("advert"),
    "comments": _("comments"),
    "share": _("share prompt"),
    "subscribe": _("subscription prompt"),
    "related": _("related pieces"),
    "byline": _("byline"),
    "bio": _("biography"),
    "date": _("date"),
    "duplicate": _("said twice"),
    "caption": _("caption"),
    "copyright": _("copyright"),
    "navigation": _("navigation"),
    "other": _("other"),
    "edit": _("mended"),
    "field:declared": _("declared"),
    "field:headline": _("headline"),
    "field:standfirst": _("standfirst"),
    "field:kicker": _("kicker"),
    "field:dateline": _("dateline"),
    "field:byline": _("byline"),
    "field:published": _("date"),
    "field:publication": _("publication"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """What the importer did from `start` to `end` (characters of the decoded source): took it out, made it
    a field, or put `after` in its place."""

    number: int
    kind: str
    start: int
    end: int
    after: str
    step: str
    rule: str
    reason: str
    percent: int  # how sure the rule was
    like: int  # the number of the first one that did the very same, which stands for all of them in the list

    @property
    def key(self) -> str:
        """How the span is named in forms (see `deciding.Gone`)."""
        return str(self.number)

    @property
    def act(self) -> str:
        """`edit`, `field` or `removed`."""
        return "edit" if self.kind == "edit" else "field" if self.kind.startswith("field:") else "removed"

    @property
    def name(self) -> str | Promise:
        return KIND_NAMES.get(self.kind) or self.kind.removeprefix("field:")

    @property
    def put_in(self) -> str:
        """What stands in its place, made visible where it is but white space."""
        return self.after.replace(" ", "␣").replace("\n", "↵") if self.after.isspace() else self.after

    @property
    def style(self) -> str:
        """The kind as a CSS class; a kind we do not know looks like `other`."""
        known = self.kind if self.kind in KIND_NAMES else "other"
        return "kind-field" if self.act == "field" else f"kind-{known}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text under one treatment: what the span did to it, if any. `findings` begin where it begins."""

    text: str
    span: Span | None
    opens: bool
    closes: bool
    findings: tuple[int, ...]


def spans_of(stored: Sequence[Mapping[str, Any]], length: int) -> list[Span]:
    """Return what is stored as spans, in order, those past `length` or MAX_SPANS left out."""
    first: dict[tuple[str, ...], int] = {}
    spans = [
        Span(
            number=number,
            kind=str(item.get("kind", "other")),
            start=max(0, int(item.get("start", 0))),
            end=min(length, int(item.get("end", 0))),
            after=str(item.get("after", "")),
            step=str(item.get("step", "")),
            rule=str(item.get("rule", "")),
            reason=str(item.get("reason", "")),
            percent=round(100 * float(item.get("confidence", 1))),
            like=first.setdefault(tuple(str(item.get(part)) for part in ALIKE), number),
        )
        for number, item in enumerate(stored[:MAX_SPANS], 1)
    ]
    return sorted(
        (span for span in spans if span.start <= span.end), key=lambda span: (span.start, -span.end)
    )


def stretches(text: str, spans: Sequence[Span], findings: Mapping[int, tuple[int, ...]]) -> Iterator[Stretch]:
    """Cut the text where a span starts or ends or a finding points. `findings`: offset -> their numbers.

    The stretches' texts joined are the text, but for an empty one where something was put in between.
    """
    cuts = {0, len(text), *(place for place in findings if place < len(text))}
    cuts |= {place for span in spans for place in (span.start, span.end)}
    waiting = list(reversed(spans))
    active: list[Span] = []
    for start, end in pairwise([*sorted(cuts), len(text)]):
        marks = findings.get(start, ())
        active = [span for span in active if span.end > start]
        while waiting and waiting[-1].start <= start:
            span = waiting.pop()
            if span.end > start:
                active.append(span)
            elif span.after:
                yield Stretch("", span, opens=True, closes=True, findings=())
        if start < end:
            # Of nested ones the innermost: a mended letter inside a headline.
            top = max(active, key=lambda span: (span.start, -span.end), default=None)
            opens, closes = top is not None and top.start == start, top is not None and top.end == end
            yield Stretch(text[start:end], top, opens, closes, marks)
