"""What the tables of the reference say is what happens: defaults, units, values."""

from __future__ import annotations

import re
from typing import Any

import pytest

from blueprint_sim import studies
from blueprint_sim.errors import ScenarioError, dotted
from blueprint_sim.format.load import loads, unchecked
from blueprint_sim.model.base import Model
from docs.reference.keys import Row, models, rows
from docs.reference.pages import FOLDER

FORMAT = (FOLDER / "format.md").read_text(encoding="utf-8")
HOST = """\
scenario: Host
run: {length: 1 h, replications: 2}
sources: {s: {title: T, grade: survey}}
demand:
  arrivals: 100 per hour
  reasons: {why: {cause: letter}}
  causes: {letter: {}}
  recontact: {unresolved: {chance: 60%, after: 5 min}}
personas: {caller: {}}
facts: {number: 25 s}
experience: {}
compare: {}
variants:
  first:
    teams: {agents: {size: 6, callback: {accept: 50%}, announcement: {}}, menu: {kind: machine}}
    channels: {mail: {}}
    steps:
      help: {by: agents, asks: {number: {}}, takes: about 3 min, resolves: 80%, next: read}
      read: {}
  second: {like: first, teams: {agents: {size: 8}}}
"""
NAMED = {
    "sources": "s", "reasons": "why", "recontact": "unresolved", "personas": "caller",
    "variants": "first", "teams": "agents", "steps": "read", "asks": "number", "channels": "mail",
    "causes": "letter",
}  # fmt: skip
"""A name of the host for each map by name."""

PLACES = {model: place for place, model in models().items()}
KEYS = [(model, row) for model in PLACES for row in rows(model)]
BARE = {("Run", "length"), ("Run", "replications")}
"""Keys that the host writes, to be quick."""


def called(case: Any) -> str:
    return case.key if isinstance(case, Row) else case.__name__


def path_of(model: type[Model], key: str) -> str:
    """Write the path of a key in the host."""
    place = PLACES[model]
    names = {**NAMED, **({"steps": "help"} if "asks" in place else {})}
    if key == "shifts":  # the agents have a size
        names["teams"] = "menu"
    parts = [names[place[i - 1]] if part == "*" else part for i, part in enumerate(place)]
    return dotted((*parts, key))


# Defaults.

LITERAL = [(model, row) for model, row in KEYS if row.default.startswith("`")]


@pytest.mark.parametrize(("model", "row"), LITERAL, ids=called)
def test_a_default_that_is_written_changes_nothing(model: type[Model], row: Row) -> None:
    host = HOST
    if (model.__name__, row.key) in BARE:
        host = host.replace("run: {length: 1 h, replications: 2}\n", "")

    assert loads(host, [f"{path_of(model, row.key)}={row.default.strip('`')}"]) == loads(host)


IN_WORDS = {
    "variants.first.steps.help.asks.number.takes": "25 s",
    "variants.first.steps.help.asks.number.understood": "100%",
    "compare.baseline": "first",
    "demand.reasons.why.share": "100%",
    "demand.recontact.unresolved.returns": "1000000",
    "personas.caller.share": "100%",
    "personas.caller.patience": "1000 days",
    "personas.caller.tolerance": "1000000",
    "variants.first.start": "help",
    "variants.first.steps.help.if_not": "read",
    "variants.first.steps.help.lane": "frontstage",
    "variants.first.steps.read.lane": "customer",
    "variants.first.teams.agents.callback.answers": "100%",
    "variants.first.teams.agents.cost": "0 per hour",
    "variants.first.teams.agents.limit": "1000000",
    "variants.first.teams.agents.wrap_up": "0 s",
    "variants.first.channels.mail.lines": "1000000",
    "variants.first.channels.mail.acceptable_wait": "1 min",
    "variants.first.steps.help.channel": "mail",
    "variants.first.steps.read.takes": "0 s",
    "variants.first.steps.read.if_not": "done",
}
"""Defaults that are told in words, as they would be written; what is for people is left out."""


