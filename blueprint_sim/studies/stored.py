"""A result as a text, and back: what the folder of a run keeps of it as ``result.json``.

The text is JSON: ``{"result_format": 5, "result": {...}}``, with the fields of `Result` under
their own names. Numbers come back to the last bit.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from blueprint_sim.errors import ResultError
from blueprint_sim.studies.result import Result

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = 5
"""Of the text; another one whenever the fields of `Result` change."""
KEY = "result_format"


def as_text(result: Result) -> str:
    """Write a result as JSON, the same text for the same result.

    Parameters
    ----------
    result
        What a study found.

    Returns
    -------
    str
        One line, with a line end.
    """
    plain = _adapter().dump_python(result, mode="json")
    return json.dumps({KEY: FORMAT, "result": plain}, ensure_ascii=False, allow_nan=False) + "\n"


def from_text(text: str) -> Result:
    """Read a result back.

    Parameters
    ----------
    text
        What `as_text` wrote.

    Raises
    ------
    ResultError
        If it is no JSON, no result, damaged, or written by a version that keeps results in
        another form.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise ResultError("this is no result of a run: it is not JSON") from None
    if not isinstance(found, dict) or KEY not in found:
        raise ResultError("this is no result of a run: it is other JSON")
    if found[KEY] != FORMAT:
        said = "this result was written by another version of blueprint-sim"
        raise ResultError(f"{said}; run the scenario again")
    return _read(found.get("result"))


def _read(plain: Any) -> Result:
    from pydantic import ValidationError

    at = ""
    try:
        return _adapter().validate_json(json.dumps(plain, allow_nan=False), strict=True)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        at = ".".join(str(part) for part in first["loc"])
    except ValueError:  # a number that is none
        pass
    place = f" at {at}" if at else ""
    raise ResultError(f"this result is damaged{place}; run the scenario again")


@cache
def _adapter() -> TypeAdapter[Result]:
    from pydantic import TypeAdapter

    return TypeAdapter(Result)
