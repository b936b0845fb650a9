"""Events: which pieces are about the same happening, by their names, topics and time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from articles.ingest.telling import APART, Names, likeness, rarities
from articles.models import Event, EventPiece, TaggedArticle

if TYPE_CHECKING:
    from .arrivals import Arrival

COMPARED = 12  # pieces that one is compared with
# Likeness goes from 0 to 1. A piece needs this much, and this share of what the likest one has.
ENOUGH, NEXT_TO_BEST = 0.35, 0.5
TOPIC = 0.1  # likeness that a shared topic adds


@dataclass(slots=True, eq=False)
class Member:
    """A piece as it stands between events. `event` is settled while grouping, and may have no row yet."""

    row: EventPiece
    at: datetime | None
    event: Event | None
    topics: set[int] = field(default_factory=set)

    @property
    def names(self) -> Names:
        names: Names = self.row.names
        return names

    @property
    def is_out(self) -> bool:
        """Whether a person has said that it belongs to no event."""
        return self.row.by_person and self.event is None


def group(arrivals: Sequence["Arrival"], near: Mapping[int, Iterable[int]]) -> None:
    """Put the arrivals into events; `near` gives for each one those that share telling names with it."""
    members = read(arrivals, {other for others in near.values() for other in others})
    before = {pk: member.event for pk, member in members.items()}
    for arrival in arrivals:
        member = members[arrival.article_id]
        if member.event is None and not member.is_out:
            join(member, [members[pk] for pk in near[arrival.article_id] if pk in members])
    arrived = {arrival.article_id for arrival in arrivals}
    write(m for pk, m in members.items() if pk in arrived or m.event is not before[pk])


def join(member: Member, others: Sequence[Member]) -> None:
    """Let the piece into the event of the piece most like it, or begin one with that."""
    others = [
        other for other in others if other is not member and not other.is_out and are_near(member, other)
    ]
    rarity = rarities([member.names, *(other.names for other in others)])
    scores = [
        likeness(member.names, other.names, rarity) + TOPIC * len(member.topics & other.topics)
        for other in others
    ]
    if not scores or max(scores) < ENOUGH:
        return
    best = others[scores.index(max(scores))]
    if best.event is None:
        best.event = Event()
    member.event = best.event


def are_near(one: Member, other: Member) -> bool:
    """Whether they are near enough in time. A piece without a date of its own may be of any."""
    return one.at is None or other.at is None or abs(one.at - other.at) <= timedelta(days=APART)


def read(arrivals: Sequence["Arrival"], others: Iterable[int]) -> dict[int, Member]:
    """Return the arrivals and the others by their ids, the arrivals with the names they have now."""
    rows = EventPiece.objects.filter(article__in={*others, *(arrival.article_id for arrival in arrivals)})
    known: dict[int, Member] = {}
    for row in rows.select_related("event", "article").only(
        "by_person", "names", "event", "article__published_at", "article__published_at_assumed"
    ):
        at = None if row.article.published_at_assumed else row.article.published_at
        known[row.article_id] = Member(row, at, row.event)
    for arrival in arrivals:
        member = known.setdefault(
            arrival.article_id, Member(EventPiece(article_id=arrival.article_id), None, None)
        )
        member.row.names, member.at = {word: round(w, 2) for word, w in arrival.names.items()}, arrival.at
    tagged = TaggedArticle.objects.filter(content_object__in=known).order_by()
    for pk, topic in tagged.values_list("content_object_id", "tag_id"):
        known[pk].topics.add(topic)
    return known


def write(members: Iterable[Member]) -> None:
    changed = list(members)
    begun: dict[int, Event] = {}
    for member in changed:
        if member.event is not None and member.event.pk is None:
            begun[id(member.event)] = member.event
    Event.objects.bulk_create(begun.values())
    for member in changed:
        member.row.event = member.event
    rows = [member.row for member in changed]
    new, known = [row for row in rows if row.pk is None], [row for row in rows if row.pk is not None]
    EventPiece.objects.bulk_create(new)
    EventPiece.objects.bulk_update(known, ["event", "names"])
