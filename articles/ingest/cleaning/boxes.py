"""Boxes come as several lines: a newsletter's name, what it promises, the field for the address, the button.

One line of a box is known by its own words; its neighbours are known by standing beside it.
"""

import re

from .. import calls, furniture, line_kinds, reporting
from ..document import Passage
from ..features import PROSE_WORDS, ends_sentence, fold, is_prose, opens_quoted, word_count
from ..lexicon import Lexicon
from ..line_kinds import Verdict

SLOGAN = 12  # words: a line up to so long may itself be the clutter
NAME = 5  # words of a newsletter's name


def complete(passages: list[Passage], verdicts: list[Verdict | None], lex: Lexicon, about: bool) -> None:
    """Gives verdicts to the other lines of boxes. Of a piece `about` such things, none is enclosed by mistake."""
    _spread(passages, verdicts, lex)
    if not about:
        _enclosed(passages, verdicts, lex)
        _named(passages, verdicts)


def _spread(passages: list[Passage], verdicts: list[Verdict | None], lex: Lexicon) -> None:
    """Boxes come as several lines: a short line next to a paywall or newsletter line, with a cue of its own."""
    for order in (range(len(passages)), range(len(passages) - 1, -1, -1)):
        previous: Verdict | None = None
        for i in order:
            if verdicts[i] is None and previous and previous.kind in ("paywall", "subscribe", "advert"):
                verdicts[i] = _alike(passages[i], previous, lex)
            previous = verdicts[i]


def _enclosed(passages: list[Passage], verdicts: list[Verdict | None], lex: Lexicon) -> None:
    """A short line between two lines of one box belongs to it: `Stay in touch`, what one gets, `Email address`."""
    kinds = [v.kind if v else p.fate for p, v in zip(passages, verdicts, strict=True)]
    for i in range(1, len(passages) - 1):
        if (
            kinds[i] == "p"
            and kinds[i - 1] == kinds[i + 1]
            and kinds[i - 1] in ("paywall", "subscribe")
            and word_count(passages[i].text) <= SLOGAN
            and not opens_quoted(passages[i].text)
            and not reporting.reports(passages[i].text, lex)
        ):
            verdicts[i] = Verdict(kinds[i - 1], "between lines of a box", 0.8)


def _alike(passage: Passage, neighbour: Verdict, lex: Lexicon) -> Verdict | None:
    text = passage.text
    if not passage.in_body or not passage.is_open or word_count(text) > line_kinds.LONGEST:
        return None
    folded = fold(text)
    if furniture.joins(text, lex) and neighbour.kind == "subscribe":
        return Verdict(neighbour.kind, "button of a box", 0.85)
    best = max(calls.score(text, folded, kind, lex) for kind in ("paywall", "subscribe"))
    needed = 4 if is_prose(text) else 2 if ends_sentence(text) else 1
    cued = any(calls.has_cue(folded, kind, lex) for kind in ("paywall", "subscribe"))
    if ends_sentence(text) and not (cued or calls.opens(folded, lex)):
        return None  # a price or a `you` alone is no sign in a sentence
    spoken_to = calls.opens(folded, lex) or lex.phrases("call", "you").within(folded)
    if word_count(text) >= PROSE_WORDS and not spoken_to:
        return None  # a paragraph in a box speaks to the reader
    if calls.is_personal(folded) or reporting.reports(text, lex):
        return None
    if best < needed or opens_quoted(text) or re.match(r"[(（]|\d{1,2}[.:h]\d\d\b", text):
        return None
    return Verdict(neighbour.kind, "same box", 0.8)


def _named(passages: list[Passage], verdicts: list[Verdict | None]) -> None:
    """`The Tideline` over what comes every second Friday: a newsletter, if no sub-heading is spelled so."""
    over = [i for i in range(1, len(passages) - 2) if _is_name(passages, verdicts, i)]
    named = [i for i in over if all((v := verdicts[j]) and v.kind == "subscribe" for j in (i + 1, i + 2))]
    if len(named) == len(over):
        for i in named:
            verdicts[i] = Verdict("subscribe", "name over a box", 0.8)


def _is_name(passages: list[Passage], verdicts: list[Verdict | None], index: int) -> bool:
    """Whether the line is spelled as a title, under a sentence and over something longer."""
    text, after = passages[index].text, passages[index + 1]
    spelled = [word for word in text.split() if len(word) > 3]
    return (
        not verdicts[index]
        and passages[index].fate == "p"
        and word_count(text) <= NAME
        and bool(spelled)
        and all(word[0].isupper() for word in spelled)
        and not ends_sentence(text)
        and ends_sentence(passages[index - 1].text)
        and word_count(after.text) > word_count(text)
    )
