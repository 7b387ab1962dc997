"""Random blueprints as the product makes them, and some as nobody should; and a plain measure."""

from __future__ import annotations

from random import Random

from blueprint_sim.report.layout.records import (
    Badge,
    Ending,
    Heading,
    Kind,
    Node,
    Note,
    Plan,
    Recontact,
    Way,
)

NARROW, WIDE = "iljtfr.,:'| ()", "mwMWGOQD@%"
PHRASES = (
    "asks the customer number again who why",
    "calls to cancel menu what is it about retention offer",
    "checks contract and notice settles request sends final bill letter transfer supervisor back",
    "office verifies identity Kundendienstmitarbeiter Auftragsbestaetigungsschreiben",
)
WORDS = tuple(word for phrase in PHRASES for word in phrase.split())
LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
EMOJI, HEBREW = "\U0001f469\U0001f3fd\u200d\U0001f4bb ", "\u05e9\u05dc\u05d5\u05dd "
ENDINGS = ("resolved", "unresolved", "abandoned", "walked_away", "dead_end", "blocked")


def measure(text: str, size: float, bold: bool) -> float:
    """Return a width like that of DejaVu Sans."""
    ems = sum(0.36 if c in NARROW else 0.92 if c in WIDE else 0.61 for c in text)
    return ems * size / 72 * (1.12 if bold else 1.0)


def phrase(random: Random, count: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(count))


def words(random: Random) -> str:
    """Return a label: mostly some words, sometimes 3 letters or 200, or one enormous word."""
    kind = random.random()
    if kind < 0.05:
        return random.choice(("Ask", "IVR", "Bot"))
    if kind < 0.08:
        return phrase(random, 60)[:200]
    if kind < 0.10:
        return LONG
    if kind < 0.12:
        return random.choice(
            ("\U0001f469\U0001f3fd\u200d\U0001f4bb " * 9, "\u05e9\u05dc\u05d5\u05dd " * 12)
        )
    return phrase(random, random.randint(1, 6))


def blueprint(seed: int, steps: int, wild: float = 0.0) -> Plan:
    """Return a random blueprint; `wild` is the chance that a way goes just anywhere."""
    random = Random(f"{seed} {steps} {wild}")
    lanes = _lanes(random, steps)
    names = [f"step {i:02}" for i in range(steps)]
    nodes = [_node(random, names[i], lanes[i], i == 0) for i in range(steps)]
    endings = [
        Ending(name, name.replace("_", " ").capitalize(), random.choice((None, random.random())))
        for name in ENDINGS[: random.randint(2, len(ENDINGS))]
    ]
    ways: dict[tuple[str, str, str], Way] = {}
    for i in range(steps):
        for way in _ways(random, i, nodes, endings, wild):
            ways.setdefault((way.origin, way.target, way.kind), way)
    again = random.random() < 0.6
    text = "60% of the unresolved call again, after about 2 h"
    return Plan(
        tuple(nodes),
        tuple(ways.values()),
        tuple(endings),
        Recontact(
            tuple(random.sample(["unresolved", "resolved"], random.randint(1, 2))),
            text,
            tuple(random.sample(names, min(random.choice((0, 0, 1, 2, 3)), steps))),
        )
        if again
        else None,
        headings=(
            Heading("Customer", none="Customer: nothing"),
            Heading("Frontstage, machine", "voice menu", "Machine: none"),
            Heading("Frontstage, people", "8 agents", "People: none"),
            Heading("Backstage", "back office, 2", "Backstage: none"),
            Heading("Support", "systems", "Support: none"),
        ),
        figures=random.random() < 0.7,
    )


def _lanes(random: Random, steps: int) -> list[int]:
    """Return a lane for each step: the next often stays, sometimes moves."""
    used = random.sample(range(5), random.randint(1, 5))
    lane, lanes = random.choice(used), []
    for _ in range(steps):
        lanes.append(lane)
        if random.random() < 0.4:
            lane = random.choice(used)
    return lanes


def _node(random: Random, name: str, lane: int, start: bool) -> Node:
    badges = tuple(
        Badge(random.choice(("asked", "again"))) for _ in range(random.choice((0, 0, 0, 1, 1, 2)))
    )
    if badges and random.random() < 0.1:
        badges = (Badge("again", "\u00d7 4"),)
    notes = []
    if random.random() < 0.10:
        notes.append(Note("evidence", random.choice(("letter", "e-mail", phrase(random, 4)))))
    if random.random() < 0.06:
        notes.append(Note("promise", "5 days \u00b7 18% late"))
    return Node(
        name,
        lane,
        words(random),
        round(random.random(), 2),
        lane in (2, 3) and random.random() < 0.35,
        badges,
        tuple(notes),
        start,
    )


def _ways(
    random: Random, i: int, nodes: list[Node], endings: list[Ending], wild: float
) -> list[Way]:
    node, steps, found = nodes[i], len(nodes), []
    last = i == steps - 1
    ahead = [random.choice((1, 1, 1, 2, 3)) for _ in range(random.choice((1, 1, 1, 1, 2, 2, 3)))]
    targets = sorted({min(i + step, steps - 1) for step in ahead})
    if last:
        targets = []
    if random.random() < wild:
        targets.append(random.randrange(steps))
    if i and random.random() < 0.12:
        targets.append(random.randrange(i))
    if random.random() < 0.08:
        targets.append(i)
    for j in targets:
        share = random.randint(1, 99)
        branch = len(targets) > 1 or j <= i
        handoff = "none"
        if nodes[j].row != node.row and random.random() < 0.35:
            handoff = random.choice(("warm", "cold"))
        found.append(
            Way(
                node.name,
                nodes[j].name,
                _kind(random, node, nodes[j]),
                share / 100,
                f"{share}% {_said(random)}".strip() if branch else "",
                handoff=handoff,  # type: ignore[arg-type]
            )
        )
    for ending in endings:
        if last or random.random() < 0.07:
            share = random.randint(1, 30)
            said = f"{share}% {ending.label.lower()}"
            found.append(Way(node.name, ending.name, "way", share / 100, f"{share}%", said))
    if node.queue and random.random() < 0.8 and len(endings) > 2:
        found.append(Way(node.name, "abandoned", "way", 0.05, "", "5% hang up", from_queue=True))
    return found


def _said(random: Random) -> str:
    return random.choice(
        ("", "cancel", "billing", "wrong branch", "anything else", phrase(random, 4))
    )


def _kind(random: Random, a: Node, b: Node) -> Kind:
    if b.row >= 3 and random.random() < 0.3:
        return random.choice(("meanwhile", "needs"))
    return "way"
