"""The visits of a log with the times and costs that measures ask for; one entry a row."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.measures.backstage import parked_before
from blueprint_sim.measures.charges import by_team, charges
from blueprint_sim.measures.holding import taken_back
from blueprint_sim.simulation.log import End, Log, Spell, Table
from blueprint_sim.simulation.program import NONE, Flags, Floats, Ints, Program


class Rows(NamedTuple):
    """Columns of the visits, as long as the log's table. Times in ticks."""

    customer: Ints
    contact: Ints
    first: Flags
    """The first of its contact."""
    step: Ints
    team: Ints
    asked: Ints
    begun: Ints
    """When it began; when it ended, if it never did."""
    called_back: Flags
    """The customer accepted a callback, whether or not the call was answered."""
    off_line: Ints
    """From accepting a callback to the call, or to the end of the run; 0 without one."""
    parked: Ints
    """Before coming to the step, waiting for what it needs to be done."""
    wait: Ints
    """From coming to the step until it began, or until there was no more waiting in line."""
    service: Ints
    """From beginning to end; 0 if it never began."""
    channel: Ints
    """NONE: the customer is away, or there are no channels."""
    there: Flags
    """The customer is there meanwhile: not away, and on a live channel, or on none."""
    waiting: Ints
    """Waiting for a person: parked, in line for people, and all the time that invisible steps
    take; 0 if the customer is not there."""
    in_use: Ints
    """How long a worker or machine was taken up, wrap-up included; 0 without one."""
    served: Flags
    how: NDArray[np.int8]
    let_in: Flags
    """Served, or stood in line: neither blocked nor balked."""
    given_up: Flags
    """Left without an answer, or waits for one still: hung up, balked or unfinished."""
    person: Flags
    """Served by people, or waiting for them."""
    visible: Flags
    kept: Flags
    """The customer stayed with a worker who was on the line: no request was made."""
    request: Flags
    """For a worker or machine of some team."""
    use: Floats
    """Cost of use, by the minute and by the visit, in currency."""
    staff: Floats
    """Cost of the time in use at the hourly rate, shared by those served at once, in currency."""


def derive(log: Log, program: Program) -> Rows:
    """Work the columns out."""
    visits = log.visits
    customer, contact, team, step, asked, started, ended = (
        visits[name].astype(np.int64)
        for name in ("customer", "contact", "team", "step", "asked", "started", "ended")
    )
    how = np.ascontiguousarray(visits["how"])
    served = how == End.SERVED
    blocked = how == End.BLOCKED
    manned = team >= 0
    begun = np.where(served, started, ended)
    in_use = np.where(served & manned, visits["freed"] - begun, 0)
    first = np.append(True, (contact[1:] != contact[:-1]) | (customer[1:] != customer[:-1]))
    first = first[: len(contact)]
    channel = channel_of(log, program, visits)
    called_back, off_line = _off_line(log.spells, visits, first)
    wait = begun - asked - off_line
    parked = parked_before(log)
    alone = first | (parked != NONE)
    kept = _kept(visits["worker"], alone, team, served) & ~_let_go(visits, program, channel)
    kept |= taken_back(log)
    person, visible = by_team(~program.teams.machine, team), program.steps.visible[step]
    there, parked = is_there(log, program, visits), parked.clip(0)
    cost = charges(in_use, team, program)
    return Rows(
        customer=customer,
        contact=contact,
        first=first,
        step=step,
        team=team,
        asked=asked,
        begun=begun,
        called_back=called_back,
        off_line=off_line,
        parked=parked,
        wait=wait,
        service=ended - begun,
        channel=channel,
        there=there,
        waiting=(parked + wait * (person | ~visible) + (ended - begun) * ~visible) * there,
        in_use=in_use,
        served=served,
        how=how,
        let_in=~blocked & (how != End.BALKED),
        given_up=~served & ~blocked,
        person=person,
        visible=visible,
        kept=kept,
        request=manned & ~kept,
        use=cost.use + by_team(program.rates.per_visit, team) * served,
        staff=cost.staff,
    )


def is_there(log: Log, program: Program, table: Table) -> Flags:
    """[row of a table]: the customer is there: not away, and on a live channel or on none."""
    there: Flags = np.append(program.channels.live, True)[channel_of(log, program, table)]
    there &= ~program.steps.away[table["step"]]
    return there


def channel_of(log: Log, program: Program, table: Table) -> Ints:
    """[row]: the channel on which it was; NONE: the customer was away, or there are none."""
    if not program.names.channels:
        return np.full(len(table), NONE)
    at = np.searchsorted(contact_key(log.contacts), contact_key(table))
    channel: Ints = np.array(log.contacts["channel"][at], dtype=np.int64)
    channel[program.steps.away[table["step"]]] = NONE
    return channel


def contact_key(table: Table) -> Ints:
    """Give each row of a table the number of its contact, by customer and contact."""
    key: Ints = table["customer"].astype(np.int64) << 32 | table["contact"]
    return key


def visit_key(table: Table) -> Ints:
    """Give each visit of a table a number, by customer, step and visit, in 31, 12 and 20 bits."""
    return _key(table["customer"].astype(np.int64), table)


def key_in_contact(log: Log, table: Table) -> Ints:
    """Give each visit of a table a number, by contact, step and visit."""
    contact = np.searchsorted(contact_key(log.contacts), contact_key(table))
    return _key(contact.astype(np.int64), table)


def _key(of: Ints, table: Table) -> Ints:
    step, visit = table["step"].astype(np.int64), table["visit"].astype(np.int64)
    return of << 32 | step << 20 | visit


def _off_line(spells: Table, visits: Table, first: Flags) -> tuple[Flags, Ints]:
    """Tell the visits with a callback, and how long each of these customers was off the line."""
    called_back, off_line = np.zeros(len(visits), np.bool_), np.zeros(len(visits), np.int64)
    spells = spells[spells["kind"] == Spell.CALLBACK]
    if len(spells):
        own = _key(np.cumsum(first), visits)
        contact = np.searchsorted(contact_key(visits[first]), contact_key(spells)) + 1
        # Who was turned away may have come to the step again, with the same number.
        let_in = np.flatnonzero(visits["how"] != End.BLOCKED)
        at = let_in[np.isin(own[let_in], _key(contact, spells))]
        called_back[at] = True
        off_line[at] = spells["ended"] - spells["began"]
    return called_back, off_line


def _let_go(visits: Table, program: Program, channel: Ints) -> Flags:
    """Tell the visits before which a worker was let go who might have been kept.

    The customer was away, or had gone to write an answer.
    """
    steps = program.steps
    let_go: Flags = steps.away[visits["step"]]
    if program.names.channels:
        asked = (visits["questions"] > 0) & steps.visible[visits["step"]] & (channel != NONE)
        later = program.channels.replies_slot[channel, visits["step"]] != NONE
        let_go[1:] |= (asked & later)[:-1]
    return let_go


def _kept(worker: Any, alone: Flags, team: Ints, served: Flags) -> Flags:
    """Tell the visits that follow one of the same contact with the same worker.

    Those who come `alone`, for the first time or after having been parked, keep nobody.

    A worker is let go only when the next step cannot keep them, so of two such visits in a row
    the second was never asked for.
    """
    kept = np.zeros(len(team), dtype=np.bool_)
    kept[1:] = (
        (team[1:] >= 0)
        & served[:-1]
        & (team[1:] == team[:-1])
        & (worker[1:] == worker[:-1])
        & ~alone[1:]
    )
    return kept
