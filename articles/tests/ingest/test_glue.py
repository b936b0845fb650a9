"""Words glued where a link was stripped: repaired where certain, proposed where likely, else left."""

import pytest

from articles.ingest.story import Known

from .pieces import FIRST, LAST, between, lines, story, within


def read(sentence: str, language: str = "en", known: Known | None = None) -> str:
    return story(between(sentence, language), language=language, known=known).body[1].text


@pytest.mark.parametrize(
    ("glued", "apart", "language"),
    [
        ("The keeper andwill not row.", "The keeper and will not row.", "en"),
        ("They spoke of cooperationas well as of oak.", "They spoke of cooperation as well as of oak.", "en"),
        ("Nobody cananswer for the board.", "Nobody can answer for the board.", "en"),
        ("A chair of Ecologyin Grantholm.", "A chair of Ecology in Grantholm.", "en"),
        ("The pier and the harbourat Grantholm.", "The pier and the harbour at Grantholm.", "en"),
        ("The light inGrantholm went out.", "The light in Grantholm went out.", "en"),
        ("A letter from Grantholmwhich nobody read.", "A letter from Grantholm which nobody read.", "en"),
        ("Nobody knew whomnobody could ask.", "Nobody knew whom nobody could ask.", "en"),
        ("La islaen invierno y la estacióntiene.", "La isla en invierno y la estación tiene.", "es"),
        ("Or chaqueannée, ce n’est pasde refus.", "Or chaque année, ce n’est pas de refus.", "fr"),
        ("La cittàdorme dinotte.", "La città dorme di notte.", "it"),
        ("El muelle nuncafalla, ypero sube.", "El muelle nunca falla, y pero sube.", "es"),
        ("Les pêcheurs yprenaient le vent.", "Les pêcheurs y prenaient le vent.", "fr"),
        ("Escreveu umacarta.", "Escreveu uma carta.", "pt"),
        ("El gobiernopara siempre.", "El gobierno para siempre.", "es"),
        ("Le gouvernementpour toujours.", "Le gouvernement pour toujours.", "fr"),
        ("Depuis l’ouverture dela criée, il attend.", "Depuis l’ouverture de la criée, il attend.", "fr"),
        ("Il dort dansle grenier aveccelle du port.", "Il dort dans le grenier avec celle du port.", "fr"),
        ("Nadie hapodido subir losescalones.", "Nadie ha podido subir los escalones.", "es"),
        ("El muelle recibiómil cartas.", "El muelle recibió mil cartas.", "es"),
        ("Der Hafenmeister hatdie Lampen gezählt.", "Der Hafenmeister hat die Lampen gezählt.", "de"),
        ("Als das Rennen beendetwurde, regnete es.", "Als das Rennen beendet wurde, regnete es.", "de"),
        ("Il molo dellecapre è chiuso.", "Il molo delle capre è chiuso.", "it"),
        (
            "Los kilómetrosde muelle y lo decididopor todos.",
            "Los kilómetros de muelle y lo decidido por todos.",
            "es",
        ),
        ("Die Feuerwehrhatte nur Sand.", "Die Feuerwehr hatte nur Sand.", "de"),
        ("Die Boote fandensich im Schlick.", "Die Boote fanden sich im Schlick.", "de"),
        ("A thirdof the oak is here.", "A third of the oak is here.", "en"),
        ("O cais nãocabe no mapa.", "O cais não cabe no mapa.", "pt"),
        ("The club has printed4,000 whistles.", "The club has printed 4,000 whistles.", "en"),
        (
            "La alcaldesa Olga Beltránha citado al muelle.",
            "La alcaldesa Olga Beltrán ha citado al muelle.",
            "es",
        ),
        ("La registache viene dal mare.", "La regista che viene dal mare.", "it"),
        ("Un tiers d’aidesrégionales, pour le quai.", "Un tiers d’aides régionales, pour le quai.", "fr"),
        ("Den Ball warf die KapitäninMarlene Kutz.", "Den Ball warf die Kapitänin Marlene Kutz.", "de"),
    ],
)
def test_words_are_set_apart_where_that_is_certain(glued: str, apart: str, language: str) -> None:
    assert read(glued, language) == apart


def test_a_name_used_elsewhere_is_known() -> None:
    found = story(
        lines(
            f"Quillhaven is a town of two piers. {FIRST}",
            "The road to Quillhavenfor the winter is shut.",
            LAST,
        )
    )
    assert "to Quillhaven for the winter" in found.body_text


