"""Exact results of queueing theory, as pure numbers: what a right simulation must agree with.

Rates and times may be in any unit, as long as it is one unit throughout.
"""

from __future__ import annotations

from blueprint_sim.theory.balking import BalkingQueue
from blueprint_sim.theory.chains import birth_death, stationary
from blueprint_sim.theory.erlang import ErlangC, erlang_b, erlang_c
from blueprint_sim.theory.jackson import JacksonNetwork
from blueprint_sim.theory.limits import ErlangA, LimitedQueue
from blueprint_sim.theory.priorities import cobham, cobham_exponential
from blueprint_sim.theory.retrials import RetrialQueue
from blueprint_sim.theory.rosters import Course, RosterQueue, Stretch
from blueprint_sim.theory.trunks import TrunkQueue

__all__ = [
    "BalkingQueue",
    "Course",
    "ErlangA",
    "ErlangC",
    "JacksonNetwork",
    "LimitedQueue",
    "RetrialQueue",
    "RosterQueue",
    "Stretch",
    "TrunkQueue",
    "birth_death",
    "cobham",
    "cobham_exponential",
    "erlang_b",
    "erlang_c",
    "stationary",
]
