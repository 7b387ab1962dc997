"""The reference pages are current and complete, and every example on them runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from blueprint_sim.format import yaml_file
from blueprint_sim.format.load import loads, warnings
from blueprint_sim.model.base import Model, Tree
from blueprint_sim.model.law_forms import NAMES
from docs.reference.keys import Row, models, rows, rows_of_form
from docs.reference.laws import LAWS
from docs.reference.marks import made
from docs.reference.pages import FOLDER, PAGES, current

FORMAT = (FOLDER / "format.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"^(?:<!-- (base|file)(?:: (\S+))? -->\n)?```(yaml|csv)\n(?:# under (\S+)\n)?(.*?)^```",
    re.M | re.S,
)
PUT_IN_PLACE = (
    "no customer can come to",
    "nothing in any variant brings about",
    "is not staffed",
    "no variant fixes it",
    "costs nothing; write causes",
)
"""What is suspect in a short example only because of where it is put."""
AVOIDED = (
    "significant", "p-value", "proves", "optimal", "best practice", "satisfaction", "delight",
    "pain point", "leverage", "FTE", "renege", "balk", "sojourn", "entity", "server", "saves",
    "will",
)  # fmt: skip


class Example(NamedTuple):
    kind: str
    """base, file, or empty."""
    file: str
    """The name of its file."""
    language: str
    under: str
    """Where in the scenario of the page it stands; empty: at the top."""
    text: str

    @property
    def tree(self) -> Tree:
        return yaml_file.parse(self.text, "example").tree

    @property
    def place(self) -> tuple[str, ...]:
        return tuple(self.under.split(".")) if self.under else ()

    def whole(self) -> Tree:
        """Give the scenario of the page with this example in its place."""
        if {"scenario", "variants"} <= set(self.tree):
            return self.tree
        tree = BASE.tree
        part = tree
        for key in self.place:
            part = part[key]
        part.update(self.tree)
        return tree


EXAMPLES = [Example(*found) for found in BLOCK.findall(FORMAT)]
BASE = next(example for example in EXAMPLES if example.kind == "base")
FRAGMENTS = [e for e in EXAMPLES if e.language == "yaml" and e.kind != "file"]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    for example in EXAMPLES:
        if example.kind == "file":
            (tmp_path / example.file).write_text(example.text, encoding="utf-8")
    return tmp_path


def as_yaml(tree: Tree) -> str:
    """Write a tree in a way that any YAML reader takes: every scalar in quotes."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f'"{key}": {as_yaml(part)}' for key, part in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(as_yaml, tree)) + "]"
    return '"' + str(tree).replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_committed_page_is_what_is_made(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert text == current(text), "write it anew: python -m docs.reference"


@pytest.mark.parametrize("example", FRAGMENTS, ids=lambda e: f"{e.under}: {e.text[:30]!r}")
def test_examples_run(example: Example, folder: Path) -> None:
    scenario = loads(as_yaml(example.whole()), folder=folder)

    suspect = [str(w) for w in warnings(scenario) if not any(s in str(w) for s in PUT_IN_PLACE)]
    assert suspect == []


def test_whole_scenarios_are_beyond_suspicion() -> None:
    whole = [example for example in FRAGMENTS if "variants" in example.tree]

    assert len(whole) == 4
    assert [warnings(loads(example.text)) for example in whole] == [[]] * 4


# Every key: a row, what it takes, what holds without it, what it means, an example.

PLACES = {model: place for place, model in models().items()}
KEYS = [(model, row) for model in PLACES for row in rows(model)]


def called(case: Any) -> str:
    return case.key if isinstance(case, Row) else case.__name__


def paths(tree: Tree, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield at
    if isinstance(tree, list):
        for part in tree:
            yield from paths(part, (*at, "-"))
    elif isinstance(tree, dict):
        for key, part in tree.items():
            yield from paths(part, (*at, key))


def shown_paths() -> set[tuple[str, ...]]:
    """Give the path of everything that stands in an example, with what is above it."""
    found = set()
    for example in FRAGMENTS:
        found |= {(*example.place, *path) for path in paths(example.tree)}
    return found


SHOWN = shown_paths()


def fits(path: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    return len(path) == len(pattern) and all(
        wanted in ("*", part) for part, wanted in zip(path, pattern, strict=True)
    )


def test_every_model_has_its_table() -> None:
    tables = {part.removeprefix("keys ") for part in made(FORMAT) if part.startswith("keys ")}

    assert len(PLACES) > 10
    assert tables == {model.__name__ for model in PLACES}


@pytest.mark.parametrize(("model", "row"), KEYS, ids=called)
def test_every_key_is_told_and_shown(model: type[Model], row: Row) -> None:
    assert all(row)
    assert row.meaning.endswith(".")
    assert any(fits(path, (*PLACES[model], row.key)) for path in SHOWN), "it has no example"


def test_every_field_is_a_key() -> None:
    assert all(set(model.model_fields) <= {row.key for row in rows(model)} for model in PLACES)


def test_every_key_of_arrivals_is_shown() -> None:
    told = {row.key for row in rows_of_form("arrivals")}

    assert told == {path[2] for path in SHOWN if fits(path, ("demand", "arrivals", "*"))}


def test_every_subject_of_a_rule_is_shown() -> None:
    told = {row.key for row in rows_of_form("condition")}

    assert told == {path[-1] for path in SHOWN if "when" in path[-2:-1]}


def test_every_law_is_told() -> None:
    assert {text.strip("{").partition(":")[0] for text, _ in LAWS if ":" in text} == set(NAMES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_section_that_is_pointed_to_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.S), re.M)
    slugs = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}

    assert set(re.findall(r"\]\(#(.*?)\)", text)) <= slugs


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_speak_plainly(page: Path) -> None:
    # The column `how` holds words of the trade, and says what they mean.
    told = re.sub(r"^\| `how` .*$", "", page.read_text("utf-8"), flags=re.M)
    text = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", told, flags=re.S)

    assert [word for word in AVOIDED if re.search(rf"\b{word}", text)] == []
