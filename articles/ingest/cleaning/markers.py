"""Lines that are no part of the story: paywalls, adverts, share rows, newsletter boxes, menus, copyright.

Whole lines only. A piece *about* such things (it uses their words in its running text again and again) keeps
a lone line between its paragraphs, with a finding: it may well be a sub-heading.
"""

import re
from collections.abc import Sequence

from .. import captions, dates, furniture, line_kinds, zones
from ..document import Document, Passage
from ..features import ends_sentence, fold, is_quoted, word_count
from ..lexicon import Lexicon, lexicon
from ..line_kinds import Verdict
from ..story import Finding
from . import boxes

STEP = "markers"
QUESTION, INTERVIEW = ("?", "؟", "？"), 3  # so many questions make an interview
# Mentions that make a subject; different ones that do; a line up to so many words may itself be the clutter.
ABOUT, SEVERAL, SLOGAN = 3, 2, boxes.SLOGAN
SHORTEST = 4  # letters of a mark that is no word
SUBHEAD, PARTS = 6, 2  # words of a line that heads a part; so many such lines are a habit of the piece
CERTAIN = (
    "whole line",
    "row of share",
    "row of controls",
    "copyright sign",
    "menu",
    "run of phrases",
    "invisible",
)
_TRADE = re.compile(
    r"subscri|suscri|\babonn|\babo\b|assin(?:e|a|ar|ante)|abbon|paywall|newsletter|advert|publicit|pubblicit|publicid|anzeige|inserat|"
    r"werbung|annunci|anunci|reclame|اعلان|اشتراك|広告|購読|コメント欄|"
    r"comment section|cookie|kommentar|comentario|commentaire|commento"
)
_AMBIGUOUS = frozenset({"annunci", "anunci", "reclame"})  # who announces or claims speaks of no advert
REASONS = {
    "paywall": "Asks the reader to pay, subscribe or log in.",
    "advert": "Marks where an advertisement stood.",
    "share": "Buttons for sharing or printing.",
    "subscribe": "Offers a newsletter, an app or a channel.",
    "related": "Points to another piece.",
    "navigation": "Menu, tags or other furniture of the site.",
    "comments": "Belongs to the readers' comments.",
    "caption": "Caption of a picture that is not here.",
    "copyright": "States who holds the rights.",
    "date": "Says when the page was changed.",
    "other": "Speaks about the piece or the site, not for the story.",
}


def apply(document: Document) -> Document:
    """Marks every line that is clutter by its own words, then their neighbours that sound alike."""
    lex = lexicon(document.language)
    first, last = zones.running(document)
    parts = _heads_of_parts(document, lex)
    asked = sum(p.in_body and p.text.rstrip().endswith(QUESTION) for p in document.passages)
    passages = list(document.passages)
    verdicts = [_verdict(p, i < first or i > last, lex) for i, p in enumerate(passages)]
    about = _is_about(document, verdicts)
    _spare_title(passages, verdicts, first)
    _counts(passages, verdicts, first, lex)
    doubtful: list[Finding] = []
    for i, verdict in enumerate(verdicts):
        if (
            verdict
            and asked >= INTERVIEW
            and verdict.rule != "whole line"
            and passages[i].text.endswith(QUESTION)
        ):
            verdicts[i] = None  # a question among others is the interviewer's
        elif (
            verdict
            and first < i
            and ((about and i <= last) or (parts and _heads_text(passages, i)))
            and _stands_alone(passages, verdicts, i)
            and not furniture.points(passages[i].text, lex)
            and not _is_abbreviated(passages[i].text, verdict)
        ):
            verdicts[i] = None
            doubtful.append(_kept(passages[i], verdict))
    boxes.complete(passages, verdicts, lex, about)
    for i, verdict in enumerate(verdicts):
        if verdict:
            reason = REASONS[verdict.kind]
            passages[i] = passages[i].as_kind(verdict.kind, STEP, verdict.rule, verdict.confidence, reason)
    return document.with_passages(passages).noting(*doubtful)


def _spare_title(passages: list[Passage], verdicts: list[Verdict | None], first: int) -> None:
    """The first line may be a headline that sounds like a call; a cookie banner it is not."""
    title = next((i for i, p in enumerate(passages[:first]) if p.in_body), None)
    verdict = verdicts[title] if title is not None else None
    if (
        title is not None
        and verdict
        and verdict.rule not in CERTAIN
        and "cookie" not in fold(passages[title].text)
    ):
        verdicts[title] = None


def _counts(passages: list[Passage], verdicts: list[Verdict | None], first: int, lex: Lexicon) -> None:
    """Numbers of shares and comments over the text."""
    for i, passage in enumerate(passages[:first]):
        folded = fold(passage.text)
        counted = lex.comments.kind_of(folded) == "anchors" and any(c.isdigit() for c in folded)
        if (
            verdicts[i] is None
            and passage.in_body
            and (counted or (i and folded.isdigit() and len(folded) < 5) or _is_length(passages, verdicts, i))
        ):
            verdicts[i] = Verdict("share", "number over the text", 0.85)


