"""A story as a record for other programs, and for those who keep score."""

import re
from datetime import datetime
from html import unescape
from typing import Any

from .extracting.doubts import OTHER_WORK
from .footnotes import without_marks
from .story import Person, Story

_TAG = re.compile(r"<[^>]+>")
_KINDS = {"h3": "h2", "oli": "li"}


def as_report(story: Story) -> dict[str, Any]:
    """The record of one piece, JSON-serialisable. Facts that are not known are null."""
    facts = story.facts
    published = facts.published.date() if isinstance(facts.published, datetime) else facts.published
    return {
        "language": facts.language,
        "headline": facts.headline or None,
        "headline_derived": story.headline_derived,
        "standfirst": facts.standfirst or None,
        "kicker": facts.kicker or None,
        "dateline": facts.dateline or None,
        "publication": facts.publication or None,
        "published": published.isoformat() if published else None,
        "authors": [_person(p) for p in facts.authors if p.role not in OTHER_WORK],
        "others": [_person(p) for p in facts.authors if p.role in OTHER_WORK],
        "topics": list(facts.topics),
        "suggested_topics": list(story.suggested_topics),
        "body": [
            {
                "type": _KINDS.get(b.kind, b.kind),
                "text": unescape(_TAG.sub("", without_marks(b.html))) if b.html else b.text,
            }
            for b in story.body
        ],
        "removed": [
            {
                "kind": c.kind,
                "text": c.before,
                "rule": f"{c.step}: {c.rule}",
                "start": c.start,
                "end": c.end,
                "confidence": c.confidence,
                "reason": c.reason,
            }
            for c in story.removed
        ],
        "findings": [
            {
                "code": f.code,
                "message": f.message,
                "evidence": f.evidence,
                "suggestion": f.suggestion,
                "start": f.start,
                "end": f.end,
                "confidence": f.confidence,
                "blocking": f.is_blocking,
            }
            for f in story.findings
        ],
        "doubt": story.doubt,
        "encoding": story.encoding,
    }


def _person(person: Person) -> dict[str, str | None]:
    return {
        "name": person.name,
        "bio": person.bio or None,
        "role": person.role,
        "affiliation": person.affiliation or None,
    }
