"""Calling customers back instead of letting them wait in line."""

from __future__ import annotations

from blueprint_sim.model.base import Model
from blueprint_sim.model.blueprint import Chance
from blueprint_sim.model.law_forms import LawText, law


class Callback(Model):
    """An offer to those in line: to be called back, with their place in the line kept."""

    after: LawText = law("0 s")
    """How long after they joined the line it is offered."""
    accept: Chance
    """Chance that a customer accepts it; else they wait on, and are not asked again."""
    answers: Chance | None = None
    """Chance that the customer answers when called; by default always. Else they are lost."""
