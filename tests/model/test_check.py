"""Every message of the check, each in a scenario that earns it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from blueprint_sim.format.load import unchecked
from blueprint_sim.model.check import check, check_names

TOP = """\
scenario: Broken
demand: {demand}
personas: {personas}
facts: {{number: 30 s, wish: 60 s}}
experience: {experience}
compare: {compare}
variants:
  a:
    teams: {teams}
{more}
    steps:
{steps}
{variants}
"""
DEMAND = "{arrivals: 6 per hour, reasons: {cancel: {}, billing: {}}}"
TEAMS = "{menu: {kind: machine}, agents: {size: 8}}"
STEPS = "help: {by: agents, takes: about 4 min}"
PATIENT = "{caller: {patience: random 8 min}}"


def found(
    steps=STEPS,
    *,
    demand=DEMAND,
    personas=PATIENT,
    experience="{}",
    compare="{}",
    teams=TEAMS,
    more="",
    variants="",
):
    """Give what is wrong or suspect, as sentences."""
    text = TOP.format(
        demand=demand,
        personas=personas,
        experience=experience,
        compare=compare,
        teams=teams,
        more=indented(more, 4),
        steps=indented(steps, 6),
        variants=indented(variants, 2),
    )
    problems = check(unchecked(text))
    marks = {True: "warning: ", False: ""}
    return [marks[one.warning] + str(one) for one in problems]


def indented(text, columns):
    return "\n".join(" " * columns + line for line in dedent(text).strip().splitlines())


USED = "menu: {by: menu, next: help}\nhelp: {by: agents, takes: about 4 min}"
"""Steps that use both teams."""


def test_a_sound_scenario_has_no_problems():
    assert found(USED) == []


ERRORS = {
    "team": (
        {"steps": "menu: {by: menu, next: help}\nhelp: {by: agent}"},
        "variants.a.steps.help.by: no team 'agent'; did you mean 'agents'?",
    ),
    "team in a list": (
        {"steps": "menu: {by: menu, next: help}\nhelp: {by: [agents, tier2]}"},
        "variants.a.steps.help.by[1]: no team 'tier2'; known here: agents, menu, nobody, same",
    ),
    "team in a rule": (
        {"steps": "help: {by: [{when: {contact: 1}, then: agnets}, {otherwise: agents}]}"},
        "variants.a.steps.help.by[0].then: no team 'agnets'; did you mean 'agents'?",
    ),
    "step in next": (
        {"steps": "menu: {by: menu, next: hlep}\nhelp: {by: agents}", "more": "start: menu"},
        "variants.a.steps.menu.next: no step 'hlep'; did you mean 'help'?",
    ),
    "step in shares": (
        {"steps": "menu: {by: menu, next: {hlep: 10%, help: 90%}}\nhelp: {by: agents}"},
        "variants.a.steps.menu.next.hlep: no step 'hlep'; did you mean 'help'?",
    ),
    "step in if_not": (
        {"steps": "help: {by: agents, resolves: 50%, if_not: hepl}"},
        "variants.a.steps.help.if_not: no step 'hepl'; did you mean 'help'?",
    ),
    "step in a rule of start": (
        {"more": "start: [{when: {contact: 1}, then: help}, {otherwise: halp}]"},
        "variants.a.start[1].otherwise: no step 'halp'; did you mean 'help'?",
    ),
    "step in when_full": (
        {"teams": "{agents: {size: 8, limit: 3, when_full: message}}"},
        "variants.a.teams.agents.when_full: no step 'message'; known here: blocked, help",
    ),
    "fact in asks": (
        {"steps": "help: {by: agents, asks: [numbr]}"},
        "variants.a.steps.help.asks.numbr: no fact 'numbr'; did you mean 'number'?",
    ),
    "fact in carries": (
        {"teams": "{agents: {size: 8, carries: [wishes]}}"},
        "variants.a.teams.agents.carries.wishes: no fact 'wishes'; did you mean 'wish'?",
    ),
    "fact in knows": (
        {
            "steps": "help: {by: agents, "
            "next: [{when: {knows: address}, then: done}, {otherwise: done}]}"
        },
        "variants.a.steps.help.next[0].when.knows: no fact 'address'; known here: number, wish",
    ),
    "reason": (
        {"steps": "help: {by: agents, resolves: [{when: {reason: cancle}, then: 50%}]}"},
        "variants.a.steps.help.resolves[0].when.reason: no reason 'cancle'; did you mean 'cancel'?",
    ),
    "reason where none is written": (
        {
            "steps": "help: {by: agents, resolves: [{when: {reason: any}, then: 50%}]}",
            "demand": "{arrivals: 6 per hour}",
        },
        "variants.a.steps.help.resolves[0].when.reason: no reason 'any'; "
        "write it under demand.reasons",
    ),
    "persona in recontact": (
        {
            "demand": "{arrivals: 6 per hour, recontact: {unresolved: "
            "{chance: [{when: {persona: calller}, then: 50%}], after: 1 h}}}"
        },
        "demand.recontact.unresolved.chance[0].when.persona: no persona 'calller'; "
        "did you mean 'caller'?",
    ),
    "event in had": (
        {
            "steps": "help: {by: agents, events: [pitch], "
            "next: [{when: {had: pich}, then: done}, {otherwise: done}]}",
            "experience": "{feels: {pitch: -1}}",
        },
        "variants.a.steps.help.next[0].when.had: no event 'pich'; did you mean 'pitch'?",
    ),
    "event where none happens": (
        {"steps": "help: {by: agents, next: [{when: {had: x}, then: done}, {otherwise: done}]}"},
        "variants.a.steps.help.next[0].when.had: no event 'x'; write it under events of some step",
    ),
    "feeling of a persona": (
        {"personas": "{caller: {patience: random 8 min, feels: {cold_hand_off: -1}}}"},
        "personas.caller.feels.cold_hand_off: no feeling or event 'cold_hand_off'; "
        "did you mean 'cold_handoff'?",
    ),
    "feeling": (
        {"experience": "{feels: {resolvd: 2}}"},
        "experience.feels.resolvd: no feeling or event 'resolvd'; did you mean 'resolved'?",
    ),
    "feeling about an event": (
        {
            "steps": "help: {by: agents, events: [pitch]}",
            "experience": "{feels: {pitch: -1, pich: -1}}",
        },
        "experience.feels.pich: no feeling or event 'pich'; did you mean 'pitch'?",
    ),
    "baseline": (
        {"compare": "{baseline: b}"},
        "compare.baseline: no variant 'b'; known here: a",
    ),
    "measure": (
        {"compare": "{matters: {missery_mean: 0.2}}"},
        "compare.matters.missery_mean: no measure 'missery_mean'; did you mean 'misery_mean'?",
    ),
    "a team called same": (
        {"teams": "{same: {size: 2}, agents: {size: 8}}"},
        "variants.a.teams.same: 'same' has a meaning of its own in `by`; call it otherwise",
    ),
    "a step called start": (
        {"steps": "start: {by: agents}"},
        "variants.a.steps.start: 'start' has a meaning of its own; call the step otherwise",
    ),
    "no steps": (
        {"steps": "{}"},
        "variants.a: there are no steps; write at least one under steps",
    ),
    "two starts": (
        {"steps": "help: {by: agents}\nmenu: {by: menu}\ncall: {}"},
        "variants.a: nothing leads to 'call', 'help' or 'menu', so the start is not clear; "
        "write start: help, or lead a step to the others",
    ),
    "no start": (
        {"steps": "menu: {by: menu, next: help}\nhelp: {by: agents, next: {menu: 50%, done: 50%}}"},
        "variants.a: every step is led to by another, so none is the start; "
        "write start: menu, or whichever comes first",
    ),
    "no end": (
        {
            "steps": """\
            menu: {by: menu, next: {help: 50%, done: 50%}}
            help: {by: agents, takes: about 4 min, next: check}
            check: {by: menu, takes: 1 min, next: help}
            """
        },
        "variants.a.steps.check: no end can be reached from here: check -> help -> check; "
        "lead some way on to done, or to a step outside this loop",
    ),
    "no end for one reason": (
        {
            "steps": """\
            menu: {by: menu, next: help}
            help:
              by: agents
              takes: about 4 min
              next: [{when: {reason: cancel}, then: help}, {otherwise: done}]
            """
        },
        "variants.a.steps.help: for reason 'cancel' no end can be reached from here: "
        "help -> help; lead some way on to done, or to a step outside this loop",
    ),
    "no end for the unresolved": (
        {
            "steps": "help: {by: agents, takes: about 4 min, if_not: help, next: menu}\n"
            "menu: {by: menu, resolves: 90%}",
            "more": "start: help",
        },
        "variants.a.steps.help: no end can be reached from here: help -> help; "
        "lead some way on to done, or to a step outside this loop",
    ),
    "no end where nothing is ever resolved": (
        {"steps": "help: {by: agents, takes: about 4 min, resolves: 0%, if_not: help}"},
        "variants.a.steps.help: no end can be reached from here: help -> help; "
        "lead some way on to done, or to a step outside this loop",
    ),
    "no end but for who is understood": (
        {
            "steps": """\
            menu:
              by: menu
              takes: 10 s
              asks: {number: {understood: 0%}}
              next: [{when: {knows: number}, then: help}, {otherwise: menu}]
            help: {by: agents, takes: about 4 min}
            """
        },
        "variants.a.steps.menu: no end can be reached from here: menu -> menu; "
        "lead some way on to done, or to a step outside this loop",
    ),
    "no end but after what never happens": (
        {
            "steps": """\
            menu:
              by: menu
              takes: 10 s
              events: {pitch: 0%}
              next: [{when: {had: pitch}, then: help}, {otherwise: menu}]
            help: {by: agents, takes: about 4 min}
            """
        },
        "variants.a.steps.menu: no end can be reached from here: menu -> menu; "
        "lead some way on to done, or to a step outside this loop",
    ),
    "no time": (
        {
            "steps": "menu: {by: menu, next: {help: 50%, done: 50%}}\n"
            "help: {by: agents, next: menu}",
            "more": "start: menu",
        },
        "variants.a.steps.help: this loop can take no time: help -> menu -> help; "
        "give one of these steps a time that is never 0",
    ),
    "no time once all is known": (
        {
            "steps": "menu: {by: menu, asks: [number], next: {menu: 10%, help: 90%}}\n"
            "help: {by: agents}",
        },
        "variants.a.steps.menu: this loop can take no time: menu -> menu; give one of these steps "
        "a `takes` that is never 0: what is known is not asked again",
    ),
    "no time at a full line": (
        {
            "steps": """\
            menu: {by: menu, takes: 0 s, next: help}
            help: {by: agents, takes: about 4 min}
            """,
            "teams": "{menu: {kind: machine}, agents: {size: 8, limit: 0, when_full: menu}}",
            "more": "start: menu",
        },
        "variants.a.steps.help: this loop can take no time: help -> menu -> help; "
        "give one of these steps a time that is never 0",
    ),
    "a full line that leads back": (
        {
            "steps": "help: {by: agents, takes: about 4 min}",
            "teams": "{agents: {size: 8, limit: 3, when_full: help}}",
        },
        "variants.a.teams.agents.when_full: a full line sends its customers back to the same "
        "step: help -> help; lead when_full to another step, or write blocked",
    ),
    "full lines that lead to each other": (
        {
            "steps": "help: {by: agents, takes: about 4 min}\nsell: {by: shop, takes: about 4 min}",
            "teams": "{agents: {size: 8, limit: 3, when_full: sell}, "
            "shop: {size: 1, limit: 3, when_full: help}}",
            "more": "start: help",
        },
        "variants.a.teams.agents.when_full: a full line sends its customers back to where they "
        "came from: help -> sell -> help; lead when_full to another step, or write blocked",
    ),
    "no time without a step": (
        {
            "steps": """\
            menu: {by: menu, next: help}
            help: {by: agents, takes: about 4 min, next: {menu: 50%, done: 50%}}
            """,
            "more": "start: menu",
            "variants": "b: {like: a, without: [help]}",
        },
        "variants.b.steps.help: this loop can take no time: help -> menu -> help; "
        "keep 'help' out of `without`, or give a step of the loop some time",
    ),
    "questions to nobody": (
        {"steps": "think: {asks: [number], next: help}\nhelp: {by: agents}"},
        "variants.a.steps.think.asks: nobody is there to ask; "
        "write by: and a team, or leave asks out",
    ),
    "questions out of sight": (
        {
            "steps": "help: {by: agents, next: look_up}\n"
            "look_up: {by: agents, lane: support, asks: [wish]}"
        },
        "variants.a.steps.look_up.asks: customers do not see the support lane, so nobody can ask "
        "them there; put the step on lane: frontstage, or leave asks out",
    ),
    "same at the start": (
        {"steps": "help: {by: same, takes: 1 min}"},
        "variants.a.steps.help.by: 'same' keeps whoever has the customer, but the journey starts "
        "here; name a team",
    ),
    "same after nobody": (
        {"steps": "think: {takes: 1 min, next: help}\nhelp: {by: same, takes: 1 min}"},
        "variants.a.steps.help.by: 'same' keeps whoever has the customer, but those who come from "
        "'think' are served by nobody there; name a team",
    ),
    "visit at the start": (
        {"more": "start: [{when: {visit: 2}, then: help}, {otherwise: help}]"},
        "variants.a.start[0].when.visit: at the start no step is being visited; "
        "test 'contact' instead",
    ),
    "coming back for ever": (
        {"demand": "{arrivals: 6 per hour, recontact: {unresolved: {chance: 100%, after: 0 s}}}"},
        "demand.recontact.unresolved: everyone comes back at once, for ever; add returns: 3",
    ),
    "too many events": (
        {"steps": f"help: {{by: agents, events: [{', '.join(f'e{n}' for n in range(61))}]}}"},
        "variants: there are 61 events; at most 60",
    ),
}


@pytest.mark.parametrize("case", ERRORS)
def test_errors(case):
    changes, message = ERRORS[case]
    assert [line for line in found(**changes) if not line.startswith("warning: ")] == [message]


BOTH = "{agents: {size: 2}, experts: {size: 2}}"

WARNINGS = {
    "nobody to stay on the line": (
        {
            "steps": """
            ask: {by: agents, takes: about 1 min, next: more}
            more: {by: [experts, agents], hold: yes, takes: about 2 min}
            """,
            "teams": BOTH,
        },
        "variants.a.steps.more.hold: nobody of another team can have the customer on the way here, "
        "so nobody stays on the line; lead a step of another team to it, or leave hold out",
    ),
    "nobody to stay on another channel": (
        {
            "steps": """
            ask: {by: agents, channel: phone, takes: about 1 min, next: more}
            more: {by: experts, channel: mail, hold: yes, takes: about 2 min}
            """,
            "teams": BOTH,
            "more": "channels: {phone: {}, mail: {}}",
        },
        "variants.a.steps.more.hold: nobody of another team can have the customer on the way here, "
        "so nobody stays on the line; lead a step of another team to it, or leave hold out",
    ),
    "nobody to return to": (
        {
            "steps": """
            menu: {by: menu, next: {help: 50%, call: 50%}}
            help: {by: agents, returns_to_same: 2 min, takes: about 2 min}
            call: {by: agents, returns_to_same: 2 min, takes: about 1 min, next: think}
            think: {takes: 1 min, next: {call: 50%, done: 50%}}
            """,
        },
        "variants.a.steps.help.returns_to_same: nobody has been served by agents on the way here, "
        "and nobody comes back; leave returns_to_same out, or say who comes back under demand: "
        "{recontact}",
    ),
    "each waits for the other": (
        {
            "steps": """
            ask: {by: agents, takes: about 1 min, next: {more: 50%, call: 50%}}
            more: {by: experts, hold: yes, takes: about 2 min}
            call: {by: experts, takes: about 1 min, next: tell}
            tell: {by: agents, hold: yes, takes: about 1 min}
            """,
            "teams": BOTH,
        },
        "variants.a.steps.tell.hold: here experts stay on the line waiting for agents, "
        "and at 'more' agents for experts: with all of them on the line, nobody can go on; leave "
        "hold out at one of the two",
    ),
    "nobody comes": (
        {"demand": "{arrivals: 0 per hour}", "teams": "{agents: {size: 8}}"},
        "demand.arrivals: nobody comes; write a rate above 0, such as 60 per hour",
    ),
    "millions come": (
        {"demand": "{arrivals: 9000 per hour}", "teams": "{agents: {size: 900}}"},
        "run.replications: about 2.16 million journeys in all, which takes long; "
        "fewer replications or a shorter run would do to try it",
    ),
    "nobody is there": (
        {"personas": "{caller: {}}", "teams": "{agents: {size: 0}}"},
        "variants.a.teams.agents.size: nobody is there for those who come to 'help'; "
        "raise the size, or lead nobody to that step",
    ),
    "arrivals outside the hours": (
        {
            "demand": "{arrivals: {times: [1 h, 9 h, 25 h]}}",
            "teams": "{agents: {size: 8}}",
        },
        "demand.arrivals: 2 of 3 given arrivals fall outside the hours of opening; "
        "they are left out; see run: {opens, length, days}",
    ),
    "unreachable": (
        {"steps": f"{USED}\nold: {{by: menu, next: help}}", "more": "start: menu"},
        "variants.a.steps.old: no customer can come to this step; "
        "lead some step to it, or take it out",
    ),
    "overload": (
        {"personas": "{caller: {}}", "demand": "{arrivals: 120 per hour}", "steps": USED},
        "variants.a.teams.agents.size: 8 workers' worth of work by people who never hang up comes "
        "to a team of 8, so its queue only grows; "
        "raise the size, or give the personas some patience",
    ),
    "overload by some": (
        {
            "personas": "{saint: {share: 60%}, caller: {patience: random 1 min}}",
            "demand": "{arrivals: 240 per hour}",
            "steps": USED,
        },
        "variants.a.teams.agents.size: 9.6 workers' worth of work by people who never hang up "
        "comes to a team of 8, so its queue only grows; "
        "raise the size, or give the personas some patience",
    ),
    "callback that nobody is offered": (
        {
            "teams": "{agents: {size: 8}, seniors: {size: 2, callback: {accept: 60%}}}",
            "steps": "help: {by: [agents, seniors], takes: about 4 min, next: check}\n"
            "check: {by: seniors, lane: backstage, takes: about 1 min}",
        },
        "variants.a.teams.seniors.callback: nobody is called back: no step that customers see "
        "names 'seniors' first; name it first in `by` of such a step, or take this out",
    ),
    "constant patience": (
        {"personas": "{caller: {patience: 8 min}}", "steps": USED},
        "personas.caller.patience: they all hang up after exactly 8 min; "
        "people differ: write random 8 min",
    ),
    "constant talk": (
        {"steps": "menu: {by: menu, takes: 20 s, next: help}\nhelp: {by: agents, takes: 4 min}"},
        "variants.a.steps.help.takes: every visit takes exactly 4 min, so queues come out too "
        "short; times vary: write about 4 min",
    ),
    "unused team": (
        {},
        "variants.a.teams.menu: no step that customers come to uses this team, so it is not "
        "staffed; name it in `by` of a step, or take it out",
    ),
    "rule already taken": (
        {
            "steps": """\
            menu:
              by: menu
              next:
                - {when: {reason: [cancel, billing]}, then: help}
                - {when: {reason: cancel, contact: 1}, then: done}
                - {otherwise: help}
            help: {by: agents, takes: about 4 min}
            """
        },
        "variants.a.steps.menu.next[1].when: an earlier rule takes all of these; "
        "take this rule out",
    ),
    "rule for no customer": (
        {
            "steps": USED.replace(
                "next: help", "next: [{when: {reason: r}, then: done}, {otherwise: help}]"
            ),
            "demand": "{arrivals: 6 per hour, reasons: {r: {share: 0%}, s: {}}}",
        },
        "variants.a.steps.menu.next[0].when: no customer is of this kind: its share is 0%; "
        "raise the share, or take this rule out",
    ),
    "if_not without resolves": (
        {"steps": "menu: {by: menu, next: done, if_not: help}\nhelp: {by: agents, resolves: 90%}"},
        "variants.a.steps.menu.if_not: no step up to here resolves anything, so everyone goes "
        "this way; add resolves: 80%, or write next",
    ),
    "tolerance 0": (
        {"personas": "{caller: {patience: random 8 min, tolerance: 0}}", "steps": USED},
        "personas.caller.tolerance: they walk away at the first step, before any misery; "
        "write 1 or more, or leave it out",
    ),
    "a line that nobody is to find so long": (
        {
            "personas": "{caller: {patience: random 8 min, balks: {3: 5%, 4: 9%, 6 or more: 50%}}}",
            "teams": "{menu: {kind: machine, size: 1}, agents: {size: 8, limit: 4}}",
            "steps": USED,
        },
        "personas.caller.balks: nobody finds 4 in line: no line for people takes more than 4; "
        "who comes to a full line is blocked; name a shorter line, or raise the limit",
    ),
    "acceptable wait 0": (
        {"experience": "{acceptable_wait: 0 s}", "steps": USED},
        "experience.acceptable_wait: any wait at all feels as bad as can be; "
        "write a time, such as 10 s",
    ),
    "event that nobody feels": (
        {"steps": "menu: {by: menu, next: help}\nhelp: {by: agents, events: [pitch]}"},
        "variants.a.steps.help.events.pitch: nobody feels 'pitch', and no rule asks for it; "
        "write experience: {feels: {pitch: -1}}, or what it is",
    ),
    "feeling that nothing brings about": (
        {"experience": "{feels: {unused: -1}}", "steps": USED},
        "experience.feels.unused: nothing in any variant brings about 'unused'; "
        "write it under events of some step",
    ),
    "feeling of a persona that nothing brings about": (
        {"personas": "{caller: {patience: random 8 min, feels: {unused: -1}}}", "steps": USED},
        "personas.caller.feels.unused: nothing in any variant brings about 'unused'; "
        "write it under events of some step",
    ),
    "event that nobody sees": (
        {
            "steps": "menu: {by: menu, next: help}\n"
            "help: {by: agents, lane: backstage, takes: about 4 min, events: [pitch]}",
            "experience": "{feels: {pitch: -1}}",
        },
        "variants.a.steps.help.events.pitch: customers do not see the backstage lane, so nobody "
        "feels 'pitch'; let it happen at a step that they see",
    ),
    "one design that never says what it resolves": (
        {
            "steps": "menu: {by: menu, next: help}\n"
            "help: {by: agents, takes: about 4 min, resolves: 90%}",
            "variants": "b: {like: a, steps: {help: {resolves: nothing}}}\nc: {like: b}",
        },
        "variants.b: in this variant nobody says `resolves`, so everybody who comes to `done` "
        "counts as resolved; others say it; write resolves: 90% at the step that does what "
        "customers came for",
    ),
    "same after an emptied start": (
        {
            "steps": "menu: {by: menu, next: help}\nhelp: {by: same, takes: about 4 min}",
            "teams": "{menu: {kind: machine}}",
            "variants": "b: {like: a, without: [menu]}",
        },
        "variants.b.steps.help.by: 'same' keeps whoever has the customer, but the journey starts "
        "here; name a team",
    ),
}


@pytest.mark.parametrize("case", WARNINGS)
def test_warnings(case):
    changes, message = WARNINGS[case]
    assert found(**changes) == [f"warning: {message}"]


def test_who_comes_back_may_return_to_the_same_worker():
    again = "{arrivals: 6 per hour, recontact: {unresolved: {chance: 50%, after: 10 min}}}"
    steps = "menu: {by: menu, next: help}\nhelp: {by: agents, returns_to_same: 2 min, "
    steps += "takes: about 4 min, resolves: 50%}"
    assert found(steps, demand=again) == []
    emptied = "b: {like: a, without: [help]}"
    assert found(USED, variants=emptied) == []


def test_names_alone_raise_no_warnings():
    text = "scenario: s\ndemand: {arrivals: 6 per hour}\nexperience: {feels: {unused: -1}}\n"
    scenario = unchecked(f"{text}variants: {{a: {{steps: {{help: {{takes: 1 min}}}}}}}}")
    assert [problem.warning for problem in check(scenario)] == [True]
    assert check_names(scenario) == []


def test_all_problems_come_at_once():
    problems = found(
        "menu: {by: mneu, asks: [numbr], next: hlep}\nhelp: {by: agents, if_not: hepl}",
        compare="{baseline: z, matters: {nothing_mean: 1}}",
    )
    assert [line.partition(":")[0] for line in problems] == [
        "compare.baseline",
        "compare.matters.nothing_mean",
        "variants.a.steps.menu.by",
        "variants.a.steps.menu.next",
        "variants.a.steps.menu.asks.numbr",
        "variants.a.steps.help.if_not",
        "variants.a",
    ]


def test_what_is_inherited_is_told_once():
    lines = found("help: {by: agent}", variants="b: {like: a, start: help}\nc: {like: b}")
    assert lines == ["variants.a.steps.help.by: no team 'agent'; did you mean 'agents'?"]


def test_inherited_steps_and_teams_that_are_not_used_raise_no_warning():
    assert found(USED, variants="b: {like: a, start: help}\nc: {like: a, without: [menu]}") == []


def test_a_limited_line_is_no_overload():
    lines = found(
        "help: {by: agents, takes: about 4 min}",
        personas="{caller: {}}",
        demand="{arrivals: 240 per hour}",
        teams="{agents: {size: 8, limit: 5}}",
    )
    assert lines == []


def test_a_question_that_may_be_misunderstood_may_stand_in_a_loop_of_its_own():
    lines = found(
        """
        ask:
          by: menu
          asks: {number: {understood: 80%}}
          next: [{when: {knows: number}, then: help}, {otherwise: ask}]
        help: {by: agents, takes: about 4 min}
        """
    )
    assert lines == []


def test_sixty_facts_are_taken_and_sixty_one_are_not():
    def facts(count):
        text = TOP.format(
            demand=DEMAND,
            personas=PATIENT,
            experience="{}",
            compare="{}",
            teams="{agents: {size: 1}}",
            more="",
            steps=indented(STEPS, 6),
            variants="",
        )
        named = ", ".join(f"f{n}: 1 s" for n in range(count))
        return text.replace("{number: 30 s, wish: 60 s}", f"{{{named}}}")

    assert check(unchecked(facts(60))) == []
    (problem,) = check(unchecked(facts(61)))
    assert str(problem) == "facts: there are 61 facts; at most 60"


def test_other_measures_may_be_named():
    text = TOP.format(
        demand=DEMAND,
        personas=PATIENT,
        experience="{}",
        compare="{matters: {misery_mean: 1}}",
        teams="{agents: {size: 1}}",
        more="",
        steps=indented(STEPS, 6),
        variants="",
    )
    assert [one.path for one in check(unchecked(text), ["wait_mean"])] == [
        ("compare", "matters", "misery_mean")
    ]


@pytest.mark.parametrize(
    "shifts",
    [
        '{"09:00": 6, "12:00": 9}',
        '{"10:00": 4, "16:00": 0}',
        '{"08:00": 6, "12:00": 9}',
        '{"22:00": 6, "12:00": 9}',
    ],
)
def test_shifts_that_say_what_is_meant(shifts):
    teams = f"{{menu: {{kind: machine}}, agents: {{shifts: {shifts}}}}}"
    assert found(teams=teams, steps=USED) == []


def test_round_the_clock_the_roster_of_the_day_before_is_no_surprise():
    text = """
    scenario: Round the clock
    run: {opens: "00:00", length: 24 h, days: 3}
    demand: {arrivals: 1 per hour}
    variants:
      a:
        teams: {agents: {shifts: {"22:00": 3, "06:00": 8}}}
        steps: {help: {by: agents, takes: about 4 min}}
    """
    assert check(unchecked(text)) == []
