"""Random programs full of ties: whole minutes, few of them, and most features on at once.

No run can go on for ever: ways back are taken at the first visits of a step only, full lines
send people forward only, and those who come back without limit take their time.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from blueprint_sim.simulation.program import (
    NONE,
    By,
    Customers,
    Lane,
    Outcome,
    Program,
    Subject,
    Target,
)
from tests.oracles.specs import (
    MANY,
    MINUTE,
    After,
    Announced,
    Asked,
    CallbackSpec,
    ChannelSpec,
    Condition,
    Days,
    Fork,
    PersonaSpec,
    Rule,
    StepSpec,
    TeamSpec,
    always,
    people,
)
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape

FACTS = 3
EVENTS = 2
PERSONAS = 3
OFFERED_AFTER = (0, 1, 2)
"""The minutes after which a callback may be offered."""
SOON = 3
"""Ways on lead at most so many places forward."""
ENDS = (Target.DONE,) * 7 + (Target.DEAD_END, Target.ABANDONED, Target.WALKED_AWAY)
COMES_BACK = (
    Outcome.UNRESOLVED,
    Outcome.DEAD_END,
    Outcome.ABANDONED,
    Outcome.BALKED,
    Outcome.BLOCKED,
)
BALKS = ((), (), (), ((0, MANY, 0.25),), ((1, 1, 0.5), (2, MANY, 0.75)), ((3, MANY, 1.0),))
EARLY: Condition = [[(Subject.VISIT, 1, 2)]]
OF_TASKS = (Subject.REASON, Subject.PERSONA, Subject.VISIT)
"""What rules in a branch may look at."""


class Case(NamedTuple):
    """A program, those who come, and their luck."""

    program: Program
    customers: Customers
    tape: TieTape


def random_case(seed: int) -> Case:
    """Make the case of a seed."""
    return _Maker(Random(seed)).case(seed)


class _Maker:
    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.teams = self.draw_teams()
        self.channels = self.draw_channels()
        self.goes_away = self.chance(0.4)
        self.some_resolve = self.chance(0.76)
        size, others = dice.randint(5, 8), dice.choice((0, 0, 0, 1, 1, 2, 3, 3))
        numbers = dice.sample(range(size + others), size + others)
        self.order = numbers[:size]
        """Step numbers in the order of the journey."""
        self.tasks = numbers[size:]
        """Step numbers of what goes on in the meantime."""

    def case(self, seed: int) -> Case:
        builder = TableBuilder()
        steps = self.draw_steps()
        priorities = self.dice.choice(((0, 0, 1), (0, 0, 0), (0, 1, 0), (1, 0, 0), (0, 0, -1)))
        credits = self.dice.choice(((0, 4, 1), (0, 5, 0), (2, 0, 5), (4, 0, 1), (1, 5, 0)))
        personas = [self.draw_persona(*who) for who in zip(priorities, credits, strict=True)]
        days = self.draw_days()
        parts: dict[str, Any] = {
            "steps": steps,
            "teams": self.with_rosters(self.with_lines(steps), days),
            "personas": personas,
            "start": self.draw_start(),
            "after": self.draw_after(),
            "chase": self.draw_chase(),
            "days": days,
            "channels": self.channels,
        }
        customers = self.draw_people(days)
        parts["surfacing"] = self.draw_surfacing()
        program = builder.program(**parts, fixes=self.draw_fixes())
        return Case(program, customers, TieTape(seed, tuple(builder.grids)))

    # Dice

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def grid(self, *minutes: int) -> tuple[int, ...]:
        """Draw the minutes among which a duration falls."""
        return tuple(self.dice.sample(minutes, self.dice.randint(1, len(minutes))))

    def rules(self, *values: Any, about: Sequence[Subject] = tuple(Subject)) -> tuple[Rule, ...]:
        """Let a rule decide between values, or take the first always."""
        if len(values) == 1 or self.chance(0.4):
            return always(values[0])
        return ((self.condition(about), values[0]), (None, values[1]))

    def condition(self, about: Sequence[Subject]) -> Condition:
        sizes = [self.dice.choice((1, 1, 2)) for _ in range(1 if self.chance(0.7) else 2)]
        return [[self.test(about) for _ in range(size)] for size in sizes]

    def test(self, about: Sequence[Subject]) -> tuple[int, int, int]:
        subject = self.dice.choice(about)
        low, high = self.dice.choice(
            {
                Subject.REASON: [(0, 0), (1, 1)],
                Subject.PERSONA: [(persona, persona) for persona in range(PERSONAS)],
                Subject.CONTACT: [(1, 1), (2, MANY)],
                Subject.VISIT: [(1, 1), (2, MANY)],
                Subject.KNOWS: [(fact, fact) for fact in range(FACTS)],
                Subject.RESOLVED: [(0, 0), (1, 1)],
                Subject.MISERY: [(0, 0), (1, MANY)],
                Subject.WAITED: [(MINUTE, MANY), (0, 2 * MINUTE)],
                Subject.HAD: [(event, event) for event in range(EVENTS)],
                Subject.CHANNEL: [(NONE, NONE), (0, 0), (1, 1)],
            }[subject]
        )
        return subject, low, high

    def chances(self) -> tuple[Rule, ...]:
        return self.rules(*self.dice.sample((0.25, 0.5, 0.75, 0.0, 1.0), 2))

    # Teams

    def draw_teams(self) -> list[TeamSpec]:
        kinds = ["people", "people", "unlimited", "sized"]
        kinds += [] if self.chance(0.5) else ["people"]
        self.dice.shuffle(kinds)
        return [self.draw_team(kind) for kind in kinds]

    def draw_team(self, kind: str) -> TeamSpec:
        size = self.dice.choice((1, 1, 1, 2)) if self.chance(0.97) else 0
        return TeamSpec(
            size=NONE if kind == "unlimited" else size,
            machine=kind != "people",
            at_once=1 if kind == "unlimited" else self.dice.choice((1, 1, 1, 1, 2, 3)),
            limit=self.dice.choice((NONE, NONE, 0, 1, 2, 3, 4)),
            wraps=self.grid(0, 1, 2) if self.chance(0.5) else None,
            callback=self.draw_callback(kind),
            carries=tuple(self.dice.choice((0.0, 0.5, 0.75, 1.0, 1.0)) for _ in range(FACTS)),
            **(self.draw_what_a_line_does() if kind == "people" else {}),
        )

    def draw_pressure(self) -> tuple[tuple[int, float, float], ...]:
        """Draw one or two lengths of the line, with factors that keep to whole minutes."""
        lengths = sorted(self.dice.sample((1, 2, 3), self.dice.choice((1, 2, 2))))
        return tuple(
            (length, self.dice.choice((0.0, 1.0, 2.0)), self.dice.choice((0.5, 0.5, 1.0, 2.0)))
            for length in lengths
        )

    def draw_what_a_line_does(self) -> dict[str, Any]:
        return {
            "announcement": self.draw_announcement() if self.chance(0.4) else None,
            "pressure": self.draw_pressure() if self.chance(0.7) else (),
        }

    def draw_announcement(self) -> Announced:
        """Draw what is said, with factors that keep to whole minutes."""
        return Announced(
            after=self.dice.choice((0, 1, 1, 2)),
            patience=self.dice.choice((0.0, 1.0, 2.0, 3.0)),
            felt_wait=self.dice.choice((0.0, 0.5, 1.0, 2.0, 3.0)),
        )

    def draw_callback(self, kind: str) -> CallbackSpec | None:
        if kind != "people" or self.chance(0.35):
            return None
        answers = None if self.chance(0.1) else self.chances()
        return CallbackSpec(self.grid(*OFFERED_AFTER), self.chances(), answers)

    def with_lines(self, steps: Sequence[StepSpec]) -> list[TeamSpec]:
        """Let full lines send people to steps behind all those whose lines may be the same."""
        return [
            team._replace(when_full=self.behind(number, steps))
            for number, team in enumerate(self.teams)
        ]

    def with_rosters(self, teams: Sequence[TeamSpec], days: Days) -> list[TeamSpec]:
        """Let some teams come and go by the clock."""
        return [
            team._replace(roster=self.draw_roster(days))
            if team.size != NONE and self.chance(0.4)
            else team
            for team in teams
        ]

    def draw_roster(self, days: Days) -> tuple[tuple[int, int], ...]:
        rows: list[tuple[int, int]] = []
        for opens, closes in zip(days.opens, days.closes, strict=True):
            within = range(opens + 1, closes)
            changes = sorted(self.dice.sample(within, self.dice.choice((1, 2, 2, 3))))
            rows += [(minute, self.dice.choice((0, 1, 1, 2, 3))) for minute in (opens, *changes)]
        return tuple(rows)

    def behind(self, team: int, steps: Sequence[StepSpec]) -> int:
        lines = [
            place
            for place, step in enumerate(self.order)
            for _, teams in steps[step].by
            if not isinstance(teams, By) and teams[0] == team
        ]
        onward = self.order[max(lines, default=-1) + 1 :]
        return self.dice.choice(onward) if onward and self.chance(0.6) else Target.BLOCKED

    # Channels

    def draw_channels(self) -> list[ChannelSpec]:
        return [self.draw_channel() for _ in range(self.dice.choice((0, 0, 1, 2, 2)))]

    def draw_channel(self) -> ChannelSpec:
        live = self.chance(0.6)
        return ChannelSpec(
            lines=self.dice.choice((NONE, 1, 2, 3, 5)),
            live=live,
            acceptable=self.grid(0, 1, 3) if self.chance(0.5) else None,
            replies=None if live or self.chance(0.3) else self.grid(0, 1, 2, 4),
            carries=tuple(self.dice.choice((0.0, 0.5, 0.75, 1.0, 1.0)) for _ in range(FACTS)),
        )

    def draw_channel_of(self) -> int:
        """Draw where a step is done; with one channel, all contacts are on it anyway."""
        if not self.channels or self.chance(0.6):
            return NONE
        return self.dice.randrange(len(self.channels))

    # Steps

    def draw_steps(self) -> list[StepSpec]:
        """Draw a step for each place of the journey, of a kind for each place but the first."""
        kinds = ["front", "front", "asks", "back", "same", "nobody", "asks", "front"]
        kinds = kinds[: len(self.order)]
        self.dice.shuffle(kinds)
        steps: dict[int, StepSpec] = {}
        for place, kind in enumerate(kinds):
            steps[self.order[place]] = self.draw_step(kind, place)
        if self.tasks:
            self.draw_branches(steps)
        return [steps[number] for number in range(len(steps))]

    def draw_step(self, kind: str, place: int) -> StepSpec:
        asks = () if kind in ("nobody", "back") or self.chance(0.2) else self.draw_asks()
        idle_hands = kind == "asks" and bool(asks)
        may_resolve = self.some_resolve and not idle_hands
        hold = kind in ("front", "asks", "back") and self.chance(0.42)
        by = self.rules(self.draw_list(), self.draw_list()) if hold else self.draw_by(kind)
        return StepSpec(
            by=by,
            next=self.draw_route(place),
            if_not=self.draw_route(place) if self.chance(0.5) else None,
            takes=None if idle_hands or self.chance(0.2) else self.rules(*self.two_grids()),
            asks=asks,
            events=() if idle_hands or self.chance(0.4) else self.draw_events(),
            resolves=self.chances() if may_resolve and self.chance(0.6) else None,
            lane=self.draw_lane(kind),
            emptied=self.chance(0.1),
            channel=self.draw_channel_of(),
            away=self.goes_away and kind in ("back", "nobody") and self.chance(0.7),
            hold=hold,
            returns=self.draw_returns(by),
        )

    def two_grids(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return self.grid(0, 1, 2, 3), self.grid(1, 2, 3)

    def draw_lane(self, kind: str) -> Lane:
        """Draw the lane, now and then not the one that is meant."""
        if kind == "back":
            return self.dice.choice((Lane.BACKSTAGE, Lane.SUPPORT))
        usual, unusual = Lane.FRONTSTAGE, Lane.CUSTOMER
        if kind == "nobody":
            usual, unusual = unusual, usual
        return usual if self.chance(0.9) else unusual

    def draw_by(self, kind: str) -> tuple[Rule, ...]:
        if kind == "nobody":
            return always(By.NOBODY)
        if kind == "same":
            return self.rules(By.SAME, self.draw_list())
        if kind == "back":
            return self.rules(self.draw_list(), self.dice.choice((By.NOBODY, By.SAME)))
        return self.rules(self.draw_list(), self.draw_list())

    def draw_returns(self, by: tuple[Rule, ...]) -> int | None:
        """Draw for how long customers wait for the same worker; machines for all have none.

        Not for no time: a log does not tell whether somebody waited so, or was served at once.
        """
        teams = {team for _, those in by if not isinstance(those, By) for team in those}
        lasting = all(self.teams[team].size != NONE for team in teams)
        return self.dice.choice((1, 1, 2, 3, 5)) if lasting and self.chance(0.6) else None

    def draw_list(self) -> tuple[int, ...]:
        """Draw teams in order of preference; unlimited ones rarely, for they end all waiting."""
        numbers = range(len(self.teams))
        drawn = self.dice.sample(numbers, self.dice.choice((1, 1, 2, 3)))
        finite = tuple(team for team in drawn if self.teams[team].size != NONE)
        return finite if finite and self.chance(0.8) else tuple(drawn)

    def draw_asks(self) -> tuple[Asked, ...]:
        facts = sorted(self.dice.sample(range(FACTS), self.dice.choice((1, 1, 2, FACTS))))
        return tuple(
            Asked(fact, self.grid(0, 1), None if self.chance(0.4) else self.chances())
            for fact in facts
        )

    def draw_events(self) -> tuple[tuple[int, tuple[Rule, ...] | None], ...]:
        events = sorted(self.dice.sample(range(EVENTS), self.dice.randint(1, EVENTS)))
        return tuple((event, None if self.chance(0.2) else self.chances()) for event in events)

    # Work in the meantime

    def draw_branches(self, steps: dict[int, StepSpec]) -> None:
        """Draw one branch or two, who sets them off, and who needs them."""
        cut = self.dice.randint(0, len(self.tasks) - 1)
        for branch in filter(None, (self.tasks[:cut], self.tasks[cut:])):
            for place, step in enumerate(branch):
                steps[step] = self.draw_task(branch[place:])
            for step in self.dice.sample(self.order[:-1], self.dice.choice((1, 1, 2))):
                promise = self.grid(0, 1, 2, 3, 5, 9) if self.chance(0.9) else None
                steps[step] = steps[step]._replace(meanwhile=branch[0], promise=promise)
            for step in self.dice.sample(self.order[1:], self.dice.choice((1, 2, 3))):
                steps[step] = steps[step]._replace(needs=branch[0])

    def draw_task(self, branch: Sequence[int]) -> StepSpec:
        """Draw the first step of what is left of a branch."""
        onward = [[*branch[1:], Target.DONE], [*branch[:0:-1], Target.DONE]]
        ways = [self.fork(targets[: self.dice.randint(1, 2)]) for targets in onward]
        again = ((EARLY, self.fork([branch[0], Target.DONE])),) if self.chance(0.1) else ()
        whom = By.NOBODY if self.chance(0.15) else self.draw_list()
        return StepSpec(
            by=self.rules(whom, self.draw_list(), about=OF_TASKS),
            next=(*again, *self.rules(*ways, about=OF_TASKS)),
            takes=None if self.chance(0.1) else self.rules(*self.two_grids(), about=OF_TASKS),
            lane=self.dice.choice((Lane.BACKSTAGE, Lane.SUPPORT)),
            emptied=self.chance(0.1),
        )

    # Ways

    def draw_route(self, place: int) -> tuple[Rule, ...]:
        """Lead forward, or at the first visits perhaps back."""
        ways = self.rules(self.draw_fork(place), self.draw_fork(place))
        if not self.chance(0.3):
            return ways
        back = self.dice.choice(self.order[: place + 1])
        return ((EARLY, self.fork([back, *self.ahead(place)])), *ways)

    def draw_fork(self, place: int) -> Fork:
        return self.fork(self.ahead(place))

    def ahead(self, place: int) -> list[int]:
        """Draw one to three targets: steps that come soon, or an end."""
        steps = self.order[place + 1 :][:SOON]
        ends = 0.1 if steps else 1.0
        return [
            self.dice.choice(ENDS if self.chance(ends) else steps)
            for _ in range(self.dice.choice((1, 2, 3)))
        ]

    def fork(self, targets: Sequence[int]) -> Fork:
        """Share out among targets: halves, then quarters, on the grid of the tape."""
        targets = sorted(set(targets), key=lambda target: (target >= 0, target))
        shares = [1 - 0.5 ** (number + 1) for number in range(len(targets) - 1)]
        return list(zip([*shares, 1.0], map(int, targets), strict=True))

    def draw_start(self) -> tuple[Rule, ...]:
        first = self.order[:2]
        forks = [self.fork(self.dice.sample(first, self.dice.randint(1, 2))) for _ in range(2)]
        if self.chance(0.05):
            forks[1] = self.fork([Target.DONE, first[0]])
        return self.rules(*forks)

    # People

    def draw_persona(self, priority: int, head_start: int) -> PersonaSpec:
        return PersonaSpec(
            patience=None if self.chance(0.1) else self.grid(1, 2, 3, 4),
            acceptable=self.grid(0, 1, 2),
            tolerance=self.dice.choice((NONE, 1, 2, 3, 4)),
            priority=priority,
            head_start=head_start,
            balks=self.dice.choice(BALKS),
            wait_slope=self.dice.choice((0.0, 0.3, 1.0, 1.0, 2.0)),
            patience_for_prompts=self.dice.choice((0, 1, 3)),
            repeated_question=self.dice.choice((-1.0, -0.7, -0.1)),
            one_more_question=self.dice.choice((-0.25, -0.1)),
            cold_handoff=self.dice.choice((-0.5, -0.3, -1.2)),
            event=tuple(self.dice.choice((-2.0, -0.9, 0.1, 1.0, 2.0)) for _ in range(EVENTS)),
        )

    def draw_after(self) -> dict[Outcome, After]:
        return {outcome: self.draw_comeback() for outcome in COMES_BACK if self.chance(0.7)}

    def draw_surfacing(self) -> dict[int, After]:
        """Draw what may turn out to be wrong: often nothing."""
        if self.chance(0.35):
            return {}
        return {event: self.draw_comeback() for event in range(EVENTS) if self.chance(0.7)}

    def draw_comeback(self) -> After:
        returns = self.dice.choice((NONE, 0, 1, 1, 1, 2))
        delay = self.grid(1, 3, 5, 15) if returns == NONE else self.grid(0, 1, 2, 5, 10)
        return After(self.chances(), delay, returns)

    def draw_chase(self) -> After:
        """Draw the coming back after a broken promise: soon, or it would be kept by then."""
        returns = self.dice.choice((NONE, 0, 1, 1, 1, 2))
        delay = self.grid(1, 2, 5) if returns == NONE else self.grid(0, 1, 2, 5)
        return After(self.rules(*self.dice.sample((0.5, 0.75, 1.0), 2)), delay, returns)

    def draw_fixes(self) -> tuple[tuple[str, float], tuple[str, float]]:
        """Draw how much of what brings either reason is fixed; two reasons may have one cause."""
        if self.chance(0.6):
            return ("cause0", 0.0), ("cause0", 0.0)
        one, other = self.dice.choices((0.0, 0.25, 0.5, 0.75), k=2)
        same = self.chance(0.4)
        return ("cause0", one), ("cause0", one) if same else ("cause1", other)

    def draw_days(self) -> Days:
        """Draw one day or several, now and then round the clock."""
        length, night = self.dice.randint(8, 15), self.dice.choice((0, 2, 7))
        days = 1 if self.chance(0.4) else self.dice.randint(2, 3)
        opens = tuple(day * (length + night) for day in range(days))
        closes = tuple(opening + length for opening in opens)
        return Days(opens, closes, stop=self.chance(0.6))

    def draw_people(self, days: Days) -> Customers:
        open_minutes = [
            minute
            for opens, closes in zip(days.opens, days.closes, strict=True)
            for minute in range(opens, closes)
        ]
        count = self.dice.randint(12, 40)
        arrivals = sorted(self.dice.choices(open_minutes, k=count))
        personas = self.dice.choices(range(PERSONAS), k=count)
        return people(arrivals, personas, self.dice.choices((0, 1), k=count))
