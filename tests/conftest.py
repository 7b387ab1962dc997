"""What all tests share: how Hypothesis looks for counterexamples.

In the suite it always tries the same examples, however long each takes, so that a failure is
always somebody's change. To look further, with other examples each time:
``pytest --hypothesis-profile=search``.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("suite", derandomize=True, database=None, deadline=None)
settings.register_profile("search", max_examples=2_000, deadline=None)
settings.load_profile("suite")
