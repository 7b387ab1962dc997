"""What need not have been, in a sentence: contacts that began where something went wrong."""

from __future__ import annotations

from typing import Final

from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import scale
from blueprint_sim.report.speech.words import quoted
from blueprint_sim.studies.result import Estimate, Result

NAMED: Final = 3
"""Origins that are named, the most common first."""


def need_not_have_been(result: Result, variant: str, names: Names) -> str:
    """Say ``46% of the contacts with "A" need not have been: Unclear invoice 45% (Finance)``."""
    found = result.variants[variant]
    roots = [o for o in found.origins if o.root.kind != "service" and o.share is not None]
    if not roots:
        return ""
    said = []
    for origin in roots[:NAMED]:
        assert origin.share is not None
        owner = f" ({origin.root.owner})" if origin.root.owner else ""
        said.append(f"{names.root(variant, origin.root)} {_share(origin.share)}{owner}")
    more = "; and others" if len(roots) > NAMED else ""
    whole = _share(found.measures["share_failure_demand"])
    return (
        f"{whole} of the contacts with {quoted(found)} need not have been: {'; '.join(said)}{more}."
    )


def _share(found: Estimate) -> str:
    return scale("share", found.low, found.high, found.mean).value(found.mean)
