"""Where contacts begin, and on which channels customers come to each step."""

from __future__ import annotations

import pytest

from blueprint_sim.model.crossings import channels_at, first_steps, is_beyond
from blueprint_sim.model.graph import Graph, blueprint_graph
from tests.model.small import scenario

CHANNELS = "channels: {phone: {}, mail: {live: no}}"
STEPS = """
    menu: {by: menu, channel: phone, asks: [number], next: help}
    help: {by: agents, takes: 1 min, next: {look: 50%, letter: 50%}}
    look: {by: agents, away: yes, takes: 1 min, next: sign}
    letter: {by: agents, channel: mail, takes: 1 min, next: sign}
    sign: {by: agents, takes: 1 min}
"""


@pytest.fixture(name="graph")
def _graph() -> Graph:
    return blueprint_graph(scenario(STEPS, more=CHANNELS), "a")


def test_contacts_begin_where_the_start_leads(graph: Graph) -> None:
    assert first_steps(graph, again=False) == {"menu": ""}


def test_who_comes_again_may_pass_a_step_that_only_asks(graph: Graph) -> None:
    assert first_steps(graph, again=True) == {"help": "menu", "menu": ""}


def test_emptied_steps_are_passed_by_everybody() -> None:
    made = scenario(STEPS, more=f"{CHANNELS}\nwithout: [menu, help]")
    graph = blueprint_graph(made, "a")
    assert first_steps(graph, again=True) == {"letter": "", "look": ""}


def test_a_channel_holds_until_another_is_named(graph: Graph) -> None:
    channels = scenario(STEPS, more=CHANNELS).variants["a"].channels
    phone, mail = frozenset({"phone"}), frozenset({"mail"})
    assert channels_at(graph, channels) == {
        "menu": phone,
        "help": phone,
        "look": phone,
        "letter": mail,
        "sign": phone | mail,
    }


def test_a_single_channel_is_everybodys() -> None:
    made = scenario("help: {by: agents, takes: 1 min}", more="channels: {phone: {}}")
    graph = blueprint_graph(made, "a")
    assert channels_at(graph, made.variants["a"].channels) == {"help": frozenset({"phone"})}


@pytest.mark.parametrize(
    ("origin", "name", "expected"),
    [
        ("menu", "help", False),
        ("help", "look", True),
        ("help", "letter", True),
        ("look", "sign", True),
        ("letter", "sign", False),
    ],
)
def test_a_contact_ends_between_some_steps(
    graph: Graph, origin: str, name: str, expected: bool
) -> None:
    channels = scenario(STEPS, more=CHANNELS).variants["a"].channels
    assert is_beyond(graph, origin, name, channels_at(graph, channels)) is expected
