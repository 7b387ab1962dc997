"""Features of the case: what is asked, known, passed on and lost, and what happens."""

from __future__ import annotations

import numpy as np

from blueprint_sim.simulation.log import Handoff, Moment
from blueprint_sim.simulation.program import NONE
from tests.oracles.feature_run import Feature, Run, any_visit, contact_keys


def _misunderstandable(run: Run) -> bool:
    """Somebody was asked what may be misunderstood."""
    questions = run.program.questions
    rows = np.flatnonzero(questions.understood != NONE)
    steps = np.searchsorted(questions.at, rows, side="right") - 1
    doubtful = set(zip(steps.tolist(), questions.fact[rows].tolist(), strict=True))
    moments = run.log.moments[run.log.moments["kind"] == Moment.QUESTION]
    asked = zip(moments["step"].tolist(), moments["detail"].tolist(), strict=True)
    return not doubtful.isdisjoint(asked)


def _nothing_left_to_ask(run: Run) -> bool:
    """A step that only asks was seen by some and, its facts being told, perhaps passed."""
    steps, questions = run.program.steps, run.program.questions
    asks = questions.at[1:] > questions.at[:-1]
    return any(asks[step] and not steps.works[step] for step in run.steps)


def _known_already(run: Run) -> bool:
    """Somebody's worker asked less than all that the step asks."""
    asks = np.diff(run.program.questions.at)[run.served["step"]]
    return bool(np.any((run.served["questions"] < asks) & (run.served["team"] >= 0)))


def _carried_by_chance(run: Run) -> bool:
    """A case left the hands of a team that passes on some facts by chance."""
    carries = run.program.teams.carries
    uncertain = np.any((carries > 0) & (carries < 1), axis=1)
    table = run.served[run.served["team"] >= 0]
    columns = table[["customer", "contact"]]
    handed = table["handoff"][1:] != Handoff.NONE
    doubtful = uncertain[table["team"][:-1]]
    return bool(np.any((columns[:-1] == columns[1:]) & handed & doubtful))


def _carried_by_channel(run: Run) -> bool:
    """Somebody came from a contact on a channel that passes on some facts by chance."""
    carries = run.program.channels.carries
    doubtful = run.on_channel(np.any((carries > 0) & (carries < 1), axis=1))
    contacts, asked = run.log.contacts, run.log.visits[run.log.visits["questions"] > 0]
    told = np.isin(contact_keys(contacts), contact_keys(asked))
    follows = contacts["contact"][1:] > 1
    return bool(np.any((doubtful & told)[:-1] & follows))


CASE: dict[str, Feature] = {
    "question": lambda run: bool(np.any(run.log.visits["questions"] > 0)),
    "repeat question": lambda run: bool(np.any(run.log.visits["repeats"] > 0)),
    "doubtful answer": _misunderstandable,
    "nothing but questions": _nothing_left_to_ask,
    "known already": _known_already,
    "warm handoff": any_visit("handoff", Handoff.WARM),
    "cold handoff": any_visit("handoff", Handoff.COLD),
    "carried by chance": _carried_by_chance,
    "carried by channel": _carried_by_channel,
    "event": lambda run: len(run.log.events) > 0,
}
