"""Over the text: section, headline, standfirst, byline, date, caption, share row, in whatever order."""

from datetime import date

import pytest

from articles.ingest.story import Known, Story

from .pieces import FIRST, LAST, PROSE, above, body, codes, lines, removed, story

HEADLINE = "The pier that fell twice is to rise again"
STAND = "Eleven winters after the storm the harbour board finds the money, if not the oak, for a pier that nobody has walked on."
DAY = date(2021, 5, 3)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            [HEADLINE, STAND, "By Anna Kerr", "3 May 2021"], id="headline, standfirst, byline, date"
        ),
        pytest.param(["3 May 2021", HEADLINE, STAND, "By Anna Kerr"], id="date first"),
        pytest.param([HEADLINE, STAND, "Anna Kerr", "3 May 2021"], id="a bare name beside a date"),
        pytest.param(
            ["NEWS", HEADLINE, STAND, "By Anna Kerr | 3 May 2021"], id="section; byline and date in one"
        ),
        pytest.param(
            [HEADLINE, STAND, "By Anna Kerr", "Published 3 May 2021", "Facebook Twitter WhatsApp"],
            id="a share row",
        ),
        pytest.param(
            [HEADLINE, STAND, "By Anna Kerr", "3 May 2021", "The pier in winter. Photo: Bo Lund"],
            id="a caption",
        ),
    ],
)
def test_a_head_is_told_apart_in_any_order(head: list[str]) -> None:
    found = story(above(*head))
    assert found.facts.headline == HEADLINE
    assert found.facts.standfirst == STAND
    assert [person.name for person in found.facts.authors] == ["Anna Kerr"]
    assert found.facts.published == DAY
    assert [block.text for block in found.body] == [FIRST, LAST]
    assert not found.headline_derived


@pytest.mark.parametrize(
    ("head", "language", "headline", "author"),
    [
        (["Talgbucht: Der Steg kehrt zurück", "Von Jörg Überreuther", "3. Mai 2021"], "de", "Talgbucht: Der Steg kehrt zurück", "Jörg Überreuther"),
        (["Le ponton tombé deux fois se relèvera", "Par Éloïse Durand", "Publié le 3 mai 2021 à 10h30"], "fr", "Le ponton tombé deux fois se relèvera", "Éloïse Durand"),
        (["El muelle que cayó dos veces se levanta", "Por Ana de la Fuente", "3 de mayo de 2021"], "es", "El muelle que cayó dos veces se levanta", "Ana de la Fuente"),
        (["O cais que caiu duas vezes volta", "Por João dos Santos", "3 de maio de 2021"], "pt", "O cais que caiu duas vezes volta", "João dos Santos"),
        (["Il molo caduto due volte risorge", "di Carla Rossetti", "3 maggio 2021"], "it", "Il molo caduto due volte risorge", "Carla Rossetti"),
        (["الرصيف الذي سقط مرتين يعود إلى أهله", "بقلم: سامي الخطيب", "3 مايو 2021"], "ar", "الرصيف الذي سقط مرتين يعود إلى أهله", "سامي الخطيب"),
        (["二度落ちた桟橋、三たび建つ", "文=山田花子", "2021年5月3日"], "ja", "二度落ちた桟橋、三たび建つ", "山田花子"),
    ],
)  # fmt: skip
def test_heads_of_other_languages(head: list[str], language: str, headline: str, author: str) -> None:
    found = story(lines(*head, *PROSE[language]), language=language)
    assert found.facts.headline == headline
    assert [person.name for person in found.facts.authors] == [author]
    assert f"{found.facts.published:%Y-%m-%d}" == f"{DAY}"
    assert [block.text for block in found.body] == list(PROSE[language])


def test_a_standfirst_may_stand_under_byline_and_date() -> None:
    found = story(above(HEADLINE, "By Anna Kerr", "3 May 2021", STAND.rstrip(".")))
    assert found.facts.standfirst == STAND.rstrip(".")
    assert [block.text for block in found.body] == [FIRST, LAST]


