"""Two thousand spoiled scenarios: each is read, or refused in our own words, and soon."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from blueprint_sim.errors import ScenarioError
from blueprint_sim.format.load import loads

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
# What people, and those who wish us ill, may put in the place of something else.
STRANGE = (
    "", "nothing", "yes", "-1", "0", "1e999", ".nan", "12:30", "60%", "4 min", "per hour", "[]",
    "{}", "[[]]", "{a: b}", "*a", "&a b", "!!int 3", "<<", "|", ">", "'", '"', "#", "? x", "- x",
    "{is: 1 min, from: 0 s, to: 2 min}", "(sqm)", "4 min (sqm)", "same", "done", "everything",
    "[{when: {contact: 2}, then: done}, {otherwise: done}]", "{given: {file: x.csv, column: a}}",
    "{times: /etc/passwd, column: a}", "\t", "\x00", "\ufeff", "\U0001f600", "a" * 300,
)  # fmt: skip


def spoiled(text: str, luck: random.Random) -> str | bytes:
    """Spoil a scenario in one to three places."""
    for _ in range(luck.randint(1, 3)):
        text = luck.choice(WAYS)(text, luck)
    return text


def _line(text: str, luck: random.Random) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, luck.randrange(len(lines))


def delete_line(text: str, luck: random.Random) -> str:
    lines, at = _line(text, luck)
    return "\n".join(lines[:at] + lines[at + 1 :])


def double_line(text: str, luck: random.Random) -> str:
    lines, at = _line(text, luck)
    return "\n".join([*lines[:at], lines[at], *lines[at:]])


def move_line(text: str, luck: random.Random) -> str:
    lines, at = _line(text, luck)
    moved = lines.pop(at)
    lines.insert(luck.randrange(len(lines) + 1), moved)
    return "\n".join(lines)


def indent_line(text: str, luck: random.Random) -> str:
    lines, at = _line(text, luck)
    lines[at] = luck.choice(["  ", " ", "\t", "      "]) + lines[at]
    return "\n".join(lines)


def outdent_line(text: str, luck: random.Random) -> str:
    lines, at = _line(text, luck)
    lines[at] = lines[at][luck.randint(1, 4) :]
    return "\n".join(lines)


def replace_value(text: str, luck: random.Random) -> str:
    marks = [at for at in range(len(text) - 1) if text[at : at + 2] == ": "]
    if not marks:
        return text
    start = luck.choice(marks) + 2
    ends = [at for at in range(start, len(text)) if text[at] in ",}]\n"] or [len(text)]
    return text[:start] + luck.choice(STRANGE) + text[ends[0] :]


def swap_words(text: str, luck: random.Random) -> str:
    words = text.split(" ")
    a, b = luck.randrange(len(words)), luck.randrange(len(words))
    words[a], words[b] = words[b], words[a]
    return " ".join(words)


def insert(text: str, luck: random.Random) -> str:
    at = luck.randrange(len(text) + 1)
    return text[:at] + luck.choice(STRANGE) + text[at:]


def change_character(text: str, luck: random.Random) -> str:
    at = luck.randrange(len(text) + 1)
    return (
        text[:at] + luck.choice("{}[]:,-?&*!|>'\"%@` \t\n#09az(\\\x07\x85\u2028") + text[at + 1 :]
    )


def cut_off(text: str, luck: random.Random) -> str:
    return text[: luck.randrange(len(text) + 1)]


WAYS = (
    delete_line, double_line, move_line, indent_line, outdent_line, replace_value, replace_value,
    replace_value, swap_words, insert, change_character, cut_off,
)  # fmt: skip


def spoiled_bytes(text: str, luck: random.Random) -> bytes:
    data = bytearray(text.encode())
    for _ in range(luck.randint(1, 5)):
        data[luck.randrange(len(data))] = luck.randrange(256)
    return bytes(data)


def refusal(bad: str | bytes, folder: Path) -> ScenarioError | None:
    try:
        loads(bad, folder=folder)
    except ScenarioError as error:
        return error
    return None


@pytest.mark.parametrize("part", range(10))
def test_a_spoiled_scenario_is_read_or_refused(part: int, tmp_path: Path) -> None:
    refused = 0
    for i in range(200):
        luck = random.Random(1000 * part + i)
        text = luck.choice(SCENARIOS).read_text(encoding="utf-8")
        bad = spoiled_bytes(text, luck) if i % 10 == 0 else spoiled(text, luck)
        began = time.process_time()
        error = refusal(bad, tmp_path)
        # One that took two seconds would show that somebody can make us hang.
        assert time.process_time() - began < 2, f"part {part}, scenario {i}"
        if error is not None:
            refused += 1
            assert error.problems
            said = str(error).lower()
            assert not any(word in said for word in ("pydantic", "traceback", "<class", "nonetype"))
    assert 50 < refused < 200
