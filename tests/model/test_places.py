"""What may be a number is told by its place, whatever the names on the way to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from blueprint_sim.format.load import unchecked
from blueprint_sim.model.base import Model
from blueprint_sim.model.experience import Experience
from blueprint_sim.model.law_forms import NAMES as LAWS
from blueprint_sim.model.numbers import numbers
from blueprint_sim.model.scenario import Scenario

# Every kind of name stands here wherever a scenario may write one, numbers beside and below it.
NAMED = """
scenario: Names (of all kinds)
sources: {<source>: {title: T, grade: survey}}
demand:
  arrivals: 20 per hour (<source>)
  reasons: {<reason>: {share: 40%, cause: <cause>, label: 2nd}, other: {share: 60%}}
  causes: {<cause>: {label: 1 letter, owner: 4th floor, fix_costs: 150 per day}}
  recontact:
    unresolved: {chance: [{when: {reason: <reason>}, then: 30%}], after: 1 h}
    <event>: {chance: 20%, after: 2 h, returns: 1}
personas:
  <persona>: {share: 30%, patience: random 8 min, feels: {<event>: -2}}
  else_who: {label: 3rd kind}
facts: {<fact>: 25 s (<source>), other_fact: 30 s}
experience:
  acceptable_wait: {lognormal: {median: 1 min, p90: 3 min}}
  feels: {<event>: {feels: -1, costs: 3, churn: -50%}}
compare: {baseline: <variant>}
variants:
  <variant>:
    label: 1st
    channels: {<channel>: {lines: 40, carries: {<fact>: 70%}}, other_channel: {carries: [<fact>]}}
    teams:
      <team>: {size: 8, cost: 28 per hour, carries: {<fact>: 80%}, limit: 4, when_full: last_step}
      other_team: {size: 2, carries: [<fact>]}
    start: {<step>: 75%, last_step: 25%}
    steps:
      <step>:
        by: [{when: {persona: <persona>, knows: <fact>}, then: [<team>, other_team]},
             {otherwise: other_team}]
        channel: <channel>
        takes: [{when: {had: <event>, contact: 2}, then: 2 min}, {otherwise: about 4 min}]
        asks: {<fact>: {takes: 20 s, understood: 90%}, other_fact: 15 s}
        events: {<event>: [{when: {reason: <reason>}, then: 4%}]}
        resolves: {is: 60%, from: 50%, to: 70%}
        if_not: <step>
        next: [{when: {channel: <channel>}, then: {<step>: 10%, done: 90%}}, {otherwise: done}]
        meanwhile: <branch>
      <branch>: {by: <team>, lane: backstage, takes: 1 min}
      last_step:
        {by: <team>, channel: other_channel, takes: 3 min, asks: [<fact>], events: [<event>],
         needs: <branch>}
  other_variant: {like: <variant>, fixes: {<cause>: 80%}, without: [<branch>]}
"""
KINDS = (
    "source", "reason", "cause", "event", "persona", "fact",
    "variant", "channel", "team", "step", "branch",
)  # fmt: skip
PLAIN = {kind: f"some_{kind}" for kind in KINDS}
TAKEN = {"done", "dead_end", "abandoned", "walked_away", "blocked", "balked", "resolved"}
TAKEN |= {"unresolved", "unfinished", "same", "nobody", "start", "proposed", "unfelt"}
TAKEN |= {*Experience().feels}


def keys_of_the_format() -> Iterator[str]:
    """Give the keys of every part of a scenario."""
    parts = [Model]
    while parts:
        part = parts.pop()
        parts += part.__subclasses__()
        yield from part.model_fields
    yield from (*LAWS, "is", "from", "to", "when", "then", "otherwise", "file", "column", "times")
    yield from ("mean", "values", "everything", "nothing", "2nd", "60%", "4 min", "done_2")


WORDS = sorted(set(keys_of_the_format()) - TAKEN - {"nothing"})


def named(names: dict[str, str]) -> Scenario:
    text = NAMED
    for kind, name in names.items():
        text = text.replace(f"<{kind}>", name)
    return unchecked(text)


def listed(names: dict[str, str]) -> list[tuple[str, str]]:
    """Give what is listed of the scenario with these names, but for the names."""
    return [(number.value, number.grade) for number in numbers(named(names))]


def test_what_is_listed_where_names_are_plain() -> None:
    found = [number for number in numbers(named(PLAIN)) if "experience." not in number.path]

    assert [number.value for number in found] == [
        "20 per hour", "40%", "60%", "150 per day", "30%", "1 h", "20%", "2 h", "1",
        "30%", "random 8 min", "-2", "25 s", "30 s", "40", "70%", "8", "28 per hour", "80%", "4",
        "2", "75%", "25%", "2 min", "about 4 min", "20 s", "90%", "15 s", "4%",
        "60% [50%, 70%]", "10%", "90%", "1 min", "3 min", "80%",
    ]  # fmt: skip


@pytest.mark.parametrize("turn", range(len(WORDS)))
def test_whatever_things_are_called_the_same_numbers_are_listed(turn: int) -> None:
    """Each thing is called by each word once, and no two by the same."""
    turned = [*WORDS[turn:], *WORDS[:turn]]

    assert listed(dict(zip(KINDS, turned[::5], strict=False))) == listed(PLAIN)


def test_a_fact_called_like_a_part_of_a_range_carries_over() -> None:
    teams = named({**PLAIN, "fact": "is"}).variants["some_variant"].teams

    assert teams["some_team"].carries == {"is": 0.8}
