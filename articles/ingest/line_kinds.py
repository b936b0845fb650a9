"""What a single line is, judged by its words alone; where it stands is judged by the rules that ask."""

import re
from dataclasses import dataclass

from . import calls, furniture, reporting
from .features import ends_sentence, fold, is_cjk, is_prose, is_quoted, opens_quoted, word_count
from .lexicon import Lexicon

CALLS = ("paywall", "subscribe", "advert", "share", "comments")  # kinds that speak to the reader
LONGEST = 45  # words; a longer line is a paragraph
# From the beginning of a gap only: a long one would be gone through from each of its places.
_SEPARATORS = re.compile(r"(?<!\s)(?:\s+[|·•>»›/＞｜・—–-]\s+|\s*[|›»｜＞]\s*)")
_SENTENCES = re.compile(r"(?<=[.!?。！？؟|·])\s+|(?<=[。！？])")
_COPYRIGHT = re.compile(r"^(?:©|copyright\b)|(?:©|\(c\))\s?\d{4}", re.I)
_BULLET = re.compile(r"^(?:[•·‣▪●◦○■□★☆→►▶»›>*–—-]|\d{1,2}[.)])\s+")
_QUOTED_TITLE = re.compile(r"[:：|]|】")
_PLAYER = re.compile(r"0?0:00|\d{1,2}:\d\d\s*/\s*\d{1,2}:\d\d(?:\s*\d(?:\.\d+)?x)?")
_GOES_ON_SMALL = re.compile(r"[^:]{1,40}: ?[a-zß-öø-ÿ]")
_GOES_ON = re.compile(r"[^,.;:!?]{1,60}, (?:[a-zß-öø-ÿ]|(?:[A-ZÀ-ÖØ-Þ][\w.’'-]+ ){2,3}[a-zß-öø-ÿ])")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?")
_DATED = re.compile(r"\s*[:：]?\s*\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b")
_HASHTAGS = re.compile(r"#\w+(?:[\s,·|]+#\w+)*")
_FIGURES = re.compile(r"(?:\d{1,2} \d{1,2} \d{4}|\d{4} \d{1,2} \d{1,2})(?: \d+)*")  # a date, not `2/3` pages
_ENTRY = re.compile(r"^[^\W\d_][\w' ]{1,25}\. (?P<rest>[A-ZÀ-ÖØ-Þ].*)$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A removal kind, the rule that says so, and how sure it is (0 to 1)."""

    kind: str
    rule: str
    confidence: float


def judge(text: str, lex: Lexicon) -> Verdict | None:
    """What the line is if it is clutter by its own words; None for everything else."""
    if word_count(text) > LONGEST or len(text) > 600:
        return None
    folded = fold(text)
    if not folded:
        return _symbols(text)
    whole = "" if _FIGURES.fullmatch(folded) else lex.whole.kind_of(folded)
    if whole and not is_quoted(text):
        return Verdict(whole, "whole line", 0.95)
    if opens_quoted(text):
        return None
    return (
        _run(folded, lex)
        or _copyright(text, folded, lex)
        or _row(text, lex)
        or _sentences(text, lex)
        or _furnished(text, lex)
        or _opening(text, folded, lex)
    )


def _furnished(text: str, lex: Lexicon) -> Verdict | None:
    """What the line is by the classes of its words: furniture, or a pointer with another piece's title."""
    if form := furniture.of(text, lex):
        return Verdict(form.kind, form.rule, 0.9)
    if furniture.points(text, lex):
        return Verdict("related", "points elsewhere", 0.9)
    return None


def _symbols(text: str) -> Verdict | None:
    """A line without a letter or digit: arrows and stars of buttons; a row of them may be a section break."""
    if re.fullmatch(r"[\s*_\-–—=~.·•#◆◇■□★☆✽❖⁂]+", text):
        return None
    return Verdict("other", "symbols only", 0.8)


def _run(folded: str, lex: Lexicon) -> Verdict | None:
    """Several whole phrases in a row: `Skip to recipe Skip to main content`."""
    words = folded.split()
    at, kinds = 0, []
    while at < len(words):
        sizes = range(min(7, len(words) - at), 0, -1)
        size = next((n for n in sizes if " ".join(words[at : at + n]) in lex.whole.plain), 0)
        if not size:
            return None
        kinds.append(lex.whole.plain[" ".join(words[at : at + size])])
        at += size
    return Verdict(kinds[0], "run of phrases", 0.92) if len(kinds) > 1 else None


def _copyright(text: str, folded: str, lex: Lexicon) -> Verdict | None:
    stated = _COPYRIGHT.search(text) and not _speaks_of(text)
    if (stated or ("©" in text and not ends_sentence(text))) and not _defines(text):
        return Verdict("copyright", "copyright sign", 0.95)
    for kind in lex.kinds("closing"):
        if word_count(text) <= 40 and lex.phrases("closing", kind).closes(folded):
            sure = kind in ("copyright", "other") or calls.score(text, folded, kind, lex) >= 3
            return Verdict(kind, "closing words", 0.92) if sure else None
    return None


def _row(text: str, lex: Lexicon) -> Verdict | None:
    """A row of buttons: nearly every word of it is one that such rows are made of."""
    tokens = [t for t in fold(re.sub(r"[▲▼|·•>/＞｜・]", " ", text)).split() if not t.isdigit()]
    if _PLAYER.fullmatch(text.strip()):
        return Verdict("other", "player", 0.9)
    if _HASHTAGS.fullmatch(text.strip()):
        return Verdict("navigation", "hashtags", 0.9)
    if _ADDRESS.fullmatch(text.strip()) and re.search(r"\.[a-z]{2,7}/?$", text.strip()):
        return Verdict("other", "bare address", 0.85)
    if not tokens and re.search(r"[▲▼👍👎]", text):
        return Verdict("comments", "row of controls", 0.9)
    if not tokens or len(tokens) > 25 or ends_sentence(text):
        return None
    for key, kind, least, share in (("controls", "comments", 1, 1.0), ("share", "share", 2, 0.85)):
        known = lex.singles("row", key)
        counted = (
            kind == "share" and lex.whole.plain.get(tokens[0]) == "share" and any(c.isdigit() for c in text)
        )
        if (len(tokens) >= least or counted) and sum(t in known for t in tokens) >= share * len(tokens):
            if kind == "comments" and len(tokens) == 1 and not re.search(r"[▲▼\d]", text):
                continue
            return Verdict(kind, f"row of {key}", 0.93)
    return None


def _sentences(text: str, lex: Lexicon) -> Verdict | None:
    """A line made of several sentences, each of which is a whole marker by itself."""
    parts = [part.strip(" |·") for part in _SENTENCES.split(text)]
    parts = [part for part in parts if fold(part)]
    if len(parts) < 2:
        return None
    kinds = []
    for part in parts:
        kind = lex.whole.kind_of(fold(part)) or _anchors(fold(part), lex)
        if not kind:  # as with the first one of nearly all
            return None
        kinds.append(kind)
    return Verdict("comments" if "comments" in kinds else kinds[0], "whole sentences", 0.93)


def _anchors(folded: str, lex: Lexicon) -> str:
    return "comments" if lex.comments.kind_of(folded) == "anchors" else ""


def _opening(text: str, folded: str, lex: Lexicon) -> Verdict | None:
    for kind in lex.kinds("opening"):
        opening = lex.phrases("opening", kind).opening(folded)
        if not opening or word_count(text) > 40:
            continue
        verdict = (
            None
            if _defines(text)
            or (kind in CALLS and _tells(text))
            or _reports(text, folded, kind, opening, lex)
            else _opened(text, folded, kind, lex, opening)
        )
        if verdict:
            return verdict
    return _weighed(text, folded, lex)


def _opened(text: str, folded: str, kind: str, lex: Lexicon, opening: str) -> Verdict | None:
    """An opening is proof for some kinds; others want more than the way they begin."""
    if kind == "navigation" and _DATED.match(text[len(opening) :]):
        return None  # `Posted in: 27/11/2023`, where the words for `on` and `in` are one
    if kind in ("related", "navigation"):
        shouted = text[: len(opening)].isupper() and not text.isupper()
        spaced = is_cjk(text) and text[len(opening) : len(opening) + 1] in (" ", "　")
        titled = (_QUOTED_TITLE.search(text[:60]) or shouted or spaced) and not (
            text.rstrip().endswith(":") or _continues(text)
        )
        return Verdict(kind, "opening words", 0.94) if titled and word_count(text) <= 30 else None
    if kind == "copyright" and _speaks_of(text) and len(opening.split()) == 1:
        return None
    if kind in ("copyright", "other", "comments"):
        return Verdict(kind, "opening words", 0.9)
    if " " not in opening and _goes_on(text, opening):
        return None
    needed = 5 if is_prose(text) else 1 if len(opening.split()) > 2 else 2
    return Verdict(kind, "opening words", 0.92) if calls.score(text, folded, kind, lex) >= needed else None


def _reports(text: str, folded: str, kind: str, opening: str, lex: Lexicon) -> bool:
    """A sentence of the story that begins like a notice: `Advertisement spending fell`, `… were withdrawn in 1931.`"""
    if not ends_sentence(text):
        return False
    if reporting.attributes(text, lex):
        return kind not in ("related", "navigation") or text.rstrip().endswith(".")  # as titles do not
    if kind not in (*CALLS, "copyright"):
        return False
    first = fold(reporting.first_sentence(text))
    if not first.startswith(opening) or lex.phrases("call", "you").within(folded):
        return False
    return reporting.is_past(first[len(opening) - len(opening.split()[-1]) :], lex)  # `… reserved the mill`


def _continues(text: str) -> bool:
    """`Watch: that was the one word he gave his son.`: a title begins with a capital, and ends without a stop."""
    return bool(_GOES_ON_SMALL.match(text)) and text.rstrip().endswith(".")


def _tells(text: str) -> bool:
    """`Subscribe, said the leaflet …`, `Already a subscriber, Mrs Holm says …`: a sentence that goes on."""
    return bool(_GOES_ON.match(text)) and ends_sentence(text)


def _goes_on(text: str, opening: str) -> bool:
    """`Advertisement spending …`: the one word that opens it is part of a sentence."""
    following = text[len(opening) :].lstrip()[:1]
    return ends_sentence(text) and following.islower()


def _speaks_of(text: str) -> bool:
    """A sentence about copyright, not a notice: it ends, and names neither year nor sign."""
    return ends_sentence(text) and not re.search(r"©|\d{4}", text)


def _defines(text: str) -> bool:
    """`Copyright. What we have in our stories`: a word, and a sentence about it, as in a glossary."""
    match = _ENTRY.match(text)
    return bool(
        match and word_count(match["rest"]) >= 4 and ends_sentence(text) and not re.search(r"©|\d{4}", text)
    )


def _weighed(text: str, folded: str, lex: Lexicon) -> Verdict | None:
    """Calls to action that no list holds: strong and weak cues, an imperative, `you`, a price."""
    cued = ("paywall", "subscribe", "advert", "related", "other")
    if not any(calls.has_cue(folded, kind, lex) for kind in cued):
        return None
    scores = {kind: calls.score(text, folded, kind, lex) for kind in cued}
    kind = max(scores, key=lambda name: scores[name])
    whole = ends_sentence(text)
    needed = (
        6
        if is_prose(text)
        else 5
        if whole and not (calls.opens(folded, lex) and calls.offers(text, folded, kind, lex))
        else 4
    )
    goes_on = _tells(text) and not calls.asks_at_end(text, lex)
    if goes_on or calls.is_personal(folded) or reporting.reports(text, lex):
        return None
    if kind in ("related", "other") and not calls.asks(text, folded, kind, lex):
        return None
    if scores[kind] >= needed and calls.has_cue(folded, kind, lex) and word_count(text) <= 40:
        return Verdict(kind, "call to action", 0.85)
    return None


def sounds_like_call(text: str, lex: Lexicon) -> bool:
    """Whether a line outside the text is a call to action by weaker signs than `judge` wants."""
    if word_count(text) > 30 or opens_quoted(text) or reporting.reports(text, lex):
        return False
    folded = fold(text)
    return (
        calls.opens(folded, lex)
        and max(calls.score(text, folded, kind, lex) for kind in ("paywall", "subscribe")) >= 3
    )


def is_menu(text: str, lex: Lexicon) -> bool:
    """Whether a line without end punctuation is a menu or a breadcrumb trail (said of lines outside the text)."""
    if ends_sentence(text) or word_count(text) > 40 or re.fullmatch(r"\|.*\|", text.strip()):  # a table's row
        return False
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    trail = len(parts) >= 2 and bool(re.search(r"[>»›＞]", text))
    known = lex.singles("row", "navigation")
    short = len(parts) >= 3 and all(word_count(part) <= 3 for part in parts) and not re.search(r"\d", text)
    if short and any(fold(part) in known for part in parts) and re.search(r"[|•·]", text):
        return True
    if len(parts) >= 3 and fold(parts[0]) in known and re.search(r"[>»›＞/]", text):
        return True  # Home / Cities / … / the headline
    if (trail or len(parts) >= 4) and all(word_count(part) <= 5 for part in parts):
        return True
    if re.search(r"[,;:،、]", text):
        return False
    small = lex.words("glue", "small")
    tokens = [t for t in fold(text).split() if len(t) > 1 and t not in small]
    return len(tokens) >= 3 and sum(t in known for t in tokens) >= 0.6 * len(tokens)


def bullet(text: str) -> int:
    """How many characters of the text are a bullet or number before it."""
    match = _BULLET.match(text)
    return match.end() if match else 0
