"""Features of the way: through steps and channels, out, back again, and over the days."""

from __future__ import annotations

import numpy as np

from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import Outcome
from tests.oracles.feature_run import Feature, Run, contact_keys, targets_of


def _loops(run: Run) -> bool:
    keys = run.served[["customer", "contact", "step"]]
    return len(np.unique(keys)) < len(keys)


def _emptied_on_the_way(run: Run) -> bool:
    """A step seen by somebody leads, perhaps, to one that was taken out."""
    steps = run.program.steps
    targets = {
        target
        for step in run.steps
        for route in (steps.next[step], steps.if_not[step])
        for target in targets_of(run.program, int(route))
    }
    return any(target >= 0 and steps.emptied[target] for target in targets)


def _start_decides(run: Run) -> bool:
    """Contacts may begin at more than one place."""
    return len(targets_of(run.program, run.program.start)) > 1


def _walked_away(run: Run) -> bool:
    """Somebody who left had had as much misery as they bear."""
    log = run.log
    left = log.contacts["customer"][log.contacts["outcome"] == Outcome.WALKED_AWAY]
    misery = np.bincount(
        log.moments["customer"],
        (log.moments["valence"] <= -1) & (log.moments["kind"] != Moment.ENDING),
        minlength=len(run.customers.persona),
    )
    tolerance = run.program.personas.tolerance[run.customers.persona[left]]
    return bool(np.any((tolerance >= 0) & (misery[left] >= tolerance)))


def _returns_used_up(run: Run) -> bool:
    """Somebody came as often as the limit allows, and then ended in the same way."""
    ended, contacts = run.log.customers, run.log.contacts
    came = np.bincount(
        contacts["customer"][~contacts["onward"]], minlength=len(run.customers.persona)
    )[ended["customer"]]
    limit = run.program.afterwards.returns[ended["outcome"]]
    return bool(np.any((limit > 0) & (came > limit)))


def _no_line_free(run: Run) -> bool:
    """Somebody was blocked before any visit of the contact."""
    contacts = run.log.contacts
    seen = np.isin(contact_keys(contacts), contact_keys(run.log.visits))
    return bool(np.any((contacts["outcome"] == Outcome.BLOCKED) & ~seen))


def _answered_later(run: Run) -> bool:
    """Somebody had a visit that asked, on a channel where they answer in their own time."""
    later = np.append(run.program.channels.replies_slot >= 0, [[False] * run.many], axis=0)
    contact = np.searchsorted(contact_keys(run.log.contacts), contact_keys(run.served))
    channel, step = run.log.contacts["channel"][contact], run.served["step"]
    visible = run.program.steps.visible[step]
    return bool(np.any(later[channel, step] & visible & (run.served["questions"] > 0)))


def _several_days(run: Run) -> bool:
    began = run.log.contacts["began"]
    return len(np.unique(np.searchsorted(run.program.calendar.opens, began, side="right"))) > 1


def _cut_off(run: Run) -> bool:
    """The end of the day found somebody inside."""
    return run.program.calendar.stop and bool(
        np.any(run.log.contacts["outcome"] == Outcome.UNFINISHED)
    )


def _cut_off_early(run: Run) -> bool:
    """A closing that was not the last found somebody inside."""
    cut_off = run.log.contacts["outcome"] == Outcome.UNFINISHED
    last_day = run.program.calendar.opens[-1]
    early = run.log.contacts["began"] < last_day
    return run.program.calendar.stop and bool(np.any(cut_off & early))


def _away_over_a_night(run: Run) -> bool:
    """Somebody who was away at night went on at the opening, or was put off to it in line."""
    rows, opens = run.log.visits, run.program.calendar.opens
    away = run.program.steps.away[rows["step"]]
    same = rows["customer"][1:] == rows["customer"][:-1]
    later = (rows["asked"][1:] > rows["ended"][:-1]) & np.isin(rows["asked"][1:], opens)
    came, begun = (np.searchsorted(opens, rows[name], "right") for name in ("asked", "started"))
    put_off = run.program.calendar.stop & away & (begun > came)
    return bool(np.any(away[:-1] & same & later) or np.any(put_off))


WAYS: dict[str, Feature] = {
    "loop": _loops,
    "emptied step": _emptied_on_the_way,
    "backstage": lambda run: bool(np.any(~run.program.steps.visible[run.served["step"]])),
    "no length": lambda run: bool(np.any(run.served["started"] == run.served["ended"])),
    "several starts": _start_decides,
    "walked away": _walked_away,
    "done resolves": lambda run: (
        run.program.done_resolves and Outcome.RESOLVED in run.log.customers["outcome"]
    ),
    "recontact": lambda run: bool(np.any(run.log.contacts["contact"] > 1)),
    "returns used up": _returns_used_up,
    "avoided": lambda run: len(run.log.avoided) > 0,
    "returns later": lambda run: bool(np.any(run.log.customers["returns_later"])),
    "no line free": _no_line_free,
    "moved on": lambda run: bool(np.any(run.log.contacts["onward"])),
    "away": lambda run: bool(np.any(run.program.steps.away[run.served["step"]])),
    "away over a night": _away_over_a_night,
    "not live": lambda run: bool(np.any(run.on_channel(~run.program.channels.live))),
    "reply": _answered_later,
    "several days": _several_days,
    "cut off at closing": _cut_off,
    "cut off, and another day": _cut_off_early,
}
