"""Undoing a merge: the piece that went comes back as it was, but for what people have changed since."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles import revisions, search, workflow
from articles.errors import MergeError, WorkflowError
from articles.models import (
    Article,
    Awaited,
    Decision,
    Event,
    EventPiece,
    Likeness,
    Merge,
    OldSlug,
    Revision,
    Source,
    Status,
)  # fmt: skip
from articles.permissions import PUBLISH
from articles.workflow.telling import log

from .before import OF_A_PAIR, Before, Place, place_of
from .edited import look_up
from .settling import require, retired_slug

OF_THE_ROW = ("slug", "status", "first_published_at", "created_at", "word_count", "version")


@dataclass(slots=True)
class Undoing:
    """A merge while it is undone. `kept` is None where it has been deleted since; `left` says what was left alone."""

    merge: Merge
    spare: Article
    kept: Article | None
    left: list[str] = field(default_factory=list)

    @property
    def before(self) -> Before:
        before: Before = self.merge.before
        return before

    @property
    def kept_id(self) -> int | None:
        """What now stands in the rows that were given to the one kept."""
        return self.kept.pk if self.kept else None

    @property
    def names(self) -> dict[str, str]:
        return {"piece": str(self.spare), "kept": str(self.kept or self.merge.kept_headline)}


@transaction.atomic
def undo_merge(merge: Merge, *, user: User) -> list[str]:
    """Give the merged piece back its state, address, sources, place and links; return what was left alone, and why.

    Its words are those it has; a piece that the merge deleted comes back under its id, with its history. Raises
    MergeError where that cannot be, and then nothing is changed.
    """
    require(user, PUBLISH)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    rows = Article.objects.select_for_update().in_bulk([merge.kept_id, merge.spare_id])
    refuse_if_past(merge, rows.get(merge.spare_id))
    is_deleted = merge.spare_id not in rows
    undoing = Undoing(merge, rows.get(merge.spare_id) or row_anew(merge), rows.get(merge.kept_id))
    if is_deleted:
        bring_back(undoing)
    give_address_back(undoing)
    take_rows_back(undoing)
    take_links_back(undoing)
    take_place_back(undoing)
    note_it(undoing, user, ADDITION if is_deleted else CHANGE)
    Merge.objects.filter(pk=merge.pk).update(undone_by=user, undone_at=timezone.now())
    search.refresh_many([undoing.spare.pk])
    open_pairs(undoing)
    look_up(undoing.spare.pk)
    return undoing.left


def note_it(undoing: Undoing, user: User, flag: int) -> None:
    """Publish the piece again, if it was; write down who has undone the merge."""
    note = _("The merge into “%(kept)s” was undone.") % undoing.names
    if not publish_again(undoing, user, note):
        revisions.record(undoing.spare, kind=Revision.Kind.STATE, user=user, note=note)
        log([undoing.spare], user, note, flag)
    if undoing.kept:
        log([undoing.kept], user, _("The merge of “%(piece)s” into it was undone.") % undoing.names)


def refuse_if_past(merge: Merge, spare: Article | None) -> None:
    if merge.undone_at:
        raise MergeError(_("Nothing was changed: the merge has been undone already."))
    later = Merge.objects.filter(Q(spare=merge.kept_id) | Q(spare=merge.spare_id), undone_at=None)
    if since := later.filter(pk__gt=merge.pk).first():
        raise MergeError(
            _("Nothing was changed: %(merge)s was merged since. Undo that first.") % {"merge": since}
        )
    if spare is None and not was_deleted(merge):
        told = _("Nothing was changed: “%(piece)s” has been deleted since it was merged.")
        raise MergeError(told % {"piece": merge.spare_headline})


def was_deleted(merge: Merge) -> bool:
    return merge.before["history"] is not None


# --- A piece that the merge deleted -------------------------------------------------------------------


def row_anew(merge: Merge) -> Article:
    """The piece's row, under the id that it had and without its words yet."""
    fields = merge.before["piece"]["fields"]
    row = {name: fields[name] for name in OF_THE_ROW}
    slug = row["slug"]
    if (
        Article.objects.filter(slug=slug).exists()
        or OldSlug.objects.filter(kind="article", slug=slug).exists()
    ):
        # It never was public: nobody knows the address.
        row["slug"] = f"{row['slug'][:100]}-{merge.spare_id}"
    article = Article.objects.create(pk=merge.spare_id, **row)
    Article.objects.filter(pk=article.pk).update(created_at=row["created_at"])
    return Article.objects.get(pk=article.pk)


def bring_back(undoing: Undoing) -> None:
    before, spare = undoing.before, undoing.spare
    if lost := revisions.put_back(spare, before["piece"]):
        undoing.left.append(_("Gone since then: %(names)s.") % {"names": ", ".join(lost)})
    Revision.objects.bulk_create(
        Revision(article=spare, **{**row, "created_at": parse_datetime(row["created_at"])})
        for row in before["history"] or []
    )
    was_copy_of = before["piece"]["fields"]["copy_of"]
    spare.copy_of = Article.objects.filter(pk=was_copy_of or 0).first()
    spare.save(update_fields=["copy_of"])
    if before["awaits"]:
        Awaited.objects.create(article=spare, declared=before["awaits"])
    if not place(spare, before["place"]):
        undoing.left.append(_("The event of “%(piece)s” is gone.") % undoing.names)


def place(article: Article, wanted: Place | None) -> bool:
    """Put the piece there; False where the event is gone, and it is in none now."""
    event_id = wanted["event"] if wanted else None
    event = Event.objects.filter(pk=event_id or 0).first()
    said = {"event": event, "by_person": bool(wanted and wanted["by_person"] and (event or not event_id))}
    EventPiece.objects.update_or_create(article=article, defaults=said)
    return bool(event or not event_id)


