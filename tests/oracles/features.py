"""What happened in a run: the features of the grammar that its log shows at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from blueprint_sim.simulation.log import End, Handoff, Log, Moment, Spell, Table
from blueprint_sim.simulation.program import NONE, By, Customers, Outcome, Program, Subject
from tests.oracles.random_programs import OFFERED_AFTER
from tests.oracles.specs import MINUTE

KEY = ["customer", "contact", "step", "visit"]
LATEST_OFFER = max(OFFERED_AFTER) * MINUTE


class Run(NamedTuple):
    """A log and where it came from, with what several features look at."""

    program: Program
    customers: Customers
    log: Log
    served: Table
    """The visits that began."""
    steps: set[int]
    """The steps that saw a visit."""

    @property
    def many(self) -> int:
        """How many steps there are."""
        return len(self.program.names.steps)

    def team_is(self, column: Any) -> Any:
        """Look up a column of the teams, by served visit; False for nobody's."""
        return (self.served["team"] >= 0) & column[self.served["team"]]


def features(program: Program, customers: Customers, log: Log) -> set[str]:
    """Give the names of the features that occurred."""
    served = log.visits[log.visits["how"] == End.SERVED]
    run = Run(program, customers, log, served, set(log.visits["step"].tolist()))
    found = {name for name, occurred in FEATURES.items() if occurred(run)}
    return found | {f"when {subject.name.lower()}" for subject in _asked_about(run)}


def _loops(run: Run) -> bool:
    keys = run.served[["customer", "contact", "step"]]
    return len(np.unique(keys)) < len(keys)


def _second_choice(run: Run) -> bool:
    """Somebody was served by a team that no list of the step names first."""
    table = run.program.team_lists
    first = {step: set[int]() for step in run.steps}
    for step in run.steps:
        lists = (value for value in _values(run.program, step) if value >= 0)
        first[step].update(int(table.team[table.at[value]]) for value in lists)
    pairs = zip(run.served["step"].tolist(), run.served["team"].tolist(), strict=True)
    return any(team >= 0 and first[step] and team not in first[step] for step, team in pairs)


def _overtakes(run: Run) -> bool:
    """Somebody waited while a later one of higher priority was taken from the same line."""
    waits, overtaken = _overtaken(run)
    priority = run.program.personas.priority[run.customers.persona[waits["customer"]]]
    return bool(np.any(overtaken & (priority[:, None] < priority[None, :])))


def _overtakes_by_head_start(run: Run) -> bool:
    """Somebody waited while a later one with more credit was taken from the same line."""
    waits, overtaken = _overtaken(run)
    personas, who = run.program.personas, run.customers.persona[waits["customer"]]
    priority, since = personas.priority[who], waits["asked"] - personas.head_start[who]
    equal = priority[:, None] == priority[None, :]
    return bool(np.any(overtaken & equal & (since[:, None] >= since[None, :])))


def _overtaken(run: Run) -> tuple[Table, Any]:
    """Give those who waited, and who (row) saw whom (column) come later and go first."""
    visits = run.log.visits
    waits = visits[(visits["team"] >= 0) & (visits["ended"] > visits["asked"])]
    left = np.where(waits["started"] >= 0, waits["started"], waits["ended"])
    before = waits["asked"][:, None] < waits["asked"][None, :]
    still_there = left[:, None] > waits["started"][None, :]
    granted = (waits["started"] > waits["asked"])[None, :]
    same = waits["team"][:, None] == waits["team"][None, :]
    return waits, before & still_there & granted & same


def _blocked(run: Run) -> bool:
    return bool(np.any(run.log.contacts["outcome"] == Outcome.BLOCKED))


def _sent_onward(run: Run) -> bool:
    """Somebody found a line full and had another row in the same contact."""
    visits = run.log.visits
    keys = visits[["customer", "contact"]]
    return bool(np.any((visits["how"][:-1] == End.BLOCKED) & (keys[:-1] == keys[1:])))


