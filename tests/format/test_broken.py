"""Every broken scenario in tests/broken says exactly what its text file expects.

The lines are ``file:line:column: path: what is wrong; what would do``, one for each problem, in
the order of the file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint_sim.errors import ScenarioError
from blueprint_sim.format.load import load, warnings

BROKEN = Path(__file__).parents[1] / "broken"
NAMES = sorted(path.stem for path in BROKEN.glob("*.txt"))


@pytest.fixture(autouse=True)
def _beside_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)


def problems_in(file: str) -> str:
    try:
        scenario = load(file)
    except ScenarioError as error:
        return str(error)
    return "\n".join(str(problem) for problem in warnings(scenario))


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_scenario_says_what_is_wrong(name: str) -> None:
    expected = (BROKEN / f"{name}.txt").read_text(encoding="utf-8")

    assert problems_in(f"{name}.yaml") == expected.rstrip("\n")


def test_there_are_many_and_each_is_expected_to_say_something() -> None:
    assert len(NAMES) >= 60
    assert all((BROKEN / f"{name}.txt").stat().st_size > 1 for name in NAMES)


def test_no_message_shows_our_insides() -> None:
    for path in BROKEN.glob("*.txt"):
        said = path.read_text(encoding="utf-8").lower()
        assert not any(word in said for word in ("pydantic", "yaml.", "nonetype", "<class", "dict"))
