"""The tape: everybody's luck, a pure function of a key, drawn in blocks along the customers.

A uniform number depends on (seed, replication, purpose, detail, step, visit, customer) and on
nothing else: not on who asks first, not on the variant, not on the number of processes. NumPy's
`SeedSequence` makes a stream of each key; its spawn key has a fixed length in 32-bit words, as
longer words would collide. One uniform a variate goes through the law's inverse distribution
function, and is rounded to ticks once.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.errors import Problem, ScenarioError
from blueprint_sim.model.laws import Law
from blueprint_sim.simulation.program import TICKS_PER_SECOND, Customers, Program, Slot

BLOCK = 1024
"""Customers of one layer whose luck is drawn together. Part of every key: never change it."""
_BLOCK_BITS = 10
_LAYER_BITS = 40
_LONGEST = float(2**61)
"""Ticks; some 73,000 years. Longer durations are cut, so that sums stay whole numbers."""


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[int, int]:
    """Give a name's two 32-bit words."""
    digest = blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


class Luck:
    """The streams of one replication."""

    def __init__(self, seed: int, replication: int) -> None:
        self.seed = seed
        self.replication = replication

    def uniforms(
        self, slot: Slot, visit: int, layer: int, block: int
    ) -> NDArray[np.float64]:
        """Give the uniforms of one block, shape (1024,), in [0, 1).

        The customers of block `b` are those numbered ``1024 b`` to ``1024 b + 1023`` in their
        layer. The law of the slot plays no part.
        """
        key = (
            self.replication,
            *words(slot.purpose),
            *words(slot.detail),
            *words(slot.step),
            visit,
            layer,
            block,
        )
        sequence = np.random.SeedSequence(self.seed, spawn_key=key)
        return np.random.Generator(np.random.PCG64(sequence)).random(BLOCK)

    def along(self, slot: Slot, customers: Customers) -> NDArray[np.float64]:
        """Give the uniforms of first visits, one a customer."""
        seats = _seats(customers)
        blocks, where = np.unique(seats >> _BLOCK_BITS, return_inverse=True)
        drawn = [self.uniforms(slot, 0, *_layer_and_block(int(block))) for block in blocks]
        if not drawn:
            return np.empty(0)
        return np.stack(drawn)[where, seats & (BLOCK - 1)]


def ticks(seconds: NDArray[np.float64]) -> NDArray[np.int64]:
    """Round durations in seconds to ticks, halves up."""
    return np.floor(np.minimum(seconds * TICKS_PER_SECOND, _LONGEST) + 0.5).astype(np.int64)


class Blocks:
    """Blocks of values of one replication, shared by the tapes of all variants."""

    def __init__(self, luck: Luck, customers: Customers) -> None:
        self.luck = luck
        self.seats: list[int] = _seats(customers).tolist()
        self._shared: dict[tuple[Slot, int, int], array[float] | array[int]] = {}

    def values(self, slot: Slot, visit: int, block: int) -> array[float] | array[int]:
        """Give the values of one block: uniforms, or durations in ticks."""
        key = (slot, visit, block)
        values = self._shared.get(key)
        if values is None:
            values = self._shared[key] = self._drawn(slot, visit, block)
        return values

    def _drawn(self, slot: Slot, visit: int, block: int) -> array[float] | array[int]:
        uniforms = self.luck.uniforms(slot, visit, *_layer_and_block(block))
        if slot.law is None:
            return array("d", uniforms.tobytes())
        return array("q", ticks(slot.law.quantile(uniforms)).tobytes())


class SeededTape:
    """The tape of one variant in one replication; see `engine.Tape`."""

    def __init__(self, program: Program, blocks: Blocks) -> None:
        self._slots = program.slots
        self._blocks = blocks
        self._seats = blocks.seats
        self._at_hand: dict[tuple[int, int, int], array[float] | array[int]] = {}
        self._given = {
            number: ticks(np.asarray(slot.law.parameters)).tolist()
            for number, slot in enumerate(program.slots)
            if slot.law is not None and slot.law.kind == "given"
        }

    def share(self, slot: int, visit: int, customer: int) -> float:
        """Give a uniform number in [0, 1)."""
        seat = self._seats[customer]
        values = self._at_hand.get((slot, visit, seat >> _BLOCK_BITS))
        if values is None:
            values = self._fetch(slot, visit, seat >> _BLOCK_BITS)
        return values[seat & (BLOCK - 1)]

    def duration(self, slot: int, visit: int, customer: int) -> int:
        """Give a duration in ticks.

        Raises
        ------
        ScenarioError
            The law is a list of given values, and there are fewer of them than customers.
        """
        seat = self._seats[customer]
        values = self._at_hand.get((slot, visit, seat >> _BLOCK_BITS))
        if values is None:
            if slot in self._given:
                return self._given_value(slot, customer)
            values = self._fetch(slot, visit, seat >> _BLOCK_BITS)
        return values[seat & (BLOCK - 1)]  # type: ignore[return-value]

    def _fetch(self, slot: int, visit: int, block: int) -> array[float] | array[int]:
        values = self._blocks.values(self._slots[slot], visit, block)
        self._at_hand[slot, visit, block] = values
        return values

    def _given_value(self, slot: int, customer: int) -> int:
        values = self._given[slot]
        if customer < len(values):
            return values[customer]
        law: Law | None = self._slots[slot].law
        written = law.written if law else ""
        problem = Problem(
            (),
            f"'{written}' gives {len(values)} values, but customer {customer + 1} needs one",
            "give a value for every customer",
        )
        raise ScenarioError([problem])


def _seats(customers: Customers) -> NDArray[np.int64]:
    return customers.layer << _LAYER_BITS | customers.index


def _layer_and_block(block: int) -> tuple[int, int]:
    shift = _LAYER_BITS - _BLOCK_BITS
    return block >> shift, block & ((1 << shift) - 1)
