"""Which pieces are translations of one another, where they say so by a declared id."""

from collections.abc import Sequence

from django.db.models import Q

from articles.models import Article, Awaited, Source

from .drafts import Draft

LONGEST = 1000  # characters of an id; a longer one is not waited for


def link(drafts: Sequence[Draft]) -> None:
    """Link those that declare what they are a translation of, and those that have waited for one of these.

    In either order of coming. Two queries; some more if any declares it, or was waited for.
    """
    declared = {
        draft.article.pk: draft.story.facts.translation_of.strip()
        for draft in drafts
        if draft.article and draft.story.facts.translation_of.strip()
    }
    if declared:
        _link_declared(declared)
    _link_awaited(drafts)


def _link_declared(declared: dict[int, str]) -> None:
    origins = {f"{kind}:{said}": said for said in declared.values() for kind in ("id", "url")}
    # The latest row of each origin, and the piece that readers know where that is a working copy.
    sources = Source.objects.filter(origin__in=origins, article__isnull=False).order_by("id")
    rows = sources.values_list("origin", "article_id", "article__working_copy_of", "article__translation_of")
    originals = {origins[origin]: first or copied or pk for origin, pk, copied, first in rows}
    linked = [
        Article(pk=pk, translation_of_id=originals[said])
        for pk, said in declared.items()
        if said in originals and originals[said] != pk
    ]
    Article.objects.bulk_update(linked, ["translation_of"])
    waiting = [
        Awaited(article_id=pk, declared=said)
        for pk, said in declared.items()
        if said not in originals and len(said) <= LONGEST
    ]
    Awaited.objects.bulk_create(
        waiting, update_conflicts=True, unique_fields=["article"], update_fields=["declared"]
    )


def _link_awaited(drafts: Sequence[Draft]) -> None:
    """Link what has waited for these, but where an editor was faster."""
    come: dict[str, int] = {}
    for draft in drafts:
        kind, _colon, said = draft.decision.piece.origin.partition(":")
        if draft.article and kind in ("id", "url"):
            article = draft.article
            come[said] = article.translation_of_id or article.working_copy_of_id or article.pk
    waited = {row.article_id: come[row.declared] for row in Awaited.objects.filter(declared__in=come)}
    if not waited:
        return
    rows = Article.objects.filter(Q(pk__in=waited) | Q(working_copy_of__in=waited), translation_of=None)
    linked = [
        Article(pk=pk, translation_of_id=original)
        for pk, copied in rows.values_list("pk", "working_copy_of")
        if (original := waited[copied or pk]) not in (pk, copied)
    ]
    Article.objects.bulk_update(linked, ["translation_of"])
    Awaited.objects.filter(article__in=waited).delete()
