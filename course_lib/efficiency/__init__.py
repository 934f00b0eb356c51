"""Efficiency: fewer bits, fewer seconds."""
