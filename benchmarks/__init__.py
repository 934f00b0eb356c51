"""Measurements: this library side by side with others, as ratios taken in one run."""
