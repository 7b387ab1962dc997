"""How experience is judged: once, for all variants. Every default with its source and grade."""

from __future__ import annotations

from typing import Annotated, ClassVar, NamedTuple

from blueprint_sim.model.base import Gather, Model, Reads, Tree, need_map
from blueprint_sim.model.blueprint import BROKEN_PROMISE
from blueprint_sim.model.consequences import FEELING, Churn, Feeling, Money, worth
from blueprint_sim.model.fields import VALENCE, Count, Duration, Factor, Share
from blueprint_sim.model.forms import by_name, declare
from blueprint_sim.model.law_forms import LawText
from blueprint_sim.model.laws import Law
from blueprint_sim.model.quantities import valence
from blueprint_sim.model.texts import name


class Default(NamedTuple):
    """A value that holds where the author writes none."""

    key: str
    """Below `experience`, dotted."""
    value: str
    """As an author would write it."""
    source: str
    grade: str
    """measured, survey, anecdote, folklore, or assumed."""
    note: str
    """What is known about it, and what is not."""


_MARK = "an assumption: no study gives valences on this scale"
DEFAULTS: tuple[Default, ...] = (
    Default("acceptable_wait", "1 min", "", "assumed",
            "expectations differ by service and channel; ask your customers"),
    Default("wait_slope", "1", "", "assumed",
            "Maister (1985) gives the direction, no study the slope"),
    Default("answer_target", "20 s", "80/20 rule of call centres", "folklore",
            "80% within 20 s is custom; no study shows that customers want it"),
    Default("patience_for_prompts", "4", "", "assumed",
            "no sound figure exists for how many prompts people bear"),
    Default("end_weight", "50%", "Kahneman et al. 1993, Psychological Science 4(6)", "assumed",
            "peak and end matter; the equal weights are an assumption, and Alaybek et al. (2022) "
            "find the plain mean about as good"),
    Default("feels.repeated_question", "-1", "Ohtonen 2012", "anecdote",
            "stands on the threshold of misery; a gentler judge would count none"),
    Default("feels.one_more_question", "-0.25", "", "assumed", _MARK),
    Default("feels.cold_handoff", "-0.5", "", "assumed", _MARK),
    Default("feels.broken_promise", "-1", "", "assumed", _MARK),
    Default("feels.resolved", "+1", "", "assumed", _MARK),
    Default("feels.unresolved", "-1", "", "assumed", _MARK),
    Default("feels.dead_end", "-2", "", "assumed", _MARK),
    Default("feels.balked", "-1", "", "assumed", _MARK),
    Default("feels.blocked", "-1", "", "assumed", _MARK),
    Default("feels.abandoned", "-1", "", "assumed", _MARK),
    Default("feels.walked_away", "-2", "", "assumed", _MARK),
)  # fmt: skip
"""What holds where `experience` says nothing. Most are assumptions, and say so."""

FEELINGS = tuple(d.key.partition(".")[2] for d in DEFAULTS if d.key.startswith("feels."))
"""Feelings that every scenario has, besides those about its own events."""
FEELS: dict[str, float] = {
    d.key.partition(".")[2]: float(d.value) for d in DEFAULTS if d.key.startswith("feels.")
}


def valences(value: Tree) -> dict[str, float]:
    """Read valences by what happens.

    Raises
    ------
    Wrong
        With the feelings that are none.
    """
    gather = Gather()
    found: dict[str, float] = {}
    for key, part in need_map(value, "valences, {pitch: -1}").items():
        gather.read(name, key, key)
        if isinstance(part, dict):
            said = "what an event costs and earns is the same for everybody"
            gather.wrong(said, "write the feeling here, and the rest under experience", (key,))
        else:
            found[key] = gather.read(valence, part, key) or 0.0
    gather.end()
    return found


def feelings(value: Tree) -> dict[str, Feeling]:
    """Read feelings by what happens; those about events perhaps with what they are worth.

    Raises
    ------
    Wrong
        With the feelings that are none, and what is worth something and no event.
    """
    gather = Gather()
    found: dict[str, Feeling] = {}
    for key, part in need_map(value, "valences, {pitch: -1}").items():
        gather.read(name, key, key)
        feeling = gather.read(_feeling, part, key) or Feeling()
        if feeling.is_worth and key in FEELINGS and key != BROKEN_PROMISE:
            said = "only an event costs or earns something, or keeps anybody"
            gather.wrong(said, f"write {key}: {feeling.feels:+g}, or name an event", (key,))
        found[key] = feeling
    gather.end()
    return found


def _feeling(value: Tree) -> Feeling:
    if isinstance(value, Feeling):
        return value
    return worth(value) if isinstance(value, dict) else Feeling(valence(value))


def _feels(value: Tree) -> dict[str, Feeling]:
    return {**_FELT, **feelings(value)}


_FELT = {key: Feeling(felt) for key, felt in FEELS.items()}
VALENCES_BY_NAME = declare("feelings", "Valences, -2 to +2, by what happens.", by_name(VALENCE))
_FEELINGS_BY_NAME = declare(
    "feelings_and_worth",
    "Feelings, -2 to +2, by what happens, and what events cost and earn.",
    by_name(FEELING),
)


class Experience(Model):
    """How experience is judged."""

    acceptable_wait: LawText = Law("constant", (60.0,), "1 min")
    """A wait up to this feels like nothing."""
    wait_slope: Factor = 1.0
    """How much worse a wait feels for each further acceptable wait, down to -2."""
    answer_target: Duration = 20.0
    """The service level counts requests answered within this time."""
    patience_for_prompts: Count = 4
    """Questions and prompts of a contact after which each further one annoys."""
    end_weight: Share = 0.5
    """Weight of the end against the peak in the memory of an issue."""
    feels: Annotated[dict[str, Feeling], Reads(_feels, _FEELINGS_BY_NAME)] = _FELT
    """Valence, -2 to +2, of what happens: events, repeated questions, endings; what events cost."""
    churn: Churn = None
    """Who leaves for good, by outcome and for each moment of misery; by default uncounted."""
    churn_costs: Money | None = None
    """What it costs that somebody leaves for good; by default uncounted."""
    tells: Factor | None = None
    """How many people are told by each who remembers misery; by default uncounted."""

    renamed: ClassVar[dict[str, str]] = {"many_questions": "patience_for_prompts"}

    @property
    def valences(self) -> dict[str, float]:
        """How everything feels, by name."""
        return {key: feeling.feels for key, feeling in self.feels.items()}
