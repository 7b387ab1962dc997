from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.model.derive import MAX_VARIANTS, Derived, derive

BASE: dict[str, Any] = {
    "label": "As it is",
    "teams": {"menu": {"kind": "machine", "carries": "nothing"}, "agents": {"size": "8"}},
    "start": "menu",
    "steps": {
        "menu": {"by": "menu", "asks": {"number": {"takes": "20 s"}, "reason": ""}, "next": "help"},
        "help": {"by": "agents", "takes": "4 min", "resolves": "88%"},
    },
}


def derived(**variants: Any) -> Derived:
    return derive({"scenario": "x", "variants": {"base": BASE, **variants}})


def whole(**variants: Any) -> dict[str, Any]:
    found = derived(**variants)
    assert found.problems == ()
    return dict(found.tree["variants"])


def test_a_variant_takes_over_everything_but_its_name() -> None:
    other = whole(other={"like": "base"})["other"]

    assert other["steps"] == BASE["steps"]
    assert other["teams"] == BASE["teams"]
    assert other["start"] == "menu"
    assert "label" not in other


def test_steps_and_teams_are_merged_by_name_down_to_a_key() -> None:
    change = {
        "like": "base",
        "steps": {"help": {"takes": "3 min"}},
        "teams": {"new": {"size": "1"}},
    }
    other = whole(other=change)["other"]

    assert other["steps"]["help"] == {"by": "agents", "takes": "3 min", "resolves": "88%"}
    assert set(other["teams"]) == {"menu", "agents", "new"}


def test_channels_are_merged_by_name_down_to_a_key() -> None:
    base = {**BASE, "channels": {"phone": {"lines": "40", "carries": "80%"}, "fax": {}}}
    changes = {"phone": {"carries": "nothing"}, "fax": "nothing", "mail": {"live": "no"}}
    found = derive({"variants": {"base": base, "other": {"like": "base", "channels": changes}}})

    assert found.problems == ()
    assert found.tree["variants"]["other"]["channels"] == {
        "phone": {"lines": "40", "carries": "nothing"},
        "mail": {"live": "no"},
    }


def test_fixes_are_merged_by_name() -> None:
    base = {**BASE, "fixes": {"letter": "50%", "bill": "20%", "form": "10%"}}
    changes = {"letter": "80%", "form": "nothing", "delay": "5%"}
    found = derive({"variants": {"base": base, "other": {"like": "base", "fixes": changes}}})

    assert found.problems == ()
    other = found.tree["variants"]["other"]["fixes"]
    assert other == {"letter": "80%", "bill": "20%", "delay": "5%"}
    written = ("variants", "base", "fixes", "bill")
    assert found.origins["variants", "other", "fixes", "bill"] == written
    assert ("variants", "other", "fixes", "letter") not in found.origins


def test_the_value_of_a_key_is_replaced_whole() -> None:
    change = {"like": "base", "steps": {"menu": {"asks": {"other": ""}}}}

    assert whole(other=change)["other"]["steps"]["menu"]["asks"] == {"other": ""}


def test_the_base_stays_as_it_was() -> None:
    found = whole(other={"like": "base", "steps": {"help": {"takes": "3 min"}}})

    assert found["base"]["steps"] == BASE["steps"]


def test_chains_are_followed_in_any_order() -> None:
    found = whole(
        third={"like": "second", "start": "nothing"},
        second={"like": "base", "steps": {"help": {"takes": "3 min"}}},
    )

    assert found["third"]["steps"]["help"]["takes"] == "3 min"
    assert "start" not in found["third"]


def test_nothing_removes() -> None:
    change = {
        "like": "base",
        "teams": {"menu": "nothing"},
        "steps": {"menu": "nothing", "help": {"resolves": "nothing"}},
        "start": "nothing",
    }
    other = whole(other=change)["other"]

    assert set(other["teams"]) == {"agents"}
    assert other["steps"] == {"help": {"by": "agents", "takes": "4 min"}}
    assert "start" not in other


def test_carrying_nothing_is_a_value() -> None:
    change = {"like": "base", "teams": {"agents": {"carries": "nothing"}}}

    assert whole(other=change)["other"]["teams"]["agents"]["carries"] == "nothing"


def test_without_is_gathered_along_the_chain() -> None:
    found = whole(
        second={"like": "base", "without": ["menu"]}, third={"like": "second", "without": "help"}
    )

    assert found["second"]["without"] == ("menu",)
    assert found["third"]["without"] == ("menu", "help")


def test_inherited_steps_are_those_that_did_not_change() -> None:
    found = derived(
        second={"like": "base", "steps": {"help": {"takes": "3 min"}, "new": {}}},
        third={"like": "second"},
    )

    assert found.inherited["second"] == {"menu"}
    assert found.inherited["third"] == {"menu", "help", "new"}
    assert found.inherited["base"] == frozenset()


def test_what_is_inherited_is_known_by_where_it_is_written() -> None:
    found = derived(
        second={"like": "base", "steps": {"help": {"takes": "3 min"}}}, third={"like": "second"}
    )
    at = ("variants", "third", "steps", "help")

    assert found.origins[(*at, "takes")] == ("variants", "second", "steps", "help", "takes")
    assert found.origins[(*at, "by")] == ("variants", "base", "steps", "help", "by")
    assert ("variants", "second", "steps", "help", "takes") not in found.origins


@pytest.mark.parametrize(
    ("variants", "path", "said"),
    [
        ({"a": {"like": "bse"}}, ("variants", "a", "like"), "did you mean 'base'?"),
        ({"a": {"like": "a"}}, ("variants", "a", "like"), "a ring: a is like a"),
        (
            {"a": {"like": "base", "without": ["mneu"]}},
            ("variants", "a", "without", 0),
            "no step 'mneu'; did you mean 'menu'?",
        ),
        (
            {"a": {"like": "base", "steps": {"hlep": "nothing"}}},
            ("variants", "a", "steps", "hlep"),
            "did you mean 'help'?",
        ),
        (
            {"a": {"like": "base", "facts": {}}},
            ("variants", "a", "facts"),
            "'facts' cannot differ by variant",
        ),
    ],
)
def test_what_cannot_be_resolved_is_told(
    variants: dict[str, Any], path: tuple[Any, ...], said: str
) -> None:
    (problem,) = derived(**variants).problems

    assert problem.path == path
    assert said in str(problem)


def test_every_variant_of_a_ring_is_told_and_one_that_leads_into_it_is_not() -> None:
    found = derived(a={"like": "b"}, b={"like": "a"}, c={"like": "a"})

    assert [problem.path[1] for problem in found.problems] == ["a", "b"]


def test_too_many_variants_are_not_looked_at() -> None:
    many: dict[str, Any] = {f"v{i}": {"like": "base"} for i in range(MAX_VARIANTS)}

    (problem,) = derived(**many).problems

    assert "too many to compare" in problem.message


@pytest.mark.parametrize(
    "tree", ["text", ["list"], {}, {"variants": "text"}, {"variants": {"a": "b"}}]
)
def test_what_has_no_variants_is_left_to_the_models(tree: Any) -> None:
    assert derive(tree).tree == tree