def test_what_filled_a_field_is_still_in_the_ledger() -> None:
    found = story(above(HEADLINE, "By Anna Kerr", "3 May 2021"))
    assert [(c.kind, c.before) for c in found.changes if c.kind.startswith("field:")] == [
        ("field:headline", HEADLINE)
    ]
    assert [(c.kind, c.before) for c in found.removed] == [("byline", "By Anna Kerr"), ("date", "3 May 2021")]


@pytest.mark.parametrize("section", ["NEWS", "Opinion", "HARBOUR"])
def test_a_section_over_the_headline_is_its_kicker(section: str) -> None:
    found = story(above(section, HEADLINE, "By Anna Kerr"))
    assert (found.facts.kicker or section, found.facts.headline) == (section, HEADLINE)
    assert section not in found.body_text


def test_the_site_s_name_in_the_title_gives_the_publication() -> None:
    found = story(above(f"{HEADLINE} - The Tallow Gazette", HEADLINE, "By Anna Kerr"))
    assert found.facts.headline == HEADLINE
    assert found.facts.publication == "The Tallow Gazette"
    assert [block.text for block in found.body] == [FIRST, LAST]


def test_a_headline_that_stands_twice_is_kept_once() -> None:
    found = story(above(HEADLINE, HEADLINE))
    assert found.facts.headline == HEADLINE
    assert [c.kind for c in found.removed] == ["duplicate"]


@pytest.mark.parametrize(
    "headline",
    [
        "Is this the last pier?",
        "“I will not bury a third pier”",
        "Pier: a history in planks",
        "Oak, tar and patience – what a pier is made of",
        "Why 3 May 2021 still keeps a town awake",
        "By the sea, by the board, by the pier",
        "Photographs of a pier that is not there",
        "Comments on a fallen pier",
        "Subscribe to the sea",
    ],
)
def test_a_headline_may_look_like_something_else(headline: str) -> None:
    found = story(above(headline, "By Anna Kerr", "4 May 2021"))
    assert found.facts.headline == headline
    assert found.facts.published == date(2021, 5, 4)


def test_the_first_paragraph_is_no_standfirst() -> None:
    found = story(above(HEADLINE, "By Anna Kerr"))
    assert found.facts.standfirst == ""
    assert body(above(HEADLINE, "By Anna Kerr")) == [FIRST, LAST]


def test_text_without_a_head_has_none() -> None:
    found = story(lines(FIRST, LAST))
    assert found.removed == ()
    assert [block.text for block in found.body] == [FIRST, LAST]


def test_a_sub_heading_after_the_first_paragraph_is_no_headline() -> None:
    found = story(lines(FIRST, "Four summers", LAST))
    assert found.headline_derived
    assert [(block.kind, block.text) for block in found.body] == [
        ("p", FIRST),
        ("h2", "Four summers"),
        ("p", LAST),
    ]


def test_names_and_dates_inside_the_text_stay() -> None:
    text = lines(
        HEADLINE, FIRST, "Anna Kerr", LAST, "On 3 May 2021 nobody came.", FIRST.replace("Monday", "Tuesday")
    )
    assert {"Anna Kerr", "On 3 May 2021 nobody came."} <= set(body(text))


def test_a_photographer_is_no_author() -> None:
    found = story(above(HEADLINE, "By Anna Kerr", "Photos: Bo Lund"))
    assert [person.name for person in found.facts.authors] == ["Anna Kerr"]
    assert "Bo Lund" not in found.body_text


def test_two_bylines_name_everybody_once() -> None:
    found = story(above(HEADLINE, "By Anna Kerr and Bo Lund", "By Anna Kerr", "3 May 2021"))
    assert [person.name for person in found.facts.authors] == ["Anna Kerr", "Bo Lund"]


def test_a_place_may_stand_between_the_name_and_the_date() -> None:
    found = story(above(HEADLINE, STAND, "Anna Kerr", "Tallow", "3 May 2021"))
    assert [person.name for person in found.facts.authors] == ["Anna Kerr"]
    assert not story(above(HEADLINE, STAND, "Anna Kerr", "She fell twice", "Photo: Bo Lund")).facts.published