def _kept(run: Run) -> bool:
    """Somebody went on with the same worker, without letting go."""
    return bool(np.any(_kept_on(run.served)))


def _kept_on(served: Table) -> Any:
    """Tell, for each visit but the last, whether the next goes on with the same worker."""
    columns = served[["customer", "contact", "team", "worker"]]
    at_once = served["ended"][:-1] == served["started"][1:]
    return (columns[:-1] == columns[1:]) & at_once & (served["team"][1:] >= 0)


def _walked_away(run: Run) -> bool:
    """Somebody who left had had as much misery as they bear."""
    log = run.log
    left = log.contacts["customer"][log.contacts["outcome"] == Outcome.WALKED_AWAY]
    misery = np.bincount(
        log.moments["customer"],
        (log.moments["valence"] <= -1) & (log.moments["kind"] != Moment.ENDING),
        minlength=len(run.customers.persona),
    )
    tolerance = run.program.personas.tolerance[run.customers.persona[left]]
    return bool(np.any((tolerance >= 0) & (misery[left] >= tolerance)))


def _returns_used_up(run: Run) -> bool:
    """Somebody came as often as the limit allows, and then ended in the same way."""
    ended, contacts = run.log.customers, run.log.contacts
    came = np.bincount(contacts["customer"][~contacts["onward"]], minlength=len(ended))
    limit = run.program.afterwards.returns[ended["outcome"]]
    return bool(np.any((limit > 0) & (came > limit)))


def _misunderstandable(run: Run) -> bool:
    """Somebody was asked what may be misunderstood."""
    questions = run.program.questions
    rows = np.flatnonzero(questions.understood != NONE)
    steps = np.searchsorted(questions.at, rows, side="right") - 1
    doubtful = set(zip(steps.tolist(), questions.fact[rows].tolist(), strict=True))
    moments = run.log.moments[run.log.moments["kind"] == Moment.QUESTION]
    asked = zip(moments["step"].tolist(), moments["detail"].tolist(), strict=True)
    return not doubtful.isdisjoint(asked)


def _carried_by_chance(run: Run) -> bool:
    """A case left the hands of a team that passes on some facts by chance."""
    carries = run.program.teams.carries
    uncertain = np.any((carries > 0) & (carries < 1), axis=1)
    table = run.served[run.served["team"] >= 0]
    columns = table[["customer", "contact"]]
    handed = table["handoff"][1:] != Handoff.NONE
    doubtful = uncertain[table["team"][:-1]]
    return bool(np.any((columns[:-1] == columns[1:]) & handed & doubtful))


def _several_days(run: Run) -> bool:
    began = run.log.contacts["began"]
    return len(np.unique(np.searchsorted(run.program.calendar.opens, began, side="right"))) > 1


def _cut_off(run: Run) -> bool:
    """The end of the day found somebody inside."""
    return run.program.calendar.stop and bool(
        np.any(run.log.contacts["outcome"] == Outcome.UNFINISHED)
    )


def _cut_off_early(run: Run) -> bool:
    """A closing that was not the last found somebody inside."""
    cut_off = run.log.contacts["outcome"] == Outcome.UNFINISHED
    last_day = run.program.calendar.opens[-1]
    early = run.log.contacts["began"] < last_day
    return run.program.calendar.stop and bool(np.any(cut_off & early))


def _several_at_once(run: Run) -> bool:
    """Somebody's worker had another customer in hand as they began."""
    rows = run.served[run.served["worker"] >= 0]
    same = np.all([rows[key][:, None] == rows[key] for key in ("team", "worker")], axis=0)
    others = rows["customer"][:, None] != rows["customer"]
    during = (rows["started"] <= rows["started"][:, None]) & (
        rows["started"][:, None] < rows["freed"]
    )
    return bool(np.any(same & others & during))


