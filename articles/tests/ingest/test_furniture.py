"""A line is the site's if all its words are of the trade's classes and make its sense; one word more, and it is the story's."""

import pytest

from articles.ingest import furniture
from articles.ingest.lexicon import lexicon

from .pieces import between, body, lines, removed, within


@pytest.mark.parametrize(
    ("line", "kind", "language"),
    [
        ("This story resumes beneath the adverts", "advert", "en"),
        ("Keep scrolling: your article goes on after the ads.", "advert", "en"),
        ("Nach der Reklame geht es weiter im Text", "advert", "de"),
        ("Werbung – bitte scrollen", "advert", "de"),
        ("Le récit reprend après la réclame", "advert", "fr"),
        ("La nota prosigue debajo del aviso", "advert", "es"),
        ("A reportagem prossegue após a propaganda", "advert", "pt"),
        ("Il servizio riprende sotto l’inserzione", "advert", "it"),
        ("يتواصل التقرير أسفل الإعلان", "advert", "ar"),
        ("記事は広告の後に続きます", "advert", "ja"),
        ("Listen to this story · 8 mins", "other", "en"),
        ("Beitrag vorlesen lassen (4 Min.)", "other", "de"),
        ("Écouter l’article (3 min)", "other", "fr"),
        ("Escuche la noticia 5 min", "other", "es"),
        ("Ouça a reportagem · 6 minutos", "other", "pt"),
        ("Ascolto dell’articolo: 4 minuti", "other", "it"),
        ("استمعوا إلى التقرير 4 دقائق", "other", "ar"),
        ("この記事を音声で聴く 約5分", "other", "ja"),
        ("Spotted a mistake in this report? Tell us", "other", "en"),
        ("Tippfehler im Text gefunden? Schreiben Sie uns", "other", "de"),
        ("Vous avez remarqué une coquille dans ce texte ? Écrivez-nous", "other", "fr"),
        ("¿Detectaste un error en la nota? Avísanos", "other", "es"),
        ("Notou uma gralha no texto? Avise-nos", "other", "pt"),
        ("Hai notato un refuso nel testo? Scrivici", "other", "it"),
        ("Embedded content: allow and show", "other", "en"),
        ("Eingebettete Inhalte dauerhaft zulassen", "other", "de"),
        ("Autoriser les contenus tiers", "other", "fr"),
        ("JavaScript must be switched on to watch this video", "other", "en"),
        ("Did you find this story useful?", "other", "en"),
        ("Hat Ihnen der Beitrag gefallen?", "other", "de"),
        ("Cet article vous a plu ?", "other", "fr"),
        ("¿Te gustó esta nota?", "other", "es"),
        ("Gostou desta reportagem?", "other", "pt"),
        ("Ti è piaciuto l’articolo?", "other", "it"),
        ("Show only key updates", "navigation", "en"),
        ("Älteste Einträge anzeigen", "navigation", "de"),
        ("N’afficher que les temps forts", "navigation", "fr"),
        ("Mostrar solo lo más destacado", "navigation", "es"),
        ("Comments on this column are now closed.", "comments", "en"),
        ("Die Kommentarfunktion zu diesem Beitrag ist leider nicht mehr möglich", "comments", "de"),
        ("Los comentarios de esta noticia están desactivados", "comments", "es"),
        ("Bookmark this dish for later", "share", "en"),
        ("Dieses Rezept für später speichern", "share", "de"),
        ("You may also be interested in this video", "related", "en"),
    ],
)  # fmt: skip
def test_a_line_of_the_trades_words_is_furniture(line: str, kind: str, language: str) -> None:
    lex = lexicon(language)
    form = furniture.of(line, lex)
    assert (form.kind if form else "") == kind


