"""``python -m docs.bank october.csv.gz`` reads the log; without it the pages are made anew."""

from __future__ import annotations

import sys

from docs.bank import kept, page
from docs.bank.log import read

for log in sys.argv[1:]:
    found = kept.kept(read(log))
    kept.FILE.write_text(kept.text(found), encoding="utf-8")
    print(*(f"{path}: {text}" for path, text in found["numbers"].items()), sep="\n")
if len(sys.argv) == 1:
    for path in page.PAGES:
        before = path.read_text(encoding="utf-8")
        path.write_text(page.current(before), encoding="utf-8")
