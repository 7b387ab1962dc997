"""The Markov chain of one kind of customer: the states of a contact, and what each brings.

A state is the step, whether the issue is resolved, the teams that have the case, serve this
customer and stay on the line meanwhile, whether the one with the case knows one fact, and the
channel that the customer comes from. With no fact named, the chain counts visits, work and wrap-up
(of who stays on the line as long as they are served, not as long as they wait); with one, how often
that fact is asked, and the time it takes. What moves on, away or to another channel, goes on in the
same chain. Who needs what goes on in the meantime is taken to wait for it, so nobody keeps them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from blueprint_sim.model.blueprint import SAME, Step
from blueprint_sim.model.branch_traffic import branch_work
from blueprint_sim.model.cases import Case, chance, first_match
from blueprint_sim.model.laws import Law
from blueprint_sim.model.routes import DONE, Road, hidden, lane_of, roads
from blueprint_sim.model.scenario import Variant
from blueprint_sim.model.states import Contact, End, Passage, Place, Spot, State, solved


class Chain(NamedTuple):
    """The chain of one variant, one kind of customer and one fact, or none."""

    design: Variant
    facts: dict[str, Law]
    """How long asking takes, by fact."""
    case: Case
    fact: str | None = None
    done_resolves: bool = False

    def solve(self, ways_in: Iterable[Spot]) -> Contact:
        """Solve the expected visits from each of several ways in."""
        entries = tuple(spot for spot in ways_in if isinstance(spot, State))
        return solved(self._explore(entries), entries)

    def passage(self, at: State) -> Passage:
        """Say what a visit in this state brings, and where it leads."""
        step = self.design.steps[at.step]
        if step.emptied:
            on = self._roads(at, at.resolved)
            return Passage({}, 0.0, self._ways(at, at.resolved, at.known), on)
        here = self._arrived(step, at)
        beyond = here is not at
        if parks := self._parks(step):
            here = here._replace(held=None, standby=None)
        case = self.case._replace(resolved=at.resolved, channel=here.channel)
        met, standby = self._meets(step, here)
        work: dict[str, float] = defaultdict(float)
        staying = set() if beyond or parks else {met, standby}
        for team in sorted({at.held, at.standby} - staying - {None}, key=str):
            work[str(team)] += self._wrap_up(team)
        consulted = standby is not None and hidden(lane_of(self.design, step))
        knows = at.known * self._kept(at) if beyond else self._knows(here, met, standby)
        asked = 1.0 - knows if self.fact in step.asks else 0.0
        told = knows + asked * self._understood(step, case)
        resolves = 1.0 if at.resolved else chance(step.resolves, case)
        later = self._answered_later(step, here)
        holder = here.holder if consulted else met or here.holder
        stays = (None, None) if later else (met, standby)
        now = here._replace(holder=holder, held=stays[0], standby=stays[1])
        ways = self._ways(now, resolves, told)
        if met is not None:
            ended = sum(share for spot, share in ways.items() if isinstance(spot, End))
            for team in (met, standby) if standby else (met,):
                work[team] += self._takes(step, case) + asked * self._asking(step, case)
                work[team] += (1.0 if later else ended) * self._wrap_up(team)
        onward = beyond and here.place == "in" and at.place != "before"
        return Passage(dict(work), asked, ways, self._roads(here, resolves), onward)

    def _arrived(self, step: Step, at: State) -> State:
        """Give the state of those who have come to a step: the same, if in the same contact."""
        same = at.place == "in" and not step.away and step.channel in (None, at.channel)
        if same:
            return at
        place: Place = "away" if step.away else "in"
        channel = at.channel if step.away else step.channel or at.channel
        return at._replace(holder=None, held=None, standby=None, channel=channel, place=place)

    def _parks(self, step: Step) -> bool:
        """Tell whether customers may have to wait for what goes on in the meantime."""
        setting_off = (other for other in self.design.steps.values() if not other.emptied)
        if step.needs is None or all(other.meanwhile != step.needs for other in setting_off):
            return False
        return any(branch_work(self.design, step.needs, self.case).visits.values())

    def _kept(self, at: State) -> float:
        """Give the chance that what is known passes on to the next contact."""
        if at.place != "in" or at.channel is None:
            return 1.0
        return _carried(self.design.channels[at.channel].carries, self.fact)

    def _answered_later(self, step: Step, at: State) -> bool:
        """Tell whether customers answer a step in their own time, so that nobody keeps them."""
        channel = self.design.channels.get(at.channel or "")
        return bool(channel and channel.replies_after and step.asks and at.place == "in")

    def _explore(self, entries: Iterable[Spot]) -> dict[State, Passage]:
        passages: dict[State, Passage] = {}
        coming: list[Spot] = list(entries)
        while coming:
            at = coming.pop()
            if isinstance(at, State) and at not in passages:
                passages[at] = self.passage(at)
                coming.extend(passages[at].ways)
        return passages

    def _ways(self, at: State, resolves: float, knows: float) -> dict[Spot, float]:
        ways: dict[Spot, float] = defaultdict(float)
        for (resolved, first), (known, second) in product(_odds(resolves), _odds(knows)):
            for (_, target), share in self._roads(at, resolved).items():
                odds = first * second * share
                if target in self.design.steps:
                    # Who has the case matters only if the fact is known.
                    holder = at.holder if known else None
                    ways[
                        at._replace(step=target, resolved=resolved, holder=holder, known=known)
                    ] += odds
                    continue
                for kept, chance_of_it in _odds(self._kept(at) if known else 0.0):
                    outcome = self._outcome(target, resolved)
                    ways[End(outcome, kept, at.channel)] += odds * chance_of_it
        return dict(ways)

    def _roads(self, at: State, resolves: float) -> dict[tuple[Road, str], float]:
        """Give the chances of each way on, for somebody who leaves resolved with this chance."""
        found: dict[tuple[Road, str], float] = defaultdict(float)
        routes = dict(roads(at.step, self.design.steps[at.step]))
        for resolved, odds in _odds(resolves):
            road: Road = "next" if resolved or "if_not" not in routes else "if_not"
            case = self.case._replace(resolved=resolved, channel=at.channel)
            shares = first_match(routes[road], case) or {}
            for target, share in shares.items():
                if share:
                    found[road, target] += odds * share
        return dict(found)

    def _outcome(self, end: str, resolved: bool) -> str:
        if resolved or (end == DONE and self.done_resolves):
            return "resolved"
        return "unresolved" if end == DONE else end

    def _meets(self, step: Step, at: State) -> tuple[str | None, str | None]:
        """Give the team that serves a step, and the team that stays on the line meanwhile."""
        case = self.case._replace(resolved=at.resolved, channel=at.channel)
        teams = first_match(step.by, case) or ()
        if teams == SAME:
            return at.standby or at.held, None
        if at.held in teams:
            return at.held, at.standby if step.hold else None
        if at.standby in teams:
            return at.standby, None
        return teams[0] if teams else None, (at.standby or at.held) if step.hold else None

    def _knows(self, at: State, met: str | None, standby: str | None) -> float:
        """Give the chance that whoever has the customer from here on knows the fact."""
        if not at.known or met is None or at.holder is None:
            return float(at.known)
        # Who is on the line together knows the same.
        if standby or (at.standby and met in (at.held, at.standby)):
            return 1.0
        # A team of one, or a machine without limit, is the same actor each time.
        if met == at.holder and (at.held or self.design.teams[met].most in (None, 1)):
            return 1.0
        return _carried(self.design.teams[at.holder].carries, self.fact)

    def _takes(self, step: Step, case: Case) -> float:
        law = first_match(step.takes or (), case) if self.fact is None else None
        return law.mean if law else 0.0

    def _asking(self, step: Step, case: Case) -> float:
        fact = str(self.fact)
        own = step.asks[fact].takes if fact in step.asks else None
        law = first_match(own, case) if own else self.facts.get(fact)
        return law.mean if law else 0.0

    def _understood(self, step: Step, case: Case) -> float:
        rules = step.asks[str(self.fact)].understood if self.fact in step.asks else None
        return 1.0 if rules is None else chance(rules, case)

    def _wrap_up(self, team: str | None) -> float:
        law = self.design.teams[str(team)].wrap_up if self.fact is None else None
        return law.mean if law else 0.0


def _carried(carries: float | dict[str, float], fact: str | None) -> float:
    """Give the chance that a fact passes on."""
    return carries if isinstance(carries, float | int) else carries.get(str(fact), 0.0)


def _odds(yes: float) -> Iterator[tuple[bool, float]]:
    yield from ((fate, odds) for fate, odds in ((True, yes), (False, 1.0 - yes)) if odds > 0)
