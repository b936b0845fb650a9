"""Characters no reader should see are mended, each as an edit; typography is left alone."""

import pytest

from articles.ingest.reading import characters

from .pieces import FIRST, body, within


def read(text: str) -> str:
    parts, at = [], 0
    for edit in characters.edits(text):
        assert edit.start >= at
        parts += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join(parts) + text[at:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The\u200b pi\u00ader\ufeff is\u2060 back", "The pier is back", id="zero width, soft hyphens"
        ),
        pytest.param(
            "\u202eThe pier\u202c \u2066is\u2069 back", "The pier is back", id="direction overrides"
        ),
        pytest.param("The\x07 pier\x1b \x7fis\x9f back", "The pier is back", id="controls"),
        pytest.param("The\u00a0pier\u202fis\u2007back", "The pier is back", id="no-break spaces"),
        pytest.param("The\tpier\u2003is\u3000\u3000back", "The pier is back", id="spaces of other widths"),
        pytest.param("Cafe\u0301 Zu\u0308rich か\u3099", "Café Zürich が", id="letter and accent apart"),
        pytest.param("La cÃ´te, lâ€™Ã©tÃ© et lâ€™eau", "La côte, l’été et l’eau", id="mojibake, French"),
        pytest.param("SeÃ±or MuÃ±oz", "Señor Muñoz", id="mojibake, Spanish"),
        pytest.param("Ãœberfahrt fÃ¼r alle", "Überfahrt für alle", id="mojibake, German"),
    ],
)
def test_what_cannot_be_read_is_mended(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“The pier’s ‘back’,” she said — at £3 … 50 % more", id="typographic marks"),
        pytest.param('"The pier\'s back," she said.', id="straight quotation marks"),
        pytest.param("«\u00a0C’est ici\u00a0!\u00a0» dit-elle\u202f: vraiment\u202f? Oui\u00a0; enfin.", id="French spaces"),
        pytest.param("Il a payé 50\u00a0%", id="a space before the per cent sign"),
        pytest.param("Ünïcödé ñandú Łódź", id="accented letters"),
        pytest.param("می‌خواهم", id="the joiner that Persian spells with"),
        pytest.param("👩‍🚒 came first", id="the joiner in a picture"),
        pytest.param("עִבְרִית وعَرَبيّ", id="vowel points"),
        pytest.param("São Tomé, Ângela e Ã", id="capital A with a tilde or circumflex"),
        pytest.param("The cost of A\u2082", id="subscripts"),
        pytest.param("nobody knows what stood \ufffd here", id="the replacement character"),
        pytest.param("x² + ½ = ﬁne", id="compatibility characters"),
        pytest.param("ordinary text\r\nof two lines", id="plain text"),
    ],
)  # fmt: skip
def test_what_can_be_read_is_left_alone(text: str) -> None:
    assert read(text) == text


def test_every_edit_says_why() -> None:
    found = characters.edits("The\u200b\u00a0pier\u2003cafe\u0301 Ã©tÃ©")
    assert {edit.rule for edit in found} == {"invisible", "nbsp", "space", "decomposed", "mojibake"}
    assert all(edit.reason for edit in found)


def test_the_body_reads_well_and_the_source_is_kept() -> None:
    assert body(within("The\u200b harbour\u00a0master of the cafe\u0301 sent word.")) == [
        FIRST,
        "The harbour master of the café sent word.",
        within().split("\n\n")[1].strip(),
    ]
