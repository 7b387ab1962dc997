"""Channels: a contact takes a line of one, and ends where the way leads off it.

Only variants that declare channels, or steps during which the customer is away, come here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, Outcome, Target
from blueprint_sim.simulation.simpy_engine.clock import Rank, Then, priority
from blueprint_sim.simulation.simpy_engine.journey import Issue
from blueprint_sim.simulation.simpy_engine.plan import UNFELT, Actor, Question, StepPlan
from blueprint_sim.simulation.simpy_engine.team import Request

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.house import House

_REPLY = priority(Rank.RECONTACT)
_BLOCKED = int(Target.BLOCKED)
_MOVED_ON, _UNFINISHED = int(Outcome.MOVED_ON), int(Outcome.UNFINISHED)


class IssueOnChannels(Issue):
    """A customer whose contacts are on channels, and who may be away between two of them."""

    __slots__ = ("away", "channel", "moves", "on_line", "onward", "reply")

    in_one_go = range(0)  # where a visit leads off the channel, others are concerned
    away: bool
    """In no contact: it has not begun yet, or it has ended and the matter goes on."""
    on_line: bool
    """Holds one of the channel's lines."""
    reply: int
    """Slot of the time to answer what the visit at hand asks; NONE: it asks nothing so."""

    def __init__(self, house: House, number: int, arrival: int, reason: int, persona: int) -> None:
        super().__init__(house, number, arrival, reason, persona)
        self.moves = 0
        self.reply = NONE

    # -- begin ------------------------------------------------------------------------------------

    def way_in(self) -> int:
        """Find the way in, and a line of the channel on which it leads."""
        self.channel = self.house.plan.only
        self.away, self.onward, self.on_line = True, False, False
        target = super().way_in()
        self.away = False
        if target < 0 or self.house.steps[target].away:
            return target
        return self._call(target)

    def _call(self, target: int) -> int:
        """Take a line of the channel of a step; give where that leads."""
        house, channel = self.house, self.house.steps[target].channel
        if channel != NONE:
            self.channel = channel
        self.who = house.plan.on[self.channel][self.who.number]
        self.on_line = house.lines.take(self.channel)
        return target if self.on_line else _BLOCKED

    # -- move on ----------------------------------------------------------------------------------

    def crosses(self, step: StepPlan) -> bool:
        """Tell whether a step lies beyond the contact."""
        return rules.crosses(self.away, self.channel, step.away, step.channel)

    def is_last(self, target: int, now: int) -> bool:
        """Tell whether a visit that ends now, and leads there, is the last of its contact."""
        if target < 0:
            return True
        step = self.house.steps[target]
        return (step.away or now < self.house.doors) and self.crosses(step)

    def part(self, actor: Actor, step: StepPlan, now: int, target: int) -> int:
        """Keep who served, if the next step is theirs as well and no contact ends before it."""
        beyond = target >= 0 and self.crosses(self.house.steps[target])
        return super().part(actor, step, now, NONE if beyond or self.reply != NONE else target)

    def whoever_has(self, step: StepPlan) -> Actor | None:
        """Give who has the customer on the way to a step; beyond the contact nobody has yet."""
        return None if self.crosses(step) else super().whoever_has(step)

    def known_at(self, step: StepPlan, teams: tuple[int, ...]) -> int:
        """Give what the next actor would know at a step, in this contact or beyond it."""
        return self.carried() if self.crosses(step) else super().known_at(step, teams)

    def walk(self, target: int) -> None:
        """Go to a step, perhaps beyond this contact; or reach an end."""
        if self.reply != NONE:
            self._answer_later()
        else:
            super().walk(self._moved_on(target))

    def turned_away(self, request: Request) -> int:
        """Go where a full line sends its customers, perhaps beyond this contact."""
        return self._moved_on(super().turned_away(request))

    def _moved_on(self, target: int) -> int:
        """End the contact if its way leads beyond, and begin the next; give where that leads."""
        house = self.house
        if target < 0 or not self.crosses(house.steps[target]):
            return target
        if house.steps[target].away:
            self._go_away()
            return target
        if not self.away and self.since < house.closed:  # too late
            return target
        self.close(house.clock.time, _MOVED_ON)
        self.away, self.onward = False, True
        self.began = self.since = house.clock.time
        self.contacts += 1
        self.moves += 1
        self.prompts = 0
        self.open_case()
        return self._call(target)

    def _go_away(self) -> None:
        """Be away: who works on the case now knows of it what was brought, and nobody waits.

        Who is away is not sent home, whatever closed in the meantime.
        """
        self.close(self.house.clock.time, _MOVED_ON)
        self.since = self.house.clock.time
        if not self.away:
            self.away = True
            self.who = self.house.plan.away[self.who.number]
            self.leave_case()

    # -- answer -----------------------------------------------------------------------------------

    def unknown(self, step: StepPlan) -> tuple[Question, ...]:
        """Give what has to be asked; on some channels the customer will answer later."""
        questions = super().unknown(step)
        if questions and step.visible and self.channel != NONE:
            self.reply = self.house.program.channels.replies_slot[self.channel][step.number]
        return questions

    def _answer_later(self) -> None:
        """Go on when the customer has answered, which may be tomorrow."""
        delay = self.house.duration(self.reply, self.turn, self.number)
        self.reply = NONE
        self.go_on_by_day(self.house.clock.time + delay, _ANSWER)

    def go_on_by_day(self, due: int, then: Then) -> None:
        """Go on then, or at the next opening; after the last close it is too late."""
        house = self.house
        due = rules.next_opening(due, house.opens, house.closes)
        if due == NONE:
            self.write(house.clock.time, _UNFINISHED, _UNFINISHED, later=True)
        else:
            house.clock.book(self, due, _REPLY + self.key, then)

    def answered(self) -> None:
        """Go where the visit that asked leads."""
        self.since = self.house.clock.time
        self.walk(self.target)

    # -- end --------------------------------------------------------------------------------------

    def carried(self) -> int:
        """Give what of the knowledge about the case passes on to the next contact."""
        if self.away or self.channel == NONE or not self.known:
            return self.known
        channels, house = self.house.program.channels, self.house
        luck = [
            0.0 if slot == NONE else house.share(slot, self.contacts - 1, self.number)
            for slot in channels.carry_slot[self.channel]
        ]
        return rules.carried(self.known, channels.carries[self.channel], luck)

    def close(self, now: int, outcome: int) -> None:
        """End a contact that is not the last; what ends while away stands in the diary already."""
        self.known = self.carried()
        if self.away:
            self.brought = self.known
        else:
            super().close(now, outcome)
            self._free_line()

    def write(
        self, ended: int, contact: int, issue: int, *, later: bool = False, felt: float = UNFELT
    ) -> None:
        """Put the outcomes of the last contact and of the issue into the diary, and be gone."""
        contact = NONE if self.away else contact
        super().write(ended, contact, issue, later=later, felt=felt)
        self._free_line()

    def _free_line(self) -> None:
        if self.on_line:
            self.on_line = False
            self.house.lines.free(self.channel)


_ANSWER: Then = [IssueOnChannels.answered]