@pytest.fixture(name="found", scope="module")
def _found() -> dict[str, Any]:
    return studies.run(loads(HOST), jobs=1).document()


@pytest.mark.parametrize("path", IN_WORDS)
def test_a_default_in_words_gives_the_same_results(path: str, found: dict[str, Any]) -> None:
    assert studies.run(loads(HOST, [f"{path}={IN_WORDS[path]}"]), jobs=1).document() == found


# What a key takes.

TAKES: dict[str, tuple[list[str], list[str]]] = {
    "duration": (["20 s", "4 min", "0.5 h"], ["20", "60%", "-1 s", "20 per hour"]),
    "share": (["60%", "0%"], ["0.6", "160%", "4 min", "-1%"]),
    "share, or shares by how many wait": (
        ["10%", "{3: 5%}", "{0 to 2: 5%, 5 or more: 30%, 10 or more: 80%}"],
        ["0.1", "5 or more", "{5 or more: 30}", "{many: 30%}", "{1 to 3: 5%, 2: 6%}"],
    ),
    "whole number": (["0", "8"], ["1.5", "-1", "8 s"]),
    "whole number, 1 or more": (["1", "9"], ["0", "1.5"]),
    "whole number, also below 0": (["-3", "2"], ["1.5", "2 s"]),
    "number": (["0", "0.5"], ["-1", "5%", "2 s"]),
    "cost of a day": (["150 per day", "0.5 per day"], ["150", "28 per hour", "-1 per day"]),
    "share, by name": (["{letter: 80%}", "{letter: 0%}"], ["80%", "{letter: 0.8}"]),
    "cost": (["28 per hour", "0.02 per minute", "0.5 per visit"], ["28", "28 per day"]),
    "arrivals": (["55 per hour", "300 per day", "2 per minute"], ["55", "55 per visit"]),
    "time of day": (['"08:30"'], ["8", "25:00", "8 h"]),
    "law": (["4 min", "random 4 min", "about 4 min"], ["4", "60%", "[4 min]"]),
    "law, or rules": (["4 min", "about 4 min"], ["4", "60%"]),
    "share, or rules": (["80%", "[{when: {persona: caller}, then: 10%}]"], ["0.8", "{a: 1%}"]),
    "way on, or rules": (["done", "{read: 60%, done: 40%}"], ["[read]", "{read: 60%}"]),
    "who does it, or rules": (["agents", "[agents, menu]", "nobody"], ["[]", "{agents: 60%}"]),
    "what carries over": (["nothing", "80%", "[number]", "{number: 80%}"], ["some", "0.8"]),
    "questions": (["number", "[number]", "{number: 20 s}"], ["[number, number]", "{number: 20}"]),
    "events": (["rude", "[rude]", "{rude: 5%}"], ["{rude: 5}", "[rude, rude]"]),
    "feelings by name": (["{resolved: +2}"], ["{resolved: +3}", "{resolved: 5%}", "-1"]),
    "who leaves, or none": (
        ["none", "{}", "{resolved: 5%}", "{unfinished: 1%, each_misery: 2%}"],
        ["5%", "{resolved: 5}", "{gone: 5%}"],
    ),
    "sum of money": (["0", "8.5"], ["-1", "5%", "8 per hour"]),
    "difference, by name": (["{wait_mean: 30 s}", "{share_resolved: 1%}"], ["{wait_mean: 30}"]),
    "law, by name": (["{number: about 20 s}"], ["{number: 20}", "[number]"]),
    "change, with its sign: `+20%`, `-30%`": (["+5%", "-100%"], ["5%", "-101%", "+5 s"]),
    "pressure": (["{5 or more: {takes: 90%}}"], ["{5: {takes: 90%}}", "{5 or more: 90%}", "90%"]),
    "shifts": (['{"09:00": 3}'], ['{"9": 3}', '{"09:00": 3 h}', "3", "{}"]),
    "text": (["Any words (as they are)"], ["[a, list]", "{a: map}"]),
    "name": ([], ['"a.b"', "[a, list]"]),
    "map": ([], ["text", "[a, list]"]),
    "map, by name": ([], ["text", "[a, list]"]),
    "a step, or a list of them": (["read", "[read]"], ["{read: yes}", "reed"]),
}  # fmt: skip
"""By what a table says that a key takes: values that it does, and values that it does not."""


