"""One model in four tools, and a clock."""
