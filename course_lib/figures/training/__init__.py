"""Figures of the chapters on training."""
