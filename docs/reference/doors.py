"""What an analyst calls from Python, and what stands in each table that comes back."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import blueprint_sim
from blueprint_sim import Picture, Result, Scenario
from blueprint_sim.studies.tables import TABLES, Kind, TableName


class Door(NamedTuple):
    """Something to call."""

    call: str
    """As it is written, with what it takes."""
    does: str


OF: Final[dict[str, type]] = {"Scenario": Scenario, "Result": Result, "Picture": Picture}
_UNTOLD: Final = ("_", "model_", "document", "of")
"""How the names begin of what is no door: analysts have tables."""


def doors(of: str) -> Iterator[Door]:
    """Give the functions of the package, or the methods of one of its classes."""
    if of == "functions":
        names = [name for name in blueprint_sim.__all__ if name[0].islower()]
        yield from (_door(name, getattr(blueprint_sim, name)) for name in names)
    else:
        own = OF[of]
        bases = [base for base in own.__mro__ if base.__module__.startswith("blueprint_sim")]
        known = {name for base in bases for name in vars(base) if not name.startswith(_UNTOLD)}
        methods = [(name, getattr(own, name)) for name in sorted(known)]
        made_by = {name: of if inspect.ismethod(made) else "" for name, made in methods}
        yield from (
            _door(f"{made_by[name]}.{name}", made)
            for name, made in methods
            if inspect.isroutine(made)
        )


def _door(name: str, made: Callable[..., Any]) -> Door:
    taken = inspect.signature(made).parameters.values()
    written, keyword = list[str](), False
    for part in (part for part in taken if part.name not in ("self", "cls")):
        if part.kind is part.KEYWORD_ONLY and not keyword:
            written, keyword = [*written, "*"], True
        held = "" if part.default is part.empty else f"={part.default!r}"
        written.append(part.name + held)
    return Door(f"{name}({', '.join(written)})", _first_line(made))


def _first_line(made: Callable[..., Any]) -> str:
    return (inspect.getdoc(made) or "").partition("\n")[0].replace("``", "`")


KINDS: Final[dict[Kind, str]] = {
    "name": "name",
    "number": "number",
    "whole": "whole number",
    "optional": "whole number, or missing",
    "flag": "True or False",
    "time": "point in time",
}
"""What may stand in a column, in words."""

HOLDS: Final[dict[TableName, str]] = {
    "measures": "every measure of every variant",
    "comparisons": "every other variant less the baseline, in every measure",
    "groups": "the same for the customers of one persona, or of one reason",
    "replications": "every measure of every variant, one value a replication",
    "teams": "the measures of each team",
    "steps": "the measures of each step",
    "personas": "some measures, of the customers of each persona",
    "reasons": "some measures, of the customers of each reason",
    "places": "where misery is felt, the worst first",
    "origins": "where contacts began: how many, how much misery, at what cost",
    "felt": "misery by the step where it was felt and by where its contact began",
    "better_off": "who fares better, the same or worse than in the baseline",
    "ways": "how often customers went from one step to the next",
    "curve": "how the n-th moment of truth feels",
    "waits": "single waits for a person, by percentile",
    "staffing": "the teams, and how many are on duty",
}
"""What each table is about: a row for each."""

_OF_MISERY: Final = "95% interval of the mean"
MEANINGS: Final[dict[str, str]] = {
    "variant": "The variant",
    "baseline": "The variant that it is compared with",
    "measure": "Key of the [measure](measures.md)",
    "mean": "Mean over the replications",
    "low": f"Lower end of the {_OF_MISERY}",
    "high": f"Upper end of the {_OF_MISERY}",
    "unit": "count, share, min, valence or currency: what this row's numbers are in",
    "better": "higher or lower, whichever is good; missing if neither is",
    "difference": "The variant less the baseline",
    "verdict": "Better, worse, and so on; missing where the measure does not decide",
    "threshold": "The smallest difference that counts; missing where the measure does not decide",
    "needed": "Replications that would tell, where one cannot tell yet",
    "variance_ratio": "How many times more replications other customers in each variant would take",
    "held_back": "A wait that has no verdict, since too many issues were unfinished",
    "uneven": "The replications are too uneven for their number to trust the interval",
    "different_people": "Other people come than to the baseline, so there is no verdict",
    "by": "persona or reason",
    "group": "Which persona or reason",
    "replication": "Number of the replication, from 1; the same customers in every variant",
    "value": "The measure in this replication",
    "team": "The team",
    "step": "The step",
    "persona": "The persona",
    "reason": "The reason",
    "kind": "wait, question, work or ending",
    "but_for_repeating": "Of the mean, questions that are misery only for being asked again",
    "name": "The cause, the outcome, or the event that was wrong",
    "owner": "Who answers for it; missing if nobody is named",
    "began": "Where the contact began: service, cause, outcome, promise or wrong",
    "began_name": "The cause, the outcome, or the event that was wrong",
    "began_step": "The step where it began",
    "began_owner": "Who answers for where it began",
    "judged_by": "memory (peak and end), misery (moments of it), wait or contacts",
    "fate": "better, equal, worse, avoided (comes to the baseline only), added (comes to the "
    "variant only) or unfinished",
    "origin": "The step that was left; missing: a contact began",
    "how": "How that visit ended: served, reneged (hung up), balked (left at once), blocked "
    "(turned away), unanswered or unfinished; missing: a contact began",
    "target": "The step that came next, or how the contact ended",
    "ends": "The target is an end",
    "per_customer": "How often in an issue, all its contacts together",
    "warm": "Handoffs on this way at which all that was known was carried",
    "cold": "Handoffs on this way at which something was lost",
    "number": "Number of the moment within its issue, from 1",
    "share": "Share of issues that have so many moments",
    "median": "Half of these moments feel worse, half better",
    "agree": "Share of these moments that are there, and of this kind",
    "percent": "Share of waits that are at most so long, from 0 to 100",
    "wait": "The longest of these waits",
    "acceptable": "A wait that is felt as nothing; missing if that differs by persona or channel",
    "label": "What people call the team",
    "machine": "It is a machine",
    "fewest": "The fewest on duty at once; missing: no limit",
    "size": "The most on duty at once; missing: no limit",
    "staffed": "Some step that can be reached uses it, so it is paid",
}
OWN: Final[dict[tuple[TableName, str], str]] = {
    ("comparisons", "low"): "Lower end of the interval of the difference: 95% for all that decide "
    "together, 95% alone for the others",
    ("comparisons", "high"): "Upper end of it",
    ("groups", "low"): "Lower end of the 95% interval of the difference",
    ("groups", "high"): "Upper end of it",
    ("places", "step"): "The step; missing: as the issue ended",
    ("origins", "kind"): "service, cause, outcome, promise, wrong; or idle, fixes, leaving, which "
    "are money spent on no contact",
    ("origins", "step"): "Where it began; missing: in no step",
    ("origins", "measure"): "contacts, share (of all contacts), misery (moments) or cost, each in "
    "one replication",
    ("felt", "step"): "Where it was felt; missing: as the issue ended",
    ("felt", "owner"): "Who answers for that step; missing if nobody is named",
    ("better_off", "by"): "everybody, persona or reason",
    ("better_off", "group"): "Which persona or reason; missing: everybody",
    ("curve", "low"): "One in ten of these moments feels worse, on an average day",
    ("curve", "high"): "One in ten of these moments feels better, on an average day",
    ("curve", "step"): "Where this moment is felt most often; missing: as the issue ended",
    ("curve", "kind"): "What it most often is there: wait, question, work or ending",
}
"""Columns that mean something of their own in one table."""


def columns(table: str) -> Iterator[tuple[str, str, str, str]]:
    """Give the columns of a table: name, what stands there, unit, meaning."""
    own: TableName = next(name for name in TABLES if name == table)
    for column in TABLES[own].columns:
        meaning = OWN.get((own, column.name)) or MEANINGS[column.name]
        yield column.name, KINDS[column.kind], column.unit, meaning
