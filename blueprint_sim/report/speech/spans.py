"""Words with their tones: what a sentence is made of before a page prints it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from blueprint_sim.studies.result import Verdict

Tone: TypeAlias = Literal["good", "bad", ""]
TONES: dict[Verdict | None, Tone] = {Verdict.BETTER: "good", Verdict.WORSE: "bad"}


class Span(NamedTuple):
    """Words in one tone."""

    text: str
    tone: Tone = ""


Said: TypeAlias = tuple[Span, ...]


def plain(said: Said) -> str:
    """Give what was said without its tones."""
    return "".join(span.text for span in said)
