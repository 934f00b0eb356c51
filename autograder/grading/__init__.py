"""Grading a class: the steps in order, who runs them, and the judge of one notebook."""
