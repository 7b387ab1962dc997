"""The pages, and the tables that are made for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Final

from blueprint_sim.format import yaml_file
from blueprint_sim.measures.catalogue import CATALOGUE
from blueprint_sim.model.experience import DEFAULTS
from blueprint_sim.model.forms import FORMS
from blueprint_sim.model.law_forms import law
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.margins import UNITS
from blueprint_sim.model.quantities import SECONDS
from blueprint_sim.model.speech import say_share
from blueprint_sim.report.index import FILES
from blueprint_sim.report.tables import COLUMNS
from blueprint_sim.studies import matters
from docs.reference.doors import HOLDS, columns, doors
from docs.reference.keys import WORDS, models, rows, rows_of_form
from docs.reference.laws import LAWS
from docs.reference.marks import refreshed

FOLDER: Final = Path(__file__).parent
PAGES: Final = (FOLDER / "format.md", FOLDER / "measures.md", FOLDER / "python.md")


def current(page: str) -> str:
    """Give a page with its tables as models and registry have them now."""
    return refreshed(page, make)


def make(part: str) -> str:
    """Make the part of a page that is called so: ``keys Run``, ``measures team``, ``laws``."""
    kind, _, of = part.partition(" ")
    return MAKERS[kind](of)


def table(heads: str, lines: Iterable[Iterable[str]]) -> str:
    """Write a table in Markdown.

    Parameters
    ----------
    heads
        Of its columns, with a comma and a blank between them.
    lines
        The cells of each row.
    """
    columns = heads.split(", ")
    parts = [columns, ["---"] * len(columns), *([cell(text) for text in line] for line in lines)]
    return "".join(f"| {' | '.join(part)} |\n" for part in parts)


def cell(text: str) -> str:
    """Write text so that it stays within its cell."""
    return " ".join(text.split()).replace("|", r"\|")


def _keys(name: str) -> str:
    model = next(model for model in models().values() if model.__name__ == name)
    found = ((f"`{row.key}`", row.takes, row.default, row.meaning) for row in rows(model))
    return table("key, takes, by default, meaning", found)


def _form(name: str) -> str:
    found = ((f"`{row.key}`", row.takes, row.meaning) for row in rows_of_form(name))
    return table("key, takes, meaning", found)


def _subjects(_: str) -> str:
    found = ((f"`{row.key}`", row.meaning) for row in rows_of_form("condition"))
    return table("subject, meaning", found)


def _quantities(_: str) -> str:
    return table("what, written as, meaning", map(_quantity, KINDS))


def _quantity(form: str) -> tuple[str, str, str]:
    declared = FORMS[form] if "examples" in FORMS[form] else FORMS[f"{form}_itself"]
    what = re.sub(r"\[|\]\(.*?\)", "", WORDS[form])
    examples = (f"`{text}`" for text in declared["examples"] if "(" not in text)
    return what, ", ".join(examples), _begun(re.sub(r"^An? [a-z]+: ", "", declared["description"]))


def _units(_: str) -> str:
    sizes = groupby(SECONDS, SECONDS.__getitem__)
    found = (
        (say_duration(size), ", ".join(f"`{unit}`" for unit in units)) for size, units in sizes
    )
    return table("unit, may be written", found)


def _laws(_: str) -> str:
    read = ((text, good, law(yaml_file.parse(text, "law").tree)) for text, good in LAWS)
    found = ((f"`{text}`", _moments(one.mean, one.sd), good) for text, good, one in read)
    return table("written, mean and spread, good for", found)


def _moments(mean: float, sd: float) -> str:
    return f"{_about(mean)}, {f'sd {_about(sd)}' if sd else 'no spread'}"


def _about(seconds: float) -> str:
    number, unit = say_duration(seconds).split()
    return f"{float(number):.3g} {unit}"


def _experience(_: str) -> str:
    found = ((f"`{d.key}`", f"`{d.value}`", d.grade, _known(d.source, d.note)) for d in DEFAULTS)
    return table("key, value, grade, what is known", found)


def _known(source: str, note: str) -> str:
    return f"{source}: {note}" if source else note


def _matters(_: str) -> str:
    found = [(f"`{key}`", _difference(key, least)) for key, least in matters.DEFAULTS.items()]
    cost = ("`cost_per_resolved`", _part(matters.COST_PART))
    return table("measure, smallest difference that counts", [*found, cost])


def _totals(_: str) -> str:
    issue = f"what counts of an issue ({matters.DEFAULTS['misery_mean']:g}), times the customers"
    cost = f"{_part(matters.COST_PART)}, without what it costs that customers leave for good"
    sizes = (f"{issue} of the baseline", _part(matters.CONTACTS_PART), cost)
    found = zip((f"`{key}`" for key in matters.TOTALS), sizes, strict=True)
    return table("measure, smallest difference that counts", found)


def _part(share: float) -> str:
    return f"{say_share(share)} of the baseline's"


def _difference(measure: str, least: float) -> str:
    unit = UNITS[measure]
    if unit == "share":
        return say_share(least)
    return say_duration(60 * least) if unit == "time" else f"{least:g}"


def _measures(grain: str) -> str:
    grains = ("issue", "run") if grain == "variant" else (grain,)
    found = (
        (f"`{measure.key}`", measure.unit, measure.better or "", _as_noun(measure.meaning))
        for measure in CATALOGUE
        if measure.grain in grains
    )
    return table("key, unit, better, meaning", found)


def _as_noun(meaning: str) -> str:
    """Say what a number is, where its function says what it does; the unit stands beside it."""
    return _begun(re.sub(r"^Count the |, in (minutes|currency)$|, -2 to \+2$", "", meaning))


def _begun(text: str) -> str:
    return text[0].upper() + text[1:]


def _files(_: str) -> str:
    return table("file, what is in it", ((f"`{file}`", holds) for file, holds in FILES.items()))


def _doors(of: str) -> str:
    return table("call, what it does", ((f"`{door.call}`", door.does) for door in doors(of)))


def _frames(_: str) -> str:
    found = ((f"[`{name}`](#{name})", holds) for name, holds in HOLDS.items())
    return table("table, a row for each of", found)


def _frame(name: str) -> str:
    found = ((f"`{column}`", *others) for column, *others in columns(name))
    return table("column, holds, unit, meaning", found)


def _columns(file: str) -> str:
    found = ((f"`{column.name}`", column.unit, column.meaning) for column in COLUMNS[file])
    return table("column, unit, meaning", found)


KINDS: Final = (
    "duration", "share", "rate", "cost", "per_day", "count", "number", "money", "valence",
    "threshold", "clock",
)  # fmt: skip
"""The quantities, in the order in which they are told."""

MAKERS: Final[dict[str, Callable[[str], str]]] = {
    "columns": _columns,
    "doors": _doors,
    "experience": _experience,
    "files": _files,
    "form": _form,
    "frame": _frame,
    "frames": _frames,
    "keys": _keys,
    "laws": _laws,
    "matters": _matters,
    "measures": _measures,
    "quantities": _quantities,
    "subjects": _subjects,
    "totals": _totals,
    "units": _units,
}
"""By the first word of a part's name."""
