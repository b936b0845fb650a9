"""What shows a picture: pieces, working copies too, by their lead image or in their text; authors and publications."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.encoding import filepath_to_uri

from articles.models import Article, Author, Image, Publication
from articles.models.image import named_in

FEW = (
    20  # pictures that are looked for by name in the texts; for more of them all texts with pictures are read
)
FOLDER = "images/"  # of all pictures, the importer's too


def showing(
    images: Collection[Image], since: datetime
) -> Iterator[tuple[Article | Author | Publication, set[int]]]:
    """Yield what shows any of the pictures, with the ids of those; pieces with little more than their headline.

    `since` is when the first of the pictures came: whatever shows one was saved after that, so this reads no more of
    the archive. What a revision once showed does not count: it is looked at, not published.
    """
    ids = {image.pk for image in images}
    names: defaultdict[str, set[int]] = defaultdict(set)
    for image in images:
        names[str(image.file.name)].add(image.pk)
    for author in Author.objects.filter(photo__in=ids):
        yield author, {author.photo_id or 0}
    for publication in Publication.objects.filter(logo__in=ids):
        yield publication, {publication.logo_id or 0}
    pieces = Article.objects.filter(updated_at__gte=since).filter(Q(lead_image__in=ids) | _in_text(names))
    for article in pieces.order_by().only("headline", "lead_image", "body").iterator():
        found = {article.lead_image_id or 0} & ids
        if found := found.union(*(names[name] for name in named_in(article.body) & names.keys())):
            yield article, found


def _in_text(names: Collection[str]) -> Q:
    """What the database can tell of which texts may show them."""
    if len(names) > FEW:
        return Q(body__contains=FOLDER)
    found = Q()
    for name in names:
        found |= Q(body__contains=name) | Q(body__contains=filepath_to_uri(name))
    return found
