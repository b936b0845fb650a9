"""The seeds come out as their README says; `seeds/NAME.json` here is the record an editor would want of each."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from articles.ingest import report
from articles.ingest.story import Story

from . import scoring
from .pieces import HERE, codes, story

SEEDS = sorted(path for path in (Path(settings.BASE_DIR) / "seeds").iterdir() if path.stem != "README")
GOLD = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (HERE / "seeds").glob("*.json")}
WITHOUT_HEADLINE = {"012_77ab40c1e9d35f02", "021_c84e6f1a03bd9925"}


@pytest.fixture(scope="module")
def read() -> dict[str, Story]:
    return {path.stem: story(path.read_bytes(), path.name, language="") for path in SEEDS}


def record(found: Story) -> dict[str, Any]:
    return report.as_report(found)


def test_every_seed_has_its_record() -> None:
    assert len(SEEDS) >= 16
    assert {path.stem for path in SEEDS} == set(GOLD)


@pytest.mark.parametrize("name", sorted(GOLD))
def test_a_seed_has_the_facts_that_it_states(name: str, read: dict[str, Story]) -> None:
    gold, out = GOLD[name], record(read[name])
    score = scoring.score(gold, out)
    assert (score.headline, score.author, score.date, score.language) == (1, 1, 1, 1)
    assert (out["publication"] or "") in (gold["publication"] or "", *gold.get("publication_alt", []))


@pytest.mark.parametrize("name", sorted(GOLD))
def test_a_seed_loses_its_clutter_and_nothing_else(name: str, read: dict[str, Story]) -> None:
    score = scoring.score(GOLD[name], record(read[name]))
    assert score.removal_recall in (None, 1)
    assert score.rightly == score.taken


def test_the_seeds_are_in_eight_languages(read: dict[str, Story]) -> None:
    assert {found.facts.language for found in read.values()} == {
        "en",
        "es",
        "fr",
        "de",
        "it",
        "pt",
        "ar",
        "ja",
    }


def test_two_wait_at_the_desk_for_a_headline(read: dict[str, Story]) -> None:
    assert {name for name, found in read.items() if found.headline_derived} == WITHOUT_HEADLINE
    assert {
        name for name, found in read.items() if any(f.is_blocking for f in found.findings)
    } == WITHOUT_HEADLINE


def test_the_clean_ones_lose_a_few_lines_of_the_head_at_most(read: dict[str, Story]) -> None:
    clean = [name for name, gold in GOLD.items() if gold["group"] == "clean"]
    assert clean
    for name in clean:
        assert {change.kind for change in read[name].removed} <= {"byline", "date", "bio", "other"}


def test_a_correction_note_is_found(read: dict[str, Story]) -> None:
    assert "correction-note" in codes(read["lowmarch-aldren-dam-vote"])


def test_doubt_is_highest_where_facts_are_missing(read: dict[str, Story]) -> None:
    doubts = {name: found.doubt for name, found in read.items()}
    assert max(doubts, key=lambda name: doubts[name]) in WITHOUT_HEADLINE
    assert min(doubts[name] for name in WITHOUT_HEADLINE) > max(
        d for n, d in doubts.items() if n not in WITHOUT_HEADLINE
    )
