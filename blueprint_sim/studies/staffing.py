"""Who is on duty in a variant, through the day, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StaffedTeam:
    """What was planned for one team."""

    name: str
    label: str
    machine: bool
    size: int | None
    """The most who are there at once; None: unlimited."""
    staffed: bool
    """False: no step that can be reached uses it, so nobody is paid."""
    roster: tuple[tuple[float, int], ...] = ()
    """How many from which hour after the opening on; (): all of them, all day."""

    def workers_at(self, hour: float) -> int:
        """Give how many are there so many hours after the opening; 0 if it is unlimited."""
        so_far = [workers for since, workers in self.roster if since <= hour]
        return so_far[-1] if so_far else self.size or 0

    @property
    def fewest(self) -> int | None:
        """The fewest who are there at once while the service is open; None: unlimited."""
        return min((workers for _, workers in self.roster), default=self.size)


@dataclass(frozen=True)
class Staffing:
    """Who is on duty in a variant, and what they cost."""

    teams: tuple[StaffedTeam, ...]
    planned_per_day: float
    """Cost of a day of opening hours, in the scenario's currency."""
    cost_per_day: float | None
    """The same with the overtime that was worked, over the days that were measured."""
    used_per_day: float = 0.0
    """Beside that: what people cost who are paid by the minute or by the visit."""

    @property
    def workers(self) -> int:
        """People on duty: the most at once."""
        return max(workers for _, workers in self.through_the_day)

    @property
    def fewest(self) -> int:
        """People on duty: the fewest at once while the service is open."""
        return min(workers for _, workers in self.through_the_day)

    @property
    def through_the_day(self) -> tuple[tuple[float, int], ...]:
        """People on duty, from each hour after the opening on at which that changes."""
        people = [team for team in self.teams if team.staffed and not team.machine]
        hours = {0.0, *(hour for team in people for hour, _ in team.roster)}
        there = [(hour, sum(team.workers_at(hour) for team in people)) for hour in sorted(hours)]
        before: list[int | None] = [None, *(workers for _, workers in there)]
        return tuple(at for at, last in zip(there, before, strict=False) if at[1] != last)
