"""Whatever prose is put together, and wherever clutter is put in it: the prose stays, the clutter goes."""

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis: pip install -r requirements-dev.txt")

from hypothesis import given, settings
from hypothesis import strategies as st

from .pieces import PROSE, body, lines, removed

WHO = [
    "The keeper",
    "Anna Kerr",
    "The harbour board",
    "A postman",
    "The widow of the last ferryman",
    "Nobody in Tallow Bay",
]
DID = [
    "rowed to",
    "wrote about",
    "painted",
    "had forgotten",
    "would not sell",
    "has measured",
    "dreamed of",
    "read more about",
]
WHAT = [
    "the eastern pier",
    "the herring",
    "a bench of oak",
    "the lighthouse",
    "the share of the catch",
    "a home by the sea",
]
WHEN = [
    "in the winter of the storm",
    "on a Monday in May",
    "before the band had played",
    "when the guests had gone home",
]
WHY = [
    "because the tide was late",
    "though nobody had asked",
    "and said so in a letter to the paper",
    "as the town likes to tell",
]
# A piece that speaks of such things again and again is about them: a lone line of clutter may then be its sub-heading.
TRADE = [
    "the comments of the board",
    "an advertisement for tar",
    "the newsletter of the harbour",
    "the subscribers of the band",
]


def stories(*what: str) -> st.SearchStrategy[list[str]]:
    """Pieces of a few paragraphs, none of which stands inside another: that would be a pull quote."""
    words = map(st.sampled_from, (WHO, DID, what, WHEN, WHY))
    sentences = st.tuples(*words).map(lambda parts: " ".join(parts) + ".")
    paragraphs = st.lists(sentences, min_size=2, max_size=4, unique=True).map(" ".join)
    return st.lists(paragraphs, min_size=3, max_size=7, unique=True).filter(apart)


def apart(paragraphs: list[str]) -> bool:
    return not any(a != b and a in b for a in paragraphs for b in paragraphs)


CLUTTER = st.sampled_from(
    ["Advertisement", "Subscribe to continue reading", "Share on Facebook", "Already a subscriber? Log in", "Read more: How the herring left"]
)  # fmt: skip
FOREIGN = {
    "de": "Anzeige", "fr": "Publicité", "es": "Publicidad", "pt": "Publicidade", "it": "Pubblicità", "ar": "إعلان", "ja": "広告"
}  # fmt: skip


@settings(max_examples=60)
@given(stories(*WHAT, *TRADE))
def test_any_prose_stays_as_it_is(paragraphs: list[str]) -> None:
    assert body(lines(*paragraphs)) == paragraphs
    assert removed(lines(*paragraphs)) == []


@settings(max_examples=60)
@given(stories(*WHAT), CLUTTER, st.integers(1, 10))
def test_clutter_between_paragraphs_goes_and_takes_nothing_with_it(
    paragraphs: list[str], clutter: str, place: int
) -> None:
    at = 1 + place % (len(paragraphs) - 1)
    text = lines(*paragraphs[:at], clutter, *paragraphs[at:])
    assert body(text) == paragraphs
    assert [taken for _kind, taken in removed(text)] == [clutter]


@settings(max_examples=40)
@given(st.sampled_from(sorted(FOREIGN)), st.integers(0, 2), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_clutter_goes_wherever_it_stands_in_any_language(language: str, place: int, end: str) -> None:
    parts = list(PROSE[language])
    parts.insert(place, FOREIGN[language])
    assert body(end.join(parts), language=language) == list(PROSE[language])
