"""What each measure is called on a page for people, and how its differences are put."""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """The words of one measure."""

    label: str
    """At most 20 columns, for a table. ``{currency}`` is filled in."""
    subject: str
    """Begins a sentence: ``Moments of misery``."""
    many: bool = False
    """The subject is a plural."""
    less: str = "lower"
    more: str = "higher"
    each: str = ""
    """Stands after the values: `` per customer``."""


_FEWER = ("fewer", "more", " per customer")
_SHORTER = ("shorter", "longer")
_LESS = ("less", "more")

BY_DAY = (
    "staff_cost",
    "event_cost",
    "event_earnings",
    "churn_cost",
    "fix_cost",
    "contacts_avoided",
    "contacts_total",
    "misery_total",
    "cost_total",
    "told_total",
)
"""What adds up over a run, and is told by the day."""

PHRASES: dict[str, Phrase] = {
    "customers": Phrase("Customers", "Customers", True, "fewer", "more"),
    "share_resolved": Phrase("Resolved", "The share resolved", False, *_LESS),
    "share_unresolved": Phrase("Unresolved", "The share left unresolved", False, *_LESS),
    "share_dead_end": Phrase("Dead end", "The share that comes to a dead end", False, *_LESS),
    "share_abandoned": Phrase("Hung up", "The share that hangs up", False, *_LESS),
    "share_balked": Phrase("Left at once", "The share that leaves at once", False, *_LESS),
    "share_blocked": Phrase("Turned away", "The share turned away", False, *_LESS),
    "share_walked_away": Phrase("Walked away", "The share that walks away", False, *_LESS),
    "share_unfinished": Phrase("Unfinished", "The share unfinished", False, *_LESS),
    "share_one_and_done": Phrase(
        "One contact sufficed", "The share for whom one contact is enough", False, *_LESS
    ),
    "share_returns_later": Phrase(
        "Come back too late", "The share that comes back after the last day", False, *_LESS
    ),
    "share_failure_demand": Phrase(
        "Need not have come", "The share of contacts that need not have been", False, *_LESS
    ),
    "share_promises_broken": Phrase(
        "Promises broken", "The share of promises broken", False, *_LESS
    ),
    "share_churned": Phrase("Leave for good", "The share that leaves for good", False, *_LESS),
    "told_mean": Phrase("People told by each", "People told about it", True, *_FEWER),
    "told_total": Phrase("People told a day", "People told", True, "fewer", "more", " a day"),
    "wait_mean": Phrase("Wait for person", "The wait for a person", False, *_SHORTER),
    "wait_p90": Phrase("Slowest 1 in 10", "The wait of the slowest 1 in 10", False, *_SHORTER),
    "service_level": Phrase("Answered in time", "The share answered in time", False, *_LESS),
    "share_called_back": Phrase("Called back", "The share called back", False, *_LESS),
    "callback_wait_mean": Phrase("Wait for call", "The wait to be called back", False, *_SHORTER),
    "sojourn_mean": Phrase(
        "First call to the end", "The time from the first contact to the end", False, *_SHORTER
    ),
    "handoffs_mean": Phrase("Handoffs", "Handoffs", True, *_FEWER),
    "repeat_questions_mean": Phrase("Repeat questions", "Repeat questions", True, *_FEWER),
    "questions_mean": Phrase("Questions", "Questions", True, *_FEWER),
    "contacts_mean": Phrase("Contacts per issue", "Contacts", True, *_FEWER),
    "moments_mean": Phrase("Moments of truth", "Moments of truth", True, *_FEWER),
    "misery_mean": Phrase("Moments of misery", "Moments of misery", True, *_FEWER),
    "magic_mean": Phrase("Moments of magic", "Moments of magic", True, *_FEWER),
    "share_with_misery": Phrase("Met any misery", "The share that meets misery", False, *_LESS),
    "valence_mean": Phrase("Mean moment (-2..+2)", "The mean of the moments"),
    "memory_mean": Phrase("Memory (-2 to +2)", "What customers remember (-2 to +2)"),
    "effort_mean": Phrase("Effort", "The time that it takes customers", False, *_LESS),
    "cost_per_customer": Phrase("{currency} per customer", "The cost per customer", False, *_LESS),
    "cost_per_resolved": Phrase(
        "{currency} per resolved", "The cost of a resolved issue", False, *_LESS
    ),
    "staff_cost": Phrase("{currency} of staff a day", "The cost of staff", False, *_LESS),
    "misery_cost": Phrase("{currency} spent on misery", "The cost of misery", False, *_LESS),
    "event_cost": Phrase("{currency} on events a day", "The cost of events", False, *_LESS),
    "event_earnings": Phrase("{currency} earned a day", "What events earn", False, *_LESS),
    "churn_cost": Phrase("{currency} lost a day", "The cost of those who leave", False, *_LESS),
    "fix_cost": Phrase("{currency} of fixes a day", "The cost of fixes", False, *_LESS),
    "contacts_avoided": Phrase(
        "Need not come a day", "Customers who need not come", True, "fewer", "more", " a day"
    ),
    "contacts_total": Phrase("Contacts a day", "Contacts", True, "fewer", "more", " a day"),
    "misery_total": Phrase("Misery a day", "Moments of misery", True, "fewer", "more", " a day"),
    "cost_total": Phrase("{currency} a day", "The cost of a day", False, *_LESS),
}


def phrase(key: str) -> Phrase:
    """Give the words of a measure; one without words of its own is called by its key."""
    return PHRASES.get(key, Phrase(key, key.replace("_", " ").capitalize()))


def lower(key: str) -> str:
    """Give the subject of a measure for the middle of a sentence."""
    subject = phrase(key).subject
    return subject[:1].lower() + subject[1:]
