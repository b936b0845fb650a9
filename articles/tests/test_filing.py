"""Under which letter authors are filed, and in which order they stand."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from articles.filters import author_links
from articles.models.filing import filed_name

from .factories import make_article, make_author

BEFORE, AFTER = ("articles", "0016_known_words"), ("articles", "0017_filing_keys")


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Nina L. Khrushcheva", "Khrushcheva, Nina L."),
        ("Нина Хрущёва", "Хрущёва, Нина"),
        ("Νίκος Γκάτσος", "Γκάτσος, Νίκος"),
        ("Reuters", "Reuters"),
        ("Keola Kaʻahumanu", "Kaʻahumanu, Keola"),
        ("Marlow, Ada", "Marlow, Ada"),
        ("Martin Luther King Jr.", "King Jr., Martin Luther"),
        ("田中 花子", "田中 花子"),
        ("김 민수", "김 민수"),
        ("نجيب محفوظ", "نجيب محفوظ"),
        ("עמוס עוז", "עמוס עוז"),
        ("Lucía Fernández de Arce", "Fernández de Arce, Lucía"),
        ("José Ortega y Gasset", "Ortega y Gasset, José"),
        ("Ana García de la Torre", "García de la Torre, Ana"),
        ("Miguel de Cervantes", "Cervantes, Miguel de"),
        ("Inez de Castro", "Castro, Inez de"),
        ("Simone Marie de Beauvoir", "Beauvoir, Simone Marie de"),
        ("Ludwig van Beethoven", "Beethoven, Ludwig van"),
        ("  ", ""),
    ],
)
def test_a_name_is_filed_by_its_surname_where_it_has_one_to_tell(name: str, filed: str) -> None:
    assert filed_name(name) == filed


@pytest.mark.django_db
def test_the_index_goes_by_letters_and_not_by_accents_or_case(client: Client) -> None:
    names = [
        "Åse Ärlig",
        "Bo Elm",
        "Ole Öberg",
        "Ana Pérez",
        "Ann Poole",
        "Al Poole Smith",
        "Cy de Waal",
        "Zoe Ødegård",
    ]
    for name in [*reversed(names), "田中 花子"]:
        make_article(status="published", authors=(make_author(name=name, sort_name=""),))
    page = client.get("/authors/")
    assert [author.name for author in page.context["object_list"]] == [
        "Åse Ärlig", "Bo Elm", "Ole Öberg", "Zoe Ødegård", "Ana Pérez", "Ann Poole", "Al Poole Smith", "Cy de Waal", "田中 花子",
    ]  # fmt: skip
    later = client.get("/authors/", {"from": "PÉR"}).context["object_list"]
    assert [author.name for author in later][:2] == ["Ana Pérez", "Ann Poole"]


@pytest.mark.django_db
def test_a_filter_finds_by_the_beginning_of_the_surname_and_signs_find_nobody() -> None:
    make_article(
        authors=(make_author(name="Ana Pérez", sort_name=""), make_author(name="Ann Poole", sort_name=""))
    )
    assert [link.author.name for link in author_links("perez, a")] == ["Ana Pérez"]
    assert not author_links("?!")


@pytest.mark.django_db
def test_a_sort_name_that_a_person_gave_stays() -> None:
    author = make_author(name="Lucía Fernández de Arce", sort_name="Arce, Lucía")
    author.save()
    assert (author.sort_name, author.sort_key) == ("Arce, Lucía", "arce  lucia")


@pytest.fixture
def authors_before(transactional_db: None) -> Iterator[Any]:
    """The authors as they were when they had no keys."""
    executor = MigrationExecutor(connection)
    executor.migrate([BEFORE])
    yield executor.loader.project_state([BEFORE]).apps.get_model("articles", "Author").objects
    last = MigrationExecutor(connection)
    last.migrate(last.loader.graph.leaf_nodes("articles"))


def test_authors_that_are_there_are_filed_anew_but_where_a_person_has_filed_them(authors_before: Any) -> None:
    for slug, name, filed in (
        ("a", "田中 花子", "花子, 田中"), ("b", "Ana Pérez", "Pérez, Ana"), ("c", "Ana Pérez", "Ana the Great"),
    ):  # fmt: skip
        authors_before.create(slug=slug, name=name, sort_name=filed)
    executor = MigrationExecutor(connection)
    executor.migrate([AFTER])
    after = executor.loader.project_state([AFTER]).apps.get_model("articles", "Author").objects
    assert list(after.order_by("slug").values_list("sort_name", "sort_key")) == [
        ("田中 花子", "田中 花子"), ("Pérez, Ana", "perez  ana"), ("Ana the Great", "ana the great"),
    ]  # fmt: skip
