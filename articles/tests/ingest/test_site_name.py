"""The title of the page over the piece: `Headline - Site`, cut short, or retold below."""

import pytest

from .pieces import FIRST, LAST, PROSE, above, lines, removed, story
from .test_sections import TITLE

PAPERS = {
    "en": "The Tallow Gazette",
    "de": "Talgbuchter Kurier",
    "fr": "La Dépêche du Suif",
    "es": "El Diario de Sebo",
    "pt": "Jornal do Sebo",
    "it": "Il Corriere di Baia Sego",
    "ar": "صحيفة الميناء",
    "ja": "港町日報",
}
MENU = {
    "en": "Home News Sport Culture Opinion",
    "de": "Startseite Politik Wirtschaft Sport Kultur",
    "fr": "Accueil Politique Économie Culture Sport",
    "es": "Inicio Política Economía Deportes Cultura",
    "pt": "Início Política Economia Esportes Cultura",
    "it": "Home Politica Economia Sport Cultura",
    "ar": "الرئيسية محليات اقتصاد رياضة ثقافة آراء",
    "ja": "ホーム ニュース 社会 経済 スポーツ",
}
EACH = pytest.mark.parametrize("language", sorted(PAPERS))


@EACH
@pytest.mark.parametrize("seam", [" - ", " | ", " – "])
def test_the_site_s_name_is_cut_off_under_a_menu_too(language: str, seam: str) -> None:
    title = f"{TITLE[language]}{seam}{PAPERS[language]}"
    found = story(lines(MENU[language], title, *PROSE[language]), language=language)
    assert (found.facts.headline, found.facts.publication) == (TITLE[language], PAPERS[language])


@EACH
def test_a_section_before_the_site_s_name_goes_with_it(language: str) -> None:
    section = {"ar": "محليات", "ja": "社会", "de": "Kultur", "es": "Cultura", "it": "Cultura"}
    title = f"{TITLE[language]} | {section.get(language, 'Culture')} - {PAPERS[language]}"
    found = story(lines(title, *PROSE[language]), language=language)
    assert (found.facts.headline, found.facts.publication) == (TITLE[language], PAPERS[language])


@EACH
def test_of_a_title_cut_short_the_headline_below_is_the_whole(language: str) -> None:
    short = f"{TITLE[language][: len(TITLE[language]) * 2 // 3]}… - {PAPERS[language]}"
    found = story(lines(short, TITLE[language], *PROSE[language]), language=language)
    assert (found.facts.headline, found.facts.publication) == (TITLE[language], PAPERS[language])
    assert not found.facts.standfirst


def test_a_site_s_name_cut_short_names_no_publication() -> None:
    found = story(above(f"{TITLE['en']} | The Tallow Gaz…", TITLE["en"]))
    assert (found.facts.headline, found.facts.publication) == (TITLE["en"], "")
    assert [block.text for block in found.body] == [FIRST, LAST]


def test_of_two_headlines_of_the_same_words_the_lower_is_the_piece_s_own() -> None:
    title = "Eastern pier that fell twice will rise again - The Tallow Gazette"
    found = story(above(title, TITLE["en"]))
    assert (found.facts.headline, found.facts.standfirst) == (TITLE["en"], "")
    assert ("duplicate", title.partition(" - ")[0]) in removed(above(title, TITLE["en"]))


@pytest.mark.parametrize(
    "standfirst",
    [
        "Eleven winters after the storm the board finds the money, if not the oak",
        "The pier fell in two winters, and the board has found no oak.",
    ],
)
def test_a_standfirst_under_the_page_s_title_stays_one(standfirst: str) -> None:
    found = story(above(f"{TITLE['en']} - The Tallow Gazette", standfirst, "By Anna Kerr"))
    assert (found.facts.headline, found.facts.standfirst) == (TITLE["en"], standfirst)


@pytest.mark.parametrize(
    "headline",
    [
        "The pier is back… and so are the gulls",
        "The pier: a history of eleven winters",
        "Pier and storm - a love story",
        "What next for the pier? - the harbour board explains",
    ],
)
def test_a_headline_with_a_seam_stays_whole(headline: str) -> None:
    found = story(above(headline, "By Anna Kerr"))
    assert (found.facts.headline, found.facts.publication) == (headline, "")


def test_a_title_in_dots_over_another_line_stays() -> None:
    found = story(above("And then there was no pier…", "By Anna Kerr", "And there were gulls"))
    assert found.facts.headline == "And then there was no pier…"
