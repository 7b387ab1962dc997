"""Where contacts began, and what began there: contacts, misery, cost."""

from __future__ import annotations

from dataclasses import dataclass

from blueprint_sim.studies.estimate import Estimate


@dataclass(frozen=True)
class Root:
    """Where contacts began: what brought customers to get in touch."""

    kind: str
    """service: what it is there for; cause: something that broke upstream; outcome: how the contact
    before ended; promise: one that was broken; wrong: what turned out to be so."""
    name: str | None
    """The cause, the outcome, as in the keys ``share_*``, or the event that was wrong."""
    step: str | None
    """Where the contact before ended or the last try to resolve it failed, the promise was made, or
    it happened; None: in no step."""
    owner: str | None
    """Of the cause, or of the step; None: nobody is named."""


@dataclass(frozen=True)
class Origin:
    """What began in one place, in one replication; or time or money spent on no contact.

    Examples
    --------
    >>> import blueprint_sim
    >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
    >>> first = result.variants["menu_first"].origins[0]
    >>> first.root.kind, first.contacts.unit
    ('service', 'count')
    """

    root: Root
    """Its kind may also be idle (time that was paid and is in no contact's cost), fixes, or leaving
    (what it costs that customers may leave for good)."""
    contacts: Estimate | None
    """None: of no contacts."""
    share: Estimate | None
    """Of all contacts."""
    misery: Estimate | None
    """Moments of misery."""
    cost: Estimate
    """Of the time of people, wrap-up included, of use, and of events, less what they earned; of a
    fix, what it costs. All origins together add up to ``cost_total``."""


@dataclass(frozen=True)
class Felt:
    """Misery by where it was felt and where the contact began."""

    step: str | None
    """Where it was felt; None: as the issue ended."""
    owner: str | None
    """Of that step; None: nobody is named."""
    began: Root
    misery: Estimate
    """Moments of misery in one replication."""