@pytest.mark.parametrize("line", ["2021/05/03 06:00", "2021-05-03"])
def test_a_date_in_figures_is_no_count_of_pages(line: str) -> None:
    found = story(lines("桟橋が戻る", line, *PROSE["ja"]), language="ja")
    assert str(found.facts.published)[:10] == str(DAY)
    assert ("navigation", "2/3") in removed(lines("桟橋が戻る", "2/3", *PROSE["ja"]), language="ja")


def test_a_rubric_alone_over_the_text_is_no_headline() -> None:
    assert story(above("OPINION", "By Anna Kerr")).facts.headline != "OPINION"
    assert story(above("The pier opinion poll", "By Anna Kerr")).facts.headline == "The pier opinion poll"


@pytest.mark.parametrize("place", ["Rome", "Tolmarsh on the Sill"])
def test_the_place_between_name_and_date_is_nobody(place: str) -> None:
    found = story(
        lines(
            HEADLINE, STAND, "Anna Kerr", place, "3 May 2021", f"Nobody in {place} has seen it. {FIRST}", LAST
        )
    )
    assert [a.name for a in found.facts.authors] == ["Anna Kerr"]
    assert place in [change.before for change in found.removed]


def test_a_second_name_over_the_date_stays_a_person() -> None:
    found = story(lines(HEADLINE, STAND, "Anna Kerr", "Bo Lund", "3 May 2021", FIRST, LAST))
    assert "Bo Lund" in [a.name for a in found.facts.authors]


def test_a_trail_of_sections_is_no_headline() -> None:
    found = story(lines("Sport / Tolmarsh", HEADLINE, STAND, "By Anna Kerr", "3 May 2021", FIRST, LAST))
    assert (found.facts.headline, found.facts.standfirst) == (HEADLINE, STAND)


def test_a_headline_with_a_stroke_stays_one() -> None:
    found = story(lines("Pier / Storm", STAND, "By Anna Kerr", "3 May 2021", FIRST, LAST))
    assert found.facts.headline == "Pier / Storm"


@pytest.mark.parametrize(
    ("language", "head", "first", "marker", "last"),
    [
        ("ar", ("الرصيف الذي سقط مرتين يعود", "بقلم: سامي الخطيب", "3 مايو 2021"), "قرر مجلس ميناء خليج الشمع يوم الاثنين إعادة بناء الرصيف الشرقي.", "اقرأ المزيد", "ومن المنتظر أن يبدأ العمل بعد رحيل أسماك الرنجة."),
        ("en", (HEADLINE, "By Anna Kerr", "3 May 2021"), "The harbour board of Tallow Bay voted to rebuild the eastern pier.", "Read more", "Work is to begin when the herring have gone, and will take long."),
    ],
)  # fmt: skip
def test_a_short_first_paragraph_under_the_date_is_no_standfirst(
    language: str, head: tuple[str, ...], first: str, marker: str, last: str
) -> None:
    found = story(lines(*head, first, marker, last), language=language)
    assert found.facts.standfirst == ""
    assert [block.text for block in found.body] == [first, last]


def test_over_the_byline_a_sentence_is_one() -> None:
    found = story(lines("3 May 2021", HEADLINE, STAND, "By Anna Kerr", FIRST, LAST))
    assert found.facts.standfirst == STAND


# --- The day of a change, publications and helpers --------------------------------------------------

CHANGED = [
    ("en", "By Anna Kerr", "Last updated: 12 March 2024", "Published: 11 March 2024"),
    ("de", "Von Anna Kerr", "Aktualisiert am 12. März 2024", "Veröffentlicht am 11. März 2024"),
    ("fr", "Par Éloïse Durand", "Mis à jour le 12 mars 2024", "Publié le 11 mars 2024"),
    ("es", "Por Ana Lima", "Actualizado el 12 de marzo de 2024", "Publicado el 11 de marzo de 2024"),
    ("it", "di Carla Rossetti", "Ultimo aggiornamento: 12 marzo 2024", "Pubblicato il 11 marzo 2024"),
    ("pt", "Por João dos Santos", "Atualizado em 12 de março de 2024", "Publicado em 11 de março de 2024"),
    ("ja", "文=山田花子", "更新：2024年3月12日", "公開：2024年3月11日"),
    ("ar", "بقلم: سامي الخطيب", "آخر تحديث: 12 مارس 2024", "تاريخ النشر: 11 مارس 2024"),
]


