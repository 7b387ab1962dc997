"""From a variant to its tables: channels, and the steps that are on them or away."""

from __future__ import annotations

from textwrap import dedent

import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.model.law_forms import law
from blueprint_sim.simulation.compile import compile_variant
from blueprint_sim.simulation.program import NONE, Program, Slot, Subject

HEAD = """
scenario: Small
demand: {arrivals: 60 per hour}
facts: {number: 30 s, wish: 60 s}
variants:
  a:
    teams: {agents: {size: 8, carries: 50%}}
"""
STEPS = """
    steps:
      call: {by: agents, channel: phone, takes: 1 min, next: look}
      look: {by: agents, away: yes, takes: 1 min, next: tell}
      tell:
        by: agents
        channel: mail
        takes: [{when: {channel: mail}, then: 1 min}, {otherwise: 2 min}]
"""
CHANNELS = """
    channels:
      phone: {lines: 40}
      mail: {live: no, acceptable_wait: 1 day, replies_after: about 5 h, carries: {wish: 80%}}
"""


def compiled(channels: str = CHANNELS) -> Program:
    return compile_variant(loads(HEAD + dedent(channels).replace("\n", "\n    ") + STEPS), "a")


@pytest.fixture(name="program", scope="module")
def _program() -> Program:
    return compiled()


def test_channels_in_the_order_of_their_names(program: Program) -> None:
    assert program.names.channels == ("mail", "phone")
    assert program.channels.lines.tolist() == [NONE, 40]
    assert program.channels.live.tolist() == [False, True]


def test_the_luck_of_an_answer_is_that_of_channel_and_step(program: Program) -> None:
    mail, phone = program.channels.replies_slot
    assert phone.tolist() == [NONE] * 3
    assert [program.slots[slot] for slot in mail] == [
        Slot("reply", "mail", step, law("about 5 h")) for step in ("call", "look", "tell")
    ]


def test_an_acceptable_wait_of_its_own_has_the_luck_of_the_common_one(program: Program) -> None:
    mail, phone = program.channels.acceptable_slot
    assert phone == NONE
    assert program.slots[mail] == Slot("acceptable wait", law=law("1 day"))
    common = program.slots[program.personas.acceptable_slot[0]]
    assert common[:3] == program.slots[mail][:3]


def test_what_a_channel_carries_has_luck_that_no_team_shares(program: Program) -> None:
    assert program.channels.carries.tolist() == [[0, 0.8], [1, 1]]
    (_, wish), phone = program.channels.carry_slot.tolist()
    assert phone == [NONE, NONE]
    assert program.slots[wish] == Slot("channel carries", "mail/wish")


def test_steps_are_on_a_channel_or_away_and_then_out_of_sight(program: Program) -> None:
    assert program.steps.channel.tolist() == [1, NONE, 0]
    assert program.steps.away.tolist() == [False, True, False]
    assert program.steps.visible.tolist() == [True, False, True]


def test_a_rule_may_ask_for_the_channel(program: Program) -> None:
    tests = zip(*program.conditions[2:], strict=True)
    assert list(tests) == [(Subject.CHANNEL, 0, 0)]


def test_without_channels_there_are_none() -> None:
    steps = STEPS.replace("channel: phone, ", "").replace("        channel: mail\n", "")
    steps = steps.replace("[{when: {channel: mail}, then: 1 min}, {otherwise: 2 min}]", "1 min")
    program = compile_variant(loads(HEAD + steps), "a")
    assert program.names.channels == ()
    assert [len(column) for column in program.channels] == [0] * 6
    assert program.channels.replies_slot.shape == (0, 3)
    assert program.channels.carries.shape == (0, 2)
