"""A JSON Schema of the scenario format, so that editors complete it and flag what is wrong.

Draft-07, which YAML editors read. It is generated from the models, so it cannot fall behind; it
is kinder than the reader, who knows names, units and sums.
"""

from __future__ import annotations

import json
from typing import Any

from blueprint_sim.model.derive import NAMED
from blueprint_sim.model.forms import FORMS
from blueprint_sim.model.scenario import Scenario

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_REMOVED = {"const": "nothing", "description": "Removes what would be inherited."}
_BLUEPRINT = {
    "type": "string",
    "description": "A file of its own, in the scenario's folder, for all that a variant designs.",
}
_NAME = {"type": "string"}
# What is required of a part that may be inherited is left to the reader.
_INHERITABLE = ("Team", "Channel", "Step", "Variant")


def schema() -> Schema:
    """Give the schema of a scenario file, as plain data."""
    found = _draft_07(Scenario.model_json_schema(mode="validation"))
    found["description"] = found["description"].partition("\n")[0]  # the rest is for programmers
    definitions = found["definitions"]
    _variant(definitions["Variant"])
    for part in _INHERITABLE:
        definitions[part].pop("required", None)
        _removable(definitions[part])
    for part in definitions.values():
        if "required" not in part:
            part["type"] = ["object", "null"]  # `caller:` alone is a persona like any other
    definitions.update({name: _draft_07(form) for name, form in sorted(FORMS.items())})
    return {"$schema": _DRAFT, **found, "title": "A scenario of blueprint-sim"}


def text() -> str:
    """Give the schema as the text of a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _variant(variant: Schema) -> None:
    properties = variant["properties"]
    properties["blueprint"] = {**_BLUEPRINT}
    properties["without"]["anyOf"] = [_NAME, {"type": "array", "items": _NAME}]
    properties["without"].pop("type", None)
    properties["without"].pop("items", None)
    for key in NAMED:
        part = properties[key]["additionalProperties"]
        properties[key]["additionalProperties"] = {"anyOf": [part, _REMOVED]}


def _removable(part: Schema) -> None:
    for key, field in part["properties"].items():
        described = field.pop("description", "")
        part["properties"][key] = {"description": described, "anyOf": [field, _REMOVED]}


def _draft_07(node: Any) -> Any:
    """Turn what pydantic writes (draft 2020-12) into draft-07."""
    if isinstance(node, list):
        return [_draft_07(part) for part in node]
    if not isinstance(node, dict):
        return node
    changed: Schema = {
        key: {name: _draft_07(field) for name, field in part.items()}
        if key == "properties"
        else _draft_07(part)
        for key, part in node.items()
        if key not in ("default", "title")
    }
    if "$defs" in changed:
        changed["definitions"] = changed.pop("$defs")
    if "form" in changed:
        changed["$ref"] = f"#/definitions/{changed.pop('form')}"
    if "$ref" in changed:
        target = {"$ref": str(changed.pop("$ref")).replace("#/$defs/", "#/definitions/")}
        # Draft-07 reads nothing beside a $ref.
        return {**changed, "allOf": [target]} if changed else target
    return changed
