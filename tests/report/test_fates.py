from __future__ import annotations

from dataclasses import replace

from blueprint_sim.report import fates, titles
from blueprint_sim.report.speech import findings, words
from blueprint_sim.report.speech.doubts import caveats, pairing
from blueprint_sim.report.speech.fates import better_off
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.spans import plain
from blueprint_sim.studies.result import BetterOff, Estimate, Result, Verdict
from tests.report.results import two


def fate(by: str, group: str, judged_by: str, *shares: float) -> BetterOff:
    made = [Estimate(share, share - 0.04, share + 0.04, "share", None) for share in shares]
    return BetterOff("menu", "person", by, group, judged_by, *made)


FATES = (
    fate("everybody", "", "memory", 0.3, 0.5, 0.15, 0.05, 0.0, 0.0),
    fate("everybody", "", "misery", 0.4, 0.4, 0.15, 0.05, 0.0, 0.0),
    fate("persona", "hurried", "memory", 0.2, 0.5, 0.25, 0.05, 0.0, 0.0),
    fate("persona", "hurried", "misery", 0.2, 0.5, 0.25, 0.05, 0.0, 0.0),
)


def with_fates() -> Result:
    return replace(two(), better_off=FATES)


def other_people() -> Result:
    """The second variant fixes something: misery falls, contacts are alike, the cost is open."""
    result = with_fates()
    family = {"misery_total": 90.0, "contacts_total": 5.0, "cost_total": 80.0}
    found = {"misery_total": Verdict.BETTER, "contacts_total": Verdict.SAME,
             "cost_total": Verdict.UNKNOWN}  # fmt: skip
    comparisons = [
        replace(
            each,
            threshold=family.get(each.measure),
            verdict=found.get(each.measure),
            different_people=each.measure not in (*family, "staff_cost", "fix_cost"),
        )
        for each in result.comparisons
    ]
    return replace(
        result,
        comparisons=tuple(comparisons),
        judged={"person": family},
        different_people=("person",),
        matters_written=True,
    )


def test_everybody_by_all_that_is_judged_then_groups_by_what_they_remember() -> None:
    grid = fates.better_off(with_fates(), "person", Names(personas={"hurried": "In a hurry"}))
    assert list(grid.heads) == [
        "who, and by what",
        "better off",
        "the same",
        "worse off",
        "need not come",
    ]
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["Everybody, by what they remember", "30%", "50%", "15%", "5%"],
        ["Everybody, by moments of misery", "40%", "40%", "15%", "5%"],
        ["In a hurry, by what they remember", "20%", "50%", "25%", "5%"],
    ]


def test_in_a_sentence() -> None:
    assert better_off(with_fates(), "person") == (
        "Each customer beside themselves, given the same luck at shared steps, by what they "
        "remember: 30% better off, 50% the same, 15% worse off and 5% need not come."
    )
    assert better_off(two(), "person") == ""


def test_where_other_people_come_totals_decide_and_the_page_says_why() -> None:
    result = other_people()
    said = [plain(part) for part in findings.verdict(result, "person")]
    assert words.deciding(result, "person") == "misery_total"
    assert said[0].startswith(
        '"Answered directly" is better than "Voice menu first", all who come taken together'
    )
    assert "these customers" not in " ".join(said)
    assert not any("resolved issue" in text for text in said)
    assert not any("Worse for" in text or "No persona" in text for text in said)
    (why,) = [text for text in caveats(result) if text.startswith("Other people come")]
    assert "since not the same causes are fixed" in why
    assert "moments of misery (90 a day), contacts (5 a day), the cost of a day (EUR 80)" in why
    assert not any("does not say what matters" in text for text in caveats(result))
    unwritten = replace(result, matters_written=False, matters=result.judged["person"])
    (default,) = [text for text in caveats(unwritten) if "ther people come" in text]
    assert default.startswith("The scenario does not say what matters, so these decide")
    assert "(90 a day), contacts (5 a day), the cost of a day (EUR 80). They add up over" in default
    (alone,) = caveats(replace(unwritten, different_people=()))
    assert alone.endswith("since the scenario's variants fix different causes.")
    assert "but for those whom a fix keeps away" in pairing(result, "person")


def test_the_page_says_once_why_totals_decide_for_all_that_fix_something() -> None:
    result = other_people()
    third = replace(result.variants["person"], label="Clear bill")
    result = replace(
        result,
        variants={**result.variants, "clear": third},
        different_people=("person", "clear"),
        judged={**result.judged, "clear": result.judged["person"]},
    )
    (why,) = [text for text in caveats(result) if text.startswith("Other people come")]
    assert 'to "Answered directly" and "Clear bill" than to "Voice menu first"' in why


def test_what_adds_up_over_a_run_is_told_by_the_day() -> None:
    result = replace(other_people(), days=2.0)
    (why,) = [text for text in caveats(result) if text.startswith("Other people come")]
    assert "moments of misery (45 a day), contacts (2.5 a day), the cost of a day (EUR 40)" in why


def test_titles_speak_of_all_who_come() -> None:
    said = titles.comparison(other_people(), "person")
    assert said.startswith('"Answered directly" is better, all who come taken together')
    assert titles.overview(other_people()) == (
        'On moments of misery, beside "Voice menu first": "Answered directly" is better'
    )
