"""The public face is sorted, complete, documented and lazy."""

from __future__ import annotations

import ast
import doctest
import inspect
import subprocess
import sys
from pathlib import Path

import blueprint_sim


def test_it_is_sorted() -> None:
    assert blueprint_sim.__all__ == sorted(blueprint_sim.__all__)


def test_it_is_complete() -> None:
    tree = ast.parse(inspect.getsource(blueprint_sim))
    offered = {
        alias.asname
        for block in tree.body
        if isinstance(block, ast.If)
        for line in block.body
        if isinstance(line, ast.ImportFrom)
        for alias in line.names
    }
    assert offered | {"__version__"} == set(blueprint_sim.__all__)
    assert dir(blueprint_sim) == blueprint_sim.__all__


def test_every_name_is_there_and_says_what_it_is() -> None:
    for name in blueprint_sim.__all__:
        value = getattr(blueprint_sim, name)
        assert name == "__version__" or inspect.getdoc(value), name


def test_the_example_runs(monkeypatch) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent)
    assert doctest.testmod(blueprint_sim).failed == 0


def test_importing_it_brings_in_nothing_heavy() -> None:
    code = "import sys, blueprint_sim; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in run.stdout.split()}
    assert not loaded & {"numpy", "scipy", "networkx", "simpy", "pydantic", "click", "joblib"}
