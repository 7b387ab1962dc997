"""The house holds: floors, doors, no ring of imports, and a public face that is complete."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

PACKAGE = Path(__file__).parent.parent / "blueprint_sim"
FLOORS = (
    ("errors", "theory"),
    ("model",),
    ("format",),
    ("simulation",),
    ("measures",),
    ("studies",),
    ("report",),
    ("cli", "ends", "streams", "__main__"),
)
DOORS = {
    "click": "cli/parser.py",
    "jinja2": "report/page.py",
    "joblib": "studies/workers.py",
    "matplotlib": "report/canvas.py",
    "networkx": "model/graph.py",
    "pandas": "studies/frames.py",
    "simpy": "simulation/simpy_engine/clock.py",
    "tqdm": "report/notebook.py",
    "yaml": "format/yaml_file.py",
}
EVERYWHERE = {"numpy", "pydantic", "pydantic_core"}
"""Libraries that have no one door: arrays, and the base of the models."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path, *, at_run_time: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(node)
        for block in ast.walk(tree)
        if at_run_time and isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def named(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", modules(), ids=named)
def test_imports_run_downward(path: Path) -> None:
    here = room(named(path))
    for target in imports(path):
        there = room(target) if target.startswith("blueprint_sim.") else ""
        if there and here and not there.startswith("__version__"):
            assert floor(there) <= floor(here), f"{named(path)} looks up to {target}"


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library: str) -> None:
    doors = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        if any(target.split(".")[0] == library for target in imports(path))
    }
    assert doors == {DOORS[library]}


def test_every_library_is_known() -> None:
    known = EVERYWHERE | set(DOORS) | set(sys.stdlib_module_names) | {"blueprint_sim", "scipy"}
    for path in modules():
        strange = {target.split(".")[0] for target in imports(path)} - known
        assert not strange, f"{named(path)} brings in {strange}"


def test_scipy_loads_where_it_is_used() -> None:
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        names = {alias.name for node in top for alias in node.names}
        sources = {node.module or "" for node in top if isinstance(node, ast.ImportFrom)}
        assert not any(name.split(".")[0] == "scipy" for name in names | sources), named(path)


def test_there_is_no_ring_of_imports() -> None:
    known = {named(path) for path in modules()}
    graph = nx.DiGraph()
    for path in modules():
        for target in imports(path, at_run_time=True):
            for module in (target, target.rpartition(".")[0]):
                if module in known and module != named(path):
                    graph.add_edge(named(path), module)
                    break
    assert not list(nx.simple_cycles(graph))
