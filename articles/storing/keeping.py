"""What people have written stays in a working copy that an import makes, which takes of the file what that changed."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max
from django.db.models.fields.json import KT

from articles.models import Article, Revision
from articles.revisions import Snapshot, brought_together, put_back_many, snapshots

from .drafts import Draft


def look(drafts: Sequence[Draft]) -> None:
    """Note how people have the pieces whose working copies are about to be written."""
    rows = [(draft, copy.pk or copy.working_copy_of_id) for draft, copy in _copies(drafts)]
    stand = snapshots([pk for _draft, pk in rows])
    for draft, pk in rows:
        draft.ours = stand[pk]


def keep(drafts: Sequence[Draft]) -> dict[int, Snapshot]:
    """Put people's words into the working copies just written; return what the files say of those with any."""
    copies = _copies(drafts)
    if not copies:
        return {}
    stand, before = snapshots([copy.pk for _draft, copy in copies]), _before(copies)
    kept: dict[Article, Snapshot] = {}
    for draft, copy in copies:
        theirs = stand[copy.pk]
        together = brought_together(before.get(copy.pk), draft.ours or theirs, theirs)
        if together != theirs:
            kept[copy] = together
    put_back_many(kept)
    return {copy.pk: stand[copy.pk] for copy in kept}


def _copies(drafts: Sequence[Draft]) -> list[tuple[Draft, Any]]:
    return [(draft, draft.article) for draft in drafts if draft.article and draft.article.working_copy_of_id]


def _before(copies: Sequence[tuple[Draft, Any]]) -> dict[int, Snapshot]:
    """What the file before this one said, by the ids of the working copies, where that is known.

    It stands in the last revision that an import made: of the copy, or of the piece. A piece that was published
    by its import has the revision of that, in which it is as the import left it.
    """
    rows = {pk for _draft, copy in copies for pk in (copy.pk, copy.working_copy_of_id)}
    known = Revision.objects.filter(article__in=rows).order_by()
    imported = known.filter(kind=Revision.Kind.IMPORT).values_list("article")
    last = dict(imported.annotate(Max("id")))
    of_version = known.annotate(version=KT("snapshot__fields__version")).order_by("-id")
    as_left = {
        (article, str(version)): pk
        for article, version, pk in of_version.values_list("article", "version", "id")
    }
    found = {
        copy.pk: last.get(copy.pk)
        or last.get(copy.working_copy_of_id)
        or as_left.get((copy.working_copy_of_id, str(draft.decision.entry.article_version)))
        for draft, copy in copies
    }
    revisions = Revision.objects.in_bulk([pk for pk in found.values() if pk])
    said = {pk: revisions[number].snapshot for pk, number in found.items() if number}
    return {pk: snapshot.get("file", snapshot) for pk, snapshot in said.items()}