def _roster_falls(run: Run) -> bool:
    """Somebody was still at work after the end of a shift."""
    return any(
        np.any((rows["worker"] >= workers) & (rows["started"] < time) & (rows["freed"] > time))
        for rows, time, _, workers in _roster_changes(run)
    )


def _roster_rises(run: Run) -> bool:
    """A newcomer took somebody who had been waiting."""
    return any(
        np.any(
            (rows["worker"] >= before)
            & (rows["worker"] < workers)
            & (rows["asked"] < time)
            & (rows["started"] == time)
        )
        for rows, time, before, workers in _roster_changes(run)
    )


def _roster_changes(run: Run) -> Iterator[tuple[Table, int, int, int]]:
    """Give, for each change of a roster: the team's visits, when, from and to how many."""
    at, time, workers = run.program.rosters
    for team in range(len(at) - 1):
        rows = run.served[run.served["team"] == team]
        before = 0
        for row in _rows(at, team):
            yield rows, int(time[row]), before, int(workers[row])
            before = int(workers[row])


def _emptied_on_the_way(run: Run) -> bool:
    """A step seen by somebody leads, perhaps, to one that was taken out."""
    steps = run.program.steps
    targets = {
        target
        for step in run.steps
        for route in (steps.next[step], steps.if_not[step])
        for target in _targets(run.program, int(route))
    }
    return any(target >= 0 and steps.emptied[target] for target in targets)


def _nothing_left_to_ask(run: Run) -> bool:
    """A step that only asks was seen by some and, its facts being told, perhaps passed."""
    steps, questions = run.program.steps, run.program.questions
    asks = questions.at[1:] > questions.at[:-1]
    return any(asks[step] and not steps.works[step] for step in run.steps)


def _known_already(run: Run) -> bool:
    """Somebody's worker asked less than all that the step asks."""
    asks = np.diff(run.program.questions.at)[run.served["step"]]
    return bool(np.any((run.served["questions"] < asks) & (run.served["team"] >= 0)))


def _served_by_same(run: Run) -> bool:
    """Somebody was served at a step whose worker may be whoever has them."""
    same = {step for step in run.steps if By.SAME in _values(run.program, step)}
    return any(
        step in same and team >= 0
        for step, team in zip(run.served["step"].tolist(), run.served["team"].tolist(), strict=True)
    )


def _held(run: Run) -> Any:
    """Give the spells of those who stood by."""
    return run.log.spells[run.log.spells["kind"] == Spell.HOLD]


def _held_in_sight(run: Run) -> Any:
    """Tell, for each of them, whether the customer saw the step."""
    return run.program.steps.visible[_held(run)["step"]]


def _warm_transfer(run: Run) -> bool:
    """Somebody went on with who had served them while another stood by, and was let go."""
    spells, served = _held(run), run.served
    left = spells[spells["freed"] != NONE]
    ends = set(left[["customer", "contact", "ended"]].tolist())
    hold = run.program.steps.hold[served["step"]]
    transferred = served[:-1][_kept_on(served) & hold[:-1] & ~hold[1:]]
    return any(row in ends for row in transferred[["customer", "contact", "ended"]].tolist())


def _passed_on(run: Run) -> bool:
    """Somebody stood by for more than one visit."""
    whole = run.served[run.program.steps.hold[run.served["step"]]]
    for held in _held(run):
        mine = (whole["customer"] == held["customer"]) & (whole["contact"] == held["contact"])
        during = (whole["started"] >= held["began"]) & (whole["ended"] <= held["ended"])
        if np.count_nonzero(mine & during) > 1:
            return True
    return False


def _hung_up_on_holder(run: Run) -> bool:
    """Somebody hung up while one stood by for them."""
    visits = run.log.visits
    left = visits[visits["how"] == End.RENEGED][["customer", "contact", "ended"]].tolist()
    return not set(left).isdisjoint(_held(run)[["customer", "contact", "ended"]].tolist())


