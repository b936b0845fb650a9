"""What a site says of its money, its rules and its readers under a piece; the same words in a story stay."""

import pytest

from .pieces import PROSE, between, body, lines, removed, within


@pytest.mark.parametrize(
    ("line", "kind", "language"),
    [
        ("We pick everything ourselves. We might take a share of sales through links on this site.", "advert", "en"),
        ("Diese Seite enthält Affiliate-Links: Kaufen Sie darüber, bekommen wir eine kleine Provision.", "advert", "de"),
        ("Upload a picture of the pier with the form at the bottom, or ask our team", "other", "en"),
        ("Got a picture of the gale? Whatsapp it to us on 555 0101", "other", "en"),
        ("Schicken Sie uns Ihre Fotos vom Sturm per WhatsApp", "other", "de"),
        ("Envoyez-nous vos photos de la tempête sur WhatsApp au 555", "other", "fr"),
        ("Envíanos tus fotos del temporal por WhatsApp al 555", "other", "es"),
        ("Envie suas fotos da ressaca para a redação", "other", "pt"),
        ("Mandaci le tue foto della mareggiata con il modulo qui sotto", "other", "it"),
        ("This newspaper abides by the Editors’ Code of Practice.", "other", "en"),
        ("Dieser Text darf unter Nennung der Quelle weiterverbreitet werden.", "other", "de"),
        ("Cet article peut être republié librement.", "other", "fr"),
        ("Kommentare: Unsere Regeln", "comments", "de"),
        ("Read our comment policy", "comments", "en"),
        ("Normas de participación", "comments", "es"),
        ("We want our comments to stay kind and to the point.", "comments", "en"),
        ("Este artigo já não aceita comentários.", "comments", "pt"),
        ("Pick up a print copy of The Tideline: four issues for £7", "paywall", "en"),
        ("Mehr vom Hafen? Testen Sie TB+ vier Wochen gratis", "paywall", "de"),
        ("Your harbour, well told: get our Sunday briefing", "subscribe", "en"),
        ("Save to my reading list", "share", "en"),
        ("Añadir a mis favoritos", "share", "es"),
        ("マイリストに保存", "share", "ja"),
        ("Tweet Share +1 Print", "share", "en"),
        ("Jump to newest post", "navigation", "en"),
        ("Zum neuesten Eintrag springen", "navigation", "de"),
        ("Aller au dernier message", "navigation", "fr"),
        ("Total or partial reproduction of this text is forbidden.", "copyright", "en"),
        ("本サイトの写真を無断で転載することはできません。", "copyright", "ja"),
        ("¿Más hambre? Prueba también nuestras recetas de arenque", "related", "es"),
        ("Full results: how your street voted", "related", "en"),
        ("→ Lire notre enquête : où va le hareng", "related", "fr"),
        ("Read our report: Where the herring goes", "related", "en"),
    ],
)  # fmt: skip
def test_a_notice_of_the_site_goes(line: str, kind: str, language: str) -> None:
    assert (kind, line) in removed(between(line, language), language=language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The firm took a share of sales and, through links with the bank, of the debts as well.", "en"),
        ("Upload a picture, the clerk told her, and she drew one.", "en"),
        ("How she came to submit a question", "en"),
        ("Fill in the form and wait: a day at the harbour office", "en"),
        ("This newspaper was founded in a shed.", "en"),
        ("The rules of the harbour", "en"),
        ("The harbour board wants its comments to be heard in June.", "en"),
        ("A print copy of the chart hung in the hall.", "en"),
        ("The Sunday briefing was held on the pier.", "en"),
        ("My reading list", "en"),
        ("Jump to the pier", "en"),
        ("The total or partial loss of the catch is insured.", "en"),
        ("Full results will be read out on the pier on Monday.", "en"),
        ("Read our lips: no new pier", "en"),
        ("Our report on the herring was read aloud.", "en"),
        ("Die vollständige oder teilweise Sperrung des Anlegers dauert an.", "de"),
        ("Unsere Regeln im Hafen", "de"),
        ("Vier Wochen gratis auf dem Steg", "de"),
        ("Une commission a été nommée par le port.", "fr"),
        ("Toute reproduction du hareng demande du sel.", "fr"),
        ("Los comentarios ofensivos del práctico llegaron al muelle.", "es"),
        ("Una comisión del puerto visitará el muelle.", "es"),
        ("O golpe pelo WhatsApp no porto", "pt"),
        ("Una commissione del porto visiterà il molo.", "it"),
        ("最新の桟橋", "ja"),
    ],
)
def test_the_same_words_in_a_story_stay(line: str, language: str) -> None:
    assert line in body(between(line, language), language=language)


@pytest.mark.parametrize("question", ["— Avez-vous le mal de mer ?", "— Vous avez une barque ?"])
def test_what_an_interviewer_asks_stays(question: str) -> None:
    assert question in body(between(question, "fr"), language="fr")


def test_an_abbreviated_mark_goes_even_from_a_piece_about_adverts() -> None:
    first = "An advertisement and a subscription, the paper found, cost the same as a newsletter nobody reads in the towns along the bay."
    assert ("advert", "PUB") in removed(lines(first, "PUB", first.replace("towns", "farms")))
    assert "Advertising" in body(lines(first, "Advertising", first.replace("towns", "farms")))


def test_a_date_under_words_that_may_head_tags_is_a_date() -> None:
    above = "نشر في: 27/11/2023 - 16:40"
    assert ("date", above) in removed(
        lines("عنوان المقال عن الميناء والرصيف", above, *PROSE["ar"]), language="ar"
    )


def test_words_before_a_number_that_is_no_date_still_head_tags() -> None:
    assert ("navigation", "Posted in: 2021, Harbour") in removed(within("Posted in: 2021, Harbour"))
