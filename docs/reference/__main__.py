"""Make the tables of the reference pages anew: ``python -m docs.reference``."""

from __future__ import annotations

from docs.reference.pages import PAGES, current

for path in PAGES:
    before = path.read_text(encoding="utf-8")
    after = current(before)
    if after != before:
        path.write_text(after, encoding="utf-8")
    print(path.name, "changed" if after != before else "is as it should be")
