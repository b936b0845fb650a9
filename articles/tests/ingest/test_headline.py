"""A piece without a headline gets a suggestion, marked as derived: from its file's name, else its first sentence."""

import pytest

from articles.ingest.extracting.headline import LONGEST, from_name, from_sentence

from .pieces import FIRST, LAST, PROSE, codes, lines, story


def test_a_derived_headline_is_marked_and_blocks() -> None:
    found = story(lines(FIRST, LAST))
    assert found.headline_derived
    assert found.facts.headline and FIRST.startswith(found.facts.headline)
    (finding,) = [f for f in found.findings if f.code == "headline-derived"]
    assert finding.is_blocking
    assert finding.suggestion == found.facts.headline


def test_a_headline_in_the_text_is_not_derived() -> None:
    found = story(lines("The pier is back", FIRST, LAST))
    assert (found.facts.headline, found.headline_derived) == ("The pier is back", False)
    assert not {"headline-derived", "headline-missing"} & codes(found)


def test_a_dateline_is_no_part_of_it() -> None:
    found = story(lines("TALLOW BAY (Reuters) - " + FIRST, LAST))
    assert found.facts.headline.startswith("The harbour board")


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("The pier fell. Nobody saw it.", "en", "The pier fell"),
        ("“The pier fell.” Nobody saw it.", "en", "The pier fell"),
        ("Mr. Kerr rowed.", "en", "Mr. Kerr rowed"),
        ("When the storm had gone, the pier stood in the field behind the church, and nobody could say how.", "en", "When the storm had gone"),
        ("The harbour board of the town has voted to rebuild the pier that the storm had broken.", "en", "The harbour board of the town has voted to rebuild the pier"),
        ("Der Hafenrat hat beschlossen, den Anleger wieder aufzubauen, den ein Sturm vor elf Wintern zerbrach.", "de", "Der Hafenrat hat beschlossen, den Anleger wieder aufzubauen"),
        ("Le conseil du port a décidé de reconstruire le ponton que la tempête avait brisé.", "fr", "Le conseil du port a décidé de reconstruire le ponton"),
        ("港町の役場は月曜日、東の桟橋を建て直すことを決めた。工事は夏に始まる。", "ja", "港町の役場は月曜日、東の桟橋を建て直すことを決めた"),
        ("", "en", ""),
    ],
)  # fmt: skip
def test_the_first_sentence_is_cut_where_it_may_be(sentence: str, language: str, expected: str) -> None:
    found = from_sentence(sentence, language)
    assert found == expected
    assert len(found) <= LONGEST
    assert len(found.split()) <= 12


@pytest.mark.parametrize("language", ["en", "fr", "es", "de"])
def test_it_never_ends_in_a_small_word(language: str) -> None:
    last = from_sentence(PROSE[language][0], language).split()[-1].lower()
    assert last not in {"the", "of", "a", "to", "de", "du", "le", "la", "el", "den", "der", "und", "y", "et"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the-pier-is-back.txt", "The pier is back"),
        ("/in/tallow_pier_rises.md", "Tallow pier rises"),
        ("Keeper rows alone.txt", "Keeper rows alone"),
    ],
)
def test_a_file_name_of_words_is_better_than_a_sentence(name: str, expected: str) -> None:
    assert from_name(name) == expected
    assert story(lines(FIRST, LAST), name).facts.headline == expected


@pytest.mark.parametrize(
    "name",
    ["piece.txt", "000_cc4102426a436b85.txt", "new-file-2021.txt", "img_2044_final_cut.txt", "a-b-c.txt", "untitled-1.txt", "standard input",
     "pier-back.txt", "article-deadbeef01-x.txt", ""],
)  # fmt: skip
def test_other_file_names_say_nothing(name: str) -> None:
    assert from_name(name) == ""


def test_a_piece_without_words_has_no_headline_and_says_so() -> None:
    found = story("***\n")
    assert found.facts.headline == ""
    assert "headline-missing" in codes(found)
