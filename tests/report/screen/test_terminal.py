from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from blueprint_sim.report.screen.columns import width
from blueprint_sim.report.screen.paper import NEAREST, TRUE, Paper, paper
from blueprint_sim.report.screen.terminal import Beside, page
from blueprint_sim.report.speech.names import Names
from blueprint_sim.studies.result import Result, Verdict
from tests.report.results import MENU, PERSON, several, two, variant

PLAIN = Paper(unicode=True)
HOSTILE = (
    "Voice menu " * 20,
    "x" * 200,
    "直接オペレーターにつながる窓口サービス",
    "إلغاء الاشتراك عبر الهاتف",
    "\x1b[31mred\x1b[0m\nnew line\ttab",
    "e\u0301" * 60,
    "👩‍💻 agent 🏳️‍🌈",
    '"$_<script>',
)


def lines(text: str) -> list[str]:
    assert text.endswith("\n")
    return text.removesuffix("\n").split("\n")


def test_the_page_of_two_variants() -> None:
    assert page(two(), Beside(assumed=7, file="cancel.yaml"), PLAIN) == TWO


TWO = """\
Cancelling an internet subscription                   30 replications, seed 2012
────────────────────────────────────────────────────────────────────────────────

"Answered directly" is better for these customers than "Voice menu first", but
costs more in staff.

Moments of misery fall from 2.6 to 0.9 per customer (1.6 to 1.8 fewer). The
share resolved rises from 78% to 83% (3 to 7 pts more). The wait for a person
falls from 2.6 to 0.7 minutes (1.5 to 2.3 minutes shorter). The share that hangs
up falls from 9% to 4% (4 to 6 pts less).

It takes 9 agents instead of 8: EUR 2,268 of staff a day against EUR 2,016
(+13%). Whether a resolved issue then costs more, 30 replications cannot tell
yet; about 90 would.

No persona is shown to be worse off on moments of misery.

                        Voice
                         menu Answered              difference
measure                 first directly          (95% together)   verdict
Moments of misery         2.6      0.9     -1.7 (-1.8 to -1.6) + better
Resolved                  78%      83%       +5 pts (+3 to +7) + better
EUR per resolved         5.27     5.52  +0.25 (-0.18 to +0.68) ? cannot tell yet

for the record, each with its own 95% interval
Wait for person, min      2.6      0.7     -1.9 (-2.3 to -1.5)
Slowest 1 in 10, min      7.9      2.6     -5.3 (-6.6 to -4.0)
Hung up                    9%       4%       -5 pts (-6 to -4)
Effort, min              11.4      7.3     -4.1 (-4.2 to -4.0)
Handoffs                  1.2      0.3     -0.9 (-1.0 to -0.8)
Repeat questions          1.9      0.1     -1.8 (-1.9 to -1.7)
Contacts per issue       1.14     1.12   -0.02 (-0.04 to 0.00)
Memory (-2 to +2)        -0.9     -0.2     +0.7 (+0.6 to +0.8)
Mean moment (-2..+2)     -0.6      0.1     +0.7 (+0.6 to +0.8)
EUR of staff a day      2,016    2,268                    +252

Where it hurts most   moments of misery per 100 customers

Voice menu first                        Answered directly
Ask (questions)        ██████████   71  Ask (questions)        ██████████   71
Retention              ██████       44  Retention              ██████       44
Ask (wait)             █████        38  Ask (wait)             █████        38

A question asked again feels -1, which is just misery. A gentler judge, who lets
it pass, would count 2.0 moments of misery per customer with "Voice menu first"
and 0.3 with "Answered directly".

Both faced the very same customers. With other customers for each, it would have
taken 4.0 times as many replications to know the difference in moments of misery
as well.

7 numbers are assumed, not measured: blueprint-sim show cancel.yaml --resolved
"""


def test_several_variants_are_told_apart_at_a_glance() -> None:
    result = several(
        variant("person", "Answered directly", PERSON, 9),
        variant("memory", "Voice menu that remembers", {**MENU, "misery_mean": 1.4}),
    )
    said = page(result, Beside(file="cancel.yaml"))
    assert '+ "Answered directly" is better, but costs more in staff.' in said
    assert '+ "Voice menu that remembers" is better, at the same staff cost.' in said
    assert re.search(
        r"^Voice menu that remembers +1\.4 \+ +2\.6 +9% +78% \+ +5\.27 \? +2,016\n  memory$",
        said,
        re.MULTILINE,
    )
    assert '"Answered directly" beside "Voice menu first"\n' in said
    assert "Another in full: blueprint-sim run cancel.yaml --variant ID" in said


def test_the_marks_and_the_lost_are_explained() -> None:
    walked = variant("walked", "Walked", {**MENU, "share_walked_away": 0.3})
    said = page(several(variant("person", "Direct", PERSON, 9), walked))
    assert (
        "\n\nAfter a number: + better, - worse, = no practical difference, ? cannot tell yet.\n"
        "Lost: hung up and walked away.\n"
    ) in said
    assert re.search(r"^Walked +2\.6 \+ +2\.6 +39%", said, re.MULTILINE)
    blocked = variant("blocked", "Blocked", {**MENU, "share_blocked": 0.2})
    said = page(several(variant("person", "Direct", PERSON, 9), blocked))
    assert re.search(r"^Blocked +2\.6 \+ +2\.6 +20% +29%", said, re.MULTILINE)
    assert "Lost: hung up and turned away.\n" in said


