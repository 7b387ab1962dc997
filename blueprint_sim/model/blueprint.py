"""The blueprint: steps in lanes, and the ways between them."""

from __future__ import annotations

import math
from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias

from pydantic import Field, PrivateAttr

from blueprint_sim.model.base import Gather, Model, Reads, Tree, Wrong, build, need_map, shown
from blueprint_sim.model.conditions import BROKEN_PROMISE as BROKEN_PROMISE
from blueprint_sim.model.conditions import Rule, always, is_rules, rules
from blueprint_sim.model.fields import NAMED, SHARE, YES_OR_NO, Duration, Name, Text, YesOrNo
from blueprint_sim.model.forms import NAME, by_name, closed, declare, either, list_of, ruled
from blueprint_sim.model.law_forms import LAW, NAMES, law
from blueprint_sim.model.laws import Law
from blueprint_sim.model.quantities import share
from blueprint_sim.model.texts import name, one_of, yes_or_no

LaneName: TypeAlias = Literal["customer", "frontstage", "backstage", "support"]
LANES: tuple[LaneName, ...] = ("customer", "frontstage", "backstage", "support")
"""From the top of the drawing down."""

ENDS = ("done", "dead_end", "abandoned", "walked_away")
"""The ends that a way may lead to; every other target is a step."""
SAME = ("same",)
"""*By whom*: whoever has the customer now."""
NOBODY: tuple[str, ...] = ()
"""*By whom*: the customer acts."""

By: TypeAlias = tuple[str, ...]
"""Teams in order of preference; `SAME`; or `NOBODY`."""
Route: TypeAlias = tuple[Rule[dict[str, float]], ...]
"""Shares by target (a step, or one of `ENDS`), in sorted order; they sum to 1, none is 0."""


def targets(value: Tree) -> dict[str, float]:
    """Read where a way leads: a target, or a map of shares by target."""
    if isinstance(value, str):
        return {name(value): 1.0}
    if isinstance(value, list):
        raise Wrong.because("a list is no way on", "write a map of shares, {a: 60%, b: 40%}")
    found = shares(need_map(value, "shares by target, {a: 60%, b: 40%}"))
    return {key: found[key] for key in sorted(found) if found[key] > 0}


def shares(tree: dict[str, Tree]) -> dict[str, float]:
    """Read a map of shares that sum to 100%."""
    gather = Gather()
    for key in tree:
        gather.read(name, key, key)
    found = {key: gather.read(_plain_share, part, key) or 0.0 for key, part in tree.items()}
    gather.end()
    total = math.fsum(found.values())
    if abs(total - 1) > 1e-9:
        said = f"the shares sum to {total * 100:.6g}%"
        raise Wrong.because(said, "they must sum to 100%")
    return found


def _plain_share(value: Tree) -> float:
    if is_rules(value):
        raise Wrong.because("a map of shares holds no rules", "put the rules around the map")
    return share(value)


def by(value: Tree) -> By:
    """Read by whom a step is done."""
    if value == "nobody":
        return NOBODY
    if not isinstance(value, list):
        return (name(value),)
    if not value:
        raise Wrong.because("this list of teams is empty", "write a team, or nobody")
    gather = Gather()
    found = tuple(gather.read(name, item, i) or "" for i, item in enumerate(value))
    for i, team in enumerate(found):
        if team in ("same", "nobody"):
            gather.wrong(f"'{team}' stands alone, not in a list", "list teams only", (i,))
        elif team and team in found[:i]:
            gather.wrong(f"team '{team}' stands here twice", "name it once", (i,))
    gather.end()
    return found


def chance(value: Tree) -> tuple[Rule[float], ...]:
    """Read a chance; where no rule holds it is 0%."""
    if isinstance(value, dict):
        remedy = "write 60%, or rules, [{when: {persona: regular}, then: 60%}]"
        raise Wrong.because("a map is not a share", remedy)
    return rules(value, share, otherwise=0.0)


def laws(value: Tree) -> tuple[Rule[Law], ...]:
    """Read a law that rules may decide."""
    return rules(value, law)


