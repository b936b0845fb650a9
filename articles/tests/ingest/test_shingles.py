"""Runs of words that betray a copy: the same for the same words, and a part of a text keeps its part of them."""

import random
import subprocess
import sys

import pytest

from articles.ingest.shingles import FEWEST, MOST, fingerprint, overlap, words

CHANCE = random.Random(5)
PARAGRAPHS = [" ".join(f"w{CHANCE.randrange(3000)}" for _word in range(40)) for _paragraph in range(60)]
OTHER = [" ".join(f"v{CHANCE.randrange(3000)}" for _word in range(40)) for _paragraph in range(60)]
TEXT = "\n\n".join(PARAGRAPHS)


def values(text: str) -> tuple[int, ...]:
    return fingerprint(words(text))


def test_case_spacing_and_punctuation_do_not_count() -> None:
    assert values(TEXT.upper().replace(",", " –").replace("\n\n", " ")) == values(TEXT)


def test_another_process_finds_the_same_values() -> None:
    """So they can be kept: Python's own hashes differ from one process to the next."""
    code = "from articles.ingest.shingles import *; print(fingerprint(words(' '.join(map(str, range(90))))))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == str(values(" ".join(map(str, range(90)))))


def test_a_part_of_a_text_has_its_part_of_the_values() -> None:
    whole, half = set(values(TEXT)), set(values("\n\n".join(PARAGRAPHS[:30])))
    assert len(whole & half) >= 0.3 * len(whole)
    assert len(half - whole) <= 2  # those of a shorter text's lowest runs, at most


def test_another_text_shares_nothing() -> None:
    assert not set(values(TEXT)) & set(values("\n\n".join(OTHER)))


@pytest.mark.parametrize("text", ["", "The ferry is back.", "so " * 500, "¡¿?!", "\ud800 lone"])
def test_what_says_too_little_has_no_values(text: str) -> None:
    assert values(text) == ()


def test_there_are_never_too_many_nor_too_few() -> None:
    assert len(values(" ".join(map(str, range(60))))) == FEWEST
    assert len(values(" ".join(map(str, range(60_000))))) == MOST


def test_values_fit_the_big_integers_of_a_database() -> None:
    found = values(" ".join(map(str, range(20_000))))
    assert all(-(2**63) <= value < 2**63 for value in found)
    assert min(found) < 0 < max(found)


def test_characters_stand_for_words_where_nothing_sets_words_apart() -> None:
    assert words("東京の NHK ニュース") == ["東", "京", "の", "nhk", *"ニュース"]
    assert words("Größe 42") == ["grösse", "42"]


def test_overlap_tells_which_part_of_each_is_in_the_other() -> None:
    half = overlap(PARAGRAPHS[:30], PARAGRAPHS)
    assert half.of_one == 1
    assert 0.45 < half.of_other < 0.55
    assert overlap(PARAGRAPHS, OTHER) == (0, 0)


@pytest.mark.parametrize("one", [[], [""], ["…"], ["short"]])
def test_nothing_overlaps_with_nothing(one: list[str]) -> None:
    assert max(overlap(one, PARAGRAPHS)) == 0
    assert max(overlap(one, [])) == 0


def test_paragraphs_cut_in_another_way_overlap_all_the_same() -> None:
    assert min(overlap([" ".join(PARAGRAPHS)], PARAGRAPHS)) == 1


def test_a_word_in_eight_may_be_another_one() -> None:
    text = [" ".join("x" if n % 8 == 5 else word for n, word in enumerate(p.split())) for p in PARAGRAPHS]
    assert min(overlap(text, PARAGRAPHS)) > 0.8


def test_a_paragraph_whose_every_other_word_is_another_one_is_another() -> None:
    text = [" ".join("x" if n % 2 else word for n, word in enumerate(p.split())) for p in PARAGRAPHS]
    assert max(overlap(text, PARAGRAPHS)) == 0
