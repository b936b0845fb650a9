"""Two who have changed one piece apart from each other, brought together: what each changed since they were one."""

from typing import Any

from .paragraphs import merged
from .snapshots import CONTENT, Snapshot

# What goes with the first of them: a date and whether it is ours, a picture and its words.
TOGETHER = (
    ("published_at", "published_at_assumed"),
    ("lead_image", "lead_image_caption", "lead_image_credit"),
)
_FOLLOWING = {name: first for first, *rest in TOGETHER for name in rest}


def brought_together(base: Snapshot | None, ours: Snapshot, theirs: Snapshot) -> Snapshot:
    """Return the content, bylines and topics of a piece that people (`ours`) and its file (`theirs`) have changed.

    `base` is how it stood before both. What one of them changed is taken; where both did, or nobody knows how it
    stood, people's facts stay. The text has the paragraphs that either changed; where both changed one of them, it
    is the new one. The bookkeeping is that of `theirs`.

    After the three-way merge of version control, a field at a time.
    """
    taken = {name: _is_theirs(name, *(_field(one, name) for one in (base, ours, theirs))) for name in CONTENT}
    fields = {name: theirs["fields"].get(name) for name in CONTENT}
    for name in CONTENT:
        # A picture's words may have been changed under the same picture.
        first = _FOLLOWING.get(name)
        follows = first is not None and _field(ours, first) != _field(theirs, first)
        if not taken[first if follows and first else name]:
            fields[name] = ours["fields"].get(name)
    bodies = [one and one["fields"].get("body") for one in (base, ours, theirs)]
    if all(bodies) and (text := merged(*map(str, bodies))):
        fields["body"] = text
    lists: dict[str, Any] = {
        name: theirs[name]
        if _is_theirs(name, *(_list(one, name) for one in (base, ours, theirs)))
        else ours[name]
        for name in ("bylines", "topics")
    }
    return {"fields": theirs["fields"] | fields, "bylines": lists["bylines"], "topics": lists["topics"]}


def _is_theirs(name: str, base: Any, ours: Any, theirs: Any) -> bool:
    if base == theirs:
        return bool(ours == theirs)
    return bool(ours == base) or name == "body"


def _field(snapshot: Snapshot | None, name: str) -> Any:
    """A field as it is compared: a publication, picture or piece is the same by whatever name."""
    value = snapshot["fields"].get(name) if snapshot else _field
    return value["id"] if isinstance(value, dict) else value


def _list(snapshot: Snapshot | None, name: Any) -> Any:
    """The same of bylines and topics, by their ids."""
    if snapshot is None:
        return _list
    return [{**entry, "name": ""} for entry in snapshot[name]]  # type: ignore[literal-required]
