"""Whatever is written or typed: words come out folded, whole and harmless, and what was written is found."""

import pytest

hypothesis = pytest.importorskip("hypothesis", reason="needs hypothesis: pip install -r requirements-dev.txt")
from hypothesis import given  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from articles.revisions.comparing import pieces  # noqa: E402
from articles.search.terms import MAX_WORDS, WORD, phrases, words  # noqa: E402


@given(st.text())
def test_typed_words_hold_nothing_that_a_query_language_knows(text: str) -> None:
    found = phrases(text)
    assert len(found) <= MAX_WORDS
    for part in found:
        assert part.words
        assert all(WORD.fullmatch(word) for word in part.words)


@given(st.text(max_size=200))
def test_every_word_typed_as_it_is_written_is_among_the_words_indexed(text: str) -> None:
    indexed = words(text)
    for part in phrases(text):
        *before, last = part.words
        assert set(before) <= set(indexed)
        assert any(word.startswith(last) if part.is_prefix else word == last for word in indexed)


@given(st.text(), st.text())
def test_a_comparison_makes_both_texts(before: str, after: str) -> None:
    made = list(pieces(before, after))
    assert "".join(piece.text for piece in made if piece.kind != "added") == before
    assert "".join(piece.text for piece in made if piece.kind != "removed") == after
