"""What a story becomes in the columns of an article: bounded, and without what no database takes."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.ingest.rendering import body_html
from articles.ingest.story import Change, Finding, Person, Story
from articles.models import Article, Author, Byline, Genre, Publication, Topic, name_key
from articles.plain_text import word_count
from articles.sanitising import sanitise

MOST_AUTHORS, MOST_TOPICS, MOST_FINDINGS = 30, 50, 500
LONGEST_BIO = 5_000
FAR = timedelta(days=3 * 365)  # ahead; what is planned, or embargoed, is so for days or months
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", re.IGNORECASE)
is_web_address = URLValidator(schemes=["http", "https"])


T = TypeVar("T")


class Fitting:
    """Fits what a story says into columns, and notes what had to be changed to make it fit."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def note(self, code: str, message: str, evidence: str) -> None:
        self.findings.append(Finding(code, message, storable(evidence[:1000])))

    def text(self, what: str, value: str, limit: int | None) -> str:
        """`value` on one line, at most `limit` characters of it."""
        value = storable(" ".join(value.split()))
        if limit is None or len(value) <= limit:
            return value
        message = _("The %(what)s is longer than %(limit)d characters; its end was cut off.")
        self.note(f"{what}-cut", message % {"what": what, "limit": limit}, value)
        return value[: limit - 1].rstrip() + "…"

    def url(self, value: str) -> str:
        value = storable(value.strip())
        if not value:
            return ""
        try:
            if len(value) > longest(Article, "source_url"):
                raise ValidationError("too long")
            is_web_address(value)
        except ValidationError:
            self.note("address-unusable", _("The original address is not a web address."), value)
            return ""
        return value

    def genre(self, value: str) -> str:
        wanted = value.strip().casefold()
        if not wanted or wanted in Genre.values:
            return wanted or Genre.NEWS
        self.note("genre-unknown", _("The genre is not one we know; it was filed as news."), value)
        return Genre.NEWS

    def language(self, value: str) -> str:
        value = value.strip().replace("_", "-")
        if LANGUAGE.fullmatch(value):
            return value
        if value:
            self.note("language-unknown", _("The language is not a code like en, fr or pt-BR."), value)
        return "en"

    def _assume_zone(self, value: datetime) -> None:
        zone = timezone.get_default_timezone_name()
        message = _("The time of day names no zone; it was taken for one of %(zone)s.") % {"zone": zone}
        self.note("time-zone-assumed", message, f"{value:%Y-%m-%d %H:%M}")

    def moment(self, value: date | datetime | None) -> datetime | None:
        """A day alone is its first moment in the site's time zone, as is a time without a zone."""
        if value is None:
            return None
        if not isinstance(value, datetime):
            value = datetime.combine(value, time())
        try:
            if timezone.is_naive(value):
                if value.time() != time():
                    self._assume_zone(value)
                value = timezone.make_aware(value, timezone.get_default_timezone())
            return value.astimezone(UTC)
        except (OverflowError, ValueError):
            self.note("date-unusable", _("The date is outside the years that can be stored."), str(value))
            return None

    def people(self, persons: Iterable[Person]) -> dict[str, Person]:
        """Who is credited, in order, by the key of the name; nobody twice."""
        found: dict[str, Person] = {}
        for person in persons:
            name = self.text("author's name", person.name, longest(Author, "name"))
            if (key := name_key(name)) and key not in found:
                role = "" if person.role == "author" else person.role
                found[key] = Person(
                    name,
                    self.text("biography", person.bio, LONGEST_BIO),
                    self.text("role", role, longest(Byline, "role")),
                    self.text("affiliation", person.affiliation, longest(Byline, "affiliation_then")),
                )
        return self._most("authors", found, MOST_AUTHORS)

    def topics(self, names: Iterable[str]) -> dict[str, str]:
        """The topics by their casefolded name; one too long to be a topic is left out."""
        found: dict[str, str] = {}
        for raw in names:
            name = storable(" ".join(raw.split()))
            if len(name) > longest(Topic, "name"):
                self.note("topic-left-out", _("This is too long to be a topic."), name)
            elif name:
                found.setdefault(name.casefold(), name)
        return self._most("topics", found, MOST_TOPICS)

    def publication(self, name: str) -> str:
        return self.text("publication's name", name, longest(Publication, "name"))

    def _most(self, what: str, found: dict[str, T], most: int) -> dict[str, T]:
        if len(found) <= most:
            return found
        message = _("More than %(most)d %(what)s; the others were left out.") % {"most": most, "what": what}
        self.note(f"{what}-left-out", message, ", ".join(list(found)[most:]))
        return dict(list(found.items())[:most])


