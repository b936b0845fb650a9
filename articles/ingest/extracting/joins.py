"""The words for `and` in bylines: apart from names, written together with them, and in front of them."""

import re
from functools import lru_cache

from ..features import fold
from ..lexicon import Lexicon
from . import roles


@lru_cache(maxsize=64)
def words(lex: Lexicon) -> str:
    return "|".join(re.escape(join) for join in lex.tables["byline"].get("joins", ()))


def apart(segment: str, lex: Lexicon, follows: bool) -> str:
    """A join that is written together with the name behind it (`وماجد`) set apart: after a full name, or a comma."""
    attached = tuple(lex.tables["byline"].get("attached_joins", ()))
    tokens, start = segment.split(), 0 if follows else 2
    if not attached or len(tokens) <= start or (follows and roles.is_role(segment, lex)):
        return segment
    for at in (*[0] * follows, *range(2, len(tokens))):
        join = next(
            (join for join in attached if tokens[at].startswith(join) and len(tokens[at]) > len(join) + 2), ""
        )
        if join and fold(tokens[at]) not in lex.words("byline", "unjoined"):
            tokens[at] = f"{join} {tokens[at][len(join) :]}"
    return " ".join(tokens)


def led(segment: str, lex: Lexicon) -> tuple[bool, str]:
    """Whether a join leads the words between two commas (`…, and Luis Mora`), and the words without it."""
    match = re.match(rf"\s*(?:{words(lex)})\s+", segment, re.IGNORECASE)
    return bool(match), segment[match.end() :] if match else segment
