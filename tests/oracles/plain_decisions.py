"""The decisions of the plain engine: its own copy, so that two engines cannot share a mistake."""

from __future__ import annotations

import math

from blueprint_sim.simulation.program import NONE, Lane, Outcome, Target
from tests.oracles.plain_rules import rows_of
from tests.oracles.plain_state import Actor, Issue, Request, Task, Visit, Where
from tests.oracles.plain_whom import Whom

ENDS = {
    Target.DONE: Outcome.UNRESOLVED,
    Target.DEAD_END: Outcome.DEAD_END,
    Target.ABANDONED: Outcome.ABANDONED,
    Target.WALKED_AWAY: Outcome.WALKED_AWAY,
    Target.BLOCKED: Outcome.BLOCKED,
    Target.BALKED: Outcome.BALKED,
}


class Decisions(Whom):
    """Who knows what, how long, how it feels, how it ends, and when it is open."""

    # Calling back

    def offers_callback(self, step: int, team: int, issue: Issue) -> bool:
        """Tell whether somebody in this line for this step is offered to be called back."""
        offered = self.tables.callbacks.after_slot[team] != NONE
        return bool(offered and self.tables.steps.visible[step] and self.costs_time(issue))

    def offered_after(self, team: int, issue: Issue) -> int:
        """Give the ticks from joining the line to the offer."""
        slot = self.tables.callbacks.after_slot[team]
        return self.tape.duration(slot, issue.contact - 1, issue.customer)

    def accepts(self, request: Request) -> bool:
        """Tell whether the customer chooses to be called back."""
        table, team = self.tables.callbacks, request.first
        return self._contact_luck(table.accept[team], table.accept_slot[team], request)

    def answers(self, request: Request) -> bool:
        """Tell whether the customer answers when called back."""
        table, team = self.tables.callbacks, request.first
        return self._contact_luck(table.answers[team], table.answers_slot[team], request)

    def _contact_luck(self, choice: int, slot: int, request: Request) -> bool:
        issue = request.issue
        return self.happens(choice, slot, issue, request.visit + 1, issue.contact - 1)

    def hears_announcements(self, step: int, team: int, issue: Issue) -> bool:
        """Tell whether those who wait in this line for this step hear what is said there."""
        said = self.tables.announcements.after[team] != NONE
        return bool(said and self.tables.steps.visible[step] and self.costs_time(issue))

    # Who knows what

    def passed(self, issue: Issue) -> int:
        """Give the facts that whoever has the case would pass on now."""
        if issue.holder is None:
            return issue.brought
        team = issue.holder[0]
        known = issue.memory[issue.holder]
        return sum(
            1 << fact
            for fact in range(known.bit_length())
            if known >> fact & 1 and self._carried(team, fact, issue)
        )

    def _carried(self, team: int, fact: int, issue: Issue) -> bool:
        chance = self.tables.teams.carries[team][fact]
        if chance in (0, 1):
            return bool(chance == 1)
        luck = (issue.contact - 1) << 16 | issue.departures.get(team, 0)
        slot = self.tables.teams.carry_slot[team][fact]
        return bool(self.tape.share(slot, luck, issue.customer) < chance)

    def skipped(self, step: int, issue: Issue) -> bool:
        """Tell whether a step is passed through: taken out, or nothing left to ask or do."""
        steps, questions = self.tables.steps, self.tables.questions
        if steps.emptied[step]:
            return True
        asked = [questions.fact[row] for row in rows_of(questions.at, step)]
        teams = self.by(step, issue)
        if steps.works[step] or not asked or teams is None:
            return False
        known = self._known_to_asker(step, teams, issue)
        return all(known >> fact & 1 for fact in asked)

    def _known_to_asker(self, step: int, teams: list[int], issue: Issue) -> int:
        if self.crosses(step, issue):
            return self.kept_in_mind(issue)
        on_the_line = [issue.held] if issue.held else []
        on_the_line += [issue.standby.actor] if issue.standby else []
        for actor in on_the_line:
            if actor[0] in teams:
                return issue.knows | issue.memory.get(actor, 0)
        together = on_the_line and self.holds_on(step, issue)
        known = issue.knows if together else self.passed(issue)
        if self.unlimited(teams[0]):
            known |= issue.memory.get((teams[0], -1), 0)
        return known

    def due_questions(self, step: int, actor: Actor | None, issue: Issue) -> list[int]:
        """Give the rows of the questions whose facts the actor does not know."""
        if actor is None:
            return []
        questions = self.tables.questions
        known = issue.memory.get(actor, 0)
        rows = rows_of(questions.at, step)
        return [row for row in rows if not known >> questions.fact[row] & 1]

    # How long

    def length(self, visit: Visit, issue: Issue) -> int:
        """Give the ticks that a visit takes: its questions and its own work."""
        v, c = visit.number, issue.customer
        slots = [self.tables.questions.takes_slot[row] for row in visit.questions]
        takes = self.tables.steps.takes[visit.step]
        if takes != NONE:
            slots.append(self.tables.choices.value[self.choose(takes, issue, v + 1)])
        length = sum(self.tape.duration(slot, v, c) for slot in slots if slot != NONE)
        return halves_up(length * visit.hurry[0])

    def task_length(self, task: Task, waiting: int) -> int:
        """Give the ticks that a task takes, with so many in the line of whoever does it."""
        takes, issue = self.tables.steps.takes[task.step], task.branch.issue
        if takes == NONE:
            return 0
        slot = self.tables.choices.value[self.choose(takes, issue, task.number + 1)]
        length = self.tape.duration(slot, task.number, issue.customer)
        return halves_up(length * self.hurry(task.actor, waiting)[0])

    def hurry(self, actor: Actor | None, waiting: int) -> tuple[float, float]:
        """Give what a line of this length does to its team's visits: to length and success."""
        if actor is None:
            return 1.0, 1.0
        table = self.tables.pressure
        reached = [
            (table.takes[row], table.resolves[row])
            for row in rows_of(table.at, actor[0])
            if table.least[row] <= waiting
        ]
        return reached[-1] if reached else (1.0, 1.0)

    def patience(self, issue: Issue) -> int:
        """Give the ticks after which the customer hangs up, at each wait of this contact."""
        slot = self.tables.personas.patience_slot[issue.persona]
        return self.tape.duration(slot, issue.contact - 1, issue.customer)

    def patience_after_announcement(self, left: int, team: int) -> int:
        """Give the ticks of patience left, once those in line have heard what is said there."""
        return halves_up(left * self.tables.announcements.patience[team])

    # How it feels

    def wait_feeling(self, waited: int, issue: Issue) -> float:
        """Give the feeling of a wait: nothing up to the acceptable one, then ever worse."""
        slot = self.tables.personas.acceptable_slot[issue.persona]
        if issue.channel != NONE and self.tables.channels.acceptable_slot[issue.channel] != NONE:
            slot = self.tables.channels.acceptable_slot[issue.channel]
        acceptable = self.tape.duration(slot, 0, issue.customer)
        if issue.stretch != 1:
            waited = halves_up(waited * issue.stretch)
        if waited <= acceptable:
            return 0.0
        if acceptable <= 0:
            return -2.0
        slope = self.tables.feelings.wait_slope[issue.persona]
        return float(max(-2.0, -(slope * (waited - acceptable) / acceptable))) + 0.0

    def work_is_felt(self, step: int) -> bool:
        """Tell whether the work of a step is a moment even when no event happens in it."""
        steps = self.tables.steps
        return bool(steps.lane[step] == Lane.FRONTSTAGE and steps.shows[step])

    def has_had_enough(self, step: int, issue: Issue) -> bool:
        """Tell whether the customer walks away as a visit of this step ends."""
        tolerance = self.tables.personas.tolerance[issue.persona]
        borne = tolerance == NONE or issue.misery < tolerance
        return bool(self.tables.steps.visible[step] and not borne and not issue.resolved)

    # The end

    def outcome(self, target: int, issue: Issue) -> Outcome:
        """Give the outcome of a contact that ends there."""
        if issue.resolved or (target == Target.DONE and self.tables.done_resolves):
            return Outcome.RESOLVED
        return ENDS[Target(target)]

    def is_spared(self, issue: Issue) -> bool:
        """Tell whether the cause that would bring a customer is fixed for them."""
        fixes = self.tables.fixes
        share, slot = fixes.share[issue.reason], fixes.slot[issue.reason]
        return slot != NONE and bool(self.tape.share(slot, 0, issue.customer) < share)

    def comes_back(self, outcome: Outcome, issue: Issue) -> bool:
        """Tell whether the customer would come back after this contact."""
        after = self.tables.afterwards
        limit = after.returns[outcome]
        if after.chance[outcome] == NONE or (limit != NONE and issue.came - 1 >= limit):
            return False
        return self.happens(after.chance[outcome], after.slot, issue, 0, issue.contact - 1)

    def surfaces(self, outcome: Outcome, issue: Issue) -> int | None:
        """Give the row of what will turn out to be wrong with what seems resolved; or none."""
        table = self.tables.surfacing
        if outcome != Outcome.RESOLVED:
            return None
        for row, event in enumerate(table.event):
            most = table.returns[row]
            used_up = most != NONE and issue.surfaced.count(event) >= most
            if not issue.lately >> event & 1 or used_up:
                continue
            if self.happens(table.chance[row], table.slot[row], issue, 0, issue.contact - 1):
                return row
        return None

    def due(self, now: int, slot: int, issue: Issue) -> int | None:
        """Give when they come back: within opening hours, or none if after the last close."""
        return self.when_open(now + self.tape.duration(slot, issue.contact - 1, issue.customer))

    def chases(self, issue: Issue) -> bool:
        """Tell whether a customer who is out of touch asks after a promise just broken."""
        table = self.tables.chasing
        used_up = table.returns != NONE and issue.chases >= table.returns
        walked_away = issue.verdict is not None and issue.verdict[0] == Outcome.WALKED_AWAY
        if table.chance == NONE or used_up or walked_away:
            return False
        return self.happens(table.chance, table.slot, issue, 0, issue.contact - 1)

    def chase_due(self, now: int, issue: Issue) -> int | None:
        """Give when they do: within opening hours, or none if after the last close."""
        slot = self.tables.chasing.delay_slot
        return self.when_open(now + self.tape.duration(slot, issue.contact - 1, issue.customer))

    def when_open(self, due: int) -> int | None:
        """Give the first instant from then on at which it is open."""
        calendar = self.tables.calendar
        days = zip(calendar.opens, calendar.closes, strict=True)
        return next((max(due, opens) for opens, closes in days if due < closes), None)

    # By night

    def comes_too_early(self, step: int, issue: Issue, now: int) -> bool:
        """Tell whether somebody away comes to a step that begins by day only, and it is night."""
        if issue.where != Where.AWAY or self.when_open(now) == now:
            return False
        teams = self.by(step, issue)
        alone = teams is None or self.unlimited(teams[0])
        return not (self.tables.steps.away[step] and alone)


def halves_up(number: float) -> int:
    """Round to the nearest whole number, halves up."""
    return math.floor(number + 0.5)
