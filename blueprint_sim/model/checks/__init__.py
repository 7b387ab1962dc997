"""What a scenario must hold to, one concern a file."""
