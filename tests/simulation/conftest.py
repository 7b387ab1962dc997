"""What the tests of the simulation share: the two engines, held to the same days."""

from __future__ import annotations

import pytest

from blueprint_sim.simulation import simpy_engine
from blueprint_sim.simulation.engine import Engine
from tests.oracles import plain_engine


@pytest.fixture(params=["plain", "simpy"])
def engine(request: pytest.FixtureRequest) -> Engine:
    engines: dict[str, Engine] = {
        "plain": plain_engine.simulate,
        "simpy": simpy_engine.simulate,
    }
    return engines[request.param]
