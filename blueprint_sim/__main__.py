"""``python -m blueprint_sim``."""

from __future__ import annotations

from blueprint_sim.cli import main

if __name__ == "__main__":
    main()
