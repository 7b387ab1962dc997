"""What the pages of the scenarios say in words, held against their tables and their scenarios."""

from __future__ import annotations

import re
from typing import Final

import pytest

from blueprint_sim.errors import Path
from docs.scenarios import golden, pages

WORDS: Final = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMBER: Final = re.compile(rf"-?\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(WORDS)})\b")
ROUND: Final = 2
"""Digits of a number above which noughts at its end are taken for rounding."""

MISERY, RESOLVED, COST = "Moments of misery", "Resolved", "EUR a day"
BY_PAGE: Final = {
    "cancel_subscription": (
        ("waiting, 17", "direct_agent", "Wait for person, s"),
        ("instead of 3", "ivr_heavy", "Wait for person, s"),
        ("menu (65%)", "ivr_heavy", RESOLVED),
    ),
    "cancel_with_upsell": (
        ("less, EUR 1,560", "right_reason", "EUR earned a day"),
        ("instead of 2,180", "as_is", "EUR earned a day"),
        ("it is EUR 2.08", "as_is", "EUR per resolved"),
        ("and 2.68", "right_reason", "EUR per resolved"),
        ("instead of 2.38", "as_is", MISERY),
    ),
    "drive_thru": (
        ("outweigh nine", "bag_checked - good_service", "Wait for person, min"),
        ("memory is 0.69", "now_and_then", "Memory (-2 to +2)"),
        ("instead of 0.66", "good_service", "Memory (-2 to +2)"),
        ("treats for EUR 8", "now_and_then", "EUR on events a day"),
    ),
    "fragmented_channels": (
        ("falls from 1.1", "islands", MISERY),
        ("1.1 to 0.4", "one_case_file", MISERY),
        ("by about EUR 1", "islands - fewer_channels", "EUR per resolved"),
        ("stay at about 1.4", "one_case_file", "Contacts per issue"),
    ),
    "loyalty_voucher": (
        ("EUR 390", "honoured_in_sale - told_before", COST),
        ("gone, and 92%", "honoured_in_sale", RESOLVED),
        ("(3%", "more_tills", "Hung up"),
        ("instead of 10%", "as_is", "Hung up"),
        ("(12.5%", "more_tills", "Walked away"),
        ("instead of 11.6%", "as_is", "Walked away"),
    ),
    "passed_around": (
        ("enough for 69%", "case_owner", "One contact sufficed"),
        ("instead of 17%", "passed_around", "One contact sufficed"),
    ),
    "refund_across_silos": (
        ("about EUR 2", "finance_expedites - asked_to_wait", "EUR per customer"),
        ("by about 4", "asked_to_wait - desk_pays_small", "EUR per customer"),
        ("promises, 59%", "desk_pays_small", "Promises broken"),
        ("against 47%", "asked_to_wait", "Promises broken"),
    ),
    "self_service_paradox": (
        ("against 80%", "hidden_way_out", RESOLVED),
        ("fewest, 0.19", "people_only", MISERY),
    ),
    "service_recovery": (
        ("costs EUR 110", "apology_only - no_recovery", COST),
        ("remembered: 0.23", "six_steps", "Memory (-2 to +2)"),
        ("six steps, 0.22", "fix_only", "Memory (-2 to +2)"),
        ("recovery 2.5%", "no_recovery", "Unfinished"),
    ),
    "upstream_causes": (
        ("costs EUR 825", "all_fixed - as_is", COST),
        ("costs EUR 115", "as_is - fixed_and_fewer", COST),
    ),
}
"""By scenario: words that end in a figure, the variant (or two and their difference), the row."""