def test_no_label_is_cut() -> None:
    label = "Each touch point made better, and then some more"
    many = several(variant("a", label, PERSON), variant("b", "B", MENU))
    for result in (two(), many):
        beside = Beside(Names({("menu", "ask"): "Help from anybody who is there"}))
        assert "..." not in page(result, beside)
    assert re.search(
        r"^Help from anybody who +█+ +71  .*\nis there \(questions\)",
        page(many, beside, PLAIN),
        re.MULTILINE,
    )


def test_warnings_stand_on_the_page() -> None:
    suspect = Beside(warnings=("variants.a.teams.agents: the queue only grows",))
    said = page(replace(two(), warnings=("a longer run would show more",)), suspect)
    assert "\n\nMind: variants.a.teams.agents: the queue only grows.\n\n" in said
    assert "\n\nMind: a longer run would show more.\n\n" in said


def test_intervals_keep_to_what_can_be() -> None:
    wide = {"difference": -0.4, "low": -1.4, "high": 0.6, "verdict": Verdict.UNKNOWN}
    assert "140" not in page(two(share_resolved=wide))


def test_the_clearest_variant_is_shown_in_full() -> None:
    worse = variant("worse", "Worse", {**MENU, "misery_mean": 9.9})
    better = variant("better", "Better", {**MENU, "misery_mean": 2.0})
    result = several(worse, better)
    found = tuple(
        replace(c, verdict=Verdict.WORSE) if c.variant == "worse" and c.verdict else c
        for c in result.comparisons
    )
    assert '"Better" beside "Voice menu first"' in page(replace(result, comparisons=found))


def test_a_single_variant_has_its_own_table() -> None:
    result = two()
    alone = replace(result, variants={"menu": result.variants["menu"]}, comparisons=(), groups=())
    said = page(alone)
    assert "measure" in said
    assert re.search(r"^Moments of misery +2\.6 \(2\.5 to 2\.7\)$", said, re.MULTILINE)


@pytest.mark.parametrize("label", HOSTILE)
@pytest.mark.parametrize("count", [1, 3])
def test_hostile_labels_keep_to_the_page(label: str, count: int) -> None:
    others = [variant(f"v{n}", label, PERSON, 9) for n in range(count)]
    result = replace(several(*others), scenario=label, warnings=(label,))
    text = page(result, Beside(Names({("v0", "ask"): label, ("menu", "ask"): label})))
    assert max(width(line) for line in lines(text)) <= 80
    assert not [line for line in lines(text) if line != line.rstrip()]
    assert "\x1b" not in text
    assert "\t" not in text


@pytest.mark.parametrize("verdict", [*Verdict, None])
@pytest.mark.parametrize("size", [0.0, 1e-6, 1.0, 999.5, 123456.0, 9.9e9])
def test_any_figures_keep_to_the_page(verdict: Verdict | None, size: float) -> None:
    person = variant("person", "Answered directly", dict.fromkeys(PERSON, size), 9)
    wide = {"difference": size, "low": -size, "high": 2 * size, "verdict": verdict}
    measures = ("misery_mean", "share_resolved", "cost_per_resolved", "wait_mean", "staff_cost")
    text = page(several(person, **dict.fromkeys(measures, wide)))
    assert max(width(line) for line in lines(text)) <= 80


def test_plain_text_without_unicode() -> None:
    text = page(two(), paper=Paper())
    assert text.isascii()
    assert "-" * 80 in text
    assert "##########" in text


def test_colours_stand_around_the_words_and_nowhere_else() -> None:
    text = page(two(), paper=Paper(TRUE, unicode=True))
    assert '\x1b[1;38;2;0;135;112m"Answered directly" is better\x1b[0m' in text
    assert "\x1b[1;38;2;201;83;26mcosts more in staff.\x1b[0m" in text
    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == page(two(), paper=PLAIN)


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("settings", "inks"),
    [
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, TRUE),
        ({"TERM": "xterm-256color"}, NEAREST),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "NO_COLOR": "1"}, {}),
        ({"TERM": "dumb"}, {}),
    ],
)
def test_what_a_stream_takes(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], inks: dict[str, str]
) -> None:
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert paper(Terminal(io.BytesIO(), encoding="utf-8")) == Paper(inks, unicode=True)
    assert paper(Terminal(io.BytesIO(), encoding="ascii")) == Paper(inks, unicode=False)
    assert paper(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")).inks == {}


def test_measures_of_no_value_are_left_out() -> None:
    result: Result = two()
    assert "Turned away" not in page(result)
    blocked = several(variant("person", "Direct", {**PERSON, "share_blocked": 0.2}, 9))
    assert re.search(r"^Turned away +0% +20%", page(blocked), re.MULTILINE)
    assert "Promises broken" not in page(blocked)
    late = several(variant("person", "Direct", {**PERSON, "share_promises_broken": 0.3}, 9))
    assert re.search(r"^Promises broken +0% +30%", page(late), re.MULTILINE)


@pytest.mark.parametrize("others", [0, 1, 2])
def test_a_currency_with_a_long_name_is_not_cut(others: int) -> None:
    more = [variant(f"v{n}", f"Variant {n}", PERSON, 9) for n in range(others)]
    result = replace(several(*more), currency="agent minutes")
    said = page(result)
    assert "..." not in said
    for word in ("agent", "minutes", "resolved", "staff"):
        assert word in said.split("\n\n", 2)[2]
