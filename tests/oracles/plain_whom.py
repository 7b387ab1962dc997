"""By whom in the plain engine, whether they are kept, on which channel, and who waits for whom."""

from __future__ import annotations

from blueprint_sim.simulation.program import NONE, By
from tests.oracles.plain_rules import Rules, rows_of
from tests.oracles.plain_state import Actor, Issue, Visit, Where


class Whom(Rules):
    """Who serves, and where; and who would rather not wait for them."""

    # Who

    def by(self, step: int, issue: Issue) -> list[int] | None:
        """Give the teams that may serve the next visit of a step; none: nobody does.

        For `same` it is the team that has the customer right now.
        """
        row = self.choose(self.tables.steps.by[step], issue, issue.visits[step] + 1)
        value = self.tables.choices.value[row]
        if value == By.SAME:
            actor = issue.standby.actor if issue.standby else issue.held
            return [actor[0]] if actor and not self.crosses(step, issue) else None
        if value == By.NOBODY:
            return None
        lists = self.tables.team_lists
        return [lists.team[place] for place in rows_of(lists.at, value)]

    def keeps(self, step: int, issue: Issue) -> bool:
        """Tell whether the worker who has the customer would serve the next visit too."""
        return issue.held is not None and self.may_serve(issue.held, step, issue)

    def may_serve(self, actor: Actor, step: int, issue: Issue) -> bool:
        """Tell whether somebody on the line may serve the next visit of a step."""
        teams = self.by(step, issue)
        return teams is not None and actor[0] in teams and not self.crosses(step, issue)

    def holds_on(self, step: int, issue: Issue) -> bool:
        """Tell whether whoever has the customer stays on the line at a step."""
        hold = step >= 0 and self.tables.steps.hold[step]
        return bool(hold and not self.crosses(step, issue))

    def owner(self, step: int, teams: list[int], issue: Issue) -> Actor | None:
        """Give the worker whom a customer returns to at a step, if it says so."""
        if self.tables.steps.returns_to_same[step] == NONE:
            return None
        mine = [actor for actor in issue.served if actor[0] in teams]
        return mine[-1] if mine else None

    def must_wait(self, step: int, issue: Issue) -> bool:
        """Tell whether a branch that this step needs has been set off and is not done."""
        needs = self.tables.steps.needs[step] if step >= 0 else NONE
        return any(branch.first == needs for branch in issue.branches)

    def unlimited(self, team: int) -> bool:
        """Tell whether a team always has room for one more."""
        return bool(self.tables.teams.size[team] == NONE)

    def line_counts(self, step: int, team: int) -> bool:
        """Tell whether standing in this line for this step is waiting for a person."""
        return not self.tables.teams.machine[team] or not self.tables.steps.visible[step]

    def costs_time(self, issue: Issue) -> bool:
        """Tell whether the customer is there while they wait."""
        if issue.where == Where.AWAY:
            return False
        return issue.channel == NONE or bool(self.tables.channels.live[issue.channel])

    def may_hang_up(self, step: int, team: int, issue: Issue) -> bool:
        """Tell whether the customer has a limit to the wait that begins."""
        patient = self.tables.personas.patience_slot[issue.persona] == NONE
        visible = self.tables.steps.visible[step]
        people = not self.tables.teams.machine[team]
        return bool(visible and people and not patient and self.costs_time(issue))

    # Channels

    def crosses(self, step: int, issue: Issue) -> bool:
        """Tell whether a step is no part of the contact at hand."""
        steps = self.tables.steps
        if steps.away[step] or issue.where != Where.IN_CONTACT:
            return True
        return bool(steps.channel[step] != NONE and steps.channel[step] != issue.channel)

    def channel_of(self, step: int, issue: Issue) -> int:
        """Give the channel on which a step takes place."""
        named = self.tables.steps.channel[step]
        return issue.channel if named == NONE else int(named)

    def kept_in_mind(self, issue: Issue) -> int:
        """Give what of the case is known in the next contact."""
        if issue.where != Where.IN_CONTACT or issue.channel == NONE:
            return issue.knows
        channels, known = self.tables.channels, issue.knows
        kept = 0
        for fact, chance in enumerate(channels.carries[issue.channel]):
            slot = channels.carry_slot[issue.channel][fact]
            if not known >> fact & 1 or chance == 0:
                continue
            if chance == 1 or self.tape.share(slot, issue.contact - 1, issue.customer) < chance:
                kept |= 1 << fact
        return kept

    def answers_later(self, visit: Visit, issue: Issue) -> int:
        """Give the slot of the time that the customer takes to answer a visit; NONE."""
        asked = visit.questions and self.tables.steps.visible[visit.step]
        if not asked or issue.channel == NONE:
            return NONE
        return int(self.tables.channels.replies_slot[issue.channel][visit.step])

    def balks(self, step: int, team: int, in_line: int, issue: Issue) -> bool:
        """Tell whether the customer leaves at once, finding so many in line for people."""
        table = self.tables.balking
        in_sight = self.tables.steps.visible[step] and self.costs_time(issue)
        if self.tables.teams.machine[team] or not in_sight:
            return False
        chances = [
            table.chance[row]
            for row in rows_of(table.at, issue.persona)
            if table.low[row] <= in_line <= table.high[row]
        ]
        return any(
            self.tape.share(table.slot, issue.contact - 1, issue.customer) < chance
            for chance in chances
        )
