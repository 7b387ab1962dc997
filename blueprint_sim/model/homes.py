"""Where keys have their place: what would do for one that was written somewhere else."""

from __future__ import annotations

from typing import Final

# Keys that mean the same wherever they are written, by the part that takes them.
_KEYS: Final = {
    "at a team, teams: {{agents: {{{}: ...}}}}": (
        "size shifts at_once cost wrap_up limit when_full callback announcement pressure"
    ),
    "at a step, steps: {{help: {{{}: ...}}}}": (
        "by takes asks resolves if_not next channel away hold returns_to_same evidence "
        "meanwhile needs promise"
    ),
    "at a channel, channels: {{phone: {{{}: ...}}}}": "lines live replies_after",
    "in a variant, variants: {{first: {{{}: ...}}}}": "teams channels steps start fixes",
    "at a persona, personas: {{regular: {{{}: ...}}}}": (
        "patience tolerance priority head_start balks"
    ),
    "under run, run: {{{}: ...}}": (
        "opens length days first_day after_close warm_up replications seed"
    ),
    "under experience, experience: {{{}: ...}}": (
        "wait_slope answer_target patience_for_prompts end_weight churn churn_costs tells"
    ),
    "under demand, demand: {{{}: ...}}": "arrivals reasons causes recontact",
    "under demand.arrivals, arrivals: {{{}: ...}}": (
        "per_hour per_minute day_to_day batch gap weekdays weekend "
        "monday tuesday wednesday thursday friday saturday sunday"
    ),
    "at a cause, causes: {{letter: {{{}: ...}}}}": "fix_costs",
    "at a team or a channel, teams: {{agents: {{{}: ...}}}}": "carries",
    "under experience or at a persona, experience: {{{}: ...}}": "feels",
    "at a channel or under experience, experience: {{{}: ...}}": "acceptable_wait",
}

HOMES: Final = {
    key: f"write it {place.format(key)}" for place, keys in _KEYS.items() for key in keys.split()
}
"""What would do for a key that stands where it has no place."""