# --- What the merge gave to the one kept --------------------------------------------------------------


def give_address_back(undoing: Undoing) -> None:
    """Of a piece that was public: its address, unless it has been given another since, and those before."""
    spare, slug = undoing.spare, undoing.before["piece"]["fields"]["slug"]
    old = OldSlug.objects.filter(kind=OldSlug.Kind.ARTICLE)
    old.filter(pk__in=undoing.before["old_slugs"], article=undoing.kept_id).update(article=spare)
    if spare.slug == slug or not spare.first_published_at:
        return
    taken = Article.objects.filter(slug=slug) or old.filter(slug=slug).exclude(article=undoing.kept_id)
    if spare.slug != retired_slug(spare.pk, slug) or taken:
        told = _("“%(piece)s” keeps the address it has now: %(slug)s.")
        undoing.left.append(told % {**undoing.names, "slug": spare.slug})
        return
    old.filter(slug=slug).delete()
    spare.slug = slug
    Article.objects.filter(pk=spare.pk).update(slug=slug)


def take_rows_back(undoing: Undoing) -> None:
    """The files, with what they were to the piece, and what was decided about them."""
    away = 0
    for pk, outcome, reason, version in undoing.before["sources"]:
        source = Source.objects.filter(pk=pk, article=undoing.kept_id, outcome=Source.Outcome.DUPLICATE)
        was: dict[str, Any] = {"outcome": outcome, "reason": reason, "article_version": version}
        away += not source.update(article=undoing.spare, **was)
    Decision.objects.filter(pk__in=undoing.before["decisions"]).update(article=undoing.spare)
    if away:
        undoing.left.append(
            _("Files of “%(piece)s” that are gone, or have gone elsewhere: %(number)d.")
            % {**undoing.names, "number": away}
        )
    origins = Source.objects.filter(article=undoing.spare).exclude(origin="").values("origin")
    if undoing.kept and (came := Source.objects.filter(article=undoing.kept, origin__in=origins).count()):
        undoing.left.append(
            _("Newer files of “%(piece)s” that came meanwhile stay with “%(kept)s”: %(number)d.")
            % {**undoing.names, "number": came}
        )


def take_links_back(undoing: Undoing) -> None:
    """Copies and translations, and which of the two was a copy of the other, where that is as the merge left it."""
    before, spare, kept = undoing.before, undoing.spare, undoing.kept
    copies = Article.objects.filter(pk__in=before["copies"], copy_of=undoing.kept_id)
    translations = Article.objects.filter(pk__in=before["translations"], translation_of=undoing.kept_id)
    back = copies.update(copy_of=spare) + translations.update(translation_of=spare)
    if away := len(before["copies"]) + len(before["translations"]) - back:
        told = _(
            "Copies and translations of “%(piece)s” that are gone, or linked otherwise by now: %(number)d."
        )
        undoing.left.append(told % {**undoing.names, "number": away})
    relinked = _("“%(piece)s” has been linked otherwise since, and stays so.")
    if before["kept_was_copy"] and kept:
        if kept.copy_of_id is None:
            Article.objects.filter(pk=kept.pk).update(copy_of=spare)
        else:
            undoing.left.append(relinked % {"piece": kept})
    if spare.copy_of_id == undoing.kept_id:
        spare.copy_of = Article.objects.filter(pk=before["piece"]["fields"]["copy_of"] or 0).first()
        Article.objects.filter(pk=spare.pk).update(copy_of=spare.copy_of)
    elif not spare.first_published_at and not was_deleted(undoing.merge):
        undoing.left.append(relinked % undoing.names)


def take_place_back(undoing: Undoing) -> None:
    """The event that the one kept came into by the merge."""
    given, had, kept = undoing.before["place"], undoing.before["kept_place"], undoing.kept
    was_placed = had and (had["event"] or had["by_person"])
    if not kept or not given or not given["event"] or was_placed:
        return
    if place_of(kept) == given:
        place(kept, had)
    else:
        undoing.left.append(_("“%(kept)s” stays in the event that it is in now.") % undoing.names)


def publish_again(undoing: Undoing, user: User, note: str) -> bool:
    """Publish what the merge has withdrawn; say why, where that was not done."""
    fields, spare = undoing.before["piece"]["fields"], undoing.spare
    if fields["status"] != Status.PUBLISHED or spare.status == Status.PUBLISHED:
        return False
    why = ""
    if (spare.status, spare.version) != (Status.WITHDRAWN, fields["version"]):
        why = _("somebody has worked on it since.")
    else:
        try:
            workflow.publish(spare, user=user, note=note)
        except WorkflowError as error:
            why = str(error)
    if why:
        told = _("“%(piece)s” is not published again but “%(status)s”: %(why)s")
        undoing.left.append(told % {**undoing.names, "status": spare.get_status_display(), "why": why})
    return not why


def open_pairs(undoing: Undoing) -> None:
    """Pairs that the merge closed are as they were, and those back that went with the piece."""
    for row in undoing.before["pairs"]:
        both = {name: row[name] for name in ("article_id", "other_id")}
        was = {name: row[name] for name in OF_A_PAIR if name not in both and name != "decided_by_id"}
        was["decided_by"] = User.objects.filter(pk=row["decided_by_id"] or 0).first()
        if pair := Likeness.objects.filter(**both).first():
            if pair.decision == Likeness.Decision.MERGED:
                Likeness.objects.filter(pk=pair.pk).update(**was)
        elif Article.objects.filter(pk__in=both.values()).count() == len(both):
            Likeness.objects.create(**both, **was)
