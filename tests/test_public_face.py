"""The public face is sorted, complete and lazy; its examples run, its types are known."""

from __future__ import annotations

import ast
import doctest
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import blueprint_sim

ROOT = Path(__file__).parent.parent
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def documented() -> Iterator[tuple[str, Any]]:
    """Give the package, every public name, and every public method of a public class."""
    yield "blueprint_sim", blueprint_sim
    for name in blueprint_sim.__all__:
        value = getattr(blueprint_sim, name)
        if name != "__version__":
            yield name, value
        for method in methods(value) if inspect.isclass(value) else ():
            yield f"{name}.{method}", getattr(value, method)


def methods(kind: type) -> list[str]:
    """Give the names of the public methods that a class has from this package."""
    return [
        name
        for name, value in inspect.getmembers(kind, inspect.isroutine)
        if not name.startswith("_")
        and (getattr(value, "__module__", None) or "").startswith("blueprint_sim")
    ]


DOCUMENTED = dict(documented())


def offered() -> dict[str, str]:
    """Give what type checkers are told: the home of each public name."""
    return {
        alias.asname: f"{line.module}.{alias.name}"
        for line in ast.walk(ast.parse(inspect.getsource(blueprint_sim)))
        if isinstance(line, ast.ImportFrom)
        for alias in line.names
        if alias.asname
    }


def test_it_is_sorted() -> None:
    assert blueprint_sim.__all__ == sorted(blueprint_sim.__all__)


def test_it_is_complete() -> None:
    assert {*offered(), "__version__"} == set(blueprint_sim.__all__)
    assert dir(blueprint_sim) == blueprint_sim.__all__


@pytest.mark.parametrize("name", offered())
def test_what_type_checkers_are_told_is_what_comes(name: str) -> None:
    value = getattr(blueprint_sim, name)
    assert f"{value.__module__}.{value.__qualname__}" == offered()[name]


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="module 'blueprint_sim' has no attribute 'runn'"):
        _ = blueprint_sim.runn


def test_methods_are_found() -> None:
    expected = {"Scenario.with_", "Scenario.label", "Result.draw", "Result.comparison"}
    assert expected | {"Result.read", "Picture.save"} <= set(DOCUMENTED)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_name_has_an_example_that_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    example = doctest.DocTestParser().get_doctest(
        inspect.getdoc(DOCUMENTED[name]) or "", {}, name, None, None
    )
    assert example.examples, f"{name} has no example"

    said: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(example, out=said.append)
    assert not said, "".join(said)
    assert not list(tmp_path.iterdir()), "it leaves something behind"


def loaded(code: str) -> set[str]:
    """Give the packages that some code brings in."""
    command = [sys.executable, "-c", f"import sys, blueprint_sim as b; {code}; print(*sys.modules)"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in run.stdout.split()}


def test_importing_it_brings_in_nothing_heavy() -> None:
    ours = {"click", "joblib", "networkx", "numpy", "pydantic", "scipy", "simpy", "yaml"}
    assert not loaded("pass") & {*ours, "jinja2", "matplotlib", "pandas", "tqdm"}


def test_running_brings_in_only_what_it_needs() -> None:
    here = loaded("b.run(b.example(), replications=1)")
    assert {"numpy", "simpy"} <= here
    assert not here & {"click", "jinja2", "joblib", "matplotlib", "pandas", "tqdm"}


def test_a_user_is_told_precise_types() -> None:
    script = "tests/types_of_a_user.py"
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", script]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.stdout == "Success: no issues found in 1 source file\n"
