"""Names to rows: authors, publications and topics, found by any spelling or made, for a batch at once."""

from collections.abc import Mapping

from django.db.models import Q

from articles.ingest.story import Person
from articles.models import (
    Author,
    AuthorAlias,
    ImportRun,
    Publication,
    Topic,
    TopicAlias,
    name_key,
    readable_slug,
)

from . import slugs


def authors(persons: Mapping[str, Person], run: ImportRun) -> dict[str, int]:
    """The author's id for each name key. Who is unknown is added; an empty biography is filled in."""
    spellings = AuthorAlias.objects.filter(name_key__in=persons).values_list("name_key", "author")
    # Two authors of one name: the first one. The desk's merge is there for those who are one.
    named = Author.objects.filter(name_key__in=persons).order_by("-id").values_list("name_key", "id")
    found = {**dict(spellings), **dict(named)}
    without_bio = {found[key]: person.bio for key, person in persons.items() if person.bio and key in found}
    if without_bio:
        _fill_biographies(without_bio, run)
    unknown = {key: person for key, person in persons.items() if key not in found}
    return {**found, **_new_authors(unknown, run)} if unknown else found


def publications(names: Mapping[str, str], run: ImportRun) -> dict[str, int]:
    """The publication's id for each casefolded name, or one of its fingerprints. Unknown ones are added."""
    found: dict[str, int] = {}
    named: dict[str, int] = {}
    if names:
        for pk, name, fingerprints in Publication.objects.values_list("id", "name", "fingerprints"):
            named[name.casefold()] = pk
            found.update(dict.fromkeys((str(phrase).casefold() for phrase in fingerprints), pk))
    found |= named
    unknown = {key: name for key, name in names.items() if key not in found}
    if unknown:
        chosen = slugs.unused(
            Publication, {key: readable_slug(name) for key, name in unknown.items()}, "publication"
        )
        rows = [Publication(name=name, slug=chosen[key], brought_by=run) for key, name in unknown.items()]
        found |= {row.name.casefold(): row.pk for row in Publication.objects.bulk_create(rows)}
    return found


def topics(names: Mapping[str, str], run: ImportRun) -> dict[str, int]:
    """The topic's id for each casefolded name, by name or alias; unknown ones are added."""
    keys = {name_key(name): folded for folded, name in names.items()}
    aliases = TopicAlias.objects.filter(name_key__in=keys).values_list("name_key", "topic")
    found = {keys[key]: pk for key, pk in aliases}
    # Databases do not agree on upper and lower case, so the slug, which has none, finds the candidates.
    likely = {slug for name in names.values() for slug in (_topic_slug(name), readable_slug(name)) if slug}
    rows = Topic.objects.filter(Q(slug__in=likely) | Q(name__in=names.values()))
    found |= {name.casefold(): pk for pk, name in rows.values_list("id", "name")}
    unknown = {folded: name for folded, name in names.items() if folded not in found}
    if unknown:
        chosen = slugs.unused(Topic, {folded: _topic_slug(name) for folded, name in unknown.items()}, "topic")
        new = [Topic(name=name, slug=chosen[folded], brought_by=run) for folded, name in unknown.items()]
        found |= {row.name.casefold(): row.pk for row in Topic.objects.bulk_create(new)}
    return found


def _new_authors(unknown: Mapping[str, Person], run: ImportRun) -> dict[str, int]:
    chosen = slugs.unused(Author, {key: readable_slug(p.name) for key, p in unknown.items()}, "author")
    rows = []
    for key, person in unknown.items():
        row = Author(name=person.name, slug=chosen[key], brought_by=run)
        row.bring_bio(person.bio, run)
        row.fill_derived()
        rows.append(row)
    return {row.name_key: row.pk for row in Author.objects.bulk_create(rows)}


def _fill_biographies(bios: Mapping[int, str], run: ImportRun) -> None:
    """Only where there is none: what a person wrote stays."""
    rows = list(Author.objects.filter(id__in=bios, bio="").only("id"))
    for row in rows:
        row.bring_bio(bios[row.pk], run)
    if rows:
        Author.objects.bulk_update(rows, ["bio", "imported_bio", "bio_brought_by"])


def _topic_slug(name: str) -> str:
    return str(Topic().slugify(name))[:80]
