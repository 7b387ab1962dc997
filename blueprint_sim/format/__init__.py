"""YAML in and out: files to a scenario, or to all that is wrong with them."""
