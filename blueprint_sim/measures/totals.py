"""What adds up over a replication: the measures of variants that different people come to."""

from __future__ import annotations

from blueprint_sim.measures.record import Record
from blueprint_sim.measures.values import Plain


def contacts_avoided(record: Record) -> Plain:
    """Count the customers whom a fix kept from having to come."""
    return Plain(float(len(record.avoided)))


def contacts_total(record: Record) -> Plain:
    """Count the contacts of all issues."""
    return Plain(float(record.issues.contacts.sum()))


def misery_total(record: Record) -> Plain:
    """Count the moments of misery of all issues."""
    return Plain(float(record.issues.misery.sum()))
