"""The tape: everybody's luck, a pure function of a key, drawn in blocks along the customers.

A uniform number depends on (seed, replication, purpose, detail, step, visit, customer) and on
nothing else: not on who asks first, not on the variant, not on the number of processes. NumPy's
`SeedSequence` makes a stream of each key; its spawn key has a fixed length in 32-bit words, as
longer words would collide. One uniform a variate goes through the law (its inverse distribution
function; of a mixture, that of one part), and is rounded to ticks once.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.errors import Problem, ScenarioError
from blueprint_sim.simulation.program import TICKS_PER_SECOND, Customers, Program, Slot

BLOCK = 1024
"""Customers of one layer whose luck is drawn together. Part of every key: never change it."""
Values: TypeAlias = "array[float] | array[int]"
_UNFILLED: Values = array("d")
_BLOCK_BITS = 10
_LAYER_BITS = 40
GIVEN = 2**20
"""The layer of customers whose times are given; their index is the place in that list."""
BY_GAP = 2**21
"""The layer of customers who come after gaps; the k-th has index k, whatever the law."""
LAYERS = 64
"""Layers of rate that there may be. Member m of a batch has the layer of the first plus 64 m."""
_LONGEST = float(2**61)
"""Ticks; some 73,000 years. Longer durations are cut, so that sums stay whole numbers."""


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[int, int]:
    """Give a name's two 32-bit words."""
    digest = blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


class Places(NamedTuple):
    """Where the luck of some customers lies."""

    blocks: list[int]
    """All blocks that hold any of it."""
    position: NDArray[np.int64]
    """Of each customer, in these blocks laid end to end."""


def places(customers: Customers) -> Places:
    """Give where the customers' luck lies."""
    seats = _seats(customers)
    blocks, which = np.unique(seats >> _BLOCK_BITS, return_inverse=True)
    return Places(blocks.tolist(), which << _BLOCK_BITS | seats & (BLOCK - 1))


class Luck:
    """The streams of one replication."""

    def __init__(self, seed: int, replication: int) -> None:
        self.seed = seed
        self.replication = replication

    def uniforms(self, slot: Slot, visit: int, layer: int, block: int) -> NDArray[np.float64]:
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
        return self.at(slot, places(customers))

    def at(self, slot: Slot, where: Places) -> NDArray[np.float64]:
        """Give the uniforms of first visits at some places, one a place."""
        if not where.blocks:
            return np.empty(0)
        drawn = [self.uniforms(slot, 0, *_layer_and_block(block)) for block in where.blocks]
        uniforms: NDArray[np.float64] = np.concatenate(drawn)[where.position]
        return uniforms


def ticks(seconds: NDArray[np.float64]) -> NDArray[np.int64]:
    """Round durations in seconds to ticks, halves up."""
    return np.floor(np.minimum(seconds * TICKS_PER_SECOND, _LONGEST) + 0.5).astype(np.int64)


class Blocks:
    """The values of one replication, shared by the tapes of all variants."""

    def __init__(self, luck: Luck, customers: Customers) -> None:
        self._luck = luck
        self._places = places(customers)
        self.seats: list[int] = _seats(customers).tolist()
        """Where each customer's luck lies: the block, and the place in it."""
        listed = customers.layer == GIVEN
        self.rows: list[int] = np.where(listed, customers.index, np.arange(len(listed))).tolist()
        """Which of a list of given values is whose."""
        self._firsts: dict[Slot, Values] = {}
        self._later: dict[tuple[Slot, int, int], Values] = {}

    def first(self, slot: Slot) -> Values:
        """Give the values of first visits, one a customer."""
        if slot not in self._firsts:
            self._firsts[slot] = _values(slot, self._luck.at(slot, self._places))
        return self._firsts[slot]

    def later(self, slot: Slot, visit: int, block: int) -> Values:
        """Give the values of one block of another visit."""
        key = (slot, visit, block)
        if key not in self._later:
            uniforms = self._luck.uniforms(slot, visit, *_layer_and_block(block))
            self._later[key] = _values(slot, uniforms)
        return self._later[key]


def _values(slot: Slot, uniforms: NDArray[np.float64]) -> Values:
    """Give uniforms as they are for a chance, or as durations in ticks."""
    if slot.law is None:
        return array("d", uniforms.tobytes())
    return array("q", ticks(slot.law.drawn(uniforms)).tobytes())


class SeededTape:
    """The tape of one variant in one replication; see `engine.Tape`.

    First visits, by far the most, have a column a slot, filled when it is first asked for; later
    ones have a block for 1024 customers. A million customers cost some 8 MB a slot.
    """

    def __init__(self, program: Program, blocks: Blocks) -> None:
        self._slots = program.slots
        self._blocks = blocks
        self._firsts: list[Values] = [_UNFILLED] * len(program.slots)
        self._later: dict[tuple[int, int, int], Values] = {}
        self._given: dict[int, list[int]] = {
            number: ticks(np.asarray(slot.law.parameters)).tolist()
            for number, slot in enumerate(program.slots)
            if slot.law is not None and slot.law.kind == "given"
        }

    def share(self, slot: int, visit: int, customer: int) -> float:
        """Give a uniform number in [0, 1)."""
        if visit == 0:
            column = self._firsts[slot] or self._first(slot)
            return column[customer]
        return self._at(slot, visit, customer)

    def duration(self, slot: int, visit: int, customer: int) -> int:
        """Give a duration in ticks.

        Raises
        ------
        ScenarioError
            The law is a list of given values, and there are fewer of them than customers.
        """
        if visit == 0:
            column = self._firsts[slot]
            if column:
                return column[customer]  # type: ignore[return-value]
        if slot in self._given:
            return self._given_value(slot, customer)
        if visit == 0:
            return self._first(slot)[customer]  # type: ignore[return-value]
        return self._at(slot, visit, customer)  # type: ignore[return-value]

    def _first(self, slot: int) -> Values:
        column = self._firsts[slot] = self._blocks.first(self._slots[slot])
        return column

    def _at(self, slot: int, visit: int, customer: int) -> float | int:
        seat = self._blocks.seats[customer]
        key = (slot, visit, seat >> _BLOCK_BITS)
        values = self._later.get(key)
        if values is None:
            values = self._blocks.later(self._slots[slot], visit, key[2])
            self._later[key] = values
        return values[seat & (BLOCK - 1)]

    def _given_value(self, slot: int, customer: int) -> int:
        values, row = self._given[slot], self._blocks.rows[customer]
        if row < len(values):
            return values[row]
        law = self._slots[slot].law
        written = law.written if law else ""
        problem = Problem(
            (),
            f"'{written}' gives {len(values)} values, but customer {row + 1} needs one",
            "give a value for every customer",
        )
        raise ScenarioError([problem])


def _seats(customers: Customers) -> NDArray[np.int64]:
    return customers.layer << _LAYER_BITS | customers.index


def _layer_and_block(block: int) -> tuple[int, int]:
    shift = _LAYER_BITS - _BLOCK_BITS
    return block >> shift, block & ((1 << shift) - 1)
