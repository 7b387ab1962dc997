"""The model in salabim, in its style with `yield` and with the monitors that it keeps by itself.

Its newer style without `yield` needs greenlet and was a tenth slower.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import salabim as sim

from benchmarks import model

sim.yieldless(False)


class Source(sim.Component):  # type: ignore[misc]
    """Sends in customers until the doors close."""

    def process(self, agents: Any, specialists: Any) -> Generator[Any, None, None]:
        """Let the days go by."""
        gap = sim.Exponential(rate=model.ARRIVALS_PER_MINUTE)
        while True:
            yield self.hold(gap.sample())
            if self.env.now() >= model.LENGTH:
                return
            Customer(agents=agents, specialists=specialists)


class Customer(sim.Component):  # type: ignore[misc]
    """Lives through one call."""

    def process(self, agents: Any, specialists: Any) -> Generator[Any, None, None]:
        """Pass the machine, the agents and perhaps the specialists."""
        patience = sim.Exponential(model.PATIENCE).sample()
        yield self.hold(sim.Exponential(model.MACHINE).sample())
        yield self.hold(sim.Exponential(model.MACHINE).sample())
        yield from self.consult(agents, patience, model.AGENT)
        if not self.failed() and sim.random.random() < model.GOES_ON:
            yield from self.consult(specialists, patience, model.SPECIALIST)
        self.env.sojourn.tally(self.env.now() - self.creation_time())

    def consult(self, team: Any, patience: float, mean: float) -> Generator[Any, None, None]:
        """Wait for one of the team, and talk, or hang up."""
        yield self.request(team, fail_delay=patience)
        if self.failed():
            team.hung_up += 1
        else:
            yield self.hold(sim.Exponential(mean).sample())
            self.release()


def simulate(seed: int) -> model.Figures:
    """Run the model once."""
    env = sim.Environment(random_seed=seed)
    env.sojourn = sim.Monitor("sojourn")
    agents = sim.Resource("agents", capacity=model.AGENTS)
    specialists = sim.Resource("specialists", capacity=model.SPECIALISTS)
    agents.hung_up = specialists.hung_up = 0
    Source(agents=agents, specialists=specialists)
    env.run()
    waits = [team.requesters().length_of_stay for team in (agents, specialists)]
    return model.Figures(
        customers=env.sojourn.number_of_entries(),
        abandoned_agents=agents.hung_up / waits[0].number_of_entries(),
        abandoned_specialists=specialists.hung_up / waits[1].number_of_entries(),
        wait_agents=waits[0].mean(),
        wait_specialists=waits[1].mean(),
        sojourn=env.sojourn.mean(),
    )
