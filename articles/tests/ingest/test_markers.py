"""Lines that are the site's are removed, each with its kind; the same words in the story stay."""

import pytest

from .pieces import FIRST, LAST, PROSE, above, below, between, body, codes, lines, removed, story, within


@pytest.mark.parametrize(
    ("line", "kind", "language"),
    [
        ("Advertisement", "advert", "en"),
        ("ADVERTISEMENT - CONTINUE READING BELOW", "advert", "en"),
        ("Story continues below advertisement", "advert", "en"),
        ("An advert", "advert", "en"),
        ("Sponsored content", "advert", "en"),
        ("Subscribe to continue reading", "paywall", "en"),
        ("This article is for subscribers only.", "paywall", "en"),
        ("Already a subscriber? Log in", "paywall", "en"),
        ("You have 2 free articles left this month.", "paywall", "en"),
        ("Get unlimited access to the Gazette for £1 a week. Cancel any time.", "paywall", "en"),
        ("Sign up for our newsletter", "subscribe", "en"),
        ("Get the day’s headlines straight to your inbox. Sign up here.", "subscribe", "en"),
        ("Share on Facebook", "share", "en"),
        ("Facebook Twitter WhatsApp Email", "share", "en"),
        ("Copy link", "share", "en"),
        ("Read more: How the herring left the bay", "related", "en"),
        ("RELATED: Five piers that came back", "related", "en"),
        ("© 2021 Tallow Media Ltd. All rights reserved.", "copyright", "en"),
        ("Skip to main content", "navigation", "en"),
        ("Anzeige", "advert", "de"),
        ("Werbung", "advert", "de"),
        ("Weiterlesen mit Talg+", "paywall", "de"),
        ("Jetzt Abo abschließen und weiterlesen", "paywall", "de"),
        ("Lesen Sie auch: Wie der Hering ging", "related", "de"),
        ("Newsletter abonnieren", "subscribe", "de"),
        ("Publicité", "advert", "fr"),
        ("La suite est réservée aux abonnés", "paywall", "fr"),
        ("Déjà abonné ? Connectez-vous", "paywall", "fr"),
        ("Il vous reste 80 % de cet article à lire.", "paywall", "fr"),
        ("Lire aussi : Comment le hareng est parti", "related", "fr"),
        ("Inscrivez-vous à notre newsletter", "subscribe", "fr"),
        ("Publicidad", "advert", "es"),
        ("Un anuncio", "advert", "es"),
        ("Suscríbete para seguir leyendo", "paywall", "es"),
        ("Este contenido es exclusivo para suscriptores", "paywall", "es"),
        ("Lea también: Cómo se fue el arenque", "related", "es"),
        ("Comparte este artículo", "share", "es"),
        ("Publicidade", "advert", "pt"),
        ("PUB", "advert", "pt"),
        ("Conteúdo exclusivo para assinantes", "paywall", "pt"),
        ("Leia também: Como o arenque partiu", "related", "pt"),
        ("Pubblicità", "advert", "it"),
        ("Contenuto riservato agli abbonati", "paywall", "it"),
        ("Leggi anche: Come se ne andò l’aringa", "related", "it"),
        ("إعلان", "advert", "ar"),
        ("اقرأ أيضاً: كيف رحلت الرنجة", "related", "ar"),
        ("اشترك في النشرة البريدية", "subscribe", "ar"),
        ("広告", "advert", "ja"),
        ("この記事は有料会員限定です", "paywall", "ja"),
        ("関連記事：ニシンはどこへ行ったか", "related", "ja"),
    ],
)
def test_a_line_of_the_site_between_paragraphs_is_removed(line: str, kind: str, language: str) -> None:
    assert removed(between(line, language), language=language) == [(kind, line)]