def _reserved(run: Run) -> Iterator[tuple[Any, tuple[int, int], int]]:
    """Give who waited for the worker who had served them last, with that worker, and how long."""
    table, returns = run.program.team_lists, run.program.steps.returns_to_same
    served: dict[int, list[tuple[int, int]]] = {}
    for row in run.log.visits:
        mine = served.setdefault(int(row["customer"]), [])
        actor = int(row["team"]), int(row["worker"])
        step, until = int(row["step"]), row["started"] if row["started"] >= 0 else row["ended"]
        if returns[step] != NONE and until > row["asked"]:
            lists = (value for value in _values(run.program, step) if value >= 0)
            teams = {int(table.team[at]) for value in lists for at in _rows(table.at, value)}
            owners = [owner for owner in mine if owner[0] in teams]
            if owners:
                yield row, owners[-1], int(until - row["asked"])
        if row["how"] == End.SERVED and actor[1] != NONE:
            mine.append(actor)


def _came_to_the_same(run: Run) -> bool:
    """Somebody waited for the worker who had served them last, and was served by them."""
    return any(
        (row["team"], row["worker"]) == owner and row["how"] == End.SERVED
        for row, owner, _ in _reserved(run)
    )


def _reservation_ran_out(run: Run) -> bool:
    """Somebody waited in vain for the worker who had served them last, and went to another."""
    returns = run.program.steps.returns_to_same
    return any(
        (row["team"], row["worker"]) != owner
        and row["how"] == End.SERVED
        and waited >= returns[row["step"]]
        for row, owner, waited in _reserved(run)
    )


def _start_decides(run: Run) -> bool:
    """Contacts may begin at more than one place."""
    return len(_targets(run.program, run.program.start)) > 1


def _no_line_free(run: Run) -> bool:
    """Somebody was blocked before any visit of the contact."""
    contacts = run.log.contacts
    seen = np.isin(_keys(contacts), _keys(run.log.visits))
    return bool(np.any((contacts["outcome"] == Outcome.BLOCKED) & ~seen))


def _keys(table: Table) -> Any:
    return table["customer"].astype(np.int64) << 32 | table["contact"]


def _on_channel(run: Run, column: Any) -> Any:
    """Look up a column of the channels, by contact; False where there is no channel."""
    return np.append(column, False)[run.log.contacts["channel"]]


def _answered_later(run: Run) -> bool:
    """Somebody had a visit that asked, on a channel where they answer in their own time."""
    later = np.append(run.program.channels.replies_slot >= 0, [[False] * run.many], axis=0)
    contact = np.searchsorted(_keys(run.log.contacts), _keys(run.served))
    channel, step = run.log.contacts["channel"][contact], run.served["step"]
    visible = run.program.steps.visible[step]
    return bool(np.any(later[channel, step] & visible & (run.served["questions"] > 0)))


def _carried_by_channel(run: Run) -> bool:
    """Somebody came from a contact on a channel that passes on some facts by chance."""
    carries = run.program.channels.carries
    doubtful = _on_channel(run, np.any((carries > 0) & (carries < 1), axis=1))
    contacts, asked = run.log.contacts, run.log.visits[run.log.visits["questions"] > 0]
    told = np.isin(_keys(contacts), _keys(asked))
    follows = contacts["contact"][1:] > 1
    return bool(np.any((doubtful & told)[:-1] & follows))


def _called_back(run: Run) -> bool:
    """Somebody off the line was called, and served."""
    spells = run.log.spells[run.log.spells["kind"] == Spell.CALLBACK]
    return bool(np.any(np.isin(run.served[KEY], spells[KEY])))


def _refused(run: Run) -> bool:
    """Somebody stood in a line that offers callbacks for longer than any offer takes to come."""
    visits, spells = run.log.visits, run.log.spells
    visits = visits[~run.program.steps.hold[visits["step"]]]  # somebody on the line: no offer
    line = np.where(visits["how"] == End.SERVED, _only_lines(run)[visits["step"]], visits["team"])
    left = np.where(visits["started"] >= 0, visits["started"], visits["ended"])
    offered = (line >= 0) & (run.program.callbacks.after_slot[line] != NONE)
    offered &= (left - visits["asked"] > LATEST_OFFER) & run.program.steps.visible[visits["step"]]
    return bool(np.any(offered & ~np.isin(visits[KEY], spells[KEY])))