def test_a_person_or_topic_the_newsroom_knows_is_known() -> None:
    known = Known(people={"Khorvath": "Anna Khorvath"}, topics={"Skerrymore": "Skerrymore"})
    assert read("They asked Khorvathfor the keys of Skerrymorefor nothing.", known=known) == (
        "They asked Khorvath for the keys of Skerrymore for nothing."
    )


def test_a_repair_is_an_edit_that_says_what_it_read() -> None:
    found = story(within("Nobody andwill not row."))
    (edit,) = [c for c in found.changes if c.rule == "glued words"]
    assert (edit.before, edit.after) == ("", " ")
    assert "andwill" in edit.reason and "and will" in edit.reason


def test_an_uncertain_one_is_proposed_with_its_place() -> None:
    found = story(within("They took the road to Quillhavenabout the herring."))
    (finding,) = [f for f in found.findings if f.code == "glued-words"]
    assert finding.suggestion == "Quillhaven about"
    assert found.source_text[finding.start : finding.end] == "Quillhavenabout"
    assert "Quillhavenabout" in found.body_text


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Within the hour, however, nobody could therefore say whatever whoever wanted, nonetheless.", "en"),
        ("The weatherman, the doorman and the Thornton boy sat on the seaside.", "en"),
        ("Stanford, Oxford, Bradford and Salisbury sent their regrets.", "en"),
        ("McAllister’s iPhone rang in the YouTube studio of HerringTech.", "en"),
        ("Mr Hutchison and Mrs Robinson sang of Wellington and Washington.", "en"),
        ("See www.example.org or write to herringandfriends@example.org about #pierandoak.", "en"),
        ("The Mandarin and the Finland line met at Interlaken.", "en"),
        ("Der Hafenmeister der Hafengesellschaft sprach vom Weihnachtsfischmarkt.", "de"),
        ("Les aujourd’hui et les quelquefois de la lavande.", "fr"),
        ("Los demás también, porque todavía.", "es"),
        ("La sobrecarga atraen y contraen, y un periódico predecirá el contraataque.", "es"),
        ("Tetherby, Skylarkit and the Bradshers of Harrowby sat over an underfeed and an iMac.", "en"),
        ("Surpassons l’entreligne et la contremarche.", "fr"),
        ("Dopotutto il sottoscala controvento era un capolavoro, perché la metà dorme.", "it"),
        ("O contrapeso e a sobrecarga.", "pt"),
        ("L’ytterbium d’Ypres et les yeux.", "fr"),
        ("桟橋の上で待っていたのは郵便配達だった。", "ja"),
        ("وقف الحارس على الرصيف ولم يأت أحد.", "ar"),
    ],
)
def test_words_that_only_look_glued_stay(sentence: str, language: str) -> None:
    assert read(sentence, language) == sentence


def test_a_glued_word_that_stands_twice_is_a_word() -> None:
    sentence = "The Grantholmwho is a bird, and the Grantholmwho is a boat."
    assert read(sentence) == sentence


def test_text_in_a_language_without_a_word_list_is_left_alone() -> None:
    sentence = "Nobody andwill not row."
    assert sentence in story(within(sentence), language="cy").body_text


def test_code_in_markdown_is_left_alone() -> None:
    text = f"{FIRST}\n\n```\nandwill\n```\n\n{LAST}\n"
    assert "andwill" in story(text, "piece.md").body_text


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Sie fragte, was sie nachts rauskonnten und ebendiesem Wirt sagen mussten.", "de"),
        ("Wieder war der Hund unter dem Boot, seitdem und trotzdem.", "de"),
        ("Las losetas y los hacinados del muelle, quevedesco todo.", "es"),
        ("Lesdites barques dansaient, et les lesteurs aussi.", "fr"),
        ("Mangiò la perla per negligenza, risciacquando il bicchiere.", "it"),
        ("Estávamos no cais, adequando as redes.", "pt"),
        ("Sie fragte, ob er daran teilhatte, und aß einen Pfirsich.", "de"),
        ("The rustproof mast is fireproof.", "en"),
        ("El muelle fue halagado y hacinado, ponderado y desdeñado.", "es"),
        ("The smallsat attaches to the mast.", "en"),
        ("The xqmodel4,000 and the F4,000 of Qtallow4,000 were built.", "en"),
        ("Rogóle y fuése Fernández con el cómic de Beltrán.", "es"),
        ("Le amiche antiche e le mistiche tedesche.", "it"),
        ("Les contresens, les passeports et les gentilshommes du temps, aujourd’hui, l’entreligne.", "fr"),
        ("Die LehrerInnen und BitcoinBörse, die RednerinTribüne.", "de"),
    ],
)
def test_words_that_only_look_as_if_two_were_glued_stay(sentence: str, language: str) -> None:
    assert read(sentence, language) == sentence
