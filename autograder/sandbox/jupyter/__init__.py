"""Warm kernels for unmodified Jupyter programs: no sandbox, and no part of our grading."""
