"""Pull quotes and lines that stand twice. The copy inside the running text is the one that stays."""

import re

from .. import zones
from ..document import Document, Passage
from ..features import ends_sentence, fold, is_cjk, is_prose, word_count
from ..lexicon import Lexicon, lexicon
from ..names import is_name
from ..story import Finding

STEP = "duplicates"
SHORTEST = 8  # words: less is a refrain, a chorus, a slogan
ADJACENT = 6  # words of a sentence that stands twice running
PARAGRAPH = 15  # words: a line that stands alone both times is repeated by mistake only if it is long
SHORTEST_CJK = 14  # characters
MOST_GONE = 0.2  # of a laid-out page: so much is repeated on purpose, as in lyrics and placeholders
MOST_WORK = 500_000_000  # characters compared; a piece so long is looked through by nobody
_QUOTED = re.compile(r"[\"“„«‚「『‘](.{20,}?)[\"”“»’」』]")


def apply(document: Document) -> Document:
    """Removes passages whose words stand again in a longer passage, and second copies of whole paragraphs."""
    passages = [piece for p in document.passages for piece in _unglued(document, p)]
    keys = [fold(p.text) if p.is_judged else "" for p in passages]
    if len(keys) * sum(map(len, keys)) > MOST_WORK:
        return document.noting(_too_long())
    text = "\n".join(keys)
    once = "\n".join(dict.fromkeys(keys))  # where a thousand lines say the same, one of them is looked at
    # What stands over the text is a headline or standfirst, even if the text says the same.
    first, _last = zones.running(document.with_passages(passages))
    lex = lexicon(document.language)
    seen: set[str] = set(keys[:first])
    for i in range(first, len(passages)):
        passage, key = passages[i], keys[i]
        if key and _is_copy(passage, keys, i, key in seen, once):
            reason = "The same words stand in the running text."
            passages[i] = passage.as_kind("duplicate", STEP, "words that stand twice", 0.93, reason)
        elif key and _names_the_quoted(passages, i, lex) and key in text.replace(f"\n{key}\n", ""):
            reason = "Says whose the repeated words are."
            passages[i] = passage.as_kind("duplicate", STEP, "name under a pull quote", 0.85, reason)
        seen.add(key)
    if document.media_type == "text/html" and _gone(passages) > MOST_GONE:
        return document.noting(_too_many())
    return document.with_passages(passages)


def _gone(passages: list[Passage]) -> float:
    """The share of the words that would go."""
    gone = sum(word_count(p.text) for p in passages if p.rule == "words that stand twice")
    return gone / (gone + sum(word_count(p.text) for p in passages if p.in_body) or 1)


def _names_the_quoted(passages: list[Passage], index: int, lex: Lexicon) -> bool:
    """Whether a name stands under words that were taken out as a pull quote."""
    return index > 0 and passages[index - 1].fate == "duplicate" and is_name(passages[index].text, lex, 2)


def _is_copy(passage: Passage, keys: list[str], index: int, is_seen: bool, text: str) -> bool:
    """Whether the passage says again what another says: twice running, as a paragraph, or inside a longer one."""
    key, words = keys[index], word_count(passage.text)
    if index and key == keys[index - 1] and words >= ADJACENT and ends_sentence(passage.text):
        return True
    if not _long_enough(passage.text):
        return False
    verse = not is_prose(passage.text) and _is_refrain(keys, index)
    return (is_seen and words >= PARAGRAPH and not verse) or _stands_elsewhere(passage, key, text)


def _is_refrain(keys: list[str], index: int) -> bool:
    """A repeated line whose neighbour is repeated too is a verse."""
    return any(keys[j] and keys.count(keys[j]) > 1 for j in (index - 1, index + 1) if 0 <= j < len(keys))


def _long_enough(text: str) -> bool:
    return len(text) >= SHORTEST_CJK if is_cjk(text) else word_count(text) >= SHORTEST


def _stands_elsewhere(passage: Passage, key: str, text: str) -> bool:
    """Whether the words, or the quotation in them, stand inside a longer passage too."""
    if _inside_longer(key, text):
        return True
    quoted = _QUOTED.search(passage.text)
    if quoted and len(quoted[1]) >= 0.7 * len(passage.text) and _long_enough(quoted[1]):
        return _inside_longer(fold(quoted[1]), text, own=key)
    stripped = re.sub(r"\s*(?:…|\.\.\.)$", "", passage.text)
    return stripped != passage.text and _inside_longer(fold(stripped), text, own=key)


def _inside_longer(key: str, text: str, own: str = "") -> bool:
    at = text.find(key)
    while at >= 0:
        begin = text.rfind("\n", 0, at) + 1
        stop = text.find("\n", at)
        line = text[begin : stop if stop >= 0 else len(text)]
        if len(line) > max(len(key), len(own)) + 3:
            return True
        at = text.find(key, at + 1)
    return False


def _unglued(document: Document, passage: Passage) -> list[Passage]:
    """`SubscribeThe minister said …`: the button and the repeated words behind it, apart."""
    if not passage.is_judged:
        return [passage]
    word = re.match(r"[^\W\d_]+", passage.text)
    if not word:
        return [passage]
    quoted = passage.text[word.end() : word.end() + 1] in tuple('“"«„')
    seam = word if quoted else re.match(r".*?[^\W\d_A-Z](?=[A-ZÀ-ÖØ-Þ])", word.group())
    if not seam:
        return [passage]
    kind = lexicon(document.language).whole.kind_of(fold(seam.group()))
    if kind not in ("subscribe", "paywall", "share", "advert"):
        return [passage]
    button, rest = passage.cut(seam.end())
    return [button.as_kind(kind, STEP, "glued button", 0.9, "A button, glued to the words after it."), rest]


def _too_long() -> Finding:
    return Finding(
        "duplicates-not-sought", "The piece is too long to look for words that stand twice.", confidence=1.0
    )


def _too_many() -> Finding:
    return Finding(
        "duplicates-many",
        "Much of the piece stands in it twice; nothing was taken out for that.",
        confidence=0.5,
    )
