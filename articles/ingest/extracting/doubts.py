"""What an editor should look at: facts that are missing or guessed, and how much doubt that makes."""

from ..document import Document
from ..features import ends_sentence, fold, word_count
from ..lexicon import lexicon
from ..story import REMOVAL_KINDS, Finding

MUCH = 0.35  # of the text, gone
WEIGHTS = {
    "headline-missing": 40,
    "headline-derived": 35,
    "body-empty": 60,
    "much-removed": 30,
    "removed-unsure": 3,
    "comments-suspected": 15,
    "language-unsure": 10,
    "byline-missing": 8,
    "byline-left": 4,
    "date-missing": 8,
    "date-unsure": 6,
    "date-guessed": 4,
    "date-unreadable": 10,
    "date-far-off": 20,
    "embargo-far-off": 20,
    "publication-missing": 4,
    "front-matter-unreadable": 25,
    "marker-kept": 5,
    "glued-words": 2,
    "correction-note": 3,
    "topics-suggested": 0,
    "usage-terms": 0,
    "time-zone-assumed": 0,
    "editors-note": 3,
    "bio-suspected": 3,
    "byline-guessed": 4,
    "picture-missing": 3,
    "link-relative": 1,
    "pictures-elsewhere": 0,
    "markup-left": 3,
    "shortcodes-left-out": 1,
    "front-matter-ignored": 1,
}
OTHER_WORK = lexicon("").kinds("credits")  # roles of those who did not write it
UNSURE = 0.85  # removals below this confidence add to the doubt
SENTENCE, SHOWN = 8, 3  # words of a sentence that is asked about; so many are shown
_SUBSTANCE = ("paywall", "advert", "related", "other", "duplicate", "comments", "navigation")


def of(document: Document) -> tuple[Finding, ...]:
    """The findings about what the finished document lacks."""
    facts = document.facts
    found: list[Finding] = []
    if not any(p.text.strip() for p in document.body):
        found.append(Finding("body-empty", "Nothing is left of the body.", confidence=1.0))
    if not _signed(document):
        found.append(Finding("byline-missing", "The piece names no author.", confidence=0.8))
    if not facts.published and not any(finding.code == "date-unreadable" for finding in document.findings):
        evidence = document.hints.get("unsure_date") or document.hints.get("month", "")
        code = "date-unsure" if evidence else "date-missing"
        found.append(
            Finding(
                code,
                "The piece does not say for sure on which day it appeared.",
                evidence=evidence,
                confidence=0.8,
            )
        )
    if not facts.publication:
        agency = document.hints.get("agency", "")
        found.append(
            Finding(
                "publication-missing",
                "The piece does not say where it appeared.",
                suggestion=agency,
                confidence=0.8,
            )
        )
    return (*found, *_removals(document), *_unsure(document), *_corrections(document))


def _signed(document: Document) -> bool:
    """Whether somebody is named who wrote it, and not only who took the pictures or helped."""
    return any(person.role not in OTHER_WORK for person in document.facts.authors)


def _removals(document: Document) -> tuple[Finding, ...]:
    gone = sum(p.end - p.start for p in document if p.fate in _SUBSTANCE)
    kept = sum(p.end - p.start for p in document.body)
    if gone <= MUCH * (gone + kept):
        return ()
    share = round(100 * gone / (gone + kept))
    return (
        Finding(
            "much-removed",
            f"{share} % of the text was taken out.",
            evidence="See the removed parts in the source.",
            confidence=0.6,
        ),
    )


def _unsure(document: Document) -> tuple[Finding, ...]:
    """One finding about whole sentences that were taken out without being sure of it."""
    gone = [
        p
        for p in document
        if p.fate in REMOVAL_KINDS
        and p.confidence <= UNSURE
        and p.fate != "comments"  # where they begin is asked by a finding of its own
        and word_count(p.text) >= SENTENCE
        and ends_sentence(p.text)
    ]
    if not gone:
        return ()
    return (
        Finding(
            "removed-unsure",
            "Whole sentences were taken out that may belong to the text.",
            evidence="\n".join(p.text[:200] for p in gone[:SHOWN]),
            suggestion="Put back in the source what belongs to the text.",
            start=gone[0].start,
            end=gone[0].end,
            confidence=0.5,
        ),
    )


def _corrections(document: Document) -> tuple[Finding, ...]:
    openers = lexicon(document.language).phrases("correction", "openers")
    return tuple(
        Finding(
            "correction-note",
            "This looks like a correction note.",
            evidence=p.text[:300],
            suggestion="Make it a correction of the piece.",
            start=p.start,
            end=p.end,
            confidence=0.7,
        )
        for p in document.body
        if word_count(p.text) <= 60 and openers.opening(fold(p.text))
    )


def doubt(document: Document, findings: tuple[Finding, ...]) -> int:
    """From 0 (sure of everything) to 100."""
    counted: dict[str, int] = {}
    for finding in findings:
        counted[finding.code] = min(
            counted.get(finding.code, 0) + WEIGHTS.get(finding.code, 5), max(20, WEIGHTS.get(finding.code, 5))
        )
    unsure = sum(
        not p.in_body and not p.fate.startswith("field:") and p.confidence < UNSURE for p in document
    )
    return min(100, sum(counted.values()) + min(20, 4 * unsure))
