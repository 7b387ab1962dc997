"""YAML's door: a bounded file in, a tree of text and the place of everything in it out.

Nothing is guessed: every scalar is text (`no` is a word, `12:30` a clock time). The stream of
events is bounded before anything is built from it, so neither bombs nor deep nesting get far.
"""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import NamedTuple

import yaml

from blueprint_sim.errors import Path, Problem, ScenarioError
from blueprint_sim.format.files import near_file
from blueprint_sim.format.messages import of_syntax
from blueprint_sim.model.base import Tree, shown
from blueprint_sim.model.written import Place

MAX_BYTES = 256 * 1024
MAX_DEPTH = 30
MAX_NODES = 20_000
MAX_PROBLEMS = 25


class Document(NamedTuple):
    """A file as written."""

    tree: Tree
    places: dict[Path, Place]


def read(file: FilePath, name: str | None = None) -> Document:
    """Read a YAML file.

    Parameters
    ----------
    file
        Where it is.
    name
        What to call it in messages; by default as `file` is written.

    Raises
    ------
    ScenarioError
        If it cannot be read, is not UTF-8, is too large, is not YAML, or uses what has no place
        in a scenario: aliases, tags, duplicate keys, several documents.
    """
    called = name or str(file)
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise _wrong(called, "this is a folder", "name a scenario file in it") from None
    except FileNotFoundError:
        raise _wrong(called, "there is no such file", _nearby(file)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be"
        raise _wrong(called, "this file cannot be read", reason.lower()) from None
    return parse(data, called)


def parse(data: bytes | str, name: str) -> Document:
    """Read YAML from memory; `name` is what messages call it."""
    text = data if isinstance(data, str) else _decode(data, name)
    if len(text) > MAX_BYTES:
        raise _wrong(name, "this file is too large", f"at most {MAX_BYTES // 1024} KB")
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.problems.append(_syntax(error, name, text))
    except (ValueError, OverflowError):
        # PyYAML lets an escape such as "\UFFFFFFFF" through to `chr`.
        builder.note(None, "an escape in quotes names no character", "write the character itself")
    except _Enough:
        pass
    if builder.problems:
        raise ScenarioError(builder.problems)
    if not builder.places:
        raise _wrong(name, "this file is empty", "start with `blueprint-sim init`")
    return Document(builder.tree, builder.places)


def _syntax(error: yaml.YAMLError, name: str, text: str) -> Problem:
    # A quote that is never closed is noticed at the end of the file; its beginning says more.
    # (The error as a whole quotes the file, in which any word may stand.)
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', error)}"
    first = ("context_mark", "problem_mark") if "quoted scalar" in said else ("problem_mark",)
    mark = next((found for key in first if (found := getattr(error, key, None))), None)
    if mark is not None:
        place = Place(name, mark.line + 1, mark.column + 1)
    else:
        before = text[: getattr(error, "position", 0)]
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return of_syntax(said, place)


def _wrong(name: str, message: str, remedy: str) -> ScenarioError:
    return ScenarioError([Problem((), message, remedy, place=name)])


def _nearby(file: FilePath) -> str:
    try:
        names = [found.name for found in file.parent.glob("*.y*ml")][:1000]
    except (OSError, ValueError):
        return ""
    return near_file(file.name, names)


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "UTF-32"),
        (b"\x00\x00\xfe\xff", "UTF-32"),
        (b"\xff\xfe", "UTF-16"),
        (b"\xfe\xff", "UTF-16"),
    ):
        if data.startswith(mark):
            raise _wrong(name, f"this file is {encoding}", "save it as UTF-8")
    if b"\0" in data:
        raise _wrong(name, "this file is binary, not text", "a scenario is YAML in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        said = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise _wrong(f"{name}:{line}:{column}", said, "save the file as UTF-8") from None


class _Enough(Exception):  # noqa: N818 (it is no error, but a way out)
    """Reading on would bring nothing, or never end."""


class _Open:
    """A map or list that is being read."""

    def __init__(self, path: Path, node: Tree) -> None:
        self.path = path
        self.node = node
        self.key: str | None = None
        self.keys: dict[str, Place] = {}


class _Builder:
    """Builds the tree from events, without recursion."""

    def __init__(self, name: str) -> None:
        self.tree: Tree = ""
        self.places: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self._name = name
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def note(self, event: yaml.Event | None, message: str, remedy: str) -> None:
        """Note a problem at an event."""
        place = str(self._place(event)) if event is not None else self._name
        self.problems.append(Problem(self._here(), message, remedy, place=place))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Enough

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.note(event, "a second document begins here", "one scenario a file; remove ---")
                raise _Enough
        elif isinstance(event, yaml.AliasEvent):
            self.note(event, f"'*{event.anchor}' is an alias", "write it out, or use `like`")
            self._scalar(event, "")
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._bound(event)
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()

    def _node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self.note(event, f"'&{event.anchor}' is an anchor", "remove it, or use `like`")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.note(event, f"{shown(tag)} is a tag", "remove it: every value is text")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, event.value)
        else:
            self._collection(event, {} if isinstance(event, yaml.MappingStartEvent) else [])

    def _bound(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.note(event, "this file holds too much", f"at most {MAX_NODES:,} values")
            raise _Enough
        if len(self._open) >= MAX_DEPTH:
            self.note(event, "this is nested too deeply", f"at most {MAX_DEPTH} levels")
            raise _Enough

    def _scalar(self, event: yaml.NodeEvent, text: str) -> None:
        if any("\ud800" <= mark <= "\udfff" for mark in text):
            self.note(event, "half a character is written here", "write the character itself")
            text = ""
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.node, dict) and top.key is None:
            self._key(top, event, text)
        else:
            self._put(event, text)

    def _key(self, top: _Open, event: yaml.NodeEvent, key: str) -> None:
        path = (*top.path, key)
        place = self._place(event)
        top.key = key
        if key == "<<":
            self.note(event, "'<<' is a merge key", "use `like`")
        elif key == "":
            self.note(event, "a key is missing here", "write `key: value`")
        elif key in top.keys:
            first = top.keys[key]
            said = (
                f"{shown(key)} stands here twice; first at line {first.line}, column {first.column}"
            )
            self.note(event, said, "keep one of them")
        top.keys[key] = place
        self.places[path] = place

    def _collection(self, event: yaml.NodeEvent, node: Tree) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.node, dict) and top.key is None:
            said = f"{shown(node)} stands where a key belongs"
            self.note(event, said, "put text with { } or [ ] in quotes")
            raise _Enough
        self._open.append(_Open(self._put(event, node), node))

    def _put(self, event: yaml.NodeEvent, value: Tree) -> Path:
        """Put a value into the map or list at hand; give its path."""
        if not self._open:
            self.tree = value
            self.places[()] = self._place(event)
            return ()
        top = self._open[-1]
        if isinstance(top.node, list):
            path: Path = (*top.path, len(top.node))
            top.node.append(value)
            self.places[path] = self._place(event)
            return path
        key, top.key = top.key or "", None
        path = (*top.path, key)
        top.node[key] = value
        if isinstance(value, str) and value:
            self.places[path] = self._place(event)
        return path

    def _here(self) -> Path:
        if not self._open:
            return ()
        top = self._open[-1]
        if isinstance(top.node, list):
            return (*top.path, len(top.node))
        return top.path if top.key is None else (*top.path, top.key)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # only events made by hand have none
        return Place(self._name, mark.line + 1, mark.column + 1)