# The words of such lines, where they are the story's.
@pytest.mark.parametrize(
    ("line", "language"),
    [
        pytest.param("“Subscribe to continue reading,” the board’s own website told its members that night.", "en", id="quoted"),
        pytest.param("“Advertisement”", "en", id="a quotation by itself"),
        pytest.param("‘Already a subscriber? Log in’", "en", id="a quotation by itself, single marks"),
        pytest.param("Advertisements for the pier’s last dance hang in every window of the town.", "en", id="a sentence with the word"),
        pytest.param("The advertisement ran for one week and brought one answer.", "en", id="a short sentence with the word"),
        pytest.param("Subscribers to the old ferry paid a penny a year, and most of them never sailed.", "en", id="other subscribers"),
        pytest.param("Read more, the teacher told them, and the town did.", "en", id="an opening in a sentence"),
        pytest.param("Related to the mayor by marriage, Kerr left the room for the vote.", "en", id="Related, without a colon"),
        pytest.param("Share prices of the oak merchants rose by a tenth.", "en", id="shares of another kind"),
        pytest.param("Sign up, sign up, the recruiting sergeant used to cry on this very pier.", "en", id="a cry"),
        pytest.param("Comments from the floor went on until midnight.", "en", id="comments of another kind"),
        pytest.param("Copyright in the drawings belongs to the widow, the court found.", "en", id="copyright in a sentence"),
        pytest.param("Follow the path to the lighthouse, and you will see where it stood.", "en", id="an imperative"),
        pytest.param("Join the board? She would rather join the herring.", "en", id="Join, in prose"),
        pytest.param("You have two minutes, the harbour master told them.", "en", id="You have"),
        pytest.param("Watch and wait was the keeper’s rule.", "en", id="Watch, in prose"),
        pytest.param("Die Anzeige erschien eine Woche lang und brachte eine Antwort.", "de", id="Anzeige, in a sentence"),
        pytest.param("Werbung für den Anleger machte nur der Wirt.", "de", id="Werbung, in a sentence"),
        pytest.param("„Jetzt Abo abschließen“, stand auf dem Schild.", "de", id="quoted, German"),
        pytest.param("La publicité du ponton a duré une semaine.", "fr", id="publicité, in a sentence"),
        pytest.param("Les abonnés du bac payaient un sou par an.", "fr", id="abonnés, in a sentence"),
        pytest.param("La publicidad del muelle duró una semana.", "es", id="publicidad, in a sentence"),
        pytest.param("«Suscríbete», decía el cartel, y nadie se suscribió.", "es", id="quoted, Spanish"),
        pytest.param("Os assinantes da balsa pagavam um tostão por ano.", "pt", id="assinantes, in a sentence"),
        pytest.param("La pubblicità del molo durò una settimana.", "it", id="pubblicità, in a sentence"),
        pytest.param("ظهر الإعلان أسبوعاً واحداً وجاء بجواب واحد.", "ar", id="in a sentence, Arabic"),
        pytest.param("広告は一週間だけ出て、返事は一つだけ来た。", "ja", id="in a sentence, Japanese"),
    ],
)  # fmt: skip
def test_the_same_words_in_the_story_stay(line: str, language: str) -> None:
    assert removed(between(line, language), language=language) == []
    assert line in body(between(line, language), language=language)


@pytest.mark.parametrize(
    "box",
    [
        [
            "Subscribe to read the full story",
            "Get unlimited access for £1 a week",
            "Already a member? Sign in",
        ],
        [
            "Sign up for Harbour Morning",
            "The day’s news before the kettle boils, free in your inbox.",
            "Your email address",
            "Sign up",
        ],
        ["Join the discussion", "Become a paid subscriber to comment.", "Subscribe"],
    ],
)
def test_a_box_goes_with_all_its_lines(box: list[str]) -> None:
    assert body(within(*box)) == [FIRST, LAST]
    assert [text for _kind, text in removed(within(*box))] == box


def test_prose_beside_a_box_stays() -> None:
    prose = "You can read the whole of the harbour board’s plan in the library, where it has lain since Easter, and where nobody has asked for it."
    assert body(within("Subscribe to continue reading", prose)) == [FIRST, prose, LAST]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home > News > Harbour", "navigation"),
        ("News Sport Business Culture Travel", "navigation"),
        ("Facebook X LinkedIn", "share"),
    ],
)
def test_menus_and_share_rows_over_and_under_the_text_are_removed(line: str, kind: str) -> None:
    assert removed(below(line)) == [(kind, line)]
    assert (kind, line) in removed(above("The pier of two towns is back for good", line))


@pytest.mark.parametrize(
    "line", ["Oak, tar, rope, patience", "Gull Rock, Skerry, Port Merrow, Anstey", "Herring Eel Mackerel"]
)
def test_lists_of_other_words_stay(line: str) -> None:
    assert line in body(within(line))


