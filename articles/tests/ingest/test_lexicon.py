"""What the importer knows of each language: complete, well formed, and without phrases that swallow sentences."""

import re
import tomllib
from collections import Counter
from typing import Any

import pytest

from articles.ingest import line_kinds
from articles.ingest.features import fold, is_cjk
from articles.ingest.furniture import FORMS, JOINS, LABELS
from articles.ingest.lexicon import FOLDER, LANGUAGES, lexicon
from articles.ingest.lexicon.phrases import Phrases
from articles.ingest.story import REMOVAL_KINDS

REQUIRED = {"en", "es", "fr", "de", "pt", "it", "ar", "ja"}
# What a language cannot do without; the kinds of removal in the other tables are as needed.
KEYS = {
    "row": {"share", "navigation", "controls"},
    "call": {"verbs", "you"},
    "comments": {"anchors", "headers", "ago"},
    "byline": {"prefixes", "others", "joins", "roles", "contributed", "nobody"},
    "bio": {"labels", "verbs", "nouns", "openers"},
    "date": {"months", "weekdays", "published", "updated", "noise"},
    "caption": {"credits"},
    "trade": {name for form in (*FORMS, *LABELS, JOINS) for name in form.classes},
    "glue": {"small", "joined", "opens"},
    "headline": {"weak"},
    "agency": {"words"},
    "correction": {"openers"},
}
BY_KIND = ("whole", "opening", "closing", "block")
SYMBOLS = {"***", "▲", "▼", "👍", "👎", "&"}  # they fold to nothing; rules look for them as they are
SLOT = re.compile(r"\{[^}]*\}")


