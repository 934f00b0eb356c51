"""Assignments, their banks of solutions, and grading."""
