"""The keys of the format: what each takes, what holds without it, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, get_args, get_origin

from blueprint_sim.format.schema import schema
from blueprint_sim.model.base import Model
from blueprint_sim.model.defaults import say_clock
from blueprint_sim.model.forms import FORMS, Form
from blueprint_sim.model.in_line import signed
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.scenario import Scenario, Variant
from blueprint_sim.model.speech import say_share

WORDS: Final = {
    "arrivals": "[arrivals](#when-they-come)",
    "balks": "[share](#quantities), or shares by [how many wait](#who-does-not-wait)",
    "by": "[who does it](#who-does-a-step)",
    "by_or_rules": "[who does it](#who-does-a-step), or [rules](#rules)",
    "carries": "[what carries over](#what-carries-over)",
    "change": "change, with its sign: `+20%`, `-30%`",
    "churn": "[who leaves](#who-leaves-for-good), or none",
    "clock": "[time of day](#quantities)",
    "cost": "[cost](#quantities)",
    "count": "[whole number](#quantities)",
    "day": "[rates of a day](#when-they-come)",
    "duration": "[duration](#quantities)",
    "events": "[events](#what-happens-at-a-step)",
    "feeling": "[feeling](#quantities), or [what else it is worth](#what-events-are-worth)",
    "feelings": "[feelings](#how-it-feels) by name",
    "feelings_and_worth": "[feelings](#how-it-feels) by name",
    "law": "[law](#laws-of-durations)",
    "law_or_rules": "[law](#laws-of-durations), or [rules](#rules)",
    "money": "[sum of money](#quantities)",
    "name": "name",
    "number": "[number](#quantities)",
    "per_day": "[cost of a day](#quantities)",
    "percentage": "percentage of what it is otherwise",
    "positive": "[whole number](#quantities), 1 or more",
    "pressure": "[pressure](#when-the-line-presses)",
    "questions": "[questions](#questions)",
    "rate": "[rate](#quantities)",
    "share": "[share](#quantities)",
    "share_or_rules": "[share](#quantities), or [rules](#rules)",
    "shifts": "[shifts](#shifts)",
    "text": "text",
    "threshold": "[difference](#quantities)",
    "valence": "[feeling](#quantities)",
    "way_or_rules": "[way on](#where-a-customer-goes-next), or [rules](#rules)",
    "whole": "[whole number](#quantities), also below 0",
    "yes_or_no": "`yes` or `no`",
}
"""By form: what is said of it in a table, and where more is said."""

_SAID: Final = {
    # The check of the whole is stricter here than the reader, and the reader kinder than the type.
    ("Ask", "takes"): WORDS["law"],
    ("Variant", "without"): "a step, or a list of them",
}

_SECTIONS: Final = {
    "causes": "demandcauses",
    "announcement": "what-is-said-to-those-who-wait",
    "reasons": "demandreasons",
    "recontact": "demandrecontact",
    "sources": "sources-and-grades",
}
"""By key: the section about its map, where that is not called as the key is."""

_WRITTEN: Final[dict[str, Callable[[Any], str]]] = {
    "by_or_rules": lambda rules: ", ".join(rules[0].then) or "nobody",
    "carries": lambda chance: "everything" if chance == 1 else say_share(chance),
    "change": signed,
    "clock": lambda seconds: f'"{say_clock(seconds)}"',
    "duration": say_duration,
    "law": lambda law: str(law.written),
    "share": say_share,
    "way_or_rules": lambda rules: ", ".join(rules[0].then),
    "yes_or_no": lambda yes: "yes" if yes else "no",
}
"""By form: how a value is written. Numbers and text stand as they are."""

_BY_DEFAULT: Final = re.compile(r"(?:[;:,] by default|\. By default) ([^.]+)(?=\.)")


class Row(NamedTuple):
    """What is said of one key."""

    key: str
    takes: str
    default: str
    """What holds without it; a value that may be written stands in backticks."""
    meaning: str


def models() -> dict[tuple[str, ...], type[Model]]:
    """Give every model that a scenario is made of, by its place; a star stands for any name."""
    found: dict[tuple[str, ...], type[Model]] = {}
    waiting: list[tuple[tuple[str, ...], type[Model]]] = [((), Scenario)]
    while waiting:
        at, model = waiting.pop(0)
        found[at] = model
        for key, field in model.model_fields.items():
            for part in (field.annotation, *get_args(field.annotation)):
                if isinstance(part, type) and issubclass(part, Model):
                    below = (*at, key, "*") if by_name(field.annotation) else (*at, key)
                    waiting.append((below, part))
    return found


def by_name(annotation: Any) -> bool:
    """Tell whether a key holds a map of parts, each under a name of the author's."""
    return get_origin(annotation) is dict


def rows(model: type[Model]) -> Iterator[Row]:
    """Describe the keys of a model, in the order in which they are declared."""
    described = model.model_json_schema()["properties"]
    for key, field in model.model_fields.items():
        says = field.description or described[key]["description"]
        meaning = _BY_DEFAULT.sub("", says)
        said = _SAID.get((model.__name__, key)) or takes(described[key], _SECTIONS.get(key, key))
        yield Row(key, said, _default(model, key, described[key]), meaning)
    if model is Variant:
        says = schema()["definitions"]["Variant"]["properties"]["blueprint"]["description"]
        yield Row("blueprint", "name of a file", "none", says)


def rows_of_form(name: str) -> Iterator[Row]:
    """Describe the keys of a map that is read by a function of its own."""
    for key, part in _properties(FORMS[name]).items():
        yield Row(key, takes(part), "", part["description"])


def takes(form: Form, section: str = "") -> str:
    """Say what may be written in a form; a map has a section of its own."""
    if "form" in form:
        return WORDS[form["form"]]
    if "allOf" in form:
        return takes(form["allOf"][0])
    if "enum" in form:
        return _one_of([f"`{choice}`" for choice in form["enum"]])
    if "anyOf" in form:
        parts = [takes(part, section) for part in form["anyOf"] if part.get("type") != "null"]
        return " or ".join(part.replace(f"a list, each a {parts[0]}", "a list") for part in parts)
    if form.get("additionalProperties"):
        return f"{takes(form['additionalProperties'], section)}, by name"
    if form.get("type") == "array":
        return f"a list, each a {takes(form['items'])}"
    return f"[map](#{section})" if "$ref" in form else "name"


def _one_of(choices: list[str]) -> str:
    """List a few choices; of many, give the first and the last."""
    if len(choices) > 4:
        return f"{choices[0]} to {choices[-1]}"
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def _properties(form: Form) -> dict[str, Form]:
    """Find the keys of a map, which may be one of several forms."""
    if "properties" in form:
        found: dict[str, Form] = form["properties"]
        return found
    return next(filter(None, map(_properties, form.get("anyOf", ()))), {})


def _default(model: type[Model], key: str, form: Form) -> str:
    field = model.model_fields[key]
    if field.is_required():
        return "*needed*"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, Model) or (isinstance(value, dict) and value):
        return "see there"
    if value in (None, "", (), {}):
        said = _BY_DEFAULT.search(field.description or "")
        return said[1] if said else "none"
    return f"`{_WRITTEN.get(form.get('form', ''), _plain)(value)}`"


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
