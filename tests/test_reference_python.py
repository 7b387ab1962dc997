"""The page for analysts is complete, and its examples run one after the other."""

from __future__ import annotations

import re
from typing import Any

import pytest

import blueprint_sim
from blueprint_sim.studies.frames import to_frame
from blueprint_sim.studies.tables import TABLES
from docs.reference.doors import HOLDS, MEANINGS, OWN, columns, doors
from docs.reference.marks import made
from docs.reference.pages import FOLDER

PAGE = (FOLDER / "python.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)


def test_the_examples_run(capsys: pytest.CaptureFixture[str]) -> None:
    known: dict[str, Any] = {}
    for snippet in SNIPPETS:
        exec(snippet, known)  # it is our own page
        said = capsys.readouterr().out
        assert said.strip() or "print" not in snippet
        assert "Empty DataFrame" not in said, snippet

    assert known["again"] == known["result"]


def test_every_table_has_its_columns_and_an_example() -> None:
    parts = made(PAGE)

    assert set(HOLDS) == set(TABLES)
    for name in TABLES:
        assert f"frame {name}" in parts
        assert any(f'to_frame("{name}")' in text or name == "measures" for text in SNIPPETS)


def test_columns_are_those_of_the_frames() -> None:
    result = blueprint_sim.run(blueprint_sim.example(), replications=2)
    for name in TABLES:
        told = list(columns(name))
        frame = to_frame(result, name)
        assert [column for column, *_ in told] == list(frame.columns)
        if "unit" not in frame.columns:
            units = {column: unit for column, _, unit, _ in told if unit}
            assert units == frame.attrs["units"]


def test_nothing_is_told_of_columns_that_are_not_there() -> None:
    there = {(name, column.name) for name, table in TABLES.items() for column in table.columns}

    assert set(OWN) <= there
    assert set(MEANINGS) == {column for name, column in there if (name, column) not in OWN}


def test_every_public_function_is_a_door() -> None:
    calls = {door.call.partition("(")[0] for door in doors("functions")}

    assert calls == {name for name in blueprint_sim.__all__ if name[0].islower()}
    assert all(door.does.endswith(".") for door in doors("functions"))


@pytest.mark.parametrize(
    ("of", "some"),
    [
        ("Result", {".to_frame", ".comparison", "Result.read", ".save", ".draw", ".customers"}),
        ("Scenario", {".with_", ".label"}),
        ("Picture", {".save", ".to_bytes", ".image"}),
    ],
)
def test_every_method_is_a_door(of: str, some: set[str]) -> None:
    found = list(doors(of))

    assert some <= {door.call.partition("(")[0] for door in found}
    assert all(door.does.endswith(".") for door in found)
