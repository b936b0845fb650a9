"""Undoing an import run: what it made goes, what it changed is put back, what people have touched stays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.admin.models import DELETION
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from articles import revisions, storing, workflow
from articles.errors import WorkflowError
from articles.models import (
    Article,
    Author,
    Byline,
    Event,
    ImportRun,
    Publication,
    Revision,
    Source,
    Status,
    Topic,
)  # fmt: skip
from articles.storing.entries import OF_AN_ARTICLE
from articles.workflow.telling import log

from . import leftovers, running
from .merged import Merged, merged
from .traces import Trace, traces

AT_ONCE = 200  # pieces, in one transaction


class Left(NamedTuple):
    """A piece that was left alone."""

    article_id: int
    headline: str
    why: str


@dataclass(slots=True)
class Undone:
    """What became of a run's pieces: how many were removed and restored, and those left alone, each with why.

    `names` counts the authors, publications and topics that went with their last piece, `pictures` the images.
    `was_done` says that the run had been undone before, and nothing was left of it.
    """

    removed: int = 0
    restored: int = 0
    names: int = 0
    pictures: int = 0
    was_done: bool = False
    left: list[Left] = field(default_factory=list)


def undo(run: ImportRun, *, user: User | None = None, dry_run: bool = False) -> Undone:
    """Undo the run, a batch in one transaction, so that it may be killed and called again.

    Its files can be imported anew afterwards. Raises WorkflowError while the run is under way.
    """
    if running.is_alive(run):
        raise WorkflowError(_("Import %(run)d is still running. Stop it first.") % {"run": run.pk})
    undone = Undone()
    was_undone = run.state == ImportRun.State.UNDONE
    stored = run.sources.filter(outcome__in=OF_AN_ARTICLE, article__isnull=False)
    ids = sorted(set(stored.order_by().values_list("article", flat=True)), reverse=True)
    done: set[int] = set()
    for start in range(0, len(ids), AT_ONCE):
        with transaction.atomic():
            storing.alone()
            done |= _undo(traces(ids[start : start + AT_ONCE], run), run, user, undone)
            transaction.set_rollback(dry_run)
    with transaction.atomic():
        storing.alone()
        gone = merged(run)
        undone.left += map(_left, gone)
        # What its merge has deleted comes back when that is undone: the pictures and names are its own still.
        is_awaited = any(piece.is_deleted for piece in gone)
        pictures = [] if is_awaited else leftovers.unshown(run, besides=done)
        undone.pictures = len(pictures)
        if not dry_run:
            leftovers.remove(pictures)
            _forget(run, gone)
            if not is_awaited:
                _take_names_back(run, undone)
            ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.UNDONE)
            run.refresh_from_db()
    if not dry_run:
        leftovers.remove_files([str(image.file.name) for image in pictures])
    undone.was_done = was_undone and not (ids or undone.left or pictures or undone.names)
    return undone


def _undo(found: Sequence[Trace], run: ImportRun, user: User | None, undone: Undone) -> set[int]:
    """Undo these; return the ids of what has nothing of the run in it now, working copies included."""
    note = _("Import %(run)d undone.") % {"run": run.pk}
    done, created = [], []
    for trace in found:
        if why := trace.why_left():
            undone.left.append(Left(trace.article.pk, str(trace.article), why))
            continue
        done.append(trace.article)
        if trace.is_created:
            created.append(trace.article)
        else:
            _restore(trace, note)
            undone.restored += 1
    log(created, user, note, DELETION)
    log([article for article in done if article not in created], user, note)
    # What came again from elsewhere is linked to a piece that goes: it has to be able to come in by itself.
    Source.objects.filter(article__in=created).exclude(run=run).update(sha256="")
    run.sources.filter(article__in=done).delete()
    events = set(Event.objects.filter(pieces__article__in=created).values_list("pk", flat=True))
    Article.objects.filter(pk__in=[article.pk for article in created]).delete()
    Event.objects.filter(pk__in=events, pieces=None, name="").delete()
    undone.removed += len(created)
    return {row.pk for trace in found if trace.article in done for row in (trace.article, trace.copy) if row}


def _restore(trace: Trace, note: str) -> None:
    if trace.copy and trace.copy_before is None and trace.is_of_run(trace.copy):
        trace.copy.delete()
    elif trace.copy and trace.copy_before:
        _put_back(trace.copy, trace.copy_before, note)
    if trace.before:
        _put_back(trace.article, trace.before, note)
        # It is again what the import before this one left: that one finds its words untouched, and can be undone.
        Article.objects.filter(pk=trace.article.pk).update(version=trace.version_before)


def _put_back(article: Article, number: int, note: str) -> int:
    """Give the piece the words of that revision, and the state if it was published since; return its version."""
    snapshot = article.revisions.get(number=number).snapshot
    if article.status == Status.PUBLISHED and snapshot["fields"]["status"] != Status.PUBLISHED:
        workflow.withdraw(article, note=note)
        workflow.send_back(article, note=note)
    revisions.put_back(article, snapshot)
    revision = workflow.record_edit(article, user=None, note=note, kind=Revision.Kind.IMPORT)
    if "file" in snapshot:  # which the next import goes by
        revision.snapshot["file"] = snapshot["file"]
        revision.save(update_fields=["snapshot"])
    return article.version


def _take_biographies_back(run: ImportRun) -> None:
    """Those that it wrote and nobody has changed since, but for authors of pieces of it that stay."""
    written = Author.objects.filter(bio_brought_by=run, bio=F("imported_bio"))
    credited = Byline.objects.filter(author=OuterRef("pk"), article__sources__run=run)
    written.filter(~Exists(credited)).update(bio="", imported_bio="", bio_brought_by=None)


def _left(piece: Merged) -> Left:
    """A piece that is merged into another; where it is no more, that one stands for it."""
    why = _("It was merged into “%(piece)s”.") % {"piece": piece.into}
    return Left(piece.into_id if piece.is_deleted else piece.article_id, piece.headline, why)


def _forget(run: ImportRun, gone: Sequence[Merged]) -> None:
    """Forget what was rejected or known from elsewhere, but for the files of pieces that were merged since."""
    kept = [pk for piece in gone for pk in piece.sources]
    run.sources.exclude(outcome__in=OF_AN_ARTICLE).exclude(pk__in=kept).delete()


def _take_names_back(run: ImportRun, undone: Undone) -> None:
    """Remove the names that no piece bears any more, and the biographies that it wrote."""
    _take_biographies_back(run)
    unused: list[QuerySet[Author] | QuerySet[Publication] | QuerySet[Topic]] = [
        Author.objects.filter(brought_by=run, bylines=None, aliases=None, user=None, photo=None),
        Publication.objects.filter(brought_by=run, articles=None),
        Topic.objects.filter(brought_by=run, tagged_articles=None, aliases=None, children=None),
    ]
    for rows in unused:
        going = rows.exclude(pk__in=leftovers.kept_by_hand(rows.model))
        ids = list(going.values_list("pk", flat=True))
        rows.model._default_manager.filter(pk__in=ids).delete()
        undone.names += len(ids)
