"""Figures of the first part: tokens, their vectors, the next token."""
