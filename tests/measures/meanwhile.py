"""An hour in which a desk checks things in the meantime, run by the plain engine.

Minutes, as worked out by hand; all stops at 60:

customer  ask     promised by  check: asked, began, ended, free  file    waits     tell
0 quick    0- 4   14            4,  4,  9, 10                     9-10    4-10     10-12
1 slow     7-11   21           11, 11, 31, 32                    31-32   11-32     32-34
2 quick   20-24   34           24, 32, 37, 38                    37-38   24-38     38-40
3 slow    40-44   54           44, 44, 64, 65                    never   44-60     never
4 quick   50-54   64           54, never                         never   54-60     never
"""

from __future__ import annotations

from functools import cache

from blueprint_sim.format.load import loads
from blueprint_sim.measures import Label, Record, labels, read
from blueprint_sim.simulation.compile import compile_variant
from blueprint_sim.simulation.tape import Blocks, Luck, SeededTape
from blueprint_sim.studies.run import prepare
from tests.oracles.plain_engine import simulate
from tests.oracles.specs import MINUTE, people

SCENARIO = """
    scenario: A desk that checks
    run: {length: 60 min, after_close: stop}
    demand: {arrivals: 1 per hour, reasons: {quick: {}, slow: {}}}
    personas: {caller: {patience: 5 min}}
    variants:
      a:
        teams:
          agents: {size: 2, cost: 60 per hour}
          desk: {size: 1, cost: 30 per hour, wrap_up: 1 min, lane: backstage}
        steps:
          ask: {by: agents, takes: 4 min, meanwhile: check, promise: 10 min, next: tell}
          check:
            by: desk
            takes: [{when: {reason: slow}, then: 20 min}, {otherwise: 5 min}]
            next: file
          file: {takes: 1 min}
          tell: {by: agents, needs: check, takes: 2 min}
"""
QUICK, SLOW = range(2)
ARRIVALS = [0, 7, 20, 40, 50]
REASONS = [QUICK, SLOW, QUICK, SLOW, QUICK]


@cache
def record(warm_up: int = 0, scenario: str = SCENARIO, came: int = 5) -> Record:
    """Run the hour for the first who came; what counts begins after some minutes."""
    written = loads(scenario)
    program = compile_variant(written, "a")
    customers = people(ARRIVALS[:came], [0] * came, REASONS[:came])
    log = simulate(program, customers, SeededTape(program, Blocks(Luck(1, 0), customers)))
    program = program._replace(calendar=program.calendar._replace(warm_up=warm_up * MINUTE))
    return Record(log, program, prepare(written, ["a"], seed=1).yardstick)


@cache
def readings(warm_up: int = 0, scenario: str = SCENARIO) -> dict[Label, tuple[float, float]]:
    made = record(warm_up, scenario)
    pairs = zip(*(part.tolist() for part in read(made)), strict=True)
    return dict(zip(labels(made.program), pairs, strict=True))
