"""The model in SimPy, as its documentation writes a customer who hangs up."""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import simpy

from benchmarks import model


def simulate(seed: int) -> model.Figures:
    """Run the model once."""
    env, luck, diary = simpy.Environment(), Random(seed), model.Diary()
    agents = simpy.Resource(env, capacity=model.AGENTS)
    specialists = simpy.Resource(env, capacity=model.SPECIALISTS)
    env.process(source(env, luck, agents, specialists, diary))
    env.run()
    return diary.figures()


def source(
    env: simpy.Environment,
    luck: Random,
    agents: simpy.Resource,
    specialists: simpy.Resource,
    diary: model.Diary,
) -> Generator[simpy.Event, Any, None]:
    """Send in customers until the doors close."""
    while True:
        yield env.timeout(luck.expovariate(model.ARRIVALS_PER_MINUTE))
        if env.now >= model.LENGTH:
            return
        env.process(customer(env, luck, agents, specialists, diary))


def customer(
    env: simpy.Environment,
    luck: Random,
    agents: simpy.Resource,
    specialists: simpy.Resource,
    diary: model.Diary,
) -> Generator[simpy.Event, Any, None]:
    """Live through one call."""
    arrived = env.now
    patience = luck.expovariate(1 / model.PATIENCE)
    yield env.timeout(luck.expovariate(1 / model.MACHINE))
    yield env.timeout(luck.expovariate(1 / model.MACHINE))
    queues = [(agents, model.AGENT), (specialists, model.SPECIALIST)]
    for queue, (team, mean) in enumerate(queues):
        asked = env.now
        with team.request() as request:
            result = yield request | env.timeout(patience)
            served = request in result
            diary.waited(queue, env.now - asked, hung_up=not served)
            if served:
                yield env.timeout(luck.expovariate(1 / mean))
        if not served or luck.random() >= model.GOES_ON:
            break
    diary.sojourns.append(env.now - arrived)