@pytest.mark.parametrize(("language", "byline", "updated", "published"), CHANGED)
@pytest.mark.parametrize("first", ["updated", "published"])
def test_a_piece_is_of_the_day_it_appeared_whichever_line_stands_first(
    first: str, language: str, byline: str, updated: str, published: str
) -> None:
    dates = [updated, published] if first == "updated" else [published, updated]
    found = story(lines(HEADLINE, byline, *dates, *PROSE[language]), language=language)
    assert found.facts.published == date(2024, 3, 11)
    assert "date-guessed" not in codes(found)
    assert [block.text for block in found.body] == list(PROSE[language])


@pytest.mark.parametrize(("language", "byline", "updated", "published"), CHANGED)
def test_the_day_of_a_change_alone_is_a_guess(
    language: str, byline: str, updated: str, published: str
) -> None:
    found = story(lines(HEADLINE, byline, updated, *PROSE[language]), language=language)
    assert found.facts.published == date(2024, 3, 12)
    assert "date-guessed" in codes(found)


def test_a_byline_may_hold_both_days() -> None:
    found = story(above(HEADLINE, "By Anna Kerr | Updated 12 March 2024 | Published 11 March 2024"))
    assert found.facts.published == date(2024, 3, 11)
    assert "date-guessed" not in codes(found)


def left(found: Story) -> list[str]:
    return [finding.suggestion for finding in found.findings if finding.code == "byline-left"]


def test_what_the_byline_leaves_is_asked_about_and_no_publication() -> None:
    found = story(above(HEADLINE, "By Anna Kerr | Tallow Bay Today", "3 May 2021"))
    assert found.facts.publication == ""
    assert left(found) == ["Tallow Bay Today"]
    assert found.doubt > 0


def test_what_the_newsroom_knows_is_a_publication_in_the_byline() -> None:
    known = Known(publications={"Tallow Bay Today": "Tallow Bay Today Online"})
    found = story(above(HEADLINE, "By Anna Kerr | Tallow Bay Today", "3 May 2021"), known=known)
    assert found.facts.publication == "Tallow Bay Today Online"
    assert left(found) == []


def test_a_publication_by_its_form_is_not_asked_about() -> None:
    found = story(above(HEADLINE, "By Anna Kerr for The Tallow Courier", "3 May 2021"))
    assert found.facts.publication == "The Tallow Courier"
    assert found.facts.standfirst == ""
    assert left(found) == []


def test_an_account_over_the_text_dates_the_piece_and_signs_nothing() -> None:
    found = story(above(HEADLINE, "Posted by admin on March 11, 2024 at 5:30 pm"))
    assert found.facts.standfirst == ""
    assert found.facts.authors == ()
    assert f"{found.facts.published:%Y-%m-%d}" == "2024-03-11"
    assert "byline-missing" in codes(found)


@pytest.mark.parametrize(
    ("line", "publication", "left"),
    [
        ("The Tallyman, 9 August 2023", "The Tallyman", ""),
        ("Publicerad 2024-03-04 08:00 Uppdaterad 2024-03-06 10:15", "", "Publicerad Uppdaterad"),
    ],
)
def test_what_stands_beside_a_date_is_a_publication_by_its_form_alone(
    line: str, publication: str, left: str
) -> None:
    found = story(lines("The pier is back in its place", line, FIRST))
    assert found.facts.publication == publication
    assert [item.evidence for item in found.findings if item.code == "byline-left"] == [left] * bool(left)


def test_a_section_is_no_headline() -> None:
    menu = ("Home", "Politics", "Business", "Culture", "Sport")
    assert story(lines(*menu, "The pier is back in its place", FIRST)).facts.headline not in menu
    assert story(lines(*menu, FIRST)).facts.headline not in menu
