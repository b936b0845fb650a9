"""Whether two texts can be states of one piece, by the words they share."""

from articles.ingest import shingles
from articles.ingest.features import fold
from articles.plain_text import plain_text

LEAST_ALIKE = 0.1  # of the runs of words: less is another piece
MUCH_ALIKE = 0.5  # as much as tells a piece by its text alone
SHORT = 72  # characters: a text that says less has runs of two words only


def is_alike(headline: str, body: str, said: str) -> bool:
    """Whether `said` (headline and body) says something of what a piece says: its headline, or runs of its words."""
    new = fold(plain_text(said))
    if headline and fold(headline) in new:
        return True
    old = fold(f"{headline}\n{plain_text(body)}")
    return not old or not new or share(old, new) >= LEAST_ALIKE


def share(one: str, other: str) -> float:
    """Which part (0 to 1) of the shorter text the other has, too, both folded; of nothing nothing can be told: 0."""
    if not one or not other:
        return 0.0
    length = 2 if min(len(one), len(other)) < SHORT else 3
    ours, theirs = _runs(one, length), _runs(other, length)
    return len(ours & theirs) / min(len(ours), len(theirs))


def _runs(folded: str, length: int) -> set[bytes]:
    """So many words in a row, or all of a text that has fewer."""
    words = shingles.words(folded)
    return set(shingles.runs(words, length)) or {" ".join(words).encode()}
