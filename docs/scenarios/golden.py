"""What short runs of the shipped scenarios give, to the digits that are stated.

These are no truths, only what came out when somebody last looked: a change in them is a change in
what the product says, and wants to be meant.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

import blueprint_sim
from blueprint_sim import Result, Scenario
from docs.scenarios.pages import made_by_a_run

FOLDER: Final = Path(__file__).parents[2] / "tests/golden"
SEALS: Final = FOLDER / "pages.json"
"""By scenario: the seal of its page."""
REPLICATIONS: Final = 2
DIGITS: Final = 6
"""Significant digits: enough to see any change, few enough for another machine's last bits."""


def path(name: str) -> Path:
    """Give the file that keeps what a scenario gives."""
    return FOLDER / f"{name}.json"


def short(scenario: Scenario) -> Result:
    """Run a scenario with few replications."""
    return blueprint_sim.run(scenario, replications=REPLICATIONS, jobs=1, progress=False)


def told(result: Result) -> dict[str, Any]:
    """Give the value of every measure of every variant, to the digits stated."""
    return {
        name: {key: _rounded(one.mean) for key, one in variant.measures.items()}
        for name, variant in result.variants.items()
    }


def kept(name: str) -> dict[str, Any]:
    """Read what is kept of a scenario."""
    found: dict[str, Any] = json.loads(path(name).read_text(encoding="utf-8"))
    return found


def keep(name: str, result: Result) -> None:
    """Write what a scenario gives."""
    text = json.dumps(told(result), indent=1) + "\n"
    path(name).write_text(text, encoding="utf-8")


def seal(scenario: Scenario, page: str) -> str:
    """Give what changes with a scenario, and with what its page shows of a whole run of it."""
    whole = json.dumps([scenario.written.tree, made_by_a_run(page)], sort_keys=True)
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


def seals() -> dict[str, str]:
    """Read the seals that were set when the pages were made."""
    found: dict[str, str] = json.loads(SEALS.read_text(encoding="utf-8"))
    return found


def set_seal(name: str, scenario: Scenario, page: str) -> None:
    """Say that a page shows what a whole run of its scenario gave."""
    kept = dict(sorted((seals() | {name: seal(scenario, page)}).items()))
    SEALS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{DIGITS}g}")
