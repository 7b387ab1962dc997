"""The page about the articles: every scenario has its row, and what is named is there."""

from __future__ import annotations

import re
from pathlib import Path

from blueprint_sim.measures.catalogue import CATALOGUE
from docs.scenarios import pages

TEXT = (Path(__file__).parents[1] / "docs/articles.md").read_text(encoding="utf-8")
SMALLEST = "voice_menu_or_person"
"""A scenario of the documentation, in none of the articles."""


def test_every_scenario_comes_from_an_article() -> None:
    told = set(re.findall(r"scenarios/(\w+)\.md", TEXT))
    assert told == set(pages.names()) - {SMALLEST}


def test_measures_that_answer_a_question_exist() -> None:
    keys = {measure.key for measure in CATALOGUE}
    asked = TEXT.split("## What they ask\n", 1)[1].split("\n## ", 1)[0]
    named = set(re.findall(r"`((?:share|misery)_\w+|\w+_mean)`", asked))
    assert len(named) >= 5
    assert named <= keys


def test_every_scenario_has_its_row_with_all_its_variants() -> None:
    rows = re.findall(r"\| \[(\w+)\]\(scenarios/\w+\.md\) \| (.*) \|$", TEXT, re.MULTILINE)
    assert {name for name, _ in rows} == set(pages.names()) - {SMALLEST}
    for name, answers in rows:
        scenario = pages.read(name)
        told = set(re.findall(r"`(\w+)`", answers))
        assert told == set(scenario.variants) - {scenario.baseline}, name


def test_variants_and_keys_that_are_named_are_in_the_scenario() -> None:
    rows = re.findall(r"`(\w+)` in \[(\w+)\]", TEXT)
    assert len(rows) >= 8
    for name, scenario in rows:
        written = (pages.SCENARIOS / f"{scenario}.yaml").read_text(encoding="utf-8")
        assert f"{name}:" in written, name


def test_sections_that_are_named_are_on_the_page() -> None:
    story = "".join(
        path.read_text(encoding="utf-8")
        for path in (Path(__file__).parents[1] / "blueprint_sim/report").rglob("*.py")
    )
    for section in re.findall(r'"((?:Where|Who|What|In) [a-z ]+)"', TEXT):
        assert f'"{section}"' in story, section