BY_SCENARIO: Final = {
    "cancel_subscription": (
        ("yaml) has 55", "demand.arrivals"),
        ("hour, eight", "variants.ivr_heavy.teams.agents.size"),
        ("instead of 4", "variants.ivr_heavy.steps.solve.takes"),
        ("who talk for 3", "variants.better_touchpoints.steps.solve.takes"),
        ("and resolve 78%", "variants.better_touchpoints.steps.solve.resolves"),
        ("instead of 88%", "variants.ivr_heavy.steps.solve.resolves"),
    ),
    "cancel_with_upsell": (
        ("yaml) has 60", "demand.arrivals"),
        ("others 40%", "variants.as_is.steps.solve.if_not.rated"),
        ("settles 70%", "variants.call_that_mends.steps.ring_up.resolves"),
        ("from 11", "variants.as_is.teams.agents.size"),
        ("as it is to 8", "variants.all_three.teams.agents.size"),
    ),
    "drive_thru": (
        ("gets 86%", "variants.good_service.steps.bag.resolves"),
        ("takes 8", "variants.good_service.steps.friendly.takes"),
        ("costs EUR 0.50", "experience.feels.treat.costs"),
        ("are curt, and 82%", "variants.hurried.steps.bag.resolves"),
        ("more, and 92%", "variants.bag_checked.steps.bag.resolves"),
    ),
    "fragmented_channels": (
        ("yaml) has 30", "demand.arrivals"),
        ("people with four", "variants.islands.teams.callers.size"),
    ),
    "loyalty_voucher": (
        ("hour; 15%", "demand.reasons.vouchers.share"),
        ("vouchers, and 20%", "demand.reasons.points.share"),
        ("at one of three", "variants.as_is.teams.tills.size"),
        ("costs EUR 15", "experience.feels.honoured.costs"),
        ("half EUR 7.50", "experience.feels.half_honoured.costs"),
    ),
    "passed_around": (
        ("rude, and 15%", "personas.foreign.share"),
        ("At a desk 8%", "variants.passed_around.steps.desk.events.wrong_information"),
        ("help, and six", "demand.recontact.wrong_information.chance"),
        ("up to 5", "variants.case_owner.steps.own.returns_to_same"),
        ("after 2", "variants.callback.teams.billing.callback.after"),
    ),
    "refund_across_silos": (
        ("promises five", "variants.asked_to_wait.steps.hand_over.promise"),
        ("day, three", "variants.finance_expedites.steps.hand_over.promise"),
        ("within four", "variants.word_on_the_way.steps.hand_over.promise"),
        ("within six", "variants.word_on_the_way.steps.word.promise"),
    ),
    "self_service_paradox": (
        ("understands seven", "variants.hidden_way_out.steps.bot_asks.asks.topic.understood"),
        ("sends three", "variants.hidden_way_out.steps.agent.next.0.then.send_away"),
        ("helps 70%", "variants.findable.steps.look_up.resolves.0.then"),
        ("takes eight", "variants.people_only.teams.agents.size"),
        ("instead of six", "variants.hidden_way_out.teams.agents.size"),
    ),
    "service_recovery": (
        ("gets 35%", "variants.no_recovery.steps.pass_on.resolves"),
        ("mends 85%", "variants.apology_and_fix.steps.fix.resolves"),
        ("keeps 30%", "variants.all_seven.fixes.parcel"),
        ("at EUR 150", "demand.causes.parcel.fix_costs"),
    ),
    "upstream_causes": (
        ("`as_is`), seven", "variants.as_is.teams.agents.size"),
        ("call, and three", "variants.as_is.teams.technicians.size"),
    ),
}
"""By scenario: words that end in a number, and where it stands; of a share, tenths will do."""


@pytest.mark.parametrize("name", BY_PAGE)
def test_figures_of_the_tables(name: str) -> None:
    said, columns = _said(name), _columns(name)
    for words, variants, row in BY_PAGE[name]:
        assert words in said
        values = [columns[variant][row] for variant in variants.split(" - ")]
        difference = values[0] - sum(values[1:])
        scale = 60.0 if row.endswith("min") else 1.0
        figure, half = _number(words)
        assert abs(figure - scale * difference) <= 1.1 * half, f"{words}: {difference:g}"


@pytest.mark.parametrize("name", BY_SCENARIO)
def test_numbers_of_the_scenario(name: str) -> None:
    said, written = _said(name), pages.read(name).written.tree
    for words, path in BY_SCENARIO[name]:
        assert words in said
        found = _number(_at(written, tuple(path.split("."))))[0]
        assert _number(words)[0] in (found, found / 10), f"{words}: {found:g}"


def test_every_page_with_figures_is_held() -> None:
    assert (
        {*BY_PAGE}
        == {*BY_SCENARIO}
        == {*pages.names()}
        - {
            "bank_call_centre",  # has tests of its own
            "voice_menu_or_person",  # tells none
        }
    )


def test_the_digits_of_the_golden_numbers_are_stated() -> None:
    design = (pages.SCENARIOS.parent / "docs/design.md").read_text(encoding="utf-8")
    assert f"to {WORDS[golden.DIGITS]} significant digits" in " ".join(design.split())


def _said(name: str) -> str:
    """Give what a page says outside of its tables, on one line."""
    text = pages.page(name).read_text(encoding="utf-8")
    return " ".join(re.sub(r"<!-- made: .*?<!-- /made -->", "", text, flags=re.DOTALL).split())


def _columns(name: str) -> dict[str, dict[str, float]]:
    """Give the numbers of a page's tables, by variant and row."""
    text = pages.page(name).read_text(encoding="utf-8")
    lines = pages.made_by_a_run(text)["numbers"].splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    names = tuple(pages.read(name).variants)
    return {
        variant: {
            row[0]: _number(row[column])[0]
            for row in rows
            if row[0] != "measure" and NUMBER.search(row[column])
        }
        for column, variant in enumerate(names, start=1)
    }


def _number(text: str) -> tuple[float, float]:
    """Read the last number outside of parentheses, and half of what its last digit is worth."""
    found = NUMBER.findall(re.sub(r"\(.*? to .*?\)", "", text))[-1].replace(",", "")
    if found in WORDS:
        return float(WORDS.index(found)), 0.5
    digits = found.lstrip("-")
    if "." in digits:
        return float(found), 0.5 * 10.0 ** -len(digits.partition(".")[2])
    round_to = len(digits) - len(digits.rstrip("0")) if len(digits) > ROUND else 0
    return float(found), 0.5 * 10.0**round_to


def _at(tree: object, path: Path) -> str:
    for key in path:
        if isinstance(tree, list):
            tree = tree[int(key)]
        else:
            assert isinstance(tree, dict)
            tree = tree[key]
    return str(tree)