def _only_lines(run: Run) -> Any:
    """Give the team in whose line everybody stands who waits for a step; NONE: not one alone."""
    lists = run.program.team_lists
    lines = [
        {int(lists.team[lists.at[value]]) for value in _values(run.program, step) if value >= 0}
        for step in range(len(run.program.names.steps))
    ]
    return np.array([line.pop() if len(line) == 1 else NONE for line in lines])


def _any(column: str, value: int) -> Callable[[Run], bool]:
    return lambda run: bool(np.any(run.log.visits[column] == value))


def _announced(run: Run) -> bool:
    """Somebody waited in the line of a team until something was said there."""
    visits, said = run.log.visits, run.program.announcements
    visible = run.program.steps.visible[visits["step"]]
    people = (visits["team"] >= 0) & ~run.program.teams.machine[visits["team"]]
    after = said.after[visits["team"]]
    left = np.where(visits["started"] >= 0, visits["started"], visits["ended"])
    heard = (after != NONE) & (left - visits["asked"] > after)
    return bool(np.any(visible & people & heard))


def _under_pressure(run: Run) -> bool:
    """A visit began while so many stood in line that it was another visit for it."""
    visits, pressure = run.log.visits, run.program.pressure
    left = np.where(visits["started"] >= 0, visits["started"], visits["ended"])
    for row in range(len(pressure.least)):
        team = int(np.searchsorted(pressure.at, row, side="right")) - 1
        in_line = visits[(visits["team"] == team)]
        until = left[visits["team"] == team]
        for began in run.served["started"][run.served["team"] == team]:
            waiting = np.sum((in_line["asked"] < began) & (until > began))
            if waiting >= pressure.least[row] and pressure.takes[row] != 1:
                return True
    return False


FEATURES: dict[str, Callable[[Run], bool]] = {
    "loop": _loops,
    "second choice of teams": _second_choice,
    "overtaking by priority": _overtakes,
    "overtaking by head start": _overtakes_by_head_start,
    "blocked": _blocked,
    "sent onward": _sent_onward,
    "reneged": _any("how", End.RENEGED),
    "balked": _any("how", End.BALKED),
    "called back": _called_back,
    "callback refused": _refused,
    "callback not answered": _any("how", End.UNANSWERED),
    "question": lambda run: bool(np.any(run.log.visits["questions"] > 0)),
    "repeat question": lambda run: bool(np.any(run.log.visits["repeats"] > 0)),
    "doubtful answer": _misunderstandable,
    "nothing but questions": _nothing_left_to_ask,
    "known already": _known_already,
    "warm handoff": _any("handoff", Handoff.WARM),
    "cold handoff": _any("handoff", Handoff.COLD),
    "carried by chance": _carried_by_chance,
    "event": lambda run: len(run.log.events) > 0,
    "walked away": _walked_away,
    "done resolves": lambda run: (
        run.program.done_resolves and Outcome.RESOLVED in run.log.customers["outcome"]
    ),
    "recontact": lambda run: bool(np.any(run.log.contacts["contact"] > 1)),
    "returns used up": _returns_used_up,
    "returns later": lambda run: bool(np.any(run.log.customers["returns_later"])),
    "no length": lambda run: bool(np.any(run.served["started"] == run.served["ended"])),
    "wrap-up": lambda run: bool(np.any(run.served["freed"] > run.served["ended"])),
    "kept worker": _kept,
    "by same": _served_by_same,
    "by nobody": lambda run: bool(np.any(run.served["team"] == NONE)),
    "unlimited machine": lambda run: bool(
        np.any((run.served["team"] >= 0) & (run.served["worker"] == NONE))
    ),
    "sized machine": lambda run: bool(
        np.any(run.team_is(run.program.teams.machine & (run.program.teams.size >= 0)))
    ),
    "backstage": lambda run: bool(np.any(~run.program.steps.visible[run.served["step"]])),
    "emptied step": _emptied_on_the_way,
    "several starts": _start_decides,
    "no line free": _no_line_free,
    "moved on": lambda run: bool(np.any(run.log.contacts["onward"])),
    "away": lambda run: bool(np.any(run.program.steps.away[run.served["step"]])),
    "not live": lambda run: bool(np.any(_on_channel(run, ~run.program.channels.live))),
    "reply": _answered_later,
    "carried by channel": _carried_by_channel,
    "several days": _several_days,
    "cut off at closing": _cut_off,
    "cut off, and another day": _cut_off_early,
    "several at once": _several_at_once,
    "roster falls": _roster_falls,
    "roster rises": _roster_rises,
    "announced": _announced,
    "under pressure": _under_pressure,
    "held": lambda run: len(_held(run)) > 0,
    "consult": lambda run: bool(np.any(~_held_in_sight(run))),
    "conference": lambda run: bool(np.any(_held_in_sight(run))),
    "taken back": lambda run: bool(np.any(_held(run)["freed"] == NONE)),
    "warm transfer": _warm_transfer,
    "held through": _passed_on,
    "hung up on a holder": _hung_up_on_holder,
    "reserved": _came_to_the_same,
    "reservation ran out": _reservation_ran_out,
}

