"""Arrivals and laws given from files: the k-th customer takes the k-th value."""

from __future__ import annotations

from pathlib import Path

from blueprint_sim.format.load import load
from blueprint_sim.simulation.compile import compile_variant
from blueprint_sim.simulation.customers import population
from blueprint_sim.simulation.program import TICKS_PER_MINUTE
from blueprint_sim.simulation.simpy_engine import simulate
from blueprint_sim.simulation.tape import Blocks, Luck, SeededTape

SCENARIO = """
scenario: Given
run: {length: 1 h}
demand: {arrivals: {times: calls.csv, column: at}}
variants:
  a:
    teams: {agents: {size: 9}}
    steps: {talk: {by: agents, takes: {given: {file: calls.csv, column: talk}}}}
"""
CALLS = "at,talk\n0 min,11 min\n10 min,22 min\n90 min,999 min\n1 h,33 min\n20 min,44 min\n"


def test_who_comes_while_it_is_closed_takes_their_value_along(tmp_path: Path) -> None:
    rows = CALLS.splitlines()
    (tmp_path / "calls.csv").write_text("\n".join([*rows[:3], rows[5], rows[4], rows[3]]))
    (tmp_path / "given.yaml").write_text(SCENARIO)
    scenario = load(tmp_path / "given.yaml")
    program = compile_variant(scenario, "a")
    people = population(scenario.demand, [1.0], program.calendar, 1, 0)
    log = simulate(program, people, SeededTape(program, Blocks(Luck(1, 0), people)))
    talked = (log.visits["ended"] - log.visits["started"]) // TICKS_PER_MINUTE
    assert talked.tolist() == [11, 22, 44]


def test_a_night_between_two_days_shifts_nobody(tmp_path: Path) -> None:
    calls = "at,talk\n0 min,11 min\n5 h,999 min\n24 h,22 min\n"
    (tmp_path / "calls.csv").write_text(calls)
    (tmp_path / "given.yaml").write_text(SCENARIO.replace("length: 1 h", "length: 1 h, days: 2"))
    scenario = load(tmp_path / "given.yaml")
    program = compile_variant(scenario, "a")
    people = population(scenario.demand, [1.0], program.calendar, 1, 0)
    log = simulate(program, people, SeededTape(program, Blocks(Luck(1, 0), people)))
    talked = (log.visits["ended"] - log.visits["started"]) // TICKS_PER_MINUTE
    assert talked.tolist() == [11, 22]
