"""The language is what is declared; else what the running text is in; a guess is told as one."""

import pytest

from articles.ingest import language

from .pieces import PROSE, codes, lines, story


@pytest.mark.parametrize("code", PROSE)
def test_each_language_is_known_by_its_text(code: str) -> None:
    found = story(lines(*PROSE[code]), language="")
    assert found.facts.language == code
    assert "language-unsure" not in codes(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "De havenraad van Talgbaai besloot maandag de oostelijke pier te herbouwen, die een storm elf winters geleden brak.",
            "nl",
        ),
        (
            "Совет порта решил в понедельник восстановить восточный причал, который сломала буря одиннадцать зим назад.",
            "ru",
        ),
        ("항구 위원회는 월요일에 폭풍으로 부서진 동쪽 부두를 다시 짓기로 결정했다.", "ko"),
        ("Το συμβούλιο του λιμανιού αποφάσισε τη Δευτέρα να ξαναχτίσει την ανατολική προβλήτα.", "el"),
    ],
)
def test_other_languages_are_known_too(text: str, code: str) -> None:
    assert story(lines(text), language="").facts.language == code


def test_what_is_declared_wins() -> None:
    assert story(f"---\ntitle: Steg\nlanguage: de\n---\n{PROSE['en'][0]}", language="").facts.language == "de"


def test_what_the_person_said_wins_over_what_is_declared() -> None:
    assert story(f"---\nlang: de\n---\n{PROSE['en'][0]}", language="fr").facts.language == "fr"


def test_a_region_is_kept_and_written_one_way() -> None:
    assert story(f"---\nlang: pt_BR\n---\n{PROSE['pt'][0]}", language="").facts.language == "pt-BR"


def test_menus_in_another_language_do_not_matter() -> None:
    text = lines(
        "Share this article", "Sign up for our newsletter", *PROSE["pt"], "All rights reserved", "Read more"
    )
    assert story(text, language="").facts.language == "pt"


@pytest.mark.parametrize("text", ["Pier.", "12 34", "***", "OK"])
def test_a_few_words_are_a_guess_and_told_so(text: str) -> None:
    assert "language-unsure" in codes(story(text, language=""))


@pytest.mark.parametrize("paragraphs", [[], [""], ["12 34 56"], ["—"]])
def test_no_words_no_language(paragraphs: list[str]) -> None:
    assert language.detect(paragraphs) == ("", 0.0)


def test_without_a_guess_there_is_nothing_to_suggest() -> None:
    (finding,) = [one for one in story("12 34", language="").findings if one.code == "language-unsure"]
    assert (finding.evidence, finding.suggestion) == ("", "")
    assert finding.message == "The language could not be found out."
