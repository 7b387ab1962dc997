"""A contact walks through steps: at each the customer meets somebody, is served, and leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import End, Handoff
from blueprint_sim.simulation.program import NONE, Target
from blueprint_sim.simulation.simpy_engine.clock import Rank, priority
from blueprint_sim.simulation.simpy_engine.diary import UNFELT
from blueprint_sim.simulation.simpy_engine.plan import Question, StepPlan
from blueprint_sim.simulation.simpy_engine.team import NOBODY, Actor, Request
from blueprint_sim.simulation.simpy_engine.way import Way

if TYPE_CHECKING:
    from collections.abc import Generator

    from blueprint_sim.simulation.simpy_engine.journey import Issue

# Plain integers: looking up and packing a member of an enumeration costs more than the rest.
_SERVED, _RENEGED = int(End.SERVED), int(End.RENEGED)
_BLOCKED, _UNFINISHED = int(End.BLOCKED), int(End.UNFINISHED)
_NO_HANDOFF = int(Handoff.NONE)
_WALKED_AWAY, _ABANDONED = int(Target.WALKED_AWAY), int(Target.ABANDONED)


class Contact(Way):
    """One contact of an issue, and the visit that the customer is at."""

    __slots__ = (
        "actor",
        "asked",
        "began",
        "handoff",
        "latest",
        "open",
        "prompts",
        "questions",
        "request",
        "spell",
        "started",
        "step",
        "teams",
        "visit",
        "wait_ended",
        "wait_felt",
    )

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue)
        self.began = self.latest = issue.house.clock.time
        self.prompts = 0
        self.spell = NONE
        """Since when the customer has been waiting, without a break."""
        self.open = False
        """The visit at hand has begun or is waited for, and is not in the log yet."""
        self.step: StepPlan
        self.visit: int
        self.teams: tuple[int, ...]
        self.actor: Actor
        self.asked: int
        self.started: int
        self.handoff: int
        self.questions: tuple[Question, ...]
        self.request: Request | None = None
        self.wait_felt: float
        self.wait_ended: int

    def run(self) -> Generator[None, None, int]:
        """Walk through the steps; give the end that is reached, a `Target`."""
        teams = self.house.teams
        target = self.way_in()
        while target >= 0:
            if teams.closed:  # nobody starts any more: the customer stays, unfinished
                yield
            if self.meet(target):
                yield
                target = self.leave() if self.started >= 0 else self._hang_up()
            else:
                target = self._turned_away()
        return target

    # -- meet -------------------------------------------------------------------------------------

    def meet(self, number: int) -> bool:
        """Come to a step, and be served at once or wait in line; not if the line is full."""
        house, held = self.house, self.held
        house.at_hand = number
        step = self.step = house.steps[number]
        self.visit = self.issue.visits.get(number, 0)
        self.asked = house.clock.time
        self.wait_felt = UNFELT
        self.questions = ()
        self.open = True
        if held is None and step.anyone is not None:
            self.serve(step.anyone)
            return True
        teams = self.teams = step.teams or self.by_whom(step)
        if not teams:
            self.serve(NOBODY)
            return True
        actor = held if held is not None and held[0] in teams else house.teams.find_idle(teams)
        if actor is not None:
            self.serve(actor)
            return True
        self.actor = (teams[0], NONE)
        self.started = NONE
        self.handoff = _NO_HANDOFF
        if house.teams.is_full(teams[0]):
            return False
        self._wait()
        return True

    def _wait(self) -> None:
        house, issue, step, now = self.house, self.issue, self.step, self.asked
        if self.spell < 0:
            self.spell = now
        request = self.request = Request(self, self.teams)
        customer, number = issue.customer, step.number
        first = house.personas.priority[issue.persona]
        house.teams.join(request, rules.standing(first, now, customer, number, self.visit))
        slot = house.personas.patience_slot[issue.persona]
        if slot != NONE and step.visible and not house.is_machine[self.teams[0]]:
            patience = house.tape.duration(slot, issue.contacts - 1, customer)
            key = priority(Rank.RENEGE, customer, number, self.visit)
            house.clock.call(now + patience, key, lambda _: self._lose_patience(request))

    def _lose_patience(self, request: Request) -> None:
        """Hang up, unless somebody has answered or sent everybody home by now."""
        if request.waiting and not self.house.teams.closed:
            self.house.teams.leave(request)
            self.issue.alarm.ring()

    def _hang_up(self) -> int:
        self._count_wait()
        self._end_spell()
        self._write(_RENEGED, self.house.clock.time)
        return _ABANDONED

    def _turned_away(self) -> int:
        target: int = self.house.program.teams.when_full[self.teams[0]]
        if target >= 0:
            self.hop(target)
            target = self.on(target)
        if target < 0 and self.spell >= 0:
            self._end_spell()
        self._write(_BLOCKED, self.house.clock.time)
        return target

    # -- serve ------------------------------------------------------------------------------------

    def granted(self, actor: Actor) -> None:
        """Be called out of the line by a worker."""
        self._count_wait()
        self.serve(actor)

    def serve(self, actor: Actor) -> None:
        """Begin a visit; one event of the calendar will end it."""
        house, issue, step, visit = self.house, self.issue, self.step, self.visit
        self.started = now = house.clock.time
        self.actor = actor
        self.hops = 0
        issue.visits[step.number] = visit + 1
        if self.spell >= 0:
            if step.visible:
                self._end_spell()
        elif not step.visible:
            self.spell = now
        if actor is NOBODY:
            self.handoff = _NO_HANDOFF
        else:
            self.held = actor
            self.handoff = self.case.hand_to(actor)
        if step.questions or step.duration == NONE:
            ends = now + self._length(step)
        else:
            ends = now + house.duration(step.duration, visit, issue.customer)
        issue.alarm.set(ends, step.key + issue.key + visit)

    def _length(self, step: StepPlan) -> int:
        """Give how long a visit takes: what is asked, and the work itself."""
        duration, customer, visit = self.house.tape.duration, self.issue.customer, self.visit
        length = 0
        if self.actor is not NOBODY:
            known = self.case.known
            self.questions = tuple(q for q in step.questions if not known & q.bit)
            for question in self.questions:
                length += duration(question.takes, visit, customer)
        if step.takes == NONE:
            return length
        slot: int = self.house.program.choices.value[self.choose(step.takes, visit + 1)]
        return length + duration(slot, visit, customer)

    # -- leave ------------------------------------------------------------------------------------

    def leave(self) -> int:
        """Be done with a visit: give the next step, or how the contact ends."""
        issue, step = self.issue, self.step
        now = self.house.clock.time
        repeats = self._answer() if self.questions else 0
        if not step.calm:
            felt = self._live_through(step)
        elif step.felt:
            felt = self._feel_work(0.0)
        else:
            felt = UNFELT
        target = step.after
        if issue.misery >= issue.tolerance and step.visible and not issue.resolved:
            target = _WALKED_AWAY
        elif target is None:
            target = self.way_out(step, self.visit)
        if self.spell >= 0 and target < 0:
            self._end_spell()
        freed = NONE if self.held is None else self._let_go(self.held, target)
        self._write(_SERVED, now, freed, repeats, felt)
        return target

    def _answer(self) -> int:
        """Tell what was asked; give how often it had been told before."""
        issue, case, diary = self.issue, self.case, self.house.diary
        repeated = self.house.feelings.repeated_question[issue.persona]
        repeats = 0
        for fact, bit, _, understood, luck in self.questions:
            total = 0.0
            if issue.told & bit:
                repeats += 1
                total += repeated
            total += self._one_more_prompt()
            if case.cold:
                total += self.cold_handoff()
            diary.question(self.house.clock.time, issue.feel(total), fact)
            issue.told |= bit
            if self.happens(understood, luck, self.visit, self.visit + 1):
                case.learn(bit)
        return repeats

    def _live_through(self, step: StepPlan) -> float:
        """Let happen what happens; give how the work felt, or wait while it is out of sight."""
        issue, visit = self.issue, self.visit
        happened, total = self._happenings() if step.happenings else (0, 0.0)
        if step.resolves != NONE and self.happens(
            step.resolves, step.resolves_luck, visit, visit + 1
        ):
            issue.resolved = True
        if not step.visible:
            issue.waited += self.house.clock.time - self.started
            return UNFELT
        return self._feel_work(total) if rules.work_is_felt(step.felt, happened) else UNFELT

    def _happenings(self) -> tuple[int, float]:
        """Let events happen or not; give their mask and the sum of their feelings."""
        issue, house, number = self.issue, self.house, self.visit + 1
        feelings = house.feelings.event[issue.persona]
        happened, total = 0, 0.0
        for event, bit, chance, luck in self.step.happenings:
            if self.happens(chance, luck, self.visit, number):
                happened |= bit
                issue.had |= bit
                total += feelings[event]
                row = (issue.customer, issue.contacts, self.step.number, number, event)
                house.diary.events.append((*row, house.clock.time))
        return happened, total

    def _feel_work(self, total: float) -> float:
        """Give the valence of the work itself."""
        if self.actor is not NOBODY and self.house.is_machine[self.actor[0]]:
            total += self._one_more_prompt()
        if self.case.cold:
            total += self.cold_handoff()
        return self.issue.feel(total) if total else 0.0

    def _one_more_prompt(self) -> float:
        feelings, persona = self.house.feelings, self.issue.persona
        self.prompts += 1
        if self.prompts <= feelings.patience_for_prompts[persona]:
            return 0.0
        return feelings.one_more_question[persona]

    def cold_handoff(self) -> float:
        """Feel a cold handoff, once, in the first moment after it."""
        self.case.cold = False
        return self.house.feelings.cold_handoff[self.issue.persona]

    def _let_go(self, held: Actor, target: int) -> int:
        """Let the worker go, unless the next step is theirs as well; give when they are free."""
        house, (team, worker) = self.house, held
        now = house.clock.time
        if target >= 0:
            following = house.steps[target]
            if team in (following.teams or self.by_whom(following)):
                return now
        self.held = None
        if worker < 0:
            return now
        if not house.wraps[team]:
            house.teams.let_go(team, worker)
            return now
        slot = house.program.teams.wrap_slot[team][self.step.number]
        freed = now + house.tape.duration(slot, self.visit, self.issue.customer)
        house.teams.wrap_up(team, worker, freed)
        return freed

    # -- waiting and writing ----------------------------------------------------------------------

    def _count_wait(self) -> None:
        """Count a stand in line as waiting for a person, or for what is done out of sight."""
        if not self.step.visible or not self.house.is_machine[self.teams[0]]:
            self.issue.waited += self.house.clock.time - self.asked

    def _end_spell(self) -> None:
        """Judge a wait that is over."""
        issue, house = self.issue, self.house
        now = house.clock.time
        wait = now - self.spell
        self.spell = NONE
        if wait > 0:
            persona = issue.persona
            slot = house.personas.acceptable_slot[persona]
            acceptable = house.tape.duration(slot, 0, issue.customer)
            total = rules.wait_valence(wait, acceptable, house.feelings.wait_slope[persona])
            if self.case.cold:
                total += self.cold_handoff()
            self.wait_felt = issue.feel(total)
            self.wait_ended = now

    def _write(
        self, how: int, ended: int, freed: int = NONE, repeats: int = 0, felt: float = UNFELT
    ) -> None:
        """Put the visit into the diary."""
        issue, actor, diary = self.issue, self.actor, self.house.diary
        self.open = False
        self.latest = ended
        if self.wait_felt == self.wait_felt:  # not UNFELT, which is not a number
            diary.wait(self.wait_ended, self.wait_felt)
        rows = diary.visits
        rows.add(
            rows.pack(
                issue.customer,
                issue.contacts,
                self.step.number,
                self.visit + 1,
                actor[0],
                actor[1],
                self.asked,
                self.started,
                ended,
                freed,
                how,
                len(self.questions),
                repeats,
                self.handoff,
                felt,
            )
        )

    def cut_off(self, horizon: int) -> int:
        """Log the visit that is still waited for as the run ends; give when all has ended."""
        if self.open:
            self._write(_UNFINISHED, horizon)
        return max(horizon, self.latest)