def _is_length(passages: list[Passage], verdicts: list[Verdict | None], index: int) -> bool:
    """`06:12` under the `00:00` of a player: how long the recording lasts."""
    above = verdicts[index - 1] if index else None
    return bool(
        above and above.rule == "player" and re.fullmatch(r"\d{1,2}:\d\d", passages[index].text.strip())
    )


def _verdict(passage: Passage, outside: bool, lex: Lexicon) -> Verdict | None:
    if not passage.is_judged or passage.fate == "hr" or not passage.text:
        return Verdict("other", "invisible", 1.0) if passage.in_body and not passage.text else None
    if word_count(passage.text) <= 80 and lex.phrases("correction", "openers").opening(fold(passage.text)):
        return None  # readers are owed corrections: they stay until an editor has made one of them
    verdict = line_kinds.judge(passage.text, lex)
    if not verdict and captions.is_caption(passage.text, lex) and not is_quoted(passage.text):
        return Verdict("caption", "credit at the end", 0.88)
    if not verdict and outside and line_kinds.sounds_like_call(passage.text, lex):
        return Verdict("subscribe", "call outside the text", 0.8)
    if not verdict and outside and line_kinds.is_menu(passage.text, lex):
        return Verdict("navigation", "menu", 0.85)
    if not verdict and not outside and _is_update(passage.text, lex):
        return Verdict("date", "hour of a change", 0.85)
    return verdict


def _is_update(text: str, lex: Lexicon) -> bool:
    """Whether the line says when the page was changed, and nothing else (`Updated at 12.09 BST`)."""
    if word_count(text) > SLOGAN or not lex.phrases("date", "updated").opening(fold(text)):
        return False
    for found in reversed(dates.find(text)):
        text = f"{text[: found.start]} 0 {text[found.end :]}"
    words = fold(text).split()
    known = lex.singles("date", "updated") | lex.singles("date", "noise") | lex.singles("date", "weekdays")
    return any(word[0].isdigit() for word in words) and all(w[0].isdigit() or w in known for w in words)


def _is_about(document: Document, verdicts: Sequence[Verdict | None]) -> bool:
    """Whether the running text itself speaks of subscriptions, adverts or comments: of several, or again and again."""
    first, last = zones.running(document)
    said = [
        word
        for p, verdict in zip(document.passages[first : last + 1], verdicts[first : last + 1], strict=True)
        if p.in_body and not verdict and word_count(p.text) > SLOGAN
        for word in _TRADE.findall(fold(p.text))
    ]
    return len(said) >= ABOUT or len(set(said) - _AMBIGUOUS) >= SEVERAL


def _heads_of_parts(document: Document, lex: Lexicon) -> bool:
    """Whether phrases that stand at the end of a page (`Comments`, `All rights reserved`) head parts of this one."""
    passages, found = document.passages, set()
    first, last = zones.running(document)
    for i in range(first + 1, last):
        key = fold(passages[i].text) if word_count(passages[i].text) <= SUBHEAD else ""
        ending = key and (
            lex.comments.kind_of(key) == "anchors"
            or lex.blocks.kind_of(key)
            or lex.whole.kind_of(key) in ("copyright", "related")
        )
        if ending and _heads_text(passages, i) and _is_sentence(passages[i - 1].text):
            found.add(key)
    return len(found) >= PARTS


def _heads_text(passages: Sequence[Passage], index: int) -> bool:
    """Whether a short line stands right over a sentence of the text."""
    following = passages[index + 1] if index + 1 < len(passages) else None
    return word_count(passages[index].text) <= SUBHEAD and bool(
        following and following.in_body and _is_sentence(following.text)
    )


def _is_abbreviated(text: str, verdict: Verdict) -> bool:
    """`PUB`, `ADVT`: heads no part of a piece, whatever that is about."""
    return verdict.kind == "advert" and text.isupper() and len(text) <= SHORTEST


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) and word_count(text) > SUBHEAD


def _stands_alone(passages: list[Passage], verdicts: list[Verdict | None], index: int) -> bool:
    neighbours = [verdicts[i] for i in (index - 1, index + 1) if 0 <= i < len(verdicts)]
    return not any(neighbours) and not passages[index].text.rstrip().endswith(":")


def _kept(passage: Passage, verdict: Verdict) -> Finding:
    return Finding(
        "marker-kept",
        "This line looks like the site's, but the piece is about such things, so it stays.",
        evidence=passage.text[:200],
        suggestion=f"Take it out as {verdict.kind}.",
        start=passage.start,
        end=passage.end,
        confidence=0.5,
    )
