"""What customers feel in the plain engine: work, waits, questions, and how it ended."""

from __future__ import annotations

from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import NONE, Outcome
from tests.oracles.plain_books import Books
from tests.oracles.plain_calendar import Calendar
from tests.oracles.plain_decisions import Decisions
from tests.oracles.plain_state import Issue, Promise, Visit


class Feelings:
    """Feels moments, and writes them down."""

    def __init__(self, decide: Decisions, calendar: Calendar, books: Books) -> None:
        self.decide = decide
        self.tables = decide.tables
        self.calendar = calendar
        self.books = books

    def feel_question(self, issue: Issue, visit: Visit, fact: int, repeated: bool) -> None:
        """Be asked, perhaps again."""
        feelings = self.tables.feelings
        feeling = feelings.repeated_question[issue.persona] if repeated else 0.0
        feeling += self.prompt(issue)
        self.feel(issue, visit.step, visit.number + 1, Moment.QUESTION, fact, feeling)

    def prompt(self, issue: Issue) -> float:
        """Count a question or a machine's prompt, and give the feeling of one too many."""
        issue.prompts += 1
        feelings, persona = self.tables.feelings, issue.persona
        too_many = issue.prompts > feelings.patience_for_prompts[persona]
        return feelings.one_more_question[persona] if too_many else 0.0

    def feel_work(self, issue: Issue, visit: Visit, happened: list[int]) -> None:
        """See a visit end, with the events that happened in it."""
        if not happened and not self.decide.work_is_felt(visit.step):
            return
        feeling = 0.0
        for event in happened:
            feeling += self.tables.feelings.event[issue.persona][event]
        if visit.actor and self.tables.teams.machine[visit.actor[0]]:
            feeling += self.prompt(issue)
        self.feel(issue, visit.step, visit.number + 1, Moment.WORK, NONE, feeling)

    def feel_ending(self, issue: Issue, outcome: Outcome, ended: int) -> None:
        """Look back."""
        ending = self.tables.feelings.ending[issue.persona][outcome]
        self.feel(issue, -1, 0, Moment.ENDING, outcome, ending, at=ended)

    def feel_broken_promise(self, promise: Promise, event: int) -> None:
        """Be let down."""
        issue, contact = promise.branch.issue, promise.branch.contact
        feeling, where = self.tables.feelings.event[issue.persona][event], promise.visit
        self.feel(issue, promise.step, where, Moment.PROMISE, NONE, feeling, contact)

    def close_spell(self, issue: Issue, step: int, visit: int) -> None:
        """Feel the wait that ends now, if the customer was waiting at all."""
        now = self.calendar.now
        since, issue.spell = issue.spell, None
        if since is not None and now > since:
            feeling = self.decide.wait_feeling(now - since, issue)
            self.feel(issue, step, visit, Moment.WAIT, NONE, feeling)
        issue.stretch = 1.0

    def feel(
        self,
        issue: Issue,
        step: int,
        visit: int,
        kind: Moment,
        detail: int,
        feeling: float,
        contact: int | None = None,
        at: int | None = None,
    ) -> None:
        """Write a moment; a cold handoff is felt in the first moment after it."""
        if issue.cold:
            feeling += self.tables.feelings.cold_handoff[issue.persona]
            issue.cold = False
        valence = min(2.0, max(-2.0, feeling))
        issue.misery += valence <= -1
        self.books.write_moment(issue, step, visit, kind, detail, valence, contact, at)
