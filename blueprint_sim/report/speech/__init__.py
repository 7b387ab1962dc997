"""What the numbers say in plain English."""