def plain(takes: str) -> str:
    return re.sub(r"\[|\]\(.*?\)", "", takes)


def complaints(path: str, value: str) -> list[str]:
    """Say what is wrong with a value, or with a part of it, whatever it does to the whole."""
    try:
        unchecked(HOST, [*NEEDS.get(path, ()), f"{path}={value}"])
    except ScenarioError as error:
        return [str(p) for p in error.problems if dotted(p.path).startswith(path)]
    return []


NEEDS = {"variants.first.channels.mail.replies_after": ["variants.first.channels.mail.live=no"]}
"""What a key makes sense with only, by path."""
FIELDS = [(model, row) for model, row in KEYS if row.key in model.model_fields]


@pytest.mark.parametrize(("model", "row"), FIELDS, ids=called)
def test_a_key_takes_what_is_told_and_nothing_else(model: type[Model], row: Row) -> None:
    path, takes = path_of(model, row.key), plain(row.takes)
    choices = re.findall("`(.*?)`", takes)
    right, wrong = (choices, ["nonsense", "[a, list]"]) if choices else TAKES[takes]

    assert {value: complaints(path, value) for value in right} == {value: [] for value in right}
    assert [value for value in wrong if not complaints(path, value)] == []


# Tables that are written by hand.


def section(heading: str) -> str:
    return re.split(r"^#+ ", FORMAT.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def first_cells(heading: str) -> list[str]:
    cells = re.findall(r"^\| (`.*?) \|", section(heading), re.M)
    return [text for cell in cells for text in re.findall("`(.*?)`", cell)]


BASE = re.search(r"<!-- base -->\n```yaml\n(.*?)```", FORMAT, re.S)[1]  # type: ignore[index]
STEPS = "variants.menu_first.steps"
WHERE = {
    "What carries over": "variants.menu_first.teams.menu.carries",
    "Who does a step": f"{STEPS}.help.by",
    "Where a customer goes next": f"{STEPS}.menu.next",
}


@pytest.mark.parametrize("heading", WHERE)
def test_what_the_tables_show_may_be_written(heading: str) -> None:
    shown = first_cells(heading)
    assert len(shown) > 3
    for value in shown:
        unchecked(BASE, [f"{WHERE[heading]}={value}"])


def test_what_is_set_from_the_command_line_changes_the_scenario() -> None:
    sets = first_cells("Values from the command line")
    assert len(sets) > 5
    for text in sets:
        assert loads(BASE, [text]) != loads(BASE), text


@pytest.mark.parametrize("change", ["churn={}", "run.precision=1%"])
def test_what_is_said_of_a_key_without_a_place_is_what_is_said(change: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        loads(BASE, [change])

    assert str(caught.value.problems[0]).partition(": ")[2] in section("What is refused")


def test_what_decides_by_default_is_what_the_page_says() -> None:
    shown = dict(re.findall(r"^\| `(\w+)` \| ([^|]*) \|$", section("compare"), re.M))
    part = shown.pop("cost_per_resolved").split("%")[0]
    priced = loads(HOST, ["variants.first.teams.agents.cost=28 per hour"])
    by_default = studies.run(priced, jobs=1)
    written = loads(HOST, [f"compare.matters.{key}={least}" for key, least in shown.items()])
    price = by_default.variants["first"].measures["cost_per_resolved"].mean

    assert by_default.matters == pytest.approx(
        {**written.compare.matters, "cost_per_resolved": price * float(part) / 100}
    )
