"""The forms in which values may be written, as pieces of a JSON Schema; each has a name.

A form stands beside the reader that it belongs to, and is kinder than that reader: it is there so
that editors can complete and flag, not to decide.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Form: TypeAlias = dict[str, Any]

FORMS: dict[str, Form] = {}
"""The pieces by name; `format.schema` puts them under `definitions`."""

RANGE_KEYS = ("is", "from", "to")
NAME: Form = {"type": "string"}


def declare(name: str, says: str, form: Form) -> Form:
    """Give a form a name; what comes back refers to it."""
    FORMS[name] = {"description": says, **form}
    return {"form": name}


def either(*forms: Form) -> Form:
    """Let any of several forms be written."""
    return {"anyOf": list(forms)}


def closed(**properties: tuple[str, Form]) -> Form:
    """Make a map with these keys only, each with its description and form."""
    described = {
        key: {"description": says, **(form if "form" not in form else {"allOf": [form]})}
        for key, (says, form) in properties.items()
    }
    return {"type": "object", "properties": described, "additionalProperties": False}


def needing(*keys: str, form: Form) -> Form:
    """Require keys of a map."""
    return {**form, "required": list(keys)}


def by_name(form: Form) -> Form:
    """Make a map from names that the author gives."""
    return {"type": "object", "additionalProperties": form}


def list_of(form: Form) -> Form:
    """Make a list of at least one."""
    return {"type": "array", "items": form, "minItems": 1}


def ranged(name: str, says: str, form: Form) -> Form:
    """Declare a form that may also be written as a range, ``{is, from, to}``."""
    inside = declare(f"{name}_itself", says, form)
    keys = closed(
        **{
            "is": ("The value that a run takes.", inside),
            "from": ("The lowest that is thought possible.", inside),
            "to": ("The highest that is thought possible.", inside),
        }
    )
    return declare(name, says, either(inside, needing(*RANGE_KEYS, form=keys)))


def ruled(form: Form) -> Form:
    """Declare a form that rules may decide: ``[{when, then}, {otherwise}]``."""
    name = form["form"]
    rule = closed(
        when=("What must hold, all of it.", {"form": "condition"}),
        then=("What holds then.", form),
        otherwise=("What holds where no rule before does.", form),
    )
    says = f"{FORMS[name]['description'].rstrip('.')}; or rules, of which the first that fits wins."
    return declare(f"{name}_or_rules", says, either(form, list_of(rule)))