def promised(value: Tree) -> Law:
    """Read how soon something is promised: a time, and nothing around it."""
    if isinstance(value, dict) and value and not set(value) & set(NAMES):
        key = next(iter(value))
        remedy = "write the time by itself, such as promise: 5 days"
        raise Wrong.because(f"{shown(key)} is not part of a promise", remedy, (key,))
    return law(value)


_BY = declare(
    "by",
    "A team, several in order of preference, same (whoever has the customer), or nobody.",
    either(NAME, list_of(NAME)),
)
_WAY = declare("way", "A step, an end, or shares by target.", either(NAME, by_name(SHARE)))
_CHANCE = ruled(SHARE)
_TAKES = ruled(LAW)
Laws = Annotated[tuple[Rule[Law], ...], Reads(laws, _TAKES)]
Chance = Annotated[tuple[Rule[float], ...], Reads(chance, _CHANCE)]
WayOn = Annotated[Route, Reads(lambda value: rules(value, targets), ruled(_WAY))]
ByWhom = Annotated[tuple[Rule[By], ...], Reads(lambda value: rules(value, by), ruled(_BY))]


class Ask(Model):
    """How one fact is asked at one step."""

    takes: Laws | None = None
    """How long asking takes; by default the fact's own time."""
    understood: Chance | None = None
    """Chance that the answer is understood; by default always. Else it is asked again."""


def _ask(value: Tree) -> Ask:
    """Read one question: a map, or only its time."""
    timed = isinstance(value, list) or (isinstance(value, str) and value != "")
    if timed or (isinstance(value, dict) and any(key in NAMES for key in value)):
        return Ask(takes=laws(value))
    return build(Ask, value)


def _asks(value: Tree) -> dict[str, Ask]:
    if isinstance(value, str) and value != "":
        value = [value]
    if isinstance(value, list):
        value = _listed(value, "fact", "")
    return _by_name(need_map(value, "questions by fact"), _ask)


def _happens(value: Tree) -> dict[str, tuple[Rule[float], ...]]:
    if isinstance(value, str) and value != "":
        value = [value]
    if isinstance(value, list):
        value = _listed(value, "event", "100%")
    return _by_name(need_map(value, "chances by event"), chance)


def _listed(items: list[Tree], what: str, each: str) -> dict[str, Tree]:
    """Turn a list of names into a map with the same value for each."""
    gather = Gather()
    found: dict[str, Tree] = {}
    for i, item in enumerate(items):
        if isinstance(item, dict):
            named = ", ".join(f"{key}: ..." for key in item)
            gather.wrong("a map stands in a list of names", f"write {{{named}}} without [ ]", (i,))
            continue
        key = gather.read(name, item, i)
        if key is not None and key in found:
            gather.wrong(f"{what} '{key}' stands here twice", "name it once", (i,))
        elif key is not None:
            found[key] = each
    gather.end()
    return found


def _by_name(tree: dict[str, Tree], read: Any) -> dict[str, Any]:
    gather = Gather()
    for key in tree:
        gather.read(name, key, key)
    found = {key: gather.read(read, part, key) for key, part in tree.items()}
    gather.end()
    return found


def _away(value: Tree) -> bool:
    """Read whether customers are away; people write how long instead."""
    try:
        return yes_or_no(value)
    except Wrong as wrong:
        if not isinstance(value, str) or not value[:1].isdigit():
            raise
        remedy = f"write away: yes, and how long they are away as takes: {value}"
        raise Wrong([problem._replace(remedy=remedy) for problem in wrong.problems]) from None


def _first_step(value: Tree) -> str:
    """Read what a step sets off: one step, whatever it leads to."""
    if isinstance(value, list | dict):
        remedy = "name the step with which the work begins, and let its next do the rest"
        raise Wrong.because(f"{shown(value)} stands where the name of a step belongs", remedy)
    return name(value)


def _one_branch(value: Tree) -> str:
    """Read what a step needs: one branch, by its first step."""
    if isinstance(value, list | dict):
        remedy = "name one, and let the step before this one need the other"
        raise Wrong.because(f"{shown(value)} stands where the name of a step belongs", remedy)
    return name(value)


