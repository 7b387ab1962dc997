"""Run shipped scenarios, and bring their pages and golden numbers up to date.

``python -m docs.scenarios`` takes all of them, ``python -m docs.scenarios drive_thru`` one.
"""

from __future__ import annotations

import sys

import blueprint_sim
from docs.scenarios import golden
from docs.scenarios.pages import current, names, page, read

for name in sys.argv[1:] or names():
    scenario = read(name)
    before = page(name).read_text(encoding="utf-8")
    after = current(before, scenario, blueprint_sim.run(scenario, progress=False))
    page(name).write_text(after, encoding="utf-8")
    golden.keep(name, golden.short(scenario))
    golden.set_seal(name, scenario, after)
    print(name, "changed" if after != before else "is as it should be")
