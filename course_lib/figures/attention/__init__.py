"""Figures of attention: the weights, the heads, the positions."""
