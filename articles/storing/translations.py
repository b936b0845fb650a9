"""Which pieces are translations of one another, where they say so by a declared id."""

from collections.abc import Sequence

from articles.models import Article, Source

from .drafts import Draft


def link(drafts: Sequence[Draft]) -> None:
    """Link those that declare what they are a translation of, if that has come. Two queries if any does."""
    declared = {
        draft.article.pk: draft.story.facts.translation_of.strip()
        for draft in drafts
        if draft.article and draft.story.facts.translation_of.strip()
    }
    if not declared:
        return
    origins = {f"{kind}:{said}": said for said in declared.values() for kind in ("id", "url")}
    # The latest row of each origin, and the piece that readers know where that is a working copy.
    sources = Source.objects.filter(origin__in=origins, article__isnull=False).order_by("id")
    rows = sources.values_list("origin", "article_id", "article__working_copy_of")
    originals = {origins[origin]: copied or pk for origin, pk, copied in rows}
    linked = [
        Article(pk=pk, translation_of_id=originals[said])
        for pk, said in declared.items()
        if said in originals and originals[said] != pk
    ]
    Article.objects.bulk_update(linked, ["translation_of"])
