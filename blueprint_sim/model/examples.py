"""What a map from names looks like, by the key that it stands at."""

from __future__ import annotations

from typing import Final

_EACH: Final = {
    "sources": ("brown", "{title: ..., grade: measured}"),
    "reasons": ("billing", "{label: ...}"),
    "causes": ("letter", "{owner: ...}"),
    "recontact": ("unresolved", "{chance: 60%, after: 2 h}"),
    "personas": ("regular", "{patience: random 8 min}"),
    "facts": ("customer_number", "25 s"),
    "matters": ("wait_mean", "30 s"),
    "variants": ("first", "{steps: ...}"),
    "teams": ("agents", "{size: 8}"),
    "channels": ("phone", "{lines: 40}"),
    "steps": ("help", "{by: agents}"),
    "fixes": ("letter", "80%"),
}
"""A name, and what may stand behind it."""


def map_of_names(key: str, written: object) -> str:
    """Say how a map from names is written at a key, with the names that were written there."""
    name, each = _EACH.get(key, ("name", "{...}"))
    given = written if isinstance(written, list) else [written]
    names = [part for part in given if isinstance(part, str) and part.isidentifier()] or [name]
    return "{" + ", ".join(f"{name}: {each}" for name in names[:3]) + "}"
