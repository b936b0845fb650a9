"""Whether two texts can be states of one piece: by the runs of words they share, of every script."""

import pytest

from articles.storing.likeness import LEAST_ALIKE, MUCH_ALIKE, share

FERRY = "the ferry came back to the harbour on tuesday three years after the storm took the pier"
JAPANESE = "港町の役場は月曜日、十一年前の嵐で二か所が折れた東の桟橋を建て直すことを決めた"


@pytest.mark.parametrize("text", [FERRY, JAPANESE, "ferry", "the ferry", "船"])
def test_a_text_shares_all_with_itself(text: str) -> None:
    assert share(text, text) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FERRY, FERRY.replace("tuesday", "wednesday").replace("storm", "gale")),
        (JAPANESE, JAPANESE.replace("月曜日", "火曜日").replace("東", "西")),
    ],
)
def test_with_a_text_that_was_mended_it_shares_much(one: str, other: str) -> None:
    assert MUCH_ALIKE <= share(one, other) < 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FERRY, "nobody on the quay had expected the herring to arrive so early in the year as they did"),
        (JAPANESE, "図書館は古い雑誌をすべて処分し、代わりに若い読者のための部屋を作ると発表した"),
        ("ferry", "barge"),
        ("", FERRY),
        (FERRY, ""),
    ],
)
def test_with_another_it_shares_nothing_to_speak_of(one: str, other: str) -> None:
    assert share(one, other) < LEAST_ALIKE
