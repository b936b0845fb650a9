"""How well the importer does on labelled pieces. floors.toml holds what it has reached; that may only rise."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from articles.ingest import report

from . import scoring
from .pieces import CORPUS, ENCODINGS, HERE, story

FLOORS: dict[str, dict[str, float]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
# What was promised: no floor may be put below it, on the labelled pieces at least.
PROMISED = {
    "labelled": {
        "exact": 0.80, "kept": 0.99, "removal_precision": 0.98, "removal_recall": 0.90, "headline": 0.90,
        "author": 0.90, "date": 0.90, "language": 1.0, "clean_untouched": 1.0,
    },
    "labelled.legit": {"kept": 1.0, "removal_precision": 1.0},
}  # fmt: skip
SLACK = 0.0005  # figures are kept to three places
BETTER = 0.005


def table(name: str, figures: Mapping[str, float]) -> str:
    rows = [f"    {figure:18} {value:.3f}   {_floor(name, figure)}" for figure, value in figures.items()]
    return "\n".join([f"\n  {name}: figure, reached, floor", *rows])


def _floor(name: str, figure: str) -> str:
    floor = FLOORS[name].get(figure)
    return "-" if floor is None else f"{floor:.3f}"


def holds(name: str, figures: Mapping[str, float], capsys: pytest.CaptureFixture[str]) -> None:
    """Print the figures and fail for each that is under its floor."""
    floors = FLOORS[name]
    higher = [f"{key} = {figures[key]:.3f}" for key, floor in floors.items() if figures[key] > floor + BETTER]
    with capsys.disabled():
        print(table(name, figures))
        if higher:
            print(
                f"  Better than its floors: in floors.toml, under [{name}], raise to\n    "
                + "\n    ".join(higher)
            )
    fallen = [
        f"{key} {figures[key]:.3f} < {floor}" for key, floor in floors.items() if figures[key] < floor - SLACK
    ]
    assert not fallen, f"{name}: below the floor: {', '.join(fallen)}. Mend the rule, not the floor."


def reports(folder: Path) -> dict[str, dict[str, Any]]:
    """The importer's record of each piece in the folder, as `import_articles --report` writes it."""
    return {
        path.stem: report.as_report(story(path.read_bytes(), path.name, language=""))
        for path in sorted(folder.iterdir())
        if path.suffix in (".txt", ".md") and path.stem != "README"
    }


def judged_by_script(folder: Path, at: Path, *options: str) -> dict[str, float]:
    """The figures of score.py, which lies beside the labelled pieces."""
    for name, record in reports(folder).items():
        (at / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    result = at / "figures"
    command = [sys.executable, str(folder / "score.py"), str(at), "--json", str(result), *options]
    subprocess.run(command, check=True, capture_output=True)
    total: dict[str, float] = json.loads(result.read_text(encoding="utf-8"))["total"]
    return total


@pytest.mark.needs("import_cases")
def test_the_labelled_pieces_come_out_as_well_as_ever(
    import_cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holds("labelled", judged_by_script(import_cases, tmp_path), capsys)


@pytest.mark.needs("import_cases")
def test_look_alikes_among_the_labelled_pieces_stay(
    import_cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holds("labelled.legit", judged_by_script(import_cases, tmp_path, "--group", "legit"), capsys)


def records(folder: Path) -> dict[str, dict[str, Any]]:
    """What an editor would want of each piece."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


@pytest.fixture(scope="module")
def corpus() -> dict[str, tuple[str, scoring.Score]]:
    """Each piece of our own corpus with its group and score."""
    golds, found = records(CORPUS), reports(CORPUS)
    assert found.keys() == golds.keys()
    return {name: (golds[name]["group"], scoring.score(golds[name], found[name])) for name in golds}


@pytest.mark.parametrize("group", ["", "mess", "legit", "clean"])
def test_our_corpus_comes_out_as_well_as_ever(
    group: str, corpus: dict[str, tuple[str, scoring.Score]], capsys: pytest.CaptureFixture[str]
) -> None:
    scores = [score for of, score in corpus.values() if group in ("", of)]
    assert scores
    holds(f"corpus.{group}" if group else "corpus", scoring.total(scores), capsys)


def test_the_seeds_come_out_as_well_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    golds, found = records(HERE / "seeds"), reports(Path(settings.BASE_DIR) / "seeds")
    assert found.keys() == golds.keys()
    holds("seeds", scoring.total(scoring.score(golds[name], found[name]) for name in golds), capsys)


@pytest.mark.parametrize("name", sorted(records(ENCODINGS)))
def test_pieces_in_older_encodings_come_out_word_for_word(name: str) -> None:
    gold = records(ENCODINGS)[name]
    found = story((ENCODINGS / f"{name}.txt").read_bytes(), f"{name}.txt", language="")
    assert found.encoding not in ("utf-8", "utf-8-sig")
    assert scoring.score(gold, report.as_report(found)).kept == 1


@pytest.mark.parametrize("name", PROMISED)
def test_no_floor_is_below_what_was_promised(name: str) -> None:
    assert {
        key: FLOORS[name][key] for key, least in PROMISED[name].items() if FLOORS[name][key] < least
    } == {}


# --- The scorer itself ----------------------------------------------------------------------------

GOLD = {
    "language": "en", "headline": "The pier is back", "standfirst": None, "published": "2021-05-03",
    "authors": [{"name": "Anna Kerr"}],
    "body": [{"type": "p", "text": "The pier fell."}, {"type": "p", "text": "It is back.", "alt": ["PORT — It is back."]}],
    "removed": [{"kind": "advert", "text": "Advertisement"}, {"kind": "other", "text": "Corrected.", "optional": True}],
}  # fmt: skip
PERFECT = scoring.Score(1, 1, 1, 1, 1, 1, 1, taken=2, rightly=2)


def test_a_record_is_perfect_by_itself() -> None:
    assert scoring.score(GOLD, GOLD) == PERFECT


def test_what_is_optional_may_stay_and_other_readings_are_as_good() -> None:
    body = [{"text": "The  pier fell."}, {"text": "PORT — It is back."}, {"text": "Corrected."}]
    out = {**GOLD, "body": body, "removed": [{"text": "Advertisement"}], "headline": "“The pier is back”"}
    assert scoring.score(GOLD, out) == replace(PERFECT, taken=1, rightly=1)


def test_clutter_left_in_costs_recall_and_exactness_but_no_paragraph() -> None:
    out = {**GOLD, "body": [*GOLD["body"], {"text": "Advertisement"}], "removed": []}  # type: ignore[misc]
    assert scoring.score(GOLD, out) == replace(PERFECT, exact=0, removal_recall=0, taken=0, rightly=0)


def test_a_paragraph_taken_out_costs_precision_and_is_not_kept() -> None:
    out = {**GOLD, "body": GOLD["body"][:1], "removed": [*GOLD["removed"], {"text": "It is back."}]}  # type: ignore[index,misc]
    assert scoring.score(GOLD, out) == replace(PERFECT, exact=0, kept=0.5, taken=3)
    assert scoring.total([scoring.score(GOLD, out)])["removal_precision"] == pytest.approx(2 / 3)


def test_wrong_facts_cost_their_figures() -> None:
    out = {**GOLD, "headline": "The pier", "authors": [], "published": None, "language": "de"}
    assert scoring.score(GOLD, out) == replace(PERFECT, headline=0, author=0, date=0, language=0)


def test_a_headline_made_up_is_none() -> None:
    out = {**GOLD, "headline_derived": True}
    assert scoring.score(GOLD, out).headline == 0
    assert scoring.score({**GOLD, "headline": None}, out).headline == 1
