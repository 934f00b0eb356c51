"""Figures of generation: how the next token is chosen."""