# The same words in lines of a story, or with one word that is none of the trade's.
@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The story continues beneath an advert for soap.", "en"),
        ("After the advert", "en"),
        ("The advert continues", "en"),
        ("“The article continues below the ad.”", "en"),
        ("Listen to the herring", "en"),
        ("Listen for six minutes.", "en"),
        ("Eleven minutes", "en"),
        ("The error in the report", "en"),
        ("A report on the error", "en"),
        ("The latest from the keeper", "en"),
        ("Only the oldest", "en"),
        ("Comments on the pier are closed to sailors.", "en"),
        ("Save this pier for later", "en"),
        ("Did you find the herring?", "en"),
        ("The story was useful.", "en"),
        ("Read the next page of the tide", "en"),
        ("Die Werbung läuft weiter.", "de"),
        ("Fehler im Bericht des Wirts", "de"),
        ("Nur die Ältesten", "de"),
        ("Weiter unten im Hafen", "de"),
        ("La suite du récit", "fr"),
        ("Après la publicité, le silence", "fr"),
        ("Escuchar el mar siete minutos", "es"),
        ("Tras el anuncio", "es"),
        ("Depois da propaganda", "pt"),
        ("Dopo la pubblicità", "it"),
        ("بعد الإعلان", "ar"),
        ("広告の後", "ja"),
        ("続きは誰も知らない", "ja"),
    ],
)
def test_a_line_with_a_word_of_its_own_is_the_storys(line: str, language: str) -> None:
    lex = lexicon(language)
    assert furniture.of(line, lex) is None
    assert not furniture.points(line, lex)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("More on this topic: How the herring left the bay", "en"),
        ("Lesen Sie hierzu auch: Wie der Hering ging", "de"),
        ("Das könnte Sie auch interessieren: Fünf Stege kehren zurück", "de"),
        ("À lire également Comment le hareng est parti", "fr"),
        ("Sur le même thème : « Le hareng, une querelle de cent ans »", "fr"),
        ("También te puede interesar | Cómo se fue el arenque", "es"),
        ("Veja ainda: Como o arenque partiu", "pt"),
        ("Sullo stesso argomento: Come se ne andò l’aringa", "it"),
        ("طالعوا أيضا: كيف رحلت الرنجة", "ar"),
        ("【こちらもおすすめ】ニシンはどこへ行ったか", "ja"),
    ],
)
def test_a_title_behind_what_points_to_it_is_another_piece(line: str, language: str) -> None:
    assert furniture.points(line, lexicon(language))
    assert ("related", line) in removed(between(line, language), language=language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Background: How the herring left the bay", "en"),
        ("See also the map of the bay", "en"),
        ("On this subject he never spoke: the herring", "en"),
        ("“Read more”: a slogan and its price", "en"),
        ("Hintergrund: Der Streit um den Steg", "de"),
        ("Lesen Sie Briefe: Der Hafenmeister schreibt", "de"),
        ("Le même sujet : le ponton et ses gens", "fr"),
        ("Contexto: la disputa del muelle", "es"),
    ],
)
def test_a_title_of_the_piece_itself_stays(line: str, language: str) -> None:
    assert not furniture.points(line, lexicon(language))
    assert line in body(between(line, language), language=language)


def test_a_pointer_goes_even_from_a_piece_about_adverts() -> None:
    text = "An advertisement and a subscription, the paper found, cost the same as a newsletter nobody reads in the towns along the bay."
    pointer = "Read also: How the herring left the bay"
    assert ("related", pointer) in removed(lines(text, pointer, text.replace("towns", "farms")))


def test_titles_under_such_a_label_go_with_it() -> None:
    box = (
        "IT MAY ALSO INTEREST YOU",
        "- Five piers that came back",
        "- Who pays for oak? Your questions answered",
    )
    assert [text for _kind, text in removed(within(*box))] == list(box)


def test_a_numbered_line_of_contents_heads_no_list_of_other_pieces() -> None:
    assert not furniture.heads_list("6 See also", lexicon("en"))


def test_a_long_line_is_looked_at_no_closer() -> None:
    line = "continue reading after the ad " * 200
    assert furniture.of(line, lexicon("en")) is None
    assert not furniture.points(line, lexicon("en"))
