"""A visit: the customer is served by somebody, learns and feels what there is, and is led on.

All of this depends on nobody else, so it is worked out as the visit begins. What concerns others
(the worker who is free, the line that the customer joins next) waits for the end of the visit.
"""

from __future__ import annotations

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import End, Handoff
from blueprint_sim.simulation.program import NONE, Target
from blueprint_sim.simulation.simpy_engine.plan import UNFELT, Actor, Question, StepPlan
from blueprint_sim.simulation.simpy_engine.way import Way

# Plain integers: looking up and packing a member of an enumeration costs more than the rest.
_SERVED = int(End.SERVED)
_NO_HANDOFF = int(Handoff.NONE)
_WALKED_AWAY = int(Target.WALKED_AWAY)
_NOBODY: Actor = (NONE, NONE)


class Visit(Way):
    """A customer who is served."""

    __slots__ = ("freed", "leaving", "pressure", "prompts", "spell", "stretch", "target", "turn")

    prompts: int
    """Questions and machines that the customer has answered within the contact."""
    spell: int
    """Since when the customer has been waiting, without a break; NONE: is not waiting."""
    stretch: float
    """By which the length of that wait is multiplied, as it is felt."""
    pressure: int
    """What the line does to whoever serves in a pressed step; NONE: nothing."""
    turn: int
    """The number of the visit at hand, from 0."""
    target: int
    """Where the visit leads: to a step, or to an end of the contact."""
    leaving: Actor | None
    """The worker to let go as the visit ends."""
    freed: int
    """When that worker has wrapped up."""

    def visit(self, step: StepPlan, actor: Actor | None, asked: int, now: int) -> int:
        """Be served, or act alone; give when it ends."""
        house, number = self.house, step.number
        turn = self.turn = self.visits[number]
        if turn >= house.most_turns:
            raise house.never_ends()
        self.visits[number] = turn + 1
        self.hops = 0
        wait = UNFELT
        if self.spell >= 0 or not step.visible:
            wait = self._begin_or_end_spell(step, now)

        self.held = actor
        handoff = _NO_HANDOFF
        if actor is not None and actor != self.holder:
            handoff = self.hand_to(actor)
        questions = self.unknown(step) if step.questions and actor is not None else ()
        if questions or step.duration == NONE:
            ends = now + self.length(step, questions)
        else:
            ends = now + house.duration(step.duration, turn, self.number)

        repeats = self._answer(questions, ends) if questions else 0
        if step.plain and not self.cold:
            felt = step.feels
        elif step.calm:
            felt = self._feel_work(0.0) if step.felt else UNFELT
        else:
            felt = self._live_through(step, now, ends)

        target = step.after
        if self.misery >= self.who.tolerance and step.visible and not self.resolved:
            target = _WALKED_AWAY
        elif target is None:
            target = self.way_out(step, turn)
        self.target = target
        if self.spell >= 0 and self.is_last(target, ends):
            wait = self.end_spell(ends)
        freed = NONE if actor is None else self.part(actor, step, ends, target)
        team, worker = actor or _NOBODY
        house.add_visit(
            house.pack_visit(
                self.number,
                self.contacts,
                number,
                turn + 1,
                team,
                worker,
                asked,
                now,
                ends,
                freed,
                _SERVED,
                len(questions),
                repeats,
                handoff,
                wait,
                felt,
            )
        )
        return ends

    def _begin_or_end_spell(self, step: StepPlan, now: int) -> float:
        """Wait while something is done out of sight, until something is seen again."""
        if step.visible:
            return self.end_spell(now)
        if self.spell < 0 and not step.away:
            self.spell = now
        return UNFELT

    def end_spell(self, now: int) -> float:
        """Judge a wait that is over; give how it felt."""
        wait = now - self.spell
        self.spell = NONE
        if self.stretch != 1.0:
            self.stretch, felt = 1.0, rules.scaled(wait, self.stretch)
        else:
            felt = wait
        if wait <= 0:
            return UNFELT
        who = self.who
        acceptable = self.house.duration(who.acceptable, 0, self.number)
        total = rules.wait_valence(felt, acceptable, who.wait_slope)
        if self.cold:
            total += self.feel_cold()
        return self.feel(total)

    def unknown(self, step: StepPlan) -> tuple[Question, ...]:
        """Give what has to be asked: what whoever serves does not know."""
        known = self.known
        return tuple(question for question in step.questions if not known & question.bit)

    def length(self, step: StepPlan, questions: tuple[Question, ...]) -> int:
        """Give how long a visit takes: what is asked, and the work itself."""
        duration, number, turn = self.house.duration, self.number, self.turn
        length = 0
        for question in questions:
            length += duration(question.takes, turn, number)
        if step.takes != NONE:
            slot: int = self.house.program.choices.value[self.choose(step.takes, turn + 1)]
            length += duration(slot, turn, number)
        return self._hurried(length) if step.pressed else length

    def _hurried(self, length: int) -> int:
        """Give how long a visit takes with so many waiting in the line of whoever serves."""
        table = self.house.program.pressure
        self.pressure = NONE
        if self.held is not None:
            team = self.held[0]
            self.pressure = rules.pressed_by(table, team, self.house.teams.waiting(team))
        return length if self.pressure == NONE else rules.scaled(length, table.takes[self.pressure])

    def _answer(self, questions: tuple[Question, ...], now: int) -> int:
        """Tell what is asked; give how often it had been told before."""
        diary, who, turn = self.house.diary, self.who, self.turn
        repeats = 0
        for fact, bit, _, understood, luck in questions:
            total = 0.0
            if self.told & bit:
                repeats += 1
                total += who.repeated_question
            self.prompts += 1
            if self.prompts > who.patience_for_prompts:
                total += who.one_more_question
            if self.cold:
                total += self.feel_cold()
            diary.question(now, self.feel(total), fact)
            self.told |= bit
            if self.happens(understood, luck, turn, turn + 1):
                self.learn(bit)
        return repeats

    def _live_through(self, step: StepPlan, now: int, ends: int) -> float:
        """Let happen what happens; give how the work felt, or wait while it is out of sight."""
        happened, total = self.let_happen(step, ends) if step.happenings else (0, 0.0)
        if step.resolves != NONE and self._resolves(step):
            self.resolved = True
        if not step.visible:
            if self.who.live:
                self.waited += ends - now
            return UNFELT
        return self._feel_work(total) if rules.work_is_felt(step.felt, happened) else UNFELT

    def _resolves(self, step: StepPlan) -> bool:
        """Tell whether the visit does what the customer came for."""
        program, turn = self.house.program, self.turn
        chance: float = program.choices.chance[self.choose(step.resolves, turn + 1)]
        if step.pressed and self.pressure != NONE:
            chance *= program.pressure.resolves[self.pressure]
        return self.house.share(step.resolves_luck, turn, self.number) < chance

    def let_happen(self, step: StepPlan, now: int) -> tuple[int, float]:
        """Let events happen or not; give their mask and the sum of their feelings."""
        turn, number, events = self.turn, self.turn + 1, self.house.diary.events
        happened, total = 0, 0.0
        for event, bit, chance, luck in step.happenings:
            if self.happens(chance, luck, turn, number):
                happened |= bit
                self.had |= bit
                total += self.who.event[event]
                events.append((self.number, self.contacts, step.number, number, event, now))
        return happened, total

    def _feel_work(self, total: float) -> float:
        """Give the valence of the work itself; a machine's is one more prompt."""
        held, who = self.held, self.who
        if held is not None and self.house.is_machine[held[0]]:
            self.prompts += 1
            if self.prompts > who.patience_for_prompts:
                total += who.one_more_question
        if self.cold:
            total += self.feel_cold()
        return self.feel(total) if total else 0.0

    def is_last(self, target: int, now: int) -> bool:
        """Tell whether a visit that ends now, and leads there, is the last of its contact."""
        return target < 0

    def part(self, actor: Actor, step: StepPlan, now: int, target: int) -> int:
        """Keep who served, if the next step is theirs as well; give when they are free."""
        house = self.house
        if target >= 0 and now < house.doors:
            following = house.steps[target]
            if actor[0] in (following.teams or self.by_whom(following)):
                return now
        self.held = None
        team, worker = actor
        if worker < 0:
            return now
        self.leaving = actor
        if house.wraps[team]:
            slot = house.program.teams.wrap_slot[team][step.number]
            now += house.duration(slot, self.turn, self.number)
        self.freed = now
        return now