_LISTED = either(NAME, list_of(NAME))
_ASK = closed(
    takes=("How long asking takes.", _TAKES),
    understood=("Chance that the answer is understood.", _CHANCE),
)
_QUESTIONS = either(_LISTED, by_name(either(_TAKES, _ASK, {"enum": [None, ""]})))
_EVENTS = either(_LISTED, by_name(_CHANCE))
Asks = Annotated[
    dict[str, Ask], Reads(_asks, declare("questions", "Facts to ask for.", _QUESTIONS))
]
Events = Annotated[
    dict[str, tuple[Rule[float], ...]],
    Reads(_happens, declare("events", "What may happen, with its chance.", _EVENTS)),
]
Lane = Annotated[LaneName, Reads(one_of(*LANES), {"enum": list(LANES)})]


_WORTH_ELSEWHERE: Final = (
    "write it at an event, experience: {feels: {goodwill: {costs: 10}}}; what people cost, at "
    "their team, teams: {agents: {cost: 28 per hour}}"
)
_WRONG_INFORMATION: Final = (
    "write events: {wrong_information: 5%}, and who comes back for it under demand, "
    "recontact: {wrong_information: {chance: 60%, after: 2 days}}"
)


class Step(Model):
    """One thing done, by the customer, a machine or a team."""

    renamed: ClassVar[dict[str, str]] = {
        "in_the_meantime": "meanwhile",
        "parallel": "meanwhile",
        "waits_for": "needs",
        "deadline": "promise",
    }

    lane: Lane | None = None
    """Where it stands; by default its team's lane, or `customer` for a step by nobody."""
    label: Text | None = None
    """What people call it; by default its name."""
    by: ByWhom = always(NOBODY)
    """A team, several in order of preference, `same` (whoever has the customer), or `nobody`."""
    takes: Laws | None = None
    """How long it takes, besides its questions."""
    asks: Asks = Field(default_factory=dict)
    """Facts to ask for, where they are not known: a list, or `{fact: {takes, understood}}`."""
    resolves: Chance | None = None
    """Chance that this step does what the customer came for."""
    if_not: WayOn | None = None
    """Where those still unresolved go; by default where `next` says."""
    next: WayOn = always({"done": 1.0})
    """Where the customer goes next: a step, an end, shares, or rules. By default `done`."""
    events: Events = Field(default_factory=dict)
    """What may happen here and be felt: a list, or chances by event."""
    channel: Name | None = None
    """The channel that it is on; by default the one that the customer is on already. Another one
    ends the contact and begins the next."""
    away: Annotated[bool, Reads(_away, YES_OR_NO)] = False
    """Done while the customer is away: it ends the contact, and nobody waits for it or feels it."""
    hold: YesOrNo = False
    """Whether whoever has the customer stays on the line while somebody else serves them here,
    to take them back afterwards."""
    returns_to_same: Duration | None = None
    """How long customers wait for the worker who served them last, before anyone takes them."""
    evidence: Text | None = None
    """Physical evidence: what the customer sees or holds here."""
    meanwhile: Annotated[str, Reads(_first_step, NAMED)] | None = None
    """The first step of work that this step sets off, and that the customer does not wait for."""
    needs: Annotated[str, Reads(_one_branch, NAMED)] | None = None
    """Wait until the work that begins with this step is done, if some step has set it off."""
    promise: Annotated[Law, Reads(promised, LAW)] | None = None
    """How soon what `meanwhile` sets off is promised; late is the event `broken_promise`."""
    owner: Text | None = None
    """Who answers for this step."""

    elsewhere: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("costs", "earns"), _WORTH_ELSEWHERE),
        **dict.fromkeys(("misinforms", "wrong_information"), _WRONG_INFORMATION),
    }

    _emptied: bool = PrivateAttr(default=False)

    @property
    def emptied(self) -> bool:
        """Taken out by `without`: passed through, never visited."""
        return self._emptied