def test_a_piece_about_paywalls_keeps_a_lone_line_and_says_so() -> None:
    text = lines(
        "The Tallow Gazette has put up a paywall, and its subscribers have fallen from nine hundred to forty, which the editor calls a beginning.",
        "Nobody on the pier can remember a newsletter that was read, or a subscription that was renewed, or an advertisement that sold anything at all.",
        "Subscribe now",
        "So says the button, in red, over the advertisement for a pier that no longer stands, and the paywall opens for nobody who does not press it.",
    )
    found = story(text)
    assert "Subscribe now" in found.body_text
    (finding,) = [f for f in found.findings if f.code == "marker-kept"]
    assert finding.evidence == "Subscribe now"
    assert found.source_text[finding.start : finding.end] == "Subscribe now"


@pytest.mark.parametrize("line", ["***", "* * *", "—", "◆", "• • •"])
def test_a_section_break_stays(line: str) -> None:
    assert line in body(within(line))


@pytest.mark.parametrize("line", ["→ ↗", "▶", "👍 👎"])
def test_arrows_and_buttons_without_words_are_removed(line: str) -> None:
    assert body(within(line)) == [FIRST, LAST]


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier version of this article gave the pier eleven winters; it was ten.",
        "This article was amended on 4 May 2021 to give the keeper’s name.",
    ],
)
def test_a_correction_stays_and_is_told(note: str) -> None:
    found = story(below(note))
    assert note in found.body_text
    assert "correction-note" in codes(found)


def test_the_first_line_may_sound_like_a_call() -> None:
    text = above("Join the pier’s last dance before it falls")
    assert story(text).facts.headline == "Join the pier’s last dance before it falls"


def test_letters_of_any_case_and_accent_are_one_word() -> None:
    for line in ("publicite", "PUBLICITÉ", "Publicité."):
        assert removed(between(line, "fr"), language="fr") == [("advert", line)]


GLOSSARY = (
    ("Leave a comment", "Most people who write to the harbour board want to leave one and go away again."),
    ("Share this", "A man in Port Merrow asked whether his letter might be read by all the neighbours."),
    ("Related stories", "Every letter has another behind it, about a hedge, or about the man who cut it."),
    ("All rights reserved", "It stands at the foot of the last page, and nobody has ever asked for them."),
)


def test_phrases_that_head_the_parts_of_a_piece_stay() -> None:
    text = [line for part in GLOSSARY for line in part]
    assert body(lines(FIRST, *text, LAST)) == [FIRST, *text, LAST]


def test_one_such_phrase_heads_nothing() -> None:
    heading, sentence = GLOSSARY[1]
    assert ("share", heading) in removed(lines(FIRST, heading, sentence, LAST))


def test_a_related_title_behind_a_space_is_known_in_japanese() -> None:
    line = "あわせて読みたい 港の時計職人、最後の弟子をとる"
    assert ("related", line) in removed(between(line, "ja"), language="ja")


def test_the_length_of_a_recording_goes_with_its_player() -> None:
    assert "06:12" in [text for _kind, text in removed(above("The pier is to rise again", "00:00", "06:12"))]
    assert "06:12" in body(lines(FIRST, "06:12", LAST))


def test_a_lone_marker_in_a_piece_on_adverts_and_subscriptions_stays() -> None:
    about = (
        f"In 1847 the Bell printed an advertisement for a wife. {FIRST}",
        f"Two hundred subscribed to see her. {LAST}",
    )
    assert "ADVERTISEMENT" in [
        b.text for b in story(lines("Wanted", about[0], "ADVERTISEMENT", FIRST, about[1])).body
    ]


def test_a_lone_marker_goes_where_somebody_only_announces_and_claims() -> None:
    first, last = PROSE["es"]
    said = f"La junta anunció las obras. {first}", f"El pueblo reclamó su muelle y otro anuncio. {last}"
    found = story(lines("El muelle", said[0], "PUBLICIDAD", first, said[1]), language="es")
    assert "PUBLICIDAD" not in [b.text for b in found.body]


def test_a_short_line_between_lines_of_a_box_goes_with_it() -> None:
    box = (
        "Sign up to our newsletter",
        "A postcard from the harbour, every other Sunday",
        "Enter your email address",
    )
    assert [c.before for c in story(lines("The pier", FIRST, *box, LAST)).removed] == list(box)


def test_a_paragraph_between_two_boxes_stays() -> None:
    found = story(
        lines(
            "The pier",
            FIRST,
            "Sign up to our newsletter",
            LAST,
            "Sign up to our newsletter",
            FIRST + " So it was.",
        )
    )
    assert LAST in [b.text for b in found.body]
