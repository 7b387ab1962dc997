"""From a variant to its tables: who joins no line, what a line does, and calling back."""

from __future__ import annotations

from blueprint_sim.model.law_forms import law
from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.tables import FOREVER
from tests.simulation.compiled import chances, compiled


def test_who_joins_no_line() -> None:
    program = compiled(
        "talk: {by: agents}",
        others="""
        personas:
          calm: {}
          hurried: {balks: {1 to 2: 5%, 10 or more: 80%, 4 or more: 30%}}
          proud: {balks: 10%}
        """,
    )
    balking = program.balking
    assert balking.at.tolist() == [0, 0, 3, 4]
    assert balking.low.tolist() == [1, 4, 10, 0]
    assert balking.high.tolist() == [2, 9, FOREVER, FOREVER]
    assert balking.chance.tolist() == [0.05, 0.3, 0.8, 0.1]
    assert program.slots[balking.slot] == ("balks", "", "", None)


def test_no_luck_is_drawn_where_everybody_joins() -> None:
    program = compiled("talk: {by: agents}")
    assert program.balking.slot == NONE
    assert not any(slot.purpose == "balks" for slot in program.slots)


def test_callbacks() -> None:
    program = compiled(
        "talk: {by: [agents, experts]}",
        teams="""
        {agents: {size: 8, callback: {after: random 2 min, accept: 60%, answers: 85%}},
         experts: {size: 2},
         others: {size: 1, callback: {accept: [{when: {contact: 1}, then: 40%}]}}}
        """.replace("\n", " "),
    )
    table, names = program.callbacks, program.names.teams
    assert names == ("agents", "experts", "others")
    assert [chances(program, row) for row in table.accept] == [[0.6], [], [0.4, 0.0]]
    assert [chances(program, row) for row in table.answers] == [[0.85], [], []]
    slots = [
        [None if slot == NONE else program.slots[slot] for slot in column]
        for column in (table.after_slot, table.accept_slot, table.answers_slot)
    ]
    assert [[slot and slot.detail for slot in column] for column in slots] == [
        ["agents", None, "others"]
    ] * 3
    assert slots[0][0].law == law("random 2 min")
    assert slots[0][2].law == law("0 s")
    assert len({slot.purpose for column in slots for slot in column if slot}) == 3


def test_what_a_line_is_told() -> None:
    teams = """
        {agents: {size: 1, announcement: {after: 30 s, patience: +20%}},
         clerk: {size: 1, announcement: {felt_wait: -30%}},
         menu: {kind: machine}}
        """
    said = compiled("talk: {by: [agents, clerk, menu]}", teams=" ".join(teams.split()))
    table = said.announcements
    assert table.after.tolist() == [30_000_000, 0, NONE]
    assert table.patience.tolist() == [1.2, 1, 1]
    assert table.felt_wait.tolist() == [1, 0.7, 1]


def test_what_the_length_of_a_line_does_to_visits() -> None:
    teams = """
        {agents: {size: 1, pressure: {9 or more: {resolves: 90%}, 5 or more: {takes: 110%}}},
         clerk: {size: 1},
         desk: {size: 1, pressure: {1 or more: {takes: 80%, resolves: 95%}}}}
        """
    program = compiled("talk: {by: [agents, clerk, desk]}", teams=" ".join(teams.split()))
    table = program.pressure
    assert table.at.tolist() == [0, 2, 2, 3]
    assert table.least.tolist() == [5, 9, 1]
    assert table.takes.tolist() == [1.1, 1, 0.8]
    assert table.resolves.tolist() == [1, 0.9, 0.95]
