"""Sections and formats over the headline: no headline, no standfirst, nobody."""

import pytest

from articles.ingest.extracting.sections import is_section
from articles.ingest.lexicon import lexicon

from .pieces import PROSE, lines, story

TITLE = {
    "en": "The pier that fell twice is to rise again",
    "de": "Der zweimal gefallene Anleger kehrt zurück",
    "fr": "Le ponton tombé deux fois va renaître",
    "es": "El muelle que cayó dos veces vuelve a levantarse",
    "pt": "O cais que caiu duas vezes volta a erguer-se",
    "it": "Il molo caduto due volte risorge dal fango",
    "ar": "الرصيف الذي سقط مرتين يعود إلى أهله",
    "ja": "二度落ちた桟橋、三たび建つことに",
}
SECTIONS = [
    ("en", "Interview"),
    ("en", "The long read"),
    ("en", "You are here: Bugle / News / Harbour"),
    ("en", "News · County"),
    ("de", "Rezension"),
    ("de", "KulturMusikKonzertkritik"),
    ("de", "Sie sind hier: Startseite / Lokales"),
    ("fr", "Entretien"),
    ("fr", "Société · Région"),
    ("fr", "Vous êtes ici : Accueil / Actualités"),
    ("es", "Entrevista"),
    ("es", "Sucesos · Provincia"),
    ("es", "Estás en: Portada / Deportes"),
    ("pt", "Crônica"),
    ("pt", "Você está aqui: Início / Notícias"),
    ("it", "Il commento"),
    ("it", "Sei qui: Home / Cronaca"),
    ("ar", "تحقيق"),
    ("ar", "محلياترياضةثقافةرأي"),
    ("ar", "أنت هنا: الرئيسية / أخبار"),
    ("ja", "書評"),
    ("ja", "現在地:ホーム > 社会"),
]


@pytest.mark.parametrize(("language", "line"), SECTIONS)
def test_the_headline_stands_under_its_section(language: str, line: str) -> None:
    found = story(lines(line, TITLE[language], *PROSE[language]), language=language)
    assert found.facts.headline == TITLE[language]
    assert not found.facts.standfirst
    assert not found.facts.authors
    assert [block.text for block in found.body] == [*PROSE[language]]


@pytest.mark.parametrize(("language", "line"), SECTIONS)
def test_a_section_alone_is_no_headline(language: str, line: str) -> None:
    found = story(lines(line, *PROSE[language]), language=language)
    assert found.headline_derived
    assert [block.text for block in found.body] == [*PROSE[language]]


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("en", "“I never wanted to go back there”"),
        ("de", "»Ich wollte nie wieder zurück«"),
        ("fr", "« Je ne voulais plus y revenir »"),
        ("es", "«Nunca quise volver a ese muelle»"),
        ("it", "«Non volevo più tornare laggiù»"),
        ("ja", "「戻りたいと思ったことは一度もない」"),
    ],
)
def test_a_quotation_under_a_format_is_the_headline(language: str, quote: str) -> None:
    label = {"en": "Interview", "de": "Interview", "fr": "Rencontre", "es": "Entrevista", "it": "Intervista"}
    found = story(lines(label.get(language, "インタビュー"), quote, *PROSE[language]), language=language)
    assert found.facts.headline == quote


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Pier / Storm"),
        ("en", "An interview with the harbour master"),
        ("en", "Culture shock on the eastern pier"),
        ("en", "The pier - a review of its eleven winters"),
        ("de", "Kritik am Hafenrat wächst"),
        ("de", "AutorInnenverband zieht um"),
        ("fr", "Critique du ponton"),
        ("es", "Crónica de un muelle"),
        ("it", "Il caso del molo"),
        ("ja", "書評家が見た桟橋"),
    ],
)
def test_other_lines_are_no_sections(language: str, line: str) -> None:
    assert not is_section(line, lexicon(language))


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "Refresh this page for the latest"),
        ("en", "This page updates automatically"),
        ("de", "Diese Seite wird laufend aktualisiert"),
        ("fr", "Cette page se met à jour automatiquement"),
        ("es", "Actualiza esta página para ver lo último"),
        ("pt", "Atualize esta página para ver as últimas"),
        ("it", "Questa pagina si aggiorna automaticamente"),
        ("ja", "このページは自動的に更新されます"),
    ],
)
def test_the_note_of_a_live_page_is_no_title(language: str, note: str) -> None:
    over = story(lines(note, TITLE[language], *PROSE[language]), language=language)
    under = story(lines(TITLE[language], note, *PROSE[language]), language=language)
    for found in (over, under):
        assert (found.facts.headline, found.facts.standfirst) == (TITLE[language], "")
        assert [change.before for change in found.removed] == [note]


def test_a_sentence_about_a_page_stays() -> None:
    said = "Refresh this page, the notice said, and nobody did."
    found = story(lines(TITLE["en"], PROSE["en"][0], said, PROSE["en"][1]))
    assert said in [block.text for block in found.body]


@pytest.mark.parametrize(
    ("labels", "kept"),
    [
        (["Soup", "Herring", "Eel"], ["Soup", "Herring", "Eel"]),
        (["Opinion", "World", "Culture"], []),
        (["Soup"], []),
    ],
    ids=["a list of the piece", "sections", "one label"],
)
def test_several_lines_in_the_head_that_name_no_section_are_the_pieces(
    labels: list[str], kept: list[str]
) -> None:
    first, last = PROSE["en"]
    byline, *rest = "By Anna Kerr", "3 May 2021", first, last
    found = story(lines(TITLE["en"], labels[0], byline, *labels[1:], *rest))
    assert [block.text for block in found.body] == [*kept, first, last]
    assert [person.name for person in found.facts.authors] == ["Anna Kerr"]
