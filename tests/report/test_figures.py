from __future__ import annotations

from functools import cache
from pathlib import Path
from struct import unpack
from xml.etree import ElementTree

import pytest

from blueprint_sim.format.load import load, loads
from blueprint_sim.report.figures import Figure, figures, pictures
from blueprint_sim.studies.run import run

ROOT = Path(__file__).parent.parent.parent
SETS = ("run={length: 2 h, replications: 3}",)


@cache
def drawn() -> tuple[Figure, ...]:
    given = load(ROOT / "scenarios" / "voice_menu_or_person.yaml", SETS)
    return tuple(figures(run(given), given))


def test_charts_come_first_then_the_blueprint_of_each_variant() -> None:
    kinds = [figure.kind for figure in drawn()]
    assert kinds == sorted(kinds, reverse=True)
    blueprints = [(f.name, f.variant) for f in drawn() if f.kind == "blueprint"]
    assert blueprints == [
        ("blueprint-menu-first", "menu_first"),
        ("blueprint-person-first", "person_first"),
    ]
    assert {f.name for f in drawn() if f.kind == "chart"} == {
        "forest",
        "emotion",
        "outcomes",
        "waits",
        "misery",
    }


def test_charts_of_one_variant_know_which() -> None:
    tree = """
scenario: Three
run: {length: 1 h, replications: 2}
demand: {arrivals: 20 per hour}
variants:
  base: {teams: {agents: {size: 1}}, steps: {help: {by: agents, takes: random 3 min}}}
  more: {like: base, teams: {agents: {size: 2}}}
  far_more: {like: base, teams: {agents: {size: 3}}}
"""
    given = loads(tree)
    found = {f.name: f.variant for f in figures(run(given), given) if f.kind == "chart"}
    assert found == {
        "forest": None,
        "forest-more": "more",
        "forest-far-more": "far_more",
        "emotion-more": "more",
        "emotion-far-more": "far_more",
        "outcomes": None,
        "waits": None,
        "misery": None,
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_picture_is_one_of_its_own(theme: str) -> None:
    for figure in drawn():
        root = ElementTree.fromstring(getattr(figure, theme))
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len({getattr(figure, theme) for figure in drawn()}) == len(drawn())
    assert all(figure.light != figure.dark for figure in drawn())


def test_alternative_texts_begin_with_the_finding() -> None:
    for figure in drawn():
        title = ElementTree.fromstring(figure.light).findtext("{http://www.w3.org/2000/svg}title")
        assert title
        assert figure.alt.startswith(title.rstrip(".!?"))
        assert len(figure.alt) > len(title) + 20


def test_files_are_svg_and_png_wide_enough_for_a_slide() -> None:
    files = pictures(drawn())
    assert list(files) == [f"{f.name}.{kind}" for f in drawn() for kind in ("svg", "png")]
    for figure in drawn():
        assert files[f"{figure.name}.svg"] == figure.light
        png = files[f"{figure.name}.png"]
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = unpack(">II", png[16:24])
        assert width >= 1600
        view = ElementTree.fromstring(figure.light).attrib["viewBox"].split()
        assert width / height == pytest.approx(float(view[2]) / float(view[3]), rel=0.01)
        assert len(png) < 1_000_000


def test_the_same_pictures_in_two_processes() -> None:
    given = load(ROOT / "scenarios" / "voice_menu_or_person.yaml", SETS)
    told: list[tuple[int, int]] = []
    result = run(given)
    found = figures(result, given, jobs=2, progress=lambda *done: told.append(done))
    assert tuple(found) == drawn()
    assert told == [(n, len(found)) for n in range(1, len(found) + 1)]
