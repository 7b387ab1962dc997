"""The fingerprint of a compiled variant changes with what is simulated, and with nothing else."""

from __future__ import annotations

from textwrap import dedent

import numpy as np
import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.simulation.compile import compile_variant
from blueprint_sim.simulation.program import fingerprint


class TestFingerprint:
    text = """
        scenario: Prints
        run: {length: 8 h, days: 1}
        demand:
          arrivals: 60 per hour
          reasons: {cancel: {share: 50%}, other: {share: 50%}}
          recontact: {unresolved: {chance: 60%, after: 2 h}}
        personas: {calm: {share: 50%}, hurried: {share: 50%, tolerance: 3}}
        facts: {number: 30 s, wish: 60 s}
        variants:
          a:
            teams: {menu: {kind: machine, carries: nothing}, agents: {size: 8, wrap_up: 30 s}}
            steps:
              menu: {by: menu, asks: {number: , wish: {understood: 90%}}, next: help}
              help:
                by: agents
                asks: [number]
                takes: [{when: {reason: cancel}, then: about 4 min}, {otherwise: about 2 min}]
                events: {pitch: 10%}
                resolves: 88%
                next: {done: 60%, help: 40%}
    """

    def fingerprint(self, *sets: str) -> str:
        return fingerprint(compile_variant(loads(self.text, sets), "a"))

    @pytest.mark.parametrize(
        "change",
        [
            "run.length=9 h",
            "run.days=2",
            "run.first_day=tuesday",
            "run.warm_up=1 h",
            "run.after_close=stop",
            "demand.recontact.unresolved.chance=61%",
            "demand.recontact.unresolved.after=3 h",
            "demand.recontact.unresolved.returns=1",
            "demand.recontact.pitch={chance: 50%, after: 1 h}",
            "personas.hurried.tolerance=4",
            "personas.calm.patience=8 min",
            "personas.calm.priority=1",
            "personas.calm.head_start=1 min",
            "personas.calm.balks=10%",
            "personas.calm.feels={resolved: 2}",
            "facts.number=31 s",
            "facts={number: 30 s, wish: 60 s, colour: 5 s}",
            "experience.acceptable_wait=2 min",
            "experience.wait_slope=2",
            "experience.patience_for_prompts=5",
            "experience.feels={pitch: -1}",
            "variants.a.teams.agents.size=9",
            "variants.a.teams.agents.at_once=2",
            "variants.a.teams.agents.cost=28 per hour",
            "variants.a.teams.agents.wrap_up=31 s",
            "variants.a.teams.agents.limit=5",
            "variants.a.teams.agents.callback={accept: 60%}",
            "variants.a.teams.menu.carries=everything",
            "variants.a.steps.menu.asks={number: }",
            "variants.a.steps.help.lane=customer",
            "variants.a.steps.help.by=[agents, menu]",
            "variants.a.steps.help.takes=about 4 min",
            "variants.a.steps.help.events={pitch: 11%}",
            "variants.a.steps.help.resolves=87%",
            "variants.a.steps.help.if_not=dead_end",
            "variants.a.steps.help.next={done: 61%, help: 39%}",
            "variants.a.without=[menu]",
            "variants.a.start=help",
        ],
    )
    def test_changes_with_everything(self, change: str) -> None:
        assert self.fingerprint(change) != self.fingerprint()

    @pytest.mark.parametrize(
        "change",
        [
            "variants.a.label=Menu first",
            "variants.a.about=How it is.",
            "variants.a.steps.help.label=An agent helps",
            "variants.a.steps.help.owner=Sales",
            "variants.a.steps.help.evidence=A letter",
            "experience.feels.pitch={feels: 0, costs: 3, churn: +10%}",
            "experience.churn={unresolved: 25%}",
            "experience.churn_costs=400",
            "experience.tells=5",
            "variants.a.teams.agents.label=Agents",
            "personas.calm.label=Calm",
            "scenario=Another title",
            "run.replications=50",
            "run.seed=5",
            "demand.arrivals=61 per hour",
        ],
    )
    def test_stays_with_labels_and_with_what_is_no_part_of_the_program(self, change: str) -> None:
        assert self.fingerprint(change) == self.fingerprint()

    def test_stays_with_the_order_of_keys(self) -> None:
        lines = dedent(self.text).strip().splitlines()
        menu = next(line for line in lines if "menu: {by" in line)
        lines.remove(menu)
        moved = "\n".join([*lines, menu])
        turned = moved.replace(
            "{calm: {share: 50%}, hurried: {share: 50%, tolerance: 3}}",
            "{hurried: {tolerance: 3, share: 50%}, calm: {share: 50%}}",
        ).replace("{done: 60%, help: 40%}", "{help: 40%, done: 60%}")
        assert moved != turned
        assert fingerprint(compile_variant(loads(turned), "a")) == self.fingerprint()

    def test_columns_are_of_the_declared_types(self) -> None:
        program = compile_variant(loads(self.text), "a")
        kinds = {"Ints": np.int64, "Floats": np.float64, "Flags": np.bool_}
        for table in program:
            for column, kind in getattr(type(table), "__annotations__", {}).items():
                if kind in kinds:
                    assert getattr(table, column).dtype == kinds[kind], column
