"""What a piece is filed under and looked up by, to find other reports of its event."""

from datetime import UTC, datetime, timedelta

from articles.ingest.telling import APART, likeness, rarities, signs, telling

NAMES = {"vale": 3.0, "amund": 2.0, "corriemouth": 2.0, "trust": 1.0, "lowick": 1.0}
MAY = datetime(2024, 5, 3, 9, tzinfo=UTC)


def meets(looking: datetime | None, there: datetime | None) -> bool:
    return bool({*signs(NAMES, looking)[1]} & {*signs(NAMES, there)[0]})


def bucketed(looking: datetime, there: datetime) -> bool:
    """Whether they meet by what is filed under the time, too, and so among very many pieces of the same names."""
    always = {*signs(NAMES, None)[0]}
    return bool(({*signs(NAMES, looking)[1]} - always) & ({*signs(NAMES, there)[0]} - always))


def test_pieces_near_in_time_meet_by_their_time() -> None:
    for first in range(2 * APART):
        one = MAY + timedelta(days=first)
        for days in (1, APART - 1, APART):
            assert bucketed(one, one + timedelta(days=days))
            assert bucketed(one + timedelta(days=days), one)


def test_what_is_filed_under_one_time_lies_together() -> None:
    """So that an index is changed in few places by the pieces of one day."""
    own = {*signs(NAMES, MAY)[0]} - {*signs(NAMES, None)[0]}
    later = {*signs(NAMES, MAY + timedelta(days=9 * APART))[0]} - {*signs(NAMES, None)[0]}
    assert len(own) == len(later) == 6
    assert max(own) < min(later)
    assert all(-(2**63) <= value < 2**63 for value in own | later)


def test_pieces_far_apart_do_not_meet_by_their_time() -> None:
    assert not bucketed(MAY, MAY + timedelta(days=3 * APART))


def test_a_piece_without_a_date_meets_any() -> None:
    assert meets(None, MAY)
    assert meets(MAY, None)
    assert meets(None, None)


def test_two_names_are_needed_to_meet() -> None:
    assert signs({"vale": 1.0}, MAY) == ([], [])
    assert signs({}, None) == ([], [])


def test_the_order_of_two_names_does_not_count() -> None:
    other = dict(reversed([*NAMES.items()][:2]))
    assert {*signs(other, None)[0]} <= {*signs(NAMES, None)[0]}


def test_likeness_goes_from_nothing_to_the_same() -> None:
    rarity = rarities([NAMES, {"osthues": 1.0}])
    assert likeness(NAMES, {"osthues": 1.0}, rarity) == 0
    assert round(likeness(NAMES, NAMES, rarity), 6) == 1
    assert likeness({}, NAMES, rarity) == 0


def test_the_names_in_the_headline_weigh_more() -> None:
    text = "Then the pilot, Jock Amund, met Ines Vale, and both met Odile Prest."
    assert next(iter(telling("A cap for Prest", text))) == "prest"
