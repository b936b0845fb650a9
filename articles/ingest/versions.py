"""What orders the states of one piece: the number that its provider counts them by, or the moment of each."""

from datetime import UTC, date, datetime

LONGEST_NUMBER = 17  # digits


def of(number: object = "", when: date | datetime | None = None) -> str:
    """A declared state as `NUMBER MOMENT`, each empty where it is not known; empty if neither is.

    The moment is in UTC, of a day alone the day.
    """
    said = str(number or "")
    counts = said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER
    told = f"{int(said) if counts else 0} {_moment(when)}"
    return "" if told == "0 " else told


def is_older(one: str, other: str) -> bool:
    """Whether a state surely came before the other: by their numbers if both have one, else by their moments."""
    number, _, moment = one.partition(" ")
    its_number, _, its_moment = other.partition(" ")
    if int(number or 0) and int(its_number or 0) and int(number) != int(its_number):
        return int(number) < int(its_number)
    known = min(len(moment), len(its_moment))  # a day alone says nothing about hours
    return moment[:known] < its_moment[:known]


def _moment(when: date | datetime | None) -> str:
    if when is None:
        return ""
    if not isinstance(when, datetime):
        return when.isoformat()
    try:
        whole = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:  # at the ends of all time
        return when.date().isoformat()
    return whole.replace(tzinfo=None).isoformat(timespec="milliseconds")
