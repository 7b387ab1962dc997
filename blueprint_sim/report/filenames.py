"""Names for files and folders: safe on every disk, and telling."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize

from blueprint_sim import __version__
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.studies.run import chosen

LONGEST = 40
"""Characters of a slug: a name that a screen shows whole, far below what any disk takes."""
RESULTS = Path("results")


def slug(text: str, otherwise: str = "untitled") -> str:
    """Make a file name of any text: small letters of English, digits and hyphens.

    Accents are dropped; what is left of text in other scripts may be nothing, and then the name
    is `otherwise`.

    >>> slug("Café: résumé / no. 7")
    'cafe-resume-no-7'
    """
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    return "-".join(words)[:LONGEST].strip("-") or otherwise


def slugs(names: Iterable[str], otherwise: str = "untitled") -> dict[str, str]:
    """Make file names of several texts, no two alike: ``menu``, ``menu-2``."""
    found: dict[str, str] = {}
    for name in names:
        stem = slug(name, otherwise)
        tries = (f"{stem}-{number}" if number > 1 else stem for number in range(1, len(found) + 2))
        found[name] = next(tried for tried in tries if tried not in found.values())
    return found


def default_folder(
    file: str | Path,
    now: datetime,
    scenario: Scenario,
    *,
    variants: Iterable[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
) -> Path:
    """Name the folder of a run: ``results/<scenario>-<time>-<hash>``.

    Parameters
    ----------
    file
        The scenario's file, which gives its name.
    now
        The time of day where the user is, to the second.
    scenario, variants, replications, seed
        What is run: the arguments of `studies.run`.
    """
    mark = fingerprint(scenario, variants=variants, replications=replications, seed=seed)
    return RESULTS / f"{slug(Path(file).stem, 'scenario')}-{now:%Y%m%d-%H%M%S}-{mark}"


def fingerprint(
    scenario: Scenario,
    *,
    variants: Iterable[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
) -> str:
    """Give eight hexadecimal digits: the same for the same run, whenever and wherever.

    They change with the scenario as written (after ``--set``), the values in the files that it
    names, the variants, the number of replications, the seed and the version; not with comments
    or the order of keys.
    """
    run = scenario.run
    what: dict[str, Any] = {
        "written": scenario.written.tree,
        "resolved": scenario.model_dump(mode="json"),
        "variants": sorted(chosen(scenario, variants)),
        "baseline": scenario.baseline,
        "replications": run.replications if replications is None else replications,
        "seed": run.seed if seed is None else seed,
        "version": __version__,
    }
    text = json.dumps(what, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
