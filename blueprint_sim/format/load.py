"""From files to a scenario, or to all that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from os import PathLike
from pathlib import Path as FilePath
from typing import Any

from blueprint_sim.errors import Path, Problem, ScenarioError
from blueprint_sim.format import yaml_file
from blueprint_sim.format.blueprints import put_in_place
from blueprint_sim.format.edit import parse_path, put
from blueprint_sim.format.files import OF_VALUES, attach
from blueprint_sim.format.left_out import pruned
from blueprint_sim.format.messages import located
from blueprint_sim.format.others import others, related
from blueprint_sim.format.values import as_tree
from blueprint_sim.format.write import text_of
from blueprint_sim.model.base import Gather, Tree, Wrong
from blueprint_sim.model.base import build as model_of
from blueprint_sim.model.check import check, check_names
from blueprint_sim.model.derive import derive
from blueprint_sim.model.provenance import peel
from blueprint_sim.model.scenario import Scenario, coming_from
from blueprint_sim.model.written import Place, Written

SET, WITH = "--set", "with_"
"""What messages name as the place of a change."""


def load(path: str | PathLike[str], sets: Iterable[str] = ()) -> Scenario:
    """Read and check a scenario file.

    Parameters
    ----------
    path
        The file.
    sets
        Changes, each as ``path=value``; made to the tree as written, in order.

    Raises
    ------
    ScenarioError
        With every problem, each at its place.

    Examples
    --------
    >>> import blueprint_sim, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = blueprint_sim.save(blueprint_sim.example(), f"{folder}/scenario.yaml")
    ...     scenario = blueprint_sim.load(path, ["variants.menu_first.teams.agents.size=9"])
    >>> scenario.variants["menu_first"].teams["agents"].size
    9
    """
    file = FilePath(path)
    return _checked(_scenario(yaml_file.read(file, str(path)), file.parent, sets))


def loads(
    text: str | bytes,
    sets: Iterable[str] = (),
    *,
    name: str = "scenario",
    folder: str | PathLike[str] = ".",
) -> Scenario:
    """Read and check a scenario from memory.

    Parameters
    ----------
    text
        YAML.
    sets
        Changes, each as ``path=value``; made to the tree as written, in order.
    name
        What messages call it.
    folder
        Where its other files are, if it names any.

    Raises
    ------
    ScenarioError
        With every problem, each at its place.

    Examples
    --------
    >>> import blueprint_sim
    >>> scenario = blueprint_sim.loads('''
    ... scenario: A counter
    ... demand: {arrivals: 20 per hour}
    ... variants:
    ...   now:
    ...     teams: {clerks: {size: 2}}
    ...     steps: {serve: {by: clerks, takes: random 4 min}}
    ... ''')
    >>> scenario.title
    'A counter'
    """
    return _checked(unchecked(text, sets, name=name, folder=folder))


def unchecked(
    text: str | bytes,
    sets: Iterable[str] = (),
    *,
    name: str = "scenario",
    folder: str | PathLike[str] = ".",
) -> Scenario:
    """Read a scenario from memory whose values are right, whether or not it stands as a whole."""
    return _scenario(yaml_file.parse(text, name), FilePath(folder), sets)


def build(tree: Mapping[str, Any], *, folder: str | PathLike[str] = ".") -> Scenario:
    """Make a scenario from plain dicts, lists, texts and numbers, and check it like a file.

    Parameters
    ----------
    tree
        What a scenario file would hold. Quantities with a unit are text, as there: ``"4 min"``.
        Numbers without one may be numbers; True, False and None are ``yes``, ``no`` and an empty
        place; arrays are lists.
    folder
        Where its other files are, if it names any.

    Raises
    ------
    ScenarioError
        With every problem, each at its path.

    Examples
    --------
    >>> import blueprint_sim
    >>> scenario = blueprint_sim.build({
    ...     "scenario": "A counter",
    ...     "demand": {"arrivals": "20 per hour"},
    ...     "variants": {
    ...         f"{clerks}_clerks": {
    ...             "teams": {"clerks": {"size": clerks}},
    ...             "steps": {"serve": {"by": "clerks", "takes": "random 4 min"}},
    ...         }
    ...         for clerks in (2, 3)
    ...     },
    ... })
    >>> list(scenario.variants)
    ['2_clerks', '3_clerks']
    >>> blueprint_sim.build({"scenario": "A counter", "demand": {"arrivals": 20}, "variants": {}})
    Traceback (most recent call last):
    blueprint_sim.errors.ScenarioError: demand.arrivals: '20' has no unit; it takes '55 per hour'...
    """
    try:
        document = _as_read(tree)
    except Wrong as wrong:
        raise ScenarioError(wrong.problems) from None
    # Nobody sees lines and columns; they put problems in order, and tell one from another.
    places = {path: Place("", 0, number) for number, path in enumerate(document.places)}
    written = Written(document.tree, FilePath(folder), places, {})
    return _checked(_built(put_in_place(written)))


def edited(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """Give a scenario with values changed, by path; what derives from them moves with them.

    Raises
    ------
    ScenarioError
        If a path does not exist, or the scenario does not stand any more.
    """
    gather = Gather()
    news = {path: gather.read(_as_read, new, path) for path, new in changes.items()}
    if gather.problems:
        raise ScenarioError(problem._replace(place=WITH) for problem in gather.problems)
    trees = ((path, new.tree) for path, new in news.items() if new is not None)
    return _checked(_built(_changed(scenario.written, trees, WITH)))


def warnings(scenario: Scenario) -> list[Problem]:
    """Give what is legal but suspect in a scenario, each at its place."""
    found = [problem for problem in check(scenario) if problem.warning]
    return located(found, scenario.written)


def _as_read(value: Any) -> yaml_file.Document:
    """Turn a value from Python into what reading it from a file would give."""
    text = text_of(as_tree(value))
    try:
        return yaml_file.parse(text, "value")
    except ScenarioError as error:
        raise Wrong(problem._replace(place="") for problem in error.problems) from None


def _scenario(document: yaml_file.Document, folder: FilePath, sets: Iterable[str]) -> Scenario:
    written = put_in_place(Written(document.tree, folder, document.places, {}))
    return _built(_changed(written, (_assignment(text) for text in sets), SET))


def _assignment(text: str) -> tuple[str, Tree]:
    path, equals, value = text.partition("=")
    if not equals:
        raise _unset(f"'{text}' sets nothing")
    if not path.strip():
        raise _unset(f"the path is missing before '=' in '{text}'")
    if not value.strip():
        raise _unset(f"nothing stands after '=' in '{text}'")
    return path.strip(), yaml_file.parse(value, f"{SET} {path.strip()}").tree


def _unset(said: str) -> ScenarioError:
    return ScenarioError([Problem((), said, "write --set path=value", place=SET)])


def _changed(written: Written, changes: Iterable[tuple[str, Tree]], by: str) -> Written:
    """Make changes to the tree as written; `by` is where messages say that they come from."""
    problems: list[Problem] = []
    number = count()
    for text, value in changes:
        try:
            path = parse_path(text)
            if path[:1] == ("variants",) and path[2:] == ("blueprint",):
                said = "a blueprint's file is read before values change"
                raise Wrong.because(said, "change it in the file, or set what stands in it")
            tree = put(written.tree, path, value)
        except Wrong as wrong:
            problems += [problem._replace(place=f"{by} {text}") for problem in wrong.problems]
            continue
        places = {at: place for at, place in written.places.items() if at[: len(path)] != path}
        new = (path[:length] for length in range(1, len(path)) if path[:length] not in places)
        places |= {at: Place(by, 0, next(number)) for at in [*new, *_inside(value, path)]}
        written = written._replace(tree=tree, places=places)
    if problems:
        raise ScenarioError(problems)
    return written


def _inside(value: Tree, path: Path) -> Iterator[Path]:
    """Give the path of a value, and of everything in it."""
    yield path
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _inside(part, (*path, key))


def _built(written: Written) -> Scenario:
    """Resolve a tree as written, and build the models."""
    derived = derive(written.tree)
    written = written._replace(origins=derived.origins)
    peeled = peel(derived.tree)
    tree, unread = _attached(peeled.tree, written.folder)
    problems = [*derived.problems, *peeled.problems, *unread]
    try:
        scenario = model_of(Scenario, tree)
    except Wrong as wrong:
        own = [p for p in wrong.problems if not any(related(p.path, q.path) for q in unread)]
        more = others(tree, wrong.problems)
        raise ScenarioError(located([*problems, *own, *more], written)) from None
    scenario = coming_from(scenario, written, peeled.table, derived.inherited, edited)
    if problems:
        raise ScenarioError(located([*problems, *check_names(scenario)], written))
    return scenario


def _checked(scenario: Scenario) -> Scenario:
    if wrong := [problem for problem in check(scenario) if not problem.warning]:
        raise ScenarioError(located(wrong, scenario.written))
    return scenario


def _attached(tree: Tree, folder: FilePath) -> tuple[Tree, list[Problem]]:
    """Put in the values of files; leave out those that cannot be read, and say why."""
    problems: list[Problem] = []
    while True:
        try:
            return attach(tree, folder), problems
        except Wrong as wrong:
            problems += wrong.problems
            tree = pruned(tree, _without_file(wrong.problems[0].path))


def _without_file(path: Path) -> Path:
    """Give what must go with a file that cannot be read: its law, or the arrivals."""
    laws = [place for place, part in enumerate(path) if part in OF_VALUES]
    return path[: laws[-1]] if laws else path[:-1]
