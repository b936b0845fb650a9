"""Job titles in bylines: `Health and Social Care Editor`, `Redakteurin für Wirtschaft und Soziales`, `矢野記者`.

A title is known by the post in it (`editor`), whatever the words before it (`Housing Editor`) or, after a small word,
behind it (`corresponsal de Economía y Empresa`); or by being mostly words of titles.
"""

import re
from functools import lru_cache

from ..features import fold, is_cjk
from ..lexicon import Lexicon

LONGEST, MOST_BEFORE = 10, 5  # words of a title; words before its post
_SMALL = frozenset(
    {"of", "the", "de", "fur", "der", "di", "du", "la", "le", "for", "and", "und", "et", "y", "e"}
)


@lru_cache(maxsize=2048)
def is_role(text: str, lex: Lexicon) -> bool:
    """Whether it is a job title: it has the form of one, or is mostly words of such titles."""
    tokens = [token for token in fold(text).split() if token not in _SMALL]
    known = lex.words("byline", "roles") | lex.words("byline", "posts")
    hits = sum(token in known for token in tokens)
    mostly = bool(tokens) and len(tokens) <= 8 and hits >= max(1, len(tokens) / 2)
    return mostly or _has_post(text, lex)


def _has_post(text: str, lex: Lexicon) -> bool:
    """Whether a post stands last (`Local Government Correspondents`), or first and a small word follows it."""
    tokens = fold(text).split()
    posts = lex.words("byline", "posts")
    if not 1 < len(tokens) <= LONGEST or any(token.isdigit() for token in tokens):
        return False
    if tokens[-1] in posts and len(tokens) <= MOST_BEFORE + 1:
        return True
    places = [at for at, token in enumerate(tokens[:3]) if token in posts]
    known = lex.words("byline", "roles") | posts
    return any(
        at + 1 < len(tokens)
        and tokens[at + 1] in lex.words("byline", "before_field")
        and all(token in known for token in tokens[:at])
        for at in places
    )


def has_post_word(text: str, lex: Lexicon) -> bool:
    """Whether a post stands in it, wherever: `Agency Reporter`."""
    return not lex.words("byline", "posts").isdisjoint(fold(text).split())


def is_position(text: str, lex: Lexicon) -> bool:
    """`Professor of Tidal History`: what somebody is, and of what, said of who is in a byline for sure."""
    tokens = fold(text).split()
    field = lex.words("byline", "before_field")
    behind = tokens[1:2] and (tokens[1] in field or text.islower())  # `hoogleraar recht`
    return 2 < len(tokens) <= LONGEST and tokens[0] in lex.words("bio", "nouns") and bool(behind)


def begins(text: str, longer: int, lex: Lexicon) -> bool:
    """Whether a post of more characters than `longer` stands first: `編集委員` is not `編集`."""
    posts = lex.tables["byline"].get("posts", ())
    return any(is_cjk(post) and len(post) > longer and text.startswith(post) for post in posts)


def only_titles(text: str, lex: Lexicon) -> bool:
    """Whether every word is one of titles, and one of them a post: `Staff Writers`."""
    tokens = fold(text).split()
    known = lex.singles("byline", "roles") | lex.words("byline", "posts") | lex.singles("byline", "nobody")
    return bool(tokens) and known.issuperset(tokens) and not lex.words("byline", "posts").isdisjoint(tokens)


def is_post(name: str, lex: Lexicon) -> bool:
    """Whether it names a post and nobody in it: `our correspondent`."""
    known = lex.singles("byline", "roles") | lex.singles("byline", "nobody") | lex.words("byline", "posts")
    return all(token in known for token in fold(name).split())


def is_field(text: str, lex: Lexicon) -> bool:
    """Whether some word is one of titles or sections, so that `Social Care` is nobody."""
    known = lex.words("byline", "roles") | lex.words("byline", "posts") | lex.words("row", "navigation")
    return any(token in known for token in fold(text).split())


def title_apart(name: str, lex: Lexicon) -> tuple[str, str]:
    """`Anna Rossi Chief Reporter` as name and title: the words of titles at its end, or at its beginning."""
    if is_cjk(name):
        return _title_behind(name, lex)
    known = lex.words("byline", "roles") | lex.words("byline", "posts")
    tokens = name.split()
    begin = 0
    while begin < len(tokens) - 2 and fold(tokens[begin]) in known:
        begin += 1
    if begin:  # `Chief Reporter Anna Rossi`
        return " ".join(tokens[begin:]), " ".join(tokens[:begin])
    at = len(tokens)
    while at > 2 and fold(tokens[at - 1]) in known:
        at -= 1
    if 2 < at < len(tokens) and tokens[at - 1].isupper() and not name.isupper():
        at -= 1  # `Anna Rossi PA Political Editor`
    return " ".join(tokens[:at]), " ".join(tokens[at:])


def _title_behind(name: str, lex: Lexicon) -> tuple[str, str]:
    """`矢野記者`, `編集委員 矢野`: the post beside a Japanese name, which is two characters or more."""
    posts = "|".join(sorted(map(re.escape, lex.tables["byline"].get("posts", ())), key=len, reverse=True))
    if not posts:
        return name, ""
    match = re.fullmatch(rf"(?P<name>.{{2,}}?)[ 　]?(?P<title>(?:{posts})+)", name)
    match = match or re.fullmatch(rf"(?P<title>(?:{posts})+)[ 　・]?(?P<name>.{{2,}})", name)
    return (match["name"], match["title"]) if match else (name, "")