def article_values(story: Story, fitting: Fitting, *, accept_guesses: bool) -> dict[str, Any]:
    """The columns of an article that come from its file alone."""
    facts = story.facts
    body = sanitise(storable(body_html(story.body)))
    headline = headline_of(story, accept_guesses=accept_guesses)
    return {
        "headline": fitting.text("headline", headline, longest(Article, "headline")),
        "kicker": fitting.text("kicker", facts.kicker, longest(Article, "kicker")),
        "standfirst": fitting.text("standfirst", facts.standfirst, longest(Article, "standfirst")),
        "dateline": fitting.text("dateline", facts.dateline, longest(Article, "dateline")),
        "body": body,
        "language": fitting.language(facts.language),
        "genre": fitting.genre(facts.genre),
        "source_url": fitting.url(facts.canonical_url),
        "usage_terms": fitting.text("terms of use", facts.usage_terms, longest(Article, "usage_terms")),
        "is_machine_translated": facts.is_machine_translated,
        "embargoed_until": fitting.moment(facts.embargoed),
        "word_count": word_count(body),
    }


def headline_of(story: Story, *, accept_guesses: bool) -> str:
    """The headline to store: a derived one is only a suggestion until somebody accepts it."""
    if story.headline_derived and not accept_guesses:
        return ""
    return story.facts.headline or (suggested_headline(story) if accept_guesses else "")


def is_whole(story: Story, headline: str, body: object) -> bool:
    """Whether the text may take the place of a published one.

    Not so a summary, what its provider calls back, or what nobody could read for years.
    """
    called_back = any(finding.code in ("held-back", "partial") for finding in story.findings)
    return bool(headline and body) and not called_back and not far_off(story)


def far_off(story: Story) -> tuple[Finding, ...]:
    """What is dated, or embargoed, until years from now: more likely a slip of the pen than a plan."""
    found = []
    fitting, latest = Fitting(), timezone.now() + FAR
    for code, said, message in (
        ("date-far-off", story.facts.published, _("The piece is dated years ahead.")),
        ("embargo-far-off", story.facts.embargoed, _("The piece is embargoed for years to come.")),
    ):
        if (when := fitting.moment(said)) and when > latest:
            found.append(Finding(code, message, when.date().isoformat(), confidence=0.9))
    return tuple(found)


def suggested_headline(story: Story) -> str:
    suggestions = (f.suggestion for f in story.findings if f.code == "headline-derived")
    return next(suggestions, "") or story.facts.headline


def as_spans(story: Story) -> list[dict[str, Any]]:
    """What was done to the source, for the desk: all but how its white space was laid out."""
    return [_as_span(change) for change in story.changes if change.kind != "layout"]


def as_findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [_as_finding(finding) for finding in list(findings)[:MOST_FINDINGS]]


def longest(model: type[Any], field: str) -> int:
    return int(model._meta.get_field(field).max_length)


def storable(text: str) -> str:
    """`text` without NULs and lone surrogates: escapes in front matter can make both."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def _as_span(change: Change) -> dict[str, Any]:
    span: dict[str, Any] = {
        "start": change.start,
        "end": change.end,
        "kind": change.kind,
        "step": change.step,
        "rule": change.rule,
        "confidence": change.confidence,
        "reason": storable(change.reason),
    }
    more = {"after": storable(change.after), "html": storable(change.html)}
    return span | {name: said for name, said in more.items() if said}


def _as_finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "message": storable(finding.message),
        "evidence": storable(finding.evidence),
        "suggestion": storable(finding.suggestion),
        "start": finding.start,
        "end": finding.end,
        "confidence": finding.confidence,
    }
