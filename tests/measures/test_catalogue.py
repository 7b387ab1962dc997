"""The keys are a contract: what is published stays, with its unit and its good side."""

from __future__ import annotations

from blueprint_sim.measures import CATALOGUE
from blueprint_sim.measures.catalogue import by_key

PUBLISHED = """
issue customers count -
issue share_resolved share higher
issue share_unresolved share lower
issue share_dead_end share lower
issue share_abandoned share lower
issue share_balked share lower
issue share_blocked share lower
issue share_walked_away share lower
issue share_unfinished share lower
issue share_one_and_done share higher
issue share_returns_later share -
issue share_failure_demand share lower
issue share_churned share lower
issue told_mean count lower
issue told_total count lower
issue share_promises_broken share lower
issue wait_mean min lower
issue wait_p90 min lower
issue service_level share higher
issue share_called_back share -
issue callback_wait_mean min lower
issue sojourn_mean min lower
issue handoffs_mean count lower
issue repeat_questions_mean count lower
issue questions_mean count lower
issue contacts_mean count lower
issue moments_mean count -
issue misery_mean count lower
issue magic_mean count higher
issue share_with_misery share lower
issue valence_mean valence higher
issue memory_mean valence higher
issue effort_mean min lower
run cost_per_customer currency lower
run cost_per_resolved currency lower
run staff_cost currency lower
run misery_cost currency lower
run event_cost currency lower
run event_earnings currency higher
run churn_cost currency lower
run fix_cost currency lower
run contacts_avoided count higher
run contacts_total count lower
run misery_total count lower
run cost_total currency lower
team requests count -
team share_waiting share lower
team share_reneged share lower
team share_balked share lower
team share_blocked share lower
team wait_mean min lower
team wait_p90 min lower
team share_called_back share -
team callback_wait_mean min lower
team queue_mean count lower
team service_level share higher
team utilisation share -
team overtime min lower
team share_holding share -
team cost currency lower
step visits count -
step wait_mean min lower
step wait_p90 min lower
step queue_mean count lower
step share_reneged share lower
step time_mean min -
step questions_mean count lower
step repeat_questions_mean count lower
step share_promises_broken share lower
step misery_mean count lower
step valence_mean valence higher
step cost currency lower
"""


def test_what_is_published() -> None:
    found = [f"{m.grain} {m.key} {m.unit} {m.better or '-'}" for m in CATALOGUE]
    assert found == PUBLISHED.split("\n")[1:-1]


def test_every_measure_says_what_it_means() -> None:
    for measure in CATALOGUE:
        assert len(measure.meaning) > 10, measure.key
        assert not measure.meaning.endswith("."), measure.key
        assert (measure.unit == "min") == measure.meaning.endswith("in minutes"), measure.key


def test_keys_are_told_apart_by_grain() -> None:
    assert list(by_key("run")) == [
        "cost_per_customer",
        "cost_per_resolved",
        "staff_cost",
        "misery_cost",
        "event_cost",
        "event_earnings",
        "churn_cost",
        "fix_cost",
        "contacts_avoided",
        "contacts_total",
        "misery_total",
        "cost_total",
    ]
    names = {(measure.grain, measure.key) for measure in CATALOGUE}
    assert len(names) == len(CATALOGUE)
    assert not set(by_key("issue")) & set(by_key("run"))
