"""IPTC's vocabularies as far as they mean something here: subjects by code, genres, states of publication."""

import re

from . import exchange

# The seventeen subjects at the top of the Media Topics, whose codes the elder Subject Codes share.
_TOPICS = {
    "01000000": "arts, culture, entertainment and media",
    "02000000": "crime, law and justice",
    "03000000": "disaster, accident and emergency incident",
    "04000000": "economy, business and finance",
    "05000000": "education",
    "06000000": "environment",
    "07000000": "health",
    "08000000": "human interest",
    "09000000": "labour",
    "10000000": "lifestyle and leisure",
    "11000000": "politics and government",
    "12000000": "religion",
    "13000000": "science and technology",
    "14000000": "society",
    "15000000": "sport",
    "16000000": "conflict, war and peace",
    "17000000": "weather",
}
_GENRES = {
    "actuality": "news",
    "breaking news": "news",
    "current": "news",
    "news": "news",
    "analysis": "analysis",
    "background": "analysis",
    "opinion": "comment",
    "comment": "comment",
    "commentary": "comment",
    "column": "comment",
    "editorial": "comment",
    "feature": "feature",
    "profile": "feature",
    "interview": "interview",
    "question and answer session": "interview",
    "review": "review",
    "obituary": "obituary",
    "letter": "letters",
    "letters": "letters",
}
# What its provider takes back: for good, or for the time being.
_CALLED_BACK = {
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
    "withdrawn": "withheld",
    "withheld": "withheld",
}
_CODE = re.compile(r"(?:^|[:/.])(\d{8})$")


def topic(name: str, code: str) -> str:
    """What a subject is called: by its own name, else by its code; empty for a code that says nothing to readers."""
    found = _CODE.search(code.strip())
    return " ".join(name.split()) or (_TOPICS.get(found[1], "") if found else "")


def genre(names: list[str]) -> str:
    """Ours for the first of IPTC's (by name or by the end of its code) that has one."""
    keys = (re.split(r"[:/#]", name)[-1].strip().casefold().replace("_", " ") for name in names)
    return next((_GENRES[key] for key in keys if key in _GENRES), "")


def judge(piece: exchange.Piece, state: str, embargoed: object, note: str) -> None:
    """What the provider says of using the piece: its state, until when it is to be kept, a note to editors."""
    key = re.split(r"[:/#]", state)[-1].strip().casefold()
    if key in (*_CALLED_BACK, "draft"):
        piece.hold_back(f"The provider says that it is {key}.", state)
        piece.state(called_back=_CALLED_BACK.get(key))
    elif key == "embargoed":
        piece.hold_back("The provider says that it is embargoed.", str(embargoed or state))
    piece.state(embargoed=piece.exactly(embargoed))
    if note.strip():
        piece.note("editors-note", "The provider sent a note to editors.", note)
