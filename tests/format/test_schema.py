from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from blueprint_sim.format import schema as schemas
from blueprint_sim.format import yaml_file
from blueprint_sim.format.load import load, loads
from blueprint_sim.model.base import Model
from blueprint_sim.model.blueprint import Ask
from blueprint_sim.model.law_forms import NAMES
from blueprint_sim.model.scenario import Scenario, Variant

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
SCHEMA = schemas.schema()
EDITOR = jsonschema.Draft7Validator(SCHEMA)
EVERY_FORM = (Path(__file__).parent / "every_form.yaml").read_text(encoding="utf-8")


def complaints(tree: Any) -> list[list[str | int]]:
    return [list(error.absolute_path) for error in EDITOR.iter_errors(tree)]


def models() -> Iterator[type[Model]]:
    waiting: list[type[Model]] = [Scenario]
    while waiting:
        model = waiting.pop()
        yield model
        for field in model.model_fields.values():
            for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
                if isinstance(part, type) and issubclass(part, Model):
                    waiting.append(part)


def properties(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, list):
        for part in node:
            yield from properties(part, path)
    elif isinstance(node, dict):
        for key, part in node.items():
            if key == "properties":
                for name, field in part.items():
                    yield f"{path}.{name}", field
                    yield from properties(field, f"{path}.{name}")
            else:
                yield from properties(part, f"{path}.{key}")


def described(field: dict[str, Any]) -> bool:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return bool(SCHEMA["definitions"][name].get("description"))
    return bool(field.get("description"))


def test_it_is_draft_07() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert json.loads(schemas.text()) == SCHEMA
    assert "$defs" not in schemas.text()


def test_the_one_beside_the_scenarios_is_this_one() -> None:
    beside = SCENARIOS[0].parent / "scenario.schema.json"

    assert beside.read_text(encoding="utf-8") == schemas.text()


def test_every_field_is_described() -> None:
    fields = dict(properties(SCHEMA))

    assert len(fields) > 100
    assert [path for path, field in fields.items() if not described(field)] == []


@pytest.mark.parametrize("model", sorted(set(models()), key=lambda model: model.__name__))
def test_it_holds_every_field_of_every_model(model: type[Model]) -> None:
    part = SCHEMA["definitions"].get(model.__name__, {})
    if model is Scenario or model is Ask:
        part = SCHEMA if model is Scenario else _ask()
    more = {"blueprint"} if model is Variant else set()

    assert set(part["properties"]) == set(model.model_fields) | more
    assert part["additionalProperties"] is False


def _ask() -> dict[str, Any]:
    by_fact = SCHEMA["definitions"]["questions"]["anyOf"][1]["additionalProperties"]
    return next(form for form in by_fact["anyOf"] if "properties" in form)


def test_it_holds_every_law() -> None:
    written = json.dumps(SCHEMA["definitions"]["law_itself"])

    assert all(f'"{name}": ' in written for name in NAMES)


def test_every_reference_leads_somewhere() -> None:
    references = set(schemas.text().split('"$ref": "#/definitions/')[1:])

    assert {part.partition('"')[0] for part in references} <= set(SCHEMA["definitions"])


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_editors_accept_the_shipped_scenarios(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    load(file)

    assert complaints(yaml_file.parse(text, "x").tree) == []
    assert complaints(yaml.safe_load(text)) == []


def test_editors_accept_every_form_that_the_reader_does() -> None:
    loads(EVERY_FORM)

    assert complaints(yaml_file.parse(EVERY_FORM, "x").tree) == []
    assert complaints(yaml.safe_load(EVERY_FORM)) == []


@pytest.mark.parametrize(
    ("arrivals", "fine"),
    [
        ("55 per hour", True),
        ("{gap: {gamma: {mean: 1 min, sd: 20 s}}, batch: 3}", True),
        ("{monday: {per_minute: 2}, otherwise: 40 per hour, day_to_day: 5%}", True),
        ("{times: [1 min, 2 min]}", True),
        ("{mondy: 40 per hour}", False),
        ("{monday: {per_hour: 40, batch: 3}}", False),
        ("{per_hour: 40, batch: {1: 70}}", False),
        ("{gap: soon}", False),
    ],
)
def test_editors_know_arrivals(arrivals: str, fine: bool) -> None:
    text = EVERY_FORM.replace(
        "{per_hour: [40, 60 (s)], every: 1 h, day_to_day: 5% (s), batch: {1: 70%, 2: 30%}}",
        arrivals,
    )

    assert text != EVERY_FORM
    assert (complaints(yaml_file.parse(text, "x").tree) == []) == fine


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("patience:", "patiense:"),
        ("length: 2 h", "length: 2"),
        ("title: T, grade: survey", "title: T, grade: great"),
        ("{when: {reason: a}", "{when: {raeson: a}"),
        ("erlang:", "erlng:"),
        ("kind: machine", "kind: machin"),
        ("lane: backstage", "lane: behind"),
        ("after_close: stop", "after_close: halt"),
        ("scenario: Every form", "scenari: Every form"),
    ],
)
def test_editors_flag_what_is_wrong(right: str, wrong: str) -> None:
    assert right in EVERY_FORM
    assert complaints(yaml.safe_load(EVERY_FORM.replace(right, wrong))) != []
