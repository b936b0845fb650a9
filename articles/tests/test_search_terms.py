"""Text to words: how what is written is cut for the index, and what is typed for the query."""

import pytest

from articles.search.terms import MAX_TYPED, MAX_WORDS, Phrase, phrases, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("— …!", []),
        ("Harbour", ["harbour"]),
        ("U.S.-made", ["u", "s", "made"]),
        ("don't don’t", ["don", "t", "don", "t"]),
        ("“Größe” & l’été", ["grosse", "l", "ete"]),
        ("東京都", ["東京", "京都", "都"]),
        ("都", ["都"]),
        ("東京・大阪", ["東京", "京", "大阪", "阪"]),
        ("2,000人", ["2", "000", "人"]),
        ("नमस्ते", ["नमसते"]),
        ("a\0b", ["a", "b"]),
    ],
)
def test_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_kana_with_and_without_voicing_are_different_letters() -> None:
    assert words("か") != words("が") == words("か\u3099")


@pytest.mark.parametrize("text", ["ÄÖÜ", "ｶﾞ", "İı", "ﬀ½", "ΑΣ", "السُّوق", "각"])
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = words(text)
    assert [again for word in once if len(word) > 1 for again in words(word)[:1]] == [
        word for word in once if len(word) > 1
    ]


def test_phrases_are_what_was_typed() -> None:
    assert phrases('the "night ferry" don’t 東京都 sto') == [
        Phrase(("the",)), Phrase(("night", "ferry")), Phrase(("don", "t")), Phrase(("東京", "京都")),
        Phrase(("sto",), is_prefix=True),
    ]  # fmt: skip


def test_what_is_looked_for_is_bounded() -> None:
    many = phrases("word " * 5_000)
    assert len(many) == MAX_WORDS
    assert [len(part.words[0]) for part in phrases("x" * 10_000)] == [MAX_TYPED]
    assert max(len(part.words) for part in phrases("東" * 10_000)) <= MAX_WORDS
