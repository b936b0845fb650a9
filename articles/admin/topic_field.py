"""Topics in the article's form: one to a line, found by their names and other words while typing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Topic, TopicAlias, name_key

MOST = 30
SUGGESTED = 20


class TopicsWidget(forms.Textarea):
    """A box with a name to a line; where scripts run they make a list with a search field of it."""

    class Media:
        js = ["articles/admin/topics.js"]

    def __init__(self) -> None:
        super().__init__({"rows": 3, "data-topics": reverse_lazy("admin:articles_topic_suggest")})

    def format_value(self, value: Any) -> str:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


class TopicsField(forms.Field):
    """Gives the topics named, those that are new unsaved; only with `may_add` may there be new ones."""

    widget = TopicsWidget
    may_add = False

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(topic) for topic in initial or []] != lines_of(data)

    def to_python(self, value: Any) -> list[str]:
        return lines_of(value)

    def clean(self, value: Any) -> list[Topic | str]:
        names = super().clean(value)
        if len(names) > MOST:
            raise ValidationError(_("At most %(most)d topics fit one piece.") % {"most": MOST})
        if too_long := next((name for name in names if len(name) > 100), None):
            raise ValidationError(_("“%(name)s…” is too long for a topic.") % {"name": too_long[:60]})
        known = topics_called(names)
        if (new := [name for name in names if name_key(name) not in known]) and not self.may_add:
            raise ValidationError(
                _("No such topic: %(names)s. Choose one from the list, or ask an editor to add it.")
                % {"names": ", ".join(f"“{name}”" for name in new)}
            )
        return list(dict.fromkeys(known.get(name_key(name), name) for name in names))


def lines_of(value: Any) -> list[str]:
    return list(
        dict.fromkeys(" ".join(line.split()) for line in str(value or "").splitlines() if line.strip())
    )


def topics_called(names: Sequence[str]) -> dict[str, Topic]:
    """Return the topics that these names or other words stand for, by the key of the name."""
    keys = {name_key(name) for name in names}
    aliases = TopicAlias.objects.filter(name_key__in=keys).select_related("topic")
    named = Q()
    for name in names:
        named |= Q(name__iexact=name)
    own = Topic.objects.filter(named) if names else Topic.objects.none()
    return {alias.name_key: alias.topic for alias in aliases} | {name_key(topic.name): topic for topic in own}


def suggestions(typed: str) -> list[str]:
    """Return topics whose name or other word begins with what was typed, then those that contain it."""
    typed = typed.strip()[:100]
    if not typed:
        return []
    found: dict[str, None] = {}
    for lookup in ("istartswith", "icontains"):
        match = Q(**{f"name__{lookup}": typed}) | Q(**{f"aliases__name__{lookup}": typed})
        names = Topic.objects.filter(match).order_by("name").values_list("name", flat=True).distinct()
        found |= dict.fromkeys(names[:SUGGESTED])
        if len(found) >= SUGGESTED:
            break
    return list(found)[:SUGGESTED]


TOPICS_HELP = gettext_lazy("What the piece is about, one name at a time.")
