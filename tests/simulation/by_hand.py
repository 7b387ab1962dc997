"""A day worked out by hand, and the log of the same day written down in the same way.

Times are minutes. `.` stands for what is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from blueprint_sim.format.load import loads
from blueprint_sim.measures import Record, labels, read
from blueprint_sim.measures.readings import Label
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.simulation.customers import population
from blueprint_sim.simulation.engine import Engine
from blueprint_sim.simulation.log import End, Handoff, Log, Moment, Spell
from blueprint_sim.simulation.program import Names, Outcome
from blueprint_sim.simulation.tape import Blocks, Luck, SeededTape
from blueprint_sim.studies.run import prepare
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.specs import MINUTE, people


class Day:
    """What happened: the log of one variant, as text.

    Customers come at the minutes of `arrivals`, or as the scenario says.
    """

    def __init__(
        self,
        engine: Engine,
        scenario: str | Scenario,
        arrivals: Iterable[int] | None = None,
        *,
        variant: str = "a",
        personas: Sequence[int] = (),
        reasons: Sequence[int] = (),
    ) -> None:
        written = loads(scenario) if isinstance(scenario, str) else scenario
        study = prepare(written, [variant], seed=1)
        (program,) = study.programs
        if arrivals is None:
            customers = population(study.demand, study.personas, program.calendar, study.seed, 0)
        else:
            customers = people(arrivals, personas, reasons)
        tape = SeededTape(program, Blocks(Luck(1, 0), customers))
        self.names: Names = program.names
        self.log: Log = engine(program, customers, tape)
        audit(program, customers, tape, self.log)
        conserve(program, customers, self.log)
        self._readings = read(Record(self.log, program, study.yardstick))
        self._labels = labels(program)

    def measure(self, key: str) -> float:
        """Give a measure of all issues."""
        return self._measure(Label("variant", "", key))

    def measure_of_team(self, team: str, key: str) -> float:
        """Give a measure of a team."""
        return self._measure(Label("team", team, key))

    def _measure(self, label: Label) -> float:
        entry = self._labels.index(label)
        return float(self._readings.x[entry] / self._readings.n[entry])

    def visits(self) -> list[list[str]]:
        """Who, contact, step, visit, by whom, asked, started, ended, freed, how, questions..."""
        return [
            [
                *(said(row[column]) for column in ("customer", "contact")),
                f"{self.names.steps[row['step']]}:{row['visit']}",
                self.server(row),
                *(minutes(row[column]) for column in ("asked", "started", "ended", "freed")),
                End(row["how"]).name.lower(),
                f"{row['questions']}/{row['repeats']}",
                Handoff(row["handoff"]).name.lower(),
            ]
            for row in self.log.visits
        ]

    def server(self, row: Any) -> str:
        if row["team"] < 0:
            return "."
        team = self.names.teams[row["team"]]
        return team if row["worker"] < 0 else f"{team}.{row['worker']}"

    def moments(self) -> list[list[str]]:
        """Who, contact, step and visit, what, when, and how it felt."""
        return [
            [
                *(said(row[column]) for column in ("customer", "contact")),
                "." if row["step"] < 0 else f"{self.names.steps[row['step']]}:{row['visit']}",
                self.what(row),
                minutes(row["at"]),
                f"{row['valence']:+g}",
            ]
            for row in self.log.moments
        ]

    def what(self, row: Any) -> str:
        kind, detail = Moment(row["kind"]), row["detail"]
        if kind == Moment.QUESTION:
            return f"{self.names.facts[detail]}?"
        return Outcome(detail).name.lower() if kind == Moment.ENDING else kind.name.lower()

    def contacts(self) -> list[list[str]]:
        """Who, contact, from, to, how it ended, and on which channel, if there are any."""
        return [
            [
                *(said(row[column]) for column in ("customer", "contact")),
                *(minutes(row[column]) for column in ("began", "ended")),
                Outcome(row["outcome"]).name.lower(),
                *([self.names.channels[row["channel"]]] if self.names.channels else []),
            ]
            for row in self.log.contacts
        ]

    def events(self) -> list[list[str]]:
        """Who, contact, step and visit, what happened, and when."""
        return [
            [
                *(said(row[column]) for column in ("customer", "contact")),
                f"{self.names.steps[row['step']]}:{row['visit']}",
                self.names.events[row["event"]],
                minutes(row["at"]),
            ]
            for row in self.log.events
        ]

    def surfaced(self) -> list[list[str]]:
        """Who, the contact that it leads to, step and visit, what, when, and when they came."""
        return [
            [
                *(said(row[column]) for column in ("customer", "contact")),
                f"{self.names.steps[row['step']]}:{row['visit']}",
                self.names.events[row["event"]],
                *(minutes(row[column]) for column in ("happened", "at")),
            ]
            for row in self.log.surfaced
        ]

    def spells(self) -> list[list[str]]:
        """Who, contact, step and visit, what, by whom, from, to, when they were free, and, if
        there is work in the meantime, when it was due to begin.
        """
        asked = ("asked",) if Spell.TASK in self.log.spells["kind"] else ()
        return [
            [
                *(said(row[column]) for column in ("customer", "contact")),
                f"{self.names.steps[row['step']]}:{row['visit']}",
                Spell(row["kind"]).name.lower(),
                self.server(row),
                *(minutes(row[column]) for column in ("began", "ended", "freed", *asked)),
            ]
            for row in self.log.spells
        ]

    def issues(self) -> list[list[str]]:
        """Who, contacts, from, to, how it ended, and whether they would have come back."""
        return [
            [
                *(said(row[column]) for column in ("customer", "contacts")),
                *(minutes(row[column]) for column in ("arrived", "ended")),
                Outcome(row["outcome"]).name.lower(),
                "later" if row["returns_later"] else ".",
            ]
            for row in self.log.customers
        ]


def said(value: Any) -> str:
    return str(int(value))


def minutes(ticks: Any) -> str:
    whole, rest = divmod(int(ticks), MINUTE)
    return "." if ticks < 0 else str(whole) if rest == 0 else f"{ticks} ticks"


def rows(table: str) -> list[list[str]]:
    """Read a table written by hand; its first line names the columns."""
    return [line.split() for line in table.strip().splitlines()[1:]]
