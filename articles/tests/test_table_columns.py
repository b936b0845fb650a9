"""Columns of tables in other languages than English, and those that mean nothing to the importer."""

from datetime import date
from pathlib import Path

import pytest

from articles.ingest import reading
from articles.ingest.reading import rows
from articles.ingest.reading.column_names import COLUMN_NAMES
from articles.ingest.story import Options, SourceFile

from .wire import Told

PIER = "The pier went down at four on Sunday morning and nobody was on it when it did."


@pytest.mark.parametrize(
    "head",
    [
        "Überschrift;Text;Autor;Datum;Sprache",
        "U\u0308berschrift;Volltext;Autorin;Veröffentlicht;Sprache",
        "Titre;Texte;Auteur;Date de publication;Langue",
        "Título;Texto;Autora;Fecha;Idioma",
        "Titolo;Testo;Autore;Data;Lingua",
        "Título;Texto;Autor;Data de publicação;Língua",
        "Kop;Tekst;Auteur;Datum;Taal",
        "العنوان;النص;الكاتب;التاريخ;اللغة",
        "見出し;本文;記者;日付;言語",
        "Headline;Body;Author;Date;Language",
    ],
)
def test_columns_are_known_in_the_languages_of_the_lexicon(head: str) -> None:
    data = f"{head}\nDer Steg ist weg;{PIER};Ada Marlow;2024-05-03;de\n".encode()
    (found,) = reading.read(SourceFile("all.csv", data), Options())
    facts = found.facts
    assert (facts.headline, facts.authors[0].name, facts.language) == ("Der Steg ist weg", "Ada Marlow", "de")
    assert facts.published == date(2024, 5, 3)
    assert found.body[0].text == PIER
    assert rows.IGNORED not in {finding.code for finding in found.findings}


def test_an_english_name_wins_over_one_of_another_language() -> None:
    data = f"data,date,headline,titel,body\n17 kB,2024-05-03,Yes,No,{PIER}\n".encode()
    (found,) = reading.read(SourceFile("all.csv", data), Options())
    assert (found.facts.headline, found.facts.published) == ("Yes", date(2024, 5, 3))


def test_no_name_means_two_things_and_each_is_written_as_it_is_compared() -> None:
    names = [name for known in (*rows.NAMES.values(), rows.BODY) for name in known]
    assert len(set(names)) == len(names)
    assert [name for name in names if rows.key(name) != name] == []
    assert COLUMN_NAMES.keys() <= {*rows.NAMES, "body"}


@pytest.mark.django_db
def test_columns_that_are_not_used_are_told_once_for_each_table(tmp_path: Path) -> None:
    rest = f"Gone,{PIER},,3\nBack,{PIER[:40]},Ada,\nOver,{PIER[20:]},Jo,4\n"
    (tmp_path / "one.csv").write_text(f"headline,body,Redakteur,Spalten 2\n{rest}")
    (tmp_path / "two.csv").write_text("headline,body\nHerring,The herring is back in the bay again.\n")
    told = Told(tmp_path, "--dry-run")
    lines = [line for line in told.out if "columns not used" in line]
    assert lines == [
        f"{tmp_path}/one.csv: columns not used: Spalten 2, Redakteur; "
        "say what they are with --map, such as --map headline='Spalten 2'"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("call", [(), ("--map", "headline=Nagłówek")])
def test_a_row_whose_headline_is_not_known_as_one_is_refused_with_the_way_out(
    tmp_path: Path, call: tuple[str, ...]
) -> None:
    (tmp_path / "all.csv").write_text("Nagłówek,body\nThe ferry is back,\n")
    told = Told(tmp_path, "--dry-run", *call)
    assert told.status == (0 if call else 1)
    assert (
        "Columns not used: Nagłówek; say what they are with --map headline=Nagłówek." in str(told.err)
    ) is not bool(call)


@pytest.mark.django_db
def test_an_empty_row_of_a_table_without_other_columns_is_refused_without_them(tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text("headline,body,language\n,,en\n")
    assert "has neither text nor headline. Leave the row out, or fill it in." in str(Told(tmp_path).err)
