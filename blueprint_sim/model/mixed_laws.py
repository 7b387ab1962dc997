"""Laws mixed from others, each for a share of the times."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from blueprint_sim.model.base import Gather, Tree, Wrong, shown
from blueprint_sim.model.fields import SHARE
from blueprint_sim.model.forms import Form, closed, list_of, needing
from blueprint_sim.model.laws import Law
from blueprint_sim.model.quantities import share

Read: TypeAlias = Callable[[Tree], Law]
_MIXED = "[{share: 10%, law: 0 s}, {share: 90%, law: random 1000 s}]"


def mixture(inside: Tree, read: Read) -> Law:
    """Read a mixture: shares and their laws; what has no share is left out.

    Parameters
    ----------
    inside
        A list of ``{share, law}``.
    read
        Reads the law of a part: any, other mixtures included, but a `given` one.

    Raises
    ------
    Wrong
        If the shares do not sum to 100%, or something is wrong with a part.
    """
    if inside == []:
        raise Wrong.because("this mixture is empty", f"it takes {_MIXED}")
    if not isinstance(inside, list):
        raise Wrong.because(f"{shown(inside)} makes no mixture", f"it takes {_MIXED}")
    gather = Gather()
    found = [gather.read(lambda part: _part(part, read), item, i) for i, item in enumerate(inside)]
    gather.end()
    parts = [part for part in found if part is not None]
    total = math.fsum(share for share, _ in parts)
    if abs(total - 1) > 1e-9:
        raise Wrong.because(f"the shares sum to {total * 100:.6g}%", "they must sum to 100%")
    said = ", ".join(
        f"{item['share']} {part.written}" for item, (_, part) in zip(inside, parts, strict=True)
    )
    some = [(share, part) for share, part in parts if share > 0]
    return Law("mixture", tuple(share for share, _ in some), said, tuple(part for _, part in some))


def _part(value: Tree, read: Read) -> tuple[float, Law]:
    said = "a part of a mixture is a share and a law"
    if not isinstance(value, dict):
        raise Wrong.because(said, f"write {_MIXED}")
    gather = Gather()
    for key in value:
        if key not in ("share", "law"):
            gather.wrong(f"{said}, and {shown(key)} is neither", f"write {_MIXED}", (key,))
    if not {"share", "law"} <= set(value):
        if not gather.problems:
            gather.wrong(said, f"write {_MIXED}")
        gather.end()
    of = gather.read(share, value["share"], "share")
    part = gather.read(read, value["law"], "law")
    if part is not None and part.kind == "given":
        said = "values given one by one to customers are no part of a mixture"
        gather.wrong(said, "write empirical instead of given", ("law", "given"))
    gather.end()
    return of or 0.0, part or Law("constant", (0.0,))


_PART: Form = needing(
    "share",
    "law",
    form=closed(
        share=("Share of the times.", SHARE),
        law=("How long it is then.", {"form": "law"}),
    ),
)
MIXTURE: Form = list_of(_PART)
