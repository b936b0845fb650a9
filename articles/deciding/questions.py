"""Findings as small questions: what is asked, and what Yes and No say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Asked:
    """The question about one kind of finding. `reject` is empty where No cannot be acted upon here: then the
    piece itself has to be mended."""

    question: Words
    accept: Words
    reject: Words = ""


ASKED: dict[str, Asked] = {
    "headline-derived": Asked(_("Accept this headline?"), _("Accept it"), _("No")),
    "glued-words": Asked(_("Split this word?"), _("Split it"), _("Leave it")),
    "comments-suspected": Asked(
        _("Do readers' comments begin here?"), _("Yes, take them out"), _("No, it stays")
    ),
    "marker-kept": Asked(
        _("Is this line the site's, not the piece's?"), _("Yes, take it out"), _("It stays")
    ),
    "byline-of-file": Asked(_("Is this the author?"), _("Yes"), _("No, take the name off")),
    "date-of-file": Asked(_("Did it appear on this day?"), _("Yes"), _("No, take the date off")),
    "date-guessed": Asked(_("Did it appear on this day?"), _("Yes"), _("No, take the date off")),
    "publication-missing": Asked(_("Did it appear here?"), _("Yes"), _("No")),
    "topics-suggested": Asked(_("Add these topics?"), _("Add them"), _("No")),
    "correction-note": Asked(_("May this note stand in the text?"), _("It may")),
    "language-unsure": Asked(_("Is this its language?"), _("Yes")),
    "byline-missing": Asked(_("Has it really no author?"), _("None")),
    "date-missing": Asked(_("Is it all right without a date?"), _("Yes")),
    "time-zone-assumed": Asked(_("Is the time of day right?"), _("Yes")),
    "date-unsure": Asked(_("Is it all right without the day?"), _("Yes")),
    "headline-missing": Asked(_("Has somebody written a headline by now?"), _("Yes")),
    "body-empty": Asked(_("Is there a text by now?"), _("Yes")),
    "held-back": Asked(_("May it go out all the same?"), _("It may")),
    "partial": Asked(_("May it stand without the rest?"), _("It may")),
    "much-removed": Asked(_("Was it right to take out so much?"), _("Yes")),
}
# Where the importer has nothing to suggest.
BARE: dict[str, Asked] = {
    "publication-missing": Asked(_("Is it all right without a publication?"), _("Yes")),
    "language-unsure": Asked(_("Is the language that the piece is filed under right?"), _("Yes")),
}
OTHERS = Asked(_("Is it all right so?"), _("Yes"))
NEEDS_SUGGESTION = {"headline-derived", "publication-missing", "glued-words", "topics-suggested"} | {*BARE}


@dataclass(frozen=True, slots=True)
class Question:
    """One open finding, asked. `key` names it in forms: the source's id and the finding's number there."""

    key: str
    code: str
    asked: Asked
    message: str
    evidence: str
    suggestion: str
    blocking: bool


def question_of(finding: Mapping[str, Any]) -> Question:
    """The question about a finding as `open_findings` gives it."""
    code = str(finding.get("code", ""))
    suggestion = str(finding.get("suggestion", ""))
    known = ASKED if suggestion or code not in NEEDS_SUGGESTION else BARE
    asked = known.get(code, OTHERS)
    return Question(
        key=f"{finding['source']}-{finding['number']}",
        code=code,
        asked=asked,
        message=str(finding.get("message", "")),
        evidence=str(finding.get("evidence", "")),
        suggestion=suggestion,
        blocking=bool(finding["blocking"]),
    )
