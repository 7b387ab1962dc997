"""A contact walks through steps: at each the customer meets somebody, is served, and leaves."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import End, Handoff, Moment
from blueprint_sim.simulation.program import NONE, Target
from blueprint_sim.simulation.simpy_engine.case import NOBODY, Actor, Case
from blueprint_sim.simulation.simpy_engine.clock import Event, Rank, priority
from blueprint_sim.simulation.simpy_engine.plan import Question, StepPlan
from blueprint_sim.simulation.simpy_engine.team import Request
from blueprint_sim.simulation.simpy_engine.way import Way

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.journey import Issue


class Contact:
    """One contact of an issue, and the visit that the customer is at."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self.house = issue.house
        self.began = self.latest = issue.house.clock.now
        self.case = Case(issue)
        self.way = Way(self)
        self.held: Actor | None = None
        """Whose time the customer is taking right now."""
        self.prompts = 0
        self.spell = NONE
        """Since when the customer has been waiting, without a break."""
        self.open = False
        """The visit at hand has begun or is waited for, and is not in the log yet."""
        self.step: StepPlan
        self.visit = 0
        self.teams: tuple[int, ...] = ()
        self.actor = NOBODY
        self.asked = self.started = NONE
        self.handoff = Handoff.NONE
        self.questions: tuple[Question, ...] = ()
        self.request: Request | None = None

    def run(self) -> Generator[Event, None, int]:
        """Walk through the steps; give the end that is reached, a `Target`."""
        clock, teams = self.house.clock, self.house.teams
        target = self.way.start()
        while target >= 0:
            if teams.closed:  # nobody starts any more: the customer stays, unfinished
                yield clock.event()
            event = self.meet(target)
            if event is None:
                target = self._turned_away()
                continue
            yield event
            target = self._hang_up() if self.started == NONE else self.leave()
        if self.spell != NONE:
            self._end_spell()
        return target

    # -- meet -------------------------------------------------------------------------------------

    def meet(self, number: int) -> Event | None:
        """Come to a step: be served at once, or wait in line; None: the line is full."""
        house = self.house
        step = self.step = house.plan.steps[number]
        self.visit = self.issue.visits.get(number, 0)
        self.asked = house.clock.now
        self.started = NONE
        self.handoff = Handoff.NONE
        self.questions = ()
        self.request = None
        self.teams = teams = self.way.by_whom(step)
        actor = self._someone(teams)
        if actor is not None:
            event = house.clock.event()
            self._serve(actor, event)
            return event
        self.actor = (teams[0], NONE)
        return None if house.teams.is_full(teams[0]) else self._wait()

    def _someone(self, teams: tuple[int, ...]) -> Actor | None:
        """Give who serves at once: nobody, whoever has the customer, or somebody idle."""
        if not teams:
            return NOBODY
        if self.held is not None and self.held[0] in teams:
            return self.held
        return self.house.teams.find_idle(teams)

    def _wait(self) -> Event:
        house, issue, now = self.house, self.issue, self.asked
        if self.spell == NONE:
            self.spell = now
        self.open = True
        event = house.clock.event()
        request = self.request = Request(self, self.teams, event)
        personas, number = house.program.personas, self.step.number
        first = personas.priority[issue.persona]
        house.teams.join(request, rules.standing(first, now, issue.customer, number, self.visit))
        slot = personas.patience_slot[issue.persona]
        if slot != NONE and self.step.visible and not house.program.teams.machine[self.teams[0]]:
            patience = house.tape.duration(slot, issue.contacts - 1, issue.customer)
            key = priority(Rank.RENEGE, issue.customer, number, self.visit)
            house.clock.at(now + patience, key, request.lose_patience)
        return event

    def _turned_away(self) -> int:
        self._log_visit(End.BLOCKED, NONE, 0)
        target = self.house.program.teams.when_full[self.teams[0]]
        if target < 0:
            return Target.BLOCKED
        self.way.hop(target)
        return self.way.on(target)

    def _hang_up(self) -> int:
        self._count_wait()
        self._log_visit(End.RENEGED, NONE, 0)
        return Target.ABANDONED

    # -- serve ------------------------------------------------------------------------------------

    def granted(self, event: Event, actor: Actor) -> None:
        """Be called out of the line by a worker."""
        self._count_wait()
        self._serve(actor, event)

    def _serve(self, actor: Actor, event: Event) -> None:
        """Begin a visit; one event of the calendar will end it."""
        issue, step, clock = self.issue, self.step, self.house.clock
        self.started = now = clock.now
        self.actor = actor
        self.open = True
        self.way.hops = 0
        issue.visits[step.number] = self.visit + 1
        if not step.visible:
            if self.spell == NONE:
                self.spell = now
        elif self.spell != NONE:
            self._end_spell()
        if actor is not NOBODY:
            self.held = actor
            self.handoff = self.case.hand_to(actor)
        key = priority(Rank.VISIT_ENDS, issue.customer, step.number, self.visit)
        clock.schedule(event, now + self._duration(), key)

    def _duration(self) -> int:
        tape, customer, visit, step = self.house.tape, self.issue.customer, self.visit, self.step
        length = 0
        if step.questions and self.actor is not NOBODY:
            known = self.case.known
            self.questions = tuple(q for q in step.questions if not known & q.bit)
            for question in self.questions:
                length += tape.duration(question.takes, visit, customer)
        if step.takes == NONE:
            return length
        slot = step.duration
        if slot == NONE:
            slot = self.house.program.choices.value[self.way.choose(step.takes, visit + 1)]
        return length + tape.duration(slot, visit, customer)

    # -- leave ------------------------------------------------------------------------------------

    def leave(self) -> int:
        """Be done with a visit: give the next step, or how the contact ends."""
        repeats = self._answer() if self.questions else 0
        self._live_through()
        target = self._where_next()
        self._log_visit(End.SERVED, self._let_go(target), repeats)
        return target

    def _answer(self) -> int:
        """Tell what was asked; give how often it had been told before."""
        issue, step, case = self.issue, self.step, self.case
        repeated = self.house.program.feelings.repeated_question[issue.persona]
        repeats = 0
        for question in self.questions:
            total = 0.0
            if issue.told & question.bit:
                repeats += 1
                total += repeated
            total += self._one_more_prompt()
            total += self.cold_handoff()
            issue.feel(step.number, self.visit + 1, Moment.QUESTION, question.fact, total)
            issue.told |= question.bit
            if self.way.happens(question.understood, question.luck, self.visit, self.visit + 1):
                case.learn(question.bit)
        return repeats

    def _live_through(self) -> None:
        """Let happen what happens; feel the work, or wait while it is done out of sight."""
        issue, step, visit = self.issue, self.step, self.visit
        happened, total = self._happenings() if step.happenings else (0, 0.0)
        if step.resolves != NONE and self.way.happens(
            step.resolves, step.resolves_luck, visit, visit + 1
        ):
            issue.resolved = True
        if not step.visible:
            issue.waited += self.house.clock.now - self.started
        elif rules.work_is_felt(step.visible, step.frontstage, step.shows, happened):
            if self.actor is not NOBODY and self.house.program.teams.machine[self.actor[0]]:
                total += self._one_more_prompt()
            total += self.cold_handoff()
            issue.feel(step.number, visit + 1, Moment.WORK, NONE, total)

    def _happenings(self) -> tuple[int, float]:
        """Let events happen or not; give their mask and the sum of their feelings."""
        issue, house, number = self.issue, self.house, self.visit + 1
        feelings = house.program.feelings.event[issue.persona]
        happened, total = 0, 0.0
        for event, bit, chance, luck in self.step.happenings:
            if self.way.happens(chance, luck, self.visit, number):
                happened |= bit
                issue.had |= bit
                total += feelings[event]
                row = (issue.customer, issue.contacts, self.step.number, number, event)
                house.log["events"].append((*row, house.clock.now))
        return happened, total

    def _one_more_prompt(self) -> float:
        feelings, persona = self.house.program.feelings, self.issue.persona
        self.prompts += 1
        tired = self.prompts > feelings.patience_for_prompts[persona]
        return feelings.one_more_question[persona] if tired else 0.0

    def cold_handoff(self) -> float:
        """Feel a cold handoff, once, in the first moment after it."""
        if not self.case.cold:
            return 0.0
        self.case.cold = False
        return self.house.program.feelings.cold_handoff[self.issue.persona]

    def _where_next(self) -> int:
        issue, step = self.issue, self.step
        tolerance = self.house.program.personas.tolerance[issue.persona]
        if step.visible and rules.walks_away(issue.misery, tolerance, issue.resolved):
            return Target.WALKED_AWAY
        return self.way.leaving(step, self.visit)

    def _let_go(self, target: int) -> int:
        """Let the worker go, unless the next step is theirs as well; give when they are free."""
        house, held = self.house, self.held
        now = house.clock.now
        if held is None:
            return NONE
        if target >= 0 and held[0] in self.way.by_whom(house.plan.steps[target]):
            return now
        self.held = None
        team, worker = held
        if worker == NONE:
            return now
        if not house.program.teams.wraps[team]:
            house.teams.let_go(team, worker)
            return now
        slot = house.program.teams.wrap_slot[team][self.step.number]
        freed = now + house.tape.duration(slot, self.visit, self.issue.customer)
        house.teams.wrap_up(house.clock, team, worker, freed)
        return freed

    # -- waiting and writing --------------------------------------------------------------------

    def _count_wait(self) -> None:
        """Count a stand in line as waiting for a person, or for what is done out of sight."""
        if not self.step.visible or not self.house.program.teams.machine[self.teams[0]]:
            self.issue.waited += self.house.clock.now - self.asked

    def _end_spell(self) -> None:
        """Judge a wait that is over."""
        issue, house = self.issue, self.house
        wait = house.clock.now - self.spell
        self.spell = NONE
        if wait > 0:
            slot = house.program.personas.acceptable_slot[issue.persona]
            acceptable = house.tape.duration(slot, 0, issue.customer)
            slope = house.program.feelings.wait_slope[issue.persona]
            total = rules.wait_valence(wait, acceptable, slope) + self.cold_handoff()
            issue.feel(self.step.number, self.visit + 1, Moment.WAIT, NONE, total)

    def _log_visit(self, how: End, freed: int, repeats: int, ended: int | None = None) -> None:
        self.open = False
        self.latest = self.house.clock.now if ended is None else ended
        self.house.log["visits"].append(
            (
                self.issue.customer,
                self.issue.contacts,
                self.step.number,
                self.visit + 1,
                self.actor[0],
                self.actor[1],
                self.asked,
                self.started,
                self.latest,
                freed,
                how,
                len(self.questions),
                repeats,
                self.handoff,
            )
        )

    def cut_off(self, horizon: int) -> int:
        """Log the visit that is still waited for as the run ends; give when all has ended."""
        if self.open:
            self._log_visit(End.UNFINISHED, NONE, 0, horizon)
        return max(horizon, self.latest)
