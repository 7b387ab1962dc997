"""The acquaintance: a customer who goes back to the worker who served them before."""

from __future__ import annotations

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.simpy_engine.house import House
from blueprint_sim.simulation.simpy_engine.journey import Issue
from blueprint_sim.simulation.simpy_engine.plan import Actor, StepPlan
from blueprint_sim.simulation.simpy_engine.team import Request


class Acquaintance(Issue):
    """A customer who remembers who served them, where that matters."""

    __slots__ = ()  # mixed with other kinds: what only this one needs is no slot

    def __init__(self, house: House, number: int, arrival: int, reason: int, persona: int) -> None:
        super().__init__(house, number, arrival, reason, persona)
        self.served: dict[int, int] = {}
        """By team, who served last, the latest at the end."""

    def visit(self, step: StepPlan, actor: Actor | None, asked: int, now: int) -> int:
        """Be served, or act alone, and remember by whom; give when it ends.

        A machine that all may use at once is nobody to go back to.
        """
        team, worker = actor or (NONE, NONE)
        if worker != NONE:
            self.served.pop(team, None)
            self.served[team] = worker
        return super().visit(step, actor, asked, now)

    def returns(self, step: StepPlan, teams: tuple[int, ...]) -> bool:
        """Go back to the same worker, or wait for them; tell whether there is one."""
        house, owner = self.house, rules.owner(self.served, teams)
        if owner is None or not house.teams.is_on_duty(owner):
            return False
        now = house.clock.time
        if house.teams.take(owner):
            self.serve(step, owner, now)
        else:
            visit = self.visits[step.number]
            self.wait(Request(self, step, visit, teams, now), owner)
        return True
