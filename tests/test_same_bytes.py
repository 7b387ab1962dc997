"""The same scenario and seed give the same bytes: in any number of processes, in any order."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path as FilePath

import pytest

from blueprint_sim.errors import Path
from blueprint_sim.format.load import load, loads, warnings
from blueprint_sim.model.base import Tree
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.folder import files_of
from blueprint_sim.studies.logs import logs
from blueprint_sim.studies.run import run

ROOT = FilePath(__file__).parent.parent
SHORTENED = {
    "cancel_subscription": ("run.days=2", "run.length=3 h", "run.replications=3"),
    "voice_menu_or_person": ("run={length: 3 h, replications: 3}",),
    "voice_menu_or_person on days that differ": (
        "run={length: 2 h, days: 3, replications: 3}",
        "demand.arrivals={monday: {per_hour: [30, 60], every: 1 h}, otherwise: 40 per hour, "
        "day_to_day: 20%, batch: {1: 80%, 3: 20%}}",
        "variants.menu_first.steps.help.takes={mixture: [{share: 90%, law: about 4 min}, "
        "{share: 10%, law: {empirical: {values: [1 min, 9 min, 2 min]}}}]}",
    ),
    "voice_menu_or_person after gaps": (
        "run={length: 3 h, replications: 3}",
        "demand.arrivals={gap: {gamma: {mean: 1 min, sd: 20 s}}}",
    ),
}
"""The shipped scenarios by their first word, and what makes them short."""
IN_ORDER = {("variants",), ("compare", "matters")}
"""Maps whose order is that of the pages: what is compared, and by what."""

COUNT_IN_A_NEW_PROCESS = """
import sys
from tests.test_same_bytes import document, shipped
sys.stdout.write(document(shipped(sys.argv[1])))
"""

DRAW_IN_A_NEW_PROCESS = """
import json, sys
from tests.test_same_bytes import digests, shipped
sys.stdout.write(json.dumps(digests(shipped(sys.argv[1]))))
"""
DRAWN = "voice_menu_or_person"
"""One of them is enough to write the folder of a run again and again."""


def shipped(name: str) -> Scenario:
    return load(ROOT / "scenarios" / f"{name.split()[0]}.yaml", SHORTENED[name])


def document(scenario: Scenario, jobs: int = 1) -> str:
    return json.dumps(run(scenario, jobs=jobs).document())


def digests(scenario: Scenario, jobs: int = 1) -> dict[str, str]:
    """Digest every file of the folder of a run, pictures and archives too."""
    result = run(scenario, jobs=jobs)
    first = logs(scenario, seed=result.seed)
    files = files_of(result, scenario, warnings(scenario), first, jobs=jobs)
    contents = {n: c.encode() if isinstance(c, str) else c for n, c in files.items()}
    return {name: sha256(content).hexdigest() for name, content in contents.items()}


def shuffled(tree: Tree, luck: random.Random, kept: Collection[Path] = (), path: Path = ()) -> Tree:
    """Shuffle the keys of every map but those kept, however deep; lists stay as they are."""
    if isinstance(tree, list):
        return [shuffled(part, luck, kept, (*path, i)) for i, part in enumerate(tree)]
    if not isinstance(tree, dict):
        return tree
    keys = list(tree)
    if path not in kept:
        luck.shuffle(keys)
    return {key: shuffled(tree[key], luck, kept, (*path, key)) for key in keys}


def rewritten(name: str, seed: int, kept: Collection[Path] = ()) -> Scenario:
    """Write a scenario's keys in another order, and read it again."""
    tree = shipped(name).written.tree
    turned = shuffled(tree, random.Random(seed), kept)
    assert json.dumps(turned) != json.dumps(tree)
    assert turned == tree
    return loads(json.dumps(turned))


@pytest.fixture(scope="module", params=SHORTENED)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def expected(name: str) -> str:
    return document(shipped(name))


def test_in_two_processes(name: str, expected: str) -> None:
    assert document(shipped(name), jobs=2) == expected


@pytest.mark.parametrize("seed", ["0", "1", "2012"])
def test_whatever_the_seed_of_hashes(name: str, expected: str, seed: str) -> None:
    printed = subprocess.run(
        [sys.executable, "-c", COUNT_IN_A_NEW_PROCESS, name],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
        text=True,
    )
    assert printed.stdout == expected


@pytest.fixture(scope="module")
def folder() -> dict[str, str]:
    return digests(shipped(DRAWN))


def test_the_folder_in_two_processes(folder: dict[str, str]) -> None:
    assert digests(shipped(DRAWN), jobs=2) == folder


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Auckland"), ("2012", "UTC")])
def test_the_folder_whatever_the_seed_of_hashes_and_the_clock(
    folder: dict[str, str], seed: str, zone: str, tmp_path: FilePath
) -> None:
    printed = subprocess.run(
        [sys.executable, "-c", DRAW_IN_A_NEW_PROCESS, DRAWN],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(printed.stdout) == folder


@pytest.mark.parametrize("seed", range(5))
def test_in_whatever_order_the_keys_are_written(name: str, expected: str, seed: int) -> None:
    assert document(rewritten(name, seed, kept=IN_ORDER)) == expected


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_variants_and_measures_is_only_shown(
    name: str, expected: str, seed: int
) -> None:
    found, written = json.loads(document(rewritten(name, seed))), json.loads(expected)
    for one in (found, written):
        one["comparisons"].sort(key=json.dumps)
    assert found == written
