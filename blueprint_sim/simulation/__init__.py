"""Simulation: a program of tables, the tape of luck, and engines that write the log."""
