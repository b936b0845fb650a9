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
    "byline-guessed": Asked(
        _("Did the person whom the last lines introduce write it?"), _("Yes"), _("No, take the name off")
    ),
    "date-of-file": Asked(
        _("Did it appear on the day that the file is of?"), _("Yes"), _("No, take the date off")
    ),
    "date-guessed": Asked(_("Did it appear on this day?"), _("Yes"), _("No, take the date off")),
    "date-far-off": Asked(
        _("Is this date right, and no slip of the pen?"), _("It is"), _("No, take the date off")
    ),
    "embargo-far-off": Asked(
        _("Is it really embargoed until then?"),
        _("It is"),
        _("No, take the embargo off"),
    ),
    "publication-missing": Asked(_("Did it appear here?"), _("Yes"), _("No")),
    "topics-suggested": Asked(_("Add these topics?"), _("Add them"), _("No")),
    "bio-suspected": Asked(_("Does this line belong to the text, not to the author?"), _("It does")),
    "markup-left": Asked(_("Does it read well with these marks in the text?"), _("It does")),
    "correction-note": Asked(_("May this note stand in the text?"), _("It may")),
    "language-unsure": Asked(_("Is this its language?"), _("Yes")),
    "byline-missing": Asked(_("Has it really no author?"), _("None")),
    "byline-left": Asked(_("May these words of the byline be left out?"), _("They may")),
    "date-missing": Asked(_("Is it all right without a date?"), _("Yes")),
    "time-zone-assumed": Asked(_("Is the time of day right?"), _("Yes")),
    "date-unsure": Asked(_("Is it all right without the day?"), _("Yes")),
    "headline-missing": Asked(_("Has somebody written a headline by now?"), _("Yes")),
    "body-empty": Asked(_("Is there a text by now?"), _("Yes")),
    "held-back": Asked(_("May it go out all the same?"), _("It may")),
    "partial": Asked(_("May it stand without the rest?"), _("It may")),
    "picture-missing": Asked(_("May it stand without the picture?"), _("It may")),
    "link-relative": Asked(_("May these words stand without the link?"), _("They may")),
    "pictures-elsewhere": Asked(_("Is a link enough for readers?"), _("Yes")),
    "much-removed": Asked(_("Was it right to take out so much?"), _("Yes")),
    "removed-unsure": Asked(_("Was it right to take out these sentences?"), _("Yes")),
    "date-unreadable": Asked(_("Which day did it appear on?"), _("It is set")),
    "date-unusable": Asked(_("Does it do without this date?"), _("It does")),
    "front-matter-unreadable": Asked(
        _("What does the front matter say? Take it over by hand."), _("It is taken over")
    ),
    "front-matter-ignored": Asked(_("May these keys be left out?"), _("They may")),
    "columns-ignored": Asked(_("May these columns be left out?"), _("They may")),
    "shortcodes-left-out": Asked(_("Does it read well without these shortcodes?"), _("It does")),
    "usage-terms": Asked(_("Read the terms of use."), _("I have read them")),
    "editors-note": Asked(_("Read the provider's note."), _("I have read it")),
    "body-unreadable": Asked(_("What does the text say? Bring it in by hand."), _("It is there")),
    "language-unknown": Asked(_("Is it filed under its own language?"), _("It is")),
    "genre-unknown": Asked(_("Is it rightly filed as news?"), _("It is")),
    "address-unusable": Asked(_("Does it do without the address of its source?"), _("It does")),
    "duplicates-not-sought": Asked(_("Look for words that stand there twice."), _("I have looked")),
    "duplicates-many": Asked(_("May so much stand there twice?"), _("It may")),
    "pictures-left-out": Asked(_("Does it do without the document's pictures?"), _("It does")),
    "picture-unusable": Asked(_("Does it do without this picture?"), _("It does")),
    "picture-undescribed": Asked(_("Describe the pictures in words."), _("They are described")),
    "topic-left-out": Asked(_("Does it do without this topic?"), _("It does")),
    "topics-left-out": Asked(_("Does it do without the other topics?"), _("It does")),
    "authors-left-out": Asked(_("Does it do without the other names?"), _("It does")),
    "called-back": Asked(_("Its provider calls it back: may it stand all the same?"), _("It may")),
    "update-waiting": Asked(_("Its source has a new text: look at it."), _("I have looked at it")),
}
# Where the importer has nothing to suggest.
BARE: dict[str, Asked] = {
    "publication-missing": Asked(_("Is it all right without a publication?"), _("Yes")),
    "language-unsure": Asked(_("Is the language that the piece is filed under right?"), _("Yes")),
}
# What was cut off because it is too long: `headline-cut`, `biography-cut` …
CUT = "-cut"
OTHERS = Asked(_("Look at this in the piece."), _("I have looked"))
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
    return Question(
        key=f"{finding['source']}-{finding['number']}",
        code=code,
        asked=_asked(code, suggestion),
        message=str(finding.get("message", "")),
        evidence=str(finding.get("evidence", "")),
        suggestion=suggestion,
        blocking=bool(finding["blocking"]),
    )


def _asked(code: str, suggestion: str) -> Asked:
    if code.endswith(CUT):
        question = _("Does the %(what)s do as it was cut?") % {"what": code.removesuffix(CUT)}
        return Asked(question, _("It does"))
    known = ASKED if suggestion or code not in NEEDS_SUGGESTION else BARE
    return known.get(code, OTHERS)
