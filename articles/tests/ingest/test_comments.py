"""What readers said after the piece is taken out; what the piece says, and prints of letters, stays."""

import pytest

from .pieces import FIRST, LAST, below, body, codes, lines, removed, story

MIDDLE = (
    "The keeper of the lighthouse, who is eighty-one and has buried two piers already, told the board that he would "
    "row across as he had always done, and that the bench at the end of it was his."
)
STORY = (FIRST, MIDDLE, LAST)
TALK = ["The pier was never any good.", "Nor was the board.", "My uncle fell off it twice."]


def after(*parts: str) -> str:
    return lines(*STORY, *parts)


@pytest.mark.parametrize(
    ("anchor", "language"),
    [
        ("Comments", "en"),
        ("3 comments", "en"),
        ("Comments (3)", "en"),
        ("Leave a reply", "en"),
        ("3 thoughts on “The pier is back”", "en"),
        ("Join the discussion", "en"),
        ("What do you think? Have your say", "en"),
        ("Kommentare", "de"),
        ("3 Kommentare", "de"),
        ("Commentaires", "fr"),
        ("3 commentaires", "fr"),
        ("Comentarios", "es"),
        ("3 comentarios", "es"),
        ("Comentários", "pt"),
        ("Commenti", "it"),
        ("التعليقات", "ar"),
        ("コメント", "ja"),
    ],
)
def test_everything_from_an_anchor_on_is_removed(anchor: str, language: str) -> None:
    text = after(anchor, *TALK)
    assert body(text, language=language) == list(STORY)
    (first, *rest) = removed(text, language=language)
    assert first[0] in ("comments", "paywall")  # `Join the discussion` may be either's
    assert [kind for kind, _ in rest] == ["comments"] * len(TALK)


@pytest.mark.parametrize(
    "heads",
    [
        ["Gull74 says:", "Herring Ann says:", "Bo L. says:"],
        ["Gull74 3 hours ago", "Herring Ann 2 hours ago", "Bo L. just now"],
        ["Gull74 • 3 May 2021 10:30", "Herring Ann • 3 May 2021 11:02", "Bo L. • 4 May 2021 08:15"],
    ],
)
def test_comments_without_an_anchor_are_known_by_their_heads(heads: list[str]) -> None:
    talk = [line for pair in zip(heads, TALK, strict=True) for line in pair]
    assert body(after(*talk)) == list(STORY)


def test_controls_under_comments_go_with_them() -> None:
    text = after("3 comments", "Gull74", TALK[0], "Reply", "Like 3", "Bo L.", TALK[1], "Reply")
    assert body(text) == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("“Comments are closed,” said the board, and so was the pier.", id="quoted"),
        pytest.param(
            "Comments on the plan may be sent to the board until the herring return.", id="a sentence"
        ),
        pytest.param("The keeper says: nobody has asked him.", id="says, in a sentence"),
        pytest.param(
            "Three hours ago, nobody in the bay would have believed it.", id="a time, in a sentence"
        ),
    ],
)
def test_sentences_about_comments_stay(line: str) -> None:
    assert body(below(line)) == [FIRST, LAST, line]


def test_an_anchor_in_the_first_half_cuts_nothing() -> None:
    text = lines(
        FIRST,
        "Comments",
        MIDDLE,
        LAST,
        MIDDLE.replace("eighty-one", "eighty-two"),
        LAST.replace("four", "five"),
    )
    assert MIDDLE in body(text)
    assert LAST in body(text)


def test_an_anchor_before_a_long_story_is_only_told() -> None:
    long = [MIDDLE.replace("two piers", f"{n} piers") for n in ("three", "four", "five")]
    found = story(lines(*STORY, FIRST.replace("two", "seven"), "Discussion", *long))
    assert all(paragraph in found.body_text for paragraph in long)
    assert "comments-suspected" in codes(found)


def test_a_letters_page_is_the_story() -> None:
    letters = [
        "Sir, the pier was built by my grandfather, who was paid in herring, and it has outlived three of the boards that meant to mend it.",
        "Anna Kerr, Tallow Bay",
        "Sir, your correspondent of last week is mistaken about the bench at the end of the pier, which was never his, and which I painted myself.",
        "Bo Lund, Port Merrow",
        "Sir, may I be the last to say that there is no pier, and that nobody who has written to you about it can have walked on it this century?",
        "Cai Pugh, Skerry",
    ]
    assert body(lines("Letters: the pier", *letters))[-6:] == letters


def test_an_interview_is_the_story() -> None:
    talk = [
        "What did the board say?",
        "It said what boards say, that the matter would be looked into when the weather was better and the herring had gone.",
        "And the keeper?",
        "He said nothing, and he rowed home, and in the morning there was a light at the end of the pier where no pier is.",
    ]
    assert body(lines(FIRST, *talk)) == [FIRST, *talk]


@pytest.mark.parametrize(
    "dates",
    [
        [
            "02.11.2024 - The Herrings - Town Hall",
            "03.11.2024 - Bo Lund - Skerry",
            "04.11.2024 - Cai Pugh - Pier",
        ],
        ["Doors: 4 May 2024, 19:30", "Doors: 5 May 2024, 18:00", "Doors: 6 May 2024, 19:30"],
        ["2024-05-04T08:57:40+01:00", "2024-05-04T08:57:45+01:00", "2024-05-04T09:10:00+01:00"],
        ["Etching, plate 12", "64D", "Drypoint, plate 13", "68D"],
    ],
    ids=["days without a time", "appointments", "stamps of a machine", "shelf marks"],
)
def test_lists_of_dates_are_no_comments(dates: list[str]) -> None:
    found = story(after("The pier in numbers", *dates))
    assert [change.before for change in found.removed if change.kind == "comments"] == []


def test_stamp_under_a_name_heads_a_comment() -> None:
    talk = ["Gull74", "3.5.2021, 10:30", TALK[0], "Bo L.", "3.5.2021, 11:02", TALK[1]]
    assert body(after(*talk), language="en") == list(STORY)


def test_a_name_that_ends_in_an_initial_goes_with_its_comment() -> None:
    talk = ["Johanne B.", "2 hours ago", TALK[0], "Reply", "Gull74", "6 hours ago", TALK[1], "Reply"]
    assert body(after(*talk), language="en") == list(STORY)


def test_a_short_sentence_before_the_first_comment_stays() -> None:
    talk = ["2 hours ago Gull74 wrote:", TALK[0], "Reply", "6 hours ago Bo wrote:", TALK[1], "Reply"]
    assert body(after("And so it was.", *talk), language="en") == [*STORY, "And so it was."]