QUEUES = frozenset(
    {
        "second choice of teams",
        "overtaking by priority",
        "overtaking by head start",
        "blocked",
        "sent onward",
        "reneged",
        "balked",
        "called back",
        "callback not answered",
        "recontact",
        "no length",
        "wrap-up",
        "kept worker",
        "by same",
        "sized machine",
        "no line free",
        "moved on",
        "several days",
        "cut off at closing",
        "cut off, and another day",
        "several at once",
        "roster falls",
        "roster rises",
        "announced",
        "under pressure",
        "held",
        "reserved",
        "reservation ran out",
    }
)
"""The features that decide who waits for whom; any two of them may meet in one program."""


# Tables


def _rows(at: Any, entry: int) -> range:
    return range(at[entry], at[entry + 1])


def _values(program: Program, step: int) -> set[int]:
    """Give what the choice of `by` of a step may yield."""
    choices = program.choices
    return {int(choices.value[row]) for row in _rows(choices.at, program.steps.by[step])}


def _targets(program: Program, route: int) -> set[int]:
    if route == NONE:
        return set()
    routes, forks = program.routes, program.forks
    return {
        int(forks.target[way])
        for row in _rows(routes.at, route)
        for way in _rows(forks.at, int(routes.fork[row]))
    }


def _asked_about(run: Run) -> set[Subject]:
    """Give what the conditions at the start and in the steps seen look at."""
    table = run.program.conditions
    return {
        Subject(int(table.subject[test]))
        for condition in _conditions(run)
        for group in _rows(table.at, condition)
        for test in _rows(table.group_at, group)
    }


def _conditions(run: Run) -> Iterator[int]:
    program = run.program
    choices, routes = set(), {program.start}
    for step in run.steps:
        steps, questions, happenings = program.steps, program.questions, program.happenings
        choices |= {int(column[step]) for column in (steps.by, steps.takes, steps.resolves)}
        choices |= {int(questions.understood[row]) for row in _rows(questions.at, step)}
        choices |= {int(happenings.chance[row]) for row in _rows(happenings.at, step)}
        routes |= {int(steps.next[step]), int(steps.if_not[step])}
    for table, entries in ((program.choices, choices), (program.routes, routes)):
        for entry in entries - {NONE}:
            rows = _rows(table.at, entry)
            yield from (int(table.when[row]) for row in rows if table.when[row] != NONE)