def table(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def phrases(language: str, *sections: str) -> list[tuple[str, str, str]]:
    """(section, key, phrase) of every phrase in the file."""
    found = []
    for section, lists in table(language).items():
        for key, value in lists.items():
            nested = value if isinstance(value, dict) else {"": value}
            for name, listed in nested.items():
                flat = [p for item in listed for p in (item if isinstance(item, list) else [item])]
                found += [(section, f"{key}.{name}".rstrip("."), phrase) for phrase in flat]
    return [item for item in found if not sections or item[0] in sections]


def filled(phrase: str) -> str:
    return phrase.replace("{n}", "3").replace("{x}", "pier").replace("{name}", "Anna Kerr")


ALL = pytest.mark.parametrize("language", sorted(LANGUAGES | {"any"}))
EACH = pytest.mark.parametrize("language", sorted(LANGUAGES))


def test_the_languages_promised_are_there() -> None:
    assert REQUIRED <= LANGUAGES


@EACH
def test_a_language_has_every_table(language: str) -> None:
    found = table(language)
    assert {
        name: KEYS[name] - set(found.get(name, ())) for name in KEYS if KEYS[name] - set(found.get(name, ()))
    } == {}
    assert set(BY_KIND) <= set(found)
    assert {"paywall", "subscribe"} <= set(found["cues"])


@ALL
def test_tables_by_kind_use_the_kinds_of_removal(language: str) -> None:
    assert {key for _section, key, _phrase in phrases(language, *BY_KIND)} <= set(REMOVAL_KINDS)


@ALL
def test_every_phrase_is_text_that_folds_to_something(language: str) -> None:
    listed = phrases(language)
    assert listed
    empty = [
        p for _s, _k, p in listed if not isinstance(p, str) or (p not in SYMBOLS and not fold(filled(p)))
    ]
    assert empty == []


@ALL
def test_slots_are_those_the_loader_fills(language: str) -> None:
    used = {slot for _s, _k, phrase in phrases(language) for slot in SLOT.findall(phrase)}
    assert used <= {"{n}", "{x}", "{name}"}
    assert [p for _s, _k, p in phrases(language) if p.count("{") != p.count("}")] == []


@ALL
def test_no_list_holds_a_phrase_twice(language: str) -> None:
    counted = Counter(item for item in phrases(language) if item[0] != "date")
    assert [item for item, count in counted.items() if count > 1] == []


@EACH
def test_there_are_twelve_months_and_seven_days(language: str) -> None:
    dates = table(language)["date"]
    assert len(dates["months"]) == 12
    assert all(dates["months"])
    assert len(dates["weekdays"]) >= 7


def test_a_spelling_is_one_month_in_all_languages() -> None:
    numbers: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for number, names in enumerate(table(language)["date"]["months"]):
            for name in names:
                numbers.setdefault(fold(name), set()).add(number + 1)
    assert {name: found for name, found in numbers.items() if len(found) > 1} == {}


@EACH
def test_every_whole_phrase_is_known_as_a_line(language: str) -> None:
    whole = lexicon(language).whole
    unknown = [
        p
        for _s, _k, p in phrases(language, "whole")
        if p not in SYMBOLS and not whole.kind_of(fold(filled(p)))
    ]
    assert unknown == []


@EACH
def test_an_open_end_wants_words_before_it(language: str) -> None:
    """`explore {x}` would take every line that begins so."""
    short = [
        phrase
        for _s, _k, phrase in phrases(language, "whole")
        if "{x}" in phrase and len(fold(SLOT.sub("", phrase)).split()) < 2 and not is_cjk(phrase)
    ]
    assert short == []


# Sentences, sub-headings and headlines of the kind that a story has, with words that sites use as well.
STORY = {
    "en": [
        "Advertisers left the town first.", "The subscription hall is shut.", "Sign here, said the clerk.", "More oak, less tar",
        "Comments from the gallery", "Share of the catch", "The next pier", "Home from the sea", "Back to the sea", "Read in the dark",
        "Follow the herring", "Join hands", "Print and paper", "A report from the keeper", "Listen to the tide.", "Log of a winter",
        "The end of the pier", "Save the pier", "Watch the water", "Explore the seabed", "Name of the boat", "Play on the sand",
        "Close to home", "Support from nowhere", "Topics of the evening", "Search for a keeper", "The editor replies", "You have to row.",
        "What do you think happened?", "Previous storms", "Video killed the lantern show", "Related by marriage",
    ],
    "de": [
        "Die Anzeige blieb hängen.", "Werbung für den Hering", "Mehr Eiche, weniger Teer", "Zurück zur See", "Lesen im Dunkeln",
        "Teilen will gelernt sein.", "Die nächste Brücke", "Kommentare von der Galerie", "Folgen des Sturms", "Weiter ohne Steg",
        "Melden kann es jeder.", "Das Ende des Stegs", "Suche nach einem Wärter", "Anmeldung im Hafenamt", "Drucken und Setzen",
        "Mehr zum Hering weiß der Wirt.", "Antworten gab es nicht.", "Jetzt reicht es", "Karte der Untiefen",
    ],
    "fr": [
        "La publicité a disparu.", "Plus de chêne, moins de goudron", "Retour à la mer", "Lire dans le noir", "Partager le hareng",
        "Le prochain ponton", "Commentaires de la tribune", "Suivre la marée", "La fin du ponton", "Réagir, mais comment ?", "Accueil au port",
        "À la recherche d’un gardien", "Les abonnés du bac", "Imprimer ou se taire", "La suite est connue.", "Répondre au vent",
    ],
    "es": [
        "La publicidad se fue.", "Más roble, menos brea", "Vuelta al mar", "Leer a oscuras", "Compartir el arenque", "El próximo muelle",
        "Comentarios desde la galería", "Seguir la marea", "El fin del muelle", "Inicio de las obras", "En busca de un farero",
        "Los suscriptores del bote", "Imprimir o callar", "Responder al viento", "Haz clic, dijo el faro.", "Lo más difícil", "Ver para creer",
    ],
    "pt": [
        "A publicidade foi-se.", "Mais carvalho, menos breu", "Volta ao mar", "Ler às escuras", "Partilhar o arenque", "O próximo cais",
        "Comentários da galeria", "Seguir a maré", "O fim do cais", "Início das obras", "Em busca de um faroleiro", "Responder ao vento",
        "Assinantes da barca", "Veja-se o caso do farol.", "Mais perto do mar", "Curtir o inverno",
    ],
    "it": [
        "La pubblicità se n’è andata.", "Più quercia, meno pece", "Ritorno al mare", "Leggere al buio", "Condividere l’aringa",
        "Il prossimo molo", "Commenti dalla galleria", "Seguire la marea", "La fine del molo", "Inizio dei lavori", "Abbonati del traghetto",
        "Rispondere al vento", "Cerca un guardiano", "Mi piace il mare.", "Home sul mare", "Stampa e silenzio",
    ],
    "nl": [
        "De advertentie bleef hangen.", "Meer eik, minder teer", "Terug naar zee", "Lezen in het donker", "Delen is moeilijk.",
        "De volgende pier", "Volg het tij", "Het einde van de pier", "Reageren op de wind", "Abonnees van het veer",
    ],
    "ar": [
        "رحل المعلنون أولاً.", "المزيد من البلوط", "العودة إلى البحر", "القراءة في الظلام", "نهاية الرصيف", "الرصيف التالي",
        "البحث عن حارس", "تعليق على الجدار", "مشاركة الصيد", "اقرأ لي الرسالة", "شارك أهل البلدة في البناء.", "ما بعد العاصفة",
    ],
    "ja": [
        "広告主は去った。", "海へ帰る", "次の桟橋", "灯台守を探す", "桟橋の終わり", "暗闇で読む", "ニシンを分け合う", "続きは誰も知らない。",
        "風に答える", "コメントはなかった。", "会員は四人", "もっと見たい海",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", STORY)
def test_ordinary_lines_are_not_clutter(language: str) -> None:
    lex = lexicon(language)
    taken = {line: verdict for line in STORY[language] if (verdict := line_kinds.judge(line, lex))}
    assert taken == {}


@EACH
def test_english_chrome_is_known_in_every_language(language: str) -> None:
    lex = lexicon(language)
    assert lex.whole.kind_of(fold("Subscribe now")) == "paywall"
    assert lex.whole.kind_of(fold("Advertisement")) == "advert"


@pytest.mark.parametrize("section", ["glue", "headline"])
def test_english_grammar_is_not(section: str) -> None:
    key = {"glue": "small", "headline": "weak"}[section]
    assert "the" in lexicon("en").words(section, key)
    assert "the" not in lexicon("es").words(section, key)


@pytest.mark.parametrize("language", ["", "xx", "cy", "tlh-QO"])
def test_a_language_without_a_file_has_what_holds_for_all(language: str) -> None:
    assert lexicon(language).whole.kind_of("advertisement") == "advert"


def test_a_region_reads_its_language() -> None:
    assert lexicon("pt-BR").whole.kind_of(fold("Publicidade")) == "advert"


# --- How phrases match ----------------------------------------------------------------------------


PHRASES = Phrases(
    {"related": ["read more"], "share": ["{n} shares", "share with {x}"], "comments": ["{name} says"], "paywall": ["3 left of {n}"]}
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read more", "related"),
        ("READ MORE!", "related"),
        ("1,204 shares", "share"),
        ("12k shares", "share"),
        ("Share with a friend", "share"),
        ("Anna B. Kerr says", "comments"),
        ("3 left of 5", "paywall"),
    ],
)
def test_a_line_is_a_phrase_whatever_its_case_and_points(line: str, kind: str) -> None:
    assert PHRASES.kind_of(fold(line)) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Read more books",
        "I read more",
        "shares",
        "many shares",
        "Share with",
        "says",
        "one two three four five six says",
        "",
    ],
)
def test_a_line_that_is_more_or_less_is_none(line: str) -> None:
    assert PHRASES.kind_of(fold(line)) == ""


@pytest.mark.parametrize(
    ("line", "opening"), [("read more here", "read more"), ("read moreover", ""), ("i read more", "")]
)
def test_openings_end_with_a_word(line: str, opening: str) -> None:
    assert PHRASES.opening(line) == opening


@pytest.mark.parametrize(
    ("line", "closes"), [("here you read more", True), ("spread more", False), ("read more here", False)]
)
def test_closings_begin_with_a_word(line: str, closes: bool) -> None:
    assert PHRASES.closes(line) is closes
