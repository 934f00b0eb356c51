"""Layers: what models are built of, one idea a file."""
