"""Inspection: looking into a model, and putting your own parts to work in it."""
