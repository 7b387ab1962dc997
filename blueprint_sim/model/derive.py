"""Variants that are like another: the tree as written in, every variant in full out."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.base import Tree, did_you_mean, nearest, shown

NOTHING = "nothing"
"""Removes what a variant would inherit. (At `carries` it means that no fact passes on.)"""
MAX_VARIANTS = 100
MAX_STEPS = 10_000
"""In all variants together, inherited ones included."""
NAMED = ("teams", "channels", "steps", "fixes")
"""The parts of a variant that are merged by name, down to a key of each."""
OWN = ("label", "about", "like", "blueprint")
"""The keys that a variant does not inherit."""
SHARED = {
    "demand": "all variants face the same customers",
    "personas": "all variants face the same people",
    "facts": "all variants ask for the same facts",
    "experience": "how it feels is written once, for all variants",
}


class Derived(NamedTuple):
    """A tree whose variants are whole."""

    tree: Tree
    origins: dict[Path, Path]
    """For what a variant inherits: where it is written."""
    inherited: dict[str, frozenset[str]]
    """By variant, the steps that came by `like` and are unchanged."""
    problems: tuple[Problem, ...]


def derive(tree: Tree) -> Derived:
    """Resolve `like`, `without` and `nothing` in every variant.

    What cannot be resolved is noted as a problem and left out, so that the rest can be read.
    """
    variants = tree.get("variants") if isinstance(tree, dict) else None
    if not isinstance(variants, dict):
        return Derived(tree, {}, {}, ())
    if len(variants) > MAX_VARIANTS:
        said = f"{len(variants)} variants are too many to compare"
        return _refused(tree, said, f"at most {MAX_VARIANTS}")
    deriver = _Deriver(variants, _causes(tree.get("demand")))
    whole: dict[str, Tree] = {}
    steps = 0
    for name in variants:
        whole[name] = deriver.whole(name)
        steps += _size(whole[name])
        if steps > MAX_STEPS:
            said = "the variants have too many steps together"
            return _refused(tree, said, f"at most {MAX_STEPS:,}")
    return Derived(
        {**tree, "variants": whole},
        deriver.origins,
        {name: frozenset(steps) for name, steps in deriver.inherited.items()},
        tuple(deriver.problems),
    )


def _size(variant: Tree) -> int:
    steps = variant.get("steps") if isinstance(variant, dict) else None
    return len(steps) if isinstance(steps, dict) else 0


def _refused(tree: dict[str, Tree], message: str, remedy: str) -> Derived:
    """Leave the variants alone; they are too many to look at."""
    problem = Problem(("variants",), message, remedy)
    return Derived({**tree, "variants": {"none": {}}}, {}, {}, (problem,))


class _Deriver:
    def __init__(self, variants: dict[str, Tree], causes: set[str]) -> None:
        self._variants, self._causes = variants, causes
        self._whole: dict[str, Tree] = {}
        self._origins: dict[str, dict[Path, Path]] = {}
        self.inherited: dict[str, set[str]] = {}
        self.problems: list[Problem] = []
        self._bases = {name: base for name in variants if (base := _meant(name, variants))}
        self._rings = _rings(self._bases)

    @property
    def origins(self) -> dict[Path, Path]:
        return {at: origin for own in self._origins.values() for at, origin in own.items()}

    def whole(self, name: str) -> Tree:
        """Give a variant in full, its base first."""
        chain = [name]
        while chain[-1] not in self._whole:
            base = self._base(chain[-1])
            if base is None:
                break
            chain.append(base)
        for link in reversed(chain):
            if link not in self._whole:
                self._whole[link] = self._derive(link)
        return self._whole[name]

    def _base(self, name: str) -> str | None:
        return None if name in self._rings else self._bases.get(name)

    def _derive(self, name: str) -> Tree:
        own = self._variants[name]
        if not isinstance(own, dict):
            return own
        at: Path = ("variants", name)
        self._note(name, own, at)
        base_name = self._base(name)
        base = self._whole[base_name] if base_name is not None else {}
        base = base if isinstance(base, dict) else {}
        merged = {key: part for key, part in base.items() if key not in OWN}
        self._origins[name] = {}
        for key in merged:
            self._trace((*at, key), ("variants", base_name or "", key), merged[key])
        for key, part in own.items():
            if key in NAMED and isinstance(part, dict):
                merged[key] = self._named(base.get(key, {}), part, (*at, key))
            elif key == "without":
                continue
            elif part == NOTHING and key not in OWN:
                self._remove(merged, key, (*at, key))
            elif key not in SHARED and key != "blueprint":
                self._forget((*at, key))
                merged[key] = part
        self._inherit(name, base, merged)
        self._empty(name, base, own, merged)
        return merged

    def _note(self, name: str, own: dict[str, Tree], at: Path) -> None:
        """Note what a variant may not say."""
        for key in own:
            if key in SHARED:
                said = f"'{key}' cannot differ by variant: {SHARED[key]}"
                self.problems.append(Problem((*at, key), said, f"write it under {key}, once"))
        base = own.get("like")
        if base is not None and (not isinstance(base, str) or base not in self._variants):
            guess = did_you_mean(str(base), [key for key in self._variants if key != name])
            self.problems.append(Problem((*at, "like"), f"no variant {shown(base)}", guess))
        elif name in self._rings:
            ring = " is like ".join(self._rings[name])
            self.problems.append(
                Problem((*at, "like"), f"a ring: {ring}", "let one of them stand by itself")
            )

    def _named(self, base: Tree, own: dict[str, Tree], at: Path) -> dict[str, Tree]:
        """Merge steps, teams, channels or fixes by name, and each by key."""
        merged = dict(base) if isinstance(base, dict) else {}
        for name, part in own.items():
            inherited = merged.get(name)
            if part == NOTHING and name not in merged and self._misspelt(name, merged, at):
                continue  # the misspelling is told where it stands
            if part == NOTHING:
                self._remove(merged, name, (*at, name))
            elif isinstance(part, dict) and isinstance(inherited, dict):
                merged[name] = self._keys(inherited, part, (*at, name))
            else:
                self._forget((*at, name))
                merged[name] = self._keys({}, part, (*at, name)) if isinstance(part, dict) else part
        return merged

    def _misspelt(self, cause: str, fixes: dict[str, Tree], at: Path) -> bool:
        """Tell whether a fix is misspelt where it is inherited from; it is removed all the same."""
        strays = [fix for fix in fixes if fix not in self._causes]
        meant = nearest(cause, strays) if at[2] == "fixes" and cause in self._causes else None
        if meant is not None:
            self._remove(fixes, meant, (*at, meant))
        return meant is not None

    def _keys(self, base: dict[str, Tree], own: dict[str, Tree], at: Path) -> dict[str, Tree]:
        merged = dict(base)
        for key, part in own.items():
            if part == NOTHING and key != "carries":
                self._remove(merged, key, (*at, key))
            else:
                self._forget((*at, key))
                merged[key] = part
        return merged

    def _remove(self, merged: dict[str, Tree], key: str, at: Path) -> None:
        if key not in merged:
            guess = did_you_mean(key, merged) or "there is nothing to remove"
            self.problems.append(Problem(at, f"'{key}' is not there to be removed", guess))
        merged.pop(key, None)
        self._forget(at)

    def _trace(self, at: Path, base: Path, part: Tree) -> None:
        """Remember where an inherited part is written, down to a key of a step, team or channel."""
        before = self._origins.get(str(base[1]), {})
        self._origins[str(at[1])][at] = before.get(base, base)
        if len(at) in (3, 4) and at[2] in NAMED:
            for key, inner in part.items() if isinstance(part, dict) else ():
                self._trace((*at, key), (*base, key), inner)

    def _forget(self, at: Path) -> None:
        """Forget an origin: what stands here is the variant's own."""
        mine = self._origins[str(at[1])]
        for path in [path for path in mine if path[: len(at)] == at]:
            del mine[path]

    def _inherit(self, name: str, base: dict[str, Tree], merged: dict[str, Tree]) -> None:
        before, after = base.get("steps"), merged.get("steps")
        self.inherited[name] = set()
        if isinstance(before, dict) and isinstance(after, dict):
            self.inherited[name] = {s for s in after if s in before and after[s] == before[s]}

    def _empty(
        self, name: str, base: dict[str, Tree], own: dict[str, Tree], merged: dict[str, Tree]
    ) -> None:
        """Gather the steps that are emptied along the chain of `like`."""
        emptied = list(base.get("without", ()))
        written = own.get("without", [])
        at: Path = ("variants", name, "without")
        steps = merged.get("steps")
        known = steps if isinstance(steps, dict) else {}
        if isinstance(written, dict):
            self.problems.append(Problem(at, "a map stands where a list of steps belongs"))
            written = []
        listed = isinstance(written, list)
        for i, step in enumerate(written if listed else [written]):
            if not isinstance(step, str) or step not in known:
                where = (*at, i) if listed else at
                guess = did_you_mean(str(step), known)
                self.problems.append(Problem(where, f"no step {shown(step)}", guess))
            elif step not in emptied:
                emptied.append(step)
        merged["without"] = tuple(step for step in emptied if step in known)


def _causes(demand: Tree) -> set[str]:
    """Give the causes that a tree speaks of."""
    parts = demand if isinstance(demand, dict) else {}
    causes, reasons = (parts.get(key) for key in ("causes", "reasons"))
    found = set(causes) if isinstance(causes, dict) else set()
    named = reasons.values() if isinstance(reasons, dict) else ()
    said = (part.get("cause") for part in named if isinstance(part, dict))
    return found.union(cause for cause in said if isinstance(cause, str))


def _meant(name: str, variants: dict[str, Tree]) -> str | None:
    """Give the variant that another is like; what is misspelt is read as what was meant.

    So it neither hides other mistakes nor makes any up.
    """
    own = variants[name]
    base = own.get("like") if isinstance(own, dict) else None
    if not isinstance(base, str):
        return None
    return base if base in variants else nearest(base, [key for key in variants if key != name])


def _rings(bases: dict[str, str]) -> dict[str, list[str]]:
    """Give the ring of `like` in which each variant stands, if it stands in one."""
    rings: dict[str, list[str]] = {}
    for first in bases:
        walked = [first]
        while (base := bases.get(walked[-1])) is not None:
            if base == first:
                rings[first] = [*walked, first]
            if base in walked:
                break
            walked.append(base)
    return rings
