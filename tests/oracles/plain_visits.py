"""A visit in the plain engine: it starts, the case is handed over, questions and events fall."""

from __future__ import annotations

from collections.abc import Callable

from blueprint_sim.simulation.log import Handoff
from blueprint_sim.simulation.program import NONE
from tests.oracles.plain_books import Books
from tests.oracles.plain_calendar import Calendar
from tests.oracles.plain_decisions import Decisions
from tests.oracles.plain_feelings import Feelings
from tests.oracles.plain_line import Line
from tests.oracles.plain_rules import rows_of
from tests.oracles.plain_state import Actor, Issue, Visit, Where


class Visits:
    """Starts visits, and tells what came of them; `end` is what happens when one is over."""

    def __init__(
        self,
        decide: Decisions,
        calendar: Calendar,
        books: Books,
        feelings: Feelings,
        line: Line,
        end: Callable[[tuple[Issue, Visit]], None],
    ) -> None:
        self.decide = decide
        self.tables = decide.tables
        self.calendar = calendar
        self.books = books
        self.feelings = feelings
        self.line = line
        self.end = end

    # It starts

    def start(self, issue: Issue, step: int, actor: Actor | None, asked: int) -> None:
        """Begin the next visit of a step, with whoever serves."""
        if actor and actor[1] != NONE:
            issue.served.append(actor)
        v, now = issue.visits[step], self.calendar.now
        self.calendar.count_visit(v)
        issue.visits[step] += 1
        if self.tables.steps.visible[step]:
            self.feelings.close_spell(issue, step, v + 1)
        elif issue.spell is None and issue.where != Where.AWAY:
            issue.spell = now
        visit = Visit(step, v, actor, asked, now, self.take_case(issue, step, actor))
        visit.questions = self.decide.due_questions(step, actor, issue)
        visit.hurry = self.decide.hurry(actor, self.line.length(actor[0]) if actor else 0)
        at = now + self.decide.length(visit, issue)
        ids = (issue.customer, step, v)
        self.calendar.plan(at, self.calendar.ranks.visit_ends, ids, self.end, (issue, visit))

    def take_case(self, issue: Issue, step: int, actor: Actor | None) -> Handoff:
        """Have the customer, and the case unless who stands by only asks for advice."""
        consulted = issue.standby and not self.tables.steps.visible[step]
        if issue.standby and not consulted:
            issue.briefed = actor
        handoff = Handoff.NONE if consulted else self.meet(issue, actor)
        issue.held, issue.briefed = actor, None
        return handoff

    def meet(self, issue: Issue, actor: Actor | None) -> Handoff:
        """Hand the case to an actor, and tell whether anything known was lost."""
        if actor is None or actor == issue.holder:
            return Handoff.NONE
        passed = issue.knows if issue.briefed == actor else self.decide.passed(issue)
        issue.memory[actor] = issue.memory.get(actor, 0) | passed
        giver, issue.holder = issue.holder, actor
        if giver is None:
            return Handoff.NONE
        issue.departures[giver[0]] = issue.departures.get(giver[0], 0) + 1
        if issue.memory[giver] & ~issue.memory[actor]:
            issue.cold = True
            return Handoff.COLD
        return Handoff.WARM

    # It ends

    def answer(self, issue: Issue, visit: Visit, row: int) -> bool:
        """Tell a fact, and tell whether it was told before."""
        questions, luck = self.tables.questions, visit.number
        fact = questions.fact[row]
        repeated = bool(issue.told >> fact & 1)
        if self.tables.steps.visible[visit.step]:
            self.feelings.feel_question(issue, visit, fact, repeated)
        issue.told |= 1 << fact
        choice, slot = questions.understood[row], questions.understood_slot[row]
        if self.decide.happens(choice, slot, issue, luck + 1, luck) and visit.actor:
            issue.memory[visit.actor] |= 1 << fact
        return repeated

    def happen(self, issue: Issue, visit: Visit) -> list[int]:
        """Give the events that happen in a visit."""
        table, v = self.tables.happenings, visit.number
        happened = []
        for row in rows_of(table.at, visit.step):
            if self.decide.happens(table.chance[row], table.slot[row], issue, v + 1, v):
                event = table.event[row]
                happened.append(event)
                issue.had |= 1 << event
                issue.lately |= 1 << event
                issue.happened[event] = (visit.step, v + 1, event, self.calendar.now)
                self.books.write_event(issue, visit, event)
        return happened

    def resolve(self, issue: Issue, visit: Visit) -> None:
        """Resolve the issue, if the visit does."""
        steps, v = self.tables.steps, visit.number
        choice, slot = steps.resolves[visit.step], steps.resolves_slot[visit.step]
        if choice != NONE and self.decide.happens(choice, slot, issue, v + 1, v, visit.hurry[1]):
            issue.resolved = True
